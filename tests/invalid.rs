//! Bad files say what is wrong with them: each wrong line of `tests/invalid/*.toml` carries
//! `# expect: error unknown-key`. What is found and not expected fails as much as what is expected
//! and not found.
//!
//! `NAME.toml` is an inventory; `NAME.calendar.toml`, `NAME.routes.toml` and `NAME.actuals.toml`
//! go with it, or with a sound one; `NAME.scenario.toml` is laid over them, `NAME.scenario-2.toml`
//! can be its parent, and `NAME.set.toml` is what is typed after `--set`. A file without `[municipality]` gets a frame at its end.
//! `# within: 6M` in the first line asks for deadlines within that time, as `ikou check --within` does.
//! `@12` after a code is the character that the finding points at. `# as-of: DATE` in the first
//! line changes the day; `# expect-run:` is for findings that have no place.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

use ikou::calendar::{Date, Duration};
use ikou::deadlines::lints;
use ikou::diag::{Code, Finding, Sink, show};
use ikou::inventory::scenario::{self, Typed};
use ikou::inventory::{Files, check, read};
use ikou::plan::{Effort, make};
use ikou::source::{FileId, Sources};
use ikou::words::{AREAS, Lang};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

const FRAME: &str = r#"
[municipality]
name = "試験県"
kind = "prefecture"

[horizon]
from = 2021-07-01
to = 2027-03-31

[[outside]]
business = "seiho"
reason = "別の団体が処理"

[[outside]]
business = "jido_fuyo"
reason = "別の団体が処理"
"#;

/// File, line, severity, code, and the character where it is said.
type Place = (String, usize, String, String, Option<usize>);

struct Case {
    name: String,
    sources: Sources,
    findings: Vec<Finding>,
    expected: Vec<Place>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/invalid")
}

/// The files of `tests/invalid` by case: the part of the name, and the text.
fn texts() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut cases: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let stem = file
            .strip_suffix(".toml")
            .unwrap_or_else(|| panic!("{file}"));
        let (name, part) = stem.split_once('.').unwrap_or((stem, "systems"));
        let text = std::fs::read_to_string(&path).unwrap();
        cases
            .entry(name.to_owned())
            .or_default()
            .insert(part.to_owned(), text);
    }
    cases
}

fn expectations(file: &str, text: &str) -> Vec<Place> {
    let mut all = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let (line_number, list) = if let Some((_, list)) = line.split_once("# expect: ") {
            (number + 1, list)
        } else if let Some((_, list)) = line.split_once("# expect-run: ") {
            (0, list)
        } else {
            continue;
        };
        for item in list.split(',') {
            let (severity, code) = item
                .trim()
                .split_once(' ')
                .unwrap_or_else(|| panic!("{line}"));
            let (code, column) = match code.split_once('@') {
                Some((code, column)) => (code, Some(column.parse().unwrap())),
                None => (code, None),
            };
            assert!(Code::ALL.iter().any(|c| c.name() == code), "{file}: {code}");
            let file = if line_number == 0 { "" } else { file };
            all.push((
                file.to_owned(),
                line_number,
                severity.to_owned(),
                code.to_owned(),
                column,
            ));
        }
    }
    all
}

fn run(name: &str, parts: &BTreeMap<String, String>) -> Case {
    let mut sources = Sources::new();
    let mut expected = Vec::new();
    let mut add = |part: &str, text: String| -> FileId {
        let file = format!("{part}.toml");
        expected.extend(expectations(&file, &text));
        sources.add(file, text)
    };
    let mut inventory = parts.get("systems").cloned().unwrap_or_default();
    let first = inventory.lines().next().unwrap_or("");
    let as_of = first
        .strip_prefix("# as-of: ")
        .unwrap_or("2021-08-03")
        .parse::<Date>()
        .unwrap();
    let within = first.strip_prefix("# within: ");
    let within = within.map(|text| Duration::parse(text).unwrap());
    if !inventory.contains("[municipality]") && name != "missing-key-frame" {
        inventory.push_str(FRAME);
    }
    let inventory = add("systems", inventory);
    let mut part = |part: &str| parts.get(part).map(|text| add(part, text.clone()));
    let files = Files {
        inventory,
        calendar: part("calendar"),
        routes: part("routes"),
        actuals: part("actuals"),
    };
    let scenarios: Vec<(String, FileId)> = parts
        .keys()
        .filter(|part| part.starts_with("scenario"))
        .filter_map(|name| Some((name.clone(), part(name)?)))
        .collect();
    let typed = part("set");
    let mut sink = Sink::new();
    let mut draft = read(&mut sources, &files, &mut sink);
    let mut known = BTreeMap::new();
    for (id, file) in scenarios {
        let scenario = scenario::read(&sources, file, &id, &mut sink);
        known.insert(id, scenario);
    }
    let names = known.keys().cloned().collect();
    let asked: Vec<String> = known.keys().take(1).cloned().collect();
    for scenario in scenario::in_order(&known, &asked, &names, &mut sink) {
        scenario.lay_over(&mut draft, &mut sink);
    }
    if let Some(file) = typed {
        let changes = scenario::typed(&mut sources, file, Typed::Set, &mut sink);
        scenario::apply(&mut draft, &changes, &mut sink);
    }
    draft.lints.within = within;
    let loaded = check(draft, as_of, &mut sink);
    assert_eq!(loaded.is_none(), sink.has_errors(), "{name}");
    if let (Some(inventory), Some(_)) = (&loaded, within) {
        let plan = make(inventory, &sources, Vec::new(), Effort::QUICK);
        lints(inventory, &plan, within)
            .into_iter()
            .for_each(|finding| sink.push(finding));
    }
    Case {
        name: name.to_owned(),
        findings: sink.into_sorted(),
        sources,
        expected,
    }
}

fn place(case: &Case, finding: &Finding) -> Place {
    let code = finding.code.name().to_owned();
    let severity = format!("{:?}", finding.severity).to_lowercase();
    match finding.labels.first() {
        None => (String::new(), 0, severity, code, None),
        Some(label) => {
            let at = case.sources.position(label.span);
            let file = case.sources.get(label.span.file).name.clone();
            (file, at.line, severity, code, Some(at.column))
        }
    }
}

fn cases() -> Vec<Case> {
    texts()
        .iter()
        .map(|(name, parts)| run(name, parts))
        .collect()
}

#[test]
fn bad_files_are_told_what_is_wrong_and_nothing_else() {
    let mut wrong = Vec::new();
    for case in cases() {
        let mut missing = case.expected.clone();
        for finding in &case.findings {
            let found = place(&case, finding);
            let fits = |e: &Place| {
                (&e.0, e.1, &e.2, &e.3) == (&found.0, found.1, &found.2, &found.3)
                    && (e.4.is_none() || e.4 == found.4)
            };
            match missing.iter().position(fits) {
                Some(index) => _ = missing.remove(index),
                None => wrong.push(format!(
                    "{}: not expected: {found:?} {}",
                    case.name,
                    show::message(finding, Lang::En)
                )),
            }
        }
        wrong.extend(
            missing
                .iter()
                .map(|e| format!("{}: not found: {e:?}", case.name)),
        );
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_file_of_its_name() {
    let cases = cases();
    for code in Code::ALL {
        let own = |case: &&Case| {
            case.name == code.name() || case.name.starts_with(&format!("{}-", code.name()))
        };
        let found = cases
            .iter()
            .filter(own)
            .any(|c| c.findings.iter().any(|f| f.code == *code));
        assert!(found, "tests/invalid/{}.toml", code.name());
    }
}

/// What is found only where it is looked for has a case in which it is found and nothing else, and
/// one in which it is not.
#[test]
fn deadlines_are_found_where_they_are_and_not_elsewhere() {
    let cases = cases();
    let all = Code::ALL.iter().filter(|code| {
        code.needs_plan()
            || include_str!("../src/inventory/check/deadlines.rs")
                .contains(&format!("Code::{code:?}"))
    });
    let mut count = 0;
    for code in all {
        let of = |end: &str| {
            let name = format!("{}{end}", code.name());
            let case = cases.iter().find(|c| c.name == name);
            case.unwrap_or_else(|| panic!("tests/invalid/{name}.toml"))
        };
        let found = &of("").findings;
        assert!(
            !found.is_empty() && found.iter().all(|f| f.code == *code),
            "{code:?}: {found:?}"
        );
        assert!(of("-passes").findings.is_empty(), "{code:?}");
        count += 1;
    }
    assert_eq!(count, 12);
}

#[test]
fn every_sentence_is_whole_in_both_languages() {
    for case in cases() {
        for finding in &case.findings {
            for lang in Lang::ALL {
                let message = show::message(finding, lang);
                let help = show::help(finding, lang);
                let at = format!("{}: {} {message} {help:?}", case.name, finding.code.name());
                assert_ne!(message, finding.code.name(), "{at}");
                assert!(!message.contains("{$") && !message.contains("{ $"), "{at}");
                let help = help.unwrap_or_else(|| panic!("{at}"));
                assert!(!help.contains("{$") && !help.contains("{ $"), "{at}");
            }
        }
    }
}

/// A sentence that no file calls for is one that nobody has ever read.
#[test]
fn every_sentence_is_called_for() {
    // Said only when files are larger than a repository should hold, or by the parser's own words.
    let not_here = [
        "too-large",
        "too-large-bytes",
        "too-large-records",
        "syntax",
    ];
    // Each case of these has a sentence of its own.
    let general = [
        "no-effect",
        "outside-horizon",
        "contradicting-actuals",
        "unlikely-actual",
        "wrong-target",
    ];
    let mut called: BTreeSet<String> = BTreeSet::new();
    for case in cases() {
        for finding in &case.findings {
            let code = finding.code.name();
            called.insert(match finding.variant {
                "" => code.to_owned(),
                variant => format!("{code}-{variant}"),
            });
            called.extend(finding.labels.iter().map(|l| l.key.to_owned()));
        }
    }
    let (_, _, text) = AREAS.iter().find(|(area, _, _)| *area == "diag").unwrap();
    for line in text.lines() {
        let Some((key, _)) = line
            .split_once(" = ")
            .filter(|_| !line.starts_with([' ', '#']))
        else {
            continue;
        };
        let known = not_here.contains(&key) || general.contains(&key) || called.contains(key);
        assert!(
            known,
            "no file in tests/invalid calls for the sentence {key}"
        );
    }
}

/// docs/diagnostics.md: one heading for each code, and no other; the
/// text below begins with the code's severity.
#[test]
fn every_code_is_documented_and_only_those() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    let page = std::fs::read_to_string(path).unwrap();
    let mut documented = Vec::new();
    for section in page.split("\n## ").skip(1) {
        let (heading, text) = section.split_once('\n').unwrap();
        let severity = text.trim_start().split('.').next().unwrap();
        documented.push((heading.to_owned(), severity.to_owned()));
    }
    documented.sort();
    let mut codes: Vec<(String, String)> = Code::ALL
        .iter()
        .map(|c| (c.name().to_owned(), format!("{:?}", c.severity())))
        .collect();
    codes.sort();
    assert_eq!(documented, codes);
}
