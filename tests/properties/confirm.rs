//! What an owner confirms changes the lines of that record only, and no fact.

use super::{Dice, cases, made_up};
use crate::load::Texts;
use ikou::calendar::Date;
use ikou::diag::Sink;
use ikou::diag::fix::apply;
use ikou::facts::{Confidence, Facts};
use ikou::inventory::confirm::{Confirmation, Refused, confirm};
use ikou::inventory::{self, Draft, Files, Inventory};
use ikou::source::{FileId, Sources};

/// The texts as people write them: comments, blank lines, line ends of another system.
fn dressed(text: &str, dice: &mut Dice, windows: bool) -> String {
    let mut out = String::new();
    for line in text.lines() {
        if dice.percent(15) {
            out.push_str("# 註: \"引用\" = [ここ] { }\n");
        }
        let whole = !line.is_empty() && !line.contains("\"\"\"");
        match whole && dice.percent(40) {
            true => out.push_str(&format!("{line}   # 仮置き = \"x\"\n")),
            false => out.push_str(&format!("{line}\n")),
        }
    }
    match windows {
        true => out.replace('\n', "\r\n"),
        false => out,
    }
}

fn read(texts: &[(&str, String)], as_of: Date) -> Option<(Draft, Inventory, Sources, Files)> {
    let mut sources = Sources::new();
    let mut file = |name: &str| -> Option<FileId> {
        let (_, text) = texts.iter().find(|(known, _)| *known == name)?;
        Some(sources.add(name, text.clone()))
    };
    let files = Files {
        inventory: file("systems.toml")?,
        calendar: file("calendar.toml"),
        routes: file("routes.toml"),
        actuals: file("actuals.toml"),
    };
    let mut sink = Sink::new();
    let draft = inventory::read(&mut sources, &files, &mut sink);
    let inventory = inventory::check(draft.clone(), as_of, &mut sink)?;
    Some((draft, inventory, sources, files))
}

fn values(facts: &Facts) -> Vec<(String, &str)> {
    let all = facts.iter();
    all.map(|(path, fact)| (path.to_string(), fact.value.as_str()))
        .collect()
}

/// The first line of the record that a byte lies in, and the first after it.
fn lines_of_record(text: &str, at: usize) -> (usize, usize) {
    let line = text[..at].matches('\n').count();
    let header = |l: &&str| l.trim_start().starts_with("[[") || l.starts_with('[');
    let lines: Vec<&str> = text.split('\n').collect();
    let first = (0..=line).rev().find(|n| header(&lines[*n])).unwrap_or(0);
    let after = (line + 1..lines.len()).find(|n| header(&lines[*n]));
    (first, after.unwrap_or(lines.len()))
}

#[test]
fn a_confirmation_changes_the_lines_of_its_record_and_no_fact() {
    let mut written = 0;
    for (name, spec) in made_up(cases(40)) {
        let plain: Texts = spec.plain();
        let mut dice = Dice::new(name.bytes().map(u64::from).sum());
        let windows = dice.percent(50);
        let mut texts = vec![("systems.toml", dressed(&plain.systems, &mut dice, windows))];
        for (file, text) in [
            ("calendar.toml", &plain.calendar),
            ("routes.toml", &plain.routes),
            ("actuals.toml", &plain.actuals),
        ] {
            texts.extend(
                text.as_ref()
                    .map(|t| (file, dressed(t, &mut dice, windows))),
            );
        }
        let Some((draft, inventory, sources, files)) = read(&texts, plain.as_of) else {
            continue;
        };
        let own: Vec<String> = inventory
            .facts
            .iter()
            .filter(|(_, fact)| !sources.get(fact.span.file).builtin)
            .map(|(path, _)| path.to_string())
            .collect();
        for _ in 0..4 {
            let mut path = (*dice.pick(&own)).clone();
            if dice.percent(30)
                && let Some((record, _)) = path.rsplit_once('.')
            {
                path = record.to_owned();
            }
            let said = Confirmation {
                by: "税務部 \"市民税課\" \\".to_owned(),
                on: plain.as_of,
                source: dice.percent(50).then(|| "契約書 #12".to_owned()),
            };
            let mut sources = sources.clone();
            let asked = [path.clone()];
            let done = match confirm(&mut sources, &files, (&draft, &inventory), &asked, &said) {
                Ok(done) => done,
                Err(Refused::Paths(findings)) => panic!("{name} {path}: {findings:?}"),
                Err(_) => continue,
            };
            assert_eq!(done.edits.len(), 1, "{name} {path}");
            let mut after = texts.clone();
            for (file, edits) in &done.edits {
                let source = sources.get(*file);
                let old = &source.text;
                let new = apply(old, edits);
                let (first, end) = lines_of_record(old, edits[0].span.start);
                let (before, now): (Vec<_>, Vec<_>) =
                    (old.split('\n').collect(), new.split('\n').collect());
                assert_eq!(before[..first], now[..first], "{name} {path}");
                let behind = before.len() - end;
                assert_eq!(before[end..], now[now.len() - behind..], "{name} {path}");
                assert_eq!(
                    new.matches('\n').count(),
                    if windows {
                        new.matches("\r\n").count()
                    } else {
                        new.matches('\n').count()
                    }
                );
                for comment in old
                    .lines()
                    .filter_map(|l| l.split_once('#'))
                    .map(|(_, c)| c)
                {
                    assert!(new.contains(comment), "{name} {path}: {comment}");
                }
                let text = after.iter_mut().find(|(n, _)| *n == source.name).unwrap();
                text.1 = new;
            }
            let Some((_, again, sources_again, _)) = read(&after, plain.as_of) else {
                // The command tells what is found then, and writes nothing.
                continue;
            };
            assert_eq!(
                values(&inventory.facts),
                values(&again.facts),
                "{name} {path}"
            );
            let below = format!("{path}.");
            // What the record leaves to the rules is theirs.
            let file = sources.get(*done.edits.keys().next().unwrap()).name.clone();
            let asked = again
                .facts
                .iter()
                .filter(|(p, _)| p.is(&path) || p.to_string().starts_with(&below))
                .filter(|(_, fact)| sources_again.get(fact.span.file).name == file);
            for (found, fact) in asked {
                let of = &fact.provenance;
                assert_eq!(
                    of.confidence,
                    Confidence::Confirmed,
                    "{name} {path} {found}"
                );
                assert_eq!(of.confirmed_by.as_ref(), Some(&said.by), "{name} {found}");
                assert_eq!(of.confirmed_on, Some(said.on), "{name} {found}");
            }
            written += 1;
        }
    }
    assert!(written > 100, "only {written}");
}
