//! Where the choices of several systems cannot stand together, and the ways out, which cover every
//! plan that the node allows.

use super::Problem;
use super::node::{Change, Windows};
use crate::plan::axis::Day;
use crate::plan::options::{Choice, first_after, latest_sign};
use crate::plan::state::ratio;

/// Ways out of a clash.
pub(super) enum Split {
    /// One of these holds in every plan.
    All(Vec<Vec<Change>>),
    /// Of any of these whose units together pass `room`, one gives way in one of its ways.
    Enough {
        items: Vec<(u32, Vec<Vec<Change>>)>,
        room: u64,
    },
}

/// A round as the choices use it.
struct Work {
    round: usize,
    provider: Option<usize>,
    units: u32,
    /// First and last ▲.
    first: Day,
    last: Day,
    /// First day of the work, as late as can be.
    from: Day,
    /// Systems with their ▲.
    systems: Vec<(usize, Day)>,
}

/// A clash of the choices, if there is one.
pub(super) fn find(
    problem: &Problem,
    windows: &Windows,
    choices: &[Choice],
    load: u64,
) -> Option<Split> {
    links(problem, choices).or_else(|| match works(problem, choices) {
        Err(split) => Some(split),
        Ok(works) => {
            builds(problem, &works, load).or_else(|| cutovers(problem, windows, &works, load))
        }
    })
}

/// Rounds that are used, with the first day of work, as late as can be for the first ▲, and the day
/// after it.
pub(super) fn working<'p>(
    problem: &'p Problem,
    choices: &'p [Choice],
) -> impl Iterator<Item = (usize, Day, Day)> + 'p {
    let model = problem.model;
    choices.iter().enumerate().flat_map(move |(i, choice)| {
        let system = &model.systems[i];
        let route = system.routes[choice.route];
        let bridge = choice.bridge.and_then(|b| Some((route.bridge_round?, b)));
        let rounds = bridge
            .into_iter()
            .chain([(route.target_round, choice.standard)]);
        rounds.filter_map(move |(round, c)| {
            let c = &system.candidates[c];
            let source = &model.rounds[round];
            let from = if source.in_house {
                source.house_start.get(c.slot).copied()?
            } else {
                latest_sign(model, round, c.day, c.day)?.day
            };
            Some((round, from, c.day))
        })
    })
}

fn standard_day(problem: &Problem, choices: &[Choice], i: usize) -> Day {
    problem.model.systems[i].candidates[choices[i].standard].day
}

/// Day in the middle, the earlier one of two.
pub(super) fn middle(a: Day, b: Day) -> Day {
    a.saturating_add(b.saturating_sub(a) / 2)
}

fn links(problem: &Problem, choices: &[Choice]) -> Option<Split> {
    for (i, system) in problem.model.systems.iter().enumerate() {
        let mine = standard_day(problem, choices, i);
        for j in &system.before {
            let theirs = standard_day(problem, choices, *j);
            if theirs > mine {
                let t = middle(mine, theirs);
                let theirs = vec![Change::Standard(*j, (Day::MIN, t))];
                return Some(Split::All(vec![
                    theirs,
                    vec![Change::Standard(i, (t + 1, Day::MAX))],
                ]));
            }
        }
        for j in &system.together {
            let theirs = standard_day(problem, choices, *j);
            if theirs != mine {
                let t = middle(mine.min(theirs), mine.max(theirs));
                let both = |w| vec![Change::Standard(i, w), Change::Standard(*j, w)];
                return Some(Split::All(vec![
                    both((Day::MIN, t)),
                    both((t + 1, Day::MAX)),
                ]));
            }
        }
    }
    None
}

/// The rounds that are used; a round whose ▲ no ★ can serve together is a clash.
fn works(problem: &Problem, choices: &[Choice]) -> Result<Vec<Work>, Split> {
    let model = problem.model;
    let mut works: Vec<Option<Work>> = (0..model.rounds.len()).map(|_| None).collect();
    for (i, choice) in choices.iter().enumerate() {
        let system = &model.systems[i];
        let route = system.routes[choice.route];
        let bridge = choice.bridge.and_then(|b| Some((route.bridge_round?, b)));
        for (round, c) in bridge
            .into_iter()
            .chain([(route.target_round, choice.standard)])
        {
            let c = &system.candidates[c];
            let source = &model.rounds[round];
            let work = works[round].get_or_insert_with(|| Work {
                round,
                provider: source.provider,
                units: source.units,
                first: c.day,
                last: c.day,
                from: Day::MAX,
                systems: Vec::new(),
            });
            work.first = work.first.min(c.day);
            work.last = work.last.max(c.day);
            if source.in_house {
                let start = source.house_start.get(c.slot).copied().unwrap_or(c.day);
                work.from = work.from.min(start);
            }
            work.systems.push((i, c.day));
        }
    }
    let mut all = Vec::new();
    for mut work in works.into_iter().flatten() {
        if !model.rounds[work.round].in_house {
            match latest_sign(model, work.round, work.first, work.last) {
                Some(sign) => work.from = sign.day,
                None => return Err(apart(problem, &work)),
            }
        }
        all.push(work);
    }
    Ok(all)
}

/// The first and last ▲ of a shared round are too far apart for any ★.
fn apart(problem: &Problem, work: &Work) -> Split {
    let find = |day: Day| work.systems.iter().find(|s| s.1 == day).map_or(0, |s| s.0);
    let window = |i: usize, w| {
        let k = problem.position(i, work.round).unwrap_or(0);
        vec![Change::Round(i, k, w)]
    };
    Split::All(vec![
        window(find(work.last), (Day::MIN, work.last - 1)),
        window(find(work.first), (work.first + 1, Day::MAX)),
    ])
}

/// All systems of a round within a window.
fn whole(problem: &Problem, round: usize, window: (Day, Day)) -> Vec<Change> {
    let systems = problem.model.rounds[round].systems.iter();
    systems
        .filter_map(|i| Some(Change::Round(*i, problem.position(*i, round)?, window)))
        .collect()
}

fn builds(problem: &Problem, works: &[Work], most: u64) -> Option<Split> {
    let model = problem.model;
    for p in 0..model.builds.len() {
        let mine: Vec<&Work> = works.iter().filter(|w| w.provider == Some(p)).collect();
        let mut days: Vec<Day> = mine.iter().map(|w| w.from.max(model.as_of)).collect();
        let stretches = model.stretches[p].iter();
        days.extend(stretches.map(|(from, _, _)| model.first + *from as Day));
        days.sort_unstable();
        days.dedup();
        for d in days.into_iter().filter(|d| *d >= model.as_of) {
            let at = (d - model.first) as usize;
            let capacity = model.builds[p].get(at).copied().unwrap_or(u32::MAX);
            let busy: Vec<&&Work> = mine.iter().filter(|w| w.from <= d && d < w.last).collect();
            let sum = busy.iter().fold(0u32, |s, w| s.saturating_add(w.units));
            if ratio(sum, capacity) <= most {
                continue;
            }
            let items = busy
                .iter()
                .map(|w| {
                    let after = (first_after(model, w.round, d), Day::MAX);
                    let ways = [(Day::MIN, d), after];
                    (w.units, ways.map(|w2| whole(problem, w.round, w2)).to_vec())
                })
                .collect();
            return Some(Split::Enough {
                items,
                room: room(capacity, most),
            });
        }
    }
    None
}

/// The greatest load that keeps the ratio.
pub(super) fn room(capacity: u32, most: u64) -> u64 {
    let mut load = (u64::from(capacity) * most.min(1_000_000) / 1_000_000).saturating_add(1);
    while load > 0 && ratio(u32::try_from(load).unwrap_or(u32::MAX), capacity) > most {
        load -= 1;
    }
    load
}

fn cutovers(problem: &Problem, windows: &Windows, works: &[Work], most: u64) -> Option<Split> {
    let model = problem.model;
    for p in 0..model.builds.len() {
        // (▲ day, work), each day of a round once.
        let mut days: Vec<(Day, usize)> = Vec::new();
        for (n, work) in works
            .iter()
            .enumerate()
            .filter(|(_, w)| w.provider == Some(p))
        {
            days.extend(work.systems.iter().map(|s| (s.1, n)));
        }
        days.sort_unstable();
        days.dedup();
        for (d, _) in days.iter().filter(|(d, _)| *d >= model.as_of) {
            let (from, to) = model.axis.month_of(*d);
            let month: Vec<&(Day, usize)> = days
                .iter()
                .filter(|(x, _)| (from..=to).contains(x))
                .collect();
            let capacity = model.cutover_capacity(p, *d);
            let sum = month
                .iter()
                .fold(0u32, |s, (_, n)| s.saturating_add(works[*n].units));
            if ratio(sum, capacity) <= most {
                continue;
            }
            for (day, n) in &month {
                if let Some(split) = spread(problem, windows, &works[*n], *day) {
                    return Some(split);
                }
            }
            let even = model.month_is_even(p, from, to);
            let items = month
                .iter()
                .map(|(day, n)| {
                    let work = &works[*n];
                    let (a, b) = if even || day != d {
                        (from, to)
                    } else {
                        (*day, *day)
                    };
                    let ways = if model.rounds[work.round].systems.len() < 2 {
                        let ways = [(Day::MIN, a - 1), (b + 1, Day::MAX)];
                        ways.map(|w| whole(problem, work.round, w)).to_vec()
                    } else {
                        // Their days are fixed by now: only another route is left to them.
                        let there = work.systems.iter().filter(|s| s.1 == *day);
                        let none = (Day::MAX, Day::MIN);
                        let out = there.filter_map(|s| {
                            let k = problem.position(s.0, work.round)?;
                            Some(Change::Round(s.0, k, none))
                        });
                        vec![out.collect()]
                    };
                    (work.units, ways)
                })
                .collect();
            return Some(Split::Enough {
                items,
                room: room(capacity, most),
            });
        }
    }
    None
}

/// A shared round's systems are first fixed one by one: before, on or after the day.
fn spread(problem: &Problem, windows: &Windows, work: &Work, day: Day) -> Option<Split> {
    if problem.model.rounds[work.round].systems.len() < 2 {
        return None;
    }
    let free = |s: &&(usize, Day)| {
        let window = windows.of(problem, s.0, work.round);
        window.0 != window.1
    };
    let (i, on) = work
        .systems
        .iter()
        .filter(|s| s.1 == day)
        .find(free)
        .or_else(|| work.systems.iter().find(free))?;
    let k = problem.position(*i, work.round)?;
    let ways = [(Day::MIN, on - 1), (*on, *on), (on + 1, Day::MAX)];
    Some(Split::All(
        ways.map(|w| vec![Change::Round(*i, k, w)]).to_vec(),
    ))
}
