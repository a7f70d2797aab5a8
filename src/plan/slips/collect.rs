//! Many runs, counted: everything is a whole number that adds up in any order, but yen by run, which
//! are kept in the order of the runs.

use super::block::{Block, LANES, generator};
use super::count::Counter;
use super::pay::Paid;
use super::policy::Policy;
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
    /// By fiscal year: yen of each run.
    pub(crate) yen: Vec<Vec<i64>>,
}

/// `n` runs of a seed.
pub(crate) fn simulate(policy: &Policy, (runs, seed): (u64, u64), progress: &Progress) -> Counts {
    let cells = policy.cutovers.iter();
    let cells = cells.map(|c| policy.model.systems[c.system].candidates.len() as u64);
    let most = (MOST_CELLS / cells.sum::<u64>().max(1)).clamp(4, MOST_BLOCKS);
    let size = BLOCK.max(runs.div_ceil(most));
    let blocks = usize::try_from(runs.div_ceil(size)).unwrap_or(0);
    progress.begin(usize::try_from(runs).unwrap_or(usize::MAX));
    let base = generator(seed);
    let each = |part: usize| {
        let from = part as u64 * size;
        let to = runs.min(from + size);
        let mut counter = Counter::new(policy);
        let (mut block, mut paid) = (Block::of(policy), Paid::of(&policy.money));
        for first in (from..to).step_by(LANES) {
            policy.draw(&base, first, &mut block);
            policy.slip(&mut block);
            policy.follow(&mut block);
            policy.pay(&block, &mut paid);
            let runs = usize::try_from(to - first).unwrap_or(LANES);
            counter.count(&block, &paid, runs.min(LANES));
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
    let (mut block, mut paid) = (Block::of(policy), Paid::of(&policy.money));
    policy.draw_nothing(&mut block);
    policy.slip(&mut block);
    policy.follow(&mut block);
    policy.pay(&block, &mut paid);
    counter.count(&block, &paid, 1);
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
        for (a, b) in self.yen.iter_mut().zip(other.yen) {
            a.extend(b);
        }
    }
}
