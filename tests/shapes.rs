//! What programs read of `ikou check`: every format lists the same findings, and each is what its
//! published description says.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

use ikou::diag::fingerprint::{Before, KEY};
use ikou::diag::show::{Look, Shape, show};
use ikou::diag::{Finding, Severity, Sink};
use ikou::inventory::{Files, load};
use ikou::source::Sources;
use ikou::words::Lang;
use proptest::prelude::*;
use serde_json::Value;
use std::sync::OnceLock;

fn look(lang: Lang) -> Look {
    Look {
        lang,
        width: 80,
        color: false,
        ascii: false,
    }
}

fn found(name: &str, text: &str) -> (Vec<Finding>, Sources) {
    let mut sources = Sources::new();
    let files = Files {
        inventory: sources.add(name, text),
        calendar: None,
        routes: None,
        actuals: None,
    };
    let mut sink = Sink::new();
    load(
        &mut sources,
        &files,
        "2021-08-03".parse().unwrap(),
        &mut sink,
    );
    (sink.into_sorted(), sources)
}

/// What every format must tell of a finding.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    code: String,
    /// error, or anything else: JUnit knows no more.
    error: bool,
    place: Option<(String, u64, u64)>,
    message: String,
}

fn of_json(text: &str) -> Vec<Told> {
    let document: Value = serde_json::from_str(text).unwrap();
    let listed = document["findings"].as_array().unwrap();
    listed
        .iter()
        .map(|item| Told {
            code: item["code"].as_str().unwrap().to_owned(),
            error: item["severity"] == "error",
            place: item["file"].as_str().map(|file| {
                let number = |key: &str| item[key].as_u64().unwrap();
                (file.to_owned(), number("line"), number("column"))
            }),
            message: item["message"].as_str().unwrap().to_owned(),
        })
        .collect()
}

fn first_line(text: &str) -> String {
    text.split('\n').next().unwrap().to_owned()
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex = [rest.next().unwrap(), rest.next().unwrap()];
            let hex = std::str::from_utf8(&hex).unwrap();
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn of_sarif(text: &str) -> Vec<Told> {
    let document: Value = serde_json::from_str(text).unwrap();
    let run = &document["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    let mut marks = std::collections::BTreeSet::new();
    let told = |result: &Value| {
        assert!(
            marks.insert(
                result["partialFingerprints"][KEY]
                    .as_str()
                    .unwrap()
                    .to_owned()
            )
        );
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = result["locations"].get(0).map(|location| {
            let physical = &location["physicalLocation"];
            let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
            let relative = physical["artifactLocation"]["uriBaseId"] == "%SRCROOT%";
            let file = match uri.strip_prefix("ikou:") {
                Some(builtin) => format!("<built-in>/{builtin}"),
                None => unescaped(uri),
            };
            assert_eq!(relative, !uri.contains(':'), "{uri}");
            let number = |key: &str| physical["region"][key].as_u64().unwrap();
            (file, number("startLine"), number("startColumn"))
        });
        Told {
            code: result["ruleId"].as_str().unwrap().to_owned(),
            error: result["level"] == "error",
            place,
            message: first_line(result["message"]["text"].as_str().unwrap()),
        }
    };
    results.iter().map(told).collect()
}

fn of_github(text: &str) -> Vec<Told> {
    let one = |line: &str| {
        let (head, data) = line
            .strip_prefix("::")
            .and_then(|rest| rest.split_once("::"))
            .unwrap();
        let (command, properties) = head.split_once(' ').unwrap();
        let get = |name: &str| {
            properties
                .split(',')
                .filter_map(|p| p.split_once('='))
                .find(|(key, _)| *key == name)
                .map(|(_, value)| unescaped(value))
        };
        let number = |key: &str| get(key).unwrap().parse().unwrap();
        Told {
            code: get("title").unwrap(),
            error: command == "error",
            place: get("file").map(|file| (file, number("line"), number("col"))),
            message: first_line(&unescaped_data(data)),
        }
    };
    text.lines().map(one).collect()
}

/// The message of a command: only these three are escaped there.
fn unescaped_data(data: &str) -> String {
    data.replace("%0A", "\n")
        .replace("%0D", "\r")
        .replace("%25", "%")
}

/// Code, whether an error, file and line, and what is said.
type Case = (String, bool, Option<(String, u64)>, String);

fn of_junit(text: &str) -> Vec<Case> {
    let document = roxmltree::Document::parse(text).unwrap();
    let suite = document.root_element().first_element_child().unwrap();
    let count = |name: &str| -> usize { suite.attribute(name).unwrap().parse().unwrap() };
    let cases: Vec<_> = suite.children().filter(|n| n.is_element()).collect();
    assert_eq!(cases.len(), count("tests"));
    let with = |tag: &str| {
        cases
            .iter()
            .filter(|c| c.children().any(|n| n.has_tag_name(tag)))
            .count()
    };
    assert_eq!(with("failure"), count("failures"));
    assert_eq!(with("skipped"), count("skipped"));
    let told = |case: &roxmltree::Node<'_, '_>| {
        let inner = case.first_element_child()?;
        let place = case.attribute("file").map(|file| {
            (
                file.to_owned(),
                case.attribute("line").unwrap().parse().unwrap(),
            )
        });
        Some((
            case.attribute("classname").unwrap().to_owned(),
            inner.has_tag_name("failure"),
            place,
            case.attribute("name").unwrap().to_owned(),
        ))
    };
    cases.iter().filter_map(told).collect()
}

fn schema() -> &'static jsonschema::Validator {
    static SCHEMA: OnceLock<jsonschema::Validator> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        // The pattern of languages in this edition is no regular expression of its draft; here as
        // errata 01 of the standard have it.
        let published = "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$";
        let meant = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$";
        let text = include_str!("schemas/sarif-2.1.0.json").replace(published, meant);
        let schema = serde_json::from_str(&text).unwrap();
        jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .unwrap()
    })
}

/// Every format of these findings, read back: the same list in each.
fn agree(findings: &[Finding], sources: &Sources, lang: Lang) {
    let as_shape = |shape| show(findings, sources, shape, &look(lang));
    let json = of_json(&as_shape(Shape::Json));
    assert_eq!(json.len(), findings.len());

    let sarif = as_shape(Shape::Sarif);
    let log: Value = serde_json::from_str(&sarif).unwrap();
    let errors: Vec<String> = schema().iter_errors(&log).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{sarif}");
    assert_eq!(of_sarif(&sarif), json);

    let github = of_github(&as_shape(Shape::Github));
    assert_eq!(github.len(), json.len());
    for (annotation, item) in github.iter().zip(&json) {
        let ours = item.place.as_ref();
        let ours = ours.filter(|(file, ..)| !file.starts_with("<built-in>"));
        assert_eq!(annotation.place.as_ref(), ours);
        assert_eq!(
            (&annotation.code, annotation.error),
            (&item.code, item.error)
        );
        assert_eq!(annotation.message, item.message);
    }

    let junit = of_junit(&as_shape(Shape::Junit));
    assert_eq!(junit.len(), json.len());
    for ((code, error, place, name), item) in junit.iter().zip(&json) {
        assert_eq!((code, *error), (&item.code, item.error));
        let line = item
            .place
            .as_ref()
            .map(|(file, line, _)| (file.clone(), *line));
        assert_eq!(*place, line);
        assert!(name.ends_with(&*item.message), "{name} {}", item.message);
    }

    let short = as_shape(Shape::Short);
    assert_eq!(short.lines().count(), json.len());
    for (line, item) in short.lines().zip(&json) {
        assert!(
            line.contains(&format!("[{}]: {}", item.code, item.message)),
            "{line}"
        );
    }
}

fn fixtures() -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir("tests/invalid")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.file_stem()
                .unwrap()
                .to_str()
                .is_some_and(|s| !s.contains('.'))
        })
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

#[test]
fn every_format_lists_the_same_findings_of_every_bad_file() {
    let mut seen = 0;
    for text in fixtures() {
        let (findings, sources) = found("台帳/a b,c%d.toml", &text);
        seen += findings.len();
        for lang in Lang::ALL {
            agree(&findings, &sources, lang);
        }
    }
    assert!(seen > 200, "{seen}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    /// Whatever a file holds and is called.
    #[test]
    fn every_format_lists_the_same_findings_of_any_file(
        pick in 0usize..1000,
        other in 0usize..1000,
        cut in any::<proptest::sample::Index>(),
        put in "[\\x00-\\x7f\u{ff}\u{3000}-\u{30ff}\u{fffe}\u{ffff}\r\n<>&\"%:,]{0,12}",
        name in "[a-z台:,% \r\n'&<>/]{1,12}\\.toml",
    ) {
        static FIXTURES: OnceLock<Vec<String>> = OnceLock::new();
        let all = FIXTURES.get_or_init(fixtures);
        let text = format!("{}\n{}", all[pick % all.len()], all[other % all.len()]);
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = places[cut.index(places.len())];
        let text = format!("{}{put}{}", &text[..at], &text[at..]);
        // The program shows names without what moves the cursor.
        let name: String = name.chars().map(ikou::diag::show::visible).collect();
        prop_assume!(!name.starts_with('/'));
        let (findings, sources) = found(&name, &text);
        agree(&findings, &sources, Lang::Ja);
    }
}

#[test]
fn sarif_is_what_its_schema_says_and_the_schema_says_something() {
    let (findings, sources) = found("systems.toml", "x = 1\n");
    let text = show(&findings, &sources, Shape::Sarif, &look(Lang::En));
    let mut log: Value = serde_json::from_str(&text).unwrap();
    assert!(schema().is_valid(&log));
    assert_eq!(
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"],
        serde_json::json!({"uri": "systems.toml", "uriBaseId": "%SRCROOT%"})
    );
    log["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!schema().is_valid(&log));
    let (findings, sources) = (Vec::new(), Sources::new());
    agree(&findings, &sources, Lang::En);
    let none = show(&findings, &sources, Shape::Junit, &look(Lang::En));
    assert!(none.contains("tests=\"1\""), "{none}");
}

#[test]
fn a_fingerprint_stays_when_other_lines_change() {
    let text = "[[vendor]]\nid = \"a\"\n\n[[vendor]]\nid = \"b\"\nnmae = \"い\"\n";
    let marks = |text: &str| {
        let (findings, sources) = found("systems.toml", text);
        let json: Value =
            serde_json::from_str(&show(&findings, &sources, Shape::Json, &look(Lang::Ja))).unwrap();
        let all = json["findings"].as_array().unwrap().clone();
        all.iter()
            .map(|f| f["fingerprint"].as_str().unwrap().to_owned())
            .collect::<std::collections::BTreeSet<_>>()
    };
    let before = marks(text);
    assert_eq!(marks(&format!("# 先頭の注記\n\n{text}")), before);
    assert!(!marks("").is_superset(&before));
}

#[test]
fn what_was_there_before_is_left_out_whatever_told_it() {
    let old = "[[vendor]]\nid = \"a\"\n";
    let new = "[[vendor]]\nid = \"a\"\n\n[[vendor]]\nid = \"b\"\n";
    let (findings, sources) = found("old.toml", old);
    let told = [Shape::Json, Shape::Sarif].map(|shape| {
        let text = show(&findings, &sources, shape, &look(Lang::Ja));
        Before::read(&text).unwrap()
    });
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], Before::of(&findings, &sources));
    let (after, sources) = found("systems.toml", new);
    let worse = told[0].worse(after.clone(), &sources);
    let paths: Vec<_> = worse
        .iter()
        .map(|f| f.path.clone().unwrap_or_default())
        .collect();
    assert_eq!(paths, ["vendor.b"], "{worse:?}");
    // The same finding with more of it got worse; told at another level it did not.
    let before = Before::of(&after, &sources);
    assert!(before.worse(after.clone(), &sources).is_empty());
    let mut denied = after.clone();
    denied.iter_mut().for_each(|f| f.severity = Severity::Error);
    assert!(before.worse(denied, &sources).is_empty());
    let more: Vec<_> = after.iter().cloned().map(|f| f.extent(3)).collect();
    assert_eq!(before.worse(more, &sources).len(), after.len());
    assert_eq!(Before::read("{\"rows\": []}"), None);
}
