//! What was typed wrongly, in sentences of the reader's language.

use super::args::Cli;
use super::failure::{Failure, said};
use super::{Exit, help};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error};
use ikou::words::{Lang, say};
use std::ffi::OsString;
use std::io::Write;

/// Prints help or a version where they were asked for; else says what was typed wrongly.
pub(crate) fn report(error: &Error, args: &[OsString], lang: Lang, width: usize) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render().to_string();
            let mut out = std::io::stdout();
            match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
                Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => {
                    let told = Failure::writing("stdout".to_owned(), &e).text(lang);
                    let _ = std::io::stderr().write_all(told.as_bytes());
                    Exit::Usage
                }
                _ => Exit::Ok,
            }
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let text = help::localized(lang, width).render_help().to_string();
            let _ = std::io::stderr().write_all(text.as_bytes());
            Exit::Usage
        }
        _ => {
            let _ = std::io::stderr().write_all(sentence(error, args, lang).as_bytes());
            Exit::Usage
        }
    }
}

fn sentence(error: &Error, args: &[OsString], lang: Lang) -> String {
    let get = |kind| error.get(kind).map(plain).unwrap_or_default();
    // Of several candidates the last is the most likely.
    let near = |kind| match error.get(kind) {
        Some(ContextValue::Strings(all)) => near(all.last().map_or("", String::as_str), lang),
        _ => near(&get(kind), lang),
    };
    let arg = argument(&get(ContextKind::InvalidArg), lang);
    let prior = argument(&get(ContextKind::PriorArg), lang);
    let value = get(ContextKind::InvalidValue);
    let (key, help) = match error.kind() {
        ErrorKind::UnknownArgument => ("usage-unknown-argument", near(ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => (
            "usage-unknown-command",
            near(ContextKind::SuggestedSubcommand),
        ),
        ErrorKind::InvalidValue if value.is_empty() => ("usage-value-missing", None),
        ErrorKind::InvalidValue => {
            let valid = get(ContextKind::ValidValue);
            let name = get(ContextKind::SuggestedValue);
            let words = [("name", name.as_str()), ("values", valid.as_str())];
            // The closest is a guess: what there is is told as well.
            let key = match name.is_empty() {
                true => "usage-valid-values",
                false => "usage-valid-values-near",
            };
            let known = (!valid.is_empty()).then(|| say(lang, key, &words));
            ("usage-bad-value", known)
        }
        ErrorKind::ValueValidation => ("usage-bad-value", None),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            ("usage-value-missing", None)
        }
        ErrorKind::TooManyValues => ("usage-too-many", None),
        ErrorKind::ArgumentConflict if arg == prior => ("usage-twice", None),
        ErrorKind::ArgumentConflict => ("usage-conflict", None),
        ErrorKind::MissingRequiredArgument => ("usage-required", None),
        ErrorKind::InvalidUtf8 => ("usage-utf8", None),
        _ => ("usage-other", None),
    };
    let command = get(ContextKind::InvalidSubcommand);
    let words = [
        ("arg", arg.as_str()),
        ("value", value.as_str()),
        ("command", command.as_str()),
        ("prior", prior.as_str()),
    ];
    let mut text = said(lang, &say(lang, key, &words), help.as_deref());
    let (usage, name) = usage_of(args, lang);
    let more = if name.is_empty() {
        "ikou --help".to_owned()
    } else {
        format!("ikou {name} --help")
    };
    text.push_str(&format!(
        "\n{usage}\n{}\n",
        say(lang, "usage-more", &[("command", &more)])
    ));
    text
}

fn near(name: &str, lang: Lang) -> Option<String> {
    (!name.is_empty()).then(|| say(lang, "did-you-mean", &[("name", name)]))
}

/// clap writes `--lang <LANG>` and `[FILE]`: the flag alone, or the value's name in words.
fn argument(text: &str, lang: Lang) -> String {
    let each = text
        .split(", ")
        .map(|one| match one.trim_end_matches("...").chars().next() {
            Some('<' | '[') => {
                let name = one.trim_matches(['<', '>', '[', ']', '.']);
                format!("<{}>", help::localized_value(name, lang))
            }
            _ => one.split([' ', '=']).next().unwrap_or(one).to_owned(),
        });
    each.collect::<Vec<_>>().join(", ")
}

fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::None => String::new(),
        ContextValue::Bool(b) => b.to_string(),
        ContextValue::String(s) => s.clone(),
        ContextValue::Strings(all) => all.join(", "),
        ContextValue::StyledStr(s) => s.to_string(),
        ContextValue::StyledStrs(all) => all
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", "),
        ContextValue::Number(n) => n.to_string(),
        _ => String::new(),
    }
}

/// The usage line of the command that was meant, and the command's name.
fn usage_of(args: &[OsString], lang: Lang) -> (String, String) {
    let mut built = Cli::command();
    built.build();
    let meant = args
        .iter()
        .skip(1)
        .filter_map(|a| a.to_str())
        .find_map(|word| built.find_subcommand(word));
    match meant {
        Some(sub) => (
            help::usage_line(sub, lang, sub.get_name()),
            sub.get_name().to_owned(),
        ),
        None => (help::usage_line(&built, lang, ""), String::new()),
    }
}
