//! Charts of tasks: the XML of MS Project (MSPDI), as a table with a row for each task.

use super::book::{Book, Cell, MOST_CELLS, Sheet, Unreadable};
use crate::calendar::Date;
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// Columns of the table.
pub(super) const LEVEL: usize = 1;
/// Name of the task.
pub(super) const NAME: usize = 2;
/// Its first day.
pub(super) const START: usize = 3;
/// Its last day.
pub(super) const FINISH: usize = 4;
/// The day it is to be done by.
pub(super) const DEADLINE: usize = 5;
/// Rows of the tasks that go before, as numbers from 1.
pub(super) const PREDECESSORS: usize = 6;
/// Who works on it.
pub(super) const RESOURCES: usize = 7;

/// The tasks of a project.
pub(super) fn book(name: &str, text: &str) -> Result<Book, Unreadable> {
    let document = Document::parse(text).map_err(|e| Unreadable::Xml(e.pos().row))?;
    let root = document.root_element();
    if root.tag_name().name() != "Project" {
        return Err(Unreadable::Project(root.tag_name().name().to_owned()));
    }
    let resources: BTreeMap<&str, &str> = children(root, "Resources", "Resource")
        .filter_map(|r| Some((value(r, "UID")?, value(r, "Name")?)))
        .collect();
    let mut of_tasks: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for assignment in children(root, "Assignments", "Assignment") {
        let resource = value(assignment, "ResourceUID").and_then(|uid| resources.get(uid));
        if let (Some(task), Some(name)) = (value(assignment, "TaskUID"), resource) {
            of_tasks.entry(task).or_default().push(name);
        }
    }
    // The task with number 0 is the project itself.
    let tasks: Vec<Node<'_, '_>> = children(root, "Tasks", "Task")
        .filter(|t| value(*t, "UID") != Some("0") && value(*t, "IsNull") != Some("1"))
        .collect();
    if tasks.len() > MOST_CELLS / 8 {
        return Err(Unreadable::TooLarge { most: MOST_CELLS });
    }
    let uids = tasks
        .iter()
        .enumerate()
        .filter_map(|(row, t)| Some((value(*t, "UID")?, row + 1)));
    let rows: BTreeMap<&str, usize> = uids.collect();
    let head = [
        "UID",
        "OutlineLevel",
        "Name",
        "Start",
        "Finish",
        "Deadline",
        "Predecessors",
        "Resources",
    ];
    let head = head.map(|name| Cell::Text(name.to_owned())).to_vec();
    let table = tasks.iter().map(|task| row(*task, &rows, &of_tasks));
    let sheet = Sheet {
        name: "Tasks".to_owned(),
        rows: std::iter::once(head).chain(table).collect(),
        tasks: true,
        ..Sheet::default()
    };
    Ok(Book {
        name: name.to_owned(),
        sheets: vec![sheet],
    })
}

fn row(
    task: Node<'_, '_>,
    rows: &BTreeMap<&str, usize>,
    resources: &BTreeMap<&str, Vec<&str>>,
) -> Vec<Cell> {
    let text = |name| value(task, name).map_or(Cell::Empty, |t| Cell::Text(t.to_owned()));
    let links = task
        .children()
        .filter(|n| n.tag_name().name() == "PredecessorLink");
    let before = links.filter_map(|link| rows.get(value(link, "PredecessorUID")?));
    let before: Vec<String> = before.map(usize::to_string).collect();
    let uid = value(task, "UID").unwrap_or_default();
    let who = resources.get(uid).map(|names| names.join("\n"));
    let list = |text: String| {
        if text.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text)
        }
    };
    vec![
        text("UID"),
        text("OutlineLevel"),
        text("Name"),
        day(task, "Start"),
        day(task, "Finish"),
        day(task, "Deadline"),
        list(before.join(",")),
        list(who.unwrap_or_default()),
    ]
}

/// `2026-03-31T17:00:00`; a day that ends at midnight is the one before.
fn day(task: Node<'_, '_>, name: &str) -> Cell {
    let Some(text) = value(task, name) else {
        return Cell::Empty;
    };
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let parsed: Option<Date> = date.parse().ok();
    match parsed {
        Some(date) if name != "Start" && time.starts_with("00:00") => {
            Cell::Date(date.pred_opt().unwrap_or(date))
        }
        Some(date) => Cell::Date(date),
        None => Cell::Broken(text.to_owned()),
    }
}

fn children<'a>(
    root: Node<'a, 'a>,
    list: &'static str,
    item: &'static str,
) -> impl Iterator<Item = Node<'a, 'a>> {
    let lists = root.children().filter(move |n| n.tag_name().name() == list);
    lists
        .flat_map(|n| n.children())
        .filter(move |n| n.tag_name().name() == item)
}

fn value<'a>(node: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    let found = node.children().find(|n| n.tag_name().name() == name)?;
    found.text().map(str::trim).filter(|text| !text.is_empty())
}
