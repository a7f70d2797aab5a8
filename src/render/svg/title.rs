//! The title block: whose plan, as of when, what is known about it, what is wrong with it.

use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{ALARM, AMBER, GREEN, GRID_YEAR, RED, SOFT, TEXT};
use super::page::{MARGIN, Page};
use super::place::{cut, wrapped};
use crate::plan::{Plan, Status};
use crate::render::paper::PictureStyle;
use crate::render::picture::Before;
use crate::report::wording::{self, grouped};
use crate::report::{Mark, Report, clean};
use crate::words::{Lang, say};
use plotters::style::RGBColor;

/// How many bad news are told in full.
const NEWS: usize = 4;
/// Height of the block without news, and of a line of news.
const BLOCK: i32 = 1_500;
const LINE: i32 = 430;
/// Lines of the upshot at most.
const UPSHOT: usize = 2;
/// White on both sides of a figure.
const PAD: i32 = 260;

/// The title block.
pub(super) struct Title {
    title: String,
    dates: String,
    figures: Vec<Figure>,
    /// What this plan has otherwise than another, line by line.
    upshot: Vec<String>,
    news: Vec<String>,
}

fn upshot_ink() -> Ink {
    Ink::bold(320, TEXT)
}

/// What is known, in a word or a number.
struct Figure {
    name: String,
    value: String,
    color: RGBColor,
}

impl Title {
    pub(super) fn of(
        plan: &Plan,
        report: &Report,
        before: Option<&Before<'_>>,
        style: PictureStyle,
        lang: Lang,
    ) -> Title {
        let bad = report
            .warnings
            .iter()
            .filter(|notice| notice.mark == Mark::Bad);
        let mut news: Vec<String> = bad
            .clone()
            .take(NEWS)
            .map(|notice| notice.text.clone())
            .collect();
        let more = bad.count().saturating_sub(NEWS);
        if more > 0 {
            news.push(say(
                lang,
                "report-warning-more",
                &[("n", &more.to_string())],
            ));
        }
        let mut dates = report.dates.clone();
        let base = || say(lang, "report-scenario-base", &[]);
        let scenario = scenario(plan).unwrap_or_else(base);
        let said = say(lang, "report-scenario", &[("name", &scenario)]);
        dates = format!("{dates}  {said}");
        if let Some(view) = style.view.words(lang) {
            dates = format!("{dates}  {view}");
        }
        let mut upshot = Vec::new();
        if let Some(before) = before {
            let name = clean(before.name);
            let said = say(lang, "compare-picture-before", &[("name", &name)]);
            dates = format!("{dates}  {said}");
            let room = style.paper.size().0 - 2 * MARGIN;
            upshot = wrapped(&clean(before.upshot), room, UPSHOT, upshot_ink());
        }
        Title {
            title: report.title.clone(),
            dates,
            figures: figures(plan, lang),
            upshot,
            news,
        }
    }

    pub(super) fn height(&self) -> i32 {
        let news = LINE * i32::try_from(self.news.len()).unwrap_or(0);
        BLOCK + self.below() + if news > 0 { news + 200 } else { 0 }
    }

    /// What the upshot takes.
    fn below(&self) -> i32 {
        LINE * i32::try_from(self.upshot.len()).unwrap_or(0)
    }

    /// What the picture shows, in words.
    pub(super) fn description(&self) -> String {
        let mut text = self.dates.clone();
        for figure in &self.figures {
            text += &format!(". {}: {}", figure.name, figure.value);
        }
        for news in self.upshot.iter().chain(&self.news) {
            text += &format!(". {news}");
        }
        text
    }

    pub(super) fn draw(&self, canvas: &mut Canvas, page: &Page) -> Drawn {
        canvas.group("title", &[], &self.title, |canvas| {
            let left = self.figures(canvas, page)?;
            let room = left - MARGIN - 400;
            let (line, below) = (page.top + 320, page.top + 930);
            let small = Ink::new(280, SOFT);
            let mut ink = Ink::bold(640, TEXT);
            while ink.size > 320 && ink.width(&self.title) > room {
                ink.size -= 20;
            }
            if ink.width(&self.title) <= room {
                canvas.text(&self.title, (MARGIN, line), Anchor::Left, ink)?;
            } else {
                for (n, text) in (0..).zip(wrapped(&self.title, room, 2, ink)) {
                    let y = page.top + 170 + n * 380;
                    canvas.text(&text, (MARGIN, y), Anchor::Left, ink)?;
                }
            }
            if small.width(&self.dates) <= room {
                canvas.text(&self.dates, (MARGIN, below), Anchor::Left, small)?;
            } else {
                let small = Ink::new(250, SOFT);
                for (n, text) in (0..).zip(wrapped(&self.dates, room, 2, small)) {
                    let y = below - 60 + n * 310;
                    canvas.text(&text, (MARGIN, y), Anchor::Left, small)?;
                }
            }
            let top = page.top + BLOCK - 120 + LINE / 2;
            for (n, text) in (0..).zip(&self.upshot) {
                canvas.text(text, (MARGIN, top + n * LINE), Anchor::Left, upshot_ink())?;
            }
            self.news(canvas, page)
        })
    }

    /// The figures from the right margin on; the left end of what they take.
    fn figures(&self, canvas: &mut Canvas, page: &Page) -> Result<i32, super::RenderError> {
        let name = Ink::new(235, SOFT);
        let mut right = page.right;
        for figure in self.figures.iter().rev() {
            let value = Ink::bold(350, figure.color);
            let wide = name.width(&figure.name).max(value.width(&figure.value));
            let x = right - PAD - wide;
            canvas.text(&figure.name, (x, page.top + 230), Anchor::Left, name)?;
            canvas.text(&figure.value, (x, page.top + 680), Anchor::Left, value)?;
            right = x - PAD;
            let rule = vec![(right, page.top + 90), (right, page.top + 900)];
            canvas.path(rule, GRID_YEAR, 16)?;
        }
        Ok(right)
    }

    /// What must not be overlooked, on a ground of its own.
    fn news(&self, canvas: &mut Canvas, page: &Page) -> Drawn {
        if self.news.is_empty() {
            return Ok(());
        }
        let (top, bottom) = (page.top + BLOCK + self.below() - 100, page.head - 110);
        canvas.fill((MARGIN, top), (page.right, bottom), ALARM)?;
        canvas.fill((MARGIN, top), (MARGIN + 120, bottom), RED)?;
        let ink = Ink::bold(310, RED);
        let mut y = top + 30 + LINE / 2;
        for news in &self.news {
            let mut ink = ink;
            let room = page.wide() - 500;
            while ink.size > 240 && ink.width(news) > room {
                ink.size -= 10;
            }
            let text = cut(news, room, ink);
            canvas.text(&text, (MARGIN + 300, y), Anchor::Left, ink)?;
            y += LINE;
        }
        Ok(())
    }
}

fn figures(plan: &Plan, lang: Lang) -> Vec<Figure> {
    let value = &plan.outcome.objective;
    let loud = |bad: bool, color: RGBColor| if bad { color } else { TEXT };
    let days = |level: &str, n: i64, color: RGBColor| Figure {
        name: say(lang, &format!("report-level-{level}"), &[]),
        value: say(lang, "report-days", &[("n", &grouped(n))]),
        color: loud(n > 0, color),
    };
    let status = plan.outcome.status;
    vec![
        Figure {
            name: say(lang, "report-status", &[]),
            value: wording::status(status, lang),
            color: match status {
                Status::Optimal => GREEN,
                Status::Feasible => AMBER,
                Status::Infeasible | Status::Unknown => RED,
            },
        },
        days("gap_days", value.gap_days, RED),
        days("hard_late_days", value.hard_late_days, RED),
        days("late_days", value.late_days, AMBER),
        Figure {
            name: say(lang, "report-level-cost_yen", &[]),
            value: say(lang, "report-yen", &[("n", &grouped(value.cost_yen))]),
            color: TEXT,
        },
    ]
}

/// The what-ifs that went in, by their names.
fn scenario(plan: &Plan) -> Option<String> {
    let names: Vec<String> = plan
        .scenarios
        .iter()
        .map(|s| crate::report::wording::name_or_id(&s.name, &s.id))
        .collect();
    (!names.is_empty()).then(|| names.join(" + "))
}
