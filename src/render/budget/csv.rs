//! CSV for Excel: byte-order mark, CRLF, and no text that a spreadsheet would take for a formula.

use super::Asked;
use super::page::{self, names};
use crate::budget::{Budget, By, Groups};
use crate::calendar::Date;
use crate::plan::Plan;
use crate::render::rows::provider_of;
use crate::render::{Item, Listing};
use crate::report::wording;
use crate::words::{Lang, say};
use std::collections::BTreeMap;

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
    let list = rows(asked.plan, asked.budget, lang);
    list.with_columns(&[])
        .map_or_else(|_| String::new(), |list| list.csv())
}

/// Every row of the budget, in its order.
pub(super) fn rows(plan: &Plan, budget: &Budget, lang: Lang) -> Listing {
    let keys = [
        "year",
        "system",
        "owner",
        "round",
        "kind",
        "instrument",
        "yen",
    ];
    let list = Listing::new(lang, "budget-csv", &keys);
    let list = list.and_all("list-col", &["vendor", "request"], false);
    let mut list = list.with_vendors(plan);
    let asks = budget.asks.iter();
    let asks: BTreeMap<&str, Date> = asks.map(|a| (a.round.as_str(), a.request)).collect();
    for row in &budget.rows {
        list.push(vec![
            Item::Number(row.fiscal_year.into()),
            Item::text(&names::systems(plan, &row.system)),
            Item::text(&row.owner),
            Item::text(&row.round),
            Item::text(&wording::money_kind(&row.kind, lang)),
            Item::text(&names::instrument(&row.instrument, lang)),
            Item::Number(row.yen),
            Item::names(provider_of(plan, &row.round).iter().map(String::as_str)),
            Item::day(asks.get(row.round.as_str()).copied()),
        ]);
    }
    list
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
