//! Reading files, bounded; folders, and how paths are shown.

use super::failure::Failure;
use super::names::misread_on_windows;
use ikou::diag::show::visible;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Larger files are no inventories.
const MEGABYTES: u64 = 64;
/// Larger files are no plans: one of 10,000 systems, as many as are planned, takes half of it.
const PLAN_MEGABYTES: u64 = 640;

/// A path as it is shown: with `/` between folders on every system, and nothing in it that would
/// move the cursor.
pub(crate) fn shown(path: &Path) -> String {
    let text: String = path.to_string_lossy().chars().map(visible).collect();
    if cfg!(windows) {
        text.replace('\\', "/")
    } else {
        text
    }
}

/// A file that was read: its bytes for the hash, its text for everything else.
pub(crate) struct Contents {
    pub(crate) bytes: Vec<u8>,
    pub(crate) text: String,
}

/// Reads any file, up to what pictures may be.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |e: io::Error| Failure::reading(shown(path), &e);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(MEGABYTES * 16 * 1024 * 1024)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    Ok(bytes)
}

/// Reads a text file; `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<Contents, Failure> {
    let bytes = read_at_most(path, MEGABYTES)?;
    let text = as_text(path, &bytes)?.to_owned();
    Ok(Contents { bytes, text })
}

/// Reads a saved plan, whose text is not held twice.
pub(crate) fn read_plan(path: &Path) -> Result<Vec<u8>, Failure> {
    read_at_most(path, PLAN_MEGABYTES)
}

fn read_at_most(path: &Path, megabytes: u64) -> Result<Vec<u8>, Failure> {
    let name = shown(path);
    let failed = |e: &io::Error| Failure::reading(name.clone(), e);
    let mut bytes = Vec::new();
    let limit = megabytes * 1024 * 1024 + 1;
    // A device would wait for somebody to type.
    if cfg!(windows) && misread_on_windows(path) {
        return Err(Failure::WindowsName { path: name });
    }
    if path == Path::new("-") {
        io::stdin()
            .lock()
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(|e| failed(&e))?;
    } else {
        if fs::metadata(path).map_err(|e| failed(&e))?.is_dir() {
            return Err(Failure::Folder { path: name });
        }
        let file = File::open(path).map_err(|e| failed(&e))?;
        file.take(limit)
            .read_to_end(&mut bytes)
            .map_err(|e| failed(&e))?;
    }
    if bytes.len() as u64 >= limit {
        return Err(Failure::TooLarge {
            path: name,
            megabytes: megabytes.to_string(),
        });
    }
    Ok(bytes)
}

/// The text that bytes of a file are.
pub(crate) fn as_text<'b>(path: &Path, bytes: &'b [u8]) -> Result<&'b str, Failure> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or(bytes);
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        let encoding = guess(bytes).to_owned();
        Failure::NotUtf8 {
            path: shown(path),
            line: line.to_string(),
            encoding,
        }
    })
}

/// As [`read`], but `None` where there is no such file.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Contents>, Failure> {
    match read(path) {
        Ok(file) => Ok(Some(file)),
        Err(Failure::Missing { .. }) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// What bytes that are no UTF-8 look like; empty where nothing fits.
fn guess(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "UTF-16";
    }
    if shift_jis(bytes) {
        return "Shift_JIS";
    }
    if euc_jp(bytes) { "EUC-JP" } else { "" }
}

/// Whether every byte fits the pattern of Shift_JIS (CP932), half-width kana included.
fn shift_jis(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(b) = rest.next() {
        match b {
            0x00..=0x7f | 0xa1..=0xdf => {}
            0x81..=0x9f | 0xe0..=0xfc => match rest.next() {
                Some(0x40..=0x7e | 0x80..=0xfc) => {}
                _ => return false,
            },
            _ => return false,
        }
    }
    // Text of EUC-JP often fits too; kana and kanji of Shift_JIS begin below 0xa0.
    bytes.iter().any(|b| (0x81..=0x9f).contains(b)) || !euc_jp(bytes)
}

fn euc_jp(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(b) = rest.next() {
        match b {
            0x00..=0x7f => {}
            0x8e | 0xa1..=0xfe => match rest.next() {
                Some(0xa1..=0xfe) => {}
                _ => return false,
            },
            _ => return false,
        }
    }
    true
}

/// Makes a folder to write into, where there is none.
pub(crate) fn create_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|e| match e.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            Failure::NotAFolder { path: shown(path) }
        }
        _ => Failure::writing(shown(path), &e),
    })
}

/// The names of a folder's files that end in `end`, without it, by name; none where there is no such
/// folder.
pub(crate) fn names(folder: &Path, end: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let name = entry.file_name();
            let stem = name.to_str()?.strip_suffix(end)?;
            (!stem.is_empty() && !stem.starts_with('.')).then(|| stem.to_owned())
        })
        .collect();
    names.sort();
    names
}

/// Whether something is there already.
pub(crate) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "what was written is read back")]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_guessed_from_their_bytes() {
        // 税総合 in each.
        assert_eq!(guess(b"name = \"\x90\xc5\x91\x8d\x8d\x87\""), "Shift_JIS");
        assert_eq!(guess(b"name = \"\xc0\xc7\xc1\xed\xb9\xe7\""), "EUC-JP");
        assert_eq!(guess(b"\xff\xfen\0"), "UTF-16");
        assert_eq!(guess(b"\x80\xff\xff"), "");
    }

    #[test]
    fn what_cannot_be_read_is_told_by_its_cause() {
        let dir = tempfile::tempdir().unwrap();
        let at = |n: &str| dir.path().join(n);
        let why = |p: &Path| read(p).err();
        assert_eq!(
            why(dir.path()),
            Some(Failure::Folder {
                path: shown(dir.path())
            })
        );
        assert_eq!(
            why(&at("no")),
            Some(Failure::Missing {
                path: shown(&at("no"))
            })
        );
        fs::write(at("sjis"), b"a = 1\nname = \"\x90\xc5\"\n").unwrap();
        let expected = Failure::NotUtf8 {
            path: shown(&at("sjis")),
            line: "2".to_owned(),
            encoding: "Shift_JIS".to_owned(),
        };
        assert_eq!(why(&at("sjis")), Some(expected));
        File::create(at("big"))
            .unwrap()
            .set_len(65 * 1024 * 1024)
            .unwrap();
        assert!(matches!(why(&at("big")), Some(Failure::TooLarge { .. })));
        File::create(at("just"))
            .unwrap()
            .set_len(64 * 1024 * 1024)
            .unwrap();
        assert!(read(&at("just")).is_ok());
    }
}
