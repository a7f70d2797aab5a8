//! What may not be overlooked: gaps, lateness, deadlines.

use super::*;

#[test]
fn gaps_and_lateness_are_loud_in_every_text() {
    let plan = troubled();
    let picture = svg(&plan, Lang::Ja);
    let document = roxmltree::Document::parse(&picture).unwrap();
    let said = |wanted: &str| {
        labels(&document)
            .iter()
            .filter(|l| l.text.contains(wanted))
            .count()
    };
    assert_eq!(said("空白 34日"), 2, "name and bar");
    assert_eq!(
        said("34日"),
        4,
        "the title's figure and its sentence, name and bar"
    );
    assert_eq!(said("期限超過 112日"), 2, "name and strip");
    assert_eq!(said("使えるシステムがありません"), 1);
    let gap = groups_of(&document, "bar gap").pop().unwrap();
    let stripes = gap.children().find(|n| n.has_tag_name("path")).unwrap();
    assert!(stripes.attribute("d").unwrap().matches('M').count() > 3);
}

/// The sample with a system that is late by so many days.
fn late(days: i64) -> Plan {
    let mut plan = sample();
    let system = plan.systems.iter_mut().find(|s| s.id == "welfare").unwrap();
    let deadline = system.deadlines.iter_mut().next().unwrap();
    (deadline.met, deadline.slack_days) = (false, -days);
    let day = deadline.date + chrono::TimeDelta::days(days);
    let last = system.milestones.iter_mut().filter(|m| m.kind == "cutover");
    last.max_by_key(|m| m.date).unwrap().date = day;
    plan
}

#[test]
fn lateness_is_told_however_short_it_is() {
    for days in [1, 9, 40, 200] {
        let picture = svg(&late(days), Lang::Ja);
        check(&format!("{days} days late"), &picture);
        let document = roxmltree::Document::parse(&picture).unwrap();
        let wanted = format!("{days}日");
        let said: Vec<String> = labels(&document)
            .into_iter()
            .map(|l| l.text)
            .filter(|text| text.contains("超過") && text.ends_with(&wanted))
            .collect();
        assert_eq!(said.len(), 2, "{days}: name and strip, {said:?}");
        for symbol in document.descendants().filter(|n| {
            n.attribute("class")
                .is_some_and(|c| c.starts_with("symbol "))
        }) {
            let words = symbol.children().find(|n| n.has_tag_name("text"));
            assert!(words.is_some(), "{days}: no words at {symbol:?}");
        }
    }
}

#[test]
fn deadlines_on_one_day_have_a_name_each() {
    let mut plan = sample();
    let mut second = plan.deadlines[0].clone();
    (second.id, second.name) = ("second".into(), "第二の期限".into());
    plan.deadlines.push(second);
    let picture = svg(&plan, Lang::Ja);
    check("two on one day", &picture);
    let document = roxmltree::Document::parse(&picture).unwrap();
    let names = groups_of(&document, "line-name");
    assert_eq!(names.len(), plan.deadlines.len() + 1, "and the as-of day");
}

#[test]
fn a_page_shows_the_hardware_of_its_rows_only() {
    let mut plan = drawn::many(40);
    let mut other = plan.deadlines.iter().find(|d| d.derived).unwrap().clone();
    other.id = "hardware-of-the-last".into();
    other.name = "最後の機器".into();
    let last = plan.systems.last_mut().unwrap();
    let mut uses = last.deadlines[0].clone();
    (uses.id, uses.date) = (other.id.clone(), other.date);
    last.deadlines.push(uses);
    plan.deadlines.push(other);
    let pages = pages(&plan, Lang::Ja, PictureStyle::default());
    assert_eq!(pages.len(), 2);
    let shown: Vec<bool> = pages.iter().map(|p| p.contains("最後の機器")).collect();
    assert_eq!(shown, [false, true]);
}
