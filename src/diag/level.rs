//! How bad a finding is to be taken: what the command line and `[lint]` of the inventory ask for.

use super::{Code, Finding, Severity, closest};

/// The name that stands for all warnings.
pub const WARNINGS: &str = "warnings";

/// A level that cannot be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LevelError {
    /// No finding has this name; the closest that one has, or empty.
    Unknown(String),
    /// The files cannot be used with an error in them, whoever allows it.
    Fixed,
}

/// The words of `[lint]`, and what each makes of a finding; `None` hides it.
pub const WORDS: [(&str, Option<Severity>); 3] = [
    ("deny", Some(Severity::Error)),
    ("warn", Some(Severity::Warning)),
    ("allow", None),
];

/// Levels by code, in the order in which they hold: the first that is about a finding decides. A
/// code's own holds before that of all `warnings`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    asked: Vec<(Option<Code>, Option<Severity>)>,
}

impl Levels {
    /// Asks for a level of the findings called `name` (a code, or `warnings`).
    pub fn ask(&mut self, name: &str, level: Option<Severity>) -> Result<(), LevelError> {
        let code = named(name)?;
        let fixed = code.is_some_and(|c| c.severity() == Severity::Error);
        if fixed && level != Some(Severity::Error) {
            return Err(LevelError::Fixed);
        }
        self.asked.push((code, level));
        Ok(())
    }

    /// Goes on with the levels of `weaker`, where nothing is asked for here.
    pub fn then(mut self, weaker: &Levels) -> Levels {
        self.asked.extend_from_slice(&weaker.asked);
        self
    }

    /// Those that hide findings, and no other.
    pub fn hiding(&self) -> Levels {
        let asked = self.asked.iter().filter(|(_, level)| level.is_none());
        Levels {
            asked: asked.copied().collect(),
        }
    }

    /// The codes that are asked for by name, and not to be hidden.
    pub fn wanted(&self) -> impl Iterator<Item = Code> {
        let shown = self.asked.iter().filter(|(_, level)| level.is_some());
        shown.filter_map(|(code, _)| *code)
    }

    /// The findings at the levels asked for, without those to be hidden.
    pub fn apply(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let kept = |mut finding: Finding| {
            finding.severity = self.level(&finding)?;
            Some(finding)
        };
        findings.into_iter().filter_map(kept).collect()
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
fn named(name: &str) -> Result<Option<Code>, LevelError> {
    if name == WARNINGS {
        return Ok(None);
    }
    let found = Code::ALL.iter().copied().find(|code| code.name() == name);
    found.map(Some).ok_or_else(|| {
        let known = Code::ALL.iter().map(|code| code.name()).chain([WARNINGS]);
        LevelError::Unknown(closest(name, known).unwrap_or_default().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(asked: &[(&str, Option<Severity>)]) -> Levels {
        let mut levels = Levels::default();
        for (name, level) in asked {
            levels.ask(name, *level).unwrap();
        }
        levels
    }

    fn warning() -> Finding {
        Finding::global(Code::UnusedId)
    }

    #[test]
    fn warnings_become_what_is_asked_for() {
        let after = |l: &Levels| l.apply(vec![warning()]).first().map(|f| f.severity);
        let deny = Some(Severity::Error);
        assert_eq!(after(&Levels::default()), Some(Severity::Warning));
        assert_eq!(after(&levels(&[("warnings", deny)])), deny);
        assert_eq!(after(&levels(&[("warnings", None)])), None);
        assert_eq!(
            after(&levels(&[("warnings", None), ("unused-id", deny)])),
            deny
        );
    }

    #[test]
    fn what_was_typed_holds_before_the_file() {
        let deny = Some(Severity::Error);
        let file = levels(&[("unused-id", None)]);
        let both = levels(&[("unused-id", deny)]).then(&file);
        assert_eq!(both.apply(vec![warning()])[0].severity, Severity::Error);
        assert_eq!(both.hiding(), file);
        assert_eq!(both.wanted().collect::<Vec<_>>(), [Code::UnusedId]);
    }

    #[test]
    fn errors_stay_errors() {
        let error = vec![Finding::global(Code::Syntax)];
        assert_eq!(levels(&[("warnings", None)]).apply(error).len(), 1);
        let mut levels = Levels::default();
        assert_eq!(levels.ask("syntax", None), Err(LevelError::Fixed));
        assert_eq!(
            levels.ask("sintax", None),
            Err(LevelError::Unknown("syntax".to_owned()))
        );
    }
}
