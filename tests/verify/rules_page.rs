//! The names of the rules are those of docs/rules.md.

use ikou::plan::verify::rule_names;

#[test]
fn every_documented_rule_is_checked_and_only_those() {
    let page = include_str!("../../docs/rules.md");
    let section = page
        .split("\n## ")
        .find(|s| s.starts_with("Never broken"))
        .unwrap();
    let documented: Vec<&str> = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    assert_eq!(rule_names().collect::<Vec<_>>(), documented);
}

/// One mistake cannot hide in both: nothing of the search, or of what derives a plan, is used.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "it reads the program's own files"
)]
fn the_verifier_uses_no_other_module_of_the_plan() {
    let modules = include_str!("../../src/plan.rs")
        .lines()
        .filter_map(|line| {
            let name = line
                .trim_start_matches("pub ")
                .strip_prefix("mod ")?
                .strip_suffix(';')?;
            (name != "verify").then_some(name)
        });
    let modules: Vec<&str> = modules.collect();
    assert!(
        modules.contains(&"search") && modules.contains(&"derive"),
        "{modules:?}"
    );
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/plan/verify");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert!(files.len() > 10);
    let top = std::path::PathBuf::from(format!("{folder}.rs"));
    files.push(top.clone());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        // Inside the folder `super` is the verifier; in its own file it is the plan.
        let mut doors = vec!["plan::".to_owned()];
        doors.push(
            if file == top {
                "super::"
            } else {
                "super::super::"
            }
            .to_owned(),
        );
        for (door, module) in doors
            .iter()
            .flat_map(|d| modules.iter().map(move |m| (d, m)))
        {
            let used = format!("{door}{module}");
            let found = text.match_indices(&used).any(|(at, _)| {
                !text[at + used.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
            });
            assert!(!found, "{} uses {used}", file.display());
        }
        assert!(!text.contains("super::super::{"), "{}", file.display());
    }
}
