//! MS Project XML: systems as summaries, their bars, acts and cutovers as tasks with links, calendars
//! and deadlines.
//!
//! Every task has the dates of the plan; a scheduler that calculates them anew from links, durations
//! and calendars comes to the same ones.

use super::tasks::{Special, Task, TaskKind, Tasks};
use super::{Options, RenderError};
use crate::calendar::Date;
use crate::plan::Plan;
use crate::report::{self, clean, wording};
use crate::words::{Lang, say};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

const OFFICE: u32 = 1;
const ALL_DAYS: u32 = 2;
/// FieldIDs of Text1 to Text4.
const FIELDS: [(&str, &str, &str); 4] = [
    ("188743731", "Text1", "system"),
    ("188743734", "Text2", "round"),
    ("188743737", "Text3", "kind"),
    ("188743740", "Text4", "vendor"),
];

type Xml = Writer<Vec<u8>>;

pub(super) fn write(plan: &Plan, options: &Options) -> Result<Vec<u8>, RenderError> {
    let tasks = Tasks::of(plan, options.lang);
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    project(&mut xml, plan, &tasks, options.lang).map_err(|error| RenderError {
        cause: error.to_string(),
    })?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn project(xml: &mut Xml, plan: &Plan, tasks: &Tasks, lang: Lang) -> io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new(
        "1.0",
        Some("UTF-8"),
        Some("yes"),
    )))?;
    let name = report::title(plan, lang);
    xml.create_element("Project")
        .with_attribute(("xmlns", "http://schemas.microsoft.com/project"))
        .write_inner_content(|xml| {
            let begin = moment(tasks.span.0, "08:00:00");
            for (tag, text) in [
                ("SaveVersion", "14"),
                ("Name", &name),
                ("Title", &name),
                ("CreationDate", &moment(plan.as_of, "08:00:00")),
                ("ScheduleFromStart", "1"),
                ("StartDate", &begin),
                ("FinishDate", &moment(tasks.span.1, "17:00:00")),
                ("FYStartDate", "4"),
                ("CurrencyCode", "JPY"),
                ("CalendarUID", &OFFICE.to_string()),
                ("DefaultStartTime", "08:00:00"),
                ("DefaultFinishTime", "17:00:00"),
                ("MinutesPerDay", "480"),
                ("MinutesPerWeek", "2400"),
                ("DaysPerMonth", "20"),
                ("DurationFormat", "7"),
                ("NewTasksAreManual", "0"),
                ("CurrentDate", &moment(plan.as_of, "08:00:00")),
            ] {
                leaf(xml, tag, text)?;
            }
            within(xml, "ExtendedAttributes", |xml| {
                for (id, field, alias) in FIELDS {
                    within(xml, "ExtendedAttribute", |xml| {
                        leaf(xml, "FieldID", id)?;
                        leaf(xml, "FieldName", field)?;
                        leaf(xml, "Alias", alias)
                    })?;
                }
                Ok(())
            })?;
            within(xml, "Calendars", |xml| calendars(xml, tasks, lang))?;
            within(xml, "Tasks", |xml| all(xml, plan, tasks, lang))
        })?;
    Ok(())
}

fn within(
    xml: &mut Xml,
    tag: &str,
    content: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    xml.create_element(tag).write_inner_content(content)?;
    Ok(())
}

fn leaf(xml: &mut Xml, tag: &str, text: &str) -> io::Result<()> {
    xml.create_element(tag)
        .write_text_content(BytesText::new(text))?;
    Ok(())
}

fn moment(day: Date, time: &str) -> String {
    format!("{}T{time}", day.format("%Y-%m-%d"))
}

/// The office's days with holidays as exceptions, and one of all days for what runs on them.
fn calendars(xml: &mut Xml, tasks: &Tasks, lang: Lang) -> io::Result<()> {
    for (uid, key) in [(OFFICE, "report-office"), (ALL_DAYS, "report-all-days")] {
        within(xml, "Calendar", |xml| {
            leaf(xml, "UID", &uid.to_string())?;
            leaf(xml, "Name", &say(lang, key, &[]))?;
            leaf(xml, "IsBaseCalendar", "1")?;
            leaf(xml, "BaseCalendarUID", "-1")?;
            within(xml, "WeekDays", |xml| {
                // Sunday is 1, and 6 as a number from Monday on.
                for (number, weekday) in (1u32..).zip([6u32, 0, 1, 2, 3, 4, 5]) {
                    let works = uid == ALL_DAYS || !tasks.weekend.contains(&weekday);
                    within(xml, "WeekDay", |xml| {
                        leaf(xml, "DayType", &number.to_string())?;
                        hours(xml, works)
                    })?;
                }
                Ok(())
            })?;
            if uid != OFFICE || tasks.special.is_empty() {
                return Ok(());
            }
            within(xml, "Exceptions", |xml| {
                for special in &tasks.special {
                    within(xml, "Exception", |xml| exception(xml, special, lang))?;
                }
                Ok(())
            })
        })?;
    }
    Ok(())
}

fn exception(xml: &mut Xml, special: &Special, lang: Lang) -> io::Result<()> {
    leaf(xml, "EnteredByOccurrences", "0")?;
    within(xml, "TimePeriod", |xml| {
        leaf(xml, "FromDate", &moment(special.from, "00:00:00"))?;
        leaf(xml, "ToDate", &moment(special.to, "23:59:00"))
    })?;
    let days = (special.to - special.from).num_days() + 1;
    leaf(xml, "Occurrences", &days.to_string())?;
    let key = if special.open {
        "report-opened"
    } else {
        "report-closed"
    };
    let name = match special.name.as_str() {
        "" => say(lang, key, &[]),
        name => name.to_owned(),
    };
    leaf(xml, "Name", &name)?;
    leaf(xml, "Type", "1")?;
    hours(xml, special.open)
}

/// Whether a day is worked, and when.
fn hours(xml: &mut Xml, works: bool) -> io::Result<()> {
    leaf(xml, "DayWorking", if works { "1" } else { "0" })?;
    if !works {
        return Ok(());
    }
    within(xml, "WorkingTimes", |xml| {
        for (from, to) in [("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")] {
            within(xml, "WorkingTime", |xml| {
                leaf(xml, "FromTime", from)?;
                leaf(xml, "ToTime", to)
            })?;
        }
        Ok(())
    })
}

fn all(xml: &mut Xml, plan: &Plan, tasks: &Tasks, lang: Lang) -> io::Result<()> {
    // A summary before the tasks of each system takes a number of its own.
    let uid = |n: usize| {
        let system = tasks.all.get(n).map_or(0, |task| task.system);
        n + system + 2
    };
    let mut at = 0;
    for (n, system) in plan.systems.iter().enumerate() {
        let own: Vec<&Task> = tasks
            .all
            .iter()
            .skip(at)
            .take_while(|t| t.system == n)
            .collect();
        let number = (at + n + 1).to_string();
        within(xml, "Task", |xml| {
            leaf(xml, "UID", &number)?;
            leaf(xml, "ID", &number)?;
            leaf(xml, "Name", &wording::name_or_id(&system.name, &system.id))?;
            leaf(xml, "Active", "1")?;
            leaf(xml, "Manual", "0")?;
            leaf(xml, "IsNull", "0")?;
            let owner = clean(&system.owner);
            if !owner.is_empty() {
                leaf(xml, "Contact", &owner)?;
            }
            leaf(xml, "OutlineLevel", "1")?;
            let from = own.iter().map(|t| t.from).min().unwrap_or(plan.as_of);
            let to = own.iter().map(|t| t.to).max().unwrap_or(plan.as_of);
            let whole = own.is_empty();
            leaf(xml, "Start", &moment(from, "08:00:00"))?;
            leaf(
                xml,
                "Finish",
                &moment(to, if whole { "08:00:00" } else { "17:00:00" }),
            )?;
            leaf(xml, "Milestone", "0")?;
            leaf(xml, "Summary", if whole { "0" } else { "1" })?;
            attributes(
                xml,
                [&clean(&system.id), "", "system", &clean(&system.vendor)],
            )
        })?;
        for (k, task) in own.iter().enumerate() {
            within(xml, "Task", |xml| one(xml, plan, task, at + k, &uid, lang))?;
        }
        at += own.len();
    }
    Ok(())
}

fn one(
    xml: &mut Xml,
    plan: &Plan,
    task: &Task,
    n: usize,
    uid: &dyn Fn(usize) -> usize,
    lang: Lang,
) -> io::Result<()> {
    let number = uid(n).to_string();
    leaf(xml, "UID", &number)?;
    leaf(xml, "ID", &number)?;
    leaf(xml, "Name", &task.name)?;
    leaf(xml, "Active", "1")?;
    leaf(xml, "Manual", "0")?;
    leaf(xml, "Type", "1")?;
    leaf(xml, "IsNull", "0")?;
    leaf(xml, "OutlineLevel", "2")?;
    let act = task.kind == TaskKind::Act;
    let days = if act {
        0
    } else {
        (task.to - task.from).num_days() + 1
    };
    let start = moment(task.from, "08:00:00");
    let finish = if act {
        start.clone()
    } else {
        moment(task.to, "17:00:00")
    };
    let duration = format!("PT{}H0M0S", days * 8);
    leaf(xml, "Start", &start)?;
    leaf(xml, "Finish", &finish)?;
    leaf(xml, "Duration", &duration)?;
    leaf(xml, "DurationFormat", "7")?;
    leaf(xml, "EffortDriven", "0")?;
    leaf(xml, "Estimated", "0")?;
    leaf(
        xml,
        "Milestone",
        if task.kind == TaskKind::Bar { "0" } else { "1" },
    )?;
    leaf(xml, "Summary", "0")?;
    leaf(xml, "PercentComplete", if task.done { "100" } else { "0" })?;
    if task.done {
        leaf(xml, "ActualStart", &start)?;
        leaf(xml, "ActualFinish", &finish)?;
        leaf(xml, "ActualDuration", &duration)?;
        leaf(xml, "RemainingDuration", "PT0H0M0S")?;
    } else {
        leaf(xml, "ActualDuration", "PT0H0M0S")?;
        leaf(xml, "RemainingDuration", &duration)?;
    }
    // Not before its day where the day is given; as soon as its links allow otherwise.
    leaf(xml, "ConstraintType", if task.given { "4" } else { "0" })?;
    let calendar = match task.kind {
        TaskKind::Cutover => OFFICE,
        TaskKind::Act | TaskKind::Bar => ALL_DAYS,
    };
    leaf(xml, "CalendarUID", &calendar.to_string())?;
    if task.given {
        leaf(xml, "ConstraintDate", &start)?;
    }
    if let Some(deadline) = task.deadline {
        leaf(xml, "Deadline", &moment(deadline, "17:00:00"))?;
    }
    let acted = plan
        .systems
        .get(task.system)
        .filter(|_| task.kind != TaskKind::Bar);
    let reason = acted.and_then(|system| {
        let m = system
            .milestones
            .iter()
            .find(|m| m.kind == task.id && clean(&m.round) == task.round)?;
        plan.reasons.get(&m.reason)
    });
    if let Some(reason) = reason {
        leaf(xml, "Notes", &wording::rule(&reason.rule, lang))?;
    }
    for (kind, others) in [("1", &task.after), ("3", &task.with)] {
        for other in others {
            within(xml, "PredecessorLink", |xml| {
                leaf(xml, "PredecessorUID", &uid(*other).to_string())?;
                leaf(xml, "Type", kind)?;
                leaf(xml, "CrossProject", "0")?;
                leaf(xml, "LinkLag", "0")?;
                leaf(xml, "LagFormat", "7")
            })?;
        }
    }
    let system = plan.systems.get(task.system).map(|s| clean(&s.id));
    attributes(
        xml,
        [&system.unwrap_or_default(), &task.round, &task.id, ""],
    )
}

fn attributes(xml: &mut Xml, values: [&str; 4]) -> io::Result<()> {
    for ((id, ..), value) in FIELDS.iter().zip(values) {
        if value.is_empty() {
            continue;
        }
        within(xml, "ExtendedAttribute", |xml| {
            leaf(xml, "FieldID", id)?;
            leaf(xml, "Value", value)
        })?;
    }
    Ok(())
}
