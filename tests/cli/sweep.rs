use crate::sealed::{EMPTY, Room};
use crate::towns::TAX;
use serde_json::Value;

const DEADLINE: &str = r#"
[[deadline]]
id = "standard"
name = "移行期限"
date = 2026-03-31
kind = "policy"
hard = false
bounds = "standard.cutover"
"#;

fn room() -> Room {
    // A product that is there from some day on.
    let tax = TAX.replace("work = ", "available = 2022-10-01\nwork = ");
    Room::new().file("systems.toml", format!("{EMPTY}{tax}{DEADLINE}"))
}

const AVAILABLE: &str = "procurement.tax/standard.available=2022-10-01..2026-10-01/12M";

#[test]
fn the_upshot_says_where_the_deadline_falls() {
    let run = room().run(&["sweep", "--vary", AVAILABLE, "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let upshot = run.out.lines().nth(1).unwrap();
    assert!(
        upshot
            .starts_with("移行期限: kept with procurement.\"tax/standard\".available = 2025-03-28"),
        "{upshot}"
    );
    let run = room().run(&["sweep", "--vary", AVAILABLE, "-f", "json"]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["points"].as_array().unwrap().len(), 5);
    assert_eq!(json["tips"][0]["exact"], true);
    assert_eq!(json["tips"][0]["deadline"], "standard");
}

#[test]
fn what_cannot_be_varied_is_said() {
    for (vary, said) in [
        ("contract.tax-2016.ends", "has no values"),
        ("contract=1,2", "is not a path"),
        (
            "contract.tax-2016.ends=2024-03-31..2025-03-31",
            "has no step",
        ),
        (
            "contract.tax-2016.ends=2025-03-31..2024-03-31/1M",
            "is reversed",
        ),
        ("contract.tax-2016.ends=2024-03-31..2025-03-31/5", "step 5"),
        (
            "contract.tax-2016.ends=2024-03-31..9/1M",
            "are not two dates",
        ),
        (
            "contract.tax-2016.price.month=1..100000/1",
            "too many values",
        ),
    ] {
        let run = room().run(&["sweep", "--vary", vary, "--lang", "en"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{vary}: {}", run.err);
        assert!(run.err.contains(said), "{vary}: {}", run.err);
    }
    let run = room().run(&[
        "sweep", "--vary", AVAILABLE, "--vary", AVAILABLE, "--lang", "en",
    ]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("is varied twice"), "{}", run.err);
    let run = room().run(&["sweep"]);
    assert_eq!(run.code, 2);
    // A path that names nothing is a finding with its place and the nearest name.
    let typo = "contract.tax-2061.ends=2024-03-31..2025-03-31/1M";
    let run = room().run(&["sweep", "--vary", typo, "--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("--vary") && run.err.contains("tax-2016"),
        "{}",
        run.err
    );
}

#[test]
fn many_plans_are_agreed_to_first() {
    let many = [
        "sweep",
        "--vary",
        "contract.tax-2016.price.month=1..1001/1",
        "--lang",
        "en",
    ];
    let run = room().run(&many);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("This asks for 1001 plans"), "{}", run.err);
    assert!(run.err.contains("--yes"), "{}", run.err);
    let huge = [
        "sweep",
        "--yes",
        "--vary",
        "contract.tax-2016.price.month=1..9999/1",
        "--vary",
        "contract.tax-2016.ends=2000-01-01..2020-01-01/1d",
        "--lang",
        "en",
    ];
    let run = room().run(&huge);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("are made at once"), "{}", run.err);
}

#[test]
fn pictures_of_one_and_two_and_of_ranked_facts() {
    let room = room();
    let price = "contract.tax-2016.price.month=x0.5..x1.5/0.5";
    let run = room.run(&["sweep", "--vary", AVAILABLE, "-o", "line.svg"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let run = room.run(&[
        "sweep", "--vary", AVAILABLE, "--vary", price, "-o", "map.pdf",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let ends = "contract.tax-2016.ends=+0M..+12M/6M";
    let three = [
        "sweep", "--vary", AVAILABLE, "--vary", price, "--vary", ends,
    ];
    let run = room.run(&[&three[..], &["-o", "x.svg", "--lang", "en"]].concat());
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .contains("A picture shows one --vary or two (3 are given)"),
        "{}",
        run.err
    );
    let run = room.run(&[&three[..], &["-f", "csv"]].concat());
    assert_eq!(run.code, 0);
    assert_eq!(run.out.matches("\r\n").count(), 2 + 5 * 3 * 3);
    let run = room.run(&["sweep", "--tornado", "-o", "tornado.svg"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(room.read("tornado.svg").contains("<svg"));
    let run = room.run(&["sweep", "--tornado", "--vary", AVAILABLE]);
    assert_eq!(run.code, 2);
}

#[test]
fn the_empty_inventory_is_swept_too() {
    let room = Room::new().file("systems.toml", EMPTY);
    let run = room.run(&["sweep", "--vary", "horizon.to=2026-03-31,2027-03-31"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let run = room.run(&["sweep", "--tornado"]);
    assert_eq!(run.code, 0, "{}", run.err);
}
