//! Where plotters draws to: a list of shapes with real stroke widths, dashes, hatching and text
//! anchors.
//!
//! The stock backends have none of these (crate docs: whole pixels, no stroke width on rectangles),
//! and a chart's elements need names and tool tips of their own.

use super::super::drawing::{Anchor, Color, Dash, Paint, Shape, Stroke, Text};
use super::hatching::{self, Hatching};
use crate::font::Weight;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};
use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

/// What has been drawn, and how the next things are drawn.
#[derive(Default)]
pub(super) struct Sheet {
    /// Shapes so far.
    pub(super) shapes: Vec<Shape>,
    /// Dashes of the next strokes.
    pub(super) dash: Option<Dash>,
    /// Hatching of the next polygons, instead of their colour.
    pub(super) hatching: Option<Hatching>,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// The backend; the sheet is shared with whoever opens and closes groups.
pub(super) struct Backend {
    pub(super) size: (u32, u32),
    pub(super) sheet: Rc<RefCell<Sheet>>,
}

impl Backend {
    fn put(&self, shape: Shape) -> Drawn {
        self.sheet.borrow_mut().shapes.push(shape);
        Ok(())
    }

    fn stroke(&self, style: &impl BackendStyle) -> Stroke {
        Stroke {
            color: color(style.color()),
            width: style.stroke_width(),
            dash: self.sheet.borrow().dash,
        }
    }

    fn paint(&self, style: &impl BackendStyle, fill: bool) -> Paint {
        match fill {
            true => Paint::Fill(color(style.color())),
            false => Paint::Edge(self.stroke(style)),
        }
    }
}

/// Every colour is opaque: what shines through prints differently everywhere.
fn color(color: BackendColor) -> Color {
    color.rgb
}

impl DrawingBackend for Backend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, dot: BackendColor) -> Drawn {
        self.put(Shape::Rect {
            from: (x, y),
            to: (x + 1, y + 1),
            paint: Paint::Fill(color(dot)),
        })
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.put(Shape::Line {
            points: vec![from, to],
            stroke: self.stroke(style),
        })
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x1, y1): BackendCoord,
        (x2, y2): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.put(Shape::Rect {
            from: (x1.min(x2), y1.min(y2)),
            to: (x1.max(x2), y1.max(y2)),
            paint: self.paint(style, fill),
        })
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.put(Shape::Line {
            points: path.into_iter().collect(),
            stroke: self.stroke(style),
        })
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.put(Shape::Disc {
            centre,
            radius,
            paint: self.paint(style, fill),
        })
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let corners: Vec<BackendCoord> = path.into_iter().collect();
        let hatching = self.sheet.borrow().hatching;
        let shape = match hatching {
            Some(hatching) => hatching::of(&corners, hatching),
            None => Some(Shape::Areas {
                rings: vec![corners],
                color: color(style.color()),
            }),
        };
        shape.map_or(Ok(()), |shape| self.put(shape))
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        let size = style.size().round() as i32;
        // Baselines are set by the font's own numbers: viewers disagree about the other ways.
        let y = match style.anchor().v_pos {
            VPos::Top => y + size * 88 / 100,
            VPos::Center => y + size * 38 / 100,
            VPos::Bottom => y - size * 12 / 100,
        };
        self.put(Shape::Text(Text {
            at: (x, y),
            anchor: match style.anchor().h_pos {
                HPos::Left => Anchor::Left,
                HPos::Center => Anchor::Middle,
                HPos::Right => Anchor::Right,
            },
            size,
            weight: match style.style() {
                FontStyle::Bold => Weight::Bold,
                _ => Weight::Regular,
            },
            color: color(style.color()),
            text: text.to_owned(),
        }))
    }
}
