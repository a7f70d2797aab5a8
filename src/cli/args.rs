//! What may be typed. Texts are in `cli.ftl`: `cmd-NAME` for a command, `arg-ID` (or
//! `arg-NAME-ID` where a command says it differently) for an argument, `value-NAME` for what
//! stands after it.

use super::{
    assumptions, baseline, budget, check, clash, compare, completions, confirm, deadlines, graph,
    import, init, man, plan, render, risk, scenario, schema, slack, status, sweep, why,
};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "ikou",
    version,
    disable_help_flag = true,
    disable_version_flag = true
)]
#[command(disable_help_subcommand = true, subcommand_required = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) screen: Screen,
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(init::InitArgs),
    Check(check::CheckArgs),
    Plan(plan::PlanArgs),
    Render(render::RenderArgs),
    Budget(budget::BudgetArgs),
    Deadlines(deadlines::DeadlinesArgs),
    Why(why::WhyArgs),
    Clash(clash::ClashArgs),
    Slack(slack::SlackArgs),
    Risk(risk::RiskArgs),
    Graph(graph::GraphArgs),
    Scenario(scenario::ScenarioArgs),
    Compare(compare::CompareArgs),
    Baseline(baseline::BaselineArgs),
    Status(status::StatusArgs),
    Sweep(sweep::SweepArgs),
    Assumptions(assumptions::AssumptionsArgs),
    Confirm(confirm::ConfirmArgs),
    Import(import::ImportArgs),
    Schema(schema::SchemaArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

/// How to speak to the reader: the same for every command.
#[derive(Clone, Debug, Args)]
pub(crate) struct Screen {
    // Read before parsing (language.rs); here for help and for refusing other values.
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    lang: Option<LangChoice>,
    #[arg(long, global = true, value_enum, value_name = "WHEN")]
    pub(crate) color: Option<ColorChoice>,
    #[arg(long, global = true, value_name = "COLUMNS")]
    pub(crate) width: Option<u16>,
    #[arg(long, global = true)]
    pub(crate) ascii: bool,
    #[arg(short = 'h', long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LangChoice {
    Ja,
    En,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    Auto,
    Always,
    Never,
}

/// The files that are read, and the day it is.
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) beside: Beside,
}

/// What is read beside the inventory.
#[derive(Clone, Debug, Args)]
pub(crate) struct Beside {
    #[arg(long, value_name = "FILE")]
    pub(crate) calendar: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) routes: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) actuals: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    #[arg(long, value_name = "LEVELS")]
    pub(crate) objective: Option<String>,
    #[command(flatten)]
    pub(crate) what_if: WhatIf,
}

/// What is tried instead of what the files say.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct WhatIf {
    #[arg(long, value_name = "SCENARIO")]
    pub(crate) scenario: Vec<String>,
    #[arg(long, value_name = "CHANGE")]
    pub(crate) set: Vec<String>,
    #[arg(long, value_name = "MOVE")]
    pub(crate) shift: Vec<String>,
}

impl Beside {
    /// A flag that was given.
    pub(crate) fn given(&self) -> Option<&'static str> {
        let Beside {
            calendar,
            routes,
            actuals,
            as_of,
            objective,
            what_if,
        } = self;
        [
            (calendar.is_some(), "--calendar"),
            (routes.is_some(), "--routes"),
            (actuals.is_some(), "--actuals"),
            (as_of.is_some(), "--as-of"),
            (objective.is_some(), "--objective"),
            (!what_if.scenario.is_empty(), "--scenario"),
            (!what_if.set.is_empty(), "--set"),
            (!what_if.shift.is_empty(), "--shift"),
        ]
        .into_iter()
        .find_map(|(given, flag)| given.then_some(flag))
    }
}
