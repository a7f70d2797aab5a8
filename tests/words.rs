//! Both languages say the same: equal keys, equal variables, and every key that the code names.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use ikou::words::{AREAS, Lang, try_say};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Variables = BTreeSet<String>;

/// Variables by key, attributes as `key.attribute`; panics on a syntax error or a key said twice.
fn keys(area: &str, text: &str) -> BTreeMap<String, Variables> {
    let resource = parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{area}: {errors:?}"));
    let mut all = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let mut add = |key: String, pattern: Option<&Pattern<&str>>| {
            let mut variables = Variables::new();
            pattern.into_iter().for_each(|p| collect(p, &mut variables));
            assert!(
                all.insert(key.clone(), variables).is_none(),
                "{area}: {key} twice"
            );
        };
        add(message.id.name.to_owned(), message.value.as_ref());
        for attribute in &message.attributes {
            add(
                format!("{}.{}", message.id.name, attribute.id.name),
                Some(&attribute.value),
            );
        }
    }
    all
}

fn collect(pattern: &Pattern<&str>, variables: &mut Variables) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => collect_inline(inline, variables),
                Expression::Select { selector, variants } => {
                    collect_inline(selector, variables);
                    variants.iter().for_each(|v| collect(&v.value, variables));
                }
            }
        }
    }
}

fn collect_inline(expression: &InlineExpression<&str>, variables: &mut Variables) {
    match expression {
        InlineExpression::VariableReference { id } => _ = variables.insert(id.name.to_owned()),
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments
                .positional
                .iter()
                .for_each(|a| collect_inline(a, variables));
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = expression.as_ref() {
                collect_inline(inner, variables);
            }
        }
        // Each area is parsed by itself, when it is first asked for.
        InlineExpression::MessageReference { id, .. }
        | InlineExpression::TermReference { id, .. } => {
            panic!("{}: a message stands by itself", id.name)
        }
        _ => {}
    }
}

#[test]
fn both_languages_have_the_same_keys_and_variables() {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (area, ja, en) in AREAS {
        let (ja, en) = (keys(area, ja), keys(area, en));
        let only =
            |a: &BTreeMap<String, Variables>, b: &BTreeMap<String, Variables>| -> Vec<String> {
                a.keys()
                    .filter(|key| !b.contains_key(*key))
                    .cloned()
                    .collect()
            };
        assert_eq!(only(&ja, &en), [""; 0], "{area}: only in Japanese");
        assert_eq!(only(&en, &ja), [""; 0], "{area}: only in English");
        for (key, variables) in &ja {
            assert_eq!(Some(variables), en.get(key), "{area}: variables of {key}");
            if let Some(other) = seen.insert(key.clone(), area) {
                panic!("{key} is in {other} and in {area}: the later one wins unseen");
            }
        }
    }
}

/// Every key is found by whoever asks for it, attributes too; one of anything is told as one.
#[test]
fn every_key_has_its_sentence() {
    for (area, ja, en) in AREAS {
        for (lang, text) in [(Lang::Ja, ja), (Lang::En, en)] {
            let all = keys(area, text);
            for key in all.keys() {
                // A key may have attributes only.
                let attribute = format!("{key}.");
                let attributes = all.keys().any(|k| k.starts_with(&attribute));
                let found = try_say(lang, key, &[]).is_some();
                assert!(found || attributes, "{area}: {key}");
            }
        }
    }
    let months = |n: &str| try_say(Lang::En, "why-months", &[("n", n)]).unwrap();
    assert_eq!(
        (months("1"), months("12")),
        ("1 month".into(), "12 months".into())
    );
    assert_eq!(try_say(Lang::En, "no-such-key", &[]), None);
}

#[test]
fn every_file_of_words_is_part_of_the_catalogue() {
    for lang in Lang::ALL {
        let folder = root().join("src/words").join(lang.code());
        let mut files: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|e| {
                e.unwrap()
                    .path()
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        files.sort();
        let mut areas: Vec<&str> = AREAS.iter().map(|(area, _, _)| *area).collect();
        areas.sort_unstable();
        assert_eq!(files, areas, "{}", lang.code());
    }
}

#[test]
fn every_key_that_the_code_names_exists() {
    let mut named = 0;
    for path in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        for key in keys_named_in(&text) {
            named += 1;
            for lang in Lang::ALL {
                let found = try_say(lang, &key, &[]).is_some();
                assert!(
                    found,
                    "{}: no text for {key} in {}",
                    path.display(),
                    lang.code()
                );
            }
        }
    }
    println!("{named} keys are named in the code");
}

#[test]
fn named_keys_are_found() {
    let code = r#"
        say(lang, "plain", &[]);
        words::try_say(
            self.lang,
            "broken-line.help", &[("x", "y")],
        );
        say(lang, &format!("made-{x}"), &[]);
        // say(lang, "in-a-comment", &[])
        essay(lang, "other", &[]);
        say(pick(a, b), "after-a-call", &[]);
        pub fn say(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    "#;
    assert_eq!(
        keys_named_in(code),
        ["plain", "broken-line.help", "after-a-call"]
    );
}

/// The literal second arguments of `say(…)` and `try_say(…)`.
fn keys_named_in(text: &str) -> Vec<String> {
    let code: Vec<&str> = text
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n");
    let mut keys = Vec::new();
    for (at, _) in code.match_indices("say(") {
        let before = code[..at].trim_end_matches("try_");
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let arguments = &code[at + "say(".len()..];
        let mut depth = 0;
        let comma = arguments.find(|c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth -= 1,
                _ => {}
            }
            depth < 0 || (depth == 0 && c == ',')
        });
        let Some(second) = comma.and_then(|i| arguments[i..].strip_prefix(',')) else {
            continue;
        };
        if let Some(literal) = second.trim_start().strip_prefix('"') {
            keys.extend(literal.split('"').next().map(str::to_owned));
        }
    }
    keys
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
