//! Plan and actuals for people: what matters first, then system by system under their owners.

use super::{Endangered, HowChanged, MilestoneStatus, State, Status, SystemStatus};
use crate::render::TerminalStyle;
use crate::render::terminal::{
    NARROWEST, WIDEST, bold, columns, pad, pad_left, paint, plain, wrap,
};
use crate::report::{Mark, wording};
use crate::words::{Lang, say};
use std::collections::{BTreeMap, BTreeSet};

/// How many changed facts are named.
const CAUSES: usize = 6;
/// The widest a milestone's name gets, and what it is given before columns are left out.
const WHAT: usize = 60;
const NAME: usize = 12;

/// What is shown: milestones without a symbol too, that are as promised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Everything.
    pub all: bool,
}

/// The page, in lines of at most `width` columns.
pub fn told(status: &Status, view: View, lang: Lang, width: usize, style: TerminalStyle) -> String {
    let mut page = Page {
        lang,
        style,
        width: width.clamp(NARROWEST, WIDEST),
        text: String::new(),
    };
    for (n, line) in heading(status, lang).iter().enumerate() {
        page.line(0, "", line, if n == 0 { Look::Bold } else { Look::Plain });
    }
    page.heading("status-upshot");
    for sentence in &status.upshot {
        page.line(2, "", sentence, Look::Plain);
    }
    if !status.endangered.is_empty() {
        page.heading("status-endangered");
        for (one, whys) in with_reasons(status, lang) {
            page.line(2, "!! ", &endangered(one, lang), Look::Marked(Mark::Bad));
            for why in whys {
                page.line(5, "", &why, Look::Plain);
            }
        }
    }
    if !status.instruments.is_empty() {
        page.heading("status-instruments");
        for needed in &status.instruments {
            page.line(2, " ! ", &needed.text, Look::Marked(Mark::Warn));
        }
    }
    let overdue = overdue(status, lang);
    if !overdue.is_empty() {
        page.heading("status-overdue");
        for line in overdue {
            page.line(2, "!! ", &line, Look::Marked(Mark::Bad));
        }
    }
    page.due(status);
    page.heading("status-systems");
    if status.systems.is_empty() {
        page.line(2, "", &say(lang, "report-no-systems", &[]), Look::Plain);
    }
    for (owner, systems) in by_owner(&status.systems) {
        page.text.push('\n');
        page.line(0, "", &owner_of(owner, lang), Look::Bold);
        for system in systems {
            page.system(system, view);
        }
    }
    for (key, names) in [("status-gone", &status.gone), ("status-new", &status.new)] {
        if !names.is_empty() {
            page.text.push('\n');
            let joint = say(lang, "due-joint", &[]);
            let names: Vec<&str> = names.iter().map(|n| n.name.as_str()).collect();
            let line = say(lang, key, &[("names", &names.join(&joint))]);
            page.line(0, "", &line, Look::Plain);
        }
    }
    if status.systems.iter().any(|s| s.progress.is_some()) {
        page.text.push('\n');
        let note = say(lang, "status-steps-note", &[]);
        page.line(0, "", &note, Look::Marked(Mark::Quiet));
    }
    page.text
}

/// Title, day, baseline and what was asked for: a line each.
pub(super) fn heading(status: &Status, lang: Lang) -> Vec<String> {
    let name = &status.municipality.name;
    let as_of = wording::day(status.as_of, lang);
    let mut lines = vec![match name.is_empty() {
        true => say(lang, "status-title-nameless", &[("date", &as_of)]),
        false => say(lang, "status-title", &[("name", name), ("date", &as_of)]),
    }];
    let day = wording::day(status.baseline.as_of, lang);
    lines.push(match status.baseline.name.is_empty() {
        true => say(lang, "status-baseline-nameless", &[("date", &day)]),
        false => {
            let name = status.baseline.name.as_str();
            say(lang, "status-baseline", &[("name", name), ("date", &day)])
        }
    });
    lines.extend(changed(status, lang));
    lines.extend(status.what_ifs.iter().cloned());
    let joint = say(lang, "due-joint", &[]);
    let names = |names: &[crate::deadlines::DueName]| {
        let names: Vec<&str> = names.iter().map(|n| n.name.as_str()).collect();
        names.join(&joint)
    };
    for (key, names) in [
        ("due-owner", status.asked.owners.join(&joint)),
        ("due-business", names(&status.asked.businesses)),
        ("due-vendor", names(&status.asked.vendors)),
    ] {
        if !names.is_empty() {
            lines.push(say(lang, key, &[("names", &names)]));
        }
    }
    lines
}

/// The files that are not what the baseline was made from.
fn changed(status: &Status, lang: Lang) -> Option<String> {
    let files: Vec<String> = status
        .baseline
        .changed
        .iter()
        .map(|c| changed_input(c, lang))
        .collect();
    let files = files.join(&say(lang, "due-joint", &[]));
    (!files.is_empty()).then(|| say(lang, "status-changed", &[("files", &files)]))
}

/// `systems.toml（変更）`
pub fn changed_input(changed: &super::ChangedInput, lang: Lang) -> String {
    let key = match changed.how {
        HowChanged::Changed => "status-file-changed",
        HowChanged::New => "status-file-new",
        HowChanged::Gone => "status-file-gone",
    };
    say(lang, key, &[("file", &changed.path)])
}

/// `介護保険システム: 標準アプリケーション移行期限 2026-03-31 に177日遅れます（承認計画では85日前）。`
pub(super) fn endangered(one: &Endangered, lang: Lang) -> String {
    let key = match (one.deadline.as_str(), one.slack_before) {
        ("gap", _) => "status-endangered-gap",
        (_, None) => "status-endangered-new",
        (_, Some(0..)) => "status-endangered-kept",
        (_, Some(_)) => "status-endangered-worse",
    };
    let before = one.slack_before.unwrap_or_default().saturating_abs();
    let args = [
        ("system", one.system.name.clone()),
        ("name", one.name.clone()),
        ("date", one.date.to_string()),
        ("days", wording::grouped(one.days)),
        ("before", wording::grouped(before)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    say(lang, key, &args)
}

/// What is endangered with its reasons and causes, a line each; what was said of the same system
/// before is not said again.
pub(super) fn with_reasons(status: &Status, lang: Lang) -> Vec<(&Endangered, Vec<String>)> {
    let mut said: BTreeSet<(&str, String)> = BTreeSet::new();
    let mut all = Vec::new();
    for one in &status.endangered {
        let whys = one.why.iter();
        let whys = whys.map(|why| say(lang, "status-why", &[("why", why)]));
        let lines = whys.chain(causes(one, lang));
        let lines = lines.filter(|line| said.insert((&one.system.id, line.clone())));
        all.push((one, lines.collect()));
    }
    all
}

/// Milestones whose day has passed without a record: `2022-02-18 公告（構築等） 国保・年金システム …`
pub(super) fn overdue(status: &Status, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for system in &status.systems {
        let late = system.milestones.iter();
        for m in late.filter(|m| m.state == State::Overdue) {
            let [what, planned, is, ..] = cells(m, lang);
            let days = m.planned.map(|d| (status.as_of - d).num_days());
            let args = [
                ("what", what),
                ("planned", planned),
                ("is", is),
                ("system", system.name.clone()),
                ("n", wording::grouped(days.unwrap_or_default())),
            ];
            let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let line = say(lang, "status-overdue-line", &args);
            lines.push((m.planned, line));
        }
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Facts that are not as they were, a line each.
fn causes(one: &Endangered, lang: Lang) -> Vec<String> {
    let none = say(lang, "status-fact-none", &[]);
    let line = |cause: &super::Cause| {
        let args = [
            ("what", cause.what.clone()),
            ("old", cause.old.clone().unwrap_or_else(|| none.clone())),
            ("new", cause.new.clone().unwrap_or_else(|| none.clone())),
            ("file", cause.file.clone()),
            ("line", cause.line.to_string()),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        say(lang, "status-cause", &args)
    };
    let mut all: Vec<String> = one.causes.iter().take(CAUSES).map(line).collect();
    if one.causes.len() > CAUSES {
        let n = (one.causes.len() - CAUSES).to_string();
        all.push(say(lang, "status-cause-more", &[("n", &n)]));
    }
    all
}

/// Owners by the first of their systems.
pub(super) fn by_owner(systems: &[SystemStatus]) -> Vec<(&str, Vec<&SystemStatus>)> {
    let mut order: Vec<&str> = Vec::new();
    let mut all: BTreeMap<&str, Vec<&SystemStatus>> = BTreeMap::new();
    for system in systems {
        let own = all.entry(&system.owner).or_default();
        if own.is_empty() {
            order.push(&system.owner);
        }
        own.push(system);
    }
    order
        .into_iter()
        .map(|owner| (owner, all.remove(owner).unwrap_or_default()))
        .collect()
}

pub(super) fn owner_of(owner: &str, lang: Lang) -> String {
    match owner.is_empty() {
        true => say(lang, "status-no-owner", &[]),
        false => owner.to_owned(),
    }
}

/// `13/40（④-4 課題と対策、2026-01-31現在）`
pub(super) fn steps(system: &SystemStatus, lang: Lang) -> Option<String> {
    let progress = system.progress.as_ref()?;
    let open: Vec<String> = progress.open.iter().map(u32::to_string).collect();
    let key = match open.is_empty() {
        true => "status-steps",
        false => "status-steps-open",
    };
    let args = [
        ("done", progress.done.to_string()),
        ("of", progress.of.to_string()),
        ("step", progress.step.to_string()),
        ("code", progress.code.clone()),
        ("what", progress.what.clone()),
        ("date", progress.date.to_string()),
        ("open", open.join(&say(lang, "due-joint", &[]))),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    Some(say(lang, key, &args))
}

/// `経路: 移設 → ガバメントクラウド（承認計画では …）`, where it is another one.
pub(super) fn route(system: &SystemStatus, lang: Lang) -> Option<String> {
    let promised = system.promised_route.as_ref()?;
    let args = [
        ("now", wording::route(&system.route, lang).0),
        ("promised", wording::route(promised, lang).0),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    Some(say(lang, "status-route", &args))
}

/// Whether a milestone is shown: what the roadmap marks, and what is not as promised.
pub(super) fn is_shown(m: &MilestoneStatus, view: View) -> bool {
    let notable = match m.state {
        State::Overdue => true,
        // What slips with the marked ones need not be told apart.
        State::Late | State::Dropped => false,
        State::Done | State::Kept | State::Earlier | State::Passed | State::Added => false,
    };
    view.all || m.symbol.is_some() || notable
}

/// Name, planned, actual or forecast, slip, state.
pub(super) fn cells(m: &MilestoneStatus, lang: Lang) -> [String; 5] {
    let day = |date: Option<crate::calendar::Date>| {
        date.map_or_else(|| "-".to_owned(), |d| d.to_string())
    };
    let symbol = m.symbol.as_deref().map(|s| format!("{s} "));
    let slip = match m.slip_days {
        Some(0) => "0".to_owned(),
        Some(n @ 1..) => format!("+{}", wording::grouped(n)),
        Some(n) => format!("-{}", wording::grouped(n.saturating_abs())),
        None => "-".to_owned(),
    };
    [
        format!("{}{}", symbol.unwrap_or_default(), m.what),
        day(m.planned),
        day(m.actual.or(m.forecast)),
        slip,
        state(m.state, lang),
    ]
}

pub(super) fn state(state: State, lang: Lang) -> String {
    let key = match state {
        State::Done => "status-state-done",
        State::Overdue => "status-state-overdue",
        State::Late => "status-state-late",
        State::Kept => "status-state-kept",
        State::Earlier => "status-state-earlier",
        State::Passed => "status-state-passed",
        State::Dropped => "status-state-dropped",
        State::Added => "status-state-added",
    };
    say(lang, key, &[])
}

/// The heads of [`cells`].
pub(super) fn heads(lang: Lang) -> [String; 5] {
    ["what", "planned", "is", "slip", "state"]
        .map(|key| say(lang, &format!("status-col-{key}"), &[]))
}

fn mark(m: &MilestoneStatus) -> Mark {
    match m.state {
        State::Done if m.slip_days.is_some_and(|n| n > 0) => Mark::Plain,
        State::Done => Mark::Good,
        State::Overdue => Mark::Bad,
        State::Late | State::Dropped => Mark::Warn,
        State::Passed => Mark::Quiet,
        State::Kept | State::Earlier | State::Added => Mark::Plain,
    }
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
    fn heading(&mut self, key: &str) {
        self.text.push('\n');
        let text = say(self.lang, key, &[]);
        self.line(0, "", &text, Look::Bold);
    }

    /// A sentence, with a sign for how loud it is so that it is loud without colours too.
    fn line(&mut self, indent: usize, sign: &str, text: &str, look: Look) {
        let text = plain(text, self.style);
        let room = self.width.saturating_sub(indent + sign.len());
        for (n, line) in wrap(&text, room, "").into_iter().enumerate() {
            let before = match n {
                0 => sign.to_owned(),
                _ => " ".repeat(sign.len()),
            };
            let line = format!("{before}{line}");
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

    fn due(&mut self, status: &Status) {
        let lang = self.lang;
        let until = wording::day(status.until, lang);
        self.text.push('\n');
        let title = say(lang, "status-due", &[("date", &until)]);
        self.line(0, "", &title, Look::Bold);
        if status.due.is_empty() {
            let none = say(lang, "status-due-none", &[]);
            self.line(2, "", &none, Look::Plain);
        }
        for due in &status.due {
            let line = due_line(due, lang);
            let (sign, look) = match due.state {
                crate::deadlines::State::Open => ("", Look::Plain),
                _ => ("!! ", Look::Marked(Mark::Bad)),
            };
            self.line(2, sign, &line, look);
        }
    }

    fn system(&mut self, system: &SystemStatus, view: View) {
        let lang = self.lang;
        let title = match system.slip_days {
            None => system.name.clone(),
            Some(days) => {
                let n = wording::grouped(days.saturating_abs());
                let key = match days {
                    0 => "status-system-kept",
                    1.. => "status-system-late",
                    _ => "status-system-early",
                };
                say(lang, key, &[("system", &system.name), ("n", &n)])
            }
        };
        self.line(2, "", &title, Look::Bold);
        for line in [steps(system, lang), route(system, lang)]
            .into_iter()
            .flatten()
        {
            self.line(4, "", &line, Look::Plain);
        }
        let shown: Vec<&MilestoneStatus> = system
            .milestones
            .iter()
            .filter(|m| is_shown(m, view))
            .collect();
        if shown.is_empty() {
            return;
        }
        let style = self.style;
        let rows: Vec<[String; 5]> = shown
            .iter()
            .map(|m| cells(m, lang).map(|cell| plain(&cell, style)))
            .collect();
        let heads = heads(lang).map(|head| plain(&head, style));
        let mut widths = heads.clone().map(|head| columns(&head));
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(columns(cell));
            }
        }
        // Where there is no room for all, the state goes, then the slip.
        let others = |shown: usize| -> usize { widths[1..shown].iter().map(|w| w + 2).sum() };
        let fits = |shown: &usize| 4 + NAME + others(*shown) <= self.width;
        let columns = (3..=5).rev().find(fits).unwrap_or(3);
        let room = self.width.saturating_sub(4 + others(columns));
        widths[0] = widths[0].min(room.clamp(8, WHAT));
        // A long name goes on below, in its column.
        let laid = |row: &[String; 5]| -> Vec<String> {
            let mut lines = wrap(&row[0], widths[0], "  ");
            if let Some(first) = lines.first_mut() {
                *first = pad(first, widths[0]);
                for n in 1..columns {
                    let cell = match n {
                        3 => pad_left(&row[n], widths[n]),
                        _ => pad(&row[n], widths[n]),
                    };
                    first.push_str("  ");
                    first.push_str(&cell);
                }
                first.truncate(first.trim_end().len());
            }
            lines
        };
        for line in laid(&heads) {
            self.row(&line, Mark::Quiet);
        }
        for (row, m) in rows.iter().zip(&shown) {
            for line in laid(row) {
                self.row(&line, mark(m));
            }
            let late = matches!(m.state, State::Late | State::Overdue);
            if late && m.symbol.is_some() && !m.why.is_empty() {
                let why = say(lang, "status-why", &[("why", &m.why)]);
                self.line(6, "", &why, Look::Marked(Mark::Quiet));
            }
        }
    }

    fn row(&mut self, line: &str, mark: Mark) {
        self.text.push_str("    ");
        self.text.push_str(&paint(line, mark, self.style));
        self.text.push('\n');
    }
}

/// `2022-10-31（あと30日） ● 当初予算要求（構築等） 介護保険システム`
pub(super) fn due_line(due: &crate::deadlines::Due, lang: Lang) -> String {
    let symbol = due.symbol.as_deref().map(|s| format!("{s} "));
    let what = format!("{}{}", symbol.unwrap_or_default(), due.what);
    let mut names: Vec<&str> = due.systems.iter().map(|s| s.name.as_str()).collect();
    names.dedup();
    let systems = names.join(&say(lang, "due-joint", &[]));
    let days = wording::grouped(due.days_left.saturating_abs());
    let date = due.date.to_string();
    let args = [
        ("date", date.as_str()),
        ("n", &days),
        ("what", &what),
        ("systems", &systems),
    ];
    let key = match (due.days_left, systems.is_empty()) {
        (i64::MIN..=-1, false) => "status-due-past",
        (i64::MIN..=-1, true) => "status-due-past-none",
        (_, false) => "status-due-line",
        (_, true) => "status-due-line-none",
    };
    say(lang, key, &args)
}
