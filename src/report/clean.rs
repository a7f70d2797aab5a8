//! Names as they may be shown: whatever a file holds, it must not move a cursor, turn a line round
//! or break a document.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Marks that may stand on one letter; more are no name but a tower through the lines above.
const MARKS: usize = 2;

/// The text without escape sequences, control characters, marks that change the direction of
/// writing and characters of no width; line breaks and tabs become blanks, and a letter and its
/// mark one character where there is one.
pub fn clean(text: &str) -> String {
    let mut marks = 0;
    let shown = visible(text);
    let composed = shown.nfc().filter(|c| {
        marks = if is_combining_mark(*c) { marks + 1 } else { 0 };
        marks <= MARKS
    });
    composed.collect::<String>().trim().to_owned()
}

fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => match chars.next() {
                Some('[') => skip_control_sequence(&mut chars),
                Some(']' | 'P' | 'X' | '^' | '_') => skip_string(&mut chars),
                _ => {}
            },
            '\u{9b}' => skip_control_sequence(&mut chars),
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.push(' ')
            }
            c if c.is_control() || unseen(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// `ESC [ … letter`: colours and movements.
fn skip_control_sequence(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while let Some(&c) = chars.peek() {
        if !('\u{20}'..='\u{7e}').contains(&c) {
            return;
        }
        chars.next();
        if ('\u{40}'..='\u{7e}').contains(&c) {
            return;
        }
    }
}

/// `ESC ] … BEL` or `ESC ] … ESC \`: titles, links, and whatever else a terminal obeys.
fn skip_string(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while let Some(c) = chars.next() {
        if c == '\u{7}' || c == '\u{9c}' {
            return;
        }
        if c == '\u{1b}' {
            chars.next_if_eq(&'\\');
            return;
        }
    }
}

/// Marks of direction, joiners and blanks of no width, tags, and what XML forbids.
fn unseen(c: char) -> bool {
    matches!(u32::from(c),
        0xAD | 0x61C | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF
        | 0xFFF9..=0xFFFB | 0xE0000..=0xE007F)
        || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_could_harm_a_terminal_or_a_document_is_gone() {
        assert_eq!(clean("税\u{1b}[31;1m総合\u{1b}[0m"), "税総合");
        assert_eq!(
            clean("a\u{1b}]0;title\u{7}b\u{1b}]8;;http://x\u{1b}\\c"),
            "abc"
        );
        assert_eq!(clean("a\u{202e}b\u{2067}c\u{200b}d\u{feff}"), "abcd");
        assert_eq!(clean(" 一行\r\n二行\t三 "), "一行  二行 三");
        assert_eq!(clean("a\0b\u{8}c\u{9b}2Jd\u{ffff}"), "abcd");
        assert_eq!(clean("\u{1b}"), "");
        assert_eq!(clean("\u{1b}[31"), "");
    }

    #[test]
    fn what_people_write_stays() {
        let name = "国保・年金システム（<&\"'> 髙﨑 𠮷 ｼｽﾃﾑ)";
        assert_eq!(clean(name), name);
        assert_eq!(clean("か\u{3099}き\u{309a}"), "がき\u{309a}");
        assert_eq!(
            clean(&format!("と{}", "\u{301}".repeat(50)))
                .chars()
                .count(),
            3
        );
    }
}
