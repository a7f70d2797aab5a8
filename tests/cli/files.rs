use crate::sealed::{EMPTY, Room, broken};
use std::fs;

#[test]
fn a_file_that_cannot_be_read_is_told_by_its_cause() {
    let room = Room::new()
        .file(
            "sjis.toml",
            b"# \x91\xe4\x92\xa0\nname = \"\x8cS\x8eR\x8es\"\n",
        )
        .file("bytes.toml", b"a = 1\nb = \"\xff\xff\x00\"\n")
        .file("folder/x", "");
    let cases = [
        (&["check"][..], "このフォルダに systems.toml がありません"),
        (&["check", "none.toml"], "none.toml がありません"),
        (&["check", "folder"], "folder はフォルダです"),
        (
            &["check", "sjis.toml"],
            "sjis.toml の文字コードは Shift_JIS のようです（1行目）",
        ),
        (
            &["check", "bytes.toml"],
            "bytes.toml は UTF-8 のテキストではありません（2行目）",
        ),
    ];
    for (args, sentence) in cases {
        let run = room.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(
            run.err.starts_with(&format!("ikou: エラー: {sentence}")),
            "{}",
            run.err
        );
        assert!(run.err.contains("\n  対処: "), "{}", run.err);
    }
}

#[test]
fn a_huge_file_is_refused() {
    let room = Room::new();
    fs::File::create(room.at("big.toml"))
        .unwrap()
        .set_len(65 << 20)
        .unwrap();
    let run = room.run(&["check", "big.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("64 MiB を超えています"), "{}", run.err);
}

#[test]
fn the_day_is_asked_for_in_order() {
    let room = Room::new().file("systems.toml", EMPTY);
    for bad in ["2021-02-30", "昨日", "9999-12-31"] {
        let run = room.run(&["check", "--as-of", bad]);
        assert_eq!(run.code, 2);
        assert!(
            run.err
                .contains(&format!("「{bad}」は基準日として使えません")),
            "{}",
            run.err
        );
    }
    for good in [
        "2021-08-03",
        "令和3年8月3日",
        "R3.8.3",
        "２０２１－０８－０３",
    ] {
        assert_eq!(room.run(&["check", "--as-of", good]).code, 0, "{good}");
    }
    let late = room.run(&[
        "check",
        "--as-of",
        "2030-01-01",
        "--message-format",
        "short",
    ]);
    assert!(late.out.contains("outside-horizon"), "{}", late.out);
    let epoch = room.env("SOURCE_DATE_EPOCH", "x");
    assert!(
        epoch
            .run(&["check"])
            .err
            .contains("SOURCE_DATE_EPOCH の値「x」")
    );
    assert_eq!(epoch.run(&["check", "--as-of", "2021-08-03"]).code, 0);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_failure_and_a_closed_pipe_is_none() {
    let room = Room::new().file("systems.toml", broken());
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = room.command(&["check"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("空き容量がありません"), "{err}");

    for args in ["--help", "--version"] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = room.command(&[args]).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args}");
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(err.contains("空き容量がありません"), "{args} {err}");
    }

    for (args, code) in [(&["check"][..], 1), (&["init", "-"], 0), (&["--help"], 0)] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = room.command(args).stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(
            !err.contains("ikou: ") && !err.contains("panic"),
            "{args:?} {err}"
        );
    }
}

#[test]
fn init_writes_a_sound_inventory_and_overwrites_only_by_force() {
    let room = Room::new();
    let made = room.run(&[
        "init",
        "--name",
        "郡山市",
        "--code",
        "072036",
        "--kind",
        "core-city",
    ]);
    assert_eq!((made.code, made.out.as_str()), (0, ""), "{}", made.err);
    assert!(
        made.err.starts_with("systems.toml を作りました。"),
        "{}",
        made.err
    );
    let checked = room.run(&["check"]);
    assert_eq!(
        (checked.code, checked.err.as_str()),
        (0, "問題はありません\n"),
        "{}",
        checked.out
    );
    let text = room.read("systems.toml");
    assert!(text.contains("name = \"郡山市\""), "{text}");

    fs::write(room.at("systems.toml"), "mine").unwrap();
    let again = room.run(&["init"]);
    assert_eq!(again.code, 2);
    assert!(
        again.err.contains("systems.toml はすでにあります"),
        "{}",
        again.err
    );
    assert_eq!(room.read("systems.toml"), "mine");
    assert_eq!(room.run(&["init", "--force"]).code, 0);
    assert_ne!(room.read("systems.toml"), "mine");

    let printed = room.run(&["init", "-", "--from", "catalogue", "--lang", "en"]);
    assert!(
        printed.out.contains("# Present contracts"),
        "{}",
        printed.out
    );
    let lost = room.run(&["init", "none/systems.toml"]);
    assert_eq!(lost.code, 2);
    assert!(
        lost.err.contains("書き込み先のフォルダがありません"),
        "{}",
        lost.err
    );
}

#[cfg(unix)]
#[test]
fn names_that_nobody_expects_are_written_to_and_told_of() {
    use std::os::unix::fs::symlink;
    let room = Room::new().file("old.toml", "old");
    // Nothing in a name moves the reader's cursor.
    let run = room.run(&["init", "a\n\u{1b}[31mb.toml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.err.matches('\n').count(), 1, "{:?}", run.err);
    assert!(!run.err.contains('\u{1b}'), "{:?}", run.err);
    let run = room.run(&["check", "a\n\u{1b}[31mb.toml"]);
    assert!(
        !format!("{}{}", run.out, run.err).contains("\u{1b}[31mb"),
        "{:?}",
        run.out
    );
    // A name that is too long is told in the reader's language.
    let long = format!("{}.toml", "あ".repeat(100));
    for command in ["init", "check"] {
        let run = room.run(&[command, &long]);
        assert_eq!(run.code, 2);
        assert!(
            run.err.contains("という名前のファイルは使えません"),
            "{}",
            run.err
        );
        assert!(!run.err.contains("os error"), "{}", run.err);
    }
    // A link is kept, whether or not what it points at is there yet.
    symlink("old.toml", room.at("link.toml")).unwrap();
    symlink("new.toml", room.at("ahead.toml")).unwrap();
    for (link, target) in [("link.toml", "old.toml"), ("ahead.toml", "new.toml")] {
        let run = room.run(&["init", "--force", link]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(fs::symlink_metadata(room.at(link)).unwrap().is_symlink());
        assert!(room.read(target).contains("[municipality]"));
    }
    symlink("round.toml", room.at("round.toml")).unwrap();
    let run = room.run(&["init", "--force", "round.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("リンクが一巡しています"), "{}", run.err);
    // Nothing is left beside what was written.
    let left = fs::read_dir(room.path()).unwrap().flatten();
    let left = left.filter(|e| e.file_name().to_string_lossy().ends_with(".tmp"));
    assert_eq!(left.count(), 0);
}

/// The system ends a program that writes beyond the limit, unless it does not try.
#[cfg(target_os = "linux")]
#[test]
fn a_limit_on_files_is_a_failure_and_leaves_the_old_file() {
    let room = Room::new().file("systems.toml", "old");
    let script = "ulimit -f 1; exec \"$0\" init --force systems.toml";
    let output = std::process::Command::new("bash")
        .args(["-c", script, crate::sealed::program()])
        .current_dir(room.path())
        .output()
        .unwrap();
    let run = crate::sealed::Run::of(output);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("空き容量がありません"), "{}", run.err);
    assert_eq!(room.read("systems.toml"), "old");
    assert_eq!(fs::read_dir(room.path()).unwrap().count(), 1);
}

/// Whenever the program is ended, what lies under the final name is whole: the old or the new.
#[cfg(unix)]
#[test]
fn a_program_that_is_ended_leaves_whole_files() {
    let room = Room::new();
    assert_eq!(room.run(&["init", "systems.toml"]).code, 0);
    let whole = room.read("systems.toml");
    for micros in (0..40).map(|n| n * 250) {
        fs::write(room.at("systems.toml"), "old").unwrap();
        let mut child = room
            .command(&["init", "--force", "systems.toml"])
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_micros(micros));
        let _ = child.kill();
        child.wait().unwrap();
        let text = room.read("systems.toml");
        assert!(
            text == "old" || text == whole,
            "after {micros} µs: {text:.60}"
        );
    }
}
