//! The rules of time as read from `calendar.toml`; facts, each with source and confidence.

use super::{Date, Duration, FiscalYear, Law};
use crate::facts::Provenance;

/// A day of every year, `"10-31"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31; clamped to the month's end in years where it does not exist.
    pub day: u32,
}

/// Everything `calendar.toml` says.
#[derive(Clone, Debug)]
pub struct CalendarRules {
    /// Closed weekdays, Monday = 0. Default Saturday and Sunday.
    pub closed_weekdays: Vec<u32>,
    /// Whether the national holidays (国民の祝日に関する法律) are closed.
    pub national_holidays: bool,
    /// Closed stretches of every year, e.g. 12-29 to 01-03.
    pub closed_ranges: Vec<(MonthDay, MonthDay)>,
    /// Closed days added by the city or by a later law.
    pub added: Vec<DatedHoliday>,
    /// Days that are open although the rules above close them.
    pub removed: Vec<Date>,
    /// The yearly budget cycle.
    pub budget: BudgetRules,
    /// Council sessions that vote supplementary budgets and ordinances.
    pub sessions: Vec<CouncilSession>,
    /// When a cutover may happen.
    pub window: WindowRules,
    /// Stretches without cutovers.
    pub blackouts: Vec<Blackout>,
    /// Changes of law.
    pub law_events: Vec<LawEvent>,
    /// Methods of contracting and the days they take.
    pub methods: Vec<MethodRule>,
    /// Consumption tax.
    pub tax_rates: Vec<TaxRate>,
    /// Longest term of a 長期継続契約 under the local ordinance; `None`: no limit.
    pub long_term_limit: Option<Duration>,
    /// What that ordinance lists: `lease`, `services`.
    pub long_term_classes: Vec<String>,
    /// Thresholds and days of notice.
    pub law: Law,
    /// Where the whole file's facts come from.
    pub provenance: Provenance,
}

/// The yearly cycle of the initial budget (自治法211).
#[derive(Clone, Debug)]
pub struct BudgetRules {
    /// The season in which ● is handed in, in the year before the money's.
    pub request_from: MonthDay,
    /// Its last day.
    pub request_to: MonthDay,
    /// Day of the vote, in March before the fiscal year.
    pub vote: MonthDay,
    /// From this day on, notice for a ★ from 4/1 may be given as 準備行為.
    pub preparation_from: MonthDay,
    /// 事前協議 of IT requests, where the city has one: its last day.
    pub precheck: Option<MonthDay>,
    /// Source and confidence.
    pub provenance: Provenance,
}

/// A council session other than the one of the initial budget.
#[derive(Clone, Debug)]
pub struct CouncilSession {
    /// `june`, `september` …
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Last day of a request for its supplementary budget.
    pub request: MonthDay,
    /// Day of the vote.
    pub vote: MonthDay,
    /// Source and confidence.
    pub provenance: Provenance,
}

/// Go-live days.
#[derive(Clone, Debug)]
pub struct WindowRules {
    /// ▲ is the first open day after at least this many closed days; never below 1.
    pub closed_days: u32,
    /// Source and confidence.
    pub provenance: Provenance,
}

/// A stretch of every year, or of one year, without cutovers (切替禁止期間).
#[derive(Clone, Debug)]
pub struct Blackout {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// First day.
    pub from: MonthDay,
    /// Last day (may lie in the next year).
    pub to: MonthDay,
    /// Only in these calendar years (of the first day); empty: every year.
    pub years: Vec<i32>,
    /// For systems that serve one of these businesses; empty together with `systems`: for all.
    pub businesses: Vec<String>,
    /// For these systems.
    pub systems: Vec<String>,
    /// Hard: never broken. Soft: a finding and `price`.
    pub hard: bool,
    /// Yen that a ▲ inside costs in the objective when soft.
    pub price: i64,
    /// Source and confidence.
    pub provenance: Provenance,
}

/// A change of law that touches businesses on a day.
#[derive(Clone, Debug)]
pub struct LawEvent {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Takes effect.
    pub date: Date,
    /// Specification published.
    pub published: Option<Date>,
    /// The businesses it touches; empty: all.
    pub businesses: Vec<String>,
    /// Source and confidence.
    pub provenance: Provenance,
}

/// A method of contracting.
#[derive(Clone, Debug)]
pub struct MethodRule {
    /// `open`, `designated`, `proposal`, `negotiated`, `small`, `in-house`.
    pub kind: String,
    /// From notice (or request for a quotation) to ★.
    pub lead: Duration,
    /// Whether a public notice is given.
    pub notice: bool,
    /// Whether a ground (自治法施行令167条の2) must be named.
    pub needs_ground: bool,
    /// Greatest amount it may be used for, from a day on (少額随意契約), by day; empty: no limit.
    pub limits: Vec<AmountLimit>,
    /// Source and confidence.
    pub provenance: Provenance,
}

/// A greatest amount from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountLimit {
    /// First day.
    pub from: Date,
    /// Whole yen, tax included.
    pub yen: i64,
}

/// Consumption tax from a day on.
#[derive(Clone, Debug)]
pub struct TaxRate {
    /// First day.
    pub from: Date,
    /// Percent.
    pub percent: u32,
}

/// A closed day that the rules do not give.
#[derive(Clone, Debug)]
pub struct DatedHoliday {
    /// The day.
    pub date: Date,
    /// Its name.
    pub name: String,
}

impl MonthDay {
    /// This day in `year`, clamped to the month's end.
    pub fn in_year(self, year: i32) -> Date {
        let (year, month) = (year.clamp(1000, 9999), self.month.clamp(1, 12));
        let day = self.day.clamp(1, 31);
        (0..4)
            .find_map(|back| Date::from_ymd_opt(year, month, day.saturating_sub(back)))
            .unwrap_or(Date::MIN)
    }

    /// This day in the calendar year that lies in fiscal year `fy` (April to March).
    pub fn in_fiscal_year(self, fy: FiscalYear) -> Date {
        self.in_year(if self.month >= 4 { fy.0 } else { fy.next().0 })
    }
}

impl Blackout {
    /// Whether a ▲ on `date` lies inside (whoever it is for).
    pub fn contains(&self, date: Date) -> bool {
        use chrono::Datelike;
        let begins_in = |year: i32| {
            let from = self.from.in_year(year);
            let to = self.to.in_year(year);
            let to = if to < from {
                self.to.in_year(year + 1)
            } else {
                to
            };
            (self.years.is_empty() || self.years.contains(&year)) && from <= date && date <= to
        };
        begins_in(date.year()) || begins_in(date.year() - 1)
    }
}
