//! `ikou schema`: what plan.json holds, for editors and programs.

use super::{Exit, Failure, Session};
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    #[arg(value_enum, default_value = "plan", value_name = "OF")]
    of: Of,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    Plan,
    Clash,
    Deadlines,
    Slack,
    Why,
}

pub(crate) fn schema(args: &SchemaArgs, session: &mut Session) -> Result<Exit, Failure> {
    let schema = match args.of {
        Of::Plan => ikou::render::plan_schema(),
        Of::Clash => ikou::clash::schema(),
        Of::Deadlines => ikou::deadlines::schema(),
        Of::Slack => ikou::slack::schema(),
        Of::Why => ikou::why::instead_schema(),
    };
    session.print(schema);
    Ok(Exit::Ok)
}
