//! `ikou completions`: a script that lets a shell complete commands and flags.

use super::{Exit, Failure, Session, help};
use clap::Args;
use clap_complete::Shell;

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

pub(crate) fn completions(args: &CompletionsArgs, session: &mut Session) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    let mut command = help::localized(session.lang, 80);
    clap_complete::generate(args.shell, &mut command, "ikou", &mut script);
    session.print(script);
    Ok(Exit::Ok)
}
