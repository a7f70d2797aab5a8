//! Every day of 2018 to 2040 against an independent table of Japanese holidays.
#![expect(
    clippy::disallowed_methods,
    reason = "whether an oracle is required is said by the environment"
)]

use ikou::calendar::{Date, holidays_of};
use std::collections::BTreeSet;
use std::process::Command;

/// Prints the holidays of both years and all between, one a line; one of two PyPI packages.
const SCRIPTS: [(&str, &str); 2] = [
    (
        "holidays",
        "import holidays\nfor d in sorted(holidays.country_holidays('JP', years=range(2018, 2041))): print(d)",
    ),
    (
        "jpholiday",
        "import jpholiday, datetime\nfor d, _ in jpholiday.between(datetime.date(2018,1,1), datetime.date(2040,12,31)): print(d)",
    ),
];

/// The table of a package; `None` where python3 or the package is absent.
fn oracle(script: &str) -> Option<BTreeSet<Date>> {
    let output = Command::new("python3").args(["-c", script]).output().ok()?;
    if !output.status.success() {
        return None;
    }
    let text = String::from_utf8(output.stdout).ok()?;
    let days: BTreeSet<Date> = text.lines().map(|line| line.parse().expect(line)).collect();
    assert!(days.len() > 300, "the oracle gave {} days", days.len());
    Some(days)
}

fn day(text: &str) -> Date {
    text.parse().expect(text)
}

#[test]
fn every_day_of_2018_to_2040() {
    let ours: BTreeSet<Date> = (2018..=2040)
        .flat_map(holidays_of)
        .map(|h| h.date)
        .collect();
    let required = std::env::var("IKOU_REQUIRE_ORACLES").is_ok_and(|v| v == "1");
    for (package, script) in SCRIPTS {
        let Some(theirs) = oracle(script) else {
            assert!(
                !required,
                "the Python package {package} is required and missing"
            );
            println!("skipped: holidays against the Python package {package}: not installed");
            continue;
        };
        let (first, last) = (day("2018-01-01"), day("2040-12-31"));
        let days = first.iter_days().take_while(|d| *d <= last);
        let differ: Vec<Date> = days
            .filter(|d| ours.contains(d) != theirs.contains(d))
            .collect();
        assert_eq!(differ, [], "{package} says otherwise of these");
    }
}
