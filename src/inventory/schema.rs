//! The JSON Schemas of the files, made from what the reader asks of a file that has every key
//! once: what the reader does not know is not in the schema, and the other way round.
//!
//! A schema tells the form only. What hangs together (ids, links, sums) `ikou check` tells.

use super::check::{Shape, Trace, WITHIN, scenario_traced, traced};
use super::read::{Files, Node, plant, read};
use crate::calendar::Date;
use crate::diag::{Code, LEVELS, Sink, WARNINGS};
use crate::facts::PROVENANCE_KEYS;
use crate::source::Sources;
use crate::words::{Lang, try_say};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// Which file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// `systems.toml`
    Systems,
    /// `schedules/calendar.toml`
    Calendar,
    /// `schedules/routes.toml`
    Routes,
    /// `schedules/actuals.toml`
    Actuals,
    /// `schedules/scenarios/*.toml`
    Scenario,
}

impl Of {
    /// All of them.
    pub const ALL: [Of; 5] = [
        Of::Systems,
        Of::Calendar,
        Of::Routes,
        Of::Actuals,
        Of::Scenario,
    ];

    /// As `ikou schema` names it.
    pub fn name(self) -> &'static str {
        match self {
            Of::Systems => "systems",
            Of::Calendar => "calendar",
            Of::Routes => "routes",
            Of::Actuals => "actuals",
            Of::Scenario => "scenario",
        }
    }

    /// A file with every key.
    fn example(self) -> &'static str {
        match self {
            Of::Systems => include_str!("schema/systems.toml"),
            Of::Calendar => include_str!("schema/calendar.toml"),
            Of::Routes => include_str!("schema/routes.toml"),
            Of::Actuals => include_str!("schema/actuals.toml"),
            Of::Scenario => include_str!("schema/scenario.toml"),
        }
    }
}

/// A file's schema, with a newline at its end.
pub fn schema(of: Of) -> String {
    let mut text = serde_json::to_string_pretty(&made(of).0).unwrap_or_default();
    text.push('\n');
    text
}

/// Keys that the reader asks for and of which the schema cannot say what they hold, or that have
/// no word of explanation: none, unless a key was forgotten here.
pub fn untold(of: Of) -> Vec<String> {
    made(of).1
}

fn made(of: Of) -> (Json, Vec<String>) {
    let mut sources = Sources::new();
    let mut file = |of: Of| sources.add(of.name(), of.example());
    let ids = Of::ALL.map(&mut file);
    let files = Files {
        inventory: ids[0],
        calendar: Some(ids[1]),
        routes: Some(ids[2]),
        actuals: Some(ids[3]),
    };
    let mut quiet = Sink::new();
    let draft = read(&mut sources, &files, &mut quiet);
    let scenario = plant(&sources, ids[4], &mut quiet, &mut false, &mut Vec::new());
    let as_of = Date::from_ymd_opt(2021, 8, 3).unwrap_or_default();
    let (root, trace) = match of {
        Of::Scenario => (&scenario, scenario_traced(&scenario)),
        Of::Systems => (&draft.inventory, traced(&draft, as_of)),
        Of::Calendar => (&draft.calendar, traced(&draft, as_of)),
        Of::Routes => (&draft.routes, traced(&draft, as_of)),
        Of::Actuals => (&draft.actuals, traced(&draft, as_of)),
    };
    let mut maker = Maker {
        of,
        trace,
        untold: Vec::new(),
    };
    let mut schema = maker.table(&[root], &mut vec![of.name().to_owned()]);
    let title = format!("ikou {}.toml", of.name());
    schema.insert(
        "$schema".into(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    schema.insert("title".into(), json!(title));
    let about = both(&format!("key-of-{}", of.name())).unwrap_or_default();
    schema.insert("description".into(), json!(about));
    // Editors look for the line that names the schema as a comment; some also as a key.
    (Json::Object(schema), maker.untold)
}

/// A text in both languages.
fn both(key: &str) -> Option<String> {
    let [ja, en] = [Lang::Ja, Lang::En].map(|lang| try_say(lang, key, &[]));
    Some(format!("{}\n\n{}", ja?, en?))
}

struct Maker {
    of: Of,
    trace: Trace,
    untold: Vec<String>,
}

impl Maker {
    /// What the values at one place of all examples may be.
    fn value(&mut self, nodes: &[&Node], path: &mut Vec<String>) -> Map<String, Json> {
        let mut all: Vec<Json> = Vec::new();
        let shapes: std::collections::BTreeSet<Shape> = nodes
            .iter()
            .flat_map(|node| self.trace.of_value(node).cloned())
            .collect();
        for shape in &shapes {
            // A length of time is also a range of two.
            if *shape == Shape::Duration && shapes.contains(&Shape::Durations) {
                continue;
            }
            for one in alternatives(shape) {
                if !all.contains(&one) {
                    all.push(one);
                }
            }
        }
        let items: Vec<&Node> = nodes.iter().filter_map(|n| n.array()).flatten().collect();
        if !items.is_empty() {
            let items = self.value(&items, path);
            all.push(json!({ "type": "array", "items": items }));
        }
        let tables: Vec<&Node> = nodes
            .iter()
            .copied()
            .filter(|n| n.table().is_some() && self.trace.of_table(n).is_some())
            .collect();
        if !tables.is_empty() {
            all.push(Json::Object(self.table(&tables, path)));
        }
        match all.len() {
            0 => {
                self.untold.push(path.join("."));
                Map::new()
            }
            1 => match all.pop() {
                Some(Json::Object(one)) => one,
                _ => Map::new(),
            },
            _ => Map::from_iter([("anyOf".to_owned(), Json::Array(all))]),
        }
    }

    /// What tables at one place may hold.
    fn table(&mut self, tables: &[&Node], path: &mut Vec<String>) -> Map<String, Json> {
        let mut keys: Vec<&'static str> = Vec::new();
        let mut required: Option<Vec<&'static str>> = None;
        for table in tables {
            let Some(asked) = self.trace.of_table(table) else {
                continue;
            };
            keys.extend(&asked.keys);
            required = Some(match required {
                None => asked.required.clone(),
                Some(mut both) => {
                    both.retain(|key| asked.required.contains(key));
                    both
                }
            });
        }
        keys.sort_unstable();
        keys.dedup();
        let mut properties = Map::new();
        for key in keys {
            path.push(key.to_owned());
            let mut schema = match special(self.of, path) {
                Some(schema) => schema,
                None => {
                    let found: Vec<&Node> = tables.iter().filter_map(|t| t.get(key)).collect();
                    self.value(&found, path)
                }
            };
            match self.words(path) {
                Some(text) => _ = schema.insert("description".into(), json!(text)),
                None => self.untold.push(format!("{} (words)", path.join("."))),
            }
            properties.insert(key.to_owned(), Json::Object(schema));
            path.pop();
        }
        let mut required = required.unwrap_or_default();
        required.sort_unstable();
        required.dedup();
        // The city's calendar and routes are laid over the built-in ones: nothing need be there.
        let laid_over = matches!(self.of, Of::Calendar | Of::Routes);
        let mut schema = Map::new();
        schema.insert("type".into(), json!("object"));
        schema.insert("properties".into(), Json::Object(properties));
        if !required.is_empty() && !laid_over {
            schema.insert("required".into(), json!(required));
        }
        schema.insert("additionalProperties".into(), json!(false));
        schema
    }

    /// What a key means: in its own table, else anywhere.
    fn words(&self, path: &[String]) -> Option<String> {
        let key = path.last()?;
        let above = path.iter().rev().nth(1);
        let own = above.and_then(|above| both(&format!("key-{above}-{key}")));
        own.or_else(|| both(&format!("key-{key}")))
    }
}

fn text(examples: &[&str]) -> Json {
    match examples.is_empty() {
        true => json!({ "type": "string", "minLength": 1 }),
        false => json!({ "type": "string", "minLength": 1, "examples": examples }),
    }
}

/// What a value of a shape looks like in TOML. Editors take a TOML date for a text of that format.
fn alternatives(shape: &Shape) -> Vec<Json> {
    match shape {
        Shape::Text | Shape::Reference(_) => vec![text(&[])],
        Shape::Date => vec![
            json!({ "type": "string", "format": "date" }),
            text(&["2026-03", "令和8年3月31日", "R8.3.31"]),
        ],
        Shape::MonthDay => vec![text(&["10-31"])],
        Shape::FiscalYear => vec![json!({ "type": "integer" }), text(&["令和4年度", "R4"])],
        Shape::Duration => vec![text(&["12M", "6W", "45d", "30bd"])],
        Shape::Dates => vec![
            json!({ "type": "string", "format": "date" }),
            text(&["2026-03", "令和8年3月31日", "2023-10-01..2024-03-31"]),
            distribution(&Shape::Date),
        ],
        Shape::Durations => vec![text(&["12M", "12M..18M"]), distribution(&Shape::Duration)],
        Shape::Yen => vec![
            json!({ "type": "integer", "minimum": 0 }),
            text(&["40_000_000..60_000_000"]),
            distribution(&Shape::Number(0, u32::MAX)),
        ],
        Shape::Decimal => vec![json!({ "type": "number" }), text(&["150.25"])],
        Shape::Boolean => vec![json!({ "type": "boolean" })],
        Shape::Number(least, most) => {
            vec![json!({ "type": "integer", "minimum": least, "maximum": most })]
        }
        Shape::Words(words) => vec![json!({ "enum": words })],
    }
}

/// A distribution over values of a shape.
fn distribution(over: &Shape) -> Json {
    let shapes = crate::calendar::Shape::ALL.map(|(word, _)| word);
    let mut properties = Map::new();
    for key in ["low", "likely", "high", "shape", "plan"] {
        let mut schema = match key {
            "shape" => Map::from_iter([("enum".to_owned(), json!(shapes))]),
            "plan" => Map::from_iter([("enum".to_owned(), json!(["low", "likely", "high"]))]),
            _ => match over {
                Shape::Number(..) => Map::from_iter([
                    ("type".into(), json!("integer")),
                    ("minimum".into(), json!(0)),
                ]),
                _ => Map::from_iter([("anyOf".to_owned(), json!(alternatives(over)))]),
            },
        };
        let about = both(&format!("key-{key}")).unwrap_or_default();
        schema.insert("description".into(), json!(about));
        properties.insert(key.to_owned(), Json::Object(schema));
    }
    for key in PROVENANCE_KEYS {
        if let Some(mut schema) = special(Of::Systems, &[key.to_owned()]) {
            let about = both(&format!("key-{key}")).unwrap_or_default();
            schema.insert("description".into(), json!(about));
            properties.insert(key.to_owned(), Json::Object(schema));
        }
    }
    json!({ "type": "object", "properties": properties, "required": ["low", "high"], "additionalProperties": false })
}

/// What is read otherwise than key by key.
fn special(of: Of, path: &[String]) -> Option<Map<String, Json>> {
    let key = path.last()?.as_str();
    let one = |key: &str| match key {
        "confidence" => json!({ "enum": ["assumed", "stated", "confirmed"] }),
        "confirmed-on" => json!({ "anyOf": alternatives(&Shape::Date) }),
        _ => text(&[]),
    };
    let schema = match (of, path.len(), key) {
        (Of::Systems, 2, "lint") => {
            let codes = Code::ALL.iter().map(|code| code.name());
            let words: Vec<&str> = LEVELS.iter().map(|(word, _)| *word).collect();
            let within = json!({ "anyOf": alternatives(&Shape::Duration) });
            let levels: BTreeMap<&str, Json> = codes
                .chain([WARNINGS])
                .map(|code| (code, json!({ "enum": words })))
                .chain([(WITHIN, within)])
                .collect();
            json!({ "type": "object", "properties": levels, "additionalProperties": false })
        }
        (Of::Scenario, 2, "add" | "change" | "shift" | "scale") => json!({ "type": "object" }),
        (Of::Scenario, 2, "remove") => json!({ "anyOf": [
            { "type": "array", "items": { "type": "string" } },
            { "type": "string" },
        ] }),
        (_, _, "provenance") => {
            let keys = PROVENANCE_KEYS.iter().filter(|key| **key != "provenance");
            let described = |key: &str| {
                let mut schema = one(key);
                schema["description"] = json!(both(&format!("key-{key}")).unwrap_or_default());
                schema
            };
            let keys: BTreeMap<&str, Json> = keys.map(|key| (*key, described(key))).collect();
            json!({ "type": "object", "additionalProperties": {
                "type": "object", "properties": keys, "additionalProperties": false,
            } })
        }
        (_, _, "source" | "confidence" | "confirmed-by" | "confirmed-on") => one(key),
        _ => return None,
    };
    match schema {
        Json::Object(schema) => Some(schema),
        _ => None,
    }
}
