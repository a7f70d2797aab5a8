//! Why not otherwise? The plan beside the best one that has what was asked for, in words.

use crate::calendar::Date;
use crate::clash::{Asked, Clashes};
use crate::compare::{Comparison, CostChange, LevelChange, Moved, MovedDate};
use crate::inventory::{Bounds, Level};
use crate::plan::{Milestone, Plan, Status, Wish};
use crate::render::terminal::wrap;
use crate::report::{self, clean, reason, wording};
use crate::words::{Lang, say};
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write;

/// What `ikou why --not-before … --format json` gives.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Instead {
    /// Version of this format: 1.
    pub schema: u32,
    /// The "today" of both plans.
    pub as_of: Date,
    /// What was asked for.
    pub asked: Asked,
    /// Whether a plan has it so.
    pub possible: bool,
    /// What that plan has otherwise than the plan without the wish.
    pub comparison: Option<Comparison>,
    /// Whether both plans are proved to be best down to the cost.
    pub proved: bool,
    /// What stands in the way, where no plan has it so, or only one with more gap or more days past
    /// hard deadlines.
    pub clashes: Option<Clashes>,
}

impl Instead {
    /// Both plans side by side; `clashes`: what stands in the way.
    pub fn of(
        plan: &Plan,
        wished: Option<&Plan>,
        wish: &Wish,
        clashes: Option<Clashes>,
    ) -> Instead {
        Instead {
            schema: 1,
            as_of: plan.as_of,
            asked: Asked::of(&plan.systems[wish.system.0].id, wish),
            possible: wished.is_some(),
            comparison: wished.map(|wished| Comparison::of(plan, wished)),
            proved: wished.is_some_and(|wished| proved(plan) && proved(wished)),
            clashes,
        }
    }

    /// The JSON, with a newline at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The JSON Schema of [`Instead`], with a newline at its end.
pub fn instead_schema() -> String {
    let schema = schemars::schema_for!(Instead);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Kinds of money that are named as the reason of a difference.
const COSTS: usize = 4;

/// Tells what a wish for a system costs at each level, what pushes back and what else moves.
///
/// `plan` is the plan without the wish, `wished` the best with it; `None`: there is none. Lines are
/// broken at `width` columns.
pub fn instead(
    plan: &Plan,
    wished: Option<&Plan>,
    wish: &Wish,
    lang: Lang,
    width: usize,
) -> String {
    let mut told = Told {
        plan,
        lang,
        width,
        text: String::new(),
    };
    told.heading(wish);
    match wished {
        None => told.impossible(wish),
        Some(wished) => told.beside(wished, wish),
    }
    told.text
}

struct Told<'p> {
    plan: &'p Plan,
    lang: Lang,
    width: usize,
    text: String,
}

impl Told<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        let first = " ".repeat(indent);
        for line in wrap(text, self.width.saturating_sub(indent), "  ") {
            let _ = writeln!(self.text, "{first}{line}");
        }
    }

    fn say(&mut self, indent: usize, key: &str, args: &[(&str, &str)]) {
        let text = say(self.lang, key, args);
        self.line(indent, &text);
    }

    fn heading(&mut self, wish: &Wish) {
        let system = &self.plan.systems[wish.system.0];
        let mut asked = Vec::new();
        let which = self.which(wish.cutover == Bounds::StandardCutover);
        if let Some(bridge) = &wish.bridge {
            let route = wording::bridge(bridge, self.lang);
            asked.push(say(self.lang, "why-not-route", &[("bridge", &route)]));
        }
        for (key, date) in [
            ("why-not-before", wish.not_before),
            ("why-not-after", wish.not_after),
        ] {
            if let Some(date) = date {
                let day = wording::day(date, self.lang);
                asked.push(say(self.lang, key, &[("which", &which), ("date", &day)]));
            }
        }
        let args = [
            ("system", wording::name_or_id(&system.name, &system.id)),
            ("id", clean(&system.id)),
            ("asked", asked.join(&say(self.lang, "why-not-and", &[]))),
            ("as_of", self.plan.as_of.to_string()),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        self.say(0, "why-not-heading", &args);
        for what_if in report::what_ifs(self.plan, self.lang) {
            self.line(0, &what_if);
        }
    }

    /// There is no such plan: what holds the date where it is.
    fn impossible(&mut self, wish: &Wish) {
        self.say(2, "why-not-impossible", &[]);
        let plan = self.plan;
        let standard = wish.cutover == Bounds::StandardCutover;
        let of = |m: &&Milestone| m.kind == "cutover" && (m.stage == "standard") == standard;
        let system = &plan.systems[wish.system.0];
        let round = system.milestones.iter().find(of).map(|m| &m.round);
        let network = system
            .network
            .iter()
            .find(|n| n.kind == "cutover" && Some(&n.round) == round);
        // Another route may be no way out either, or it would have been taken.
        let least = network.map(|n| n.earliest);
        if let Some(least) = least.filter(|least| wish.not_after.is_some_and(|d| d < *least)) {
            let day = wording::day(least, self.lang);
            let route = wording::route(&system.route, self.lang).0;
            self.say(2, "why-not-least", &[("date", &day), ("route", &route)]);
        }
    }

    fn which(&self, standard: bool) -> String {
        let key = if standard {
            "why-not-standard"
        } else {
            "why-not-bridge"
        };
        say(self.lang, key, &[])
    }

    fn beside(&mut self, wished: &Plan, wish: &Wish) {
        let comparison = Comparison::of(self.plan, wished);
        let id = &self.plan.systems[wish.system.0].id;
        let (own, others): (Vec<&Moved>, Vec<&Moved>) =
            comparison.moved.iter().partition(|m| m.system == *id);
        if comparison.moved.is_empty() {
            self.say(2, "why-not-same", &[]);
            return;
        }
        for moved in &own {
            self.moved(2, moved);
        }
        self.text.push('\n');
        self.say(2, "why-not-levels", &[]);
        let shown = ["gap_days", "hard_late_days", "late_days", "cost_yen"];
        for level in &comparison.levels {
            let later = !shown.contains(&level.level);
            if !later || (level.old != level.new && same_before(&comparison, level)) {
                self.level(level);
            }
        }
        self.text.push('\n');
        self.pushes_back(wished, &comparison);
        if !others.is_empty() {
            self.text.push('\n');
            let n = others.len().to_string();
            self.say(2, "why-not-others", &[("n", &n)]);
            for moved in &others {
                self.moved(4, moved);
            }
        }
        self.text.push('\n');
        let both = [self.plan, wished].map(proved);
        let key = match both {
            [true, true] => "why-not-proved",
            _ => "why-not-unproved",
        };
        self.say(2, key, &[]);
    }

    fn level(&mut self, level: &LevelChange) {
        let name = say(
            self.lang,
            &format!("why-level-{}", level.level.replace('_', "-")),
            &[],
        );
        let value = |v: f64| reason::amount(v, level.level, self.lang);
        let more = level.new - level.old;
        let sign = if more > 0.0 { "+" } else { "-" };
        let change = if more == 0.0 {
            say(self.lang, "why-not-equal", &[])
        } else {
            format!("{sign}{}", value(more.abs()))
        };
        let args = [
            ("level", name.as_str()),
            ("old", &value(level.old)),
            ("new", &value(level.new)),
            ("change", &change),
        ];
        let key = if more == 0.0 {
            "why-not-level-same"
        } else {
            "why-not-level"
        };
        self.say(4, key, &args);
    }

    /// What the first level that worsens consists of.
    fn pushes_back(&mut self, wished: &Plan, comparison: &Comparison) {
        match comparison.worsens() {
            None => {
                self.say(2, "why-not-free", &[]);
                return;
            }
            Some(("peak_load" | "cutover_day_sum" | "contract_day_sum", _)) => {
                self.say(2, "why-not-order", &[]);
                return;
            }
            Some((level, by)) => {
                let name = say(
                    self.lang,
                    &format!("why-level-{}", level.replace('_', "-")),
                    &[],
                );
                let by = reason::amount(by, level, self.lang);
                self.say(2, "why-not-pushed", &[("level", &name), ("by", &by)]);
            }
        }
        for warning in &comparison.warnings {
            if matches!(
                warning.code.as_str(),
                "gap" | "hard-late" | "late" | "overrun"
            ) {
                let sentence = report::sentence(wished, warning, self.lang);
                self.line(4, &sentence);
            }
        }
        let of_cost = matches!(comparison.worsens(), Some(("cost_yen", _)));
        let costs: &[CostChange] = if of_cost { &comparison.costs } else { &[] };
        for cost in costs.iter().take(COSTS) {
            let systems: Vec<String> = cost
                .system
                .split('+')
                .map(|id| wording::system(wished, id))
                .collect();
            let more = cost.new.saturating_sub(cost.old);
            let sign = if more > 0 { "+" } else { "" };
            let yen = format!("{sign}{}", wording::grouped(more));
            let kind = wording::money_kind(&cost.kind, self.lang);
            let args = [("system", systems.join("・")), ("kind", kind), ("yen", yen)];
            let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
            self.say(4, "why-not-cost", &args);
        }
        if costs.len() > COSTS {
            let n = (costs.len() - COSTS).to_string();
            self.say(4, "why-not-more-costs", &[("n", &n)]);
        }
    }

    fn moved(&mut self, indent: usize, moved: &Moved) {
        let mut parts = Vec::new();
        if let Some((old, new)) = &moved.route {
            let (old, new) = (
                wording::route(old, self.lang).0,
                wording::route(new, self.lang).0,
            );
            let args = [("old", old.as_str()), ("new", &new)];
            parts.push(say(self.lang, "why-not-route-moved", &args));
        }
        let dates: Vec<String> = moved.dates.iter().map(|d| self.date(d)).collect();
        parts.extend(dates);
        let separator = say(self.lang, "why-not-separator", &[]);
        let name = wording::name_or_id(&moved.name, &moved.system);
        let args = [("system", name.as_str()), ("what", &parts.join(&separator))];
        self.say(indent, "why-not-moved", &args);
    }

    fn date(&self, d: &MovedDate) -> String {
        let none = say(self.lang, "why-not-none", &[]);
        let day = |date: Option<Date>| date.map_or_else(|| none.clone(), |d| d.to_string());
        let symbol = if d.kind == "contract" { "★" } else { "▲" };
        let args = [
            ("symbol", symbol),
            ("which", &self.which(d.standard)),
            ("old", &day(d.old)),
            ("new", &day(d.new)),
        ];
        say(self.lang, "why-not-date", &args)
    }
}

/// Whether every level before this one is the same.
fn same_before(comparison: &Comparison, level: &LevelChange) -> bool {
    let before = comparison
        .levels
        .iter()
        .take_while(|l| l.level != level.level);
    before.into_iter().all(|l| l.old == l.new)
}

/// Whether the levels of a plan down to its cost are as low as they can be.
fn proved(plan: &Plan) -> bool {
    let outcome = &plan.outcome;
    let told = Level::ALL.into_iter().take(4);
    let mut minded = told.filter(|level| outcome.levels().contains(level));
    let met = |level| outcome.bound.get(level) == Some(outcome.objective.get(level));
    outcome.status == Status::Optimal || minded.all(met)
}
