//! Exit codes: a table that scripts rely on, never computed.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done; soft deadlines may be late.
    Ok = 0,
    /// Findings of error level in the files, or of the level asked for with `-D`.
    Findings = 1,
    /// Usage, or a file that cannot be read or written.
    Usage = 2,
    /// A gap, a hard deadline missed, infeasible or unknown: `outcome.status` says which.
    NoPlan = 3,
    /// `--frozen`: outputs differ from what the inputs give.
    Frozen = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
