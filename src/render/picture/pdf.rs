//! Pages of paper: lines and letters, not dots; the letters can be searched and copied.

use super::super::RenderError;
use super::super::drawing::{Color, Drawing, Paint, Point, Shape, Stroke, Text};
use crate::font::{self, Weight};
use crate::words::Lang;
use krilla::color::rgb;
use krilla::geom::{self, Path, PathBuilder, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineJoin, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

/// Points to a hundredth of a millimetre.
const POINTS: f32 = 72.0 / 2540.0;

/// A document that grows page by page; its pages share one part of each font.
pub(super) struct Document {
    document: krilla::Document,
    fonts: [Option<Font>; 2],
}

impl Document {
    /// An empty one. It carries no time: the same plan gives the same bytes.
    pub(super) fn new(title: &str, lang: Lang) -> Document {
        let mut document = krilla::Document::new();
        document.set_metadata(
            Metadata::new()
                .title(title.to_owned())
                .language(lang.code().to_owned())
                .creator("ikou".to_owned()),
        );
        let fonts = Weight::ALL.map(|weight| Font::new(font::bytes(weight).into(), 0));
        Document { document, fonts }
    }

    /// Another page.
    pub(super) fn page(&mut self, drawing: &Drawing) -> Result<(), RenderError> {
        let failed = || RenderError {
            cause: "PDF".to_owned(),
        };
        let scale = POINTS * drawing.scale as f32;
        let side = |units: i32| units as f32 * scale;
        let settings =
            PageSettings::from_wh(side(drawing.width), side(drawing.height)).ok_or_else(failed)?;
        let mut page = self.document.start_page_with(settings);
        let mut surface = page.surface();
        surface.push_transform(&Transform::from_scale(scale, scale));
        let mut sheet = Sheet {
            surface: &mut surface,
            fonts: &self.fonts,
        };
        for shape in &drawing.shapes {
            sheet.draw(shape);
        }
        surface.pop();
        surface.finish();
        page.finish();
        Ok(())
    }

    /// Its bytes.
    pub(super) fn finish(self) -> Result<Vec<u8>, RenderError> {
        self.document.finish().map_err(|error| RenderError {
            cause: format!("{error:?}"),
        })
    }
}

struct Sheet<'a, 'b> {
    surface: &'a mut Surface<'b>,
    fonts: &'a [Option<Font>; 2],
}

impl Sheet<'_, '_> {
    fn draw(&mut self, shape: &Shape) {
        match shape {
            Shape::Open { .. } | Shape::Close => {}
            Shape::Rect { from, to, paint } => {
                let corners = [*from, (to.0, from.1), *to, (from.0, to.1)];
                self.paint(path(&[corners], true), *paint, LineJoin::Miter);
            }
            Shape::Disc {
                centre,
                radius,
                paint,
            } => self.paint(circle(*centre, *radius as f32), *paint, LineJoin::Miter),
            Shape::Line { points, stroke } => {
                let path = path(std::slice::from_ref(points), false);
                self.paint(path, Paint::Edge(*stroke), LineJoin::Round);
            }
            Shape::Areas { rings, color } => {
                self.paint(path(rings, true), Paint::Fill(*color), LineJoin::Miter);
            }
            Shape::Hatch {
                lines,
                color,
                opacity,
                width,
            } => {
                let shine = NormalizedF32::new(f32::from(*opacity) / 100.0);
                let stroke = krilla::paint::Stroke {
                    paint: ink(*color).into(),
                    width: *width as f32,
                    opacity: shine.unwrap_or(NormalizedF32::ONE),
                    ..krilla::paint::Stroke::default()
                };
                self.stroked(path(lines, false), stroke);
            }
            Shape::Text(text) => self.text(text),
        }
    }

    fn text(&mut self, text: &Text) {
        let font = self.fonts.get(usize::from(text.weight == Weight::Bold));
        let Some(font) = font.and_then(Option::as_ref) else {
            return;
        };
        let em = f32::from(font::em(text.weight));
        let glyphs: Vec<KrillaGlyph> = text
            .text
            .char_indices()
            .filter_map(|(at, c)| {
                let glyph = font::glyph(c, text.weight)?;
                let (id, wide) = (GlyphId::new(u32::from(glyph.id)), f32::from(glyph.advance));
                let range = at..at + c.len_utf8();
                Some(KrillaGlyph::new(id, wide / em, 0.0, 0.0, 0.0, range, None))
            })
            .collect();
        self.filled(text.color);
        let start = geom::Point::from_xy(text.left(), text.at.1 as f32);
        let size = text.size as f32;
        self.surface
            .draw_glyphs(start, &glyphs, font.clone(), &text.text, size, false);
    }

    fn paint(&mut self, path: Option<Path>, paint: Paint, join: LineJoin) {
        match paint {
            Paint::Fill(color) => {
                if let Some(path) = path {
                    self.filled(color);
                    self.surface.draw_path(&path);
                }
            }
            Paint::Edge(stroke) => self.stroked(path, stroke_of(stroke, join)),
        }
    }

    fn stroked(&mut self, path: Option<Path>, stroke: krilla::paint::Stroke) {
        if let Some(path) = path {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(stroke));
            self.surface.draw_path(&path);
        }
    }

    /// What is drawn next is filled.
    fn filled(&mut self, color: Color) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill {
            paint: ink(color).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
    }
}

fn ink((r, g, b): Color) -> rgb::Color {
    rgb::Color::new(r, g, b)
}

fn stroke_of(stroke: Stroke, join: LineJoin) -> krilla::paint::Stroke {
    krilla::paint::Stroke {
        paint: ink(stroke.color).into(),
        width: stroke.width as f32,
        line_join: join,
        dash: stroke.dash.map(|(on, off)| StrokeDash {
            array: vec![f32::from(on), f32::from(off)],
            offset: 0.0,
        }),
        ..krilla::paint::Stroke::default()
    }
}

fn path<P: AsRef<[Point]>>(lines: &[P], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for points in lines {
        for (n, (x, y)) in points.as_ref().iter().enumerate() {
            let (x, y) = (*x as f32, *y as f32);
            match n {
                0 => path.move_to(x, y),
                _ => path.line_to(x, y),
            }
        }
        if closed {
            path.close();
        }
    }
    path.finish()
}

/// Four arcs, each as near to a quarter of a circle as a curve of its kind comes.
fn circle((x, y): Point, r: f32) -> Option<Path> {
    let (x, y, k) = (x as f32, y as f32, r * 0.552_284_8);
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
    path.finish()
}
