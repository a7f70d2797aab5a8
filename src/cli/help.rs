//! Help texts: every word from `cli.ftl`, every flag from the parser itself.

use super::args::Cli;
use clap::{Arg, Command, CommandFactory};
use ikou::words::{Lang, say, try_say};
use std::ffi::OsString;

/// Column where the texts of options begin.
const INDENT: usize = 26;

/// The parser, with all it says in `lang`, wrapped to `width` cells.
pub(crate) fn localized(lang: Lang, width: usize) -> Command {
    let mut built = Cli::command();
    built.build();
    let mut command = with_texts(Cli::command(), &built, lang, width, "");
    for sub in built.get_subcommands() {
        command = command.mut_subcommand(sub.get_name(), |own| {
            with_texts(own, sub, lang, width, sub.get_name())
        });
    }
    command
}

/// Every help page by command, the program's own (under no name) first.
pub(crate) fn pages(lang: Lang, width: usize) -> Vec<(String, String)> {
    let mut built = Cli::command();
    built.build();
    let first = (String::new(), page(&built, lang, width, ""));
    let of = |sub: &Command| {
        let name = sub.get_name();
        (name.to_owned(), page(sub, lang, width, name))
    };
    std::iter::once(first)
        .chain(built.get_subcommands().map(of))
        .collect()
}

/// Help for one command; also the texts that completion scripts show.
fn with_texts(command: Command, built: &Command, lang: Lang, width: usize, name: &str) -> Command {
    let page = page(built, lang, width, name);
    let own: Vec<String> = command
        .get_arguments()
        .map(|a| a.get_id().to_string())
        .collect();
    let mut command = command.about(headline(lang, name)).override_help(page);
    for id in own {
        command = command.mut_arg(&id, |arg| {
            let text = argument_text(&arg, lang, name);
            arg.help(text)
        });
    }
    command
}

/// `ikou help plan` means `ikou plan --help`.
pub(crate) fn words_to_flags(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.get(1).is_some_and(|a| a == "help") {
        args.remove(1);
        args.push("--help".into());
    }
    args
}

fn key(name: &str) -> String {
    if name.is_empty() {
        "cmd".to_owned()
    } else {
        format!("cmd-{name}")
    }
}

fn headline(lang: Lang, name: &str) -> String {
    say(lang, &key(name), &[])
}

/// `使い方: ikou plan [オプション] [ファイル]`
pub(crate) fn usage_line(command: &Command, lang: Lang, name: &str) -> String {
    let mut line = format!("{} ikou", say(lang, "help-usage", &[]));
    if name.is_empty() {
        line.push_str(&format!(" {}", say(lang, "help-usage-command", &[])));
        return line;
    }
    line.push_str(&format!(" {name} {}", say(lang, "help-usage-options", &[])));
    for arg in command.get_positionals() {
        let (open, close) = if arg.is_required_set() {
            ('<', '>')
        } else {
            ('[', ']')
        };
        line.push_str(&format!(" {open}{}{close}", value_name(arg, lang)));
    }
    line
}

fn page(built: &Command, lang: Lang, width: usize, name: &str) -> String {
    let mut page = String::new();
    paragraph(&mut page, &headline(lang, name), width);
    page.push_str(&format!("\n{}\n", usage_line(built, lang, name)));
    if let Some(detail) = try_say(lang, &format!("{}.detail", key(name)), &[]) {
        page.push('\n');
        paragraph(&mut page, &detail, width);
    }
    let args: Vec<&Arg> = built.get_arguments().collect();
    let shared = |arg: &&&Arg| arg.is_global_set();
    let positionals: Vec<&Arg> = args.iter().filter(|a| a.is_positional()).copied().collect();
    let own: Vec<&Arg> = args
        .iter()
        .filter(|a| !a.is_positional())
        .filter(|a| !shared(a))
        .copied()
        .collect();
    let global: Vec<&Arg> = args.iter().filter(shared).copied().collect();
    if name.is_empty() {
        page.push_str(&format!("\n{}\n", say(lang, "help-commands", &[])));
        for sub in built.get_subcommands() {
            row(
                &mut page,
                sub.get_name(),
                &headline(lang, sub.get_name()),
                width,
            );
        }
    }
    for (title, list) in [
        ("help-arguments", positionals),
        ("help-options", own),
        ("help-shared", global),
    ] {
        if list.is_empty() {
            continue;
        }
        page.push_str(&format!("\n{}\n", say(lang, title, &[])));
        for arg in list {
            row(
                &mut page,
                &spelling(arg, lang),
                &argument_text(arg, lang, name),
                width,
            );
        }
    }
    if let Some(examples) = try_say(lang, &format!("{}.examples", key(name)), &[]) {
        page.push_str(&format!("\n{}\n", say(lang, "help-examples", &[])));
        for line in examples.lines() {
            page.push_str(&format!("  {line}\n"));
        }
    }
    page
}

/// `-o, --output <ファイル>`
fn spelling(arg: &Arg, lang: Lang) -> String {
    if arg.is_positional() {
        return value_name(arg, lang);
    }
    let short = arg
        .get_short()
        .map_or("   ".to_owned(), |c| format!("-{c},"));
    let long = arg.get_long().unwrap_or_default();
    if arg.get_action().takes_values() {
        format!("{short} --{long} <{}>", value_name(arg, lang))
    } else {
        format!("{short} --{long}")
    }
}

/// What stands for the value, in words.
pub(crate) fn value_name(arg: &Arg, lang: Lang) -> String {
    let name = arg
        .get_value_names()
        .and_then(|names| names.first())
        .map_or("", |n| n.as_str());
    localized_value(name, lang)
}

/// `FILE` → ファイル
pub(crate) fn localized_value(name: &str, lang: Lang) -> String {
    say(lang, &format!("value-{}", name.to_lowercase()), &[])
}

fn argument_text(arg: &Arg, lang: Lang, command: &str) -> String {
    let id = arg.get_id().as_str().replace('_', "-");
    let text = try_say(lang, &format!("arg-{command}-{id}"), &[])
        .unwrap_or_else(|| say(lang, &format!("arg-{id}"), &[]));
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .filter(|v| !v.is_hide_set())
        .map(|v| v.get_name().to_owned())
        .collect();
    if !arg.get_action().takes_values() || values.is_empty() {
        return text;
    }
    let values = values.join(&say(lang, "help-values-joint", &[]));
    format!("{text}{}", say(lang, "help-values", &[("values", &values)]))
}

fn paragraph(page: &mut String, text: &str, width: usize) {
    for line in text.lines() {
        page.push_str(textwrap::fill(line, width).trim_end());
        page.push('\n');
    }
}

/// One line of a list: the name, and from [`INDENT`] on its text, wrapped as its language wants.
fn row(page: &mut String, name: &str, text: &str, width: usize) {
    let head = format!("  {name}");
    let room = width.saturating_sub(INDENT).max(20);
    let used = textwrap::core::display_width(&head);
    page.push_str(&head);
    for (i, line) in textwrap::wrap(text, room).iter().enumerate() {
        if i > 0 || used + 2 > INDENT {
            page.push_str(&format!("\n{}", " ".repeat(INDENT)));
        } else {
            page.push_str(&" ".repeat(INDENT - used));
        }
        page.push_str(line);
    }
    page.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command and argument, as (command, key that must have a text).
    fn keys() -> Vec<Vec<String>> {
        let mut built = Cli::command();
        built.build();
        let mut keys = vec![vec![key("")]];
        let all = std::iter::once(&built).chain(built.get_subcommands());
        for command in all {
            let name = if command.get_name() == "ikou" {
                ""
            } else {
                command.get_name()
            };
            keys.push(vec![key(name)]);
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str().replace('_', "-");
                keys.push(vec![format!("arg-{name}-{id}"), format!("arg-{id}")]);
                if arg.get_action().takes_values() {
                    let value = arg.get_value_names().map_or("", |n| n[0].as_str());
                    keys.push(vec![format!("value-{}", value.to_lowercase())]);
                }
            }
        }
        keys
    }

    #[test]
    fn every_flag_has_its_words_in_both_languages() {
        for lang in Lang::ALL {
            for alternatives in keys() {
                let found = alternatives.iter().any(|k| try_say(lang, k, &[]).is_some());
                assert!(found, "{}: {alternatives:?}", lang.code());
            }
        }
    }

    #[test]
    fn the_parser_is_sound() {
        Cli::command().debug_assert();
        localized(Lang::Ja, 80).debug_assert();
    }

    #[test]
    fn no_line_of_help_is_wider_than_the_screen() {
        for lang in Lang::ALL {
            for width in [60, 80, 100] {
                for (name, page) in pages(lang, width) {
                    for line in page.lines() {
                        let wide = textwrap::core::display_width(line) > width;
                        // Examples are commands: they are not broken.
                        assert!(
                            !wide || line.starts_with("  ikou"),
                            "{width} {name}: {line}"
                        );
                    }
                }
            }
        }
    }
}
