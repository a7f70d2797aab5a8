//! `ikou baseline` and `ikou status`.

use crate::sealed::{EMPTY, Room};
use crate::towns::shipped;

const PLAN: &str = "schedules/baseline/令和3年8月/plan.json";

#[test]
fn what_was_approved_is_kept_and_not_overwritten() {
    let room = shipped();
    let none = room.run(&["baseline", "list"]);
    assert_eq!(none.code, 0, "{}", none.err);
    assert!(none.out.contains("まだありません"), "{}", none.out);
    let save = ["baseline", "save", "令和3年8月"];
    let saved = room.run(&save);
    assert_eq!((saved.code, saved.out.as_str()), (0, ""), "{}", saved.err);
    assert!(saved.err.contains(PLAN), "{}", saved.err);
    let first = room.read(PLAN);
    assert!(first.contains("\"sha256\""));
    // The same plan as `ikou plan` gives.
    assert_eq!(room.run(&["plan", "-o", "plan.json"]).code, 0);
    assert_eq!(room.read("plan.json"), first);
    // Another day gives another plan, which does not take its place.
    let again = room.run(&["baseline", "save", "令和3年8月", "--as-of", "2021-09-01"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(room.read(PLAN), first);
    let forced = [&save[..], &["--as-of", "2021-09-01", "--force"]].concat();
    assert_eq!(room.run(&forced).code, 0);
    assert_ne!(room.read(PLAN), first);
    let list = room.run(&["baseline", "list"]);
    assert!(list.out.contains("令和3年8月　2021-09-01"), "{}", list.out);
    assert!(list.out.contains("入力は承認時のまま"), "{}", list.out);
    // What has changed since is told by its name.
    let text = room.read("systems.toml");
    std::fs::write(room.at("systems.toml"), format!("{text}\n# 追記\n")).unwrap();
    let show = room.run(&["baseline", "show", "令和3年8月"]);
    assert_eq!(show.code, 0, "{}", show.err);
    let told = "承認後に変わったファイル: systems.toml（変更）";
    assert!(show.out.contains(told), "{}", show.out);
    assert!(show.out.contains("SHA-256"), "{}", show.out);
    let json = room.run(&["baseline", "list", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["baselines"][0]["as_of"], "2021-09-01");
    assert_eq!(json["baselines"][0]["changed"][0]["how"], "changed");
}

#[test]
fn a_plan_that_was_made_before_can_be_the_baseline() {
    let room = shipped();
    assert_eq!(room.run(&["plan", "-o", "計画.json"]).code, 0);
    let made = room.read("計画.json");
    // The day it is does not matter: the plan has its own.
    let room = room.env("SOURCE_DATE_EPOCH", "1664593200");
    let saved = room.run(&["baseline", "save", "r3", "--plan", "計画.json"]);
    assert_eq!(saved.code, 0, "{}", saved.err);
    assert_eq!(room.read("schedules/baseline/r3/plan.json"), made);
    let run = room.run(&[
        "baseline",
        "save",
        "x",
        "--plan",
        "計画.json",
        "--as-of",
        "2021-08-03",
    ]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--as-of"), "{}", run.err);
    // A date moved by hand breaks a rule.
    let at = made.find("\"kind\": \"cutover\"").unwrap();
    let broken = made[at..].replacen("\"date\": \"202", "\"date\": \"203", 1);
    std::fs::write(room.at("b.json"), format!("{}{broken}", &made[..at])).unwrap();
    let run = room.run(&["baseline", "save", "b", "--plan", "b.json"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("規則"), "{}", run.err);
    assert!(!room.at("schedules/baseline/b").exists());
}

#[test]
fn names_are_folders_everywhere() {
    let room = Room::new().file("systems.toml", EMPTY);
    for name in [
        "",
        ".",
        "..",
        "a/b",
        "a\\b",
        "CON",
        "a:b",
        ".x",
        "plan.json",
        "a.",
        &"長".repeat(101),
    ] {
        let run = room.run(&["baseline", "save", name]);
        assert_eq!(run.code, 2, "{name}");
        assert!(run.err.contains("名前に使えません"), "{name}: {}", run.err);
    }
    let run = room.run(&["baseline", "save"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("名前がありません"), "{}", run.err);
    assert!(!room.at("schedules").exists());
}

#[test]
fn a_baseline_that_does_not_fit_says_why() {
    let room = shipped();
    assert_eq!(room.run(&["baseline", "save", "r3"]).code, 0);
    let good = room.read("schedules/baseline/r3/plan.json");
    let put = |name: &str, text: &str| {
        let folder = room.at(&format!("schedules/baseline/{name}"));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("plan.json"), text).unwrap();
    };
    put(
        "other",
        &good.replace("\"code\": \"072036\"", "\"code\": \"072010\""),
    );
    let renamed = [
        "tax",
        "insurance",
        "care",
        "resident",
        "disability",
        "election",
        "welfare",
        "health",
        "assistance",
        "elderly",
    ];
    let mut foreign = good.clone();
    for id in renamed {
        foreign = foreign.replace(&format!("\"id\": \"{id}\""), &format!("\"id\": \"x-{id}\""));
    }
    put("foreign", &foreign);
    put("old", "{\"schema\": 0, \"plan\": []}\n");
    put("new", &good.replacen("\"schema\": 1", "\"schema\": 2", 1));
    put("cut", &good[..good.floor_char_boundary(good.len() / 2)]);
    put("broken", "{\"schema\": 1,,}");
    let status = |name: &str| room.run(&["status", "--baseline", name]);
    for (name, words) in [
        ("other", "072036"),
        ("foreign", "一つもありません"),
        ("old", "古い書式"),
        ("new", "新しい版"),
        ("cut", "途切れています"),
        ("broken", "JSON"),
        ("r33", "「r3」ではありませんか"),
    ] {
        let run = status(name);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}: {}", run.err);
        assert!(run.err.contains(words), "{name}: {}", run.err);
    }
    let several = room.run(&["status"]);
    assert_eq!(several.code, 2);
    assert!(
        several.err.contains("broken, cut, foreign"),
        "{}",
        several.err
    );
    let early = room.run(&["status", "--baseline", "r3", "--as-of", "2021-08-02"]);
    assert_eq!(early.code, 2);
    assert!(early.err.contains("2021-08-03"), "{}", early.err);
    // What cannot be read does not hide the others.
    let list = room.run(&["baseline", "list"]);
    assert_eq!(list.code, 2);
    assert!(
        list.out.contains("読めません") && list.out.contains("r3　"),
        "{}",
        list.out
    );
    let room = shipped();
    let none = room.run(&["status"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("ikou baseline save"), "{}", none.err);
}

#[test]
fn status_tells_what_became_of_the_plan() {
    let actuals = std::fs::read_to_string("tests/status/actuals.toml").unwrap();
    let room = shipped();
    assert_eq!(room.run(&["baseline", "save", "r3"]).code, 0);
    let same = room.run(&["status"]);
    assert_eq!(same.code, 0, "{}", same.err);
    assert!(same.out.contains("承認計画どおりの見込み"), "{}", same.out);
    let room = room.file("schedules/actuals.toml", actuals);
    let run = room.run(&["status", "--as-of", "令和4年10月1日"]);
    // Days without a system.
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(
        run.out.contains("schedules/actuals.toml（追加）"),
        "{}",
        run.out
    );
    let run = room.run(&[
        "status",
        "--as-of",
        "2022-10-01",
        "--owner",
        "税務",
        "-o",
        "s.csv",
    ]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    assert!(room.read("s.csv").contains("税総合システム"));
    let run = room.run(&["status", "--as-of", "2022-10-01", "--owner", "税務課部"]);
    assert_eq!(run.code, 2);
    let run = room.run(&["status", "plan.json"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("台帳（systems.toml）を指定"),
        "{}",
        run.err
    );
}

#[test]
fn outputs_beside_a_baseline_are_held_to_its_plan() {
    let room = Room::new().file("systems.toml", EMPTY);
    assert_eq!(room.run(&["baseline", "save", "r3"]).code, 0);
    assert_eq!(room.run(&["check", "--frozen"]).code, 0);
    let folder = "schedules/baseline/r3";
    let svg = format!("{folder}/roadmap.svg");
    let plan = format!("{folder}/plan.json");
    assert_eq!(room.run(&["render", &plan, "-o", &svg]).code, 0);
    assert_eq!(room.run(&["check", "--frozen"]).code, 0);
    // The inventory moves on; what was approved stays.
    let later = EMPTY.replace("2027-03-31", "2028-03-31");
    std::fs::write(room.at("systems.toml"), later).unwrap();
    assert_eq!(room.run(&["check", "--frozen"]).code, 0);
    std::fs::write(room.at(&svg), "<svg/>").unwrap();
    let run = room.run(&["check", "--frozen"]);
    assert_eq!(run.code, 4);
    assert!(
        run.err.contains(&svg) && run.err.contains(&plan),
        "{}",
        run.err
    );
}

/// A price that makes other days cheaper.
const CHEAPER: &str = "procurement.\"tax/bridge\".extend.price.month=1_000";

/// The cutovers of each system of a plan, as JSON.
fn cutovers(plan: &str) -> Vec<(String, Vec<String>)> {
    let plan: serde_json::Value = serde_json::from_str(plan).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let systems = plan["systems"].as_array().unwrap().iter();
    let of = |system: &serde_json::Value| {
        let all = system["milestones"].as_array().unwrap().iter();
        let cutovers = all.filter(|m| m["kind"] == "cutover");
        (
            text(&system["id"]),
            cutovers.map(|m| text(&m["date"])).collect(),
        )
    };
    systems.map(of).collect()
}

#[test]
fn what_was_promised_does_not_move_for_money() {
    let room = shipped();
    assert_eq!(room.run(&["baseline", "save", "r3"]).code, 0);
    let approved = cutovers(&room.read("schedules/baseline/r3/plan.json"));
    let plan = |more: &[&str]| {
        let run = room.run(&[&["plan", "--format", "json"], more].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let dear = plan(&["--set", CHEAPER]);
    assert_ne!(cutovers(&dear), approved);
    let kept = plan(&["--set", CHEAPER, "--stability"]);
    assert_eq!(cutovers(&kept), approved);
    let outcome = |text: &str| {
        let plan: serde_json::Value = serde_json::from_str(text).unwrap();
        plan["outcome"].clone()
    };
    let (dear, kept) = (outcome(&dear), outcome(&kept));
    assert_eq!(kept["status"], "optimal");
    assert_eq!(kept["objective"]["promises_changed"], 0);
    assert_eq!(kept["objective"]["promised_days_moved"], 0);
    assert!(dear["objective"]["promises_changed"].is_null());
    let yen = |outcome: &serde_json::Value| outcome["objective"]["cost_yen"].as_i64().unwrap();
    assert!(yen(&dear) < yen(&kept));
    // Nor does the forecast.
    let status = room.run(&["status", "--set", CHEAPER]);
    assert_eq!(status.code, 0, "{}", status.err);
    let told = "切替は、どのシステムも承認計画どおりの見込みです。";
    assert!(status.out.contains(told), "{}", status.out);
}

/// What stands in a row of a table.
fn cells(row: &str) -> Vec<&str> {
    let words = row.split(|c: char| c.is_whitespace() || "│|".contains(c));
    words.filter(|word| !word.is_empty()).collect()
}

#[test]
fn what_must_move_moves_as_little_as_can_be() {
    let room = shipped();
    let scenario =
        std::fs::read_to_string("schedules/scenarios/vendor-a-nine-months-late.toml").unwrap();
    let room = room.file(
        "schedules/scenarios/vendor-a-nine-months-late.toml",
        scenario,
    );
    assert_eq!(room.run(&["baseline", "save", "r3"]).code, 0);
    let approved = cutovers(&room.read("schedules/baseline/r3/plan.json"));
    let late = ["--scenario", "vendor-a-nine-months-late"];
    let free = room.run(&[&["plan", "--format", "json"][..], &late].concat());
    let kept = room.run(&[&["plan", "--format", "json", "--stability"][..], &late].concat());
    let moved = |run: &str| {
        let now = cutovers(run);
        let pairs = now.iter().zip(&approved);
        pairs.filter(|(now, then)| now != then).count()
    };
    assert_eq!((moved(&free.out), moved(&kept.out)), (7, 4));
    let outcome: serde_json::Value = serde_json::from_str(&kept.out).unwrap();
    let outcome = &outcome["outcome"];
    assert_eq!(outcome["objective"]["promises_changed"], 4);
    assert_eq!(outcome["bound"]["promised_days_moved"], 688);
    // No later than without promises.
    let free: serde_json::Value = serde_json::from_str(&free.out).unwrap();
    assert_eq!(
        outcome["objective"]["late_days"],
        free["outcome"]["objective"]["late_days"]
    );
    // A page lays the scenario over the plan with the same promises.
    let page = [
        "plan",
        "--stability",
        "-o",
        "a.html",
        "--with",
        "vendor-a-nine-months-late",
    ];
    let run = room.run(&page);
    assert_eq!(run.code, 0, "{}", run.err);
    let yen = outcome["objective"]["cost_yen"].as_u64();
    assert_eq!(
        crate::page::totals(&room.read("a.html")).get(1).copied(),
        yen
    );
    assert_ne!(yen, free["outcome"]["objective"]["cost_yen"].as_u64());
    // Beside a plan that minds no promises only the one that does has these levels.
    let save = ["plan", "--stability", "-o", "kept.json"];
    assert_eq!(room.run(&[&save[..], &late].concat()).code, 0);
    let compare = ["compare", "current", "kept.json", "--lang", "en"];
    let beside = room.run(&compare).out;
    let row = |name: &str| {
        let line = beside.lines().find(|line| line.contains(name));
        let line = line.unwrap_or_else(|| panic!("{name}: {beside}"));
        line.replace(name, "")
    };
    assert_eq!(cells(&row("Promises not kept")), ["none", "4"]);
    let moved = row("Away from promised cutovers (days)");
    assert_eq!(cells(&moved), ["none", "688"]);
    let run = room.run(&[&compare[..], &["--format", "json"]].concat());
    let beside: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let levels = beside["levels"].as_array().unwrap();
    let changed = levels.iter().find(|l| l["level"] == "promises_changed");
    assert_eq!(changed.unwrap()["values"], serde_json::json!([null, 4.0]));
    let table = room.run(&[&["plan", "--stability", "--lang", "en"][..], &late].concat());
    for line in ["Promises not kept: 4", "Away from promised cutovers: 688 d"] {
        assert!(table.out.contains(line), "{}", table.out);
    }
}

#[test]
fn without_promises_there_is_nothing_to_keep() {
    let room = shipped();
    let run = room.run(&["plan", "--stability"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (2, ""),
        "there is no baseline"
    );
    assert!(run.err.contains("baseline"), "{}", run.err);
    let run = room.run(&["plan", "--baseline", "r3"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (2, ""),
        "--stability is asked"
    );
    // Promises of another city.
    assert_eq!(room.run(&["baseline", "save", "r3"]).code, 0);
    let text = room.read("systems.toml");
    let other = text.replacen("072036", "072010", 1);
    std::fs::write(room.at("systems.toml"), other).unwrap();
    let run = room.run(&["plan", "--stability"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "another city's");
    assert!(run.err.contains("072036"), "{}", run.err);
}

/// A plan that cannot be this inventory's baseline is named with what is wrong with it, and nothing
/// else is shown or written.
#[test]
fn a_baseline_of_another_inventory_or_form_is_told() {
    let room = shipped();
    assert_eq!(room.run(&["baseline", "save", "r3"]).code, 0);
    let plan = room.read(PLAN.replace("令和3年8月", "r3").as_str());
    let put = |name: &str, text: String| {
        let folder = room.at(&format!("schedules/baseline/{name}"));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("plan.json"), text).unwrap();
    };
    put("city", plan.replacen("072036", "072010", 1));
    put("older", plan.replacen("\"schema\": 1", "\"schema\": 0", 1));
    put("newer", plan.replacen("\"schema\": 1", "\"schema\": 2", 1));
    put("torn", plan.chars().take(plan.len() / 3).collect());
    let mut strange: serde_json::Value = serde_json::from_str(&plan).unwrap();
    for (n, system) in (0..).zip(strange["systems"].as_array_mut().unwrap()) {
        system["id"] = format!("other-{n}").into();
    }
    put("strange", strange.to_string());
    let said = [
        ("city", "072010"),
        ("older", "version 0"),
        ("newer", "version 2"),
        ("torn", "cannot be read as a plan"),
        ("strange", "has no system of this inventory"),
    ];
    for (name, said) in said {
        for command in [&["status"][..], &["plan", "--stability", "-o", "new.json"]] {
            let end = ["--baseline", name, "--lang", "en"];
            let run = room.run(&[command, &end].concat());
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}: {}", run.err);
            let path = format!("schedules/baseline/{name}/plan.json");
            assert!(run.err.contains(&path), "{name}: {}", run.err);
            assert!(run.err.contains(said), "{name}: {}", run.err);
            assert!(!room.at("new.json").exists(), "{name}");
        }
    }
    // Nothing is lost of what cannot be read: it is neither overwritten nor left out of the list.
    let run = room.run(&["baseline", "save", "torn"]);
    assert_eq!(run.code, 2, "{}", run.err);
    let list = room.run(&["baseline", "list", "--lang", "en"]);
    for (name, _) in said {
        let told = list.out.contains(name) || list.err.contains(name);
        assert!(told, "{name}: {} {}", list.out, list.err);
    }
    // A day before the plan was made.
    let run = room.run(&["status", "--baseline", "r3", "--as-of", "2021-07-15"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("2021-08-03"), "{}", run.err);
}
