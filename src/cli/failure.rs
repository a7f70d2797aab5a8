//! Failures of a run: no such file, disk full, options that clash. Each has one sentence and one
//! advice in `cli.ftl`, under `fail-…`; findings about the user's files are something else.

use super::baselines::BaselineFault;
use ikou::diag::show::visible;
use ikou::words::{Lang, say, try_say};
use std::io;

/// Why a run could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// No such file.
    Missing { path: String },
    /// The inventory was not named, and `./systems.toml` is not there.
    NoInventory,
    /// A folder where a file is needed.
    Folder { path: String },
    /// A file where a folder is needed.
    NotAFolder { path: String },
    /// No permission.
    Denied { path: String },
    /// More systems than are planned at once.
    TooManySystems { count: String, limit: String },
    /// Reasons as JSON are those of plan.json.
    JsonOfReasons,
    /// More systems than are asked about without a name.
    TooManyUnnamed { count: String, limit: String },
    /// Larger than any inventory.
    TooLarge { path: String, megabytes: String },
    /// Not UTF-8; `encoding` is what it looks like, or empty.
    NotUtf8 {
        path: String,
        line: String,
        encoding: String,
    },
    /// Reading failed otherwise.
    Unreadable { path: String, reason: String },
    /// The folder to write into is not there.
    NoFolder { path: String },
    /// No room left.
    Full { path: String },
    /// A name that the system does not take: too long, or a link that leads back to itself.
    BadName { path: String },
    /// A name that Windows takes for something else.
    WindowsName { path: String },
    /// Writing failed otherwise.
    Unwritable { path: String, reason: String },
    /// A file that would be overwritten.
    Exists { path: String },
    /// `plan --output -`: the table is there already.
    TableOnStdout,
    /// Two outputs in one file.
    SameOutput { path: String },
    /// A file whose name says no format.
    UnknownExtension { path: String, known: String },
    /// Neither `-f` nor a file's name says the format.
    NoFormat { known: String },
    /// Rows or columns were asked for of a format that lists none.
    NoList { format: String },
    /// Pictures are not for terminals.
    BinaryToTerminal { format: String },
    /// `why` about a system that the plan does not have.
    UnknownSystem {
        name: String,
        nearest: String,
        known: String,
    },
    /// `why` about a date that the system does not have.
    UnknownDate {
        what: String,
        system: String,
        nearest: String,
        known: String,
    },
    /// A format could not be made.
    Drawing { reason: String },
    /// No plan.json; `key` is what it lacks.
    BadPlan {
        path: String,
        line: String,
        key: String,
        fault: PlanFault,
    },
    /// No such scenario.
    NoScenario {
        name: String,
        folder: String,
        nearest: String,
        known: String,
    },
    /// A plan to compare that is no scenario, no saved plan and none of the names for such.
    NoComparable {
        name: String,
        folder: String,
        nearest: String,
        known: String,
    },
    /// The same plan twice in a comparison.
    SamePlan { name: String, other: String },
    /// A picture shows two plans.
    PictureOfTwo { count: String },
    /// `baseline`, where no plan is approved.
    NoBaseline { path: String },
    /// `--vary`: no `PATH=VALUES`.
    VaryNothing { text: String },
    /// `--vary`: a path that is none.
    VaryPath { text: String },
    /// `--vary`: a range without a step.
    VaryNoStep { text: String },
    /// `--vary`: a step that leads nowhere.
    VaryStep { text: String },
    /// `--vary`: a range between ends that have no order.
    VaryRange { text: String },
    /// `--vary`: a range whose first end lies after its last.
    VaryReversed { text: String },
    /// `--vary`: more values than are understood.
    VaryTooMany { text: String },
    /// `--vary`: the same path varied twice.
    VaryTwice { text: String },
    /// Many plans, and nobody has agreed to that.
    SweepMany { count: String, limit: String },
    /// More plans than are ever made.
    SweepTooMany { count: String, limit: String },
    /// A picture shows one axis or two.
    PictureOfAxes { count: String },
    /// `scenario show` without a name.
    ScenarioUnnamed { known: String },
    /// The plan to render is not there.
    NoPlan { path: String },
    /// A plan.json of another version.
    OtherSchema { path: String, schema: String },
    /// A plan to begin with that has no system of the inventory.
    OtherPlan { path: String },
    /// An option that is about an inventory, with a saved plan.
    NotWithPlan { flag: String },
    /// Other plans for a page that nobody asked for.
    WithoutPage,
    /// `--as-of` is no date.
    BadAsOf { text: String },
    /// Another option that wants a date has none.
    BadDate { flag: String, text: String },
    /// A first day that lies after the last.
    EmptyStretch { from: String, to: String },
    /// `--within` is no length of time.
    BadLength { flag: String, text: String },
    /// Deadlines of an owner, a business or a vendor that is not there; `kind` in words.
    UnknownName {
        kind: String,
        name: String,
        nearest: String,
        known: String,
    },
    /// A saved plan where an inventory is needed.
    PlanForInventory { path: String },
    /// `--previous` is no calendar.
    NoCalendar { path: String },
    /// A wish for something else than ▲.
    NotACutover { what: String },
    /// A bridge that the system's routes do not have.
    UnknownBridge {
        name: String,
        system: String,
        known: String,
    },
    /// A level of the objective that does not exist.
    UnknownLevel {
        name: String,
        nearest: String,
        known: String,
    },
    /// A level of the objective that is named twice.
    LevelTwice { name: String },
    /// `--time-limit` is no length of time.
    BadTimeLimit { text: String },
    /// No level of the objective is left.
    NoLevel,
    /// `SOURCE_DATE_EPOCH` is no time.
    BadEpoch { text: String },
    /// The machine's clock is far off.
    BadClock,
    /// `-D`, `-W` or `-A` with a code that does not exist.
    UnknownCode { code: String, nearest: String },
    /// `--fix` of what came from standard input.
    FixStdin,
    /// `confirm` of what came from standard input.
    ConfirmStdin,
    /// `confirm` of a default of the program.
    ConfirmBuiltIn { path: String, file: String },
    /// `confirm` of what follows from other facts.
    ConfirmDerived { path: String },
    /// `confirm` of a part of what is confirmed together.
    ConfirmWider { path: String, wider: String },
    /// `confirm` of a list, or where nothing can be written.
    ConfirmNoRecord { path: String },
    /// The files would not check as before.
    ConfirmBreaks,
    /// A confirmation of tomorrow.
    FutureConfirmation { on: String, as_of: String },
    /// A workbook that cannot be opened.
    ImportWorkbook { path: String },
    /// A workbook that only a password opens.
    ImportPassword { path: String },
    /// A file to be imported that is no XML.
    ImportXml { path: String, line: String },
    /// XML that is no project.
    ImportProject { path: String, name: String },
    /// More cells than are read.
    ImportTooLarge { path: String, most: String },
    /// A mapping file that cannot be read.
    ImportMap { path: String, line: String },
    /// A mapping file that names no fact.
    ImportMapKey { path: String, key: String },
    /// Files without anything for an inventory.
    ImportNothing,
    /// The inventory to be updated has syntax errors.
    ImportTorn { path: String },
    /// What is imported would spoil the inventory.
    ImportBreaks,
    /// A text that is empty, or with characters that cannot be seen.
    BadText { flag: String },
    /// Neither an inventory nor what `check` wrote.
    BadReport { path: String },
    /// `-W` or `-A` with a code that is always an error.
    FixedCode { code: String },
    /// About an approved plan.
    Baseline(BaselineFault),
}

/// What is wrong with a file that should be a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlanFault {
    /// No JSON.
    Syntax,
    /// It ends in the middle.
    Cut,
    /// A key is missing.
    Missing,
    /// A value is none that a plan has there.
    Value,
}

impl Failure {
    /// A failure to read a plan.
    pub(crate) fn bad_plan(path: String, error: &serde_json::Error) -> Failure {
        use serde_json::error::Category;
        let text = error.to_string();
        let key = text
            .strip_prefix("missing field `")
            .and_then(|rest| rest.split('`').next())
            .unwrap_or_default();
        let fault = match error.classify() {
            Category::Eof => PlanFault::Cut,
            Category::Syntax | Category::Io => PlanFault::Syntax,
            Category::Data if key.is_empty() => PlanFault::Value,
            Category::Data => PlanFault::Missing,
        };
        Failure::BadPlan {
            path,
            line: error.line().to_string(),
            key: key.to_owned(),
            fault,
        }
    }

    /// A failure to read.
    pub(crate) fn reading(path: String, error: &io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Failure::Missing { path },
            io::ErrorKind::PermissionDenied => Failure::Denied { path },
            io::ErrorKind::IsADirectory => Failure::Folder { path },
            io::ErrorKind::InvalidFilename => Failure::BadName { path },
            _ => Failure::Unreadable {
                path,
                reason: error.to_string(),
            },
        }
    }

    /// A failure to write.
    pub(crate) fn writing(path: String, error: &io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Failure::NoFolder { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Failure::Denied { path }
            }
            io::ErrorKind::IsADirectory => Failure::Folder { path },
            io::ErrorKind::InvalidFilename => Failure::BadName { path },
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Failure::Full { path },
            _ => Failure::Unwritable {
                path,
                reason: error.to_string(),
            },
        }
    }

    pub(crate) fn key(&self) -> &'static str {
        match self {
            Failure::Missing { .. } => "fail-missing",
            Failure::NoInventory => "fail-no-inventory",
            Failure::Folder { .. } => "fail-folder",
            Failure::NotAFolder { .. } => "fail-not-a-folder",
            Failure::Denied { .. } => "fail-denied",
            Failure::TooLarge { .. } => "fail-too-large",
            Failure::TooManySystems { .. } => "fail-too-many-systems",
            Failure::TooManyUnnamed { .. } => "fail-too-many-unnamed",
            Failure::JsonOfReasons => "fail-json-of-reasons",
            Failure::NotUtf8 { encoding, .. } if encoding.is_empty() => "fail-not-utf8",
            Failure::NotUtf8 { .. } => "fail-other-encoding",
            Failure::Unreadable { .. } => "fail-unreadable",
            Failure::NoFolder { .. } => "fail-no-folder",
            Failure::Full { .. } => "fail-full",
            Failure::BadName { .. } => "fail-bad-name",
            Failure::WindowsName { .. } => "fail-windows-name",
            Failure::Unwritable { .. } => "fail-unwritable",
            Failure::Exists { .. } => "fail-exists",
            Failure::TableOnStdout => "fail-table-on-stdout",
            Failure::SameOutput { .. } => "fail-same-output",
            Failure::UnknownExtension { .. } => "fail-unknown-extension",
            Failure::NoFormat { .. } => "fail-no-format",
            Failure::NoList { .. } => "fail-no-list",
            Failure::BinaryToTerminal { .. } => "fail-binary-to-terminal",
            Failure::UnknownSystem { known, .. } if known.is_empty() => "fail-no-systems",
            Failure::UnknownSystem { nearest, .. } if nearest.is_empty() => "fail-unknown-system",
            Failure::UnknownSystem { .. } => "fail-unknown-system-near",
            Failure::UnknownDate { known, .. } if known.is_empty() => "fail-no-dates",
            Failure::UnknownDate { nearest, .. } if nearest.is_empty() => "fail-unknown-date",
            Failure::UnknownDate { .. } => "fail-unknown-date-near",
            Failure::Drawing { .. } => "fail-drawing",
            Failure::BadPlan { fault, .. } => match fault {
                PlanFault::Syntax => "fail-bad-plan-syntax",
                PlanFault::Cut => "fail-bad-plan-cut",
                PlanFault::Missing => "fail-bad-plan-missing",
                PlanFault::Value => "fail-bad-plan-value",
            },
            Failure::NoPlan { .. } => "fail-no-plan",
            Failure::NoScenario { known, .. } if known.is_empty() => "fail-no-scenarios",
            Failure::NoScenario { nearest, .. } if nearest.is_empty() => "fail-no-scenario",
            Failure::NoScenario { .. } => "fail-no-scenario-near",
            Failure::NoComparable { known, .. } if known.is_empty() => "fail-no-comparables",
            Failure::NoComparable { nearest, .. } if nearest.is_empty() => "fail-no-comparable",
            Failure::NoComparable { .. } => "fail-no-comparable-near",
            Failure::VaryNothing { .. } => "fail-vary-nothing",
            Failure::VaryPath { .. } => "fail-vary-path",
            Failure::VaryNoStep { .. } => "fail-vary-no-step",
            Failure::VaryStep { .. } => "fail-vary-step",
            Failure::VaryRange { .. } => "fail-vary-range",
            Failure::VaryReversed { .. } => "fail-vary-reversed",
            Failure::VaryTooMany { .. } => "fail-vary-too-many",
            Failure::VaryTwice { .. } => "fail-vary-twice",
            Failure::SweepMany { .. } => "fail-sweep-many",
            Failure::SweepTooMany { .. } => "fail-sweep-too-many",
            Failure::PictureOfAxes { .. } => "fail-picture-of-axes",
            Failure::SamePlan { .. } => "fail-same-plan",
            Failure::PictureOfTwo { .. } => "fail-picture-of-two",
            Failure::NoBaseline { .. } => "fail-no-baseline",
            Failure::ScenarioUnnamed { known } if known.is_empty() => "fail-scenario-unnamed-none",
            Failure::ScenarioUnnamed { .. } => "fail-scenario-unnamed",
            Failure::OtherSchema { schema, .. } => match schema.parse::<u64>() {
                Ok(0) => "fail-older-schema",
                Ok(2..) => "fail-newer-schema",
                _ => "fail-other-schema",
            },
            Failure::OtherPlan { .. } => "fail-other-plan",
            Failure::NotWithPlan { .. } => "fail-not-with-plan",
            Failure::WithoutPage => "fail-without-page",
            Failure::BadAsOf { .. } => "fail-bad-as-of",
            Failure::BadDate { .. } => "fail-bad-date",
            Failure::BadLength { .. } => "fail-bad-length",
            Failure::UnknownName { known, .. } if known.is_empty() => "fail-no-names",
            Failure::UnknownName { nearest, .. } if nearest.is_empty() => "fail-unknown-name",
            Failure::UnknownName { .. } => "fail-unknown-name-near",
            Failure::PlanForInventory { .. } => "fail-plan-for-inventory",
            Failure::NoCalendar { .. } => "fail-no-calendar",
            Failure::EmptyStretch { .. } => "fail-empty-stretch",
            Failure::NotACutover { .. } => "fail-not-a-cutover",
            Failure::UnknownBridge { .. } => "fail-unknown-bridge",
            Failure::UnknownLevel { nearest, .. } if nearest.is_empty() => "fail-unknown-level",
            Failure::UnknownLevel { .. } => "fail-unknown-level-near",
            Failure::LevelTwice { .. } => "fail-level-twice",
            Failure::NoLevel => "fail-no-level",
            Failure::BadTimeLimit { .. } => "fail-bad-time-limit",
            Failure::BadEpoch { .. } => "fail-bad-epoch",
            Failure::BadClock => "fail-bad-clock",
            Failure::UnknownCode { nearest, .. } if nearest.is_empty() => "fail-unknown-code",
            Failure::UnknownCode { .. } => "fail-unknown-code-near",
            Failure::FixStdin => "fail-fix-stdin",
            Failure::ConfirmStdin => "fail-confirm-stdin",
            Failure::ConfirmBuiltIn { .. } => "fail-confirm-built-in",
            Failure::ConfirmDerived { .. } => "fail-confirm-derived",
            Failure::ConfirmWider { .. } => "fail-confirm-wider",
            Failure::ConfirmNoRecord { .. } => "fail-confirm-no-record",
            Failure::ConfirmBreaks => "fail-confirm-breaks",
            Failure::FutureConfirmation { .. } => "fail-future-confirmation",
            Failure::ImportWorkbook { .. } => "fail-import-workbook",
            Failure::ImportPassword { .. } => "fail-import-password",
            Failure::ImportXml { .. } => "fail-import-xml",
            Failure::ImportProject { .. } => "fail-import-project",
            Failure::ImportTooLarge { .. } => "fail-import-too-large",
            Failure::ImportMap { .. } => "fail-import-map",
            Failure::ImportMapKey { .. } => "fail-import-map-key",
            Failure::ImportNothing => "fail-import-nothing",
            Failure::ImportTorn { .. } => "fail-import-torn",
            Failure::ImportBreaks => "fail-import-breaks",
            Failure::BadText { .. } => "fail-bad-text",
            Failure::BadReport { .. } => "fail-bad-report",
            Failure::FixedCode { .. } => "fail-fixed-code",
            Failure::Baseline(fault) => fault.key(),
        }
    }

    pub(crate) fn args(&self) -> Vec<(&'static str, &str)> {
        match self {
            Failure::NoInventory
            | Failure::NoLevel
            | Failure::BadClock
            | Failure::FixStdin
            | Failure::ConfirmStdin
            | Failure::ConfirmBreaks
            | Failure::ImportNothing
            | Failure::ImportBreaks
            | Failure::JsonOfReasons
            | Failure::WithoutPage
            | Failure::TableOnStdout => vec![],
            Failure::Missing { path }
            | Failure::Folder { path }
            | Failure::NotAFolder { path }
            | Failure::BadName { path }
            | Failure::WindowsName { path }
            | Failure::Denied { path }
            | Failure::NoPlan { path }
            | Failure::NoBaseline { path }
            | Failure::OtherPlan { path }
            | Failure::NoFolder { path }
            | Failure::Full { path }
            | Failure::Exists { path }
            | Failure::SameOutput { path } => vec![("path", path)],
            Failure::TooLarge { path, megabytes } => vec![("path", path), ("mb", megabytes)],
            Failure::TooManySystems { count, limit } | Failure::TooManyUnnamed { count, limit } => {
                vec![("count", count), ("limit", limit)]
            }
            Failure::NotUtf8 {
                path,
                line,
                encoding,
            } => {
                vec![("path", path), ("line", line), ("encoding", encoding)]
            }
            Failure::Unreadable { path, reason } | Failure::Unwritable { path, reason } => {
                vec![("path", path), ("reason", reason)]
            }
            Failure::UnknownExtension { path, known } => vec![("path", path), ("known", known)],
            Failure::NoFormat { known } => vec![("known", known)],
            Failure::BinaryToTerminal { format } | Failure::NoList { format } => {
                vec![("format", format)]
            }
            Failure::UnknownSystem {
                name,
                nearest,
                known,
            } => {
                vec![("name", name), ("nearest", nearest), ("known", known)]
            }
            Failure::UnknownDate {
                what,
                system,
                nearest,
                known,
            } => {
                vec![
                    ("what", what),
                    ("system", system),
                    ("nearest", nearest),
                    ("known", known),
                ]
            }
            Failure::Drawing { reason } => vec![("reason", reason)],
            Failure::BadPlan {
                path, line, key, ..
            } => vec![("path", path), ("line", line), ("key", key)],
            Failure::SamePlan { name, other } => vec![("name", name), ("other", other)],
            Failure::VaryNothing { text }
            | Failure::VaryPath { text }
            | Failure::VaryNoStep { text }
            | Failure::VaryStep { text }
            | Failure::VaryRange { text }
            | Failure::VaryReversed { text }
            | Failure::VaryTooMany { text }
            | Failure::VaryTwice { text } => vec![("text", text)],
            Failure::SweepMany { count, limit } | Failure::SweepTooMany { count, limit } => {
                vec![("count", count), ("limit", limit)]
            }
            Failure::PictureOfAxes { count } => vec![("count", count)],
            Failure::PictureOfTwo { count } => vec![("count", count)],
            Failure::NoScenario {
                name,
                folder,
                nearest,
                known,
            }
            | Failure::NoComparable {
                name,
                folder,
                nearest,
                known,
            } => {
                vec![
                    ("name", name),
                    ("folder", folder),
                    ("nearest", nearest),
                    ("known", known),
                ]
            }
            Failure::ScenarioUnnamed { known } => vec![("known", known)],
            Failure::OtherSchema { path, schema } => vec![("path", path), ("schema", schema)],
            Failure::NotWithPlan { flag } => vec![("flag", flag)],
            Failure::BadAsOf { text } | Failure::BadEpoch { text } => vec![("text", text)],
            Failure::BadLength { flag, text } => vec![("flag", flag), ("text", text)],
            Failure::UnknownName {
                kind,
                name,
                nearest,
                known,
            } => {
                vec![
                    ("kind", kind),
                    ("name", name),
                    ("nearest", nearest),
                    ("known", known),
                ]
            }
            Failure::PlanForInventory { path } | Failure::NoCalendar { path } => {
                vec![("path", path)]
            }
            Failure::BadDate { flag, text } => vec![("flag", flag), ("text", text)],
            Failure::EmptyStretch { from, to } => vec![("from", from), ("to", to)],
            Failure::NotACutover { what } => vec![("what", what)],
            Failure::UnknownBridge {
                name,
                system,
                known,
            } => vec![("name", name), ("system", system), ("known", known)],
            Failure::UnknownLevel {
                name,
                nearest,
                known,
            } => vec![("name", name), ("nearest", nearest), ("known", known)],
            Failure::LevelTwice { name } => vec![("name", name)],
            Failure::BadTimeLimit { text } => vec![("text", text)],
            Failure::UnknownCode { code, nearest } => vec![("code", code), ("nearest", nearest)],
            Failure::ConfirmBuiltIn { path, file } => vec![("path", path), ("file", file)],
            Failure::ConfirmDerived { path } | Failure::ConfirmNoRecord { path } => {
                vec![("path", path)]
            }
            Failure::ConfirmWider { path, wider } => vec![("path", path), ("wider", wider)],
            Failure::ImportWorkbook { path } | Failure::ImportPassword { path } => {
                vec![("path", path)]
            }
            Failure::ImportXml { path, line } => vec![("path", path), ("line", line)],
            Failure::ImportProject { path, name } => vec![("path", path), ("name", name)],
            Failure::ImportTooLarge { path, most } => vec![("path", path), ("most", most)],
            Failure::ImportMap { path, line } => vec![("path", path), ("line", line)],
            Failure::ImportMapKey { path, key } => vec![("path", path), ("key", key)],
            Failure::ImportTorn { path } => vec![("path", path)],
            Failure::FutureConfirmation { on, as_of } => vec![("on", on), ("as-of", as_of)],
            Failure::BadText { flag } => vec![("flag", flag)],
            Failure::BadReport { path } => vec![("path", path)],
            Failure::FixedCode { code } => vec![("code", code)],
            Failure::Baseline(fault) => fault.args(),
        }
    }

    /// What stderr says: the sentence, and below it what to do.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let (key, args) = (self.key(), self.args());
        let sentence = say(lang, key, &args);
        let help = try_say(lang, &format!("{key}.help"), &args);
        said(lang, &sentence, help.as_deref())
    }
}

/// `ikou: エラー: …` and, indented, what to do.
pub(crate) fn said(lang: Lang, sentence: &str, help: Option<&str>) -> String {
    let clean = |t: &str| {
        t.chars()
            .map(|c| if c == '\n' { c } else { visible(c) })
            .collect()
    };
    let word = say(lang, "severity-error", &[]);
    let sentence: String = clean(sentence);
    let mut text = format!("ikou: {word}: {sentence}\n");
    if let Some(help) = help {
        let help: String = clean(help);
        text.push_str(&format!("  {}{help}\n", say(lang, "show-help", &[])));
    }
    text
}
