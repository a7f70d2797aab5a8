use super::*;
use crate::diag::Code;

const LOOK: Look = Look {
    lang: Lang::Ja,
    width: 80,
    color: false,
    ascii: false,
};

fn span_of(sources: &Sources, file: crate::source::FileId, text: &str) -> Span {
    let start = sources.get(file).text.find(text).unwrap();
    Span {
        file,
        start,
        end: start + text.len(),
    }
}

fn in_two_files() -> (Sources, Finding) {
    let mut sources = Sources::new();
    let a = sources.add(
        "台帳/systems.toml",
        "# 表題\nname = \"税総合\", hardware = \"統合サーバ\"\n\n",
    );
    let b = sources.add("actuals.toml", "一\r\n二三 = \"統合サーバ\"\r\n");
    let finding = Finding::new(Code::UnknownId, span_of(&sources, a, "\"統合サーバ\""))
        .arg("kind", "hardware")
        .arg("id", "統合サーバ")
        .label(span_of(&sources, b, "\"統合サーバ\""), "severity-note")
        .nearest("統合サーバ", ["統合サーバー", "ほか"]);
    (sources, finding)
}

#[test]
fn columns_count_characters_and_underlines_count_cells() {
    let (sources, finding) = in_two_files();
    let text = show(&[finding], &sources, Shape::Human, &LOOK);
    // Character 26 of the line, though it is byte 32 and cell 29.
    assert!(text.contains("[台帳/systems.toml:2:26]"), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|l| l.contains("hardware =")).unwrap();
    let cells = |s: &str| textwrap::core::display_width(s);
    let code = lines[at];
    let under = lines[at + 1];
    let quote = cells(&code[..code.find("\"統合").unwrap()]);
    let first = cells(&under[..under.find('─').unwrap()]);
    assert_eq!(quote, first, "{text}");
    assert_eq!(
        cells("\"統合サーバ\""),
        under.matches(['─', '┬']).count(),
        "{text}"
    );
}

#[test]
fn places_in_other_files_and_the_probable_name_are_shown() {
    let (sources, finding) = in_two_files();
    let text = show(&[finding], &sources, Shape::Human, &LOOK);
    assert!(text.contains("[actuals.toml:2:6]"), "{text}");
    assert!(text.contains("╰── 注記"), "{text}");
    assert!(
        text.contains("  対処: 「統合サーバー」ではありませんか。"),
        "{text}"
    );
    assert!(text.starts_with("エラー[unknown-id]\n"), "{text}");
    assert!(!text.contains('\r') && !text.contains("help"), "{text}");
}

#[test]
fn every_shape_lists_the_same_findings() {
    let (sources, one) = in_two_files();
    let findings = vec![Finding::global(Code::Syntax), one.clone(), one];
    let human = show(&findings, &sources, Shape::Human, &LOOK);
    let short = show(&findings, &sources, Shape::Short, &LOOK);
    let json: serde_json::Value =
        serde_json::from_str(&show(&findings, &sources, Shape::Json, &LOOK)).unwrap();
    assert_eq!(human.matches("エラー[").count(), 3);
    assert_eq!(short.lines().count(), 3);
    let listed = json["findings"].as_array().unwrap();
    assert_eq!(listed.len(), 3);
    for (line, item) in short.lines().zip(listed) {
        assert!(line.contains(item["message"].as_str().unwrap()), "{line}");
    }
    assert!(
        short.contains("台帳/systems.toml:2:26: error[unknown-id]: "),
        "{short}"
    );
    assert_eq!(json["schema"], 1);
    assert_eq!(listed[0]["line"], serde_json::Value::Null);
    assert_eq!(listed[1]["column"], 26);
    assert_eq!(listed[1]["end_column"], 33);
    assert_eq!(listed[1]["labels"][0]["file"], "actuals.toml");
    assert_eq!(listed[1]["nearest"], "統合サーバー");
}

#[test]
fn nothing_in_a_file_moves_the_cursor() {
    let mut sources = Sources::new();
    let file = sources.add(
        "a\u{1b}[31m.toml",
        "x = \"\u{1b}[2J\u{202e}\t\u{7f}\" # \u{9b}\n",
    );
    let finding = Finding::new(
        Code::UnknownKey,
        Span {
            file,
            start: 0,
            end: 1,
        },
    )
    .arg("key", "\u{1b}[2J\n\u{202e}");
    for shape in [Shape::Human, Shape::Short] {
        let text = show(std::slice::from_ref(&finding), &sources, shape, &LOOK);
        assert!(
            text.chars().all(|c| c == '\n' || visible(c) == c),
            "{text:?}"
        );
    }
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let mut sources = Sources::new();
    let long = format!("{}ここ{}\n", "あ".repeat(100_000), "い".repeat(100_000));
    let file = sources.add("a.toml", long);
    let span = span_of(&sources, file, "ここ");
    let text = show(
        &[Finding::new(Code::Syntax, span)],
        &sources,
        Shape::Human,
        &LOOK,
    );
    assert!(text.contains("[a.toml:1:100001]"), "{text}");
    assert!(text.contains("ここ"), "{text}");
    assert!(
        text.lines().all(|l| textwrap::core::display_width(l) <= 80),
        "{text}"
    );
}

#[test]
fn odd_spans_are_shown_and_never_panic() {
    let mut sources = Sources::new();
    let file = sources.add("a.toml", "あ\nい");
    let empty = sources.add("b.toml", "");
    let spans = [
        (file, 0, 99),
        (file, 1, 2),
        (file, 4, 4),
        (file, 7, 7),
        (file, 9, 3),
        (empty, 0, 0),
    ];
    for (file, start, end) in spans {
        let finding = Finding::new(Code::Syntax, Span { file, start, end }).label(
            Span {
                file,
                start: 0,
                end: 1,
            },
            "",
        );
        for shape in [Shape::Human, Shape::Short, Shape::Json] {
            assert!(!show(std::slice::from_ref(&finding), &sources, shape, &LOOK).is_empty());
        }
    }
}

#[test]
fn ascii_and_no_colour_mean_what_they_say() {
    let mut sources = Sources::new();
    let file = sources.add("a.toml", "abc = 1\n");
    let finding = Finding::new(
        Code::UnknownKey,
        Span {
            file,
            start: 0,
            end: 3,
        },
    );
    let look = Look {
        lang: Lang::En,
        ascii: true,
        ..LOOK
    };
    let text = show(
        std::slice::from_ref(&finding),
        &sources,
        Shape::Human,
        &look,
    );
    let frame: String = text.lines().skip(3).collect();
    assert!(frame.is_ascii(), "{text}");
    let colored = show(
        &[finding],
        &sources,
        Shape::Human,
        &Look {
            color: true,
            ..look
        },
    );
    assert!(
        colored.contains("\u{1b}[31merror[unknown-key]"),
        "{colored:?}"
    );
}

#[test]
fn the_summary_counts_each_level() {
    let mut warning = Finding::global(Code::Syntax);
    warning.severity = Severity::Warning;
    let findings = [
        Finding::global(Code::Syntax),
        Finding::global(Code::Syntax),
        warning,
    ];
    assert_eq!(summary(&findings, Lang::Ja), "エラー 2件、警告 1件");
    assert_eq!(summary(&findings, Lang::En), "2 errors, 1 warning");
    assert_eq!(summary(&[], Lang::Ja), "問題はありません");
}
