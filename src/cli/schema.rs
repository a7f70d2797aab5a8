//! `ikou schema`: what files and outputs hold, for editors and programs.

use super::{Exit, Failure, Session};
use clap::{Args, ValueEnum};
use ikou::inventory::schema;

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    #[arg(value_enum, default_value = "plan", value_name = "OF")]
    of: Of,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    Plan,
    Systems,
    Calendar,
    Routes,
    Actuals,
    Scenario,
    Assumptions,
    Clash,
    Compare,
    Deadlines,
    Risk,
    Slack,
    Status,
    Sweep,
    Why,
}

pub(crate) fn schema(args: &SchemaArgs, session: &mut Session) -> Result<Exit, Failure> {
    let text = match args.of {
        Of::Systems => schema::schema(schema::Of::Systems),
        Of::Calendar => schema::schema(schema::Of::Calendar),
        Of::Routes => schema::schema(schema::Of::Routes),
        Of::Actuals => schema::schema(schema::Of::Actuals),
        Of::Scenario => schema::schema(schema::Of::Scenario),
        Of::Plan => ikou::render::plan_schema(),
        Of::Assumptions => ikou::assumptions::schema(),
        Of::Clash => ikou::clash::schema(),
        Of::Compare => ikou::compare::Compared::schema(),
        Of::Deadlines => ikou::deadlines::schema(),
        Of::Risk => ikou::risk::schema(),
        Of::Slack => ikou::slack::schema(),
        Of::Status => ikou::status::schema(),
        Of::Sweep => ikou::sweep::Sweep::schema(),
        Of::Why => ikou::why::instead_schema(),
    };
    session.print(text);
    Ok(Exit::Ok)
}
