//! The one grammar of paths: `kind.id.key`, ids quoted where they hold a dot, `*` for all.

use crate::facts::segment;
use std::fmt;

/// Longer paths name nothing.
const MOST_BYTES: usize = 2_000;

/// One part of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// `*`: every record, every key.
    Any,
    /// A key or an id.
    Name(String),
}

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// From the kind of record down.
    pub parts: Vec<Part>,
}

impl Path {
    /// Reads `contract.tax-2016.ends`, `system.*.owner`, `procurement."a.b".work`; the byte where
    /// it cannot be read, else.
    pub fn parse(text: &str) -> Result<Path, usize> {
        if text.len() > MOST_BYTES {
            return Err(0);
        }
        let path = Path::read(text)?;
        // What is written of it can be read again.
        let longest = path.typed().len().max(path.to_string().len());
        if longest <= MOST_BYTES {
            Ok(path)
        } else {
            Err(0)
        }
    }

    /// Reads a path of any length.
    fn read(text: &str) -> Result<Path, usize> {
        let mut parts = Vec::new();
        let mut rest = text.char_indices().peekable();
        loop {
            while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            let begin = rest.peek().map_or(text.len(), |(at, _)| *at);
            let part = match rest.peek() {
                Some((_, quote @ ('"' | '\''))) => {
                    let quote = *quote;
                    rest.next();
                    let mut name = String::new();
                    loop {
                        match rest.next() {
                            None => return Err(begin),
                            Some((_, c)) if c == quote => break,
                            Some((_, '\\')) if quote == '"' => match rest.next() {
                                Some((_, c @ ('"' | '\\'))) => name.push(c),
                                _ => return Err(begin),
                            },
                            Some((_, c)) => name.push(c),
                        }
                    }
                    Part::Name(name)
                }
                _ => {
                    let mut name = String::new();
                    while let Some((_, c)) = rest.next_if(|(_, c)| *c != '.') {
                        if matches!(c, '"' | '\'' | '=') || c.is_control() {
                            return Err(begin);
                        }
                        name.push(c);
                    }
                    match name.trim() {
                        "*" => Part::Any,
                        name => Part::Name(name.to_owned()),
                    }
                }
            };
            if matches!(&part, Part::Name(name) if name.is_empty()) {
                return Err(begin);
            }
            parts.push(part);
            while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            match rest.next() {
                None => return Ok(Path { parts }),
                Some((_, '.')) => {}
                Some((at, _)) => return Err(at),
            }
        }
    }

    /// A path of names.
    pub fn of<S: Into<String>>(names: impl IntoIterator<Item = S>) -> Path {
        let parts = names.into_iter().map(|n| Part::Name(n.into())).collect();
        Path { parts }
    }

    /// As it may be typed: ids without quotes where they need none here, else single ones, which
    /// stand within a shell's double quotes.
    pub fn typed(&self) -> String {
        let part = |part: &Part| match part {
            Part::Any => "*".to_owned(),
            Part::Name(name) => {
                let alone = Path::of([name.as_str()]);
                let quoted = format!("'{name}'");
                [name, &quoted]
                    .into_iter()
                    .find(|typed| Path::read(typed).as_ref() == Ok(&alone))
                    .map_or_else(|| segment(name).into_owned(), String::clone)
            }
        };
        self.parts.iter().map(part).collect::<Vec<_>>().join(".")
    }

    /// The name at a place, where it is one.
    pub(super) fn name(&self, number: usize) -> Option<&str> {
        match self.parts.get(number) {
            Some(Part::Name(name)) => Some(name),
            _ => None,
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, part) in self.parts.iter().enumerate() {
            if number > 0 {
                f.write_str(".")?;
            }
            match part {
                Part::Any => f.write_str("*")?,
                Part::Name(name) => f.write_str(&segment(name))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_and_written_alike() {
        for (text, shown) in [
            ("contract.tax-2016.ends", "contract.tax-2016.ends"),
            ("system.*.owner", "system.*.owner"),
            (
                "procurement.tax/standard.work",
                "procurement.\"tax/standard\".work",
            ),
            ("procurement.\"a.b\".work", "procurement.\"a.b\".work"),
            ("procurement.'a\"b' . work", "procurement.\"a\\\"b\".work"),
            ("system.住民 記録.name", "system.\"住民 記録\".name"),
        ] {
            let path = Path::parse(text).unwrap();
            assert_eq!(path.to_string(), shown);
            assert_eq!(Path::parse(shown).unwrap(), path);
        }
    }

    #[test]
    fn what_is_no_path_is_told_where() {
        for (text, at) in [
            ("", 0),
            ("a..b", 2),
            ("a.", 2),
            ("a.\"b", 2),
            ("a.\"b\"c", 5),
            ("a.b=c", 2),
        ] {
            assert_eq!(Path::parse(text), Err(at), "{text}");
        }
        assert!(Path::parse(&"a.".repeat(10_000)).is_err());
        // What is too long as soon as it is quoted.
        let spaced = format!("a.{} b.c", "x".repeat(MOST_BYTES - 8));
        assert_eq!(spaced.len(), MOST_BYTES - 2);
        assert_eq!(
            Path::parse(&spaced),
            Ok(Path::of(["a", &spaced[2..MOST_BYTES - 4], "c"]))
        );
        let spaced = format!("a.{} b.c", "x".repeat(MOST_BYTES - 6));
        assert_eq!(spaced.len(), MOST_BYTES);
        assert_eq!(Path::parse(&spaced), Err(0));
    }
}
