//! What people see of a plan, in every format.
#![expect(clippy::unwrap_used, reason = "a test fails loudly")]

use ikou::font;
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

fn day(text: &str) -> ikou::calendar::Date {
    text.parse().unwrap()
}

/// The sample with the two things that a plan may never hide: 介護保険 without a system for 34 days
/// before its cutover, 保険福祉 110 days past the deadline, which is hard here.
fn troubled() -> Plan {
    let mut plan = sample();
    plan.deadlines.iter_mut().for_each(|d| d.hard = true);
    let kaigo = plan.systems.iter_mut().find(|s| s.id == "kaigo").unwrap();
    let end = kaigo
        .stages
        .iter()
        .position(|s| s.id == "extension")
        .unwrap();
    let mut gap = kaigo.stages[end].clone();
    kaigo.stages[end].to = day("2025-10-18");
    gap.id = "gap".into();
    gap.kind = ikou::plan::StageKind::Gap;
    (gap.name, gap.name_en) = ("空白".into(), "Gap".into());
    (gap.from, gap.to) = (day("2025-10-19"), day("2025-11-21"));
    kaigo.stages.insert(end + 1, gap);
    let welfare = plan.systems.iter_mut().find(|s| s.id == "welfare").unwrap();
    welfare.slack_days = -110;
    for stage in &mut welfare.stages {
        match stage.id.as_str() {
            "current" => stage.to = day("2026-07-17"),
            "build" => stage.to = day("2026-07-20"),
            "standard" => stage.from = day("2026-07-18"),
            _ => stage.from = day("2026-07-21"),
        }
    }
    for m in welfare
        .milestones
        .iter_mut()
        .filter(|m| m.kind == "cutover")
    {
        m.date = day("2026-07-21");
    }
    for d in &mut welfare.deadlines {
        (d.met, d.slack_days) = (false, -112);
    }
    plan.outcome.status = ikou::plan::Status::Infeasible;
    plan.outcome.objective.gap_days = 34;
    plan.outcome.objective.hard_late_days = 112;
    plan.outcome.bound.gap_days = Some(34);
    plan
}

/// Names that no layout expects.
fn hostile() -> Plan {
    let mut plan = sample();
    plan.municipality.name = "<b>&\"市\u{1b}[31m\u{202e}'".into();
    let names = [
        "<script>alert(1)</script>",
        "\u{1b}[2J\u{1b}]0;owned\u{7}制御\0文字",
        "\u{202e}右から左\u{2067}אבג",
        "a\"b'c&d<e>f]]>",
        "改行\nと\tタブ",
        "",
        "長い名前".repeat(15).leak(),
        "VeryLongLatinNameWithoutAnyBlankInIt".repeat(3).leak(),
        "\\end\"]; x [label=\"",
        "絵文字👨‍👩‍👧‍👦と𠮷と\u{300}\u{301}\u{302}",
    ];
    for (system, name) in plan.systems.iter_mut().zip(names) {
        system.name = (*name).to_owned();
        system.owner = format!("{name}{name}");
        system
            .stages
            .iter_mut()
            .for_each(|s| s.name = format!("{name}（{name}）"));
    }
    plan.deadlines
        .iter_mut()
        .for_each(|d| d.name = names[3].repeat(5));
    plan
}

fn one_system() -> Plan {
    let mut plan = sample();
    plan.systems.truncate(1);
    plan
}

fn empty() -> Plan {
    let mut plan = sample();
    plan.systems.clear();
    plan.budget.clear();
    plan.load.clear();
    plan.outcome.bound = Default::default();
    plan
}

/// Twenty-five systems by repetition.
fn many(count: usize) -> Plan {
    let mut plan = sample();
    let systems: Vec<_> = plan.systems.iter().cycle().take(count).cloned().collect();
    plan.systems = systems;
    for (n, system) in plan.systems.iter_mut().enumerate() {
        system.id = format!("s{n}");
    }
    plan
}

/// Every plan that the pictures must stand.
fn all() -> Vec<(&'static str, Plan)> {
    vec![
        ("sample", sample()),
        ("troubled", troubled()),
        ("hostile", hostile()),
        ("one", one_system()),
        ("empty", empty()),
        ("many", many(25)),
    ]
}

fn svg(plan: &Plan, lang: Lang) -> String {
    text(
        plan,
        Format::Svg,
        &Options {
            lang,
            ..Options::default()
        },
    )
}

/// A text as it lies on the page: left, top, right, bottom.
struct Label {
    text: String,
    at: [i32; 4],
}

fn attribute(node: &roxmltree::Node<'_, '_>, name: &str) -> i32 {
    node.attribute(name).unwrap().parse().unwrap()
}

/// Every text of a picture, measured with the embedded font.
fn labels(document: &roxmltree::Document<'_>) -> Vec<Label> {
    document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .map(|node| {
            let text = node.text().unwrap().to_owned();
            let (x, y) = (attribute(&node, "x"), attribute(&node, "y"));
            let size = attribute(&node, "font-size");
            let bold = node.attribute("font-weight") == Some("700");
            let weight = if bold {
                font::Weight::Bold
            } else {
                font::Weight::Regular
            };
            let wide = font::width(&text, size, weight);
            let left = match node.attribute("text-anchor") {
                Some("middle") => x - wide / 2,
                Some("end") => x - wide,
                _ => x,
            };
            // From the top of capitals and kanji to below the baseline.
            Label {
                text,
                at: [left, y - size * 84 / 100, left + wide, y + size * 10 / 100],
            }
        })
        .collect()
}

fn meet(a: [i32; 4], b: [i32; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// Vertical lines of deadlines, of the as-of day and of arrows, as boxes.
fn verticals(document: &roxmltree::Document<'_>) -> Vec<[i32; 4]> {
    let mut found = Vec::new();
    for group in document
        .descendants()
        .filter(|n| matches!(n.attribute("class"), Some("line" | "link")))
    {
        for line in group.children().filter(|n| n.has_tag_name("polyline")) {
            let points: Vec<(i32, i32)> = line
                .attribute("points")
                .unwrap()
                .split(' ')
                .map(|point| point.split_once(',').unwrap())
                .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
                .collect();
            for pair in points.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
                let (top, bottom) = (pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1));
                found.push([pair[0].0 - 20, top, pair[0].0 + 20, bottom]);
            }
        }
    }
    found
}

#[test]
fn no_label_lies_over_another_or_outside_the_page() {
    for (name, plan) in all() {
        for lang in Lang::ALL {
            let picture = svg(&plan, lang);
            let document = roxmltree::Document::parse(&picture).unwrap();
            let view = document.root_element().attribute("viewBox").unwrap();
            let view: Vec<i32> = view.split(' ').map(|v| v.parse().unwrap()).collect();
            let labels = labels(&document);
            for (n, label) in labels.iter().enumerate() {
                let [left, top, right, bottom] = label.at;
                let inside =
                    left >= 900 && top >= 800 && right <= view[2] - 900 && bottom <= view[3] - 800;
                assert!(
                    inside,
                    "{name}: {} at {:?} of {view:?}",
                    label.text, label.at
                );
                for other in labels.iter().skip(n + 1) {
                    let (a, b) = (&label.text, &other.text);
                    assert!(
                        !meet(label.at, other.at),
                        "{name}: {a:?} {:?} {b:?} {:?}",
                        label.at,
                        other.at
                    );
                }
            }
        }
    }
}

#[test]
fn no_deadline_and_no_arrow_runs_through_a_label() {
    for (name, plan) in all() {
        let picture = svg(&plan, Lang::Ja);
        let document = roxmltree::Document::parse(&picture).unwrap();
        let lines = verticals(&document);
        assert!(
            name == "empty" || lines.len() >= 3,
            "{name}: {}",
            lines.len()
        );
        for label in labels(&document) {
            let line = lines.iter().find(|line| meet(label.at, **line));
            assert!(
                line.is_none(),
                "{name}: {:?} {:?} {line:?}",
                label.text,
                label.at
            );
        }
    }
}

#[test]
fn every_mark_of_the_sample_has_its_words() {
    let plan = sample();
    let picture = svg(&plan, Lang::Ja);
    let document = roxmltree::Document::parse(&picture).unwrap();
    let groups = |class: &str| {
        let starts = |n: &roxmltree::Node<'_, '_>| {
            n.attribute("class").is_some_and(|c| c.starts_with(class))
        };
        document.descendants().filter(starts).collect::<Vec<_>>()
    };
    let symbols = groups("symbol ");
    let marked = plan
        .systems
        .iter()
        .flat_map(|s| &s.milestones)
        .filter(|m| m.symbol.is_some())
        .count();
    assert_eq!(symbols.len(), marked);
    for symbol in symbols {
        let title = symbol
            .children()
            .find(|n| n.has_tag_name("title"))
            .and_then(|n| n.text())
            .unwrap();
        let words = symbol.children().find(|n| n.has_tag_name("text"));
        assert!(words.is_some(), "no words at {title}");
    }
    let stages: usize = plan.systems.iter().map(|s| s.stages.len()).sum();
    assert_eq!(groups("bar ").len(), stages);
    let said = |wanted: &str| {
        labels(&document)
            .iter()
            .filter(|l| l.text == wanted)
            .count()
    };
    assert_eq!(said("国の標準システム"), 11, "ten bars and the legend");
    assert_eq!(said("運用の別途発注"), 11, "ten bars and the legend");
    assert_eq!(said("※先行移設"), 2);
    assert_eq!(said("令和８年度（2026）"), 1);
}

#[test]
fn gaps_and_lateness_are_loud_in_every_text() {
    let plan = troubled();
    let picture = svg(&plan, Lang::Ja);
    let document = roxmltree::Document::parse(&picture).unwrap();
    let said = |wanted: &str| {
        labels(&document)
            .iter()
            .filter(|l| l.text.contains(wanted))
            .count()
    };
    assert_eq!(said("空白 34日"), 3, "title, name and bar");
    assert_eq!(said("期限超過 112日"), 1);
    assert_eq!(said("使えるシステムがありません"), 1);
    assert!(picture.contains("fill=\"url(#gap)\""));
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

#[test]
fn pictures_are_self_contained_and_the_same_every_time() {
    let picture = svg(&sample(), Lang::Ja);
    assert_eq!(picture, svg(&sample(), Lang::Ja));
    assert_eq!(
        picture.matches("http").count(),
        1,
        "the name of the format, and no address else"
    );
    assert_eq!(picture.matches("@font-face").count(), 2);
    assert!(!picture.contains("<script") && !picture.contains("href"));
    assert!(picture.len() < 400_000, "{}", picture.len());
}

#[test]
fn no_name_can_break_a_text() {
    for (_, plan) in all() {
        for format in [Format::Table, Format::Gantt, Format::Svg] {
            let text = text(&plan, format, &Options::default());
            let bad = text.chars().find(|c| {
                (c.is_control() && *c != '\n')
                    || ('\u{202a}'..='\u{202e}').contains(c)
                    || *c == '\u{2067}'
            });
            assert_eq!(bad, None, "{format:?}");
        }
    }
}

#[test]
fn two_thousand_systems_are_drawn() {
    let plan = many(2_000);
    let picture = svg(&plan, Lang::Ja);
    assert!(roxmltree::Document::parse(&picture).is_ok());
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
