//! A page as a list of shapes: what was drawn once, before any format. The writers of SVG, PNG and
//! PDF all read this list and nothing else, so that the three show the same.

use crate::font::{self, Weight};

/// A place on the page, from its top left.
pub(super) type Point = (i32, i32);

/// A page as it was drawn.
#[derive(Clone, Debug)]
pub(super) struct Drawing {
    /// Size in units.
    pub(super) width: i32,
    pub(super) height: i32,
    /// Hundredths of a millimetre to a unit.
    pub(super) scale: i32,
    /// For those who cannot see the picture.
    pub(super) title: String,
    pub(super) description: String,
    /// From the lowest to the topmost.
    pub(super) shapes: Vec<Shape>,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// What follows belongs together, under a class, with attributes and a tool tip.
    Open {
        class: String,
        attributes: Vec<(String, String)>,
        tip: String,
    },
    /// What belonged together ends.
    Close,
    /// A rectangle between two corners.
    Rect {
        from: Point,
        to: Point,
        paint: Paint,
    },
    /// A circle.
    Disc {
        centre: Point,
        radius: u32,
        paint: Paint,
    },
    /// A line from point to point.
    Line { points: Vec<Point>, stroke: Stroke },
    /// Filled polygons that do not overlap.
    Areas {
        rings: Vec<Vec<Point>>,
        color: Color,
    },
    /// Thin lines that let through what lies below.
    Hatch {
        lines: Vec<[Point; 2]>,
        color: Color,
        /// Hundredths.
        opacity: u8,
        width: u32,
    },
    /// A line of text.
    Text(Text),
}

/// A line of text in the embedded font.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// On its baseline.
    pub(super) at: Point,
    /// Which part of it lies there.
    pub(super) anchor: Anchor,
    /// Height of the em square.
    pub(super) size: i32,
    pub(super) weight: Weight,
    pub(super) color: Color,
    pub(super) text: String,
}

impl Text {
    /// Where it begins, in units.
    pub(super) fn left(&self) -> f32 {
        let em = f32::from(font::em(self.weight));
        let wide = || font::advance(&self.text, self.weight) as f32 / em * self.size as f32;
        let x = self.at.0 as f32;
        match self.anchor {
            Anchor::Left => x,
            Anchor::Middle => x - wide() / 2.0,
            Anchor::Right => x - wide(),
        }
    }
}

/// Red, green, blue.
pub(super) type Color = (u8, u8, u8);

/// How a shape is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    Fill(Color),
    Edge(Stroke),
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stroke {
    pub(super) color: Color,
    pub(super) width: u32,
    pub(super) dash: Option<Dash>,
}

/// Length of a dash, and of the white after it.
pub(super) type Dash = (u16, u16);

/// Which side of a point a text lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Left,
    Middle,
    Right,
}
