//! What comes after what.

use super::reading::{Move, Reading, Taken};
use super::{Found, days_between};
use crate::calendar::Date;
use crate::plan::StageKind;

/// `order`: enquiry ≤ request ≤ vote ≤ ★ < ▲; notice ≤ the council's vote ≤ ★; pia before configuration; the bridge's
/// ▲ before the standard's; service stages follow each other.
pub(super) fn order(reading: &Reading<'_>, found: &mut Found) {
    for taken in &reading.taken {
        for m in &taken.moves {
            chain(taken, m, found);
            configuration(taken, m, found);
        }
        for pair in taken.moves.windows(2) {
            if pair[1].cutover <= pair[0].cutover {
                let what = "the standard's ▲ is not after the bridge's";
                found.add(
                    Some(&taken.system.id),
                    Some(&pair[1].round.id),
                    what,
                    &[
                        ("bridge", &pair[0].cutover),
                        ("standard", &pair[1].cutover),
                        (
                            "days-over",
                            &(days_between(pair[1].cutover, pair[0].cutover) + 1),
                        ),
                    ],
                );
            }
        }
        let mut bars: Vec<(Date, Date)> = taken
            .plan
            .stages
            .iter()
            .filter(|s| matches!(s.kind, StageKind::Service | StageKind::Gap))
            .map(|s| (s.from, s.to))
            .collect();
        bars.sort_unstable();
        for pair in bars.windows(2) {
            if Some(pair[1].0) != pair[0].1.succ_opt() {
                let what = "service stages do not follow each other";
                found.add(
                    Some(&taken.system.id),
                    None,
                    what,
                    &[
                        ("to", &pair[0].1),
                        ("from", &pair[1].0),
                        ("days-off", &(days_between(pair[0].1, pair[1].0) - 1)),
                    ],
                );
            }
        }
    }
}

/// The acts of one round in their order.
fn chain(taken: &Taken<'_>, m: &Move<'_>, found: &mut Found) {
    let round = m.round.id.as_str();
    let date = |kind: &str| taken.date(round, kind);
    let request = date("budget_request").or_else(|| date("supplementary_request"));
    let in_order = [
        ("enquiry", date("enquiry")),
        ("request", request),
        ("budget_vote", date("budget_vote")),
        ("contract", m.sign),
    ];
    let notice = [
        ("tender_notice", date("tender_notice")),
        ("contract_vote", date("contract_vote")),
        ("contract", m.sign),
    ];
    let assessment = [("pia_start", date("pia_start")), ("pia", date("pia"))];
    for acts in [&in_order[..], &notice[..], &assessment[..]] {
        let dated = acts
            .iter()
            .filter_map(|(kind, date)| Some((kind, (*date)?)));
        let dated: Vec<(&&str, Date)> = dated.collect();
        for pair in dated.windows(2) {
            if pair[1].1 < pair[0].1 {
                found.add(
                    Some(&taken.system.id),
                    Some(round),
                    "acts are out of order",
                    &[
                        ("first", pair[0].0),
                        ("on", &pair[0].1),
                        ("then", pair[1].0),
                        ("then-on", &pair[1].1),
                        ("days-over", &days_between(pair[1].1, pair[0].1)),
                    ],
                );
            }
        }
    }
    if let Some(sign) = m.sign.filter(|sign| m.cutover <= *sign && !m.done) {
        found.add(
            Some(&taken.system.id),
            Some(round),
            "▲ is not after ★",
            &[
                ("contract", &sign),
                ("cutover", &m.cutover),
                ("days-over", &(days_between(m.cutover, sign) + 1)),
            ],
        );
    }
}

/// The assessment is done before configuration starts.
fn configuration(taken: &Taken<'_>, m: &Move<'_>, found: &mut Found) {
    let Some(pia) = taken.date(&m.round.id, "pia") else {
        return;
    };
    let configures = |id: &str| {
        m.round
            .activities
            .iter()
            .any(|a| a.configuration && a.id == id)
    };
    let activities = taken
        .plan
        .activities
        .iter()
        .filter(|a| a.round == m.round.id);
    let start = activities
        .filter(|a| configures(&a.id))
        .map(|a| a.from)
        .min();
    if let Some(start) = start.filter(|start| *start <= pia) {
        found.add(
            Some(&taken.system.id),
            Some(&m.round.id),
            "pia is not before configuration",
            &[
                ("pia", &pia),
                ("configuration", &start),
                ("days-over", &(days_between(start, pia) + 1)),
            ],
        );
    }
}

/// `work-time`: from ★ to ▲ there is time for the work.
pub(super) fn work_time(reading: &Reading<'_>, found: &mut Found) {
    for (taken, m) in reading.moves().filter(|(_, m)| !m.done) {
        let Some(sign) = m.sign else { continue };
        let ready = m.round.work.high.after(sign, reading.calendar);
        if m.cutover < ready {
            let what = "less time between ★ and ▲ than the work takes";
            found.add(
                Some(&taken.system.id),
                Some(&m.round.id),
                what,
                &[
                    ("cutover", &m.cutover),
                    ("ready", &ready),
                    ("days-over", &days_between(m.cutover, ready)),
                ],
            );
        }
    }
}

/// `activity-order`: steps in order, each at least its length, inside the work stage.
pub(super) fn activity_order(reading: &Reading<'_>, found: &mut Found) {
    for (taken, m) in reading.moves().filter(|(_, m)| !m.done) {
        let steps: Vec<_> = taken
            .plan
            .activities
            .iter()
            .filter(|a| a.round == m.round.id)
            .collect();
        let mut report = |what: &str, step: &crate::plan::Activity, over: i64| {
            found.add(
                Some(&taken.system.id),
                Some(&m.round.id),
                what,
                &[
                    ("activity", &step.id),
                    ("from", &step.from),
                    ("to", &step.to),
                    ("days-over", &over),
                ],
            );
        };
        for pair in steps.windows(2) {
            if pair[1].from <= pair[0].to {
                let over = days_between(pair[1].from, pair[0].to) + 1;
                report("a step begins before the one before it ends", pair[1], over);
            }
        }
        for step in &steps {
            let rule = m.round.activities.iter().find(|rule| rule.id == step.id);
            let length = rule.and_then(|rule| rule.length);
            let end = step.to.succ_opt().unwrap_or(step.to);
            // Counted from its first day or back from its last: month ends make these differ.
            let short = match length {
                Some(length) => {
                    let forward = days_between(end, length.after(step.from, reading.calendar));
                    forward.min(days_between(
                        length.before(end, reading.calendar),
                        step.from,
                    ))
                }
                // One without a length has a day at least.
                None => days_between(end, step.from) + 1,
            };
            if short > 0 {
                report("a step is shorter than its length", step, short);
            }
            let early = m.sign.map_or(0, |sign| days_between(step.from, sign));
            let outside = early.max(days_between(m.cutover, step.to) + 1);
            if outside > 0 {
                report("a step is outside the work", step, outside);
            }
        }
    }
}
