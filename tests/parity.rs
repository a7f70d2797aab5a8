//! The inventory in the repository, planned as of 2021-08-03, yields the roadmap of 資料６－１: its
//! rows, bars, symbols and lines follow from facts, and each route changes with the fact that
//! makes it. `docs/parity.md` says which.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

mod planned;

use ikou::calendar::Date;
use ikou::plan::{Plan, PlanSystem, StageKind, Status};
use planned::{Texts, bars, milestone, symbols};
use std::sync::LazyLock;

static PLAN: LazyLock<Plan> = LazyLock::new(|| city().plan(meeting()).1);

/// The day of the headquarters meeting.
fn meeting() -> Date {
    day(2021, 8, 3)
}

fn day(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap()
}

fn city() -> Texts {
    Texts::of(".", "schedules")
}

fn rows(plan: &Plan) -> Vec<PlanSystem> {
    plan.systems
        .iter()
        .filter(|s| s.group == "core")
        .cloned()
        .collect()
}

/// The plan when some facts of the inventory are others.
fn plan_when(changes: &[(&str, &str)]) -> Plan {
    let mut texts = city();
    for (fact, other) in changes {
        assert_eq!(
            texts.systems.matches(fact).count(),
            1,
            "{fact} must stand once"
        );
        texts.systems = texts.systems.replace(fact, other);
    }
    texts.plan(meeting()).1
}

fn route_when(fact: &str, other: &str, system: &str) -> String {
    bridge(&plan_when(&[(fact, other)]), system)
}

fn bridge(plan: &Plan, system: &str) -> String {
    plan.system(system).unwrap().route.bridge.clone()
}

#[test]
fn the_plan_has_no_gap_and_is_not_late() {
    assert!(matches!(
        PLAN.outcome.status,
        Status::Optimal | Status::Feasible
    ));
    let objective = PLAN.outcome.objective;
    assert_eq!(
        (
            objective.gap_days,
            objective.hard_late_days,
            objective.late_days
        ),
        (0, 0, 0)
    );
}

#[test]
fn ten_rows_over_sixty_nine_months() {
    use chrono::Datelike;
    let names: Vec<_> = rows(&PLAN).into_iter().map(|s| s.name).collect();
    let of_the_paper = [
        "税総合システム",
        "国保・年金システム",
        "介護保険システム",
        "住民情報システム",
        "障害者自立支援システム",
        "選挙事務システム",
        "保険福祉システム",
        "健康管理システム",
        "生活保護システム",
        "後期高齢者医療システム",
    ];
    assert_eq!(names, of_the_paper);
    let (from, to) = (PLAN.horizon.from, PLAN.horizon.to);
    let months = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32 + 1;
    assert_eq!(months, 69);
    assert_eq!((from, to), (day(2021, 7, 1), day(2027, 3, 31)));
}

#[test]
fn two_deadline_lines_of_which_one_is_derived() {
    let lines: Vec<_> = PLAN.deadlines.iter().map(|d| (d.date, d.derived)).collect();
    assert_eq!(
        lines,
        [(day(2026, 3, 31), false), (day(2022, 12, 31), true)]
    );
    let on_the_server = ["tax", "insurance", "care", "resident", "election"];
    assert_eq!(PLAN.deadlines[1].systems, on_the_server);
}

#[test]
fn the_bars_are_as_often_as_in_the_text() {
    let rows = rows(&PLAN);
    let of_the_text = [
        ("現行システム", 8),
        ("サーバ移設", 3),
        ("構築等", 13),
        ("クラウド上に移設（現行システム）", 3),
        ("クラウド上で保守契約延長", 3),
        ("クラウド上のシステム（新システム）", 5),
        ("クラウド上のシステム（現行システム）", 1),
        ("市内部サーバ上のシステム", 1),
        ("ガバメントクラウド・国の標準システム", 9),
        ("運用の別途発注", 9),
    ];
    let is = of_the_text.map(|(name, _)| (name, bars(&rows, name)));
    assert_eq!(is, of_the_text);
}

#[test]
fn no_bar_stands_that_the_text_does_not_name() {
    let rows = rows(&PLAN);
    let stages = rows.iter().flat_map(|s| &s.stages);
    // Systems kept for reference are a cost, not a bar of the roadmap.
    let bars = stages.filter(|s| s.kind != StageKind::Reference).count();
    // The standard round of the resident records stands in two rows: its work, service and operation twice.
    assert_eq!(bars, 8 + 3 + 13 + 3 + 3 + 5 + 1 + 1 + 9 + 9 + 3);
}

#[test]
fn thirteen_requests_and_sixteen_contracts() {
    let rows = rows(&PLAN);
    assert_eq!(symbols(&rows, "●"), 13);
    assert_eq!(symbols(&rows, "★"), 16);
    assert_eq!(symbols(&rows, "◆"), 0);
}

#[test]
fn nine_lines_of_milestones() {
    let mut drawn = Vec::new();
    let mut lines = Vec::new();
    for row in rows(&PLAN) {
        let mut line = String::new();
        for mark in row
            .milestones
            .iter()
            .filter(|m| matches!(m.symbol.as_deref(), Some("●" | "★")))
        {
            let key = (mark.round.clone(), mark.kind.clone());
            if !drawn.contains(&key) {
                line += mark.symbol.as_deref().unwrap();
                drawn.push(key);
            }
        }
        lines.push(line);
    }
    let count = |shape: &str| lines.iter().filter(|l| *l == shape).count();
    // Two pairs; one that was voted, then a pair; one pair; the row that shares another's.
    assert_eq!(lines.len(), 10);
    assert_eq!(
        [count("●★●★"), count("★●★"), count("●★"), count("")],
        [4, 3, 2, 1],
        "{lines:?}"
    );
}

#[test]
fn two_rows_are_moved_early() {
    let early = |plan: &Plan| -> Vec<String> {
        plan.systems
            .iter()
            .filter(|s| s.early_move)
            .map(|s| s.id.clone())
            .collect()
    };
    assert_eq!(early(&PLAN), ["tax", "care"]);
    // Not a flag: with more cutovers a month none has to go ahead of the last.
    let one = "（統合サーバ上のシステム）\"\nbuilds = 4\ncutovers-per-month = 1";
    let three = one.replace("month = 1", "month = 3");
    assert_eq!(early(&plan_when(&[(one, &three)])), Vec::<String>::new());
}

#[test]
fn the_bridges_are_asked_for_in_october_2021() {
    for round in [
        "tax/bridge",
        "care/bridge",
        "resident/bridge",
        "insurance/bridge",
    ] {
        let date = |kind: &str| milestone(&PLAN, round, kind).map(|m| m.date);
        // 31 October is a Sunday; the vote of 25 March; the first day of the year of the money.
        assert_eq!(date("budget_request"), Some(day(2021, 10, 29)), "{round}");
        assert_eq!(date("budget_vote"), Some(day(2022, 3, 25)), "{round}");
        assert_eq!(date("contract"), Some(day(2022, 4, 1)), "{round}");
    }
    for round in ["disability/bridge", "health/bridge", "assistance/bridge"] {
        let signed = milestone(&PLAN, round, "contract").unwrap().date;
        assert!(
            milestone(&PLAN, round, "budget_request").is_none(),
            "{round}"
        );
        assert!(
            signed > meeting() && signed <= day(2022, 3, 31),
            "{round} {signed}"
        );
    }
}

#[test]
fn everything_leaves_the_shared_server_in_time() {
    for (system, round) in [
        ("tax", "tax/bridge"),
        ("insurance", "insurance/bridge"),
        ("care", "care/bridge"),
        ("resident", "resident/bridge"),
        ("election", "election/move"),
    ] {
        let last = &PLAN.system(system).unwrap().stages[0];
        assert_eq!(last.name, "現行システム");
        assert!(last.to <= day(2022, 12, 31), "{system} {}", last.to);
        // The first open day of January follows closed days that need no cover.
        let cutover = milestone(&PLAN, round, "cutover").unwrap().date;
        assert!(cutover <= day(2023, 1, 4), "{system} {cutover}");
    }
    // 「2023年１月の本稼働開始」
    let insurance = milestone(&PLAN, "insurance/bridge", "cutover")
        .unwrap()
        .date;
    assert_eq!(insurance, day(2023, 1, 4));
    assert!(
        milestone(&PLAN, "insurance/bridge", "tender_notice")
            .unwrap()
            .date
            >= day(2022, 1, 1)
    );
}

#[test]
fn each_row_has_two_routes_with_prices() {
    let (inventory, plan) = city().plan(meeting());
    for (system, planned) in inventory.systems.iter().zip(&plan.systems) {
        assert!(system.routes.len() >= 2, "{}", system.id);
        for route in &system.routes {
            let priced = |ix| !inventory.round(ix).costs.is_empty();
            let bridge = &inventory.routes.bridges[route.bridge].id;
            let extension = || {
                let contract = system.contract.map(|c| &inventory.contracts[c.0]);
                contract.is_some_and(|c| c.extend.as_ref().is_some_and(|e| e.price.is_some()))
            };
            let paid = match bridge.as_str() {
                "none" => true,
                "extend" | "re-lease" => extension(),
                _ => route.bridge_round.is_some_and(priced),
            };
            assert!(paid && priced(route.target_round), "{} {bridge}", system.id);
        }
        assert_eq!(planned.route.target, "gov-cloud");
    }
}

#[test]
fn the_routes_are_those_of_the_reading() {
    let is: Vec<_> = PLAN
        .systems
        .iter()
        .map(|s| (s.id.as_str(), s.route.bridge.as_str()))
        .collect();
    let reading = [
        ("tax", "rehost"),
        ("insurance", "replace"),
        ("care", "rehost"),
        ("resident", "rehost"),
        ("disability", "replace"),
        ("election", "own-server"),
        ("welfare", "extend"),
        ("health", "replace"),
        ("assistance", "replace"),
        ("elderly", "none"),
    ];
    assert_eq!(is, reading);
}

#[test]
fn tax_is_rehosted_because_the_server_may_not_be_leased_again() {
    let fact = "at-most = 0, price = { month = 1_320_000 }";
    let other = "at-most = 4, price = { month = 1_320_000 }";
    assert_eq!(route_when(fact, other, "tax"), "re-lease");
}

#[test]
fn resident_records_are_rehosted_because_the_server_ends_in_2022() {
    assert_eq!(
        route_when("expires = 2022-12-31", "expires = 2026-03-31", "resident"),
        "re-lease"
    );
}

#[test]
fn insurance_is_replaced_because_rehosting_it_costs_more() {
    let fact = "yen = 66_000_000, tax = \"included\" },\n  { per = \"month\", yen = 2_200_000";
    let other = fact.replace("66_000_000", "33_000_000");
    assert_eq!(route_when(fact, &other, "insurance"), "rehost");
}

#[test]
fn care_is_rehosted_because_a_new_system_costs_more() {
    let fact = "yen = 88_000_000, tax = \"included\" },\n  { per = \"month\", yen = 1_320_000";
    let other = fact.replace("88_000_000", "11_000_000");
    assert_eq!(route_when(fact, &other, "care"), "replace");
}

#[test]
fn disability_is_replaced_because_its_contract_can_be_extended_once_only() {
    let fact = "at-most = 1, price = { month = 1_210_000 }";
    let other = "at-most = 4, price = { month = 1_210_000 }";
    assert_eq!(route_when(fact, other, "disability"), "extend");
}

#[test]
fn elections_move_to_the_own_server_because_it_is_cheap() {
    assert_eq!(
        route_when("yen = 4_400_000", "yen = 44_000_000", "election"),
        "rehost"
    );
}

#[test]
fn welfare_is_extended_because_it_may_be() {
    let fact = "at-most = 2, price = { month = 2_090_000 }";
    let other = "at-most = 0, price = { month = 2_090_000 }";
    assert_eq!(route_when(fact, other, "welfare"), "replace");
}

#[test]
fn health_is_replaced_because_its_extension_is_dear() {
    let fact = "at-most = 4, price = { month = 1_980_000 }";
    let other = "at-most = 4, price = { month = 715_000 }";
    assert_eq!(route_when(fact, other, "health"), "extend");
}

#[test]
fn public_assistance_is_replaced_because_its_server_can_be_leased_once_only() {
    let fact = "at-most = 1, price = { month = 330_000 }";
    let other = "at-most = 3, price = { month = 330_000 }";
    assert_eq!(route_when(fact, other, "assistance"), "re-lease");
}

#[test]
fn the_elderly_need_no_bridge_because_the_contract_lasts() {
    assert_eq!(
        route_when("ends = 2026-03-31", "ends = 2024-09-30", "elderly"),
        "replace"
    );
}

#[test]
fn the_line_of_the_server_is_real() {
    // When the new insurance system is a year late, the other way out is taken.
    let tender = "method = { kind = \"open\" }\n";
    let late = format!("available = 2023-04-01\n{tender}");
    let plan = plan_when(&[(tender, &late)]);
    assert_eq!(bridge(&plan, "insurance"), "rehost");
    assert_eq!(plan.outcome.objective.gap_days, 0);
    // When there is none, the plan shows the gap from the day after the server's last.
    let (ways, only) = ("[\"replace\", \"rehost\", \"re-lease\"]", "[\"replace\"]");
    let plan = plan_when(&[(tender, &late), (ways, only)]);
    let stages = &plan.system("insurance").unwrap().stages;
    let gap = stages.iter().find(|s| s.kind == StageKind::Gap).unwrap();
    assert_eq!(gap.from, day(2023, 1, 1));
    assert!(plan.outcome.objective.gap_days > 300);
}
