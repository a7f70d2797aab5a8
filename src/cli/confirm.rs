//! `ikou confirm`: an owner says that facts are right, and the files say so from then on.

use super::args::{Beside, WhatIf};
use super::files;
use super::fix::changed;
use super::inputs::{Reader, read_files, schedules_beside};
use super::{Exit, Failure, Session, today, whole};
use clap::Args;
use ikou::calendar::Date;
use ikou::diag::fix::{Edit, apply};
use ikou::diag::show::{self, visible};
use ikou::diag::{Code, Finding, Severity, Sink, diff};
use ikou::inventory::confirm::{Confirmation, Confirmed, Refused, confirm};
use ikou::inventory::{self, Files};
use ikou::source::{FileId, Sources};
use ikou::words::say;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct ConfirmArgs {
    #[arg(value_name = "FACT", required = true)]
    facts: Vec<String>,
    #[arg(long, value_name = "OWNER")]
    by: String,
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[arg(long, value_name = "DOCUMENT")]
    source: Option<String>,
    #[arg(long)]
    dry_run: bool,
    #[arg(short = 'i', long, value_name = "FILE")]
    input: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    calendar: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    routes: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    actuals: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

/// So many paths are told one by one.
const TOLD: usize = 10;

pub(crate) fn run(args: &ConfirmArgs, session: &mut Session) -> Result<Exit, Failure> {
    if args.input.as_deref() == Some(Path::new("-")) {
        return Err(Failure::ConfirmStdin);
    }
    let as_of = today::as_of(args.as_of.as_deref())?;
    let confirmation = meant(args, as_of)?;
    let beside = Beside {
        calendar: args.calendar.clone(),
        routes: args.routes.clone(),
        actuals: args.actuals.clone(),
        as_of: args.as_of.clone(),
        objective: None,
        what_if: WhatIf::default(),
    };
    let mut reader = Reader::new();
    let files = read_files(args.input.as_deref(), &beside, &mut reader, session)?;
    let mut sources = reader.sources;
    let mut sink = Sink::new();
    let draft = inventory::read(&mut sources, &files, &mut sink);
    let checked = inventory::check(draft.clone(), as_of, &mut sink);
    let before = sink.into_sorted();
    let Some(checked) = checked else {
        return Ok(told(&before, &sources, session));
    };
    let known = (&draft, &checked);
    let done = match confirm(&mut sources, &files, known, &args.facts, &confirmation) {
        Ok(done) => done,
        Err(Refused::Paths(findings)) => return Ok(told(&findings, &sources, session)),
        Err(refused) => return Err(failure(refused)),
    };
    let (after, new_sources) = after(&sources, &files, &done, as_of);
    let known: BTreeSet<_> = before.iter().map(told_as).collect();
    let worse: Vec<Finding> = after
        .iter()
        // What was confirmed long ago is worth a note, and is recorded all the same.
        .filter(|f| f.severity > Severity::Note && !known.contains(&told_as(f)))
        .cloned()
        .collect();
    if !worse.is_empty() {
        told(&worse, &new_sources, session);
        return Err(Failure::ConfirmBreaks);
    }
    let paths = paths(args, &files, &beside);
    if args.dry_run {
        for (file, edits) in &done.edits {
            let source = sources.get(*file);
            session.print(diff::unified(&source.name, &source.text, edits));
        }
    } else {
        write(&done.edits, &paths)?;
    }
    said(&done, &confirmation, args.dry_run, session);
    Ok(Exit::Ok)
}

/// Who confirms what, and when, as typed.
fn meant(args: &ConfirmArgs, as_of: Date) -> Result<Confirmation, Failure> {
    let text = |flag: &str, text: &str| {
        let text = text.trim();
        let broken = text.is_empty() || text.chars().any(|c| visible(c) != c);
        match broken {
            true => Err(Failure::BadText {
                flag: flag.to_owned(),
            }),
            false => Ok(text.to_owned()),
        }
    };
    let on = match &args.on {
        None => as_of,
        Some(typed) => today::parse(typed).ok_or_else(|| Failure::BadDate {
            flag: "--on".to_owned(),
            text: typed.clone(),
        })?,
    };
    if on > as_of {
        return Err(Failure::FutureConfirmation {
            on: on.to_string(),
            as_of: as_of.to_string(),
        });
    }
    let source = args.source.as_deref();
    Ok(Confirmation {
        by: text("--by", &args.by)?,
        on,
        source: source.map(|s| text("--source", s)).transpose()?,
    })
}

fn failure(refused: Refused) -> Failure {
    match refused {
        Refused::BuiltIn { path, file } => Failure::ConfirmBuiltIn {
            path,
            file: file.to_owned(),
        },
        Refused::Derived { path } => Failure::ConfirmDerived { path },
        Refused::Wider { path, wider } => Failure::ConfirmWider { path, wider },
        Refused::NoRecord { path } => Failure::ConfirmNoRecord { path },
        Refused::Paths(_) => Failure::ConfirmBreaks,
    }
}

/// What is found in the files as they would be.
fn after(
    sources: &Sources,
    files: &Files,
    done: &Confirmed,
    as_of: Date,
) -> (Vec<Finding>, Sources) {
    let mut new = Sources::new();
    let mut add = |file: FileId| {
        let source = sources.get(file);
        let edits = done.edits.get(&file).map_or(&[][..], Vec::as_slice);
        new.add(&source.name, apply(&source.text, edits))
    };
    let files = Files {
        inventory: add(files.inventory),
        calendar: files.calendar.map(&mut add),
        routes: files.routes.map(&mut add),
        actuals: files.actuals.map(&mut add),
    };
    let mut sink = Sink::new();
    inventory::load(&mut new, &files, as_of, &mut sink);
    (sink.into_sorted(), new)
}

/// What a finding says, wherever it stands.
fn told_as(f: &Finding) -> (Code, &str, Option<&str>, Vec<(&str, &str)>) {
    let args = f.args.iter().map(|(key, value)| (*key, value.as_str()));
    (f.code, f.variant, f.path.as_deref(), args.collect())
}

/// Findings on standard error.
fn told(findings: &[Finding], sources: &Sources, session: &Session) -> Exit {
    let look = session.look_aside();
    session.tell(&show::show(findings, sources, show::Shape::Human, &look));
    session.tell(&format!("{}\n", show::summary(findings, session.lang)));
    Exit::Findings
}

/// Where each file lies.
fn paths(args: &ConfirmArgs, files: &Files, beside: &Beside) -> BTreeMap<FileId, PathBuf> {
    let input = args.input.as_deref();
    let schedules = schedules_beside(input);
    let own = input.unwrap_or(Path::new("systems.toml")).to_owned();
    let mut all = BTreeMap::from([(files.inventory, own)]);
    for (file, named, name) in [
        (files.calendar, &beside.calendar, "calendar.toml"),
        (files.routes, &beside.routes, "routes.toml"),
        (files.actuals, &beside.actuals, "actuals.toml"),
    ] {
        let path = || named.clone().unwrap_or_else(|| schedules.join(name));
        all.extend(file.map(|file| (file, path())));
    }
    all
}

fn write(
    edits: &BTreeMap<FileId, Vec<Edit>>,
    paths: &BTreeMap<FileId, PathBuf>,
) -> Result<(), Failure> {
    let mut all = whole::Files::default();
    for (file, edits) in edits.iter().filter(|(_, edits)| !edits.is_empty()) {
        let Some(path) = paths.get(file) else {
            continue;
        };
        let old = files::read(path)?.text;
        all.add(path, changed(&old, edits).as_bytes())?;
    }
    all.put()
}

fn said(done: &Confirmed, confirmation: &Confirmation, dry: bool, session: &Session) {
    let on = confirmation.on.to_string();
    let tell = |key: &str, paths: &[String]| {
        if paths.is_empty() {
            return;
        }
        for path in paths.iter().take(TOLD) {
            let path: String = path.chars().map(visible).collect();
            let args = [("path", &*path), ("by", &confirmation.by), ("on", &on)];
            session.tell(&format!("{}\n", say(session.lang, key, &args)));
        }
        if paths.len() > TOLD {
            let n = (paths.len() - TOLD).to_string();
            let more = say(session.lang, "confirm-more", &[("n", &n)]);
            session.tell(&format!("{more}\n"));
        }
    };
    let key = if dry { "confirm-would" } else { "confirm-done" };
    tell(key, &done.paths);
    tell("confirm-known", &done.known);
}
