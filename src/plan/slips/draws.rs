//! Distributions as tables: one number of 32 bits in, one value out, in whole numbers only, so that
//! the same seed gives the same values on every machine.

use crate::calendar::{Shape, Spread};
use statrs::function::beta::checked_beta_reg;
use statrs::function::erf::erfc;
use std::collections::BTreeMap;
use std::sync::Arc;

/// All numbers of 32 bits.
const ALL: f64 = 4_294_967_296.0;
/// Stretches that the range of an amount is cut into; within one, values are drawn evenly.
const CELLS: usize = 1_024;
/// So many thresholds are looked at together.
const AHEAD: usize = 4;
/// All stretches, each in 65,536 parts.
const WHOLE_WAY: u64 = (CELLS as u64) << 16;
/// The normal distribution's 95 % point.
const Z95: f64 = 1.644_853_626_951_472_2;
/// Numbers whose first bits are the same begin at the same place of the table.
const GUIDES: usize = 1 << GUIDE_BITS;
const GUIDE_BITS: u32 = 10;
/// No length drawn is longer, in days.
const MOST_DAYS: f64 = 36_500.0;
/// No amount drawn is larger.
const MOST_YEN: f64 = 2e11;

/// The probability of a value not above `x`, over real numbers.
pub(crate) fn cumulated(spread: Spread<f64>, x: f64) -> f64 {
    let Spread {
        low,
        likely,
        high,
        shape,
    } = spread;
    if shape == Shape::Lognormal {
        if x <= 0.0 {
            return 0.0;
        }
        let (middle, width) = logs(spread);
        return erfc((middle - x.ln()) / (width * std::f64::consts::SQRT_2)) / 2.0;
    }
    if x < low {
        return 0.0;
    }
    if x >= high {
        return 1.0;
    }
    let at = (x - low) / (high - low);
    match shape {
        Shape::Uniform => at,
        Shape::Triangular if x < likely => (x - low) * (x - low) / ((high - low) * (likely - low)),
        Shape::Triangular => 1.0 - (high - x) * (high - x) / ((high - low) * (high - likely)),
        Shape::Pert | Shape::Lognormal => {
            let mode = (likely - low) / (high - low);
            let (a, b) = (1.0 + 4.0 * mode, 5.0 - 4.0 * mode);
            checked_beta_reg(a, b, at).unwrap_or(at)
        }
    }
}

/// Mean and deviation of the logarithm.
fn logs(spread: Spread<f64>) -> (f64, f64) {
    let (low, high) = (spread.low.ln(), spread.high.ln());
    ((low + high) / 2.0, (high - low) / (2.0 * Z95))
}

/// The last value that is worth a place in a table.
fn reach(spread: Spread<f64>, most: f64) -> f64 {
    if spread.shape != Shape::Lognormal {
        return spread.high;
    }
    let (middle, width) = logs(spread);
    (middle + 6.0 * width).exp().min(most).max(spread.high)
}

/// A share of one as the number of 32 bits below which it lies.
fn threshold(share: f64) -> u64 {
    (share * ALL).round().clamp(0.0, ALL) as u64
}

/// Values by cumulated probability.
#[derive(Clone, Debug)]
pub(crate) struct Draws {
    /// Below the n-th of these numbers the n-th value or an earlier one is drawn; a few more follow.
    thresholds: Vec<u32>,
    /// How many there are without those.
    count: usize,
    /// Where to begin to look, by the first bits of a number.
    guide: Vec<u16>,
}

impl Draws {
    /// `rising`: for each value the numbers below which it or an earlier one is drawn.
    fn new(rising: impl Iterator<Item = u64>) -> Draws {
        let limit = u64::from(u32::MAX);
        let thresholds: Vec<u32> = rising
            .take_while(|t| *t <= limit)
            .map(|t| u32::try_from(t).unwrap_or(u32::MAX))
            .collect();
        let mut thresholds = thresholds;
        let count = thresholds.len();
        let guide = (0..GUIDES)
            .map(|g| {
                let first = (g as u32) << (32 - GUIDE_BITS);
                thresholds.partition_point(|t| *t <= first).min(65_535) as u16
            })
            .collect();
        // What is looked at without asking whether it is there.
        thresholds.extend([u32::MAX; AHEAD]);
        Draws {
            thresholds,
            count,
            guide,
        }
    }

    /// Which value a number draws.
    #[inline]
    fn index(&self, number: u32) -> usize {
        let first = usize::from(self.guide[(number >> (32 - GUIDE_BITS)) as usize]);
        let ahead = self
            .thresholds
            .get(first..first + AHEAD)
            .unwrap_or_default();
        // Nearly always it is among the next few: counted without a branch for each.
        let passed: usize = ahead.iter().map(|t| usize::from(*t <= number)).sum();
        let mut at = first + passed;
        if passed == AHEAD {
            while self.thresholds.get(at).is_some_and(|t| *t <= number) {
                at += 1;
            }
        }
        at.min(self.count)
    }
}

/// Whole days: the nearest to a value drawn.
#[derive(Clone, Debug)]
pub(crate) struct Days {
    first: i32,
    draws: Draws,
    /// What is drawn from, for those who check it.
    pub(crate) spread: Spread<f64>,
}

impl Days {
    /// A table of a distribution in days.
    pub(crate) fn of(spread: Spread<f64>) -> Days {
        let low = match spread.shape {
            Shape::Lognormal => 0.0,
            _ => spread.low.round(),
        };
        let last = reach(spread, MOST_DAYS).round();
        let count = (last - low).max(0.0) as usize;
        let rising = (0..count).map(|k| threshold(cumulated(spread, low + k as f64 + 0.5)));
        Days {
            first: low as i32,
            draws: Draws::new(rising),
            spread,
        }
    }

    /// The days that a number draws.
    #[inline]
    pub(crate) fn draw(&self, number: u32) -> i32 {
        self.first + self.draws.index(number) as i32
    }
}

/// Shapes of amounts that are known: many have the same one, only lower or higher, and its table stays
/// at hand.
#[derive(Default)]
pub(crate) struct Shapes(BTreeMap<(&'static str, i64), Arc<Draws>>);

impl Shapes {
    /// Stretches of a range of one from nothing on.
    fn of(&mut self, spread: Spread<f64>) -> Arc<Draws> {
        let wide = spread.high > spread.low;
        let mode = if wide {
            (spread.likely - spread.low) / (spread.high - spread.low)
        } else {
            0.0
        };
        // To a millionth of a millionth: what is written as the same is the same.
        let key = (mode.clamp(0.0, 1.0) * 1e12).round();
        let unit = Spread {
            low: 0.0,
            likely: key / 1e12,
            high: 1.0,
            shape: spread.shape,
        };
        let known = self.0.entry((spread.shape.name(), key as i64));
        let share = |k: usize| threshold(cumulated(unit, k as f64 / CELLS as f64));
        let made = known.or_insert_with(|| Arc::new(Draws::new((1..CELLS).map(share))));
        Arc::clone(made)
    }
}

/// Whole yen.
#[derive(Clone, Debug)]
pub(crate) struct Amounts {
    low: i64,
    span: u128,
    draws: Arc<Draws>,
    /// What is drawn from, for those who check it.
    pub(crate) spread: Spread<f64>,
}

impl Amounts {
    /// A table of a distribution in yen.
    pub(crate) fn of(spread: Spread<f64>, shapes: &mut Shapes) -> Amounts {
        let low = match spread.shape {
            Shape::Lognormal => 0.0,
            _ => spread.low,
        };
        let span = (reach(spread, MOST_YEN) - low).max(0.0);
        let width = span / CELLS as f64;
        let draws = match spread.shape {
            Shape::Lognormal => {
                let rising = (1..CELLS).map(|k| threshold(cumulated(spread, width * k as f64)));
                Arc::new(Draws::new(rising))
            }
            _ => shapes.of(spread),
        };
        Amounts {
            low: low.round() as i64,
            span: span.round() as u128,
            draws,
            spread,
        }
    }

    /// The yen that a number draws.
    #[inline]
    pub(crate) fn draw(&self, number: u32) -> i64 {
        let way = self.way(number);
        self.low
            + match self.narrow() {
                Some(span) => ((span * way + WHOLE_WAY / 2) / WHOLE_WAY) as i64,
                None => {
                    let yen = self.span * u128::from(way) + u128::from(WHOLE_WAY / 2);
                    (yen / u128::from(WHOLE_WAY)) as i64
                }
            }
    }

    /// The span where it leaves room for all parts of the way.
    #[inline]
    fn narrow(&self) -> Option<u64> {
        let span = u64::try_from(self.span).ok()?;
        (span < u64::MAX / WHOLE_WAY).then_some(span)
    }

    /// How far from the least to the most, in parts.
    #[inline]
    fn way(&self, number: u32) -> u64 {
        let all = &self.draws.thresholds;
        let at = self.draws.index(number);
        let before = at.checked_sub(1).map_or(0, |k| all[k]);
        let next = match at < self.draws.count {
            true => i64::from(all[at]),
            false => 1 << 32,
        };
        // Sixteen bits of the way through the stretch: exact, since both ends fit a float of 53 bits
        // and no quotient of theirs lies closer below a whole number than it is rounded by.
        let wide = (next - i64::from(before)).max(1) as f64;
        let through = f64::from(number - before) * 65_536.0 / wide;
        ((at as u64) << 16) + whole(through)
    }
}

/// A number below 65,536 in steps of 1 / 2³² or more, rounded down: what is added leaves the whole part
/// in the last bits.
#[inline]
fn whole(x: f64) -> u64 {
    const SHIFT: f64 = 4_503_599_627_370_496.0;
    const ALMOST_HALF: f64 = 0.5 - 1.0 / 17_179_869_184.0;
    // Below a half nothing is left to round down.
    let rounded = (x - ALMOST_HALF).max(0.0) + SHIFT;
    rounded.to_bits() & 0xffff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(low: f64, likely: f64, high: f64, shape: Shape) -> Spread<f64> {
        Spread {
            low,
            likely,
            high,
            shape,
        }
    }

    /// The share of all numbers that draw a value not above one, by bisection.
    fn share(most: i64, draw: impl Fn(u32) -> i64) -> f64 {
        let (mut from, mut to) = (0u64, 1u64 << 32);
        while from < to {
            let middle = (from + to) / 2;
            if draw(middle as u32) <= most {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from as f64 / ALL
    }

    #[test]
    fn days_follow_their_closed_forms() {
        let triangular = Days::of(spread(100.0, 120.0, 200.0, Shape::Triangular));
        // 120 days and less: half a day beyond the mode, 1 - (79.5)² / (100 × 80).
        let known = 1.0 - 79.5 * 79.5 / 8_000.0;
        let found = share(120, |n| i64::from(triangular.draw(n)));
        assert!((found - known).abs() < 1e-8, "{found} {known}");
        let uniform = Days::of(spread(0.0, 0.0, 10.0, Shape::Uniform));
        for day in 0..10 {
            let found = share(day, |n| i64::from(uniform.draw(n)));
            assert!((found - (day as f64 + 0.5) / 10.0).abs() < 1e-8);
        }
        // PERT with its mode in the middle is Beta(3, 3): F(x) = x³ (10 - 15x + 6x²).
        let pert = Days::of(spread(0.0, 50.0, 100.0, Shape::Pert));
        let x: f64 = 0.305;
        let known = x.powi(3) * (10.0 - 15.0 * x + 6.0 * x * x);
        assert!((share(30, |n| i64::from(pert.draw(n))) - known).abs() < 1e-7);
        // Lognormal: 5 % lie below the low point, 95 % below the high one.
        let lognormal = Days::of(spread(100.0, 300.0, 300.0, Shape::Lognormal));
        assert!((share(99, |n| i64::from(lognormal.draw(n))) - 0.05).abs() < 2e-3);
        assert!((share(300, |n| i64::from(lognormal.draw(n))) - 0.95).abs() < 1e-3);
    }

    #[test]
    fn yen_follow_their_closed_forms() {
        let uniform = Amounts::of(
            spread(1e6, 1e6, 3e6, Shape::Uniform),
            &mut Shapes::default(),
        );
        assert_eq!(uniform.draw(0), 1_000_000);
        assert_eq!(uniform.draw(1 << 31), 2_000_000);
        assert!(uniform.draw(u32::MAX) <= 3_000_000);
        let triangular = Amounts::of(
            spread(0.0, 5e6, 1e7, Shape::Triangular),
            &mut Shapes::default(),
        );
        for yen in [1_000_000, 2_500_000, 7_500_000, 9_000_000] {
            let x = yen as f64 / 1e7;
            let known = if x < 0.5 {
                2.0 * x * x
            } else {
                1.0 - 2.0 * (1.0 - x) * (1.0 - x)
            };
            assert!(
                (share(yen, |n| triangular.draw(n)) - known).abs() < 1e-5,
                "{yen}"
            );
        }
        let lognormal = Amounts::of(
            spread(1e6, 2e6, 2e6, Shape::Lognormal),
            &mut Shapes::default(),
        );
        assert!((share(1_000_000, |n| lognormal.draw(n)) - 0.05).abs() < 1e-4);
        assert!((share(2_000_000, |n| lognormal.draw(n)) - 0.95).abs() < 1e-4);
    }

    #[test]
    fn parts_are_rounded_down() {
        let least = 1.0 / ALL;
        for n in [0.0, 1.0, 2.0, 3.0, 40_000.0, 65_535.0] {
            for part in [0.0, least, 0.25, 0.5, 0.5 + least, 1.0 - least] {
                assert_eq!(whole(n + part), n as u64, "{n} {part}");
            }
        }
    }

    #[test]
    fn what_has_no_width_is_one_value() {
        for shape in [Shape::Uniform, Shape::Triangular, Shape::Pert] {
            let days = Days::of(spread(7.0, 7.0, 7.0, shape));
            let yen = Amounts::of(spread(7.0, 7.0, 7.0, shape), &mut Shapes::default());
            for number in [0, 1, u32::MAX] {
                assert_eq!((days.draw(number), yen.draw(number)), (7, 7));
            }
        }
    }
}
