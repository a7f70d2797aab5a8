use crate::sealed::{EMPTY, Room, broken};

#[test]
fn a_sound_file_is_said_to_be_so_and_nothing_is_printed() {
    let run = Room::new().file("systems.toml", EMPTY).run(&["check"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert_eq!(run.err, "問題はありません\n");
}

#[test]
fn every_format_lists_the_same_findings_and_ends_alike() {
    let room = Room::new().file("systems.toml", broken());
    let human = room.run(&["check"]);
    let short = room.run(&["check", "--message-format", "short"]);
    let json = room.run(&["check", "--message-format", "json"]);
    for run in [&human, &short, &json] {
        assert_eq!(run.code, 1);
        assert_eq!(run.err, "エラー 1件、警告 1件\n");
    }
    let document: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let listed = document["findings"].as_array().unwrap();
    assert_eq!(short.out.lines().count(), listed.len());
    for (line, item) in short.out.lines().zip(listed) {
        let code = item["code"].as_str().unwrap();
        let place = format!(
            "{}:{}:{}: {}[{code}]: ",
            item["file"].as_str().unwrap(),
            item["line"],
            item["column"],
            item["severity"].as_str().unwrap()
        );
        assert!(line.starts_with(&place), "{line} {place}");
        assert!(human.out.contains(&format!("[{code}]")), "{}", human.out);
        let place = format!("[systems.toml:{}:{}]", item["line"], item["column"]);
        assert!(human.out.contains(&place), "{}", human.out);
    }
    assert_eq!(document["schema"], 1);
}

#[test]
fn warnings_count_only_where_asked() {
    let text = EMPTY.to_owned() + "\n[[vendor]]\nid = \"使わない\"\n";
    let room = Room::new().file("systems.toml", text);
    let plain = room.run(&["check"]);
    assert_eq!((plain.code, plain.err.as_str()), (0, "警告 1件\n"));
    for deny in ["warnings", "unused-id"] {
        let run = room.run(&["check", "-D", deny]);
        assert_eq!((run.code, run.err.as_str()), (1, "エラー 1件\n"));
    }
    let allowed = room.run(&["check", "-A", "unused-id", "-D", "warnings"]);
    assert_eq!(
        (allowed.code, allowed.err.as_str()),
        (0, "問題はありません\n")
    );
    let unknown = room.run(&["check", "-D", "unusedid"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("「unused-id」ではありませんか。"),
        "{}",
        unknown.err
    );
}

#[test]
fn files_in_schedules_are_read_and_others_on_request() {
    let room = Room::new()
        .file("city/systems.toml", EMPTY)
        .file("city/schedules/calendar.toml", "nothing = 1\n")
        .file("other.toml", "else = 1\n");
    let beside = room.run(&["check", "city/systems.toml", "--message-format", "short"]);
    assert!(
        beside
            .out
            .starts_with("city/schedules/calendar.toml:1:1: error["),
        "{}",
        beside.out
    );
    let named = room.run(&[
        "check",
        "city/systems.toml",
        "--calendar",
        "other.toml",
        "--message-format=short",
    ]);
    assert!(
        named.out.starts_with("other.toml:1:1: error["),
        "{}",
        named.out
    );
    let missing = room.run(&["check", "city/systems.toml", "--calendar", "none.toml"]);
    assert_eq!(missing.code, 2);
    assert!(
        missing.err.contains("none.toml がありません"),
        "{}",
        missing.err
    );
}

#[test]
fn line_ends_and_byte_order_marks_of_windows_are_understood() {
    let text = format!("\u{feff}{}", EMPTY.replace('\n', "\r\n"));
    let run = Room::new().file("systems.toml", text).run(&["check"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, "問題はありません\n"),
        "{}",
        run.out
    );
}

#[test]
fn an_inventory_may_come_from_standard_input() {
    let room = Room::new();
    let mut command = room.command(&["check", "-", "--message-format", "short"]);
    let path = room.at("in.toml");
    std::fs::write(&path, broken()).unwrap();
    let output = command
        .stdin(std::fs::File::open(path).unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .starts_with("-:5:8: error")
    );
}

#[test]
fn services_get_names_from_the_folder_they_work_in() {
    let room = Room::new().file("市/systems.toml", broken());
    let path = room.at("市/systems.toml");
    let full = path.canonicalize().unwrap();
    for name in [
        "市/systems.toml",
        "./市/systems.toml",
        full.to_str().unwrap(),
    ] {
        let github = room.run(&["check", name, "-f", "github"]);
        assert_eq!(github.code, 1);
        assert!(
            github
                .out
                .starts_with("::error file=市/systems.toml,line=5,endLine=5,col=8,"),
            "{}",
            github.out
        );
        let sarif = room.run(&["check", name, "-f", "sarif"]);
        assert!(
            sarif.out.contains("\"uri\": \"%E5%B8%82/systems.toml\""),
            "{}",
            sarif.out
        );
        let junit = room.run(&["check", name, "-f", "junit"]);
        assert!(
            junit.out.contains("file=\"市/systems.toml\" line=\"5\""),
            "{}",
            junit.out
        );
        // People read the name that they typed.
        let short = room.run(&["check", name, "-f", "short"]);
        assert!(
            short.out.starts_with(&format!("{name}:5:8: error[")),
            "{}",
            short.out
        );
    }
}

#[test]
fn levels_written_in_the_inventory_hold_until_others_are_typed() {
    let unused = "\n[[vendor]]\nid = \"使わない\"\n";
    let with = |level: &str| {
        Room::new().file(
            "systems.toml",
            format!("{EMPTY}{unused}\n[lint]\nunused-id = \"{level}\"\n"),
        )
    };
    let deny = with("deny");
    assert_eq!(deny.run(&["check"]).code, 1);
    assert_eq!(deny.run(&["check", "-A", "unused-id"]).code, 0);
    // A denied warning is the check's matter alone.
    assert_eq!(deny.run(&["plan"]).code, 0);
    let allow = with("allow");
    let run = allow.run(&["check"]);
    assert_eq!((run.code, run.err.as_str()), (0, "問題はありません\n"));
    assert_eq!(
        allow.run(&["check", "-D", "unused-id"]).code,
        0,
        "hidden for every command"
    );
    assert!(!allow.run(&["plan"]).err.contains("unused-id"));
}

#[test]
fn only_what_got_worse_is_shown() {
    let one = format!("{EMPTY}\n[[vendor]]\nid = \"a\"\n");
    let two = format!("# 二つ目\n{one}\n[[vendor]]\nid = \"b\"\n");
    let room = Room::new()
        .file("old/before.toml", &one)
        .file("systems.toml", &two)
        .file("other.json", "{\"schema\": 1}");
    for format in ["json", "sarif"] {
        let run = room.run(&["check", "old/before.toml", "-f", format]);
        std::fs::write(room.at(&format!("before.{format}")), run.out).unwrap();
    }
    for before in ["old/before.toml", "before.json", "before.sarif"] {
        let run = room.run(&[
            "check",
            "--against",
            before,
            "-f",
            "short",
            "-D",
            "warnings",
        ]);
        assert_eq!(run.code, 1, "{before}");
        assert_eq!(run.out.lines().count(), 1, "{before}: {}", run.out);
        assert!(
            run.out.contains("systems.toml:24:6:"),
            "{before}: {}",
            run.out
        );
        assert!(
            run.err
                .ends_with("前からあった指摘 1件は表示していません。\n"),
            "{}",
            run.err
        );
    }
    let same = room.run(&["check", "--against", "systems.toml"]);
    assert_eq!((same.code, same.out.as_str()), (0, ""));
    let other = room.run(&["check", "--against", "other.json"]);
    assert_eq!(other.code, 2);
    assert!(other.err.contains("other.json"), "{}", other.err);
}

#[test]
fn what_has_one_right_answer_is_mended_and_nothing_else_changes() {
    let wrong = EMPTY.replace(
        "kind = \"prefecture\"",
        "kind = \"Prefecture\"   # 県\ncode = \"07203\"",
    ) + "\n[[system]]\nid = \"tax\" # 税\nname = 3\nbusinesses = \"tax-local\"\nown_er = \"税務課\"\nafter = [\"link\", # 先\n  \"link\"]\n\n[[system]]\nid = \"link\"\nnmae = \"連携\"\n\n[[business]]\nid = \"tax-local\"\nname = \"地方税\"\n";
    let mended = EMPTY.replace(
        "kind = \"prefecture\"",
        "kind = \"prefecture\"   # 県\ncode = \"072036\"",
    ) + "\n[[system]]\nid = \"tax\" # 税\nname = \"3\"\nbusinesses = [\"tax-local\"]\nown_er = \"税務課\"\nafter = [\"link\", # 先\n  \"link\"]\n\n[[system]]\nid = \"link\"\nnmae = \"連携\"\n\n[[business]]\nid = \"tax-local\"\nname = \"地方税\"\n";
    for windows in [false, true] {
        let dress = |text: &str| match windows {
            true => format!("\u{feff}{}", text.replace('\n', "\r\n")),
            false => text.to_owned(),
        };
        let room = Room::new().file("systems.toml", dress(&wrong));
        let run = room.run(&["check", "--fix", "-f", "short"]);
        assert_eq!(room.read("systems.toml"), dress(&mended));
        assert!(
            run.err.contains("systems.toml の 4か所を直しました。"),
            "{}",
            run.err
        );
        // What remains is told with the places of the file as it is now.
        assert_eq!(run.code, 1);
        assert!(
            run.out.contains("[unknown-key]") && !run.out.contains("wrong-type"),
            "{}",
            run.out
        );
        let again = room.run(&["check", "--fix", "-f", "short"]);
        assert_eq!(again.out, run.out);
        assert_eq!(room.read("systems.toml"), dress(&mended));
    }
}

#[test]
fn keys_and_doubles_are_mended_in_the_files_they_stand_in() {
    let systems = format!(
        "{EMPTY}\n[[vendor]]\nid = \"v\"\ncutovers_per_month = 1\n\n[[contract]]\nid = \"c\"\nvendor = \"Ｖ\"\nends = 2024-03-31\n\n[[system]]\nid = \"a\"\nname = \"あ\"\ncontract = \"c\"\nafter = [\"b\",\"b\"]\n\n[[system]]\nid = \"b\"\nname = \"い\"\n"
    );
    let room = Room::new().file("systems.toml", &systems).file(
        "schedules/calendar.toml",
        "[window]\nclosed-days = \"3\" # 三連休\n",
    );
    let run = room.run(&["check", "--fix"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let expected = systems
        .replace("cutovers_per_month", "cutovers-per-month")
        .replace("\"Ｖ\"", "\"v\"")
        .replace("[\"b\",\"b\"]", "[\"b\"]");
    assert_eq!(room.read("systems.toml"), expected);
    assert_eq!(
        room.read("schedules/calendar.toml"),
        "[window]\nclosed-days = 3 # 三連休\n"
    );
    let stdin = room.run(&["check", "-", "--fix"]);
    assert_eq!(stdin.code, 2);
}

#[test]
fn committed_outputs_are_held_to_what_the_inputs_give() {
    let room = Room::new().file("systems.toml", EMPTY);
    let none = room.run(&["check", "--frozen"]);
    assert_eq!(none.code, 2);
    assert!(
        none.err.contains("schedules/baseline/plan.json"),
        "{}",
        none.err
    );
    let made = room.run(&["plan", "--output-dir", "schedules/baseline"]);
    assert_eq!(made.code, 0, "{}", made.err);
    // A later day changes nothing: the committed plan says of which day it is.
    let later = room.run(&["check", "--frozen"]);
    assert_eq!((later.code, later.err.as_str()), (0, "問題はありません\n"));
    let plan = room.read("schedules/baseline/plan.json");
    std::fs::write(
        room.at("schedules/baseline/plan.json"),
        plan.replace('\n', "\r\n"),
    )
    .unwrap();
    assert_eq!(
        room.run(&["check", "--frozen"]).code,
        0,
        "line ends of Windows"
    );
    std::fs::write(
        room.at("systems.toml"),
        EMPTY.replace("2027-03-31", "2028-03-31"),
    )
    .unwrap();
    let run = room.run(&["check", "--frozen"]);
    assert_eq!(run.code, 4);
    for name in [
        "plan.json",
        "plan.html",
        "roadmap.svg",
        "roadmap.png",
        "roadmap.pdf",
    ] {
        let told = format!("schedules/baseline/{name} は、今の台帳から作ったものと異なります。\n");
        assert!(run.err.contains(&told), "{}", run.err);
    }
    // An error in the files comes first.
    std::fs::write(room.at("systems.toml"), broken()).unwrap();
    assert_eq!(room.run(&["check", "--frozen"]).code, 1);
}

#[test]
fn a_page_that_is_gone_or_too_many_is_noticed() {
    let systems: String = (0..40)
        .map(|n| format!("\n[[system]]\nid = \"s{n:02}\"\nname = \"システム{n}\"\n"))
        .collect();
    let room = Room::new().file("systems.toml", format!("{EMPTY}{systems}"));
    let made = room.run(&["plan", "--output-dir", "schedules/baseline"]);
    let pages = std::fs::read_dir(room.at("schedules/baseline")).unwrap();
    assert!(pages.count() > 4, "several pages: {}", made.err);
    let frozen = || {
        let run = room.run(&["check", "--frozen"]);
        let told = run.err.lines().filter(|line| line.contains("baseline/"));
        let told: Vec<String> = told.map(str::to_owned).collect();
        (run.code, told)
    };
    assert_eq!(frozen(), (0, Vec::new()));
    let at = |name: &str| room.at(&format!("schedules/baseline/{name}"));
    std::fs::rename(at("roadmap-1.svg"), at("kept")).unwrap();
    let gone = "schedules/baseline/roadmap-1.svg がありません。同じ図のほかのページはあります。";
    assert_eq!(frozen(), (4, vec![gone.to_owned()]));
    // The right picture under the wrong number.
    std::fs::copy(at("roadmap-2.svg"), at("roadmap-1.svg")).unwrap();
    let wrong =
        |name: &str| format!("schedules/baseline/{name} は、今の台帳から作ったものと異なります。");
    assert_eq!(frozen(), (4, vec![wrong("roadmap-1.svg")]));
    std::fs::rename(at("kept"), at("roadmap-1.svg")).unwrap();
    // Left from when there was one page, or more of them.
    std::fs::copy(at("roadmap-2.svg"), at("roadmap-9.svg")).unwrap();
    assert_eq!(frozen(), (4, vec![wrong("roadmap-9.svg")]));
}
