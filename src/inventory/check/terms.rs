//! The terms that contracts, hardware and rounds share: prices, extensions, notices.

use super::fields::Fields;
use super::values;
use crate::calendar::Duration;
use crate::diag::{Code, Finding};
use crate::inventory::{Extend, Notice, NoticeKind, Price, Tax, Terms};

const TAXES: [(&str, Tax); 2] = [("included", Tax::Included), ("excluded", Tax::Excluded)];

const NOTICE_KINDS: [(&str, NoticeKind); 2] = [
    ("to-extend", NoticeKind::ToExtend),
    ("to-end", NoticeKind::ToEnd),
];

/// More steps than this are no extension.
const MOST_STEPS: u32 = 20;

/// `price = { month = 1_500_000 }`
pub(super) fn price(f: &mut Fields<'_, '_, '_>) -> Option<Price> {
    priced(f, "price")
}

/// The same under another key.
pub(super) fn priced(f: &mut Fields<'_, '_, '_>, key: &'static str) -> Option<Price> {
    f.within(key, |f| {
        let currency = super::currency::named(f);
        let mut yen = |key: &'static str| {
            let amount = f.yen(key)?;
            match currency {
                Some(rate) => super::currency::in_yen(f, key, amount, rate),
                None => Some(amount),
            }
        };
        let price = Price {
            once: yen("once"),
            month: yen("month"),
            year: yen("year"),
            terms: terms(f),
        };
        if !["once", "month", "year"].iter().any(|key| f.has(key)) {
            let finding = Finding::new(Code::MissingKey, f.span())
                .variant("any")
                .arg("key", "once, month, year")
                .arg("record", &f.path)
                .path(f.path.clone());
            f.cx.push_absence(finding);
        }
        price
    })
}

/// With tax or without, and how it rises.
pub(super) fn terms(f: &mut Fields<'_, '_, '_>) -> Terms {
    Terms {
        tax: f.word("tax", &TAXES).unwrap_or_default(),
        index: super::indices::named(f),
    }
}

/// `extend = { by = "12M", at-most = 2, price = { … } }`
pub(super) fn extend(f: &mut Fields<'_, '_, '_>) -> Option<Extend> {
    f.within("extend", |f| {
        f.require(&["by"]);
        let by = positive(f, "by");
        let at_most = f.number("at-most", 0, MOST_STEPS).unwrap_or(1);
        let price = price(f);
        Some(Extend {
            by: by?,
            at_most,
            price,
        })
    })
    .flatten()
}

/// `notice = { kind = "to-extend", by = "6M" }`
pub(super) fn notice(f: &mut Fields<'_, '_, '_>) -> Option<Notice> {
    f.within("notice", |f| {
        f.require(&["by"]);
        let kind = f
            .word("kind", &NOTICE_KINDS)
            .unwrap_or(NoticeKind::ToExtend);
        Some(Notice {
            kind,
            by: f.duration("by")?,
        })
    })
    .flatten()
}

/// A length of time that is more than nothing.
pub(super) fn positive(f: &mut Fields<'_, '_, '_>, key: &'static str) -> Option<Duration> {
    let duration = f.duration(key);
    let node = f.node(key)?;
    let path = f.path_of(key);
    values::positive(f.cx, node, &path, duration)
}
