//! What is told of runs, from what they were counted to.

use super::chance::{self, Chance, Quantile, YenQuantile};
use super::{
    BOUGHT, Buffer, CutoverRisk, DayCount, DeadlineRisk, Drawn, Risk, RoundRisk, Settled,
    SystemDeadlineRisk, SystemRisk, YenRisk,
};
use crate::calendar::Date;
use crate::inventory::{Bounds, Inventory};
use crate::plan::Plan;
use crate::plan::slips::{CutoverRuns, DrawnFact, DueRuns, Outcome, WorkRuns};

/// Runs, and what they were of.
pub(super) struct Teller<'t> {
    pub(super) inventory: &'t Inventory,
    pub(super) found: &'t Outcome,
    pub(super) runs: u64,
}

impl Teller<'_> {
    fn chance(&self, runs: u32) -> Chance {
        Chance::of(u64::from(runs), self.runs)
    }

    /// All that is told.
    pub(super) fn risk(&self, plan: &Plan, seed: u64) -> Risk {
        let counts = &self.found.counts;
        let deadlines = self.inventory.deadlines.iter().zip(&counts.kept_by_all);
        Risk {
            schema: 1,
            as_of: plan.as_of,
            runs: self.runs,
            seed,
            confidence_percent: 95,
            all_deadlines: self.chance(counts.all_kept),
            hard_deadlines: self.chance(counts.hard_kept),
            no_gap: self.chance(counts.no_gap),
            deadlines: deadlines
                .map(|(deadline, kept)| DeadlineRisk {
                    id: deadline.id.clone(),
                    name: deadline.name.clone(),
                    date: deadline.date,
                    hard: deadline.hard,
                    kept: self.chance(*kept),
                })
                .collect(),
            systems: (0..self.inventory.systems.len())
                .map(|i| self.system(i))
                .collect(),
            rounds: self.found.works.iter().map(|w| self.round(w)).collect(),
            last_cutover: self.last(),
            yen: self.yen(),
            convergence: self.convergence(),
            drawn: self.drawn(),
        }
    }

    fn system(&self, i: usize) -> SystemRisk {
        let system = &self.inventory.systems[i];
        let counts = &self.found.counts;
        let mut cutovers: Vec<&CutoverRuns> = self
            .found
            .cutovers
            .iter()
            .filter(|c| c.system == i)
            .collect();
        cutovers.sort_by_key(|c| c.standard);
        let dues = self.found.dues.iter();
        let dues = dues.filter(|d| self.found.cutovers[d.cutover].system == i);
        let runs = self.runs.max(1) as f64;
        SystemRisk {
            id: system.id.clone(),
            name: system.name.clone(),
            owner: system.owner.clone().unwrap_or_default(),
            cutovers: cutovers.into_iter().map(|c| self.cutover(c)).collect(),
            deadlines: dues.map(|d| self.due(d)).collect(),
            gap: self.chance(counts.gaps[i]),
            mean_gap_days: chance::rounded(counts.gap_days[i] as f64 / runs, 2),
            extended: self.chance(counts.extended[i]),
        }
    }

    fn cutover(&self, of: &CutoverRuns) -> CutoverRisk {
        let round = &self.inventory.rounds[of.round].id;
        self.days(stage(of.standard), round, of.planned, (&of.days, of.never))
    }

    fn days(
        &self,
        stage: &str,
        round: &str,
        planned: Date,
        (days, never): (&[(Date, u32)], u32),
    ) -> CutoverRisk {
        let in_time = days.iter().filter(|(d, _)| *d <= planned);
        let in_time: u64 = in_time.map(|(_, n)| u64::from(*n)).sum();
        let quantile = |share: f64| Quantile::of(days, self.runs, share);
        CutoverRisk {
            stage: stage.to_owned(),
            round: round.to_owned(),
            planned,
            later: Chance::of(self.runs - in_time.min(self.runs), self.runs),
            p50: quantile(0.5),
            p80: quantile(0.8),
            p95: quantile(0.95),
            days: days
                .iter()
                .map(|(date, runs)| DayCount {
                    date: *date,
                    runs: u64::from(*runs),
                })
                .collect(),
            never: u64::from(never),
        }
    }

    fn last(&self) -> Option<CutoverRisk> {
        let standards = self.found.cutovers.iter().filter(|c| c.standard);
        let planned = standards.map(|c| c.planned).max()?;
        let (days, never) = &self.found.last;
        Some(self.days("standard", "", planned, (days, *never)))
    }

    fn due(&self, due: &DueRuns) -> SystemDeadlineRisk {
        let deadline = &self.inventory.deadlines[due.deadline];
        let cutover = &self.found.cutovers[due.cutover];
        let kept = self.chance(due.kept);
        let buffer = (kept.probability < BOUGHT && !cutover.happened).then(|| {
            let kept_by_most = Quantile::of(&cutover.days, self.runs, BOUGHT).date;
            let days = kept_by_most.map(|d| (d - due.date).num_days().max(0));
            let work = self.found.works.iter().find(|w| w.round == cutover.round);
            let sign_by = work.zip(days).and_then(|(work, days)| {
                let limit = work.start - chrono::Days::new(u64::try_from(days).unwrap_or(0));
                work.earlier.iter().rev().find(|d| **d <= limit).copied()
            });
            Buffer {
                days,
                months: days.map(|d| (d * 10 + 303) / 304),
                sign_by,
            }
        });
        SystemDeadlineRisk {
            id: deadline.id.clone(),
            date: due.date,
            stage: stage(deadline.bounds == Bounds::StandardCutover).to_owned(),
            kept,
            buffer,
        }
    }

    fn round(&self, work: &WorkRuns) -> RoundRisk {
        let share = |n: u32| chance::rounded(f64::from(n) / self.runs.max(1) as f64, 4);
        let ids = work.systems.iter();
        RoundRisk {
            id: self.inventory.rounds[work.round].id.clone(),
            systems: ids.map(|i| self.inventory.systems[*i].id.clone()).collect(),
            start: (!work.over).then_some(work.start),
            later: self.chance(work.start_late),
            year_lost: self.chance(work.year_lost),
            carried_over: self.chance(work.carried),
            critical_last: share(work.on_last),
            critical_late: share(work.on_late),
        }
    }

    fn yen(&self) -> Vec<YenRisk> {
        let planned = &self.found.planned_yen;
        let years = planned.len();
        if years == 0 {
            return Vec::new();
        }
        let runs = &self.found.counts.yen;
        let one = |year: Option<i32>, planned: i64, mut all: Vec<i64>| {
            all.sort_unstable();
            let sum: i128 = all.iter().map(|y| i128::from(*y)).sum();
            let mean = sum / (all.len().max(1) as i128);
            let above = all.len() - all.partition_point(|y| *y <= planned);
            YenRisk {
                fiscal_year: year,
                planned,
                mean: i64::try_from(mean).unwrap_or(0),
                p50: YenQuantile::of(&all, 0.5),
                p80: YenQuantile::of(&all, 0.8),
                p95: YenQuantile::of(&all, 0.95),
                above: Chance::of(above as u64, self.runs),
                histogram: chance::histogram(&all),
            }
        };
        let by_year = (0..years).map(|k| {
            let year = self.found.first_year + k as i32;
            one(Some(year), planned[k], runs[k].clone())
        });
        let mut whole = vec![0; runs[0].len()];
        for year in runs {
            whole
                .iter_mut()
                .zip(year)
                .for_each(|(sum, yen)| *sum += yen);
        }
        let mut all: Vec<YenRisk> = by_year.collect();
        all.push(one(None, planned.iter().sum(), whole));
        all
    }

    /// After an eighth, a quarter, half and all of the runs, as far as blocks of runs allow.
    fn convergence(&self) -> Vec<Settled> {
        let (mut runs, mut kept) = (0u64, 0u64);
        let mut all = Vec::new();
        let mut next = self.runs.div_ceil(8).max(1);
        for (n, k) in &self.found.counts.blocks {
            runs += u64::from(*n);
            kept += u64::from(*k);
            if runs >= next || runs == self.runs {
                all.push(Settled {
                    runs,
                    all_deadlines: Chance::of(kept, runs),
                });
                while next <= runs {
                    next = next.saturating_mul(2);
                }
                next = next.min(self.runs.max(1));
            }
        }
        all
    }

    fn drawn(&self) -> Vec<Drawn> {
        let facts = self.found.facts.iter();
        let one = |f: &DrawnFact| {
            // Days of availability are told from the plan's on.
            let from = match f.kind {
                "available" => f.planned as f64,
                _ => 0.0,
            };
            Drawn {
                path: f.path.clone(),
                kind: f.kind.to_owned(),
                shape: f.spread.shape.name().to_owned(),
                planned: f.planned as f64 - from,
                low: f.spread.low - from,
                likely: f
                    .spread
                    .shape
                    .has_likely()
                    .then_some(f.spread.likely - from),
                high: f.spread.high - from,
                assumed: f.assumed,
            }
        };
        facts.map(one).collect()
    }
}

fn stage(standard: bool) -> &'static str {
    if standard { "standard" } else { "bridge" }
}
