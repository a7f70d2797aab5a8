//! The work of each round, and the days on which it may be signed after a slip.

use super::next::next_of;
use super::{Cutover, Maker, NONE, Sign, Work};
use crate::inventory::RoundIx;
use crate::plan::axis::{Day, NEVER, date, day, fiscal_end};
use crate::plan::funding::funding;
use crate::plan::model::move_rule;

impl Maker<'_, '_> {
    pub(super) fn work(
        &mut self,
        r: usize,
        range: std::ops::Range<usize>,
        cutovers: &[Cutover],
    ) -> Option<Work> {
        let model = self.model;
        let round = &model.rounds[r];
        let mine = &cutovers[range.clone()];
        let over = mine.iter().all(|c| c.happened);
        let mut work = Work {
            round: r,
            cutovers: range,
            crew: None,
            turn: 0,
            units: round.units,
            in_house: round.in_house,
            over,
            start: Day::MIN,
            signs: Vec::new(),
            next: Vec::new(),
            slots: Vec::new(),
            close: NEVER,
            reach: NEVER,
            length: None,
            available: None,
        };
        let days = usize::try_from(model.last - model.first + 1).ok()?;
        if round.in_house {
            let slot = |c: &Cutover| {
                let all = &model.systems[c.system].candidates;
                all.get(usize::from(c.candidate)).map(|c| c.slot)
            };
            let starts = mine.iter().filter_map(slot);
            work.start = starts
                .filter_map(|s| round.house_start.get(s).copied())
                .min()?;
            work.next = next_of(model, days, &round.house_start);
            work.slots = model.slots.to_vec();
        } else {
            let planned = if round.begun {
                None
            } else {
                mine.iter()
                    .find_map(|c| self.milestone(c.system, r, "contract"))
            };
            work.start = planned.or_else(|| round.signs.first().map(|s| s.day))?;
            let last = mine.iter().map(|c| c.planned).max()?;
            self.signs(&mut work, last)?;
            let starts: Vec<Day> = work.signs.iter().map(|s| s.day).collect();
            work.next = next_of(model, days, &starts);
        }
        if !over {
            self.spread_of_work(&mut work);
        }
        Some(work)
    }

    /// The ★ to which a contract may slip: while its money holds, else with money that is asked for
    /// once the slip is known.
    fn signs(&self, work: &mut Work, last: Day) -> Option<()> {
        let (model, inventory, r) = (self.model, self.inventory, work.round);
        let round = &model.rounds[r];
        let rule = move_rule(inventory, RoundIx(r));
        let from = round.signs.partition_point(|s| s.day < work.start);
        let end = fiscal_end(work.start);
        work.close = end;
        let mut rest = &round.signs[from..];
        let mut allowed = Vec::new();
        while let [first, ..] = rest {
            let close = fiscal_end(first.day);
            let (year, after) = rest.split_at(rest.partition_point(|s| s.day <= close));
            rest = after;
            let asked_in_time = |d: Day| {
                let acts = &model.acts.rounds[r];
                let paid =
                    rule.and_then(|rule| funding(inventory, rule, round.source, acts, date(d)));
                paid.is_some_and(|f| f.request.is_none_or(|request| day(request) >= work.start))
            };
            // Within a year later signing days are asked for no earlier.
            let begin = if close == end {
                0
            } else {
                year.partition_point(|s| !asked_in_time(s.day))
            };
            allowed.extend(year[begin..].iter().map(|s| Sign {
                day: s.day,
                worked: s.worked,
                fits: s.fits,
            }));
        }
        let planned = round.signs.get(from).filter(|s| s.day == work.start)?;
        // What is asked for, ◇ included, pays to the end of the year in which the plan's work ends.
        work.reach = if planned.until == NEVER {
            fiscal_end(last - 1)
        } else {
            planned.until
        };
        work.signs = allowed;
        (work.signs.len() < usize::from(NONE)).then_some(())
    }
}
