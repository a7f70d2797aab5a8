//! How much a fiscal year's budget may hold: guidelines (シーリング), or what the council will not pass.

use super::context::Kind;
use super::fields::Fields;
use super::values;
use crate::calendar::{Date, FiscalYear};
use crate::diag::{Code, Finding};
use crate::inventory::{Ceiling, SystemIx};

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
