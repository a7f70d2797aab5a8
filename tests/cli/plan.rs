use crate::sealed::{EMPTY, Room, Run, broken};
use crate::towns::small;
use std::fs;

/// As [`small`], but its contract ends long before anything new can be there.
fn uncovered() -> String {
    small().replace("ends = 2026-03-31", "ends = 2021-12-31")
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_plan_is_shown_and_nothing_is_written_unasked() {
    let room = Room::new().file("systems.toml", small());
    let run = room.run(&["plan"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("健康管理システム"), "{}", run.out);
    assert!(
        run.out.lines().all(|l| !l.contains('\u{1b}')),
        "{}",
        run.out
    );
    let names: Vec<_> = fs::read_dir(room.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(names, ["systems.toml"]);
}

#[test]
fn the_same_inputs_give_the_same_bytes_saved_or_not() {
    let room = Room::new().file("systems.toml", small());
    let run = room.run(&["plan", "-o", "plan.json", "--output-dir", "新しい/out"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err
            .starts_with("plan.json を書きました。\n新しい/out/plan.json を"),
        "{}",
        run.err
    );
    let saved = room.read("plan.json");
    assert_eq!(saved, room.read("新しい/out/plan.json"));
    let drawn = room.read("新しい/out/roadmap.svg");
    assert_eq!(drawn, room.run(&["render", "plan.json", "-f", "svg"]).out);
    assert_eq!(room.run(&["render", "plan.json", "-o", "計画.SVG"]).code, 0);
    assert_eq!(drawn, room.read("計画.SVG"));
    assert_eq!(saved, room.run(&["plan", "--format", "json"]).out);
    assert_eq!(saved, room.run(&["render", "-f", "json"]).out);
    assert_eq!(
        saved,
        room.run(&["render", "systems.toml", "-f", "json", "-o", "-"])
            .out
    );
    assert_eq!(saved, room.run(&["render", "plan.json", "-f", "json"]).out);
    let shown = ["table", "gantt"].map(|f| room.run(&["render", "plan.json", "-f", f]).out);
    assert_eq!(run.out, shown.join("\n"), "a blank line between them");
    for end in ["png", "pdf"] {
        let one = format!("{end}-{end}.{end}");
        assert_eq!(room.run(&["render", "plan.json", "-o", &one]).code, 0);
        let of = |path: &str| std::fs::read(room.path().join(path)).unwrap();
        assert_eq!(of(&one), of(&format!("新しい/out/roadmap.{end}")), "{end}");
    }
    let pages = room.run(&[
        "render",
        "plan.json",
        "--paper",
        "a4",
        "--view",
        "owner",
        "-o",
        "a4.pdf",
    ]);
    assert_eq!(pages.code, 0, "{}", pages.err);
    assert_eq!(json(&saved)["inputs"][0]["path"], "systems.toml");
}

#[test]
fn a_saved_plan_speaks_the_language_of_its_inventory() {
    let text = small().replace("kind = \"pre", "lang = \"en\"\nkind = \"pre");
    let room = Room::new()
        .file("systems.toml", text)
        .env("LANG", "ja_JP.UTF-8");
    let fresh = room.run(&["plan", "-o", "plan.json"]);
    assert!(fresh.err.starts_with("Wrote plan.json."), "{}", fresh.err);
    let table = room.run(&["render", "plan.json", "-f", "table"]).out;
    assert!(fresh.out.starts_with(&table), "{table}");
}

#[test]
fn findings_come_first_and_errors_leave_no_plan() {
    let warned = small() + "\n[[vendor]]\nid = \"使わない\"\n";
    let run = Room::new().file("systems.toml", warned).run(&["plan"]);
    assert_eq!(run.code, 0);
    assert!(
        run.err.contains("[unused-id]") && run.err.ends_with("警告 1件\n"),
        "{}",
        run.err
    );

    let room = Room::new()
        .file("systems.toml", broken())
        .file("plan.json", "old");
    for args in [
        &["plan", "-o", "plan.json"][..],
        &["render", "-o", "plan.json"],
    ] {
        let run = room.run(args);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{args:?}");
        assert!(run.err.contains("エラー 1件"), "{}", run.err);
        assert_eq!(room.read("plan.json"), "old");
    }
}

#[test]
fn a_gap_is_shown_written_and_told_by_the_exit_code() {
    let room = Room::new().file("systems.toml", uncovered());
    let run = room.run(&["plan", "-o", "plan.json"]);
    assert_eq!(run.code, 3, "{}", run.out);
    let plan = json(&room.read("plan.json"));
    assert!(plan["outcome"]["objective"]["gap_days"].as_i64().unwrap() > 0);
    assert!(run.out.contains("空白"), "{}", run.out);
    assert_eq!(room.run(&["render", "plan.json", "-f", "table"]).code, 3);
    // Errors in the files come before what the plan would be.
    let both = Room::new().file("systems.toml", uncovered() + "\n[[vendor]]\nid = 3\n");
    assert_eq!(both.run(&["plan"]).code, 1);
}

#[test]
fn outputs_that_cannot_be_are_refused_before_any_work() {
    let room = Room::new().file("systems.toml", small()).file("file", "");
    let cases: [(&[&str], &str); 9] = [
        (&["plan", "-o", "-"], "--output - は使えません"),
        (
            &["plan", "-o", "a.doc"],
            "a.doc の拡張子からは形式が決まりません",
        ),
        (
            &["plan", "-o", "a.json", "-o", "a.json"],
            "a.json が二度指定されています",
        ),
        (
            &["plan", "-o", "none/a.json"],
            "書き込み先のフォルダがありません",
        ),
        (
            &["plan", "--output-dir", "file"],
            "file はフォルダではありません",
        ),
        (&["render"], "出力の形式が決まりません"),
        (
            &["render", "-f", "jsno"],
            "「jsno」は --format の値として使えません",
        ),
        (&["render", "-o", "-"], "出力の形式が決まりません"),
        (
            &["render", "none.json", "-f", "json"],
            "none.json がありません",
        ),
    ];
    for (args, sentence) in cases {
        let run = room.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(sentence), "{args:?}: {}", run.err);
        assert!(run.err.contains("\n  対処: "), "{args:?}: {}", run.err);
    }
    let names = fs::read_dir(room.path()).unwrap().count();
    assert_eq!(names, 2);
}

#[test]
fn what_is_no_plan_is_refused() {
    let room = Room::new().file("systems.toml", small());
    assert_eq!(room.run(&["plan", "-o", "plan.json"]).code, 0);
    let good = room.read("plan.json");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let torn = good.replacen("\"as_of\"", "\"as_of", 1);
    let odd = good.replacen("\"as_of\": \"", "\"as_of\": \"x", 1);
    for (text, sentence) in [
        (
            String::new(),
            "計画（plan.json）として読めません（1行目で途切れています）",
        ),
        (
            "{\"schema\": 1}".to_owned(),
            "計画（plan.json）として読めません（1行目までに「as_of」がありません）",
        ),
        (torn, "行目で JSON の形が崩れています）"),
        (odd, "行目の値が計画の形に合いません）"),
        (deep, "計画（plan.json）として読めません"),
        (
            good.replace("\"schema\": 1", "\"schema\": 2"),
            "新しい書式（版 2）の計画",
        ),
    ] {
        fs::write(room.at("bad.json"), text).unwrap();
        let run = room.run(&["render", "bad.json", "-f", "table"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains(sentence), "{}", run.err);
        // The parser's own words are English.
        let told = run.err.replace("bad.json", "").replace("plan.json", "");
        let told = told.replace("ikou plan --output", "");
        for word in ["missing field", "expected", "at line", "column", "EOF"] {
            assert!(!told.contains(word), "{}", run.err);
        }
    }
    let run = room.run(&["render", "none.json", "-f", "table"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(
        run.err,
        "ikou: エラー: 計画 none.json がありません。\n  対処: 先に ikou plan --output none.json で計画を保存してください。\n"
    );
    let dated = room.run(&[
        "render",
        "plan.json",
        "-f",
        "table",
        "--as-of",
        "2021-08-03",
    ]);
    assert_eq!(dated.code, 2);
    assert!(
        dated.err.contains("--as-of は保存した計画には使えません"),
        "{}",
        dated.err
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_the_old_file() {
    let room = Room::new()
        .file("systems.toml", small())
        .file("plan.json", "old");
    // No file may grow beyond one block; the signal that would kill is ignored.
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" plan -o plan.json";
    let output = std::process::Command::new("bash")
        .args(["-c", script, crate::sealed::program()])
        .current_dir(room.path())
        .env("SOURCE_DATE_EPOCH", crate::sealed::EPOCH)
        .output()
        .unwrap();
    let run = Run::of(output);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("plan.json に書き込む空き容量がありません"),
        "{}",
        run.err
    );
    assert_eq!(room.read("plan.json"), "old");
    assert_eq!(fs::read_dir(room.path()).unwrap().count(), 2);

    let full = room.run(&["render", "-f", "json", "-o", "/dev/full"]);
    assert_eq!(full.code, 2);
    assert!(
        full.err
            .contains("/dev/full に書き込む空き容量がありません"),
        "{}",
        full.err
    );
}

#[test]
fn first_inventories_have_a_plan_without_gap_or_delay() {
    let days = ["2021-08-03", "2026-11-23"];
    for (kind, days) in [
        ("core-city", &days[..]),
        ("town", &days[1..]),
        ("prefecture", &days[..1]),
    ] {
        for day in days {
            let room = Room::new();
            assert_eq!(room.run(&["init", "--kind", kind, "--as-of", day]).code, 0);
            let run = room.run(&[
                "plan", "--as-of", day, "--effort", "quick", "--format", "json",
            ]);
            assert_eq!((run.code, run.err.as_str()), (0, ""), "{kind} {day}");
            let objective = &json(&run.out)["outcome"]["objective"];
            assert_eq!(
                (&objective["gap_days"], &objective["late_days"]),
                (&0.into(), &0.into())
            );
        }
    }
}

#[test]
fn the_graph_is_a_picture_and_text_for_two_programs() {
    let two = small()
        + "[[system]]\nid = \"seiho\"\nname = \"生活保護\"\ncontract = \"now\"\nafter = [\"health\"]\n";
    let room = Room::new().file("systems.toml", two);
    let dot = room.run(&["graph"]);
    assert_eq!(dot.code, 0, "{}", dot.err);
    assert!(
        dot.out.starts_with("digraph") && dot.out.contains("健康管理システム"),
        "{}",
        dot.out
    );
    let mermaid = room.run(&["graph", "-f", "mermaid"]);
    assert!(mermaid.out.starts_with("flowchart"), "{}", mermaid.out);
    assert_eq!(room.run(&["plan", "-o", "plan.json"]).code, 0);
    for (name, text) in [
        ("a.gv", &dot.out),
        ("b.DOT", &dot.out),
        ("c.mmd", &mermaid.out),
    ] {
        assert_eq!(room.run(&["graph", "plan.json", "-o", name]).code, 0);
        assert_eq!(&room.read(name), text);
    }
    for (name, begin) in [
        ("d.svg", "<?xml"),
        ("e.png", "\u{fffd}PNG"),
        ("f.pdf", "%PDF-"),
    ] {
        assert_eq!(room.run(&["graph", "plan.json", "-o", name]).code, 0);
        let bytes = std::fs::read(room.at(name)).unwrap();
        assert!(String::from_utf8_lossy(&bytes).starts_with(begin), "{name}");
    }
    let unknown = room.run(&["graph", "-o", "a.xlsx"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown
            .err
            .contains("a.xlsx の拡張子からは形式が決まりません"),
        "{}",
        unknown.err
    );
}

#[test]
fn why_not_otherwise() {
    let room = Room::new().file("systems.toml", small());
    assert_eq!(room.run(&["plan", "-o", "plan.json"]).code, 0);
    let told = room.run(&["why", "health", "--not-after", "2035-12-31"]);
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    assert!(told.out.contains("何も変わりません"), "{}", told.out);
    let later = room.run(&["why", "health", "--not-before", "令和99年1月1日"]);
    assert_eq!(later.code, 2, "{}", later.err);
    assert!(later.err.contains("--not-before の日付"), "{}", later.err);
    for (args, sentence) in [
        (&["--route", "tunnel"][..], "の経路に「tunnel」はありません"),
        (
            &["contract", "--not-before", "2026-01-01"],
            "切替だけに指定できます",
        ),
        (
            &["--not-before", "2026-01-01", "--not-after", "2025-01-01"],
            "間には日がありません",
        ),
        (
            &["--not-before", "2026-01-01", "-i", "plan.json"],
            "--not-before",
        ),
    ] {
        let failed = room.run(&[&["why", "health"], args].concat());
        assert_eq!((failed.code, failed.out.as_str()), (2, ""), "{args:?}");
        assert!(failed.err.contains(sentence), "{}", failed.err);
    }
}

#[test]
fn why_tells_a_date_and_names_what_there_is() {
    let room = Room::new().file("systems.toml", small());
    let told = room.run(&["why", "health", "contract"]);
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    assert!(told.out.contains("健康管理システム"), "{}", told.out);
    assert_eq!(room.run(&["plan", "-o", "plan.json"]).code, 0);
    let saved = room.run(&["why", "健康管理システム", "contract", "-i", "plan.json"]);
    assert_eq!(saved.out, told.out);
    for (args, sentence) in [
        (&["why"][..], "<システム> を指定してください"),
        (&["why", "helth"], "「health」ではありませんか"),
        (
            &["why", "health", "contrct"],
            "「contract」ではありませんか",
        ),
        (&["why", "health", "zzz"], "次のどれかを指定してください: "),
    ] {
        let run = room.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(sentence), "{args:?}: {}", run.err);
    }
}

/// A plan with a gap points to what clashes; that tells the facts, and how to come out.
#[test]
fn what_clashes_is_asked_and_answered() {
    let room = Room::new().file("systems.toml", uncovered());
    let run = room.run(&["plan", "--lang", "en"]);
    assert!(run.out.contains("ikou clash"), "{}", run.out);
    let run = room.run(&["clash", "--lang", "en"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(
        run.out.contains("contract.now.ends  systems.toml line"),
        "{}",
        run.out
    );
    let way = run
        .out
        .lines()
        .find_map(|l| l.trim().strip_prefix("--set "));
    let way = way.unwrap().trim_matches(['\'', '"']);
    let run = room.run(&["plan", "--set", way]);
    assert_eq!(run.code, 0, "{way}: {}", run.out);
    let run = room.run(&["clash", "--set", way, "--format", "json"]);
    assert_eq!(
        (
            run.code,
            json(&run.out)["clashes"].as_array().unwrap().len()
        ),
        (0, 0)
    );
    let run = room.run(&["clash", "--groups", "0"]);
    assert_eq!(run.code, 3);
    assert!(run.out.contains("--groups"), "{}", run.out);
}

#[test]
fn slack_and_the_other_way_round_as_data() {
    let room = Room::new().file("systems.toml", small());
    let run = room.run(&["slack", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let slack = &json(&run.out)["systems"][0];
    assert_eq!(slack["system"], "health");
    assert_eq!(slack["stopped_by"][0]["path"], "contract.now.ends");
    let run = room.run(&["slack", "helth"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("health"), "{}", run.err);
    let run = room.run(&["why", "health", "--format", "json"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--not-before"), "{}", run.err);
    let run = room.run(&[
        "why",
        "health",
        "--not-before",
        "2026-10-01",
        "--format",
        "json",
    ]);
    assert_eq!(run.code, 3, "{}", run.err);
    let told = json(&run.out);
    assert_eq!(told["possible"], true);
    let facts = told["clashes"]["clashes"][0]["sets"][0]["facts"]
        .as_array()
        .unwrap();
    assert!(
        facts.iter().any(|f| f["path"] == "contract.now.ends"),
        "{facts:?}"
    );
    let schema: serde_json::Value = json(&room.run(&["schema", "why"]).out);
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&told));
}

#[test]
fn who_asks_for_a_system_where_there_is_none_is_told_so() {
    let room = Room::new().file("systems.toml", EMPTY);
    for command in ["why", "slack"] {
        let run = room.run(&[command, "health"]);
        assert_ne!(run.code, 0);
        let told = run.err.contains("台帳にシステムが一つもありません。");
        assert!(told && run.err.contains("[[system]]"), "{}", run.err);
    }
}
