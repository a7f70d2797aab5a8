//! `ikou import`.

use crate::sealed::{Room, Run};

const LIST: &str = "システム名,所管課,契約終了日,月額\n税,税務課,R9.3.31,1000円\n";

fn import(room: &Room, args: &[&str]) -> Run {
    let all: Vec<&str> = ["import"].iter().chain(args).copied().collect();
    room.run(&all)
}

#[test]
fn a_list_becomes_an_inventory_that_is_checked_and_planned() {
    let room = Room::new().file("表.csv", LIST);
    let run = import(&room, &["表.csv", "--name", "試験市"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert_eq!(
        run.err,
        "システム 1件、契約 1件、機器 0件、事業者 0件を読みました。\n\
         systems.toml を作りました。\n"
    );
    assert_eq!(room.run(&["check"]).code, 0);
    assert_eq!(room.run(&["plan"]).code, 0);
}

#[test]
fn the_second_list_changes_what_changed() {
    let room = Room::new().file("a.csv", LIST);
    assert_eq!(import(&room, &["a.csv"]).code, 0);
    let before = room.read("systems.toml");
    let room = room.file("b.csv", LIST.replace("R9.3.31", "令和６年３月３１日"));
    let dry = import(&room, &["b.csv", "--dry-run"]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert!(
        dry.out.contains("-ends = 2027-03-31\n+ends = 2024-03-31\n"),
        "{}",
        dry.out
    );
    assert_eq!(room.read("systems.toml"), before);
    let run = import(&room, &["b.csv"]);
    assert_eq!(
        run.err,
        "contract.税-now.ends: 2027-03-31 → 2024-03-31（b.csv C2）\n\
         システム 1件、契約 1件、機器 0件、事業者 0件を読みました。\n\
         systems.toml を更新しました（変更 1件、追加 0件）。\n"
    );
    let again = import(&room, &["b.csv", "--lang", "en"]);
    assert!(
        again.err.ends_with("No fact of systems.toml changes.\n"),
        "{}",
        again.err
    );
}

#[test]
fn what_cannot_be_read_is_a_sentence_and_one_advice() {
    let room = Room::new()
        .file("bad.xlsx", "PK\u{3}\u{4}")
        .file("page.xml", "<?xml version=\"1.0\"?><html/>")
        .file("empty.csv", "")
        .file(
            "map.toml",
            "[[column]]\nkey = 'system.colour'\nheaders = ['色']\n",
        )
        .file("torn.toml", "[[system]\n")
        .file("list.csv", LIST);
    for (args, told) in [
        (vec!["bad.xlsx"], "bad.xlsx はブックとして読めません"),
        (
            vec!["page.xml"],
            "page.xml は MS Project の XML として読めません",
        ),
        (
            vec!["empty.csv"],
            "システム、契約、機器、事業者のどれも見つかりませんでした",
        ),
        (vec!["none.csv"], "none.csv"),
        (vec!["list.csv", "--map", "map.toml"], "system.colour"),
        (
            vec!["list.csv", "-o", "torn.toml"],
            "torn.toml に書式の誤りがあるため",
        ),
    ] {
        let run = import(&room, &args);
        assert_eq!(
            (run.code, run.out.as_str()),
            (2, ""),
            "{args:?}\n{}",
            run.err
        );
        assert!(run.err.contains(told), "{args:?}\n{}", run.err);
        assert!(!room.at("systems.toml").exists());
    }
    assert_eq!(room.read("torn.toml"), "[[system]\n");
}

#[test]
fn an_inventory_is_not_spoilt() {
    let room = Room::new().file("a.csv", LIST);
    assert_eq!(import(&room, &["a.csv"]).code, 0);
    let before = room.read("systems.toml");
    let room = room.file("b.csv", "システム名,契約終了日\n税,1950-01-01\n");
    let run = import(&room, &["b.csv"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("台帳の誤りが増えるため"), "{}", run.err);
    assert_eq!(room.read("systems.toml"), before);
}

#[test]
fn what_a_reader_says_in_its_own_words_is_not_in_ours() {
    let room = Room::new()
        .file("bad.xlsx", "PK\u{3}\u{4}")
        .file(
            "torn.xml",
            "<?xml version=\"1.0\"?>\n<Project>\n<Task></Project>\n",
        )
        .file("page.xml", "<?xml version=\"1.0\"?><html/>")
        .file("map.toml", "skip = []\n[[column\n")
        .file("list.csv", LIST);
    for (args, told) in [
        (vec!["bad.xlsx"], "bad.xlsx はブックとして読めません。\n"),
        (
            vec!["torn.xml"],
            "torn.xml の 3行目は XML として正しくありません。\n",
        ),
        (
            vec!["page.xml"],
            "（<Project> ではなく <html> で始まっています）。\n",
        ),
        (
            vec!["list.csv", "--map", "map.toml"],
            "map.toml の 2行目は対応表として読めません。\n",
        ),
    ] {
        let run = import(&room, &args);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains(told), "{}", run.err);
    }
}

#[test]
fn what_is_imported_is_checked_with_the_schedules_beside_it() {
    let actuals =
        "schema = 1\n[[actual]]\nround = \"nowhere\"\nat = \"contract\"\non = 2021-04-01\n";
    let room = Room::new()
        .file("a.csv", LIST)
        .file("schedules/actuals.toml", actuals);
    let run = import(&room, &["a.csv"]);
    let check = room.run(&["check"]);
    assert_eq!((run.code, check.code), (1, 1), "{}{}", run.err, check.err);
    assert!(run.err.contains("actuals.toml"), "{}", run.err);
}
