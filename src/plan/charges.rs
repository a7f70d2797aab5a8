//! What is paid, when: one description that the search sums up and the budget table splits.

use super::axis::{Axis, Day};
use super::evaluate::Use;
use super::model::{Carrier, Model, RoundModel};
use crate::inventory::{CostPer, Price, Tax, Terms};

/// What a charge is for; the `kind` of a budget row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ChargeKind {
    Present,
    Extension,
    Once,
    Month,
    Interface,
    Blackout,
    Exit,
}

impl ChargeKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            ChargeKind::Present => "present",
            ChargeKind::Extension => "extension",
            ChargeKind::Once => "once",
            ChargeKind::Month => "month",
            ChargeKind::Interface => "interface",
            ChargeKind::Blackout => "blackout",
            ChargeKind::Exit => "exit",
        }
    }
}

/// How an amount is spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spread {
    /// All on the first day.
    Once,
    /// A month's price, by days.
    Month,
    /// A year's price, by days.
    Year,
}

/// One amount and the days it is for; tax included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Charge {
    pub(crate) kind: ChargeKind,
    pub(crate) spread: Spread,
    pub(crate) yen: i64,
    pub(crate) from: Day,
    pub(crate) to: Day,
    /// The step of an extension that it belongs to, from 1.
    pub(crate) step: usize,
}

impl Charge {
    pub(crate) fn once(kind: ChargeKind, yen: i64, on: Day) -> Charge {
        Charge {
            kind,
            spread: Spread::Once,
            yen,
            from: on,
            to: on,
            step: 0,
        }
    }

    /// Yen of the part that lies between `from` and `to`.
    pub(crate) fn within(&self, axis: &Axis, from: Day, to: Day) -> i64 {
        let (first, last) = (self.from.max(from), self.to.min(to));
        match self.spread {
            Spread::Once if (from..=to).contains(&self.from) => self.yen,
            Spread::Once => 0,
            Spread::Month => axis.accrue(self.yen, false, first, last),
            Spread::Year => axis.accrue(self.yen, true, first, last),
        }
    }
}

/// Yen with the index and the tax of a day.
pub(crate) fn gross(axis: &Axis, yen: i64, terms: Terms, on: Day) -> i64 {
    let yen = axis.indexed(yen, terms.index, on);
    match terms.tax {
        Tax::Included => yen,
        Tax::Excluded => axis.with_tax(yen, on),
    }
}

fn running(
    axis: &Axis,
    price: &Price,
    kind: ChargeKind,
    step: usize,
    (from, to): (Day, Day),
    emit: &mut impl FnMut(Charge),
) {
    if to < from {
        return;
    }
    let parts = [
        (price.month, Spread::Month),
        (price.year, Spread::Year),
        (price.once, Spread::Once),
    ];
    for (yen, spread) in parts {
        // What was paid once for the present service lies behind.
        let behind = kind == ChargeKind::Present && spread == Spread::Once;
        if let Some(yen) = yen.filter(|y| y.high != 0 && !behind) {
            let to = if spread == Spread::Once { from } else { to };
            emit(Charge {
                kind,
                spread,
                yen: gross(axis, yen.high, price.terms, from),
                from,
                to,
                step,
            });
        }
    }
}

/// A contract or hardware that is used to `last` and extended by `steps` steps.
pub(crate) fn carrier(
    model: &Model,
    carrier: &Carrier,
    last: Day,
    steps: usize,
    emit: &mut impl FnMut(Charge),
) {
    let axis = &model.axis;
    if let Some(price) = &carrier.price {
        let stretch = (model.horizon.0, last.min(carrier.end));
        running(axis, price, ChargeKind::Present, 0, stretch, emit);
    }
    if let Some(price) = carrier.extend_price.as_ref().or(carrier.price.as_ref()) {
        for (n, stretch) in carrier.stretches.iter().take(steps).enumerate() {
            running(axis, price, ChargeKind::Extension, n + 1, *stretch, emit);
        }
    }
    if carrier.exit_fee > 0 && last < carrier.end {
        emit(Charge::once(ChargeKind::Exit, carrier.exit_fee, last + 1));
    }
}

/// How a round's service is used by all its systems together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RoundUse<'m> {
    /// First ▲.
    pub(crate) first: Day,
    /// Last ▲.
    pub(crate) last_cutover: Day,
    /// Last day of service or reference.
    pub(crate) last: Day,
    /// Steps of extension.
    pub(crate) steps: usize,
    /// Ends of base term and steps; empty: no end.
    pub(crate) ends: &'m [Day],
}

impl<'m> RoundUse<'m> {
    /// How one system uses a round.
    pub(crate) fn of(round: &'m RoundModel<'_>, used: &Use) -> RoundUse<'m> {
        RoundUse {
            first: used.cutover,
            last_cutover: used.cutover,
            last: used.last,
            steps: used.steps[0],
            ends: round.ends.get(used.slot).map_or(&[], Vec::as_slice),
        }
    }

    /// How it is used by these and those together.
    pub(crate) fn and(self, other: RoundUse<'m>) -> RoundUse<'m> {
        RoundUse {
            first: self.first.min(other.first),
            last_cutover: self.last_cutover.max(other.last_cutover),
            last: self.last.max(other.last),
            steps: self.steps.max(other.steps),
            ends: if other.steps > self.steps {
                other.ends
            } else {
                self.ends
            },
        }
    }
}

/// A round's costs.
pub(crate) fn round(model: &Model, round: usize, used: RoundUse, emit: &mut impl FnMut(Charge)) {
    let axis = &model.axis;
    let source = model.rounds[round].source;
    let base_end = used.ends.first().copied().unwrap_or(super::axis::NEVER);
    let paid_on = if source.in_house() {
        used.last_cutover
    } else {
        used.last_cutover - 1
    };
    let extend_price = source.extend.as_ref().and_then(|e| e.price.as_ref());
    for cost in &source.costs {
        match cost.per {
            CostPer::Once => {
                let yen = gross(axis, cost.yen.high, cost.terms, paid_on);
                emit(Charge::once(ChargeKind::Once, yen, paid_on));
            }
            CostPer::Month | CostPer::Year => {
                let spread = if cost.per == CostPer::Month {
                    Spread::Month
                } else {
                    Spread::Year
                };
                let yen = gross(axis, cost.yen.high, cost.terms, used.first);
                let to = used.last.min(base_end);
                emit(Charge {
                    kind: ChargeKind::Month,
                    spread,
                    yen,
                    from: used.first,
                    to,
                    step: 0,
                });
                if extend_price.is_none() {
                    for n in 1..=used.steps.min(used.ends.len().saturating_sub(1)) {
                        let (from, to) = (used.ends[n - 1] + 1, used.ends[n]);
                        let kind = ChargeKind::Extension;
                        let yen = gross(axis, cost.yen.high, cost.terms, from);
                        emit(Charge {
                            kind,
                            spread,
                            yen,
                            from,
                            to,
                            step: n,
                        });
                    }
                }
            }
        }
    }
    // The standard is used for good.
    let ends = used.ends.first().filter(|_| !model.rounds[round].standard);
    if let Some(fee) = source.exit_fee
        && ends.is_some_and(|end| used.last < *end)
    {
        emit(Charge::once(ChargeKind::Exit, fee.high, used.last + 1));
    }
    if let Some(price) = extend_price {
        for n in 1..=used.steps.min(used.ends.len().saturating_sub(1)) {
            let stretch = (used.ends[n - 1] + 1, used.ends[n]);
            running(axis, price, ChargeKind::Extension, n, stretch, emit);
        }
    }
}

/// A temporary interface between two ▲: none where both lie on one day.
pub(crate) fn interface(
    axis: &Axis,
    price: &Price,
    ends: (Day, Day),
    emit: &mut impl FnMut(Charge),
) {
    let (early, late) = (ends.0.min(ends.1), ends.0.max(ends.1));
    if early < late {
        let stretch = (early, late - 1);
        running(axis, price, ChargeKind::Interface, 0, stretch, emit);
    }
}
