//! Where the best choices of all systems do not find room, and what waiting adds to them.

use super::clash::{room, working};
use super::node::{Inside, Windows};
use super::{Problem, Run};
use crate::plan::axis::Day;
use crate::plan::levels::Levels;
use crate::plan::model::Model;
use crate::plan::options::{ANY, Choice, Window, Within, meet};
use crate::plan::queue::{Job, Queue};

/// The units that a provider can ever take at once without passing a load; `u64::MAX`: no limit.
pub(super) fn room_of(model: &Model, provider: usize, load: u64) -> u64 {
    let from = (model.as_of - model.first).max(0) as usize;
    let days = model.builds[provider].get(from..).unwrap_or_default();
    match days.iter().copied().max() {
        None | Some(u32::MAX) => u64::MAX,
        Some(capacity) => room(capacity, load),
    }
}

impl Problem<'_> {
    /// When the ▲ of a queue's system may lie.
    pub(super) fn window(&self, windows: &Windows, job: &Job) -> Window {
        let standard = windows.standard[job.system];
        let at = self.offsets[job.system];
        job.position
            .map_or(standard, |k| meet(standard, windows.rounds[at + k]))
    }

    /// Queues that have been looked for.
    pub(super) fn known_queues(&self) -> &[Queue] {
        self.queues.get().map_or(&[], Vec::as_slice)
    }

    /// The queues of vendors and teams that these choices ask for more than there is.
    pub(super) fn queues(&self, choices: &[Choice], steps: &mut u64) -> &[Queue] {
        self.queues.get_or_init(|| {
            let windows = Windows::new(self);
            let n = self.options.len();
            let links: Vec<_> = (0..n)
                .map(|i| self.shared.links_of(self.model, i, &windows))
                .collect();
            let within = |i: usize, standard| {
                let at = self.offsets[i];
                Within {
                    present: ANY,
                    standard,
                    rounds: &windows.rounds[at..at + self.model.systems[i].rounds.len()],
                    links: &links[i],
                }
            };
            let crowded = self.crowded(choices);
            let queues = crowded
                .into_iter()
                .filter_map(|p| Queue::new(self.model, &self.options, p, &within, steps));
            queues.collect()
        })
    }

    /// Choices with the systems of each queue on the days that dealing them out to `crews` gives: they
    /// find room there. `None`: nobody has to wait.
    pub(super) fn dealt(
        &self,
        windows: &Windows,
        best: &[Choice],
        crews: &dyn Fn(usize) -> usize,
        steps: &mut u64,
    ) -> Option<Vec<Choice>> {
        let (mut choices, mut moved) = (best.to_vec(), false);
        for (q, queue) in self.known_queues().iter().enumerate() {
            *steps += queue.work(crews(q));
            let window = |job: &Job| self.window(windows, job);
            let own = |i: usize| best[i].value;
            for (i, day) in queue.dealt(crews(q), &window, &own)? {
                if self.model.systems[i].candidates[choices[i].standard].day == day {
                    continue;
                }
                let links = self.shared.links_of(self.model, i, windows);
                let mut within = windows.within(self, i, &links);
                within.standard = meet(within.standard, (day, day));
                choices[i] = self.options[i].best(self.model, &within, Levels::WORST, steps)?;
                moved = true;
            }
        }
        moved.then_some(choices)
    }

    /// Providers whose work stages pass their capacity on some day.
    fn crowded(&self, choices: &[Choice]) -> Vec<usize> {
        let model = self.model;
        let mut works: Vec<Vec<(Day, Day, u32)>> = vec![Vec::new(); model.builds.len()];
        for (round, from, to) in working(self, choices) {
            if let Some(p) = model.rounds[round].provider {
                works[p].push((from.max(model.as_of), to, model.rounds[round].units));
            }
        }
        let over = |p: &usize| {
            let room = room_of(model, *p, 1_000_000);
            let sum = |d: Day| {
                let busy = works[*p].iter().filter(|w| w.0 <= d && d < w.1);
                busy.map(|w| u64::from(w.2)).sum::<u64>()
            };
            works[*p].iter().any(|w| sum(w.0) > room)
        };
        (0..works.len()).filter(over).collect()
    }
}

impl Run<'_, '_> {
    /// What waiting in a queue adds to what its systems are worth by themselves; `None`: they find
    /// no room at all.
    pub(super) fn waiting(
        &mut self,
        queue: &Queue,
        q: usize,
        windows: &Windows,
        own: &dyn Fn(usize) -> Levels,
    ) -> Option<Levels> {
        self.steps += queue.work(self.crews[q]);
        let window = |job: &Job| self.problem.window(windows, job);
        let mut more = queue.bound(self.crews[q], &window, own)?;
        for job in &queue.jobs {
            more -= own(job.system);
        }
        Some(more.max(Levels::default()))
    }

    /// The choices of a node dealt out, see [`Problem::dealt`].
    pub(super) fn dealt(&mut self, inside: &Inside) -> Option<Vec<Choice>> {
        let (problem, crews) = (self.problem, &self.crews);
        let steps = &mut self.steps;
        problem.dealt(&inside.windows, &inside.choices, &|q| crews[q], steps)
    }
}
