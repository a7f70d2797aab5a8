//! Which businesses there are for this municipality on the as-of date, and who serves them.

use super::context::{Context, Kind};
use super::fields::read_record;
use super::ids::Record;
use super::systems::Written;
use crate::calendar::Date;
use crate::diag::{Code, Finding};
use crate::inventory::read::Node;
use crate::inventory::{Business, Catalogue, MunicipalityKind, Outside};
use crate::source::Span;
use std::collections::BTreeMap;

impl Context<'_> {
    /// Whether there is such a business at all; an unknown one is reported.
    pub(super) fn known_business(&mut self, id: &str, span: Span, path: &str) -> bool {
        if let Some(ix) = self.ids.get(Kind::Business, id) {
            self.used.insert((Kind::Business, ix));
            return true;
        }
        let mut finding = Finding::new(Code::UnknownBusiness, span)
            .arg("id", id)
            .path(path);
        finding.nearest = self.nearest(id, Kind::Business);
        self.business_doubt = true;
        self.push_absence(finding);
        false
    }
}

/// First index of the built-in businesses: local ones are numbered from 0.
const BUILTIN: usize = 1_000_000;

/// Reads the catalogue and makes its ids known.
pub(super) fn enrol(cx: &mut Context<'_>, catalogue: &Node) -> Vec<Business> {
    cx.enrol(Kind::Business, catalogue.get("business"), BUILTIN);
    read_record(cx, catalogue, "catalogue".to_owned(), |f| {
        f.each("business", |f| {
            f.require(&["id", "name", "known-from"]);
            let id = f.id();
            let name = f.text("name");
            let codes = f.texts("codes").unwrap_or_default();
            let ministry = f.text("ministry").unwrap_or_default();
            let order = f.number("order", 1, 100);
            let known_from = f.since("known-from");
            let prefecture = f.boolean("prefecture").unwrap_or(false);
            let common = f.boolean("common").unwrap_or(false);
            Some(Business {
                id: id?,
                name: name?,
                codes: codes.into_iter().map(|(code, _)| code).collect(),
                ministry,
                order,
                known_from: known_from?,
                prefecture,
                common,
                local: false,
                provenance: f.provenance(),
            })
        })
    })
    .unwrap_or_default()
}

/// The businesses that the city declares itself.
pub(super) fn locals(cx: &mut Context<'_>, records: &[Record<'_>]) -> Vec<Business> {
    let mut all = Vec::new();
    for record in records {
        let business = read_record(cx, record.node, record.path.clone(), |f| {
            f.require(&["id", "name"]);
            let id = f.id();
            let name = f.text("name");
            Business {
                id: record.id.clone(),
                name: name.or(id).unwrap_or_default(),
                codes: Vec::new(),
                ministry: String::new(),
                order: None,
                known_from: Date::MIN,
                prefecture: true,
                common: false,
                local: true,
                provenance: f.provenance(),
            }
        });
        all.extend(business.filter(|_| record.first));
    }
    all
}

/// The businesses in force here and now, and findings about who serves them.
pub(super) fn check(
    cx: &mut Context<'_>,
    mut all: Vec<Business>,
    locals: Vec<Business>,
    kind: MunicipalityKind,
    systems: &[Written],
    outside: &[(Outside, Span)],
    place: Span,
) -> Catalogue {
    all.extend(locals);
    let as_of = cx.as_of;
    let here = |b: &Business| kind != MunicipalityKind::Prefecture || b.prefecture || b.common;
    let known = |b: &Business| b.known_from <= as_of;
    let by_id: BTreeMap<&str, &Business> = all.iter().map(|b| (b.id.as_str(), b)).collect();

    let mut served: BTreeMap<&str, (Span, &str)> = BTreeMap::new();
    for written in systems {
        for (id, span) in &written.businesses {
            let Some(business) = by_id.get(id.as_str()) else {
                continue;
            };
            let path = format!("{}.businesses", written.path);
            if !known(business) || !here(business) {
                let variant = if known(business) { "kind" } else { "" };
                let finding = Finding::new(Code::BusinessNotInForce, *span)
                    .variant(variant)
                    .arg("id", id)
                    .arg("name", &business.name)
                    .arg("date", business.known_from)
                    .path(path.clone());
                cx.sink.push(finding);
            }
            let before = served.insert(id, (*span, &written.system.name));
            if let Some((first, name)) = before.filter(|_| !business.common) {
                let finding = Finding::new(Code::BusinessServedTwice, *span)
                    .arg("id", id)
                    .arg("name", &business.name)
                    .arg("system", name)
                    .label(first, "label-first-here")
                    .path(path);
                cx.sink.push(finding);
            }
        }
    }
    let mut without: BTreeMap<&str, Span> = BTreeMap::new();
    for (entry, span) in outside {
        if let Some((first, name)) = served.get(entry.business.as_str()) {
            let finding = Finding::new(Code::BusinessOutsideServed, *span)
                .arg("id", &entry.business)
                .arg("system", name)
                .label(*first, "label-served-here")
                .path("outside");
            cx.sink.push(finding);
        }
        if let Some(first) = without.insert(&entry.business, *span) {
            let finding = Finding::new(Code::NamedTwice, *span)
                .arg("id", &entry.business)
                .label(first, "label-first-here")
                .path("outside");
            cx.sink.push(finding);
        }
    }
    let unserved: Vec<&str> = all
        .iter()
        .filter(|b| !b.common && !b.local && known(b) && here(b))
        .map(|b| b.id.as_str())
        .filter(|id| !served.contains_key(id) && !without.contains_key(id))
        .collect();
    // Nothing to say where there are no systems yet, or where a name could not be read.
    if !systems.is_empty() && !unserved.is_empty() && !cx.business_doubt {
        let names = unserved.iter().filter_map(|id| by_id.get(id));
        let names: Vec<&str> = names.map(|b| b.name.as_str()).collect();
        let finding = Finding::new(Code::BusinessUnserved, place)
            .arg("ids", unserved.join(", "))
            .arg("names", names.join("、"))
            .arg("count", unserved.len())
            .path("outside");
        cx.push_absence(finding);
    }
    all.retain(|b| known(b) && (kind != MunicipalityKind::Prefecture || b.prefecture || b.common));
    Catalogue { businesses: all }
}
