//! Where files cannot be written, or the program is ended while it writes: what lies under a name is
//! the old file or the new one, of a set all or none, and the cause is said.

use crate::sealed::{EMPTY, Room, Run, program};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const SET: [&str; 5] = [
    "plan.html",
    "plan.json",
    "roadmap.pdf",
    "roadmap.png",
    "roadmap.svg",
];

/// A room with an inventory and a set of old files.
fn with_old_set() -> Room {
    let mut room = Room::new().file("systems.toml", EMPTY);
    for name in SET {
        room = room.file(&format!("out/{name}"), "old");
    }
    room
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let mut names: Vec<String> = entries
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Nothing of the set is changed, and nothing lies beside it.
fn is_old(room: &Room) {
    for name in SET {
        assert_eq!(room.read(&format!("out/{name}")), "old", "{name}");
    }
    assert_eq!(names(&room.at("out")), SET);
}

const PLAN: [&str; 3] = ["plan", "--output-dir", "out"];

#[test]
fn a_folder_under_a_files_name_leaves_the_whole_set() {
    let room = with_old_set();
    fs::remove_file(room.at("out/roadmap.pdf")).unwrap();
    fs::create_dir(room.at("out/roadmap.pdf")).unwrap();
    let run = room.run(&PLAN);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(
        run.err.contains("out/roadmap.pdf はフォルダです"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("書きました"), "{}", run.err);
    assert_eq!(room.read("out/plan.json"), "old");
    assert_eq!(names(&room.at("out")), SET);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_leaves_the_others_of_the_set() {
    let room = with_old_set();
    let full = room.at("out/roadmap.svg");
    fs::remove_file(&full).unwrap();
    std::os::unix::fs::symlink("/dev/full", &full).unwrap();
    let run = room.run(&PLAN);
    assert_eq!(run.code, 2, "{}", run.err);
    let said = "out/roadmap.svg に書き込む空き容量がありません";
    assert!(run.err.contains(said), "{}", run.err);
    assert_eq!(room.read("out/plan.json"), "old");
    assert_eq!(room.read("out/roadmap.png"), "old");
    assert_eq!(names(&room.at("out")), SET);
}

/// Under a limit on files the system ends a program that writes beyond it, unless it does not try.
#[cfg(target_os = "linux")]
fn limited(room: &Room, kilobytes: u32, args: &str) -> Run {
    let script = format!("ulimit -f {kilobytes}; exec \"$0\" {args}");
    let output = Command::new("bash")
        .args(["-c", &script, program()])
        .env("SOURCE_DATE_EPOCH", crate::sealed::EPOCH)
        .env("IKOU_LANG", "ja")
        .current_dir(room.path())
        .output()
        .unwrap();
    Run::of(output)
}

#[cfg(target_os = "linux")]
#[test]
fn a_limit_on_files_leaves_the_whole_set() {
    let room = with_old_set();
    // Room for plan.json, not for the pictures.
    let run = limited(&room, 8, "plan --output-dir out");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("空き容量がありません"), "{}", run.err);
    is_old(&room);
}

/// Standard output that is a file has no half of an answer either.
#[cfg(target_os = "linux")]
#[test]
fn a_limit_on_files_holds_for_standard_output() {
    let room = Room::new().file("systems.toml", EMPTY);
    for args in ["plan --format json", "schema", "render -f svg"] {
        let run = limited(&room, 1, &format!("{args} > answer"));
        assert_eq!(run.code, 2, "{args}: {}", run.err);
        let said = "stdout に書き込む空き容量がありません";
        assert!(run.err.contains(said), "{args}: {}", run.err);
        assert_eq!(room.read("answer"), "", "{args}");
    }
    let run = limited(&room, 1_000, "plan --format json > answer");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(room.read("answer").ends_with("}\n"));
}

/// A folder that may be read only, for somebody who is not the administrator.
#[cfg(unix)]
#[test]
fn a_folder_that_may_only_be_read_is_told() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let room = with_old_set();
    let allow = |name: &str, mode: u32| {
        fs::set_permissions(room.at(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    allow("", 0o755);
    allow("out", 0o555);
    let mut command = room.command(&PLAN);
    if fs::metadata(room.path()).unwrap().uid() == 0 {
        // For the administrator every folder is open. Somebody else may not reach the program.
        let reached = Command::new(program())
            .arg("--version")
            .stdout(Stdio::null())
            .uid(65534)
            .status();
        if !reached.is_ok_and(|status| status.success()) {
            println!(
                "skipped: a folder that may only be read: no other user can start the program"
            );
            return;
        }
        command.uid(65534);
    }
    let run = Run::of(command.output().unwrap());
    allow("out", 0o755);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("を使う権限がありません"), "{}", run.err);
    assert!(run.err.contains("\n  対処: "), "{}", run.err);
    is_old(&room);
}

/// Ended at any moment: each file is whole, and the next run leaves nothing of the ended one.
#[cfg(unix)]
#[test]
fn a_set_survives_a_program_that_is_ended() {
    let room = with_old_set();
    let fresh = Room::new().file("systems.toml", EMPTY);
    assert_eq!(fresh.run(&PLAN).code, 0);
    let read = |room: &Room, name: &str| fs::read(room.at(&format!("out/{name}"))).unwrap();
    let mut left = 0;
    for step in 0..60 {
        for name in SET {
            fs::write(room.at(&format!("out/{name}")), "old").unwrap();
        }
        let mut child = room
            .command(&PLAN)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Until it writes, then a little longer each time.
        let writing = || names(&room.at("out")).len() > SET.len();
        while !writing() && child.try_wait().unwrap().is_none() {}
        std::thread::sleep(std::time::Duration::from_micros(step * 150));
        let _ = child.kill();
        child.wait().unwrap();
        for name in SET {
            let bytes = read(&room, name);
            let whole = bytes == b"old" || bytes == read(&fresh, name);
            assert!(whole, "{name} after step {step}: {} bytes", bytes.len());
        }
        left += u32::from(writing());
    }
    println!("{left} of 60 left a folder");
    assert_eq!(room.run(&PLAN).code, 0);
    assert_eq!(names(&room.at("out")), SET);
}

/// What a run that was killed left is taken away by the next one that writes there.
#[test]
fn what_was_left_is_taken_away() {
    let room = Room::new()
        .file("systems.toml", EMPTY)
        .file("out/.ikou-4194304-0.tmp/lock", "")
        .file("out/.ikou-4194304-0.tmp/1", "half of a plan")
        .file("out/.ikou-notes.tmp", "mine");
    let run = room.run(&PLAN);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut is = names(&room.at("out"));
    assert_eq!(is.remove(0), ".ikou-notes.tmp");
    assert_eq!(is, SET);
}

/// Names that nobody expects, and places that are none.
#[test]
fn odd_places_are_told_in_plain_words() {
    let room = Room::new().file("systems.toml", EMPTY);
    let long = format!("{}.json", "長".repeat(200));
    let cases = [
        ("systems.toml/plan.json", "書き込み先のフォルダがありません"),
        ("none/plan.json", "書き込み先のフォルダがありません"),
        (long.as_str(), "という名前のファイルは使えません"),
        ("plan", "形式"),
    ];
    for (place, said) in cases {
        let run = room.run(&["plan", "--output", place]);
        assert_eq!(run.code, 2, "{place}");
        assert!(run.err.contains(said), "{place}: {}", run.err);
        assert!(!run.err.contains("os error"), "{}", run.err);
    }
    assert_eq!(names(room.path()), ["systems.toml"]);
    let run = room.run(&["plan", "--output", "a\u{1b}[2J\u{202e}b.json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!run.err.contains(['\u{1b}', '\u{202e}']), "{:?}", run.err);
}

/// A saved plan that is none, however it is broken.
#[test]
fn saved_plans_that_are_broken_are_refused() {
    let room = Room::new().file("systems.toml", EMPTY);
    assert_eq!(room.run(&["plan", "--output", "plan.json"]).code, 0);
    let whole = room.read("plan.json");
    let mut texts: Vec<String> = (0..whole.len())
        .step_by(499)
        .filter_map(|end| whole.get(..end).map(str::to_owned))
        .collect();
    texts.push("[".repeat(500_000));
    texts.push(format!("{{\"a\":{}", "{\"a\":".repeat(200_000)));
    texts.push(whole.replacen("\"schema\"", "\"sch\u{0}ema\"", 1));
    texts.push(whole.replacen("2021-07-01", "2021-02-30", 1));
    texts.push(whole.replacen("2021-07-01", "99999-01-01", 1));
    for text in texts {
        fs::write(room.at("broken.json"), &text).unwrap();
        let run = room.run(&["render", "broken.json", "-o", "x.svg"]);
        let shown: String = text.chars().rev().take(40).collect();
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{shown}");
        assert!(
            run.err.starts_with("ikou: エラー: broken.json"),
            "{shown}: {}",
            run.err
        );
    }
    fs::File::create(room.at("big.json"))
        .unwrap()
        .set_len(641 << 20)
        .unwrap();
    let run = room.run(&["render", "big.json", "-o", "x.svg"]);
    assert!(run.err.contains("640 MiB を超えています"), "{}", run.err);
    assert!(!room.at("x.svg").exists());
}
