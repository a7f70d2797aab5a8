//! Estimates with their intervals of 95 %: Wilson's for probabilities, order statistics for quantiles.

use super::YenCount;
use crate::calendar::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// The normal distribution's 97.5 % point.
const Z: f64 = 1.959_963_984_540_054;
/// Stretches of a histogram of yen.
const STRETCHES: i64 = 40;

/// A number with so many digits behind the point.
pub(super) fn rounded(x: f64, digits: i32) -> f64 {
    let unit = 10f64.powi(digits);
    (x * unit).round() / unit
}

/// A probability as runs say it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Chance {
    /// Runs in which it happens.
    pub runs: u64,
    /// Their share.
    pub probability: f64,
    /// Lower end of Wilson's interval.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Chance {
    /// `runs` of `of`.
    pub fn of(runs: u64, of: u64) -> Chance {
        if of == 0 {
            return Chance {
                runs,
                probability: 0.0,
                low: 0.0,
                high: 1.0,
            };
        }
        let (n, share) = (of as f64, runs as f64 / of as f64);
        let denominator = 1.0 + Z * Z / n;
        let middle = (share + Z * Z / (2.0 * n)) / denominator;
        let half = Z / denominator * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        Chance {
            runs,
            probability: rounded(share, 6),
            low: rounded((middle - half).max(0.0), 6),
            high: rounded((middle + half).min(1.0), 6),
        }
    }
}

/// Ranks, from 1, of a quantile and of the ends of its interval.
fn ranks(of: u64, share: f64) -> (u64, u64, u64) {
    let n = of as f64;
    let half = Z * (n * share * (1.0 - share)).sqrt();
    let rank = |x: f64| (x.max(1.0) as u64).min(of.max(1));
    (
        rank((n * share).ceil()),
        rank((n * share - half).floor()),
        rank((n * share + half).ceil() + 1.0),
    )
}

/// A day that a share of all runs keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quantile {
    /// The day; null: so many runs have none before planning ends.
    pub date: Option<Date>,
    /// Lower end of its interval.
    pub low: Option<Date>,
    /// Upper end.
    pub high: Option<Date>,
}

impl Quantile {
    /// The quantile of days with their runs, of so many runs in all.
    pub(super) fn of(days: &[(Date, u32)], of: u64, share: f64) -> Quantile {
        let at = |rank: u64| {
            let mut sum = 0u64;
            days.iter().find_map(|(date, n)| {
                sum += u64::from(*n);
                (sum >= rank).then_some(*date)
            })
        };
        let (rank, low, high) = ranks(of, share);
        Quantile {
            date: at(rank),
            low: at(low),
            high: at(high),
        }
    }
}

/// Yen that a share of all runs does not exceed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct YenQuantile {
    /// The amount.
    pub yen: i64,
    /// Lower end of its interval.
    pub low: i64,
    /// Upper end.
    pub high: i64,
}

impl YenQuantile {
    /// The quantile of rising amounts.
    pub(super) fn of(rising: &[i64], share: f64) -> YenQuantile {
        let (rank, low, high) = ranks(rising.len() as u64, share);
        let at = |rank: u64| {
            let index = usize::try_from(rank - 1).unwrap_or(0);
            rising.get(index).copied().unwrap_or(0)
        };
        YenQuantile {
            yen: at(rank),
            low: at(low),
            high: at(high),
        }
    }
}

/// Equal stretches of rising amounts with how many lie in each.
pub(super) fn histogram(rising: &[i64]) -> Vec<YenCount> {
    let (Some(first), Some(last)) = (rising.first(), rising.last()) else {
        return Vec::new();
    };
    if first == last {
        return Vec::new();
    }
    let width = (last - first) / STRETCHES + 1;
    let mut all = Vec::new();
    let (mut from, mut before) = (*first, 0);
    while from <= *last {
        let to = from + width - 1;
        let until = rising.partition_point(|y| *y <= to);
        all.push(YenCount {
            from,
            to,
            runs: (until - before) as u64,
        });
        (from, before) = (to + 1, until);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_and_order_statistics_as_in_the_books() {
        // 8 of 10: 0.490162 to 0.943318 (Wilson 1927).
        let chance = Chance::of(8, 10);
        assert_eq!(chance.probability, 0.8);
        assert!((chance.low - 0.490_162).abs() < 1e-6, "{}", chance.low);
        assert!((chance.high - 0.943_318).abs() < 1e-6, "{}", chance.high);
        assert_eq!((Chance::of(0, 10).low, Chance::of(10, 10).high), (0.0, 1.0));
        // The median of 100: ranks 40 and 61.
        assert_eq!(ranks(100, 0.5), (50, 40, 61));
        let yen: Vec<i64> = (1..=100).collect();
        let median = YenQuantile::of(&yen, 0.5);
        assert_eq!((median.low, median.yen, median.high), (40, 50, 61));
    }

    #[test]
    fn a_histogram_counts_every_run_once() {
        let yen: Vec<i64> = (0..1_000).map(|n| n * n).collect();
        let all = histogram(&yen);
        assert_eq!(all.iter().map(|c| c.runs).sum::<u64>(), 1_000);
        assert!(all.len() <= 40);
        assert_eq!(histogram(&[5, 5, 5]), []);
    }
}
