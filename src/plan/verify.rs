//! A second opinion on every plan, before anyone sees it.
//!
//! `verify` takes the inventory, the arithmetic of days and the finished plan, and derives every
//! rule of docs/rules.md anew. It imports nothing of the search and of what derives a plan from its
//! result, so that one mistake cannot hide in both. From the plan it believes the decisions alone:
//! each system's route, each ★ and each ▲. All else is computed from these and compared.
//!
//! Reading order: what the plan decides (`reading`, over `past`); what follows for cover
//! (`steps`, `services`), bars (`bars`), acts (`acts`) and money (`price`, `rows`);
//! then the rules, by subject; last, what is claimed of vendors and teams (`waiting`).

mod acts;
mod bars;
mod capacity;
mod ceiling;
mod complete;
mod council;
mod covered;
mod days;
mod frame;
mod held;
mod levels;
mod linked;
mod money;
mod order;
mod past;
mod price;
mod reading;
mod rebuild;
mod rows;
mod running;
mod sections;
mod services;
mod shown;
mod slack;
mod spans;
mod steps;
mod waiting;

pub use rebuild::rebuild;
pub(super) use waiting::confirm;

use super::Plan;
use crate::calendar::Date;
use crate::inventory::Inventory;
use reading::Reading;
use std::collections::BTreeMap;
use std::fmt;

/// A rule that a plan does not keep.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// Name of the rule in docs/rules.md.
    pub rule: &'static str,
    /// The system it is about.
    pub system: Option<String>,
    /// The round it is about.
    pub round: Option<String>,
    /// What is wrong, in English: for developers and tests.
    pub what: String,
    /// The values behind the sentence. Where the rule is a quantity, by how much it is broken:
    /// `days-over`, `units-over`, `yen-over` … past a limit, `days-off`, `yen-off` … of a value
    /// that has to be met (negative: too early, too little).
    pub values: BTreeMap<String, String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.rule)?;
        for place in [&self.system, &self.round].into_iter().flatten() {
            write!(f, " [{place}]")?;
        }
        write!(f, ": {}", self.what)?;
        for (key, value) in &self.values {
            write!(f, "; {key} = {value}")?;
        }
        Ok(())
    }
}

type Check = fn(&Reading<'_>, &mut Found);

/// Every rule by its name in docs/rules.md, in the order of that text: one function each, by the
/// same name. What one rule says, no other says again, as far as that can be told apart.
const CHECKS: &[(&str, Check)] = &[
    ("as-of", days::as_of),
    ("actual", held::actual),
    ("route", complete::route),
    ("order", order::order),
    ("work-time", order::work_time),
    ("activity-order", order::activity_order),
    ("budget-season", money::budget_season),
    ("budget-vote", money::budget_vote),
    ("fiscal-year-of-money", money::fiscal_year_of_money),
    ("lapse", money::lapse),
    ("instrument", money::instrument),
    ("preparation", money::preparation),
    ("council-vote", council::council_vote),
    ("open-day", days::open_day),
    ("window", days::window),
    ("blackout", days::blackout),
    ("availability", days::availability),
    ("link-hard", linked::link_hard),
    ("link-together", linked::link_together),
    ("capacity-builds", capacity::capacity_builds),
    ("capacity-cutovers", capacity::capacity_cutovers),
    ("notice", held::notice),
    ("extension-limit", covered::extension_limit),
    ("cover", covered::cover),
    ("derived-date", held::derived_date),
    ("objective", levels::objective),
    ("yen", rows::yen),
    ("ceiling", ceiling::ceiling),
    ("section", sections::section),
    ("complete", complete::complete),
];

/// The names of all rules, in the order of docs/rules.md.
pub fn rule_names() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|(name, _)| *name)
}

/// Every rule of docs/rules.md that `plan` does not keep; empty: the plan is sound.
///
/// Any plan may be given, also one that was edited by hand or is not of this inventory.
pub fn verify(inventory: &Inventory, plan: &Plan) -> Vec<Violation> {
    let mut found = Found {
        rule: "complete",
        all: Vec::new(),
    };
    if !frame::sound(inventory, plan, &mut found) {
        return found.all;
    }
    let reading = Reading::of(inventory, plan);
    let one = |at: usize| {
        let (rule, check) = CHECKS[at];
        let mut found = Found {
            rule,
            all: Vec::new(),
        };
        check(&reading, &mut found);
        found.all
    };
    let each = crate::parallel::map(CHECKS.len(), plan.systems.len(), one);
    found.all.extend(each.into_iter().flatten());
    // A plan that breaks a rule may well be better than any that keeps them all.
    if found.all.is_empty() {
        found.rule = "objective";
        levels::bounds(&reading, &mut found);
        waiting::bounds(&reading, &mut found);
    }
    found.all
}

/// Days from one day to another, negative where the other comes first.
fn days_between(from: Date, to: Date) -> i64 {
    (to - from).num_days()
}

/// What was found, under the rule that is being checked.
struct Found {
    rule: &'static str,
    all: Vec<Violation>,
}

impl Found {
    /// Notes a violation of the present rule.
    fn add(
        &mut self,
        system: Option<&str>,
        round: Option<&str>,
        what: impl Into<String>,
        values: &[(&str, &dyn fmt::Display)],
    ) {
        self.all.push(Violation {
            rule: self.rule,
            system: system.map(str::to_owned),
            round: round.map(str::to_owned),
            what: what.into(),
            values: values
                .iter()
                .map(|(k, v)| ((*k).to_owned(), v.to_string()))
                .collect(),
        });
    }
}
