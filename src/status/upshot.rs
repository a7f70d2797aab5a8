//! What matters most, in a few sentences.

use super::{MilestoneStatus, State, Status, SystemStatus};
use crate::report::wording;
use crate::words::{Lang, say};

/// How many systems are named before the rest is counted.
const NAMED: usize = 5;

pub(super) fn sentences(status: &Status, lang: Lang) -> Vec<String> {
    let mut all = Vec::new();
    let n = |n: usize| wording::grouped(i64::try_from(n).unwrap_or(i64::MAX));
    let counts = status.counts;
    let args = [
        ("done", n(counts.done)),
        ("overdue", n(counts.overdue)),
        ("late", n(counts.late)),
        ("on_time", n(counts.on_time)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    all.push(say(lang, "status-counts", &args));
    let mut slipped: Vec<(&SystemStatus, &MilestoneStatus, i64)> = Vec::new();
    for system in &status.systems {
        // The ▲ that slips most says it.
        let cutovers = system.milestones.iter().filter(|m| m.kind == "cutover");
        let days = |m: &MilestoneStatus| m.slip_days.filter(|n| *n != 0);
        let worst = cutovers.filter_map(|m| Some((m, days(m)?)));
        if let Some((m, days)) = worst.max_by_key(|(_, days)| *days) {
            slipped.push((system, m, days));
        }
    }
    slipped.sort_by_key(|(.., days)| -days);
    let later = slipped.iter().filter(|(.., days)| *days > 0);
    for (system, m, days) in later.clone().take(NAMED) {
        all.extend(slip(system, m, *days, lang));
    }
    let more = later.count().saturating_sub(NAMED);
    if more > 0 {
        all.push(say(lang, "status-slip-more", &[("n", &n(more))]));
    }
    let earlier = slipped.iter().filter(|(.., days)| *days < 0).count();
    if earlier > 0 {
        all.push(say(lang, "status-slip-earlier", &[("n", &n(earlier))]));
    }
    if slipped.is_empty() && !status.systems.is_empty() {
        all.push(say(lang, "status-no-slip", &[]));
    }
    let newly = status.endangered.iter().filter(|e| e.newly).count();
    let worse = status.endangered.len() - newly;
    for (key, count) in [
        ("status-newly-endangered", newly),
        ("status-worse", worse),
        ("status-needed", status.instruments.len()),
    ] {
        if count > 0 {
            all.push(say(lang, key, &[("n", &n(count))]));
        }
    }
    let yen = wording::grouped(status.yen_more.saturating_abs());
    match status.yen_more {
        0 => {}
        1.. => all.push(say(lang, "status-yen-more", &[("yen", &yen)])),
        _ => all.push(say(lang, "status-yen-less", &[("yen", &yen)])),
    }
    all
}

/// `介護保険システムの切替（国の標準システム）は 2026-01-05 から 2026-09-24 へ、262日遅れる見込みです。`
fn slip(system: &SystemStatus, m: &MilestoneStatus, days: i64, lang: Lang) -> Option<String> {
    let (planned, is) = (m.planned?, m.actual.or(m.forecast)?);
    let key = match m.state {
        State::Done => "status-slip-done",
        _ => "status-slip",
    };
    let args = [
        ("system", system.name.clone()),
        ("what", m.what.clone()),
        ("planned", planned.to_string()),
        ("is", is.to_string()),
        ("days", wording::grouped(days)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    Some(say(lang, key, &args))
}
