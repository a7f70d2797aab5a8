//! Systems as written: everything but their routes, which need the rounds.

use super::context::{Context, Kind};
use super::fields::{Fields, element, read_record, read_table};
use super::ids::Record;
use crate::diag::{Code, Finding};
use crate::facts::segment;
use crate::inventory::read::Value;
use crate::inventory::{ContractIx, Current, Group, HardwareIx, Link, LinkKind, System, SystemIx};
use crate::source::Span;
use std::collections::BTreeSet;

pub(super) const CURRENTS: [(&str, Current); 4] = [
    ("existing", Current::Existing),
    ("cloud", Current::Cloud),
    ("cloud-new", Current::CloudNew),
    ("own-server", Current::OwnServer),
];

const GROUPS: [(&str, Group); 2] = [("core", Group::Core), ("common", Group::Common)];

pub(super) const LINK_KINDS: [(&str, LinkKind); 3] = [
    ("hard", LinkKind::Hard),
    ("soft", LinkKind::Soft),
    ("together", LinkKind::Together),
];

/// A system, and what only the checks need to know about it.
pub(super) struct Written {
    pub(super) system: System,
    /// Indices of its bridges and targets, in file order.
    pub(super) bridges: Vec<usize>,
    pub(super) targets: Vec<usize>,
    /// Where its businesses are written.
    pub(super) businesses: Vec<(String, Span)>,
    pub(super) path: String,
}

pub(super) fn written(cx: &mut Context<'_>, record: &Record<'_>) -> Option<Written> {
    read_record(cx, record.node, record.path.clone(), |f| {
        f.require(&["id", "name"]);
        let id = f.id();
        let name = f.text("name");
        let group = f.word("group", &GROUPS).unwrap_or(Group::Core);
        let businesses = businesses(f);
        let owner = f.text("owner");
        let hardware = f.reference("hardware", Kind::Hardware).map(HardwareIx);
        let contract = f.reference("contract", Kind::Contract).map(ContractIx);
        let current = f.word("current", &CURRENTS).unwrap_or(Current::Existing);
        let links = links(f, &record.id);
        let bridges = choice(f, "bridges", Kind::Bridge, "none");
        let targets = choice(f, "targets", Kind::Target, "gov-cloud");
        Written {
            system: System {
                id: record.id.clone(),
                name: name.or(id).unwrap_or_default(),
                group,
                businesses: businesses.iter().map(|(b, _)| b.clone()).collect(),
                owner,
                hardware,
                contract,
                current,
                links,
                routes: Vec::new(),
                provenance: f.provenance(),
                span: f.span(),
            },
            bridges,
            targets,
            businesses,
            path: f.path.clone(),
        }
    })
}

/// The allowed bridges or targets, else the default one.
fn choice(
    f: &mut Fields<'_, '_, '_>,
    key: &'static str,
    kind: Kind,
    default: &'static str,
) -> Vec<usize> {
    if !f.has(key) {
        f.node(key);
        return f.cx.ids.get(kind, default).into_iter().collect();
    }
    let all = f.references(key, kind);
    if f.node(key)
        .and_then(|n| n.array())
        .is_some_and(<[_]>::is_empty)
    {
        let finding = Finding::new(Code::EmptyList, f.span_of(key)).path(f.path_of(key));
        f.cx.sink.push(finding);
    }
    all.unwrap_or_default()
}

fn businesses(f: &mut Fields<'_, '_, '_>) -> Vec<(String, Span)> {
    let path = f.path_of("businesses");
    let mut all: Vec<(String, Span)> = Vec::new();
    let written = f.texts("businesses");
    f.cx.business_doubt |= f.has("businesses") && written.is_none();
    for (business, span) in written.unwrap_or_default() {
        if !f.cx.known_business(&business, span, &path) {
            continue;
        }
        if all.iter().any(|(known, _)| *known == business) {
            let finding = Finding::new(Code::NamedTwice, span)
                .arg("id", &business)
                .path(path.clone());
            f.cx.sink.push(finding);
        } else {
            all.push((business, span));
        }
    }
    all
}

/// `after`: ids, or tables with the kind of link.
fn links(f: &mut Fields<'_, '_, '_>, own_id: &str) -> Vec<Link> {
    let Some(node) = f.node("after") else {
        return Vec::new();
    };
    let path = f.path_of("after");
    let Some(items) = node.array() else {
        f.cx.wrong_type(node, &path, "list");
        return Vec::new();
    };
    let mut links: Vec<Link> = Vec::new();
    let mut named: BTreeSet<SystemIx> = BTreeSet::new();
    for (number, item) in items.iter().enumerate() {
        let link = match &item.value {
            Value::Broken => None,
            Value::Text(id) => {
                let at = format!("{path}.{}", segment(id.trim()));
                f.cx.resolve(item, &at, Kind::System).map(|ix| {
                    f.cx.fact(format!("{at}.link"), "hard".to_owned(), item);
                    Link {
                        system: SystemIx(ix),
                        kind: LinkKind::Hard,
                        interface: None,
                        span: item.span,
                    }
                })
            }
            _ => {
                let at = format!("{path}.{}", element(item, number));
                read_table(f.cx, item, at, link).flatten()
            }
        };
        let Some(link) = link else { continue };
        let other = match &item.value {
            Value::Text(id) => id.trim(),
            _ => item
                .get("system")
                .and_then(|n| n.text())
                .unwrap_or_default()
                .trim(),
        };
        if other == own_id {
            let finding = Finding::new(Code::LinkCycle, item.span)
                .variant("self")
                .arg("id", own_id)
                .path(path.clone());
            f.cx.sink.push(finding);
        } else if !named.insert(link.system) {
            let finding = Finding::new(Code::NamedTwice, item.span)
                .arg("id", other)
                .path(path.clone());
            f.cx.sink.push(finding);
        } else {
            links.push(link);
        }
    }
    links
}

fn link(f: &mut Fields<'_, '_, '_>) -> Option<Link> {
    f.require(&["system"]);
    let system = f.reference("system", Kind::System);
    let kind = f.word("link", &LINK_KINDS);
    let kind = if f.has("link") {
        kind
    } else {
        Some(LinkKind::Hard)
    };
    let interface = super::terms::priced(f, "interface");
    if interface.is_some() && kind.is_some_and(|k| k != LinkKind::Soft) {
        let finding = Finding::new(Code::NoEffect, f.span_of("interface"))
            .arg("key", "interface")
            .variant("interface")
            .path(f.path_of("interface"));
        f.cx.sink.push(finding);
    }
    Some(Link {
        system: SystemIx(system?),
        kind: kind?,
        interface,
        span: f.span(),
    })
}
