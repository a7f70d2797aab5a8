//! What the signs mean, below the rows.

use super::super::Options;
use super::super::terminal::{columns, plain};
use super::canvas::Canvas;
use super::{Pen, header, pen};
use crate::chart::{Chart, LineKind};
use crate::words::say;

/// The legend, wrapped at whole entries.
pub(super) fn lines(chart: &Chart, width: usize, options: &Options) -> Vec<String> {
    let style = options.style;
    let mut entries: Vec<(String, usize)> = Vec::new();
    let mut entry = |sign: String, wide: usize, key: &str| {
        let text = plain(&say(options.lang, key, &[]), style);
        let text = if text.is_empty() {
            text
        } else {
            format!("{sign} {text}")
        };
        let used = wide + 1 + columns(text.get(sign.len() + 1..).unwrap_or(""));
        entries.push((text, used));
    };
    for glyph in chart.glyphs() {
        let char = if style.ascii {
            glyph.ascii()
        } else {
            glyph.char()
        };
        let mut canvas = Canvas::new(1);
        canvas.symbol(0, char, Pen::symbol(glyph));
        entry(
            canvas.text(style),
            1,
            &format!("report-symbol-{}", glyph.key()),
        );
    }
    for look in chart.looks() {
        let mut canvas = Canvas::new(3);
        canvas.bar(0, 3, pen(look, style));
        entry(canvas.text(style), 3, look.key());
    }
    for kind in [LineKind::AsOf, LineKind::Hardware, LineKind::Deadline] {
        if chart.lines.iter().any(|line| line.kind == kind) {
            let (sign, pen) = header::line_sign(kind, style);
            let mut canvas = Canvas::new(1);
            canvas.put(0, sign, pen);
            let key = match kind {
                LineKind::AsOf => "report-look-today",
                LineKind::Hardware => "report-look-hardware",
                LineKind::Deadline => "report-look-deadline",
            };
            entry(canvas.text(style), 1, key);
        }
    }
    let mut lines: Vec<String> = vec![String::new()];
    let mut used = 0;
    for (text, wide) in entries {
        if used > 0 && used + 2 + wide > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push_str("  ");
                used += 2;
            }
            line.push_str(&text);
            used += wide;
        }
    }
    lines
}
