//! Help and usage errors. The help texts are in docs/cli.md, which is made from them:
//! `IKOU_UPDATE=1 cargo test --test cli` writes it anew.

use crate::sealed::Room;

/// Every command, as help lists them.
fn commands() -> Vec<String> {
    let help = Room::new().run(&["--help", "--lang", "en"]).out;
    let list = help
        .split("Commands:\n")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap()
        .to_owned();
    // Continued lines are indented further.
    let names = list.lines().filter(|l| !l.starts_with("   "));
    names
        .map(|l| l.split_whitespace().next().unwrap().to_owned())
        .collect()
}

fn page(args: &[&str], lang: &str) -> String {
    let args: Vec<&str> = args
        .iter()
        .copied()
        .chain(["--help", "--lang", lang])
        .collect();
    let run = Room::new().run(&args);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    run.out
}

#[test]
fn the_manual_shows_every_help_page_as_it_is() {
    let mut made = String::new();
    for command in std::iter::once(String::new()).chain(commands()) {
        let args: Vec<&str> = Some(command.as_str())
            .filter(|c| !c.is_empty())
            .into_iter()
            .collect();
        let title = format!("ikou {command}");
        made.push_str(&format!("\n### {}\n", title.trim()));
        for lang in ["ja", "en"] {
            made.push_str(&format!("\n```text\n{}```\n", page(&args, lang)));
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/cli.md");
    let manual = std::fs::read_to_string(path).unwrap();
    let mark = "<!-- help pages, made by a test -->\n";
    let (before, after) = manual.split_once(mark).expect("the manual has its mark");
    if std::env::var_os("IKOU_UPDATE").is_some() {
        std::fs::write(path, format!("{before}{mark}{made}")).unwrap();
    } else {
        assert_eq!(after.replace("\r\n", "\n"), made, "run with IKOU_UPDATE=1");
    }
}

#[test]
fn no_english_is_left_in_japanese_help() {
    for command in commands() {
        let text = page(&[&command], "ja");
        for word in [
            "Usage",
            "Options",
            "Arguments",
            "default",
            "possible",
            "Print",
            "help:",
        ] {
            assert!(!text.contains(word), "{command}: {word}\n{text}");
        }
        assert!(text.contains("使い方: ikou"), "{text}");
    }
}

#[test]
fn no_japanese_is_left_in_english_help() {
    for command in commands() {
        let text = page(&[&command], "en");
        for line in text.lines().filter(|l| !l.starts_with("  ikou")) {
            let rest = line.replace("令和3年8月3日", "");
            assert!(rest.is_ascii() || rest.contains('“'), "{command}: {line}");
        }
    }
}

#[test]
fn asking_for_help_in_other_ways() {
    let room = Room::new();
    assert_eq!(
        room.run(&["help", "check"]).out,
        room.run(&["check", "-h"]).out
    );
    assert_eq!(room.run(&["help"]).out, room.run(&["--help"]).out);
    let version = room.run(&["-V"]).out;
    assert_eq!(version, format!("ikou {}\n", env!("CARGO_PKG_VERSION")));
    let nothing = room.run(&[]);
    assert_eq!((nothing.code, nothing.out.as_str()), (2, ""));
    assert_eq!(nothing.err, room.run(&["--help"]).out);
}

#[test]
fn what_was_typed_wrongly_is_said_in_both_languages() {
    let cases: [&[&str]; 12] = [
        &["chekc"],
        &["zzz"],
        &["check", "--mesage-format", "short"],
        &["check", "-x"],
        &["check", "--message-format", "shrt"],
        &["check", "--message-format", "xml"],
        &["check", "--message-format"],
        &["check", "--width", "wide"],
        &["check", "a", "b"],
        &["check", "--as-of", "2021-08-03", "--as-of", "2021-08-04"],
        &["completions"],
        &["--lang", "fr", "check"],
    ];
    for lang in ["ja", "en"] {
        let room = Room::new().env("IKOU_LANG", lang);
        let mut said = String::new();
        for args in cases {
            let run = room.run(args);
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
            said.push_str(&format!("$ ikou {}\n{}\n", args.join(" "), run.err));
        }
        insta::assert_snapshot!(format!("usage_{lang}"), said);
    }
}

#[test]
fn completions_carry_the_words_of_the_language() {
    let room = Room::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = room.run(&["completions", shell]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("message-format"), "{shell}");
    }
    for (lang, told) in [
        ("ja", "使える値: bash, elvish, fish, powershell, zsh"),
        ("en", "The values are: bash, elvish, fish, powershell, zsh"),
    ] {
        let run = room.run(&["completions", "tcsh", "--lang", lang]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(told), "{}", run.err);
    }
    assert!(
        room.run(&["completions", "fish"])
            .out
            .contains("台帳に誤りがないか調べます")
    );
}

#[test]
fn the_schema_is_json() {
    let run = Room::new().run(&["schema"]);
    let schema: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert!(schema["properties"]["systems"].is_object(), "{schema}");
}

/// The words with which the parser itself would speak.
const PARSERS: [&str; 8] = [
    "error:",
    "Usage:",
    "tip:",
    "unexpected argument",
    "a value is required",
    "invalid value",
    "For more information",
    "possible values",
];

/// Whatever is typed wrongly after whichever command, one language answers.
#[test]
fn every_command_answers_a_slip_in_one_language() {
    let kana = |text: &str| text.chars().any(|c| ('ぁ'..='ヿ').contains(&c));
    let room = Room::new();
    for command in commands() {
        for slip in [
            &["--nosuch"][..],
            &["--langg", "ja"],
            &["--width"],
            &["--width", "wide"],
            &["--color", "often"],
            &["--color"],
        ] {
            for lang in ["ja", "en"] {
                let args = [&[command.as_str(), "--lang", lang], slip].concat();
                let run = room.run(&args);
                assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
                if lang == "en" {
                    assert!(!kana(&run.err), "{args:?}: {}", run.err);
                    continue;
                }
                assert!(kana(&run.err), "{args:?}: {}", run.err);
                for word in PARSERS {
                    assert!(!run.err.contains(word), "{args:?}: {}", run.err);
                }
            }
        }
    }
}

/// What shells show beside a command and its options is in the language, for every shell.
#[test]
fn completions_of_every_shell_are_in_one_language() {
    let room = Room::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let english = room.run(&["completions", shell, "--lang", "en"]);
        assert_eq!(english.code, 0, "{shell}");
        let kana = |c: char| ('ぁ'..='ヿ').contains(&c);
        assert!(!english.out.contains(kana), "{shell}");
        let japanese = room.run(&["completions", shell, "--lang", "ja"]).out;
        for word in ["Print help", "Print version", "possible values"] {
            assert!(!japanese.contains(word), "{shell}: {word}");
        }
    }
}
