//! Drawing in hundredths of a millimetre, through plotters' elements, with groups that have names
//! and tool tips.

use super::super::RenderError;
use super::backend::{Backend, Pattern, Sheet, escape, families};
use crate::font::{self, FAMILY, Weight};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::{
    Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle,
    text_anchor::{HPos, Pos, VPos},
};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Drawn, or why not.
pub(super) type Drawn = Result<(), RenderError>;

/// Which side of a point a text lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Left,
    Middle,
    Right,
}

/// How a text is written; its height is centred on the point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    pub(super) size: i32,
    pub(super) weight: Weight,
    pub(super) color: RGBColor,
}

/// A page as it was drawn.
#[derive(Clone, Debug)]
pub(in crate::render) struct Drawing {
    width: i32,
    height: i32,
    scale: i32,
    title: String,
    description: String,
    body: String,
    used: [BTreeSet<char>; 2],
}

/// The picture being drawn.
pub(super) struct Canvas {
    area: DrawingArea<Backend, Shift>,
    sheet: Rc<RefCell<Sheet>>,
    width: i32,
    height: i32,
    title: String,
    description: String,
}

impl Ink {
    pub(super) fn new(size: i32, color: RGBColor) -> Ink {
        Ink {
            size,
            weight: Weight::Regular,
            color,
        }
    }

    pub(super) fn bold(size: i32, color: RGBColor) -> Ink {
        Ink {
            size,
            weight: Weight::Bold,
            color,
        }
    }

    /// Width of a text in this ink.
    pub(super) fn width(&self, text: &str) -> i32 {
        font::width(text, self.size, self.weight)
    }
}

impl Canvas {
    pub(super) fn new(width: i32, height: i32) -> Canvas {
        let sheet = Rc::new(RefCell::new(Sheet::default()));
        let size = (width.unsigned_abs(), height.unsigned_abs());
        let area = Backend {
            size,
            sheet: Rc::clone(&sheet),
        }
        .into_drawing_area();
        Canvas {
            area,
            sheet,
            width,
            height,
            title: String::new(),
            description: String::new(),
        }
    }

    /// Title and description for those who cannot see the picture.
    pub(super) fn describe(&mut self, title: &str, description: &str) {
        self.title = title.to_owned();
        self.description = description.to_owned();
    }

    /// A filled rectangle.
    pub(super) fn fill(&mut self, from: (i32, i32), to: (i32, i32), color: RGBColor) -> Drawn {
        self.draw(&Rectangle::new([from, to], color.filled()))
    }

    /// A rectangle filled with a pattern.
    pub(super) fn hatch(&mut self, from: (i32, i32), to: (i32, i32), pattern: Pattern) -> Drawn {
        self.sheet.borrow_mut().pattern = Some(pattern);
        let corners = vec![from, (to.0, from.1), to, (from.0, to.1)];
        let drawn = self.shape(corners, RGBColor(0, 0, 0));
        self.sheet.borrow_mut().pattern = None;
        drawn
    }

    /// The border of a rectangle.
    pub(super) fn frame(
        &mut self,
        from: (i32, i32),
        to: (i32, i32),
        color: RGBColor,
        width: u32,
    ) -> Drawn {
        self.draw(&Rectangle::new([from, to], stroke(color, width)))
    }

    /// A line through points.
    pub(super) fn path(&mut self, points: Vec<(i32, i32)>, color: RGBColor, width: u32) -> Drawn {
        self.draw(&PathElement::new(points, stroke(color, width)))
    }

    /// A dashed line through points.
    pub(super) fn dashed(
        &mut self,
        points: Vec<(i32, i32)>,
        color: RGBColor,
        width: u32,
        dash: &'static str,
    ) -> Drawn {
        self.sheet.borrow_mut().dash = Some(dash);
        let drawn = self.path(points, color, width);
        self.sheet.borrow_mut().dash = None;
        drawn
    }

    /// A filled shape.
    pub(super) fn shape(&mut self, points: Vec<(i32, i32)>, color: RGBColor) -> Drawn {
        self.draw(&Polygon::new(points, color.filled()))
    }

    /// A shape filled with a pattern.
    pub(super) fn pattern(&mut self, points: Vec<(i32, i32)>, pattern: Pattern) -> Drawn {
        self.sheet.borrow_mut().pattern = Some(pattern);
        let drawn = self.shape(points, RGBColor(0, 0, 0));
        self.sheet.borrow_mut().pattern = None;
        drawn
    }

    /// A filled disc.
    pub(super) fn disc(&mut self, centre: (i32, i32), radius: i32, color: RGBColor) -> Drawn {
        self.draw(&Circle::new(centre, radius, color.filled()))
    }

    /// A line of text whose height is centred on `at`.
    pub(super) fn text(&mut self, text: &str, at: (i32, i32), anchor: Anchor, ink: Ink) -> Drawn {
        if text.is_empty() {
            return Ok(());
        }
        if !text.chars().all(font::covers) {
            return self.pieces(text, at, anchor, ink);
        }
        self.run(text, at, anchor, ink)
    }

    /// A text with characters that the font lacks: a box with the number of each, the rest as it
    /// is. Left to itself, a reader would set the whole text in another font, or show nothing.
    fn pieces(&mut self, text: &str, (x, y): (i32, i32), anchor: Anchor, ink: Ink) -> Drawn {
        let mut left = match anchor {
            Anchor::Left => x,
            Anchor::Middle => x - ink.width(text) / 2,
            Anchor::Right => x - ink.width(text),
        };
        let mut run = String::new();
        for c in text.chars() {
            if font::covers(c) {
                run.push(c);
                continue;
            }
            self.run(&run, (left, y), Anchor::Left, ink)?;
            left += ink.width(&run);
            run.clear();
            self.unknown(c, (left, y), ink)?;
            left += ink.size;
        }
        self.run(&run, (left, y), Anchor::Left, ink)
    }

    /// A box of one em with the number of a character.
    fn unknown(&mut self, c: char, (x, y): (i32, i32), ink: Ink) -> Drawn {
        let code = format!("{:04X}", u32::from(c));
        let (half, edge) = (ink.size * 42 / 100, ink.size * 6 / 100);
        let tip = format!("{c} U+{code}");
        self.group(
            "missing",
            &[("data-char", &c.to_string())],
            &tip,
            |canvas| {
                let (from, to) = ((x + edge, y - half), (x + ink.size - edge, y + half));
                canvas.frame(from, to, ink.color, 14)?;
                let (first, second) = code.split_at(code.len() / 2);
                let digits = Ink {
                    size: ink.size * 38 / 100,
                    ..ink
                };
                let step = ink.size * 20 / 100;
                for (text, y) in [(first, y - step), (second, y + step)] {
                    canvas.run(text, (x + ink.size / 2, y), Anchor::Middle, digits)?;
                }
                Ok(())
            },
        )
    }

    /// A line of text that the font has.
    fn run(&mut self, text: &str, at: (i32, i32), anchor: Anchor, ink: Ink) -> Drawn {
        if text.is_empty() {
            return Ok(());
        }
        let style = match ink.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let side = match anchor {
            Anchor::Left => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::Right => HPos::Right,
        };
        let font = FontDesc::new(FontFamily::Name(FAMILY), f64::from(ink.size), style);
        let style = TextStyle {
            font,
            color: ink.color.to_backend_color(),
            pos: Pos::new(side, VPos::Center),
        };
        self.draw(&Text::new(text, at, style))
    }

    fn draw<'a, E>(&mut self, element: &'a E) -> Drawn
    where
        &'a E: plotters::element::PointCollection<'a, (i32, i32)>,
        E: plotters::element::Drawable<Backend>,
    {
        self.area.draw(element).map_err(|error| RenderError {
            cause: error.to_string(),
        })
    }

    /// A group with a class, further attributes (escaped here) and a tool tip, around what `inner`
    /// draws.
    pub(super) fn group(
        &mut self,
        class: &str,
        attributes: &[(&str, &str)],
        tip: &str,
        inner: impl FnOnce(&mut Canvas) -> Drawn,
    ) -> Drawn {
        let mut open = format!("<g class=\"{}\"", escape(class));
        for (name, value) in attributes {
            open += &format!(" {name}=\"{}\"", escape(value));
        }
        open.push('>');
        if !tip.is_empty() {
            open += &format!("<title>{}</title>", escape(tip));
        }
        open.push('\n');
        self.sheet.borrow_mut().body.push_str(&open);
        let drawn = inner(self);
        self.sheet.borrow_mut().body.push_str("</g>\n");
        drawn
    }

    /// What has been drawn.
    pub(super) fn finish(&self, scale: i32) -> Drawing {
        let mut sheet = self.sheet.borrow_mut();
        Drawing {
            scale,
            width: self.width,
            height: self.height,
            title: self.title.clone(),
            description: self.description.clone(),
            body: std::mem::take(&mut sheet.body),
            used: std::mem::take(&mut sheet.used),
        }
    }
}

impl Drawing {
    /// The SVG: with the font inside, for readers; without, for programs that have it.
    pub(in crate::render) fn document(&self, embed: bool) -> Result<String, RenderError> {
        let (width, height) = (self.width, self.height);
        let mut out = String::with_capacity(self.body.len() + 200_000);
        out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        out += &format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title description\" \
             font-family=\"{}\">\n",
            millimetres(width.saturating_mul(self.scale)),
            millimetres(height.saturating_mul(self.scale)),
            families(),
        );
        out += &format!("<title id=\"title\">{}</title>\n", escape(&self.title));
        out += &format!(
            "<desc id=\"description\">{}</desc>\n",
            escape(&self.description)
        );
        out += "<defs>\n<style>\n";
        if embed {
            self.fonts(&mut out)?;
        }
        out += "text{white-space:pre}\n@page{margin:0}\n</style>\n";
        out += super::colours::PATTERNS;
        out += "</defs>\n";
        out += &format!("<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
        out += &self.body;
        out += "</svg>\n";
        Ok(out)
    }

    fn fonts(&self, out: &mut String) -> Result<(), RenderError> {
        for weight in Weight::ALL {
            let Some(used) = self.used.get(usize::from(weight == Weight::Bold)) else {
                continue;
            };
            if used.is_empty() {
                continue;
            }
            let cut = font::subset(font::bytes(weight), used).ok_or_else(|| RenderError {
                cause: format!("font {}", weight.css()),
            })?;
            *out += &format!(
                "@font-face{{font-family:'{FAMILY}';font-weight:{};\
                 src:url(data:font/ttf;base64,{}) format('truetype')}}\n",
                weight.css(),
                STANDARD.encode(cut),
            );
        }
        Ok(())
    }
}

fn stroke(color: RGBColor, width: u32) -> ShapeStyle {
    ShapeStyle {
        color: color.to_rgba(),
        filled: false,
        stroke_width: width,
    }
}

/// Hundredths as millimetres, without a needless fraction.
fn millimetres(hundredths: i32) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    if part == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{part:02}")
    }
}
