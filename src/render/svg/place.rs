//! Where a label can lie: inside a stretch, with nothing that is already there running through it.

use super::canvas::Ink;

/// A stretch on a line, first included, last not.
pub(super) type Stretch = (i32, i32);

/// What is taken on one line of labels.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    stretches: Vec<Stretch>,
}

impl Taken {
    pub(super) fn new(stretches: Vec<Stretch>) -> Taken {
        Taken { stretches }
    }

    pub(super) fn take(&mut self, stretch: Stretch) {
        self.stretches.push(stretch);
    }

    /// Whether nothing lies in a stretch.
    pub(super) fn free(&self, (from, to): Stretch) -> bool {
        self.stretches.iter().all(|(a, b)| to <= *a || *b <= from)
    }

    /// The free stretches within a stretch, from left to right.
    pub(super) fn gaps(&self, within: Stretch) -> Vec<Stretch> {
        let mut taken = self.stretches.clone();
        taken.sort_unstable();
        let (mut gaps, mut at) = (Vec::new(), within.0);
        for (from, to) in taken {
            if from > at {
                gaps.push((at, from.min(within.1)));
            }
            at = at.max(to);
            if at >= within.1 {
                return gaps;
            }
        }
        gaps.push((at, within.1));
        gaps
    }

    /// The left end of a free place for something `wide`, as near to `wish` (its left end) as may
    /// be.
    pub(super) fn nearest(&self, wide: i32, within: Stretch, wish: i32) -> Option<i32> {
        self.gaps(within)
            .into_iter()
            .filter(|(from, to)| to - from >= wide)
            .map(|(from, to)| wish.clamp(from, to - wide))
            .min_by_key(|at| (at.abs_diff(wish), *at))
    }
}

/// The first of the forms that fits into a width; else the last one cut, where a few letters of it
/// fit.
pub(super) fn fitting<'a>(
    forms: impl IntoIterator<Item = &'a str>,
    room: i32,
    ink: Ink,
) -> Option<String> {
    let mut last = None;
    for form in forms {
        if ink.width(form) <= room {
            return Some(form.to_owned());
        }
        last = Some(form);
    }
    let cut = cut(last?, room, ink);
    (cut.chars().count() >= 4).then_some(cut)
}

/// The text cut to a width, with a mark where something was cut.
pub(super) fn cut(text: &str, room: i32, ink: Ink) -> String {
    if ink.width(text) <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        out.push('…');
        if ink.width(&out) > room {
            out.pop();
            out.pop();
            break;
        }
        out.pop();
    }
    out.push('…');
    out
}

/// The text on at most `lines` lines, broken where the language allows it, the last one cut.
pub(super) fn wrapped(text: &str, room: i32, lines: usize, ink: Ink) -> Vec<String> {
    // A word that is wider than a line may break anywhere.
    let words: Vec<String> = crate::report::breaks::words(text)
        .map(|word| format!("{}{}", word.word, word.whitespace))
        .flat_map(|word| match ink.width(word.trim_end()) > room {
            true => word.chars().map(String::from).collect(),
            false => vec![word],
        })
        .collect();
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    for (n, word) in words.iter().enumerate() {
        if !line.is_empty() && ink.width(format!("{line}{word}").trim_end()) > room {
            if out.len() + 1 == lines {
                line.extend(words.iter().skip(n).map(String::as_str));
                break;
            }
            out.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(word);
    }
    out.push(line.trim_end().to_owned());
    out.into_iter().map(|line| cut(&line, room, ink)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::colours::TEXT;
    use super::*;

    #[test]
    fn a_label_goes_to_the_nearest_free_place() {
        let taken = Taken::new(vec![(40, 50), (10, 20)]);
        assert_eq!(taken.gaps((0, 100)), [(0, 10), (20, 40), (50, 100)]);
        assert_eq!(taken.nearest(20, (0, 100), 25), Some(20));
        assert_eq!(taken.nearest(20, (0, 100), 38), Some(50));
        assert_eq!(taken.nearest(60, (0, 100), 0), None);
        assert!(taken.free((20, 40)) && !taken.free((19, 21)));
        assert_eq!(Taken::new(vec![(-5, 200)]).gaps((0, 100)), []);
    }

    #[test]
    fn a_label_is_cut_only_where_no_form_fits() {
        let ink = Ink::new(100, TEXT);
        assert_eq!(
            fitting(["国の標準システム", "国の標準"], 500, ink).unwrap(),
            "国の標準"
        );
        assert_eq!(fitting(["国の標準システム"], 450, ink).unwrap(), "国の標…");
        assert_eq!(fitting(["国の標準システム"], 100, ink), None);
    }

    #[test]
    fn a_name_is_wrapped_and_its_last_line_cut() {
        let ink = Ink::new(100, TEXT);
        assert_eq!(wrapped("住民情報", 400, 2, ink), ["住民情報"]);
        assert_eq!(
            wrapped("障害者自立支援システム", 600, 2, ink),
            ["障害者自立支", "援システム"]
        );
        let latin = wrapped("VeryLongWithoutBlanks", 600, 9, ink);
        assert_eq!(latin.concat(), "VeryLongWithoutBlanks");
        assert!(latin.iter().all(|line| ink.width(line) <= 600));
        let long = wrapped(&"長".repeat(60), 600, 2, ink);
        assert_eq!(long.len(), 2);
        assert!(long[1].ends_with('…') && ink.width(&long[1]) <= 600);
    }
}
