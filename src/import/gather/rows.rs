//! One row: a system with its contract, hardware and procurement; or one of these alone.

use super::Gatherer;
use crate::import::book::{Cell, Place, Sheet};
use crate::import::columns::Column;
use crate::import::heading::{Headings, Means, Unit};
use crate::import::record::{Fact, Kind, Record, Why};
use crate::import::value::{self, Edge, Typed};

/// A fact of a row: its key, the value, where.
type Told = (String, Typed, Place);

/// What one row says.
#[derive(Default)]
struct Row {
    told: Vec<Told>,
    note: Option<String>,
    source: Option<String>,
    after: Option<(Vec<String>, Place)>,
}

impl Row {
    /// The text of a key.
    fn text(&self, key: &str) -> Option<(&str, &Place)> {
        let found = self.told.iter().find(|(k, _, _)| k == key)?;
        match &found.1 {
            Typed::Text(text) => Some((text, &found.2)),
            _ => None,
        }
    }

    /// The facts of a kind, by their keys within it.
    fn take(&mut self, kind: &str) -> Vec<Told> {
        let of = |key: &str| key.strip_prefix(kind)?.strip_prefix('.').map(str::to_owned);
        let (taken, rest) = std::mem::take(&mut self.told)
            .into_iter()
            .partition(|(key, _, _)| of(key).is_some());
        self.told = rest;
        let taken: Vec<Told> = taken;
        let named = taken
            .into_iter()
            .filter_map(|(key, v, at)| Some((of(&key)?, v, at)));
        named.collect()
    }
}

impl Gatherer<'_> {
    /// Reads one row of a table.
    pub(super) fn row(
        &mut self,
        sheet: &Sheet,
        row: usize,
        headings: &Headings<'_>,
        place: &dyn Fn(usize, usize) -> Place,
    ) {
        let mut read = Row::default();
        for (column, cell) in sheet.rows[row].iter().enumerate() {
            if cell.is_empty() {
                continue;
            }
            let repeated = sheet.repeated.contains(&(row, column));
            let at = place(row, column);
            match headings.columns.get(column) {
                Some(Means::Fact(means, unit)) => self.cell(means, *unit, cell, at, &mut read),
                Some(Means::Skipped) => {}
                _ if repeated => {}
                Some(Means::Unknown(heading)) if !heading.is_empty() => {
                    self.left_over(at, cell, Why::Heading(heading.clone()));
                }
                _ => self.left_over(at, cell, Why::Outside),
            }
        }
        self.sort_out(read, &place(row, 0));
    }

    /// One cell as its heading says.
    fn cell(&mut self, means: &Column, unit: Unit, cell: &Cell, at: Place, row: &mut Row) {
        if let Cell::Broken(_) = cell {
            return self.left_over(at, cell, Why::Broken);
        }
        let key = means.key.clone();
        let typed = match means.value.as_str() {
            "date" => value::date(cell, Edge::Last).map(Typed::Date),
            "first" => value::date(cell, Edge::First).map(Typed::Date),
            "yen" => value::yen(cell, unit).map(Typed::Yen),
            "number" => value::number(cell).map(Typed::Number),
            "length" => value::length(cell, unit).map(Typed::Length),
            "lengths" => value::lengths(cell, unit).map(Typed::Length),
            "flag" => value::flag(cell).map(Typed::Flag),
            "word" => means.word(&cell.shown()).map(|w| Typed::Text(w.to_owned())),
            "words" => self.words(means, cell, &at),
            "businesses" => self.businesses(cell, &at),
            "list" => {
                row.after = Some((value::items(cell), at));
                return;
            }
            _ => value::text(cell).map(Typed::Text),
        };
        let Some(typed) = typed else {
            let kind = match means.value.as_str() {
                "date" | "first" => "date",
                "yen" => "yen",
                "number" => "number",
                "length" | "lengths" => "length",
                // Told item by item.
                "businesses" | "words" => return,
                _ => "word",
            };
            return self.left_over(at, cell, Why::Value(kind));
        };
        match (key.as_str(), typed) {
            ("row.note", Typed::Text(note)) => row.note = Some(note),
            ("row.source", Typed::Text(source)) => row.source = Some(source),
            (_, typed) => {
                let taxed = unit.excluded && means.value == "yen";
                if let (true, Some((price, _))) = (taxed, key.rsplit_once('.')) {
                    let tax = Typed::Text("excluded".to_owned());
                    row.told.push((format!("{price}.tax"), tax, at.clone()));
                }
                row.told.push((key, typed, at));
            }
        }
    }

    /// Several words of the inventory.
    fn words(&mut self, means: &Column, cell: &Cell, at: &Place) -> Option<Typed> {
        let mut words = Vec::new();
        for item in value::items(cell) {
            match means.word(&item) {
                Some(word) if words.iter().any(|w| w == word) => {}
                Some(word) => words.push(word.to_owned()),
                None => self.left_over(at.clone(), &Cell::Text(item), Why::Value("word")),
            }
        }
        (!words.is_empty()).then_some(Typed::List(words))
    }

    /// Businesses by their ids or official names; 「子ども・子育て支援」 is one name.
    fn businesses(&mut self, cell: &Cell, at: &Place) -> Option<Typed> {
        let mut ids: Vec<String> = Vec::new();
        for item in value::items(cell) {
            let parts: Vec<String> = match self.business(&item) {
                Some(_) => vec![item],
                None => item
                    .split(['・', '/', '／'])
                    .map(|p| p.trim().to_owned())
                    .collect(),
            };
            for part in parts {
                match self.business(&part) {
                    Some(id) if ids.contains(&id) => {}
                    Some(id) => ids.push(id),
                    None => {
                        let why = Why::Value("business");
                        self.left_over(at.clone(), &Cell::Text(part), why);
                    }
                }
            }
        }
        (!ids.is_empty()).then_some(Typed::List(ids))
    }

    fn business(&self, name: &str) -> Option<String> {
        let bare = |text: &str| {
            let text = super::super::heading::folded(text);
            text.trim_end_matches("事務")
                .trim_end_matches("業務")
                .to_owned()
        };
        let name = bare(name);
        let all = &self.catalogue.businesses;
        let found = all
            .iter()
            .find(|b| bare(&b.id) == name || bare(&b.name) == name)?;
        Some(found.id.clone())
    }

    /// What a row is about.
    fn sort_out(&mut self, mut row: Row, at: &Place) {
        let named = row.text("system.name").or(row.text("system.id"));
        let system = named.map(|(name, at)| (name.to_owned(), at.clone()));
        let system = system.map(|(name, at)| {
            let written = row.text("system.id").map(|(id, _)| id.to_owned());
            let id = written.or_else(|| self.names.find(Kind::System, &name));
            (id.unwrap_or_else(|| name.clone()), name, at)
        });
        if let Some((id, name, _)) = &system {
            self.names.call(Kind::System, id, id);
            self.names.call(Kind::System, name, id);
        }
        let about = system.as_ref().map(|(id, _, at)| (id.as_str(), at));
        self.single(Kind::Municipality, &mut row, at);
        self.single(Kind::Horizon, &mut row, at);
        self.vendor(&mut row);
        let hardware = self.hardware(&mut row, about);
        let contract = self.contract(&mut row, about);
        self.standard(&mut row, about);
        self.deadline(&mut row, about);
        let mut facts = row.take("system");
        let Some((id, _, at)) = &system else {
            let after = row.after.take();
            let after = after.map(|(names, at)| ("after".to_owned(), Typed::List(names), at));
            return self.nobody(facts.into_iter().chain(after).chain(row.told).collect());
        };
        facts.retain(|(key, _, _)| key != "id" && key != "hardware");
        let reference = |key: &str, told: Option<(String, Place)>| {
            told.map(|(id, at)| (key.to_owned(), Typed::Text(id), at))
        };
        facts.extend(reference("contract", contract));
        facts.extend(reference("hardware", hardware));
        let name = Typed::Text(system.as_ref().map_or(String::new(), |s| s.1.clone()));
        if !facts.iter().any(|(key, _, _)| key == "name") && !self.names.is_there(Kind::System, id)
        {
            facts.push(("name".to_owned(), name, at.clone()));
        }
        if let Some((names, at)) = row.after.take() {
            self.links.push((id.clone(), names, at));
        }
        let (note, source) = (row.note.take(), row.source.take());
        self.learn(Kind::System, id, at, facts);
        let record = self.record(Kind::System, id, at);
        remark(record, note, source);
        self.nobody(row.told);
    }

    /// Facts of the municipality or the horizon.
    fn single(&mut self, kind: Kind, row: &mut Row, at: &Place) {
        let facts = row.take(kind.key());
        if !facts.is_empty() {
            self.learn(kind, "", at, facts);
        }
    }

    /// A row about a vendor.
    fn vendor(&mut self, row: &mut Row) {
        let mut facts = row.take("vendor");
        let Some((id, at)) = self.own_id(Kind::Vendor, &mut facts) else {
            return self.nobody(facts);
        };
        self.learn(Kind::Vendor, &id, &at, facts);
    }

    /// The id of a record that the row itself names.
    fn own_id(&mut self, kind: Kind, facts: &mut Vec<Told>) -> Option<(String, Place)> {
        let text = |key: &str| {
            let found = facts.iter().find(|(k, _, _)| k == key)?;
            match &found.1 {
                Typed::Text(text) => Some((text.clone(), found.2.clone())),
                _ => None,
            }
        };
        let (id, name) = (text("id"), text("name"));
        let (called, at) = id.clone().or(name.clone())?;
        let known = || self.names.find(kind, &called);
        let id = id
            .map(|(id, _)| id)
            .or_else(known)
            .unwrap_or_else(|| called.clone());
        self.names.call(kind, &called, &id);
        if let Some((name, _)) = &name {
            self.names.call(kind, name, &id);
        }
        facts.retain(|(key, _, _)| key != "id");
        Some((id, at))
    }

    /// The vendor that a cell names; made where it is new.
    fn vendor_of(&mut self, facts: &mut [Told]) {
        for (key, value, at) in facts {
            let Typed::Text(name) = value else { continue };
            if key != "vendor" {
                continue;
            }
            let id = self.names.find(Kind::Vendor, name);
            let id = id.unwrap_or_else(|| name.clone());
            if !self.names.is_there(Kind::Vendor, &id) {
                self.names.call(Kind::Vendor, name, &id);
                self.record(Kind::Vendor, &id, at);
            }
            *name = id;
        }
    }

    /// The hardware of a row: its own, or what its system runs on.
    fn hardware(
        &mut self,
        row: &mut Row,
        system: Option<(&str, &Place)>,
    ) -> Option<(String, Place)> {
        let mut facts = row.take("hardware");
        let named = row
            .text("system.hardware")
            .map(|(n, at)| (n.to_owned(), at.clone()));
        let own = self.own_id(Kind::Hardware, &mut facts);
        let found = own.or_else(|| {
            let (name, at) = named?;
            let id = self.names.find(Kind::Hardware, &name);
            let id = id.unwrap_or_else(|| name.clone());
            self.names.call(Kind::Hardware, &name, &id);
            Some((id, at))
        });
        let of_system = || {
            let (id, at) = system?;
            Some((self.names.hardware_of(id)?, at.clone()))
        };
        let Some((id, at)) = found.or_else(of_system) else {
            self.nobody(facts);
            return None;
        };
        self.learn(Kind::Hardware, &id, &at, facts);
        Some((id, at))
    }

    /// The contract of a row.
    fn contract(
        &mut self,
        row: &mut Row,
        system: Option<(&str, &Place)>,
    ) -> Option<(String, Place)> {
        let mut facts = row.take("contract");
        if facts.is_empty() {
            return None;
        }
        self.vendor_of(&mut facts);
        let own = self.own_id(Kind::Contract, &mut facts.clone());
        let own = own.filter(|_| facts.iter().any(|(key, _, _)| key == "id"));
        let of_system = |names: &super::Names<'_>| {
            let (id, at) = system?;
            let id = names.contract_of(id).unwrap_or_else(|| format!("{id}-now"));
            Some((id, at.clone()))
        };
        let found = own.or_else(|| of_system(&self.names));
        let found = found.or_else(|| self.own_id(Kind::Contract, &mut facts));
        let Some((id, at)) = found else {
            self.nobody(facts);
            return None;
        };
        facts.retain(|(key, _, _)| key != "id");
        self.learn(Kind::Contract, &id, &at, facts);
        Some((id, at))
    }

    /// The procurement of the standard.
    fn standard(&mut self, row: &mut Row, system: Option<(&str, &Place)>) {
        let mut facts = row.take("standard");
        if facts.is_empty() {
            return;
        }
        let Some((system, at)) = system else {
            return self.nobody(facts);
        };
        self.vendor_of(&mut facts);
        let known = self.names.round_of(system, "standard");
        let id = known
            .clone()
            .unwrap_or_else(|| format!("{system}/standard"));
        if known.is_none() {
            let list = Typed::List(vec![system.to_owned()]);
            facts.push(("systems".to_owned(), list, at.clone()));
            let stage = Typed::Text("standard".to_owned());
            facts.push(("stage".to_owned(), stage, at.clone()));
        }
        self.learn(Kind::Procurement, &id, at, facts);
    }

    /// A deadline of one system.
    fn deadline(&mut self, row: &mut Row, system: Option<(&str, &Place)>) {
        let (taken, rest) = std::mem::take(&mut row.told)
            .into_iter()
            .partition(|(key, _, _)| key == "system.deadline");
        row.told = rest;
        let taken: Vec<Told> = taken;
        let Some((_, date, place)) = taken.into_iter().next() else {
            return;
        };
        let Some((system, at)) = system else {
            return self.nobody(vec![("date".to_owned(), date, place)]);
        };
        let id = format!("{system}-deadline");
        let mut facts = vec![("date".to_owned(), date, place)];
        if !self.names.is_there(Kind::Deadline, &id) {
            let list = Typed::List(vec![system.to_owned()]);
            facts.push(("systems".to_owned(), list, at.clone()));
        }
        self.learn(Kind::Deadline, &id, at, facts);
    }

    /// Facts of no record.
    fn nobody(&mut self, facts: Vec<Told>) {
        for (_, value, at) in facts {
            let cell = Cell::Text(value.shown());
            self.left_over(at, &cell, Why::NoRecord);
        }
    }

    /// Adds facts to a record; what says otherwise than before is left.
    pub(super) fn learn(&mut self, kind: Kind, id: &str, at: &Place, facts: Vec<Told>) {
        let mut twice = Vec::new();
        let record = self.record(kind, id, at);
        for (key, value, at) in facts {
            match record.facts.get(&key) {
                Some(before) if before.value == value => {}
                Some(_) => twice.push((at, value)),
                None => _ = record.facts.insert(key, Fact { value, at }),
            }
        }
        for (at, value) in twice {
            self.left_over(at, &Cell::Text(value.shown()), Why::Twice);
        }
    }
}

fn remark(record: &mut Record, note: Option<String>, source: Option<String>) {
    record.notes.extend(note);
    if record.source.is_none() {
        record.source = source;
    }
}
