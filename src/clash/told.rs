//! A clash in words: which facts, where they are written, and what would solve it.

use super::{Asked, Clash, ClashFact, Clashes, Way};
use crate::facts::Confidence;
use crate::inventory::scenario::{Part, Path};
use crate::plan::Plan;
use crate::render::terminal::wrap;
use crate::report::{clean, command, what_ifs, wording};
use crate::words::{Lang, say, try_say};
use std::fmt::Write;

/// Tells what clashes, in lines of at most `width` columns; what is to be typed or pasted stays
/// whole.
pub fn told(found: &Clashes, plan: &Plan, lang: Lang, width: usize) -> String {
    let mut told = Told {
        lang,
        width,
        text: String::new(),
    };
    if found.asked.is_none() {
        let name = clean(&plan.municipality.name);
        let args = [("name", name.as_str()), ("as_of", &found.as_of.to_string())];
        let key = if name.is_empty() {
            "clash-heading-nameless"
        } else {
            "clash-heading"
        };
        told.say(0, key, &args);
        for what_if in what_ifs(plan, lang) {
            told.line(0, &what_if);
        }
    }
    if found.clashes.is_empty() && found.left_out.is_empty() {
        told.say(0, "clash-none", &[]);
    }
    for (n, clash) in found.clashes.iter().enumerate() {
        told.clash(n + 1, clash, found.asked.as_ref());
    }
    if !found.left_out.is_empty() {
        told.text.push('\n');
        let n = found.left_out.len().to_string();
        let named: Vec<String> = found.left_out.iter().take(5).map(|id| clean(id)).collect();
        let args = [("n", n.as_str()), ("systems", &told.list(&named))];
        told.say(0, "clash-left-out", &args);
    }
    told.text
}

struct Told {
    lang: Lang,
    width: usize,
    text: String,
}

impl Told {
    fn line(&mut self, indent: usize, text: &str) {
        let first = " ".repeat(indent);
        for line in wrap(text, self.width.saturating_sub(indent), "  ") {
            let _ = writeln!(self.text, "{first}{line}");
        }
    }

    /// A line to be copied.
    fn whole(&mut self, indent: usize, text: &str) {
        let indented = format!("{}{text}", " ".repeat(indent));
        let _ = writeln!(self.text, "{}", indented.trim_end());
    }

    fn say(&mut self, indent: usize, key: &str, args: &[(&str, &str)]) {
        let text = say(self.lang, key, args);
        self.line(indent, &text);
    }

    fn list(&self, all: &[String]) -> String {
        all.join(if self.lang == Lang::Ja { "、" } else { ", " })
    }

    fn days(&self, n: i64) -> String {
        say(self.lang, "why-days", &[("n", &wording::grouped(n))])
    }

    fn clash(&mut self, number: usize, clash: &Clash, asked: Option<&Asked>) {
        if asked.is_none() {
            self.text.push('\n');
            self.heading(number, clash);
        }
        let mut troubles = clash.systems.iter().flat_map(|s| &s.trouble);
        let wish_alone = troubles.any(|t| t == "wish");
        let key = match (clash.proved, asked) {
            (true, None) => "clash-proved",
            (true, Some(_)) if wish_alone => "clash-wish-none",
            (true, Some(_)) => "clash-wish-proved",
            (false, _) => "clash-unproved",
        };
        self.say(2, key, &[]);
        if clash.proved && clash.sets.is_empty() {
            self.say(2, "clash-no-facts", &[]);
        }
        for (n, set) in clash.sets.iter().enumerate() {
            let key = match (n, asked.is_some()) {
                (0, false) => "clash-set",
                (0, true) => "clash-set-wish",
                _ => "clash-set-next",
            };
            self.say(2, key, &[]);
            set.facts.iter().for_each(|fact| self.fact(fact));
            let key = if set.minimal {
                "clash-minimal"
            } else {
                "clash-not-minimal"
            };
            self.say(4, key, &[]);
        }
        self.ways(clash);
    }

    fn heading(&mut self, number: usize, clash: &Clash) {
        let names = clash.systems.iter().map(|s| {
            let args = [
                ("name", wording::name_or_id(&s.name, &s.id)),
                ("id", clean(&s.id)),
            ];
            let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
            say(self.lang, "clash-system", &args)
        });
        let names: Vec<String> = names.collect();
        let mut troubles = Vec::new();
        for (key, n) in [
            ("clash-gap", clash.gap_days),
            ("clash-hard-late", clash.hard_late_days),
        ] {
            if n > 0 {
                troubles.push(say(self.lang, key, &[("days", &self.days(n))]));
            }
        }
        let none = |t: &String| t == "no-cutover";
        if clash.systems.iter().any(|s| s.trouble.iter().any(none)) {
            troubles.push(say(self.lang, "clash-no-cutover", &[]));
        }
        let n = number.to_string();
        let args = [
            ("n", n.as_str()),
            ("systems", &self.list(&names)),
            ("trouble", &self.list(&troubles)),
        ];
        self.say(0, "clash-number", &args);
    }

    fn fact(&mut self, fact: &ClashFact) {
        let value = clean(&fact.fact.value);
        let builtin = fact.fact.file.strip_prefix(crate::source::BUILTIN);
        let file = builtin.map(|f| f.trim_start_matches('/'));
        let place = if builtin.is_some() {
            "clash-place-default"
        } else {
            "clash-place"
        };
        let line = fact.fact.line.to_string();
        let file = clean(file.unwrap_or(&fact.fact.file));
        let place = say(self.lang, place, &[("file", &file), ("line", &line)]);
        let what = label(&fact.path, self.lang);
        let assumed = match fact.fact.confidence {
            Confidence::Assumed => say(self.lang, "clash-assumed", &[]),
            _ => String::new(),
        };
        let args = [
            ("what", what.as_str()),
            ("value", &value),
            ("assumed", &assumed),
        ];
        self.say(4, "clash-fact", &args);
        self.line(8, &format!("{}  {place}", clean(&fact.path)));
        if let Some(source) = &fact.fact.source {
            self.say(8, "why-source", &[("source", &clean(source))]);
        }
    }

    fn ways(&mut self, clash: &Clash) {
        if clash.ways.is_empty() {
            if clash.proved {
                self.say(2, "clash-no-way", &[]);
            }
            return;
        }
        self.text.push('\n');
        self.say(2, "clash-ways", &[]);
        for (n, way) in clash.ways.iter().enumerate() {
            self.way(n + 1, way);
        }
        self.text.push('\n');
        self.say(2, "clash-scenario", &[]);
        if let Some(way) = clash.ways.first() {
            let reason = self.changes(way);
            scenario(way, &reason)
                .lines()
                .for_each(|line| self.whole(4, line));
        }
    }

    /// A way in words.
    fn changes(&self, way: &Way) -> String {
        let changes = way.changes.iter().map(|change| {
            let of = of(&change.path);
            let shown = |text: &str| text.trim_matches('"').to_owned();
            let args = [
                ("of", of.as_str()),
                ("old", &shown(&change.old)),
                ("new", &shown(&change.new)),
            ];
            let key = format!("clash-way-{}", change.kind);
            clean(&say(self.lang, &key, &args))
        });
        let changes: Vec<String> = changes.collect();
        changes.join(&say(self.lang, "clash-way-and", &[]))
    }

    fn way(&mut self, number: usize, way: &Way) {
        let sign = if way.yen > 0 { "+" } else { "" };
        let yen = format!("{sign}{}", wording::grouped(way.yen));
        let n = number.to_string();
        let args = [
            ("n", n.as_str()),
            ("changes", &self.changes(way)),
            ("yen", &yen),
        ];
        self.say(4, "clash-way", &args);
        for change in &way.changes {
            self.whole(
                7,
                &clean(&format!("--set {}", command::word(&change.set()))),
            );
        }
    }
}

/// The id behind a path: of which contract, system or vendor it is.
fn of(path: &str) -> String {
    let parts = Path::parse(path).map(|p| p.parts).unwrap_or_default();
    let name = |part: &Part| match part {
        Part::Name(name) => name.clone(),
        Part::Any => "*".to_owned(),
    };
    let place = match parts.first().map(name).as_deref() {
        Some("calendar" | "routes") => 2,
        _ => 1,
    };
    parts.get(place).map(name).unwrap_or_default()
}

/// What a fact is, in words: the end of contract tax-2016.
pub(crate) fn label(path: &str, lang: Lang) -> String {
    let parts = Path::parse(path).map(|p| p.parts).unwrap_or_default();
    let names: Vec<&str> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Name(name) => Some(name.as_str()),
            Part::Any => None,
        })
        .collect();
    let kind = names.first().copied().unwrap_or_default();
    let of = of(path);
    let after = names.get(3).copied().unwrap_or_default();
    let args = [("of", of.as_str()), ("after", after)];
    // The last name of the path that has words.
    let found = names.iter().rev().find_map(|name| {
        let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        plain.then(|| try_say(lang, &format!("clash-fact-{kind}-{name}"), &args))?
    });
    clean(&found.unwrap_or_else(|| path.to_owned()))
}

/// A way as a file of scenarios.
fn scenario(way: &Way, reason: &str) -> String {
    let string = |text: &str| {
        let escaped = clean(text).replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"{escaped}\"")
    };
    let mut text = format!("reason = {}\n\n[change]\n", string(reason));
    for change in &way.changes {
        let _ = writeln!(text, "{} = {}", string(&change.path), clean(&change.new));
    }
    text
}
