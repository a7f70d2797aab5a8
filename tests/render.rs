//! What people see of a plan, in every format.
#![expect(clippy::unwrap_used, reason = "a test fails loudly")]

mod drawn;

use drawn::{all, empty, many, sample, troubled};
use ikou::plan::{Plan, SystemDeadline};
use ikou::render::{Format, Options, TerminalStyle, pictures, render};
use ikou::words::Lang;
use unicode_width::UnicodeWidthStr;

fn text(plan: &Plan, format: Format, options: &Options) -> String {
    String::from_utf8(render(plan, format, options).unwrap()).unwrap()
}

/// The pages of the picture.
fn pages(plan: &Plan) -> Vec<String> {
    let mut drawn = pictures(plan, &[Format::Svg], &Options::default()).unwrap();
    let pages = drawn.files.pop().unwrap();
    pages
        .into_iter()
        .map(|page| String::from_utf8(page).unwrap())
        .collect()
}

/// The text without escape sequences for colours.
fn uncoloured(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |out, part| {
        out + part.split_once('m').map_or("", |(_, rest)| rest)
    })
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let plan = sample();
    for width in [40, 60, 72, 80, 100, 120, 160, 240, 400] {
        for lang in Lang::ALL {
            for ascii in [false, true] {
                let style = TerminalStyle {
                    colour: false,
                    ascii,
                };
                for format in [Format::Table, Format::Gantt] {
                    let text = text(
                        &plan,
                        format,
                        &Options {
                            lang,
                            width,
                            style,
                            ..Options::default()
                        },
                    );
                    for line in text.lines() {
                        assert!(line.width() <= width, "{} > {width}: {line}", line.width());
                    }
                }
            }
        }
    }
}

#[test]
fn colours_change_no_word_outside_bars() {
    let plan = sample();
    for lang in Lang::ALL {
        let options = |colour| Options {
            lang,
            width: 120,
            style: TerminalStyle {
                colour,
                ascii: false,
            },
            ..Options::default()
        };
        let plain = text(&plan, Format::Table, &options(false));
        let coloured = text(&plan, Format::Table, &options(true));
        assert!(coloured.contains('\u{1b}'));
        assert_eq!(uncoloured(&coloured), plain);
    }
}

#[test]
fn every_format_is_known_by_its_name_and_by_its_files() {
    for format in Format::ALL {
        assert_eq!(Format::parse(format.name()), Some(format));
        assert_eq!(
            Format::of_path(&format!("計画.{}", format.extension())),
            Some(format)
        );
    }
    assert_eq!(Format::parse("word"), None);
    assert_eq!(Format::of_path("plan"), None);
}

/// A plan that was saved and read again gives what the run itself wrote, in every format.
#[test]
fn each_format_is_made_from_plan_json_alone() {
    for plan in [sample(), troubled(), empty()] {
        let saved = Plan::from_json(&plan.to_json()).unwrap();
        for format in Format::ALL {
            for lang in Lang::ALL {
                let options = Options {
                    lang,
                    width: 120,
                    ..Options::default()
                };
                let (run, read) = (
                    render(&plan, format, &options),
                    render(&saved, format, &options),
                );
                assert!(run.is_ok() && run == read, "{format:?} {lang:?}");
            }
        }
    }
}

#[test]
fn gaps_and_lateness_come_first_in_texts() {
    let plan = troubled();
    let options = Options::default();
    let table = text(&plan, Format::Table, &options);
    for line in [
        "!! 介護保険システム: 2025-10-19 から 2025-11-21 まで 34日間",
        "!! 空白: 34日",
    ] {
        assert!(table.contains(line), "{line}\n{table}");
    }
    let warning = table.find("!! 介護保険システム").unwrap();
    assert!(
        warning < table.find("税総合システム").unwrap(),
        "warnings come first"
    );
    assert!(text(&plan, Format::Gantt, &options).contains("空白 34日"));
}

/// What lies before the as-of date cannot be helped any more: no figure counts it.
#[test]
fn a_gap_that_began_before_the_plan_has_one_figure() {
    let mut plan = troubled();
    plan.as_of = "2025-11-01".parse().unwrap();
    for lang in Lang::ALL {
        let options = Options {
            lang,
            ..Options::default()
        };
        let table = text(&plan, Format::Table, &options);
        let (since, note) = match lang {
            Lang::Ja => ("2025-11-01 から 2025-11-21 まで 21日間", "空白 21日"),
            Lang::En => ("from 2025-11-01 to 2025-11-21, 21 days", "GAP 21 d"),
        };
        assert_eq!(table.matches("2025-11-21").count(), 1, "{table}");
        assert!(table.contains(since) && table.contains(note), "{table}");
    }
}

/// The last day of hardware is no target, and says nothing of the cutover to the standard.
#[test]
fn hardware_that_is_used_too_long_is_told_as_such() {
    let mut plan = sample();
    let derived = plan
        .deadlines
        .iter()
        .find(|d| d.derived)
        .unwrap()
        .id
        .clone();
    plan.systems[0].deadlines.push(SystemDeadline {
        id: derived,
        date: "2022-12-31".parse().unwrap(),
        met: false,
        slack_days: -31,
    });
    for (lang, words) in [
        (
            Lang::Ja,
            [
                "2022-12-31 より 31日 長く、2023-01-31 まで",
                "機器の期限超過 31日",
            ],
        ),
        (
            Lang::En,
            ["until 2023-01-31, 31 days longer", "hardware 31 d too long"],
        ),
    ] {
        let options = Options {
            lang,
            width: 400,
            ..Options::default()
        };
        let table = text(&plan, Format::Table, &options);
        for words in words {
            assert!(table.contains(words), "{words}\n{table}");
        }
        assert!(
            !table.contains("目標「") && !table.contains("past the target"),
            "{table}"
        );
    }
}

#[test]
fn no_name_can_break_a_text() {
    for (_, plan) in all() {
        let options = Options::default();
        let texts = [Format::Table, Format::Gantt].map(|format| text(&plan, format, &options));
        for text in texts.into_iter().chain(pages(&plan)) {
            let bad = text.chars().find(|c| {
                (c.is_control() && *c != '\n')
                    || ('\u{202a}'..='\u{202e}').contains(c)
                    || *c == '\u{2067}'
            });
            assert_eq!(bad, None);
        }
    }
}

#[test]
fn two_thousand_systems_are_drawn() {
    let plan = many(2_000);
    let pages = pages(&plan);
    assert_eq!(pages.len(), 100);
    for page in pages {
        assert!(roxmltree::Document::parse(&page).is_ok());
    }
    let error = render(&plan, Format::Svg, &Options::default()).unwrap_err();
    assert!(error.message(Lang::Ja).contains("100 ページ"), "{error}");
    assert!(
        text(&plan, Format::Gantt, &Options::default())
            .lines()
            .count()
            > 4_000
    );
    assert!(
        text(&plan, Format::Table, &Options::default())
            .lines()
            .count()
            > 4_000
    );
}

/// What people see in a terminal, at three widths, in both languages, in every style.
#[test]
fn text_for_terminals() {
    let plan = sample();
    for format in [Format::Table, Format::Gantt] {
        for lang in Lang::ALL {
            for width in [80, 120, 160] {
                for (name, colour, ascii) in [
                    ("plain", false, false),
                    ("colour", true, false),
                    ("ascii", false, true),
                ] {
                    let options = Options {
                        lang,
                        width,
                        style: TerminalStyle { colour, ascii },
                        ..Options::default()
                    };
                    let name = format!("{}-{}-{width}-{name}", format.name(), lang.code());
                    insta::assert_snapshot!(name, text(&plan, format, &options));
                }
            }
        }
    }
    let options = Options {
        lang: Lang::Ja,
        width: 100,
        ..Options::default()
    };
    insta::assert_snapshot!("table-troubled", text(&troubled(), Format::Table, &options));
    insta::assert_snapshot!("gantt-troubled", text(&troubled(), Format::Gantt, &options));
    insta::assert_snapshot!("table-empty", text(&empty(), Format::Table, &options));
    insta::assert_snapshot!("gantt-empty", text(&empty(), Format::Gantt, &options));
    insta::assert_snapshot!("mermaid", text(&troubled(), Format::Mermaid, &options));
}

#[test]
fn text_of_ascii_style_has_no_symbol_but_letters() {
    let options = Options {
        lang: Lang::En,
        width: 120,
        style: TerminalStyle {
            colour: false,
            ascii: true,
        },
        ..Options::default()
    };
    for format in [Format::Table, Format::Gantt] {
        let text = text(&troubled(), format, &options);
        let odd: String = text
            .chars()
            .filter(|c| !c.is_ascii() && !c.is_alphabetic())
            .collect();
        // Names are the city's own: their brackets and dots stay.
        assert_eq!(odd.replace('・', ""), "", "{format:?}");
    }
}

#[test]
fn plan_json_is_what_its_schema_says() {
    let published = include_str!("../docs/plan.schema.json");
    assert_eq!(
        ikou::render::plan_schema(),
        published,
        "docs/plan.schema.json is out of date: ikou schema > docs/plan.schema.json"
    );
    let schema: serde_json::Value = serde_json::from_str(published).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, plan) in all() {
        let json = text(&plan, Format::Json, &Options::default());
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        assert_eq!(Plan::from_json(&json).unwrap(), plan, "{name}: read back");
    }
    let mut wrong: serde_json::Value =
        serde_json::from_str(&text(&sample(), Format::Json, &Options::default())).unwrap();
    wrong["systems"][0]["slack_days"] = "many".into();
    assert!(!validator.is_valid(&wrong));
}
