//! `ikou check --frozen`: whether the committed outputs are what they are made from.

use super::args::{Beside, Inputs};
use super::baselines::{self, Found};
use super::files::{self, names, shown};
use super::inputs::{load_file, schedules_beside};
use super::outputs::{draw, for_file};
use super::plan::make_with;
use super::render::saved_plan;
use super::{Failure, Session};
use ikou::plan::{Effort, Plan};
use ikou::render::{Format, Options, pictures_one_by_one};
use ikou::words::say;
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
    let plan = make_with(inventory, &loaded, Effort::NORMAL)?;
    for (path, format) in committed(&folder) {
        if !same(&path, format, &plan, session)? {
            count += 1;
            let text = say(session.lang, "check-frozen", &[("path", &shown(&path))]);
            session.tell(&format!("{text}\n"));
        }
    }
    Ok(count)
}

/// The files beside a named baseline's plan that this plan does not give.
fn beside(found: &Found, session: &Session) -> Result<usize, Failure> {
    let Some(folder) = found.path.parent() else {
        return Ok(0);
    };
    let plan = found.plan()?;
    let mut count = 0;
    for (path, format) in committed(folder) {
        if path != found.path && !same(&path, format, &plan, session)? {
            count += 1;
            let args = [("path", shown(&path)), ("plan", shown(&found.path))];
            let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let text = say(session.lang, "check-frozen-named", &args);
            session.tell(&format!("{text}\n"));
        }
    }
    Ok(count)
}

/// The files of a folder whose names say a format.
fn committed(folder: &Path) -> Vec<(PathBuf, Format)> {
    names(folder, "")
        .into_iter()
        .filter_map(|name| Some((folder.join(&name), Format::of_path(&name)?)))
        .collect()
}

fn same(path: &Path, format: Format, plan: &Plan, session: &Session) -> Result<bool, Failure> {
    let options = for_file(session);
    let found = files::read_bytes(path)?;
    if format.is_picture() {
        return any_page(&found, format, plan, &options);
    }
    let made = draw(plan, format, &options)?;
    // Git may have changed the line ends on the way to this machine.
    let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    Ok(lines(&found) == lines(&made))
}

/// Whether a file is one of the pages that are drawn.
fn any_page(found: &[u8], format: Format, plan: &Plan, options: &Options) -> Result<bool, Failure> {
    let mut same = false;
    let take = |file: ikou::render::PictureFile| {
        same |= file.bytes == found;
        !same
    };
    pictures_one_by_one(plan, &[format], options, take).map_err(|error| Failure::Drawing {
        reason: error.message(options.lang),
    })?;
    Ok(same)
}
