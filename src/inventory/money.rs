//! Prices, extensions, notices and the state of a round's money.

use crate::calendar::{Date, Duration, FiscalYear, Range};

/// Whether an amount includes consumption tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tax {
    /// Included (the default).
    #[default]
    Included,
    /// Excluded: the rate of the day is added.
    Excluded,
}

/// How a price rises (労務費、物価): percent of the amount as written, by day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceIndex {
    /// Its id.
    pub id: String,
    /// First day of each value, in order, and ten-thousandths of a percent; 100 percent before.
    pub steps: Vec<(Date, i64)>,
}

/// Ten-thousandths of a percent in the whole.
pub const WHOLE: i64 = 1_000_000;

/// What an amount becomes on a day: its index first, then consumption tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// With tax or without.
    pub tax: Tax,
    /// Index into the inventory's price indices.
    pub index: Option<usize>,
}

/// What an amount is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CostPer {
    /// Once, on the day before ▲.
    Once,
    /// Each month, by days.
    Month,
    /// Each year, by days: a twelfth a month.
    Year,
}

/// One price of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// What it is paid for.
    pub per: CostPer,
    /// Whole yen, never negative; a plan uses the upper end.
    pub yen: Range<i64>,
    /// With tax or without, and how it rises.
    pub terms: Terms,
    /// The activity that it pays for (once): its last day decides the fiscal year.
    pub activity: Option<String>,
    /// Words for the budget table, e.g. "データ移行".
    pub name: Option<String>,
}

/// A running price: `{ month = 1_500_000 }`, `{ year = … }`, `{ once = … }`; several may stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// Paid once.
    pub once: Option<Range<i64>>,
    /// Paid each month, by days.
    pub month: Option<Range<i64>>,
    /// Paid each year, by days.
    pub year: Option<Range<i64>>,
    /// With tax or without, and how it rises.
    pub terms: Terms,
}

/// How something may be extended: steps of `by`, at most `at_most` of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extend {
    /// Length of one step, counted from the day after the original end.
    pub by: Duration,
    /// How many steps at most.
    pub at_most: u32,
    /// Price during the steps; `None`: the price before goes on. Whole steps are paid.
    pub price: Option<Price>,
}

/// What a notice is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// Without notice it ends.
    ToExtend,
    /// Without notice it goes on.
    ToEnd,
}

/// Notice to a vendor, this long before the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What for.
    pub kind: NoticeKind,
    /// How long before.
    pub by: Duration,
}

/// A budget instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InstrumentKind {
    /// 当初予算, one year.
    Initial,
    /// 補正予算.
    Supplementary,
    /// 債務負担行為 (自治法214).
    DebtBurden,
    /// 継続費 (自治法212).
    Continuing,
    /// 長期継続契約 (自治法234の3).
    LongTerm,
    /// 繰越明許費 (自治法213): only after a slip.
    CarryOver,
}

/// Where a round's money stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Money {
    /// Not asked for: ● and ★.
    None,
    /// Voted: ★ without ●, signed by 31 March of `fiscal_year`.
    Voted {
        /// The year that carries it.
        fiscal_year: FiscalYear,
        /// By which instrument.
        instrument: InstrumentKind,
        /// Last fiscal year it may pay.
        until: FiscalYear,
    },
    /// Signed: neither ● nor ★.
    Signed {
        /// The day of signing.
        date: Date,
        /// By which instrument, where it is stated.
        instrument: Option<InstrumentKind>,
    },
}

impl InstrumentKind {
    /// All, in the order of the law.
    pub const ALL: [InstrumentKind; 6] = [
        InstrumentKind::Initial,
        InstrumentKind::Supplementary,
        InstrumentKind::DebtBurden,
        InstrumentKind::Continuing,
        InstrumentKind::LongTerm,
        InstrumentKind::CarryOver,
    ];

    /// The name in TOML and JSON.
    pub fn name(self) -> &'static str {
        match self {
            InstrumentKind::Initial => "initial",
            InstrumentKind::Supplementary => "supplementary",
            InstrumentKind::DebtBurden => "debt-burden",
            InstrumentKind::Continuing => "continuing",
            InstrumentKind::LongTerm => "long-term",
            InstrumentKind::CarryOver => "carry-over",
        }
    }
}

/// Parts of one in a decimal number.
const DECIMALS: i64 = 10_000;

/// A decimal number in ten-thousandths.
pub(crate) fn decimal(text: &str) -> Option<i64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || rest.len() > 4 || !digits(whole) || !digits(rest) {
        return None;
    }
    let rest = format!("{rest:0<4}");
    whole
        .parse::<i64>()
        .ok()?
        .checked_mul(DECIMALS)?
        .checked_add(rest.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn rates_are_exact_decimals() {
        assert_eq!(decimal("150"), Some(1_500_000));
        assert_eq!(decimal("149.5"), Some(1_495_000));
        assert_eq!(decimal("0.0001"), Some(1));
        for bad in ["", ".5", "1.00001", "1e3", "-1", "1.2.3", "１"] {
            assert_eq!(decimal(bad), None, "{bad}");
        }
    }
}
