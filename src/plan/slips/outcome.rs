//! What runs came to, in dates: what is told of them is made from this alone.

use super::collect::{self, Counts};
use super::policy::{NoPolicy, Policy, Spreads, Table};
use crate::calendar::{Date, Spread};
use crate::inventory::{Inventory, Order};
use crate::plan::Plan;
use crate::plan::axis::{Day, NEVER, date};
use crate::plan::model::Model;
use crate::progress::Progress;

/// One thing that was drawn.
#[derive(Clone, Debug)]
pub(crate) struct DrawnFact {
    pub(crate) path: String,
    /// `work`, `available` or `yen`.
    pub(crate) kind: &'static str,
    /// Days, the day's number from 0001-01-01, or yen.
    pub(crate) planned: i64,
    pub(crate) spread: Spread<f64>,
    /// The spread is the one for what is assumed.
    pub(crate) assumed: bool,
}

/// ▲ of a system over all runs.
#[derive(Clone, Debug)]
pub(crate) struct CutoverRuns {
    pub(crate) system: usize,
    pub(crate) standard: bool,
    pub(crate) round: usize,
    pub(crate) planned: Date,
    pub(crate) happened: bool,
    /// Days in order with the runs that have their ▲ then.
    pub(crate) days: Vec<(Date, u32)>,
    /// Runs without a ▲ before planning ends.
    pub(crate) never: u32,
}

/// The work of a round over all runs.
#[derive(Clone, Debug)]
pub(crate) struct WorkRuns {
    pub(crate) round: usize,
    pub(crate) systems: Vec<usize>,
    /// ★ in the plan; in-house the first day of the work.
    pub(crate) start: Date,
    pub(crate) over: bool,
    pub(crate) start_late: u32,
    pub(crate) year_lost: u32,
    pub(crate) carried: u32,
    pub(crate) on_last: u32,
    pub(crate) on_late: u32,
    /// Days before the plan's ★ on which it could be signed.
    pub(crate) earlier: Vec<Date>,
}

/// A deadline of one ▲ over all runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DueRuns {
    pub(crate) deadline: usize,
    /// Index into the ▲.
    pub(crate) cutover: usize,
    pub(crate) date: Date,
    pub(crate) kept: u32,
}

/// All runs.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) facts: Vec<DrawnFact>,
    pub(crate) cutovers: Vec<CutoverRuns>,
    pub(crate) works: Vec<WorkRuns>,
    pub(crate) dues: Vec<DueRuns>,
    /// The last ▲ of the standard: days with runs, and runs without.
    pub(crate) last: (Vec<(Date, u32)>, u32),
    /// First fiscal year, and the plan's yen of each.
    pub(crate) first_year: i32,
    pub(crate) planned_yen: Vec<i64>,
    pub(crate) counts: Counts,
}

/// Lets `plan` slip `runs` times.
pub(crate) fn outcome(
    inventory: &Inventory,
    plan: &Plan,
    (runs, seed): (u64, u64),
    spreads: Spreads,
    progress: &Progress,
) -> Result<Outcome, NoPolicy> {
    // Gaps are counted also where the inventory does not mind them.
    let model = Model::in_order(inventory, &Order::default());
    let policy = Policy::of(&model, plan, spreads)?;
    let planned = collect::planned(&policy);
    let mut counts = collect::simulate(&policy, (runs, seed), progress);
    let dated = |first: Day, all: &[u32]| -> (Vec<(Date, u32)>, u32) {
        let (never, days) = all.split_last().unwrap_or((&0, &[]));
        let days = days.iter().enumerate().filter(|(_, n)| **n > 0);
        let days = days.map(|(k, n)| (date(first + k as Day), *n));
        (days.collect(), *never)
    };
    let last = dated(model.first, &counts.last);
    let by_cutover = std::mem::take(&mut counts.cutovers);
    let cutovers = policy
        .cutovers
        .iter()
        .zip(by_cutover)
        .map(|(cutover, all)| {
            let candidates = &model.systems[cutover.system].candidates;
            let days = candidates.iter().zip(&all).filter(|(_, n)| **n > 0);
            CutoverRuns {
                system: cutover.system,
                standard: cutover.standard,
                round: policy.works[cutover.work].round,
                planned: date(cutover.planned),
                happened: cutover.happened,
                days: days.map(|(c, n)| (date(c.day), *n)).collect(),
                never: all.last().copied().unwrap_or(0),
            }
        })
        .collect();
    let works = policy
        .works
        .iter()
        .enumerate()
        .map(|(w, work)| {
            let round = &model.rounds[work.round];
            let earlier = round
                .signs
                .iter()
                .filter(|s| s.day >= round.available && s.day <= work.start && !round.begun)
                .map(|s| date(s.day));
            let mine = policy.cutovers[work.cutovers.clone()].iter();
            WorkRuns {
                round: work.round,
                systems: mine.map(|c| c.system).collect(),
                start: date(work.start.min(NEVER)),
                over: work.over,
                start_late: counts.start_late[w],
                year_lost: counts.year_lost[w],
                carried: counts.carried[w],
                on_last: counts.on_last[w],
                on_late: counts.on_late[w],
                earlier: earlier.collect(),
            }
        })
        .collect();
    let dues = policy
        .dues
        .iter()
        .zip(&counts.kept)
        .map(|(due, kept)| DueRuns {
            deadline: due.deadline,
            cutover: due.cutover,
            date: date(due.date),
            kept: *kept,
        })
        .collect();
    let facts = policy
        .variables
        .iter()
        .map(|v| DrawnFact {
            path: v.path.clone(),
            kind: v.kind,
            planned: v.planned,
            spread: match &v.table {
                Table::Days(days) => days.spread,
                Table::Yen(yen) => yen.spread,
            },
            assumed: v.assumed,
        })
        .collect();
    Ok(Outcome {
        facts,
        cutovers,
        works,
        dues,
        last,
        first_year: policy.money.first_year,
        planned_yen: planned.yen.iter().map(|year| year.iter().sum()).collect(),
        counts,
    })
}
