//! Many runs, counted: everything is a whole number that adds up in any order, but yen by run, which
//! are kept in the order of the runs.

use super::policy::Policy;
use super::run::{Drawn, Slipped, TOGETHER, Why, generator};
use crate::plan::axis::{Day, NEVER};
use crate::progress::Progress;

/// Runs of one block: blocks are what threads share out.
const BLOCK: u64 = 256;
/// And no more blocks than this, since each counts for itself; fewer where there is much to count.
const MOST_BLOCKS: u64 = 64;
const MOST_CELLS: u64 = 40_000_000;

/// What runs came to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    /// By ▲ and candidate of its system: runs; the last entry: never.
    pub(crate) cutovers: Vec<Vec<u32>>,
    /// By due date: runs that keep it.
    pub(crate) kept: Vec<u32>,
    /// By deadline: runs in which every system keeps it.
    pub(crate) kept_by_all: Vec<u32>,
    /// Runs that keep every deadline; every hard one; have no more gap days than the plan.
    pub(crate) all_kept: u32,
    pub(crate) hard_kept: u32,
    pub(crate) no_gap: u32,
    /// By system: runs with more gap days than the plan; all gap days over all runs.
    pub(crate) gaps: Vec<u32>,
    pub(crate) gap_days: Vec<i64>,
    /// By system: runs with more steps of extension than the plan.
    pub(crate) extended: Vec<u32>,
    /// By work: runs whose ★ (or first day) slips; slips into another fiscal year; whose money has
    /// to be carried over.
    pub(crate) start_late: Vec<u32>,
    pub(crate) year_lost: Vec<u32>,
    pub(crate) carried: Vec<u32>,
    /// By work: runs in which it is on the chain behind the last ▲, or behind a missed deadline.
    pub(crate) on_last: Vec<u32>,
    pub(crate) on_late: Vec<u32>,
    /// By day from the model's first: runs whose last ▲ of the standard lies there; the last: never.
    pub(crate) last: Vec<u32>,
    /// Runs that keep every deadline, by block of runs in their order.
    pub(crate) blocks: Vec<(u32, u32)>,
    /// Yen by run, fiscal year after fiscal year.
    pub(crate) yen: Vec<i64>,
}

/// `n` runs of a seed.
pub(crate) fn simulate(policy: &Policy, (runs, seed): (u64, u64), progress: &Progress) -> Counts {
    let cells = policy.cutovers.iter();
    let cells = cells.map(|c| policy.model.systems[c.system].candidates.len() as u64);
    let most = (MOST_CELLS / cells.sum::<u64>().max(1)).clamp(4, MOST_BLOCKS);
    let size = BLOCK.max(runs.div_ceil(most));
    let blocks = usize::try_from(runs.div_ceil(size)).unwrap_or(0);
    progress.begin(usize::try_from(runs).unwrap_or(usize::MAX));
    let each = |block: usize| {
        let from = block as u64 * size;
        let to = runs.min(from + size);
        let mut counter = Counter::new(policy);
        let base = generator(seed);
        let mut drawn = Drawn::default();
        for first in (from..to).step_by(TOGETHER) {
            let runs = TOGETHER.min(usize::try_from(to - first).unwrap_or(TOGETHER));
            policy.draw(&base, first, runs, &mut drawn);
            for run in 0..runs {
                policy.run(&drawn, run, &mut counter.run);
                counter.count();
            }
        }
        progress.advance((to - from) as usize);
        counter.counts.blocks = vec![((to - from) as u32, counter.counts.all_kept)];
        counter.counts
    };
    let mut all = crate::parallel::map(blocks, usize::MAX, each).into_iter();
    let mut sum = all.next().unwrap_or_default();
    all.for_each(|counts| sum.add(counts));
    sum
}

/// The one run in which everything is as the plan has it.
pub(crate) fn planned(policy: &Policy) -> Counts {
    let mut counter = Counter::new(policy);
    policy.as_planned(&mut counter.run);
    counter.count();
    counter.counts
}

impl Counts {
    fn add(&mut self, other: Counts) {
        let add = |a: &mut [u32], b: &[u32]| a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
        for (a, b) in self.cutovers.iter_mut().zip(&other.cutovers) {
            add(a, b);
        }
        add(&mut self.kept, &other.kept);
        add(&mut self.kept_by_all, &other.kept_by_all);
        add(&mut self.gaps, &other.gaps);
        add(&mut self.extended, &other.extended);
        add(&mut self.start_late, &other.start_late);
        add(&mut self.year_lost, &other.year_lost);
        add(&mut self.carried, &other.carried);
        add(&mut self.on_last, &other.on_last);
        add(&mut self.on_late, &other.on_late);
        add(&mut self.last, &other.last);
        for (a, b) in self.gap_days.iter_mut().zip(&other.gap_days) {
            *a += b;
        }
        self.all_kept += other.all_kept;
        self.hard_kept += other.hard_kept;
        self.no_gap += other.no_gap;
        self.blocks.extend(other.blocks);
        self.yen.extend(other.yen);
    }
}

struct Counter<'p, 'm> {
    policy: &'p Policy<'m>,
    run: Slipped,
    counts: Counts,
    /// Marks of the chain of one run.
    marked: Vec<u32>,
    mark: u32,
    years: Vec<i64>,
    missed: Vec<usize>,
    by_deadline: Vec<bool>,
    hard: Vec<bool>,
}

impl<'p, 'm> Counter<'p, 'm> {
    fn new(policy: &'p Policy<'m>) -> Counter<'p, 'm> {
        let model = policy.model;
        let (works, systems) = (policy.works.len(), policy.of_system.len());
        let deadlines = &model.inventory.deadlines;
        let candidates = |c: &super::policy::Cutover| model.systems[c.system].candidates.len();
        let days = usize::try_from(model.last - model.first + 2).unwrap_or(1);
        let cutovers = policy.cutovers.iter();
        let counts = Counts {
            cutovers: cutovers.map(|c| vec![0; candidates(c) + 1]).collect(),
            kept: vec![0; policy.dues.len()],
            kept_by_all: vec![0; deadlines.len()],
            gaps: vec![0; systems],
            gap_days: vec![0; systems],
            extended: vec![0; systems],
            start_late: vec![0; works],
            year_lost: vec![0; works],
            carried: vec![0; works],
            on_last: vec![0; works],
            on_late: vec![0; works],
            last: vec![0; days],
            ..Counts::default()
        };
        Counter {
            policy,
            run: Slipped::of(policy),
            counts,
            marked: vec![0; works],
            mark: 0,
            years: vec![0; policy.money.year_ends.len()],
            missed: Vec::new(),
            by_deadline: vec![true; deadlines.len()],
            hard: deadlines.iter().map(|d| d.hard).collect(),
        }
    }

    /// Counts the run.
    fn count(&mut self) {
        let policy = self.policy;
        let counts = &mut self.counts;
        let mut last = Day::MIN;
        for (c, cutover) in policy.cutovers.iter().enumerate() {
            let all = &mut counts.cutovers[c];
            let at = usize::from(self.run.candidate[c]).min(all.len() - 1);
            all[at] += 1;
            if cutover.standard {
                last = last.max(self.run.day[c]);
            }
        }
        if !policy.cutovers.is_empty() {
            let end = counts.last.len() - 1;
            let at = usize::try_from(last - policy.model.first).unwrap_or(0);
            counts.last[at.min(end)] += 1;
        }
        self.missed.clear();
        self.by_deadline.fill(true);
        for (d, due) in policy.dues.iter().enumerate() {
            if self.run.day[due.cutover] <= due.date {
                counts.kept[d] += 1;
            } else {
                self.by_deadline[due.deadline] = false;
                self.missed.push(due.cutover);
            }
        }
        let (mut all, mut hard) = (true, true);
        for (d, kept) in self.by_deadline.iter().enumerate() {
            counts.kept_by_all[d] += u32::from(*kept);
            all &= kept;
            hard &= *kept || !self.hard[d];
        }
        counts.all_kept += u32::from(all);
        counts.hard_kept += u32::from(hard);
        let mut gap = false;
        for (i, (local, planned)) in self.run.local.iter().zip(&policy.locals).enumerate() {
            let days = local.levels.get(policy.model.at.gap);
            let more = days > planned.levels.get(policy.model.at.gap);
            gap |= more;
            counts.gaps[i] += u32::from(more);
            counts.gap_days[i] += days;
            let steps = |l: &crate::plan::evaluate::Local| {
                let bridge = l.bridge.map_or(0, |b| b.steps[0]);
                l.present.steps[0] + l.present.steps[1] + bridge
            };
            counts.extended[i] += u32::from(steps(local) > steps(planned));
        }
        counts.no_gap += u32::from(!gap);
        for (w, work) in policy.works.iter().enumerate() {
            let start = self.run.start[w];
            let lost = start == NEVER || policy.year_lost(w, start);
            counts.start_late[w] += u32::from(start > work.start);
            counts.year_lost[w] += u32::from(lost);
            if !lost && !work.in_house && !work.over {
                let days = work.cutovers.clone().map(|c| self.run.day[c]);
                let over = days.max().is_some_and(|d| d - 1 > work.reach);
                counts.carried[w] += u32::from(over);
            }
        }
        policy.pay(&self.run, &mut self.years);
        counts.yen.extend_from_slice(&self.years);
        self.chains(last);
    }

    /// Marks the works behind the last ▲ and behind missed deadlines.
    fn chains(&mut self, last: Day) {
        self.mark += 1;
        for (c, cutover) in self.policy.cutovers.iter().enumerate() {
            if cutover.standard && self.run.day[c] == last {
                let (counts, marks) = (&mut self.counts.on_last, &mut self.marked);
                trace(self.policy, &self.run, c, marks, self.mark, counts);
            }
        }
        self.mark += 1;
        for c in &self.missed {
            let (counts, marks) = (&mut self.counts.on_late, &mut self.marked);
            trace(self.policy, &self.run, *c, marks, self.mark, counts);
        }
    }
}

/// Follows what pushed a ▲ back to what was not pushed by anything else.
fn trace(
    policy: &Policy,
    run: &Slipped,
    mut c: usize,
    marked: &mut [u32],
    mark: u32,
    counts: &mut [u32],
) {
    // A circle of links ends where it has been before.
    for _ in 0..=policy.cutovers.len() {
        let w = policy.cutovers[c].work;
        if marked[w] != mark {
            marked[w] = mark;
            counts[w] += 1;
        }
        let before = match (run.why[c], run.start_why[w]) {
            (Why::After(before), _) => Some(before),
            (Why::Work, Why::Crew(other)) => {
                let range = policy.works.get(other).map(|o| o.cutovers.clone());
                range.and_then(|r| r.max_by_key(|c| run.day[*c]))
            }
            _ => None,
        };
        let Some(before) = before else { return };
        let known = policy.cutovers[before].work;
        if known != w && marked[known] == mark {
            return;
        }
        c = before;
    }
}

impl Policy<'_> {
    /// Whether a ★ lies in another fiscal year than the plan's.
    fn year_lost(&self, w: usize, start: Day) -> bool {
        let work = &self.works[w];
        !work.in_house && start > work.close
    }
}
