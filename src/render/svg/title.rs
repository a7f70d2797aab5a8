//! The title block: whose plan, as of when, what is known about it, what is wrong with it.

use super::canvas::{Anchor, Canvas, Drawn, Ink};
use super::colours::{AMBER, GREEN, RED, SOFT, TEXT};
use super::page::{MARGIN, Page};
use super::place::cut;
use crate::plan::{Plan, Status};
use crate::report::wording::{self, grouped};
use crate::report::{Mark, Report};
use crate::words::{Lang, say};

/// How many bad news are told in full.
const NEWS: usize = 4;

/// The title block.
pub(super) struct Title {
    title: String,
    dates: String,
    status: String,
    tone: Mark,
    levels: String,
    news: Vec<String>,
}

impl Title {
    pub(super) fn of(plan: &Plan, report: &Report, lang: Lang) -> Title {
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
        let value = &plan.outcome.objective;
        let level = |name: &str, text: String| {
            format!("{} {text}", say(lang, &format!("report-level-{name}"), &[]))
        };
        let days = |n: i64| say(lang, "report-days", &[("n", &grouped(n))]);
        let levels = [
            level("gap_days", days(value.gap_days)),
            level("hard_late_days", days(value.hard_late_days)),
            level("late_days", days(value.late_days)),
            level(
                "cost_yen",
                say(lang, "report-yen", &[("n", &grouped(value.cost_yen))]),
            ),
        ];
        Title {
            title: report.title.clone(),
            dates: report.dates.clone(),
            status: wording::status(plan.outcome.status, lang),
            tone: match plan.outcome.status {
                Status::Optimal => Mark::Good,
                Status::Feasible => Mark::Warn,
                Status::Infeasible | Status::Unknown => Mark::Bad,
            },
            levels: levels.join("   "),
            news,
        }
    }

    pub(super) fn height(&self) -> i32 {
        1_400
            + 420 * i32::try_from(self.news.len()).unwrap_or(0)
            + if self.news.is_empty() { 0 } else { 100 }
    }

    /// What the picture shows, in words.
    pub(super) fn description(&self) -> String {
        let mut text = format!("{}. {}. {}", self.dates, self.status, self.levels);
        for news in &self.news {
            text += &format!(". {news}");
        }
        text
    }

    pub(super) fn draw(&self, canvas: &mut Canvas, page: &Page) -> Drawn {
        let tone = match self.tone {
            Mark::Good => GREEN,
            Mark::Bad => RED,
            Mark::Plain | Mark::Warn | Mark::Quiet => AMBER,
        };
        let (status, small) = (Ink::bold(330, tone), Ink::new(310, SOFT));
        let (line, below) = (page.top + 260, page.top + 940);
        // The right side is measured first: the title takes what it leaves.
        let right = status.width(&self.status).max(small.width(&self.dates)) + 600;
        let room = page.right - MARGIN - right;
        let mut ink = Ink::bold(680, TEXT);
        while ink.size > 400 && ink.width(&self.title) > room {
            ink.size -= 20;
        }
        canvas.group("title", &[], &self.title, |canvas| {
            canvas.text(
                &cut(&self.title, room, ink),
                (MARGIN, line),
                Anchor::Left,
                ink,
            )?;
            canvas.text(&self.dates, (page.right, line - 60), Anchor::Right, small)?;
            let room = page.right - MARGIN - status.width(&self.status) - 600;
            canvas.text(
                &cut(&self.levels, room, small),
                (MARGIN, below),
                Anchor::Left,
                small,
            )?;
            canvas.text(&self.status, (page.right, below), Anchor::Right, status)?;
            let ink = Ink::bold(320, RED);
            let mut y = below + 480;
            for news in &self.news {
                canvas.text(
                    &cut(news, page.right - MARGIN, ink),
                    (MARGIN, y),
                    Anchor::Left,
                    ink,
                )?;
                y += 420;
            }
            Ok(())
        })
    }
}
