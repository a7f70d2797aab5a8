//! Yen by fiscal year of one run: the charges of `charges`, with prices drawn, and without a step of
//! memory taken.

use super::policy::{Cutover, Maker, Policy, Work, years};
use super::run::Slipped;
use crate::calendar::Range;
use crate::facts::segment;
use crate::inventory::{CostPer, Price, Terms};
use crate::plan::axis::{Day, NEVER, date, day};
use crate::plan::charges::gross;
use crate::plan::layout;

/// An amount: what the plan uses, or what is drawn.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    pub(super) planned: i64,
    pub(super) variable: Option<usize>,
    pub(super) terms: Terms,
}

/// How an amount is spread over a stretch.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    Month,
    Year,
    First,
}

/// Prices of one stretch.
pub(super) type Prices = Vec<(Over, Amount)>;

pub(super) struct CarrierMoney {
    pub(super) carrier: usize,
    pub(super) present: Prices,
    pub(super) extension: Prices,
    pub(super) exit: Amount,
}

/// A price of a round.
pub(super) struct CostMoney {
    pub(super) over: Over,
    pub(super) amount: Amount,
    /// Of an activity: its last day by ★, or by go-live slot of the last ▲.
    pub(super) by_sign: Vec<(Day, Day)>,
    pub(super) by_slot: Vec<Day>,
}

pub(super) struct WorkMoney {
    pub(super) work: usize,
    pub(super) costs: Vec<CostMoney>,
    /// Prices of steps, where they have their own.
    pub(super) extension: Option<Prices>,
    pub(super) exit: Option<Amount>,
}

pub(super) struct LinkMoney {
    pub(super) ends: [usize; 2],
    pub(super) prices: Prices,
}

/// All that is paid.
pub(crate) struct Money {
    pub(crate) first_year: i32,
    /// Last day of each fiscal year of the horizon.
    pub(crate) year_ends: Vec<Day>,
    pub(super) carriers: Vec<CarrierMoney>,
    pub(super) works: Vec<WorkMoney>,
    pub(super) links: Vec<LinkMoney>,
}

/// The tables of what is paid.
pub(super) fn money(
    maker: &mut Maker<'_, '_>,
    works: &[Work],
    cutovers: &[Cutover],
    routes: &[usize],
) -> Money {
    let (model, inventory) = (maker.model, maker.inventory);
    let (first_year, year_ends) = years(model.horizon);
    let mut carriers = Vec::new();
    for (c, carrier) in model.carriers.iter().enumerate() {
        let (path, exit) = match c.checked_sub(inventory.contracts.len()) {
            None => {
                let contract = &inventory.contracts[c];
                (
                    format!("contract.{}", segment(&contract.id)),
                    contract.exit_fee,
                )
            }
            Some(h) => {
                let hardware = &inventory.hardware[h];
                (
                    format!("hardware.{}", segment(&hardware.id)),
                    hardware.exit_fee,
                )
            }
        };
        let mut present = prices(maker, &format!("{path}.price"), carrier.price.as_ref());
        let extension = match &carrier.extend_price {
            Some(own) => prices(maker, &format!("{path}.extend.price"), Some(own)),
            None => present.clone(),
        };
        // What was paid once for the present service lies behind.
        present.retain(|(over, _)| *over != Over::First);
        let exit = exit.unwrap_or(Range::only(0));
        carriers.push(CarrierMoney {
            carrier: c,
            present,
            extension,
            exit: amount(maker, format!("{path}.exit"), exit, Terms::default()),
        });
    }
    let mut paid = Vec::new();
    for (w, work) in works.iter().enumerate() {
        let source = model.rounds[work.round].source;
        let path = format!("procurement.{}", segment(&source.id));
        let mut costs = Vec::new();
        for (n, cost) in source.costs.iter().enumerate() {
            let over = match cost.per {
                CostPer::Once => Over::First,
                CostPer::Month => Over::Month,
                CostPer::Year => Over::Year,
            };
            let amount = amount(maker, format!("{path}.cost.{n}.yen"), cost.yen, cost.terms);
            let (by_sign, by_slot) = match (&cost.activity, cost.per) {
                (Some(id), CostPer::Once) => last_days(maker, work, id),
                _ => (Vec::new(), Vec::new()),
            };
            costs.push(CostMoney {
                over,
                amount,
                by_sign,
                by_slot,
            });
        }
        let own = source.extend.as_ref().and_then(|e| e.price.as_ref());
        let standard = model.rounds[work.round].standard;
        let exit = source.exit_fee.filter(|_| !standard);
        let extension = own.map(|p| prices(maker, &format!("{path}.extend.price"), Some(p)));
        let exit = exit.map(|e| amount(maker, format!("{path}.exit"), e, Terms::default()));
        paid.push(WorkMoney {
            work: w,
            costs,
            extension,
            exit,
        });
    }
    let standard = |i: usize| {
        let target = |c: &Cutover| c.system == i && c.standard;
        cutovers.iter().position(target)
    };
    let mut links = Vec::new();
    for link in &model.soft {
        let (from, to) = (model.systems[link.from].id, model.systems[link.to].id);
        let path = format!("system.{}.after.{}.interface", segment(to), segment(from));
        let prices = prices(maker, &path, Some(&link.price));
        if let (Some(a), Some(b)) = (standard(link.from), standard(link.to)) {
            links.push(LinkMoney {
                ends: [a, b],
                prices,
            });
        }
    }
    debug_assert_eq!(routes.len(), model.systems.len());
    Money {
        first_year,
        year_ends,
        carriers,
        works: paid,
        links,
    }
}

fn amount(maker: &mut Maker<'_, '_>, path: String, range: Range<i64>, terms: Terms) -> Amount {
    Amount {
        planned: range.high,
        variable: maker.yen(path, range),
        terms,
    }
}

fn prices(maker: &mut Maker<'_, '_>, path: &str, price: Option<&Price>) -> Prices {
    let Some(price) = price else {
        return Vec::new();
    };
    let parts = [
        ("month", price.month, Over::Month),
        ("year", price.year, Over::Year),
        ("once", price.once, Over::First),
    ];
    let mut all = Vec::new();
    for (key, range, over) in parts {
        if let Some(range) = range {
            let amount = amount(maker, format!("{path}.{key}"), range, price.terms);
            all.push((over, amount));
        }
    }
    all
}

/// The last days of an activity: by ★ where it runs from there on, else by slot of the last ▲.
fn last_days(maker: &Maker<'_, '_>, work: &Work, id: &str) -> (Vec<(Day, Day)>, Vec<Day>) {
    let model = maker.model;
    let round = model.rounds[work.round].source;
    let calendar = &maker.inventory.calendar;
    let Some(at) = round.activities.iter().position(|a| a.id == *id) else {
        return (Vec::new(), Vec::new());
    };
    let last = |sign: Option<Day>, cutover: Day| {
        let days = layout::activities(calendar, round, sign.map(date), date(cutover));
        days.get(at)
            .map_or((NEVER, NEVER), |(from, to)| (day(*from), day(*to)))
    };
    let ahead = layout::fill(&round.activities).unwrap_or(0);
    let whole = |(from, to): (Day, Day)| if from <= to { to } else { NEVER };
    if at < ahead && !work.in_house {
        let far = model.last;
        let by_sign = work.signs.iter();
        return (
            by_sign
                .map(|s| (s.day, whole(last(Some(s.day), far))))
                .collect(),
            Vec::new(),
        );
    }
    // What is counted back from ▲ does not ask for ★; the one without a length ends with the next.
    let early = (!work.in_house).then_some(model.first);
    let by_slot = model.slots.iter().map(|d| whole(last(early, *d)));
    (Vec::new(), by_slot.collect())
}

/// Yen by fiscal year of the horizon.
struct Years<'y, 'm> {
    policy: &'y Policy<'m>,
    run: &'y Slipped,
    years: &'y mut [i64],
}

impl Years<'_, '_> {
    fn yen(&self, amount: Amount, on: Day) -> i64 {
        let yen = amount.variable.map_or(amount.planned, |v| self.run.yen[v]);
        if yen == 0 || amount.terms == Terms::default() {
            return yen;
        }
        gross(&self.policy.model.axis, yen, amount.terms, on)
    }

    fn year_of(&self, d: Day) -> usize {
        let ends = &self.policy.money.year_ends;
        ends.iter().position(|end| d <= *end).unwrap_or(0)
    }

    fn within(&self, d: Day) -> bool {
        let horizon = self.policy.model.horizon;
        (horizon.0..=horizon.1).contains(&d)
    }

    fn once(&mut self, yen: i64, on: Day, in_year_of: Option<Day>) {
        if yen != 0 && self.within(on) {
            let year = self.year_of(in_year_of.unwrap_or(on));
            self.years[year] += yen;
        }
    }

    fn running(&mut self, yen: i64, yearly: bool, from: Day, to: Day) {
        let horizon = self.policy.model.horizon;
        let (from, to) = (from.max(horizon.0), to.min(horizon.1));
        if yen == 0 || to < from {
            return;
        }
        let mut before = 0;
        let axis = &self.policy.model.axis;
        for at in self.year_of(from)..self.years.len() {
            let end = self.policy.money.year_ends[at].min(to);
            let so_far = axis.accrue(yen, yearly, from, end);
            self.years[at] += so_far - before;
            before = so_far;
            if end == to {
                break;
            }
        }
    }

    fn stretch(&mut self, prices: &[(Over, Amount)], from: Day, to: Day) {
        if to < from {
            return;
        }
        for (over, amount) in prices {
            let yen = self.yen(*amount, from);
            match over {
                Over::Month => self.running(yen, false, from, to),
                Over::Year => self.running(yen, true, from, to),
                Over::First => self.once(yen, from, None),
            }
        }
    }
}

impl Policy<'_> {
    /// Yen of a run by fiscal year.
    pub(crate) fn pay(&self, run: &Slipped, years: &mut [i64]) {
        years.fill(0);
        let mut paid = Years {
            policy: self,
            run,
            years,
        };
        for carrier in &self.money.carriers {
            paid.carrier(carrier);
        }
        for work in &self.money.works {
            paid.work(work);
        }
        for link in &self.money.links {
            let [a, b] = link.ends.map(|c| run.day[c]);
            let (early, late) = (a.min(b), a.max(b));
            if early < late {
                paid.stretch(&link.prices, early, late - 1);
            }
        }
        for (c, cutover) in self.cutovers.iter().enumerate() {
            let all = &self.model.systems[cutover.system].candidates;
            if let Some(candidate) = all.get(usize::from(run.candidate[c])) {
                paid.once(candidate.penalty, candidate.day, None);
            }
        }
    }
}

impl Years<'_, '_> {
    fn carrier(&mut self, money: &CarrierMoney) {
        let model = self.policy.model;
        let source = &model.carriers[money.carrier];
        let which = usize::from(source.hardware);
        let (mut last, mut steps) = (Day::MIN, source.signed);
        for u in &source.users {
            let used = &self.run.local[*u].present;
            last = last.max(used.last);
            steps = steps.max(used.steps[which]);
        }
        if last == Day::MIN {
            return;
        }
        self.stretch(&money.present, model.horizon.0, last.min(source.end));
        for (from, to) in source.stretches.iter().take(steps) {
            self.stretch(&money.extension, *from, *to);
        }
        if last < source.end {
            let fee = self.yen(money.exit, last + 1);
            self.once(fee, last + 1, None);
        }
    }

    fn work(&mut self, money: &WorkMoney) {
        let policy = self.policy;
        let model = policy.model;
        let work = &policy.works[money.work];
        let ends = &model.rounds[work.round].ends;
        let (mut first, mut last_cutover, mut last) = (NEVER, Day::MIN, Day::MIN);
        let (mut steps, mut slot, mut last_slot) = (0, None, 0);
        for c in work.cutovers.clone() {
            let cutover = &policy.cutovers[c];
            let local = &self.run.local[cutover.system];
            let used = if cutover.standard {
                local.standard
            } else {
                local.bridge
            };
            let Some(used) = used else { continue };
            first = first.min(used.cutover);
            if used.cutover > last_cutover {
                last_cutover = used.cutover;
                let all = &model.systems[cutover.system].candidates;
                last_slot = all
                    .get(usize::from(self.run.candidate[c]))
                    .map_or(0, |c| c.slot);
            }
            last = last.max(used.last);
            if slot.is_none() || used.steps[0] > steps {
                slot = Some(used.slot);
                steps = steps.max(used.steps[0]);
            }
        }
        let Some(slot) = slot else { return };
        let ends: &[Day] = ends.get(slot).map_or(&[], Vec::as_slice);
        let base = ends.first().copied().unwrap_or(NEVER);
        let paid_on = if work.in_house {
            last_cutover
        } else {
            last_cutover - 1
        };
        let steps = steps.min(ends.len().saturating_sub(1));
        for cost in &money.costs {
            if cost.over == Over::First {
                let yen = self.yen(cost.amount, paid_on);
                let worked = cost.worked(self.run.start[money.work], last_slot);
                let horizon = model.horizon.0;
                let year = worked.map(|d| d.max(horizon).min(paid_on));
                self.once(yen, paid_on, year);
                continue;
            }
            let yearly = cost.over == Over::Year;
            let yen = self.yen(cost.amount, first);
            self.running(yen, yearly, first, last.min(base));
            if money.extension.is_none() {
                for n in 1..=steps {
                    let (from, to) = (ends[n - 1] + 1, ends[n]);
                    let yen = self.yen(cost.amount, from);
                    self.running(yen, yearly, from, to);
                }
            }
        }
        if let Some(exit) = money.exit
            && !ends.is_empty()
            && last < base
        {
            let fee = self.yen(exit, last + 1);
            self.once(fee, last + 1, None);
        }
        if let Some(prices) = &money.extension {
            for n in 1..=steps {
                self.stretch(prices, ends[n - 1] + 1, ends[n]);
            }
        }
    }
}

impl CostMoney {
    /// The last day of the activity that is paid for.
    fn worked(&self, sign: Day, slot: usize) -> Option<Day> {
        let day = if self.by_sign.is_empty() {
            self.by_slot.get(slot).copied()
        } else {
            let at = self.by_sign.binary_search_by_key(&sign, |s| s.0).ok()?;
            Some(self.by_sign[at].1)
        };
        day.filter(|d| *d != NEVER)
    }
}
