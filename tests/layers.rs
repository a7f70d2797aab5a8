//! The walls of the library: the module list in src/lib.rs is the flow of data, and each module
//! uses only those before it. Nothing in the library touches files, clock, environment or screen,
//! and what verifies a plan shares nothing with what finds it.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The modules of src/lib.rs in their order.
fn modules() -> Vec<String> {
    let lib = fs::read_to_string(src().join("lib.rs")).unwrap();
    let names = lib.lines().filter_map(|line| {
        line.trim_start_matches("pub ")
            .strip_prefix("mod ")?
            .strip_suffix(';')
            .map(str::to_owned)
    });
    names.collect()
}

/// Every file of a module: src/NAME.rs and src/NAME/**.rs, with its code.
fn files_of(module: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let own = module.with_extension("rs");
    if own.is_file() {
        files.push(own);
    }
    let mut folders = vec![module.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    let read = |path: PathBuf| (path.clone(), code_of(&fs::read_to_string(path).unwrap()));
    files.into_iter().map(read).collect()
}

/// The code without its comments, its strings and the unit tests at its end.
fn code_of(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or("");
    let mut code = String::new();
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or("");
        // Every other piece between quotes is a string; good enough for imports and calls.
        let outside: Vec<&str> = line.split('"').step_by(2).collect();
        code.push_str(&outside.join("\"\""));
        code.push('\n');
    }
    code
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The names right after `root::`, those of a group `root::{a, b::{c, d}}` included.
fn names_after(code: &str, root: &str) -> BTreeSet<String> {
    let path = format!("{root}::");
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(&path) {
        if code[..at].ends_with(|c: char| is_word(c) || c == ':') {
            continue;
        }
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            None => _ = names.insert(rest.chars().take_while(|c| is_word(*c)).collect()),
            Some(group) => {
                let mut depth = 1;
                let mut name = String::new();
                let mut first_segment = true;
                for c in group.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 1 => break,
                        '}' => depth -= 1,
                        ',' if depth == 1 => {
                            names.insert(std::mem::take(&mut name));
                            first_segment = true;
                        }
                        ':' => first_segment = false,
                        c if depth == 1 && first_segment && is_word(c) => name.push(c),
                        _ => {}
                    }
                }
                names.insert(name);
            }
        }
    }
    names
}

/// Modules that the code names although they come later in `order`.
fn breaches(order: &[String], module: &str, code: &str) -> Vec<String> {
    let place = order
        .iter()
        .position(|m| m == module)
        .expect("a module of src/lib.rs");
    let used = names_after(code, "crate");
    order[place + 1..]
        .iter()
        .filter(|later| used.contains(*later))
        .cloned()
        .collect()
}

#[test]
fn each_module_uses_only_those_before_it() {
    let order = modules();
    assert!(order.len() >= 7, "{order:?}");
    for module in &order {
        let files = files_of(&src().join(module));
        assert!(!files.is_empty(), "{module} has no file");
        for (path, code) in files {
            let found = breaches(&order, module, &code);
            assert!(
                found.is_empty(),
                "{} must not use {found:?}",
                path.display()
            );
            assert!(
                !code.contains("super::super::super"),
                "{}: name the module from `crate` on",
                path.display()
            );
        }
    }
}

#[test]
fn a_breach_would_be_seen() {
    let order = ["source", "plan", "render"].map(str::to_owned);
    for code in [
        "use crate::render::svg;",
        "fn f() { crate::render::svg() }",
        "use crate::{source, render};",
        "use crate::{source::{At, Span}, render::{self}};",
    ] {
        assert_eq!(
            breaches(&order, "plan", &code_of(code)),
            ["render"],
            "{code}"
        );
    }
    for code in [
        "use crate::source::At;",
        "use crate::source::{render, At};",
        "// crate::render draws it",
        "let s = \"crate::render\";",
        "use crate::renderer::x;",
        "#[cfg(test)] mod tests { use crate::render::svg; }",
    ] {
        assert_eq!(breaches(&order, "plan", &code_of(code)), [""; 0], "{code}");
    }
}

#[test]
fn the_library_has_no_files_clock_environment_or_printing() {
    let of_std = ["fs", "env", "net", "process", "time"];
    let words = [
        "println!",
        "print!(",
        "eprintln!",
        "eprint!(",
        "dbg!(",
        "io::stdout",
        "io::stdin",
        "io::stderr",
        "SystemTime",
        "Instant::now",
        "Local::now",
        "Utc::now",
        "HashMap",
        "HashSet",
    ];
    for module in modules() {
        for (path, code) in files_of(&src().join(&module)) {
            let path = path.display();
            let used = names_after(&code, "std");
            for name in of_std {
                assert!(!used.contains(name), "{path} uses std::{name}");
            }
            for word in words {
                assert!(!code.contains(word), "{path} uses {word}");
            }
        }
    }
}

/// What verifies a plan derives every rule anew: from inventory, calendar arithmetic and plan.
#[test]
fn the_verifier_shares_nothing_with_the_search() {
    let plan = src().join("plan");
    let files = files_of(&plan.join("verify"));
    let others: Vec<String> = fs::read_dir(&plan)
        .map(|entries| {
            let stems = entries.map(|e| e.unwrap().path().file_stem().unwrap().to_owned());
            stems
                .filter_map(|s| s.into_string().ok())
                .filter(|s| s != "verify")
                .collect()
        })
        .unwrap_or_default();
    for (path, code) in files {
        for root in ["crate::plan", "super", "super::super", "plan"] {
            let used = names_after(&code, root);
            for other in &others {
                // Its own submodules may bear any name, but lie below `verify`.
                let own = plan
                    .join("verify")
                    .join(other)
                    .with_extension("rs")
                    .is_file();
                let foreign = used.contains(other) && (!own || root == "crate::plan");
                assert!(!foreign, "{} must not use {root}::{other}", path.display());
            }
        }
        let used = names_after(&code, "crate");
        for other in ["network", "milestones", "search"] {
            assert!(
                !used.contains(other),
                "{} must not use {other}",
                path.display()
            );
        }
    }
}

/// A file that grows past this has usually taken in a second idea.
#[test]
fn files_stay_readable() {
    let mut too_long = Vec::new();
    for folder in ["src", "tests", "benches"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for (path, _) in files_of(&root) {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            // A test is a list of like things; code is not.
            if lines > if folder == "src" { 700 } else { 800 } {
                too_long.push((path, lines));
            }
        }
    }
    assert!(too_long.is_empty(), "{too_long:?}");
}
