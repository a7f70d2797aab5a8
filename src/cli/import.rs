//! `ikou import`: tables of other programs become an inventory, or change the one that is there.

use super::files::{self, shown};
use super::init::{Kind, businesses};
use super::inputs::{Reader, schedules_beside};
use super::{Exit, Failure, Session, today, whole};
use clap::Args;
use ikou::diag::show::{self, visible};
use ikou::diag::{Finding, Severity, Sink, diff};
use ikou::import::{
    BadMap, Book, Columns, Gathered, Kind as Record, Known, Start, Unreadable, Updated, book,
    fresh, gather, update,
};
use ikou::inventory::{self, Catalogue, Files, MunicipalityKind};
use ikou::source::{FileId, Sources};
use ikou::words::say;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    #[arg(value_name = "FILE", required = true)]
    sources: Vec<PathBuf>,
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "DIGITS")]
    code: Option<String>,
    #[arg(long, value_enum, value_name = "KIND")]
    kind: Option<Kind>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

pub(crate) fn run(args: &ImportArgs, session: &mut Session) -> Result<Exit, Failure> {
    let start = Start {
        name: args.name.clone(),
        code: args.code.clone(),
        kind: args.kind.map_or(MunicipalityKind::City, Kind::meant),
        as_of: today::as_of(args.as_of.as_deref())?,
        lang: session.lang,
    };
    let columns = columns(args.map.as_deref())?;
    let books = args.sources.iter().map(|path| read(path));
    let books: Vec<Book> = books.collect::<Result<_, _>>()?;
    let catalogue = businesses(start.kind, start.as_of);
    let path = args.output.as_deref().unwrap_or(Path::new("systems.toml"));
    let old = match path == Path::new("-") {
        true => None,
        false => files::read_if_there(path)?,
    };
    match old {
        Some(old) => again(
            args, session, &start, &old.text, &books, &columns, &catalogue,
        ),
        None => first(args, session, &start, path, &books, &columns, &catalogue),
    }
}

/// The columns that are known, those of a mapping file first.
pub(crate) fn columns(map: Option<&Path>) -> Result<Columns, Failure> {
    let text = map.map(files::read).transpose()?;
    let text = text.map(|contents| contents.text);
    Columns::new(text.as_deref()).map_err(|bad| {
        let path = map.map(shown).unwrap_or_default();
        match bad {
            BadMap::Syntax(line) => Failure::ImportMap {
                path,
                line: line.to_string(),
            },
            BadMap::UnknownKey(key) => Failure::ImportMapKey { path, key },
        }
    })
}

/// One file as tables. Its name alone stands in what is made of it: folders differ between PCs.
fn read(path: &Path) -> Result<Book, Failure> {
    let bytes = files::read_bytes(path)?;
    let name = path
        .file_name()
        .map_or_else(|| shown(path), |name| shown(Path::new(name)));
    book(&name, &bytes).map_err(|error| {
        let path = shown(path);
        match error {
            Unreadable::Workbook => Failure::ImportWorkbook { path },
            Unreadable::Password => Failure::ImportPassword { path },
            Unreadable::Xml(line) => Failure::ImportXml {
                path,
                line: line.to_string(),
            },
            Unreadable::Project(name) => Failure::ImportProject { path, name },
            Unreadable::TooLarge { most } => Failure::ImportTooLarge {
                path,
                most: most.to_string(),
            },
        }
    })
}

/// There is no inventory yet.
fn first(
    args: &ImportArgs,
    session: &mut Session,
    start: &Start,
    path: &Path,
    books: &[Book],
    columns: &Columns,
    catalogue: &Catalogue,
) -> Result<Exit, Failure> {
    let gathered = gather(books, columns, &Known::default(), catalogue);
    tell_left(&gathered, session);
    // A workbook that nobody has filled in yet says what municipality it is of, and no more.
    if gathered.records.iter().all(|record| record.kind.single()) {
        return Err(Failure::ImportNothing);
    }
    let names: Vec<&str> = books.iter().map(|book| book.name.as_str()).collect();
    let text = fresh(&gathered, start, catalogue, &names);
    let (findings, sources) = findings(path, &text, start)?;
    if path == Path::new("-") {
        session.print(text);
    } else if args.dry_run {
        session.print(text);
        let counts = [
            ("changed", "0"),
            ("added", &*gathered.records.len().to_string()),
        ];
        session.tell(&format!("{}\n", say(session.lang, "import-would", &counts)));
    } else {
        let mut all = whole::Files::default();
        all.add(path, text.as_bytes())?;
        all.put()?;
    }
    summary(&gathered, session);
    if path != Path::new("-") && !args.dry_run {
        let told = say(session.lang, "import-written", &[("path", &shown(path))]);
        session.tell(&format!("{told}\n"));
    }
    Ok(told(&findings, &sources, session))
}

/// The inventory is there: what changed is changed in it.
fn again(
    args: &ImportArgs,
    session: &mut Session,
    start: &Start,
    old: &str,
    books: &[Book],
    columns: &Columns,
    catalogue: &Catalogue,
) -> Result<Exit, Failure> {
    let path = args.output.as_deref().unwrap_or(Path::new("systems.toml"));
    let mut sources = Sources::new();
    let file = sources.add(shown(path), old);
    let mut sink = Sink::new();
    let draft = inventory::read(&mut sources, &alone(file), &mut sink);
    if draft.torn {
        told(&sink.into_sorted(), &sources, session);
        return Err(Failure::ImportTorn { path: shown(path) });
    }
    let root = &draft.inventory;
    let gathered = gather(books, columns, &Known::of(root), catalogue);
    tell_left(&gathered, session);
    if gathered.records.is_empty() {
        return Err(Failure::ImportNothing);
    }
    let updated = update(old, root, &gathered, catalogue, start.lang);
    tell_changes(&updated, session);
    let (before, _) = findings(path, old, start)?;
    let (after, new) = findings(path, &updated.text, start)?;
    if errors(&after) > errors(&before) {
        told(&after, &new, session);
        return Err(Failure::ImportBreaks);
    }
    let counts = (
        updated.changed.len().to_string(),
        updated.added.len().to_string(),
    );
    let counts = [
        ("changed", &*counts.0),
        ("added", &*counts.1),
        ("path", &shown(path)),
    ];
    summary(&gathered, session);
    let key = if updated.text == old {
        "import-unchanged"
    } else if args.dry_run {
        session.print(diff::unified(&shown(path), old, &updated.edits));
        "import-would"
    } else {
        let mut all = whole::Files::default();
        all.add(path, updated.text.as_bytes())?;
        all.put()?;
        "import-updated"
    };
    session.tell(&format!("{}\n", say(session.lang, key, &counts)));
    Ok(Exit::Ok)
}

fn alone(inventory: FileId) -> Files {
    Files {
        inventory,
        calendar: None,
        routes: None,
        actuals: None,
    }
}

/// What `check` says of a text in the place of the inventory, with the schedules beside it.
fn findings(path: &Path, text: &str, start: &Start) -> Result<(Vec<Finding>, Sources), Failure> {
    let mut reader = Reader::new();
    let inventory = reader.add_named(shown(path), text.as_bytes(), text.to_owned());
    let schedules = schedules_beside(Some(path));
    let mut beside = |name| reader.beside(None, &schedules, name);
    let files = Files {
        inventory,
        calendar: beside("calendar.toml")?,
        routes: beside("routes.toml")?,
        actuals: beside("actuals.toml")?,
    };
    let mut sources = reader.sources;
    let mut sink = Sink::new();
    inventory::load(&mut sources, &files, start.as_of, &mut sink);
    Ok((sink.into_sorted(), sources))
}

fn errors(findings: &[Finding]) -> usize {
    let severe = findings.iter().filter(|f| f.severity == Severity::Error);
    severe.count()
}

/// Errors on standard error; everything else `check` tells.
fn told(findings: &[Finding], sources: &Sources, session: &Session) -> Exit {
    let errors: Vec<Finding> = findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .cloned()
        .collect();
    if errors.is_empty() {
        return Exit::Ok;
    }
    let look = session.look_aside();
    session.tell(&show::show(&errors, sources, show::Shape::Human, &look));
    session.tell(&format!("{}\n", show::summary(&errors, session.lang)));
    Exit::Findings
}

/// Every cell that was left.
fn tell_left(gathered: &Gathered, session: &Session) {
    let lang = session.lang;
    for left in &gathered.left {
        session.tell(&format!("{}\n", left.told(lang)));
    }
    if !gathered.left.is_empty() {
        let n = gathered.left.len().to_string();
        session.tell(&format!(
            "{}\n",
            say(lang, "import-left-count", &[("n", &n)])
        ));
    }
}

fn tell_changes(updated: &Updated, session: &Session) {
    let clean = |text: &str| -> String { text.chars().map(visible).collect() };
    let lang = session.lang;
    for changed in &updated.changed {
        let (path, new, at) = (
            clean(&changed.path),
            clean(&changed.new),
            changed.at.to_string(),
        );
        let old = clean(changed.old.as_deref().unwrap_or_default());
        let args = [
            ("path", &*path),
            ("old", &*old),
            ("new", &*new),
            ("at", &*at),
        ];
        let key = match changed.old {
            Some(_) => "import-changed",
            None => "import-added",
        };
        session.tell(&format!("{}\n", say(lang, key, &args)));
    }
    for path in &updated.added {
        let told = say(lang, "import-added-record", &[("path", &clean(path))]);
        session.tell(&format!("{told}\n"));
    }
    for changed in &updated.unplaced {
        let (path, new, at) = (
            clean(&changed.path),
            clean(&changed.new),
            changed.at.to_string(),
        );
        let args = [("path", &*path), ("new", &*new), ("at", &*at)];
        session.tell(&format!("{}\n", say(lang, "import-unplaced", &args)));
    }
}

fn summary(gathered: &Gathered, session: &Session) {
    let count = |kind: Record| {
        let records = gathered.records.iter().filter(|r| r.kind == kind);
        records.count().to_string()
    };
    let args = [
        ("systems", &*count(Record::System)),
        ("contracts", &*count(Record::Contract)),
        ("hardware", &*count(Record::Hardware)),
        ("vendors", &*count(Record::Vendor)),
    ];
    session.tell(&format!("{}\n", say(session.lang, "import-summary", &args)));
}
