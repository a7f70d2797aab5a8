//! Systems and links as text for GraphViz and Mermaid.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails loudly; whether an oracle is required is said by the environment"
)]

use ikou::plan::Plan;
use ikou::render::{GraphFormat, Options, graph};
use ikou::words::Lang;
use std::io::Write;
use std::process::{Command, Stdio};

fn sample() -> Plan {
    Plan::from_json(include_str!("fixtures/plan-sample.json")).unwrap()
}

/// Names that a graph's language would read as its own.
fn hostile() -> Plan {
    let mut plan = sample();
    let names = [
        "a\"b'c&d<e>f]]>",
        "\\end\"]; x [label=\"",
        "end",
        "VeryLong`**x**_y_:task#1;%%",
        "{x}|y|~z~",
        "改行\nと\u{1b}[31m色",
        "<script>alert(1)</script>",
        "",
        "&quot;#quot;",
        "\\N\\G\\",
    ];
    for (system, name) in plan.systems.iter_mut().zip(names) {
        system.name = name.to_owned();
    }
    // An id is as free as a name.
    plan.systems[2].id = "介護 \"保険\" \\ <x>".to_owned();
    plan.links[0].from = plan.systems[2].id.clone();
    plan
}

fn text(plan: &Plan, format: GraphFormat) -> String {
    let options = Options {
        lang: Lang::Ja,
        ..Options::default()
    };
    String::from_utf8(graph(plan, format, &options).unwrap()).unwrap()
}

/// The graph as GraphViz reads and draws it; `None` where it is not installed.
fn drawn(dot: &str) -> Option<String> {
    let mut child = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    child
        .stdin
        .take()
        .unwrap()
        .write_all(dot.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}\n{dot}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn graphviz_draws_every_system_and_link() {
    for plan in [
        sample(),
        hostile(),
        Plan {
            systems: Vec::new(),
            ..sample()
        },
    ] {
        let Some(picture) = drawn(&text(&plan, GraphFormat::Dot)) else {
            println!("skipped: the graph drawn by GraphViz: dot is not installed");
            assert!(
                std::env::var_os("IKOU_REQUIRE_ORACLES").is_none(),
                "dot is not installed"
            );
            return;
        };
        // The doctype of GraphViz is not ours to judge.
        let picture = picture
            .split_once("<svg")
            .map(|(_, rest)| format!("<svg{rest}"))
            .unwrap();
        let document = roxmltree::Document::parse(&picture).unwrap();
        let count = |class: &str| {
            document
                .descendants()
                .filter(|n| n.attribute("class") == Some(class))
                .count()
        };
        assert_eq!(count("node"), plan.systems.len());
        let links = if plan.systems.is_empty() {
            0
        } else {
            plan.links.len()
        };
        assert_eq!(count("edge"), links);
        for system in &plan.systems {
            let shown = ikou::report::clean(&system.name);
            let words = |n: &roxmltree::Node<'_, '_>| {
                n.text().is_some_and(|t| t.replace('\u{a0}', " ") == shown)
            };
            assert!(
                shown.is_empty()
                    || document
                        .descendants()
                        .any(|n| n.has_tag_name("text") && words(&n)),
                "{shown:?} in {picture}"
            );
        }
    }
}

#[test]
fn kinds_of_links_differ_and_the_critical_system_is_marked() {
    insta::assert_snapshot!("graph-dot", text(&sample(), GraphFormat::Dot));
    insta::assert_snapshot!("graph-mermaid", text(&sample(), GraphFormat::Mermaid));
}

#[test]
fn no_name_speaks_the_language_of_the_graph() {
    let flow = text(&hostile(), GraphFormat::Mermaid);
    for line in flow
        .lines()
        .filter(|line| line.trim_start().starts_with('s'))
    {
        let inside = line
            .split_once('"')
            .and_then(|(_, rest)| rest.rsplit_once('"'))
            .unwrap()
            .0;
        let odd: Vec<char> = inside
            .replace("<br/>", "")
            .chars()
            .filter(|c| "\"<>&`|{}[]".contains(*c))
            .collect();
        assert!(odd.is_empty(), "{line}");
    }
    assert!(!flow.contains('\u{1b}'));
    assert!(!text(&hostile(), GraphFormat::Dot).contains('\u{1b}'));
}
