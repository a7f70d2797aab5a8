//! A room in which nothing but the arguments and the files decides what happens.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// 2021-08-03 in Japan.
pub(crate) const EPOCH: &str = "1627916400";

/// A folder of its own, and an empty environment.
pub(crate) struct Room {
    folder: TempDir,
    env: Vec<(String, String)>,
}

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn program() -> &'static str {
    env!("CARGO_BIN_EXE_ikou")
}

impl Room {
    pub(crate) fn new() -> Room {
        let folder = tempfile::tempdir().unwrap();
        let env = [("COLUMNS", "80"), ("SOURCE_DATE_EPOCH", EPOCH)];
        let env = env.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec();
        Room { folder, env }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn file(self, name: &str, text: impl AsRef<[u8]>) -> Room {
        let path = self.at(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Room {
        self.env.retain(|(known, _)| known != name);
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.at(name)).unwrap()
    }

    /// The program with these arguments, not yet started.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(program());
        command
            .args(args)
            .current_dir(self.path())
            .env_clear()
            .stdin(Stdio::null());
        command.envs(self.env.iter().map(|(n, v)| (n, v)));
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        Run::of(self.command(args).output().unwrap())
    }
}

impl Run {
    pub(crate) fn of(output: Output) -> Run {
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// An inventory with nothing to say about.
pub(crate) const EMPTY: &str = r#"schema = 1

[municipality]
name = "郡山市"
kind = "prefecture"

[horizon]
from = 2021-07-01
to = 2027-03-31

[[outside]]
business = "jido_fuyo"
reason = "試験"

[[outside]]
business = "seiho"
reason = "試験"
"#;

/// An inventory with an error and a warning.
pub(crate) fn broken() -> String {
    EMPTY.replace("prefecture", "県") + "\n[[vendor]]\nid = \"使わない\"\n"
}
