//! The roadmap as text for a terminal: two lines a system, the service above and the work with its
//! milestones below.

mod canvas;
mod header;
mod legend;

use super::terminal::{NARROWEST, WIDEST, bold, columns, cut, pad, pad_left, paint, plain, wrap};
use super::{Options, TerminalStyle};
use crate::chart::{Bar, Chart, Glyph, Look, Row};
use crate::plan::Plan;
use crate::report::{self, Mark};
use crate::words::{Lang, say};
use canvas::{Canvas, Pen};

/// Where the columns lie.
struct Layout {
    /// Columns of names.
    name: usize,
    /// Columns of slack.
    slack: usize,
    /// Columns of days.
    chart: usize,
}

/// The text.
pub(super) fn write(plan: &Plan, options: &Options) -> String {
    let chart = Chart::of(plan, options.lang);
    let width = options.width.clamp(NARROWEST, WIDEST);
    let layout = Layout::of(&chart, width, options);
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    for text in wrap(
        &plain(&report::title(plan, options.lang), options.style),
        width,
        "",
    ) {
        line(bold(&text, options.style));
    }
    for what_if in report::what_ifs(plan, options.lang) {
        for text in wrap(&plain(&what_if, options.style), width, "") {
            line(text);
        }
    }
    header::lines(&chart, &layout, options)
        .into_iter()
        .for_each(&mut line);
    if chart.rows.is_empty() {
        line(plain(
            &say(options.lang, "report-no-systems", &[]),
            options.style,
        ));
    }
    for row in &chart.rows {
        system(&chart, row, &layout, options)
            .into_iter()
            .for_each(&mut line);
    }
    legend::lines(&chart, width, options)
        .into_iter()
        .for_each(&mut line);
    out
}

impl Layout {
    fn of(chart: &Chart, width: usize, options: &Options) -> Layout {
        let widest = |text: &dyn Fn(&Row) -> String| {
            chart
                .rows
                .iter()
                .map(|row| columns(&text(row)))
                .max()
                .unwrap_or(0)
        };
        let slack = widest(&|row| slack_text(row, options.lang, options.style)).clamp(3, 8);
        let name = widest(&|row| plain(&row.name, options.style));
        let name = name.clamp(8, (width * 3 / 10).clamp(10, 36));
        // A blank between names and slack, one between slack and days.
        Layout {
            name,
            slack,
            chart: width - name - slack - 2,
        }
    }

    /// Columns left of the days.
    fn left(&self) -> usize {
        self.name + self.slack + 2
    }

    /// The column of a day.
    fn column(&self, chart: &Chart, date: crate::calendar::Date) -> usize {
        let width = i32::try_from(self.chart).unwrap_or(i32::MAX);
        usize::try_from(chart.axis.at(date, width))
            .unwrap_or(0)
            .min(self.chart.saturating_sub(1))
    }

    /// First and last-but-one column of a bar; at least one column wide.
    fn columns(&self, chart: &Chart, bar: &Bar) -> (usize, usize) {
        let width = i32::try_from(self.chart).unwrap_or(i32::MAX);
        let from = self.column(chart, bar.from);
        let to = usize::try_from(chart.axis.after(bar.to, width)).unwrap_or(0);
        (from, to.clamp(from + 1, self.chart.max(from + 1)))
    }
}

fn slack_text(row: &Row, lang: Lang, style: TerminalStyle) -> String {
    plain(
        &say(lang, "report-days", &[("n", &row.slack_days.to_string())]),
        style,
    )
}

/// The two lines of a system.
fn system(chart: &Chart, row: &Row, layout: &Layout, options: &Options) -> [String; 2] {
    let style = options.style;
    let loud = if row.bad { Mark::Bad } else { Mark::Plain };
    let name = pad(
        &cut(&plain(&row.name, style), layout.name, style),
        layout.name,
    );
    let slack = slack_text(row, options.lang, style);
    let slack = pad_left(&cut(&slack, layout.slack, style), layout.slack);
    let tone = match row.slack_days {
        n if n < 0 => Mark::Bad,
        _ if row.critical => Mark::Warn,
        _ => Mark::Quiet,
    };
    let room = layout.name + layout.slack + 1;
    let (notes, used) = short_notes(row, room, options);

    let mut service = Canvas::new(layout.chart);
    guides(&mut service, chart, layout, style);
    for bar in &row.service {
        let (from, to) = layout.columns(chart, bar);
        service.bar(from, to, pen(bar.look, style));
    }
    deadlines(&mut service, chart, layout, style);
    for bar in &row.service {
        let (from, to) = layout.columns(chart, bar);
        label(&mut service, bar, from, to, style);
    }

    let mut work = Canvas::new(layout.chart);
    guides(&mut work, chart, layout, style);
    for bar in row.reference.iter().chain(&row.work) {
        let (from, to) = layout.columns(chart, bar);
        work.bar(from, to, pen(bar.look, style));
    }
    deadlines(&mut work, chart, layout, style);
    symbols(&mut work, chart, row, layout, style);
    for bar in &row.work {
        let (from, to) = layout.columns(chart, bar);
        label(&mut work, bar, from, to, style);
    }
    [
        format!(
            "{} {} {}",
            paint(&name, loud, style),
            paint(&slack, tone, style),
            service.text(style)
        ),
        format!(
            "{notes}{} {}",
            " ".repeat(room.saturating_sub(used)),
            work.text(style)
        ),
    ]
}

/// As many notes as there is room for, worst first; how many columns they take.
fn short_notes(row: &Row, room: usize, options: &Options) -> (String, usize) {
    let (mut text, mut used) = (String::new(), 0);
    for (mark, note) in &row.notes {
        let note = plain(note, options.style);
        let left = room.saturating_sub(used + 1);
        if left < columns(&note) && used > 0 {
            break;
        }
        let note = cut(&note, left, options.style);
        used += columns(&note) + 1;
        text += &format!(" {}", paint(&note, *mark, options.style));
    }
    (text, used)
}

/// First days of fiscal years, as a light guide for the eye.
fn guides(canvas: &mut Canvas, chart: &Chart, layout: &Layout, style: TerminalStyle) {
    for year in chart.axis.years().iter().skip(1) {
        let at = layout.column(chart, year.from);
        canvas.put(at, if style.ascii { '.' } else { '·' }, Pen::guide());
    }
}

/// Columns of deadlines and of the as-of date; words and symbols are set over them later.
fn deadlines(canvas: &mut Canvas, chart: &Chart, layout: &Layout, style: TerminalStyle) {
    for line in &chart.lines {
        let (char, pen) = header::line_sign(line.kind, style);
        canvas.cross(layout.column(chart, line.date), char, pen);
    }
}

/// Symbols near their column: the weightier first, those that find it taken beside it.
fn symbols(canvas: &mut Canvas, chart: &Chart, row: &Row, layout: &Layout, style: TerminalStyle) {
    let mut all: Vec<_> = row.symbols.iter().collect();
    all.sort_by_key(|s| match s.glyph {
        Glyph::Cutover => 0,
        Glyph::Contract => 1,
        Glyph::Request | Glyph::Supplementary => 2,
        Glyph::DebtBurden => 3,
    });
    for symbol in all {
        let at = layout.column(chart, symbol.date);
        // What comes before a contract is moved to the left first, so that the order stays.
        let steps: [isize; 7] = match symbol.glyph {
            Glyph::Cutover => [0, 1, 2, -1, 3, -2, -3],
            _ => [0, -1, -2, 1, -3, 2, 3],
        };
        let free = steps.iter().find_map(|step| {
            at.checked_add_signed(*step)
                .filter(|at| canvas.free_for_symbol(*at))
        });
        if let Some(at) = free {
            let char = if style.ascii {
                symbol.glyph.ascii()
            } else {
                symbol.glyph.char()
            };
            canvas.symbol(at, char, Pen::symbol(symbol.glyph));
        }
    }
}

/// The label in the longest free stretch of its bar, shorter where it must be.
fn label(canvas: &mut Canvas, bar: &Bar, from: usize, to: usize, style: TerminalStyle) {
    let (at, room) = canvas.longest_free(from, to);
    let forms = std::iter::once(&bar.label)
        .chain(&bar.shorter)
        .map(|form| plain(form, style));
    let forms: Vec<String> = forms.collect();
    let fitting = forms.iter().find(|form| columns(form) <= room).cloned();
    let text = fitting.or_else(|| {
        let shortest = forms.last()?;
        (room >= 5).then(|| cut(shortest, room, style))
    });
    if let Some(text) = text {
        canvas.write(at, &text, pen(bar.look, style));
    }
}

/// How a look is drawn.
fn pen(look: Look, style: TerminalStyle) -> Pen {
    let (unicode, ascii, ground, ink) = match look {
        Look::Present => ('─', '-', 252, 16),
        Look::Cloud => ('═', '=', 153, 16),
        // Thin dashes of different lengths look alike without colours.
        Look::Extension => ('~', '~', 195, 16),
        Look::New => ('━', '#', 151, 16),
        Look::OwnServer => ('≡', '_', 187, 16),
        Look::Standard => ('█', '@', 25, 231),
        Look::Work => ('▒', '%', 215, 16),
        Look::Operation => ('┄', ',', 117, 16),
        Look::Reference => ('.', '\'', 255, 16),
        Look::Gap => ('!', '!', 160, 231),
    };
    Pen::bar(if style.ascii { ascii } else { unicode }, ground, ink)
}
