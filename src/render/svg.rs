//! The roadmap on A3, as a self-contained SVG: its own font, no script, no network.
//!
//! Units are hundredths of a millimetre, integers throughout, so the same plan gives the same bytes
//! everywhere. Every label is measured with the font that is embedded, and placed where neither
//! another label nor a vertical line runs through it.

mod backend;
mod canvas;
mod colours;
mod header;
mod legend;
mod lines;
mod links;
mod page;
mod place;
mod rows;
mod symbols;
mod title;

use super::{Options, RenderError};
use crate::chart::Chart;
use crate::plan::Plan;
use crate::report::Report;
use canvas::Canvas;
pub(super) use canvas::Drawing;
use page::Page;

/// The pages.
pub(super) fn draw(plan: &Plan, options: &Options) -> Result<Vec<Drawing>, RenderError> {
    let lang = options.lang;
    let chart = Chart::of(plan, lang);
    let report = Report::of(plan, lang);
    let title = title::Title::of(plan, &report, lang);
    let flags = lines::Flags::of(&chart);
    let legend = legend::Legend::of(plan, &chart, lang);
    let page = Page::of(&chart, title.height(), flags.height(), legend.height());
    let links = links::Trunks::of(&chart, &page);

    let mut canvas = Canvas::new(page.width, page.height);
    canvas.describe(&report.title, &title.description());
    title.draw(&mut canvas, &page)?;
    header::draw(&mut canvas, &chart, &page, lang)?;
    rows::grounds(&mut canvas, &chart, &page)?;
    header::grid(&mut canvas, &chart, &page)?;
    rows::bars(&mut canvas, &chart, &page)?;
    flags.draw_lines(&mut canvas, &chart, &page)?;
    links.draw(&mut canvas, &chart, &page)?;
    rows::names(&mut canvas, &chart, &page, lang)?;
    rows::labels(&mut canvas, &chart, &page, &links)?;
    symbols::draw(&mut canvas, &chart, &page, &links)?;
    flags.draw_names(&mut canvas, &page)?;
    legend.draw(&mut canvas, &page)?;
    Ok(vec![canvas.finish()])
}
