//! What all commands that list rows understand: columns, order, whose rows, until when.

use crate::sealed::{Room, Run};

fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The shipped inventory, its schedules and its plan.
fn room() -> Room {
    let mut room = Room::new();
    for name in [
        "systems.toml",
        "schedules/calendar.toml",
        "schedules/routes.toml",
        "schedules/actuals.toml",
    ] {
        if let Ok(bytes) = std::fs::read(root().join(name)) {
            room = room.file(name, bytes);
        }
    }
    assert_eq!(room.run(&["plan", "-o", "plan.json"]).code, 0);
    room
}

/// The same, and the plan under a scenario.
fn room_of_two() -> Room {
    let scenario = "schema = 1\nname = \"1年延長\"\nreason = \"試し\"\n\n[shift]\nhardware.integrated-server.expires = \"+12M\"\n";
    let room = room().file("schedules/scenarios/longer.toml", scenario);
    let other = ["plan", "--scenario", "longer", "-o", "other.json"];
    assert_eq!(room.run(&other).code, 0);
    room
}

fn ok(room: &Room, args: &[&str]) -> String {
    let run: Run = room.run(args);
    assert_eq!(run.code, 0, "{args:?}\n{}", run.err);
    run.out
}

/// The columns of each command, as the documentation lists them.
fn documented() -> Vec<(String, Vec<String>)> {
    let text = std::fs::read_to_string(root().join("docs/cli.md")).unwrap();
    let part = text.split("\n## Lists\n").nth(1).unwrap();
    let part = part.split("\n## ").next().unwrap();
    let names = |cell: &str| -> Vec<String> {
        let quoted = cell.split('`').skip(1).step_by(2);
        quoted.map(str::to_owned).collect()
    };
    let rows = part.lines().filter(|line| line.starts_with("| `"));
    let mut all = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.split('|').collect();
        for command in names(cells[1]) {
            all.push((command, names(cells[3])));
        }
    }
    all
}

#[test]
fn an_unknown_column_is_told_with_all_that_there_are() {
    let room = room_of_two();
    let all = documented();
    assert_eq!(all.len(), 14);
    for (command, columns) in all {
        // These take long or need more files; their lists are made by the same function.
        let args: &[&str] = match command.as_str() {
            "render" => &["render", "plan.json", "-f", "csv"],
            "budget" => &["budget", "plan.json"],
            "deadlines" => &["deadlines"],
            "plan" => &["plan"],
            "assumptions" => &["assumptions", "--measure", "0"],
            "sweep --tornado" => &["sweep", "--tornado", "--measure", "0"],
            "slack" => &["slack", "tax", "--effort", "quick"],
            "compare" => &["compare", "plan.json", "other.json"],
            "risk" => &["risk", "--runs", "10"],
            "scenario list" => &["scenario", "list"],
            "scenario show" => &["scenario", "show", "longer"],
            "check" => &["check"],
            // Its columns are what is varied; `status` takes more files: its list is made by the same
            // function.
            _ => continue,
        };
        let run = room.run(&[args, &["--columns", "colour"]].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{command}");
        let known = columns.join("、");
        assert!(
            run.err.contains("「colour」という列はありません"),
            "{}",
            run.err
        );
        let told: String = run.err.split_whitespace().collect();
        assert!(told.contains(&known), "{command}: {}", run.err);
        let english = room.run(&[args, &["--sort", "colour", "--lang", "en"]].concat());
        assert!(english.err.contains("no column"), "{}", english.err);
    }
}

#[test]
fn columns_and_order_are_those_that_were_asked_for() {
    let room = room();
    let csv = ok(
        &room,
        &[
            "deadlines",
            "--within",
            "12M",
            "--columns",
            "date,what,残り日数",
            "--sort",
            "-left",
            "--format",
            "csv",
        ],
    );
    assert!(csv.starts_with("\u{feff}期限,内容,残り日数\r\n"), "{csv}");
    let left: Vec<i64> = csv
        .lines()
        .skip(1)
        .map(|line| line.rsplit(',').next().unwrap().parse().unwrap())
        .collect();
    assert!(left.len() > 3 && left.is_sorted_by(|a, b| a >= b), "{csv}");
    let json = ok(
        &room,
        &[
            "plan",
            "--format",
            "json",
            "--columns",
            "id,slack",
            "--sort",
            "slack",
        ],
    );
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    let keys =
        |row: &serde_json::Value| row.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert!(
        rows.len() > 10 && rows.iter().all(|row| keys(row) == ["id", "slack"]),
        "{json}"
    );
}

#[test]
fn a_list_of_a_saved_plan_is_that_of_the_run() {
    let room = room();
    let asked = ["--owner", "税務", "--within", "60M", "--sort", "cutover"];
    for format in ["csv", "md", "json", "table"] {
        let run = ok(&room, &[&["plan", "--format", format], &asked[..]].concat());
        let saved = ok(
            &room,
            &[&["render", "plan.json", "-f", format], &asked[..]].concat(),
        );
        assert_eq!(run, saved, "{format}");
        assert!(run.contains("税"), "{run}");
        assert!(!run.contains("介護"), "{run}");
    }
}

#[test]
fn rows_are_those_of_the_vendor() {
    let room = room();
    let all = ok(
        &room,
        &["render", "plan.json", "-f", "csv", "--columns", "id,vendor"],
    );
    let vendor = all
        .lines()
        .skip(1)
        .find_map(|line| Some(line.split_once(',')?.1))
        .unwrap();
    let some = ok(
        &room,
        &[
            "render",
            "plan.json",
            "-f",
            "csv",
            "--columns",
            "id,vendor",
            "--vendor",
            vendor,
        ],
    );
    let expected = all
        .lines()
        .skip(1)
        .filter(|line| line.ends_with(&format!(",{vendor}")));
    assert_eq!(
        some.lines().skip(1).collect::<Vec<_>>(),
        expected.collect::<Vec<_>>()
    );
    let rows = ok(
        &room,
        &[
            "budget",
            "plan.json",
            "--vendor",
            vendor,
            "--format",
            "csv",
            "--columns",
            "vendor",
        ],
    );
    assert!(
        rows.lines().skip(1).all(|line| line == vendor) && rows.lines().count() > 2,
        "{rows}"
    );
}

#[test]
fn a_vendor_is_named_by_its_id_too() {
    let room = room();
    for command in [
        &["render", "plan.json", "-f", "csv"][..],
        &["budget", "plan.json", "--format", "csv"],
    ] {
        let of = |vendor: &str| {
            let asked = ["--vendor", vendor, "--columns", "vendor"];
            ok(&room, &[command, &asked].concat())
        };
        let by_id = of("vendor-a");
        assert!(by_id.contains("事業者Ａ") && !by_id.contains("事業者Ｂ"));
        assert_eq!(by_id, of("事業者Ａ（統合サーバ上のシステム）"));
    }
}

#[test]
fn tables_keep_to_the_screen_and_pictures_are_no_lists() {
    let room = room();
    for width in ["40", "80", "160"] {
        for args in [
            &["render", "plan.json", "-f", "table", "--sort", "cutover"][..],
            &["deadlines", "--sort", "owner"],
        ] {
            let text = ok(&room, &[args, &["--width", width]].concat());
            let most = width.parse().unwrap();
            let wide = text
                .lines()
                .find(|line| unicode_width::UnicodeWidthStr::width(*line) > most);
            assert_eq!(wide, None);
        }
    }
    let run = room.run(&["render", "plan.json", "-f", "svg", "--columns", "system"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("table、csv、md、json"), "{}", run.err);
    let none = ok(
        &room,
        &["render", "plan.json", "-f", "table", "--within", "0d"],
    );
    assert_eq!(none, "該当するものはありません。\n");
}

#[test]
fn compared_systems_are_rows_of_each_plan() {
    let room = room_of_two();
    let rows = |more: &[&str]| {
        let args = ["compare", "plan.json", "other.json", "-f", "csv"];
        let columns = ["--columns", "id,plan,cutover,differs,yen"];
        ok(&room, &[&args[..], &columns, more].concat())
    };
    let all = rows(&["--all"]);
    let some = rows(&[]);
    let count = |csv: &str| csv.lines().count() - 1;
    assert_eq!(count(&all) % 2, 0);
    assert!(count(&some) <= count(&all), "{some}");
    // Without `--all` every system is one of which something differs.
    let id = |line: &str| line.split(',').next().map(str::to_owned);
    let changed = all.lines().filter(|line| line.contains(",はい,"));
    let changed: std::collections::BTreeSet<_> = changed.map(id).collect();
    let listed = some.lines().skip(1).map(id);
    assert_eq!(listed.collect::<std::collections::BTreeSet<_>>(), changed);
    // The dates are those of the plans themselves.
    for plan in ["plan.json", "other.json"] {
        let of = format!(",{plan},");
        let args = ["render", plan, "-f", "csv", "--columns", "id,cutover"];
        let own = ok(&room, &args);
        for line in all.lines().filter(|line| line.contains(&of)) {
            let cells: Vec<&str> = line.split(',').collect();
            assert!(
                own.contains(&format!("{},{}", cells[0], cells[2])),
                "{line}"
            );
        }
    }
    let shown: Vec<&str> = some.lines().skip(1).collect();
    assert!(shown.iter().any(|line| line.contains(",はい,")), "{some}");
    let owner = rows(&["--all", "--owner", "税務", "--within", "60M"]);
    assert!(count(&owner) > 0 && count(&owner) < count(&all), "{owner}");
    let run = room.run(&[
        "compare",
        "plan.json",
        "other.json",
        "-f",
        "svg",
        "--sort",
        "yen",
    ]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("table、csv、md、json"), "{}", run.err);
}

#[test]
fn combinations_are_rows_sorted_as_numbers() {
    let room = room();
    let vary = "vendor.vendor-a.builds=2..10/4";
    let args = ["sweep", "--vary", vary, "-f", "csv", "--sort=-vary-1"];
    let csv = ok(
        &room,
        &[&args[..], &["--columns", "vendor.vendor-a.builds,yen"]].concat(),
    );
    let rows: Vec<&str> = csv.lines().skip(1).collect();
    let values = rows.iter().filter_map(|row| row.split(',').next());
    assert_eq!(
        values.collect::<Vec<_>>(),
        ["今の台帳", "10", "6", "2"],
        "{csv}"
    );
    assert!(
        csv.starts_with("\u{feff}vendor.vendor-a.builds,費用（円）\r\n"),
        "{csv}"
    );
}

#[test]
fn chances_are_rows_of_an_owner() {
    let room = room();
    let args = ["risk", "--runs", "50", "--owner", "税務", "--format"];
    let columns = ["--columns", "system,kept,owner", "--sort", "kept"];
    let table = ok(&room, &[&args[..], &["table"], &columns].concat());
    assert!(
        table.lines().skip(2).all(|line| line.contains("税務")),
        "{table}"
    );
    let json = ok(&room, &[&args[..], &["json"], &columns].concat());
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    let kept: Vec<f64> = rows.iter().filter_map(|row| row["kept"].as_f64()).collect();
    assert!(!kept.is_empty() && kept.is_sorted(), "{json}");
    assert!(
        kept.iter().all(|share| (0.0..=1.0).contains(share)),
        "{json}"
    );
    let percent = format!("{:.1}%", kept[0] * 100.0);
    assert!(table.contains(&percent), "{table}");
}

#[test]
fn slack_is_looked_for_of_those_systems_alone() {
    let room = room();
    let args = [
        "slack",
        "--effort",
        "quick",
        "--format",
        "csv",
        "--columns",
        "id,owner",
    ];
    let csv = ok(&room, &[&args[..], &["--owner", "税務"]].concat());
    let rows: Vec<&str> = csv.lines().skip(1).collect();
    assert!(!rows.is_empty(), "{csv}");
    assert!(rows.iter().all(|row| row.contains("税務")), "{csv}");
    let none = ok(&room, &[&args[..], &["--within", "0d"]].concat());
    assert_eq!(none.lines().count(), 1, "{none}");
}

#[test]
fn the_budget_is_what_has_to_be_asked_for_by_then() {
    let room = room();
    let args = [
        "budget",
        "plan.json",
        "--format",
        "csv",
        "--columns",
        "request,yen",
    ];
    let csv = ok(&room, &[&args[..], &["--within", "24M"]].concat());
    let days = csv
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next());
    let days: Vec<&str> = days.collect();
    assert!(!days.is_empty(), "{csv}");
    let plan = std::fs::read_to_string(room.at("plan.json")).unwrap();
    let plan: serde_json::Value = serde_json::from_str(&plan).unwrap();
    let as_of = plan["as_of"].as_str().unwrap();
    let year: i32 = as_of[..4].parse().unwrap();
    let last = format!("{}{}", year + 2, &as_of[4..]);
    assert!(
        days.iter()
            .all(|day| !day.is_empty() && *day <= last.as_str()),
        "{csv}"
    );
    let all = ok(&room, &args);
    assert!(all.lines().count() > csv.lines().count());
}

#[test]
fn assumed_facts_are_those_of_the_vendor() {
    let room = room();
    let args = [
        "assumptions",
        "--measure",
        "0",
        "--format",
        "csv",
        "--columns",
        "fact,vendor",
    ];
    let some = ok(&room, &[&args[..], &["--vendor", "vendor-a"]].concat());
    let rows: Vec<&str> = some.lines().skip(1).collect();
    assert!(
        rows.iter().any(|row| row.starts_with("vendor.vendor-a")),
        "{some}"
    );
    assert!(rows.iter().all(|row| row.contains("事業者Ａ")), "{some}");
    assert!(ok(&room, &args).lines().count() > some.lines().count());
}

#[test]
fn findings_and_scenarios_are_rows() {
    let room = Room::new().file(
        "systems.toml",
        "schema = 1\n[municipality]\nname = \"=1+2\"\ncode = 7\n",
    );
    let human = room.run(&["check", "-f", "short"]);
    let csv = room.run(&["check", "-f", "csv", "--columns", "file,line,severity,code"]);
    assert_eq!(csv.code, human.code);
    assert_eq!(csv.err, human.err);
    for line in csv.out.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [file, line, _, code] = cells[..] else {
            panic!("{line}")
        };
        let same = |l: &&str| l.starts_with(&format!("{file}:{line}:")) && l.contains(code);
        assert!(human.out.lines().any(|l| same(&l)), "{code}");
    }
    assert_eq!(csv.out.lines().count() - 1, human.out.lines().count());
    let run = room.run(&["check", "-f", "sarif", "--sort", "line"]);
    assert_eq!(run.code, 2);
    let room = room_of_two();
    let md = ok(
        &room,
        &[
            "scenario",
            "list",
            "--format",
            "md",
            "--columns",
            "id,changes,state",
        ],
    );
    assert!(md.contains("| longer | 1 | 使える |"), "{md}");
    let csv = ok(&room, &["scenario", "show", "longer", "--format", "csv"]);
    assert!(
        csv.contains("\r\nlonger,hardware.integrated-server.expires,"),
        "{csv}"
    );
}
