//! The roadmap's geometry in days, before any format: rows, lanes, bars, symbols, lines, arrows and
//! the header. A format decides only how wide a day is.

mod axis;
mod bars;
mod load;
mod marks;
mod view;

pub use axis::{Axis, Span};
pub use bars::{Bar, Look};
pub use load::{LoadSpan, LoadStrip};
pub use marks::{Away, DayLine, Glyph, LineKind, Link, LinkLook, Missed, Symbol};
pub use view::{Group, View};

use crate::plan::Plan;
use crate::report::{Mark, wording};
use crate::words::Lang;
use std::collections::BTreeMap;

/// The roadmap of a plan.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Days and their headings.
    pub axis: Axis,
    /// One row per system, in the order of the plan.
    pub rows: Vec<Row>,
    /// As-of date and deadlines that lie on the axis, by date.
    pub lines: Vec<DayLine>,
    /// Dependencies between rows.
    pub links: Vec<Link>,
    /// Dependencies of a row with one that is drawn elsewhere.
    pub away: Vec<Away>,
    /// Load of vendors and teams that have work on the axis.
    pub load: Vec<LoadStrip>,
}

/// One system.
#[derive(Clone, Debug)]
pub struct Row {
    /// Id of the system.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Section that owns it, or empty.
    pub owner: String,
    /// Days of slack.
    pub slack_days: i64,
    /// What is said beside the name, worst first.
    pub notes: Vec<(Mark, String)>,
    /// A gap or a missed deadline: the row must not be overlooked.
    pub bad: bool,
    /// Least slack of all.
    pub critical: bool,
    /// Ids of the deadlines that hold for it.
    pub deadlines: Vec<String>,
    /// Missed deadlines.
    pub missed: Vec<Missed>,
    /// What citizens use, gaps included, by date.
    pub service: Vec<Bar>,
    /// What prepares it, and the operation after it, by date.
    pub work: Vec<Bar>,
    /// Old systems kept for reference.
    pub reference: Vec<Bar>,
    /// Marked milestones, by date.
    pub symbols: Vec<Symbol>,
    /// Bars of the plan that it is compared with, where they lie otherwise.
    pub before: Before,
}

/// Bars of another plan's row.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// What citizens would use.
    pub service: Vec<Bar>,
    /// What would prepare it.
    pub work: Vec<Bar>,
}

impl Chart {
    /// The roadmap of a plan.
    pub fn of(plan: &Plan, lang: Lang) -> Chart {
        let axis = Axis::of(plan);
        let rows: Vec<Row> = plan
            .systems
            .iter()
            .map(|system| {
                let bars = bars::bars(plan, system, &axis, lang);
                Row {
                    id: system.id.clone(),
                    name: wording::name_or_id(&system.name, &system.id),
                    owner: crate::report::clean(&system.owner),
                    slack_days: system.slack_days,
                    notes: crate::report::notes(plan, system, lang),
                    bad: crate::report::system_is_bad(plan, system),
                    critical: system.critical,
                    deadlines: system.deadlines.iter().map(|d| d.id.clone()).collect(),
                    missed: marks::missed(plan, system, lang),
                    service: bars.service,
                    work: bars.work,
                    reference: bars.reference,
                    symbols: marks::symbols(system, &axis, lang),
                    before: Before::default(),
                }
            })
            .collect();
        let links = marks::links(plan, &rows, lang);
        Chart {
            lines: marks::lines(plan, &axis, lang),
            load: load::strips(plan, &axis),
            axis,
            rows,
            links,
            away: Vec::new(),
        }
    }

    /// Puts the bars of another plan behind its own, where they differ; systems that only the other
    /// one has become rows without bars of their own.
    pub fn put_before(&mut self, other: &Plan, lang: Lang) {
        let axis = self.axis;
        for system in &other.systems {
            let bars = bars::bars(other, system, &axis, lang);
            let own = self.rows.iter_mut().find(|row| row.id == system.id);
            let row = match own {
                Some(row) => row,
                None => {
                    let only = crate::words::say(lang, "compare-picture-only", &[]);
                    self.rows.push(Row {
                        id: system.id.clone(),
                        name: wording::name_or_id(&system.name, &system.id),
                        owner: crate::report::clean(&system.owner),
                        slack_days: system.slack_days,
                        notes: vec![(Mark::Warn, only)],
                        bad: false,
                        critical: false,
                        deadlines: Vec::new(),
                        missed: Vec::new(),
                        service: Vec::new(),
                        work: Vec::new(),
                        reference: Vec::new(),
                        symbols: Vec::new(),
                        before: Before::default(),
                    });
                    let Some(row) = self.rows.last_mut() else {
                        continue;
                    };
                    row
                }
            };
            let differs = |bar: &Bar, own: &[Bar]| {
                let same = |o: &Bar| (o.look, o.from, o.to) == (bar.look, bar.from, bar.to);
                !own.iter().any(same)
            };
            let service = bars.service.into_iter();
            row.before.service = service.filter(|b| differs(b, &row.service)).collect();
            let work = bars.work.into_iter();
            row.before.work = work.filter(|b| differs(b, &row.work)).collect();
        }
    }

    /// The lines that concern some of its rows.
    pub fn lines_of(&self, rows: &[usize]) -> Vec<DayLine> {
        let uses = |line: &DayLine| {
            let mut rows = rows.iter().filter_map(|n| self.rows.get(*n));
            rows.any(|row| row.deadlines.contains(&line.id))
        };
        let lines = self.lines.iter();
        lines.filter(|l| !l.some || uses(l)).cloned().collect()
    }

    /// Some of its rows, in this order. What depends on a row elsewhere keeps its name; the line of
    /// hardware that none of these rows uses is left out.
    pub fn part(&self, rows: &[usize]) -> Chart {
        let place: BTreeMap<usize, usize> = rows
            .iter()
            .enumerate()
            .map(|(to, from)| (*from, to))
            .collect();
        let mut part = Chart {
            axis: self.axis,
            lines: self.lines_of(rows),
            rows: rows
                .iter()
                .filter_map(|n| self.rows.get(*n))
                .cloned()
                .collect(),
            links: Vec::new(),
            away: Vec::new(),
            load: Vec::new(),
        };
        for link in &self.links {
            let name = |n: usize| self.rows.get(n).map(|r| r.name.clone()).unwrap_or_default();
            match (place.get(&link.from), place.get(&link.to)) {
                (Some(from), Some(to)) => part.links.push(Link {
                    from: *from,
                    to: *to,
                    ..link.clone()
                }),
                (Some(row), None) => part.away.push(Away {
                    row: *row,
                    look: link.look,
                    other: name(link.to),
                    first: false,
                }),
                (None, Some(row)) => part.away.push(Away {
                    row: *row,
                    look: link.look,
                    other: name(link.from),
                    first: true,
                }),
                (None, None) => {}
            }
        }
        part
    }

    /// The looks that occur, in the order of the legend.
    pub fn looks(&self) -> Vec<Look> {
        let mut looks: Vec<Look> = self
            .rows
            .iter()
            .flat_map(|r| r.service.iter().chain(&r.work).chain(&r.reference))
            .map(|bar| bar.look)
            .collect();
        looks.sort();
        looks.dedup();
        looks
    }

    /// The symbols that occur, in the order of the legend.
    pub fn glyphs(&self) -> Vec<Glyph> {
        let mut glyphs: Vec<Glyph> = self
            .rows
            .iter()
            .flat_map(|r| &r.symbols)
            .map(|s| s.glyph)
            .collect();
        glyphs.sort();
        glyphs.dedup();
        glyphs
    }

    /// Whether a bar rests on assumed facts.
    pub fn has_assumed(&self) -> bool {
        self.rows
            .iter()
            .any(|r| r.service.iter().chain(&r.work).any(|b| b.assumed))
    }
}
