//! The page: what its bytes hold, and what a real browser makes of them (tests/page/check.mjs).
//!
//! The browser's part is skipped where node, its packages (`npm ci` in tests/page) or Chromium are
//! absent; `IKOU_REQUIRE_ORACLES=1` makes that a failure.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test reads files and fails loudly, the environment says what is required, a skip is told"
)]

mod browser;
#[expect(dead_code, reason = "what other tests draw")]
mod drawn;
#[expect(dead_code, reason = "what other tests look at")]
mod planned;

use drawn::{empty, hostile, many, sample, troubled};
use ikou::chart::{Chart, Glyph, View};
use ikou::plan::Plan;
use ikou::render::{Format, Named, Options, page, render};
use ikou::report::{self, Money, clean, wording};
use ikou::words::Lang;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

fn html(plan: &Plan) -> String {
    let bytes = render(plan, Format::Html, &Options::default()).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The plan of the inventory in the repository.
fn shipped() -> Plan {
    let (_, plan) = planned::Texts::of(".", "").plan("2021-08-03".parse().unwrap());
    plan
}

/// A plan with every ▲ thirty days later.
fn later(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let days = chrono::Days::new(30);
    for system in &mut plan.systems {
        for m in system.milestones.iter_mut().filter(|m| m.kind == "cutover") {
            m.date = m.date + days;
        }
    }
    plan
}

/// Texts of the data elements of a page.
fn data(html: &str) -> Vec<serde_json::Value> {
    let parts = html.split("<script type=\"application/json\"").skip(1);
    let texts = parts.map(|part| {
        part.split_once('>')
            .unwrap()
            .1
            .split("</script>")
            .next()
            .unwrap()
    });
    texts
        .map(|text| serde_json::from_str(text).unwrap())
        .collect()
}

#[test]
fn the_same_plan_gives_the_same_page() {
    assert_eq!(html(&troubled()), html(&troubled()));
    let saved = Plan::from_json(&troubled().to_json()).unwrap();
    assert_eq!(html(&saved), html(&troubled()));
}

#[test]
fn the_page_names_one_script_one_style_and_no_place_outside() {
    let page = html(&sample());
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("<style>").count(), 1);
    let policy = page
        .split("Content-Security-Policy\" content=\"")
        .nth(1)
        .unwrap();
    let policy = policy.split('"').next().unwrap();
    assert!(
        policy.starts_with("default-src 'none'; script-src 'sha256-"),
        "{policy}"
    );
    for part in ["unsafe", "http", "data:", "*", "self"] {
        assert!(!policy.contains(part), "{policy}");
    }
    for way in [
        " src=",
        " href=",
        "@import",
        "url(http",
        "fetch(",
        "XMLHttpRequest",
        "sendBeacon",
    ] {
        assert!(!page.contains(way), "{way}");
    }
}

#[test]
fn names_cannot_leave_the_data() {
    let mut plan = hostile();
    plan.systems[0].name = "</script><img src=x onerror=\"owned=1\">\u{2028}".into();
    plan.municipality.name = "</title><script>owned=1</script>".into();
    plan.systems[1].id = "\"><script>owned=1</script>".into();
    let page = html(&plan);
    assert!(!page.contains("<img") && !page.contains("owned=1</script>"));
    assert!(!page.contains('\u{2028}') && !page.contains('\u{202e}'));
    // Three data elements and the script itself.
    assert_eq!(page.matches("</script>").count(), 4);
    let sheet = &data(&page)[1];
    assert_eq!(
        sheet["systems"].as_array().unwrap().len(),
        plan.systems.len()
    );
}

#[test]
fn every_date_has_the_sentence_that_ikou_why_tells() {
    let plan = sample();
    let page = html(&plan);
    let data = data(&page);
    let (sheet, why) = (&data[1], &data[2]);
    let text = |of: &serde_json::Value, n: &serde_json::Value| {
        let said = &of["texts"][usize::try_from(n.as_u64().unwrap()).unwrap()];
        said.get(0).unwrap_or(said).as_str().unwrap().to_owned()
    };
    let mut told = 0;
    for (n, system) in plan.systems.iter().enumerate() {
        for (m, milestone) in system.milestones.iter().enumerate() {
            let Some(reason) = plan.reasons.get(&milestone.reason) else {
                continue;
            };
            let number = &sheet["systems"][n]["dates"][m][4];
            let reason_there = &why["reasons"][usize::try_from(number.as_u64().unwrap()).unwrap()];
            let must = ikou::why::sentence(&milestone.kind, reason, Lang::Ja);
            assert_eq!(text(why, &reason_there["text"]), must);
            let facts = reason_there["facts"].as_array().map_or(0, Vec::len);
            assert_eq!(
                facts,
                reason
                    .facts
                    .iter()
                    .filter(|f| plan.facts.contains_key(*f))
                    .count()
            );
            told += 1;
        }
    }
    assert!(told > 20, "{told}");
}

/// What the browser must find on the pages.
fn expected(plan: &Plan) -> serde_json::Value {
    let chart = Chart::of(plan, Lang::Ja);
    let names = |keep: &dyn Fn(usize) -> bool| -> Vec<String> {
        let rows = chart.rows.iter().enumerate().filter(|(n, _)| keep(*n));
        rows.map(|(_, row)| row.name.clone()).collect()
    };
    let symbols = |glyph: Glyph| {
        chart
            .rows
            .iter()
            .flat_map(|r| &r.symbols)
            .filter(|s| s.glyph == glyph)
            .count()
    };
    let system = &plan.systems[0];
    let vendors = chart.groups(plan, View::Vendor, Lang::Ja);
    let critical = chart.groups(plan, View::Critical, Lang::Ja);
    let business = system.businesses[0].clone();
    let serves = |n: usize| plan.systems[n].businesses.contains(&business);
    let late = |n: usize| chart.rows[n].bad || plan.systems[n].deadlines.iter().any(|d| !d.met);
    let contract = system
        .milestones
        .iter()
        .filter(|m| m.symbol.as_deref() == Some("★"));
    let contract = contract.min_by_key(|m| m.date).unwrap();
    let reason = &plan.reasons[&contract.reason];
    let fact = reason
        .facts
        .iter()
        .find_map(|path| plan.facts.get_key_value(path))
        .unwrap();
    let money = Money::of(plan, Lang::Ja);
    let years = money
        .years
        .iter()
        .map(|y| (y.label.clone(), wording::grouped(y.total)));
    let business_name = plan
        .facts
        .get(&format!("catalogue.business.{business}.name"));
    json!({
        "title": report::title(plan, Lang::Ja),
        "english": report::title(plan, Lang::En),
        "names": names(&|_| true),
        "slack": plan.systems.iter().map(|s| format!("{}日", wording::grouped(s.slack_days).replace('-', "−"))).collect::<Vec<_>>(),
        "request": symbols(Glyph::Request),
        "contract": symbols(Glyph::Contract),
        "cutover": symbols(Glyph::Cutover),
        "lines": chart.lines.iter().map(|l| l.label.clone()).collect::<Vec<_>>(),
        "arrows": chart.links.iter().filter(|l| l.from_date.is_some() && l.to_date.is_some()).count(),
        "filters": {
            "search": [system.id, names(&|n| plan.systems[n].id.contains(&system.id))],
            "owner": [clean(&system.owner), names(&|n| plan.systems[n].owner == system.owner)],
            "vendor": [vendors[0].heading, names(&|n| vendors[0].rows.contains(&n))],
            "business": [wording::name_or_id(business_name.map_or("", |f| &f.value), &business), names(&serves)],
            "late": names(&late),
            "critical": names(&|n| critical[0].rows.contains(&n)),
        },
        "why": {
            "sentence": ikou::why::sentence(&contract.kind, reason, Lang::Ja),
            "fact": format!("{} = {}", fact.0, fact.1.value),
        },
        "total": wording::grouped(money.total),
        "years": years.collect::<Vec<_>>(),
        "load": chart.load.len(),
        "dates": plan.systems.iter().map(|s| s.milestones.len()).sum::<usize>(),
        "plans": ["承認した計画", "三十日後"],
        "hostile": Chart::of(&hostile(), Lang::Ja).rows.iter().map(|r| r.name.clone()).collect::<Vec<_>>(),
    })
}

/// A plan under a name.
fn named<'p>(name: &'p str, plan: &'p Plan) -> Named<'p> {
    Named {
        name,
        plan,
        approved: false,
    }
}

#[test]
fn a_browser_shows_it_all() {
    if browser::skipped("the page in a browser", "axe-core") {
        return;
    }
    // IKOU_PAGES: a folder that is kept, to look at what is in it.
    let temporary = tempfile::tempdir().unwrap();
    let folder = std::env::var_os("IKOU_PAGES").map_or(temporary.path().to_owned(), PathBuf::from);
    let write = |name: &str, plans: &[Named]| {
        let bytes = page(plans, &Options::default());
        std::fs::write(folder.join(name).with_extension("html"), bytes).unwrap();
    };
    let plan = shipped();
    let other = later(&plan);
    write("sample", &[named("", &plan)]);
    write(
        "several",
        &[named("承認した計画", &plan), named("三十日後", &other)],
    );
    write("troubled", &[named("", &troubled())]);
    write("hostile", &[named("", &hostile())]);
    write("many", &[named("", &many(45))]);
    write("large", &[named("", &many(2000))]);
    write("one", &[named("", &many(1))]);
    write("empty", &[named("", &empty())]);
    std::fs::write(folder.join("expected.json"), expected(&plan).to_string()).unwrap();

    let output = Command::new("node")
        .arg("tests/page/check.mjs")
        .arg(&folder)
        .args(std::env::var("IKOU_PAGE_CHECK").ok())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    println!("{said}");
    assert!(output.status.success(), "{said}{errors}");
    if std::env::var_os("IKOU_PAGE_CHECK").is_none() {
        printed(&folder, &plan);
    }
}

/// What was printed: A3, with every name, on as many pages as it takes.
fn printed(folder: &Path, plan: &Plan) {
    let run = |program: &str, args: &[&str]| {
        let output = Command::new(program)
            .args(args)
            .current_dir(folder)
            .output();
        output
            .ok()
            .map(|o| String::from_utf8_lossy(&o.stdout).into_owned())
    };
    let Some(info) = run("pdfinfo", &["roadmap.pdf"]) else {
        let required = std::env::var("IKOU_REQUIRE_ORACLES").is_ok_and(|v| v == "1");
        assert!(!required, "pdfinfo is required and missing");
        println!("skipped: the printed page: no pdfinfo");
        return;
    };
    assert!(info.contains("(A3)"), "{info}");
    let pages = |info: &str| {
        let line = info.lines().find(|l| l.starts_with("Pages:")).unwrap();
        line.trim_start_matches("Pages:")
            .trim()
            .parse::<usize>()
            .unwrap()
    };
    assert_eq!(pages(&info), 1, "{info}");
    let words = run("pdftotext", &["-layout", "roadmap.pdf", "-"]).unwrap();
    let chart = Chart::of(plan, Lang::Ja);
    for row in &chart.rows {
        assert!(words.contains(&row.name), "{}: {words}", row.name);
    }
    // Another plan below it takes no second page.
    assert_eq!(pages(&run("pdfinfo", &["several.pdf"]).unwrap()), 1);
    let many = pages(&run("pdfinfo", &["many.pdf"]).unwrap());
    assert!((3..=5).contains(&many), "{many} pages");
}
