//! What is drawn: what is written as a range or a distribution, else what holds for all that is assumed.

use super::{Maker, Spreads, Table, Variable, Work};
use crate::calendar::{Range, Shape, Spread};
use crate::facts::{Confidence, segment};
use crate::plan::axis::{date, day};
use crate::plan::layout;
use crate::plan::slips::draws::{Amounts, Days};

impl Maker<'_, '_> {
    /// The length of a work and the first day of its product, where they may turn out otherwise.
    pub(super) fn spread_of_work(&mut self, work: &mut Work) {
        let (model, inventory) = (self.model, self.inventory);
        let round = &model.rounds[work.round];
        let source = round.source;
        let path = format!("procurement.{}", segment(&source.id));
        let start = date(work.start);
        let after = |d: crate::calendar::Duration| {
            f64::from(day(d.after(start, &inventory.calendar)) - work.start)
        };
        // In-house work whose activities all have lengths is as long as these.
        let counted = !round.in_house || layout::fill(&source.activities).is_some();
        if counted {
            let planned = after(source.work.high);
            let written = written(source.work).map(|s| s.map(after));
            let assumed = inventory.routes.spreads.work;
            let variable = self.variable(
                format!("{path}.work"),
                "work",
                planned as i64,
                written,
                assumed.map(|s| s.map(|percent| planned * f64::from(percent) / 100.0)),
            );
            work.length = variable.map(|v| (v, planned as i32));
        }
        if let Some(planned) = source.available.filter(|_| !round.begun) {
            let written = source
                .availability
                .and_then(written)
                .map(|s| s.map(|d| f64::from(day(d))));
            let assumed = inventory.routes.spreads.available;
            let later =
                assumed.map(|s| s.map(|d| f64::from(day(d.after(planned, &inventory.calendar)))));
            work.available = self.variable(
                format!("{path}.available"),
                "available",
                i64::from(day(planned)),
                written,
                later,
            );
        }
    }

    /// The variable of an amount, where it may turn out otherwise.
    pub(in crate::plan::slips) fn yen(&mut self, path: String, range: Range<i64>) -> Option<usize> {
        if range.high == 0 && range.spread.is_none() && range.low == 0 {
            return None;
        }
        let planned = range.high as f64;
        let written = written(range).map(|s| s.map(|yen| yen as f64));
        let assumed = self.inventory.routes.spreads.yen;
        let assumed = assumed.map(|s| s.map(|percent| planned * f64::from(percent) / 100.0));
        self.variable(path, "yen", range.high, written, assumed)
    }

    /// A variable with what is written, else with what holds for all that is assumed.
    fn variable(
        &mut self,
        path: String,
        kind: &'static str,
        planned: i64,
        written: Option<Spread<f64>>,
        otherwise: Option<Spread<f64>>,
    ) -> Option<usize> {
        if self.spreads == Spreads::Nothing {
            return None;
        }
        if let Some(known) = self.known.get(&path) {
            return Some(*known);
        }
        let fact = self.inventory.facts.get(&path);
        let open = self.spreads == Spreads::All
            && fact.is_some_and(|f| f.provenance.confidence == Confidence::Assumed);
        let spread = written.or(otherwise.filter(|_| open))?;
        let none = spread.low == spread.high && (spread.high - planned as f64).abs() < 0.5;
        if none {
            return None;
        }
        let table = match kind {
            "yen" => Table::Yen(Amounts::of(spread, &mut self.shapes)),
            _ => Table::Days(Days::of(spread)),
        };
        self.known.insert(path.clone(), self.variables.len());
        self.variables.push(Variable {
            path,
            kind,
            planned,
            assumed: written.is_none(),
            table,
        });
        Some(self.variables.len() - 1)
    }
}

/// The distribution that is written: a range of which nothing is said is even.
fn written<T: Copy + PartialEq>(range: Range<T>) -> Option<Spread<T>> {
    range.spread.or_else(|| {
        (range.low != range.high).then_some(Spread {
            low: range.low,
            likely: range.high,
            high: range.high,
            shape: Shape::Uniform,
        })
    })
}
