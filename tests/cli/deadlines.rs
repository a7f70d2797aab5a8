//! `ikou deadlines`.

use crate::sealed::{EMPTY, Room, Run};
use crate::towns::shipped;

#[test]
fn what_is_due_within_half_a_year() {
    let room = shipped();
    let run = room.run(&["deadlines", "--within", "6M", "--owner", "税務部"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("所管: 税務部 市民税課"), "{}", run.out);
    assert!(
        run.out.contains("● 当初予算要求（サーバ移設）"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("介護保険システム"), "{}", run.out);
    let run = room.run(&["deadlines", "--within", "６Ｍ", "--format", "markdown"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with("# 郡山市 期限の一覧"), "{}", run.out);
}

#[test]
fn who_is_not_there_is_asked_after() {
    let room = shipped();
    let unknown = |args: &[&str]| -> Run {
        let args: Vec<&str> = ["deadlines"].iter().chain(args).copied().collect();
        let run = room.run(&args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        run
    };
    let run = unknown(&["--owner", "税務部 市民課税"]);
    assert!(
        run.err.contains("「税務部 市民税課」ではありませんか。"),
        "{}",
        run.err
    );
    let run = unknown(&["--vendor", "vender-a"]);
    assert!(
        run.err.contains("「vendor-a」ではありませんか。"),
        "{}",
        run.err
    );
    let run = unknown(&["--business", "xyz"]);
    assert!(run.err.contains("という業務はありません"), "{}", run.err);
    let run = unknown(&["--within", "half a year"]);
    assert!(run.err.contains("6M"), "{}", run.err);
    let run = unknown(&["plan.json"]);
    assert!(
        run.err.contains("台帳（systems.toml）を指定"),
        "{}",
        run.err
    );
    let room = Room::new().file("systems.toml", EMPTY);
    let run = room.run(&["deadlines", "--owner", "税務部"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("一つも書かれていません"), "{}", run.err);
    let run = room.run(&["deadlines"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.out.contains("これからの期限はありません。"),
        "{}",
        run.out
    );
}

#[test]
fn a_calendar_is_compared_with_the_file_that_it_replaces() {
    let room = shipped();
    let write = |more: &[&str]| {
        let args = [&["deadlines", "-o", "due.ics"], more].concat();
        let run = room.run(&args);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
        room.read("due.ics")
    };
    let first = write(&[]);
    assert!(first.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert_eq!(first, write(&[]));
    // Money that came early: its request is gone, and what follows from it moves.
    let changed = write(&[
        "--shift",
        "contract.disability-2017.ends=+6M",
        "--effort",
        "quick",
    ]);
    assert!(changed.contains("SEQUENCE:1"), "nothing moved");
    // The other file is asked about by name; standard output has nothing to be compared with.
    let room = room.file("old.ics", &first);
    let run = room.run(&["deadlines", "--format", "ics", "--previous", "old.ics"]);
    assert_eq!(run.out, first);
    let run = room.run(&["deadlines", "--format", "ics", "--previous", "systems.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("systems.toml はカレンダー"), "{}", run.err);
}

#[test]
fn what_is_denied_ends_with_one() {
    let room = shipped();
    let room = room.file(
        "systems.toml",
        std::fs::read_to_string("systems.toml").unwrap() + "\n[[vendor]]\nid = \"unused\"\n",
    );
    let run = room.run(&["deadlines", "--within", "1W"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let run = room.run(&["deadlines", "--within", "1W", "-D", "unused-id"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("公告"), "the list is given all the same");
}

/// The fixture of a gap, whole.
fn gap() -> String {
    let fixture = std::fs::read_to_string("tests/invalid/no-cover.toml").unwrap();
    let (_, records) = fixture.split_once("\n\n").unwrap();
    format!("{EMPTY}\n{records}")
}

/// What takes a plan is told by every format, and only where it was asked for.
#[test]
fn what_is_endangered_is_told_in_every_format() {
    let room = Room::new().file("systems.toml", gap());
    let plain = room.run(&["check"]);
    assert_eq!((plain.code, plain.out.as_str()), (0, ""), "{}", plain.err);
    for shape in ["human", "short", "json", "sarif", "junit", "github"] {
        let asked = ["check", "--within", "6M", "-f", shape];
        let run = room.run(&asked);
        assert_eq!((run.code, run.err.as_str()), (0, "警告 1件\n"));
        assert!(run.out.contains("no-cover"), "{shape}: {}", run.out);
        assert!(run.out.contains("2021-12-01"), "{}", run.out);
        let run = room.run(&[&asked[..], &["-D", "no-cover"]].concat());
        assert_eq!(run.code, 1, "{shape}");
        let run = room.run(&["check", "--within", "1M", "-f", shape]);
        assert!(!run.out.contains("no-cover"), "{shape}: {}", run.out);
    }
    // The inventory may ask itself; waivers hide it, and are no trouble where no plan is made.
    let asked = |more: &str| Room::new().file("systems.toml", gap() + more);
    let run = asked("\n[lint]\nwithin = \"6M\"\n").run(&["check", "-D", "no-cover"]);
    assert_eq!(run.code, 1, "{}", run.out);
    let waiver = "\n[[waive]]\ncode = \"no-cover\"\npath = \"system.a\"\nreason = \"参照だけ\"\n";
    for args in [&["check"][..], &["check", "--within", "6M"]] {
        let run = asked(waiver).run(args);
        assert_eq!(run.err, "問題はありません\n", "{}", run.out);
    }
    let run = asked(waiver).run(&["deadlines", "-D", "no-cover"]);
    assert_eq!(run.code, 3, "{}", run.err);
    let run = asked("").run(&["deadlines", "-D", "no-cover"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.out.contains("空白の始まり") && run.err.contains("[no-cover]"),
        "{}",
        run.err
    );
    let run = asked("").run(&["check", "--within", "soon"]);
    assert_eq!(run.code, 2);
}

#[test]
fn the_shipped_inventory_has_nothing_to_tell_without_being_asked() {
    let room = shipped();
    let run = room.run(&["check"]);
    assert_eq!(run.err, "問題はありません\n", "{}", run.out);
    let run = room.run(&["check", "-W", "unconfirmed", "-f", "short"]);
    assert!(run.out.lines().count() > 20, "{}", run.out);
    assert!(
        run.out.lines().all(|l| l.contains("warning[unconfirmed]")),
        "{}",
        run.out
    );
}
