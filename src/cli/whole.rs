//! Writing files: all of a run or none, and each whole. Whatever happens, what lies under a file's
//! name is the old file or the new one.
//!
//! New files are first written into a hidden folder beside their places (`.ikou-PID-N.tmp`), then
//! moved. The folder goes with the run. What a run leaves that was killed, the next one that writes
//! there takes away: it can tell, since a living run holds a lock on the folder's `lock`.

use super::failure::Failure;
use super::files::shown;
use super::names::misread_on_windows;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Writes a file.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut files = Files::default();
    files.add(path, bytes)?;
    files.put()
}

/// Files that come to their places together: where one cannot be made, none is changed. Devices and
/// pipes are written straight.
#[derive(Default)]
pub(crate) struct Files {
    stages: Vec<Stage>,
    /// What is written, and its place.
    moves: Vec<(PathBuf, Place)>,
    straight: Vec<(Vec<u8>, Place)>,
}

impl Files {
    /// Writes a file beside its place.
    pub(crate) fn add(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let place = Place::of(path, bytes.len())?;
        if place.straight {
            self.straight.push((bytes.to_owned(), place));
            return Ok(());
        }
        let beside = beside(&mut self.stages, &place, bytes).map_err(|e| place.failed(&e))?;
        self.moves.push((beside, place));
        Ok(())
    }

    /// Puts all in their places.
    pub(crate) fn put(self) -> Result<(), Failure> {
        for (bytes, place) in &self.straight {
            place.write_straight(bytes).map_err(|e| place.failed(&e))?;
        }
        for (beside, place) in &self.moves {
            fs::rename(beside, &place.target).map_err(|e| place.failed(&e))?;
        }
        Ok(())
    }
}

/// Where bytes go.
struct Place {
    /// As it is shown.
    name: String,
    /// What links lead to.
    target: PathBuf,
    /// A device or pipe: nothing is put in its place.
    straight: bool,
    /// Of the file that is replaced.
    permissions: Option<Permissions>,
}

impl Place {
    fn of(path: &Path, bytes: usize) -> Result<Place, Failure> {
        if cfg!(windows) && misread_on_windows(path) {
            return Err(Failure::WindowsName { path: shown(path) });
        }
        let mut place = Place {
            name: shown(path),
            target: path.to_owned(),
            straight: false,
            permissions: None,
        };
        place.target = behind_links(path).map_err(|e| place.failed(&e))?;
        match fs::metadata(&place.target) {
            Ok(old) if old.is_dir() => return Err(Failure::Folder { path: place.name }),
            Ok(old) if !old.is_file() => place.straight = true,
            // Its owner protected it, though the folder would let us replace it.
            Ok(old) if old.permissions().readonly() => {
                return Err(Failure::Denied { path: place.name });
            }
            Ok(old) => place.permissions = Some(old.permissions()),
            Err(_) => {}
        }
        // Beyond the limit the system would end the program.
        if !place.straight && size_limit().is_some_and(|limit| bytes as u64 > limit) {
            return Err(Failure::Full { path: place.name });
        }
        Ok(place)
    }

    fn failed(&self, error: &io::Error) -> Failure {
        Failure::writing(self.name.clone(), error)
    }

    fn folder(&self) -> &Path {
        let folder = self.target.parent();
        folder
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new("."))
    }

    fn write_straight(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).open(&self.target)?;
        file.write_all(bytes)
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
pub(crate) fn size_limit() -> Option<u64> {
    let mut limits = String::new();
    let mut file = File::open("/proc/self/limits").ok()?;
    file.read_to_string(&mut limits).ok()?;
    let line = limits
        .lines()
        .find_map(|l| l.strip_prefix("Max file size"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Whether so many bytes more on standard output, where it is a file, go beyond that limit.
pub(crate) fn too_much_for_stdout(bytes: usize) -> bool {
    let out = fs::metadata("/proc/self/fd/1").ok();
    let Some(out) = out.filter(|out| out.is_file()) else {
        return false;
    };
    let after = out.len().saturating_add(bytes as u64);
    size_limit().is_some_and(|limit| after > limit)
}

/// Writes a place's bytes beside it.
fn beside(stages: &mut Vec<Stage>, place: &Place, bytes: &[u8]) -> io::Result<PathBuf> {
    let folder = place.folder();
    let at = match stages.iter().position(|stage| stage.parent == folder) {
        Some(at) => at,
        None => {
            stages.push(Stage::beside(folder)?);
            stages.len() - 1
        }
    };
    let path = stages[at].next();
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    if let Some(permissions) = &place.permissions {
        file.set_permissions(permissions.clone())?;
    }
    Ok(path)
}

/// The hidden folder of a run, on the same disk as the places beside it.
struct Stage {
    parent: PathBuf,
    folder: PathBuf,
    /// Held while the run lives; closed before the folder is taken away.
    lock: Option<File>,
    files: u32,
}

impl Stage {
    fn beside(parent: &Path) -> io::Result<Stage> {
        sweep(parent);
        let mut attempt = 0u32;
        loop {
            let name = format!("{START}{}-{attempt}{END}", std::process::id());
            let folder = parent.join(name);
            match fs::create_dir(&folder) {
                Ok(()) => {}
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists && attempt < 100 => {
                    attempt += 1;
                    continue;
                }
                Err(e) => return Err(e),
            }
            match File::create_new(folder.join(LOCK)) {
                Ok(lock) => {
                    // Where disks know no locks, nobody takes the folder away either.
                    let _ = lock.try_lock();
                    return Ok(Stage {
                        parent: parent.to_owned(),
                        folder,
                        lock: Some(lock),
                        files: 0,
                    });
                }
                // Another run took the folder for one that was left.
                Err(e) if e.kind() == io::ErrorKind::NotFound && attempt < 100 => attempt += 1,
                Err(e) => {
                    let _ = fs::remove_dir(&folder);
                    return Err(e);
                }
            }
        }
    }

    fn next(&mut self) -> PathBuf {
        self.files += 1;
        self.folder.join(self.files.to_string())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.lock = None;
        clear(&self.folder);
    }
}

const START: &str = ".ikou-";
const END: &str = ".tmp";
const LOCK: &str = "lock";

/// Takes away what runs left here that were killed.
fn sweep(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_str().and_then(own_name);
        // Not through links.
        if ours.is_none() || !entry.file_type().is_ok_and(|t| t.is_dir()) {
            continue;
        }
        let folder = entry.path();
        match OpenOptions::new().write(true).open(folder.join(LOCK)) {
            Ok(lock) if lock.try_lock().is_ok() => {
                drop(lock);
                clear(&folder);
            }
            // A living run.
            Ok(_) => {}
            // Killed before it had a lock: nothing is in it.
            Err(_) => drop(fs::remove_dir(&folder)),
        }
    }
}

/// The numbers in the name of a run's folder.
fn own_name(name: &str) -> Option<(u32, u32)> {
    let (process, attempt) = name
        .strip_prefix(START)?
        .strip_suffix(END)?
        .split_once('-')?;
    Some((process.parse().ok()?, attempt.parse().ok()?))
}

/// Removes a run's folder: its numbered files, the lock, itself; nothing that is not ours.
fn clear(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let number = name.to_str().and_then(|n| n.parse::<u32>().ok());
        if number.is_some() || name == LOCK {
            let _ = fs::remove_file(entry.path());
        }
    }
    let _ = fs::remove_dir(folder);
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "what was written is read back")]
mod tests {
    use super::*;

    fn left(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().flatten();
        let mut names: Vec<String> = entries
            .map(|e| e.file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("計画.json");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(left(dir.path()), ["計画.json"]);
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
        assert_eq!(left(dir.path()), ["kept.json"]);
    }

    fn write_all(files: &[(&Path, &[u8])]) -> Result<(), Failure> {
        let mut all = Files::default();
        for (path, bytes) in files {
            all.add(path, bytes)?;
        }
        all.put()
    }

    /// A set of files is the old one or the new one.
    #[test]
    fn where_one_cannot_be_written_none_is() {
        let dir = tempfile::tempdir().unwrap();
        let [first, taken] = ["plan.json", "roadmap.svg"].map(|n| dir.path().join(n));
        fs::write(&first, "old").unwrap();
        fs::create_dir(&taken).unwrap();
        let failed = write_all(&[(&first, b"new"), (&taken, b"new")]);
        assert_eq!(
            failed,
            Err(Failure::Folder {
                path: shown(&taken)
            })
        );
        assert_eq!(fs::read(&first).unwrap(), b"old");
        if cfg!(target_os = "linux") {
            let full = Path::new("/dev/full");
            let failed = write_all(&[(&first, b"new"), (full, b"new")]);
            assert!(matches!(failed, Err(Failure::Full { .. })));
            assert_eq!(fs::read(&first).unwrap(), b"old");
        }
        assert_eq!(left(dir.path()), ["plan.json", "roadmap.svg"]);
    }

    /// What a killed run left goes; a living run's folder and what is not ours stay.
    #[test]
    fn the_next_run_takes_away_what_a_killed_one_left() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        for name in [".ikou-11-0.tmp", ".ikou-12-0.tmp", ".ikou-13-0.tmp"] {
            fs::create_dir(at(name)).unwrap();
        }
        fs::write(at(".ikou-11-0.tmp/lock"), "").unwrap();
        fs::write(at(".ikou-11-0.tmp/1"), "half").unwrap();
        let living = File::create(at(".ikou-13-0.tmp/lock")).unwrap();
        living.try_lock().unwrap();
        // Somebody's own, whatever it is called.
        fs::create_dir(at(".ikou-notes.tmp")).unwrap();
        fs::write(at(".ikou-1-1.tmp"), "mine").unwrap();
        fs::create_dir(at(".ikou-14-0.tmp")).unwrap();
        fs::write(at(".ikou-14-0.tmp/notes.txt"), "mine").unwrap();
        write(&at("plan.json"), b"{}").unwrap();
        let kept = [
            ".ikou-1-1.tmp",
            ".ikou-13-0.tmp",
            ".ikou-14-0.tmp",
            ".ikou-notes.tmp",
            "plan.json",
        ];
        assert_eq!(left(dir.path()), kept);
        drop(living);
        write(&at("plan.json"), b"{}").unwrap();
        assert!(!at(".ikou-13-0.tmp").exists());
    }
}
