//! `calendar.toml`: the city's file over the built-in one, as rules of time.

use super::context::{Context, Kind};
use super::fields::{Fields, read_record};
use super::trace::Shape;
use super::values;
use crate::calendar::{
    AmountLimit, Blackout, BudgetRules, CalendarRules, CouncilSession, Date, DatedHoliday,
    Duration, Law, LawEvent, MethodRule, MonthDay, TaxRate, WindowRules,
};
use crate::diag::{Code, Finding};
use crate::facts::Provenance;
use crate::inventory::read::{Node, Value};

const WEEKDAYS: [(&str, u32); 7] = [
    ("monday", 0),
    ("tuesday", 1),
    ("wednesday", 2),
    ("thursday", 3),
    ("friday", 4),
    ("saturday", 5),
    ("sunday", 6),
];

/// What an ordinance on 長期継続契約 may list.
const LONG_TERM: [(&str, &str); 2] = [("lease", "lease"), ("services", "services")];

const NEW_YEAR: MonthDay = MonthDay { month: 1, day: 1 };

/// Reads the rules of time. What is missing was reported and is filled with anything.
pub(super) fn read(cx: &mut Context<'_>, node: &Node) -> CalendarRules {
    read_record(cx, node, "calendar".to_owned(), |f| {
        f.record("fiscal-year", |f| f.word("first-day", &[("04-01", ())]));
        let closed = f.record("closed", closed).unwrap_or_default();
        let budget = f.record("budget", budget);
        let sessions = f.each_named("session", "session", session);
        let window = f.record("window", |f| WindowRules {
            closed_days: f.number("closed-days", 1, 30).unwrap_or(2),
            provenance: f.provenance(),
        });
        let blackouts = f.each_named("blackout", "blackout", blackout);
        let law_events = f
            .each_named("law-event", "law-event", law_event)
            .into_iter()
            .flatten()
            .collect();
        let methods = f.each_named("method", "method", method);
        let mut tax_rates: Vec<TaxRate> = f.each("tax", |f| {
            f.require(&["from", "percent"]);
            let (from, percent) = (f.since("from"), f.number("percent", 0, 100));
            Some(TaxRate {
                from: from?,
                percent: percent?,
            })
        });
        tax_rates.sort_by_key(|rate| rate.from);
        let long_term = f.record("long-term", |f| {
            let classes = super::subsidies::words(f, "classes", &LONG_TERM);
            let classes: Vec<String> = classes.into_iter().map(str::to_owned).collect();
            (classes, f.duration("limit"))
        });
        let (long_term_classes, long_term_limit) = long_term.unwrap_or_default();
        let law = super::law_file::read(f);
        CalendarRules {
            closed_weekdays: closed.weekdays,
            national_holidays: closed.national,
            closed_ranges: closed.ranges,
            added: closed.added,
            removed: closed.removed,
            budget: budget.unwrap_or_else(no_budget),
            sessions,
            window: window.unwrap_or(WindowRules {
                closed_days: 2,
                provenance: Provenance::default(),
            }),
            blackouts,
            law_events,
            methods,
            tax_rates,
            long_term_limit,
            long_term_classes,
            law,
            provenance: f.provenance(),
        }
    })
    .unwrap_or_else(|| CalendarRules {
        closed_weekdays: vec![5, 6],
        national_holidays: true,
        closed_ranges: Vec::new(),
        added: Vec::new(),
        removed: Vec::new(),
        budget: no_budget(),
        sessions: Vec::new(),
        window: WindowRules {
            closed_days: 2,
            provenance: Provenance::default(),
        },
        blackouts: Vec::new(),
        law_events: Vec::new(),
        methods: Vec::new(),
        tax_rates: Vec::new(),
        long_term_limit: None,
        long_term_classes: Vec::new(),
        law: Law::default(),
        provenance: Provenance::default(),
    })
}

fn no_budget() -> BudgetRules {
    BudgetRules {
        request_from: NEW_YEAR,
        request_to: NEW_YEAR,
        vote: NEW_YEAR,
        preparation_from: NEW_YEAR,
        precheck: None,
        provenance: Provenance::default(),
    }
}

#[derive(Default)]
struct Closed {
    weekdays: Vec<u32>,
    national: bool,
    ranges: Vec<(MonthDay, MonthDay)>,
    added: Vec<DatedHoliday>,
    removed: Vec<Date>,
}

fn closed(f: &mut Fields<'_, '_, '_>) -> Closed {
    f.require(&["weekdays", "national-holidays"]);
    let path = f.path_of("weekdays");
    let mut weekdays = Vec::new();
    if let Some(node) = f.node("weekdays") {
        match node.array() {
            Some(items) => weekdays.extend(
                items
                    .iter()
                    .filter_map(|i| values::word(f.cx, i, &path, "weekdays", &WEEKDAYS)),
            ),
            None => f.cx.wrong_type(node, &path, "list"),
        }
        let names: Vec<&str> = WEEKDAYS
            .iter()
            .filter(|(_, n)| weekdays.contains(n))
            .map(|(name, _)| *name)
            .collect();
        f.cx.fact(path.clone(), names.join(", "), node);
        if weekdays.len() == WEEKDAYS.len() {
            f.cx.sink
                .push(Finding::new(Code::NeverOpen, node.span).path(path));
        }
    }
    let national = f.boolean("national-holidays").unwrap_or(true);
    let ranges = f.each("ranges", |f| {
        f.require(&["from", "to"]);
        month_day(f, "from").zip(month_day(f, "to"))
    });
    let added = f.each("add", |f| {
        f.require(&["date"]);
        let (date, name) = (f.first_day("date"), f.text("name"));
        Some(DatedHoliday {
            date: date?,
            name: name.unwrap_or_default(),
        })
    });
    let path = f.path_of("remove");
    let mut removed = Vec::new();
    if let Some(node) = f.node("remove") {
        match node.array() {
            Some(items) => removed.extend(
                items
                    .iter()
                    .filter_map(|i| values::date(f.cx, i, &path, values::Edge::First)),
            ),
            None => f.cx.wrong_type(node, &path, "list"),
        }
        let days: Vec<String> = removed.iter().map(Date::to_string).collect();
        if !days.is_empty() {
            f.cx.fact(path, days.join(", "), node);
        }
    }
    Closed {
        weekdays,
        national,
        ranges,
        added,
        removed,
    }
}

fn budget(f: &mut Fields<'_, '_, '_>) -> BudgetRules {
    f.require(&["request", "vote", "preparation-from"]);
    let request = f
        .within("request", |f| {
            f.require(&["from", "to"]);
            (month_day(f, "from"), month_day(f, "to"))
        })
        .unwrap_or_default();
    let rules = BudgetRules {
        request_from: request.0.unwrap_or(NEW_YEAR),
        request_to: request.1.unwrap_or(NEW_YEAR),
        vote: month_day(f, "vote").unwrap_or(NEW_YEAR),
        preparation_from: month_day(f, "preparation-from").unwrap_or(NEW_YEAR),
        precheck: month_day(f, "precheck"),
        provenance: f.provenance(),
    };
    // Days of one budget year, April first.
    let order = |d: MonthDay| ((d.month + 8) % 12, d.day);
    for (before, after, key) in [
        (rules.request_from, rules.request_to, "request"),
        (rules.request_to, rules.vote, "vote"),
    ] {
        if request.0.is_some() && request.1.is_some() && order(before) > order(after) {
            let finding = Finding::new(Code::ReversedRange, f.span_of(key))
                .arg("low", show(before))
                .arg("high", show(after))
                .path(f.path_of(key));
            f.cx.sink.push(finding);
        }
    }
    rules
}

fn session(f: &mut Fields<'_, '_, '_>) -> Option<CouncilSession> {
    f.require(&["id", "request", "vote"]);
    let id = f.id();
    let name = f.text("name");
    let (request, vote) = (month_day(f, "request"), month_day(f, "vote"));
    let id = id?;
    Some(CouncilSession {
        name: name.unwrap_or_else(|| id.clone()),
        id,
        request: request?,
        vote: vote?,
        provenance: f.provenance(),
    })
}

fn blackout(f: &mut Fields<'_, '_, '_>) -> Option<Blackout> {
    f.require(&["id", "from", "to"]);
    let id = f.id();
    let name = f.text("name");
    let (from, to) = (month_day(f, "from"), month_day(f, "to"));
    let path = f.path_of("years");
    let mut years = Vec::new();
    if let Some(node) = f.node("years") {
        match node.array() {
            Some(items) => years.extend(
                items
                    .iter()
                    .filter_map(|i| values::number(f.cx, i, &path, 2000, 2070))
                    .filter_map(|y| i32::try_from(y).ok()),
            ),
            None => f.cx.wrong_type(node, &path, "list"),
        }
    }
    let businesses = f.texts("businesses").unwrap_or_default();
    for (business, span) in &businesses {
        let path = f.path_of("businesses");
        f.cx.known_business(business, *span, &path);
    }
    let systems = f.texts("systems").unwrap_or_default();
    f.references("systems", Kind::System);
    let hard = f.boolean("hard").unwrap_or(false);
    let price = f.yen("price").map_or(0, |range| range.high);
    let id = id?;
    Some(Blackout {
        name: name.unwrap_or_else(|| id.clone()),
        id,
        from: from?,
        to: to?,
        years,
        businesses: businesses.into_iter().map(|(b, _)| b).collect(),
        systems: systems.into_iter().map(|(s, _)| s).collect(),
        hard,
        price,
        provenance: f.provenance(),
    })
}

/// `Some(None)`: not known yet on the as-of date.
fn law_event(f: &mut Fields<'_, '_, '_>) -> Option<Option<LawEvent>> {
    f.require(&["id", "date"]);
    let id = f.id();
    let name = f.text("name");
    let (date, published) = (f.first_day("date"), f.first_day("published"));
    let known_from = f.since("known-from");
    let businesses = f.texts("businesses").unwrap_or_default();
    for (business, span) in &businesses {
        let path = f.path_of("businesses");
        f.cx.known_business(business, *span, &path);
    }
    let id = id?;
    let event = LawEvent {
        name: name.unwrap_or_else(|| id.clone()),
        id,
        date: date?,
        published,
        businesses: businesses.into_iter().map(|(b, _)| b).collect(),
        provenance: f.provenance(),
    };
    Some(Some(event).filter(|_| known_from.is_none_or(|day| day <= f.cx.as_of)))
}

fn method(f: &mut Fields<'_, '_, '_>) -> Option<MethodRule> {
    f.require(&["kind", "lead"]);
    let kind = f.word("kind", &super::rounds::METHODS);
    let lead = f.duration("lead");
    let notice = f.boolean("notice").unwrap_or(false);
    let needs_ground = f.boolean("needs-ground").unwrap_or(false);
    let mut limits: Vec<AmountLimit> = f.each("limits", |f| {
        f.require(&["from", "yen"]);
        let (from, yen) = (f.since("from"), f.yen("yen"));
        Some(AmountLimit {
            from: from?,
            yen: yen?.high,
        })
    });
    limits.sort_by_key(|limit| limit.from);
    super::law_file::steps(f);
    Some(MethodRule {
        kind: super::rounds::method_name(kind?).to_owned(),
        lead: lead.unwrap_or(Duration::Days(0)),
        notice,
        needs_ground,
        limits,
        provenance: f.provenance(),
    })
}

/// A day of every year: `"10-31"`.
fn month_day(f: &mut Fields<'_, '_, '_>, key: &'static str) -> Option<MonthDay> {
    let node = f.node(key)?;
    let path = f.path_of(key);
    f.cx.saw(node, || Shape::MonthDay);
    let Value::Text(raw) = &node.value else {
        f.cx.wrong_type(node, &path, "month-day");
        return None;
    };
    let folded = values::fold(raw);
    let day = folded.split_once('-').and_then(|(month, day)| {
        let number = |s: &str| s.parse::<u32>().ok().filter(|_| s.len() == 2);
        let (month, day) = (number(month)?, number(day)?);
        // 2024 is a leap year: 02-29 is a day of some years.
        Date::from_ymd_opt(2024, month, day).map(|_| MonthDay { month, day })
    });
    match day {
        Some(day) => f.cx.fact(path, show(day), node),
        None => {
            let finding = Finding::new(Code::BadDate, node.span)
                .variant("month-day")
                .arg("value", raw)
                .path(path);
            f.cx.sink.push(finding);
        }
    }
    day
}

fn show(day: MonthDay) -> String {
    format!("{:02}-{:02}", day.month, day.day)
}
