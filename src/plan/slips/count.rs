//! What the runs of a block come to, counted.

use super::block::{Block, LANES, Lanes, Why, lanes};
use super::collect::Counts;
use super::pay::Paid;
use super::policy::Policy;
use crate::plan::axis::{Day, NEVER};

/// Counts runs of a policy.
pub(super) struct Counter<'p, 'm> {
    policy: &'p Policy<'m>,
    pub(super) counts: Counts,
    /// By work: which runs have it on the chain that is followed.
    marked: Vec<Lanes<bool>>,
    /// By deadline: which runs keep it.
    kept: Vec<Lanes<bool>>,
}

/// How many of the first runs something holds for.
fn how_many(which: &Lanes<bool>, runs: usize) -> u32 {
    which.iter().take(runs).map(|one| u32::from(*one)).sum()
}

impl<'p, 'm> Counter<'p, 'm> {
    pub(super) fn new(policy: &'p Policy<'m>) -> Counter<'p, 'm> {
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
            yen: vec![Vec::new(); policy.money.year_ends.len()],
            ..Counts::default()
        };
        Counter {
            policy,
            counts,
            marked: vec![[false; LANES]; works],
            kept: vec![[true; LANES]; deadlines.len()],
        }
    }

    /// Counts the first runs of a block.
    pub(super) fn count(&mut self, block: &Block, paid: &Paid, runs: usize) {
        let last = self.cutovers(block, runs);
        self.deadlines(block, runs);
        self.cover(block, runs);
        self.works(block, runs);
        for (all, year) in self.counts.yen.iter_mut().zip(&paid.years) {
            all.extend_from_slice(year.get(..runs).unwrap_or(year));
        }
        self.chains(block, &last, runs);
    }

    /// The last ▲ of the standard of each run.
    fn cutovers(&mut self, block: &Block, runs: usize) -> Lanes<Day> {
        let (policy, counts) = (self.policy, &mut self.counts);
        let mut last = [Day::MIN; LANES];
        for (c, cutover) in policy.cutovers.iter().enumerate() {
            let all = &mut counts.cutovers[c];
            let never = all.len() - 1;
            for at in block.candidate[c].iter().take(runs) {
                all[usize::from(*at).min(never)] += 1;
            }
            if cutover.standard {
                for (last, day) in last.iter_mut().zip(&block.day[c]) {
                    *last = (*last).max(*day);
                }
            }
        }
        if !policy.cutovers.is_empty() {
            let end = counts.last.len() - 1;
            for last in last.iter().take(runs) {
                let at = usize::try_from(last - policy.model.first).unwrap_or(0);
                counts.last[at.min(end)] += 1;
            }
        }
        last
    }

    fn deadlines(&mut self, block: &Block, runs: usize) {
        let (policy, counts) = (self.policy, &mut self.counts);
        self.kept.iter_mut().for_each(|kept| kept.fill(true));
        for (d, due) in policy.dues.iter().enumerate() {
            let days = &block.day[due.cutover];
            let kept = lanes(|lane| days[lane] <= due.date);
            counts.kept[d] += how_many(&kept, runs);
            let by_all = self.kept[due.deadline].iter_mut().zip(kept);
            by_all.for_each(|(all, kept)| *all &= kept);
        }
        let (mut all, mut hard) = ([true; LANES], [true; LANES]);
        let deadlines = &policy.model.inventory.deadlines;
        for (d, kept) in self.kept.iter().enumerate() {
            counts.kept_by_all[d] += how_many(kept, runs);
            for lane in 0..LANES {
                all[lane] &= kept[lane];
                hard[lane] &= kept[lane] || !deadlines[d].hard;
            }
        }
        counts.all_kept += how_many(&all, runs);
        counts.hard_kept += how_many(&hard, runs);
    }

    fn cover(&mut self, block: &Block, runs: usize) {
        let counts = &mut self.counts;
        let mut gap = [false; LANES];
        for (i, cover) in self.policy.covers.iter().enumerate() {
            let (planned, steps) = cover.planned;
            let (gaps, taken) = (&block.gap[i], &block.steps[i]);
            let more = lanes(|lane| gaps[lane] > planned);
            gap.iter_mut()
                .zip(more)
                .for_each(|(gap, more)| *gap |= more);
            let days = block.gap[i].iter().take(runs);
            counts.gap_days[i] += days.map(|days| i64::from(*days)).sum::<i64>();
            counts.gaps[i] += how_many(&more, runs);
            counts.extended[i] += how_many(&lanes(|lane| taken[lane] > steps), runs);
        }
        counts.no_gap += runs as u32 - how_many(&gap, runs);
    }

    fn works(&mut self, block: &Block, runs: usize) {
        let counts = &mut self.counts;
        for (w, work) in self.policy.works.iter().enumerate() {
            let start = &block.start[w];
            // Another fiscal year than the plan's.
            let lost =
                lanes(|lane| start[lane] == NEVER || !work.in_house && start[lane] > work.close);
            counts.start_late[w] += how_many(&lanes(|lane| start[lane] > work.start), runs);
            counts.year_lost[w] += how_many(&lost, runs);
            if work.in_house || work.over {
                continue;
            }
            let mut last = [Day::MIN; LANES];
            for c in work.cutovers.clone() {
                let days = last.iter_mut().zip(&block.day[c]);
                days.for_each(|(last, day)| *last = (*last).max(*day));
            }
            let reach = work.reach.saturating_add(1);
            let over = lanes(|lane| !lost[lane] && last[lane] > reach);
            counts.carried[w] += how_many(&over, runs);
        }
    }

    /// Marks the works behind the last ▲ and behind missed deadlines.
    fn chains(&mut self, block: &Block, last: &Lanes<Day>, runs: usize) {
        let policy = self.policy;
        self.marked.iter_mut().for_each(|marks| marks.fill(false));
        for (c, cutover) in policy.cutovers.iter().enumerate() {
            if cutover.standard {
                let ends = last.iter().zip(&block.day[c]).take(runs);
                for (lane, _) in ends.enumerate().filter(|(_, (last, day))| last == day) {
                    trace(policy, block, c, lane, &mut self.marked);
                }
            }
        }
        let marked = self.marked.iter().map(|marks| how_many(marks, runs));
        let on_last = self.counts.on_last.iter_mut().zip(marked);
        on_last.for_each(|(sum, n)| *sum += n);
        self.marked.iter_mut().for_each(|marks| marks.fill(false));
        let mut some = false;
        for due in &policy.dues {
            let days = block.day[due.cutover].iter().take(runs).enumerate();
            for (lane, _) in days.filter(|(_, day)| **day > due.date) {
                trace(policy, block, due.cutover, lane, &mut self.marked);
                some = true;
            }
        }
        if some {
            let marked = self.marked.iter().map(|marks| how_many(marks, runs));
            let on_late = self.counts.on_late.iter_mut().zip(marked);
            on_late.for_each(|(sum, n)| *sum += n);
        }
    }
}

/// Follows what pushed a ▲ back to what was not pushed by anything else.
fn trace(policy: &Policy, block: &Block, mut c: usize, lane: usize, marked: &mut [Lanes<bool>]) {
    // A circle of links ends where it has been before.
    for _ in 0..=policy.cutovers.len() {
        let w = policy.cutovers[c].work;
        marked[w][lane] = true;
        let before = match (block.why[c][lane], block.start_why[w][lane]) {
            (Why::After(before), _) => Some(before as usize),
            (Why::Work, Why::Crew(other)) => {
                let range = policy.works.get(other as usize).map(|o| o.cutovers.clone());
                range.and_then(|r| r.max_by_key(|c| block.day[*c][lane]))
            }
            _ => None,
        };
        let Some(before) = before else { return };
        let known = policy.cutovers[before].work;
        if known != w && marked[known][lane] {
            return;
        }
        c = before;
    }
}
