//! `ikou init`: how do I start?

use super::files::{self, shown};
use super::import;
use super::outputs;
use super::today;
use super::whole;
use super::{Exit, Failure, Session};
use clap::{Args, ValueEnum};
use ikou::calendar::Date;
use ikou::diag::Sink;
use ikou::import::Form;
use ikou::init::{self, Start};
use ikou::inventory::schema;
use ikou::inventory::{self, Catalogue, Files, MunicipalityKind};
use ikou::render::{Format, template};
use ikou::source::Sources;
use ikou::words::say;
use std::path::{Path, PathBuf};

/// The schema of the inventory, beside it.
const SCHEMA: &str = "systems.schema.json";

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "DIGITS")]
    code: Option<String>,
    #[arg(long, value_enum, value_name = "KIND")]
    kind: Option<Kind>,
    // The only place to start from so far; named so that scripts may say it.
    #[arg(long, value_enum, value_name = "SOURCE")]
    from: Option<From>,
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "file")]
    xlsx: Option<PathBuf>,
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum From {
    Catalogue,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Kind {
    DesignatedCity,
    CoreCity,
    City,
    Town,
    Village,
    Ward,
    Prefecture,
}

impl Kind {
    pub(crate) fn meant(self) -> MunicipalityKind {
        match self {
            Kind::DesignatedCity => MunicipalityKind::DesignatedCity,
            Kind::CoreCity => MunicipalityKind::CoreCity,
            Kind::City => MunicipalityKind::City,
            Kind::Town => MunicipalityKind::Town,
            Kind::Village => MunicipalityKind::Village,
            Kind::Ward => MunicipalityKind::Ward,
            Kind::Prefecture => MunicipalityKind::Prefecture,
        }
    }
}

pub(crate) fn init(args: &InitArgs, session: &mut Session) -> Result<Exit, Failure> {
    let start = Start {
        name: args.name.clone(),
        code: args.code.clone(),
        kind: args.kind.map_or(MunicipalityKind::City, Kind::meant),
        as_of: today::as_of(args.as_of.as_deref())?,
        lang: session.lang,
    };
    if let Some(path) = &args.xlsx {
        return workbook(&start, path, args.force, session);
    }
    let text = init::inventory(&start, &businesses(start.kind, start.as_of));
    let path = args.file.as_deref().unwrap_or(Path::new("systems.toml"));
    if path == Path::new("-") {
        session.print(text);
        return Ok(Exit::Ok);
    }
    if !args.force && files::exists(path) {
        return Err(Failure::Exists { path: shown(path) });
    }
    // For editors, beside the file: they are to need no network.
    let beside = path.with_file_name(SCHEMA);
    let schema = schema::schema(schema::Of::Systems);
    let old = files::read_if_there(&beside)?;
    if !args.force && old.is_some_and(|old| old.text != schema) {
        return Err(Failure::Exists {
            path: shown(&beside),
        });
    }
    let text = format!("#:schema ./{SCHEMA}\n{text}");
    let mut all = whole::Files::default();
    all.add(path, text.as_bytes())?;
    all.add(&beside, schema.as_bytes())?;
    all.put()?;
    session.tell(&format!(
        "{}\n",
        say(session.lang, "init-done", &[("path", &shown(path))])
    ));
    Ok(Exit::Ok)
}

/// The workbook that departments fill in.
fn workbook(
    start: &Start,
    path: &Path,
    force: bool,
    session: &mut Session,
) -> Result<Exit, Failure> {
    let out = path == Path::new("-");
    if out && session.writes_to_terminal() {
        return Err(Failure::BinaryToTerminal {
            format: Format::Xlsx.name().to_owned(),
        });
    }
    if !out && outputs::by_name(path)? != Format::Xlsx {
        return Err(Failure::UnknownExtension {
            path: shown(path),
            known: Format::Xlsx.extension().to_owned(),
        });
    }
    if !out && !force && files::exists(path) {
        return Err(Failure::Exists { path: shown(path) });
    }
    let columns = import::columns(None)?;
    let form = Form::of(start, &columns, &businesses(start.kind, start.as_of));
    let bytes = template(&form, start.as_of, session.lang);
    let bytes = bytes.map_err(|error| Failure::Drawing {
        reason: error.message(session.lang),
    })?;
    if out {
        session.print(bytes);
        return Ok(Exit::Ok);
    }
    whole::write(path, &bytes)?;
    let done = say(session.lang, "init-xlsx-done", &[("path", &shown(path))]);
    session.tell(&format!("{done}\n"));
    Ok(Exit::Ok)
}

/// The businesses in force: what an inventory with nothing in it is checked against.
pub(crate) fn businesses(kind: MunicipalityKind, as_of: Date) -> Catalogue {
    let mut sources = Sources::new();
    let text = format!(
        "schema = 1\nmunicipality = {{ name = \"-\", kind = \"{}\" }}\n\
         horizon = {{ from = {as_of}, to = {as_of} }}\n",
        kind.name()
    );
    let inventory = sources.add("-", text);
    let files = Files {
        inventory,
        calendar: None,
        routes: None,
        actuals: None,
    };
    let loaded = inventory::load(&mut sources, &files, as_of, &mut Sink::new());
    loaded
        .map(|inventory| inventory.catalogue)
        .unwrap_or_default()
}
