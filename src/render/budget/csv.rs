//! CSV for Excel: byte-order mark, CRLF, and no text that a spreadsheet would take for a formula.

use super::Asked;
use super::page::{self, names};
use crate::budget::{By, Groups};
use crate::report::wording;
use crate::words::{Lang, say};

pub(super) fn write(asked: &Asked<'_>, lang: Lang) -> String {
    let mut out = String::from("\u{feff}");
    let mut line = |cells: Vec<String>| {
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    };
    if let Some(groups) = asked.difference.as_ref().or(asked.groups.as_ref()) {
        for cells in table(asked, groups, lang) {
            line(cells);
        }
        return out;
    }
    let headings = [
        "year",
        "system",
        "owner",
        "round",
        "kind",
        "instrument",
        "yen",
    ];
    line(
        headings
            .map(|key| text(&say(lang, &format!("budget-csv-{key}"), &[])))
            .to_vec(),
    );
    for row in &asked.budget.rows {
        line(vec![
            row.fiscal_year.to_string(),
            text(&names::systems(asked.plan, &row.system)),
            text(&crate::report::clean(&row.owner)),
            text(&crate::report::clean(&row.round)),
            text(&wording::money_kind(&row.kind, lang)),
            text(&names::instrument(&row.instrument, lang)),
            row.yen.to_string(),
        ]);
    }
    out
}

fn table(asked: &Asked<'_>, groups: &Groups, lang: Lang) -> Vec<Vec<String>> {
    let by_year = groups.by == By::FiscalYear;
    let mut header = vec![text(&page::heading_of(groups.by, lang))];
    if by_year {
        for key in ["one-off", "running", "penalty"] {
            header.push(text(&say(lang, &format!("budget-col-{key}"), &[])));
        }
    } else {
        header.extend(groups.years.iter().map(i32::to_string));
    }
    header.push(text(&say(lang, "budget-col-total", &[])));
    let mut rows = vec![header];
    let total = say(lang, "budget-col-total", &[]);
    let lines = groups.groups.iter().map(|group| {
        let name = match groups.by {
            By::FiscalYear => group.key.clone(),
            by => page::name_of(asked.plan, by, &group.key, lang),
        };
        (name, group)
    });
    for (name, group) in lines.chain([(total, &groups.sum)]) {
        let mut cells = vec![text(&name)];
        if by_year {
            cells.extend([group.one_off, group.running, group.penalty].map(|n| n.to_string()));
        } else {
            cells.extend(groups.years.iter().map(|y| group.in_year(*y).to_string()));
        }
        cells.push(group.total.to_string());
        rows.push(cells);
    }
    rows
}

/// A text in a cell: quoted where it must be; an apostrophe before what would be a formula.
pub(crate) fn text(text: &str) -> String {
    let formula = text
        .chars()
        .next()
        .is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t'));
    let safe = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if safe.contains([',', '"', '\n', '\r', ';']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(text("=1+1"), "'=1+1");
        assert_eq!(text("＝A1"), "'＝A1");
        assert_eq!(text("@SUM(A1,A2)"), "\"'@SUM(A1,A2)\"");
        assert_eq!(text("税, \"国保\""), "\"税, \"\"国保\"\"\"");
        assert_eq!(text("tax/bridge"), "tax/bridge");
    }
}
