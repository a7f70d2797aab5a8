use super::*;
use crate::diag::{Finding, Severity, Sink};
use crate::inventory::{Files, Inventory, load};
use crate::source::Sources;

const KINDS: [MunicipalityKind; 7] = [
    MunicipalityKind::DesignatedCity,
    MunicipalityKind::CoreCity,
    MunicipalityKind::City,
    MunicipalityKind::Town,
    MunicipalityKind::Village,
    MunicipalityKind::Ward,
    MunicipalityKind::Prefecture,
];

fn read(text: &str, as_of: Date) -> (Option<Inventory>, Vec<Finding>) {
    let mut sources = Sources::new();
    let inventory = sources.add("systems.toml", text);
    let files = Files {
        inventory,
        calendar: None,
        routes: None,
        actuals: None,
    };
    let mut sink = Sink::new();
    let inventory = load(&mut sources, &files, as_of, &mut sink);
    (inventory, sink.into_sorted())
}

/// The businesses in force, as any inventory of that kind and day has them.
fn catalogue(kind: MunicipalityKind, as_of: Date) -> Catalogue {
    let text = format!(
        "schema = 1\n[municipality]\nname = \"x\"\nkind = \"{}\"\n[horizon]\nfrom = {as_of}\nto = {as_of}\n",
        kind.name()
    );
    read(&text, as_of).0.unwrap().catalogue
}

fn start(kind: MunicipalityKind, as_of: Date, lang: Lang) -> Start {
    Start {
        name: None,
        code: None,
        kind,
        as_of,
        lang,
    }
}

fn days() -> [Date; 4] {
    [(2021, 8, 3), (2025, 1, 15), (2026, 3, 31), (2026, 11, 23)]
        .map(|(y, m, d)| Date::from_ymd_opt(y, m, d).unwrap())
}

#[test]
fn every_first_inventory_is_sound() {
    for kind in KINDS {
        for as_of in days() {
            for lang in Lang::ALL {
                let text = inventory(&start(kind, as_of, lang), &catalogue(kind, as_of));
                let (inventory, findings) = read(&text, as_of);
                assert!(
                    findings.is_empty(),
                    "{kind:?} {as_of}: {findings:#?}\n{text}"
                );
                let inventory = inventory.unwrap();
                for business in inventory.catalogue.statutory() {
                    let served = inventory
                        .systems
                        .iter()
                        .any(|s| s.businesses.contains(&business.id));
                    let outside = inventory.outside.iter().any(|o| o.business == business.id);
                    assert!(served != outside, "{kind:?} {as_of} {}", business.id);
                }
            }
        }
    }
}

#[test]
fn what_was_made_up_is_marked_so() {
    let as_of = days()[3];
    let kind = MunicipalityKind::CoreCity;
    let text = inventory(&start(kind, as_of, Lang::Ja), &catalogue(kind, as_of));
    let records = text.matches("\n[[").count() - text.matches("\n[[outside]]").count();
    assert_eq!(
        text.matches("\nconfidence = \"assumed\"").count(),
        records + 1,
        "{text}"
    );
}

#[test]
fn a_plan_of_2021_knows_seventeen_businesses_and_one_of_2026_twenty() {
    let count = |as_of| {
        let kind = MunicipalityKind::City;
        let text = inventory(&start(kind, as_of, Lang::Ja), &catalogue(kind, as_of));
        (
            text.contains("family-register"),
            read(&text, as_of).0.unwrap().catalogue.statutory().count(),
        )
    };
    assert_eq!(count(days()[0]), (false, 17));
    assert_eq!(count(days()[3]), (true, 20));
}

#[test]
fn a_name_may_hold_anything() {
    let as_of = days()[3];
    let kind = MunicipalityKind::Town;
    let name = "鹿\"町\\\u{3000}\u{7f}\n[x]";
    let start = Start {
        name: Some(name.to_owned()),
        code: Some("072036".to_owned()),
        ..start(kind, as_of, Lang::Ja)
    };
    let text = inventory(&start, &catalogue(kind, as_of));
    let (_, findings) = read(&text, as_of);
    // The name is refused for its control characters, but it is all read as one name.
    assert!(
        findings
            .iter()
            .all(|f| f.code.name() == "control-character"),
        "{findings:?}\n{text}"
    );
    assert!(findings.iter().any(|f| f.severity == Severity::Error));
}

#[test]
fn amounts_are_grouped_by_thousands() {
    assert_eq!(
        [1, 999, 1_000, 12_345_678].map(yen),
        ["1", "999", "1_000", "12_345_678"]
    );
}
