//! `ikou confirm`.

use crate::sealed::{Room, Run};

/// Comments, alignment, a value that is assumed and one that is stated.
const CITY: &str = r#"# 台帳
[municipality]
name = "試験県"
kind = "prefecture"

[horizon]
from = 2021-07-01
to = 2027-03-31

[[contract]]
id         = "tax"          # 契約
ends       = 2023-03-31     # 仮置き
price      = { month = 1_000, once = 5 }
confidence = "assumed"      # 所管課に照会中

[contract.extend]           # 延長
by = "12M"

# 税
[[system]]
id = "tax"
name = "税"
owner = "税務課"
contract = "tax"

[[outside]]
business = "seiho"
reason = "別の団体が処理"

[[outside]]
business = "jido_fuyo"
reason = "別の団体が処理"
"#;

fn room() -> Room {
    Room::new().file("systems.toml", CITY)
}

fn confirm(room: &Room, args: &[&str]) -> Run {
    let all: Vec<&str> = ["confirm"].iter().chain(args).copied().collect();
    room.run(&all)
}

#[test]
fn a_record_and_a_key_are_confirmed_where_they_stand() {
    let room = room();
    let run = confirm(&room, &["contract.tax", "--by", "税務部 市民税課"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert_eq!(
        run.err,
        "contract.tax を確認済みとして記録しました（税務部 市民税課、2021-08-03）。\n"
    );
    let expected = CITY.replace(
        "confidence = \"assumed\"      # 所管課に照会中\n",
        "confidence = \"confirmed\"    # 所管課に照会中\nconfirmed-by = \"税務部 市民税課\"\n\
         confirmed-on = 2021-08-03\n",
    );
    assert_eq!(room.read("systems.toml"), expected);
    let run = confirm(
        &room,
        &["system.tax.owner", "--by", "税務課", "--on", "R3.7.30"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = expected.replace(
        "contract = \"tax\"\n",
        "contract = \"tax\"\nprovenance = { owner = { confidence = \"confirmed\", \
         confirmed-by = \"税務課\", confirmed-on = 2021-07-30 } }\n",
    );
    assert_eq!(room.read("systems.toml"), expected);
    let again = confirm(
        &room,
        &["system.tax.owner", "--by", "税務課", "--on", "R3.7.30"],
    );
    assert!(again.err.contains("すでに確認済み"), "{}", again.err);
    assert_eq!(room.read("systems.toml"), expected);
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let windows = format!("\u{feff}{}", CITY.replace('\n', "\r\n"));
    let room = Room::new().file("systems.toml", &windows);
    let run = confirm(&room, &["contract.tax.ends", "--by", "a", "--lang", "en"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let after = room.read("systems.toml");
    assert_eq!(
        after,
        windows.replace(
            "照会中\r\n",
            "照会中\r\nprovenance = { ends = { confidence = \"confirmed\", confirmed-by = \"a\", \
             confirmed-on = 2021-08-03 } }\r\n"
        )
    );
}

#[test]
fn a_dry_run_shows_the_diff_and_changes_nothing() {
    let room = room();
    let run = confirm(
        &room,
        &[
            "contract.tax",
            "--by",
            "a",
            "--source",
            "契約書",
            "--dry-run",
        ],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.out
            .starts_with("--- systems.toml\n+++ systems.toml\n@@ -11,7 +11,10 @@\n"),
        "{}",
        run.out
    );
    assert!(
        run.out
            .contains("\n-confidence = \"assumed\"      # 所管課に照会中\n"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("\n+source     = \"契約書\"\n"),
        "{}",
        run.out
    );
    assert!(
        run.err.contains("ファイルはまだ変えていません"),
        "{}",
        run.err
    );
    assert_eq!(room.read("systems.toml"), CITY);
}

#[test]
fn all_files_are_written_to_or_none() {
    let calendar = "[budget]\nvote = \"03-20\"\n";
    let room = room().file("schedules/calendar.toml", calendar);
    let run = confirm(
        &room,
        &[
            "calendar.budget.vote",
            "contract.tax.ends",
            "system.*",
            "--by",
            "財政課",
        ],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let calendar = room.read("schedules/calendar.toml");
    assert!(
        calendar.starts_with("[budget]\nvote = \"03-20\"\nprovenance = { vote = {"),
        "{calendar}"
    );
    assert!(
        room.read("systems.toml")
            .contains("provenance = { ends = {")
    );
    let refused = confirm(&room, &["system.tax.name", "contract.tax.end", "--by", "a"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused
            .err
            .contains("「contract.tax.ends」ではありませんか"),
        "{}",
        refused.err
    );
    assert!(!room.read("systems.toml").contains("name = { confidence"));
}

#[test]
fn what_cannot_be_confirmed_is_told_and_nothing_is_written() {
    let room = room();
    for (args, code, said) in [
        (
            &["calendar.budget.vote", "--by", "a"][..],
            2,
            "組み込みの既定値",
        ),
        (
            &["procurement.\"tax/standard\".work", "--by", "a"],
            2,
            "ほかの事実から決まる",
        ),
        (
            &["contract.tax.price.month", "--by", "a"],
            2,
            "まとめて確認できるなら contract.tax.price を",
        ),
        (
            &["contract", "--by", "a"],
            2,
            "contract には確認を書き込めません",
        ),
        (
            &["contract.tax", "--by", "a", "--on", "2021-08-04"],
            2,
            "基準日 2021-08-03 より後",
        ),
        (&["contract.tax", "--by", " "], 2, "--by の値が空"),
        (&["contract.tax", "--by", "a\u{7}"], 2, "見えない文字"),
        (
            &["contract.tax", "--by", "a", "--on", "きのう"],
            2,
            "--on の日付として使えません",
        ),
        (&["contract..x", "--by", "a"], 1, "パス"),
        (&["\u{1b}[31m.x\ny", "--by", "a"], 1, "パス"),
        (&["contract.tax"], 2, "--by"),
        (&["contract.tax", "--by", "a", "-i", "-"], 2, "標準入力"),
    ] {
        let run = confirm(&room, args);
        assert_eq!(run.code, code, "{args:?} {}", run.err);
        assert!(run.err.contains(said), "{args:?} {}", run.err);
        assert!(!run.err.contains('\u{1b}'), "{}", run.err);
    }
    assert_eq!(room.read("systems.toml"), CITY);
}

#[test]
fn what_would_be_found_afterwards_stops_it() {
    // Prices of an amount cannot vouch for themselves: one key beside a broken file.
    let room = Room::new().file("systems.toml", CITY.replace("2027-03-31", "2020-03-31"));
    let run = confirm(&room, &["contract.tax", "--by", "a"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(!room.read("systems.toml").contains("confirmed"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_protected_files_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let room = Room::new().file("real/台帳.toml", CITY);
    symlink(room.at("real/台帳.toml"), room.at("systems.toml")).unwrap();
    let run = confirm(&room, &["contract.tax", "--by", "a"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(room.read("real/台帳.toml").contains("confirmed-by"));
    assert!(room.at("systems.toml").is_symlink());
    let file = room.at("real/台帳.toml");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).unwrap();
    let before = room.read("systems.toml");
    let run = confirm(&room, &["contract.tax", "--by", "b"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("権限"), "{}", run.err);
    assert_eq!(room.read("systems.toml"), before);
}

/// What was confirmed years ago is still worth recording: check then says how old it is.
#[test]
fn an_old_confirmation_is_recorded() {
    let room = room();
    let args = ["contract.tax", "--by", "税務課", "--on", "2018-04-02"];
    let run = confirm(&room, &args);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(
        room.read("systems.toml")
            .contains("confirmed-on = 2018-04-02")
    );
    let check = room.run(&["check", "-f", "short"]);
    assert_eq!(check.code, 0);
    assert!(
        check.out.contains("note[confirmation-old]"),
        "{}",
        check.out
    );
}
