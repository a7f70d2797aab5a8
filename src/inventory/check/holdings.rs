//! What there is: platforms, hardware, contracts, vendors and teams.

use super::context::{Context, Kind};
use super::fields::{Fields, read_record};
use super::ids::Record;
use super::terms::{extend, notice, price};
use super::values;
use crate::calendar::Date;
use crate::diag::{Code, Finding};
use crate::facts::Provenance;
use crate::inventory::read::Value;
use crate::inventory::{
    Capacity, CapacityPeriod, Contract, Hardware, Platform, PlatformIx, PlatformKind, Provider,
    ProviderIx,
};
use crate::source::Span;

const PLATFORM_KINDS: [(&str, PlatformKind); 3] = [
    ("own", PlatformKind::Own),
    ("vendor-cloud", PlatformKind::VendorCloud),
    ("gov-cloud", PlatformKind::GovCloud),
];

/// More work than this at one time is no capacity.
const MOST_CAPACITY: u32 = 10_000;

/// Platforms that exist without being written.
pub(super) fn builtin_platform(name: &'static str, kind: PlatformKind) -> Platform {
    Platform {
        id: name.to_owned(),
        name: name.to_owned(),
        kind,
        supported_until: None,
        provenance: Provenance::default(),
        span: None,
    }
}

/// The kinds of platform, each with one that always exists.
pub(super) fn platform_kinds() -> impl Iterator<Item = (&'static str, PlatformKind)> {
    PLATFORM_KINDS.into_iter()
}

pub(super) fn platform(cx: &mut Context<'_>, record: &Record<'_>) -> Option<Platform> {
    read_record(cx, record.node, record.path.clone(), |f| {
        f.require(&["id"]);
        let id = f.id();
        let name = f.text("name");
        let builtin = PLATFORM_KINDS
            .iter()
            .find(|(n, _)| *n == record.id)
            .map(|(_, kind)| *kind);
        if builtin.is_none() {
            f.require(&["kind"]);
        }
        let kind = f
            .word("kind", &PLATFORM_KINDS)
            .or(builtin)
            .unwrap_or(PlatformKind::Own);
        let supported_until = f.last_day("supported-until");
        Platform {
            id: record.id.clone(),
            name: name.or(id).unwrap_or_default(),
            kind,
            supported_until,
            provenance: f.provenance(),
            span: Some(f.span()),
        }
    })
}

pub(super) fn hardware(
    cx: &mut Context<'_>,
    record: &Record<'_>,
    own: PlatformIx,
) -> Option<Hardware> {
    let as_of = cx.as_of;
    read_record(cx, record.node, record.path.clone(), |f| {
        f.require(&["id", "expires"]);
        let id = f.id();
        let name = f.text("name");
        let platform = f
            .reference("platform", Kind::Platform)
            .map_or(own, PlatformIx);
        let expires = f.last_day("expires");
        Hardware {
            id: record.id.clone(),
            name: name.or(id).unwrap_or_default(),
            platform,
            expires: expires.unwrap_or(as_of),
            extend: extend(f),
            price: price(f),
            notice: notice(f),
            exit_fee: f.yen("exit"),
            users: Vec::new(),
            provenance: f.provenance(),
            span: f.span(),
        }
    })
}

pub(super) fn contract(cx: &mut Context<'_>, record: &Record<'_>) -> Option<Contract> {
    let as_of = cx.as_of;
    read_record(cx, record.node, record.path.clone(), |f| {
        f.require(&["id", "ends"]);
        let id = f.id();
        let name = f.text("name");
        let vendor = f.reference("vendor", Kind::Vendor).map(ProviderIx);
        let ends = f.last_day("ends");
        Contract {
            id: record.id.clone(),
            name: name.or(id).unwrap_or_default(),
            vendor,
            ends: ends.unwrap_or(as_of),
            price: price(f),
            notice: notice(f),
            extend: extend(f),
            exit_fee: f.yen("exit"),
            users: Vec::new(),
            provenance: f.provenance(),
            span: f.span(),
        }
    })
}

pub(super) fn provider(cx: &mut Context<'_>, record: &Record<'_>, team: bool) -> Option<Provider> {
    read_record(cx, record.node, record.path.clone(), |f| {
        f.require(&["id"]);
        let id = f.id();
        let name = f.text("name");
        Provider {
            id: record.id.clone(),
            name: name.or(id).unwrap_or_default(),
            team,
            builds: capacity(f, "builds"),
            cutovers_per_month: capacity(f, "cutovers-per-month"),
            provenance: f.provenance(),
            span: f.span(),
        }
    })
}

/// A number, or periods that do not overlap.
fn capacity(f: &mut Fields<'_, '_, '_>, key: &'static str) -> Capacity {
    let Some(node) = f.node(key) else {
        return Capacity::default();
    };
    if !matches!(node.value, Value::Array(_)) {
        let path = f.path_of(key);
        let value = values::number(f.cx, node, &path, 0, MOST_CAPACITY);
        let always = value.map(|value| CapacityPeriod {
            from: None,
            to: None,
            value,
        });
        return Capacity {
            periods: always.into_iter().collect(),
        };
    }
    let mut periods: Vec<(CapacityPeriod, Span)> = f.each(key, |f| {
        f.require(&["value"]);
        let (from, to) = (f.first_day("from"), f.last_day("to"));
        let value = f.number("value", 0, MOST_CAPACITY);
        if let (Some(low), Some(high)) = (from, to)
            && low > high
        {
            let finding = Finding::new(Code::ReversedRange, f.span())
                .arg("low", low)
                .arg("high", high)
                .path(f.path.clone());
            f.cx.sink.push(finding);
            return None;
        }
        // A period without a readable end must not look endless.
        if (f.has("from") && from.is_none()) || (f.has("to") && to.is_none()) {
            return None;
        }
        Some((
            CapacityPeriod {
                from,
                to,
                value: value?,
            },
            f.span(),
        ))
    });
    periods.sort_by_key(|(p, _)| (p.from.unwrap_or(Date::MIN), p.to.unwrap_or(Date::MAX)));
    for pair in periods.windows(2) {
        let [(before, first), (after, second)] = pair else {
            continue;
        };
        if before
            .to
            .is_none_or(|to| after.from.is_none_or(|from| from <= to))
        {
            let finding = Finding::new(Code::OverlappingPeriods, *second)
                .label(*first, "label-other-period")
                .path(f.path_of(key));
            f.cx.sink.push(finding);
        }
    }
    Capacity {
        periods: periods.into_iter().map(|(p, _)| p).collect(),
    }
}
