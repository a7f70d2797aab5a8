//! What else money can be: fees for leaving early, prices that rise, interfaces of any shape,
//! what the council votes, subsidies and ceilings. Drawn apart, so that the rest of a seed stays as it is.

use crate::dice::Dice;
use crate::spec::{Record, Spec};

/// Adds them to an inventory.
pub(crate) fn more(dice: &mut Dice, spec: &mut Spec) {
    for record in &mut spec.records {
        match record.table {
            "procurement" => procurement(dice, record),
            "contract" | "hardware" => holding(dice, record),
            "system" => interfaces(dice, record),
            _ => {}
        }
    }
    let mut index = Record::new("index", "rise");
    let (first, second) = (dice.range(90, 130), dice.range(50, 1_400));
    index.line(format!(
        "values = [{{ from = {}-0{}-01, percent = {first} }}, {{ from = 2023-04-01, percent = \"{}.{}\" }}]",
        dice.range(2021, 2022),
        dice.range(1, 9),
        second / 10 + 1,
        second % 10
    ));
    spec.records.push(index);
    for i in 0..dice.range(0, 2) {
        spec.records.push(ceiling(dice, i));
    }
    if dice.percent(40) {
        let mut subsidy = Record::new("subsidy", "fund");
        subsidy.line(format!("rate = {}", dice.range(1, 100)));
        subsidy.line("per = [\"once\", \"exit\", \"interface\"]");
        if dice.percent(60) {
            subsidy.line(format!("cap = {}", dice.range(1, 90_000_000)));
        }
        spec.records.push(subsidy);
    }
}

/// An amount, or a range of which the upper end counts.
fn amount(dice: &mut Dice, most: i64) -> String {
    let yen = dice.range(0, most);
    if dice.percent(80) {
        return yen.to_string();
    }
    format!("\"{}..{yen}\"", yen / 2)
}

fn procurement(dice: &mut Dice, record: &mut Record) {
    if dice.percent(45) && record.lines.iter().any(|l| l.starts_with("term = ")) {
        let fee = amount(dice, 20_000_000);
        record.line(format!("exit = {fee}"));
    }
    let in_house = record.lines.iter().any(|l| l.contains("in-house"));
    if dice.percent(25) && !in_house {
        let object = dice.pick(&["goods", "lease", "construction"]);
        record.line(format!("object = \"{object}\""));
    }
    for line in record.lines.iter_mut().filter(|l| l.starts_with("cost = ")) {
        *line = rising(dice, line);
    }
}

fn holding(dice: &mut Dice, record: &mut Record) {
    if record.table == "hardware" && dice.percent(30) {
        let fee = amount(dice, 5_000_000);
        record.line(format!("exit = {fee}"));
    }
    for line in record
        .lines
        .iter_mut()
        .filter(|l| l.starts_with("price = "))
    {
        *line = rising(dice, line);
    }
}

/// Some of the prices in a line with the index.
fn rising(dice: &mut Dice, line: &str) -> String {
    let parts: Vec<&str> = line.split(" }").collect();
    let last = parts.len() - 1;
    let mut text = String::new();
    for (n, part) in parts.into_iter().enumerate() {
        text += part;
        if n < last {
            if dice.percent(35) {
                text += ", index = \"@rise@\"";
            }
            text += " }";
        }
    }
    text
}

fn interfaces(dice: &mut Dice, record: &mut Record) {
    for (_, rest) in &mut record.after {
        if !rest.contains("interface") || dice.percent(30) {
            continue;
        }
        let mut parts = vec![format!("once = {}", amount(dice, 900_000))];
        if dice.percent(50) {
            parts.push(format!("month = {}", amount(dice, 90_000)));
        }
        if dice.percent(50) {
            parts.push(format!("year = {}", amount(dice, 900_000)));
        }
        if dice.percent(40) {
            parts.push("tax = \"excluded\"".to_owned());
        }
        if dice.percent(60) {
            parts.push("index = \"@rise@\"".to_owned());
        }
        *rest = format!(", link = \"soft\", interface = {{ {} }}", parts.join(", "));
    }
}

fn ceiling(dice: &mut Dice, i: i64) -> Record {
    let mut record = Record::new("ceiling", &format!("limit{i}"));
    record.line(format!("fiscal-year = {}", dice.range(2021, 2025)));
    record.line(format!("yen = {}", dice.range(0, 60_000_000)));
    record.line(format!("hard = {}", dice.percent(30)));
    if dice.percent(50) {
        record.line("per = [\"once\", \"exit\", \"interface\"]");
    }
    record
}
