//! Towns that several commands are tried on.

use crate::sealed::{EMPTY, Room};

/// One system, laid over [`EMPTY`]: its contract may be extended, its standard costs little.
pub(crate) const TAX: &str = r#"
[[system]]
id = "tax"
name = "税"
contract = "tax-2016"
bridges = ["extend"]

[[contract]]
id = "tax-2016"
ends = 2024-03-31
price = { month = 100 }
extend = { by = "12M", at-most = 3 }

[[procurement]]
id = "tax/standard"
systems = ["tax"]
stage = "standard"
method = { kind = "open" }
work = "12M"
cost = [{ per = "once", yen = 1_000 }]
"#;

/// A town whose one system is covered for long enough.
pub(crate) fn small() -> String {
    EMPTY.to_owned()
        + r#"
[[contract]]
id = "now"
ends = 2026-03-31
price = { month = 100_000 }

[[system]]
id = "health"
name = "健康管理システム"
contract = "now"

[[procurement]]
id = "health/standard"
systems = ["health"]
stage = "standard"
method = { kind = "negotiated", ground = "地方自治法施行令第167条の2第1項第2号" }
cost = [{ per = "once", yen = 10_000_000 }]
"#
}

/// The city of this repository.
pub(crate) fn shipped() -> Room {
    let text = std::fs::read_to_string("systems.toml").unwrap();
    let calendar = std::fs::read_to_string("schedules/calendar.toml").unwrap();
    Room::new()
        .file("systems.toml", text)
        .file("schedules/calendar.toml", calendar)
}
