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
