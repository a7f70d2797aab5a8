//! The facts that can keep a plan from being sound, and what it means that one does not hold.
//!
//! Each is *relaxed* by changing the inventory so that the fact no longer binds: a contract without
//! an end, a vendor without a limit. A relaxed fact only allows more.

use crate::calendar::{Calendar, Duration, FiscalYear, LAST_YEAR, Range};
use crate::facts::segment;
use crate::inventory::{Capacity, InstrumentKind, Inventory, LinkKind, Money, SystemIx};
use chrono::Months;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a fact is about, by indices of the inventory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    /// Closed days before a go-live day.
    Window,
    /// A hard blackout.
    Blackout(usize),
    /// From notice to ★ of these rounds.
    Lead(Vec<usize>),
    /// Money that is asked for in its season.
    Season,
    /// The last fiscal year of voted money.
    Until(usize),
    /// How long a round's service may run, and how often it is extended.
    Term(usize),
    RoundSteps(usize),
    /// The end of a platform's support.
    Platform(usize),
    /// Notice and number of the extensions of a contract, of hardware.
    ContractNotice(usize),
    HardwareNotice(usize),
    ContractSteps(usize),
    HardwareSteps(usize),
    /// What a vendor or team can do.
    Cutovers(usize),
    Builds(usize),
    /// A system goes live after another, or together with it.
    Link(usize, usize),
    /// ★ to ▲ of these rounds.
    Work(Vec<usize>),
    /// A deadline.
    Deadline(usize),
    ContractEnds(usize),
    HardwareExpires(usize),
    /// The first day a product can be built with.
    Available(usize),
}

/// A fact that may be a member of a clash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) path: String,
    pub(super) about: About,
}

/// Steps of extension that are as good as no limit.
const NO_LIMIT: u32 = 60;

/// Every fact that can bear on gaps, hard deadlines and go-live days, those that are least likely to
/// be changed first: where a clash can be told in several ways, it is told by the later ones.
///
/// `soft`: soft deadlines too.
pub(super) fn candidates(inventory: &Inventory, soft: bool) -> Vec<Candidate> {
    let mut all = Vec::new();
    let mut add = |path: Option<String>, about: About| {
        all.extend(path.map(|path| Candidate { path, about }));
    };
    let known = |path: String| written(inventory, path);
    let rules = inventory.calendar.rules();
    if rules.window.closed_days > 1 {
        add(known("calendar.window.closed-days".into()), About::Window);
    }
    for (b, blackout) in rules.blackouts.iter().enumerate() {
        let named = blackout.systems.is_empty() && blackout.businesses.is_empty();
        let mut systems = inventory.systems.iter();
        let bears = named
            || systems.any(|s| {
                blackout.systems.contains(&s.id)
                    || blackout.businesses.iter().any(|x| s.businesses.contains(x))
            });
        if blackout.hard && bears {
            let path = format!("calendar.blackout.{}.hard", segment(&blackout.id));
            add(known(path), About::Blackout(b));
        }
    }
    let (leads, works) = lengths(inventory);
    for (path, rounds) in leads {
        add(Some(path), About::Lead(rounds));
    }
    let asked = inventory
        .rounds
        .iter()
        .any(|r| !r.in_house() && r.money == Money::None);
    if asked {
        add(known("calendar.budget.request.to".into()), About::Season);
    }
    for (r, round) in inventory.rounds.iter().enumerate() {
        let at = format!("procurement.{}", segment(&round.id));
        if matches!(round.money, Money::Voted { .. }) {
            let until = known(format!("{at}.money.until"));
            let path = until.or_else(|| known(format!("{at}.money.fiscal-year")));
            add(path, About::Until(r));
        }
        if round.term.is_some() {
            add(known(format!("{at}.term")), About::Term(r));
        }
        if round.extend.is_some() {
            add(known(format!("{at}.extend.at-most")), About::RoundSteps(r));
        }
    }
    for (p, platform) in inventory.platforms.iter().enumerate() {
        if platform.supported_until.is_some() {
            let path = format!("platform.{}.supported-until", segment(&platform.id));
            add(known(path), About::Platform(p));
        }
    }
    let contracts =
        || (0..inventory.contracts.len()).filter(|c| !inventory.contracts[*c].users.is_empty());
    let hardware = || used_hardware(inventory).into_iter();
    let contract = |c: usize| format!("contract.{}", segment(&inventory.contracts[c].id));
    let machine = |h: usize| format!("hardware.{}", segment(&inventory.hardware[h].id));
    for c in contracts() {
        add(
            known(format!("{}.notice.by", contract(c))),
            About::ContractNotice(c),
        );
    }
    for h in hardware() {
        add(
            known(format!("{}.notice.by", machine(h))),
            About::HardwareNotice(h),
        );
    }
    for c in contracts() {
        add(
            known(format!("{}.extend.at-most", contract(c))),
            About::ContractSteps(c),
        );
    }
    for h in hardware() {
        add(
            known(format!("{}.extend.at-most", machine(h))),
            About::HardwareSteps(h),
        );
    }
    let busy: BTreeSet<usize> = inventory
        .rounds
        .iter()
        .filter_map(|r| r.provider)
        .map(|p| p.0)
        .collect();
    for p in busy {
        let provider = &inventory.providers[p];
        let kind = if provider.team { "team" } else { "vendor" };
        let at = format!("{kind}.{}", segment(&provider.id));
        if !provider.cutovers_per_month.periods.is_empty() {
            add(
                known(format!("{at}.cutovers-per-month")),
                About::Cutovers(p),
            );
        }
        if !provider.builds.periods.is_empty() {
            add(known(format!("{at}.builds")), About::Builds(p));
        }
    }
    for (s, system) in inventory.systems.iter().enumerate() {
        for (l, link) in system.links.iter().enumerate() {
            if link.kind != LinkKind::Soft {
                let to = &inventory.system(link.system).id;
                let path = format!("system.{}.after.{}", segment(&system.id), segment(to));
                add(known(path), About::Link(s, l));
            }
        }
    }
    for (path, rounds) in works {
        add(Some(path), About::Work(rounds));
    }
    for (d, deadline) in inventory.deadlines.iter().enumerate() {
        if deadline.hard || soft {
            let path = format!("deadline.{}.date", segment(&deadline.id));
            add(known(path), About::Deadline(d));
        }
    }
    for c in contracts() {
        add(
            known(format!("{}.ends", contract(c))),
            About::ContractEnds(c),
        );
    }
    for h in hardware() {
        add(
            known(format!("{}.expires", machine(h))),
            About::HardwareExpires(h),
        );
    }
    for (r, round) in inventory.rounds.iter().enumerate() {
        if round.available.is_some() {
            let path = format!("procurement.{}.available", segment(&round.id));
            add(known(path), About::Available(r));
        }
    }
    all
}

/// Hardware that serves a system now or would after a move.
fn used_hardware(inventory: &Inventory) -> BTreeSet<usize> {
    let now = inventory.systems.iter().filter_map(|s| s.hardware);
    let then = inventory.rounds.iter().filter_map(|r| r.hardware);
    now.chain(then).map(|h| h.0).collect()
}

/// The path, or the first one below it, of which a fact is written.
fn written(inventory: &Inventory, path: String) -> Option<String> {
    inventory
        .facts
        .at_or_below(&path)
        .map(|found| found.to_string())
}

/// The facts that say how long rounds take before ★ and after it, with the rounds that they are for:
/// what a round does not say follows from its method and its route.
fn lengths(inventory: &Inventory) -> (BTreeMap<String, Vec<usize>>, BTreeMap<String, Vec<usize>>) {
    let (mut leads, mut works) = (BTreeMap::new(), BTreeMap::new());
    let add = |to: &mut BTreeMap<String, Vec<usize>>, paths: &[String], round: usize| {
        let path = paths.iter().find(|p| inventory.facts.contains_key(p));
        if let Some(path) = path {
            to.entry(path.clone()).or_default().push(round);
        }
    };
    for (r, round) in inventory.rounds.iter().enumerate() {
        let at = format!("procurement.{}", segment(&round.id));
        if !round.in_house() && !round.method.lead.is_zero() {
            let kind = inventory.calendar.rules().methods.iter();
            let kinds = kind
                .filter(|m| m.lead == round.method.lead)
                .map(|m| m.kind.as_str());
            let mut paths = vec![format!("{at}.method.lead")];
            let own = inventory.facts.get(&format!("{at}.method.kind"));
            let mut kinds = kinds.filter(|k| own.is_none_or(|o| o.value == *k));
            paths.extend(
                kinds
                    .next()
                    .map(|kind| format!("calendar.method.{kind}.lead")),
            );
            add(&mut leads, &paths, r);
        }
        let routes = inventory.systems.iter().flat_map(|s| &s.routes);
        let route = routes.into_iter().find_map(|route| {
            let bridge = &inventory.routes.bridges[route.bridge].id;
            let target = &inventory.routes.targets[route.target].id;
            if route.target_round.0 == r {
                Some(format!("routes.target.{}.move.length", segment(target)))
            } else if route.bridge_round.is_some_and(|b| b.0 == r) {
                Some(format!("routes.bridge.{}.move.length", segment(bridge)))
            } else {
                None
            }
        });
        let paths: Vec<String> = std::iter::once(format!("{at}.work")).chain(route).collect();
        add(&mut works, &paths, r);
    }
    (leads, works)
}

impl About {
    /// Changes the inventory so that the fact no longer binds.
    pub(super) fn relax(&self, inventory: &mut Inventory) {
        let never = inventory.planning_end() + Months::new(24);
        match self {
            About::Window | About::Blackout(_) => {
                let mut rules = inventory.calendar.rules().clone();
                match self {
                    About::Blackout(b) => rules.blackouts[*b].hard = false,
                    _ => rules.window.closed_days = 1,
                }
                inventory.calendar = Calendar::new(rules);
            }
            About::Lead(rounds) => {
                for r in rounds {
                    inventory.rounds[*r].method.lead = Duration::Days(0);
                }
            }
            About::Season => {
                let fiscal_year = FiscalYear::of(inventory.as_of);
                for round in &mut inventory.rounds {
                    if round.money == Money::None {
                        round.money = Money::Voted {
                            fiscal_year,
                            instrument: InstrumentKind::DebtBurden,
                            until: FiscalYear(LAST_YEAR),
                        };
                    }
                    round.supplementary.get_or_insert_with(String::new);
                }
            }
            About::Until(r) => {
                if let Money::Voted { until, .. } = &mut inventory.rounds[*r].money {
                    *until = FiscalYear(LAST_YEAR);
                }
            }
            About::Term(r) => inventory.rounds[*r].term = None,
            About::RoundSteps(r) => {
                let extend = inventory.rounds[*r].extend.as_mut();
                extend.into_iter().for_each(|e| e.at_most = NO_LIMIT);
            }
            About::Platform(p) => inventory.platforms[*p].supported_until = None,
            About::ContractNotice(c) => inventory.contracts[*c].notice = None,
            About::HardwareNotice(h) => inventory.hardware[*h].notice = None,
            About::ContractSteps(c) => {
                let extend = inventory.contracts[*c].extend.as_mut();
                extend.into_iter().for_each(|e| e.at_most = NO_LIMIT);
            }
            About::HardwareSteps(h) => {
                let extend = inventory.hardware[*h].extend.as_mut();
                extend.into_iter().for_each(|e| e.at_most = NO_LIMIT);
            }
            About::Cutovers(p) => inventory.providers[*p].cutovers_per_month = Capacity::default(),
            About::Builds(p) => inventory.providers[*p].builds = Capacity::default(),
            About::Link(s, l) => {
                // Its place stays, so that the others keep theirs.
                inventory.systems[*s].links[*l].kind = LinkKind::Soft;
                inventory.systems[*s].links[*l].interface = None;
            }
            About::Work(rounds) => {
                for r in rounds {
                    let round = &mut inventory.rounds[*r];
                    let mut days = 1;
                    for activity in Arc::make_mut(&mut round.activities) {
                        activity.length = activity.length.map(|_| Duration::Days(1));
                        days += 1;
                    }
                    round.work = Range::only(Duration::Days(days));
                }
            }
            About::Deadline(d) => {
                let deadline = &mut inventory.deadlines[*d];
                deadline.hard = false;
                deadline.weight = 0;
            }
            About::ContractEnds(c) => inventory.contracts[*c].ends = never,
            About::HardwareExpires(h) => inventory.hardware[*h].expires = never,
            About::Available(r) => inventory.rounds[*r].available = None,
        }
    }
}

/// Whether a system is served by what a fact is about: those are told first.
pub(super) fn concerns(inventory: &Inventory, about: &About) -> Vec<SystemIx> {
    let all = || (0..inventory.systems.len()).map(SystemIx).collect();
    let of_rounds = |rounds: &[usize]| {
        let mut systems: Vec<SystemIx> = rounds
            .iter()
            .flat_map(|r| inventory.rounds[*r].systems.iter().copied())
            .collect();
        systems.sort_unstable();
        systems.dedup();
        systems
    };
    let of_provider = |p: usize| {
        let rounds = 0..inventory.rounds.len();
        let mine = rounds.filter(|r| inventory.rounds[*r].provider.is_some_and(|x| x.0 == p));
        of_rounds(&mine.collect::<Vec<_>>())
    };
    match about {
        About::Window | About::Blackout(_) | About::Season | About::Platform(_) => all(),
        About::Lead(rounds) | About::Work(rounds) => of_rounds(rounds),
        About::Until(r) | About::Term(r) | About::RoundSteps(r) | About::Available(r) => {
            of_rounds(&[*r])
        }
        About::ContractNotice(c) | About::ContractSteps(c) | About::ContractEnds(c) => {
            inventory.contracts[*c].users.clone()
        }
        About::HardwareNotice(h) | About::HardwareSteps(h) | About::HardwareExpires(h) => {
            inventory.hardware[*h].users.clone()
        }
        About::Cutovers(p) | About::Builds(p) => of_provider(*p),
        About::Link(s, l) => vec![SystemIx(*s), inventory.systems[*s].links[*l].system],
        About::Deadline(d) => match &inventory.deadlines[*d].systems {
            named if !named.is_empty() => named.clone(),
            _ => all(),
        },
    }
}
