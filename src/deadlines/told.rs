//! Deadlines for people: by day, what several systems share said once.

use super::{Deadlines, Due, DueSystem, State};
use crate::render::TerminalStyle;
use crate::render::terminal::{NARROWEST, WIDEST, bold, paint, plain, wrap};
use crate::report::{Mark, wording};
use crate::words::{Lang, say};

/// How many systems are named before they are only counted.
const NAMED: usize = 12;

/// The list, in lines of at most `width` columns.
pub fn told(found: &Deadlines, lang: Lang, width: usize, style: TerminalStyle) -> String {
    let mut page = Page {
        lang,
        style,
        width: width.clamp(NARROWEST, WIDEST),
        text: String::new(),
    };
    for (n, line) in heading(found, lang).iter().enumerate() {
        let bold = n == 0;
        page.line(0, line, if bold { Look::Bold } else { Look::Plain });
    }
    if found.deadlines.is_empty() {
        page.text.push('\n');
        page.line(0, &none(found, lang), Look::Plain);
    }
    let mut day = None;
    for group in groups(&found.deadlines) {
        let first = group[0];
        if day.replace(first.date) != Some(first.date) {
            page.text.push('\n');
            let key = match first.state {
                State::Missed => Look::Marked(Mark::Bad),
                _ => Look::Bold,
            };
            page.line(0, &day_heading(first, lang), key);
        }
        page.group(&group);
    }
    if found.deadlines.iter().any(|due| due.assumed) {
        page.text.push('\n');
        let key = say(lang, "report-key-assumed", &[]);
        page.line(0, &key, Look::Marked(Mark::Quiet));
    }
    if found.later > 0 {
        page.text.push('\n');
        page.line(0, &later(found, lang), Look::Plain);
    }
    page.text
}

/// Title, day and what was asked for: a line each.
pub(super) fn heading(found: &Deadlines, lang: Lang) -> Vec<String> {
    let name = &found.municipality.name;
    let as_of = wording::day(found.as_of, lang);
    let title = match name.is_empty() {
        true => say(lang, "due-title-nameless", &[("date", &as_of)]),
        false => say(lang, "due-title", &[("name", name), ("date", &as_of)]),
    };
    let mut lines = vec![title];
    lines.extend(found.what_ifs.iter().cloned());
    if !found.planned {
        lines.push(say(lang, "due-no-plan", &[]));
    }
    let joint = say(lang, "due-joint", &[]);
    let names = |names: &[super::DueName]| {
        let names: Vec<&str> = names.iter().map(|n| n.name.as_str()).collect();
        names.join(&joint)
    };
    let asked = &found.asked;
    for (key, names) in [
        ("due-owner", asked.owners.join(&joint)),
        ("due-business", names(&asked.businesses)),
        ("due-vendor", names(&asked.vendors)),
    ] {
        if !names.is_empty() {
            lines.push(say(lang, key, &[("names", &names)]));
        }
    }
    if let Some(until) = found.until {
        let until = wording::day(until, lang);
        lines.push(say(lang, "due-until", &[("date", &until)]));
    }
    lines
}

/// That nothing is due, and from when on something is not asked about.
pub(super) fn none(found: &Deadlines, lang: Lang) -> String {
    let asked = found.asked != super::Chosen::default();
    let key = match (asked, found.until.is_some()) {
        (true, _) => "due-none-asked",
        (false, true) => "due-none-until",
        (false, false) => "due-none",
    };
    say(lang, key, &[])
}

pub(super) fn later(found: &Deadlines, lang: Lang) -> String {
    say(lang, "due-later", &[("n", &found.later.to_string())])
}

/// `2021-10-29（令和3年10月29日）　あと87日`
pub(super) fn day_heading(due: &Due, lang: Lang) -> String {
    let args = [
        ("date", wording::day(due.date, lang)),
        ("left", left(due, lang)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    say(lang, "due-day", &args)
}

/// `あと87日`
pub(super) fn left(due: &Due, lang: Lang) -> String {
    let n = wording::grouped(due.days_left.abs());
    let key = match due.days_left {
        0 => "due-left-none",
        1 if lang == Lang::En => "due-left-one",
        1.. => "due-left",
        _ => "due-left-past",
    };
    say(lang, key, &[("n", &n)])
}

/// Neighbours that say the same of other systems.
pub(super) fn groups(all: &[Due]) -> Vec<Vec<&Due>> {
    let mut groups: Vec<Vec<&Due>> = Vec::new();
    for due in all {
        let same = |group: &&mut Vec<&Due>| {
            let first = group[0];
            let told = |d: &Due| (d.date, d.state, d.days_left);
            told(first) == told(due)
                && (&first.kind, &first.what, &first.why, &first.if_missed)
                    == (&due.kind, &due.what, &due.why, &due.if_missed)
        };
        // Only those of the same day may be one: what was told of days before stays.
        let mut today = groups.iter_mut().rev();
        let mut today = today
            .by_ref()
            .take_while(|g| g[0].date == due.date && g[0].state == due.state);
        match today.find(same) {
            Some(group) => group.push(due),
            None => groups.push(vec![due]),
        }
    }
    groups
}

enum Look {
    Plain,
    Bold,
    Marked(Mark),
}

struct Page {
    lang: Lang,
    style: TerminalStyle,
    width: usize,
    text: String,
}

impl Page {
    fn line(&mut self, indent: usize, text: &str, look: Look) {
        let text = plain(text, self.style);
        for line in wrap(&text, self.width.saturating_sub(indent), "  ") {
            let line = match look {
                Look::Plain => line,
                Look::Bold => bold(&line, self.style),
                Look::Marked(mark) => paint(&line, mark, self.style),
            };
            self.text.push_str(&" ".repeat(indent));
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    fn group(&mut self, group: &[&Due]) {
        let first = group[0];
        let mark = match first.state {
            State::Open => Mark::Plain,
            State::Endangered | State::Missed => Mark::Bad,
        };
        self.line(2, &title(first, self.lang), Look::Marked(mark));
        let systems: Vec<(&DueSystem, &Due)> = group
            .iter()
            .flat_map(|due| due.systems.iter().map(move |s| (s, *due)))
            .collect();
        for (system, due) in systems.iter().take(NAMED) {
            let line = self.who(system, due);
            self.line(4, &line, Look::Plain);
        }
        if systems.len() > NAMED {
            let n = (systems.len() - NAMED).to_string();
            let line = say(self.lang, "due-more-systems", &[("n", &n)]);
            self.line(4, &line, Look::Plain);
        }
        for (key, text) in [("due-why", &first.why), ("due-if-missed", &first.if_missed)] {
            if !text.is_empty() {
                let line = say(self.lang, key, &[("text", text)]);
                self.line(4, &line, Look::Marked(Mark::Quiet));
            }
        }
    }

    /// `税総合システム（税務部 市民税課） 事業者Ａ`
    fn who(&self, system: &DueSystem, due: &Due) -> String {
        let joint = say(self.lang, "due-joint", &[]);
        let vendors: Vec<&str> = due.vendors.iter().map(|v| v.name.as_str()).collect();
        let vendors = vendors.join(&joint);
        let key = match (system.owner.is_empty(), vendors.is_empty()) {
            (true, true) => "due-who",
            (true, false) => "due-who-vendor",
            (false, true) => "due-who-owner",
            (false, false) => "due-who-both",
        };
        let args = [
            ("system", system.name.as_str()),
            ("owner", &system.owner),
            ("vendor", &vendors),
        ];
        say(self.lang, key, &args)
    }
}

/// `● 当初予算要求（サーバ移設）`
pub(super) fn title(due: &Due, lang: Lang) -> String {
    let assumed = due.assumed.then(|| say(lang, "due-assumed", &[]));
    format!("{}{}", title_plain(due), assumed.unwrap_or_default())
}

/// The same without a word on what is assumed.
pub(super) fn title_plain(due: &Due) -> String {
    let symbol = due.symbol.as_deref().map(|s| format!("{s} "));
    format!("{}{}", symbol.unwrap_or_default(), due.what)
}
