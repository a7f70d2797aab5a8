//! What is known about the plan: status, value and bound level by level, what bounds the vendors,
//! which facts clash.

use super::wording::{grouped, status_key};
use super::{Mark, Notice, clean, wording};
use crate::inventory::Level;
use crate::plan::{Cut, Plan, Status};
use crate::words::{Lang, say};

/// How many of those with the greatest load are named.
const WHO: usize = 3;

/// The lines of the outcome; the first is the status.
pub(super) fn outcome(plan: &Plan, lang: Lang) -> Vec<Notice> {
    let outcome = &plan.outcome;
    let steps = grouped(i64::try_from(outcome.steps).unwrap_or(i64::MAX));
    let none = plan
        .systems
        .iter()
        .all(|s| s.stages.is_empty() && s.milestones.is_empty());
    let key = match outcome.status {
        Status::Infeasible if none && !plan.systems.is_empty() => "infeasible-none",
        status => status_key(status),
    };
    let mark = match outcome.status {
        Status::Optimal => Mark::Good,
        Status::Feasible => Mark::Warn,
        Status::Infeasible | Status::Unknown => Mark::Bad,
    };
    let mut lines = vec![Notice {
        mark,
        text: say(lang, &format!("report-outcome-{key}"), &[("steps", &steps)]),
    }];
    if let Some(cut) = outcome.cut {
        let key = match cut {
            Cut::TimeLimit => "report-outcome-cut-time-limit",
            Cut::Interrupt => "report-outcome-cut-interrupt",
        };
        lines.push(Notice {
            mark: Mark::Warn,
            text: say(lang, key, &[]),
        });
    }
    lines.extend(conflicts(plan, lang));
    if !none {
        lines.extend(levels(plan, lang));
    }
    lines.extend(providers(plan, lang));
    let proved = matches!(outcome.status, Status::Optimal | Status::Feasible);
    if plan.outcome.objective.broken() || !proved {
        lines.push(Notice {
            mark: Mark::Quiet,
            text: say(lang, "report-outcome-clash", &[]),
        });
    }
    lines
}

/// One line per level in the order that was asked for: its value, and what is proved about it; then
/// those that were not minded.
fn levels(plan: &Plan, lang: Lang) -> Vec<Notice> {
    let outcome = &plan.outcome;
    let order = outcome.levels();
    let mut lines = Vec::new();
    if !outcome.order.is_empty() {
        let names = order.iter().map(|level| named(*level, lang));
        let names: Vec<String> = names.collect();
        let joint = say(lang, "report-order-joint", &[]);
        lines.push(Notice {
            mark: Mark::Plain,
            text: say(lang, "report-order", &[("levels", &names.join(&joint))]),
        });
    }
    // Sums of days tell nobody anything unless somebody asked for them.
    let asked = |level: &Level| !matches!(level, Level::CutoverDaySum | Level::ContractDaySum);
    let told = |level: &&Level| asked(level) || !outcome.order.is_empty();
    lines.extend(order.iter().filter(told).map(|l| line(plan, *l, lang)));
    let rest = Level::ALL.iter().filter(|l| asked(l) && !order.contains(l));
    lines.extend(rest.map(|level| {
        let mut line = line(plan, *level, lang);
        line.text += &format!("  {}", say(lang, "report-not-minded", &[]));
        line
    }));
    lines
}

fn named(level: Level, lang: Lang) -> String {
    say(lang, &format!("report-level-{}", level.name()), &[])
}

fn line(plan: &Plan, which: Level, lang: Lang) -> Notice {
    let (value, bound) = (&plan.outcome.objective, &plan.outcome.bound);
    let days = |n: i64| say(lang, "report-days", &[("n", &grouped(n))]);
    let yen = |n: i64| say(lang, "report-yen", &[("n", &grouped(n))]);
    let of = |value, bound, shown: &dyn Fn(i64) -> String| level(which, value, bound, shown, lang);
    match which {
        Level::GapDays => of(value.gap_days, bound.gap_days, &days),
        Level::HardLateDays => of(value.hard_late_days, bound.hard_late_days, &days),
        Level::LateDays => of(value.late_days, bound.late_days, &days),
        Level::PromisesChanged => {
            let count = |n: i64| say(lang, "report-promises", &[("n", &grouped(n))]);
            of(
                value.promises_changed.unwrap_or(0),
                bound.promises_changed,
                &count,
            )
        }
        Level::PromisedDaysMoved => {
            let moved = value.promised_days_moved.unwrap_or(0);
            of(moved, bound.promised_days_moved, &days)
        }
        Level::CostYen => of(value.cost_yen, bound.cost_yen, &yen),
        Level::CutoverDaySum => of(value.cutover_day_sum, bound.cutover_day_sum, &days),
        Level::ContractDaySum => of(value.contract_day_sum, bound.contract_day_sum, &days),
        Level::PeakLoad => peak(plan, lang),
    }
}

/// The greatest load, and whose it is.
fn peak(plan: &Plan, lang: Lang) -> Notice {
    let (value, bound) = (&plan.outcome.objective, &plan.outcome.bound);
    let percent = format!("{:.0}", (value.peak_load * 100.0).clamp(0.0, 1e9));
    let who: Vec<String> = plan
        .load
        .iter()
        .filter(|l| l.peak.is_some_and(|p| p > 0.0 && p >= value.peak_load))
        .map(|l| wording::name_or_id(&l.name, &l.provider))
        .collect();
    let mut text = match who.is_empty() {
        true => say(lang, "report-load-percent", &[("n", &percent)]),
        false => {
            let joint = if lang == Lang::Ja { "、" } else { ", " };
            let mut named: Vec<String> = who.iter().take(WHO).cloned().collect();
            if who.len() > WHO {
                let more = (who.len() - WHO).to_string();
                named.push(say(lang, "report-warning-more", &[("n", &more)]));
            }
            let named = named.join(joint);
            say(lang, "report-load-who", &[("n", &percent), ("who", &named)])
        }
    };
    if bound.peak_load.is_some_and(|bound| bound > 0.0) {
        text += &format!("  {}", say(lang, "report-bound-exact", &[]));
    }
    Notice {
        mark: Mark::Plain,
        text: format!("{}: {text}", named(Level::PeakLoad, lang)),
    }
}

fn level(
    level: Level,
    value: i64,
    bound: Option<i64>,
    shown: &dyn Fn(i64) -> String,
    lang: Lang,
) -> Notice {
    let mut text = format!("{}: {}", named(level, lang), shown(value));
    match bound {
        // Nothing is below zero: to say so proves nothing.
        Some(bound) if bound >= value && value > 0 => {
            text += &format!("  {}", say(lang, "report-bound-exact", &[]));
        }
        Some(bound) if 0 < bound && bound < value => {
            let percent = value.saturating_sub(bound) as f64 / bound as f64 * 100.0;
            let (bound, percent) = (shown(bound), format!("{percent:.1}"));
            let args = [("bound", bound.as_str()), ("percent", &percent)];
            text += &format!("  {}", say(lang, "report-bound-gap", &args));
        }
        _ => {}
    }
    let mark = match level {
        Level::GapDays | Level::HardLateDays if value > 0 => Mark::Bad,
        Level::LateDays if value > 0 => Mark::Warn,
        _ => Mark::Plain,
    };
    Notice { mark, text }
}

/// Why no plan can have its last ▲ earlier.
fn providers(plan: &Plan, lang: Lang) -> Vec<Notice> {
    plan.outcome
        .bound
        .providers
        .iter()
        .map(|b| {
            let args = [
                ("who", wording::provider(plan, &b.provider)),
                ("date", b.last_cutover_not_before.to_string()),
                ("first", b.first_work.to_string()),
                ("work", grouped(b.work_days)),
                ("systems", b.systems.len().to_string()),
                (
                    "capacity",
                    b.cutovers_per_month.unwrap_or(b.capacity).to_string(),
                ),
            ];
            let key = match (b.cutovers_per_month, b.systems.len()) {
                (Some(_), _) => "report-provider-bound-months",
                // One alone waits for nobody; a plan of an earlier version does not name them.
                (None, 0 | 1) => "report-provider-bound-work",
                (None, _) => "report-provider-bound",
            };
            let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
            Notice {
                mark: Mark::Plain,
                text: say(lang, key, &args),
            }
        })
        .collect()
}

/// The facts that clash, each with its place.
fn conflicts(plan: &Plan, lang: Lang) -> Vec<Notice> {
    let mut lines = Vec::new();
    for conflict in &plan.outcome.conflicts {
        let rule = wording::rule(&conflict.rule, lang);
        let mut text = match &conflict.system {
            Some(id) => {
                let system = wording::system(plan, id);
                say(
                    lang,
                    "report-conflict-system",
                    &[("rule", &rule), ("system", &system)],
                )
            }
            None => say(lang, "report-conflict", &[("rule", &rule)]),
        };
        if let Some(n) = conflict.at_least {
            text += &format!(
                "  {}",
                say(lang, "report-conflict-at-least", &[("n", &grouped(n))])
            );
        }
        lines.push(Notice {
            mark: Mark::Bad,
            text,
        });
        for path in &conflict.facts {
            let text = match plan.facts.get(path) {
                Some(fact) => {
                    let (path, value, file) = (clean(path), clean(&fact.value), clean(&fact.file));
                    let line = fact.line.to_string();
                    let args = [
                        ("path", path.as_str()),
                        ("value", &value),
                        ("file", &file),
                        ("line", &line),
                    ];
                    say(lang, "report-conflict-fact", &args)
                }
                None => clean(path),
            };
            lines.push(Notice {
                mark: Mark::Plain,
                text: format!("  {text}"),
            });
        }
    }
    lines
}
