//! Amounts and days that the law of contracts sets, by what is bought and who buys it.

use super::Date;

/// What `law.toml` and the city's own file say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Law {
    /// Amounts, those that a plan of the as-of date may know.
    pub thresholds: Vec<Threshold>,
    /// Days between notice and bid.
    pub notice: NoticeDays,
}

/// An amount from or up to which a rule holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// Its id.
    pub id: String,
    /// `small` (up to it), `council`, `gpa`, `eu-epa` (from it on).
    pub rule: String,
    /// `construction`, `goods`, `lease`, `services`.
    pub object: String,
    /// Kinds of municipality; empty: all.
    pub kinds: Vec<String>,
    /// First day.
    pub from: Date,
    /// Whole yen, tax included.
    pub yen: i64,
    /// Article.
    pub law: String,
}

/// Days between the day of notice and the day of the bid, neither counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeDays {
    /// By the rules of a city.
    pub ordinary: u32,
    /// When it is urgent.
    pub urgent: u32,
    /// Where an agreement on procurement holds.
    pub international: u32,
    /// The same when it is urgent.
    pub international_urgent: u32,
    /// The agreement that the city keeps: `none`, `gpa`, `eu-epa`; `None`: by its kind.
    pub agreement: Option<String>,
}

impl Law {
    /// The amount that holds on a day.
    pub fn threshold(&self, rule: &str, object: &str, kind: &str, on: Date) -> Option<&Threshold> {
        self.thresholds
            .iter()
            .filter(|t| t.rule == rule && t.object == object && t.from <= on)
            .filter(|t| t.kinds.is_empty() || t.kinds.iter().any(|k| k == kind))
            .max_by_key(|t| t.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_amount_in_force_for_the_kind_holds() {
        let of = |from: &str, yen: i64, kind: &str| Threshold {
            id: String::new(),
            rule: "small".to_owned(),
            object: "services".to_owned(),
            kinds: vec![kind.to_owned()],
            from: from.parse().unwrap(),
            yen,
            law: String::new(),
        };
        let law = Law {
            thresholds: vec![
                of("2025-04-01", 1_000_000, "city"),
                of("2000-01-01", 500_000, "city"),
                of("2025-04-01", 2_000_000, "prefecture"),
            ],
            notice: NoticeDays::default(),
        };
        let on = |day: &str, kind: &str| {
            let day = day.parse().unwrap();
            law.threshold("small", "services", kind, day).map(|t| t.yen)
        };
        assert_eq!(on("2025-03-31", "city"), Some(500_000));
        assert_eq!(on("2025-04-01", "city"), Some(1_000_000));
        assert_eq!(on("2025-03-31", "prefecture"), None);
        assert_eq!(on("2025-04-01", "prefecture"), Some(2_000_000));
    }
}
