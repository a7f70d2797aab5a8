//! Where everything lies on the page: A3 landscape, taller where many systems need it.

use crate::calendar::Date;
use crate::chart::Chart;

/// A3 landscape.
const WIDTH: i32 = 42_000;
const HEIGHT: i32 = 29_700;
/// White on all sides.
pub(super) const MARGIN: i32 = 1_000;
/// Column of names and slack.
pub(super) const NAMES: i32 = 6_400;
/// Fiscal years, months.
pub(super) const YEARS: i32 = 560;
pub(super) const MONTHS: i32 = 480;

/// A row's lanes, from its top.
pub(super) const SERVICE: (i32, i32) = (130, 730);
pub(super) const REFERENCE: (i32, i32) = (740, 810);
pub(super) const WORK: (i32, i32) = (840, 1_240);
pub(super) const SYMBOLS: i32 = 1_470;
pub(super) const BELOW: i32 = 1_790;
/// The least and the greatest height of a row.
const ROW: (i32, i32) = (1_980, 2_300);

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
    /// Bottom of the last row.
    pub(super) end: i32,
    /// Left and right end of the days.
    pub(super) left: i32,
    pub(super) right: i32,
    axis: crate::chart::Axis,
}

impl Page {
    pub(super) fn of(chart: &Chart, title: i32, flags: i32, legend: i32) -> Page {
        let count = i32::try_from(chart.rows.len())
            .unwrap_or(i32::MAX / ROW.1)
            .clamp(1, 500_000);
        let head = MARGIN + title;
        let rows = head + YEARS + MONTHS + flags;
        let room = HEIGHT - MARGIN - legend - rows;
        let row = (room / count).clamp(ROW.0, ROW.1);
        let end = rows + row * count;
        Page {
            width: WIDTH,
            height: (end + legend + MARGIN).max(HEIGHT),
            top: MARGIN,
            head,
            rows,
            row,
            end,
            left: MARGIN + NAMES,
            right: WIDTH - MARGIN,
            axis: chart.axis,
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
        self.rows
            + self
                .row
                .saturating_mul(i32::try_from(row).unwrap_or(i32::MAX))
    }
}
