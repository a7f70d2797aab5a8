//! The roadmap on paper, as self-contained SVG pages: their own font, no script, no network.
//!
//! Units are hundredths of a millimetre, integers throughout, so the same plan gives the same bytes
//! everywhere. Every label is measured with the font that is embedded, and placed where neither
//! another label nor a vertical line runs through it.

mod backend;
mod canvas;
mod colours;
mod hatching;
mod header;
mod legend;
mod lines;
mod links;
mod load;
mod money;
mod names;
pub(super) mod network;
mod page;
mod place;
mod rows;
mod runs;
mod scale;
mod sweep;
mod symbols;
mod title;
mod tornado;

use super::drawing::Drawing;
use super::paper::PictureStyle;
use super::picture::Before;
use super::{Options, RenderError};
use crate::chart::{Chart, LoadStrip};
use crate::font;
use crate::plan::Plan;
use crate::report::{Report, clean};
use crate::words::Lang;
use canvas::Canvas;
pub(super) use money::money;
use page::{Around, HEADING, Page, ROW};
pub(super) use runs::runs;
pub use runs::{RunsPage, RunsPanel};
use std::collections::BTreeSet;
pub(super) use sweep::sweep;
pub(super) use tornado::tornado;

/// Everything that all pages share.
pub(super) struct Roadmap {
    chart: Chart,
    report: Report,
    title: title::Title,
    legend: legend::Legend,
    around: Around,
    pages: Vec<Content>,
    style: PictureStyle,
    lang: Lang,
    /// Characters that the font lacks.
    pub(super) unknown: BTreeSet<char>,
}

/// What one page shows.
#[derive(Default)]
struct Content {
    /// Rows of the chart.
    rows: Vec<usize>,
    /// How many of them belong together, in order.
    groups: Vec<usize>,
    /// What stands above each group.
    headings: Vec<String>,
    load: Vec<LoadStrip>,
}

impl Roadmap {
    pub(super) fn of(plan: &Plan, before: Option<&Before<'_>>, options: &Options) -> Roadmap {
        let (lang, style) = (options.lang, options.picture);
        let mut chart = Chart::of(plan, lang);
        if let Some(before) = before {
            chart.put_before(before.plan, lang);
        }
        let report = Report::of(plan, lang);
        let title = title::Title::of(plan, &report, before, style, lang);
        let wide = style.paper.size().0 - 2 * page::MARGIN;
        let name = before.map(|b| clean(b.name));
        let legend = legend::Legend::of(plan, &chart, name.as_deref(), wide, lang);
        let around = Around {
            title: title.height(),
            legend: legend.height(),
            before: before.map_or(0, |_| page::BEFORE),
            ..Around::default()
        };
        let pages = pages(plan, &chart, around, style, lang);
        Roadmap {
            unknown: unknown(plan, &chart),
            chart,
            report,
            title,
            legend,
            around,
            pages,
            style,
            lang,
        }
    }

    /// How many pages it takes.
    pub(super) fn pages(&self) -> usize {
        self.pages.len()
    }

    /// One of them, counted from 0.
    pub(super) fn draw(&self, number: usize) -> Result<Drawing, RenderError> {
        let empty = Content::default();
        let content = self.pages.get(number).unwrap_or(&empty);
        let (lang, paper) = (self.lang, self.style.paper);
        let chart = self.chart.part(&content.rows);
        let flags = lines::Flags::of(&chart.lines, chart.axis, paper);
        let mut around = Around {
            flags: flags.height(),
            ..self.around
        };
        let (room, alone) = (page::room(paper, around), content.rows.is_empty());
        (around.strip, around.load) = load::height(content.load.len(), alone, room);
        let headed = !content.headings.is_empty();
        let page = Page::of(paper, chart.axis, around, &content.groups, headed);
        let links = links::Trunks::of(&chart, &page);
        let mut canvas = Canvas::new(page.width, page.height);
        canvas.describe(&self.report.title, &self.title.description());
        let canvas = &mut canvas;
        self.title.draw(canvas, &page)?;
        header::draw(canvas, &chart, &page, lang)?;
        rows::grounds(canvas, &chart, &page, &content.headings)?;
        header::grid(canvas, &chart, &page, (page.rows, page.end))?;
        load::grounds(canvas, &content.load, &page, lang)?;
        rows::bars(canvas, &chart, &page)?;
        flags.draw_lines(canvas, &page)?;
        links.draw(canvas, &chart, &page)?;
        names::draw(canvas, &chart, &page, lang)?;
        rows::labels(canvas, &chart, &page, &links)?;
        symbols::draw(canvas, &chart, &page, &links)?;
        rows::alarms(canvas, &chart, &page)?;
        load::numbers(canvas, &content.load, &page, &rows::taken(&chart, &page))?;
        flags.draw_names(canvas, &page)?;
        let place = (number + 1, self.pages.len());
        self.legend.draw(canvas, &page, place, lang)?;
        Ok(canvas.finish(paper.scale()))
    }
}

/// Which rows lie on which page: as many as are allowed and fit, pages filled evenly, a group's
/// heading again where it goes on; the load below the last rows, or on pages of its own.
fn pages(
    plan: &Plan,
    chart: &Chart,
    around: Around,
    style: PictureStyle,
    lang: Lang,
) -> Vec<Content> {
    // Names of vertical lines take more or less of a page: rows bring those of their hardware.
    let room = |rows: &[usize]| {
        let lines = chart.lines_of(rows);
        let flags = lines::Flags::of(&lines, chart.axis, style.paper).height();
        page::room(style.paper, Around { flags, ..around })
    };
    let groups = chart.groups(plan, style.view, lang);
    let headed = groups.iter().any(|group| group.heading.is_some());
    let most = style.rows.unwrap_or(style.paper.rows()).max(1);
    let fits = |rows: usize, heads: usize, room: i32| {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX / 10_000);
        let high =
            count(rows) * i64::from(ROW.0 + around.before) + count(heads) * i64::from(HEADING);
        rows <= most && high <= i64::from(room)
    };
    let all: Vec<usize> = groups
        .iter()
        .flat_map(|group| &group.rows)
        .copied()
        .collect();
    let mut even = most;
    if !headed {
        let first = room(all.get(..most).unwrap_or(&all));
        let full = (1..=most).rev().find(|n| fits(*n, 0, first)).unwrap_or(1);
        let pages = all.len().div_ceil(full).max(1);
        even = all.len().div_ceil(pages).max(1);
    }
    let mut pages: Vec<Content> = Vec::new();
    let mut page = Content::default();
    for group in &groups {
        let mut begun = false;
        for row in &group.rows {
            let heads = page.headings.len() + usize::from(headed && !begun);
            page.rows.push(*row);
            let count = page.rows.len();
            let full = count > even || !fits(count, heads, room(&page.rows));
            page.rows.pop();
            if full && !page.rows.is_empty() {
                pages.push(std::mem::take(&mut page));
                begun = false;
            }
            if !begun {
                page.groups.push(0);
                page.headings.extend(group.heading.clone());
                begun = true;
            }
            page.rows.push(*row);
            if let Some(count) = page.groups.last_mut() {
                *count += 1;
            }
        }
    }
    pages.push(page);
    let last = pages.last().map_or(0, |last| room(&last.rows));
    below(pages, chart, (last, room(&[])), (headed, around.before))
}

/// Puts the load below the last page's rows, or on pages of its own; how much room either has.
fn below(
    mut pages: Vec<Content>,
    chart: &Chart,
    (room, alone): (i32, i32),
    (headed, before): (bool, i32),
) -> Vec<Content> {
    let mut strips = chart.load.as_slice();
    if let Some(last) = pages.last_mut() {
        let heads = if headed { last.groups.len() } else { 0 };
        let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX / 10_000);
        let left = room - count(last.rows.len()) * (ROW.0 + before) - count(heads) * HEADING;
        if load::fitting(left) >= strips.len() {
            last.load = strips.to_vec();
            return pages;
        }
    }
    let each = load::fitting(alone).max(1);
    while !strips.is_empty() {
        let (now, later) = strips.split_at(each.min(strips.len()));
        pages.push(Content {
            load: now.to_vec(),
            ..Content::default()
        });
        strips = later;
    }
    pages
}

/// The characters of names that the font lacks.
fn unknown(plan: &Plan, chart: &Chart) -> BTreeSet<char> {
    let rows = chart.rows.iter().flat_map(|row| {
        let bars = row.service.iter().chain(&row.work).map(|bar| &bar.label);
        bars.chain([&row.name, &row.owner])
    });
    let lines = chart.lines.iter().map(|line| &line.label);
    let load = chart.load.iter().map(|strip| &strip.name);
    let city = clean(&plan.municipality.name);
    let texts = rows.chain(lines).chain(load).chain([&city]);
    let chars = texts.flat_map(|text| text.chars());
    chars.filter(|c| !font::covers(*c)).collect()
}

/// Ground, border and text of a bar as `0xRRGGBB`, for formats with colours of their own kind.
pub(super) fn bar_colours(look: crate::chart::Look) -> (u32, u32, u32) {
    let (ground, border, ink) = colours::bar(look);
    let one =
        |c: plotters::style::RGBColor| u32::from(c.0) << 16 | u32::from(c.1) << 8 | u32::from(c.2);
    (one(ground), one(border), one(ink))
}
