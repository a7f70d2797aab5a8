//! Rows to records: what belongs together, what it is called, and what is left.

mod names;
mod rows;
mod tasks;

pub use names::Known;

use super::book::{Book, Cell, Place, Sheet};
use super::columns::Columns;
use super::form::Printed;
use super::heading::{Headings, Means, headings};
use super::record::{Kind, Left, Record, Why};
use super::value;
use crate::inventory::Catalogue;
use names::Names;
use std::collections::{BTreeMap, BTreeSet};

/// What files tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gathered {
    /// By kind, each in the order in which they are told.
    pub records: Vec<Record>,
    /// Cells that say nothing to the inventory, by place.
    pub left: Vec<Left>,
}

/// Reads all books; `known` are the records of an inventory that is there, `catalogue` the
/// businesses that can be named.
pub fn gather(books: &[Book], columns: &Columns, known: &Known, catalogue: &Catalogue) -> Gathered {
    let mut gatherer = Gatherer {
        columns,
        catalogue,
        printed: None,
        names: Names::new(known),
        records: Vec::new(),
        index: BTreeMap::new(),
        left: Vec::new(),
        links: Vec::new(),
    };
    for sheet in books.iter().flat_map(|book| &book.sheets) {
        gatherer.declared(sheet);
    }
    let printed = Printed::new(columns, catalogue);
    for book in books {
        let asked = book.sheets.iter().any(|s| printed.is_aside(&s.name));
        gatherer.printed = asked.then_some(&printed);
        for sheet in &book.sheets {
            gatherer.sheet(book, sheet);
        }
    }
    gatherer.finish()
}

struct Gatherer<'a> {
    columns: &'a Columns,
    catalogue: &'a Catalogue,
    /// What the workbook for departments says itself, where the book is one.
    printed: Option<&'a Printed>,
    names: Names<'a>,
    records: Vec<Record>,
    index: BTreeMap<(Kind, String), usize>,
    left: Vec<Left>,
    /// Systems that go before: the record, the names, where.
    links: Vec<(String, Vec<String>, Place)>,
}

impl Gatherer<'_> {
    fn sheet(&mut self, book: &Book, sheet: &Sheet) {
        let place = |row, column| Place {
            book: book.name.clone(),
            sheet: sheet.name.clone(),
            row,
            column,
        };
        if sheet.tasks {
            return self.tasks(sheet, &place);
        }
        if self.printed.is_some_and(|p| p.is_aside(&sheet.name)) {
            return self.leave(sheet, 0..sheet.rows.len(), &place, &Why::Outside);
        }
        let columns = self.columns;
        let Some(found) = headings(sheet, columns) else {
            return self.leave(sheet, 0..sheet.rows.len(), &place, &Why::NoHeadings);
        };
        self.leave(sheet, 0..found.first, &place, &Why::Outside);
        self.unknown_headings(sheet, &found, &place);
        for row in found.row + 1..sheet.rows.len() {
            let sum = |cell: &Cell| columns.is_sum(&cell.shown());
            match sheet.rows[row].iter().any(sum) {
                true => self.leave(sheet, row..row + 1, &place, &Why::Outside),
                false => self.row(sheet, row, &found, &place),
            }
        }
    }

    /// Rows with an id and a name say what is called so, wherever it is referred to.
    fn declared(&mut self, sheet: &Sheet) {
        let Some(found) = headings(sheet, self.columns).filter(|_| !sheet.tasks) else {
            return;
        };
        let at = |key: String| {
            let is = |means: &Means<'_>| matches!(means, Means::Fact(c, _) if c.key == key);
            found.columns.iter().position(is)
        };
        for kind in [Kind::Hardware, Kind::Vendor, Kind::System] {
            let of = |part: &str| at(format!("{}.{part}", kind.key()));
            let (Some(id), Some(name)) = (of("id"), of("name")) else {
                continue;
            };
            for row in found.row + 1..sheet.rows.len() {
                let (id, name) = (sheet.cell(row, id), sheet.cell(row, name));
                if let (Some(id), Some(name)) = (value::text(id), value::text(name)) {
                    self.names.call(kind, &name, &id);
                }
            }
        }
    }

    /// Cells of some rows, as they are.
    fn leave(
        &mut self,
        sheet: &Sheet,
        rows: std::ops::Range<usize>,
        place: &dyn Fn(usize, usize) -> Place,
        why: &Why,
    ) {
        for row in rows {
            for (column, cell) in sheet.rows[row].iter().enumerate() {
                let printed = self.printed.is_some_and(|p| p.says(&cell.shown()));
                if !cell.is_empty() && !printed && !sheet.repeated.contains(&(row, column)) {
                    self.left_over(place(row, column), cell, why.clone());
                }
            }
        }
    }

    fn unknown_headings(
        &mut self,
        sheet: &Sheet,
        found: &Headings<'_>,
        place: &dyn Fn(usize, usize) -> Place,
    ) {
        for (column, means) in found.columns.iter().enumerate() {
            let Means::Unknown(heading) = means else {
                continue;
            };
            for row in found.first..=found.row {
                let cell = sheet.cell(row, column);
                if !cell.is_empty() && !sheet.repeated.contains(&(row, column)) {
                    self.left_over(place(row, column), cell, Why::Heading(heading.clone()));
                }
            }
        }
    }

    fn left_over(&mut self, at: Place, cell: &Cell, why: Why) {
        let text = cell.shown();
        self.left.push(Left { at, text, why });
    }

    /// The record of a kind and id, made where it is new.
    fn record(&mut self, kind: Kind, id: &str, at: &Place) -> &mut Record {
        let records = &mut self.records;
        let place = *self.index.entry((kind, id.to_owned())).or_insert_with(|| {
            records.push(Record {
                kind,
                id: id.to_owned(),
                facts: BTreeMap::new(),
                notes: Vec::new(),
                source: None,
                at: at.clone(),
            });
            records.len() - 1
        });
        &mut self.records[place]
    }

    /// Links to names that are known only now; records that lack what they must have.
    fn finish(mut self) -> Gathered {
        for (id, names, at) in std::mem::take(&mut self.links) {
            let mut found = Vec::new();
            for name in names {
                match self.names.find(Kind::System, &name) {
                    Some(other) if other != id => found.push(other),
                    _ => self.left.push(Left {
                        at: at.clone(),
                        text: name,
                        why: Why::UnknownSystem,
                    }),
                }
            }
            found.dedup();
            if !found.is_empty() {
                let value = super::Typed::List(found);
                let fact = super::Fact {
                    value,
                    at: at.clone(),
                };
                self.record(Kind::System, &id, &at)
                    .facts
                    .insert("after".to_owned(), fact);
            }
        }
        self.incomplete();
        let mut records = self.records;
        records.sort_by_key(|record| record.kind);
        self.left.sort();
        self.left.dedup();
        Gathered {
            records,
            left: self.left,
        }
    }

    /// How often something may be extended says nothing where it is not said by how much.
    fn unextended(&mut self) {
        for record in &mut self.records {
            let new = !self.names.is_there(record.kind, &record.id);
            if new && !record.facts.contains_key("extend.by") {
                let lost = record.facts.remove("extend.at-most");
                self.left.extend(lost.map(|fact| Left {
                    at: fact.at,
                    text: fact.value.shown(),
                    why: Why::Required("extend.by"),
                }));
            }
        }
    }

    /// Contracts, hardware and deadlines without their day are no records: their cells are left,
    /// and nobody refers to them.
    fn incomplete(&mut self) {
        let names = &self.names;
        let lacks = |record: &Record| {
            let key = record.kind.required()?;
            let there = record.facts.contains_key(key) || names.is_there(record.kind, &record.id);
            (!there).then_some(key)
        };
        let mut gone = BTreeSet::new();
        for record in &self.records {
            let Some(key) = lacks(record) else { continue };
            gone.insert((record.kind, record.id.clone()));
            // The tax is said by a heading, not by a cell.
            for (_, fact) in record
                .facts
                .iter()
                .filter(|(key, _)| !key.ends_with(".tax"))
            {
                self.left.push(Left {
                    at: fact.at.clone(),
                    text: fact.value.shown(),
                    why: Why::Required(key),
                });
            }
        }
        self.unextended();
        self.records
            .retain(|r| !gone.contains(&(r.kind, r.id.clone())));
        for record in &mut self.records {
            for (key, kind) in [("hardware", Kind::Hardware), ("contract", Kind::Contract)] {
                let of = record.facts.get(key).map(|fact| fact.value.shown());
                let lost = of.is_some_and(|id| gone.contains(&(kind, id)));
                if record.kind != Kind::System || !lost {
                    continue;
                }
                let gone = record.facts.remove(key);
                // A contract is named by us, not by a cell.
                self.left
                    .extend(gone.filter(|_| key == "hardware").map(|fact| Left {
                        at: fact.at,
                        text: fact.value.shown(),
                        why: Why::Required("expires"),
                    }));
            }
        }
    }
}
