//! Some runs side by side: what is done of one thing is done for all of them before the next, so that
//! its tables stay at hand and most of it is the same few steps over rows of numbers.

use super::policy::{NONE, Policy, Table};
use crate::plan::axis::Day;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// So many runs are done side by side.
pub(super) const LANES: usize = 64;

/// One value for each of these runs.
pub(super) type Lanes<T> = [T; LANES];

/// A value for each run. (The arrays' own `map` and `from_fn` are calls for each of so many.)
#[inline(always)]
pub(super) fn lanes<T: Copy + Default>(mut of: impl FnMut(usize) -> T) -> Lanes<T> {
    let mut all = [T::default(); LANES];
    for (lane, one) in all.iter_mut().enumerate() {
        *one = of(lane);
    }
    all
}

/// What decided a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It lies where the plan has it.
    Planned,
    /// The work before it.
    Work,
    /// Another ▲.
    After(u32),
    /// The product came later.
    Available,
    /// The crew was at work for another round.
    Crew(u32),
    /// The crew had all its ▲ of a month.
    Month,
}

/// What runs side by side write, used again by the next ones.
pub(super) struct Block {
    /// Random numbers, run after run.
    numbers: Vec<u32>,
    /// Days and yen drawn, by variable.
    pub(super) days: Vec<Lanes<Day>>,
    pub(super) yen: Vec<Lanes<i64>>,
    /// By ▲: its candidate, its day, and why then.
    pub(super) candidate: Vec<Lanes<u16>>,
    pub(super) day: Vec<Lanes<Day>>,
    pub(super) why: Vec<Lanes<Why>>,
    /// By work: ★ or the first day of in-house work, why then, and which of its ★ days it is.
    pub(super) start: Vec<Lanes<Day>>,
    pub(super) start_why: Vec<Lanes<Why>>,
    pub(super) sign: Vec<Lanes<u16>>,
    /// By work: the days on which it takes its crew.
    pub(super) taken: Vec<(Lanes<Day>, Lanes<Day>)>,
    /// ▲ by crew and month.
    pub(super) months: Vec<Lanes<u16>>,
    /// Which of them may not be empty: all of these, and for each whether it is among them.
    pub(super) busy: Vec<usize>,
    pub(super) is_busy: Vec<bool>,
    /// By ▲ of a batch: no day before this one.
    pub(super) floor: Vec<Day>,
    /// By system: gap days, steps of extension, the last day of the present service and its steps.
    pub(super) gap: Vec<Lanes<i32>>,
    pub(super) steps: Vec<Lanes<u16>>,
    pub(super) present_last: Vec<Lanes<Day>>,
    pub(super) present_steps: Vec<[Lanes<u16>; 2]>,
    /// By ▲: the last day of the service that it begins, its steps, and the go-live day of its term.
    pub(super) last: Vec<Lanes<Day>>,
    pub(super) taken_steps: Vec<Lanes<u16>>,
    pub(super) slot: Vec<Lanes<u32>>,
}

impl Block {
    pub(super) fn of(policy: &Policy) -> Block {
        let (cutovers, works) = (policy.cutovers.len(), policy.works.len());
        let (systems, variables) = (policy.of_system.len(), policy.variables.len());
        let months = policy.crews.len() * policy.month_count();
        Block {
            numbers: Vec::new(),
            days: vec![[0; LANES]; variables],
            yen: vec![[0; LANES]; variables],
            candidate: vec![[NONE; LANES]; cutovers],
            day: vec![[0; LANES]; cutovers],
            why: vec![[Why::Planned; LANES]; cutovers],
            start: policy.works.iter().map(|w| [w.start; LANES]).collect(),
            start_why: vec![[Why::Planned; LANES]; works],
            sign: vec![[0; LANES]; works],
            taken: vec![([0; LANES], [Day::MIN; LANES]); works],
            months: vec![[0; LANES]; months],
            busy: Vec::new(),
            is_busy: vec![false; months],
            floor: vec![Day::MIN; cutovers],
            gap: vec![[0; LANES]; systems],
            steps: vec![[0; LANES]; systems],
            present_last: vec![[0; LANES]; systems],
            present_steps: vec![[[0; LANES]; 2]; systems],
            last: vec![[0; LANES]; cutovers],
            taken_steps: vec![[0; LANES]; cutovers],
            slot: vec![[0; LANES]; cutovers],
        }
    }
}

impl Policy<'_> {
    /// Draws runs of a seed from run number `first` on.
    pub(super) fn draw(&self, base: &ChaCha8Rng, first: u64, block: &mut Block) {
        let n = self.variables.len();
        if n == 0 {
            return;
        }
        block.numbers.resize(LANES * n, 0);
        for (run, row) in (first..).zip(block.numbers.chunks_exact_mut(n)) {
            let mut numbers = base.clone();
            numbers.set_stream(run);
            row.iter_mut().for_each(|slot| *slot = numbers.next_u32());
        }
        for (v, variable) in self.variables.iter().enumerate() {
            let numbers = block.numbers.iter().skip(v).step_by(n);
            match &variable.table {
                Table::Days(days) => {
                    let all = block.days[v].iter_mut().zip(numbers);
                    all.for_each(|(to, n)| *to = days.draw(*n));
                }
                Table::Yen(yen) => {
                    let all = block.yen[v].iter_mut().zip(numbers);
                    all.for_each(|(to, n)| *to = yen.draw(*n));
                }
            }
        }
    }

    /// The plan as it is: every variable at the plan's value.
    pub(super) fn draw_nothing(&self, block: &mut Block) {
        for (v, variable) in self.variables.iter().enumerate() {
            let planned = variable.planned;
            block.days[v] = [i32::try_from(planned).unwrap_or(0); LANES];
            block.yen[v] = [planned; LANES];
        }
    }
}

/// The generator of a seed.
pub(super) fn generator(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}
