//! What is signed: which contracts cross 31 March, under which instrument, voted by when, with
//! which limit and yearly shares, and what is left to do when one of them slips.

use super::accrual::by_year;
use super::facts::{Facts, Per};
use super::{Row, sum};
use crate::calendar::{Calendar, Date, Duration, FiscalYear};
use crate::facts::segment;
use crate::plan::{Plan, Stage, StageKind};
use chrono::Days;
use std::collections::BTreeMap;

/// Which part of a round a contract is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The work: ★ to the day before the last ▲.
    Work,
    /// The service or its operation, from the first ▲.
    Running,
    /// One step of an extension.
    Extension,
}

/// A way that stays open, or a day that binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Unsigned on this day the money lapses.
    SignBy {
        /// 31 March of the year that carries the money.
        date: Date,
        /// Days between ★ and it.
        days: i64,
    },
    /// 準備行為: notice before the fiscal year, signing in it.
    Preparation {
        /// Day of the notice, or of the request for a quotation.
        notice: Date,
        /// First day on which the calendar allows it.
        from: Date,
    },
    /// ゼロ債務: a 債務負担行為 in a supplementary budget of the year before allows earlier signing.
    ZeroDebt {
        /// Session.
        session: String,
        /// Last day of its request.
        request: Date,
        /// Its vote.
        vote: Date,
    },
    /// 繰越明許費, only after a slip, with its reason.
    CarryOver {
        /// The last session that can vote it.
        session: String,
        /// Its vote.
        vote: Date,
    },
    /// The limit or the years of the 債務負担行為 are changed after a slip.
    ChangeDebt {
        /// The last session that can vote it.
        session: String,
        /// Its vote.
        vote: Date,
    },
}

/// One contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// Round.
    pub round: String,
    /// System, or the ids of all users joined by `+`.
    pub system: String,
    /// What it is for.
    pub part: Part,
    /// initial, debt-burden, long-term …
    pub instrument: String,
    /// First day of performance.
    pub from: Date,
    /// Last day; `None`: no end is known.
    pub to: Option<Date>,
    /// Day of signing, where it is known.
    pub signed: Option<Date>,
    /// Whether it crosses 31 March.
    pub crosses: bool,
    /// Yen by fiscal year, as in plan.json.
    pub shares: BTreeMap<i32, i64>,
    /// Yen after the horizon, to the end of its term.
    pub beyond: i64,
    /// ◇: what later years pay at the most.
    pub limit: Option<i64>,
    /// Fiscal years that the ◇ reaches: those after the year of signing.
    pub until: Option<i32>,
    /// The vote that the plan waits for.
    pub vote: Option<Date>,
    /// The last vote that would still be in time: name of the session (empty: the initial budget's).
    pub latest: Option<(String, Date)>,
    /// What binds and what stays open.
    pub ways: Vec<Way>,
}

/// What the plan's milestones say about a round.
#[derive(Default)]
struct Acts {
    sign: Option<Date>,
    sign_done: bool,
    notice: Option<Date>,
    vote: Option<Date>,
    requested: bool,
    first: Option<Date>,
    last: Option<Date>,
    users: Vec<String>,
}

fn acts(plan: &Plan) -> (Vec<String>, BTreeMap<String, Acts>) {
    let (mut order, mut all) = (Vec::new(), BTreeMap::<String, Acts>::new());
    for system in &plan.systems {
        for m in &system.milestones {
            if !all.contains_key(&m.round) {
                order.push(m.round.clone());
            }
            let acts = all.entry(m.round.clone()).or_default();
            if !acts.users.contains(&system.id) {
                acts.users.push(system.id.clone());
            }
            match m.kind.as_str() {
                "contract" | "operation_contract" | "extension_contract" => {
                    acts.sign = Some(m.date);
                    acts.sign_done = m.done;
                }
                "tender_notice" => acts.notice = Some(m.date),
                "budget_vote" => acts.vote = Some(m.date),
                "budget_request" | "supplementary_request" => acts.requested = true,
                "cutover" => {
                    acts.first = Some(acts.first.map_or(m.date, |d| d.min(m.date)));
                    acts.last = Some(acts.last.map_or(m.date, |d| d.max(m.date)));
                }
                _ => {}
            }
        }
    }
    (order, all)
}

pub(super) fn contracts(
    plan: &Plan,
    rows: &[Row],
    facts: &Facts<'_>,
    calendar: &Calendar,
) -> Vec<Contract> {
    let (order, acts) = acts(plan);
    let book = Book {
        plan,
        rows,
        facts: *facts,
        calendar,
        priced_by: priced_by(plan),
    };
    let mut all = Vec::new();
    for round in &order {
        let Some(acts) = acts.get(round) else {
            continue;
        };
        if let Some((base, step)) = extension_of(round) {
            all.extend(book.extension(round, base, step, acts));
            continue;
        }
        if acts.first.is_some() {
            all.extend(book.work(round, acts));
        }
        all.extend(book.running(round, acts));
    }
    all
}

/// `tax/bridge/extension-2`: of `tax/bridge`, the second.
fn extension_of(round: &str) -> Option<(&str, u32)> {
    let (base, step) = round.rsplit_once("/extension-")?;
    Some((base, step.parse().ok().filter(|n| (1..=1_000).contains(n))?))
}

/// The standard's round by the round of its operation, which is ordered apart but priced with it.
pub(super) fn priced_by(plan: &Plan) -> BTreeMap<&str, &str> {
    let mut all = BTreeMap::new();
    for system in &plan.systems {
        let round_of = |wanted: &dyn Fn(&&Stage) -> bool| {
            system
                .stages
                .iter()
                .find(wanted)
                .and_then(|s| s.round.as_deref())
        };
        let operation = round_of(&|s| s.kind == StageKind::Operation);
        let standard = round_of(&|s| s.kind == StageKind::Service && s.id == "standard");
        all.extend(operation.zip(standard));
    }
    all
}

struct Book<'p> {
    plan: &'p Plan,
    rows: &'p [Row],
    facts: Facts<'p>,
    calendar: &'p Calendar,
    priced_by: BTreeMap<&'p str, &'p str>,
}

impl Book<'_> {
    fn fact(&self, round: &str, key: &str) -> Option<&str> {
        self.facts
            .text(&format!("procurement.{}.{key}", segment(round)))
    }

    /// The day before the last ▲ is the last of the work.
    fn work(&self, round: &str, acts: &Acts) -> Option<Contract> {
        if self.fact(round, "method.kind") == Some("in-house") {
            let mut contract = self.contract(round, acts, Part::Work, "once", "initial");
            contract.from = acts.last?;
            contract.to = acts.last;
            return (!contract.shares.is_empty()).then_some(contract);
        }
        let signed = acts
            .sign
            .or_else(|| self.fact(round, "money.date")?.parse().ok());
        let to = acts.last?.pred_opt()?;
        let from = signed?;
        let voted = self.fact(round, "money.state") == Some("voted") && !acts.requested;
        let otherwise = match (voted, self.fact(round, "money.instrument")) {
            (true, Some(instrument)) => instrument,
            (true, None) => "initial",
            (false, _) if crosses(from, to) => "debt-burden",
            (false, _) => "initial",
        };
        let mut contract = self.contract(round, acts, Part::Work, "once", otherwise);
        contract.from = from;
        contract.to = Some(to);
        contract.crosses = crosses(from, to);
        self.finish(&mut contract, acts, FiscalYear::of(to).0);
        Some(contract)
    }

    /// The service of a round, or the operation that is ordered apart.
    fn running(&self, round: &str, acts: &Acts) -> Option<Contract> {
        let priced = |r: &&Row| r.round == round && r.kind == "month";
        self.rows.iter().find(priced)?;
        let priced = self.priced_by.get(round).copied().unwrap_or(round);
        let term = self.duration(priced, "term");
        let from = acts.first.or_else(|| self.operation_from(round))?;
        let to = term.and_then(|term| term.after(from, self.calendar).pred_opt());
        let mut contract = self.contract(round, acts, Part::Running, "month", "long-term");
        contract.from = from;
        contract.to = to;
        contract.crosses = to.is_none_or(|to| crosses(from, to));
        let after = self.plan.horizon.to.succ_opt()?.max(from);
        if let Some(to) = to.filter(|to| *to >= after) {
            // What the whole term costs less what lies within the horizon.
            let prices = self.running_prices(priced, from).into_iter();
            contract.beyond = sum(prices.map(|(yen, yearly)| {
                let until = |day: Date| sum(by_year(yen, yearly, from, day).into_values());
                until(to).saturating_sub(until(self.plan.horizon.to))
            }));
        }
        let last = to.map_or_else(
            || FiscalYear::of(self.plan.horizon.to).0,
            |to| FiscalYear::of(to).0,
        );
        self.finish(&mut contract, acts, last);
        Some(contract)
    }

    fn extension(&self, round: &str, base: &str, step: u32, acts: &Acts) -> Option<Contract> {
        let carrier = base.starts_with("contract.") || base.starts_with("hardware.");
        let end: Date = if let Some(id) = base.strip_prefix("contract.") {
            self.facts.date(&format!("contract.{}.ends", segment(id)))?
        } else if let Some(id) = base.strip_prefix("hardware.") {
            self.facts
                .date(&format!("hardware.{}.expires", segment(id)))?
        } else {
            let first = self.first_cutover(base)?;
            self.duration(base, "term")?
                .after(first, self.calendar)
                .pred_opt()?
        };
        let path = match base.split_once('.').filter(|_| carrier) {
            Some((kind, id)) => format!("{kind}.{}.extend.by", segment(id)),
            None => format!("procurement.{}.extend.by", segment(base)),
        };
        let by = self.facts.duration(&path)?;
        let start = end.succ_opt()?;
        let from = by.times(step - 1, start, self.calendar);
        let to = by.times(step, start, self.calendar).pred_opt()?;
        let mut contract = self.contract(round, acts, Part::Extension, "extension", "initial");
        contract.from = from;
        contract.to = Some(to);
        contract.crosses = crosses(from, to);
        self.finish(&mut contract, acts, FiscalYear::of(to).0);
        Some(contract)
    }

    fn duration(&self, round: &str, key: &str) -> Option<Duration> {
        self.facts
            .duration(&format!("procurement.{}.{key}", segment(round)))
    }

    fn first_cutover(&self, round: &str) -> Option<Date> {
        let all = self.plan.systems.iter().flat_map(|s| &s.milestones);
        all.filter(|m| m.round == round && m.kind == "cutover")
            .map(|m| m.date)
            .min()
    }

    /// First day of an operation's bar.
    fn operation_from(&self, round: &str) -> Option<Date> {
        let stages = self.plan.systems.iter().flat_map(|s| &s.stages);
        stages
            .filter(|s| s.round.as_deref() == Some(round))
            .map(|s| s.from)
            .min()
    }

    fn running_prices(&self, round: &str, from: Date) -> Vec<(i64, bool)> {
        let costs = self.facts.costs(round).into_iter();
        costs
            .filter(|c| c.per != Per::Once)
            .map(|c| (self.facts.gross(c, from), c.per == Per::Year))
            .collect()
    }

    /// Round, users, shares and instrument by the rows of one kind.
    fn contract(
        &self,
        round: &str,
        acts: &Acts,
        part: Part,
        kind: &str,
        otherwise: &str,
    ) -> Contract {
        let rows = || {
            let all = self.rows.iter();
            all.filter(|r| r.round == round && r.kind == kind)
        };
        let mut shares = BTreeMap::new();
        for row in rows() {
            let share: &mut i64 = shares.entry(row.fiscal_year).or_default();
            *share = share.saturating_add(row.yen);
        }
        let first = rows().next();
        Contract {
            round: round.to_owned(),
            system: first.map_or_else(|| acts.users.join("+"), |row| row.system.clone()),
            part,
            instrument: first.map_or(otherwise, |row| &row.instrument).to_owned(),
            from: self.plan.as_of,
            to: None,
            signed: acts
                .sign
                .or_else(|| self.fact(round, "money.date")?.parse().ok()),
            crosses: false,
            shares,
            beyond: 0,
            limit: None,
            until: None,
            vote: acts.vote,
            latest: None,
            ways: Vec::new(),
        }
    }

    /// Limit, latest vote and ways, once the days are known.
    fn finish(&self, contract: &mut Contract, acts: &Acts, last_year: i32) {
        let Some(signed) = contract.signed else {
            return;
        };
        let voted: Option<i32> = self
            .fact(&contract.round, "money.fiscal-year")
            .and_then(|year| year.parse().ok())
            .filter(|_| !acts.requested);
        let year = voted.map_or(FiscalYear::of(signed), FiscalYear);
        if contract.instrument == "debt-burden" {
            let later = contract.shares.iter().filter(|(y, _)| **y > year.0);
            let later = sum(later.map(|(_, yen)| *yen));
            contract.limit = Some(later.saturating_add(contract.beyond));
            contract.until = Some(last_year);
        }
        let done = acts.sign_done || signed < self.plan.as_of;
        if done || contract.part == Part::Running && acts.first.is_some() {
            return;
        }
        let lead = self.duration(&contract.round, "method.lead");
        let begins = acts.notice.unwrap_or_else(|| {
            lead.map_or(signed, |lead| {
                let day = lead.before(signed, self.calendar);
                self.calendar.open_on_or_before(day)
            })
        });
        if acts.requested {
            contract.latest = Some(self.latest_vote(year, begins));
        }
        contract.ways.push(Way::SignBy {
            date: year.last_day(),
            days: (year.last_day() - signed).num_days(),
        });
        if acts.requested && begins < year.first_day() {
            let budget = self.calendar.initial_budget(year);
            contract.ways.push(Way::Preparation {
                notice: begins,
                from: budget.preparation_from,
            });
            let sessions = self.calendar.supplementary_budgets(year.previous());
            let as_of = self.plan.as_of;
            let early =
                |s: &&crate::calendar::Supplementary| s.vote <= begins && s.request >= as_of;
            if let Some(s) = sessions.iter().rfind(early) {
                contract.ways.push(Way::ZeroDebt {
                    session: self.session(s.session),
                    request: s.request,
                    vote: s.vote,
                });
            }
        }
        if contract.part == Part::Work
            && let Some(to) = contract.to
            && let Some((session, vote)) = self.last_session(FiscalYear::of(to), to)
        {
            contract.ways.push(match contract.limit {
                Some(_) => Way::ChangeDebt { session, vote },
                None => Way::CarryOver { session, vote },
            });
        }
    }

    fn session(&self, at: usize) -> String {
        let sessions = &self.calendar.rules().sessions;
        sessions.get(at).map(|s| s.name.clone()).unwrap_or_default()
    }

    /// The last vote for money of a year that is not after the notice.
    fn latest_vote(&self, year: FiscalYear, begins: Date) -> (String, Date) {
        let sessions = self.calendar.supplementary_budgets(year);
        match sessions.iter().rfind(|s| s.vote <= begins) {
            Some(s) => (self.session(s.session), s.vote),
            None => (String::new(), self.calendar.initial_budget(year).vote),
        }
    }

    /// The last session of a fiscal year, which votes what a slip makes necessary.
    fn last_session(&self, year: FiscalYear, after: Date) -> Option<(String, Date)> {
        let sessions = self.calendar.supplementary_budgets(year);
        let last = sessions.last()?;
        (last.vote <= year.last_day() && after <= year.last_day())
            .then(|| (self.session(last.session), last.vote))
    }
}

/// Whether a stretch crosses 31 March.
pub(super) fn crosses(from: Date, to: Date) -> bool {
    FiscalYear::of(from) != FiscalYear::of(to)
}

impl Contract {
    /// All it costs within the horizon, and after it to the end of its term.
    pub fn total(&self) -> i64 {
        sum(self.shares.values().copied()).saturating_add(self.beyond)
    }

    /// How many days of one fiscal year it spans at the most; nothing where it has no end.
    pub fn days(&self) -> Option<i64> {
        Some((self.to?.checked_add_days(Days::new(1))? - self.from).num_days())
    }
}
