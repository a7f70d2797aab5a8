use crate::sealed::{EMPTY, Room};
use crate::towns::TAX;
use serde_json::Value;

const LATER: &str = r#"name = "契約が延びる"
reason = "延長の交渉中"
parent = "dear"

[shift]
contract.tax-2016.ends = "+12M"
"#;

const DEAR: &str = "reason = \"値上げ\"\n[scale]\nsystem.tax.cost = 2\n";

fn room() -> Room {
    Room::new()
        .file("systems.toml", format!("{EMPTY}{TAX}"))
        .file("schedules/scenarios/later.toml", LATER)
        .file("schedules/scenarios/dear.toml", DEAR)
}

#[test]
fn scenarios_are_listed_and_shown() {
    let room = room();
    let run = room.run(&["scenario", "list"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        "dear\n  理由: 値上げ\n  変更: 1件\n\nlater  契約が延びる\n  理由: 延長の交渉中\n  もと: dear\n  変更: 1件\n"
    );
    let run = room.run(&["scenario", "show", "later", "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        "dear
  Reason: 値上げ
  Changes: 2

  procurement.\"tax/standard\".cost.0.yen
    before: 1000  (systems.toml:37)
    after:  2000  (schedules/scenarios/dear.toml:3)

  contract.tax-2016.price.month
    before: 100  (systems.toml:28)
    after:  200  (schedules/scenarios/dear.toml:3)

later  契約が延びる
  Reason: 延長の交渉中
  Changes: 1

  contract.tax-2016.ends
    before: 2024-03-31  (systems.toml:27)
    after:  2025-03-31  (schedules/scenarios/later.toml:6)
"
    );
    let run = room.run(&["scenario", "list", "--format", "json"]);
    let list: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(list["scenarios"][1]["parent"], "dear");
    let run = room.run(&[
        "scenario",
        "show",
        "--set",
        "system.tax.name=市税",
        "--format",
        "json",
    ]);
    let shown: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        shown["scenarios"][0]["changes"][0]["new"]["value"],
        "\"市税\""
    );
    assert_eq!(shown["scenarios"][0]["changes"][0]["new"]["file"], "--set");
}

/// The inventory goes on; a scenario that names what is gone is found in the list, before anybody
/// needs it.
#[test]
fn the_list_marks_what_no_longer_applies() {
    let room = room()
        .file(
            "schedules/scenarios/gone.toml",
            "reason = \"旧契約の延長\"\n[shift]\ncontract.tax-2015.ends = \"+12M\"\n",
        )
        .file(
            "schedules/scenarios/on-gone.toml",
            "reason = \"さらに\"\nparent = \"gone\"\n[change]\nsystem.tax.name = \"市税\"\n",
        )
        .file(
            "schedules/scenarios/true.toml",
            "reason = \"もうそうなった\"\n[change]\ncontract.tax-2016.ends = 2024-03-31\n",
        )
        .file(
            "schedules/scenarios/half.toml",
            "reason = \"半分\"\n[change]\ncontract.tax-2016.ends = 2024-03-31\nsystem.tax.name = \"市税\"\n",
        )
        .file(
            "schedules/scenarios/wrong.toml",
            "reason = \"ない契約へ\"\n[change]\nsystem.tax.contract = \"tax-2099\"\n",
        );
    let run = room.run(&["scenario", "list", "--as-of", "2021-08-03"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let of = |id: &str| {
        let part = run.out.split("\n\n").find(|part| part.starts_with(id));
        part.unwrap_or_else(|| panic!("{}", run.out)).to_owned()
    };
    assert!(!of("dear").contains("状態"), "{}", run.out);
    assert!(
        of("gone").contains("状態: 今の台帳には当てはめられません"),
        "{}",
        run.out
    );
    assert!(
        of("on-gone").contains("状態: もとのシナリオが今の台帳に当てはめられない"),
        "{}",
        run.out
    );
    assert!(
        of("true").contains("状態: 変更はすべて今の台帳のとおりです"),
        "{}",
        run.out
    );
    assert!(
        of("half").contains("状態: 変更のうち 1件は、すでに今の台帳のとおりです"),
        "{}",
        run.out
    );
    assert!(
        of("wrong").contains("状態: 今の台帳には当てはめられません"),
        "{}",
        run.out
    );
    // Each finding once, at its place, with the path that was meant.
    assert_eq!(
        run.err.matches("schedules/scenarios/gone.toml:3").count(),
        1,
        "{}",
        run.err
    );
    assert!(
        run.err
            .contains("「contract.tax-2016.ends」ではありませんか"),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("schedules/scenarios/wrong.toml:3"),
        "{}",
        run.err
    );
    let run = room.run(&["scenario", "list", "--format", "json"]);
    assert_eq!(run.code, 1);
    let list: Value = serde_json::from_str(&run.out).unwrap();
    let states: Vec<(&str, &str, u64)> = list["scenarios"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| {
            let text = |key: &str| s[key].as_str().unwrap();
            (text("id"), text("state"), s["unchanged"].as_u64().unwrap())
        })
        .collect();
    assert_eq!(
        states,
        [
            ("dear", "applies", 0),
            ("gone", "stale", 0),
            ("half", "applies", 1),
            ("later", "applies", 0),
            ("on-gone", "stale-parent", 0),
            ("true", "come-true", 1),
            ("wrong", "stale", 0),
        ]
    );
    let run = room.run(&["scenario", "list", "--lang", "en"]);
    for state in [
        "State: does not apply to the files as they are now",
        "State: cannot be used: the one it goes on from",
        "State: all its changes are what the files say by now",
        "State: the files say already what 1 of its changes would",
    ] {
        assert!(run.out.contains(state), "{state}\n{}", run.out);
    }
}

/// What has come true is no mistake, and mistakes of the files are told by `check`.
#[test]
fn only_what_cannot_be_used_fails_the_list() {
    let room = Room::new()
        .file(
            "systems.toml",
            format!("{EMPTY}{TAX}\n[[contract]]\nid = \"torn\"\n"),
        )
        .file("schedules/scenarios/dear.toml", DEAR)
        .file(
            "schedules/scenarios/true.toml",
            "reason = \"もうそうなった\"\n[change]\ncontract.tax-2016.ends = 2024-03-31\n",
        );
    let run = room.run(&["scenario", "list"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.out.contains("仮の話ではなくなっています"),
        "{}",
        run.out
    );
    // Without an inventory the list says that it could not look.
    let room = Room::new().file("schedules/scenarios/dear.toml", DEAR);
    let run = room.run(&["scenario", "list"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with("dear\n"), "{}", run.out);
    assert!(
        run.err.contains("台帳（systems.toml）がない"),
        "{}",
        run.err
    );
    let run = room.run(&["scenario", "list", "-i", "none.toml"]);
    assert_eq!(run.code, 2, "{}", run.err);
}

#[test]
fn a_plan_says_that_it_is_a_what_if() {
    let room = room();
    let args = [
        "plan",
        "--effort",
        "quick",
        "-o",
        "p.json",
        "--scenario",
        "later",
        "--set",
        "system.tax.owner=税務課",
    ];
    let run = room.run(&args);
    assert!(
        run.out
            .contains("条件を変えた計画です: シナリオ「dear」（2か所を変更）")
            && run
                .out
                .contains("条件を変えた計画です: シナリオ「契約が延びる」（1か所を変更）")
            && run
                .out
                .contains("条件を変えた計画です: --set の指定（1か所を変更）"),
        "{}",
        run.out
    );
    let plan: Value = serde_json::from_str(&room.read("p.json")).unwrap();
    let ids: Vec<&str> = plan["scenarios"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["dear", "later", "--set"]);
    let paths: Vec<&str> = plan["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["path"].as_str().unwrap())
        .collect();
    assert_eq!(
        paths,
        [
            "systems.toml",
            "schedules/scenarios/later.toml",
            "schedules/scenarios/dear.toml",
            "--set"
        ]
    );
    let ends = &plan["facts"]["contract.tax-2016.ends"];
    assert_eq!(
        (ends["value"].as_str(), ends["line"].as_i64()),
        (Some("2025-03-31"), Some(6))
    );
    // The same plan as one whose file says so.
    let told = room.run(&["render", "p.json", "-f", "table"]);
    assert!(
        told.out.contains("シナリオ「契約が延びる」"),
        "{}",
        told.out
    );
    // Whatever is passed on says so.
    for args in [
        &["budget", "p.json"][..],
        &["why", "tax", "-i", "p.json"],
        &["render", "p.json", "-f", "gantt"],
        &["render", "p.json", "-f", "svg"],
    ] {
        let told = room.run(args);
        assert!(
            told.out.contains("シナリオ"),
            "{args:?}\n{}{}",
            told.out,
            told.err
        );
        assert!(told.out.contains("契約が延びる"), "{args:?}\n{}", told.out);
    }
    // A saved plan is what it is.
    let run = room.run(&["render", "p.json", "-f", "table", "--scenario", "later"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("--scenario は保存した計画には使えません"),
        "{}",
        run.err
    );
    // Without any, plan.json says nothing of scenarios.
    room.run(&["plan", "--effort", "quick", "-o", "q.json"]);
    assert!(!room.read("q.json").contains("scenarios"));
}

#[test]
fn a_what_if_goes_wrong_at_its_place() {
    let room = room()
        .file(
            "schedules/scenarios/a.toml",
            "reason = \"x\"\nparent = \"b\"\n",
        )
        .file(
            "schedules/scenarios/b.toml",
            "reason = \"x\"\nparent = \"a\"\n",
        );
    let run = room.run(&["check", "--scenario", "latr"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("シナリオ「latr」がありません")
            && run.err.contains("「later」ではありませんか")
    );
    let run = room.run(&["check", "--scenario", "a"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("a → b → a"), "{}", run.out);
    for (args, place, words) in [
        (
            ["--set", "contract.tax-2017.ends=2025-03-31"],
            "[--set:1:1]",
            "「contract.tax-2016.ends」ではありませんか",
        ),
        (
            ["--shift", "group.cor.available=+1M"],
            "[--shift:1:1]",
            "「group.core.available」ではありませんか",
        ),
        (
            ["--set", "contract.tax-2016.ends=2025-02-30"],
            "[--set:1:24]",
            "暦にありません",
        ),
        (["--set", "contract.tax-2016"], "[--set:1:1]", "「パス=値」"),
        (
            ["--shift", "contract.tax-2016.ends=1年"],
            "[--shift:1:24]",
            "日付を動かす長さ",
        ),
        (
            ["--shift", "system.tax.name=+1M"],
            "[--shift:1:1]",
            "この値",
        ),
    ] {
        let run = room.run(&["check", args[0], args[1]]);
        assert_eq!(run.code, 1, "{args:?}");
        assert!(
            run.out.contains(place) && run.out.contains(words),
            "{args:?}\n{}",
            run.out
        );
    }
    let run = room.run(&[
        "check",
        "--set",
        "contract.tax-2016.ends=2024-03-31",
        "-D",
        "unchanged",
    ]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains("[systems.toml:27:8]") && run.out.contains("今の値"),
        "{}",
        run.out
    );
    // A line break in an argument is no second line.
    let run = room.run(&[
        "check",
        "--message-format",
        "short",
        "--set",
        "system.tax.owner=a\nb.c.d=1",
    ]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
}

#[test]
fn hostile_arguments_are_answered() {
    let room = room();
    let deep = format!("{}=1", "a.".repeat(50_000));
    let nested = format!("system.tax.owner={}", "[".repeat(10_000));
    let wide = format!("system.tax.owner=\"{}\"", "あ".repeat(30_000));
    for arg in [
        "",
        "=",
        "==",
        ".",
        "*",
        "*.*.*=1",
        "\"",
        "'=1",
        "a.b=\u{202e}",
        "system.*=1",
        "*=1",
        "system.tax.after.0.link=hard",
        "system.99999999999999999999.name=1",
        "municipality.*={}",
        "system.tax=1",
        "horizon.to=9999-12-31",
        &deep,
        &nested,
        &wide,
    ] {
        for flag in ["--set", "--shift"] {
            let run = room.run(&["check", &format!("{flag}={arg}")]);
            assert!(
                [0, 1].contains(&run.code),
                "{flag} {:.60}\n{}",
                arg,
                run.err
            );
        }
    }
    for name in [
        "../../systems",
        "",
        ".",
        "..",
        "a/b",
        "later.toml",
        "\u{202e}",
    ] {
        let run = room.run(&["check", "--scenario", name]);
        assert!([1, 2].contains(&run.code), "{name}\n{}{}", run.out, run.err);
    }
}
