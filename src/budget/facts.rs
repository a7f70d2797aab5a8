//! The facts that a plan carries, read back as values: prices, terms, rules of the calendar.

use crate::calendar::{
    BudgetRules, Calendar, CalendarRules, CouncilSession, Date, DatedHoliday, Duration, Law,
    MonthDay, NoticeDays, TaxRate, Threshold, WindowRules,
};
use crate::facts::{Confidence, Provenance, segment};
use crate::inventory::WHOLE;
use crate::plan::{Plan, PlanFact};
use std::collections::BTreeMap;

/// The facts of a plan by path.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'p>(&'p BTreeMap<String, PlanFact>);

/// One price of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Price<'p> {
    pub(crate) per: Per,
    /// As written, the upper end of a range.
    pub(crate) yen: i64,
    /// Whether consumption tax comes on top.
    pub(crate) tax_excluded: bool,
    /// The price index that it rises with.
    pub(crate) index: Option<&'p str>,
}

/// What a price is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Per {
    Once,
    Month,
    Year,
}

impl<'p> Facts<'p> {
    /// Those of a plan.
    pub fn of(plan: &'p Plan) -> Facts<'p> {
        Facts(&plan.facts)
    }

    /// The value as text.
    pub fn text(self, path: &str) -> Option<&'p str> {
        self.0.get(path).map(|fact| fact.value.as_str())
    }

    /// The fact itself: value, source, confidence, place.
    pub fn fact(self, path: &str) -> Option<&'p PlanFact> {
        self.0.get(path)
    }

    /// The facts whose paths begin with `prefix`.
    pub(crate) fn below(self, prefix: &'p str) -> impl Iterator<Item = (&'p str, &'p PlanFact)> {
        let range = self.0.range(prefix.to_owned()..);
        range
            .take_while(move |(path, _)| path.starts_with(prefix))
            .map(|(path, fact)| (path.as_str(), fact))
    }

    /// Whether a fact waits for its owner's review; an absent one does not.
    pub fn assumed(self, path: &str) -> bool {
        self.0
            .get(path)
            .is_some_and(|fact| fact.confidence == Confidence::Assumed)
    }

    pub(crate) fn date(self, path: &str) -> Option<Date> {
        self.text(path)?.parse().ok()
    }

    pub(crate) fn number(self, path: &str) -> Option<i64> {
        self.text(path)?.parse().ok()
    }

    pub(crate) fn flag(self, path: &str) -> Option<bool> {
        self.text(path)?.parse().ok()
    }

    /// A length of time, the upper end of a range.
    pub(crate) fn duration(self, path: &str) -> Option<Duration> {
        let text = self.text(path)?;
        Duration::parse(text.rsplit("..").next().unwrap_or(text))
    }

    /// Whole yen, the upper end of a range.
    pub(crate) fn yen(self, path: &str) -> Option<i64> {
        let text = self.text(path)?;
        text.rsplit("..").next()?.trim().parse().ok()
    }

    /// The prices of a round in the order in which they are written.
    pub(crate) fn costs(self, round: &str) -> Vec<Price<'p>> {
        let base = format!("procurement.{}.cost", segment(round));
        let mut costs = Vec::new();
        for n in 0usize.. {
            let at = |key: &str| format!("{base}.{n}.{key}");
            let Some(per) = self.text(&at("per")) else {
                break;
            };
            let per = match per {
                "once" => Per::Once,
                "year" => Per::Year,
                _ => Per::Month,
            };
            costs.push(Price {
                per,
                yen: self.yen(&at("yen")).unwrap_or(0),
                tax_excluded: self.text(&at("tax")) == Some("excluded"),
                index: self.text(&at("index")),
            });
        }
        costs
    }

    /// The prices under `…price` of a contract or piece of hardware (`contract.ID`).
    pub(crate) fn prices(self, path: &str) -> Vec<Price<'p>> {
        let tax_excluded = self.text(&format!("{path}.price.tax")) == Some("excluded");
        let index = self.text(&format!("{path}.price.index"));
        let keys = [
            ("once", Per::Once),
            ("month", Per::Month),
            ("year", Per::Year),
        ];
        keys.into_iter()
            .filter_map(|(key, per)| {
                let yen = self.yen(&format!("{path}.price.{key}"))?;
                Some(Price {
                    per,
                    yen,
                    tax_excluded,
                    index,
                })
            })
            .collect()
    }

    /// Yen of a price by its index of a day, rounded down.
    fn indexed(self, price: Price<'_>, on: Date) -> i64 {
        let Some(id) = price.index else {
            return price.yen;
        };
        let base = format!("index.{}.values", segment(id));
        let steps = (0usize..).map_while(|n| {
            let from = self.date(&format!("{base}.{n}.from"))?;
            let percent = self.text(&format!("{base}.{n}.percent"))?;
            Some((from, crate::inventory::decimal(percent)?))
        });
        let step = steps.filter(|(from, _)| *from <= on).max_by_key(|s| s.0);
        let value = i128::from(step.map_or(WHOLE, |(_, value)| value));
        i64::try_from(i128::from(price.yen) * value / i128::from(WHOLE)).unwrap_or(i64::MAX)
    }

    /// A price with the index and the consumption tax of a day, rounded down as the plan does.
    pub(crate) fn gross(self, price: Price<'_>, on: Date) -> i64 {
        let yen = self.indexed(price, on);
        if !price.tax_excluded {
            return yen;
        }
        let rates = self.tax_rates();
        let rate = rates.iter().rfind(|rate| rate.from <= on);
        let percent = i128::from(rate.map_or(0, |rate| rate.percent));
        i64::try_from(i128::from(yen) * (100 + percent) / 100).unwrap_or(i64::MAX)
    }

    fn tax_rates(self) -> Vec<TaxRate> {
        let mut rates: Vec<TaxRate> = (0usize..)
            .map_while(|n| {
                Some(TaxRate {
                    from: self.date(&format!("calendar.tax.{n}.from"))?,
                    percent: u32::try_from(self.number(&format!("calendar.tax.{n}.percent"))?)
                        .ok()?,
                })
            })
            .collect();
        rates.sort_by_key(|rate| rate.from);
        rates
    }

    /// The days that the plan was made with: open days, budget cycle and sessions.
    pub(crate) fn calendar(self, as_of: Date) -> Calendar {
        let day = |path: &str| self.text(path).and_then(month_day);
        let budget = |key: &str, otherwise: (u32, u32)| {
            let (month, d) = otherwise;
            day(&format!("calendar.budget.{key}")).unwrap_or(MonthDay { month, day: d })
        };
        Calendar::new(CalendarRules {
            closed_weekdays: self.weekdays(),
            national_holidays: self
                .flag("calendar.closed.national-holidays")
                .unwrap_or(true),
            closed_ranges: (0usize..)
                .map_while(|n| {
                    let at = |key: &str| day(&format!("calendar.closed.ranges.{n}.{key}"));
                    at("from").zip(at("to"))
                })
                .collect(),
            added: (0usize..)
                .map_while(|n| self.date(&format!("calendar.closed.add.{n}.date")))
                .map(|date| DatedHoliday {
                    date,
                    name: String::new(),
                })
                .collect(),
            removed: self
                .text("calendar.closed.remove")
                .unwrap_or_default()
                .split(", ")
                .filter_map(|date| date.parse().ok())
                .collect(),
            budget: BudgetRules {
                request_from: budget("request.from", (10, 1)),
                request_to: budget("request.to", (10, 31)),
                vote: budget("vote", (3, 25)),
                preparation_from: budget("preparation-from", (1, 15)),
                precheck: day("calendar.budget.precheck"),
                provenance: Provenance::default(),
            },
            sessions: self.sessions(),
            window: WindowRules {
                closed_days: 2,
                provenance: Provenance::default(),
            },
            blackouts: Vec::new(),
            law_events: Vec::new(),
            methods: Vec::new(),
            tax_rates: self.tax_rates(),
            long_term_limit: self.duration("calendar.long-term.limit"),
            long_term_classes: self
                .text("calendar.long-term.classes")
                .unwrap_or_default()
                .split(", ")
                .map(str::to_owned)
                .collect(),
            law: self.law(as_of),
            provenance: Provenance::default(),
        })
    }

    /// Amounts and days of notice as the plan knew them.
    pub(crate) fn law(self, as_of: Date) -> Law {
        let mut ids: Vec<&str> = Vec::new();
        for (path, _) in self.below("calendar.threshold.") {
            let rest = path.strip_prefix("calendar.threshold.").unwrap_or_default();
            let id = rest.rsplit_once('.').map_or(rest, |(id, _)| id);
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
        ids.sort_unstable();
        ids.dedup();
        let thresholds = ids.into_iter().filter_map(|id| {
            let at = |key: &str| format!("calendar.threshold.{id}.{key}");
            let text = |key: &str| self.text(&at(key)).unwrap_or_default().to_owned();
            if self.date(&at("known-from")).is_some_and(|day| day > as_of) {
                return None;
            }
            Some(Threshold {
                id: id.to_owned(),
                rule: text("rule"),
                object: text("object"),
                kinds: text("kinds")
                    .split(", ")
                    .filter(|kind| !kind.is_empty())
                    .map(str::to_owned)
                    .collect(),
                from: self.date(&at("from"))?,
                yen: self.yen(&at("yen"))?,
                law: text("law"),
            })
        });
        let days = |key: &str| {
            let days = self.number(&format!("calendar.notice-days.{key}"));
            days.and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
        };
        Law {
            thresholds: thresholds.collect(),
            notice: NoticeDays {
                ordinary: days("ordinary"),
                urgent: days("urgent"),
                international: days("international"),
                international_urgent: days("international-urgent"),
                agreement: self
                    .text("calendar.notice-days.agreement")
                    .map(str::to_owned),
            },
        }
    }

    fn weekdays(self) -> Vec<u32> {
        const NAMES: [&str; 7] = [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ];
        match self.text("calendar.closed.weekdays") {
            None => vec![5, 6],
            Some(text) => (0u32..)
                .zip(NAMES)
                .filter(|(_, name)| text.split(", ").any(|day| day == *name))
                .map(|(n, _)| n)
                .collect(),
        }
    }

    fn sessions(self) -> Vec<CouncilSession> {
        let mut all: BTreeMap<&str, (String, Option<MonthDay>, Option<MonthDay>)> = BTreeMap::new();
        for (path, fact) in self.below("calendar.session.") {
            let rest = path.strip_prefix("calendar.session.").unwrap_or_default();
            let Some((id, key)) = rest.rsplit_once('.') else {
                continue;
            };
            let entry = all.entry(id).or_default();
            match key {
                "name" => entry.0 = fact.value.clone(),
                "request" => entry.1 = month_day(&fact.value),
                "vote" => entry.2 = month_day(&fact.value),
                _ => {}
            }
        }
        all.into_iter()
            .filter_map(|(id, (name, request, vote))| {
                Some(CouncilSession {
                    id: id.to_owned(),
                    name: if name.is_empty() { id.to_owned() } else { name },
                    request: request?,
                    vote: vote?,
                    provenance: Provenance::default(),
                })
            })
            .collect()
    }
}

fn month_day(text: &str) -> Option<MonthDay> {
    let (month, day) = text.split_once('-')?;
    Some(MonthDay {
        month: month.parse().ok()?,
        day: day.parse().ok()?,
    })
}
