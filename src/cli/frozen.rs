//! `ikou check --frozen`: whether the committed outputs are what they are made from.

use super::args::{Beside, Inputs};
use super::baselines::{self, Found};
use super::files::{self, names, shown};
use super::inputs::{load_file, schedules_beside};
use super::outputs::{draw, for_file};
use super::pictures::{numbered, whole};
use super::plan::make_with;
use super::render::saved_plan;
use super::{Failure, Session};
use ikou::plan::{Effort, Plan};
use ikou::render::{Format, PictureFile, pictures_one_by_one};
use ikou::words::say;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Tells each file of `schedules/baseline` that the inputs no longer give, and each file beside a
/// named baseline that its plan does not give; how many there are.
/// The plan is made as of the committed one's day, unless another is asked for.
pub(crate) fn differing(args: &Inputs, session: &mut Session) -> Result<usize, Failure> {
    let schedules = schedules_beside(args.file.as_deref());
    let folder = baselines::folder(&schedules);
    let path = folder.join(baselines::PLAN);
    let named: Vec<Found> = baselines::all(&schedules)
        .into_iter()
        .filter(|found| !found.name.is_empty())
        .collect();
    let mut count = 0;
    for found in &named {
        count += beside(found, session)?;
    }
    // Approved plans stay what they are: of them alone nothing is made anew.
    if !named.is_empty() && !files::exists(&path) {
        return Ok(count);
    }
    let saved = saved_plan(&path)?;
    let as_of = Beside {
        as_of: args.beside.as_of.clone().or(Some(saved.as_of.to_string())),
        ..args.beside.clone()
    };
    let loaded = load_file(args.file.as_deref(), &as_of, session)?;
    // Errors are told by the check itself.
    let Some(inventory) = &loaded.inventory else {
        return Ok(count);
    };
    let plan = make_with(inventory, &loaded, Effort::NORMAL, session)?;
    let wrong = wrong(committed(&folder), &plan, session)?;
    for (path, key) in &wrong {
        let text = say(session.lang, key, &[("path", &shown(path))]);
        session.tell(&format!("{text}\n"));
    }
    Ok(count + wrong.len())
}

/// The files beside a named baseline's plan that this plan does not give.
fn beside(found: &Found, session: &Session) -> Result<usize, Failure> {
    let Some(folder) = found.path.parent() else {
        return Ok(0);
    };
    let plan = found.plan()?;
    let mut files = committed(folder);
    files.retain(|(path, _)| *path != found.path);
    let wrong = wrong(files, &plan, session)?;
    for (path, key) in &wrong {
        let key = if *key == DIFFERS {
            "check-frozen-named"
        } else {
            key
        };
        let args = [("path", shown(path)), ("plan", shown(&found.path))];
        let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let text = say(session.lang, key, &args);
        session.tell(&format!("{text}\n"));
    }
    Ok(wrong.len())
}

/// What is said of a file that is another than the one made.
const DIFFERS: &str = "check-frozen";

/// The files that are not what a plan gives, and those that are missing among them, with what is said
/// of them.
fn wrong(
    files: Vec<(PathBuf, Format)>,
    plan: &Plan,
    session: &Session,
) -> Result<BTreeMap<PathBuf, &'static str>, Failure> {
    let (pictures, texts): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|(_, format)| format.is_picture());
    let mut wrong = BTreeMap::new();
    for (path, format) in texts {
        if !same_text(&path, format, plan, session)? {
            wrong.insert(path, DIFFERS);
        }
    }
    compare_pictures(&pictures, plan, session, &mut wrong)?;
    Ok(wrong)
}

/// The files of a folder whose names say a format.
fn committed(folder: &Path) -> Vec<(PathBuf, Format)> {
    names(folder, "")
        .into_iter()
        .filter_map(|name| Some((folder.join(&name), Format::of_path(&name)?)))
        .collect()
}

fn same_text(path: &Path, format: Format, plan: &Plan, session: &Session) -> Result<bool, Failure> {
    let found = files::read_bytes(path)?;
    let made = draw(plan, format, &for_file(session))?;
    // Git may have changed the line ends on the way to this machine.
    let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    Ok(lines(&found) == lines(&made))
}

/// Adds each picture that is not the page its name says, and each page that has no file though
/// others of its picture have.
fn compare_pictures(
    pictures: &[(PathBuf, Format)],
    plan: &Plan,
    session: &Session,
    wrong: &mut BTreeMap<PathBuf, &'static str>,
) -> Result<(), Failure> {
    let options = for_file(session);
    let formats: BTreeSet<Format> = pictures.iter().map(|(_, format)| *format).collect();
    let formats: Vec<Format> = formats.into_iter().collect();
    // A file is wrong until the page of its name has been drawn.
    wrong.extend(pictures.iter().map(|(path, _)| (path.clone(), DIFFERS)));
    let mut fault = None;
    let take = |file: PictureFile| {
        let of_format = |(_, format): &&(PathBuf, Format)| formats.get(file.format) == Some(format);
        let paths = pictures.iter().filter(of_format).map(|(path, _)| path);
        let whole: BTreeSet<PathBuf> = paths.clone().map(|path| whole(path, file.of)).collect();
        for path in whole.iter().map(|w| numbered(w, file.page + 1, file.of)) {
            if !paths.clone().any(|there| *there == path) {
                wrong.insert(path, "check-frozen-missing");
                continue;
            }
            match files::read_bytes(&path) {
                Ok(found) if found == file.bytes => drop(wrong.remove(&path)),
                Ok(_) => {}
                Err(failure) => fault = Some(failure),
            }
        }
        fault.is_none()
    };
    if !formats.is_empty() {
        pictures_one_by_one(plan, &formats, &options, take).map_err(|error| Failure::Drawing {
            reason: error.message(options.lang),
        })?;
    }
    fault.map_or(Ok(()), Err)
}
