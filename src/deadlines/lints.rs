//! Findings about deadlines that take a plan to see.

use crate::calendar::{Date, Duration};
use crate::diag::{Code, Finding};
use crate::facts::segment;
use crate::inventory::{Inventory, LinkKind, ProviderIx, System, SystemIx, waived};
use crate::plan::{Plan, PlanSystem, StageKind, Status};
use crate::report::wording;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Two cutovers of a vendor closer than this are told.
const A_WEEK: i64 = 7;

/// What is endangered from the as-of date on, within that time; waivers are kept, and those that
/// hide nothing of it are told.
pub fn lints(inventory: &Inventory, plan: &Plan, within: Option<Duration>) -> Vec<Finding> {
    let until = match within {
        Some(length) => length.last_day(plan.as_of, &inventory.calendar),
        None => Date::MAX,
    };
    let mut run = Run {
        inventory,
        plan,
        until,
        found: Vec::new(),
    };
    for (source, system) in inventory.systems.iter().zip(&plan.systems) {
        run.unplanned(source, system);
        run.gaps(source, system);
        run.late(source, system);
        run.law(source, system);
    }
    run.warnings();
    run.close_together();
    // Without a time that was asked for, the files themselves were looked into.
    if within.is_some() {
        run.notices();
    }
    waived(inventory, run.found)
}

struct Run<'a> {
    inventory: &'a Inventory,
    plan: &'a Plan,
    until: Date,
    found: Vec<Finding>,
}

fn path(system: &System) -> String {
    format!("system.{}", segment(&system.id))
}

impl Run<'_> {
    fn within(&self, date: Date) -> bool {
        date <= self.until
    }

    /// A system that no plan was found for.
    fn unplanned(&mut self, source: &System, system: &PlanSystem) {
        let status = self.plan.outcome.status;
        let none = matches!(status, Status::Infeasible | Status::Unknown);
        if none && system.milestones.is_empty() {
            let finding = Finding::new(Code::DeadlineEndangered, source.span)
                .variant("unplanned")
                .arg("system", &source.name)
                .path(path(source));
            self.found.push(finding);
        }
    }

    fn gaps(&mut self, source: &System, system: &PlanSystem) {
        for gap in system.stages.iter().filter(|s| s.kind == StageKind::Gap) {
            let from = gap.from.max(self.plan.as_of);
            if from > gap.to || !self.within(from) {
                continue;
            }
            let days = (gap.to - from).num_days() + 1;
            let finding = Finding::new(Code::NoCover, source.span)
                .arg("system", &source.name)
                .arg("from", from)
                .arg("to", gap.to)
                .arg("days", days)
                .extent(days)
                .path(path(source));
            self.found.push(finding);
        }
    }

    /// Deadlines that the plan misses.
    fn late(&mut self, source: &System, system: &PlanSystem) {
        for missed in system.deadlines.iter().filter(|d| !d.met) {
            if !self.within(missed.date) {
                continue;
            }
            let declared = self.inventory.deadlines.iter();
            let declared = declared.into_iter().find(|d| d.id == missed.id);
            let derived = self.plan.deadlines.iter().find(|d| d.id == missed.id);
            let name = derived.map_or("", |d| d.name.as_str());
            let days = missed.slack_days.saturating_neg();
            let variant = match declared {
                None => "overrun",
                Some(d) if d.hard => "hard",
                Some(_) => "",
            };
            let mut finding = Finding::new(Code::DeadlineEndangered, source.span)
                .variant(variant)
                .arg("system", &source.name)
                .arg("deadline", wording::name_or_id(name, &missed.id))
                .arg("date", missed.date)
                .arg("days", days)
                .extent(days)
                .path(path(source));
            if let Some(deadline) = declared {
                finding = finding.label(deadline.span, "label-deadline");
            }
            self.found.push(finding);
        }
    }

    /// Changes of law between the first rehearsal and ▲.
    fn law(&mut self, source: &System, system: &PlanSystem) {
        for cutover in &system.milestones {
            if cutover.kind != "cutover" || cutover.done || cutover.date < self.plan.as_of {
                continue;
            }
            let rehearsals = system.activities.iter();
            let rehearsals =
                rehearsals.filter(|a| a.round == cutover.round && a.id.starts_with("rehearsal"));
            let Some(frozen) = rehearsals.map(|a| a.from).min() else {
                continue;
            };
            for event in &self.inventory.calendar.rules().law_events {
                let mut serves = source.businesses.iter();
                let ours =
                    event.businesses.is_empty() || serves.any(|b| event.businesses.contains(b));
                let inside = frozen <= event.date && event.date <= cutover.date;
                if !ours || !inside || !self.within(event.date) {
                    continue;
                }
                let finding = Finding::new(Code::LawInFreeze, source.span)
                    .arg("system", &source.name)
                    .arg("name", &event.name)
                    .arg("date", event.date)
                    .arg("from", frozen)
                    .arg("cutover", cutover.date)
                    .path(path(source));
                self.found.push(finding);
            }
        }
    }

    /// What the plan itself warns of: gates that have passed, cutovers in a soft blackout.
    fn warnings(&mut self) {
        for warning in &self.plan.warnings {
            let value = |key: &str| warning.values.get(key).map_or("", String::as_str);
            let Some(ix) = self.inventory.system_by_id(&warning.system) else {
                continue;
            };
            let source = self.inventory.system(ix);
            let finding = match warning.code.as_str() {
                "soft-blackout" => {
                    let cutover = value("cutover").parse::<Date>();
                    if !cutover.is_ok_and(|day| self.within(day)) {
                        continue;
                    }
                    Finding::new(Code::CutoverInBlackout, source.span)
                        .arg("blackout", value("blackout"))
                        .arg("cutover", value("cutover"))
                }
                "ends-in-closed-days" => {
                    let cutover = value("cutover").parse::<Date>();
                    let Some((path, span)) = self.end_of(value("what")) else {
                        continue;
                    };
                    if cutover.is_ok_and(|day| self.within(day)) {
                        let finding = Finding::new(Code::EndsInClosedDays, span)
                            .variant("cutover")
                            .arg("date", value("date"))
                            .arg("cutover", value("cutover"))
                            .path(path);
                        self.found.push(finding);
                    }
                    continue;
                }
                code if code.starts_with("missed-gate") => {
                    let date = value("date").parse::<Date>();
                    // Voted money that the plan cannot use lapses on a day to come.
                    let ahead = date.is_ok_and(|day| day >= self.plan.as_of);
                    if !date.is_ok_and(|day| self.within(day)) {
                        continue;
                    }
                    Finding::new(Code::DeadlineEndangered, source.span)
                        .variant(if ahead { "lapse" } else { "gate" })
                        .arg("milestone", value("milestone"))
                        .arg("round", value("round"))
                        .arg("date", value("date"))
                        .extent(value("days").parse().unwrap_or(0))
                }
                _ => continue,
            };
            let finding = finding.arg("system", &source.name).path(path(source));
            self.found.push(finding);
        }
    }

    /// The fact that says when something ends, and where it is written.
    fn end_of(&self, what: &str) -> Option<(String, Span)> {
        let (kind, id) = what.split_once('.')?;
        let (key, span) = match kind {
            "contract" => {
                let mut all = self.inventory.contracts.iter();
                ("ends", all.find(|c| c.id == id)?.span)
            }
            "hardware" => {
                let mut all = self.inventory.hardware.iter();
                ("expires", all.find(|h| h.id == id)?.span)
            }
            _ => {
                let mut all = self.inventory.platforms.iter();
                ("supported-until", all.find(|p| p.id == id)?.span?)
            }
        };
        let path = format!("{kind}.{}.{key}", segment(id));
        let span = self
            .inventory
            .facts
            .get(&path)
            .map_or(span, |fact| fact.span);
        Some((path, span))
    }

    /// Notices that the plan needs, for steps of extension or so that something ends.
    fn notices(&mut self) {
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for m in self.plan.systems.iter().flat_map(|s| &s.milestones) {
            let ahead = m.kind == "notice" && !m.done && m.date >= self.plan.as_of;
            if !ahead || !self.within(m.date) || !told.insert(&m.round) {
                continue;
            }
            let base = m
                .round
                .rsplit_once("/extension-")
                .map_or(m.round.as_str(), |b| b.0);
            let inventory = self.inventory;
            let (path, span) = match base.split_once('.') {
                Some((kind @ ("contract" | "hardware"), id)) => {
                    let contract = inventory.contracts.iter().find(|c| c.id == id);
                    let hardware = inventory.hardware.iter().find(|h| h.id == id);
                    let span = match kind {
                        "contract" => contract.map(|c| c.span),
                        _ => hardware.map(|h| h.span),
                    };
                    (format!("{kind}.{}.notice", segment(id)), span)
                }
                _ => {
                    let round = inventory.rounds.iter().find(|r| r.id == base);
                    let path = format!("procurement.{}.notice", segment(base));
                    (path, round.map(|r| r.span))
                }
            };
            let Some(span) = span else { continue };
            let written = inventory.facts.get(&format!("{path}.by"));
            let end = self
                .plan
                .reasons
                .get(&m.reason)
                .and_then(|r| r.values.get("end"));
            let to_end = !m.round.contains("/extension-");
            let finding = Finding::new(
                Code::NoticeRunningOut,
                written.map_or(span, |fact| fact.span),
            )
            .variant(if to_end { "to-end" } else { "" })
            .arg("date", m.date)
            .arg("days", (m.date - self.plan.as_of).num_days())
            .arg("end", end.map_or("", String::as_str))
            .path(path);
            self.found.push(finding);
        }
    }

    /// Cutovers of one vendor that follow each other within a week, but for those that are one.
    fn close_together(&mut self) {
        let mut by: BTreeMap<ProviderIx, Vec<(Date, usize, &str)>> = BTreeMap::new();
        for (at, system) in self.plan.systems.iter().enumerate() {
            for m in system
                .milestones
                .iter()
                .filter(|m| m.kind == "cutover" && !m.done)
            {
                let round = self.inventory.round_by_id(&m.round);
                let provider = round.and_then(|ix| self.inventory.round(ix).provider);
                let vendor = provider.filter(|ix| !self.inventory.providers[ix.0].team);
                if let Some(vendor) = vendor.filter(|_| m.date >= self.plan.as_of) {
                    by.entry(vendor).or_default().push((m.date, at, &m.round));
                }
            }
        }
        for (vendor, mut cutovers) in by {
            cutovers.sort_unstable();
            for pair in cutovers.windows(2) {
                let [(first, one, a), (second, other, b)] = pair else {
                    continue;
                };
                let same = first == second && (a == b || self.together(*one, *other));
                let far = (*second - *first).num_days() >= A_WEEK;
                if same || far || one == other || !self.within(*first) {
                    continue;
                }
                let (Some(one), Some(other)) = (
                    self.inventory.systems.get(*one),
                    self.inventory.systems.get(*other),
                ) else {
                    continue;
                };
                let provider = &self.inventory.providers[vendor.0];
                let finding = Finding::new(Code::CutoversCloseTogether, other.span)
                    .arg("vendor", wording::name_or_id(&provider.name, &provider.id))
                    .arg("first", &one.name)
                    .arg("first-date", first)
                    .arg("second", &other.name)
                    .arg("second-date", second)
                    .label(one.span, "label-other-cutover")
                    .path(path(other));
                self.found.push(finding);
            }
        }
    }

    fn together(&self, one: usize, other: usize) -> bool {
        let linked = |from: usize, to: usize| {
            let links = self.inventory.systems.get(from).map(|s| s.links.iter());
            let mut links = links.into_iter().flatten();
            links.any(|l| l.kind == LinkKind::Together && l.system == SystemIx(to))
        };
        linked(one, other) || linked(other, one)
    }
}
