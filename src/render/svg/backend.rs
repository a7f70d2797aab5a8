//! Where plotters draws to: an SVG with real stroke widths, dashes, patterns and text anchors.
//!
//! The stock backend has none of these (crate docs: whole pixels, no stroke width on rectangles),
//! and a chart's elements need names and tool tips of their own.

use crate::font::{FAMILY, Weight};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::rc::Rc;

/// What has been drawn, and how the next things are drawn.
#[derive(Default)]
pub(super) struct Sheet {
    /// Elements so far.
    pub(super) body: String,
    /// Characters that were written, by weight.
    pub(super) used: [BTreeSet<char>; 2],
    /// Dashes of the next strokes.
    pub(super) dash: Option<&'static str>,
    /// Pattern of the next fills, instead of their colour.
    pub(super) pattern: Option<Pattern>,
}

/// What fills a shape instead of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// A pattern of the style sheet.
    Named(&'static str),
    /// Diagonals, each a line of its own, with these attributes: printers and viewers draw lines
    /// faster and sharper than tiles.
    Lines(&'static str),
}

/// From diagonal to diagonal, across.
const DIAGONAL: i32 = 320;

/// The diagonals of the page that lie in a convex shape. All shapes share them, so that hatching
/// goes on from one to the next.
fn diagonals(corners: &[BackendCoord]) -> String {
    let sums = || corners.iter().map(|(x, y)| x.saturating_add(*y));
    let (Some(least), Some(most)) = (sums().min(), sums().max()) else {
        return String::new();
    };
    let edges = || corners.iter().zip(corners.iter().cycle().skip(1));
    let mut out = String::new();
    let mut sum = (least / DIAGONAL + 1) * DIAGONAL;
    while sum < most {
        let meets = edges().filter_map(|((x1, y1), (x2, y2))| {
            let (from, to) = (x1 + y1, x2 + y2);
            let on = from != to && (from.min(to) <= sum && sum <= from.max(to));
            let share = |a: i32, b: i32| i64::from(a) * i64::from(b);
            on.then(|| i64::from(*x1) + share(x2 - x1, sum - from) / i64::from(to - from))
        });
        let meets: Vec<i32> = meets.filter_map(|x| i32::try_from(x).ok()).collect();
        if let (Some(left), Some(right)) = (meets.iter().min(), meets.iter().max())
            && left < right
        {
            let _ = write!(out, "M{left},{}L{right},{}", sum - left, sum - right);
        }
        sum += DIAGONAL;
    }
    out
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// The backend; the sheet is shared with whoever opens and closes groups.
pub(super) struct Backend {
    pub(super) size: (u32, u32),
    pub(super) sheet: Rc<RefCell<Sheet>>,
}

impl Sheet {
    /// Writing to a string cannot fail.
    fn put(&mut self, text: std::fmt::Arguments<'_>) -> Drawn {
        let _ = self.body.write_fmt(text);
        Ok(())
    }

    fn fill(&self, color: BackendColor) -> String {
        match self.pattern {
            Some(Pattern::Named(name)) => format!(" fill=\"url(#{name})\""),
            Some(Pattern::Lines(_)) | None => {
                format!(" fill=\"{}\"{}", hex(color), opacity("fill", color))
            }
        }
    }

    fn stroke(&self, style: &impl BackendStyle) -> String {
        let dash = self
            .dash
            .map(|dash| format!(" stroke-dasharray=\"{dash}\""))
            .unwrap_or_default();
        let (color, width) = (style.color(), style.stroke_width());
        format!(
            " stroke=\"{}\"{} stroke-width=\"{width}\"{dash}",
            hex(color),
            opacity("stroke", color)
        )
    }
}

/// `#1a2b3c`
fn hex(color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn opacity(of: &str, color: BackendColor) -> String {
    if color.alpha < 1.0 {
        format!(" {of}-opacity=\"{:.2}\"", color.alpha)
    } else {
        String::new()
    }
}

/// Text inside an element or an attribute.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let mut out = String::new();
    for (x, y) in path {
        let joint = if out.is_empty() { "" } else { " " };
        let _ = write!(out, "{joint}{x},{y}");
    }
    out
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

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        let mut sheet = self.sheet.borrow_mut();
        let fill = sheet.fill(color);
        sheet.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"1\" height=\"1\"{fill}/>\n"
        ))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        let mut sheet = self.sheet.borrow_mut();
        let stroke = sheet.stroke(style);
        let ((x1, y1), (x2, y2)) = (from, to);
        sheet.put(format_args!(
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{stroke}/>\n"
        ))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x1, y1): BackendCoord,
        (x2, y2): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let mut sheet = self.sheet.borrow_mut();
        let (x, y) = (x1.min(x2), y1.min(y2));
        let (width, height) = (x1.abs_diff(x2), y1.abs_diff(y2));
        let paint = match fill {
            true => sheet.fill(style.color()),
            false => format!(" fill=\"none\"{}", sheet.stroke(style)),
        };
        sheet.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{paint}/>\n"
        ))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let mut sheet = self.sheet.borrow_mut();
        let stroke = sheet.stroke(style);
        let points = points(path);
        sheet.put(format_args!(
            "<polyline points=\"{points}\" fill=\"none\"{stroke} stroke-linejoin=\"round\"/>\n"
        ))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let mut sheet = self.sheet.borrow_mut();
        let paint = match fill {
            true => sheet.fill(style.color()),
            false => format!(" fill=\"none\"{}", sheet.stroke(style)),
        };
        sheet.put(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{paint}/>\n"
        ))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let mut sheet = self.sheet.borrow_mut();
        if let Some(Pattern::Lines(color)) = sheet.pattern {
            let corners: Vec<BackendCoord> = path.into_iter().collect();
            let lines = diagonals(&corners);
            return match lines.is_empty() {
                true => Ok(()),
                false => sheet.put(format_args!("<path d=\"{lines}\" {color}/>\n")),
            };
        }
        let fill = sheet.fill(style.color());
        let points = points(path);
        sheet.put(format_args!("<polygon points=\"{points}\"{fill}/>\n"))
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        let mut sheet = self.sheet.borrow_mut();
        let weight = match style.style() {
            FontStyle::Bold => Weight::Bold,
            _ => Weight::Regular,
        };
        let size = style.size().round() as i32;
        // Baselines are set by the font's own numbers: viewers disagree about the other ways.
        let y = match style.anchor().v_pos {
            VPos::Top => y + size * 88 / 100,
            VPos::Center => y + size * 38 / 100,
            VPos::Bottom => y - size * 12 / 100,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let bold = match weight {
            Weight::Bold => " font-weight=\"700\"",
            Weight::Regular => "",
        };
        if let Some(used) = sheet.used.get_mut(usize::from(weight == Weight::Bold)) {
            used.extend(text.chars());
        }
        let (color, text) = (hex(style.color()), escape(text));
        sheet.put(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{bold}{anchor} fill=\"{color}\">{text}</text>\n"
        ))
    }
}

/// The font family as the root element names it: the embedded one, then what Windows has.
pub(super) fn families() -> String {
    format!(
        "'{FAMILY}','BIZ UDPゴシック','Yu Gothic UI','Hiragino Sans','Noto Sans CJK JP',sans-serif"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diagonals_stay_inside_and_go_on_from_shape_to_shape() {
        let square = [(0, 0), (640, 0), (640, 640), (0, 640)];
        assert_eq!(
            diagonals(&square),
            "M0,320L320,0M0,640L640,0M320,640L640,320"
        );
        let pointed = [(0, 0), (540, 0), (640, 320), (540, 640), (0, 640)];
        assert!(diagonals(&pointed).starts_with("M0,320L320,0M0,640L5"));
        assert_eq!(diagonals(&[(1, 1), (2, 1), (2, 2)]), "");
        assert_eq!(diagonals(&[]), "");
    }
}
