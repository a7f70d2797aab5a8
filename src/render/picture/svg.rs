//! The page as SVG: self-contained, with its own letters, no script and no address.

use super::super::RenderError;
use super::super::drawing::{Anchor, Color, Drawing, Paint, Point, Shape, Stroke};
use crate::font::{self, FAMILY, Weight};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A page as text.
pub(super) fn write(drawing: &Drawing) -> Result<String, RenderError> {
    let (width, height) = (drawing.width, drawing.height);
    // Most of it are shapes of a hundred bytes, and a font.
    let mut out = String::with_capacity(drawing.shapes.len() * 110 + 160_000);
    out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    out += &format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\" \
         viewBox=\"0 0 {width} {height}\" xml:space=\"preserve\" role=\"img\" aria-labelledby=\"title description\" \
         font-family=\"{}\">\n",
        millimetres(width.saturating_mul(drawing.scale)),
        millimetres(height.saturating_mul(drawing.scale)),
        families(),
    );
    out += &format!("<title id=\"title\">{}</title>\n", escape(&drawing.title));
    out += &format!(
        "<desc id=\"description\">{}</desc>\n",
        escape(&drawing.description)
    );
    out += "<defs>\n<style>\n";
    fonts(drawing, &mut out)?;
    out += "text{white-space:pre}\n@page{margin:0}\n</style>\n</defs>\n";
    out += &format!("<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
    for shape in &drawing.shapes {
        // Writing to a string cannot fail.
        let _ = element(&mut out, shape);
    }
    out += "</svg>\n";
    Ok(out)
}

fn element(out: &mut String, shape: &Shape) -> std::fmt::Result {
    match shape {
        Shape::Open {
            class,
            attributes,
            tip,
        } => {
            write!(out, "<g class=\"{}\"", escape(class))?;
            for (name, value) in attributes {
                write!(out, " {name}=\"{}\"", escape(value))?;
            }
            out.push('>');
            if !tip.is_empty() {
                write!(out, "<title>{}</title>", escape(tip))?;
            }
            out.push('\n');
        }
        Shape::Close => out.push_str("</g>\n"),
        Shape::Rect { from, to, paint } => {
            let ((x, y), width, height) = (*from, to.0 - from.0, to.1 - from.1);
            write!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""
            )?;
            painted(out, *paint)?;
            out.push_str("/>\n");
        }
        Shape::Disc {
            centre: (x, y),
            radius,
            paint,
        } => {
            write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"")?;
            painted(out, *paint)?;
            out.push_str("/>\n");
        }
        Shape::Line { points, stroke } => {
            out.push_str("<polyline points=\"");
            listed(out, points)?;
            out.push_str("\" fill=\"none\"");
            stroked(out, *stroke)?;
            out.push_str(" stroke-linejoin=\"round\"/>\n");
        }
        Shape::Areas { rings, color } => {
            match rings.as_slice() {
                [ring] => {
                    out.push_str("<polygon points=\"");
                    listed(out, ring)?;
                }
                rings => {
                    out.push_str("<path d=\"");
                    for ring in rings {
                        out.push('M');
                        listed(out, ring)?;
                        out.push('Z');
                    }
                }
            }
            writeln!(out, "\" fill=\"{}\"/>", Hex(*color))?;
        }
        Shape::Hatch {
            lines,
            color,
            opacity,
            width,
        } => {
            out.push_str("<path d=\"");
            for [(x1, y1), (x2, y2)] in lines {
                write!(out, "M{x1},{y1}L{x2},{y2}")?;
            }
            writeln!(
                out,
                "\" stroke=\"{}\" stroke-opacity=\"0.{opacity:02}\" stroke-width=\"{width}\"/>",
                Hex(*color)
            )?;
        }
        Shape::Text(text) => {
            let ((x, y), size) = (text.at, text.size);
            let anchor = match text.anchor {
                Anchor::Left => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::Right => " text-anchor=\"end\"",
            };
            let bold = match text.weight {
                Weight::Bold => " font-weight=\"700\"",
                Weight::Regular => "",
            };
            let (color, text) = (Hex(text.color), escape(&text.text));
            writeln!(
                out,
                "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{bold}{anchor} fill=\"{color}\">{text}</text>"
            )?;
        }
    }
    Ok(())
}

fn painted(out: &mut String, paint: Paint) -> std::fmt::Result {
    match paint {
        Paint::Fill(color) => write!(out, " fill=\"{}\"", Hex(color)),
        Paint::Edge(stroke) => {
            out.push_str(" fill=\"none\"");
            stroked(out, stroke)
        }
    }
}

fn stroked(out: &mut String, stroke: Stroke) -> std::fmt::Result {
    let (color, width) = (Hex(stroke.color), stroke.width);
    write!(out, " stroke=\"{color}\" stroke-width=\"{width}\"")?;
    match stroke.dash {
        Some((on, off)) => write!(out, " stroke-dasharray=\"{on} {off}\""),
        None => Ok(()),
    }
}

fn listed(out: &mut String, points: &[Point]) -> std::fmt::Result {
    for (n, (x, y)) in points.iter().enumerate() {
        let joint = if n == 0 { "" } else { " " };
        write!(out, "{joint}{x},{y}")?;
    }
    Ok(())
}

/// `#1a2b3c`
struct Hex(Color);

impl std::fmt::Display for Hex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Hex((r, g, b)) = self;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

/// Text inside an element or an attribute.
fn escape(text: &str) -> String {
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

/// The font family as the root element names it: the embedded one, then what Windows has.
fn families() -> String {
    format!(
        "'{FAMILY}','BIZ UDPゴシック','Yu Gothic UI','Hiragino Sans','Noto Sans CJK JP',sans-serif"
    )
}

/// Both weights, each cut to the characters of the page.
fn fonts(drawing: &Drawing, out: &mut String) -> Result<(), RenderError> {
    for cut in Weight::ALL {
        let mut used: BTreeSet<char> = BTreeSet::new();
        for shape in &drawing.shapes {
            if let Shape::Text(text) = shape
                && text.weight == cut
            {
                used.extend(text.text.chars());
            }
        }
        if used.is_empty() {
            continue;
        }
        let bytes = font::subset(font::bytes(cut), &used).ok_or_else(|| RenderError {
            cause: format!("font {}", cut.css()),
        })?;
        *out += &format!(
            "@font-face{{font-family:'{FAMILY}';font-weight:{};src:url(data:font/ttf;base64,",
            cut.css(),
        );
        STANDARD.encode_string(bytes, out);
        out.push_str(") format('truetype')}\n");
    }
    Ok(())
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
