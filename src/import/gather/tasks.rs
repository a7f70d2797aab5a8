//! Charts of tasks: the tasks of the first level that has several are the systems; below them,
//! the end of the present service, who works, what goes before, and by when.

use super::Gatherer;
use crate::import::book::{Cell, Place, Sheet};
use crate::import::project::{DEADLINE, FINISH, LEVEL, NAME, PREDECESSORS, RESOURCES, START};
use crate::import::record::{Kind, Why};
use crate::import::value::{Typed, items, text};
use std::collections::BTreeMap;

impl Gatherer<'_> {
    pub(super) fn tasks(&mut self, sheet: &Sheet, place: &dyn Fn(usize, usize) -> Place) {
        let levels: Vec<u32> = (0..sheet.rows.len())
            .map(|row| sheet.cell(row, LEVEL).shown().parse().unwrap_or(1))
            .collect();
        let Some(level) = level_of_systems(&levels) else {
            return;
        };
        // The system of each task.
        let mut systems: Vec<Option<String>> = vec![None; sheet.rows.len()];
        let mut now: Option<String> = None;
        for row in 1..sheet.rows.len() {
            if levels[row] < level {
                now = None;
            } else if levels[row] == level {
                now = self.system(sheet, row, place);
            }
            systems[row].clone_from(&now);
        }
        let mut before: BTreeMap<String, (Vec<String>, Place)> = BTreeMap::new();
        for row in 1..sheet.rows.len() {
            let name = sheet.cell(row, NAME);
            let Some(system) = systems[row].clone() else {
                if !name.is_empty() {
                    self.left_over(place(row, NAME), name, Why::NoRecord);
                }
                continue;
            };
            self.links_of(sheet, row, &systems, &system, &mut before, place);
            self.task(sheet, row, &system, levels[row] == level, place);
        }
        for (system, (names, at)) in before {
            self.links.push((system, names, at));
        }
    }

    fn system(
        &mut self,
        sheet: &Sheet,
        row: usize,
        place: &dyn Fn(usize, usize) -> Place,
    ) -> Option<String> {
        let name = text(sheet.cell(row, NAME))?;
        let id = self.names.find(Kind::System, &name);
        let id = id.unwrap_or_else(|| name.clone());
        self.names.call(Kind::System, &name, &id);
        let at = place(row, NAME);
        let facts = vec![("name".to_owned(), Typed::Text(name), at.clone())];
        self.learn(Kind::System, &id, &at, facts);
        Some(id)
    }

    fn links_of(
        &self,
        sheet: &Sheet,
        row: usize,
        systems: &[Option<String>],
        system: &str,
        before: &mut BTreeMap<String, (Vec<String>, Place)>,
        place: &dyn Fn(usize, usize) -> Place,
    ) {
        for number in items(sheet.cell(row, PREDECESSORS)) {
            let other = number
                .parse()
                .ok()
                .and_then(|row: usize| systems.get(row)?.as_ref());
            let Some(other) = other.filter(|other| *other != system) else {
                continue;
            };
            let at = place(row, PREDECESSORS);
            let entry = before
                .entry(system.to_owned())
                .or_insert_with(|| (Vec::new(), at));
            if !entry.0.contains(other) {
                entry.0.push(other.clone());
            }
        }
    }

    fn task(
        &mut self,
        sheet: &Sheet,
        row: usize,
        system: &str,
        whole: bool,
        place: &dyn Fn(usize, usize) -> Place,
    ) {
        let cell = |column| sheet.cell(row, column);
        if let Cell::Date(date) = cell(DEADLINE) {
            let id = format!("{system}-deadline");
            let at = place(row, DEADLINE);
            let mut facts = vec![("date".to_owned(), Typed::Date(*date), at.clone())];
            if !self.names.is_there(Kind::Deadline, &id) {
                let list = Typed::List(vec![system.to_owned()]);
                facts.push(("systems".to_owned(), list, at.clone()));
            }
            self.learn(Kind::Deadline, &id, &at, facts);
        }
        let present = !whole && self.columns.is_present(&cell(NAME).shown());
        let who = items(cell(RESOURCES));
        let vendor = who
            .first()
            .map(|name| self.vendor_named(name, &place(row, RESOURCES)));
        for other in who.iter().skip(1) {
            let cell = Cell::Text(other.clone());
            self.left_over(place(row, RESOURCES), &cell, Why::Twice);
        }
        let at = place(row, NAME);
        let vendor = vendor.map(|id| ("vendor".to_owned(), Typed::Text(id), place(row, RESOURCES)));
        if present {
            let known = self.names.contract_of(system);
            let id = known.unwrap_or_else(|| format!("{system}-now"));
            let mut facts: Vec<_> = vendor.into_iter().collect();
            match cell(FINISH) {
                Cell::Date(date) => {
                    facts.push(("ends".to_owned(), Typed::Date(*date), place(row, FINISH)));
                }
                Cell::Empty => {}
                broken => self.left_over(place(row, FINISH), broken, Why::Broken),
            }
            self.learn(Kind::Contract, &id, &at, facts);
            let of = vec![("contract".to_owned(), Typed::Text(id), at.clone())];
            return self.learn(Kind::System, system, &at, of);
        }
        if let Some(vendor) = vendor {
            let known = self.names.round_of(system, "standard");
            let id = known
                .clone()
                .unwrap_or_else(|| format!("{system}/standard"));
            let mut facts = vec![vendor];
            if known.is_none() {
                let list = Typed::List(vec![system.to_owned()]);
                facts.push(("systems".to_owned(), list, at.clone()));
                let stage = Typed::Text("standard".to_owned());
                facts.push(("stage".to_owned(), stage, at.clone()));
            }
            self.learn(Kind::Procurement, &id, &at, facts);
        }
        if !whole {
            let (name, from, to) = (cell(NAME), cell(START), cell(FINISH));
            let told = format!("{} {}..{}", name.shown(), from.shown(), to.shown());
            self.left_over(at, &Cell::Text(told), Why::Planned);
        }
    }

    fn vendor_named(&mut self, name: &str, at: &Place) -> String {
        let id = self.names.find(Kind::Vendor, name);
        let id = id.unwrap_or_else(|| name.to_owned());
        self.names.call(Kind::Vendor, name, &id);
        if !self.names.is_there(Kind::Vendor, &id) {
            self.record(Kind::Vendor, &id, at);
        }
        id
    }
}

/// The shallowest level with more than one task; with one task, its own.
fn level_of_systems(levels: &[u32]) -> Option<u32> {
    let mut count: BTreeMap<u32, usize> = BTreeMap::new();
    for level in levels.iter().skip(1) {
        *count.entry(*level).or_default() += 1;
    }
    let several = count.iter().find(|(_, n)| **n > 1).map(|(level, _)| *level);
    several.or_else(|| count.keys().next().copied())
}
