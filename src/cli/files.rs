//! Reading and writing files: bounded, and never losing what was there before.

use super::failure::Failure;
use ikou::diag::show::visible;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Larger files are no inventories.
const MEGABYTES: u64 = 64;

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

/// Reads a text file; `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<Contents, Failure> {
    let name = shown(path);
    let failed = |e: &io::Error| Failure::reading(name.clone(), e);
    let mut bytes = Vec::new();
    let limit = MEGABYTES * 1024 * 1024 + 1;
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
            megabytes: MEGABYTES.to_string(),
        });
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Contents {
            text: text.to_owned(),
            bytes,
        }),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or(&bytes);
            let line = before.iter().filter(|b| **b == b'\n').count() + 1;
            let encoding = guess(&bytes).to_owned();
            Err(Failure::NotUtf8 {
                path: name,
                line: line.to_string(),
                encoding,
            })
        }
    }
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

/// Writes a file at once or not at all: first beside it, then in its place. A device or pipe is
/// written straight.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let name = shown(path);
    let failed = |e: io::Error| Failure::writing(name.clone(), &e);
    let target = behind_links(path).map_err(failed)?;
    match fs::metadata(&target) {
        Ok(old) if old.is_dir() => Err(Failure::Folder { path: name }),
        Ok(old) if !old.is_file() => {
            let mut file = OpenOptions::new()
                .write(true)
                .open(&target)
                .map_err(failed)?;
            file.write_all(bytes).map_err(failed)
        }
        // Its owner protected it, though the folder would let us replace it.
        Ok(old) if old.permissions().readonly() => Err(Failure::Denied { path: name }),
        // Beyond the limit the system would end the program, and leave its beginning behind.
        _ if size_limit().is_some_and(|limit| bytes.len() as u64 > limit) => {
            Err(Failure::Full { path: name })
        }
        Ok(old) => replace(&target, bytes, Some(old.permissions())).map_err(failed),
        Err(_) => replace(&target, bytes, None).map_err(failed),
    }
}

/// What a link points at is replaced or made, not the link.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..40 {
        let Ok(next) = fs::read_link(&target) else {
            return Ok(target);
        };
        let folder = target.parent().unwrap_or(Path::new(""));
        target = folder.join(next);
    }
    Err(io::Error::from(io::ErrorKind::InvalidFilename))
}

/// How large a file of this process may be, where the system says so.
fn size_limit() -> Option<u64> {
    let mut limits = String::new();
    let mut file = File::open("/proc/self/limits").ok()?;
    file.read_to_string(&mut limits).ok()?;
    let line = limits
        .lines()
        .find_map(|l| l.strip_prefix("Max file size"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn replace(target: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let (beside, mut file) = create_beside(target)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| permissions.map_or(Ok(()), |p| file.set_permissions(p)));
    drop(file);
    let done = written.and_then(|()| fs::rename(&beside, target));
    if done.is_err() {
        // The old file is whole; only our own beginning is taken away.
        let _ = fs::remove_file(&beside);
    }
    done
}

/// A new file in the same folder, so that the rename stays within one disk.
fn create_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let folder = target
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut attempt = 0u32;
    loop {
        let path = folder.join(format!(".ikou-{}-{attempt}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists && attempt < 100 => attempt += 1,
            Err(e) => return Err(e),
        }
    }
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
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("計画.json");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(read(&path).unwrap().text, "two");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_written_is_told_by_its_cause() {
        let dir = tempfile::tempdir().unwrap();
        let name = |p: &Path| shown(p);
        let inside = dir.path().join("none/a.json");
        assert_eq!(
            write(&inside, b""),
            Err(Failure::NoFolder {
                path: name(&inside)
            })
        );
        assert_eq!(
            write(dir.path(), b""),
            Err(Failure::Folder {
                path: name(dir.path())
            })
        );
        let kept = dir.path().join("kept.json");
        fs::write(&kept, "old").unwrap();
        let mut permissions = fs::metadata(&kept).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&kept, permissions).unwrap();
        assert_eq!(
            write(&kept, b"new"),
            Err(Failure::Denied { path: name(&kept) })
        );
        assert_eq!(fs::read_to_string(&kept).unwrap(), "old");
        if cfg!(target_os = "linux") {
            let full = Path::new("/dev/full");
            assert_eq!(write(full, b"x"), Err(Failure::Full { path: name(full) }));
        }
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
