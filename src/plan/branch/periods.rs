//! How much vendors and teams can take in which stretch of days, and what a round takes.

use crate::plan::axis::Day;
use crate::plan::model::Model;
use crate::plan::options::latest_sign;

/// Stretches of days from as-of on, each with one price.
pub(super) struct Periods {
    /// The first day of each, and the day after the last.
    starts: Vec<Day>,
}

impl Periods {
    /// Calendar months.
    pub(super) fn months(model: &Model) -> Periods {
        Periods::cut(model, |first, _| vec![first])
    }

    /// Halves of calendar months.
    pub(super) fn halves(model: &Model) -> Periods {
        Periods::cut(model, |first, last| {
            vec![first, first + (last - first + 1) / 2]
        })
    }

    fn cut(model: &Model, parts: impl Fn(Day, Day) -> Vec<Day>) -> Periods {
        let mut starts = vec![model.as_of];
        let mut day = model.as_of;
        while day <= model.last {
            let (first, last) = model.axis.month_of(day);
            let parts = parts(first, last).into_iter();
            starts.extend(parts.filter(|d| *d > model.as_of && *d <= model.last));
            day = last.max(day) + 1;
        }
        starts.push(model.last + 1);
        Periods { starts }
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Which one a day is in; `None`: it lies before as-of, or behind the last.
    pub(super) fn of(&self, day: Day) -> Option<usize> {
        let at = self.starts.partition_point(|s| *s <= day);
        at.checked_sub(1).filter(|n| *n < self.len())
    }

    /// The days of one.
    pub(super) fn days(&self, n: usize) -> std::ops::Range<Day> {
        self.starts[n]..self.starts[n + 1]
    }
}

/// The greatest number of ▲ that a provider allows in a month; `None`: no limit.
pub(super) fn month_room(
    model: &Model,
    provider: usize,
    days: std::ops::Range<Day>,
) -> Option<u32> {
    let most = days.map(|d| model.cutover_capacity(provider, d)).max();
    most.filter(|most| *most != u32::MAX)
}

/// The units that a provider can take on a day; `None`: no limit.
pub(super) fn day_room(model: &Model, provider: usize, day: Day) -> Option<u32> {
    let at = usize::try_from(day - model.first).ok()?;
    let room = model.builds[provider].get(at).copied();
    room.filter(|room| *room != u32::MAX)
}

/// From which day on a round takes capacity at least where one of its systems has its ▲ on `day`, whose
/// it is, and for how many systems; `None`: it takes none.
pub(super) fn taken(model: &Model, round: usize, day: Day) -> Option<(usize, Day)> {
    let source = &model.rounds[round];
    let provider = source.provider.filter(|_| source.done.is_empty())?;
    let from = if source.in_house {
        let slot = model.slots.binary_search(&day).ok()?;
        source.house_start.get(slot).copied()?
    } else {
        // A later ★ serves no ▲ of the round on this day, an earlier one takes more days.
        latest_sign(model, round, day, day)?.day
    };
    Some((provider, from.max(model.as_of)))
}
