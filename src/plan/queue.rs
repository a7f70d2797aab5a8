//! The queue at a vendor or team: systems that wait for one another, and what waiting costs at
//! least.
//!
//! Work stages that together never pass the capacity can be dealt out to as many crews, each of
//! which has one after another (a known property of intervals). For every set of systems the first
//! day on which one crew can have them all live, and the least that they are then worth, follow from
//! those of the sets with one system less; the best way to deal them out is the bound.

use super::axis::Day;
use super::evaluate::Levels;
use super::model::Model;
use super::options::{Options, Value, Window, Within, fitting_days};
use crate::inventory::Bounds;

/// Systems of one queue at most: their sets double with each.
pub(crate) const MOST: usize = 8;

/// Days of one system for which its value is found; between them the one before counts.
const STEPS: usize = 16;

/// One vendor or team with systems that need it whatever their route.
pub(crate) struct Queue {
    pub(crate) provider: usize,
    pub(crate) jobs: Vec<Job>,
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
    /// All ▲ that are allowed.
    days: Vec<Day>,
    /// From each of these ▲ on, what the system is worth at least.
    least: Vec<(Day, Value)>,
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
        (jobs.len() > 1).then_some(Queue { provider, jobs })
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
        own: &dyn Fn(usize) -> Value,
    ) -> Option<Value> {
        let n = self.jobs.len();
        let jobs: Vec<(&Job, Window, Value)> = self
            .jobs
            .iter()
            .map(|j| (j, window(j), own(j.system)))
            .collect();
        let full = (1usize << n) - 1;
        // By set: the first day on which one crew can be done with it, and its least value.
        let mut free = vec![Day::MAX; full + 1];
        let mut least: Vec<Option<Value>> = vec![None; full + 1];
        free[0] = Day::MIN;
        least[0] = Some(Value::default());
        for set in 1..=full {
            for (k, (job, window, own)) in
                jobs.iter().enumerate().filter(|(k, _)| set >> k & 1 == 1)
            {
                let rest = set & !(1 << k);
                let Some(before) = least[rest] else { continue };
                let Some(day) = job.next(free[rest], *window) else {
                    continue;
                };
                free[set] = free[set].min(day);
                let value = before.plus(job.worth(day).max(*own));
                least[set] = Some(least[set].map_or(value, |v| v.min(value)));
            }
        }
        deal(&least, crews.min(n), full)
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
                if let Some(day) = job.next(before, super::options::ANY) {
                    free[set] = Some(free[set].map_or(Latest(day), |f| f.min(Latest(day))));
                }
            }
        }
        deal(&free, crews.min(n), full).map(|Latest(day)| day)
    }
}

/// What two crews are worth together.
trait Together: Copy + Ord {
    fn with(self, other: Self) -> Self;
}

impl Together for Value {
    fn with(self, other: Value) -> Value {
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

/// The least of dealing all out to crews, each of which is worth `one` with a set.
fn deal<T: Together>(one: &[Option<T>], crews: usize, full: usize) -> Option<T> {
    if crews == 0 {
        return None;
    }
    let both = |set: usize, rest: &[Option<T>]| {
        // The crew that has the first system has any of the sets with it.
        let first = set & set.wrapping_neg();
        let others = set & !first;
        let mut mine = others;
        let mut best: Option<T> = None;
        loop {
            let (a, b) = (mine | first, set & !(mine | first));
            if let (Some(a), Some(b)) = (one[a], rest[b]) {
                let sum = a.with(b);
                best = Some(best.map_or(sum, |x| x.min(sum)));
            }
            if mine == 0 {
                return best;
            }
            mine = (mine - 1) & others;
        }
    };
    let mut all: Vec<Option<T>> = one.to_vec();
    for crew in 2..=crews {
        if crew == crews {
            return both(full, &all);
        }
        all = std::iter::once(one[0])
            .chain((1..=full).map(|set| both(set, &all)))
            .collect();
    }
    all[full]
}

impl Job {
    /// The first ▲ within a window of work that begins on `from` or later.
    fn next(&self, from: Day, (least, most): Window) -> Option<Day> {
        let at = self.starts.partition_point(|s| s.0 < from);
        let mut day = self.starts.get(at)?.1;
        if day < least {
            day = *self.days.get(self.days.partition_point(|d| *d < least))?;
        }
        (day <= most).then_some(day)
    }

    /// What the system is worth at least where its ▲ is on this day or later.
    fn worth(&self, day: Day) -> Value {
        let at = self.least.partition_point(|l| l.0 <= day);
        let known = at.checked_sub(1).and_then(|k| self.least.get(k));
        let known = known.map_or(Value::default(), |l| l.1);
        // With no more gap than that, it is as late as that day at least.
        let at = self.days.partition_point(|d| *d < day);
        let late = self.late.get(at).copied().unwrap_or_default();
        let gap = known.levels.gap;
        known.max(Value {
            levels: Levels { gap, ..late },
            ..Value::default()
        })
    }

    /// Fills in what it is worth from each ▲ on.
    fn value<'w>(
        &mut self,
        model: &Model,
        options: &Options,
        within: &dyn Fn(usize, Window) -> Within<'w>,
        steps: &mut u64,
    ) {
        let mut from = Day::MIN;
        for step in 0..STEPS {
            let window = within(self.system, (from, Day::MAX));
            let Some(choice) = options.best(model, &window, Value::WORST, steps) else {
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
    let mut starts: Vec<(Day, Day)> = Vec::new();
    let mut days: Vec<Day> = Vec::new();
    let mut units = u32::MAX;
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
                let at = fits.partition_point(|d| *d < sign.ready.max(sign.day + 1));
                if let Some(day) = fits.get(at).filter(|d| sign.until >= **d - 1) {
                    starts.push((sign.day.max(model.as_of), *day));
                }
            }
        }
    }
    days.sort_unstable();
    days.dedup();
    // The latest starts first: of those that begin later and are live no later, only they count.
    starts.sort_unstable_by_key(|s| (std::cmp::Reverse(s.0), s.1));
    let mut kept: Vec<(Day, Day)> = Vec::new();
    for start in starts {
        if kept.last().is_none_or(|l| start.1 < l.1) {
            kept.push(start);
        }
    }
    kept.reverse();
    (!kept.is_empty() && units > 0).then_some(Job {
        system: i,
        position,
        units,
        starts: kept,
        late: days
            .iter()
            .map(|d| model.late(i, Bounds::StandardCutover, *d))
            .collect(),
        days,
        least: Vec::new(),
    })
}
