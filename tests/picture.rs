//! The picture of the roadmap, read back and measured.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

mod drawn;
#[path = "picture/alarms.rs"]
mod alarms;
#[path = "picture/formats.rs"]
mod formats;

use drawn::{all, named, sample, troubled};
use formats::words_of;
use ikou::chart::View;
use ikou::diag::Sink;
use ikou::font;
use ikou::inventory::{Files, load};
use ikou::plan::{Effort, Plan, make};
use ikou::render::{
    Format, GraphFormat, Options, Paper, PictureStyle, Pictures, graph, pictures,
    pictures_one_by_one,
};
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

/// The pages of a picture.
fn drawn(plan: &Plan, formats: &[Format], lang: Lang, picture: PictureStyle) -> Pictures {
    let options = Options {
        lang,
        picture,
        ..Options::default()
    };
    pictures(plan, formats, &options).unwrap()
}

fn pages(plan: &Plan, lang: Lang, picture: PictureStyle) -> Vec<String> {
    let mut drawn = drawn(plan, &[Format::Svg], lang, picture);
    let pages = drawn.files.pop().unwrap();
    pages
        .into_iter()
        .map(|page| String::from_utf8(page).unwrap())
        .collect()
}

/// The only page of a picture on A3.
fn svg(plan: &Plan, lang: Lang) -> String {
    let mut pages = pages(plan, lang, PictureStyle::default());
    assert_eq!(pages.len(), 1);
    pages.pop().unwrap()
}

/// A text as it lies on the page: left, top, right, bottom.
struct Label {
    text: String,
    at: [i32; 4],
    size: i32,
    /// A digit in the box of a character that the font lacks.
    digit: bool,
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
                size,
                digit: node
                    .ancestors()
                    .any(|n| n.attribute("class") == Some("missing")),
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

/// Papers and arrangements, the usual one first.
fn styles() -> Vec<PictureStyle> {
    let usual = PictureStyle::default();
    let papers = [Paper::A4, Paper::A0].map(|paper| PictureStyle { paper, ..usual });
    let views = View::ALL.map(|view| PictureStyle { view, ..usual });
    let rows = [3, 500].map(|rows| PictureStyle {
        rows: Some(rows),
        ..usual
    });
    [usual]
        .into_iter()
        .chain(papers)
        .chain(views)
        .chain(rows)
        .collect()
}

/// No label over another, none outside the page, none smaller than 6.5 points, no vertical line
/// through one.
fn check(name: &str, page: &str) {
    let document = roxmltree::Document::parse(page).unwrap();
    let view = document.root_element().attribute("viewBox").unwrap();
    let view: Vec<i32> = view.split(' ').map(|v| v.parse().unwrap()).collect();
    let labels = labels(&document);
    let lines = verticals(&document);
    for (n, label) in labels.iter().enumerate() {
        let [left, top, right, bottom] = label.at;
        let inside = left >= 900 && top >= 900 && right <= view[2] - 900 && bottom <= view[3] - 900;
        let (text, at) = (&label.text, label.at);
        assert!(inside, "{name}: {text} at {at:?} of {view:?}");
        assert!(
            label.digit || label.size >= 230,
            "{name}: {text} {}",
            label.size
        );
        for other in labels.iter().skip(n + 1) {
            let (b, there) = (&other.text, other.at);
            assert!(!meet(at, there), "{name}: {text:?} {at:?} {b:?} {there:?}");
        }
        let line = lines.iter().find(|line| meet(at, **line));
        assert!(line.is_none(), "{name}: {text:?} {at:?} {line:?}");
    }
}

#[test]
fn labels_lie_apart_and_inside_and_no_line_runs_through_them() {
    for (name, plan) in plans() {
        for lang in Lang::ALL {
            for page in pages(&plan, lang, PictureStyle::default()) {
                check(name, &page);
            }
        }
    }
}

#[test]
fn labels_lie_apart_on_every_paper_and_in_every_view() {
    for plan in [SHIPPED.clone(), named(20), troubled(), drawn::hostile()] {
        for style in styles() {
            for page in pages(&plan, Lang::Ja, style) {
                check(&format!("{style:?}"), &page);
            }
        }
    }
}

#[test]
fn a_name_of_sixty_characters_is_drawn_whole() {
    for count in [10, 17, 20, 60] {
        let plan = named(count);
        let mut rows = 0;
        for page in pages(&plan, Lang::Ja, PictureStyle::default()) {
            let document = roxmltree::Document::parse(&page).unwrap();
            let names = document
                .descendants()
                .filter(|n| n.attribute("class") == Some("name"));
            for group in names {
                let id = group.attribute("data-system").unwrap();
                let name = &plan.system(id).unwrap().name;
                // The slack comes first, then the name line by line.
                let texts: Vec<&str> = group
                    .descendants()
                    .filter(|n| n.has_tag_name("text"))
                    .filter_map(|n| n.text())
                    .collect();
                let said = texts.concat().replace(' ', "");
                let wanted: String = name.chars().filter(|c| *c != ' ' && *c != '𠮷').collect();
                let said = said.replace("20BB7", "");
                assert!(said.contains(&wanted), "{count}: {wanted} in {said}");
                rows += 1;
            }
        }
        assert_eq!(rows, count);
    }
}

#[test]
fn many_systems_take_several_pages_with_a_header_each() {
    let drawn = drawn(
        &named(60),
        &[Format::Svg, Format::Png, Format::Pdf],
        Lang::Ja,
        PictureStyle {
            dpi: Some(40),
            ..PictureStyle::default()
        },
    );
    let counts: Vec<usize> = drawn.files.iter().map(Vec::len).collect();
    assert_eq!(counts, [3, 3, 1], "three pages of 20 rows, one PDF");
    assert_eq!(drawn.unknown.iter().collect::<String>(), "𠮷");
    for (n, page) in drawn.files[0].iter().enumerate() {
        let page = String::from_utf8(page.clone()).unwrap();
        let document = roxmltree::Document::parse(&page).unwrap();
        let said: Vec<String> = labels(&document).into_iter().map(|l| l.text).collect();
        let number = format!("{} / 3 ページ", n + 1);
        for wanted in ["令和５年度（2023）", "第1四半期", &number] {
            assert!(said.iter().any(|l| l == wanted), "{n}: {wanted}");
        }
        let rows = document
            .descendants()
            .filter(|n| n.attribute("class") == Some("row"))
            .count();
        assert_eq!(rows, 20);
        assert!(page.contains("width=\"420mm\" height=\"297mm\""));
    }
}

#[test]
fn what_waits_for_a_row_on_another_page_is_named() {
    let style = PictureStyle {
        rows: Some(2),
        ..PictureStyle::default()
    };
    let pages = pages(&sample(), Lang::Ja, style);
    let away = pages.iter().filter(|page| page.contains("class=\"away\""));
    assert!(away.count() >= 2);
}

#[test]
fn papers_have_their_sizes() {
    for (paper, size) in [
        (Paper::A4, "width=\"297mm\" height=\"210mm\""),
        (Paper::A0, "width=\"1189mm\" height=\"841mm\""),
    ] {
        let style = PictureStyle {
            paper,
            ..PictureStyle::default()
        };
        for page in pages(&sample(), Lang::Ja, style) {
            assert!(page.contains(size), "{paper:?}");
        }
    }
}

#[test]
fn a_view_has_its_headings() {
    let headings = |view| {
        let style = PictureStyle {
            view,
            ..PictureStyle::default()
        };
        let pages = pages(&SHIPPED, Lang::Ja, style);
        let document = roxmltree::Document::parse(&pages[0]).unwrap();
        let found: Vec<String> = document
            .descendants()
            .filter(|n| n.attribute("class") == Some("heading"))
            .filter_map(|n| n.descendants().find(|n| n.has_tag_name("text")))
            .map(|n| n.text().unwrap().to_owned())
            .collect();
        let rows = document
            .descendants()
            .filter(|n| n.attribute("class") == Some("row"))
            .count();
        (found, rows)
    };
    let load = "体制の負荷（同時に進む作業）".to_owned();
    assert_eq!(headings(View::System), (vec![load.clone()], 10));
    let (by_vendor, rows) = headings(View::Vendor);
    assert_eq!((by_vendor.len(), rows), (6, 10));
    assert!(by_vendor[0].starts_with("事業者Ａ"));
    assert_eq!(
        headings(View::FiscalYear),
        (vec!["令和７年度（2025）".to_owned(), load], 10)
    );
    let (_, critical) = headings(View::Critical);
    assert!((1..10).contains(&critical), "{critical}");
}

/// The groups of a picture with a class.
fn groups_of<'a>(
    document: &'a roxmltree::Document<'_>,
    class: &str,
) -> Vec<roxmltree::Node<'a, 'a>> {
    document
        .descendants()
        .filter(|n| n.attribute("class") == Some(class))
        .collect()
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
fn months_are_large_enough_to_be_read_on_every_paper() {
    for (paper, digits) in [(Paper::A4, 35), (Paper::A3, 69), (Paper::A0, 69)] {
        let style = PictureStyle {
            paper,
            ..PictureStyle::default()
        };
        let pages = pages(&sample(), Lang::Ja, style);
        let document = roxmltree::Document::parse(&pages[0]).unwrap();
        let months: Vec<Label> = labels(&document)
            .into_iter()
            .filter(|l| l.text.parse().is_ok_and(|n: u32| (1..=12).contains(&n)))
            .filter(|l| l.at[1] < 6_000)
            .collect();
        assert!(months.len() >= digits - 1, "{paper:?}: {}", months.len());
        // 7.4 points and more.
        assert!(months.iter().all(|l| l.size >= 260), "{paper:?}");
    }
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

/// The graph as a picture.
fn network(plan: &Plan, format: GraphFormat) -> Vec<u8> {
    graph(plan, format, &Options::default()).unwrap()
}

#[test]
fn the_graph_has_a_box_for_every_system_and_an_arrow_for_every_link() {
    for (name, plan) in plans() {
        let picture = String::from_utf8(network(&plan, GraphFormat::Svg)).unwrap();
        check(name, &picture);
        let document = roxmltree::Document::parse(&picture).unwrap();
        let groups = |class: &str| {
            let of = |n: &roxmltree::Node<'_, '_>| n.attribute("class") == Some(class);
            document.descendants().filter(of).count()
        };
        assert_eq!(groups("system"), plan.systems.len(), "{name}");
        let ids: Vec<&str> = plan.systems.iter().map(|s| s.id.as_str()).collect();
        let ends = |l: &&ikou::plan::PlanLink| {
            ids.contains(&l.from.as_str()) && ids.contains(&l.to.as_str())
        };
        let links = plan.links.iter().filter(ends).count();
        assert!(
            groups("link") >= links,
            "{name}: {} {links}",
            groups("link")
        );
    }
    assert!(network(&SHIPPED, GraphFormat::Png).starts_with(b"\x89PNG"));
    let pdf = network(&SHIPPED, GraphFormat::Pdf);
    assert!(pdf.starts_with(b"%PDF-"));
    assert_eq!(pdf, network(&SHIPPED, GraphFormat::Pdf));
    if let Some(words) = words_of(&pdf) {
        assert!(
            words.contains("住民情報システム") && words.contains("同日切替"),
            "{words}"
        );
    }
}
