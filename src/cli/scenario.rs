//! `ikou scenario`: which what-ifs are there, and what does one change?

use super::args::Beside;
use super::failure::Failure;
use super::files::{self, shown};
use super::inputs::{Reader, load_file, read_files, schedules_beside};
use super::listing::{ListArgs, SHAPES, Shape, shapes};
use super::outputs::for_screen;
use super::{Exit, Session, today, what_if};
use clap::{Args, ValueEnum};
use ikou::calendar::Date;
use ikou::diag::{Code, Finding, Severity, Sink, show};
use ikou::inventory::scenario::{self, Scenario};
use ikou::inventory::{self, Draft};
use ikou::plan::{PlanScenario, PlanWritten};
use ikou::render::{Item as Cell, Listing};
use ikou::report::clean;
use ikou::source::FileId;
use ikou::words::{Lang, say};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct ScenarioArgs {
    #[arg(value_enum, value_name = "ACTION")]
    action: Action,
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    #[arg(short = 'i', long, value_name = "FILE")]
    input: Option<PathBuf>,
    #[arg(long, value_name = "LISTING", value_parser = shapes(&SHAPES))]
    format: Option<String>,
    #[command(flatten)]
    list: ListArgs,
    #[command(flatten)]
    beside: Beside,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Action {
    List,
    Show,
}

pub(crate) fn scenario(args: &ScenarioArgs, session: &mut Session) -> Result<Exit, Failure> {
    let shape = Shape::of(args.format.as_deref(), None, &SHAPES)?;
    match args.action {
        Action::List => list(args, shape, session),
        Action::Show => one(args, shape, session),
    }
}

/// Whether a scenario still says something of the files as they are now.
#[derive(Clone, Copy, Serialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum State {
    Applies,
    /// It names what is not there, or leads to what cannot be.
    Stale,
    /// One that it goes on from does.
    StaleParent,
    /// The files say by now what it changes.
    ComeTrue,
}

/// One scenario of the list.
#[derive(Serialize)]
struct Item {
    id: String,
    name: String,
    reason: String,
    parent: Option<String>,
    file: String,
    changes: usize,
    state: State,
    /// How many of its changes are what the files say already.
    unchanged: usize,
}

#[derive(Serialize)]
struct Document<T> {
    schema: u32,
    scenarios: Vec<T>,
}

fn json_of<T: Serialize>(scenarios: Vec<T>) -> String {
    let schema = 1;
    let document = Document { schema, scenarios };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn list(args: &ScenarioArgs, shape: Shape, session: &mut Session) -> Result<Exit, Failure> {
    let input = args.input.as_deref();
    let as_of = today::as_of(args.beside.as_of.as_deref())?;
    let folder = what_if::folder(&schedules_beside(input));
    let mut reader = Reader::new();
    let mut sink = Sink::new();
    let files = match read_files(input, &args.beside, &mut reader, session) {
        // A folder of scenarios can be listed; whether they still apply is not known then.
        Err(Failure::NoInventory) => None,
        other => Some(other?),
    };
    let mut all: Vec<Scenario> = Vec::new();
    for name in files::names(&folder, what_if::END) {
        let path = folder.join(format!("{name}{}", what_if::END));
        let contents = files::read(&path)?;
        let file = reader.add(&path, contents);
        all.push(scenario::read(&reader.sources, file, &name, &mut sink));
    }
    let ids: Vec<String> = all.iter().map(|s| s.id.clone()).collect();
    let known: BTreeMap<String, Scenario> = all.iter().map(|s| (s.id.clone(), s.clone())).collect();
    let names: BTreeSet<String> = ids.iter().cloned().collect();
    // Parents that are not there, and rounds of parents.
    scenario::in_order(&known, &ids, &names, &mut sink);
    let mut sources = reader.sources;
    // The files' own mistakes are told by `check`.
    let draft = files.map(|files| inventory::read(&mut sources, &files, &mut Sink::new()));
    let mut items = Vec::new();
    for s in all {
        let found = draft.as_ref().map(|draft| {
            let line = scenario::in_order(
                &known,
                std::slice::from_ref(&s.id),
                &names,
                &mut Sink::new(),
            );
            applied(draft, &line, as_of)
        });
        let (findings, tried_in) = found.unwrap_or_default();
        let within = |f: &Finding, file: FileId| f.labels.iter().any(|l| l.span.file == file);
        let errors = || findings.iter().filter(|f| f.severity == Severity::Error);
        let unread = sink.findings().iter();
        let unread = unread.filter(|f| f.severity == Severity::Error && within(f, s.file));
        let own = errors().any(|f| within(f, s.file)) || unread.count() > 0;
        let of_parent = errors().any(|f| tried_in.iter().any(|file| within(f, *file)));
        let same = |f: &&Finding| f.code == Code::Unchanged && within(f, s.file);
        let unchanged = findings.iter().filter(same).count().min(s.changes.len());
        items.push(Item {
            file: sources.get(s.file).name.clone(),
            changes: s.changes.len(),
            unchanged,
            state: match (own, of_parent) {
                (true, _) => State::Stale,
                (false, true) => State::StaleParent,
                _ if unchanged > 0 && unchanged == s.changes.len() => State::ComeTrue,
                _ => State::Applies,
            },
            id: s.id,
            name: s.name,
            reason: s.reason,
            parent: s.parent.map(|p| p.value),
        });
        findings
            .into_iter()
            .filter(|f| within(f, s.file))
            .for_each(|f| sink.push(f));
    }
    let options = for_screen(session);
    if args.list.given() || matches!(shape, Shape::Csv | Shape::Md) {
        let text = args
            .list
            .arranged(rows(&items, session.lang), shape, &options)?;
        session.print(text);
    } else if shape == Shape::Json {
        session.print(json_of(items));
    } else if items.is_empty() {
        let folder = shown(&folder);
        let none = say(session.lang, "scenario-none", &[("folder", &folder)]);
        session.tell(&format!("{none}\n"));
    } else {
        if draft.is_none() {
            let unknown = say(session.lang, "scenario-no-inventory", &[]);
            session.tell(&format!("{unknown}\n"));
        }
        let text = table(&items, session.lang, options.width);
        session.print(text);
    }
    let failed = sink.has_errors();
    let findings = sink.into_sorted();
    if !findings.is_empty() {
        let look = session.look_aside();
        let shape = show::Shape::Human;
        session.tell(&show::show(&findings, &sources, shape, &look));
        let summary = show::summary(&findings, session.lang);
        session.tell(&format!("{summary}\n"));
    }
    Ok(if failed { Exit::Findings } else { Exit::Ok })
}

/// What is found when a scenario, after those it goes on from, is laid over the files; and the
/// files of all of them.
fn applied(draft: &Draft, line: &[&Scenario], as_of: Date) -> (Vec<Finding>, Vec<FileId>) {
    let mut sink = Sink::new();
    let mut draft = draft.clone();
    for scenario in line {
        scenario.lay_over(&mut draft, &mut sink);
    }
    inventory::check(draft, as_of, &mut sink);
    let tried_in = line.iter().map(|s| s.file).collect();
    (sink.into_sorted(), tried_in)
}

/// A row for each scenario.
fn rows(items: &[Item], lang: Lang) -> Listing {
    let usual = ["id", "name", "reason", "parent", "changes", "state"];
    let usual = Listing::new(lang, "scenario-col", &usual);
    let mut list = usual.and_all("scenario-col", &["come-true", "file"], false);
    for item in items {
        let state = match item.state {
            State::Applies => "scenario-is-sound",
            State::Stale => "scenario-is-stale",
            State::StaleParent => "scenario-is-stale-parent",
            State::ComeTrue => "scenario-is-come-true",
        };
        list.push(vec![
            Cell::text(&item.id),
            Cell::text(&item.name),
            Cell::text(&item.reason),
            Cell::text(item.parent.as_deref().unwrap_or_default()),
            Cell::count(item.changes),
            Cell::Text(say(lang, state, &[])),
            Cell::count(item.unchanged),
            Cell::text(&item.file),
        ]);
    }
    list
}

/// A row for each value that a scenario changes.
fn change_rows(scenarios: &[PlanScenario], lang: Lang) -> Listing {
    let usual = ["id", "path", "old", "new"];
    let places = ["old-place", "new-place", "name", "reason"];
    let usual = Listing::new(lang, "scenario-col", &usual);
    let mut list = usual.and_all("scenario-col", &places, false);
    let value = |written: &Option<PlanWritten>| {
        Cell::text(written.as_ref().map_or("", |written| &written.value))
    };
    let place = |written: &Option<PlanWritten>| match written {
        Some(written) => Cell::text(&format!("{}:{}", written.file, written.line)),
        None => Cell::Blank,
    };
    for scenario in scenarios {
        for change in &scenario.changes {
            list.push(vec![
                Cell::text(&scenario.id),
                Cell::text(&change.path),
                value(&change.old),
                value(&change.new),
                place(&change.old),
                place(&change.new),
                Cell::text(&scenario.name),
                Cell::text(&scenario.reason),
            ]);
        }
    }
    list
}

/// Each scenario in two or three lines, so that ids and reasons of any length fit.
fn table(items: &[Item], lang: Lang, width: usize) -> String {
    let mut text = String::new();
    for (number, item) in items.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        head(&mut text, &item.id, &item.name, width);
        line(
            &mut text,
            lang,
            "scenario-reason",
            &clean(&item.reason),
            width,
        );
        if let Some(parent) = &item.parent {
            line(&mut text, lang, "scenario-parent", &clean(parent), width);
        }
        let count = item.changes.to_string();
        let changes = say(lang, "scenario-count", &[("n", &count)]);
        line(&mut text, lang, "scenario-changes", &changes, width);
        let same = item.unchanged.to_string();
        let key = match item.state {
            State::Stale => "scenario-stale",
            State::StaleParent => "scenario-stale-parent",
            State::ComeTrue => "scenario-come-true",
            State::Applies if item.unchanged > 0 => "scenario-some-true",
            State::Applies => continue,
        };
        let state = say(lang, key, &[("n", &same)]);
        line(&mut text, lang, "scenario-state", &state, width);
    }
    text
}

fn one(args: &ScenarioArgs, shape: Shape, session: &mut Session) -> Result<Exit, Failure> {
    let mut beside = args.beside.clone();
    beside.what_if.scenario.extend(args.names.iter().cloned());
    let nothing = {
        let typed = &beside.what_if;
        typed.scenario.is_empty() && typed.set.is_empty() && typed.shift.is_empty()
    };
    if nothing {
        let folder = what_if::folder(&schedules_beside(args.input.as_deref()));
        let known = files::names(&folder, what_if::END).join(", ");
        return Err(Failure::ScenarioUnnamed { known });
    }
    let loaded = load_file(args.input.as_deref(), &beside, session)?.only_tried();
    let options = for_screen(session);
    if args.list.given() || matches!(shape, Shape::Csv | Shape::Md) {
        let list = change_rows(&loaded.scenarios, session.lang);
        session.print(args.list.arranged(list, shape, &options)?);
    } else if shape == Shape::Json {
        session.print(json_of(loaded.scenarios.clone()));
    } else {
        let width = options.width;
        let mut text = String::new();
        for (number, scenario) in loaded.scenarios.iter().enumerate() {
            if number > 0 {
                text.push('\n');
            }
            changes(&mut text, scenario, session.lang, width);
        }
        session.print(text);
    }
    let sound = loaded.tell(session).is_some();
    Ok(if sound { Exit::Ok } else { Exit::Findings })
}

/// What one scenario changes: path, value before, value after, each with its place.
fn changes(text: &mut String, scenario: &PlanScenario, lang: Lang, width: usize) {
    head(text, &scenario.id, &scenario.name, width);
    if !scenario.reason.is_empty() {
        line(
            text,
            lang,
            "scenario-reason",
            &clean(&scenario.reason),
            width,
        );
    }
    let count = scenario.changes.len().to_string();
    let count = say(lang, "scenario-count", &[("n", &count)]);
    line(text, lang, "scenario-changes", &count, width);
    for change in &scenario.changes {
        text.push_str(&format!("\n  {}\n", clean(&change.path)));
        for (key, written) in [("scenario-old", &change.old), ("scenario-new", &change.new)] {
            let said = match written {
                Some(written) => place(written),
                None => say(lang, "scenario-nothing", &[]),
            };
            text.push_str(&format!("    {}{said}\n", say(lang, key, &[])));
        }
    }
}

fn place(written: &PlanWritten) -> String {
    format!(
        "{}  ({}:{})",
        clean(&written.value),
        clean(&written.file),
        written.line
    )
}

fn head(text: &mut String, id: &str, name: &str, width: usize) {
    let (id, name) = (clean(id), clean(name));
    let said = match name.is_empty() || name == id {
        true => id,
        false => format!("{id}  {name}"),
    };
    for part in textwrap::wrap(&said, width.max(20)) {
        text.push_str(&format!("{part}\n"));
    }
}

/// A word and what follows it, wrapped under itself.
fn line(text: &mut String, lang: Lang, key: &str, value: &str, width: usize) {
    let word = say(lang, key, &[]);
    let options = textwrap::Options::new(width.max(20))
        .initial_indent("  ")
        .subsequent_indent("      ");
    for part in textwrap::wrap(&format!("{word}{value}"), options) {
        text.push_str(&format!("{part}\n"));
    }
}
