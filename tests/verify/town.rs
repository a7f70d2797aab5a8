//! A town of three systems whose decisions are written down, so that what follows from them can be
//! counted by hand.

use super::decisions::decide;
use super::load::{Texts, checked};
use ikou::inventory::Inventory;
use ikou::plan::verify::rebuild;
use ikou::plan::{Effort, Plan, make};

const SYSTEMS: &str = r#"
schema = 1

[municipality]
name = "試験町"
kind = "town"

[horizon]
from = 2022-04-01
to = 2027-03-31

[[deadline]]
id = "standard"
date = 2026-03-31
hard = false
weight = 3

[[vendor]]
id = "maker"
builds = 3
cutovers-per-month = 2

[[hardware]]
id = "server"
expires = 2023-12-31

[[contract]]
id = "tax-now"
ends = 2023-12-31
price = { month = 310_000 }

[[contract]]
id = "care-now"
ends = 2024-12-31
price = { month = 310_000 }
notice = { by = "180d" }
extend = { by = "12M", at-most = 1 }

[[system]]
id = "tax"
name = "税"
businesses = ["kojin_juminzei"]
hardware = "server"
contract = "tax-now"
bridges = ["rehost"]

[[system]]
id = "care"
name = "介護"
businesses = ["kaigo"]
contract = "care-now"
after = ["tax"]
bridges = ["extend"]

[[system]]
id = "vote"
name = "選挙"
businesses = ["senkyo"]
after = [{ system = "care", link = "together" }]

[[procurement]]
id = "tax/bridge"
systems = ["tax"]
stage = "rehost"
vendor = "maker"
method = { kind = "designated" }
object = "services"
work = "259d"
term = "24M"
extend = { by = "12M", at-most = 1 }
cost = [{ per = "once", yen = 30_000_000 }, { per = "month", yen = 620_000 }]

[[procurement]]
id = "tax/standard"
systems = ["tax"]
stage = "standard"
vendor = "maker"
available = 2023-10-02
method = { kind = "designated" }
work = "12M"
cost = [{ per = "once", yen = 90_000_000 }, { per = "month", yen = 310_000 }]

[[procurement]]
id = "care/standard"
systems = ["care", "vote"]
stage = "standard"
vendor = "maker"
method = { kind = "open" }
work = "12M"
cost = [{ per = "once", yen = 60_000_000 }, { per = "month", yen = 310_000 }]
"#;

/// Every ★ and ▲ of the plan; all ▲ are Mondays after a plain weekend.
const DECISIONS: [(&str, &str, &str); 6] = [
    ("tax/bridge", "contract", "2023-04-03"),
    ("tax/bridge", "cutover", "2023-12-18"),
    ("tax/standard", "contract", "2023-10-02"),
    ("tax/standard", "cutover", "2025-07-28"),
    ("care/standard", "contract", "2024-04-01"),
    ("care/standard", "cutover", "2025-10-06"),
];

/// The town, and what is different in it.
pub(super) struct Town {
    /// What is written in the inventory, and what is written in its place.
    pub(super) fact: (&'static str, &'static str),
    pub(super) calendar: &'static str,
    /// What has happened.
    pub(super) actual: &'static str,
    pub(super) today: &'static str,
    /// Other decisions: round, system (all of the round where it is empty), ★ or ▲, day.
    pub(super) decisions: &'static [(&'static str, &'static str, &'static str, &'static str)],
}

/// The town as it is.
pub(super) const TOWN: Town = Town {
    fact: ("", ""),
    calendar: "",
    actual: "",
    today: "2022-04-01",
    decisions: &[],
};

impl Town {
    /// The inventory, and the plan that follows from the decisions.
    pub(super) fn planned(&self) -> (Inventory, Plan) {
        let (old, new) = self.fact;
        assert!(old.is_empty() || SYSTEMS.matches(old).count() == 1, "{old}");
        let actual = format!("schema = 1\n\n[[actual]]\n{}\n", self.actual);
        let texts = Texts {
            systems: SYSTEMS.replacen(old, new, usize::from(!old.is_empty())),
            calendar: Some(self.calendar.to_owned()).filter(|text| !text.is_empty()),
            actuals: Some(actual).filter(|_| !self.actual.is_empty()),
            as_of: self.today.parse().unwrap(),
            ..Texts::default()
        };
        let (inventory, sources) = checked(&texts).unwrap();
        let mut plan = make(&inventory, &sources, Vec::new(), Effort::QUICK);
        for (round, kind, day) in DECISIONS {
            decide(&mut plan, None, round, kind, day.parse().unwrap());
        }
        for (round, system, kind, day) in self.decisions {
            let system = Some(*system).filter(|id| !id.is_empty());
            decide(&mut plan, system, round, kind, day.parse().unwrap());
        }
        // What was said of the decisions of the search.
        plan.outcome.bound = ikou::plan::Bound::default();
        plan.warnings.clear();
        let rebuilt = rebuild(&inventory, &plan).unwrap();
        (inventory, rebuilt)
    }
}
