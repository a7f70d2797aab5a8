//! Drawing in hundredths of a millimetre, through plotters' elements, with groups that have names
//! and tool tips.

use super::super::RenderError;
pub(in crate::render) use super::super::drawing::{Anchor, Drawing};
use super::super::drawing::{Dash, Shape};
use super::backend::{Backend, Sheet};
use super::hatching::Hatching;
use crate::font::{self, FAMILY, Weight};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::{
    Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle,
    text_anchor::{HPos, Pos, VPos},
};
use std::cell::RefCell;
use std::rc::Rc;

/// Drawn, or why not.
pub(super) type Drawn = Result<(), RenderError>;

/// How a text is written; its height is centred on the point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    pub(super) size: i32,
    pub(super) weight: Weight,
    pub(super) color: RGBColor,
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

    /// A hatched rectangle.
    pub(super) fn hatch(&mut self, from: (i32, i32), to: (i32, i32), how: Hatching) -> Drawn {
        self.hatched(vec![from, (to.0, from.1), to, (from.0, to.1)], how)
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

    /// A line through points, dashed or not.
    pub(super) fn line(
        &mut self,
        points: Vec<(i32, i32)>,
        color: RGBColor,
        width: u32,
        dash: Option<Dash>,
    ) -> Drawn {
        self.sheet.borrow_mut().dash = dash;
        let drawn = self.path(points, color, width);
        self.sheet.borrow_mut().dash = None;
        drawn
    }

    /// A filled shape.
    pub(super) fn shape(&mut self, points: Vec<(i32, i32)>, color: RGBColor) -> Drawn {
        self.draw(&Polygon::new(points, color.filled()))
    }

    /// A hatched convex shape.
    pub(super) fn hatched(&mut self, points: Vec<(i32, i32)>, how: Hatching) -> Drawn {
        self.sheet.borrow_mut().hatching = Some(how);
        let drawn = self.shape(points, RGBColor(0, 0, 0));
        self.sheet.borrow_mut().hatching = None;
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

    /// A group with a class, further attributes and a tool tip, around what `inner`
    /// draws.
    pub(super) fn group(
        &mut self,
        class: &str,
        attributes: &[(&str, &str)],
        tip: &str,
        inner: impl FnOnce(&mut Canvas) -> Drawn,
    ) -> Drawn {
        let named = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        self.sheet.borrow_mut().shapes.push(Shape::Open {
            class: class.to_owned(),
            attributes: attributes.iter().map(named).collect(),
            tip: tip.to_owned(),
        });
        let drawn = inner(self);
        self.sheet.borrow_mut().shapes.push(Shape::Close);
        drawn
    }

    /// What has been drawn.
    pub(super) fn finish(&self, scale: i32) -> Drawing {
        Drawing {
            scale,
            width: self.width,
            height: self.height,
            title: self.title.clone(),
            description: self.description.clone(),
            shapes: std::mem::take(&mut self.sheet.borrow_mut().shapes),
        }
    }
}

fn stroke(color: RGBColor, width: u32) -> ShapeStyle {
    ShapeStyle {
        color: color.to_rgba(),
        filled: false,
        stroke_width: width,
    }
}
