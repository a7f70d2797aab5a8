//! Hatching of convex shapes, as lines and stripes of their own: printers and viewers draw these
//! faster and sharper than tiles of a pattern, and all formats draw them alike.
//!
//! All shapes of a page share the same diagonals, so that hatching goes on from one to the next.

use super::super::drawing::{Color, Point, Shape};

/// What fills a shape instead of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hatching {
    /// Thin diagonals that let through what lies below.
    Lines {
        color: Color,
        /// Hundredths.
        opacity: u8,
        width: u32,
    },
    /// Broad diagonals of a colour.
    Stripes(Color),
}

/// From thin diagonal to thin diagonal, across.
const LINES: i32 = 320;
/// From broad one to broad one, and how broad they are, across.
const STRIPES: i32 = 212;
const BROAD: i32 = 106;

/// The hatching of a convex shape; nothing where no diagonal meets it.
pub(super) fn of(corners: &[Point], hatching: Hatching) -> Option<Shape> {
    match hatching {
        Hatching::Lines {
            color,
            opacity,
            width,
        } => {
            let lines = diagonals(corners);
            (!lines.is_empty()).then_some(Shape::Hatch {
                lines,
                color,
                opacity,
                width,
            })
        }
        Hatching::Stripes(color) => {
            let rings = stripes(corners);
            (!rings.is_empty()).then_some(Shape::Areas { rings, color })
        }
    }
}

/// Diagonals are where x and y add up to the same: the least and the greatest sum of a shape.
fn sums(corners: &[Point]) -> Option<(i32, i32)> {
    let sums = || corners.iter().map(|(x, y)| x.saturating_add(*y));
    Some((sums().min()?, sums().max()?))
}

/// Where a diagonal meets an edge.
fn meeting(((x1, y1), (x2, y2)): (Point, Point), sum: i32) -> Option<Point> {
    let (from, to) = (x1 + y1, x2 + y2);
    let on = from != to && (from.min(to) <= sum && sum <= from.max(to));
    let share = |a: i32, b: i32| i64::from(a) * i64::from(b);
    let x = on.then(|| i64::from(x1) + share(x2 - x1, sum - from) / i64::from(to - from))?;
    let x = i32::try_from(x).ok()?;
    Some((x, sum - x))
}

fn edges(corners: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    corners
        .iter()
        .copied()
        .zip(corners.iter().copied().cycle().skip(1))
}

/// The thin diagonals, cut to the shape.
fn diagonals(corners: &[Point]) -> Vec<[Point; 2]> {
    let Some((least, most)) = sums(corners) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut sum = (least / LINES + 1) * LINES;
    while sum < most {
        let meets: Vec<Point> = edges(corners).filter_map(|e| meeting(e, sum)).collect();
        if let (Some(left), Some(right)) = (meets.iter().min(), meets.iter().max())
            && left.0 < right.0
        {
            out.push([*left, *right]);
        }
        sum += LINES;
    }
    out
}

/// The broad diagonals, cut to the shape.
fn stripes(corners: &[Point]) -> Vec<Vec<Point>> {
    let Some((least, most)) = sums(corners) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut from = least / STRIPES * STRIPES;
    while from < most {
        let stripe = between(corners, from, from + BROAD);
        if stripe.len() > 2 {
            out.push(stripe);
        }
        from += STRIPES;
    }
    out
}

/// What of a convex shape lies between two diagonals.
fn between(corners: &[Point], from: i32, to: i32) -> Vec<Point> {
    let above = half(corners, from, |sum| sum >= from);
    half(&above, to, |sum| sum <= to)
}

/// What of a convex shape lies on one side of a diagonal.
fn half(corners: &[Point], sum: i32, inside: impl Fn(i32) -> bool) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    for (a, b) in edges(corners) {
        let (first, second) = (inside(a.0 + a.1), inside(b.0 + b.1));
        if first {
            out.push(a);
        }
        if first != second {
            out.extend(meeting((a, b), sum));
        }
    }
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diagonals_stay_inside_and_go_on_from_shape_to_shape() {
        let square = [(0, 0), (640, 0), (640, 640), (0, 640)];
        assert_eq!(
            diagonals(&square),
            [
                [(0, 320), (320, 0)],
                [(0, 640), (640, 0)],
                [(320, 640), (640, 320)]
            ]
        );
        let pointed = [(0, 0), (540, 0), (640, 320), (540, 640), (0, 640)];
        let second = diagonals(&pointed)[1];
        assert_eq!(second[0], (0, 640));
        assert!(second[1].0 < 640);
        assert_eq!(diagonals(&[(1, 1), (2, 1), (2, 2)]), [[(0, 0); 2]; 0]);
        assert_eq!(diagonals(&[]), [[(0, 0); 2]; 0]);
    }

    #[test]
    fn stripes_cover_half_of_a_shape_and_nothing_outside() {
        let shape = [
            (100, 50),
            (2_220, 50),
            (2_320, 250),
            (2_220, 474),
            (100, 474),
        ];
        let area = |ring: &[Point]| {
            let twice: i64 = edges(ring)
                .map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1))
                .sum();
            twice.abs() / 2
        };
        let rings = stripes(&shape);
        let (red, all) = (rings.iter().map(|r| area(r)).sum::<i64>(), area(&shape));
        assert!((red * 100 / all - 50).abs() <= 2, "{red} of {all}");
        for (x, y) in rings.concat() {
            assert!((100..=2_320).contains(&x) && (50..=474).contains(&y));
        }
        assert_eq!(stripes(&[]), Vec::<Vec<Point>>::new());
        assert!(stripes(&[(7, 7), (8, 7), (8, 8)]).len() <= 1);
    }
}
