//! Real files, spoilt: bytes, lines, numbers, words and whole pieces of other files.

use super::dice::Dice;

/// Pieces that break things.
const PIECES: [&str; 56] = [
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "..",
    "#",
    "\n",
    "\r\n",
    "\r",
    "\\",
    "\0",
    "\t",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "\u{301}",
    "　",
    "𠮷",
    "👨‍👩‍👧",
    "ﾃﾞ",
    "Ｒ８．３．３１",
    "令和元年5月1日",
    "2019-02-29",
    "9999-12-31",
    "0000-00-00",
    "1900-01-01",
    "2200-12-31",
    "2021-12",
    "-1",
    "0",
    "1e999",
    "inf",
    "nan",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999999",
    "4294967296",
    "true",
    "\"0M\"",
    "\"99999999M\"",
    "\"12M..1M\"",
    "\"999999bd\"",
    "*",
    "%",
    "provenance = {}",
    "after = [\"tax\"]",
    "[[procurement]]",
    "x.y.z = 1",
];

/// A few changes at once; `other` is a file of the same kind.
pub(crate) fn mutated(seed: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut data = seed.to_vec();
    for _ in 0..dice.range(1, 4) {
        change(&mut data, other, dice);
        data.truncate(200_000);
    }
    data
}

fn change(data: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    match dice.range(0, 13) {
        0 => flip(data, dice),
        1 | 2 => {
            let piece = dice.pick(&PIECES).as_bytes().to_vec();
            let (from, to) = stretch(data, 8, dice);
            data.splice(from..to, piece);
        }
        3 => {
            let (from, to) = stretch(data, 200, dice);
            data.drain(from..to);
        }
        4 => splice(data, other, dice),
        5 => lines(data, other, dice),
        6 => deep(data, dice),
        7 => ends(data, dice),
        8 | 9 => swap_values(data, other, dice),
        _ => digits(data, dice),
    }
}

fn at(data: &[u8], dice: &mut Dice) -> usize {
    usize::try_from(dice.range(0, data.len() as i64)).unwrap()
}

/// From one place to another, at most so many bytes on.
fn stretch(data: &[u8], most: i64, dice: &mut Dice) -> (usize, usize) {
    let from = at(data, dice);
    let length = usize::try_from(dice.range(0, most)).unwrap();
    (from, (from + length).min(data.len()))
}

fn flip(data: &mut [u8], dice: &mut Dice) {
    let place = at(data, dice);
    if let Some(byte) = data.get_mut(place) {
        *byte ^= 1 << dice.range(0, 7);
    }
}

/// A piece of another file.
fn splice(data: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let (from, to) = stretch(other, 400, dice);
    let (place, end) = stretch(data, 20, dice);
    data.splice(place..end, other[from..to].iter().copied());
}

/// Lines gone, doubled, moved, or another file's.
fn lines(data: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let split =
        |d: &[u8]| -> Vec<Vec<u8>> { d.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect() };
    let mut all = split(data);
    let from = dice.range(0, all.len() as i64 - 1) as usize;
    let to = dice.range(0, all.len() as i64 - 1) as usize;
    match dice.range(0, 16) {
        0..=3 => drop(all.remove(from)),
        4..=7 => all.insert(to, all[from].clone()),
        8..=11 => all.swap(from, to),
        12 => dice.shuffle(&mut all),
        _ => all.insert(to, dice.pick(&split(other)).clone()),
    }
    *data = all.join(&b'\n');
}

/// Brackets, dots or a line without end.
fn deep(data: &mut Vec<u8>, dice: &mut Dice) {
    let piece = *dice.pick(&["[", "{a=", "a.", "[[", "\"", "(", "{\"a\":", "あ", "1"]);
    let many = *dice.pick(&[3, 31, 33, 1_000, 20_000]);
    let place = at(data, dice);
    data.splice(place..place, piece.repeat(many).into_bytes());
}

/// Line ends of Windows, a byte order mark, no last line end.
fn ends(data: &mut Vec<u8>, dice: &mut Dice) {
    match dice.range(0, 2) {
        0 => {
            let text = String::from_utf8_lossy(data).replace('\n', "\r\n");
            *data = text.into_bytes();
        }
        1 => drop(data.splice(0..0, "\u{feff}".bytes())),
        _ => drop(data.pop()),
    }
}

/// One value for another: still the file that it was, no longer true.
fn swap_values(data: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let text = String::from_utf8_lossy(data).into_owned();
    let other = String::from_utf8_lossy(other);
    let value = |line: &str| line.split_once('=').map(|(_, value)| value.to_owned());
    let values: Vec<String> = other.lines().filter_map(value).collect();
    let mut all: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let chosen = dice.range(0, all.len() as i64 - 1) as usize;
    let key = all[chosen].split_once('=').map(|(key, _)| key.to_owned());
    if let (Some(key), false) = (key, values.is_empty()) {
        all[chosen] = format!("{key}={}", dice.pick(&values));
    }
    *data = all.join("\n").into_bytes();
}

/// Another digit, more of them, or fewer: dates, amounts, lengths.
fn digits(data: &mut Vec<u8>, dice: &mut Dice) {
    let places: Vec<usize> = (0..data.len())
        .filter(|i| data[*i].is_ascii_digit())
        .collect();
    if places.is_empty() {
        return;
    }
    for _ in 0..dice.range(1, 3) {
        let place = *dice.pick(&places);
        if data.get(place).is_some_and(u8::is_ascii_digit) {
            data[place] = b'0' + dice.range(0, 9) as u8;
        }
    }
    if dice.percent(20) {
        let place = *dice.pick(&places);
        let more = "0".repeat(dice.range(1, 18) as usize);
        let place = place.min(data.len());
        data.splice(place..place, more.into_bytes());
    }
}
