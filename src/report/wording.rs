//! Words for what a plan names by ids: routes, milestones, rules, days, sums of money.

use super::clean;
use crate::calendar::{Date, Era, FiscalYear, fiscal_year_label, wareki};
use crate::plan::{Plan, PlanDeadline, PlanRoute, Stage, Status};
use crate::words::{Lang, say, try_say};
use chrono::Datelike;

/// `2021-08-03（令和3年8月3日）`; in English the ISO date alone.
pub fn day(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{date}（{}）", wareki(date)),
        Lang::En => date.to_string(),
    }
}

/// The as-of date and the horizon, in one line.
pub fn dates(plan: &Plan, lang: Lang) -> String {
    let from = plan.horizon.from.to_string();
    let to = plan.horizon.to.to_string();
    format!(
        "{}  {}",
        say(lang, "report-as-of", &[("date", &day(plan.as_of, lang))]),
        say(lang, "report-horizon", &[("from", &from), ("to", &to)]),
    )
}

/// `令和8年度（2026）`, `FY2026 (R8)`.
pub fn fiscal_year(year: i32, full_width: bool, lang: Lang) -> String {
    let label = match lang {
        Lang::Ja => fiscal_year_label(FiscalYear(year), full_width),
        Lang::En => fiscal_year_short(year),
    };
    say(
        lang,
        "report-year",
        &[("label", &label), ("year", &year.to_string())],
    )
}

/// `R8`: the era's letter and year, where a column has no room for more.
pub fn fiscal_year_short(year: i32) -> String {
    let fy = FiscalYear(year);
    // 令和元年度 began a month before the era did.
    let day = if year == 2019 {
        fy.last_day()
    } else {
        fy.first_day()
    };
    match Era::of(day) {
        Some(era) => format!("{}{}", era.letter, year - era.from.year() + 1),
        None => year.to_string(),
    }
}

/// Shown name of a stage.
pub fn stage(stage: &Stage, lang: Lang) -> String {
    let name = match lang {
        Lang::En if !stage.name_en.trim().is_empty() => &stage.name_en,
        _ => &stage.name,
    };
    let name = clean(name);
    if name.is_empty() {
        clean(&stage.id)
    } else {
        name
    }
}

/// Shown name of a system, by its id; the id itself where the plan has no such system.
pub fn system(plan: &Plan, id: &str) -> String {
    plan.system(id)
        .map_or_else(|| clean(id), |s| name_or_id(&s.name, &s.id))
}

/// The name, or the id where the name shows nothing.
pub fn name_or_id(name: &str, id: &str) -> String {
    let name = clean(name);
    if name.is_empty() { clean(id) } else { name }
}

/// Shown name of a vendor or team, by its id.
pub fn provider(plan: &Plan, id: &str) -> String {
    plan.load
        .iter()
        .find(|l| l.provider == id)
        .map_or_else(|| clean(id), |l| name_or_id(&l.name, id))
}

/// Shown name of a deadline, by its id.
pub fn deadline(plan: &Plan, id: &str, lang: Lang) -> String {
    let found = plan.deadlines.iter().find(|d| d.id == id);
    found.map_or_else(|| clean(id), |deadline| deadline_name(plan, deadline, lang))
}

/// Shown name of a deadline. One derived from hardware bears the hardware's name in the plan:
/// 庁内ハードウェア使用期限（住民情報系統合サーバ）.
pub fn deadline_name(plan: &Plan, deadline: &PlanDeadline, lang: Lang) -> String {
    let name = name_or_id(&deadline.name, &deadline.id);
    if !deadline.derived || deadline.kind != "hardware" {
        return name;
    }
    let own = deadline.id.strip_prefix("hardware/").is_some_and(|id| {
        let paths = [
            format!("hardware.{id}.platform"),
            format!("hardware.\"{id}\".platform"),
        ];
        // Hardware of which nothing is said stands in the city's own rooms.
        let mut written = paths.iter().filter_map(|path| plan.facts.get(path));
        written.next().is_none_or(|fact| fact.value == "own")
    });
    let key = if own {
        "report-deadline-own-hardware"
    } else {
        "report-deadline-hardware"
    };
    say(lang, key, &[("name", &name)])
}

/// `クラウドへ移設 → ガバメントクラウド`, and `移設 → ガバクラ` for narrow columns.
pub fn route(route: &PlanRoute, lang: Lang) -> (String, String) {
    let form = |bridge: &str, target: &str| {
        let (bridge, target) = (
            known(lang, bridge, &route.bridge),
            known(lang, target, &route.target),
        );
        say(
            lang,
            "report-route",
            &[("bridge", &bridge), ("target", &target)],
        )
    };
    (
        form("report-bridge-", "report-target-"),
        form("report-short-bridge-", "report-short-target-"),
    )
}

/// Shown name of a bridge.
pub fn bridge(id: &str, lang: Lang) -> String {
    known(lang, "report-bridge-", id)
}

/// Shown name of a kind of milestone.
pub fn milestone(kind: &str, lang: Lang) -> String {
    known(lang, "report-milestone-", kind)
}

/// Shown name of a rule.
pub fn rule(name: &str, lang: Lang) -> String {
    known(lang, "report-rule-", name)
}

/// Shown name of a kind of money.
pub fn money_kind(kind: &str, lang: Lang) -> String {
    known(lang, "report-money-", kind)
}

/// What is known about the plan, in a few words.
pub fn status(status: Status, lang: Lang) -> String {
    say(lang, &format!("report-status-{}", status_key(status)), &[])
}

/// The end of a status' keys.
pub(super) fn status_key(status: Status) -> &'static str {
    match status {
        Status::Optimal => "optimal",
        Status::Feasible => "feasible",
        Status::Infeasible => "infeasible",
        Status::Unknown => "unknown",
    }
}

/// The catalogue's word for an id; what the catalogue does not know is shown as it is written.
fn known(lang: Lang, prefix: &str, id: &str) -> String {
    let plain = !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    plain
        .then(|| try_say(lang, &format!("{prefix}{id}"), &[]))
        .flatten()
        .unwrap_or_else(|| clean(id))
}

/// `12,345,678`
pub fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::new();
    if n < 0 {
        out.push('-');
    }
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_years_as_people_write_them() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(-1_234_567), "-1,234,567");
        assert_eq!(grouped(i64::MIN), "-9,223,372,036,854,775,808");
        assert_eq!(fiscal_year_short(2026), "R8");
        assert_eq!(fiscal_year_short(2019), "R1");
        assert_eq!(fiscal_year_short(2018), "H30");
        assert_eq!(fiscal_year(2026, true, Lang::Ja), "令和８年度（2026）");
        assert_eq!(fiscal_year(2026, false, Lang::En), "FY2026 (R8)");
    }

    #[test]
    fn an_unknown_id_is_shown_as_it_is() {
        let own = PlanRoute {
            bridge: "本市独自".into(),
            target: "x y".into(),
        };
        assert_eq!(route(&own, Lang::Ja).0, "本市独自 → x y");
        assert_eq!(milestone("contract", Lang::Ja), "契約");
        assert_eq!(rule("no-such-rule", Lang::En), "no-such-rule");
    }
}
