//! The page in dots, by the rasteriser of resvg. Feeding it the shapes themselves saves reading an
//! SVG and laying out its texts again, which took most of the time (docs/decisions/0008).

mod dashes;
mod dots;
mod letters;

use super::super::RenderError;
use super::super::drawing::{Color, Drawing, Paint, Point, Shape, Stroke};
use dots::At;
pub(super) use letters::Letters;
use std::io::Write as _;
use tiny_skia::{FillRule, LineJoin, Path, PathBuilder, Pixmap, Transform};

/// Hundredths of a millimetre to an inch.
const INCH: f32 = 2540.0;
/// Greatest width and height in dots.
const MOST: f32 = 30_000.0;

/// A page in dots, `dpi` to an inch; pages that share their letters take less time.
pub(super) fn write(
    drawing: &Drawing,
    dpi: u32,
    letters: &mut Letters,
) -> Result<Vec<u8>, RenderError> {
    let side = |units: i32| units.max(1) as f32;
    let scale = (dpi as f32 * drawing.scale as f32 / INCH)
        .min(MOST / side(drawing.width))
        .min(MOST / side(drawing.height));
    let dots = |units: i32| ((side(units) * scale).round() as u32).max(1);
    let (width, height) = (dots(drawing.width), dots(drawing.height));
    let mut sheet = Sheet {
        dots: Pixmap::new(width, height).ok_or_else(|| RenderError {
            cause: format!("{width} × {height}"),
        })?,
        letters,
        scale,
    };
    sheet.dots.fill(tiny_skia::Color::WHITE);
    for shape in &drawing.shapes {
        sheet.draw(shape);
    }
    let per_metre = f64::from(scale) / f64::from(drawing.scale.max(1)) * 100_000.0;
    encoded(&sheet.dots, per_metre.round() as u32)
}

/// The dots, without transparency: three bytes each, so many to a metre. Flat colours repeat
/// exactly: unfiltered they take half the bytes and less time than with the usual filters.
fn encoded(dots: &Pixmap, per_metre: u32) -> Result<Vec<u8>, RenderError> {
    let mut out = Vec::new();
    let failed = |error: png::EncodingError| RenderError {
        cause: error.to_string(),
    };
    let mut encoder = png::Encoder::new(&mut out, dots.width(), dots.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(1));
    // So that it prints in its size.
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let mut header = encoder.write_header().map_err(failed)?;
    let mut writer = header.stream_writer().map_err(failed)?;
    let wide = dots.width() as usize;
    let mut line = vec![0; wide * 3];
    for row in dots.data().chunks_exact(wide * 4) {
        for (to, from) in line.chunks_exact_mut(3).zip(row.chunks_exact(4)) {
            if let ([r, g, b], [red, green, blue, _]) = (to, from) {
                (*r, *g, *b) = (*red, *green, *blue);
            }
        }
        let written = writer.write_all(&line);
        written.map_err(|error| failed(error.into()))?;
    }
    writer.finish().map_err(failed)?;
    header.finish().map_err(failed)?;
    Ok(out)
}

struct Sheet<'a> {
    dots: Pixmap,
    letters: &'a mut Letters,
    /// Dots to a unit.
    scale: f32,
}

impl Sheet<'_> {
    fn draw(&mut self, shape: &Shape) {
        match shape {
            Shape::Open { .. } | Shape::Close => {}
            Shape::Rect { from, to, paint } => match paint {
                Paint::Fill(color) => {
                    let (from, to) = (self.at(*from), self.at(*to));
                    dots::fill(&mut self.dots, from, to, *color);
                }
                Paint::Edge(stroke) => {
                    let corners = [*from, (to.0, from.1), *to, (from.0, to.1), *from];
                    self.line(&corners, *stroke);
                }
            },
            Shape::Disc {
                centre,
                radius,
                paint,
            } => {
                let (x, y) = self.at(*centre);
                let path = PathBuilder::from_circle(x, y, *radius as f32 * self.scale);
                match paint {
                    Paint::Fill(color) => self.area(path, *color),
                    Paint::Edge(stroke) => self.trace(path, *stroke),
                }
            }
            Shape::Line { points, stroke } => self.line(points, *stroke),
            Shape::Areas { rings, color } => {
                let mut path = PathBuilder::new();
                for ring in rings {
                    self.follow(&mut path, ring);
                    path.close();
                }
                self.area(path.finish(), *color);
            }
            Shape::Hatch {
                lines,
                color,
                opacity,
                width,
            } => {
                let (wide, shine) = (*width as f32 * self.scale, f32::from(*opacity) / 100.0);
                for [from, to] in lines {
                    let (from, to) = (self.at(*from), self.at(*to));
                    dots::diagonal(&mut self.dots, from, to, wide, (*color, shine));
                }
            }
            Shape::Text(text) => self.letters.write(&mut self.dots, text, self.scale),
        }
    }

    /// Where a point lies.
    fn at(&self, (x, y): Point) -> At {
        (x as f32 * self.scale, y as f32 * self.scale)
    }

    fn follow(&self, path: &mut PathBuilder, points: &[Point]) {
        for (n, point) in points.iter().enumerate() {
            let (x, y) = self.at(*point);
            match n {
                0 => path.move_to(x, y),
                _ => path.line_to(x, y),
            }
        }
    }

    /// A line from point to point: straight across and down as rectangles, else traced.
    fn line(&mut self, points: &[Point], stroke: Stroke) {
        if let Some((on, off)) = stroke.dash {
            let points: Vec<At> = points.iter().map(|point| self.at(*point)).collect();
            let long = |units: u16| f32::from(units) * self.scale;
            for (from, to) in dashes::pieces(&points, long(on), long(off)) {
                self.piece(from, to, stroke);
            }
            return;
        }
        let across_or_down = |pair: &[Point]| matches!(pair, [a, b] if a.0 == b.0 || a.1 == b.1);
        if !points.windows(2).all(across_or_down) {
            let mut path = PathBuilder::new();
            self.follow(&mut path, points);
            return self.trace(path.finish(), stroke);
        }
        let closed = points.first() == points.last();
        let last = points.len().saturating_sub(2);
        for (n, pair) in points.windows(2).enumerate() {
            let [from, to] = pair else { continue };
            // Where it turns, the corner is filled.
            let (before, after) = (closed || n > 0, closed || n < last);
            let turn = stroke.width as f32 * self.scale / 2.0;
            let (mut from, mut to) = (self.at(*from), self.at(*to));
            let way = |a: f32, b: f32| if a == b { 0.0 } else { (b - a).signum() * turn };
            let (x, y) = (way(from.0, to.0), way(from.1, to.1));
            if before {
                from = (from.0 - x, from.1 - y);
            }
            if after {
                to = (to.0 + x, to.1 + y);
            }
            self.piece(from, to, stroke);
        }
    }

    /// A straight piece of a line.
    fn piece(&mut self, from: At, to: At, stroke: Stroke) {
        let half = stroke.width as f32 * self.scale / 2.0;
        let least = (from.0.min(to.0), from.1.min(to.1));
        let most = (from.0.max(to.0), from.1.max(to.1));
        let (left, top, right, bottom) = (least.0, least.1, most.0, most.1);
        if left == right {
            dots::fill(
                &mut self.dots,
                (left - half, top),
                (right + half, bottom),
                stroke.color,
            );
        } else if top == bottom {
            dots::fill(
                &mut self.dots,
                (left, top - half),
                (right, bottom + half),
                stroke.color,
            );
        } else {
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            self.trace(path.finish(), stroke);
        }
    }

    /// A filled path; what has no extent leaves no ink.
    fn area(&mut self, path: Option<Path>, color: Color) {
        let seen = |path: &Path| path.bounds().width() > 0.0 && path.bounds().height() > 0.0;
        if let Some(path) = path.filter(seen) {
            let none = Transform::identity();
            self.dots
                .fill_path(&path, &ink(color), FillRule::Winding, none, None);
        }
    }

    /// A path's line, without dashes.
    fn trace(&mut self, path: Option<Path>, stroke: Stroke) {
        if let Some(path) = path {
            let line = tiny_skia::Stroke {
                width: stroke.width as f32 * self.scale,
                line_join: LineJoin::Round,
                ..tiny_skia::Stroke::default()
            };
            let none = Transform::identity();
            self.dots
                .stroke_path(&path, &ink(stroke.color), &line, none, None);
        }
    }
}

fn ink((r, g, b): Color) -> tiny_skia::Paint<'static> {
    let mut paint = tiny_skia::Paint::default();
    paint.set_color_rgba8(r, g, b, 255);
    paint
}
