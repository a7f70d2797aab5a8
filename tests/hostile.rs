//! Whatever the files hold, reading them never panics, never hangs, and either gives an inventory
//! or says what is wrong.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

use ikou::diag::{Finding, Severity, Sink};
use ikou::inventory::scenario::{self, Typed};
use ikou::inventory::{Files, check, load, read};
use ikou::source::Sources;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn example() -> String {
    let page = std::fs::read_to_string("docs/inventory.md").unwrap();
    page.split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap()
        .to_owned()
}

fn builtin(name: &str) -> String {
    std::fs::read_to_string(format!("src/builtin/{name}.toml")).unwrap()
}

/// Loads four texts; checks what must hold whatever they are.
fn survive(inventory: &str, calendar: &str, routes: &str, actuals: &str) -> Vec<Finding> {
    let mut sources = Sources::new();
    let files = Files {
        inventory: sources.add("systems.toml", inventory),
        calendar: Some(sources.add("calendar.toml", calendar)),
        routes: Some(sources.add("routes.toml", routes)),
        actuals: Some(sources.add("actuals.toml", actuals)),
    };
    let mut sink = Sink::new();
    let as_of = "2021-08-03".parse().unwrap();
    let inventory = load(&mut sources, &files, as_of, &mut sink);
    assert_eq!(inventory.is_none(), sink.has_errors());
    let findings = sink.into_sorted();
    for label in findings.iter().flat_map(|f| &f.labels) {
        // Every place can be shown.
        let text = &sources.get(label.span.file).text;
        assert!(label.span.start <= label.span.end && label.span.end <= text.len());
        assert!(text.is_char_boundary(label.span.start) && text.is_char_boundary(label.span.end));
        sources.position(label.span);
    }
    findings
}

fn alone(text: &str) -> Vec<Finding> {
    survive(text, "", "", "")
}

/// Pieces that break things.
const PIECES: [&str; 40] = [
    "",
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]",
    "[[",
    "{",
    "}",
    "=",
    ",",
    ".",
    "#",
    "\n",
    "\r",
    "\\",
    "\0",
    "\u{202e}",
    "　",
    "𠮷",
    "id = \"tax\"\n",
    "[[system]]\n",
    "[system]\n",
    "after = [\"tax\"]\n",
    "1e999",
    "-1",
    "99999999999999999999999",
    "0000-00-00",
    "9999-12-31",
    "\"12M..1M\"",
    "true",
    "\"令和元年5月1日\"",
    "\"Ｒ８．３．３１\"",
    "inf",
    "[[procurement]]\n",
    "{ a = { b = { c = 1 } } }",
    "1979-05-27T07:32:00Z",
    "\"0M\"",
    "systems = [\"tax\", \"tax\"]\n",
    "provenance = { id = 1 }\n",
];

/// One change: where (0 to 1), how many characters go, what comes instead.
type Change = (f64, usize, usize);

fn changed(text: &str, changes: &[Change]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (place, gone, piece) in changes {
        let at = ((chars.len() as f64) * place) as usize;
        let end = (at + gone).min(chars.len());
        chars.splice(at..end, PIECES[piece % PIECES.len()].chars());
    }
    chars.into_iter().collect()
}

/// Lines moved about and said twice.
fn shuffled(text: &str, moves: &[(f64, f64)]) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    for (from, to) in moves {
        let place = |x: &f64| ((lines.len() as f64) * x) as usize;
        let (from, to) = (place(from), place(to));
        let line = lines[from];
        lines.insert(to, line);
    }
    lines.join("\n")
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec((0.0..1.0, 0usize..30, 0usize..40), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn changed_inventories(changes in changes()) {
        alone(&changed(&example(), &changes));
    }

    #[test]
    fn shuffled_inventories(moves in prop::collection::vec((0.0..1.0, 0.0..1.0), 1..8)) {
        alone(&shuffled(&example(), &moves));
    }

    #[test]
    fn cut_inventories(place in 0.0..1.0) {
        let text = example();
        let chars: Vec<char> = text.chars().collect();
        let cut: String = chars[..((chars.len() as f64) * place) as usize].iter().collect();
        alone(&cut);
    }

    #[test]
    fn changed_calendars_routes_and_actuals(a in changes(), b in changes(), c in changes()) {
        let actuals = "[[actual]]\nevent = \"signed\"\ndate = 2021-06-01\nround = \"tax/bridge\"\n";
        survive(
            &example(),
            &changed(&builtin("calendar"), &a),
            &changed(&builtin("routes"), &b),
            &changed(actuals, &c),
        );
    }

    #[test]
    fn changed_scenarios(a in changes(), b in changes(), moves in prop::collection::vec((0.0..1.0, 0.0..1.0), 1..5)) {
        try_out(&changed(SCENARIO, &a), &changed(TYPED, &b));
        try_out(&shuffled(SCENARIO, &moves), &shuffled(TYPED, &moves));
    }

    /// In whatever order the tables stand, the same is found.
    #[test]
    fn the_order_of_tables_changes_no_finding(
        edits in prop::collection::vec((0.0..1.0, 0usize..40), 1..5),
        moves in prop::collection::vec((0.0..1.0, 0.0..1.0), 1..8),
    ) {
        let text = broken(&example(), &edits);
        let moved = rearranged(&text, &moves);
        prop_assert_eq!(told(&text), told(&moved), "{}", moved);
    }

    #[test]
    fn anything(text in ".{0,200}", lines in "([a-z]{1,3}( = |\\.)?[\"0-9\\[\\]{},]{0,5}\n){0,30}") {
        alone(&text);
        alone(&lines);
        survive(&example(), &text, &lines, &text);
    }
}

const SCENARIO: &str = r#"
reason = "試験"
remove = ["deadline.standard", "system.tax.after.0"]
[change]
contract.tax-2016.ends = 2023-12-31
"system.*.owner" = "課"
[shift]
vendor.vendor-a.available = "+9M"
[scale]
group.core.cost = 1.1
"procurement.*.work" = "120%"
[[add.vendor]]
id = "vendor-z"
[[add."system.tax.after"]]
system = "tax"
"#;

const TYPED: &str = "contract.tax-2016.ends=2023-12-31\nsystem.*.name=\"x\"\nvendor.\"vendor-a\".builds = 3\ncontract.tax-2016.extend={ by=\"6M\" }\n";

/// Lays a scenario and typed changes over the example: whatever they hold, it ends, and every place
/// can be shown.
fn try_out(text: &str, lines: &str) {
    let mut sources = Sources::new();
    let files = Files {
        inventory: sources.add("systems.toml", example()),
        calendar: None,
        routes: None,
        actuals: None,
    };
    let mut sink = Sink::new();
    let mut draft = read(&mut sources, &files, &mut sink);
    let file = sources.add("x.toml", text);
    let typed_in = sources.add("--set", lines);
    let mut effects =
        scenario::read(&sources, file, "x", &mut sink).lay_over(&mut draft, &mut sink);
    for kind in [Typed::Set, Typed::Shift] {
        let changes = scenario::typed(&mut sources, typed_in, kind, &mut sink);
        effects.extend(scenario::apply(&mut draft, &changes, &mut sink));
    }
    check(draft, "2021-08-03".parse().unwrap(), &mut sink);
    let findings = sink.into_sorted();
    let written = effects.iter().flat_map(|e| [&e.old, &e.new]).flatten();
    let spans = written.map(|w| w.span);
    for span in spans.chain(findings.iter().flat_map(|f| &f.labels).map(|l| l.span)) {
        let text = &sources.get(span.file).text;
        assert!(span.start <= span.end && span.end <= text.len());
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
    }
}

/// Some values are others: still TOML, no longer true.
fn broken(text: &str, edits: &[(f64, usize)]) -> String {
    let values = [
        "\"x\"",
        "1",
        "-1",
        "true",
        "[]",
        "{}",
        "2026-03-31",
        "\"12M\"",
        "1979-01-01",
        "[\"tax\"]",
        "9_999_999_999_999",
        "\"\"",
    ];
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (place, what) in edits {
        let at = ((lines.len() as f64) * place) as usize;
        let Some((key, _)) = lines[at]
            .clone()
            .split_once('=')
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
        else {
            continue;
        };
        // Ids stay: of two that are the same the first is told from the second.
        if key.trim() == "id" || key.contains(['{', '[', '#']) {
            continue;
        }
        lines[at] = match what {
            0..=5 => String::new(),
            6..=9 => format!("{}x = 1", key.trim()),
            _ => format!("{key}= {}", values[what % values.len()]),
        };
    }
    lines.join("\n")
}

/// The same tables in another order.
fn rearranged(text: &str, moves: &[(f64, f64)]) -> String {
    let mut tables: Vec<String> = vec![String::new()];
    for line in text.lines() {
        if line.starts_with('[') {
            tables.push(String::new());
        }
        let last = tables.last_mut().unwrap();
        last.push_str(line);
        last.push('\n');
    }
    // What stands before the first table belongs to none.
    let first = tables.remove(0);
    for (from, to) in moves {
        let place = |x: &f64| ((tables.len() as f64) * x) as usize;
        let (from, to) = (place(from), place(to));
        let table = tables.remove(from);
        tables.insert(to.min(tables.len()), table);
    }
    format!("{first}{}", tables.concat())
}

/// What is found, without places. Where one of several equals is blamed, which one may differ.
fn told(text: &str) -> Vec<(String, String)> {
    let of_several = [
        "business-served-twice",
        "duplicate-procurement",
        "link-cycle",
        "duplicate-id",
    ];
    let mut all: Vec<(String, String)> = alone(text)
        .iter()
        .map(|f| {
            let code = f.code.name();
            let path = f.path.clone().unwrap_or_default();
            let path = if of_several.contains(&code) {
                String::new()
            } else {
                path
            };
            (code.to_owned(), path)
        })
        .collect();
    all.sort();
    all
}

/// A scenario as large as an inventory is laid over it in time.
#[test]
fn hostile_scenarios_are_tried_in_time() {
    let systems: String = (0..2_000)
        .map(|i| format!("[[system]]\nid = \"s{i}\"\nname = \"s\"\nowner = \"x\"\n"))
        .collect();
    let own: String = (0..2_000)
        .map(|i| format!("system.s{i}.owner = \"y\"\n"))
        .collect();
    let nobody: String = (0..2_000)
        .map(|i| format!("system.t{i}.owner = \"y\"\n"))
        .collect();
    let started = Instant::now();
    let mut sources = Sources::new();
    let files = Files {
        inventory: sources.add("systems.toml", systems),
        calendar: None,
        routes: None,
        actuals: None,
    };
    let mut sink = Sink::new();
    let mut draft = read(&mut sources, &files, &mut sink);
    let file = sources.add(
        "x.toml",
        format!("reason = \"x\"\n[change]\n{own}{nobody}\"*.*.*\" = 1\n"),
    );
    let effects = scenario::read(&sources, file, "x", &mut sink).lay_over(&mut draft, &mut sink);
    assert!(effects.len() > 2_000);
    assert!(sink.has_errors());
    assert!(
        started.elapsed() < Duration::from_secs(60),
        "{:?}",
        started.elapsed()
    );
}

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|f| f.code.name()).collect()
}

#[test]
fn large_files_are_refused() {
    let large = "# x\n".repeat(17 * 1024 * 1024);
    assert_eq!(codes(&alone(&large)), ["too-large"]);
    let many = "[[vendor]]\n".repeat(1_000_001);
    assert_eq!(codes(&alone(&many)), ["too-large"]);
}

#[test]
fn deep_nesting_is_refused_in_any_form() {
    let dots = vec!["a"; 200_000].join(".");
    let mixed = format!(
        "x = {{ {0} = {{ {0} = {{ {0} = 1 }} }} }}",
        vec!["a"; 20].join(".")
    );
    for text in [
        format!("{dots} = 1"),
        format!("[{dots}]"),
        format!("[[{dots}]]"),
        format!("x = {{ {dots} = 1 }}"),
        format!("x = {}", "[".repeat(200_000)),
        format!("x = {}1{}", "[".repeat(60), "]".repeat(60)),
        format!("x = {}", "{a=".repeat(200_000)),
        mixed,
    ] {
        let findings = alone(&text);
        let shown: String = text.chars().take(30).collect();
        assert!(
            codes(&findings).contains(&"too-large"),
            "{shown}: {:?}",
            codes(&findings)
        );
    }
}

/// What is no limit's business must not take time that grows with the square of the file.
#[test]
fn hostile_files_are_read_in_time() {
    let records = |n: usize, f: &dyn Fn(usize) -> String| (0..n).map(f).collect::<String>();
    let wrong = records(20_000, &|i| {
        format!("[[system]]\nid = \"s{i}\"\nname = \"s\"\nafter = [\"x{i}\"]\n")
    });
    let ring = records(20_000, &|i| {
        format!(
            "[[system]]\nid = \"s{i}\"\nname = \"s\"\nafter = [\"s{}\"]\n",
            (i + 1) % 20_000
        )
    });
    let twice = records(20_000, &|_| {
        "[[system]]\nid = \"s\"\nname = \"s\"\n".to_owned()
    });
    let keys = records(100_000, &|i| format!("k{i} = 1\n"));
    let list = format!(
        "[[system]]\nid = \"s\"\nname = \"s\"\nafter = [{}]",
        "\"s\",".repeat(300_000)
    );
    let noise = "= ".repeat(500_000);
    let broken = "a b\n".repeat(200_000);
    let started = Instant::now();
    for text in [wrong, ring, twice, keys.clone(), list, noise, broken] {
        let findings = alone(&text);
        assert!(findings.iter().any(|f| f.severity == Severity::Error));
        assert!(findings.len() < 20_000);
    }
    survive(&example(), &keys, &keys, &keys);
    // Seconds without optimisation; squares would take many minutes.
    assert!(
        started.elapsed() < Duration::from_secs(120),
        "{:?}",
        started.elapsed()
    );
}

/// A long chain of hard links is no cycle, and no recursion.
#[test]
fn long_chains_are_fine() {
    let chain: String = (0..2_000)
        .map(|i| {
            let after = if i == 0 {
                String::new()
            } else {
                format!("\"s{}\"", i - 1)
            };
            format!("[[system]]\nid = \"s{i}\"\nname = \"s\"\nafter = [{after}]\n")
        })
        .collect();
    let frame = "[municipality]\nname = \"x\"\nkind = \"city\"\n[horizon]\nfrom = 2021-07-01\nto = 2027-03-31\n";
    assert_eq!(
        codes(&alone(&format!("{chain}{frame}"))),
        ["business-unserved"]
    );
}
