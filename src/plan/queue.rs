//! The queue at a vendor or team: systems that wait for one another, and what waiting costs at
//! least.
//!
//! Work stages that together never pass the capacity can be dealt out to as many crews, each of
//! which has one after another (a known property of intervals). For every set of systems the first
//! day on which one crew can have them all live, and the least that they are then worth, follow from
//! those of the sets with one system less; the best way to deal them out is the bound.

use super::axis::Day;
use super::levels::{Levels, Places};
use super::model::{Model, SignDay};
use super::options::{Options, Window, Within, fitting_days};
use crate::inventory::Bounds;

/// Systems of one queue at most: their sets double with each.
pub(crate) const MOST: usize = 8;

/// Days of one system for which its value is found; between them the one before counts.
const STEPS: usize = 16;

/// One vendor or team with systems that need it whatever their route.
pub(crate) struct Queue {
    pub(crate) provider: usize,
    pub(crate) jobs: Vec<Job>,
    /// Where each level stands.
    at: Places,
}

/// The move of one system for which it needs the vendor.
pub(crate) struct Job {
    pub(crate) system: usize,
    /// The position of its round among the system's, where all routes have the same.
    pub(crate) position: Option<usize>,
    /// Units of capacity that it takes at least.
    units: u32,
    /// Latest first days of work, in order, with the first ▲ that work begun by then allows.
    starts: Vec<(Day, Day)>,
    /// All ★ that are allowed, as days; empty where nothing is known of them.
    signs: Vec<Day>,
    /// What turns such a day into the least that all ★ of the system count with it.
    other_signs: i64,
    /// All ▲ that are allowed.
    days: Vec<Day>,
    /// From each of these ▲ on, what the system is worth at least.
    least: Vec<(Day, Levels)>,
    /// Lateness of its deadlines, by ▲.
    late: Vec<Levels>,
}

impl Queue {
    /// The queue of a provider among these systems, where it has more than one crew can do.
    /// `within` gives what every plan keeps within; `steps` counts the pairs of days looked at.
    pub(crate) fn new<'w>(
        model: &Model,
        options: &[Options],
        provider: usize,
        within: &dyn Fn(usize, Window) -> Within<'w>,
        steps: &mut u64,
    ) -> Option<Queue> {
        let mut queue = Queue::of(model, provider)?;
        for job in &mut queue.jobs {
            job.value(model, &options[job.system], within, steps);
        }
        Some(queue)
    }

    /// The same without what the systems are worth; `None`: nobody has to wait for another.
    pub(crate) fn of(model: &Model, provider: usize) -> Option<Queue> {
        let mut users: Vec<usize> = model
            .rounds
            .iter()
            .filter(|r| r.provider == Some(provider))
            .flat_map(|r| r.systems.iter().copied())
            .collect();
        users.sort_unstable();
        users.dedup();
        let mut jobs: Vec<Job> = users
            .into_iter()
            .filter_map(|i| job(model, provider, i))
            .collect();
        jobs.sort_by_key(|j| (j.days.first().copied(), j.system));
        jobs.truncate(MOST);
        (jobs.len() > 1).then_some(Queue {
            provider,
            jobs,
            at: model.at,
        })
    }

    /// How many crews a load of at most `room` units is.
    pub(crate) fn crews(&self, room: u64) -> usize {
        let least = self.jobs.iter().map(|j| j.units).min().unwrap_or(1).max(1);
        usize::try_from(room / u64::from(least)).unwrap_or(usize::MAX)
    }

    /// How many pairs of days looked at are as much work as one [`Queue::bound`].
    pub(crate) fn work(&self, crews: usize) -> u64 {
        let n = u32::try_from(self.jobs.len()).unwrap_or(u32::MAX);
        let dealt = if crews > 2 {
            3u64.saturating_pow(n) / 2
        } else {
            0
        };
        let crews = crews.min(self.jobs.len()) as u64;
        4 * ((1u64 << n) * u64::from(n) + dealt * crews.saturating_sub(2))
    }

    /// What its systems are worth together at least, with ▲ in these windows and each worth no less
    /// than `own`; `None`: there is no plan.
    pub(crate) fn bound(
        &self,
        crews: usize,
        window: &dyn Fn(&Job) -> Window,
        own: &dyn Fn(usize) -> Levels,
    ) -> Option<Levels> {
        let fronts = self.fronts(window, own);
        Some(deal(fronts.least(), crews)?.0)
    }

    /// ▲ of its systems where they are dealt out so that they are worth as little as
    /// [`Queue::bound`] says, each crew as early as it can.
    pub(crate) fn dealt(
        &self,
        crews: usize,
        window: &dyn Fn(&Job) -> Window,
        own: &dyn Fn(usize) -> Levels,
    ) -> Option<Vec<(usize, Day)>> {
        let fronts = self.fronts(window, own);
        let (_, sets) = deal(fronts.least(), crews)?;
        let mut all = Vec::with_capacity(self.jobs.len());
        for set in sets {
            let mut free = Day::MIN;
            for k in fronts.order(set) {
                let job = &self.jobs[k];
                (free, _) = job.next(free, window(job))?;
                all.push((job.system, free));
            }
        }
        Some(all)
    }

    /// What one crew can do with each set.
    fn fronts(&self, window: &dyn Fn(&Job) -> Window, own: &dyn Fn(usize) -> Levels) -> Fronts {
        let jobs: Vec<(&Job, Window, Levels)> = self
            .jobs
            .iter()
            .map(|j| (j, window(j), own(j.system)))
            .collect();
        let full = (1usize << jobs.len()) - 1;
        let mut fronts = Fronts::new(full + 1);
        let mut front: Vec<Done> = Vec::new();
        for set in 1..=full {
            for (k, (job, window, own)) in
                jobs.iter().enumerate().filter(|(k, _)| set >> k & 1 == 1)
            {
                for before in fronts.of(set & !(1 << k)) {
                    let done = &fronts.all[before];
                    let Some((day, sign)) = job.next(done.day, *window) else {
                        break;
                    };
                    let worth = job.worth(day, &self.at).max(*own);
                    let worth = self.at.raised(worth, self.at.signs, sign);
                    front.push(Done {
                        day,
                        value: done.value.plus(worth),
                        last: k,
                        before,
                    });
                }
            }
            fronts.push(&mut front);
        }
        fronts
    }

    /// The first day by which so many crews can have all systems live; `None`: there is none.
    pub(crate) fn last_cutover(&self, crews: usize) -> Option<Day> {
        let n = self.jobs.len();
        let full = (1usize << n) - 1;
        let mut free: Vec<Option<Latest>> = vec![None; full + 1];
        free[0] = Some(Latest(Day::MIN));
        for set in 1..=full {
            for (k, job) in self
                .jobs
                .iter()
                .enumerate()
                .filter(|(k, _)| set >> k & 1 == 1)
            {
                let Some(Latest(before)) = free[set & !(1 << k)] else {
                    continue;
                };
                if let Some((day, _)) = job.next(before, super::options::ANY) {
                    free[set] = Some(free[set].map_or(Latest(day), |f| f.min(Latest(day))));
                }
            }
        }
        deal(free, crews).map(|(Latest(day), _)| day)
    }
}

/// How many days of one set are told apart.
const FRONT: usize = 32;

/// One crew is done with a set of systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Done {
    day: Day,
    value: Levels,
    /// The one that it had last, and where it was done with the others.
    last: usize,
    before: usize,
}

/// By set of systems: the days on which one crew can be done with it, each with the least value of
/// the orders that are done by then. A later day stands only for a lesser value.
struct Fronts {
    all: Vec<Done>,
    /// Where each set's begin.
    from: Vec<usize>,
}

impl Fronts {
    /// That of no system at all, for so many sets.
    fn new(sets: usize) -> Fronts {
        let mut from = Vec::with_capacity(sets + 1);
        from.extend([0, 1]);
        let none = Done {
            day: Day::MIN,
            value: Levels::default(),
            last: 0,
            before: 0,
        };
        Fronts {
            all: vec![none],
            from,
        }
    }

    fn of(&self, set: usize) -> std::ops::Range<usize> {
        self.from[set]..self.from[set + 1]
    }

    /// That of the next set: what is neither done sooner nor worth less than another is left out.
    fn push(&mut self, front: &mut Vec<Done>) {
        front.sort_unstable();
        let begin = self.all.len();
        for done in front.drain(..) {
            let last = self.all.len() - 1;
            if begin > last || done.value < self.all[last].value {
                if begin + FRONT > last + 1 {
                    self.all.push(done);
                } else {
                    // What is too much counts as done as soon as the last one.
                    let day = self.all[last].day;
                    self.all[last] = Done { day, ..done };
                }
            }
        }
        self.from.push(self.all.len());
    }

    /// The least value of each set, whenever it is done.
    fn least(&self) -> Vec<Option<Levels>> {
        let ends = self.from.windows(2);
        ends.map(|w| Some(self.all[w[0]..w[1]].last()?.value))
            .collect()
    }

    /// The order in which one crew has a set where that is worth least.
    fn order(&self, set: usize) -> Vec<usize> {
        let mut at = self.of(set).next_back().unwrap_or(0);
        let mut order = Vec::new();
        while at != 0 {
            order.push(self.all[at].last);
            at = self.all[at].before;
        }
        order.reverse();
        order
    }
}

/// What two crews are worth together.
trait Together: Copy + Ord {
    fn with(self, other: Self) -> Self;
}

impl Together for Levels {
    fn with(self, other: Levels) -> Levels {
        self.plus(other)
    }
}

/// The later of two days counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Latest(Day);

impl Together for Latest {
    fn with(self, other: Latest) -> Latest {
        self.max(other)
    }
}

/// The least of dealing all out to crews, each of which is worth `one` with a set, and their sets.
fn deal<T: Together>(one: Vec<Option<T>>, crews: usize) -> Option<(T, Vec<usize>)> {
    let full = one.len() - 1;
    let crews = crews.min(full.count_ones() as usize);
    // By number of crews less one: the least of each set.
    let mut tables = vec![one];
    for _ in 2..crews {
        let rest = tables.last().map_or(&[][..], |t| t);
        let all = (0..=full).map(|set| Some(both(&tables[0], rest, set)?.0));
        let all = all.collect();
        tables.push(all);
    }
    let (mut sets, mut set, mut worth) = (Vec::with_capacity(crews), full, None);
    for rest in tables.iter().take(crews.checked_sub(1)?).rev() {
        let (sum, mine) = both(&tables[0], rest, set)?;
        worth.get_or_insert(sum);
        sets.push(mine);
        set &= !mine;
    }
    sets.push(set);
    Some((worth.or(tables[0][full])?, sets))
}

/// The least of a set where one crew has a part of it, and the others what is left, and that part.
fn both<T: Together>(one: &[Option<T>], rest: &[Option<T>], set: usize) -> Option<(T, usize)> {
    // The crew that has the first system has any of the sets with it.
    let first = set & set.wrapping_neg();
    let others = set & !first;
    let mut mine = others;
    let mut best: Option<(T, usize)> = None;
    loop {
        let (a, b) = (mine | first, set & !(mine | first));
        if let (Some(x), Some(y)) = (one[a], rest[b]) {
            let sum = x.with(y);
            if best.is_none_or(|(least, _)| sum < least) {
                best = Some((sum, a));
            }
        }
        if mine == 0 {
            return best;
        }
        mine = (mine - 1) & others;
    }
}

impl Job {
    /// The first ▲ within a window of work that begins on `from` or later, and the least that its
    /// ★ then count.
    fn next(&self, from: Day, (least, most): Window) -> Option<(Day, i64)> {
        let at = self.starts.partition_point(|s| s.0 < from);
        let mut day = self.starts.get(at)?.1;
        if day < least {
            day = *self.days.get(self.days.partition_point(|d| *d < least))?;
        }
        let sign = self.signs.get(self.signs.partition_point(|s| *s < from));
        let sign = sign.map_or(i64::MIN, |s| i64::from(*s) + self.other_signs);
        (day <= most).then_some((day, sign))
    }

    /// What the system is worth at least where its ▲ is on this day or later.
    fn worth(&self, day: Day, places: &Places) -> Levels {
        let at = self.least.partition_point(|l| l.0 <= day);
        let known = at.checked_sub(1).and_then(|k| self.least.get(k));
        let known = known.map_or(places.floor, |l| l.1);
        // With no more of what counts more than lateness, it is as late as that day at least.
        let at = self.days.partition_point(|d| *d < day);
        let late = self.late.get(at).copied().unwrap_or(places.floor);
        places.no_less_late(known, late)
    }

    /// Fills in what it is worth from each ▲ on.
    fn value<'w>(
        &mut self,
        model: &Model,
        options: &Options,
        within: &dyn Fn(usize, Window) -> Within<'w>,
        steps: &mut u64,
    ) {
        if let Some(all) = options.worth_by_day(model, &within(self.system, super::options::ANY)) {
            *steps += all.len() as u64;
            self.least = all;
            return;
        }
        let mut from = Day::MIN;
        for step in 0..STEPS {
            let window = within(self.system, (from, Day::MAX));
            let Some(choice) = options.best(model, &window, Levels::WORST, steps) else {
                return;
            };
            self.least.push((from, choice.value));
            // Day by day at first, then farther and farther apart.
            let after = model.systems[self.system].candidates[choice.standard].day + 1;
            let at = self.days.partition_point(|d| *d < after) + step.saturating_sub(STEPS / 3);
            match self.days.get(at) {
                Some(day) => from = *day,
                None => return,
            }
        }
    }
}

fn job(model: &Model, provider: usize, i: usize) -> Option<Job> {
    let system = &model.systems[i];
    let by = |round: usize| model.rounds[round].provider == Some(provider);
    let routes = super::search::allowed_routes(model, i);
    let rounds: Option<Vec<usize>> = routes
        .iter()
        .map(|r| Some(system.routes[*r].target_round).filter(|t| by(*t)))
        .collect();
    let mut rounds = rounds.filter(|r| !r.is_empty())?;
    rounds.sort_unstable();
    rounds.dedup();
    let position = match rounds.as_slice() {
        [one] => system.rounds.iter().position(|r| r == one),
        _ => None,
    };
    let most: usize = rounds.iter().map(|r| model.rounds[*r].signs.len()).sum();
    let mut starts: Vec<(Day, Day)> = Vec::with_capacity(most);
    let mut days: Vec<Day> = Vec::new();
    let mut signs: Vec<Day> = Vec::with_capacity(most);
    let mut units = u32::MAX;
    // Where one target has no ★ at all, or one that lies behind, none counts.
    let behind = |s: &SignDay| s.day < model.as_of;
    let mut targets = rounds.iter().map(|r| &model.rounds[*r]);
    let uncounted = targets.any(|r| r.in_house || r.signs.iter().any(behind));
    for round in rounds {
        let source = &model.rounds[round];
        // What several share, has happened or takes no time does not stand in line.
        if source.systems.len() > 1 || !source.done.is_empty() {
            return None;
        }
        units = units.min(source.units);
        let fits = fitting_days(model, i, round);
        days.extend(&fits);
        if source.in_house {
            for day in &fits {
                let slot = model.slots.partition_point(|s| s < day);
                let start = source.house_start.get(slot).copied().unwrap_or(*day);
                if start >= *day {
                    return None;
                }
                starts.push((start.max(model.as_of), *day));
            }
        } else {
            for sign in source.signs.iter().filter(|s| s.day >= source.available) {
                signs.push(sign.day);
                let at = fits.partition_point(|d| *d < sign.ready.max(sign.day + 1));
                if let Some(day) = fits.get(at).filter(|d| sign.until >= **d - 1) {
                    starts.push((sign.day.max(model.as_of), *day));
                }
            }
        }
    }
    days.sort_unstable();
    days.dedup();
    signs.retain(|_| !uncounted);
    signs.sort_unstable();
    signs.dedup();
    let bridges = routes
        .iter()
        .map(|r| bridge_sign(model, i, system.routes[*r].bridge_round));
    let other_signs = bridges.min().unwrap_or(0) - i64::from(model.horizon.0);
    // The latest starts first: of those that begin later and are live no later, only they count.
    starts.sort_unstable_by_key(|s| (std::cmp::Reverse(s.0), s.1));
    let mut soonest = Day::MAX;
    starts.retain(|(_, live)| {
        let sooner = *live < soonest;
        soonest = soonest.min(*live);
        sooner
    });
    starts.reverse();
    (!starts.is_empty() && units > 0).then_some(Job {
        system: i,
        position,
        units,
        starts,
        late: days
            .iter()
            .map(|d| {
                model
                    .late(i, Bounds::StandardCutover, *d)
                    .plus(model.at.floor)
            })
            .collect(),
        signs,
        other_signs,
        days,
        least: Vec::new(),
    })
}

/// The least that ★ of a bridge's round counts for one of its systems.
fn bridge_sign(model: &Model, i: usize, bridge: Option<usize>) -> i64 {
    let Some(round) = bridge.map(|r| &model.rounds[r]) else {
        return 0;
    };
    // ★ of a shared round counts once.
    if round.in_house || round.systems.first() != Some(&i) {
        return 0;
    }
    let first = round.signs.iter().find(|s| s.day >= round.available);
    first.map_or(0, |s| i64::from(s.day - model.horizon.0))
}
