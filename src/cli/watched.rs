//! A search that somebody waits for: on a terminal it tells how far it is; Ctrl-C and `--time-limit`
//! end it with the best plan so far. A second Ctrl-C ends the program at once.

use super::{Failure, Session};
use ikou::plan::{Cut, Watch};
use ikou::progress::Progress;
use ikou::words::{Lang, say};
use std::io::{IsTerminal, Write, stderr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use unicode_width::UnicodeWidthChar;

/// The line is written anew so often.
const TICK: Duration = Duration::from_millis(250);

/// Before this nobody waits.
const PATIENCE: Duration = Duration::from_millis(1_000);

/// Cells of the bar that shows a share.
const BAR: usize = 8;

/// As shells tell of a program that Ctrl-C has ended.
const ENDED: i32 = 130;

/// A length of time as typed: `10s`, `2m`, `1h`; a bare number is seconds.
pub(crate) fn time_limit(text: &str) -> Result<Duration, Failure> {
    let trimmed = text.trim();
    let digits = trimmed.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = trimmed.strip_prefix(digits).unwrap_or_default();
    let seconds = match unit {
        "" | "s" => Some(1),
        "m" => Some(60),
        "h" => Some(3_600),
        _ => None,
    };
    let number: Option<u64> = digits.parse().ok().filter(|n| *n > 0);
    let both = number.zip(seconds).and_then(|(n, s)| n.checked_mul(s));
    both.map(Duration::from_secs)
        .ok_or_else(|| Failure::BadTimeLimit {
            text: text.to_owned(),
        })
}

/// Runs a search; `limit` is the time that it may take.
pub(crate) fn watched<T>(
    limit: Option<Duration>,
    session: &Session,
    search: impl FnOnce(&Watch) -> T,
) -> T {
    let watch = Arc::new(Watch::new());
    let searching = Arc::new(AtomicBool::new(true));
    listen(&watch, &searching);
    let line = stderr().is_terminal().then(|| Line::of(session));
    let found = std::thread::scope(|scope| {
        let (end, ended) = channel();
        if limit.is_some() || line.is_some() {
            let watch = &watch;
            scope.spawn(move || tick(&ended, limit, watch, line));
        }
        let found = search(&watch);
        drop(end);
        found
    });
    searching.store(false, SeqCst);
    found
}

/// Runs a search that is but a step on the way to what was asked for: on a terminal a line tells how
/// far it is, and Ctrl-C ends the program as ever.
pub(crate) fn shown<T>(session: &Session, search: impl FnOnce(&Watch) -> T) -> T {
    let watch = Watch::new();
    if !stderr().is_terminal() {
        return search(&watch);
    }
    let line = Line {
        searching: "plan-making",
        ..Line::of(session)
    };
    std::thread::scope(|scope| {
        let (end, ended) = channel();
        let seen = &watch;
        scope.spawn(move || tick(&ended, None, seen, Some(line)));
        let found = search(&watch);
        drop(end);
        found
    })
}

/// Does what takes a while; on a terminal a line tells what is done, how much of it, and for how long
/// already. `whats` are the keys of the words for each stretch of the work.
pub(crate) fn busy<T>(session: &Session, whats: &[&str], work: impl FnOnce(&Progress) -> T) -> T {
    let progress = Progress::new();
    if !stderr().is_terminal() {
        return work(&progress);
    }
    let mut line = Line::of(session);
    std::thread::scope(|scope| {
        let (end, ended) = channel();
        let seen = &progress;
        scope.spawn(move || count(&ended, &mut line, whats, seen));
        let done = work(&progress);
        drop(end);
        done
    })
}

/// Writes the line anew until the work has ended, then takes it away.
#[expect(
    clippy::disallowed_methods,
    reason = "for who waits; no result depends on it"
)]
fn count(ended: &Receiver<()>, line: &mut Line, whats: &[&str], progress: &Progress) {
    let began = Instant::now();
    while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
        let elapsed = began.elapsed();
        if elapsed >= PATIENCE {
            let seconds = elapsed.as_secs().to_string();
            let stretch = progress.stretch().saturating_sub(1);
            let what = whats.get(stretch).or(whats.last());
            let what = what.map_or_else(String::new, |key| say(line.lang, key, &[]));
            let share = line.share(progress.share());
            let args = [("what", &*what), ("share", &*share), ("seconds", &*seconds)];
            line.write(&say(line.lang, "busy", &args));
        }
    }
    line.write("");
}

/// From now on Ctrl-C asks the search to end; where that cannot be had, it ends the program as ever.
fn listen(watch: &Arc<Watch>, searching: &Arc<AtomicBool>) {
    let (watch, searching) = (Arc::clone(watch), Arc::clone(searching));
    // Only the first press while the search runs is a wish to see what there is.
    let handler = move || match searching.swap(false, SeqCst) {
        true => watch.stop(Cut::Interrupt),
        false => end(),
    };
    let _ = ctrlc::set_handler(handler);
}

#[expect(clippy::exit, reason = "what Ctrl-C is for")]
fn end() {
    std::process::exit(ENDED);
}

/// Tells how far the search is, and asks it to end when its time is over.
#[expect(
    clippy::disallowed_methods,
    reason = "for who waits; no plan depends on it unless asked"
)]
fn tick(ended: &Receiver<()>, limit: Option<Duration>, watch: &Watch, mut line: Option<Line>) {
    let began = Instant::now();
    loop {
        let left = limit.map_or(TICK, |limit| limit.saturating_sub(began.elapsed()));
        if ended.recv_timeout(TICK.min(left)) != Err(RecvTimeoutError::Timeout) {
            break;
        }
        let elapsed = began.elapsed();
        let over = limit.is_some_and(|limit| elapsed >= limit);
        if over {
            watch.stop(Cut::TimeLimit);
        }
        if let Some(line) = line.as_mut().filter(|_| elapsed >= PATIENCE) {
            line.show(elapsed, watch);
        }
        if over && line.is_none() {
            break;
        }
        if over {
            // Nothing more to wait for but the end.
            let _ = ended.recv_timeout(TICK);
        }
    }
    if let Some(line) = &mut line {
        line.write("");
    }
}

/// The one line on a terminal that is written over and over.
struct Line {
    lang: Lang,
    /// The key of what is told of a search.
    searching: &'static str,
    width: usize,
    /// Whether only ASCII can be shown.
    ascii: bool,
    /// Cells that are written on.
    shown: usize,
}

impl Line {
    fn of(session: &Session) -> Line {
        let look = session.look_aside();
        Line {
            lang: session.lang,
            searching: "plan-searching",
            width: look.width,
            ascii: look.ascii,
            shown: 0,
        }
    }

    /// `██░░░░░░ 33% (5/15), `; nothing where the amount is not known.
    fn share(&self, share: Option<(usize, usize)>) -> String {
        let Some((done, all)) = share else {
            return String::new();
        };
        let (full, empty) = if self.ascii {
            ("#", "-")
        } else {
            ("█", "░")
        };
        let part = |of: usize| done.saturating_mul(of) / all.max(1);
        let cells = part(BAR).min(BAR);
        let bar = format!("{}{}", full.repeat(cells), empty.repeat(BAR - cells));
        let percent = part(100).to_string();
        let (done, all) = (grouped(done as u64), grouped(all as u64));
        let args = [
            ("bar", bar.as_str()),
            ("percent", &percent),
            ("done", &done),
            ("all", &all),
        ];
        say(self.lang, "busy-share", &args)
    }

    fn show(&mut self, elapsed: Duration, watch: &Watch) {
        let (seconds, steps) = (elapsed.as_secs().to_string(), grouped(watch.steps()));
        let share = self.share(watch.share());
        let args = [
            ("seconds", seconds.as_str()),
            ("steps", &steps),
            ("share", &share),
        ];
        let key = match watch.is_asked() {
            true => "plan-ending",
            false => self.searching,
        };
        let text = say(self.lang, key, &args);
        self.write(&text);
    }

    /// Writes a text over the last one, cut to the width; nothing is left of a longer one.
    fn write(&mut self, text: &str) {
        let (mut cells, mut cut) = (0, String::new());
        for c in text.chars() {
            // Some terminals show the cells of the bar, and other symbols, twice as wide.
            let wide = c.width_cjk().unwrap_or(0);
            if cells + wide >= self.width {
                break;
            }
            cells += wide;
            cut.push(c);
        }
        let blank = " ".repeat(self.shown.saturating_sub(cells));
        let back = if cut.is_empty() { "\r" } else { "" };
        if self.shown > 0 || cells > 0 {
            let _ = write!(stderr(), "\r{cut}{blank}{back}");
            let _ = stderr().flush();
        }
        self.shown = cells;
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_how_much_is_done() {
        let line = |ascii| Line {
            searching: "plan-searching",
            lang: Lang::En,
            width: 80,
            ascii,
            shown: 0,
        };
        let of = |done, all| line(true).share(Some((done, all)));
        assert_eq!(of(0, 4), "-------- 0% (0/4), ");
        assert_eq!(of(2_999, 3_000), "#######- 99% (2,999/3,000), ");
        assert_eq!(of(4, 4), "######## 100% (4/4), ");
        assert_eq!(line(false).share(Some((1, 2))), "████░░░░ 50% (1/2), ");
        assert_eq!(line(false).share(None), "");
    }

    #[test]
    fn a_time_limit_has_a_unit_or_is_seconds() {
        for (text, seconds) in [
            ("10s", 10),
            ("10", 10),
            ("2m", 120),
            ("1h", 3_600),
            (" 3s ", 3),
        ] {
            assert_eq!(time_limit(text).unwrap(), Duration::from_secs(seconds));
        }
        for text in [
            "",
            "s",
            "0",
            "-1s",
            "1.5s",
            "10秒",
            "99999999999999999999",
            "10 s",
            "9999999999999999999h",
        ] {
            assert!(time_limit(text).is_err(), "{text}");
        }
    }
}
