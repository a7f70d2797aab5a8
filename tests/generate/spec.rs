//! An inventory as records whose ids can be renamed, whose order can be changed, and of which some
//! can be left out.

use crate::load::Texts;
use ikou::calendar::Date;
use std::collections::BTreeSet;

/// One `[[table]]`: its id stands in it as `@id@`, and so do the ids it refers to.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) table: &'static str,
    pub(crate) id: String,
    pub(crate) lines: Vec<String>,
    /// `systems = […]` of rounds and deadlines.
    pub(crate) systems: Vec<String>,
    /// `after = […]` of systems: id, and what follows it in the inline table.
    pub(crate) after: Vec<(String, String)>,
}

/// A whole inventory with its calendar and actuals.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    pub(crate) as_of: Date,
    pub(crate) horizon: (String, String),
    pub(crate) records: Vec<Record>,
    pub(crate) calendar: String,
    /// `schedules/routes.toml`, and a scenario laid over everything; empty where there is none.
    pub(crate) routes: String,
    pub(crate) scenario: String,
    /// Actuals: the system, contract or hardware they hang on, and their lines.
    pub(crate) actuals: Vec<(String, Vec<String>)>,
}

impl Record {
    pub(crate) fn new(table: &'static str, id: &str) -> Record {
        let (lines, systems, after) = (Vec::new(), Vec::new(), Vec::new());
        Record {
            table,
            id: id.to_owned(),
            lines,
            systems,
            after,
        }
    }

    pub(crate) fn line(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }
}

impl Spec {
    /// Ids of the systems.
    pub(crate) fn systems(&self) -> Vec<String> {
        let systems = self.records.iter().filter(|r| r.table == "system");
        systems.map(|r| r.id.clone()).collect()
    }

    /// The same inventory without all but these systems, and without what hung on the others.
    pub(crate) fn only(&self, keep: &BTreeSet<String>) -> Spec {
        let mut spec = self.clone();
        let systems = self.systems();
        let gone = |id: &String| !keep.contains(id);
        spec.records.retain(|r| r.table != "system" || !gone(&r.id));
        spec.records.retain_mut(|r| {
            let named = !r.systems.is_empty();
            r.systems.retain(|id| !gone(id));
            r.after.retain(|(id, _)| !gone(id));
            let mentions = |l: &String| {
                systems
                    .iter()
                    .any(|s| gone(s) && l.contains(&format!("@{s}@")))
            };
            r.lines.retain(|l| !mentions(l));
            !(named && r.systems.is_empty())
        });
        // The city's own blackout stands last.
        let of_one = spec.calendar.find("\n[[blackout]]\nid = \"own\"");
        if let Some(at) = of_one.filter(|at| {
            let text = &spec.calendar[*at..];
            systems
                .iter()
                .any(|id| gone(id) && text.contains(&format!("@{id}@")))
        }) {
            spec.calendar.truncate(at);
        }
        let known: BTreeSet<String> = spec.records.iter().map(|r| r.id.clone()).collect();
        spec.actuals.retain(|(of, lines)| {
            let mentions = |id: &String| lines.iter().any(|l| l.contains(&format!("@{id}@")));
            known.contains(of) && !self.systems().iter().any(|id| gone(id) && mentions(id))
        });
        spec
    }

    /// The same inventory with every price multiplied.
    pub(crate) fn dearer(&self, by: i64) -> Spec {
        let mut spec = self.clone();
        for record in &mut spec.records {
            let after = record.after.iter_mut().map(|(_, rest)| rest);
            for line in record.lines.iter_mut().chain(after) {
                *line = multiplied(line, by);
            }
        }
        spec.calendar = multiplied(&spec.calendar, by);
        spec
    }

    /// The texts of the files; `rename` gives each id its name in them.
    pub(crate) fn texts(&self, rename: &dyn Fn(&str) -> String) -> Texts {
        let named = |text: &str| -> String {
            let parts = text.split('@').enumerate();
            parts
                .map(|(i, part)| {
                    if i % 2 == 1 {
                        rename(part)
                    } else {
                        part.to_owned()
                    }
                })
                .collect()
        };
        let mut systems = format!(
            "schema = 1\n\n[municipality]\nname = \"試験市\"\nkind = \"city\"\n\n\
             [horizon]\nfrom = {}\nto = {}\n",
            self.horizon.0, self.horizon.1
        );
        for record in &self.records {
            systems += &format!("\n[[{}]]\nid = \"{}\"\n", record.table, rename(&record.id));
            for line in &record.lines {
                systems += &named(line);
                systems.push('\n');
            }
            if !record.systems.is_empty() {
                let ids: Vec<String> = record
                    .systems
                    .iter()
                    .map(|id| format!("\"{}\"", rename(id)))
                    .collect();
                systems += &format!("systems = [{}]\n", ids.join(", "));
            }
            if !record.after.is_empty() {
                let links: Vec<String> = record
                    .after
                    .iter()
                    .map(|(id, rest)| format!("{{ system = \"{}\"{} }}", rename(id), named(rest)))
                    .collect();
                systems += &format!("after = [{}]\n", links.join(", "));
            }
        }
        let mut actuals = String::from("schema = 1\n");
        for (_, lines) in &self.actuals {
            actuals += "\n[[actual]]\n";
            for line in lines {
                actuals += &named(line);
                actuals.push('\n');
            }
        }
        let file = |text: &str| Some(named(text)).filter(|text| !text.is_empty());
        let actuals = Some(actuals).filter(|_| !self.actuals.is_empty());
        Texts {
            systems,
            calendar: file(&self.calendar),
            routes: file(&self.routes),
            actuals,
            scenario: file(&self.scenario),
            as_of: self.as_of,
        }
    }

    /// The texts with the ids as they are.
    pub(crate) fn plain(&self) -> Texts {
        self.texts(&str::to_owned)
    }

    /// Leaves records out, one by one, as long as `fails` holds: what is left is easier to read.
    pub(crate) fn smallest(&self, fails: &dyn Fn(&Spec) -> bool) -> Spec {
        let mut spec = self.clone();
        loop {
            let smaller = spec
                .without_one()
                .into_iter()
                .find(|smaller| fails(smaller));
            match smaller {
                Some(smaller) => spec = smaller,
                None => return spec,
            }
        }
    }

    fn without_one(&self) -> Vec<Spec> {
        let mut all = Vec::new();
        let systems = self.systems();
        for gone in &systems {
            let keep = systems.iter().filter(|id| *id != gone).cloned().collect();
            all.push(self.only(&keep));
        }
        for i in 0..self.records.len() {
            if self.records[i].table != "system" {
                let mut spec = self.clone();
                let record = spec.records.remove(i);
                spec.actuals.retain(|(of, _)| *of != record.id);
                let reference = format!("@{}@", record.id);
                for r in &mut spec.records {
                    r.lines.retain(|line| !line.contains(&reference));
                }
                all.push(spec);
            }
        }
        for i in 0..self.actuals.len() {
            let mut spec = self.clone();
            spec.actuals.remove(i);
            all.push(spec);
        }
        for (i, record) in self.records.iter().enumerate() {
            for line in 0..record.lines.len() {
                let mut spec = self.clone();
                spec.records[i].lines.remove(line);
                all.push(spec);
            }
            for link in 0..record.after.len() {
                let mut spec = self.clone();
                spec.records[i].after.remove(link);
                all.push(spec);
            }
        }
        for part in 0..3 {
            let mut spec = self.clone();
            let file = [&mut spec.calendar, &mut spec.routes, &mut spec.scenario]
                .into_iter()
                .nth(part);
            if file.is_some_and(|file| !std::mem::take(file).is_empty()) {
                all.push(spec);
            }
        }
        all
    }
}

/// A text with the amounts of yen in it multiplied.
fn multiplied(text: &str, by: i64) -> String {
    const KEYS: [&str; 6] = ["month", "year", "once", "yen", "price", "exit"];
    let mut parts = text.split(" = ").map(str::to_owned);
    let mut key = parts.next().unwrap_or_default();
    let mut all = key.clone();
    for mut part in parts {
        let word = key
            .rsplit(|c: char| !(c.is_alphanumeric() || c == '-'))
            .next();
        if word.is_some_and(|word| KEYS.contains(&word)) {
            let amount = |c: &char| c.is_ascii_digit() || "\".".contains(*c);
            let written: String = part.chars().take_while(amount).collect();
            // `5`, `"5..7"`
            let ends = written.split(|c: char| !c.is_ascii_digit());
            let dearer: Vec<String> = ends
                .filter_map(|end| Some((end.parse::<i64>().ok()? * by).to_string()))
                .collect();
            let quote = if written.starts_with('"') { "\"" } else { "" };
            if !dearer.is_empty() {
                part.replace_range(
                    ..written.len(),
                    &format!("{quote}{}{quote}", dearer.join("..")),
                );
            }
        }
        all += " = ";
        all += &part;
        key = part;
    }
    all
}
