//! Files as text, and positions in them.
//!
//! The library never opens a file: the binary hands it [`Sources`]. Everything read from a file
//! keeps the [`Span`] it came from, so that each finding and each fact can name its file, line
//! and character.

use std::fmt;

/// A file in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of bytes in one file; `end` is excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> At<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        At { value, span }
    }
}

/// A place as people count: line and character, both from 1 (characters, not bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Character within the line, from 1.
    pub column: usize,
}

/// Begins the names of files that are part of the program.
pub const BUILTIN: &str = "<built-in>/";

/// One file: the name shown to the user and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// As the user named it, with `/` between folders.
    pub name: String,
    /// Its whole text, without a byte order mark.
    pub text: String,
    /// Whether the file is part of the program (built-in defaults).
    pub builtin: bool,
    line_starts: Vec<usize>,
}

/// All files of one run.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file of the user's; a byte order mark is dropped.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.push(name.into(), text.into(), false)
    }

    /// Adds a file that is part of the program.
    pub fn add_builtin(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.push(name.into(), text.into(), true)
    }

    fn push(&mut self, name: String, mut text: String, builtin: bool) -> FileId {
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(i, _)| i + 1))
            .collect();
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Source {
            name,
            text,
            builtin,
            line_starts,
        });
        id
    }

    /// Names the user's files otherwise.
    pub fn rename(&mut self, name: impl Fn(&str) -> String) {
        for file in self.files.iter_mut().filter(|file| !file.builtin) {
            file.name = name(&file.name);
        }
    }

    /// The file behind an id that this collection gave out.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// All files in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files
            .iter()
            .enumerate()
            .map(|(i, f)| (FileId(i as u32), f))
    }

    /// Line and character of the first byte of `span`.
    pub fn position(&self, span: Span) -> Position {
        self.get(span.file).position(span.start)
    }

    /// The text of `span`.
    pub fn snippet(&self, span: Span) -> &str {
        self.get(span.file)
            .text
            .get(span.start..span.end)
            .unwrap_or("")
    }
}

impl Source {
    /// Line and character of a byte offset; offsets past the end count as the end.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self
            .line_starts
            .partition_point(|&start| start <= offset)
            .max(1);
        let start = self.line_starts[line - 1];
        Position {
            line,
            column: self
                .text
                .get(start..offset)
                .map_or(0, |before| before.chars().count())
                + 1,
        }
    }

    /// A line by its number from 1: the byte it begins at and its text without the line end.
    pub fn line(&self, number: usize) -> Option<(usize, &str)> {
        let start = *self.line_starts.get(number.checked_sub(1)?)?;
        let end = self
            .line_starts
            .get(number)
            .copied()
            .unwrap_or(self.text.len());
        let text = self.text.get(start..end)?;
        let text = text.strip_suffix('\n').unwrap_or(text);
        Some((start, text.strip_suffix('\r').unwrap_or(text)))
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}
