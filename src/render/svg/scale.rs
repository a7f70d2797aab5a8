//! A scale from bottom to top in few round steps, which need not begin at nothing.

use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{GRID_MONTH, GRID_YEAR, SOFT};

/// Steps at most.
const STEPS: i128 = 6;

/// Values from the lower end of a panel to its upper end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) step: i64,
    low: i64,
    high: i64,
    top: i32,
    bottom: i32,
}

impl Scale {
    /// A scale that holds both values, between two heights.
    pub(super) fn of(low: i64, high: i64, (top, bottom): (i32, i32)) -> Scale {
        let apart = (i128::from(high) - i128::from(low)).max(1);
        let mut step: i128 = 1;
        for next in [2i128, 5, 10].iter().cycle().scan(1i128, |unit, by| {
            let next = *unit * by;
            if *by == 10 {
                *unit *= 10;
            }
            Some(next)
        }) {
            if apart / step < STEPS {
                break;
            }
            step = next;
        }
        let down = i128::from(low).div_euclid(step) * step;
        let mut up = (i128::from(high) + step - 1).div_euclid(step) * step;
        if up == down {
            up += step;
        }
        let whole = |n: i128| i64::try_from(n).unwrap_or(if n < 0 { i64::MIN } else { i64::MAX });
        Scale {
            step: whole(step),
            low: whole(down),
            high: whole(up),
            top,
            bottom,
        }
    }

    /// The height of a value.
    pub(super) fn y(&self, value: i64) -> i32 {
        let up = i128::from(value.clamp(self.low, self.high)) - i128::from(self.low);
        let whole = (i128::from(self.high) - i128::from(self.low)).max(1);
        let high = i128::from(self.bottom - self.top);
        self.bottom - i32::try_from(up * high / whole).unwrap_or(0)
    }

    /// Lines from left to right, and the number of each.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas,
        (left, right): (i32, i32),
        shown: &dyn Fn(i64) -> String,
    ) -> Drawn {
        let mut value = self.low;
        loop {
            let y = self.y(value);
            let (colour, ink) = match value == self.low {
                true => (GRID_YEAR, Ink::new(260, SOFT)),
                false => (GRID_MONTH, Ink::new(260, SOFT)),
            };
            canvas.path(vec![(left, y), (right, y)], colour, 22)?;
            canvas.text(&shown(value), (left - 200, y), Anchor::Right, ink)?;
            match value.checked_add(self.step) {
                Some(next) if next <= self.high => value = next,
                _ => return Ok(()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn scales_hold_what_they_are_for_in_few_round_steps() {
        for (low, high) in [
            (0, 0),
            (0, 1),
            (0, 7),
            (0, 111),
            (2_168_923_688, 2_218_604_694),
            (-5, 1_000),
            (i64::MIN, i64::MAX),
        ] {
            let scale = Scale::of(low, high, (100, 1_000));
            assert!(scale.low <= low && high <= scale.high, "{low} {high}");
            let steps = (i128::from(scale.high) - i128::from(scale.low)) / i128::from(scale.step);
            assert!((1..=8).contains(&steps), "{low} {high}: {steps}");
            assert_eq!((scale.y(scale.low), scale.y(scale.high)), (1_000, 100));
        }
    }
}
