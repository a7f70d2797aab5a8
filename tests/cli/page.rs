//! `--with`: which plans a page holds beside its own.

use crate::sealed::{EMPTY, Room};
use crate::towns::TAX;
use serde_json::Value;

fn room() -> Room {
    let dear = "name = \"値上げ\"\nreason = \"交渉中\"\n[scale]\nsystem.tax.cost = 2\n";
    Room::new()
        .file("systems.toml", format!("{EMPTY}{TAX}"))
        .file("schedules/scenarios/dear.toml", dear)
}

/// The data of a page under an id.
fn data(html: &str, id: &str) -> Value {
    let begin = format!("<script type=\"application/json\" id=\"{id}\">");
    let text = html.split(&begin).nth(1).unwrap();
    serde_json::from_str(text.split("</script>").next().unwrap()).unwrap()
}

/// What the plans of a page are called, in both languages.
fn plans(html: &str) -> Vec<[String; 2]> {
    serde_json::from_value(data(html, "page")["plans"].clone()).unwrap()
}

/// The yen of each of a page's plans.
pub(crate) fn totals(html: &str) -> Vec<u64> {
    let count = plans(html).len();
    let sheets = (0..count).map(|n| data(html, &format!("plan-{n}")));
    sheets
        .map(|sheet| sheet["money"]["total"].as_u64().unwrap())
        .collect()
}

#[test]
fn a_page_holds_scenarios_saved_plans_and_approved_ones() {
    let room = room();
    assert_eq!(room.run(&["plan", "-o", "前の計画.json"]).code, 0);
    for args in [
        &["baseline", "save", "令和3年8月"][..],
        &["baseline", "save", "改定", "--scenario", "dear"],
        &["plan", "-o", "schedules/baseline/plan.json"],
    ] {
        assert_eq!(room.run(args).code, 0, "{args:?}");
    }
    let mut args = vec!["plan", "-o", "plan.html"];
    let others = ["dear", "前の計画.json", "改定", "令和3年8月", "baseline"];
    args.extend(others.iter().flat_map(|other| ["--with", other]));
    let run = room.run(&args);
    assert_eq!(run.code, 0, "{}", run.err);
    let html = room.read("plan.html");
    let names = [
        ["基準（変更なし）", "base (nothing changed)"],
        ["値上げ", "値上げ"],
        ["前の計画", "前の計画"],
        ["承認計画 改定", "approved plan 改定"],
        ["承認計画 令和3年8月", "approved plan 令和3年8月"],
        ["承認計画", "approved plan"],
    ];
    assert_eq!(plans(&html), names);
    let totals = totals(&html);
    let (base, dear) = (totals[0], totals[1]);
    assert!(dear > base);
    assert_eq!(totals, [base, dear, base, dear, base, base]);
    // The same from a saved plan: what lies beside it is looked for in this folder.
    let mut args = vec!["render", "前の計画.json", "-o", "render.html"];
    args.extend(others.iter().flat_map(|other| ["--with", other]));
    assert_eq!(room.run(&args).code, 0);
    assert_eq!(room.read("render.html"), html);
}

#[test]
fn the_files_as_they_are_stand_beside_a_what_if() {
    let room = room();
    let args = ["plan", "--scenario", "dear", "-o", "x.html"];
    let run = room.run(&[&args[..], &["--with", "current"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let html = room.read("x.html");
    let names: Vec<String> = plans(&html).into_iter().map(|[ja, _]| ja).collect();
    assert_eq!(names, ["値上げ", "基準（変更なし）"]);
    let totals = totals(&html);
    assert!(totals[0] > totals[1], "{totals:?}");
}

#[test]
fn a_name_that_means_no_plan_is_told_and_nothing_is_written() {
    let room = room()
        .file("text.json", "text")
        .file("schedules/scenarios/bad.toml", "reason = 3\n");
    assert_eq!(room.run(&["baseline", "save", "令和3年8月"]).code, 0);
    for (with, code, said) in [
        ("deer", 2, "「dear」ではありませんか"),
        ("令和3年9月", 2, "「令和3年8月」ではありませんか"),
        ("no.json", 2, "no.json"),
        ("text.json", 2, "text.json"),
        ("", 2, "計画「」が見つかりません"),
        ("\u{1b}[31m", 2, "が見つかりません"),
        ("../../etc", 2, "が見つかりません"),
        ("bad", 1, "bad.toml"),
    ] {
        let run = room.run(&["plan", "-o", "x.html", "--with", with]);
        assert_eq!(
            (run.code, run.out.as_str()),
            (code, ""),
            "{with}: {}",
            run.err
        );
        assert!(run.err.contains(said), "{with}: {}", run.err);
        assert!(!run.err.contains('\u{1b}'), "{with:?}");
        assert!(!room.at("x.html").exists());
    }
    // Only a page can hold others.
    for args in [
        &["plan"][..],
        &["plan", "-o", "x.svg"],
        &["render", "-f", "json"],
    ] {
        let run = room.run(&[args, &["--with", "dear"]].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains("--with"), "{}", run.err);
        assert!(!room.at("x.svg").exists());
    }
}

/// Where there is neither a scenario nor an approved plan, none is listed.
#[test]
fn where_there_is_no_other_plan_none_is_named() {
    let room = Room::new().file("systems.toml", format!("{EMPTY}{TAX}"));
    for (lang, said) in [
        ("ja", "current（今の台帳）か"),
        ("en", "or a saved plan.json"),
    ] {
        let run = room.run(&["compare", "current", "nosuch", "--lang", lang]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(said), "{}", run.err);
        assert!(
            !run.err.contains("（）") && !run.err.contains("()"),
            "{}",
            run.err
        );
    }
}
