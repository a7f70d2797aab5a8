//! A few lines of a file, safe to print: what miette draws its underlines on.

use super::Look;
use crate::source::Source;
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

/// Neighbouring lines of one file, cut to a width, with no character that moves the cursor.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    /// Number of the first line, from 0.
    first: usize,
    text: String,
    /// Where each line begins in `text`.
    starts: Vec<usize>,
    /// Per line: characters of the file's line that lie before `text`'s, less the mark of a cut.
    shifts: Vec<isize>,
    /// Stands for what was cut off.
    cut: char,
}

/// A character as it may be printed: control and direction characters, and the two that are none,
/// become visible.
pub fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fffe}'
        | '\u{ffff}' => '\u{fffd}',
        c => c,
    }
}

impl Excerpt {
    /// Lines `from..=to` (numbers from 1) of a file, each cut around `focus` (line and bytes of
    /// the file) to the reader's width.
    pub(super) fn new(
        source: &Source,
        from: usize,
        to: usize,
        focus: &[(usize, usize, usize)],
        look: &Look,
    ) -> (Excerpt, Vec<SourceSpan>) {
        // Line numbers and the frame take up to ten cells.
        let width = look.width.saturating_sub(10).max(30);
        let mut excerpt = Excerpt {
            name: source.name.chars().map(visible).collect(),
            first: from.saturating_sub(1),
            text: String::new(),
            starts: Vec::new(),
            shifts: Vec::new(),
            cut: if look.ascii { '~' } else { '…' },
        };
        let mut spans: Vec<SourceSpan> = vec![(0, 0).into(); focus.len()];
        for number in from..=to {
            let Some((start, line)) = source.line(number) else {
                break;
            };
            let marks: Vec<(usize, usize, usize)> = focus
                .iter()
                .enumerate()
                .filter(|(_, f)| f.0 == number)
                .map(|(i, f)| {
                    let to_chars = |byte: usize| {
                        line.char_indices()
                            .take_while(|(at, _)| start + at < byte)
                            .count()
                    };
                    (i, to_chars(f.1), to_chars(f.2))
                })
                .collect();
            excerpt.push_line(line, &marks, width, &mut spans);
        }
        (excerpt, spans)
    }

    /// Appends a line; `marks` are (index into spans, first character, character after the last).
    fn push_line(
        &mut self,
        line: &str,
        marks: &[(usize, usize, usize)],
        width: usize,
        spans: &mut [SourceSpan],
    ) {
        let begin = self.text.len();
        self.starts.push(begin);
        let cells = |c: char| visible(c).width().unwrap_or(0);
        // A long line loses its end; where the first mark lies too far right, also its beginning,
        // so that the mark stands a third from the left.
        let (focus, until) = marks.iter().map(|m| (m.1, m.2)).min().unwrap_or((0, 0));
        let total: usize = line.chars().map(cells).sum();
        let skip = if line.chars().take(until).map(cells).sum::<usize>() <= width {
            0
        } else {
            let before: usize = line.chars().take(focus).map(cells).sum();
            let mut left = before.saturating_sub(width / 3);
            line.chars()
                .take_while(|c| {
                    let more = left > 0;
                    left = left.saturating_sub(cells(*c));
                    more
                })
                .count()
        };
        if skip > 0 {
            self.text.push(self.cut);
        }
        self.shifts
            .push(isize::try_from(skip).unwrap_or(0) - isize::from(skip > 0));
        let mut offsets = vec![self.text.len()];
        let mut used = 0;
        for c in line.chars().skip(skip) {
            used += cells(c);
            if total > width && used > width {
                self.text.push(self.cut);
                break;
            }
            self.text.push(visible(c));
            offsets.push(self.text.len());
        }
        let last = offsets.len() - 1;
        for (index, from, to) in marks {
            let from = offsets[from.saturating_sub(skip).min(last)];
            let to = offsets[to.saturating_sub(skip).min(last)].max(from);
            spans[*index] = (from, to - from).into();
        }
        self.text.push('\n');
    }
}

impl SourceCode for Excerpt {
    // The whole excerpt is always the context. Asked for a bare position (no context lines),
    // it answers in characters; miette itself would count bytes.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let line = self
            .starts
            .partition_point(|s| *s <= span.offset())
            .saturating_sub(1);
        let (row, column) = if before + after > 0 {
            (0, 0)
        } else {
            let start = self.starts.get(line).copied().unwrap_or(0);
            let text = self.text.get(start..span.offset()).unwrap_or("");
            let shift = self.shifts.get(line).copied().unwrap_or(0);
            (line, text.chars().count().saturating_add_signed(shift))
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.text.as_bytes(),
            (0, self.text.len()).into(),
            self.first + row,
            column,
            self.starts.len(),
        )))
    }
}
