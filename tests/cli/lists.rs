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
    let room = room();
    let all = documented();
    assert_eq!(all.len(), 7);
    for (command, columns) in all {
        // These take long or need more files; their lists are made by the same function.
        let args: &[&str] = match command.as_str() {
            "render" => &["render", "plan.json", "-f", "csv"],
            "budget" => &["budget", "plan.json"],
            "deadlines" => &["deadlines"],
            "plan" => &["plan"],
            "assumptions" => &["assumptions", "--measure", "0"],
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
