//! How the plan slips by what is drawn.
//!
//! Nothing is ever earlier than in the plan. Works are placed in the plan's order; what a slip pushes
//! goes to the next day that its table allows, and pushes what waits for it. What has nobody in its way
//! is placed for all runs of a block at once, the rest run by run.

use super::block::{Block, LANES, Lanes, Why};
use super::policy::{NONE, Policy};
use crate::plan::axis::{Day, NEVER};

/// Works that wait for each other are placed again until nothing moves, but no more often.
const MOST_PASSES: usize = 200;

/// Where a run is placed by itself: its place among those side by side, and whether no ▲ may come
/// before its floor.
#[derive(Clone, Copy)]
struct One {
    lane: usize,
    floors: bool,
}

impl Policy<'_> {
    /// Months of the model, for counting.
    pub(super) fn month_count(&self) -> usize {
        usize::from(self.months.last().copied().unwrap_or(0)) + 1
    }

    fn month_of(&self, d: Day) -> usize {
        usize::from(self.months.get(self.index(d)).copied().unwrap_or(0))
    }

    fn index(&self, d: Day) -> usize {
        (d.max(self.model.first) - self.model.first) as usize
    }

    /// Lets the plan slip by what was drawn.
    pub(super) fn slip(&self, b: &mut Block) {
        for (c, cutover) in self.cutovers.iter().enumerate() {
            b.day[c] = [cutover.planned; LANES];
            b.candidate[c] = [cutover.candidate; LANES];
            b.why[c] = [Why::Planned; LANES];
        }
        while let Some(month) = b.busy.pop() {
            b.months[month].fill(0);
            b.is_busy[month] = false;
        }
        for batch in &self.batches {
            match batch.as_slice() {
                [one] if !self.waits_within(*one) => self.place(*one, b),
                all => (0..LANES).for_each(|lane| self.settle(all, lane, b)),
            }
        }
    }

    /// Works of the same crew that are placed before one.
    fn crewed_before(&self, w: usize) -> &[usize] {
        let work = &self.works[w];
        let all = work.crew.map(|k| self.crews[k].works.as_slice());
        all.unwrap_or_default().get(..work.turn).unwrap_or_default()
    }

    /// Whether ▲ of one work wait for each other.
    fn waits_within(&self, w: usize) -> bool {
        let range = &self.works[w].cutovers;
        range.len() > 1
            && self.cutovers[range.clone()]
                .iter()
                .any(|c| c.after.iter().any(|(before, _)| range.contains(before)))
    }

    /// Places works that wait for each other until no day moves any more.
    fn settle(&self, batch: &[usize], lane: usize, b: &mut Block) {
        for w in batch {
            for c in self.works[*w].cutovers.clone() {
                b.floor[c] = Day::MIN;
            }
        }
        for pass in 0..MOST_PASSES {
            if pass > 0 {
                batch.iter().for_each(|w| self.uncount(*w, lane, b));
            }
            let mut moved = false;
            let floors = true;
            for w in batch {
                self.place_one(*w, One { lane, floors }, b);
                for c in self.works[*w].cutovers.clone() {
                    moved |= b.day[c][lane] > b.floor[c];
                    b.floor[c] = b.floor[c].max(b.day[c][lane]);
                }
            }
            if !moved {
                break;
            }
        }
    }

    /// ★ and ▲ of one work in all runs, as early as everything placed so far allows.
    fn place(&self, w: usize, b: &mut Block) {
        let work = &self.works[w];
        if work.over {
            return;
        }
        let crew = work.crew.map(|k| (k, &self.crews[k]));
        let one = |lane: usize| One {
            lane,
            floors: false,
        };
        // Several ▲ of a month count by themselves or together.
        let shared = |monthly: bool| monthly && work.cutovers.len() > 1;
        if crew.is_some_and(|(_, crew)| crew.builds.is_none() || shared(crew.monthly)) {
            (0..LANES).for_each(|lane| self.place_one(w, one(lane), b));
            return;
        }
        let (mut start, mut ready): (Lanes<Day>, Lanes<Day>) = ([0; LANES], [0; LANES]);
        for lane in 0..LANES {
            let (from, why) = self.from(w, lane, b);
            let (sign, first, worked) = self.begin(w, from, self.longer(w, lane, b));
            (start[lane], ready[lane]) = (first, worked);
            b.sign[w][lane] = sign;
            b.start[w][lane] = first.max(work.start);
            b.start_why[w][lane] = if first > work.start {
                why
            } else {
                Why::Planned
            };
        }
        let mut last = [Day::MIN; LANES];
        for c in work.cutovers.clone() {
            self.cut_over(c, &ready, b);
            for (last, day) in last.iter_mut().zip(&b.day[c]) {
                *last = (*last).max(*day);
            }
        }
        if let Some((k, _)) = crew {
            self.take_crew(w, k, (&start, &last), b);
        }
    }

    /// Takes its crew for a work from ★ to ▲; where it has no room, the work is placed again.
    fn take_crew(
        &self,
        w: usize,
        k: usize,
        (start, last): (&Lanes<Day>, &Lanes<Day>),
        b: &mut Block,
    ) {
        let (work, crew, as_of) = (&self.works[w], &self.crews[k], self.model.as_of);
        let (from, to) = &mut b.taken[w];
        for lane in 0..LANES {
            let gone = last[lane] == NEVER || start[lane] == NEVER;
            from[lane] = if gone { NEVER } else { start[lane].max(as_of) };
            to[lane] = if gone { Day::MIN } else { last[lane] - 1 };
        }
        let mut load = [work.units; LANES];
        for other in self.crewed_before(w) {
            let ((from, to), units) = (&b.taken[w], self.works[*other].units);
            let (first, last) = &b.taken[*other];
            for lane in 0..LANES {
                let overlaps = first[lane] <= to[lane] && from[lane] <= last[lane];
                load[lane] = load[lane].saturating_add(if overlaps { units } else { 0 });
            }
        }
        let c = work.cutovers.start;
        let (most, units) = (crew.builds.unwrap_or(u32::MAX), work.units);
        for (lane, load) in load.into_iter().enumerate() {
            let day = b.day[c][lane];
            let counts = crew.monthly && day != NEVER && !self.cutovers[c].happened;
            let room = !counts || {
                let month = k * self.month_count() + self.month_of(day);
                let used = u32::from(b.months[month][lane]);
                used.saturating_add(units) <= self.model.cutover_capacity(crew.provider, day)
            };
            // Who finds no room looks for it by itself.
            if !room || (load > most && b.taken[w].0[lane] != NEVER) {
                let floors = false;
                self.place_one(w, One { lane, floors }, b);
            } else if counts {
                self.count(k, w, (c, day), lane, b);
            }
        }
    }

    /// The first day on which a work may begin, and why then.
    fn from(&self, w: usize, lane: usize, b: &Block) -> (Day, Why) {
        let work = &self.works[w];
        let available = work.available.map_or(Day::MIN, |v| b.days[v][lane]);
        if available > work.start {
            (available, Why::Available)
        } else {
            (work.start, Why::Planned)
        }
    }

    /// By how many days a work is longer than planned.
    fn longer(&self, w: usize, lane: usize, b: &Block) -> Day {
        let length = self.works[w].length;
        length.map_or(0, |(v, planned)| b.days[v][lane] - planned)
    }

    /// ★ and ▲ of one work in one run.
    fn place_one(&self, w: usize, one: One, b: &mut Block) {
        let work = &self.works[w];
        let lane = one.lane;
        if work.over {
            return;
        }
        let (mut from, mut why) = self.from(w, lane, b);
        let longer = self.longer(w, lane, b);
        loop {
            let (sign, start, ready) = self.begin(w, from, longer);
            let mut last = Day::MIN;
            for c in work.cutovers.clone() {
                self.cut_over_one(w, c, ready, one, b);
                last = last.max(b.day[c][lane]);
            }
            let mut taken = (NEVER, Day::MIN);
            if let Some(crew) = work.crew
                && last != NEVER
                && start != NEVER
            {
                taken = (start.max(self.model.as_of), last - 1);
                if let Some((blocked, other)) = self.blocked(crew, w, taken, lane, b) {
                    self.uncount(w, lane, b);
                    (from, why) = (blocked + 1, Why::Crew(other));
                    continue;
                }
            }
            (b.taken[w].0[lane], b.taken[w].1[lane]) = taken;
            b.sign[w][lane] = sign;
            b.start[w][lane] = start.max(work.start);
            b.start_why[w][lane] = if start > work.start {
                why
            } else {
                Why::Planned
            };
            return;
        }
    }

    /// The first day not before `from` to begin on, with its place, and the first day after the work.
    fn begin(&self, w: usize, from: Day, longer: Day) -> (u16, Day, Day) {
        let work = &self.works[w];
        let next = work.next.get(self.index(from)).copied().unwrap_or(NONE);
        if work.in_house {
            let slot = work.slots.get(usize::from(next)).copied();
            let after = |slot: Day| (next, from, slot.saturating_add(longer));
            return slot.map_or((NONE, NEVER, NEVER), after);
        }
        match work.signs.get(usize::from(next)) {
            Some(sign) => (
                next,
                sign.day,
                sign.worked.saturating_add(longer).max(sign.fits),
            ),
            None => (NONE, NEVER, NEVER),
        }
    }

    /// The first ▲ of a cutover in all runs, not before the end of its work and what it waits for.
    fn cut_over(&self, c: usize, ready: &Lanes<Day>, b: &mut Block) {
        let cutover = &self.cutovers[c];
        if cutover.happened {
            return;
        }
        let planned = cutover.planned;
        let mut least = [planned; LANES];
        let mut why = [Why::Planned; LANES];
        for lane in 0..LANES {
            if ready[lane] > planned {
                (least[lane], why[lane]) = (ready[lane], Why::Work);
            }
        }
        for (before, later) in &cutover.after {
            let days = &b.day[*before];
            for lane in 0..LANES {
                let d = days[lane].saturating_add(*later);
                if d > least[lane] {
                    (least[lane], why[lane]) = (d, Why::After(*before as u32));
                }
            }
        }
        b.why[c] = why;
        let table = &self.next[cutover.days];
        let (candidates, days) = (&mut b.candidate[c], &mut b.day[c]);
        for lane in 0..LANES {
            // Nothing pushes: the plan's own day, which it has proved.
            let (candidate, day) = match least[lane] == planned {
                true => (cutover.candidate, planned),
                false => {
                    let next = table.get(self.index(least[lane])).copied();
                    let next = next.unwrap_or(NONE);
                    (next, self.day(c, next))
                }
            };
            (candidates[lane], days[lane]) = (candidate, day);
        }
    }

    /// The same in one run.
    fn cut_over_one(&self, w: usize, c: usize, ready: Day, one: One, b: &mut Block) {
        let cutover = &self.cutovers[c];
        let lane = one.lane;
        if cutover.happened {
            return;
        }
        let (mut least, mut why) = (cutover.planned, Why::Planned);
        if ready > least {
            (least, why) = (ready, Why::Work);
        }
        for (before, later) in &cutover.after {
            let d = b.day[*before][lane].saturating_add(*later);
            if d > least {
                (least, why) = (d, Why::After(*before as u32));
            }
        }
        if one.floors {
            least = least.max(b.floor[c]);
            if why == Why::Planned && least > cutover.planned {
                why = b.why[c][lane];
            }
        }
        let mut candidate = cutover.candidate;
        if least != cutover.planned {
            let table = &self.next[cutover.days];
            candidate = table.get(self.index(least)).copied().unwrap_or(NONE);
        }
        let mut day = self.day(c, candidate);
        if let Some(crew) = self.works[w].crew.filter(|k| self.crews[*k].monthly) {
            while day != NEVER && !self.month_has_room(crew, w, (c, day), lane, b) {
                candidate = candidate.saturating_add(1);
                day = self.day(c, candidate);
                why = Why::Month;
            }
            self.count(crew, w, (c, day), lane, b);
        }
        b.candidate[c][lane] = if day == NEVER { NONE } else { candidate };
        b.day[c][lane] = day;
        b.why[c][lane] = why;
    }

    /// Whether the round has a ▲ on the same day, which is counted.
    fn counted_already(&self, w: usize, (c, day): (usize, Day), lane: usize, b: &Block) -> bool {
        let first = self.works[w].cutovers.start;
        b.day[first..c].iter().any(|other| other[lane] == day)
    }

    fn month_has_room(
        &self,
        crew: usize,
        w: usize,
        (c, day): (usize, Day),
        lane: usize,
        b: &Block,
    ) -> bool {
        if self.counted_already(w, (c, day), lane, b) {
            return true;
        }
        let at = crew * self.month_count() + self.month_of(day);
        let used = b.months.get(at).map_or(0, |month| u32::from(month[lane]));
        let most = self.model.cutover_capacity(self.crews[crew].provider, day);
        used.saturating_add(self.works[w].units) <= most
    }

    fn count(&self, crew: usize, w: usize, at: (usize, Day), lane: usize, b: &mut Block) {
        if at.1 != NEVER && !self.counted_already(w, at, lane, b) {
            let month = crew * self.month_count() + self.month_of(at.1);
            let units = u16::try_from(self.works[w].units).unwrap_or(u16::MAX);
            if !b.is_busy[month] {
                b.is_busy[month] = true;
                b.busy.push(month);
            }
            b.months[month][lane] = b.months[month][lane].saturating_add(units);
        }
    }

    /// Takes back what a work was counted for.
    fn uncount(&self, w: usize, lane: usize, b: &mut Block) {
        let work = &self.works[w];
        let Some(crew) = work.crew.filter(|k| self.crews[*k].monthly) else {
            return;
        };
        for c in work.cutovers.clone() {
            let at = (c, b.day[c][lane]);
            let counted = !self.cutovers[c].happened && !work.over && at.1 != NEVER;
            if counted && !self.counted_already(w, at, lane, b) {
                let month = crew * self.month_count() + self.month_of(at.1);
                let units = u16::try_from(work.units).unwrap_or(u16::MAX);
                b.months[month][lane] = b.months[month][lane].saturating_sub(units);
            }
        }
    }

    /// The last day of a stretch on which a crew has no room, and the work that takes it.
    fn blocked(
        &self,
        crew: usize,
        w: usize,
        (from, to): (Day, Day),
        lane: usize,
        b: &Block,
    ) -> Option<(Day, u32)> {
        let (work, crew) = (&self.works[w], &self.crews[crew]);
        let taken = || {
            let all = self.crewed_before(w).iter();
            let all = all.map(|other| (*other, b.taken[*other].0[lane], b.taken[*other].1[lane]));
            all.filter(|(_, first, last)| *first <= to && from <= *last)
        };
        let load = |d: Day| -> u32 {
            let all = taken().filter(|(_, first, last)| *first <= d && d <= *last);
            all.map(|(other, ..)| self.works[other].units).sum()
        };
        if let Some(most) = crew.builds {
            let all: u32 = taken().map(|(other, ..)| self.works[other].units).sum();
            if all.saturating_add(work.units) <= most {
                return None;
            }
        }
        let model = self.model;
        let capacity = |d: Day| {
            let days = &model.builds[crew.provider];
            let at = usize::try_from(d - model.first).unwrap_or(0);
            days.get(at).copied().unwrap_or(u32::MAX)
        };
        let mut worst: Option<(Day, u32)> = None;
        let mut look = |d: Day, other: u32| {
            if load(d).saturating_add(work.units) > capacity(d) && worst.is_none_or(|(w, _)| w < d)
            {
                worst = Some((d, other));
            }
        };
        for (other, _, last) in taken() {
            look(last.min(to), other as u32);
        }
        if crew.builds.is_none() {
            let other = taken()
                .next_back()
                .map_or(u32::MAX, |(other, ..)| other as u32);
            look(to, other);
            for (_, end, _) in &model.stretches[crew.provider] {
                let d = model.first + *end as Day - 1;
                if (from..=to).contains(&d) {
                    look(d, other);
                }
            }
        }
        worst
    }
}
