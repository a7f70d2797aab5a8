//! Every table of `ikou budget` against the plan, for made-up inventories with fees, indices, goods,
//! subsidies and ceilings: what the JSON says is summed up anew from plan.json and from the texts of
//! the inventory, with arithmetic of this file's own.

use super::page::paid;
use super::text_of;
use crate::load::{checked, told};
use crate::random::{self, ANY, Size};
use crate::spec::Spec;
use crate::wild;
use chrono::{Datelike, Days, Months};
use ikou::budget::By;
use ikou::calendar::Date;
use ikou::plan::{BudgetRow, Effort, Plan, StageKind, make, verify};
use ikou::render::{BudgetFormat, BudgetView};
use ikou::words::Lang;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use toml::{Table, Value};

type Years = BTreeMap<i32, i64>;

fn json(plan: &Plan, view: &BudgetView) -> Json {
    serde_json::from_str(&text_of(plan, BudgetFormat::Json, view, Lang::En, 80)).unwrap()
}

fn years_of(value: &Json) -> Years {
    let map = value.as_object().unwrap();
    let years = map
        .iter()
        .map(|(y, n)| (y.parse().unwrap(), n.as_i64().unwrap()));
    years.filter(|(_, yen)| *yen != 0).collect()
}

fn by_year<'r>(rows: impl Iterator<Item = &'r BudgetRow>) -> Years {
    let mut years = Years::new();
    rows.for_each(|r| *years.entry(r.fiscal_year).or_default() += r.yen);
    years
}

fn fiscal(day: Date) -> i32 {
    day.year() - i32::from(day.month() < 4)
}

fn date(value: &Json) -> Option<Date> {
    value.as_str().map(|text| text.parse().unwrap())
}

fn once(row: &BudgetRow) -> bool {
    ["once", "interface", "exit"].contains(&row.kind.as_str())
}

fn asked_for(row: &BudgetRow) -> bool {
    row.kind != "blackout"
}

/// A wish of the numbers for a plan, with its inventory's texts where these say all.
struct Case {
    name: String,
    plan: Plan,
    texts: Option<(Table, Table)>,
}

fn cases() -> Vec<Case> {
    let count = std::env::var("IKOU_CASES").ok();
    let count = count.and_then(|n| n.parse().ok()).unwrap_or(60);
    let nothing_yet = Size {
        actuals: false,
        ..ANY
    };
    let plain = (0..count).map(|n| (format!("seed {n}"), true, random::spec(5_000 + n, ANY)));
    let young = (0..count).map(|n| (format!("young {n}"), true, random::spec(n, nothing_yet)));
    let wild = (0..count).map(|n| (format!("wild {n}"), false, wild::spec(7_000 + n, ANY)));
    let all = plain.chain(young).chain(wild);
    all.filter_map(|(name, told, spec)| case(name, told, &spec))
        .collect()
}

fn case(name: String, in_full: bool, spec: &Spec) -> Option<Case> {
    let texts = spec.plain();
    let (inventory, sources) = checked(&texts).ok()?;
    let effort = Effort {
        steps: 30_000,
        passes: 1,
    };
    let plan = make(&inventory, &sources, Vec::new(), effort);
    let kept = verify::verify(&inventory, &plan).is_empty();
    let texts = in_full.then(|| {
        let calendar = texts.calendar.as_deref().unwrap_or_default();
        (texts.systems.parse().unwrap(), calendar.parse().unwrap())
    });
    kept.then_some(Case { name, plan, texts })
}

#[test]
fn every_table_is_what_the_plan_pays() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases() {
        let (name, plan) = (&case.name, &case.plan);
        let told = json(plan, &BudgetView::default());
        let cost = plan.outcome.objective.cost_yen;
        assert_eq!(told["total"].as_i64(), Some(cost), "{name}");
        for row in &plan.budget {
            *seen
                .entry(KINDS.iter().find(|k| **k == row.kind).unwrap())
                .or_default() += 1;
        }
        fiscal_years(name, plan, &told);
        requests_and_contracts(name, plan, &told);
        groups(name, plan);
        own_money(name, plan, &told);
        if let Some((inventory, calendar)) = &case.texts {
            let prices = Prices::of(inventory, calendar);
            ceilings(name, plan, inventory, &told);
            subsidies(name, plan, inventory, &told);
            years_of_operation(name, plan, &prices, &told);
            five_years(name, plan, &prices, &told);
            *seen.entry("ceilings").or_default() += told["ceilings"].as_array().unwrap().len();
            let funds = told["sources"]["subsidies"].as_array().unwrap();
            *seen.entry("subsidies").or_default() += funds.len();
            let instruments = plan.budget.iter().filter(|r| r.instrument == "debt-burden");
            *seen.entry("debt burdens").or_default() += instruments.count();
        }
    }
    println!("{seen:?}");
    // None of it is empty talk.
    for kind in KINDS
        .into_iter()
        .chain(["ceilings", "subsidies", "debt burdens"])
    {
        assert!(
            seen.get(kind).copied().unwrap_or(0) >= 5,
            "{kind}: {seen:?}"
        );
    }
}

const KINDS: [&str; 7] = [
    "present",
    "extension",
    "once",
    "month",
    "interface",
    "exit",
    "blackout",
];

fn fiscal_years(name: &str, plan: &Plan, told: &Json) {
    let rows = || plan.budget.iter();
    let mut sum = 0;
    // A round is new in the year whose budget it is asked for.
    let mut asked: BTreeMap<&str, i32> = BTreeMap::new();
    for m in plan.systems.iter().flat_map(|s| &s.milestones) {
        let year = match m.kind.as_str() {
            "budget_request" => fiscal(m.date) + 1,
            "supplementary_request" => fiscal(m.date),
            _ => continue,
        };
        asked.entry(&m.round).or_insert(year);
    }
    for m in plan.systems.iter().flat_map(|s| &s.milestones) {
        if m.kind.ends_with("contract") && asked.contains_key(m.round.as_str()) {
            asked.insert(&m.round, fiscal(m.date));
        }
    }
    for sheet in told["years"].as_array().unwrap() {
        let year = i32::try_from(sheet["fiscal_year"].as_i64().unwrap()).unwrap();
        let of = |keep: &dyn Fn(&BudgetRow) -> bool| -> i64 {
            rows()
                .filter(|r| r.fiscal_year == year && keep(r))
                .map(|r| r.yen)
                .sum()
        };
        let new = |r: &BudgetRow| asked_for(r) && asked.get(r.round.as_str()) == Some(&year);
        let must = [
            ("total", of(&|_| true)),
            ("penalty", of(&|r| !asked_for(r))),
            ("one_off", of(&once)),
            ("running", of(&|r| !once(r) && asked_for(r))),
            ("new", of(&new)),
            ("committed", of(&|r| asked_for(r) && !new(r))),
        ];
        for (key, yen) in must {
            assert_eq!(sheet[key].as_i64(), Some(yen), "{name} {year} {key}");
        }
        sum += of(&|_| true);
    }
    assert_eq!(sum, plan.outcome.objective.cost_yen, "{name}");
}

fn requests_and_contracts(name: &str, plan: &Plan, told: &Json) {
    let kinds = [
        ("work", "once"),
        ("running", "month"),
        ("extension", "extension"),
    ];
    let mut limits: BTreeMap<&str, i64> = BTreeMap::new();
    let mut shares: BTreeMap<(&str, &str), Years> = BTreeMap::new();
    for contract in told["contracts"].as_array().unwrap() {
        let round = contract["round"].as_str().unwrap();
        let part = contract["part"].as_str().unwrap();
        let kind = kinds.iter().find(|k| k.0 == part).unwrap().1;
        let own = years_of(&contract["shares"]);
        if contract["instrument"] == "debt-burden"
            && let Some(limit) = contract["debt_limit"].as_i64()
        {
            let signed = fiscal(date(&contract["signed"]).unwrap());
            let later: i64 = own.range(signed + 1..).map(|(_, yen)| yen).sum();
            let beyond = contract["after_horizon"].as_i64().unwrap();
            assert!(limit >= later + beyond, "{name} {round}: {contract}");
            let voted = plan
                .facts
                .contains_key(&format!("procurement.{round}.money.fiscal-year"));
            assert!(
                voted || limit == later + beyond,
                "{name} {round}: {contract}"
            );
            *limits.entry(round).or_default() += limit;
        }
        assert!(
            shares.insert((round, kind), own).is_none(),
            "{name} {round} twice"
        );
    }
    // Each row of a round stands in one contract, and no contract holds another yen.
    let mut must: BTreeMap<(&str, &str), Years> = BTreeMap::new();
    for row in plan
        .budget
        .iter()
        .filter(|r| kinds.iter().any(|k| k.1 == r.kind))
    {
        let years = must.entry((&row.round, &row.kind)).or_default();
        *years.entry(row.fiscal_year).or_default() += row.yen;
    }
    shares.retain(|_, years| !years.is_empty());
    assert_eq!(shares, must, "{name}");
    for ask in told["requests"].as_array().unwrap() {
        let round = ask["round"].as_str().unwrap();
        let year = ask["fiscal_year"].as_i64();
        let rows = plan
            .budget
            .iter()
            .filter(|r| r.round == round && asked_for(r));
        let rows = rows.filter(|r| Some(i64::from(r.fiscal_year)) == year);
        let yen: i64 = rows.map(|r| r.yen).sum();
        assert_eq!(ask["yen"].as_i64(), Some(yen), "{name} {round}");
        assert_eq!(
            ask["debt_limit"].as_i64(),
            limits.get(round).copied(),
            "{name} {round}"
        );
    }
}

fn groups(name: &str, plan: &Plan) {
    let owner = |ids: &str| -> String {
        let mut names: Vec<&str> = Vec::new();
        for id in ids.split('+') {
            let owner = plan
                .systems
                .iter()
                .find(|s| s.id == id)
                .map_or("", |s| &s.owner);
            if !owner.is_empty() && !names.contains(&owner) {
                names.push(owner);
            }
        }
        names.join("、")
    };
    for (word, by) in By::ALL {
        let key = |r: &BudgetRow| match word {
            "fiscal-year" => r.fiscal_year.to_string(),
            "system" => r.system.clone(),
            "round" => r.round.clone(),
            "instrument" => r.instrument.clone(),
            "owner" => owner(&r.system),
            "kind" => r.kind.clone(),
            other => panic!("{other}"),
        };
        let mut must: BTreeMap<String, (Years, [i64; 4])> = BTreeMap::new();
        for row in &plan.budget {
            let group = must.entry(key(row)).or_default();
            *group.0.entry(row.fiscal_year).or_default() += row.yen;
            let nature = match row {
                r if once(r) => 0,
                r if asked_for(r) => 1,
                _ => 2,
            };
            group.1[nature] += row.yen;
            group.1[3] += row.yen;
        }
        let view = BudgetView {
            by: Some(by),
            ..BudgetView::default()
        };
        let told = json(plan, &view);
        let lines = told["groups"]["lines"].as_array().unwrap();
        let numbers = |line: &Json| {
            ["one_off", "running", "penalty", "yen"].map(|k| line[k].as_i64().unwrap())
        };
        let are: BTreeMap<String, (Years, [i64; 4])> = lines
            .iter()
            .map(|line| {
                let key = line["key"].as_str().unwrap().to_owned();
                (key, (years_of(&line["years"]), numbers(line)))
            })
            .collect();
        assert_eq!(are, must, "{name} {word}");
        let total = numbers(&told["groups"]["total"]);
        assert_eq!(total[3], plan.outcome.objective.cost_yen, "{name} {word}");
        assert_eq!(total[0] + total[1] + total[2], total[3], "{name} {word}");
        // The same in a spreadsheet: the last column of all lines but the last is the total.
        let csv = text_of(plan, BudgetFormat::Csv, &view, Lang::En, 80);
        let cells = csv
            .lines()
            .skip(1)
            .map(|l| l.rsplit(',').next().unwrap().parse().unwrap());
        let column: Vec<i64> = cells.collect();
        let (sum, lines) = column.split_last().unwrap();
        assert_eq!(
            (*sum, lines.iter().sum::<i64>()),
            (total[3], total[3]),
            "{name} {word}"
        );
    }
}

/// Subsidies and the city's own money are all that is paid, year by year.
fn own_money(name: &str, plan: &Plan, told: &Json) {
    let mut all = years_of(&told["sources"]["own"]);
    for subsidy in told["sources"]["subsidies"].as_array().unwrap() {
        for (year, yen) in years_of(&subsidy["years"]) {
            *all.entry(year).or_default() += yen;
        }
    }
    let mut must = by_year(plan.budget.iter().filter(|r| asked_for(r)));
    must.retain(|_, yen| *yen != 0);
    assert_eq!(all, must, "{name}");
}

fn tables<'t>(inventory: &'t Table, kind: &str) -> impl Iterator<Item = &'t Table> + use<'t> {
    let all = inventory.get(kind).and_then(Value::as_array);
    all.into_iter()
        .flatten()
        .map(|value| value.as_table().unwrap())
}

fn words(table: &Table, key: &str) -> Vec<String> {
    let all = table
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    all.map(|v| v.as_str().unwrap().to_owned()).collect()
}

/// Upper end of an amount.
fn yen(value: Option<&Value>) -> Option<i64> {
    match value? {
        Value::Integer(yen) => Some(*yen),
        Value::String(text) => Some(
            text.rsplit("..")
                .next()
                .unwrap()
                .replace('_', "")
                .parse()
                .unwrap(),
        ),
        other => panic!("{other:?}"),
    }
}

fn ceilings(name: &str, plan: &Plan, inventory: &Table, told: &Json) {
    for (n, limit) in tables(inventory, "ceiling").enumerate() {
        let per = words(limit, "per");
        let year = limit["fiscal-year"].as_integer();
        let rows = plan
            .budget
            .iter()
            .filter(|r| Some(i64::from(r.fiscal_year)) == year);
        let rows = rows.filter(|r| match per.is_empty() {
            true => asked_for(r),
            false => per.contains(&r.kind),
        });
        let planned: i64 = rows.map(|r| r.yen).sum();
        let is = &told["ceilings"][n];
        assert_eq!(is["planned"].as_i64(), Some(planned), "{name} {is}");
        let over = (planned - yen(limit.get("yen")).unwrap()).max(0);
        assert_eq!(is["over"].as_i64(), Some(over), "{name} {is}");
        let warned = plan.warnings.iter().any(|w| w.code.ends_with("ceiling"));
        assert!(over == 0 || warned, "{name} {is}");
    }
}

/// Each subsidy pays its rate of what is eligible, row by row rounded down, up to its cap, and what is
/// left of a row at most.
fn subsidies(name: &str, plan: &Plan, inventory: &Table, told: &Json) {
    let mut left: Vec<i64> = plan.budget.iter().map(|r| r.yen).collect();
    for (n, subsidy) in tables(inventory, "subsidy").enumerate() {
        let per = words(subsidy, "per");
        let rate = subsidy["rate"].as_integer().unwrap();
        let mut room = yen(subsidy.get("cap")).unwrap_or(i64::MAX);
        let (mut pays, mut eligible) = (Years::new(), Years::new());
        let mut rows: Vec<usize> = (0..plan.budget.len()).collect();
        rows.retain(|n| per.contains(&plan.budget[*n].kind));
        rows.sort_by_key(|n| plan.budget[*n].fiscal_year);
        for at in rows {
            let row = &plan.budget[at];
            let share = (row.yen / 100 * rate + row.yen % 100 * rate / 100)
                .min(left[at])
                .min(room);
            left[at] -= share;
            room -= share;
            *pays.entry(row.fiscal_year).or_default() += share;
            *eligible.entry(row.fiscal_year).or_default() += row.yen;
        }
        pays.retain(|_, yen| *yen != 0);
        let is = &told["sources"]["subsidies"][n];
        assert_eq!(is["id"].as_str(), subsidy["id"].as_str());
        assert_eq!(years_of(&is["years"]), pays, "{name} {is}");
        assert_eq!(years_of(&is["eligible"]), eligible, "{name} {is}");
    }
}

/// Prices of the inventory's texts.
struct Prices<'t> {
    inventory: &'t Table,
    taxes: Vec<(String, i64)>,
}

impl<'t> Prices<'t> {
    fn of(inventory: &'t Table, calendar: &Table) -> Prices<'t> {
        let builtin: Table = include_str!("../../src/builtin/calendar.toml")
            .parse()
            .unwrap();
        // A city's list stands in the place of the one that is built in.
        let own = tables(calendar, "tax").next().map(|_| calendar);
        let own = tables(own.unwrap_or(&builtin), "tax");
        let mut taxes: Vec<(String, i64)> = own
            .map(|t| (t["from"].to_string(), t["percent"].as_integer().unwrap()))
            .collect();
        taxes.sort();
        Prices { inventory, taxes }
    }

    /// With index and tax of a day.
    fn due(&self, table: &Table, key: &str, on: Date) -> i64 {
        let mut yen = yen(table.get(key)).unwrap_or(0);
        let day = on.to_string();
        if let Some(id) = table.get("index") {
            let index = tables(self.inventory, "index").find(|i| i.get("id") == Some(id));
            let mut values: Vec<(String, i64)> = index.unwrap()["values"]
                .as_array()
                .unwrap()
                .iter()
                .map(|v| (v["from"].to_string(), ten_thousandths(&v["percent"])))
                .collect();
            values.sort();
            let value = values.into_iter().rfind(|(from, _)| *from <= day);
            yen = yen * value.map_or(1_000_000, |v| v.1) / 1_000_000;
        }
        let tax = self.taxes.iter().rfind(|(from, _)| *from <= day);
        let tax = tax.map_or(0, |t| t.1);
        match table.get("tax").and_then(Value::as_str) {
            Some("excluded") => yen * (100 + tax) / 100,
            _ => yen,
        }
    }

    fn record(&self, kind: &str, id: &str) -> Option<&'t Table> {
        tables(self.inventory, kind).find(|t| t["id"].as_str() == Some(id))
    }

    fn costs(&self, round: &str) -> Vec<&'t Table> {
        let record = self.record("procurement", round);
        let costs = record.and_then(|r| r.get("cost")?.as_array());
        costs
            .into_iter()
            .flatten()
            .map(|c| c.as_table().unwrap())
            .collect()
    }
}

fn ten_thousandths(value: &Value) -> i64 {
    match value {
        Value::Integer(n) => n * 10_000,
        Value::String(text) => {
            let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
            let rest: i64 = format!("{rest:0<4}").parse().unwrap();
            whole.parse::<i64>().unwrap() * 10_000 + rest
        }
        Value::Float(n) => (n * 10_000.0).round() as i64,
        other => panic!("{other:?}"),
    }
}

fn cutovers(plan: &Plan, round: &str) -> Vec<Date> {
    let all = plan.systems.iter().flat_map(|s| &s.milestones);
    let own = all.filter(|m| m.round == round && m.kind == "cutover");
    let mut days: Vec<Date> = own.map(|m| m.date).collect();
    days.sort();
    days
}

/// A year at present prices, a year on the standard.
fn years_of_operation(name: &str, plan: &Plan, prices: &Prices<'_>, told: &Json) {
    let mut before = 0;
    let mut paid: Vec<&str> = plan
        .budget
        .iter()
        .filter(|r| r.kind == "present")
        .map(|r| r.round.as_str())
        .collect();
    paid.sort();
    paid.dedup();
    for round in paid {
        let (kind, id) = round.split_once('.').unwrap();
        let price = prices.record(kind, id).unwrap()["price"]
            .as_table()
            .unwrap();
        let due = |key| prices.due(price, key, plan.horizon.from);
        before += due("month") * 12 + due("year");
    }
    let mut rounds: Vec<&str> = Vec::new();
    for system in &plan.systems {
        let standard = |s: &&ikou::plan::Stage| s.kind == StageKind::Service && s.id == "standard";
        let stage = system.stages.iter().find(standard);
        rounds.extend(stage.and_then(|s| s.round.as_deref()));
    }
    rounds.sort();
    rounds.dedup();
    let mut after = 0;
    for round in rounds {
        let first = cutovers(plan, round)
            .first()
            .copied()
            .unwrap_or(plan.horizon.to);
        for cost in prices.costs(round) {
            let due = prices.due(cost, "yen", first);
            after += match cost["per"].as_str() {
                Some("month") => due * 12,
                Some("year") => due,
                _ => 0,
            };
        }
    }
    let year = &told["running_year"];
    assert_eq!(year["before"].as_i64(), Some(before), "{name}");
    assert_eq!(year["after"].as_i64(), Some(after), "{name}");
    for (key, sum) in [("before", before), ("after", after)] {
        let lines = year["systems"].as_array().unwrap().iter();
        assert_eq!(
            lines.map(|l| l[key].as_i64().unwrap()).sum::<i64>(),
            sum,
            "{name}"
        );
    }
}

/// Paid once, and sixty months of operation or the shorter term, from the first ▲ on.
fn five_years(name: &str, plan: &Plan, prices: &Prices<'_>, told: &Json) {
    let mut listed = 0;
    for line in told["five_years"].as_array().unwrap() {
        let round = line["round"].as_str().unwrap();
        let days = cutovers(plan, round);
        let (first, last) = (days[0], days[days.len() - 1]);
        let mut end = first + Months::new(60);
        let term = prices
            .record("procurement", round)
            .and_then(|r| r.get("term"));
        if let Some(term) = term.and_then(Value::as_str) {
            let months: u32 = term.trim_end_matches('M').parse().unwrap();
            end = end.min(first + Months::new(months));
        }
        let (to, before) = (end - Days::new(1), last - Days::new(1));
        let (mut once, mut running) = (0, 0);
        for cost in prices.costs(round) {
            match cost["per"].as_str() {
                Some("once") => once += prices.due(cost, "yen", before),
                Some("month") => running += paid(prices.due(cost, "yen", first), 1, first, to),
                _ => running += paid(prices.due(cost, "yen", first), 12, first, to),
            }
        }
        let rows = plan.budget.iter().filter(|r| asked_for(r));
        let operation = |r: &&BudgetRow| {
            // Of a shared round the operation has its name, else the system's.
            let users = line["system"].as_str().unwrap();
            let standard = plan.facts.get(&format!("procurement.{round}.stage"));
            let own = format!("{round}/operation");
            let alone = format!("{users}/operation");
            r.round == round
                || standard.is_some_and(|s| s.value == "standard")
                    && (r.round == own || r.round == alone)
        };
        let within: i64 = rows.filter(operation).map(|r| r.yen).sum();
        let must = [
            ("one_off", once),
            ("running", running),
            ("total", once + running),
            ("within_horizon", within),
        ];
        for (key, yen) in must {
            assert_eq!(line[key].as_i64(), Some(yen), "{name} {round} {key}");
        }
        listed += 1;
    }
    let mut priced: Vec<&str> = plan
        .systems
        .iter()
        .flat_map(|s| &s.milestones)
        .filter(|m| m.kind == "cutover" && !prices.costs(&m.round).is_empty())
        .map(|m| m.round.as_str())
        .collect();
    priced.sort();
    priced.dedup();
    assert_eq!(listed, priced.len(), "{name}");
}

/// What the check says is fixed already, the plan pays: never less.
#[test]
fn what_is_fixed_is_what_every_plan_pays() {
    let mut count = 0;
    for seed in 0..600 {
        let mut spec = random::spec(20_000 + seed, ANY);
        for record in spec.records.iter_mut().filter(|r| r.table == "ceiling") {
            record.lines.retain(|line| !line.starts_with("yen"));
            record.line("yen = 1");
        }
        let texts = spec.plain();
        let found = told(&texts).3;
        let fixed = found.iter().filter(|f| f.code.name() == "ceiling-exceeded");
        let fixed: Vec<(String, i64)> = fixed
            .map(|f| {
                let id = f
                    .path
                    .as_deref()
                    .unwrap()
                    .split('.')
                    .nth(1)
                    .unwrap()
                    .to_owned();
                (
                    id,
                    f.args
                        .iter()
                        .find(|a| a.0 == "fixed")
                        .unwrap()
                        .1
                        .replace(',', "")
                        .parse()
                        .unwrap(),
                )
            })
            .collect();
        if fixed.is_empty() {
            continue;
        }
        let Some(case) = case(format!("seed {seed}"), true, &spec) else {
            continue;
        };
        let json = json(&case.plan, &BudgetView::default());
        for (id, yen) in fixed {
            let all = json["ceilings"].as_array().unwrap();
            let is = all.iter().find(|c| c["id"].as_str() == Some(&id)).unwrap();
            assert!(
                is["planned"].as_i64().unwrap() >= yen,
                "{} {id} {yen}: {is}",
                case.name
            );
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
}

/// The difference of two plans is, line by line, that of their rows.
#[test]
fn a_difference_is_what_the_rows_differ_by() {
    let mut differs = 0;
    for seed in 0..20 {
        let spec = random::spec(9_000 + seed, ANY);
        let kept = |spec| case(format!("seed {seed}"), true, spec);
        let (Some(ours), Some(theirs)) = (kept(&spec), kept(&spec.dearer(2))) else {
            continue;
        };
        for (word, by) in By::ALL.into_iter().filter(|b| b.0 != "owner") {
            let view = BudgetView {
                by: Some(by),
                against: Some(&theirs.plan),
            };
            let told = json(&ours.plan, &view);
            let mut must: BTreeMap<String, Years> = BTreeMap::new();
            for (sign, plan) in [(1, &ours.plan), (-1, &theirs.plan)] {
                for row in &plan.budget {
                    let key = match word {
                        "fiscal-year" => row.fiscal_year.to_string(),
                        "system" => row.system.clone(),
                        "round" => row.round.clone(),
                        "instrument" => row.instrument.clone(),
                        _ => row.kind.clone(),
                    };
                    *must
                        .entry(key)
                        .or_default()
                        .entry(row.fiscal_year)
                        .or_default() += sign * row.yen;
                }
            }
            must.values_mut()
                .for_each(|years| years.retain(|_, yen| *yen != 0));
            must.retain(|_, years| !years.is_empty());
            let lines = told["difference"]["lines"].as_array().unwrap();
            let are: BTreeMap<String, Years> = lines
                .iter()
                .map(|l| (l["key"].as_str().unwrap().to_owned(), years_of(&l["years"])))
                .filter(|(_, years)| !years.is_empty())
                .collect();
            assert_eq!(are, must, "{} {word}", ours.name);
            differs += must.len();
        }
    }
    assert!(differs > 50);
}
