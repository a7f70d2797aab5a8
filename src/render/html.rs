//! The page: one file that holds whole plans, to be opened with any browser, without a network.
//!
//! Rust decides every number and sentence, in both languages, and lays them down as data that no
//! browser runs; the page's own script draws them. Whatever an inventory holds can thus be neither
//! markup nor script, and the policy at the head of the page allows nothing but that one script and
//! that one style.

mod reasons;
mod rows;
mod sheet;
mod tables;
mod texts;
mod words;

use super::Options;
use crate::plan::Plan;
use crate::words::Lang;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use sheet::{Sheet, Why};

/// A plan and what it is called beside others.
#[derive(Clone, Copy, Debug)]
pub struct Named<'p> {
    /// The name that it was asked for by; empty: what the plan says of itself.
    pub name: &'p str,
    /// The plan.
    pub plan: &'p Plan,
    /// Whether it is one that was approved.
    pub approved: bool,
}

impl<'p> Named<'p> {
    /// A plan that says of itself what it is.
    pub fn unnamed(plan: &'p Plan) -> Named<'p> {
        Named {
            name: "",
            plan,
            approved: false,
        }
    }
}

const SHELL: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/page.css");

/// The script, one idea a file, in the order in which each uses those before it.
const SCRIPT: [&str; 13] = [
    include_str!("html/page/data.js"),
    include_str!("html/page/dom.js"),
    include_str!("html/page/state.js"),
    include_str!("html/page/axis.js"),
    include_str!("html/page/bars.js"),
    include_str!("html/page/gantt.js"),
    include_str!("html/page/moving.js"),
    include_str!("html/page/reasons.js"),
    include_str!("html/page/filters.js"),
    include_str!("html/page/tables.js"),
    include_str!("html/page/charts.js"),
    include_str!("html/page/print.js"),
    include_str!("html/page/main.js"),
];

/// The page of some plans; the first is the one that is shown when it is opened.
pub(super) fn write(plans: &[Named<'_>], options: &Options) -> String {
    let lang = options.lang;
    let title = plans
        .first()
        .map(|first| crate::report::title(first.plan, lang));
    let title = title.unwrap_or_default();
    let plans_named = plans
        .iter()
        .map(|named| (sheet::name(named, Lang::Ja), sheet::name(named, Lang::En)));
    let first = words::Page {
        words: words::words(),
        plans: plans_named.collect(),
    };
    let mut data = element("page", &first);
    for (n, named) in plans.iter().enumerate() {
        let mut why = Why::default();
        data += &element(&format!("plan-{n}"), &Sheet::of(named, &mut why));
        data += &element(&format!("why-{n}"), &why);
    }
    // Browsers read line ends as one character, and hash them so.
    let style = STYLE.replace("\r\n", "\n");
    let script = format!(
        "\"use strict\";\n(() => {{\n{}}})();\n",
        SCRIPT.concat().replace("\r\n", "\n")
    );
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(&script),
        hash(&style)
    );
    let mut page = String::new();
    let shell = SHELL.replace("\r\n", "\n");
    for part in shell.split_inclusive("}}") {
        let (text, name) = match part.strip_suffix("}}").and_then(|p| p.rsplit_once("{{")) {
            Some((text, name)) => (text, name),
            None => (part, ""),
        };
        page += text;
        match name {
            "lang" => page += lang.code(),
            "policy" => page += &policy,
            "title" => page += &escaped(&title),
            "style" => page += &style,
            "data" => page += &data,
            "script" => page += &script,
            _ => {}
        }
    }
    page
}

/// Data that a browser reads as text and never runs.
fn element(id: &str, data: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(data).unwrap_or_default();
    format!(
        "<script type=\"application/json\" id=\"{id}\">{}</script>\n",
        inert(&json)
    )
}

/// JSON in which nothing can end its element, begin another or break a line of a script.
fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                out += &format!("\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// Text between tags.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

/// As a policy names what it allows.
fn hash(text: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_leave_its_element() {
        let json = serde_json::to_string("</script><!--\u{2028}&\"'").unwrap_or_default();
        let safe = inert(&json);
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']), "{safe}");
        let back: String = serde_json::from_str(&safe).unwrap_or_default();
        assert_eq!(back, "</script><!--\u{2028}&\"'");
    }

    #[test]
    fn the_script_and_the_style_cannot_end_their_elements() {
        for part in SCRIPT {
            assert!(!part.contains("</") && !part.contains("<!--"), "{part}");
            for way in [
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "eval(",
            ] {
                assert!(!part.contains(way), "{way}");
            }
        }
        // A reference to a pattern of the page itself asks nobody.
        let elsewhere = STYLE.replace("url(#", "");
        assert!(!STYLE.contains("</") && !elsewhere.contains("url("));
    }
}
