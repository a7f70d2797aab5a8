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
}

pub(crate) fn schema(args: &SchemaArgs, session: &mut Session) -> Result<Exit, Failure> {
    let schema = match args.of {
        Of::Plan => schemars::schema_for!(ikou::plan::Plan),
    };
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    session.print(&text);
    Ok(Exit::Ok)
}
