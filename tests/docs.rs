//! The documentation is run: every shell and TOML block of the READMEs and of docs/, every link
//! between files, the picture of the roadmap. What a reader copies works.
//!
//! * `sh`: each line runs in a copy of the repository's inputs and must succeed, or exit with the
//!   code that its comment names (`# exit 3`). Lines of a build (cargo, .ci/run) are known by name.
//! * `toml` with `schema = 1`: a whole inventory, which is checked and planned.
//! * `toml` whose first line names a file (`# schedules/calendar.toml`): put in that place beside
//!   the shipped inventory and checked.
//! * other `toml`: a piece of an inventory; every key is known and every value of its type.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails loudly"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const INPUTS: [&str; 4] = [
    "systems.toml",
    "schedules",
    "tests/cases/koriyama-2026",
    "tests/import",
];

/// Lines that build or test the program itself, which a test of it cannot run.
const BUILDING: [&str; 5] = [
    "cargo test",
    "cargo install --path .",
    "cargo bench",
    "cargo clippy",
    ".ci/run",
];

#[derive(Debug)]
struct Block {
    file: PathBuf,
    line: usize,
    language: String,
    text: String,
}

impl Block {
    fn place(&self) -> String {
        format!(
            "{}:{}",
            self.file
                .strip_prefix(root())
                .unwrap_or(&self.file)
                .display(),
            self.line
        )
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The pages that people read.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![];
    let mut folders = vec![root().join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "md") {
                pages.push(path);
            }
        }
    }
    for entry in fs::read_dir(root()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "md") {
            pages.push(path);
        }
    }
    pages.sort();
    pages
}

fn blocks_in(file: &Path, text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in text.lines().enumerate() {
        match (line.trim_start().strip_prefix("```"), &mut open) {
            (Some(language), None) => {
                open = Some(Block {
                    file: file.to_owned(),
                    line: number + 1,
                    language: language.trim().to_owned(),
                    text: String::new(),
                });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(
        open.is_none(),
        "{}: a block is never closed",
        file.display()
    );
    blocks
}

fn blocks(language: &str) -> Vec<Block> {
    let all = pages()
        .into_iter()
        .flat_map(|page| blocks_in(&page, &fs::read_to_string(&page).unwrap()));
    all.filter(|block| block.language == language).collect()
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else if from.is_file() {
        fs::copy(from, to).unwrap();
    }
}

/// A folder with the repository's inputs and nothing else.
fn desk() -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in INPUTS {
        copy(&root().join(name), &folder.path().join(name));
    }
    folder
}

fn run(command: &mut Command, folder: &Path) -> Output {
    command
        .current_dir(folder)
        .env_remove("IKOU_LANG")
        .env_remove("SOURCE_DATE_EPOCH")
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .expect("the command starts")
}

fn ikou(arguments: &[&str], folder: &Path) -> Output {
    run(
        Command::new(env!("CARGO_BIN_EXE_ikou")).args(arguments),
        folder,
    )
}

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// The command of a line as the installed program would be called, and the exit code it promises;
/// `None` for lines that build the program.
fn command_of(line: &str) -> Option<(String, i32)> {
    let (command, comment) = line.split_once(" #").unwrap_or((line, ""));
    let command = command.trim();
    if BUILDING.iter().any(|known| command.starts_with(known)) {
        return None;
    }
    let code = comment
        .trim()
        .strip_prefix("exit ")
        .map_or(0, |code| code.trim().parse().unwrap());
    let installed = command.replacen("cargo run --release --", "ikou", 1);
    Some((installed, code))
}

#[test]
fn every_shell_line_works() {
    let program = Path::new(env!("CARGO_BIN_EXE_ikou"));
    let path = std::env::join_paths(std::iter::once(program.parent().unwrap().to_owned()).chain(
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()),
    ))
    .unwrap();
    let mut lines = 0;
    let mut folder = (PathBuf::new(), desk());
    for block in blocks("sh") {
        // The blocks of one page build on each other.
        if folder.0 != block.file {
            folder = (block.file.clone(), desk());
        }
        for line in block
            .text
            .lines()
            .filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
        {
            let Some((command, code)) = command_of(line) else {
                continue;
            };
            let at = block.place();
            assert!(command.starts_with("ikou"), "{at}: what is `{command}`?");
            let output = run(
                Command::new("sh").args(["-c", &command]).env("PATH", &path),
                folder.1.path(),
            );
            assert_eq!(
                output.status.code(),
                Some(code),
                "{at}: {command}\n{}",
                said(&output)
            );
            lines += 1;
        }
    }
    assert!(lines > 10, "{lines} lines were run");
}

/// Findings about what a piece says, not about what it leaves out.
const OF_THE_PIECE: [&str; 4] = ["syntax", "unknown-key", "wrong-type", "bad-date"];

#[test]
fn every_toml_block_is_understood() {
    let mut whole = 0;
    for block in blocks("toml") {
        let at = block.place();
        let folder = desk();
        let inventory = folder.path().join("systems.toml");
        let named = block.text.lines().next().and_then(|l| l.strip_prefix("# "));
        let named = named.filter(|name| name.ends_with(".toml") && !name.contains(' '));
        if let Some(name) = named.filter(|name| *name != "systems.toml") {
            let place = folder.path().join(name);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(&place, &block.text).unwrap();
            // A scenario is read where it is asked for.
            let scenario = name.strip_prefix("schedules/scenarios/").map(|_| name);
            let asked = scenario.into_iter().flat_map(|s| ["--scenario", s]);
            let args: Vec<&str> = ["check", "--as-of", "2021-08-03"]
                .into_iter()
                .chain(asked)
                .collect();
            let output = ikou(&args, folder.path());
            assert_eq!(output.status.code(), Some(0), "{at}\n{}", said(&output));
        } else if block.text.contains("\nschema = 1") || block.text.starts_with("schema = 1") {
            whole += 1;
            fs::write(&inventory, &block.text).unwrap();
            let _ = fs::remove_dir_all(folder.path().join("schedules"));
            let output = ikou(&["check", "--as-of", "2021-08-03"], folder.path());
            assert_eq!(output.status.code(), Some(0), "{at}\n{}", said(&output));
            let output = ikou(&["plan", "--as-of", "2021-08-03"], folder.path());
            assert_eq!(output.status.code(), Some(0), "{at}\n{}", said(&output));
        } else {
            fs::write(&inventory, format!("schema = 1\n{}", block.text)).unwrap();
            let _ = fs::remove_dir_all(folder.path().join("schedules"));
            let arguments = ["check", "--as-of", "2021-08-03", "--message-format", "json"];
            let output = ikou(&arguments, folder.path());
            let json: serde_json::Value = serde_json::from_slice(&output.stdout)
                .unwrap_or_else(|e| panic!("{at}: {e}\n{}", said(&output)));
            for finding in json["findings"].as_array().unwrap() {
                let code = finding["code"].as_str().unwrap();
                assert!(!OF_THE_PIECE.contains(&code), "{at}: {finding:#}");
            }
        }
    }
    assert!(whole > 0, "docs/inventory.md begins with a whole inventory");
}

#[test]
fn every_language_of_a_block_is_known() {
    for page in pages() {
        for block in blocks_in(&page, &fs::read_to_string(&page).unwrap()) {
            let known = ["sh", "toml", "json", "text", "rust"].contains(&block.language.as_str());
            assert!(known, "{}: a block of `{}`", block.place(), block.language);
        }
    }
}

#[test]
fn both_readmes_begin_with_the_same_two_commands() {
    for name in ["README.md", "README.ja.md"] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        let first = blocks_in(Path::new(name), &text)
            .into_iter()
            .find(|b| b.language == "sh");
        let first = first.expect("a quick start");
        assert_eq!(
            first.text.lines().collect::<Vec<_>>(),
            [
                "cargo run --release -- plan --as-of 2021-08-03 --output-dir out",
                "cargo test",
            ],
            "{name}"
        );
    }
}

/// Every `](path)` that is no address on the web.
#[test]
fn every_link_leads_somewhere() {
    let mut links = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for piece in text.split("](").skip(1) {
            let target = piece.split(')').next().unwrap();
            if target.starts_with("http") || target.starts_with('#') {
                continue;
            }
            let file = target.split('#').next().unwrap();
            let found = page.parent().unwrap().join(file);
            assert!(found.exists(), "{}: {target}", page.display());
            links += 1;
        }
    }
    assert!(links > 10, "{links}");
}

/// The pictures that the pages show, and what makes them.
const PICTURES: [(&str, &[&str]); 3] = [
    ("roadmap.svg", &["render"]),
    ("vendors.svg", &["render", "--view", "vendor"]),
    ("links.svg", &["graph"]),
];

/// `IKOU_UPDATE=1 cargo test --test docs` draws them anew.
#[test]
fn the_pictures_are_what_the_program_draws() {
    let folder = desk();
    for (name, command) in PICTURES {
        let arguments = [command, &["--as-of", "2021-08-03", "-o", name]].concat();
        let output = ikou(&arguments, folder.path());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let drawn = folder.path().join(name);
        let shown = root().join("docs/pictures").join(name);
        if std::env::var_os("IKOU_UPDATE").is_some() {
            fs::copy(&drawn, &shown).unwrap();
        }
        let same = fs::read(&drawn).unwrap() == fs::read(&shown).unwrap();
        assert!(same, "docs/pictures/{name}: run with IKOU_UPDATE=1");
    }
}

#[test]
fn blocks_are_found() {
    let text = "a\n```sh\nikou check  # exit 1\n```\n\n```toml\nx = 1\n```\n";
    let found = blocks_in(Path::new("x.md"), text);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[0].line, found[0].text.as_str()),
        (2, "ikou check  # exit 1\n")
    );
    assert_eq!(
        command_of("ikou check  # exit 1"),
        Some(("ikou check".to_owned(), 1))
    );
    assert_eq!(
        command_of("cargo run --release -- plan"),
        Some(("ikou plan".to_owned(), 0))
    );
    assert_eq!(command_of("cargo test"), None);
}
