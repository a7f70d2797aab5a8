//! What `random` leaves out: routes of the city's own, methods of every kind, foreign currency,
//! subsidies, exceptions to deadlines, hardware for the new services, rules of the calendar, and a
//! scenario laid over it all.

use crate::dice::Dice;
use crate::random::{self, Size, date, terms};
use crate::spec::{Record, Spec};

/// The inventory of a seed, with all of that here and there.
pub(crate) fn spec(seed: u64, size: Size) -> Spec {
    let mut spec = random::spec(seed, size);
    // A stream of its own, so that the rest stays what it is.
    let dice = &mut Dice::new(seed ^ 0x5eed_0000_0000);
    let systems = spec.systems();
    let own = routes(dice, &mut spec);
    for record in &mut spec.records {
        match record.table {
            "system" => roads(dice, record, &own),
            "procurement" => round(dice, record),
            "deadline" => exception(dice, record, &systems),
            _ => {}
        }
    }
    things(dice, &mut spec);
    calendar(dice, &mut spec, &systems);
    if size.actuals && dice.percent(40) {
        scenario(dice, &mut spec, &systems);
    }
    spec
}

/// Ids of bridges and targets of the city's own.
#[derive(Default)]
struct Own {
    bridges: Vec<&'static str>,
    targets: Vec<&'static str>,
}

fn routes(dice: &mut Dice, spec: &mut Spec) -> Own {
    let (mut own, mut text) = (Own::default(), String::new());
    if dice.percent(30) {
        text += "[pia]\nlead = \"45d\"\n";
    }
    if dice.percent(40) {
        let length = dice.pick(&["5M..8M", "20W", "250d"]);
        text += &format!(
            "[[bridge]]\nid = \"rehost\"\n[bridge.move]\nlength = \"{length}\"\nactivity = []\n"
        );
        text += &some(dice, "resident-notice", &["1M", "30bd"]);
    }
    if dice.percent(50) {
        own.bridges.push("staging");
        let (contract, hardware) = (dice.percent(60), dice.percent(60));
        text += &format!(
            "[[bridge]]\nid = \"@staging@\"\nname = {{ ja = \"仮移行\", en = \"Staging\" }}\n\
             extends-contract = {contract}\nextends-hardware = {hardware}\n[bridge.move]\n"
        );
        let stage = *dice.pick(&["rehost", "replace", "own-server"]);
        text += &own_move(dice, stage);
        if dice.percent(50) {
            text += "extension = { id = \"staged-on\", name = \"仮移行先で延長\" }\n";
        }
    }
    if dice.percent(40) {
        own.bridges.push("wait");
        let hardware = dice.percent(50);
        text += &format!(
            "[[bridge]]\nid = \"@wait@\"\nname = \"待つ\"\nextends-contract = true\nextends-hardware = {hardware}\n"
        );
    }
    if dice.percent(50) {
        own.targets.push("county");
        text += "[[target]]\nid = \"@county@\"\nname = \"県域クラウド\"\n";
        if dice.percent(50) {
            text += "operation = { id = \"operation\", name = \"運用\" }\n";
        }
        text += "[target.move]\n";
        text += &own_move(dice, "standard");
    }
    if dice.percent(40) {
        text += "[[target]]\nid = \"gov-cloud\"\n[target.move]\n";
        text += &some(dice, "reference", &["0d", "2W", "6M"]);
        text += &some(dice, "enquiry", &["1M", "20bd"]);
        text += &format!("ordinance = {}\n", dice.percent(50));
    }
    spec.routes = text;
    own
}

fn own_move(dice: &mut Dice, stage: &str) -> String {
    let mut text = format!(
        "stage = \"{stage}\"\nwork = {{ id = \"own-work\", name = \"移行作業\" }}\n\
         service = {{ id = \"own-{stage}\", name = \"移行後\" }}\n"
    );
    let platform = dice.pick(&["own", "vendor-cloud", "gov-cloud"]);
    text += &format!("platform = \"{platform}\"\n");
    let length = dice.pick(&["4M", "6M..9M", "120bd", "30W"]);
    text += &format!("length = \"{length}\"\n");
    let method = dice.pick(&["open", "designated", "proposal", "small"]);
    text += &format!("method = \"{method}\"\n");
    text += &some(dice, "enquiry", &["1M", "6W"]);
    text += &some(dice, "resident-notice", &["1M", "45d"]);
    text += &some(dice, "reference", &["1M", "90d"]);
    for key in ["pia", "ordinance"] {
        text += &format!("{key} = {}\n", dice.percent(40));
    }
    if dice.percent(50) {
        text += "activity = [{ id = \"build\", name = \"構築\", configuration = true }, \
                 { id = \"rehearsal-1\", name = \"リハーサル\", length = \"5bd\" }]\n";
    }
    text
}

/// A key with one of the values, or nothing.
fn some(dice: &mut Dice, key: &str, values: &[&str]) -> String {
    if dice.percent(50) {
        return String::new();
    }
    format!("{key} = \"{}\"\n", dice.pick(values))
}

/// Routes of the city's own, allowed to a system.
fn roads(dice: &mut Dice, record: &mut Record, own: &Own) {
    for (key, ids) in [("bridges = [", &own.bridges), ("targets = [", &own.targets)] {
        for id in ids {
            let line = record.lines.iter_mut().find(|l| l.starts_with(key));
            if let Some(line) = line.filter(|_| dice.percent(50)) {
                line.insert_str(key.len(), &format!("\"@{id}@\", "));
            }
        }
    }
}

fn round(dice: &mut Dice, record: &mut Record) {
    let has = |record: &Record, key: &str| record.lines.iter().any(|l| l.starts_with(key));
    if !has(record, "method") && dice.percent(50) {
        record.line(*dice.pick(&[
            "method = { kind = \"proposal\", ground = \"167-2-1-2\", notice = false }",
            "method = { kind = \"open\", urgent = true, lead = \"5W\" }",
            "method = { kind = \"negotiated\", ground = \"167-2-1-5\", notice = true, lead = \"3M\" }",
        ]));
    }
    if dice.percent(30) && !has(record, "object") {
        let object = dice.pick(&["services", "goods", "lease"]);
        record.line(format!("object = \"{object}\""));
    }
    if !has(record, "stage = \"standard\"") && dice.percent(30) {
        record.line("hardware = \"@next@\"");
    }
    let cost = record.lines.iter_mut().find(|l| l.starts_with("cost = ["));
    if let Some(cost) = cost.filter(|_| dice.percent(50)) {
        let amount = dice.range(1, 20_000);
        cost.insert_str(
            "cost = [".len(),
            &format!(
                "{{ per = \"month\", amount = {amount}, currency = \"@USD@\", name = \"利用料\" }}, \
                 {{ per = \"once\", yen = \"{amount}..900_000\" }}, "
            ),
        );
    }
}

fn exception(dice: &mut Dice, record: &mut Record, systems: &[String]) {
    let bound = record.systems.first().or(systems.first()).cloned();
    if let Some(system) = bound.filter(|_| dice.percent(40)) {
        let (date, reason) = (date(dice, 2025, 2029), dice.range(1, 4));
        record.line(format!(
            "exceptions = [{{ system = \"@{system}@\", date = {date}, reason = {reason} }}]"
        ));
    }
}

/// Currency, hardware of new services, subsidies, a business of the city's own.
fn things(dice: &mut Dice, spec: &mut Spec) {
    let mut usd = Record::new("currency", "USD");
    usd.line("rate = \"149.5\"");
    spec.records.push(usd);
    let mut next = Record::new("hardware", "next");
    next.line(format!("expires = {}", date(dice, 2024, 2028)));
    next.line("price = { year = 1_200_000 }");
    terms(dice, &mut next);
    spec.records.push(next);
    for i in 0..dice.range(0, 2) {
        let mut subsidy = Record::new("subsidy", &format!("grant{i}"));
        let (rate, from) = (dice.range(1, 100), dice.range(2021, 2025));
        subsidy.line(format!("rate = {rate}"));
        subsidy.line("per = [\"once\", \"month\", \"exit\"]");
        subsidy.line(format!("from = {from}"));
        subsidy.line(format!("to = {}", from + dice.range(0, 3)));
        if dice.percent(50) {
            subsidy.line(format!("cap = {}", dice.range(1, 50_000_000)));
        }
        spec.records.push(subsidy);
    }
    let mut business = Record::new("business", "parking");
    business.line("name = \"駐輪場\"");
    let first = spec.records.iter_mut().find(|r| r.table == "system");
    if let Some(first) = first {
        let line = first.lines.iter_mut().find(|l| l.starts_with("businesses"));
        line.unwrap()
            .insert_str("businesses = [".len(), "\"@parking@\", ");
        spec.records.push(business);
    }
}

fn calendar(dice: &mut Dice, spec: &mut Spec, systems: &[String]) {
    let text = &mut spec.calendar;
    if dice.percent(30) {
        *text += "\n[closed]\nadd = [{ date = 2022-10-07, name = \"記念日\" }, { date = 2024-04-01, name = \"x\" }]\n\
                  remove = [2023-05-03]\n";
    }
    if dice.percent(30) {
        *text += "\n[budget]\nrequest = { from = \"09-15\", to = \"10-10\" }\nvote = \"03-18\"\npreparation-from = \"12-01\"\n";
    }
    if dice.percent(30) {
        *text += "\n[[session]]\nid = \"september\"\nrequest = \"08-10\"\nvote = \"10-05\"\n\
                  \n[[method]]\nkind = \"open\"\nlead = \"50d\"\n";
    }
    if dice.percent(30) {
        let whom = match systems.first() {
            Some(first) if dice.percent(50) => format!("systems = [\"@{first}@\"]"),
            _ => "businesses = [\"kotei\", \"kaigo\"]".to_owned(),
        };
        let hard = dice.percent(50);
        *text += &format!(
            "\n[[blackout]]\nid = \"own\"\nname = \"独自\"\nfrom = \"12-20\"\nto = \"01-10\"\nhard = {hard}\n{whom}\n"
        );
        if !hard {
            *text += "price = 700_000\n";
        }
    }
}

/// Changes that name only what is there.
fn scenario(dice: &mut Dice, spec: &mut Spec, systems: &[String]) {
    let mut shifts = String::new();
    let mut changes = String::new();
    for record in &spec.records {
        let id = format!("@{}@", record.id);
        match record.table {
            "contract" if dice.percent(30) => {
                shifts += &format!(
                    "contract.\"{id}\".ends = \"{}\"\n",
                    dice.pick(&["+6M", "-2M", "+45d"])
                );
            }
            "deadline" if dice.percent(30) => {
                shifts += &format!("deadline.\"{id}\".date = \"+3M\"\n")
            }
            "vendor" if dice.percent(40) => {
                changes += &format!("vendor.\"{id}\".builds = {}\n", dice.range(1, 3));
            }
            _ => {}
        }
    }
    let mut text = "reason = \"試験\"\n".to_owned();
    if let Some(system) = systems.first() {
        changes += &format!("system.\"@{system}@\".owner = \"課\"\n");
    }
    let blackout = dice.percent(40);
    for (head, lines) in [("change", changes), ("shift", shifts)] {
        if !lines.is_empty() {
            text += &format!("\n[{head}]\n{lines}");
        }
    }
    let priced =
        |r: &Record| r.table == "procurement" && r.lines.iter().any(|l| l.starts_with("cost"));
    if spec.records.iter().any(priced) {
        text += "\n[scale]\n\"procurement.*.cost\" = 1.1\n";
    }
    if blackout {
        text += "\n[[add.calendar.blackout]]\nid = \"festival\"\nname = \"祭\"\nfrom = \"11-01\"\nto = \"11-07\"\nhard = true\n";
    }
    spec.scenario = text;
}
