//! `ikou check`: is the file sound?

use super::args::Inputs;
use super::inputs::{Loaded, load};
use super::{Exit, Failure, Session};
use clap::{Args, ValueEnum};
use ikou::diag::show::{Shape, show, summary};
use ikou::diag::{Code, Finding, Severity, closest};

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    inputs: Inputs,
    #[arg(long, value_enum, value_name = "SHAPE")]
    message_format: Option<MessageFormat>,
    #[arg(short = 'D', long = "deny", value_name = "CODE")]
    deny: Vec<String>,
    #[arg(short = 'W', long = "warn", value_name = "CODE")]
    warn: Vec<String>,
    #[arg(short = 'A', long = "allow", value_name = "CODE")]
    allow: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum MessageFormat {
    Human,
    Short,
    Json,
}

pub(crate) fn check(args: &CheckArgs, session: &mut Session) -> Result<Exit, Failure> {
    let levels = Levels::of(args)?;
    let Loaded {
        sources, findings, ..
    } = load(&args.inputs, session)?;
    let findings = levels.apply(findings);
    let shape = match args.message_format {
        None | Some(MessageFormat::Human) => Shape::Human,
        Some(MessageFormat::Short) => Shape::Short,
        Some(MessageFormat::Json) => Shape::Json,
    };
    session.print(show(&findings, &sources, shape, &session.look()));
    session.tell(&format!("{}\n", summary(&findings, session.lang)));
    let errors = findings.iter().any(|f| f.severity == Severity::Error);
    Ok(if errors { Exit::Findings } else { Exit::Ok })
}

/// The level asked for by code. Where several are asked for, the strictest holds; a code's own
/// holds before that of all `warnings`.
struct Levels {
    asked: Vec<(Option<Code>, Option<Severity>)>,
}

impl Levels {
    fn of(args: &CheckArgs) -> Result<Levels, Failure> {
        let lists = [
            (&args.deny, Some(Severity::Error)),
            (&args.warn, Some(Severity::Warning)),
            (&args.allow, None),
        ];
        let mut asked = Vec::new();
        for (names, level) in lists {
            for name in names {
                let code = named(name)?;
                // The files cannot be used with an error in them, whoever allows it.
                if level != Some(Severity::Error)
                    && code.is_some_and(|c| c.severity() == Severity::Error)
                {
                    return Err(Failure::FixedCode { code: name.clone() });
                }
                asked.push((code, level));
            }
        }
        Ok(Levels { asked })
    }

    fn apply(&self, findings: Vec<Finding>) -> Vec<Finding> {
        findings
            .into_iter()
            .filter_map(|mut finding| {
                finding.severity = self.level(&finding)?;
                Some(finding)
            })
            .collect()
    }

    fn level(&self, finding: &Finding) -> Option<Severity> {
        if finding.severity == Severity::Error {
            return Some(Severity::Error);
        }
        let of = |code: Option<Code>| self.asked.iter().find(|a| a.0 == code).map(|a| a.1);
        match of(Some(finding.code)) {
            Some(level) => level,
            None if finding.severity == Severity::Warning => {
                of(None).unwrap_or(Some(finding.severity))
            }
            None => Some(finding.severity),
        }
    }
}

/// A code by its name; `None`: all `warnings`.
fn named(name: &str) -> Result<Option<Code>, Failure> {
    if name == "warnings" {
        return Ok(None);
    }
    let found = Code::ALL.iter().copied().find(|code| code.name() == name);
    found.map(Some).ok_or_else(|| {
        let known = Code::ALL.iter().map(|code| code.name()).chain(["warnings"]);
        let nearest = closest(name, known).unwrap_or_default().to_owned();
        Failure::UnknownCode {
            code: name.to_owned(),
            nearest,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(deny: &[&str], warn: &[&str], allow: &[&str]) -> Result<Levels, Failure> {
        let list = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
        let inputs = Inputs {
            file: None,
            beside: super::super::args::Beside {
                calendar: None,
                routes: None,
                actuals: None,
                as_of: None,
                what_if: super::super::args::WhatIf::default(),
            },
        };
        let (deny, warn, allow) = (list(deny), list(warn), list(allow));
        Levels::of(&CheckArgs {
            inputs,
            message_format: None,
            deny,
            warn,
            allow,
        })
    }

    fn warning() -> Finding {
        let mut finding = Finding::global(Code::UnknownKey);
        finding.severity = Severity::Warning;
        finding
    }

    #[test]
    fn warnings_become_what_is_asked_for() {
        let after = |l: Levels| l.apply(vec![warning()]).first().map(|f| f.severity);
        assert_eq!(
            after(levels(&[], &[], &[]).unwrap()),
            Some(Severity::Warning)
        );
        assert_eq!(
            after(levels(&["warnings"], &[], &[]).unwrap()),
            Some(Severity::Error)
        );
        assert_eq!(after(levels(&[], &[], &["warnings"]).unwrap()), None);
        assert_eq!(
            after(levels(&["unknown-key"], &[], &["warnings"]).unwrap()),
            Some(Severity::Error)
        );
    }

    #[test]
    fn errors_stay_errors() {
        let error = vec![Finding::global(Code::Syntax)];
        assert_eq!(
            levels(&[], &[], &["warnings"]).unwrap().apply(error).len(),
            1
        );
        assert!(matches!(
            levels(&[], &[], &["syntax"]),
            Err(Failure::FixedCode { .. })
        ));
        let unknown = levels(&["sintax"], &[], &[]).err();
        let expected = Failure::UnknownCode {
            code: "sintax".into(),
            nearest: "syntax".into(),
        };
        assert_eq!(unknown, Some(expected));
    }
}
