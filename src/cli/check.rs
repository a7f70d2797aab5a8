//! `ikou check`: is the file sound?

use super::args::Inputs;
use super::files::{self, shown};
use super::inputs::{Loaded, Wanted, load_wanted};
use super::listing::{self, ListArgs};
use super::outputs::for_screen;
use super::{Exit, Failure, Session, fix, frozen};
use clap::{Args, ValueEnum};
use ikou::diag::fingerprint::Before;
use ikou::diag::show::{Shape, relative, show, summary};
use ikou::diag::{LevelError, Levels, Severity};
use ikou::render;
use ikou::words::say;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    inputs: Inputs,
    #[arg(short = 'f', long, value_enum, value_name = "SHAPE")]
    message_format: Option<MessageFormat>,
    #[command(flatten)]
    levels: LevelArgs,
    #[command(flatten)]
    list: ListArgs,
    #[arg(long, value_name = "LENGTH")]
    within: Option<String>,
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    #[arg(long)]
    fix: bool,
    #[arg(long)]
    frozen: bool,
}

/// The levels that are asked for by code.
#[derive(Debug, Default, Args)]
pub(crate) struct LevelArgs {
    #[arg(short = 'D', long = "deny", value_name = "CODE")]
    deny: Vec<String>,
    #[arg(short = 'W', long = "warn", value_name = "CODE")]
    warn: Vec<String>,
    #[arg(short = 'A', long = "allow", value_name = "CODE")]
    allow: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MessageFormat {
    Human,
    Short,
    Json,
    Sarif,
    Junit,
    Github,
    Table,
    Csv,
    Md,
}

/// Findings as messages, or as rows.
#[derive(Clone, Copy, Debug)]
enum Told {
    Messages(Shape),
    Rows(listing::Shape),
}

impl MessageFormat {
    /// How findings are told; where columns or an order are asked for, they are rows.
    fn told(self, rows: bool) -> Result<Told, Failure> {
        Ok(match (self, rows) {
            (MessageFormat::Table, _) | (MessageFormat::Human, true) => {
                Told::Rows(listing::Shape::Table)
            }
            (MessageFormat::Csv, _) => Told::Rows(listing::Shape::Csv),
            (MessageFormat::Md, _) => Told::Rows(listing::Shape::Md),
            (MessageFormat::Json, true) => Told::Rows(listing::Shape::Json),
            (other, true) => {
                let value = other.to_possible_value();
                let format = value.map_or_else(String::new, |v| v.get_name().to_owned());
                return Err(Failure::NoList { format });
            }
            (other, false) => Told::Messages(other.shape()),
        })
    }

    fn shape(self) -> Shape {
        match self {
            MessageFormat::Human
            | MessageFormat::Table
            | MessageFormat::Csv
            | MessageFormat::Md => Shape::Human,
            MessageFormat::Short => Shape::Short,
            MessageFormat::Json => Shape::Json,
            MessageFormat::Sarif => Shape::Sarif,
            MessageFormat::Junit => Shape::Junit,
            MessageFormat::Github => Shape::Github,
        }
    }
}

pub(crate) fn check(args: &CheckArgs, session: &mut Session) -> Result<Exit, Failure> {
    let asked = args.levels.levels()?;
    let format = args.message_format.unwrap_or(MessageFormat::Human);
    let told = format.told(args.list.given())?;
    let within = args.within.as_deref().map(listing::within);
    let wanted = Wanted {
        within: within.transpose()?,
        codes: asked.wanted().collect(),
        draft: true,
        ..Wanted::default()
    };
    let mut loaded = load_wanted(&args.inputs, &wanted, session)?;
    if args.fix {
        loaded = fix::mend(&args.inputs, loaded, &wanted, session)?;
    }
    let mut loaded = loaded.with_deadlines(session)?;
    // The run ends when the findings are told: to give all of it back piece by piece takes longer
    // than to leave it.
    std::mem::forget((loaded.inventory.take(), loaded.draft.take()));
    let differing = match args.frozen {
        true => frozen::differing(&args.inputs, session)?,
        false => 0,
    };
    let Loaded {
        mut sources,
        findings,
        levels: written,
        ..
    } = loaded;
    let levels = asked.then(&written);
    let mut findings = levels.apply(findings);
    let mut known = 0;
    if let Some(file) = &args.against {
        let all = findings.len();
        findings = before(file, args, &wanted, &levels, session)?.worse(findings, &sources);
        known = all - findings.len();
    }
    if let Told::Messages(shape) = told
        && shape.for_services()
        && let Ok(folder) = std::env::current_dir()
    {
        let folder = shown(&folder);
        sources.rename(|name| relative(name, &folder));
    }
    session.print(match told {
        Told::Messages(shape) => show(&findings, &sources, shape, &session.look()),
        Told::Rows(shape) => {
            let list = render::findings(&findings, &sources, session.lang);
            args.list.arranged(list, shape, &for_screen(session))?
        }
    });
    session.tell(&format!("{}\n", summary(&findings, session.lang)));
    if known > 0 {
        let n = known.to_string();
        let text = say(session.lang, "check-known", &[("n", &n)]);
        session.tell(&format!("{text}\n"));
    }
    let errors = findings.iter().any(|f| f.severity == Severity::Error);
    Ok(match (errors, differing) {
        (true, _) => Exit::Findings,
        (false, 1..) => Exit::Frozen,
        (false, 0) => Exit::Ok,
    })
}

/// The findings of before: as they were written, or those of an inventory as it was.
fn before(
    file: &Path,
    args: &CheckArgs,
    wanted: &Wanted<'_>,
    levels: &Levels,
    session: &mut Session,
) -> Result<Before, Failure> {
    let text = files::read(file)?.text;
    if text.trim_start().starts_with('{') {
        return Before::read(&text).ok_or_else(|| Failure::BadReport { path: shown(file) });
    }
    let wanted = Wanted {
        instead: Some(file),
        ..wanted.clone()
    };
    let old = load_wanted(&args.inputs, &wanted, session)?.with_deadlines(session)?;
    let findings = levels.apply(old.findings);
    Ok(Before::of(&findings, &old.sources))
}

impl LevelArgs {
    pub(crate) fn levels(&self) -> Result<Levels, Failure> {
        let mut levels = Levels::default();
        // Where several are asked for, the strictest holds.
        let lists = [
            (&self.deny, Some(Severity::Error)),
            (&self.warn, Some(Severity::Warning)),
            (&self.allow, None),
        ];
        for (names, level) in lists {
            for name in names {
                let code = name.clone();
                levels.ask(name, level).map_err(|error| match error {
                    LevelError::Unknown(nearest) => Failure::UnknownCode { code, nearest },
                    LevelError::Fixed => Failure::FixedCode { code },
                })?;
            }
        }
        Ok(levels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_asked_for_is_told() {
        let args = |deny: &str, allow: &str| LevelArgs {
            deny: vec![deny.to_owned()],
            allow: vec![allow.to_owned()],
            ..LevelArgs::default()
        };
        assert!(args("warnings", "unused-id").levels().is_ok());
        let fixed = Failure::FixedCode {
            code: "syntax".into(),
        };
        assert_eq!(args("warnings", "syntax").levels(), Err(fixed));
        let unknown = Failure::UnknownCode {
            code: "sintax".into(),
            nearest: "syntax".into(),
        };
        assert_eq!(args("sintax", "warnings").levels(), Err(unknown));
    }
}
