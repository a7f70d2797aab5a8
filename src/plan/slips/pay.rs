//! Yen by fiscal year in the runs of a block.
//!
//! What prices share is worked out once for all of them: how many parts of months of a stretch lie
//! before the end of each year. A price by days is then one multiplication and one division by a
//! constant a year, to the yen what `Axis::accrue` gives.

use super::block::{Block, LANES, Lanes, lanes};
use super::money::{Amount, CarrierMoney, CostMoney, Money, Over, WorkMoney};
use super::policy::{NONE, Policy};
use crate::inventory::Terms;
use crate::plan::axis::{Day, NEVER, PARTS};
use crate::plan::charges::gross;

/// Yen of a block by fiscal year of the horizon.
pub(super) struct Paid {
    pub(super) years: Vec<Lanes<i64>>,
    /// By year: parts of months of a stretch until its end.
    cut: Vec<Lanes<i64>>,
}

/// The years that a stretch touches, and the most parts of months.
struct Cut {
    years: std::ops::Range<usize>,
    most: i64,
}

impl Paid {
    pub(super) fn of(money: &Money) -> Paid {
        let years = money.year_ends.len();
        Paid {
            years: vec![[0; LANES]; years],
            cut: vec![[0; LANES]; years],
        }
    }
}

/// Pays what runs came to.
struct Payer<'p, 'm> {
    policy: &'p Policy<'m>,
    block: &'p Block,
    paid: &'p mut Paid,
}

impl Policy<'_> {
    /// Yen of a block by fiscal year.
    pub(super) fn pay(&self, block: &Block, paid: &mut Paid) {
        paid.years.iter_mut().for_each(|year| year.fill(0));
        let mut payer = Payer {
            policy: self,
            block,
            paid,
        };
        for carrier in &self.money.carriers {
            payer.carrier(carrier);
        }
        for work in &self.money.works {
            payer.work(work);
        }
        for link in &self.money.links {
            let [a, b] = link.ends.map(|c| &block.day[c]);
            let from = lanes(|lane| a[lane].min(b[lane]));
            let to = lanes(|lane| a[lane].max(b[lane]) - 1);
            payer.stretch(&link.prices, &from, &to);
        }
        for (c, cutover) in self.cutovers.iter().enumerate() {
            let all = &self.model.systems[cutover.system].candidates;
            if !cutover.penalties {
                continue;
            }
            for lane in 0..LANES {
                let candidate = usize::from(block.candidate[c][lane]);
                if let Some(candidate) = all.get(candidate) {
                    payer.once(lane, candidate.penalty, candidate.day, candidate.day);
                }
            }
        }
    }
}

/// Whole yen of a price so far, half a yen up.
fn accrued<const WHOLE: u64>(yen: i64, parts: i64) -> i64 {
    // Both are nothing or more, and fit.
    ((yen as u64 * parts as u64 + WHOLE / 2) / WHOLE) as i64
}

impl<'p> Payer<'p, '_> {
    /// An amount with the index and the tax of a day; what is not as it was drawn is written to `room`.
    fn gross<'y>(
        &self,
        amount: &Amount,
        on: &Lanes<Day>,
        room: &'y mut Lanes<i64>,
    ) -> &'y Lanes<i64>
    where
        'p: 'y,
    {
        let drawn = amount.variable.map(|v| &self.block.yen[v]);
        if let (Some(yen), true) = (drawn, amount.terms == Terms::default()) {
            return yen;
        }
        room.fill(amount.planned);
        if let Some(yen) = drawn {
            room.copy_from_slice(yen);
        }
        if amount.terms != Terms::default() {
            let axis = &self.policy.model.axis;
            for (yen, on) in room.iter_mut().zip(on).filter(|(yen, _)| **yen != 0) {
                *yen = gross(axis, *yen, amount.terms, *on);
            }
        }
        room
    }

    /// Yen on one day, in the fiscal year of another.
    fn once(&mut self, lane: usize, yen: i64, on: Day, in_year_of: Day) {
        let (from, to) = self.policy.model.horizon;
        if yen != 0 && (from..=to).contains(&on) {
            let at = (in_year_of.clamp(from, to) - from) as usize;
            self.paid.years[self.policy.money.year_of[at]][lane] += yen;
        }
    }

    /// Cuts a stretch at the ends of fiscal years.
    fn cut(&mut self, from: &Lanes<Day>, to: &Lanes<Day>) -> Cut {
        let (money, horizon) = (&self.policy.money, self.policy.model.horizon);
        let none = Cut {
            years: 0..0,
            most: 0,
        };
        if money.year_ends.is_empty() {
            return none;
        }
        let first = lanes(|lane| from[lane].max(horizon.0));
        let last = lanes(|lane| to[lane].min(horizon.1));
        let (mut low, mut high) = (Day::MAX, Day::MIN);
        for lane in 0..LANES {
            let some = first[lane] <= last[lane];
            low = low.min(if some { first[lane] } else { Day::MAX });
            high = high.max(if some { last[lane] } else { Day::MIN });
        }
        if high < low {
            return none;
        }
        let at = |d: Day| (d - horizon.0) as usize;
        let parts = money.parts.as_slice();
        let years = money.year_of[at(low)]..money.year_of[at(high)] + 1;
        let mut most = 0;
        if first == [low; LANES] && last == [high; LANES] {
            let before = parts[at(low)];
            for year in years.clone() {
                let end = high.min(money.year_ends[year]);
                most = parts[at(end) + 1] - before;
                self.paid.cut[year] = [most; LANES];
            }
            return Cut { years, most };
        }
        let before = lanes(|lane| match first[lane] <= last[lane] {
            true => parts[at(first[lane])],
            false => 0,
        });
        for year in years.clone() {
            let close = money.year_ends[year];
            let cut = &mut self.paid.cut[year];
            for lane in 0..LANES {
                let end = last[lane].min(close);
                cut[lane] = match first[lane] <= end {
                    true => parts[at(end) + 1] - before[lane],
                    false => 0,
                };
                most = most.max(cut[lane]);
            }
        }
        Cut { years, most }
    }

    /// A price by days over the stretch that was cut.
    fn running(&mut self, yen: &Lanes<i64>, yearly: bool, cut: &Cut) {
        let (mut least, mut most) = (0, 0);
        for yen in yen {
            (least, most) = (least.min(*yen), most.max(*yen));
        }
        let fits = most
            .checked_mul(cut.most)
            .is_some_and(|all| all < i64::MAX / 2);
        match (least >= 0 && fits, yearly) {
            (true, false) => self.add(yen, cut, accrued::<{ PARTS as u64 }>),
            (true, true) => self.add(yen, cut, accrued::<{ PARTS as u64 * 12 }>),
            (false, _) => {
                let whole = i128::from(PARTS) * if yearly { 12 } else { 1 };
                self.add(yen, cut, |yen, parts| {
                    let twice = i128::from(yen) * i128::from(parts) * 2 + whole;
                    i64::try_from(twice / (whole * 2)).unwrap_or(i64::MAX)
                });
            }
        }
    }

    fn add(&mut self, yen: &Lanes<i64>, cut: &Cut, accrued: impl Fn(i64, i64) -> i64) {
        let mut before = [0; LANES];
        for year in cut.years.clone() {
            let (parts, paid) = (&self.paid.cut[year], &mut self.paid.years[year]);
            for lane in 0..LANES {
                let so_far = accrued(yen[lane], parts[lane]);
                paid[lane] += so_far - before[lane];
                before[lane] = so_far;
            }
        }
    }

    /// Prices of a stretch of days; one that ends before it begins costs nothing.
    fn stretch(&mut self, prices: &[(Over, Amount)], from: &Lanes<Day>, to: &Lanes<Day>) {
        if prices.is_empty() {
            return;
        }
        let cut = self.cut(from, to);
        for (over, amount) in prices {
            if *over == Over::First {
                let mut room = [0; LANES];
                let yen = self.gross(amount, from, &mut room);
                for lane in 0..LANES {
                    if from[lane] <= to[lane] {
                        self.once(lane, yen[lane], from[lane], from[lane]);
                    }
                }
            } else if !cut.years.is_empty() {
                let mut room = [0; LANES];
                let yen = self.gross(amount, from, &mut room);
                self.running(yen, *over == Over::Year, &cut);
            }
        }
    }

    fn carrier(&mut self, money: &CarrierMoney) {
        let model = self.policy.model;
        let source = &model.carriers[money.carrier];
        let which = usize::from(source.hardware);
        if source.users.is_empty() {
            return;
        }
        let signed = u16::try_from(source.signed).unwrap_or(u16::MAX);
        let (mut last, mut steps) = ([Day::MIN; LANES], [signed; LANES]);
        for u in &source.users {
            let (used, taken) = (
                &self.block.present_last[*u],
                &self.block.present_steps[*u][which],
            );
            for lane in 0..LANES {
                last[lane] = last[lane].max(used[lane]);
                steps[lane] = steps[lane].max(taken[lane]);
            }
        }
        let to = lanes(|lane| last[lane].min(source.end));
        self.stretch(&money.present, &[model.horizon.0; LANES], &to);
        for (n, (from, to)) in source.stretches.iter().enumerate() {
            let taken = lanes(|lane| usize::from(steps[lane]) > n);
            if !taken.contains(&true) {
                break;
            }
            let to = lanes(|lane| if taken[lane] { *to } else { Day::MIN });
            self.stretch(&money.extension, &[*from; LANES], &to);
        }
        self.leave(&money.exit, &last, &[source.end; LANES]);
    }

    /// A fee for leaving before the end.
    fn leave(&mut self, fee: &Amount, last: &Lanes<Day>, end: &Lanes<Day>) {
        if fee.variable.is_none() && fee.planned == 0 {
            return;
        }
        let on = lanes(|lane| last[lane].saturating_add(1));
        let mut room = [0; LANES];
        let yen = self.gross(fee, &on, &mut room);
        for lane in 0..LANES {
            if last[lane] < end[lane] {
                self.once(lane, yen[lane], on[lane], on[lane]);
            }
        }
    }

    fn work(&mut self, money: &WorkMoney) {
        let (policy, block) = (self.policy, self.block);
        let work = &policy.works[money.work];
        let ends = &policy.model.rounds[work.round].ends;
        let (mut first, mut last_cutover) = ([NEVER; LANES], [Day::MIN; LANES]);
        let (mut last, mut steps) = ([Day::MIN; LANES], [0u16; LANES]);
        let (mut slot, mut last_slot) = ([u32::MAX; LANES], [0u32; LANES]);
        for c in work.cutovers.clone() {
            let all = &policy.model.systems[policy.cutovers[c].system].candidates;
            for lane in 0..LANES {
                if block.candidate[c][lane] == NONE {
                    continue;
                }
                let day = block.day[c][lane];
                first[lane] = first[lane].min(day);
                if day > last_cutover[lane] {
                    last_cutover[lane] = day;
                    let candidate = all.get(usize::from(block.candidate[c][lane]));
                    last_slot[lane] = candidate.map_or(0, |c| c.slot as u32);
                }
                last[lane] = last[lane].max(block.last[c][lane]);
                let taken = block.taken_steps[c][lane];
                if slot[lane] == u32::MAX || taken > steps[lane] {
                    slot[lane] = block.slot[c][lane];
                    steps[lane] = steps[lane].max(taken);
                }
            }
        }
        let bases = &money.bases;
        let base = lanes(|lane| bases.get(slot[lane] as usize).copied().unwrap_or(NEVER));
        let before = Day::from(!work.in_house);
        // Where nobody goes live nothing is paid.
        let paid_on = lanes(|lane| last_cutover[lane].saturating_sub(before));
        let until: Lanes<Day> = lanes(|lane| last[lane].min(base[lane]));
        let cut = match money.costs.iter().any(|c| c.over != Over::First) {
            true => self.cut(&first, &until),
            false => Cut {
                years: 0..0,
                most: 0,
            },
        };
        for cost in &money.costs {
            if cost.over == Over::First {
                let mut room = [0; LANES];
                let yen = self.gross(&cost.amount, &paid_on, &mut room);
                for lane in 0..LANES {
                    let worked = cost.worked(block.sign[money.work][lane], last_slot[lane]);
                    let on = paid_on[lane];
                    self.once(lane, yen[lane], on, worked.map_or(on, |d| d.min(on)));
                }
            } else if !cut.years.is_empty() {
                let mut room = [0; LANES];
                let yen = self.gross(&cost.amount, &first, &mut room);
                self.running(yen, cost.over == Over::Year, &cut);
            }
        }
        for n in 1..=steps.into_iter().max().unwrap_or(0) {
            let mut stretch = ([0; LANES], [Day::MIN; LANES]);
            for lane in 0..LANES {
                let ends = ends.get(slot[lane] as usize).map_or(&[][..], Vec::as_slice);
                let n = usize::from(n);
                if steps[lane] >= n as u16
                    && let Some(to) = ends.get(n)
                {
                    (stretch.0[lane], stretch.1[lane]) = (ends[n - 1] + 1, *to);
                }
            }
            self.step(money, &stretch.0, &stretch.1);
        }
        if let Some(exit) = &money.exit {
            let some = lanes(|lane| ends.get(slot[lane] as usize).is_some_and(|e| !e.is_empty()));
            let end = lanes(|lane| if some[lane] { base[lane] } else { Day::MIN });
            self.leave(exit, &last, &end);
        }
    }

    /// One step of extension: by its own prices, else by those of the service.
    fn step(&mut self, money: &WorkMoney, from: &Lanes<Day>, to: &Lanes<Day>) {
        if let Some(prices) = &money.extension {
            self.stretch(prices, from, to);
            return;
        }
        let cut = self.cut(from, to);
        for cost in money.costs.iter().filter(|c| c.over != Over::First) {
            let mut room = [0; LANES];
            let yen = self.gross(&cost.amount, from, &mut room);
            self.running(yen, cost.over == Over::Year, &cut);
        }
    }
}

impl CostMoney {
    /// The last day of the activity that is paid for.
    fn worked(&self, sign: u16, slot: u32) -> Option<Day> {
        let day = if self.by_sign.is_empty() {
            self.by_slot.get(slot as usize).copied()
        } else {
            self.by_sign.get(usize::from(sign)).map(|s| s.1)
        };
        day.filter(|d| *d != NEVER)
    }
}
