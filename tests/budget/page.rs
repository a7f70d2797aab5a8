//! docs/budget.md follows 令和6年度 of the inventory in the repository line by line: each line is
//! computed here from the prices in systems.toml and the days of the plan alone, and what the page
//! shows is what comes out (`IKOU_UPDATE=1` writes it anew).

use super::{CITY, day, grouped};
use chrono::{Datelike, Months};
use ikou::calendar::{Date, FiscalYear};
use ikou::plan::{BudgetRow, StageKind};
use toml::{Table, Value};

const YEAR: FiscalYear = FiscalYear(2024);

/// A price, what it is for, and the days it is paid for (both the same: once on that day).
struct Line {
    price: i64,
    from: Date,
    to: Date,
    once: bool,
}

fn inventory() -> Table {
    std::fs::read_to_string("systems.toml")
        .unwrap()
        .parse()
        .unwrap()
}

fn record<'t>(inventory: &'t Table, kind: &str, id: &str) -> &'t Table {
    let all = inventory[kind].as_array().unwrap().iter();
    let mut all = all.map(|r| r.as_table().unwrap());
    all.find(|r| r["id"].as_str() == Some(id)).unwrap()
}

fn yen(value: Option<&Value>) -> i64 {
    value.map_or(0, |v| v.as_integer().unwrap())
}

fn date_of(value: &Value) -> Date {
    day(&value.as_datetime().unwrap().to_string())
}

fn months(value: &Value) -> Months {
    Months::new(
        value
            .as_str()
            .unwrap()
            .trim_end_matches('M')
            .parse()
            .unwrap(),
    )
}

/// What a round costs once or a month.
fn cost(round: &Table, per: &str) -> i64 {
    let all = round["cost"].as_array().unwrap().iter();
    let of = all.filter(|c| c["per"].as_str() == Some(per));
    of.map(|c| c["yen"].as_integer().unwrap()).sum()
}

fn cutover(round: &str, first: bool) -> Date {
    let all = CITY.systems.iter().flat_map(|s| &s.milestones);
    let days = all
        .filter(|m| m.round == round && m.kind == "cutover")
        .map(|m| m.date);
    if first { days.min() } else { days.max() }.unwrap()
}

/// The last day on which a round's service, or the old system kept for reference, is used.
fn last_use(round: &str) -> Date {
    let all = CITY.systems.iter().flat_map(|s| &s.stages);
    let used = all.filter(|s| s.round.as_deref() == Some(round));
    used.filter(|s| matches!(s.kind, StageKind::Service | StageKind::Reference))
        .map(|s| s.to)
        .max()
        .unwrap()
}

/// From systems.toml and the plan's days: what a row must be made of.
fn lines(inventory: &Table, row: &BudgetRow) -> Vec<Line> {
    let horizon = &CITY.horizon;
    let month = |price: i64, from: Date, to: Date| Line {
        price,
        from,
        to,
        once: false,
    };
    let once = |price: i64, on: Date| Line {
        price,
        from: on,
        to: on,
        once: true,
    };
    match row.kind.as_str() {
        "present" => {
            let (kind, id) = row.round.split_once('.').unwrap();
            let held = record(inventory, kind, id);
            let end = date_of(
                &held[if kind == "contract" {
                    "ends"
                } else {
                    "expires"
                }],
            );
            let users = CITY
                .systems
                .iter()
                .filter(|s| row.system.split('+').any(|id| id == s.id));
            let last = users
                .flat_map(|s| &s.stages)
                .filter(|s| s.round.is_none() && s.kind != StageKind::Gap)
                .map(|s| s.to)
                .max()
                .unwrap();
            vec![month(
                yen(held["price"].get("month")),
                horizon.from,
                last.min(end),
            )]
        }
        "extension" => {
            let (base, step) = row.round.rsplit_once("/extension-").unwrap();
            let step: u32 = step.parse().unwrap();
            let (held, end) = match base.split_once('.') {
                Some((kind, id)) => {
                    let held = record(inventory, kind, id);
                    let key = if kind == "contract" {
                        "ends"
                    } else {
                        "expires"
                    };
                    (held, date_of(&held[key]))
                }
                None => {
                    let held = record(inventory, "procurement", base);
                    let after = cutover(base, true) + months(&held["term"]);
                    (held, after.pred_opt().unwrap())
                }
            };
            let by = months(&held["extend"]["by"]);
            let anchor = end.succ_opt().unwrap();
            let at = |n: u32| (0..n).fold(anchor, |d, _| d + by);
            let price = yen(held["extend"]["price"].get("month"));
            vec![month(price, at(step - 1), at(step).pred_opt().unwrap())]
        }
        "once" => {
            let round = record(inventory, "procurement", &row.round);
            let paid = cutover(&row.round, false).pred_opt().unwrap();
            vec![once(cost(round, "once"), paid)]
        }
        "month" => {
            let id = row.round.trim_end_matches("/operation");
            let standard = format!("{id}/standard");
            let id = match row.round.ends_with("/operation") {
                true if inventory_has(inventory, id) => id,
                true => &standard,
                false => id,
            };
            let round = record(inventory, "procurement", id);
            let from = cutover(id, true);
            let end = round
                .get("term")
                .map(|t| (from + months(t)).pred_opt().unwrap());
            let last = last_use(id).max(if row.round == id { from } else { horizon.to });
            vec![month(
                cost(round, "month"),
                from,
                end.map_or(last, |end| end.min(last)),
            )]
        }
        "interface" => {
            let (from, to) = row.round["link.".len()..].split_once('.').unwrap();
            let after = record(inventory, "system", to)["after"].as_array().unwrap();
            let link = after
                .iter()
                .find(|a| a["system"].as_str() == Some(from))
                .unwrap();
            let of = |system: &str| {
                let milestones = &CITY.system(system).unwrap().milestones;
                let all = milestones.iter().filter(|m| m.kind == "cutover");
                all.map(|m| m.date).max().unwrap()
            };
            let (a, b) = (of(from).min(of(to)), of(from).max(of(to)));
            vec![
                once(yen(link["interface"].get("once")), a),
                month(
                    yen(link["interface"].get("month")),
                    a,
                    b.pred_opt().unwrap(),
                ),
            ]
        }
        other => panic!("{other} is new: say how it is computed"),
    }
}

fn inventory_has(inventory: &Table, procurement: &str) -> bool {
    let mut all = inventory["procurement"].as_array().unwrap().iter();
    all.any(|p| p["id"].as_str() == Some(procurement))
}

fn days_of_month(date: Date) -> i64 {
    let first = date.with_day(1).unwrap();
    (first + Months::new(1) - first).num_days()
}

/// Months from `from` to `to`: whole ones, and the days of those that are not whole.
fn stretch(from: Date, to: Date) -> (i64, Vec<(i64, i64)>) {
    let (mut whole, mut parts) = (0, Vec::new());
    let mut at = from;
    while at <= to {
        let length = days_of_month(at);
        let next = at.with_day(1).unwrap() + Months::new(1);
        let days = (next.min(to.succ_opt().unwrap()) - at).num_days();
        match days == length {
            true => whole += 1,
            false => parts.push((days, length)),
        }
        at = next;
    }
    (whole, parts)
}

/// Yen to the end of a stretch, rounded half up; a price for so many months.
pub(crate) fn paid(price: i64, of: i64, from: Date, to: Date) -> i64 {
    // 28 × 29 × 30 × 31 days: a common denominator of all months.
    const ALL: i64 = 28 * 29 * 30 * 31;
    let (whole, parts) = stretch(from, to);
    let months = whole * ALL + parts.iter().map(|(d, n)| d * (ALL / n)).sum::<i64>();
    let (price, all) = (i128::from(price), i128::from(ALL * of));
    i64::try_from((price * i128::from(months) * 2 + all) / (all * 2)).unwrap()
}

/// Yen of a line in the year, and how it is typed into a calculator.
fn in_year(line: &Line, year: FiscalYear) -> (i64, String) {
    let (first, last) = (year.first_day(), year.last_day());
    if line.once {
        let within = (first..=last).contains(&line.from);
        let yen = if within { line.price } else { 0 };
        return (yen, grouped(yen));
    }
    let from = line.from.max(CITY.horizon.from);
    let to = line.to.min(CITY.horizon.to);
    let before = match from < first {
        true => paid(line.price, 1, from, to.min(first.pred_opt().unwrap())),
        false => 0,
    };
    if to < first || from > last {
        return (0, String::new());
    }
    let yen = paid(line.price, 1, from, to.min(last)) - before;
    let (whole, parts) = stretch(from.max(first), to.min(last));
    let mut months = Vec::new();
    if whole > 0 {
        months.push(format!("{whole}か月"));
    }
    months.extend(parts.iter().map(|(d, n)| format!("{d}/{n}か月")));
    let text = match months.len() {
        1 => format!("{} × {}", grouped(line.price), months[0]),
        _ => format!("{} ×（{}）", grouped(line.price), months.join(" + ")),
    };
    (yen, text)
}

fn table() -> String {
    let inventory = inventory();
    let view = |row: &BudgetRow| (row.instrument.clone(), row.kind.clone(), row.round.clone());
    let mut rows: Vec<&BudgetRow> = CITY
        .budget
        .iter()
        .filter(|r| r.fiscal_year == YEAR.0)
        .collect();
    rows.sort_by_key(|row| view(row));
    let mut out =
        String::from("| 調達・契約 | 期間 | 手当 | 計算 | 円 |\n|---|---|---|---|---:|\n");
    let mut total = 0;
    for row in rows {
        let lines = lines(&inventory, row);
        let parts: Vec<(i64, String)> = lines.iter().map(|l| in_year(l, YEAR)).collect();
        let yen: i64 = parts.iter().map(|(yen, _)| yen).sum();
        assert_eq!(yen, row.yen, "{row:?}");
        total += yen;
        let texts = parts.iter().filter(|(yen, _)| *yen > 0);
        let texts: Vec<&str> = texts.map(|(_, text)| text.as_str()).collect();
        let line = lines.last().unwrap();
        let (first, last) = (YEAR.first_day(), YEAR.last_day());
        let instrument = match row.instrument.as_str() {
            "existing" => "既存の契約",
            "long-term" => "長期継続契約",
            "initial" => "当初予算",
            "debt-burden" => "債務負担行為の年割",
            other => other,
        };
        out.push_str(&format!(
            "| `{}` | {} 〜 {} | {instrument} | {} | {} |\n",
            row.round,
            line.from.max(first),
            line.to.min(last),
            texts.join(" + "),
            grouped(yen)
        ));
    }
    out.push_str(&format!("| **計** | | | | **{}** |\n", grouped(total)));
    let of_plan = CITY.budget.iter().filter(|r| r.fiscal_year == YEAR.0);
    assert_eq!(total, of_plan.map(|r| r.yen).sum::<i64>());
    out
}

/// ◇ voted with the year's budget: the prices once of what is signed in it and paid later.
fn limits() -> String {
    let inventory = inventory();
    let mut out = String::from("| 調達 | 契約 | 切替の前日 | 限度額 |\n|---|---|---|---:|\n");
    let (mut total, mut seen) = (0, Vec::new());
    for m in CITY.systems.iter().flat_map(|s| &s.milestones) {
        let of_year = FiscalYear::of(m.date) == YEAR && m.kind == "contract";
        if !of_year || seen.contains(&&m.round) {
            continue;
        }
        seen.push(&m.round);
        let paid = cutover(&m.round, false).pred_opt().unwrap();
        if paid > YEAR.last_day() {
            let yen = cost(record(&inventory, "procurement", &m.round), "once");
            total += yen;
            out.push_str(&format!(
                "| `{}` | {} | {paid} | {} |\n",
                m.round,
                m.date,
                grouped(yen)
            ));
        }
    }
    out.push_str(&format!("| **計** | | | **{}** |\n", grouped(total)));
    let budget = ikou::budget::Budget::of(&CITY);
    let sheet = budget.sheets.iter().find(|s| s.fiscal_year == YEAR.0);
    assert_eq!(total, sheet.unwrap().limits);
    out
}

#[test]
fn every_row_of_every_year_is_what_prices_and_days_give() {
    let inventory = inventory();
    for row in CITY.budget.iter().filter(|r| r.kind != "blackout") {
        let lines = lines(&inventory, row);
        let yen = lines
            .iter()
            .map(|l| in_year(l, FiscalYear(row.fiscal_year)).0);
        assert_eq!(yen.sum::<i64>(), row.yen, "{row:?}");
    }
}

#[test]
fn the_page_holds_what_a_pocket_calculator_gives() {
    let page = std::fs::read_to_string("docs/budget.md").unwrap();
    let mut new = page.clone();
    for (name, text) in [("lines", table()), ("limits", limits())] {
        let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let from = new.find(&begin).unwrap() + begin.len();
        let to = new.find(&end).unwrap();
        new.replace_range(from..to, &format!("\n{text}\n"));
    }
    if std::env::var_os("IKOU_UPDATE").is_some() {
        std::fs::write("docs/budget.md", &new).unwrap();
    } else {
        assert_eq!(page, new, "IKOU_UPDATE=1 cargo test --test budget");
    }
}
