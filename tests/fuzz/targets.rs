//! One function for every reader: whatever the bytes are, it returns, and what must always hold
//! holds. Called with mutated files by `tests/fuzz.rs`, and by cargo-fuzz (`fuzz/`).

use ikou::calendar::{Date, Duration, FiscalYear, parse_wareki, parse_wareki_month, wareki};
use ikou::compare::Comparison;
use ikou::deadlines::{Deadlines, Earlier, csv, ics, lints, markdown, told};
use ikou::diag::fingerprint::Before;
use ikou::diag::show::{Look, Shape, relative, show, summary};
use ikou::diag::{Finding, Sink, fix};
use ikou::import::{Columns, Known, Start, fresh, gather};
use ikou::inventory::scenario::{self, Path, Ratio, Shift, Typed};
use ikou::inventory::{Catalogue, Files, Inventory, MunicipalityKind, check, load, read};
use ikou::plan::verify::{Violation, verify};
use ikou::plan::{Effort, Plan, Status, make};
use ikou::render::{
    BudgetFormat, BudgetView, Format, GraphFormat, Options, TerminalStyle, budget, graph, render,
};
use ikou::report::command;
use ikou::source::{FileId, Sources};
use ikou::why::why;
use ikou::words::Lang;

/// A reader and what it is called.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) run: fn(&[u8]),
    /// Takes so much longer than the others that it is called less often.
    pub(crate) slow: bool,
}

/// Every reader.
pub(crate) const TARGETS: [Target; 12] = [
    quick("inventory", |data| drop(findings(data, b"", b"", b""))),
    quick("calendar", |data| drop(findings(example(), data, b"", b""))),
    quick("routes", |data| drop(findings(example(), b"", data, b""))),
    quick("actuals", |data| drop(findings(example(), b"", b"", data))),
    quick("scenario", scenario_file),
    quick("typed", typed),
    quick("words", words),
    quick("report", report),
    quick("ics", earlier),
    quick("import", import),
    slow("saved-plan", saved_plan),
    slow("plan", plan),
];

const fn quick(name: &'static str, run: fn(&[u8])) -> Target {
    let slow = false;
    Target { name, run, slow }
}

const fn slow(name: &'static str, run: fn(&[u8])) -> Target {
    let slow = true;
    Target { name, run, slow }
}

/// The inventory that the other files are laid beside: the one of the documentation.
pub(crate) fn example() -> &'static [u8] {
    let page = include_str!("../../docs/inventory.md");
    let block = page.split("```toml\n").nth(1).unwrap_or_default();
    block.split("```").next().unwrap_or_default().as_bytes()
}

/// The program reads UTF-8 only: other bytes never come this far.
fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

fn as_of() -> Date {
    Date::from_ymd_opt(2021, 8, 3).unwrap_or_default()
}

fn look(color: bool) -> Look {
    Look {
        lang: if color { Lang::Ja } else { Lang::En },
        width: if color { 40 } else { 120 },
        color,
        ascii: color,
    }
}

/// Reads four files; every place of every finding can be shown, in every shape.
fn findings(
    inventory: &[u8],
    calendar: &[u8],
    routes: &[u8],
    actuals: &[u8],
) -> (Option<Inventory>, Sources) {
    let mut sources = Sources::new();
    let mut add = |name: &str, data: &[u8]| sources.add(name, text(data));
    let file = add("systems.toml", inventory);
    let mut beside = |name: &str, data: &[u8]| (!data.is_empty()).then(|| add(name, data));
    let files = Files {
        inventory: file,
        calendar: beside("calendar.toml", calendar),
        routes: beside("routes.toml", routes),
        actuals: beside("actuals.toml", actuals),
    };
    let mut sink = Sink::new();
    let inventory = load(&mut sources, &files, as_of(), &mut sink);
    assert_eq!(inventory.is_none(), sink.has_errors());
    let found = sink.into_sorted();
    placed(&found, &sources);
    shown(&found, &sources);
    mended(&found, &sources, file);
    (inventory, sources)
}

/// A place begins before it ends, within its file, between characters.
fn placed(found: &[Finding], sources: &Sources) {
    for span in found.iter().flat_map(|f| &f.labels).map(|l| l.span) {
        let text = &sources.get(span.file).text;
        assert!(span.start <= span.end && span.end <= text.len());
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        sources.position(span);
    }
}

/// Formats for programs hold as many findings as there are, and none moves the cursor.
fn shown(found: &[Finding], sources: &Sources) {
    for shape in [Shape::Human, Shape::Short, Shape::Junit, Shape::Github] {
        let text = show(found, sources, shape, &look(false));
        let moving = |c: char| c.is_control() && c != '\n';
        assert!(!text.contains(moving), "{shape:?}: {text:?}");
    }
    show(found, sources, Shape::Human, &look(true));
    for shape in [Shape::Json, Shape::Sarif] {
        let text = show(found, sources, shape, &look(false));
        let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let listed = match shape {
            Shape::Json => &document["findings"],
            _ => &document["runs"][0]["results"],
        };
        assert_eq!(listed.as_array().map(Vec::len), Some(found.len()));
        // What was written is known again: nothing got worse.
        let before = Before::read(&text).expect("a report of ours");
        assert!(before.worse(found.to_vec(), sources).is_empty());
    }
    summary(found, Lang::Ja);
}

/// A mend changes only what it names, and leaves text that can be read again.
fn mended(found: &[Finding], sources: &Sources, file: FileId) {
    let edits = fix::edits(found, sources, file);
    if edits.is_empty() {
        return;
    }
    let text = fix::apply(&sources.get(file).text, &edits);
    let mut again = Sources::new();
    let files = Files {
        inventory: again.add("systems.toml", text),
        calendar: None,
        routes: None,
        actuals: None,
    };
    load(&mut again, &files, as_of(), &mut Sink::new());
}

/// The example, read, with the file of `text` under a name.
fn laid_over(name: &str, written: String, over: impl FnOnce(&mut Draft<'_>, FileId)) {
    let mut sources = Sources::new();
    let files = Files {
        inventory: sources.add("systems.toml", text(example())),
        calendar: None,
        routes: None,
        actuals: None,
    };
    let mut sink = Sink::new();
    let mut draft = read(&mut sources, &files, &mut sink);
    let file = sources.add(name, written);
    let mut all = Draft {
        sources: &mut sources,
        draft: &mut draft,
        sink: &mut sink,
    };
    over(&mut all, file);
    check(draft, as_of(), &mut sink);
    let found = sink.into_sorted();
    placed(&found, &sources);
    show(&found, &sources, Shape::Human, &look(false));
}

struct Draft<'a> {
    sources: &'a mut Sources,
    draft: &'a mut ikou::inventory::Draft,
    sink: &'a mut Sink,
}

fn scenario_file(data: &[u8]) {
    laid_over("schedules/scenarios/x.toml", text(data), |all, file| {
        let scenario = scenario::read(all.sources, file, "x", all.sink);
        scenario.lay_over(all.draft, all.sink);
    });
}

/// `--set` and `--shift`, one a line.
fn typed(data: &[u8]) {
    for kind in [Typed::Set, Typed::Shift] {
        laid_over("--set", text(data), |all, file| {
            let changes = scenario::typed(all.sources, file, kind, all.sink);
            scenario::apply(all.draft, &changes, all.sink);
        });
    }
}

/// Paths, days, durations, amounts, names of formats: each line by every reader of short texts.
fn words(data: &[u8]) {
    let text = text(data);
    for line in text.split('\n').take(200) {
        if let Ok(path) = Path::parse(line) {
            assert_eq!(Path::parse(&path.to_string()), Ok(path.clone()), "{line:?}");
            assert_eq!(Path::parse(&path.typed()), Ok(path), "{line:?}");
        }
        for day in [parse_wareki(line), parse_wareki_month(line)]
            .into_iter()
            .flatten()
        {
            assert_eq!(parse_wareki(&wareki(day)), Some(day), "{line:?}");
            FiscalYear::of(day).next().last_day();
        }
        Duration::parse(line);
        Shift::parse(line);
        Ratio::parse(line);
        Format::parse(line);
        Format::of_path(line);
        Lang::parse(line);
        command::word(line);
        command::change(line, line);
        relative(line, "/home/市");
        ikou::report::clean(line);
    }
}

/// What `--against` is given.
fn report(data: &[u8]) {
    if let Some(before) = Before::read(&text(data)) {
        before.worse(Vec::new(), &Sources::new());
    }
}

/// A calendar that is to be replaced.
fn earlier(data: &[u8]) {
    let Some(earlier) = Earlier::read(&text(data)) else {
        return;
    };
    let (Some(inventory), sources) =
        findings(include_bytes!("../cases/empty/systems.toml"), b"", b"", b"")
    else {
        return;
    };
    let plan = make(&inventory, &sources, Vec::new(), Effort::QUICK);
    let all = Deadlines::of(&inventory, &plan, Lang::Ja);
    let written = ics(&all, &all, &earlier, Lang::Ja);
    assert!(
        written
            .split_terminator("\r\n")
            .all(|line| line.len() <= 75)
    );
    // What is gone stays cancelled: written once more, nothing changes.
    let again = Earlier::read(&written).expect("a calendar of ours");
    assert_eq!(ics(&all, &all, &again, Lang::Ja), written);
}

/// plan.json by whoever wrote it, in every format but dots and paper.
fn saved_plan(data: &[u8]) {
    let Ok(plan) = Plan::from_json(&text(data)) else {
        return;
    };
    drawn(&plan);
    assert_eq!(Plan::from_json(&plan.to_json()).ok().as_ref(), Some(&plan));
    // Beside another one, whichever is the older.
    let other = include_str!("../fixtures/plan-sample.json");
    let Ok(other) = Plan::from_json(other) else {
        return;
    };
    for (old, new) in [(&plan, &other), (&other, &plan)] {
        Comparison::of(old, new).worsens();
    }
}

fn drawn(plan: &Plan) {
    for (lang, width, ascii) in [(Lang::Ja, 40, false), (Lang::En, 120, true)] {
        let options = Options {
            lang,
            width,
            style: TerminalStyle {
                colour: ascii,
                ascii,
            },
            ..Options::default()
        };
        let texts = [
            Format::Table,
            Format::Gantt,
            Format::Svg,
            Format::Mermaid,
            Format::Dot,
            Format::Html,
            Format::Mspdi,
            Format::Tjp,
            Format::Csv,
            Format::Md,
        ];
        for format in texts {
            let _ = render(plan, format, &options);
        }
        for format in [BudgetFormat::Table, BudgetFormat::Csv, BudgetFormat::Md] {
            let _ = budget(plan, &BudgetView::default(), format, &options);
        }
        let _ = graph(plan, GraphFormat::Svg, &options);
        for system in plan.systems.iter().take(3) {
            let _ = why(plan, lang, &system.id, None, width);
        }
    }
}

/// What is due is written in every format, and what is endangered has its place.
fn due(inventory: &Inventory, plan: &Plan, sources: &Sources) {
    let found = lints(inventory, plan, Some(Duration::Months(12)));
    placed(&found, sources);
    shown(&found, sources);
    let all = Deadlines::of(inventory, plan, Lang::En);
    told(&all, Lang::En, 40, TerminalStyle::default());
    csv(&all, Lang::Ja);
    markdown(&all, Lang::Ja);
    let written = ics(&all, &all, &Earlier::default(), Lang::En);
    assert!(
        written
            .split_terminator("\r\n")
            .all(|line| line.len() <= 75)
    );
    assert!(Earlier::read(&written).is_some());
}

/// An inventory that is sound is planned; the verifier agrees, and everything can be drawn.
fn plan(data: &[u8]) {
    let (Some(inventory), sources) = findings(data, b"", b"", b"") else {
        return;
    };
    // What takes long for its size is no fault here.
    if inventory.systems.len() > 12 {
        return;
    }
    let effort = Effort {
        steps: 50_000,
        passes: 1,
    };
    let made = make(&inventory, &sources, Vec::new(), effort);
    let broken = verify(&inventory, &made);
    // Where no plan is sound, such as after a contract signed in thirty years, acts may be lacking: that
    // is told, of each system that lacks some.
    let told = |v: &Violation| {
        let mut told = made.outcome.conflicts.iter();
        told.any(|c| c.rule == v.rule && c.system == v.system)
    };
    let lacking = made.outcome.status == Status::Infeasible
        && broken.iter().all(|v| v.rule == "complete" && told(v));
    assert!(broken.is_empty() || lacking, "{broken:?}");
    drawn(&made);
    due(&inventory, &made, &sources);
}

/// Tables of other programs: what is written of them is an inventory that can be read. As a mapping
/// file, the same bytes are refused or understood.
fn import(data: &[u8]) {
    drop(Columns::new(Some(&text(data))));
    let Ok(book) = ikou::import::book("any", data) else {
        return;
    };
    let Ok(columns) = Columns::new(None) else {
        return;
    };
    let catalogue = Catalogue::default();
    let gathered = gather(&[book], &columns, &Known::default(), &catalogue);
    let start = Start {
        name: None,
        code: None,
        kind: MunicipalityKind::City,
        as_of: as_of(),
        lang: Lang::Ja,
    };
    let text = fresh(&gathered, &start, &catalogue, &["any"]);
    let mut sources = Sources::new();
    let files = Files {
        inventory: sources.add("systems.toml", text),
        calendar: None,
        routes: None,
        actuals: None,
    };
    let draft = read(&mut sources, &files, &mut Sink::new());
    assert!(!draft.torn, "what is imported is TOML");
}
