//! What is tried instead of what the files say: `--scenario`, then `--set`, then `--shift`.

use super::args::WhatIf;
use super::failure::Failure;
use super::files::{self, shown};
use super::inputs::Reader;
use ikou::diag::{Sink, closest};
use ikou::inventory::scenario::{self, Change, Effect, Scenario, Typed, Written, apply};
use ikou::inventory::{Draft, NoOrder, Order};
use ikou::plan::{PlanChange, PlanScenario, PlanWritten};
use ikou::source::{FileId, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What scenarios' files end in.
pub(crate) const END: &str = ".toml";

/// What is to be laid over the files, in order.
pub(crate) struct Tried {
    scenarios: Vec<Scenario>,
    typed: Vec<(&'static str, Vec<Change>)>,
    /// Where they are written.
    pub(crate) files: Vec<FileId>,
}

/// The folder of the scenarios beside an inventory.
pub(crate) fn folder(schedules: &Path) -> PathBuf {
    schedules.join("scenarios")
}

/// Reads the scenarios that were asked for, those they go on from, and what was typed.
pub(crate) fn read(
    args: &WhatIf,
    schedules: &Path,
    reader: &mut Reader,
    sink: &mut Sink,
) -> Result<Tried, Failure> {
    let scenarios = scenarios(&args.scenario, &folder(schedules), reader, sink)?;
    let mut files: Vec<FileId> = scenarios.iter().map(|s| s.file).collect();
    let mut typed = Vec::new();
    for (flag, kind, lines) in [
        ("--set", Typed::Set, &args.set),
        ("--shift", Typed::Shift, &args.shift),
    ] {
        if lines.is_empty() {
            continue;
        }
        // One line each, whatever was typed.
        let lines: Vec<String> = lines
            .iter()
            .map(|l| l.chars().map(|c| if c == '\n' { ' ' } else { c }).collect())
            .collect();
        let text = lines.join("\n");
        let file = reader.add_named(flag.to_owned(), text.as_bytes(), text.clone());
        files.push(file);
        let changes = scenario::typed(&mut reader.sources, file, kind, sink);
        typed.push((flag, changes));
    }
    Ok(Tried {
        scenarios,
        typed,
        files,
    })
}

fn scenarios(
    asked: &[String],
    folder: &Path,
    reader: &mut Reader,
    sink: &mut Sink,
) -> Result<Vec<Scenario>, Failure> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let names = files::names(folder, END);
    let mut known: BTreeMap<String, Scenario> = BTreeMap::new();
    let mut ids = Vec::new();
    for name in asked {
        let (id, mut path) = locate(name, folder);
        ids.push(id.clone());
        let mut next = Some(id);
        let mut first = true;
        while let Some(id) = next.take().filter(|id| !known.contains_key(id)) {
            let contents = match files::read(&path) {
                Ok(contents) => contents,
                Err(Failure::Missing { .. }) if !first => break,
                Err(Failure::Missing { .. }) => {
                    let near = closest(&id, names.iter().map(String::as_str));
                    return Err(Failure::NoScenario {
                        name: name.clone(),
                        folder: shown(folder),
                        nearest: near.unwrap_or_default().to_owned(),
                        known: names.join(", "),
                    });
                }
                Err(failure) => return Err(failure),
            };
            first = false;
            let file = reader.add(&path, contents);
            let scenario = scenario::read(&reader.sources, file, &id, sink);
            // A parent lies in the same folder, under a plain name.
            let parent = scenario.parent.as_ref().map(|p| p.value.clone());
            next = parent.filter(|p| !p.contains(['/', '\\']) && !p.starts_with('.'));
            if let Some(parent) = &next {
                path.set_file_name(format!("{parent}{END}"));
            }
            known.insert(id, scenario);
        }
    }
    let names: BTreeSet<String> = names.into_iter().collect();
    let order = scenario::in_order(&known, &ids, &names, sink);
    Ok(order.into_iter().cloned().collect())
}

/// The id and the file of what was asked for: a name in the folder, or a file by its path.
fn locate(name: &str, folder: &Path) -> (String, PathBuf) {
    let path = Path::new(name);
    if name.ends_with(END) {
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or(name);
        return (stem.to_owned(), path.to_owned());
    }
    (name.to_owned(), folder.join(format!("{name}{END}")))
}

impl Tried {
    /// Lays everything over a draft; what each changed.
    pub(crate) fn lay_over(
        &self,
        draft: &mut Draft,
        sources: &Sources,
        sink: &mut Sink,
    ) -> Vec<PlanScenario> {
        let mut all = Vec::new();
        for scenario in &self.scenarios {
            let effects = scenario.lay_over(draft, sink);
            all.push(PlanScenario {
                id: scenario.id.clone(),
                name: scenario.name.clone(),
                reason: scenario.reason.clone(),
                changes: changes(&effects, sources),
            });
        }
        for (flag, typed) in &self.typed {
            let effects = apply(draft, typed, sink);
            all.push(PlanScenario {
                id: (*flag).to_owned(),
                name: String::new(),
                reason: String::new(),
                changes: changes(&effects, sources),
            });
        }
        all
    }
}

/// The levels that `--objective` names.
pub(crate) fn order(levels: &str) -> Result<Order, Failure> {
    Order::asked(levels.split(',')).map_err(|no| match no {
        NoOrder::Unknown { name, nearest } => Failure::UnknownLevel {
            name,
            nearest: nearest.unwrap_or_default(),
            known: Order::words().join(", "),
        },
        NoOrder::Twice(name) => Failure::LevelTwice {
            name: name.to_owned(),
        },
        NoOrder::Nothing => Failure::NoLevel,
    })
}

fn changes(effects: &[Effect], sources: &Sources) -> Vec<PlanChange> {
    let written = |w: &Option<Written>| {
        w.as_ref().map(|w| PlanWritten {
            value: w.value.clone(),
            file: sources.get(w.span.file).name.clone(),
            line: sources.position(w.span).line,
        })
    };
    effects
        .iter()
        .map(|e| PlanChange {
            path: e.path.clone(),
            old: written(&e.old),
            new: written(&e.new),
        })
        .collect()
}
