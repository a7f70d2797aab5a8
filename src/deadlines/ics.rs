//! Deadlines as a calendar (RFC 5545): days without a time, a reminder a month and a week before.
//!
//! Written by hand: the published crate stamps events with the machine's clock and random ids,
//! which the library must not have (docs/decisions/0009-icalendar.md).

use super::csv::{businesses, listed};
use super::told::{heading, title, title_plain};
use super::{Deadlines, Due};
use crate::calendar::Date;
use crate::report::clean;
use crate::words::{Lang, say};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The end of every UID: events of others in an earlier file are left alone.
const OURS: &str = "@ikou";

/// Octets of a line, its end left out of account.
const LINE: usize = 75;

/// How many systems the name of an event names before they are only counted.
const NAMED: usize = 3;

/// Days before a deadline on whose morning a reminder rings.
const REMINDERS: [u64; 2] = [30, 7];

/// An event of an earlier file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Event {
    date: Date,
    sequence: u32,
    cancelled: bool,
    summary: String,
}

/// The events of an earlier file by UID, so that a calendar learns what moved and what is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    events: BTreeMap<String, Event>,
}

impl Earlier {
    /// Reads an earlier file; `None`: that is no calendar.
    pub fn read(text: &str) -> Option<Earlier> {
        let lines = unfolded(text);
        let mut lines = lines.iter().map(|l| l.trim_end());
        let first = lines.find(|l| !l.is_empty())?;
        let first = first.trim_start_matches('\u{feff}');
        if !first.eq_ignore_ascii_case("BEGIN:VCALENDAR") {
            return None;
        }
        let mut earlier = Earlier::default();
        let mut open: Vec<String> = Vec::new();
        let mut values: BTreeMap<String, String> = BTreeMap::new();
        for line in lines {
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let name = name.split(';').next().unwrap_or(name).to_ascii_uppercase();
            match name.as_str() {
                "BEGIN" => {
                    open.push(value.to_ascii_uppercase());
                    if value.eq_ignore_ascii_case("VEVENT") {
                        values.clear();
                    }
                }
                "END" => {
                    let closed = open.pop();
                    if closed.as_deref() == Some("VEVENT") {
                        earlier.add(&values);
                    }
                }
                // What stands in an alarm is not the event's.
                _ if open.last().is_some_and(|o| o == "VEVENT") => {
                    values.entry(name).or_insert_with(|| value.to_owned());
                }
                _ => {}
            }
        }
        Some(earlier)
    }

    fn add(&mut self, values: &BTreeMap<String, String>) {
        let value = |name: &str| values.get(name).map_or("", String::as_str);
        let uid = value("UID");
        let date = Date::parse_from_str(value("DTSTART"), "%Y%m%d");
        let (Ok(date), true) = (date, uid.ends_with(OURS)) else {
            return;
        };
        let event = Event {
            date,
            sequence: value("SEQUENCE").trim().parse().unwrap_or(0),
            cancelled: value("STATUS").eq_ignore_ascii_case("CANCELLED"),
            summary: clean(&unescaped(value("SUMMARY"))),
        };
        self.events.insert(uid.to_owned(), event);
    }
}

/// The calendar of what is shown of `all`. What an earlier file had and `all` has no more is
/// cancelled; what is only not shown any more is left out.
pub fn ics(shown: &Deadlines, all: &Deadlines, earlier: &Earlier, lang: Lang) -> String {
    let mut out = Lines::default();
    out.put("BEGIN", "VCALENDAR");
    out.put("VERSION", "2.0");
    out.put(
        "PRODID",
        &format!("-//ikou//deadlines//{}", lang.code().to_ascii_uppercase()),
    );
    out.put("CALSCALE", "GREGORIAN");
    out.put("METHOD", "PUBLISH");
    let name = heading(shown, lang).into_iter().next().unwrap_or_default();
    out.text("NAME", &name);
    out.text("X-WR-CALNAME", &name);
    let stamp = format!("{}T000000Z", shown.as_of.format("%Y%m%d"));
    let place = place(all);
    for due in shown.deadlines.iter().filter(|d| d.days_left >= 0) {
        let told = Told {
            summary: summary(due, lang),
            description: description(due, &shown.what_ifs, lang),
        };
        event(&mut out, due, &uid(place, due), &stamp, earlier, &told);
    }
    let known: BTreeSet<String> = all.deadlines.iter().map(|d| uid(place, d)).collect();
    for (uid, old) in &earlier.events {
        if !known.contains(uid) && old.date >= shown.as_of {
            cancelled(&mut out, uid, old, &stamp);
        }
    }
    out.put("END", "VCALENDAR");
    out.text
}

/// Whose calendar: the same deadline of another municipality is another event.
fn place(all: &Deadlines) -> &str {
    match all.municipality.id.as_str() {
        "" => &all.municipality.name,
        code => code,
    }
}

/// The same as long as the deadline is the same, on any machine.
fn uid(place: &str, due: &Due) -> String {
    let hash = Sha256::digest(format!("{place}\n{}", due.id));
    let hex: String = hash.iter().take(16).map(|b| format!("{b:02x}")).collect();
    format!("{hex}{OURS}")
}

/// What an event says.
struct Told {
    summary: String,
    description: String,
}

fn event(out: &mut Lines, due: &Due, uid: &str, stamp: &str, earlier: &Earlier, told: &Told) {
    let old = earlier.events.get(uid);
    let sequence = old.map_or(0, |old| {
        let moved = old.date != due.date || old.cancelled;
        old.sequence.saturating_add(u32::from(moved))
    });
    out.put("BEGIN", "VEVENT");
    out.put("UID", uid);
    out.put("DTSTAMP", stamp);
    out.day("DTSTART", due.date);
    out.day("DTEND", due.date + chrono::Days::new(1));
    out.put("SEQUENCE", &sequence.to_string());
    out.put("STATUS", "CONFIRMED");
    out.put("TRANSP", "TRANSPARENT");
    out.text("SUMMARY", &told.summary);
    out.text("DESCRIPTION", &told.description);
    out.text("CATEGORIES", &due.what);
    for days in REMINDERS {
        // One that would have rung already rings for nothing.
        if due.days_left < i64::try_from(days).unwrap_or(i64::MAX) {
            continue;
        }
        out.put("BEGIN", "VALARM");
        out.put("ACTION", "DISPLAY");
        // Nine in the morning, that many days before.
        out.put("TRIGGER", &format!("-P{}DT15H", days - 1));
        out.text("DESCRIPTION", &told.summary);
        out.put("END", "VALARM");
    }
    out.put("END", "VEVENT");
}

/// What is gone stays in the calendar as cancelled until its day has passed.
fn cancelled(out: &mut Lines, uid: &str, old: &Event, stamp: &str) {
    let sequence = old.sequence.saturating_add(u32::from(!old.cancelled));
    out.put("BEGIN", "VEVENT");
    out.put("UID", uid);
    out.put("DTSTAMP", stamp);
    out.day("DTSTART", old.date);
    out.day("DTEND", old.date + chrono::Days::new(1));
    out.put("SEQUENCE", &sequence.to_string());
    out.put("STATUS", "CANCELLED");
    out.put("TRANSP", "TRANSPARENT");
    out.text("SUMMARY", &old.summary);
    out.put("END", "VEVENT");
}

/// `● 当初予算要求（サーバ移設）: 税総合システム`
fn summary(due: &Due, lang: Lang) -> String {
    let what = title_plain(due);
    let names = due.systems.iter().map(|s| s.name.as_str());
    let mut systems = listed(names.take(NAMED), lang);
    if systems.is_empty() {
        return what;
    }
    if due.systems.len() > NAMED {
        let n = (due.systems.len() - NAMED).to_string();
        let more = say(lang, "due-more-systems", &[("n", &n)]);
        systems = listed([systems.as_str(), &more].into_iter(), lang);
    }
    let args = [("what", what.as_str()), ("systems", &systems)];
    say(lang, "due-summary", &args)
}

fn description(due: &Due, what_ifs: &[String], lang: Lang) -> String {
    let owners = listed(due.systems.iter().map(|s| s.owner.as_str()), lang);
    let vendors = listed(due.vendors.iter().map(|v| v.name.as_str()), lang);
    let mut lines = vec![title(due, lang)];
    lines.extend(what_ifs.iter().cloned());
    for (key, names) in [
        ("due-owner", owners),
        ("due-business", listed(businesses(due), lang)),
        ("due-vendor", vendors),
    ] {
        if !names.is_empty() {
            lines.push(say(lang, key, &[("names", &names)]));
        }
    }
    for (key, text) in [("due-why", &due.why), ("due-if-missed", &due.if_missed)] {
        if !text.is_empty() {
            lines.push(say(lang, key, &[("text", text)]));
        }
    }
    lines.join("\n")
}

/// Content lines: folded, CRLF.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn put(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if used + c.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                used = 1;
            }
            used += c.len_utf8();
            self.text.push(c);
        }
        self.text.push_str("\r\n");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.put(name, &escaped(value));
    }

    fn day(&mut self, name: &str, date: Date) {
        let value = date.format("%Y%m%d").to_string();
        self.put(&format!("{name};VALUE=DATE"), &value);
    }
}

/// A value of type TEXT.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

/// Lines with those that go on in the next one put together.
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_by_octets_and_never_inside_a_character() {
        let value = "税務部 市民税課、".repeat(40);
        let mut out = Lines::default();
        out.text("DESCRIPTION", &value);
        for line in out.text.split("\r\n") {
            assert!(line.len() <= LINE, "{}: {line}", line.len());
        }
        assert!(out.text.lines().count() > 5);
        assert_eq!(unfolded(&out.text)[0], format!("DESCRIPTION:{value}"));
    }

    #[test]
    fn text_is_escaped_and_comes_back() {
        let text = "a;b,c\\d\ne";
        assert_eq!(escaped(text), "a\\;b\\,c\\\\d\\ne");
        assert_eq!(unescaped(&escaped(text)), text);
    }

    #[test]
    fn what_is_no_calendar_is_not_read() {
        for text in ["", "{}", "schema = 1", "BEGIN:VCARD\r\n"] {
            assert_eq!(Earlier::read(text), None, "{text}");
        }
        let empty = "BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND\r\nEND:VCALENDAR\r\n";
        assert_eq!(Earlier::read(empty), Some(Earlier::default()));
    }
}
