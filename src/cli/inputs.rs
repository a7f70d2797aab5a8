//! The files of a run: which they are, and what the library makes of them.

use super::args::{Beside, Inputs};
use super::failure::Failure;
use super::files::{self, Contents, shown};
use super::session::Session;
use super::{today, what_if};
use ikou::calendar::Duration;
use ikou::deadlines::lints;
use ikou::diag::{Code, Finding, Levels, Severity, Sink, show};
use ikou::inventory::{self, Draft, Files, Inventory};
use ikou::plan::{Effort, Input, Plan, PlanScenario};
use ikou::source::{FileId, Sources};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Where the inventory is when nobody says.
const DEFAULT: &str = "systems.toml";

/// What was read.
pub(crate) struct Loaded {
    pub(crate) sources: Sources,
    /// `None`: there are findings of error level.
    pub(crate) inventory: Option<Inventory>,
    /// By file and place, without what `[lint]` hides.
    pub(crate) findings: Vec<Finding>,
    /// Name and hash of each file.
    pub(crate) inputs: Vec<Input>,
    /// What the inventory was checked from, where that was asked for.
    pub(crate) draft: Option<Draft>,
    /// What was tried instead of what the files say.
    pub(crate) scenarios: Vec<PlanScenario>,
    /// The levels of `[lint]`.
    pub(crate) levels: Levels,
    /// Within which time deadlines are looked into, by the caller or by `[lint]`.
    pub(crate) within: Option<Duration>,
    /// Where that is written.
    tried_in: Vec<FileId>,
}

/// Reads the inventory and what lies beside it, and checks all of it.
pub(crate) fn load(args: &Inputs, session: &mut Session) -> Result<Loaded, Failure> {
    load_file(args.file.as_deref(), &args.beside, session)
}

/// What is asked for beside reading: another text in the place of the inventory, and what else is
/// to be looked into.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted<'p> {
    pub(crate) instead: Option<&'p Path>,
    /// Keep what the inventory was checked from.
    pub(crate) draft: bool,
    /// Deadlines within this time.
    pub(crate) within: Option<Duration>,
    /// Findings by name.
    pub(crate) codes: Vec<Code>,
}

/// As [`load`], and what else is asked for.
pub(crate) fn load_wanted(
    args: &Inputs,
    wanted: &Wanted<'_>,
    session: &mut Session,
) -> Result<Loaded, Failure> {
    load_keeping(args.file.as_deref(), &args.beside, wanted, session)
}

/// As [`load`], for commands whose first argument is something else.
pub(crate) fn load_file(
    file: Option<&Path>,
    beside: &Beside,
    session: &mut Session,
) -> Result<Loaded, Failure> {
    load_keeping(file, beside, &Wanted::default(), session)
}

/// As [`load_file`], with what the inventory was checked from: more changes may be tried on it.
pub(crate) fn load_with_draft(
    file: Option<&Path>,
    beside: &Beside,
    session: &mut Session,
) -> Result<Loaded, Failure> {
    let wanted = Wanted {
        draft: true,
        ..Wanted::default()
    };
    load_keeping(file, beside, &wanted, session)
}

fn load_keeping(
    file: Option<&Path>,
    beside: &Beside,
    wanted: &Wanted<'_>,
    session: &mut Session,
) -> Result<Loaded, Failure> {
    let as_of = today::as_of(beside.as_of.as_deref())?;
    let order = beside
        .objective
        .as_deref()
        .map(what_if::order)
        .transpose()?;
    let mut reader = Reader::new();
    let files = read_texts(file, wanted.instead, beside, &mut reader, session)?;
    let schedules = schedules_beside(file);
    let mut sink = Sink::new();
    let tried = what_if::read(&beside.what_if, &schedules, &mut reader, &mut sink)?;
    let Reader {
        mut sources,
        inputs,
    } = reader;
    let mut draft = inventory::read(&mut sources, &files, &mut sink);
    let scenarios = tried.lay_over(&mut draft, &sources, &mut sink);
    if let Some(order) = order {
        let typed = beside.objective.clone().unwrap_or_default();
        draft.mind(&order, sources.add("--objective", typed));
    }
    let levels = inventory::levels(&draft);
    draft.lints.within = wanted.within;
    draft.lints.named = wanted.codes.iter().copied().collect();
    let within = inventory::within(&draft);
    let inventory = inventory::check_kept(&draft, as_of, &mut sink);
    Ok(Loaded {
        draft: wanted.draft.then_some(draft),
        tried_in: tried.files,
        scenarios,
        sources,
        inventory,
        findings: levels.hiding().apply(sink.into_sorted()),
        levels,
        inputs,
        within,
    })
}

/// The inventory and what lies beside it, as texts.
pub(crate) fn read_files(
    file: Option<&Path>,
    beside: &Beside,
    reader: &mut Reader,
    session: &mut Session,
) -> Result<Files, Failure> {
    read_texts(file, None, beside, reader, session)
}

fn read_texts(
    file: Option<&Path>,
    instead: Option<&Path>,
    beside: &Beside,
    reader: &mut Reader,
    session: &mut Session,
) -> Result<Files, Failure> {
    let path = instead.or(file).unwrap_or(Path::new(DEFAULT));
    let contents = files::read(path).map_err(|failure| match failure {
        Failure::Missing { .. } if instead.or(file).is_none() => Failure::NoInventory,
        other => other,
    })?;
    session.inventory_says(language_of(&contents.text).as_deref());
    let inventory = reader.add(path, contents);
    let schedules = schedules_beside(file);
    Ok(Files {
        inventory,
        calendar: reader.beside(beside.calendar.as_ref(), &schedules, "calendar.toml")?,
        routes: reader.beside(beside.routes.as_ref(), &schedules, "routes.toml")?,
        actuals: reader.beside(beside.actuals.as_ref(), &schedules, "actuals.toml")?,
    })
}

/// The folder of everything about time, beside the inventory.
pub(crate) fn schedules_beside(inventory: Option<&Path>) -> PathBuf {
    let path = inventory.unwrap_or(Path::new(DEFAULT));
    path.parent().unwrap_or(Path::new("")).join("schedules")
}

impl Loaded {
    /// Adds what a quick plan shows of the deadlines within the time that is asked for.
    pub(crate) fn with_deadlines(mut self, session: &Session) -> Result<Loaded, Failure> {
        let (Some(inventory), Some(_)) = (&self.inventory, self.within) else {
            return Ok(self);
        };
        let plan = super::plan::make_with(inventory, &self, Effort::QUICK, session)?;
        self.add_deadlines(&plan);
        Ok(self)
    }

    /// Adds what a plan shows of the deadlines; all of them, where no time is asked for.
    pub(crate) fn add_deadlines(&mut self, plan: &Plan) {
        let Some(inventory) = &self.inventory else {
            return;
        };
        let found = lints(inventory, plan, self.within);
        let mut sink = Sink::new();
        let before = std::mem::take(&mut self.findings);
        let all = before.into_iter().chain(self.levels.hiding().apply(found));
        all.for_each(|finding| sink.push(finding));
        self.findings = sink.into_sorted();
    }

    /// Leaves out what has nothing to do with what was tried: warnings about the files as they are.
    pub(crate) fn only_tried(mut self) -> Loaded {
        let tried = |f: &Finding| {
            f.labels
                .iter()
                .any(|l| self.tried_in.contains(&l.span.file))
        };
        self.findings
            .retain(|f| f.severity == Severity::Error || tried(f));
        self
    }

    /// Tells the findings on standard error; the inventory, where it is sound.
    pub(crate) fn tell(&self, session: &Session) -> Option<&Inventory> {
        let look = session.look_aside();
        if !self.findings.is_empty() {
            session.tell(&show::show(
                &self.findings,
                &self.sources,
                show::Shape::Human,
                &look,
            ));
            session.tell(&format!(
                "{}\n",
                show::summary(&self.findings, session.lang)
            ));
        }
        self.inventory.as_ref()
    }
}

/// Name and hash of a file.
pub(crate) fn input(path: String, bytes: &[u8]) -> Input {
    let sha256 = Sha256::digest(bytes);
    let sha256 = sha256.iter().map(|b| format!("{b:02x}")).collect();
    Input { path, sha256 }
}

/// Files being read.
pub(crate) struct Reader {
    pub(crate) sources: Sources,
    inputs: Vec<Input>,
}

impl Reader {
    pub(crate) fn new() -> Reader {
        Reader {
            sources: Sources::new(),
            inputs: Vec::new(),
        }
    }

    /// The files that were read, with their hashes.
    pub(crate) fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    pub(crate) fn add(&mut self, path: &Path, contents: Contents) -> FileId {
        self.add_named(shown(path), &contents.bytes, contents.text)
    }

    /// As [`Reader::add`], for what is no file.
    pub(crate) fn add_named(&mut self, name: String, bytes: &[u8], text: String) -> FileId {
        self.inputs.push(input(name.clone(), bytes));
        self.sources.add(name, text)
    }

    /// A file that was named must be there; the one in `schedules/` may be absent.
    pub(crate) fn beside(
        &mut self,
        named: Option<&PathBuf>,
        schedules: &Path,
        name: &str,
    ) -> Result<Option<FileId>, Failure> {
        if let Some(path) = named {
            let contents = files::read(path)?;
            return Ok(Some(self.add(path, contents)));
        }
        let path = schedules.join(name);
        let contents = files::read_if_there(&path)?;
        Ok(contents.map(|contents| self.add(&path, contents)))
    }
}

/// `[municipality] lang`, even of a file with mistakes: findings are told in it.
fn language_of(text: &str) -> Option<String> {
    let lang = |text: &str| {
        let (root, _) = toml::de::DeTable::parse_recoverable(text);
        let table = root.get_ref().get("municipality")?.get_ref().as_table()?;
        table.get("lang")?.get_ref().as_str().map(str::to_owned)
    };
    // The table alone, where it is written as one: the file may be long.
    let head = |line: &str| line.trim_end() == "[municipality]";
    let mut lines = text.split_inclusive('\n');
    match lines.by_ref().find(|line| head(line)) {
        Some(first) => {
            let below = lines.take_while(|line| !line.starts_with('['));
            let table: String = std::iter::once(first).chain(below).collect();
            lang(&table)
        }
        None if text.contains("municipality") => lang(text),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::language_of;

    #[test]
    fn the_language_is_found_in_broken_files_too() {
        assert_eq!(
            language_of("x = \n[municipality]\nlang = \"en\"\n").as_deref(),
            Some("en")
        );
        let long =
            "[a]\nx = 1\n[municipality]\r\nname = \"市\"\nlang = \"ja\"\n[b]\nlang = \"en\"\n";
        assert_eq!(language_of(long).as_deref(), Some("ja"));
        let inline = "municipality = { lang = \"en\" }\n";
        assert_eq!(language_of(inline).as_deref(), Some("en"));
        let below = "[municipality.x]\n[b]\nmunicipality.lang = \"en\"\n";
        assert_eq!(language_of(below), None);
        assert_eq!(language_of("[municipality]\nlang = 3\n"), None);
        assert_eq!(language_of("municipality = 1"), None);
    }
}
