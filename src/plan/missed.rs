//! Gates that have passed without an actual, and what that costs: a second plan is made of the same
//! facts and the same day, in which all of them had been kept.

use super::axis::day;
use super::derive::{Part, parts};
use super::extension::{self, Passed};
use super::funding::{funding, may_sign};
use super::model::{Model, move_rule};
use super::search::Effort;
use super::state::State;
use super::{Plan, PlanSystem, PlanWarning, StageKind, Watch};
use crate::calendar::{Date, FiscalYear};
use crate::facts::Provenance;
use crate::inventory::{Actual, ContractIx, Event, HardwareIx, Money, RoundIx};
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};

/// Beyond this number of systems no second plan is made.
const MANY: usize = 100;

/// What a gate is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Round(usize),
    Contract(usize),
    Hardware(usize),
}

/// A last day that lies behind, with nothing recorded.
struct Gate {
    kind: &'static str,
    date: Date,
    /// The round that its milestone would have had.
    round: String,
    /// What would have been recorded instead.
    recorded: Vec<(Event, Date)>,
    systems: BTreeSet<usize>,
}

/// Adds a warning for each gate whose keeping would have made the plan of one of its systems
/// better.
pub(super) fn fill(
    model: &Model,
    state: &State,
    plan: &mut Plan,
    sources: &Sources,
    effort: Effort,
) {
    if model.systems.len() > MANY {
        return;
    }
    let gates = gates(model, &parts(model, state), plan);
    if gates.is_empty() {
        return;
    }
    let Some(kept) = with_gates_kept(model, &gates, sources, effort) else {
        return;
    };
    let mut told = Vec::new();
    for gate in gates.values() {
        for i in &gate.systems {
            let id = &model.inventory.systems[*i].id;
            let (Some(is), Some(would)) = (plan.system(id), kept.system(id)) else {
                continue;
            };
            told.extend(cost(gate, is, would));
        }
    }
    // What was said of money that lapsed is said with its cost now.
    for new in told {
        let same = |w: &&mut PlanWarning| {
            let round = |w: &PlanWarning| w.values.get("round").cloned();
            w.code == "missed-gate" && w.system == new.system && round(w) == round(&new)
        };
        match plan.warnings.iter_mut().find(same) {
            Some(known) => *known = new,
            None => plan.warnings.push(new),
        }
    }
}

/// The plan of the same facts with all gates kept; none where the verifier refuses it.
fn with_gates_kept(
    model: &Model,
    gates: &BTreeMap<Subject, Gate>,
    sources: &Sources,
    effort: Effort,
) -> Option<Plan> {
    let mut inventory = model.inventory.clone();
    for (subject, gate) in gates {
        let of = |ix: usize, of: fn(usize) -> Subject| (of(ix) == *subject).then_some(ix);
        let ix = match subject {
            Subject::Round(ix) | Subject::Contract(ix) | Subject::Hardware(ix) => *ix,
        };
        let span = match subject {
            Subject::Round(ix) => inventory.rounds.get(*ix)?.span,
            Subject::Contract(ix) => inventory.contracts.get(*ix)?.span,
            Subject::Hardware(ix) => inventory.hardware.get(*ix)?.span,
        };
        let recorded = gate.recorded.iter().map(|(event, date)| Actual {
            event: *event,
            date: *date,
            round: of(ix, Subject::Round).map(RoundIx),
            system: None,
            contract: of(ix, Subject::Contract).map(ContractIx),
            hardware: of(ix, Subject::Hardware).map(HardwareIx),
            path: String::new(),
            provenance: Provenance::default(),
            span,
        });
        inventory.actuals.extend(recorded);
    }
    inventory.actuals.sort_by_key(|a| (a.date, a.event, a.span));
    let watch = model.watch;
    let mut model = Model::new(&inventory);
    model.watch = watch;
    let state = super::proof::decide(&model, effort).state;
    // What a search that was cut has found tells nothing about cost.
    if watch.is_some_and(Watch::heed) {
        return None;
    }
    let mut plan = super::derive::plan(&model, &state, sources, Vec::new());
    super::network::fill(&model, &state, &mut plan);
    let sound = super::verify::verify(&inventory, &plan).is_empty();
    sound.then_some(plan)
}

/// What a system loses by a gate: days of gap, else of lateness, else until it goes live.
fn cost(gate: &Gate, is: &PlanSystem, would: &PlanSystem) -> Option<PlanWarning> {
    let gap = gap_days(is) - gap_days(would);
    let late = late_days(is) - late_days(would);
    let (now, could) = (last_cutover(is)?, last_cutover(would)?);
    let later = (now - could).num_days();
    let (code, days) = if gap > 0 {
        ("missed-gate-gap", gap)
    } else if late > 0 && gap == 0 {
        ("missed-gate-late", late)
    } else if later > 0 && gap == 0 && late == 0 {
        ("missed-gate-later", later)
    } else {
        return None;
    };
    let values = [
        ("milestone", gate.kind.to_owned()),
        ("round", gate.round.clone()),
        ("date", gate.date.to_string()),
        ("cutover", now.to_string()),
        ("could", could.to_string()),
        ("days", days.to_string()),
    ];
    let values = values.into_iter().map(|(k, v)| (k.to_owned(), v));
    Some(PlanWarning {
        code: code.to_owned(),
        system: is.id.clone(),
        values: values.collect(),
    })
}

fn gap_days(system: &PlanSystem) -> i64 {
    let gaps = system.stages.iter().filter(|s| s.kind == StageKind::Gap);
    gaps.map(|s| (s.to - s.from).num_days() + 1).sum()
}

fn late_days(system: &PlanSystem) -> i64 {
    let missed = system.deadlines.iter().filter(|d| !d.met);
    missed.map(|d| d.slack_days.saturating_neg().max(0)).sum()
}

fn last_cutover(system: &PlanSystem) -> Option<Date> {
    let cutovers = system.milestones.iter().filter(|m| m.kind == "cutover");
    cutovers.map(|m| m.date).max()
}

fn gates(model: &Model, parts: &[Part], plan: &Plan) -> BTreeMap<Subject, Gate> {
    let mut gates: BTreeMap<Subject, Gate> = BTreeMap::new();
    for part in parts {
        let id = &model.inventory.systems[part.system].id;
        let Some(shown) = plan.system(id) else {
            continue;
        };
        let mut add = |subject: Subject, gate: Gate| {
            let gate = gates.entry(subject).or_insert(gate);
            gate.systems.insert(part.system);
        };
        let gap = gap_days(shown) > 0;
        for m in &part.moves {
            let trouble = gap || late_days(shown) > 0;
            if let Some(gate) = of_round(model, m.index, m.sign, trouble) {
                add(Subject::Round(m.index), gate);
            }
        }
        if gap {
            of_extensions(model, part, &mut add);
        }
    }
    gates
}

/// The request, or the enquiry before it, that would have allowed an earlier ★; the voted money
/// that was not signed for.
fn of_round(model: &Model, index: usize, sign: Option<Date>, trouble: bool) -> Option<Gate> {
    let inventory = model.inventory;
    let (calendar, as_of) = (&inventory.calendar, inventory.as_of);
    let (round, acts) = (&inventory.rounds[index], &model.acts.rounds[index]);
    let sign = sign.filter(|s| *s >= as_of && acts.signed.is_none())?;
    let gate = |kind, date, recorded| Gate {
        kind,
        date,
        round: round.id.clone(),
        recorded,
        systems: BTreeSet::new(),
    };
    if let Money::Voted { fiscal_year, .. } = round.money {
        let last = fiscal_year.last_day();
        let signed = calendar.open_on_or_before(last);
        return (last < as_of && FiscalYear::of(sign) > fiscal_year)
            .then(|| gate("contract", last, vec![(Event::Signed, signed)]));
    }
    if !matches!(round.money, Money::None) {
        return None;
    }
    let rule = move_rule(inventory, RoundIx(index))?;
    let this = FiscalYear::of(as_of);
    // The season of this fiscal year; for who is in trouble, that of the year before as well.
    let years = [this.next(), this];
    for year in years.into_iter().take(if trouble { 2 } else { 1 }) {
        if year >= FiscalYear::of(sign) || acts.requested.is_some() || acts.voted.is_some() {
            continue;
        }
        let request = calendar.initial_budget(year).request_to;
        let enquiry = rule
            .enquiry
            .filter(|_| acts.enquired_for(request).is_none());
        let enquiry = enquiry.map(|e| calendar.open_on_or_before(e.before(request, calendar)));
        let (kind, date) = match enquiry.filter(|e| *e < as_of) {
            _ if request < as_of => ("budget_request", request),
            Some(enquiry) => ("enquiry", enquiry),
            None => continue,
        };
        let mut kept = acts.clone();
        let mut recorded = Vec::new();
        if kind == "enquiry" {
            kept.enquired = Some(date);
            recorded.push((Event::Enquired, date));
        } else {
            kept.requested = Some(date);
            recorded.push((Event::Requested, date));
        }
        // What was asked for in time was voted in time.
        let vote = calendar.initial_budget(year).vote;
        if vote < as_of {
            kept.voted = Some(vote);
            recorded.push((Event::Voted, vote));
        }
        let from = as_of.max(year.first_day());
        let from = round.available.map_or(from, |a| from.max(a));
        let mut days = from
            .iter_days()
            .take_while(|d| *d <= year.last_day() && day(*d) < day(sign));
        let may = |d: &Date| {
            may_sign(inventory, *d) && funding(inventory, rule, round, &kept, *d).is_some()
        };
        if days.any(|d| may(&d)) {
            return Some(gate(kind, date, recorded));
        }
    }
    None
}

/// Notice of, or request for, the next step of what carries a service that ends too early.
fn of_extensions(model: &Model, part: &Part, add: &mut impl FnMut(Subject, Gate)) {
    let inventory = model.inventory;
    let system = &inventory.systems[part.system];
    let gate = |of: String, n: usize, passed: Passed| Gate {
        kind: passed.kind,
        date: passed.date,
        round: format!("{of}/extension-{n}"),
        recorded: vec![(Event::Extended, passed.date)],
        systems: BTreeSet::new(),
    };
    let (calendar, as_of) = (&inventory.calendar, inventory.as_of);
    if let Some(ix) = system.contract.filter(|_| part.route.extends_contract) {
        let (c, acts) = (&inventory.contracts[ix.0], &model.acts.contracts[ix.0]);
        if let Some((n, p)) =
            extension::passed(calendar, as_of, c.ends, c.extend.as_ref(), c.notice, acts)
        {
            let of = format!("contract.{}", c.id);
            add(Subject::Contract(ix.0), gate(of, n, p));
        }
    }
    if let Some(ix) = system.hardware.filter(|_| part.route.extends_hardware) {
        let (h, acts) = (&inventory.hardware[ix.0], &model.acts.hardware[ix.0]);
        if let Some((n, p)) = extension::passed(
            calendar,
            as_of,
            h.expires,
            h.extend.as_ref(),
            h.notice,
            acts,
        ) {
            let of = format!("hardware.{}", h.id);
            add(Subject::Hardware(ix.0), gate(of, n, p));
        }
    }
    for m in &part.moves {
        let acts = &model.acts.rounds[m.index];
        let Some(term) = m.round.term.filter(|_| !acts.done.is_empty()) else {
            continue;
        };
        let end = term.after(m.first_cutover, &inventory.calendar) - chrono::Days::new(1);
        let acts = super::acts::ResourceActs {
            requested: None,
            voted: None,
            notice_given: None,
            extended: acts.extended.clone(),
        };
        if let Some((n, p)) = extension::passed(
            calendar,
            as_of,
            end,
            m.round.extend.as_ref(),
            m.round.notice,
            &acts,
        ) {
            add(Subject::Round(m.index), gate(m.round.id.clone(), n, p));
        }
    }
}
