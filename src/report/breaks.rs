//! Where a line may break: as Unicode has it, but not within a word in katakana and not between a
//! number and what it counts.

use textwrap::WordSeparator;
use textwrap::core::Word;

/// The words of a line, each with the blanks after it.
pub(crate) fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
        let end = at + word.word.len() + word.whitespace.len();
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = word.word.chars().next();
        match (words.last_mut(), before, after) {
            (Some(last), Some(before), Some(after)) if holds(before, after) => last.1 = end,
            _ => words.push((at, end)),
        }
        at = end;
    }
    Box::new(
        words
            .into_iter()
            .filter_map(|(from, to)| line.get(from..to))
            .map(Word::from),
    )
}

/// What separates words by these rules.
pub(crate) const SEPARATOR: WordSeparator = WordSeparator::Custom(words);

/// Whether two characters hold together.
fn holds(before: char, after: char) -> bool {
    let katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ');
    let counted = "日年月件円回段人歳億万千%％";
    (katakana(before) && katakana(after))
        || ((before.is_ascii_digit() || ('０'..='９').contains(&before)) && counted.contains(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> Vec<String> {
        words(line)
            .map(|word| format!("{}{}", word.word, word.whitespace))
            .collect()
    }

    #[test]
    fn words_of_katakana_and_counted_numbers_stay_whole() {
        let text = "自立支援システム、余裕 112日 です。";
        assert_eq!(parts(text).concat(), text, "nothing is lost");
        assert!(
            parts(text).contains(&"システム、".to_owned()),
            "{:?}",
            parts(text)
        );
        assert!(
            parts(text).contains(&"112日 ".to_owned()),
            "{:?}",
            parts(text)
        );
        assert_eq!(parts("a bc"), ["a ", "bc"]);
        assert!(parts("").is_empty());
    }
}
