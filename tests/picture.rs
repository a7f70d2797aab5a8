//! The picture of the roadmap, read back and measured.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

mod drawn;

use drawn::{all, sample, text, troubled};
use ikou::diag::Sink;
use ikou::font;
use ikou::inventory::{Files, load};
use ikou::plan::{Effort, Plan, make};
use ikou::render::{Format, Options};
use ikou::source::Sources;
use ikou::words::Lang;
use std::sync::LazyLock;

/// The plan of the inventory in the repository.
static SHIPPED: LazyLock<Plan> = LazyLock::new(|| {
    let mut sources = Sources::new();
    let mut read = |path: &str| {
        std::fs::read_to_string(path)
            .ok()
            .map(|text| sources.add(path, text))
    };
    let files = Files {
        inventory: read("systems.toml").unwrap(),
        calendar: read("schedules/calendar.toml"),
        routes: read("schedules/routes.toml"),
        actuals: read("schedules/actuals.toml"),
    };
    let as_of = "2021-08-03".parse().unwrap();
    let inventory = load(&mut sources, &files, as_of, &mut Sink::new()).unwrap();
    make(&inventory, &sources, Vec::new(), Effort::NORMAL)
});

/// Every plan that a picture must stand, the shipped one first.
fn plans() -> Vec<(&'static str, Plan)> {
    let mut plans = vec![("shipped", SHIPPED.clone())];
    plans.extend(all());
    plans
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
    for (name, plan) in plans() {
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
    for (name, plan) in plans() {
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
fn the_shipped_plan_is_drawn_whole() {
    let plan = &*SHIPPED;
    let picture = svg(plan, Lang::Ja);
    let document = roxmltree::Document::parse(&picture).unwrap();
    for symbol in document.descendants().filter(|n| {
        n.attribute("class")
            .is_some_and(|c| c.starts_with("symbol "))
    }) {
        let title = symbol
            .children()
            .find(|n| n.has_tag_name("title"))
            .and_then(|n| n.text())
            .unwrap();
        assert!(
            symbol.children().any(|n| n.has_tag_name("text")),
            "no words at {title}"
        );
    }
    let labels = labels(&document);
    for system in &plan.systems {
        assert!(
            labels.iter().any(|l| l.text == system.name),
            "{}",
            system.name
        );
        assert!(
            labels
                .iter()
                .any(|l| l.text == format!("{}日", system.slack_days))
        );
    }
    let cut: Vec<&str> = labels
        .iter()
        .map(|l| l.text.as_str())
        .filter(|t| t.contains('…'))
        .collect();
    assert!(cut.is_empty(), "{cut:?}");
    let lines = verticals(&document).len();
    assert!(lines >= 3, "two deadlines and the as-of day, not {lines}");
    for line in [
        "標準アプリケーション移行期限 2026-03-31",
        "基準日 2021-08-03",
    ] {
        assert!(labels.iter().any(|l| l.text == line), "{line}");
    }
    assert!(
        labels
            .iter()
            .any(|l| l.text.starts_with("庁内ハードウェア使用期限"))
    );
}
