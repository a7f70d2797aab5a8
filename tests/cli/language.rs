use crate::sealed::{EMPTY, Room};

/// Whether the run spoke Japanese.
fn japanese(room: &Room, args: &[&str]) -> bool {
    let run = room.run(args);
    let text = run.out + &run.err;
    match (
        text.contains("問題はありません"),
        text.contains("no problems found"),
    ) {
        (true, false) => true,
        (false, true) => false,
        _ => panic!("{args:?}: {text}"),
    }
}

#[test]
fn the_language_is_asked_for_in_order() {
    let plain = || Room::new().file("systems.toml", EMPTY);
    let says_en = || {
        let text = EMPTY.replace("kind =", "lang = \"en\"\nkind =");
        Room::new().file("systems.toml", text)
    };
    assert!(japanese(&plain(), &["check"]));
    assert!(japanese(&plain().env("LANG", "C.UTF-8"), &["check"]));
    assert!(!japanese(&plain().env("LANG", "en_GB.UTF-8"), &["check"]));
    assert!(!japanese(&says_en().env("LANG", "ja_JP.UTF-8"), &["check"]));
    assert!(japanese(&says_en().env("IKOU_LANG", "ja"), &["check"]));
    assert!(!japanese(
        &plain().env("IKOU_LANG", "ja"),
        &["check", "--lang", "en"]
    ));
}

#[test]
fn no_colour_and_no_control_character_reach_a_file_unasked() {
    let room = Room::new().file("systems.toml", "schema = \"\u{1b}[31m\"\n");
    let plain = room.run(&["check"]);
    assert!(!plain.out.contains('\u{1b}'), "{:?}", plain.out);
    let colored = room.run(&["check", "--color", "always"]);
    assert!(colored.out.contains("\u{1b}[31m"), "{:?}", colored.out);
    let ascii = room.run(&["check", "--ascii", "--lang", "en"]);
    assert!(ascii.out.contains(",-[systems.toml:"), "{}", ascii.out);
    assert!(!ascii.out.contains(['╭', '│', '─', '×']), "{}", ascii.out);
}
