//! The paper in dots, and what lies straight or diagonal on it: most of a roadmap. The paper is
//! opaque, and how much of a dot is covered can be told without tracing outlines.

use crate::render::drawing::Color;
use tiny_skia::Pixmap;

/// A place in dots.
pub(super) type At = (f32, f32);

/// Mixes a colour into a dot, so many 255ths of it.
fn mix(dot: &mut [u8], (red, green, blue): Color, cover: u8) {
    let mix = |under: u8, over: u8| {
        let (cover, under, over) = (u32::from(cover), u32::from(under), u32::from(over));
        ((under * (255 - cover) + over * cover + 127) / 255) as u8
    };
    if let ([r, g, b, _], true) = (dot, cover > 0) {
        (*r, *g, *b) = (mix(*r, red), mix(*g, green), mix(*b, blue));
    }
}

/// The dots of a row from a column on.
fn row(dots: &mut Pixmap, row: i32, column: usize) -> &mut [u8] {
    let wide = dots.width() as usize * 4;
    let mut lines = dots.data_mut().chunks_exact_mut(wide);
    let line = usize::try_from(row).ok().and_then(|n| lines.nth(n));
    line.and_then(|line| line.get_mut(column * 4..))
        .unwrap_or_default()
}

/// How much of a dot lies between two edges.
fn share(dot: i32, from: f32, to: f32) -> f32 {
    (to.min(dot as f32 + 1.0) - from.max(dot as f32)).clamp(0.0, 1.0)
}

/// So much of a dot in 255ths.
fn cover(share: f32) -> u8 {
    (share * 255.0 + 0.5) as u8
}

/// A rectangle.
pub(super) fn fill(dots: &mut Pixmap, from: At, to: At, color: Color) {
    let (wide, high) = (dots.width() as f32, dots.height() as f32);
    let (left, right) = (from.0.clamp(0.0, wide), to.0.clamp(0.0, wide));
    let (top, bottom) = (from.1.clamp(0.0, high), to.1.clamp(0.0, high));
    let (first, last) = (left as i32, right.ceil() as i32);
    let count = usize::try_from(last - first).unwrap_or(0);
    for y in top as i32..bottom.ceil() as i32 {
        let down = share(y, top, bottom);
        let line = row(dots, y, left as usize);
        let dots = line.chunks_exact_mut(4).take(count);
        for (x, dot) in (first..last).zip(dots) {
            let inner = first < x && x + 1 < last;
            let across = if inner { 1.0 } else { share(x, left, right) };
            match (cover(across * down), &mut *dot) {
                (255, [r, g, b, _]) => (*r, *g, *b) = color,
                (cover, dot) => mix(dot, color, cover),
            }
        }
    }
}

/// A thin line from its left end up to its right one, at half a right angle.
pub(super) fn diagonal(
    dots: &mut Pixmap,
    from: At,
    to: At,
    width: f32,
    (color, opacity): (Color, f32),
) {
    let half = width * std::f32::consts::FRAC_1_SQRT_2;
    let high = dots.height() as f32;
    let (top, bottom) = (to.1.clamp(0.0, high), from.1.clamp(0.0, high));
    let sum = from.0 + from.1;
    for y in top as i32..bottom.ceil() as i32 {
        let down = share(y, top, bottom);
        let middle = sum - (y as f32 + 0.5);
        let (left, right) = ((middle - half).max(0.0), middle + half);
        let line = row(dots, y, left as usize).chunks_exact_mut(4);
        for (x, dot) in (left as i32..right.ceil() as i32).zip(line) {
            mix(dot, color, cover(share(x, left, right) * down * opacity));
        }
    }
}

/// Covers that were cut before, row by row, their top left dot at a place.
pub(super) fn lay(dots: &mut Pixmap, (x, y): (i32, i32), wide: usize, cover: &[u8], color: Color) {
    // What lies left of the paper is left out.
    let skip = usize::try_from(x.saturating_neg()).unwrap_or(0);
    let column = usize::try_from(x).unwrap_or(0);
    for (n, cover) in (0..).zip(cover.chunks_exact(wide.max(1))) {
        let line = row(dots, y.saturating_add(n), column);
        for (dot, cover) in line.chunks_exact_mut(4).zip(cover.iter().skip(skip)) {
            mix(dot, color, *cover);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tiny_skia::Color as Ground;

    fn lights(draw: impl Fn(&mut Pixmap)) -> Vec<u8> {
        let mut dots = Pixmap::new(4, 4).unwrap();
        dots.fill(Ground::WHITE);
        draw(&mut dots);
        dots.data().chunks_exact(4).map(|dot| dot[0]).collect()
    }

    #[test]
    fn half_a_dot_is_half_as_dark() {
        let black = (0, 0, 0);
        let drawn = lights(|dots| fill(dots, (1.0, 0.5), (2.5, 2.0), black));
        assert_eq!(&drawn[0..4], [255, 127, 191, 255]);
        assert_eq!(&drawn[4..8], [255, 0, 127, 255]);
        assert_eq!(&drawn[8..12], [255; 4]);
        let all = lights(|dots| fill(dots, (-9.0, -9.0), (99.0, 99.0), black));
        assert_eq!(all, [0; 16]);
    }

    #[test]
    fn a_diagonal_has_the_ink_of_its_length_and_width() {
        let drawn = lights(|dots| diagonal(dots, (0.0, 4.0), (4.0, 0.0), 0.5, ((0, 0, 0), 1.0)));
        let ink: f32 = drawn
            .iter()
            .map(|light| f32::from(255 - light) / 255.0)
            .sum();
        assert!((ink - 0.5 * 32f32.sqrt()).abs() < 0.1, "{ink}");
        assert_eq!(drawn[0], 255, "away from it");
    }

    #[test]
    fn what_lies_beside_the_paper_leaves_no_ink() {
        let cover = [255; 9];
        let drawn = lights(|dots| {
            lay(dots, (-1, -2), 3, &cover, (0, 0, 0));
            lay(dots, (9, 9), 3, &cover, (0, 0, 0));
        });
        assert_eq!(drawn.iter().filter(|light| **light == 0).count(), 2);
    }
}
