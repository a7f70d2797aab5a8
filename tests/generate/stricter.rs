//! The same inventory with one rule more: whatever it is, no plan becomes better by it.

use crate::dice::Dice;
use crate::spec::{Record, Spec};

/// Inventories that are stricter in one thing each, and in which.
pub(crate) fn stricter(spec: &Spec, dice: &mut Dice) -> Vec<(String, Spec)> {
    let mut all = Vec::new();
    let mut add = |name: String, change: &dyn Fn(&mut Spec)| {
        let mut stricter = spec.clone();
        change(&mut stricter);
        all.push((name, stricter));
    };
    for (i, record) in spec.records.iter().enumerate() {
        match record.table {
            "deadline" if record.lines.iter().any(|l| l == "hard = false") => {
                add(format!("{} hard", record.id), &|s| {
                    let mut lines = s.records[i].lines.iter_mut();
                    *lines.find(|l| *l == "hard = false").unwrap() = "hard = true".to_owned();
                });
            }
            "vendor" | "team" => {
                for key in ["builds", "cutovers-per-month"] {
                    add(format!("{} of {} lowered", key, record.id), &|s| {
                        lower(&mut s.records[i], key);
                    });
                }
            }
            _ => {}
        }
    }
    let (month, days) = (dice.range(1, 12), dice.range(3, 28));
    add(format!("no cutover from {month:02}-01 on"), &|s| {
        s.calendar += &format!(
            "\n[[blackout]]\nid = \"added\"\nfrom = \"{month:02}-01\"\nto = \"{month:02}-{days:02}\"\nhard = true\n"
        );
    });
    let (year, month) = (dice.range(2022, 2024), dice.range(1, 12));
    add(format!("a deadline in {year}-{month:02}"), &|s| {
        let mut deadline = Record::new("deadline", "added");
        deadline.line("name = \"期限\"");
        deadline.line(format!("date = \"{year}-{month:02}\""));
        s.records.push(deadline);
    });
    let systems = spec.systems();
    for kind in ["hard", "together"] {
        let after: Vec<&Record> = spec
            .records
            .iter()
            .filter(|r| r.table == "system")
            .collect();
        // Links lead from later records to earlier ones, so that none closes a circle.
        let free = |(a, b): &(usize, usize)| {
            let linked = after[*b].after.iter().any(|(id, _)| *id == systems[*a]);
            a < b && !linked
        };
        let pairs = (0..systems.len()).flat_map(|a| (0..systems.len()).map(move |b| (a, b)));
        for (a, b) in pairs.filter(free) {
            add(
                format!("{} after {}, {kind}", systems[b], systems[a]),
                &|s| {
                    let link = (systems[a].clone(), format!(", link = \"{kind}\""));
                    let mut records = s.records.iter_mut();
                    let record = records.find(|r| r.table == "system" && r.id == systems[b]);
                    record.unwrap().after.push(link);
                },
            );
        }
    }
    all
}

/// One less of a capacity on every day; where there was no limit, a limit of one.
fn lower(record: &mut Record, key: &str) {
    let Some(line) = record.lines.iter_mut().find(|l| l.starts_with(key)) else {
        record.line(format!("{key} = 1"));
        return;
    };
    // Numbers stand alone, or behind `value = `.
    let mark = if line.contains('[') {
        "value = "
    } else {
        " = "
    };
    let mut parts = line.split(mark);
    let mut lowered = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.chars().take_while(char::is_ascii_digit).count();
        let value: u32 = part[..digits].parse().unwrap();
        lowered += &format!("{mark}{}{}", value.saturating_sub(1), &part[digits..]);
    }
    *line = lowered;
}

/// Every deadline so many times as heavy.
pub(crate) fn heavier(spec: &Spec, by: u32) -> Spec {
    let mut spec = spec.clone();
    for record in spec.records.iter_mut().filter(|r| r.table == "deadline") {
        let line = record.lines.iter().position(|l| l.starts_with("weight = "));
        let weight = line.map_or(1, |at| {
            let line = record.lines.remove(at);
            line["weight = ".len()..].parse().unwrap()
        });
        record.line(format!("weight = {}", weight * by));
    }
    spec
}
