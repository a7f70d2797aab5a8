//! Fiscal years, months and the names of the vertical lines above the rows.

use super::super::terminal::{bold, columns, cut, pad, pad_left, plain};
use super::super::{Options, TerminalStyle};
use super::Layout;
use super::canvas::{Canvas, Pen};
use crate::chart::{Chart, LineKind, Span};
use crate::report::wording;
use crate::words::{Lang, say};

/// The sign of a vertical line.
pub(super) fn line_sign(kind: LineKind, style: TerminalStyle) -> (char, Pen) {
    match (kind, style.ascii) {
        (LineKind::AsOf, false) => ('┆', Pen::ink(34)),
        (LineKind::AsOf, true) => (':', Pen::ink(34)),
        (LineKind::Hardware, false) => ('┊', Pen::ink(130)),
        (LineKind::Hardware, true) => (';', Pen::ink(130)),
        (LineKind::Deadline, false) => ('┃', Pen::ink(160)),
        (LineKind::Deadline, true) => ('|', Pen::ink(160)),
    }
}

/// The lines above the rows.
pub(super) fn lines(chart: &Chart, layout: &Layout, options: &Options) -> Vec<String> {
    let (lang, style) = (options.lang, options.style);
    let heading = |text: String, left: String| format!("{left}{}", bold(&text, style));
    let name = pad(
        &cut(
            &plain(&say(lang, "report-col-system", &[]), style),
            layout.name,
            style,
        ),
        layout.name,
    );
    let slack = pad_left(
        &cut(
            &plain(&say(lang, "report-slack", &[]), style),
            layout.slack,
            style,
        ),
        layout.slack,
    );
    let blank = " ".repeat(layout.left());
    let mut lines = vec![
        heading(years(chart, layout, lang, style), blank.clone()),
        heading(months(chart, layout, style), format!("{name} {slack} ")),
    ];
    lines.extend(
        line_names(chart, layout, style)
            .into_iter()
            .map(|text| format!("{blank}{text}")),
    );
    lines
}

/// Fiscal years, each in the longest form that fits all of them.
fn years(chart: &Chart, layout: &Layout, lang: Lang, style: TerminalStyle) -> String {
    let spans = chart.axis.years();
    let forms: [&dyn Fn(i32) -> String; 3] = [
        &|year| wording::fiscal_year(year, true, lang),
        &|year| match lang {
            Lang::Ja => format!("{}({year})", wording::fiscal_year_short(year)),
            Lang::En => format!("FY{year}"),
        },
        &|year| wording::fiscal_year_short(year),
    ];
    let fits = |form: &dyn Fn(i32) -> String| {
        spans
            .iter()
            .filter(|s| s.whole)
            .all(|s| columns(&plain(&form(s.fiscal_year), style)) < room(chart, layout, s))
    };
    let form = forms.iter().find(|form| fits(**form)).unwrap_or(&forms[2]);
    let mut canvas = Canvas::new(layout.chart);
    for span in &spans {
        let at = layout.column(chart, span.from);
        canvas.put(at, if style.ascii { '|' } else { '│' }, Pen::guide());
        let room = room(chart, layout, span).saturating_sub(1);
        // A year that the axis cuts is named as well as its stretch allows.
        let text = forms
            .iter()
            .map(|form| plain(&form(span.fiscal_year), style))
            .find(|text| {
                columns(text) <= room
                    && columns(text) <= columns(&plain(&form(span.fiscal_year), style))
            });
        if let Some(text) = text {
            canvas.write(at + 1, &text, Pen::guide());
        }
    }
    canvas.text(TerminalStyle {
        colour: false,
        ..style
    })
}

/// Columns of a stretch of the header.
fn room(chart: &Chart, layout: &Layout, span: &Span) -> usize {
    let from = layout.column(chart, span.from);
    let to = span.to.succ_opt().filter(|d| chart.axis.shows(*d));
    to.map_or(layout.chart, |d| layout.column(chart, d))
        .saturating_sub(from)
}

/// Months, or the first months of quarters, or of half years, as there is room.
fn months(chart: &Chart, layout: &Layout, style: TerminalStyle) -> String {
    let months = chart.axis.months();
    let narrowest = |every: u32| {
        let starts: Vec<usize> = months
            .iter()
            .filter(|m| (m.month + 8) % 12 % every == 0)
            .map(|m| layout.column(chart, m.from))
            .collect();
        starts
            .windows(2)
            .map(|pair| pair[1] - pair[0])
            .min()
            .unwrap_or(layout.chart)
    };
    let every = [1, 3, 6, 12]
        .into_iter()
        .find(|every| narrowest(*every) >= 3)
        .unwrap_or(12);
    let mut canvas = Canvas::new(layout.chart);
    for span in chart.axis.years() {
        let at = layout.column(chart, span.from);
        canvas.put(at, if style.ascii { '|' } else { '│' }, Pen::guide());
    }
    let shift = usize::from(narrowest(every) >= 3);
    let mut taken = 0;
    for month in months.iter().filter(|m| (m.month + 8) % 12 % every == 0) {
        let at = layout.column(chart, month.from) + shift;
        let text = month.month.to_string();
        if at >= taken && at + text.len() <= layout.chart {
            canvas.write(at, &text, Pen::guide());
            taken = at + text.len() + 1;
        }
    }
    canvas.text(TerminalStyle {
        colour: false,
        ..style
    })
}

/// Names of the vertical lines, right of them or left of them, on as many lines as it takes.
fn line_names(chart: &Chart, layout: &Layout, style: TerminalStyle) -> Vec<String> {
    let mut lines: Vec<Canvas> = Vec::new();
    let mut taken: Vec<Vec<(usize, usize)>> = Vec::new();
    for line in &chart.lines {
        let (sign, pen) = line_sign(line.kind, style);
        let at = layout.column(chart, line.date);
        // On the right of its line where that has the room, else where there is more of it.
        let (before, after) = (at, layout.chart.saturating_sub(at + 1));
        let forms = [&line.label, &line.brief].map(|form| plain(form, style));
        let fits = |room: usize| forms.iter().find(|form| columns(form) <= room).cloned();
        let (text, on_right) = match (fits(after), fits(before)) {
            (Some(right), Some(left)) if columns(&left) > columns(&right) => (left, false),
            (Some(right), _) => (right, true),
            (None, Some(left)) => (left, false),
            (None, None) => (cut(&forms[1], before.max(after), style), after >= before),
        };
        let wide = columns(&text);
        let (from, to) = if on_right {
            (at, at + 1 + wide)
        } else {
            (at.saturating_sub(wide), at + 1)
        };
        let free = |spans: &Vec<(usize, usize)>, (from, to): (usize, usize)| {
            spans.iter().all(|(a, b)| to < *a || *b < from)
        };
        // Another line's column must not be written over either.
        let n = taken
            .iter()
            .position(|spans| free(spans, (from, to)))
            .unwrap_or(taken.len());
        if n == taken.len() {
            taken.push(Vec::new());
            lines.push(Canvas::new(layout.chart));
        }
        let (Some(canvas), Some(spans)) = (lines.get_mut(n), taken.get_mut(n)) else {
            continue;
        };
        spans.push((from, to));
        let words = if on_right { at + 1 } else { from };
        canvas.write(words, &text, pen);
        canvas.put(at, sign, pen);
    }
    lines.iter().map(|canvas| canvas.text(style)).collect()
}
