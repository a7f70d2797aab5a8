use crate::sealed::{EMPTY, Room};
use crate::towns::TAX;
use serde_json::Value;

fn room() -> Room {
    Room::new()
        .file("systems.toml", format!("{EMPTY}{TAX}"))
        .file(
            "schedules/scenarios/dear.toml",
            "name = \"値上げ\"\nreason = \"交渉中\"\n[scale]\nsystem.tax.cost = 2\n",
        )
        .file(
            "schedules/scenarios/round.toml",
            "reason = \"試験\"\nparent = \"trip\"\n[change]\ncontract.tax-2016.ends = 2024-12-31\n",
        )
        .file(
            "schedules/scenarios/trip.toml",
            "reason = \"試験\"\nparent = \"round\"\n[change]\ncontract.tax-2016.ends = 2024-11-30\n",
        )
}

#[test]
fn a_scenario_beside_the_files_as_they_are() {
    let room = room();
    let run = room.run(&["compare", "current", "dear", "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let mut lines = run.out.lines();
    assert_eq!(lines.next(), Some("郡山市: plans compared"));
    let upshot = lines.next().unwrap();
    assert!(upshot.starts_with("With “値上げ”: FY20"), "{upshot}");
    assert!(upshot.contains("; in all +3,474 yen"), "{upshot}");
    // What is typed is named by what it changes, and laid under every plan.
    let run = room.run(&[
        "compare",
        "current",
        "dear",
        "-f",
        "json",
        "--set",
        "contract.tax-2016.price.month=300",
    ]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["plans"][0]["scenarios"][0]["id"], "--set");
    assert_eq!(json["plans"][1]["causes"].as_array().unwrap().len(), 1);
    assert_eq!(json["plans"][1]["causes"][0]["scenario"], "dear");
}

#[test]
fn saved_plans_and_the_approved_one() {
    let room = room();
    assert_eq!(room.run(&["plan", "-o", "before.json"]).code, 0);
    assert_eq!(
        room.run(&["plan", "--scenario", "dear", "-o", "after.json"])
            .code,
        0
    );
    std::fs::create_dir_all(room.at("schedules/baseline")).unwrap();
    std::fs::copy(
        room.at("before.json"),
        room.at("schedules/baseline/plan.json"),
    )
    .unwrap();
    let run = room.run(&["compare", "baseline", "dear", "-o", "a.md", "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (0, "Wrote a.md.\n"));
    assert!(room.read("a.md").contains("baseline: the approved plan"));
    // Without any inventory.
    std::fs::remove_file(room.at("systems.toml")).unwrap();
    let run = room.run(&["compare", "before.json", "after.json", "-o", "a.svg"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(room.read("a.svg").contains("「値上げ」の場合"));
    let run = room.run(&["compare", "before.json", "after.json", "-o", "a.pdf"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        std::fs::read(room.at("a.pdf"))
            .unwrap()
            .starts_with(b"%PDF")
    );
    let run = room.run(&["compare", "before.json", "current"]);
    assert_eq!(run.code, 2);
}

#[test]
fn what_cannot_be_compared_is_said() {
    let room = room()
        .file("older.json", "{ \"schema\": 0 }")
        .file("text.json", "schema = 1\n");
    let run = room.run(&["plan", "-o", "plan.json"]);
    assert_eq!(run.code, 0);
    let newer = room
        .read("plan.json")
        .replacen("\"schema\": 1", "\"schema\": 9", 1);
    let room = room.file("newer.json", newer);
    for (args, said) in [
        (["current", "deer"], "Did you mean dear?"),
        (["curent", "dear"], "Did you mean current?"),
        (["current", "zzz"], "name current (the files as they are)"),
        (
            ["current", "current"],
            "current and current are the same plan",
        ),
        (["plan.json", "./PLAN.json"], "are the same plan"),
        (
            ["dear", "schedules/scenarios/dear.toml"],
            "are the same plan",
        ),
        (["current", "baseline"], "There is no approved plan"),
        (["current", "no.json"], "no.json"),
        (
            ["current", "text.json"],
            "text.json cannot be read as a plan",
        ),
        (["current", "older.json"], "older.json"),
        (["current", "newer.json"], "9"),
        (["current", "schedules"], "There is no plan schedules"),
    ] {
        let mut all = vec!["compare", "--lang", "en"];
        all.extend(args);
        let run = room.run(&all);
        assert_eq!(
            (run.code, run.out.as_str()),
            (2, ""),
            "{args:?}: {}",
            run.err
        );
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
    let run = room.run(&[
        "compare",
        "current",
        "dear",
        "plan.json",
        "-o",
        "a.svg",
        "--lang",
        "en",
    ]);
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .contains("A picture compares two plans (3 are named)"),
        "{}",
        run.err
    );
    let run = room.run(&["compare", "current", "--lang", "en"]);
    assert_eq!(run.code, 2, "{}", run.err);
}

/// Scenarios that go round in a circle are findings with their places.
#[test]
fn cyclic_parents_are_findings() {
    let run = room().run(&["compare", "current", "round", "--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("scenario-cycle"), "{}", run.err);
    assert!(run.err.contains("trip.toml"), "{}", run.err);
}

#[test]
fn findings_about_the_files_are_said_once() {
    let unused = "\n[[vendor]]\nid = \"使わない\"\n";
    let room = room().file("systems.toml", format!("{EMPTY}{TAX}{unused}"));
    let run = room.run(&["compare", "current", "dear"]);
    assert_eq!(run.code, 0);
    assert_eq!(run.err.matches("使わない").count(), 2, "{}", run.err);
}

/// Approved plans go by their names, beside scenarios and the files as they are.
#[test]
fn approved_plans_are_compared_by_their_names() {
    let room = room();
    assert_eq!(room.run(&["baseline", "save", "令和3年8月"]).code, 0);
    let dearer = ["--set", "contract.tax-2016.price.month=300"];
    let save = ["baseline", "save", "r3-10"];
    assert_eq!(room.run(&[&save[..], &dearer].concat()).code, 0);
    let compare = |plans: &[&str]| {
        let run = room.run(&[&["compare"], plans, &["-f", "json"]].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        let json: Value = serde_json::from_str(&run.out).unwrap();
        json
    };
    let json = compare(&["令和3年8月", "r3-10", "current", "dear"]);
    let plans = json["plans"].as_array().unwrap();
    let of = |key: &str| -> Vec<&str> {
        let all = plans.iter().map(|p| p[key].as_str().unwrap());
        all.collect()
    };
    assert_eq!(of("name"), ["令和3年8月", "r3-10", "current", "dear"]);
    assert_eq!(
        of("origin"),
        ["baseline", "baseline", "current", "scenario"]
    );
    let yen = |at: usize| {
        let mut levels = json["levels"].as_array().unwrap().iter();
        let cost = levels.find(|l| l["level"] == "cost_yen").unwrap();
        cost["values"][at].as_f64().unwrap()
    };
    assert!(yen(0) == yen(2) && yen(0) < yen(1), "{json}");
    // Which of several is meant has to be said; one that is not there is told with those that are.
    let run = room.run(&["compare", "baseline", "current"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("r3-10, 令和3年8月"), "{}", run.err);
    let run = room.run(&["compare", "r3-11", "current", "--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("r3-10"), "{}", run.err);
    let run = room.run(&["compare", "r3-10", "schedules/baseline/r3-10/plan.json"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "the same twice");
}
