//! What an assignment is worth: the first four levels of the objective, part by part.

use super::axis::{Day, NEVER};
use super::charges::{self, Charge, RoundUse};
use super::levels::Levels;
use super::model::{Candidate, Model, RouteModel};
use super::state::Which;
use crate::inventory::Bounds;

/// One service stage as it is used: first ▲ (or start), last covered day of use, steps, and the
/// day before the next service begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Use {
    /// ▲ that began it; `Day::MIN` for the present service.
    pub(crate) cutover: Day,
    /// Last day it is needed.
    pub(crate) need: Day,
    /// Last day it is covered.
    pub(crate) cover: Day,
    /// Last day of service or reference.
    pub(crate) last: Day,
    /// Last day of reference; before the next ▲ when there is none.
    pub(crate) reference: Day,
    /// Extension steps: of the contract or the round; of the hardware.
    pub(crate) steps: [usize; 2],
    /// Slot of the ▲.
    pub(crate) slot: usize,
}

/// What follows from one system's route and ▲ days.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Local {
    pub(crate) levels: Levels,
    pub(crate) present: Use,
    pub(crate) bridge: Option<Use>,
    pub(crate) standard: Option<Use>,
    pub(crate) penalty: i64,
}

impl Local {
    /// ▲ of the standard, or never.
    pub(crate) fn standard_day(&self) -> Day {
        self.standard.map_or(NEVER, |u| u.cutover)
    }
}

/// What is known of the services of a system while one of its ▲ is tried on other days: days of gap
/// and use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stays {
    /// The present service, where the bridge stays.
    present: Option<(i64, Use)>,
    /// The service after the standard, where that stays.
    standard: Option<(i64, Use)>,
}

/// What the days that one ▲ is tried on lose at least.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Floor {
    i: usize,
    on: Bounds,
    /// What the other ▲ is late.
    lost: Levels,
    /// How far the service before can be carried.
    reach: Day,
}

impl Model<'_> {
    fn uncovered(&self, after: Day, to: Day) -> i64 {
        let from = (after.saturating_add(1)).max(self.count_from);
        let to = to.min(self.horizon.1);
        i64::from((to - from + 1).max(0))
    }

    /// Gap days of the present service alone.
    pub(crate) fn present_gap(&self, local: &Local) -> i64 {
        self.uncovered(local.present.cover, local.present.need)
    }

    /// Last day of reference to a service that is covered to `cover`, after a ▲.
    fn reference_end(&self, table: Option<usize>, cutover: &Candidate, cover: Day) -> Day {
        match table.and_then(|t| self.references[t].1.get(cutover.slot)) {
            Some(end) if cover >= cutover.day => cover.min(*end),
            _ => Day::MIN,
        }
    }

    /// What follows for system `i` on route `route` with these ▲ days; `first` is the slot of the
    /// first ▲ among the systems that share the bridge's round, from which its term runs.
    pub(crate) fn local(
        &self,
        i: usize,
        route: usize,
        bridge: Option<&Candidate>,
        standard: Option<&Candidate>,
        first: Option<usize>,
    ) -> Local {
        let stays = Stays {
            present: None,
            standard: None,
        };
        self.local_where(i, route, (bridge, standard), first, &stays)
    }

    /// What stays the same where the bridge of a system is tried on other days, its standard being as
    /// it is, or the other way round.
    pub(crate) fn stays(
        &self,
        i: usize,
        route: usize,
        (bridge, standard): (Option<&Candidate>, Option<&Candidate>),
    ) -> Stays {
        let route = &self.systems[i].routes[route];
        let present = bridge.map(|_| self.present_use(i, route, bridge, standard));
        let standard = standard.map(|c| self.standard_use(route, c));
        Stays { present, standard }
    }

    /// What the days that one ▲ of a system is tried on lose at least, the other ▲ being as it is;
    /// `first` as in [`Model::local`].
    pub(crate) fn floor(
        &self,
        i: usize,
        route: usize,
        which: Which,
        (bridge, standard): (Option<&Candidate>, Option<&Candidate>),
        first: Option<usize>,
    ) -> Floor {
        let (system, route) = (&self.systems[i], &self.systems[i].routes[route]);
        let on = match which {
            Which::Bridge => Bounds::BridgeCutover,
            Which::Standard => Bounds::StandardCutover,
        };
        let lost = match which {
            Which::Bridge => {
                let day = standard.map_or(self.last, |c| c.day);
                self.late(i, Bounds::StandardCutover, day)
            }
            Which::Standard => {
                let day = bridge.map_or(Day::MIN, |c| c.day);
                self.late(i, Bounds::BridgeCutover, day)
            }
        };
        let reach = match bridge.zip(route.bridge_round) {
            Some((c, round)) => {
                let slot = first.map_or(c.slot, |f| f.min(c.slot));
                let longest = self.rounds[round].ends.get(slot).and_then(|e| e.last());
                let begun = self.axis.service_start(c.day) - 1;
                longest
                    .map_or(NEVER, |e| *e)
                    .min(route.limits[0])
                    .max(begun)
            }
            None => {
                let contract = system.contract.map(|c| &self.carriers[c]);
                let hardware = system.hardware.map(|h| &self.carriers[h]);
                (system.platform_end)
                    .min(contract.map_or(NEVER, |c| c.reach(route.extends_contract)))
                    .min(hardware.map_or(NEVER, |h| h.reach(route.extends_hardware)))
            }
        };
        Floor { i, on, lost, reach }
    }

    /// What a ▲ on a day loses at least in gap and lateness; the later the day, the more.
    #[inline]
    pub(crate) fn lost_at_least(&self, floor: &Floor, cutover: Day) -> Levels {
        let mut levels = floor.lost;
        self.count_late(floor.i, floor.on, cutover, &mut levels);
        let need = self.axis.service_start(cutover) - 1;
        levels.add(self.at.gap, self.uncovered(floor.reach, need));
        levels
    }

    /// As [`Model::local`], with what is known of it.
    #[inline]
    pub(crate) fn local_where(
        &self,
        i: usize,
        route: usize,
        (bridge, standard): (Option<&Candidate>, Option<&Candidate>),
        first: Option<usize>,
        stays: &Stays,
    ) -> Local {
        let mut local = Local::default();
        let levels = &mut local.levels;
        self.rerouted(i, route, levels);
        let route = &self.systems[i].routes[route];
        let (mut gap, present) = match stays.present {
            Some(known) => known,
            None => self.present_use(i, route, bridge, standard),
        };
        local.present = present;
        let between = bridge.zip(route.bridge_round);
        if let Some((c, round)) = between {
            let slot = first.map_or(c.slot, |f| f.min(c.slot));
            let (days, used) = self.bridge_use(route, round, c, slot, standard);
            local.bridge = Some(used);
            local.penalty += self.penalty(c);
            gap += days;
            self.moved(i, Bounds::BridgeCutover, c.day, levels);
        }
        if let Some(c) = standard {
            let (days, used) = match stays.standard {
                Some(known) => known,
                None => self.standard_use(route, c),
            };
            local.standard = Some(used);
            local.penalty += self.penalty(c);
            gap += days;
            self.moved(i, Bounds::StandardCutover, c.day, levels);
        }
        levels.add(self.at.gap, gap);
        let bridge_day = bridge.map_or(Day::MIN, |c| c.day);
        self.count_late(i, Bounds::BridgeCutover, bridge_day, levels);
        let standard_day = standard.map_or(self.last, |c| c.day);
        self.count_late(i, Bounds::StandardCutover, standard_day, levels);
        levels.add(self.at.yen, local.penalty);
        local
    }

    /// The present service until the next one begins, as far as contract, hardware and platform
    /// carry it, with its gap days.
    pub(crate) fn present_use(
        &self,
        i: usize,
        route: &RouteModel,
        bridge: Option<&Candidate>,
        standard: Option<&Candidate>,
    ) -> (i64, Use) {
        let system = &self.systems[i];
        let next = bridge.or(standard);
        let need = next.map_or(NEVER, |c| self.axis.service_start(c.day) - 1);
        let contract = system.contract.map(|c| &self.carriers[c]);
        let hardware = system.hardware.map(|h| &self.carriers[h]);
        let reach = need
            .min(contract.map_or(NEVER, |c| c.reach(route.extends_contract)))
            .min(hardware.map_or(NEVER, |h| h.reach(route.extends_hardware)))
            .min(system.platform_end);
        let steps = [
            contract.map_or(0, |c| c.steps_for(reach, route.extends_contract)),
            hardware.map_or(0, |h| h.steps_for(reach, route.extends_hardware)),
        ];
        let cover = system
            .platform_end
            .min(contract.map_or(NEVER, |c| c.end_after(steps[0])))
            .min(hardware.map_or(NEVER, |h| h.end_after(steps[1])));
        let [after_bridge, after_standard] = route.references;
        let reference = match (bridge, standard) {
            (Some(c), _) => self.reference_end(after_bridge, c, cover),
            (None, Some(c)) => self.reference_end(after_standard, c, cover),
            (None, None) => Day::MIN,
        };
        let used = Use {
            cutover: Day::MIN,
            need,
            cover,
            last: need.min(cover).max(reference),
            reference,
            steps,
            slot: 0,
        };
        (self.uncovered(cover, need), used)
    }

    /// The service after a ▲ of the bridge `c` until the standard begins; its term runs from `slot`.
    pub(crate) fn bridge_use(
        &self,
        route: &RouteModel,
        round: usize,
        c: &Candidate,
        slot: usize,
        standard: Option<&Candidate>,
    ) -> (i64, Use) {
        let need = standard.map_or(NEVER, |s| self.axis.service_start(s.day) - 1);
        let round = &self.rounds[round];
        let ends: &[Day] = round.ends.get(slot).map_or(&[], Vec::as_slice);
        let (cover, steps) = self.bridge_cover(ends, route.limits[0], need);
        let from = self.axis.service_start(c.day);
        let gap = self.uncovered(cover.max(from - 1), need);
        let after = route.references[1];
        let reference = standard.map_or(Day::MIN, |s| self.reference_end(after, s, cover));
        let used = Use {
            cutover: c.day,
            need,
            cover,
            last: need.min(cover).max(reference),
            reference,
            steps: [steps, 0],
            slot,
        };
        (gap, used)
    }

    /// The service after a ▲ of the standard.
    pub(crate) fn standard_use(&self, route: &RouteModel, c: &Candidate) -> (i64, Use) {
        let cover = route.limits[1];
        let from = self.axis.service_start(c.day);
        let used = Use {
            cutover: c.day,
            need: NEVER,
            cover,
            last: cover,
            reference: Day::MIN,
            steps: [0, 0],
            slot: c.slot,
        };
        (self.uncovered(cover.max(from - 1), NEVER), used)
    }

    /// Lateness of a ▲ against the deadlines on it.
    pub(crate) fn late(&self, i: usize, on: Bounds, cutover: Day) -> Levels {
        let mut levels = Levels::default();
        self.count_late(i, on, cutover, &mut levels);
        levels
    }

    fn count_late(&self, i: usize, on: Bounds, cutover: Day, levels: &mut Levels) {
        for (bounds, date, weight, hard) in &self.systems[i].deadlines {
            let days = i64::from(cutover.saturating_sub(*date).max(0));
            if *bounds == on && *hard {
                levels.add(self.at.hard, days);
            } else if *bounds == on {
                levels.add(self.at.late, days * weight);
            }
        }
    }

    pub(crate) fn penalty(&self, c: &Candidate) -> i64 {
        if (self.horizon.0..=self.horizon.1).contains(&c.day) {
            c.penalty
        } else {
            0
        }
    }

    fn bridge_cover(&self, ends: &[Day], limit: Day, need: Day) -> (Day, usize) {
        let Some(longest) = ends.last() else {
            return (limit, 0);
        };
        let reach = need.min(limit).min(*longest);
        let steps = ends
            .iter()
            .position(|e| *e >= reach)
            .unwrap_or(ends.len() - 1);
        (ends[steps].min(limit), steps)
    }

    /// Charges of a contract or hardware, as its users use it.
    pub(crate) fn carrier_charges(
        &self,
        carrier: usize,
        present: &impl Fn(usize) -> Option<Use>,
        emit: &mut impl FnMut(Charge),
    ) {
        let (last, steps) = self.carrier_use(carrier, present);
        if last > Day::MIN {
            charges::carrier(self, &self.carriers[carrier], last, steps, emit);
        }
    }

    /// The last day on which a contract or hardware is used, and the steps by which it is extended.
    pub(crate) fn carrier_use(
        &self,
        carrier: usize,
        present: &impl Fn(usize) -> Option<Use>,
    ) -> (Day, usize) {
        let source = &self.carriers[carrier];
        let which = usize::from(source.hardware);
        let (mut last, mut steps) = (Day::MIN, source.signed);
        for used in source.users.iter().filter_map(|u| present(*u)) {
            last = last.max(used.last);
            steps = steps.max(used.steps[which]);
        }
        (last, steps)
    }

    /// How the systems that take part in a round use it; `None`: nobody does.
    pub(crate) fn round_use<'l>(
        &self,
        round: usize,
        local: &impl Fn(usize) -> Option<(&'l Local, usize)>,
    ) -> Option<RoundUse<'_>> {
        let source = &self.rounds[round];
        let mut all: Option<RoundUse> = None;
        for i in &source.systems {
            let Some((local, route)) = local(*i) else {
                continue;
            };
            let route = self.systems[*i].routes[route];
            let used = if route.bridge_round == Some(round) {
                local.bridge.as_ref()
            } else if route.target_round == round {
                local.standard.as_ref()
            } else {
                None
            };
            let Some(used) = used else { continue };
            let mine = RoundUse::of(source, used);
            all = Some(all.map_or(mine, |others| others.and(mine)));
        }
        all
    }

    /// Charges of a soft link between ▲ days; never placed counts as never.
    pub(crate) fn link_charges(
        &self,
        link: usize,
        from: Day,
        to: Day,
        emit: &mut impl FnMut(Charge),
    ) {
        let link = &self.soft[link];
        if from.min(to) != NEVER {
            charges::interface(&self.axis, &link.price, (from, to), emit);
        }
    }

    /// Yen of a charge within the horizon.
    pub(crate) fn yen(&self, charge: &Charge) -> i64 {
        charge.within(&self.axis, self.horizon.0, self.horizon.1)
    }
}
