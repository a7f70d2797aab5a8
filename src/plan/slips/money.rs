//! What is paid, and by which prices: the charges of `charges`, with prices that may be drawn.

use super::policy::{Cutover, Maker, Work, years};
use crate::calendar::Range;
use crate::facts::segment;
use crate::inventory::{CostPer, Price, Terms};
use crate::plan::axis::{Day, NEVER, date, day};
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
    /// Of an activity: its last day by ★ (in the order of the work's), or by go-live slot of the last ▲.
    pub(super) by_sign: Vec<(Day, Day)>,
    pub(super) by_slot: Vec<Day>,
}

pub(super) struct WorkMoney {
    pub(super) work: usize,
    /// Last day of the base term by go-live slot; never: it has no end.
    pub(super) bases: Vec<Day>,
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
    /// By day of the horizon: its fiscal year, from the first; parts of months before it.
    pub(super) year_of: Vec<usize>,
    pub(super) parts: Vec<i64>,
    pub(super) carriers: Vec<CarrierMoney>,
    pub(super) works: Vec<WorkMoney>,
    pub(super) links: Vec<LinkMoney>,
}

/// The tables of what is paid.
pub(super) fn money(maker: &mut Maker<'_, '_>, works: &[Work], cutovers: &[Cutover]) -> Money {
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
        let ends = model.rounds[work.round].ends.iter();
        paid.push(WorkMoney {
            work: w,
            bases: ends.map(|e| e.first().copied().unwrap_or(NEVER)).collect(),
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
    let (from, to) = model.horizon;
    let year_of = |d: Day| year_ends.iter().position(|end| d <= *end).unwrap_or(0);
    Money {
        first_year,
        year_of: (from..=to).map(year_of).collect(),
        parts: (from..=to + 1)
            .map(|d| model.axis.parts_before(d))
            .collect(),
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
