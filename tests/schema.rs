//! The JSON Schemas of the files: made from the reader, and true of every file that is read.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test reads files, fails loudly, and says what it skips"
)]

use ikou::inventory::schema::{Of, schema, untold};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn validator(of: Of) -> jsonschema::Validator {
    let schema: Json = serde_json::from_str(&schema(of)).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// TOML as editors hand it to a schema: dates are texts.
fn json(value: toml::Value) -> Json {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(value) => value.into(),
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            let entries = table.into_iter().map(|(key, value)| (key, json(value)));
            Json::Object(entries.collect())
        }
    }
}

fn read(text: &str) -> Option<Json> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    toml::from_str::<toml::Value>(text).ok().map(json)
}

/// Which schema a file of a repository is about.
fn of(path: &Path) -> Option<Of> {
    let folder = path.parent()?.file_name()?.to_str()?;
    match (folder, path.file_name()?.to_str()?) {
        ("scenarios", _) => Some(Of::Scenario),
        (_, "systems.toml") => Some(Of::Systems),
        (_, "calendar.toml") => Some(Of::Calendar),
        (_, "routes.toml") => Some(Of::Routes),
        (_, "actuals.toml") => Some(Of::Actuals),
        _ => None,
    }
}

/// Every TOML file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|e| e == "toml") => all.push(path),
                false => {}
            }
        }
    }
    all.sort();
    all
}

fn shipped() -> Vec<PathBuf> {
    let mut all = vec![root().join("systems.toml")];
    for folder in ["schedules", "tests/cases"] {
        all.extend(files(&root().join(folder)));
    }
    all
}

#[test]
fn every_key_that_is_read_has_its_form_and_its_words() {
    for of in Of::ALL {
        assert_eq!(untold(of), Vec::<String>::new(), "{of:?}");
    }
}

/// What an editor shows beside every key: first in Japanese, then in English. The codes in `[lint]` are
/// told together, at the table.
#[test]
fn every_key_is_told_in_both_languages() {
    fn wrong(schema: &Json, path: &str, found: &mut Vec<String>) {
        if let Some(keys) = schema["properties"].as_object() {
            for (key, schema) in keys {
                let told = schema["description"].as_str().unwrap_or_default();
                let (ja, en) = told.split_once("\n\n").unwrap_or_default();
                let japanese = |c: char| ('ぁ'..='ヿ').contains(&c) || ('一'..='鿿').contains(&c);
                if !ja.contains(japanese) || en.is_empty() || en.contains(japanese) {
                    found.push(format!("{path}.{key}: {told}"));
                }
            }
        }
        let parts: Vec<(String, &Json)> = match schema {
            Json::Object(all) => all.iter().map(|(k, v)| (k.clone(), v)).collect(),
            Json::Array(all) => all.iter().map(|v| (String::new(), v)).collect(),
            _ => return,
        };
        for (key, part) in parts {
            if path == "/properties" && key == "lint" {
                continue;
            }
            wrong(part, &format!("{path}/{key}"), found);
        }
    }
    for of in Of::ALL {
        let mut found = Vec::new();
        wrong(&serde_json::from_str(&schema(of)).unwrap(), "", &mut found);
        assert_eq!(found, Vec::<String>::new(), "{of:?}");
    }
}

#[test]
fn the_published_schemas_are_the_ones_made() {
    for of in Of::ALL {
        let path = root().join(format!("docs/{}.schema.json", of.name()));
        let made = schema(of);
        if std::env::var_os("IKOU_UPDATE").is_some() {
            std::fs::write(&path, &made).unwrap();
        }
        let published = std::fs::read_to_string(&path).unwrap();
        let same = published.replace("\r\n", "\n") == made;
        assert!(same, "IKOU_UPDATE=1 cargo test --test schema");
    }
}

#[test]
fn every_shipped_file_is_valid() {
    let mut count = 0;
    for path in shipped() {
        let Some(of) = of(&path) else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        let errors: Vec<String> = validator(of)
            .iter_errors(&read(&text).unwrap())
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{}", path.display());
        count += 1;
    }
    assert!(count >= 5, "{count}");
    let builtin = [
        (Of::Calendar, include_str!("../src/builtin/calendar.toml")),
        (Of::Calendar, include_str!("../src/builtin/law.toml")),
        (Of::Routes, include_str!("../src/builtin/routes.toml")),
    ];
    for (of, text) in builtin {
        let errors = validator(of).iter_errors(&read(text).unwrap()).count();
        assert_eq!(errors, 0, "{of:?}");
    }
}

#[test]
fn what_init_writes_is_valid_and_names_its_schema() {
    let room = tempfile::tempdir().unwrap();
    for lang in ["ja", "en"] {
        for kind in ["city", "prefecture", "ward"] {
            let done = Command::new(env!("CARGO_BIN_EXE_ikou"))
                .args(["init", "systems.toml", "--force", "--as-of", "2021-08-03"])
                .args(["--kind", kind, "--lang", lang])
                .current_dir(room.path())
                .output()
                .unwrap();
            assert!(done.status.success());
            let text = std::fs::read_to_string(room.path().join("systems.toml")).unwrap();
            assert!(text.starts_with("#:schema ./systems.schema.json\n"));
            let beside = room.path().join("systems.schema.json");
            let beside = std::fs::read_to_string(beside).unwrap();
            assert_eq!(beside, schema(Of::Systems));
            let valid = validator(Of::Systems);
            let errors: Vec<_> = valid
                .iter_errors(&read(&text).unwrap())
                .map(|e| e.to_string())
                .collect();
            assert_eq!(errors, Vec::<String>::new(), "{kind} {lang}");
        }
    }
}

/// The codes that are about form: a schema can tell them.
const OF_FORM: [&str; 4] = ["unknown-key", "missing-key", "wrong-type", "unknown-word"];

/// Bad files whose mistake no schema of one file sees.
const UNSEEN: [&str; 8] = [
    // Of several keys one is needed, or which are needed hangs on a word.
    "missing-key-any",
    "missing-key-actual",
    "missing-key",
    "missing-key-money",
    // A key of `provenance` that the record does not have.
    "unknown-key-provenance",
    // Codes known to the program only.
    "unknown-word-event",
    "missing-key-frame",
    "wrong-type-empty",
];

#[test]
fn mistakes_of_form_are_refused() {
    let mut seen = 0;
    for path in files(&root().join("tests/invalid")) {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let (of, case) = match name.rsplit_once('.') {
            Some((case, "calendar")) => (Of::Calendar, case),
            Some((case, "routes")) => (Of::Routes, case),
            Some((case, "actuals")) => (Of::Actuals, case),
            Some(_) => continue,
            None => (Of::Systems, name.as_str()),
        };
        let text = std::fs::read_to_string(&path).unwrap();
        let expected = |code: &str| text.contains(&format!("# expect: error {code}"));
        if !OF_FORM.iter().any(|code| expected(code)) {
            continue;
        }
        // A piece without a frame is no whole file.
        let framed = match of == Of::Systems && !text.contains("[municipality]") {
            true => format!(
                "{text}\n[municipality]\nname = \"x\"\nkind = \"city\"\n[horizon]\nfrom = 2021-07-01\nto = 2027-03-31\n"
            ),
            false => text.clone(),
        };
        let Some(json) = read(&framed) else { continue };
        let refused = !validator(of).is_valid(&json);
        assert!(refused || UNSEEN.contains(&case), "{name}");
        seen += usize::from(refused);
    }
    assert!(seen >= 5, "{seen}");
}

/// Whether a tool of this name can be run: `IKOU_TOMBI`, `IKOU_TAPLO`, else on the path.
fn tool(name: &str) -> Option<PathBuf> {
    let named = std::env::var_os(format!("IKOU_{}", name.to_uppercase())).map(PathBuf::from);
    let found = named.unwrap_or_else(|| PathBuf::from(name));
    let runs = Command::new(&found).arg("--version").output();
    runs.is_ok_and(|run| run.status.success()).then_some(found)
}

/// The editors' own checkers, offline, on a folder as `ikou init` leaves it and on the city's file
/// there: they find nothing in it, and find a wrong key and a wrong word.
fn oracle(name: &str, args: &[&str]) {
    let Some(tool) = tool(name) else {
        let needed = std::env::var_os("IKOU_REQUIRE_ORACLES").is_some();
        assert!(!needed, "{name} is not installed");
        eprintln!("{name} is not installed: skipped");
        return;
    };
    let room = tempfile::tempdir().unwrap();
    let at = room.path().join("systems.toml");
    let check = || {
        let done = Command::new(&tool)
            .args(args)
            .arg("systems.toml")
            .current_dir(room.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
        (done.status.success(), said.into_owned())
    };
    for lang in ["ja", "en"] {
        let done = Command::new(env!("CARGO_BIN_EXE_ikou"))
            .args(["init", "systems.toml", "--force", "--lang", lang])
            .args(["--as-of", "2021-08-03"])
            .current_dir(room.path())
            .output()
            .unwrap();
        assert!(done.status.success());
        let (sound, said) = check();
        assert!(sound, "{lang}: {said}");
    }
    let written = std::fs::read_to_string(&at).unwrap();
    let city = std::fs::read_to_string(root().join("systems.toml")).unwrap();
    let city = format!("#:schema ./systems.schema.json\n{city}");
    for text in [written, city] {
        std::fs::write(&at, &text).unwrap();
        let (sound, said) = check();
        assert!(sound, "{said}");
        for (right, wrong, word) in [
            ("[horizon]", "[horizon]\nform = 2021-07-01", "form"),
            ("hard = false", "hard = 3", "3"),
        ] {
            std::fs::write(&at, text.replacen(right, wrong, 1)).unwrap();
            let (sound, said) = check();
            assert!(!sound && said.contains(word), "{word}: {said}");
        }
    }
}

#[test]
fn taplo_takes_the_schema() {
    oracle("taplo", &["check"]);
}

#[test]
fn tombi_takes_the_schema() {
    oracle("tombi", &["lint", "--offline"]);
}
