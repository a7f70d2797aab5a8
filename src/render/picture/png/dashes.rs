//! A dashed line as the pieces that are drawn.

use super::dots::At;

/// The pieces of a line from point to point: dashes of one length, and what is white after each of
/// another. A dash that turns a corner is two pieces.
pub(super) fn pieces(points: &[At], on: f32, off: f32) -> Vec<(At, At)> {
    // A dash of less than nothing would never end.
    let (on, off) = (on.max(0.01), off.max(0.01));
    let mut out = Vec::new();
    let (mut drawn, mut left) = (true, on);
    for pair in points.windows(2) {
        let [from, to] = pair else { continue };
        let (across, down) = (to.0 - from.0, to.1 - from.1);
        let long = across.hypot(down);
        let at = |along: f32| (from.0 + across * along / long, from.1 + down * along / long);
        let mut along = 0.0;
        // What is left of a dash may be less than can be told from nothing: it ends all the same.
        while along + left < long {
            // One that ended at the corner has nothing left beyond it.
            if drawn && left > 0.0 {
                out.push((at(along), at(along + left)));
            }
            along += left;
            drawn = !drawn;
            left = if drawn { on } else { off };
        }
        if drawn && along < long {
            out.push((at(along), *to));
        }
        left -= long - along;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_go_on_round_a_corner() {
        let corner = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)];
        assert_eq!(
            pieces(&corner, 4.0, 2.0),
            [
                ((0.0, 0.0), (4.0, 0.0)),
                ((6.0, 0.0), (10.0, 0.0)),
                ((10.0, 2.0), (10.0, 6.0)),
                ((10.0, 8.0), (10.0, 10.0)),
            ]
        );
        let long = pieces(&[(0.0, 0.0), (0.0, 9_999.0)], 0.1, 0.2);
        assert!((30_000..36_000).contains(&long.len()), "{}", long.len());
        assert!(pieces(&[(1.0, 1.0)], 4.0, 2.0).is_empty());
        assert!(pieces(&[(1.0, 1.0), (1.0, 1.0)], 0.0, 0.0).is_empty());
    }
}
