//! What has happened (`actuals.toml`).

use super::{ContractIx, HardwareIx, RoundIx, SystemIx};
use crate::calendar::Date;
use crate::facts::Provenance;
use crate::source::Span;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// Prices were asked for (round).
    Enquired,
    /// ● was handed in (round), the money for the next extension asked for (contract, hardware).
    Requested,
    /// That money was voted (round, contract or hardware).
    Voted,
    /// The assessment of personal numbers was begun (round).
    PiaStarted,
    /// ★ was signed (round).
    Signed,
    /// Notice was given (round, contract or hardware).
    NoticeGiven,
    /// An extension was signed (round, contract or hardware).
    Extended,
    /// A work stage began (round).
    Started,
    /// A work stage is done, ▲ has happened (round and system).
    Done,
}

/// One thing that happened: kept as it is by every plan.
#[derive(Clone, Debug)]
pub struct Actual {
    /// What.
    pub event: Event,
    /// When.
    pub date: Date,
    /// To which round.
    pub round: Option<RoundIx>,
    /// For which of its systems (`Done` of a shared round).
    pub system: Option<SystemIx>,
    /// To which contract.
    pub contract: Option<ContractIx>,
    /// To which hardware.
    pub hardware: Option<HardwareIx>,
    /// The path of its facts: `actual.3`.
    pub path: String,
    /// Source and confidence.
    pub provenance: Provenance,
    /// Where it is declared.
    pub span: Span,
}
