//! Sums: by fiscal year, by whatever is asked for, by who pays.

use super::super::Asked;
use super::{Column, Kind, Section, Table, columns, names, year, yen};
use crate::budget::{By, Group, Groups, sum};
use crate::plan::Plan;
use crate::report::{clean, wording};
use crate::words::{Lang, say};

/// One line for each fiscal year.
pub(super) fn years(asked: &Asked<'_>, lang: Lang) -> Section {
    let budget = asked.budget;
    let penalty = budget.sheets.iter().any(|s| s.penalty != 0);
    let mut keys = vec![
        ("year", Kind::Text),
        ("request", Kind::Text),
        ("vote", Kind::Text),
        ("one-off", Kind::Yen),
        ("running", Kind::Yen),
    ];
    if penalty {
        keys.push(("penalty", Kind::Yen));
    }
    keys.extend([
        ("total", Kind::Yen),
        ("new", Kind::Yen),
        ("committed", Kind::Yen),
        ("limits", Kind::Yen),
    ]);
    let mut rows = Vec::new();
    let past = |date: crate::calendar::Date| {
        if date < asked.plan.as_of {
            say(lang, "budget-past", &[])
        } else {
            date.to_string()
        }
    };
    let mut line = |first: [String; 3], numbers: [i64; 7]| {
        let [one_off, running, odd, total, new, committed, limits] = numbers;
        let mut cells = first.to_vec();
        cells.extend([one_off, running].map(|n| yen(n, lang)));
        if penalty {
            cells.push(yen(odd, lang));
        }
        cells.extend([total, new, committed, limits].map(|n| yen(n, lang)));
        rows.push(cells);
    };
    let mut sums = [0i64; 7];
    for s in &budget.sheets {
        let numbers = [
            s.one_off,
            s.running,
            s.penalty,
            s.total,
            s.new,
            s.committed,
            s.limits,
        ];
        for (sum, n) in sums.iter_mut().zip(numbers) {
            *sum = sum.saturating_add(n);
        }
        let label = wording::fiscal_year(s.fiscal_year, false, lang);
        line([label, past(s.request), past(s.vote)], numbers);
    }
    let total = say(lang, "budget-col-total", &[]);
    line([total, String::new(), String::new()], sums);
    let mut notes = vec![say(lang, "budget-note-years", &[])];
    if penalty {
        notes.push(say(lang, "budget-note-penalty", &[]));
    }
    if budget.rows.is_empty() {
        notes = vec![say(lang, "budget-empty", &[])];
    }
    Section {
        heading: say(lang, "budget-years", &[]),
        table: Some(Table {
            columns: columns(lang, &keys),
            rows,
            total: true,
        }),
        notes,
        ..Section::default()
    }
}

/// Heading of the first column.
pub(in crate::render::budget) fn heading_of(by: By, lang: Lang) -> String {
    say(lang, &format!("budget-by-{}", by.name()), &[])
}

/// What a line is called.
pub(in crate::render::budget) fn name_of(plan: &Plan, by: By, key: &str, lang: Lang) -> String {
    match by {
        By::FiscalYear => key
            .parse()
            .map_or_else(|_| clean(key), |y| wording::fiscal_year(y, false, lang)),
        By::System => names::systems(plan, key),
        By::Round => names::round(plan, key, lang),
        By::Instrument => names::instrument(key, lang),
        By::Kind => wording::money_kind(key, lang),
        By::Owner if key.is_empty() => say(lang, "budget-no-owner", &[]),
        By::Owner => clean(key),
    }
}

/// The rows, summed up; or the difference to another plan.
pub(super) fn groups(asked: &Asked<'_>, groups: &Groups, differs: bool, lang: Lang) -> Section {
    let by_year = groups.by == By::FiscalYear;
    let penalty = groups.sum.penalty != 0 || groups.groups.iter().any(|g| g.penalty != 0);
    let mut all = vec![Column {
        title: heading_of(groups.by, lang),
        kind: Kind::Text,
    }];
    if by_year {
        all.extend(columns(
            lang,
            &[("one-off", Kind::Yen), ("running", Kind::Yen)],
        ));
        if penalty {
            all.extend(columns(lang, &[("penalty", Kind::Yen)]));
        }
    } else {
        all.extend(groups.years.iter().map(|y| Column {
            title: year(*y, lang),
            kind: Kind::Yen,
        }));
    }
    all.extend(columns(lang, &[("total", Kind::Yen)]));
    let cells = |name: String, group: &Group| {
        let mut cells = vec![name];
        if by_year {
            cells.extend([group.one_off, group.running].map(|n| yen(n, lang)));
            if penalty {
                cells.push(yen(group.penalty, lang));
            }
        } else {
            cells.extend(groups.years.iter().map(|y| yen(group.in_year(*y), lang)));
        }
        cells.push(yen(group.total, lang));
        cells
    };
    let mut rows: Vec<Vec<String>> = groups
        .groups
        .iter()
        .map(|g| cells(name_of(asked.plan, groups.by, &g.key, lang), g))
        .collect();
    rows.push(cells(say(lang, "budget-col-total", &[]), &groups.sum));
    let by = heading_of(groups.by, lang);
    let (key, notes) = match (differs, groups.groups.is_empty()) {
        (true, true) => ("budget-difference", vec![say(lang, "budget-same", &[])]),
        (true, false) => (
            "budget-difference",
            vec![say(lang, "budget-note-difference", &[])],
        ),
        (false, true) => ("budget-grouped", vec![say(lang, "budget-empty", &[])]),
        (false, false) => ("budget-grouped", Vec::new()),
    };
    let other = asked.against.filter(|_| differs);
    let names: Vec<String> = other
        .into_iter()
        .flat_map(|plan| &plan.scenarios)
        .map(|s| wording::name_or_id(&s.name, &s.id))
        .collect();
    let against = (!names.is_empty()).then(|| {
        let names = names.join(&say(lang, "summary-joint", &[]));
        say(lang, "budget-against", &[("names", &names)])
    });
    Section {
        heading: say(lang, key, &[("by", &by)]),
        lines: against.into_iter().collect(),
        table: Some(Table {
            columns: all,
            rows,
            total: true,
        }),
        notes,
        ..Section::default()
    }
}

/// Who pays: subsidies beside the city's own money.
pub(super) fn sources(asked: &Asked<'_>, lang: Lang) -> Option<Section> {
    let budget = asked.budget;
    let subsidies = &budget.sources.subsidies;
    if subsidies.is_empty() {
        return None;
    }
    let mut all = columns(lang, &[("year", Kind::Text), ("total", Kind::Yen)]);
    for subsidy in subsidies {
        let args = [
            ("name", clean(&subsidy.name)),
            ("rate", subsidy.rate.to_string()),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        all.push(Column {
            title: say(lang, "budget-col-subsidy", &args),
            kind: Kind::Yen,
        });
    }
    all.extend(columns(lang, &[("own", Kind::Yen)]));
    let line = |label: String, year: Option<i32>| {
        let of = |years: &std::collections::BTreeMap<i32, i64>| match year {
            Some(year) => years.get(&year).copied().unwrap_or(0),
            None => sum(years.values().copied()),
        };
        let shares: Vec<i64> = subsidies.iter().map(|s| of(&s.years)).collect();
        let own = of(&budget.sources.own);
        let total = sum(shares.iter().copied()).saturating_add(own);
        let mut cells = vec![label, yen(total, lang)];
        cells.extend(shares.into_iter().map(|share| yen(share, lang)));
        cells.push(yen(own, lang));
        cells
    };
    let mut rows: Vec<Vec<String>> = budget
        .years
        .iter()
        .map(|year| line(wording::fiscal_year(*year, false, lang), Some(*year)))
        .collect();
    rows.push(line(say(lang, "budget-col-total", &[]), None));
    let mut notes = vec![say(lang, "budget-note-sources", &[])];
    for subsidy in subsidies {
        let eligible = sum(subsidy.eligible.values().copied());
        let args = [
            ("name", clean(&subsidy.name)),
            ("eligible", wording::grouped(eligible)),
            ("rate", subsidy.rate.to_string()),
            ("cap", subsidy.cap.map(wording::grouped).unwrap_or_default()),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let key = match subsidy.cap {
            Some(_) => "budget-subsidy-capped",
            None => "budget-subsidy",
        };
        let mut said = say(lang, key, &args);
        if subsidy.assumed {
            said.push_str(&say(lang, "budget-subsidy-assumed", &[]));
        }
        notes.push(said);
    }
    Some(Section {
        heading: say(lang, "budget-sources", &[]),
        table: Some(Table {
            columns: all,
            rows,
            total: true,
        }),
        notes,
        ..Section::default()
    })
}
