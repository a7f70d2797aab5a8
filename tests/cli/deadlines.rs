//! `ikou deadlines`.

use crate::sealed::{EMPTY, Room, Run};

fn shipped() -> Room {
    let text = std::fs::read_to_string("systems.toml").unwrap();
    let calendar = std::fs::read_to_string("schedules/calendar.toml").unwrap();
    Room::new()
        .file("systems.toml", text)
        .file("schedules/calendar.toml", calendar)
}

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
