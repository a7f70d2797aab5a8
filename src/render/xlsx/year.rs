//! One budget sheet for each fiscal year: every amount once, and sums that follow it.

use super::book::Book;
use super::sheet::{Area, Column, Known, MOST_ROWS, Sheet, address, literal, range};
use super::style::Ink;
use crate::budget::{Ask, Nature, Row, YearSheet, sum};
use crate::render::{Paper, RenderError};
use crate::report::{clean, wording};
use std::collections::{BTreeMap, BTreeSet};

/// Rows below the last one that the sums still reach, for what is added by hand.
const SPARE: u32 = 100;

// Columns of the sums.
const KIND: u16 = 4;
const NATURE: u16 = 5;
const NEW: u16 = 6;
const YEN: u16 = 8;
const LIMIT: u16 = 9;

/// Where a year's amounts and sums stand.
pub(super) struct YearPlace {
    pub(super) name: String,
    pub(super) rows: (u32, u32),
    /// Rows of the sums, in the column [`SUM`].
    pub(super) total: u32,
    pub(super) new: u32,
    pub(super) asked: u32,
    pub(super) limits: u32,
}

/// The column of the sums.
pub(super) const SUM: u16 = 2;

impl YearPlace {
    pub(super) fn kinds(&self) -> String {
        range(KIND, self.rows)
    }

    pub(super) fn yen(&self) -> String {
        range(YEN, self.rows)
    }
}

pub(super) fn sheet<'b>(
    book: &'b Book<'_>,
    year: &YearSheet,
    rows: &[&Row],
    asks: &[&Ask],
) -> Result<(Sheet<'b>, YearPlace), RenderError> {
    let lang = book.lang;
    let name = book.year(year.fiscal_year);
    let matter = crate::words::say(
        lang,
        "sheets-year-matter",
        &[("year", &wording::fiscal_year(year.fiscal_year, true, lang))],
    );
    let (mut sheet, row) = Sheet::new(book, &name, &matter)?;
    sheet.text(row, 0, &book.word("note-year"), Ink::Soft)?;
    let entries = entries(rows, asks);
    // Eight sums, then the table.
    let sums = row + 1;
    let head = sums + 9;
    let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let last = head.saturating_add(count).saturating_add(SPARE);
    let reach = (head + 1, last.min(MOST_ROWS - 1));
    let place = YearPlace {
        name: name.clone(),
        rows: reach,
        total: sums,
        new: sums + 1,
        asked: sums + 6,
        limits: sums + 7,
    };
    totals(book, &mut sheet, &place, year)?;
    facts(book, &mut sheet, sums, year, asks)?;

    let columns: Vec<Column> = [
        ("col-number", 3.5),
        ("col-system", 20.0),
        ("col-owner", 15.0),
        ("col-round", 16.0),
        ("col-kind-of-cost", 10.0),
        ("col-nature", 7.0),
        ("col-new", book.width(7.5, 10.0)),
        ("col-instrument", 12.0),
        ("col-yen", 13.0),
        ("col-limit", 13.0),
        ("col-asked-by", book.day_width(8.5)),
        ("col-contract", book.day_width(8.5)),
        ("col-remark", 12.0),
    ]
    .map(|(key, width)| (book.word(key), width))
    .into();
    sheet.head(head, &columns, 2)?;
    let mut row = head;
    for (n, entry) in entries.iter().enumerate() {
        row += 1;
        let number = i64::try_from(n + 1).unwrap_or(i64::MAX);
        sheet.number(row, 0, number, Ink::Count)?;
        sheet.text(row, 1, &book.users(entry.system), Ink::Text)?;
        sheet.text(row, 2, &clean(entry.owner), Ink::Text)?;
        let round = crate::render::budget::round_name(book.plan, entry.round, lang);
        sheet.text(row, 3, &round, Ink::Text)?;
        let kind = match entry.kind {
            Some(kind) => wording::money_kind(kind, lang),
            None => book.word("later"),
        };
        sheet.text(row, KIND, &kind, Ink::Text)?;
        sheet.text(row, NATURE, &nature(book, entry.nature), Ink::Text)?;
        sheet.text(row, NEW, &newness(book, entry), Ink::Text)?;
        let instrument = crate::render::budget::instrument_name(entry.instrument, lang);
        sheet.text(row, 7, &instrument, Ink::Text)?;
        sheet.number(row, YEN, entry.yen, Ink::InputYen)?;
        match entry.limit {
            Some(limit) => sheet.number(row, LIMIT, limit, Ink::InputYen)?,
            None => sheet.text(row, LIMIT, "", Ink::Yen)?,
        }
        sheet.day(row, 10, entry.ask.map(|a| a.request), Ink::Day)?;
        sheet.day(row, 11, entry.ask.and_then(|a| a.contract), Ink::Day)?;
        let remark = match entry.ask {
            Some(ask) if ask.supplementary => book.word("supplementary"),
            _ => String::new(),
        };
        sheet.text(row, 12, &remark, Ink::Input)?;
    }
    let choose = |cols| Area {
        rows: (head + 1, place.rows.1),
        cols,
    };
    let natures = [Nature::OneOff, Nature::Running, Nature::Penalty].map(|n| nature(book, n));
    sheet.choice(choose((NATURE, NATURE)), &natures)?;
    let news = ["new", "committed", "uncounted"].map(|key| book.word(key));
    sheet.choice(choose((NEW, NEW)), &news)?;
    let end = u16::try_from(columns.len() - 1).unwrap_or(u16::MAX);
    sheet.open_cells(Area {
        rows: (head + 1, row),
        cols: (end, end),
    })?;
    sheet.filter(Area {
        rows: (head, row),
        cols: (0, end),
    })?;
    sheet.print(Paper::A4, book);
    Ok((sheet, place))
}

/// The sums, each a formula over the table.
fn totals(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    place: &YearPlace,
    year: &YearSheet,
) -> Result<(), RenderError> {
    let yen = place.yen();
    let over = |col: u16, word: String| {
        format!(
            "=SUMIFS({yen},{},{})",
            range(col, place.rows),
            literal(&word)
        )
    };
    let asked = format!(
        "={}-{}",
        address(place.total, SUM),
        address(place.total + 5, SUM)
    );
    let lines = [
        ("sum-total", format!("=SUM({yen})"), year.total),
        ("sum-new", over(NEW, book.word("new")), year.new),
        (
            "sum-committed",
            over(NEW, book.word("committed")),
            year.committed,
        ),
        (
            "sum-one-off",
            over(NATURE, nature(book, Nature::OneOff)),
            year.one_off,
        ),
        (
            "sum-running",
            over(NATURE, nature(book, Nature::Running)),
            year.running,
        ),
        (
            "sum-penalty",
            over(NATURE, nature(book, Nature::Penalty)),
            year.penalty,
        ),
        ("sum-asked", asked, year.total.saturating_sub(year.penalty)),
        (
            "sum-limits",
            format!("=SUM({})", range(LIMIT, place.rows)),
            year.limits,
        ),
    ];
    for (row, (key, formula, known)) in (place.total..).zip(lines) {
        sheet.text(row, 1, &book.word(key), Ink::SumText)?;
        sheet.formula(row, SUM, &formula, Known::Number(known), Ink::SumYen)?;
    }
    Ok(())
}

/// Days of the year's budget, beside the sums.
fn facts(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    row: u32,
    year: &YearSheet,
    asks: &[&Ask],
) -> Result<(), RenderError> {
    let first = asks.iter().filter(|a| !a.supplementary).map(|a| a.request);
    let request = first.min().unwrap_or(year.request);
    let days = [
        ("day-precheck", year.precheck),
        ("day-request", Some(request)),
        ("day-vote", Some(year.vote)),
    ];
    let given = days.into_iter().filter(|(_, day)| day.is_some());
    for (row, (key, day)) in (row..).zip(given) {
        sheet.text(row, 4, &book.word(key), Ink::SumText)?;
        sheet.text(row, 5, "", Ink::SumText)?;
        sheet.day(row, 6, day, Ink::Day)?;
    }
    Ok(())
}

fn nature(book: &Book<'_>, nature: Nature) -> String {
    book.word(match nature {
        Nature::OneOff => "nature-one-off",
        Nature::Running => "nature-running",
        Nature::Penalty => "nature-penalty",
    })
}

fn newness(book: &Book<'_>, entry: &Entry<'_>) -> String {
    book.word(match (entry.nature, entry.ask) {
        (Nature::Penalty, _) => "uncounted",
        (_, Some(_)) => "new",
        (_, None) => "committed",
    })
}

struct Entry<'b> {
    system: &'b str,
    owner: &'b str,
    round: &'b str,
    kind: Option<&'b str>,
    nature: Nature,
    instrument: &'b str,
    yen: i64,
    limit: Option<i64>,
    ask: Option<&'b Ask>,
}

/// The rows of a year: what is asked for first. A request whose money is paid in later years only
/// has a row of its own, for its limit.
fn entries<'b>(rows: &[&'b Row], asks: &[&'b Ask]) -> Vec<Entry<'b>> {
    let by_round: BTreeMap<&str, &Ask> = asks.iter().map(|a| (a.round.as_str(), *a)).collect();
    let mut limited: BTreeSet<&str> = BTreeSet::new();
    let mut all: Vec<Entry<'b>> = Vec::new();
    for row in rows {
        let ask = by_round.get(row.round.as_str()).copied();
        let ask = ask.filter(|_| row.nature() != Nature::Penalty);
        let once = ask.filter(|a| !limited.contains(a.round.as_str()));
        if let Some(ask) = once {
            limited.insert(&ask.round);
        }
        all.push(Entry {
            system: &row.system,
            owner: &row.owner,
            round: &row.round,
            kind: Some(&row.kind),
            nature: row.nature(),
            instrument: &row.instrument,
            yen: row.yen,
            limit: once.and_then(|a| a.limit),
            ask,
        });
    }
    for ask in asks.iter().filter(|a| !limited.contains(a.round.as_str())) {
        all.push(Entry {
            system: &ask.system,
            owner: "",
            round: &ask.round,
            kind: None,
            nature: Nature::OneOff,
            instrument: ask.instruments.first().map_or("", String::as_str),
            yen: 0,
            limit: ask.limit,
            ask: Some(ask),
        });
    }
    all.sort_by_key(|e| (e.ask.is_none(), e.nature));
    all
}

/// The yen of a kind in some rows.
pub(super) fn of_kind(rows: &[&Row], kind: &str) -> i64 {
    sum(rows.iter().filter(|r| r.kind == kind).map(|r| r.yen))
}
