//! A first inventory: commented, complete for its kind of municipality, and honest about being
//! made up (`confidence = "assumed"`).
//!
//! The systems are the packages that municipalities usually run: which businesses share one is
//! inferred from published lists, and the reader is asked to correct it.

mod bundles;
pub(crate) mod page;

use crate::calendar::{Date, FiscalYear};
use crate::inventory::{Catalogue, MunicipalityKind};
use crate::words::{Lang, say};
use bundles::{Bundle, bundles};
use page::{Page, quoted};

/// What the first inventory is for.
#[derive(Clone, Debug)]
pub struct Start {
    /// 団体名; `None`: a placeholder.
    pub name: Option<String>,
    /// 全国地方公共団体コード, where it is known.
    pub code: Option<String>,
    /// Kind of municipality.
    pub kind: MunicipalityKind,
    /// The day it is.
    pub as_of: Date,
    /// Language of names and comments.
    pub lang: Lang,
}

/// The text of a first `systems.toml`; `catalogue` holds the businesses in force.
pub fn inventory(start: &Start, catalogue: &Catalogue) -> String {
    let mut page = Page::new(start.lang);
    let bundles = bundles(start.kind, catalogue);
    let year = FiscalYear::of(start.as_of);
    let name = start
        .name
        .clone()
        .unwrap_or_else(|| placeholder(start.kind, start.lang));

    let as_of = start.as_of.to_string();
    page.remark("init-head", &[("name", &name), ("date", &as_of)]);
    page.blank();
    page.line("schema = 1", "init-schema");
    municipality(&mut page, start, &name);
    horizon(&mut page, year);
    deadline(&mut page, start.as_of);
    hardware(&mut page, year, &bundles);
    vendors(&mut page, &bundles);
    contracts(&mut page, year, &bundles);
    systems(&mut page, &bundles);
    procurements(&mut page, &bundles);
    outside(&mut page, start.kind, catalogue);
    page.finish()
}

pub(crate) fn placeholder(kind: MunicipalityKind, lang: Lang) -> String {
    let key = match kind {
        MunicipalityKind::DesignatedCity | MunicipalityKind::CoreCity | MunicipalityKind::City => {
            "init-name-city"
        }
        MunicipalityKind::Town => "init-name-town",
        MunicipalityKind::Village => "init-name-village",
        MunicipalityKind::Ward => "init-name-ward",
        MunicipalityKind::Prefecture => "init-name-prefecture",
    };
    say(lang, key, &[])
}

pub(crate) fn municipality(page: &mut Page, start: &Start, name: &str) {
    page.heading("init-h-municipality");
    page.line("[municipality]", "");
    page.line(&format!("name = {}", quoted(name)), "init-k-name");
    match &start.code {
        Some(code) => page.line(&format!("code = {}", quoted(code)), "init-k-code"),
        None => page.line("# code = \"000000\"", "init-k-code"),
    }
    page.line(&format!("kind = \"{}\"", start.kind.name()), "init-k-kind");
    page.line(&format!("lang = \"{}\"", start.lang.code()), "init-k-lang");
    page.line("# population = 100_000", "init-k-population");
    if start.name.is_none() {
        page.line("confidence = \"assumed\"", "init-k-confidence");
    }
}

/// Six fiscal years, as the roadmap of the first city had.
pub(crate) fn horizon(page: &mut Page, year: FiscalYear) {
    page.heading("init-h-horizon");
    page.line("[horizon]", "");
    page.line(
        &format!("from = {}", year.first_day()),
        "init-k-horizon-from",
    );
    page.line(
        &format!("to = {}", FiscalYear(year.0 + 5).last_day()),
        "init-k-horizon-to",
    );
}

/// The national target; after it, the limit for systems that were granted more time.
pub(crate) fn deadline(page: &mut Page, as_of: Date) {
    let target = FiscalYear(2025).last_day();
    // 標準化基本方針 of 2022-10-07 set the target; its revision of 2024-12-24 the later limit.
    let stated = Date::from_ymd_opt(2022, 10, 7).is_some_and(|day| as_of >= day);
    page.heading("init-h-deadline");
    page.line("[[deadline]]", "");
    page.line("id = \"standard\"", "init-k-id");
    if as_of <= target {
        page.line(
            &format!("name = {}", page.word("init-v-target")),
            "init-k-shown-name",
        );
        page.line(&format!("date = {target}"), "init-k-date");
        page.line("kind = \"policy\"", "init-k-deadline-kind");
    } else {
        page.line(
            &format!("name = {}", page.word("init-v-individual")),
            "init-k-shown-name",
        );
        page.line(
            &format!("date = {}", FiscalYear(2030).last_day()),
            "init-k-date",
        );
        page.line("kind = \"individual\"", "init-k-deadline-kind");
    }
    page.line("hard = false", "init-k-hard");
    page.line("bounds = \"standard.cutover\"", "init-k-bounds");
    page.line("# systems = [\"tax\"]", "init-k-deadline-systems");
    page.line("# weight = 1", "init-k-weight");
    page.line(
        "# exceptions = [{ system = \"tax\", date = 2031-03-31, reason = 4 }]",
        "init-k-exceptions",
    );
    if as_of > target {
        page.line(
            "source = \"標準化基本方針（令和6年12月24日改定）\"",
            "init-k-source",
        );
        page.line("confidence = \"assumed\"", "init-k-confidence");
    } else if stated {
        page.line(
            "source = \"標準化基本方針（令和4年10月7日閣議決定）\"",
            "init-k-source",
        );
        page.line("confidence = \"stated\"", "init-k-confidence");
    } else {
        page.line("confidence = \"assumed\"", "init-k-confidence");
    }
}

/// The end of what is in use today: a guess that leaves time for one procurement.
fn last_day(year: FiscalYear) -> Date {
    FiscalYear(year.0 + 3).last_day()
}

fn hardware(page: &mut Page, year: FiscalYear, bundles: &[Bundle<'_>]) {
    if !bundles.iter().any(|b| b.on_server) {
        return;
    }
    page.heading("init-h-hardware");
    page.line("[[hardware]]", "");
    page.line("id = \"server\"", "init-k-id");
    page.line(
        &format!("name = {}", page.word("init-v-server")),
        "init-k-shown-name",
    );
    page.line("platform = \"own\"", "init-k-platform");
    page.line(&format!("expires = {}", last_day(year)), "init-k-expires");
    page.line(
        "extend = { by = \"12M\", at-most = 2, price = { month = 500_000 } }",
        "init-k-re-lease",
    );
    page.line("confidence = \"assumed\"", "init-k-confidence");
}

fn vendors(page: &mut Page, bundles: &[Bundle<'_>]) {
    page.heading("init-h-vendor");
    let mut ids: Vec<&str> = bundles.iter().map(|b| b.vendor).collect();
    ids.sort_unstable();
    ids.dedup();
    for (i, id) in ids.into_iter().enumerate() {
        let first = i == 0;
        if !first {
            page.blank();
        }
        page.line("[[vendor]]", "");
        page.first(first, &format!("id = \"{id}\""), "init-k-id");
        let name = page.word(&format!("init-v-{id}"));
        page.first(first, &format!("name = {name}"), "init-k-shown-name");
        page.first(first, "builds = 6", "init-k-builds");
        page.first(first, "cutovers-per-month = 2", "init-k-cutovers");
        page.first(first, "confidence = \"assumed\"", "init-k-confidence");
    }
}

fn contracts(page: &mut Page, year: FiscalYear, bundles: &[Bundle<'_>]) {
    page.heading("init-h-contract");
    for (i, bundle) in bundles.iter().enumerate() {
        let first = i == 0;
        if !first {
            page.blank();
        }
        page.line("[[contract]]", "");
        page.first(first, &format!("id = \"{}-now\"", bundle.id), "init-k-id");
        page.first(
            first,
            &format!("vendor = \"{}\"", bundle.vendor),
            "init-k-contract-vendor",
        );
        page.first(first, &format!("ends = {}", last_day(year)), "init-k-ends");
        let month = yen(bundle.now_month.into());
        page.first(
            first,
            &format!("price = {{ month = {month} }}"),
            "init-k-price",
        );
        page.first(
            first,
            "notice = { kind = \"to-extend\", by = \"6M\" }",
            "init-k-notice",
        );
        page.first(
            first,
            "extend = { by = \"12M\", at-most = 2 }",
            "init-k-extend",
        );
        if first {
            page.line("# exit = 1_000_000", "init-k-exit");
        }
        page.first(first, "confidence = \"assumed\"", "init-k-confidence");
    }
}

fn systems(page: &mut Page, bundles: &[Bundle<'_>]) {
    page.heading("init-h-system");
    let resident = bundles.iter().any(|b| b.id == "resident");
    let mut linked = false;
    for (i, bundle) in bundles.iter().enumerate() {
        let first = i == 0;
        if !first {
            page.blank();
        }
        page.line("[[system]]", "");
        page.first(first, &format!("id = \"{}\"", bundle.id), "init-k-id");
        let name = bundle.name(page);
        page.first(first, &format!("name = {name}"), "init-k-shown-name");
        let group = if bundle.common { "common" } else { "core" };
        page.first(first, &format!("group = \"{group}\""), "init-k-group");
        page.businesses(&bundle.businesses, first);
        if first {
            page.line(
                &format!("# owner = {}", page.word("init-v-owner")),
                "init-k-owner",
            );
        }
        if bundle.on_server {
            page.first(first, "hardware = \"server\"", "init-k-hardware");
        }
        page.first(
            first,
            &format!("contract = \"{}-now\"", bundle.id),
            "init-k-contract",
        );
        let current = if bundle.on_server {
            "existing"
        } else {
            "cloud"
        };
        page.first(first, &format!("current = \"{current}\""), "init-k-current");
        if resident && bundle.after_resident {
            page.first(
                !linked,
                "after = [{ system = \"resident\", link = \"soft\", \
                 interface = { once = 3_000_000, month = 200_000 } }]",
                "init-k-after",
            );
            linked = true;
        }
        let bridges = if bundle.on_server {
            "\"none\", \"re-lease\""
        } else {
            "\"none\", \"extend\""
        };
        page.first(first, &format!("bridges = [{bridges}]"), "init-k-bridges");
        page.first(first, "targets = [\"gov-cloud\"]", "init-k-targets");
        page.first(first, "confidence = \"assumed\"", "init-k-confidence");
    }
}

fn procurements(page: &mut Page, bundles: &[Bundle<'_>]) {
    page.heading("init-h-procurement");
    for (i, bundle) in bundles.iter().enumerate() {
        let first = i == 0;
        if !first {
            page.blank();
        }
        page.line("[[procurement]]", "");
        page.first(
            first,
            &format!("id = \"{}/standard\"", bundle.id),
            "init-k-id",
        );
        page.first(
            first,
            &format!("systems = [\"{}\"]", bundle.id),
            "init-k-round-systems",
        );
        page.first(first, "stage = \"standard\"", "init-k-stage");
        page.first(
            first,
            &format!("vendor = \"{}\"", bundle.vendor),
            "init-k-round-vendor",
        );
        page.first(
            first,
            "method = { kind = \"negotiated\", ground = \"地方自治法施行令第167条の2第1項第2号\" }",
            "init-k-method",
        );
        if first {
            page.line("# available = 2024-04-01", "init-k-available");
            page.line("# work = \"12M..18M\"", "init-k-work");
            page.line("# money = { state = \"none\" }", "init-k-money");
        }
        let (once, month) = (
            yen(bundle.standard_once.into()),
            yen(bundle.standard_month.into()),
        );
        page.first(
            first,
            &format!(
                "cost = [{{ per = \"once\", yen = {once} }}, {{ per = \"month\", yen = {month} }}]"
            ),
            "init-k-cost",
        );
        page.first(first, "confidence = \"assumed\"", "init-k-confidence");
    }
}

/// Towns and villages without a welfare office leave these two to their prefecture.
const OF_THE_PREFECTURE: [&str; 2] = ["seiho", "jido_fuyo"];

fn left_to_the_prefecture(kind: MunicipalityKind, business: &str) -> bool {
    matches!(kind, MunicipalityKind::Town | MunicipalityKind::Village)
        && OF_THE_PREFECTURE.contains(&business)
}

fn outside(page: &mut Page, kind: MunicipalityKind, catalogue: &Catalogue) {
    let mut all = catalogue
        .statutory()
        .filter(|b| left_to_the_prefecture(kind, &b.id))
        .peekable();
    if all.peek().is_none() {
        return;
    }
    page.heading("init-h-outside");
    for (i, business) in all.enumerate() {
        let first = i == 0;
        if !first {
            page.blank();
        }
        page.line("[[outside]]", "");
        page.first(
            first,
            &format!("business = \"{}\"", business.id),
            "init-k-outside-business",
        );
        let reason = page.word("init-v-outside-reason");
        page.first(
            first,
            &format!("reason = {reason}"),
            "init-k-outside-reason",
        );
    }
}

/// `1_500_000`, of an amount that is not negative.
pub(crate) fn yen(amount: i64) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('_');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests;
