//! How much a fiscal year's budget may hold: guidelines (シーリング), or what the council will not pass.

use super::context::{Context, Kind};
use super::fields::Fields;
use super::values::{self, grouped};
use crate::calendar::accrual::by_year;
use crate::calendar::{Calendar, Date, FiscalYear};
use crate::diag::{Code, Finding};
use crate::facts::segment;
use crate::inventory::{
    Actual, Ceiling, Contract, ContractIx, CostPer, Event, Extend, Hardware, HardwareIx, Money,
    Platform, Price, Round, RoundIx, System, SystemIx, Tax, Terms, WHOLE,
};
use std::collections::BTreeMap;

/// `[[ceiling]]`: id, name, fiscal-year, yen, hard, systems, per.
pub(super) fn read(f: &mut Fields<'_, '_, '_>, horizon: Option<(Date, Date)>) -> Vec<Ceiling> {
    f.each_named("ceiling", "ceiling", |f| {
        f.require(&["id", "fiscal-year", "yen"]);
        let id = f.id();
        let name = f.text("name");
        let year = f.node("fiscal-year").and_then(|node| {
            let path = f.path_of("fiscal-year");
            values::fiscal_year(f.cx, node, &path)
        });
        let yen = f.yen("yen");
        let hard = f.boolean("hard").unwrap_or(false);
        let systems = f.references("systems", Kind::System);
        let per = super::subsidies::words(f, "per", &super::subsidies::PARTS);
        outside(f, year, horizon);
        Some(Ceiling {
            name: name.or_else(|| id.clone()).unwrap_or_default(),
            id: id?,
            fiscal_year: year?,
            yen: yen?.high,
            hard,
            systems: systems.map(|all| all.into_iter().map(SystemIx).collect()),
            per: per.into_iter().map(str::to_owned).collect(),
        })
    })
}

/// Nothing is costed outside the horizon.
fn outside(f: &mut Fields<'_, '_, '_>, year: Option<FiscalYear>, horizon: Option<(Date, Date)>) {
    let (Some(year), Some((from, to))) = (year, horizon) else {
        return;
    };
    if !(FiscalYear::of(from)..=FiscalYear::of(to)).contains(&year) {
        let finding = Finding::new(Code::PointlessCeiling, f.span_of("fiscal-year"))
            .arg("year", year.0)
            .path(f.path_of("fiscal-year"));
        f.cx.sink.push(finding);
    }
}

/// What says how much is fixed already.
pub(super) struct Fixed<'a> {
    pub(super) calendar: &'a Calendar,
    pub(super) systems: &'a [System],
    pub(super) rounds: &'a [Round],
    pub(super) contracts: &'a [Contract],
    pub(super) hardware: &'a [Hardware],
    pub(super) platforms: &'a [Platform],
    pub(super) actuals: &'a [Actual],
}

/// Yen that every plan pays: for which systems, of which kind, by fiscal year.
struct Sure<'a> {
    users: &'a [SystemIx],
    kind: &'static str,
    years: BTreeMap<i32, i64>,
}

/// Ceilings below what every plan pays: present contracts until the earliest day on which a system
/// can leave them, extensions that are signed, cutovers that have happened.
pub(super) fn kept(
    cx: &mut Context<'_>,
    horizon: Option<(Date, Date)>,
    ceilings: &[Ceiling],
    fixed: &Fixed<'_>,
) {
    let Some(horizon) = horizon.filter(|_| !ceilings.is_empty()) else {
        return;
    };
    let sure = fixed.sure(cx, horizon);
    for ceiling in ceilings {
        let wanted = ceiling.systems.as_deref().unwrap_or_default();
        let counts = |s: &&Sure<'_>| {
            let ours = wanted.is_empty() || s.users.iter().any(|ix| wanted.contains(ix));
            ours && (ceiling.per.is_empty() || ceiling.per.iter().any(|per| per == s.kind))
        };
        let years = sure.iter().filter(counts);
        let yen = years.filter_map(|s| s.years.get(&ceiling.fiscal_year.0));
        let yen = yen.fold(0i64, |sum, yen| sum.saturating_add(*yen));
        let path = format!("ceiling.{}.yen", segment(&ceiling.id));
        let place = cx.facts.get(&path).map(|fact| fact.span);
        if let Some(place) = place.filter(|_| yen > ceiling.yen) {
            let finding = Finding::new(Code::CeilingExceeded, place)
                .arg("fixed", grouped(yen))
                .arg("over", grouped(yen.saturating_sub(ceiling.yen)))
                .arg("limit", grouped(ceiling.yen))
                .path(path);
            cx.sink.push(finding);
        }
    }
}

impl<'a> Fixed<'a> {
    fn sure(&self, cx: &Context<'_>, horizon: (Date, Date)) -> Vec<Sure<'a>> {
        let mut all = Vec::new();
        // What is said of days to come is not counted.
        let happened = || self.actuals.iter().filter(|a| a.date <= cx.as_of);
        let steps = |of: &dyn Fn(&Actual) -> bool| {
            let signed = happened().filter(|a| a.event == Event::Extended);
            signed.filter(|a| of(a)).count()
        };
        for (n, c) in self.contracts.iter().enumerate() {
            let taken = steps(&|a| a.contract == Some(ContractIx(n)));
            let (price, extend) = (c.price.as_ref(), c.extend.as_ref());
            all.extend(self.holding(cx, horizon, &c.users, c.ends, price, extend, taken));
        }
        for (n, h) in self.hardware.iter().enumerate() {
            let taken = steps(&|a| a.hardware == Some(HardwareIx(n)));
            let (price, extend) = (h.price.as_ref(), h.extend.as_ref());
            all.extend(self.holding(cx, horizon, &h.users, h.expires, price, extend, taken));
        }
        for (n, round) in self.rounds.iter().enumerate() {
            all.extend(self.moved(cx, horizon, RoundIx(n), round));
        }
        all
    }

    /// A present contract or piece of hardware, and the steps of extension that are signed.
    #[expect(
        clippy::too_many_arguments,
        reason = "what contracts and hardware have in common"
    )]
    fn holding(
        &self,
        cx: &Context<'_>,
        horizon: (Date, Date),
        users: &'a [SystemIx],
        end: Date,
        price: Option<&Price>,
        extend: Option<&Extend>,
        taken: usize,
    ) -> Vec<Sure<'a>> {
        let Some(stays) = users.iter().map(|ix| self.stays(cx, *ix)).max() else {
            return Vec::new();
        };
        let mut all = Vec::new();
        let mut add = |kind, price: &Price, from: Date, to: Date| {
            let mut years = BTreeMap::new();
            for (yen, yearly) in [(price.month, false), (price.year, true)] {
                let Some(yen) = yen else { continue };
                let yen = self.due(cx, yen.high, price.terms, from);
                let (from, to) = (from.max(horizon.0), to.min(horizon.1));
                for (year, yen) in by_year(yen, yearly, from, to) {
                    let sum: &mut i64 = years.entry(year).or_default();
                    *sum = sum.saturating_add(yen);
                }
            }
            all.push(Sure { users, kind, years });
        };
        if let Some(price) = price {
            add("present", price, horizon.0, stays.min(end));
        }
        if let (Some(extend), Some(start)) = (extend, end.succ_opt())
            && let Some(price) = extend.price.as_ref().or(price)
        {
            let most = usize::try_from(extend.at_most).unwrap_or(0);
            for step in (0u32..).take(taken.min(most)) {
                let from = extend.by.times(step, start, self.calendar);
                let next = extend.by.times(step + 1, start, self.calendar);
                add("extension", price, from, next.pred_opt().unwrap_or(next));
            }
        }
        all
    }

    /// What a round of one system was paid once, where its ▲ has happened.
    fn moved(
        &self,
        cx: &Context<'_>,
        horizon: (Date, Date),
        ix: RoundIx,
        round: &'a Round,
    ) -> Option<Sure<'a>> {
        let own = self.actuals.iter().filter(|a| a.round == Some(ix));
        let done = own.filter(|a| a.event == Event::Done).map(|a| a.date);
        let cutover = done.min().filter(|day| *day <= cx.as_of)?;
        if round.systems.len() != 1 {
            return None;
        }
        let paid_on = match round.in_house() {
            true => cutover,
            false => cutover.pred_opt()?,
        };
        let mut years: BTreeMap<i32, i64> = BTreeMap::new();
        for cost in round.costs.iter().filter(|c| c.per == CostPer::Once) {
            if cost.activity.is_none() && (horizon.0..=horizon.1).contains(&paid_on) {
                let sum = years.entry(FiscalYear::of(paid_on).0).or_default();
                *sum = sum.saturating_add(self.due(cx, cost.yen.high, cost.terms, paid_on));
            }
        }
        Some(Sure {
            users: &round.systems,
            kind: "once",
            years,
        })
    }

    /// The last day up to which a system uses what it has now, whatever the plan.
    fn stays(&self, cx: &Context<'_>, ix: SystemIx) -> Date {
        let Some(system) = self.systems.get(ix.0) else {
            return Date::MIN;
        };
        let of = |round: RoundIx| self.actuals.iter().filter(move |a| a.round == Some(round));
        let earliest = |round: RoundIx| {
            let Some(of_round) = self.rounds.get(round.0) else {
                return cx.as_of;
            };
            let done = of(round).filter(|a| a.event == Event::Done);
            if let Some(day) = done.map(|a| a.date).min() {
                return day;
            }
            let begun = matches!(of_round.money, Money::Signed { .. })
                || of(round).any(|a| matches!(a.event, Event::Signed | Event::Started));
            if begun || of_round.in_house() {
                return cx.as_of;
            }
            // Signed today at the earliest, and done after its work.
            of_round.work.high.after(cx.as_of, self.calendar)
        };
        let firsts = system.routes.iter();
        let firsts = firsts.map(|r| earliest(r.bridge_round.unwrap_or(r.target_round)));
        let next = firsts.min().unwrap_or(cx.as_of);
        let leaves = self.calendar.service_start(next).pred_opt();
        let contract = system.contract.and_then(|c| self.contracts.get(c.0));
        let hardware = system.hardware.and_then(|h| self.hardware.get(h.0));
        let platform = hardware.and_then(|h| self.platforms.get(h.platform.0)?.supported_until);
        let ends = [
            leaves,
            contract.map(|c| c.ends),
            hardware.map(|h| h.expires),
            platform,
        ];
        ends.into_iter().flatten().min().unwrap_or(Date::MIN)
    }

    /// An amount with its index and the tax of a day, rounded down.
    fn due(&self, cx: &Context<'_>, yen: i64, terms: Terms, on: Date) -> i64 {
        let index = terms.index.and_then(|n| cx.indices.get(n));
        let value = index.and_then(|index| index.steps.iter().rfind(|(from, _)| *from <= on));
        let yen = i128::from(yen) * i128::from(value.map_or(WHOLE, |v| v.1)) / i128::from(WHOLE);
        let rates = self.calendar.rules().tax_rates.iter();
        let rate = rates.filter(|r| r.from <= on).max_by_key(|r| r.from);
        let percent = match terms.tax {
            Tax::Included => 0,
            Tax::Excluded => rate.map_or(0, |rate| i128::from(rate.percent)),
        };
        i64::try_from(yen * (100 + percent) / 100).unwrap_or(i64::MAX)
    }
}
