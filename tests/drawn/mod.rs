//! Plans to draw: a made-up city's, and what it may come to.

use ikou::plan::{Plan, PlanLink, StageKind, Status};

pub(crate) fn sample() -> Plan {
    Plan::from_json(include_str!("../fixtures/plan-sample.json")).unwrap()
}

fn day(text: &str) -> ikou::calendar::Date {
    text.parse().unwrap()
}

/// The sample with the two things that a plan may never hide: 介護保険 without a system for 34 days
/// before its cutover, 保険福祉 110 days past the deadline, which is hard here.
pub(crate) fn troubled() -> Plan {
    let mut plan = sample();
    plan.deadlines.iter_mut().for_each(|d| d.hard = true);
    let kaigo = plan.systems.iter_mut().find(|s| s.id == "kaigo").unwrap();
    let end = kaigo
        .stages
        .iter()
        .position(|s| s.id == "extension")
        .unwrap();
    let mut gap = kaigo.stages[end].clone();
    kaigo.stages[end].to = day("2025-10-18");
    gap.id = "gap".into();
    gap.kind = StageKind::Gap;
    (gap.name, gap.name_en) = ("空白".into(), "Gap".into());
    (gap.from, gap.to) = (day("2025-10-19"), day("2025-11-21"));
    kaigo.stages.insert(end + 1, gap);
    let welfare = plan.systems.iter_mut().find(|s| s.id == "welfare").unwrap();
    welfare.slack_days = -110;
    for stage in &mut welfare.stages {
        match stage.id.as_str() {
            "current" => stage.to = day("2026-07-17"),
            "build" => stage.to = day("2026-07-20"),
            "standard" => stage.from = day("2026-07-18"),
            _ => stage.from = day("2026-07-21"),
        }
    }
    for m in welfare
        .milestones
        .iter_mut()
        .filter(|m| m.kind == "cutover")
    {
        m.date = day("2026-07-21");
    }
    for d in &mut welfare.deadlines {
        (d.met, d.slack_days) = (false, -112);
    }
    plan.outcome.status = Status::Infeasible;
    plan.outcome.objective.gap_days = 34;
    plan.outcome.objective.hard_late_days = 112;
    plan.outcome.bound.gap_days = Some(34);
    plan
}

/// Names that no layout expects.
pub(crate) fn hostile() -> Plan {
    let mut plan = sample();
    plan.municipality.name = "<b>&\"市\u{1b}[31m\u{202e}'".into();
    let names = [
        "<script>alert(1)</script>",
        "\u{1b}[2J\u{1b}]0;owned\u{7}制御\0文字",
        "\u{202e}右から左\u{2067}אבג",
        "a\"b'c&d<e>f]]>",
        "改行\nと\tタブ",
        "",
        "長い名前".repeat(15).leak(),
        "VeryLongLatinNameWithoutAnyBlankInIt".repeat(3).leak(),
        "\\end\"]; x [label=\"",
        "絵文字👨‍👩‍👧‍👦と𠮷と\u{300}\u{301}\u{302}",
    ];
    for (system, name) in plan.systems.iter_mut().zip(names) {
        system.name = (*name).to_owned();
        system.owner = format!("{name}{name}");
        system
            .stages
            .iter_mut()
            .for_each(|s| s.name = format!("{name}（{name}）"));
    }
    plan.deadlines
        .iter_mut()
        .for_each(|d| d.name = names[3].repeat(5));
    plan
}

pub(crate) fn one_system() -> Plan {
    let mut plan = sample();
    plan.systems.truncate(1);
    plan
}

pub(crate) fn empty() -> Plan {
    let mut plan = sample();
    plan.systems.clear();
    plan.budget.clear();
    plan.load.clear();
    plan.outcome.bound = Default::default();
    plan
}

/// Twenty-five systems by repetition.
pub(crate) fn many(count: usize) -> Plan {
    let mut plan = sample();
    let systems: Vec<_> = plan.systems.iter().cycle().take(count).cloned().collect();
    plan.systems = systems;
    for (n, system) in plan.systems.iter_mut().enumerate() {
        system.id = format!("s{n}");
    }
    plan
}

/// So many systems, every other one with a name that no column expects: sixty characters, rare and
/// missing kanji, half-width kana, Latin without a blank.
pub(crate) fn named(count: usize) -> Plan {
    let mut plan = many(count);
    let names = [
        "地域包括支援センター総合相談業務支援及び介護予防ケアマネジメント管理システム（令和三年度再構築版・広域連携対応機能付）",
        "髙橋﨑濵𠮷田システム",
        "ｼﾞｭｳﾐﾝｷﾎﾝﾀﾞｲﾁｮｳ･ﾎｹﾝ･ﾈﾝｷﾝ ﾄｳｺﾞｳｼｽﾃﾑ",
        "VeryLongLatinSystemNameWithoutBlanksInItAtAll-Release2",
    ];
    for (n, system) in plan.systems.iter_mut().enumerate() {
        if let (0, Some(name)) = (n % 2, names.get(n / 2 % 4)) {
            system.name = (*name).to_owned();
        }
    }
    plan
}

/// The sample drawn from a day to a day.
pub(crate) fn horizon(from: &str, to: &str) -> Plan {
    let mut plan = sample();
    (plan.horizon.from, plan.horizon.to) = (day(from), day(to));
    plan
}

/// Many deadlines within a few days, and links from everywhere to everywhere.
pub(crate) fn deadlines() -> Plan {
    let mut plan = sample();
    let (deadline, link) = (plan.deadlines[0].clone(), plan.links[0].clone());
    for n in 1..=9 {
        let mut another = deadline.clone();
        another.id = format!("another-{n}");
        another.date = day("2026-03-31") - chrono::Days::new(n * 6);
        plan.deadlines.push(another);
    }
    let ids: Vec<String> = plan.systems.iter().map(|s| s.id.clone()).collect();
    for (n, from) in ids.iter().enumerate() {
        for to in ids.iter().skip(n + 1) {
            for kind in ["soft", "hard", "together"] {
                let (from, to, kind) = (from.clone(), to.clone(), kind.to_owned());
                plan.links.push(PlanLink {
                    from,
                    to,
                    kind,
                    ..link.clone()
                });
            }
        }
    }
    plan
}

/// Every plan that the pictures must stand.
pub(crate) fn all() -> Vec<(&'static str, Plan)> {
    vec![
        ("sample", sample()),
        ("troubled", troubled()),
        ("hostile", hostile()),
        ("one", one_system()),
        ("empty", empty()),
        ("many", many(25)),
        ("ten", named(10)),
        ("seventeen", named(17)),
        ("twenty", named(20)),
        ("sixty", named(60)),
        ("short", horizon("2025-12-20", "2026-01-31")),
        ("long", horizon("2010-01-01", "2049-12-31")),
        ("day", horizon("2026-01-05", "2026-01-05")),
        ("deadlines", deadlines()),
    ]
}
