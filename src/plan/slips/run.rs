//! One run: what is drawn, and how the plan slips by it.
//!
//! Nothing is ever earlier than in the plan. Works are placed in the plan's order; what a slip pushes
//! goes to the next day that its table allows, and pushes what waits for it.

use super::policy::{Crew, NONE, Policy, Table};
use crate::plan::axis::{Day, NEVER};
use crate::plan::evaluate::Local;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What decided a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// It lies where the plan has it.
    Planned,
    /// The work before it.
    Work,
    /// Another ▲.
    After(usize),
    /// The product came later.
    Available,
    /// The crew was at work for another round.
    Crew(usize),
    /// The crew had all its ▲ of a month.
    Month,
}

/// Works that wait for each other are placed again until nothing moves, but no more often.
const MOST_PASSES: usize = 200;

/// Stretch of a crew's work.
#[derive(Clone, Copy)]
struct Taken {
    from: Day,
    to: Day,
    units: u32,
    work: usize,
}

/// So many runs are drawn at once: what one variable is drawn from stays at hand for all of them.
pub(crate) const TOGETHER: usize = 64;

/// What was drawn for some runs, run after run.
#[derive(Default)]
pub(crate) struct Drawn {
    numbers: Vec<u32>,
    values: Vec<i64>,
}

/// What a run writes, used again by the next one.
pub(crate) struct Slipped {
    /// Days drawn, by variable.
    days: Vec<i32>,
    /// Yen drawn, by variable.
    pub(super) yen: Vec<i64>,
    /// By ▲.
    pub(crate) candidate: Vec<u16>,
    pub(crate) day: Vec<Day>,
    pub(crate) why: Vec<Why>,
    /// By work: ★ or the first day of in-house work, and why then.
    pub(crate) start: Vec<Day>,
    pub(crate) start_why: Vec<Why>,
    /// By system.
    pub(crate) local: Vec<Local>,
    floor: Vec<Day>,
    taken: Vec<Vec<Taken>>,
    /// ▲ by crew and month.
    months: Vec<u16>,
    counted: Vec<usize>,
    /// Months that each work of a batch has counted.
    mark: Vec<usize>,
}

impl Slipped {
    pub(crate) fn of(policy: &Policy) -> Slipped {
        let (cutovers, works) = (policy.cutovers.len(), policy.works.len());
        Slipped {
            days: vec![0; policy.variables.len()],
            yen: vec![0; policy.variables.len()],
            candidate: policy.cutovers.iter().map(|c| c.candidate).collect(),
            day: policy.cutovers.iter().map(|c| c.planned).collect(),
            why: vec![Why::Planned; cutovers],
            start: policy.works.iter().map(|w| w.start).collect(),
            start_why: vec![Why::Planned; works],
            local: policy.locals.clone(),
            floor: vec![Day::MIN; cutovers],
            taken: policy.crews.iter().map(|_| Vec::new()).collect(),
            months: vec![0; policy.crews.len() * policy.month_count()],
            counted: Vec::new(),
            mark: Vec::new(),
        }
    }
}

impl Policy<'_> {
    /// Months of the model, for counting.
    fn month_count(&self) -> usize {
        usize::from(self.months.last().copied().unwrap_or(0)) + 1
    }

    fn month_of(&self, d: Day) -> usize {
        let at = self.index(d).unwrap_or(0);
        usize::from(self.months.get(at).copied().unwrap_or(0))
    }

    /// Draws so many runs of a seed from run number `first` on.
    pub(crate) fn draw(&self, base: &ChaCha8Rng, first: u64, runs: usize, drawn: &mut Drawn) {
        let n = self.variables.len();
        drawn.numbers.resize(runs * n, 0);
        drawn.values.resize(runs * n, 0);
        if n == 0 {
            return;
        }
        for (run, row) in (first..).zip(drawn.numbers.chunks_exact_mut(n)) {
            let mut numbers = base.clone();
            numbers.set_stream(run);
            row.iter_mut().for_each(|slot| *slot = numbers.next_u32());
        }
        for (v, variable) in self.variables.iter().enumerate() {
            let numbers = drawn.numbers.iter().skip(v).step_by(n);
            let values = drawn.values.iter_mut().skip(v).step_by(n);
            let pairs = values.zip(numbers);
            match &variable.table {
                Table::Days(days) => pairs.for_each(|(to, n)| *to = i64::from(days.draw(*n))),
                Table::Yen(yen) => pairs.for_each(|(to, n)| *to = yen.draw(*n)),
            }
        }
    }

    /// Lets the plan slip by run number `run` of those that were drawn together.
    pub(crate) fn run(&self, drawn: &Drawn, run: usize, s: &mut Slipped) {
        let n = self.variables.len();
        let values = drawn.values.get(run * n..(run + 1) * n).unwrap_or_default();
        for ((v, variable), value) in self.variables.iter().enumerate().zip(values) {
            match &variable.table {
                Table::Days(_) => s.days[v] = i32::try_from(*value).unwrap_or(0),
                Table::Yen(_) => s.yen[v] = *value,
            }
        }
        self.slip(s);
    }

    /// The plan as it is: every variable at the plan's value.
    pub(crate) fn as_planned(&self, s: &mut Slipped) {
        for (v, variable) in self.variables.iter().enumerate() {
            match &variable.table {
                Table::Days(_) => s.days[v] = i32::try_from(variable.planned).unwrap_or(0),
                Table::Yen(_) => s.yen[v] = variable.planned,
            }
        }
        self.slip(s);
    }

    fn slip(&self, s: &mut Slipped) {
        for (c, cutover) in self.cutovers.iter().enumerate() {
            s.day[c] = cutover.planned;
            s.candidate[c] = cutover.candidate;
            s.why[c] = Why::Planned;
        }
        s.taken.iter_mut().for_each(Vec::clear);
        s.months.fill(0);
        s.counted.clear();
        for batch in &self.batches {
            match batch.as_slice() {
                [one] if !self.waits_within(*one) => self.place(*one, s, false),
                all => self.settle(all, s),
            }
        }
        self.follow(s);
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
    fn settle(&self, batch: &[usize], s: &mut Slipped) {
        let kept: Vec<usize> = s.taken.iter().map(Vec::len).collect();
        let counted = s.counted.len();
        for w in batch {
            for c in self.works[*w].cutovers.clone() {
                s.floor[c] = Day::MIN;
            }
        }
        for _ in 0..MOST_PASSES {
            for (taken, kept) in s.taken.iter_mut().zip(&kept) {
                taken.truncate(*kept);
            }
            self.uncount(s, counted);
            let mut moved = false;
            for w in batch {
                self.place(*w, s, true);
                for c in self.works[*w].cutovers.clone() {
                    moved |= s.day[c] > s.floor[c];
                    s.floor[c] = s.floor[c].max(s.day[c]);
                }
            }
            if !moved {
                break;
            }
        }
    }

    fn uncount(&self, s: &mut Slipped, to: usize) {
        while s.counted.len() > to {
            if let Some(at) = s.counted.pop() {
                let units = self.works[s.mark[s.counted.len()]].units;
                s.months[at] =
                    s.months[at].saturating_sub(u16::try_from(units).unwrap_or(u16::MAX));
            }
        }
        s.mark.truncate(to);
    }

    /// ★ and ▲ of one work, as early as everything placed so far allows.
    fn place(&self, w: usize, s: &mut Slipped, floors: bool) {
        let work = &self.works[w];
        s.start[w] = work.start;
        s.start_why[w] = Why::Planned;
        if work.over {
            return;
        }
        let (mut from, mut why) = (work.start, Why::Planned);
        if let Some(v) = work.available
            && s.days[v] > from
        {
            (from, why) = (s.days[v], Why::Available);
        }
        let longer = work.length.map_or(0, |(v, planned)| s.days[v] - planned);
        let counted = s.counted.len();
        loop {
            let (start, ready) = self.begin(w, from, longer);
            let mut last = Day::MIN;
            for c in work.cutovers.clone() {
                self.cut_over(w, c, ready, s, floors);
                last = last.max(s.day[c]);
            }
            if let Some(crew) = work.crew
                && last != NEVER
                && start != NEVER
            {
                let stretch = (start.max(self.model.as_of), last - 1);
                if let Some((blocked, other)) = self.blocked(crew, stretch, work.units, s) {
                    self.uncount(s, counted);
                    (from, why) = (blocked + 1, Why::Crew(other));
                    continue;
                }
                s.taken[crew].push(Taken {
                    from: stretch.0,
                    to: stretch.1,
                    units: work.units,
                    work: w,
                });
            }
            if start > work.start {
                (s.start[w], s.start_why[w]) = (start, why);
            }
            return;
        }
    }

    /// The first day not before `from` to begin on, and the first day after the work.
    fn begin(&self, w: usize, from: Day, longer: Day) -> (Day, Day) {
        let work = &self.works[w];
        let at = self.index(from);
        let Some(next) = at.and_then(|at| work.next.get(at)).filter(|n| **n != NONE) else {
            return (NEVER, NEVER);
        };
        if work.in_house {
            let slot = work.slots.get(usize::from(*next)).copied();
            return slot.map_or((NEVER, NEVER), |slot| (from, slot.saturating_add(longer)));
        }
        match work.signs.get(usize::from(*next)) {
            Some(sign) => (sign.day, sign.worked.saturating_add(longer).max(sign.fits)),
            None => (NEVER, NEVER),
        }
    }

    fn index(&self, d: Day) -> Option<usize> {
        usize::try_from(d.max(self.model.first) - self.model.first).ok()
    }

    /// The first ▲ of a cutover not before the end of its work and what it waits for.
    fn cut_over(&self, w: usize, c: usize, ready: Day, s: &mut Slipped, floors: bool) {
        let cutover = &self.cutovers[c];
        if cutover.happened {
            return;
        }
        let (mut least, mut why) = (cutover.planned, Why::Planned);
        if ready > least {
            (least, why) = (ready, Why::Work);
        }
        for (before, later) in &cutover.after {
            let d = s.day[*before].saturating_add(*later);
            if d > least {
                (least, why) = (d, Why::After(*before));
            }
        }
        if floors {
            least = least.max(s.floor[c]);
            if why == Why::Planned && least > cutover.planned {
                why = s.why[c];
            }
        }
        if least == cutover.planned {
            // Nothing pushes: the plan's own day, which it has proved.
            s.candidate[c] = cutover.candidate;
        } else {
            let table = &self.next[cutover.days];
            let found = self.index(least).and_then(|at| table.get(at)).copied();
            s.candidate[c] = found.unwrap_or(NONE);
        }
        let crew = self.works[w].crew.filter(|k| self.crews[*k].monthly);
        if let Some(crew) = crew {
            while s.candidate[c] != NONE && !self.month_has_room(crew, w, c, s) {
                s.candidate[c] = s.candidate[c].saturating_add(1);
                if self.day(c, s.candidate[c]) == NEVER {
                    s.candidate[c] = NONE;
                }
                why = Why::Month;
            }
        }
        s.day[c] = self.day(c, s.candidate[c]);
        s.why[c] = why;
        if let Some(crew) = crew {
            self.count(crew, w, c, s);
        }
    }

    /// Whether the round has a ▲ on the same day, which is counted.
    fn counted_already(&self, w: usize, c: usize, day: Day, s: &Slipped) -> bool {
        let first = self.works[w].cutovers.start;
        (first..c).any(|other| s.day[other] == day)
    }

    fn month_has_room(&self, crew: usize, w: usize, c: usize, s: &Slipped) -> bool {
        let day = self.day(c, s.candidate[c]);
        if self.counted_already(w, c, day, s) {
            return true;
        }
        let at = crew * self.month_count() + self.month_of(day);
        let used = u32::from(s.months.get(at).copied().unwrap_or(0));
        let most = self.model.cutover_capacity(self.crews[crew].provider, day);
        used.saturating_add(self.works[w].units) <= most
    }

    fn count(&self, crew: usize, w: usize, c: usize, s: &mut Slipped) {
        let day = s.day[c];
        if day == NEVER || self.counted_already(w, c, day, s) {
            return;
        }
        let at = crew * self.month_count() + self.month_of(day);
        if let Some(month) = s.months.get_mut(at) {
            let units = u16::try_from(self.works[w].units).unwrap_or(u16::MAX);
            *month = month.saturating_add(units);
            s.counted.push(at);
            s.mark.push(w);
        }
    }

    /// The last day of a stretch on which a crew has no room, and the work that takes it.
    fn blocked(
        &self,
        crew: usize,
        (from, to): (Day, Day),
        units: u32,
        s: &Slipped,
    ) -> Option<(Day, usize)> {
        let Crew {
            provider, builds, ..
        } = self.crews[crew];
        let taken = || {
            let all = s.taken[crew].iter();
            all.filter(|t| t.from <= to && from <= t.to)
        };
        if let Some(most) = builds {
            let all: u32 = taken().map(|t| t.units).sum();
            if all.saturating_add(units) <= most {
                return None;
            }
        }
        let model = self.model;
        let capacity = |d: Day| {
            let days = &model.builds[provider];
            let at = usize::try_from(d - model.first).unwrap_or(0);
            days.get(at).copied().unwrap_or(u32::MAX)
        };
        let mut worst: Option<(Day, usize)> = None;
        let mut look = |d: Day, other: usize| {
            let load: u32 = taken()
                .filter(|t| t.from <= d && d <= t.to)
                .map(|t| t.units)
                .sum();
            if load.saturating_add(units) > capacity(d) && worst.is_none_or(|(w, _)| w < d) {
                worst = Some((d, other));
            }
        };
        for t in taken() {
            look(t.to.min(to), t.work);
        }
        if builds.is_none() {
            let other = taken().next_back().map_or(usize::MAX, |t| t.work);
            look(to, other);
            for (_, end, _) in &model.stretches[provider] {
                let d = model.first + *end as Day - 1;
                if (from..=to).contains(&d) {
                    look(d, other);
                }
            }
        }
        worst
    }

    /// Cover, steps of extension, gaps and lateness of every system.
    fn follow(&self, s: &mut Slipped) {
        for i in 0..self.of_system.len() {
            let [bridge, standard] = self.of_system[i];
            let work = bridge.map(|c| &self.works[self.cutovers[c].work]);
            let shared = work.filter(|w| self.model.rounds[w.round].one_term);
            let moved = |c: usize| s.candidate[c] != self.cutovers[c].candidate;
            let own = bridge.is_some_and(moved) || standard.is_some_and(moved);
            if !own && !shared.is_some_and(|w| w.cutovers.clone().any(moved)) {
                s.local[i] = self.locals[i];
                continue;
            }
            let all = &self.model.systems[i].candidates;
            let candidate = |c: Option<usize>| all.get(usize::from(s.candidate[c?]));
            let first = shared.and_then(|w| {
                let slots = w.cutovers.clone().filter_map(|c| {
                    let all = &self.model.systems[self.cutovers[c].system].candidates;
                    all.get(usize::from(s.candidate[c])).map(|c| c.slot)
                });
                slots.min()
            });
            s.local[i] = self.model.local(
                i,
                self.routes[i],
                candidate(bridge),
                candidate(standard),
                first,
            );
        }
    }
}

/// The generator of a seed.
pub(crate) fn generator(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}
