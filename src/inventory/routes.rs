//! Routes: a bridge followed by a target, as stages, activities and rounds (`routes.toml`).

use super::{MethodKind, RoundIx};
use crate::calendar::{Duration, Range, Spread};
use crate::facts::Provenance;
use std::sync::Arc;

/// Which work stage a round pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorkKind {
    /// サーバ移設: `stage = "rehost"`.
    Rehost,
    /// 構築等 of a new system that is not the standard: `stage = "replace"`.
    Replace,
    /// Move to the city's own server: `stage = "own-server"`.
    OwnServer,
    /// 構築等 of the standard: `stage = "standard"`.
    Standard,
}

impl WorkKind {
    /// The word in TOML: also the stage key of a round.
    pub fn name(self) -> &'static str {
        match self {
            WorkKind::Rehost => "rehost",
            WorkKind::Replace => "replace",
            WorkKind::OwnServer => "own-server",
            WorkKind::Standard => "standard",
        }
    }
}

/// A name in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// 日本語
    pub ja: String,
    /// English
    pub en: String,
}

/// One bar of a route: id in plan.json, and its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageRule {
    /// Stage id: `rehost`, `rehosted`, `extension`, `replace`, `replaced`, `build`, `standard` …
    pub id: String,
    /// Shown names.
    pub name: Named,
}

/// A step inside a work stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityRule {
    /// `requirements`, `build`, `migration`, `rehearsal-1`, `test`, `training`, `cutover` …
    pub id: String,
    /// Shown names.
    pub name: Named,
    /// Its length; `None`: takes what the others leave (at most one per work stage).
    pub length: Option<Duration>,
    /// Whether its end is a rehearsal milestone.
    pub rehearsal: bool,
    /// Whether configuration starts with it: the PIA is done before its first day.
    pub configuration: bool,
}

/// How a bridge or a target is done when the inventory does not say otherwise.
#[derive(Clone, Debug)]
pub struct BridgeRule {
    /// `none`, `re-lease`, `extend`, `rehost`, `replace`, `own-server`.
    pub id: String,
    /// Shown names.
    pub name: Named,
    /// May the present contract be extended on it?
    pub extends_contract: bool,
    /// May the present hardware be re-leased on it?
    pub extends_hardware: bool,
    /// Its work and service, where it has some.
    pub move_to: Option<MoveRule>,
    /// Source and confidence.
    pub provenance: Provenance,
}

/// A target: the standard on some platform.
#[derive(Clone, Debug)]
pub struct TargetRule {
    /// `gov-cloud`, `other-cloud`, `own-standard`.
    pub id: String,
    /// Shown names.
    pub name: Named,
    /// Its work and service.
    pub move_to: MoveRule,
    /// The stage of operation that is procured apart (運用の別途発注).
    pub operation: Option<StageRule>,
    /// Source and confidence.
    pub provenance: Provenance,
}

/// Work stage, service stage, and the acts around them.
#[derive(Clone, Debug)]
pub struct MoveRule {
    /// Which kind of work.
    pub kind: WorkKind,
    /// The work bar.
    pub work: StageRule,
    /// The service bar.
    pub service: StageRule,
    /// The bar of the extended service, where an extension is a stage of its own (after a rehost).
    pub extension: Option<StageRule>,
    /// Platform id of the new service.
    pub platform: String,
    /// ★ to ▲ by default.
    pub length: Range<Duration>,
    /// Activities by default.
    pub activities: Arc<[ActivityRule]>,
    /// Method by default.
    pub method: MethodKind,
    /// Before ●: quotation (bridge) or RFI (standard) starts this long before; `None`: none.
    pub enquiry: Option<Duration>,
    /// Whether a PIA is done before configuration.
    pub pia: bool,
    /// From the start of the PIA to its end, where one is done.
    pub pia_lead: Duration,
    /// Whether an ordinance is amended at a session before ▲.
    pub ordinance: bool,
    /// 住民周知 is published this long before ▲; `None`: not at all.
    pub resident_notice: Option<Duration>,
    /// The old system is kept this long for reference, as far as its cover lasts.
    pub reference: Duration,
}

/// All bridges and targets.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    /// Names of the present service by what it is: existing, cloud, cloud-new, own-server.
    pub current: Vec<(super::Current, StageRule)>,
    /// Name of a gap.
    pub gap: Named,
    /// Name of the reference stage.
    pub reference: Named,
    /// Bridges.
    pub bridges: Vec<BridgeRule>,
    /// Targets.
    pub targets: Vec<TargetRule>,
    /// Path of the fact that says how long the assessment of personal numbers takes here.
    pub pia_fact: String,
    /// How far what is assumed may turn out otherwise.
    pub spreads: AssumedSpreads,
}

/// How far a fact that is assumed, and written as one value, may turn out otherwise; `None`: not at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AssumedSpreads {
    /// Lengths of work, in percent of what is written.
    pub work: Option<Spread<u32>>,
    /// Yen, in percent of what is written.
    pub yen: Option<Spread<u32>>,
    /// Availability of products: so much later than what is written.
    pub available: Option<Spread<Duration>>,
}

/// One allowed route of a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// Index into [`Routes::bridges`].
    pub bridge: usize,
    /// Index into [`Routes::targets`].
    pub target: usize,
    /// The round of the bridge's move, where it has one.
    pub bridge_round: Option<RoundIx>,
    /// The round of the target.
    pub target_round: RoundIx,
}
