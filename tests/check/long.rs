//! Long lists: read part by part on all processors, and told as short ones are.

use super::known::FRAME;
use super::load_text;
use ikou::diag::Severity;

/// Long lists are read part by part, on all processors: what is told of them is what is told of
/// short ones, in the order of the file.
#[test]
fn a_long_list_tells_what_a_short_one_tells() {
    let text = |records: usize, typos: &[usize]| {
        let mut text = FRAME.to_owned();
        for n in 0..records {
            let contract = match typos.contains(&n) {
                true => format!("contrakt-{n}"),
                false => format!("contract-{n}"),
            };
            text += &format!(
                "[[contract]]\nid = \"contract-{n}\"\nends = 2025-03-31\n\n\
                 [[system]]\nid = \"s-{n}\"\nname = \"システム{n}\"\ncontract = \"{contract}\"\n\n"
            );
        }
        text
    };
    // What is told, and where: the lines of a record are always as many.
    let told = |text: &str, typos: &[usize]| {
        let (inventory, findings) = load_text(text);
        assert!(inventory.is_none());
        let found = findings.iter().filter(|f| f.severity == Severity::Error);
        let found: Vec<(String, Option<String>, usize)> = found
            .map(|f| {
                let at = f.labels[0].span.start;
                let before = &text[..at];
                let n = before.matches("[[system]]").count() - 1;
                (f.code.name().to_owned(), f.nearest.clone(), n)
            })
            .collect();
        let expected: Vec<_> = typos
            .iter()
            .map(|n| ("unknown-id".to_owned(), Some(format!("contract-{n}")), *n))
            .collect();
        assert_eq!(found, expected);
        // What was meant is not told to be unused.
        let unused = findings.iter().filter(|f| f.code.name() == "unused-id");
        assert_eq!(unused.count(), 0);
    };
    told(&text(20, &[3, 17]), &[3, 17]);
    told(&text(2_600, &[3, 700, 2_599]), &[3, 700, 2_599]);
}

/// Doubts, provenance and confirmations of a long list, each told once and where it is.
#[test]
fn a_long_list_hands_its_provenance_down() {
    let mut text = FRAME.to_owned();
    for n in 0..2_600 {
        let odd = match n {
            1 | 2_500 => "confidence = \"sure\"\n",
            2 | 2_501 => "confidence = \"confirmed\"\n",
            _ => "source = \"契約書\"\n",
        };
        text += &format!("[[system]]\nid = \"s-{n}\"\nname = \"システム{n}\"\n{odd}\n");
    }
    let (_, findings) = load_text(&text);
    let told = |code: &str| -> Vec<usize> {
        let found = findings.iter().filter(|f| f.code.name() == code);
        let places = found.map(|f| text[..f.labels[0].span.start].matches("[[system]]").count());
        places.map(|count| count - 1).collect()
    };
    assert_eq!(told("unknown-word"), [1, 2_500]);
    assert_eq!(told("undated-confirmation"), [2, 2_501]);
    let (inventory, _) = load_text(&text.replace("confidence = \"sure\"\n", ""));
    let inventory = inventory.unwrap();
    assert_eq!(inventory.systems.len(), 2_600);
    for (n, source) in [(0, Some("契約書")), (1, None), (2_599, Some("契約書"))] {
        let fact = &inventory.facts[format!("system.s-{n}.name").as_str()];
        assert_eq!(fact.value, format!("システム{n}"));
        assert_eq!(fact.provenance.source.as_deref(), source);
    }
}
