//! What people see of a plan, in every format.

use ikou::plan::Plan;
use ikou::render::{Format, Options, TerminalStyle, render};
use ikou::words::Lang;
use unicode_width::UnicodeWidthStr;

fn sample() -> Plan {
    Plan::from_json(include_str!("fixtures/plan-sample.json")).unwrap()
}

fn text(plan: &Plan, format: Format, options: &Options) -> String {
    String::from_utf8(render(plan, format, options).unwrap()).unwrap()
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
                    let text = text(&plan, format, &Options { lang, width, style });
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
