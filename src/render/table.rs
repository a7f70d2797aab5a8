//! The plan as text for a terminal: warnings first, then what is known, the systems and the money.

mod columns;

use super::terminal::{self, NARROWEST, WIDEST, hidden, paint, plain, wrap};
use super::{Options, TerminalStyle};
use crate::plan::Plan;
use crate::report::{Mark, Money, Notice, Report, wording};
use crate::words::say;
use comfy_table::{
    Cell, CellAlignment, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle,
};

/// How many warnings are shown before the rest is only counted.
const WARNINGS: usize = 40;

const LINES: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none())
    .top_border(LineStyle::none().fill('━').junction('━'))
    .bottom_border(LineStyle::none().fill('━').junction('━'));

const ASCII_LINES: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('-').junction('-'))
    .content_lines(ContentLineStyle::none())
    .top_border(LineStyle::none().fill('=').junction('='))
    .bottom_border(LineStyle::none().fill('=').junction('='));

/// The text.
pub(super) fn write(plan: &Plan, options: &Options) -> String {
    let report = Report::of(plan, options.lang);
    let style = options.style;
    let width = options.width.clamp(NARROWEST, WIDEST);
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    for text in wrap(&plain(&report.title, style), width, "") {
        line(terminal::bold(&text, style));
    }
    for text in wrap(&plain(&report.dates, style), width, "") {
        line(text);
    }
    // Told by `ikou budget`, which has each with its article and days.
    let remarks = crate::budget::remarks(plan).len();
    if !report.warnings.is_empty() || remarks > 0 {
        line(String::new());
        heading(&mut line, "report-warnings", options);
        for notice in report.warnings.iter().take(WARNINGS) {
            notice_lines(notice, width, style)
                .into_iter()
                .for_each(&mut line);
        }
        if report.warnings.len() > WARNINGS {
            let n = (report.warnings.len() - WARNINGS).to_string();
            line(format!(
                "   {}",
                say(options.lang, "report-warning-more", &[("n", &n)])
            ));
        }
        if remarks > 0 {
            let n = remarks.to_string();
            let notice = Notice {
                mark: Mark::Warn,
                text: say(options.lang, "report-warning-budget", &[("n", &n)]),
            };
            notice_lines(&notice, width, style)
                .into_iter()
                .for_each(&mut line);
        }
    }
    line(String::new());
    heading(&mut line, "report-outcome", options);
    for notice in &report.outcome {
        notice_lines(notice, width, style)
            .into_iter()
            .for_each(&mut line);
    }
    line(String::new());
    heading(&mut line, "report-summary", options);
    if report.summary.rows.is_empty() {
        line(format!(
            "   {}",
            say(options.lang, "report-no-systems", &[])
        ));
    } else {
        columns::systems(&report.summary, width, options)
            .lines()
            .for_each(|text| line(hidden::shown(text)));
        for key in &report.summary.keys {
            for text in wrap(&plain(key, style), width.saturating_sub(1), "  ") {
                line(paint(&format!(" {text}"), Mark::Quiet, style));
            }
        }
    }
    if !report.money.years.is_empty() {
        line(String::new());
        heading(&mut line, "report-money", options);
        money(&report.money, width, options)
            .lines()
            .for_each(|text| line(text.to_owned()));
    }
    out
}

fn heading(line: &mut impl FnMut(String), key: &str, options: &Options) {
    line(terminal::bold(
        &plain(&say(options.lang, key, &[]), options.style),
        options.style,
    ));
}

/// A sentence with a sign for how loud it is, so that it is loud without colours too.
fn notice_lines(notice: &Notice, width: usize, style: TerminalStyle) -> Vec<String> {
    let sign = match notice.mark {
        Mark::Bad => "!! ",
        Mark::Warn => " ! ",
        Mark::Plain | Mark::Good | Mark::Quiet => "   ",
    };
    let text = plain(&notice.text, style);
    let indented = text.len() - text.trim_start().len();
    let indent = " ".repeat(3 + indented);
    wrap(text.trim_start(), width.saturating_sub(3 + indented), "")
        .into_iter()
        .enumerate()
        .map(|(n, text)| {
            let before = if n == 0 {
                format!("{sign}{}", " ".repeat(indented))
            } else {
                indent.clone()
            };
            paint(&format!("{before}{text}"), notice.mark, style)
        })
        .collect()
}

/// Two blanks between columns, one before the first.
fn narrow(table: &mut Table) -> &Table {
    for (n, column) in table.column_iter_mut().enumerate() {
        column.set_padding((u16::from(n == 0), 1));
    }
    table
}

/// An empty table in our style.
fn new_table(style: TerminalStyle) -> Table {
    let mut table = Table::new();
    table
        .load_style(if style.ascii { ASCII_LINES } else { LINES })
        .set_content_arrangement(ContentArrangement::Disabled);
    table
}

fn right(text: String) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

/// Money by year: as many kinds as fit, the rest summed up as "other".
fn money(money: &Money, width: usize, options: &Options) -> String {
    let (lang, style) = (options.lang, options.style);
    let mut shown = money.kinds.len();
    loop {
        let kinds = money.kinds.get(..shown).unwrap_or(&[]);
        let rest = shown < money.kinds.len();
        let mut table = new_table(style);
        let mut header = vec![Cell::new(plain(&say(lang, "report-col-year", &[]), style))];
        header.extend(kinds.iter().map(|(_, name)| right(plain(name, style))));
        if rest && shown > 0 {
            header.push(right(plain(&say(lang, "report-col-other", &[]), style)));
        }
        header.push(right(plain(&say(lang, "report-col-total", &[]), style)));
        table.set_header(header);
        let mut row = |label: &str, of: &dyn Fn(&str) -> i64, total: i64| {
            let mut cells = vec![Cell::new(plain(label, style))];
            let mut said = 0i64;
            for (kind, _) in kinds {
                let yen = of(kind);
                said = said.saturating_add(yen);
                cells.push(right(wording::grouped(yen)));
            }
            if rest && shown > 0 {
                cells.push(right(wording::grouped(total.saturating_sub(said))));
            }
            cells.push(right(wording::grouped(total)));
            table.add_row(cells);
        };
        for year in &money.years {
            row(
                &year.label,
                &|kind| year.yen.get(kind).copied().unwrap_or(0),
                year.total,
            );
        }
        let total = say(lang, "report-col-total", &[]);
        row(&total, &|kind| money.of_kind(kind), money.total);
        let text = narrow(&mut table).to_string();
        if shown == 0 || text.lines().all(|line| terminal::columns(line) <= width) {
            return text;
        }
        shown -= 1;
    }
}
