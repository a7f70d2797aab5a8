//! Rounds: those written as `[[procurement]]`, and what they share with the defaults of routes.

use super::context::{Context, Kind};
use super::fields::{Fields, read_record};
use super::ids::Record;
use super::routes_file::{WORK_KINDS, same_activity};
use super::terms::{self, extend, notice};
use super::values;
use crate::calendar::{Calendar, Date, Duration, FiscalYear, Range};
use crate::diag::{Code, Finding};
use crate::inventory::{
    ActivityRule, Cost, CostPer, Extend, HardwareIx, InstrumentKind, Method, MethodKind, Money,
    MoveRule, Notice, PlatformIx, ProviderIx, SystemIx, WorkKind,
};
use crate::source::Span;
use std::sync::Arc;

pub(super) const METHODS: [(&str, MethodKind); 6] = [
    ("open", MethodKind::Open),
    ("designated", MethodKind::Designated),
    ("proposal", MethodKind::Proposal),
    ("negotiated", MethodKind::Negotiated),
    ("small", MethodKind::Small),
    ("in-house", MethodKind::InHouse),
];

const PERS: [(&str, CostPer); 3] = [
    ("once", CostPer::Once),
    ("month", CostPer::Month),
    ("year", CostPer::Year),
];

#[derive(Clone, Copy)]
enum MoneyState {
    None,
    Voted,
    Signed,
}

const MONEY_STATES: [(&str, MoneyState); 3] = [
    ("none", MoneyState::None),
    ("voted", MoneyState::Voted),
    ("signed", MoneyState::Signed),
];

/// The word of a method.
pub(super) fn method_name(kind: MethodKind) -> &'static str {
    METHODS
        .iter()
        .find(|(_, k)| *k == kind)
        .map_or("", |(name, _)| name)
}

/// A procurement as written: what is absent comes from the route it serves.
pub(super) struct Written {
    pub(super) id: String,
    pub(super) systems: Vec<SystemIx>,
    /// `None`: unreadable, and reported.
    pub(super) stage: Option<WorkKind>,
    pub(super) provider: Option<ProviderIx>,
    pub(super) units: u32,
    pub(super) method: Option<WrittenMethod>,
    pub(super) object: &'static str,
    pub(super) available: Option<Range<Date>>,
    pub(super) term: Option<Duration>,
    pub(super) work: Option<Range<Duration>>,
    pub(super) activities: Option<Arc<[ActivityRule]>>,
    pub(super) extend: Option<Extend>,
    pub(super) notice: Option<Notice>,
    pub(super) exit_fee: Option<Range<i64>>,
    pub(super) costs: Vec<Cost>,
    pub(super) money: Money,
    pub(super) supplementary: Option<String>,
    pub(super) platform: Option<PlatformIx>,
    pub(super) hardware: Option<HardwareIx>,
    pub(super) provenance: crate::facts::Provenance,
    pub(super) span: Span,
    pub(super) path: String,
    /// Where its systems and activities are written, and its method, where it is.
    pub(super) systems_span: Span,
    pub(super) activities_span: Span,
    pub(super) method_span: Option<Span>,
}

/// A method as written.
pub(super) struct WrittenMethod {
    pub(super) kind: MethodKind,
    pub(super) ground: Option<String>,
    pub(super) lead: Option<Duration>,
    pub(super) notice: Option<bool>,
}

pub(super) fn written(
    cx: &mut Context<'_>,
    record: &Record<'_>,
    defaults: &[&MoveRule],
) -> Option<Written> {
    read_record(cx, record.node, record.path.clone(), |f| {
        f.require(&["id", "systems", "stage"]);
        f.id();
        f.text("name");
        let object = f.word("object", &super::law_file::OBJECTS);
        let systems_span = f.span_of("systems");
        let systems = f.references("systems", Kind::System);
        if systems.as_ref().is_some_and(Vec::is_empty) && no_items(f, "systems") {
            let path = f.path_of("systems");
            f.cx.sink
                .push(Finding::new(Code::EmptyList, systems_span).path(path));
        }
        let mut systems: Vec<SystemIx> = systems
            .unwrap_or_default()
            .into_iter()
            .map(SystemIx)
            .collect();
        systems.sort_unstable();
        let stage = f.word("stage", &WORK_KINDS);
        let vendor = f.reference("vendor", Kind::Vendor);
        let team = f.reference("team", Kind::Team);
        exclusive(f, "vendor", "team");
        let method_span = f.span_of("method");
        let method = f.within("method", method).flatten();
        let method_span = method.is_some().then_some(method_span);
        let known = stage.and_then(|s| defaults.iter().find(|rule| rule.kind == s));
        let activities_span = f.span_of("activities");
        let activities = f.has("activities").then(|| {
            activities(f, "activities", known.map_or(&[], |rule| &rule.activities)).into()
        });
        let work_node = f.has("work");
        let work = work(f, "work");
        Written {
            id: record.id.clone(),
            systems,
            stage,
            provider: vendor.or(team).map(ProviderIx),
            units: f.number("units", 1, 1_000).unwrap_or(1),
            method,
            object: object.unwrap_or(super::law_file::SERVICES),
            available: f.first_days("available"),
            term: if f.has("term") {
                terms::positive(f, "term")
            } else {
                None
            },
            // A work time with a mistake was reported: nothing is said about what must fit in it.
            work: work.or_else(|| work_node.then_some(Range::only(Duration::Months(600)))),
            activities,
            extend: extend(f),
            notice: notice(f),
            exit_fee: f.yen("exit"),
            costs: costs(f),
            money: money(f),
            supplementary: f.text("supplementary"),
            platform: f.reference("platform", Kind::Platform).map(PlatformIx),
            hardware: f.reference("hardware", Kind::Hardware).map(HardwareIx),
            provenance: f.provenance(),
            span: f.span(),
            path: f.path.clone(),
            systems_span,
            activities_span,
            method_span,
        }
    })
}

fn no_items(f: &mut Fields<'_, '_, '_>, key: &'static str) -> bool {
    f.node(key)
        .and_then(|n| n.array())
        .is_some_and(<[_]>::is_empty)
}

/// Reports two keys of which only one may be written.
pub(super) fn exclusive(f: &mut Fields<'_, '_, '_>, one: &'static str, other: &'static str) {
    if f.has(one) && f.has(other) {
        let finding = Finding::new(Code::ExclusiveKeys, f.span_of(other))
            .label(f.span_of(one), "label-other-key")
            .arg("one", one)
            .arg("other", other)
            .path(f.path_of(other));
        f.cx.sink.push(finding);
    }
}

fn method(f: &mut Fields<'_, '_, '_>) -> Option<WrittenMethod> {
    f.require(&["kind"]);
    let kind = f.word("kind", &METHODS);
    let ground = f.text("ground");
    let lead = f.duration("lead");
    let notice = f.boolean("notice");
    f.boolean("urgent");
    Some(WrittenMethod {
        kind: kind?,
        ground,
        lead,
        notice,
    })
}

/// The method with the calendar's lead and notice for its kind.
pub(super) fn complete_method(
    calendar: &Calendar,
    written: Option<WrittenMethod>,
    default: MethodKind,
) -> Method {
    let kind = written.as_ref().map_or(default, |m| m.kind);
    let rule = calendar
        .rules()
        .methods
        .iter()
        .find(|rule| rule.kind == method_name(kind));
    let (ground, lead, notice) =
        written.map_or((None, None, None), |m| (m.ground, m.lead, m.notice));
    Method {
        kind,
        ground,
        lead: lead.or(rule.map(|r| r.lead)).unwrap_or(Duration::Days(0)),
        notice: notice.or(rule.map(|r| r.notice)).unwrap_or(false),
    }
}

/// ★ to ▲: more than nothing.
pub(super) fn work(f: &mut Fields<'_, '_, '_>, key: &'static str) -> Option<Range<Duration>> {
    let range = f.durations(key)?;
    let node = f.node(key)?;
    let path = f.path_of(key);
    values::positive(f.cx, node, &path, Some(range.high)).map(|_| range)
}

/// Activities in order; what is not said about one is as in the route's of the same id.
pub(super) fn activities(
    f: &mut Fields<'_, '_, '_>,
    key: &'static str,
    defaults: &[ActivityRule],
) -> Vec<ActivityRule> {
    f.each_named(key, "activity", |f| {
        f.require(&["id"]);
        let id = f.id();
        let name = super::routes_file::named(f, "name");
        let length = f.duration("length");
        let rehearsal = f.boolean("rehearsal");
        let configuration = f.boolean("configuration");
        let id = id?;
        let rule = same_activity(defaults, &id);
        Some(ActivityRule {
            name: name
                .or_else(|| rule.map(|r| r.name.clone()))
                .unwrap_or_else(|| crate::inventory::Named {
                    ja: id.clone(),
                    en: id.clone(),
                }),
            length,
            rehearsal: rehearsal
                .or(rule.map(|r| r.rehearsal))
                .unwrap_or_else(|| id.starts_with("rehearsal")),
            configuration: configuration
                .or(rule.map(|r| r.configuration))
                .unwrap_or(false),
            id,
        })
    })
}

/// Reports activities that do not fit into the work, or of which several have no length.
pub(super) fn activities_fit(
    f: &mut Fields<'_, '_, '_>,
    key: &'static str,
    activities: &[ActivityRule],
    work: Range<Duration>,
) {
    // What a city overrides is read before what is built in: the blame is on the city's.
    let (span, path) = (f.span_of(key).min(f.span_of("length")), f.path_of(key));
    if let Some(finding) = misfit(activities, work, span) {
        f.cx.sink.push(finding.path(path));
    }
}

/// The finding about activities that do not fit into the work.
pub(super) fn misfit(
    activities: &[ActivityRule],
    work: Range<Duration>,
    span: Span,
) -> Option<Finding> {
    if activities.iter().filter(|a| a.length.is_none()).count() > 1 {
        return Some(Finding::new(Code::ActivitiesTooLong, span).variant("open"));
    }
    let days: i64 = activities
        .iter()
        .filter_map(|a| a.length)
        .map(Duration::rough_days)
        .sum();
    let most = work.high.rough_days();
    (days > most).then(|| {
        Finding::new(Code::ActivitiesTooLong, span)
            .arg("days", days)
            .arg("most", most)
            .arg("work", work.high)
    })
}

fn costs(f: &mut Fields<'_, '_, '_>) -> Vec<Cost> {
    let costs = f.each("cost", |f| {
        f.require(&["per"]);
        let per = f.word("per", &PERS);
        let yen = super::currency::yen(f);
        let terms = terms::terms(f);
        let activity = f.text("activity");
        if activity.is_some() && per.is_some_and(|per| per != CostPer::Once) {
            let finding = Finding::new(Code::NoEffect, f.span_of("activity"))
                .variant("activity")
                .arg("key", "activity")
                .path(f.path_of("activity"));
            f.cx.sink.push(finding);
        }
        let name = f.text("name");
        Some(Cost {
            per: per?,
            yen: yen?,
            terms,
            activity,
            name,
        })
    });
    // The prices together are what a choice of route rests on.
    if let Some(node) = f.node("cost") {
        let word = |per| {
            PERS.iter()
                .find(|(_, p)| *p == per)
                .map_or("", |(word, _)| *word)
        };
        let all: Vec<String> = costs
            .iter()
            .map(|c| format!("{} {}", word(c.per), c.yen))
            .collect();
        let path = f.path_of("cost");
        f.cx.fact(path, all.join(", "), node);
    }
    costs
}

fn money(f: &mut Fields<'_, '_, '_>) -> Money {
    f.within("money", |f| {
        f.require(&["state"]);
        match f.word("state", &MONEY_STATES) {
            Some(MoneyState::None) => Some(Money::None),
            Some(MoneyState::Voted) => voted(f),
            Some(MoneyState::Signed) => {
                f.require(&["date"]);
                let date = f.first_day("date");
                let instrument = instrument(f);
                Some(Money::Signed {
                    date: date?,
                    instrument,
                })
            }
            // Which keys belong here is unknown without the state.
            None => {
                for key in [
                    "fiscal-year",
                    "instrument",
                    "until",
                    "date",
                    "reason",
                    "session",
                ] {
                    f.node(key);
                }
                None
            }
        }
    })
    .flatten()
    .unwrap_or(Money::None)
}

/// The instrument of money, and why and in which session it was carried over.
fn instrument(f: &mut Fields<'_, '_, '_>) -> Option<InstrumentKind> {
    let instruments = InstrumentKind::ALL.map(|kind| (kind.name(), kind));
    let instrument = f.word("instrument", &instruments);
    let (reason, session) = (f.text("reason"), f.text("session"));
    let carried = instrument == Some(InstrumentKind::CarryOver);
    if carried && (reason.is_none() || session.is_none()) {
        let finding = Finding::new(Code::CarryOverWithoutReason, f.span_of("instrument"))
            .path(f.path_of("instrument"));
        f.cx.sink.push(finding);
    }
    instrument
}

fn voted(f: &mut Fields<'_, '_, '_>) -> Option<Money> {
    f.require(&["fiscal-year"]);
    let year = |f: &mut Fields<'_, '_, '_>, key: &'static str| -> Option<FiscalYear> {
        let node = f.node(key)?;
        let path = f.path_of(key);
        values::fiscal_year(f.cx, node, &path)
    };
    let fiscal_year = year(f, "fiscal-year");
    let until = year(f, "until");
    let instrument = instrument(f).unwrap_or(InstrumentKind::Initial);
    let fiscal_year = fiscal_year?;
    let until = until.unwrap_or(fiscal_year);
    if until < fiscal_year {
        let finding = Finding::new(Code::ReversedRange, f.span_of("until"))
            .arg("low", fiscal_year.0)
            .arg("high", until.0)
            .path(f.path_of("until"));
        f.cx.sink.push(finding);
        return None;
    }
    Some(Money::Voted {
        fiscal_year,
        instrument,
        until,
    })
}
