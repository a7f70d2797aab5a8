//! Where everything lies on a page.

use super::super::paper::Paper;
use crate::calendar::Date;
use crate::chart::Axis;

/// White on all sides.
pub(super) const MARGIN: i32 = 1_000;
/// Fiscal years, quarters, months.
pub(super) const YEARS: i32 = 520;
pub(super) const QUARTERS: i32 = 330;
pub(super) const MONTHS: i32 = 420;
/// All of the header.
pub(super) const HEAD: i32 = YEARS + QUARTERS + MONTHS;
/// What a row is higher by where bars of another plan lie behind its own.
pub(super) const BEFORE: i32 = 300;
/// A heading between rows.
pub(super) const HEADING: i32 = 480;
/// The least and the greatest height of a row.
pub(super) const ROW: (i32, i32) = (1_080, 2_300);

/// What lies where in a row, from its top, by the row's height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lanes {
    /// What citizens use.
    pub(super) service: (i32, i32),
    /// Old systems kept for reference.
    pub(super) reference: (i32, i32),
    /// The work.
    pub(super) work: (i32, i32),
    /// Service and work of the plan before, behind those of this one: they show above them.
    pub(super) before: [(i32, i32); 2],
    /// The middle of the symbols.
    pub(super) symbols: i32,
    /// The middle of labels below them, where there is room for them.
    pub(super) below: Option<i32>,
    /// Half the width of a symbol.
    pub(super) half: i32,
    /// Sizes of what is written in bars, work and at symbols.
    pub(super) sizes: (i32, i32, i32),
}

impl Lanes {
    /// Of a row of which so much is for the bars of another plan.
    pub(super) fn with(row: i32, before: i32) -> Lanes {
        let plain = Lanes::of(row - before);
        let (half, down) = (before / 2, |lane: (i32, i32), by: i32| {
            (lane.0 + by, lane.1 + by)
        });
        Lanes {
            service: down(plain.service, half),
            reference: down(plain.reference, half),
            work: down(plain.work, before),
            before: [
                (plain.service.0, plain.service.1 + half),
                (plain.work.0 + half, plain.work.1 + before),
            ],
            symbols: plain.symbols + before,
            below: plain.below.map(|y| y + before),
            ..plain
        }
    }

    pub(super) fn of(row: i32) -> Lanes {
        // What a row has more than the least; all of it is given out by fixed shares.
        let more = (row - ROW.0).clamp(0, 1_200);
        let share = |percent: i32, most: i32| (more * percent / 100).min(most);
        let top = 55 + share(7, 60);
        let service = (top, top + 430 + share(20, 170));
        let work = service.1 + 35 + share(8, 50);
        let work = (work, work + 265 + share(14, 120));
        let half = 120 + share(5, 40);
        let symbols = work.1 + half + 20 + share(5, 40);
        let below = symbols + 300;
        Lanes {
            service,
            reference: (service.1 + 8, work.0 - 8),
            work,
            before: [service, work],
            symbols,
            below: (below + 140 <= row).then_some(below),
            half,
            sizes: (262 + share(4, 28), 238 + share(3, 22), 230 + share(3, 20)),
        }
    }
}

/// Heights of what lies around the rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    pub(super) title: i32,
    pub(super) flags: i32,
    pub(super) load: i32,
    pub(super) strip: i32,
    pub(super) legend: i32,
    /// What each row is higher by, for the bars of another plan.
    pub(super) before: i32,
}

/// Measures of a page.
pub(super) struct Page {
    pub(super) width: i32,
    pub(super) height: i32,
    /// Top of the title block.
    pub(super) top: i32,
    /// Top of the header.
    pub(super) head: i32,
    /// Bottom of the lane with the names of vertical lines, top of the first row.
    pub(super) rows: i32,
    /// Height of a row.
    pub(super) row: i32,
    /// What lies where in a row.
    pub(super) lanes: Lanes,
    /// Bottom of the last row.
    pub(super) end: i32,
    /// Height of a strip of load, and the bottom of all of them.
    pub(super) strip: i32,
    pub(super) foot: i32,
    /// Left and right end of the days.
    pub(super) left: i32,
    pub(super) right: i32,
    axis: Axis,
    ys: Vec<i32>,
    headings: Vec<i32>,
}

/// Room between the header and the foot for rows.
pub(super) fn room(paper: Paper, around: Around) -> i32 {
    paper.size().1 - 2 * MARGIN - around.title - HEAD - around.flags - around.load - around.legend
}

impl Page {
    /// A page with rows in groups of so many, each under a heading where there are headings.
    pub(super) fn of(
        paper: Paper,
        axis: Axis,
        around: Around,
        groups: &[usize],
        headed: bool,
    ) -> Page {
        let (width, height) = paper.size();
        let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX / ROW.1);
        let rows: usize = groups.iter().sum();
        let heads = if headed {
            HEADING * count(groups.len())
        } else {
            0
        };
        let row = ((room(paper, around) - heads) / count(rows).max(1))
            .clamp(ROW.0 + around.before, ROW.1 + around.before);
        let head = MARGIN + around.title;
        let top = head + HEAD + around.flags;
        let (mut ys, mut headings, mut y) = (Vec::new(), Vec::new(), top);
        for group in groups {
            if headed {
                headings.push(y);
                y += HEADING;
            }
            for _ in 0..*group {
                ys.push(y);
                y += row;
            }
        }
        Page {
            width,
            height,
            top: MARGIN,
            head,
            rows: top,
            row,
            lanes: Lanes::with(row, around.before),
            end: y,
            strip: around.strip,
            foot: y + around.load,
            left: left(paper),
            right: width - MARGIN,
            axis,
            ys,
            headings,
        }
    }

    /// Where a day begins.
    pub(super) fn x(&self, date: Date) -> i32 {
        self.left + self.axis.at(date, self.right - self.left)
    }

    /// Where a day ends.
    pub(super) fn after(&self, date: Date) -> i32 {
        self.left + self.axis.after(date, self.right - self.left)
    }

    /// Top of a row.
    pub(super) fn y(&self, row: usize) -> i32 {
        self.ys.get(row).copied().unwrap_or(self.end)
    }

    /// Top of a group's heading.
    pub(super) fn heading(&self, group: usize) -> Option<i32> {
        self.headings.get(group).copied()
    }

    /// All there is between the margins.
    pub(super) fn wide(&self) -> i32 {
        self.right - MARGIN
    }
}

/// Where the days begin: right of the names.
fn left(paper: Paper) -> i32 {
    MARGIN
        + match paper {
            Paper::A4 => 5_100,
            Paper::A3 => 6_400,
            Paper::A0 => 7_400,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_lie_below_each_other_in_rows_of_every_height() {
        for row in ROW.0..=ROW.1 {
            let lanes = Lanes::of(row);
            assert!(lanes.service.0 < lanes.service.1, "{row}");
            assert!(lanes.service.1 < lanes.reference.0, "{row}");
            assert!(lanes.reference.0 < lanes.reference.1, "{row}");
            assert!(lanes.reference.1 < lanes.work.0, "{row}");
            assert!(lanes.work.1 < lanes.symbols - lanes.half, "{row}");
            let last = lanes.below.unwrap_or(lanes.symbols) + 135;
            assert!(last <= row + 1, "{row}: {last}");
            // 6.5 points.
            assert!(lanes.sizes.2 >= 229 && lanes.sizes.1 >= 229);
        }
        assert!(Lanes::of(ROW.0).below.is_none());
        assert!(Lanes::of(ROW.1).below.is_some());
    }
}
