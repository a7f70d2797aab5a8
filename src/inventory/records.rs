//! The records of `systems.toml` once every reference is resolved.

use super::{
    ContractIx, Cost, Extend, HardwareIx, Money, Notice, PlatformIx, Price, ProviderIx, RoundIx,
    Route, SystemIx, WorkKind,
};
use crate::calendar::{Date, Duration, FiscalYear, Range};
use crate::facts::Provenance;
use crate::source::Span;
use std::sync::Arc;

/// Kind of municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MunicipalityKind {
    /// 指定都市
    DesignatedCity,
    /// 中核市
    CoreCity,
    /// 市
    City,
    /// 町
    Town,
    /// 村
    Village,
    /// 特別区
    Ward,
    /// 都道府県
    Prefecture,
}

impl MunicipalityKind {
    /// All kinds.
    pub const ALL: [MunicipalityKind; 7] = [
        MunicipalityKind::DesignatedCity,
        MunicipalityKind::CoreCity,
        MunicipalityKind::City,
        MunicipalityKind::Town,
        MunicipalityKind::Village,
        MunicipalityKind::Ward,
        MunicipalityKind::Prefecture,
    ];

    /// The word in TOML and in the law's tables.
    pub fn name(self) -> &'static str {
        match self {
            MunicipalityKind::DesignatedCity => "designated-city",
            MunicipalityKind::CoreCity => "core-city",
            MunicipalityKind::City => "city",
            MunicipalityKind::Town => "town",
            MunicipalityKind::Village => "village",
            MunicipalityKind::Ward => "ward",
            MunicipalityKind::Prefecture => "prefecture",
        }
    }
}

/// Whose inventory this is.
#[derive(Clone, Debug)]
pub struct Municipality {
    /// 郡山市
    pub name: String,
    /// 全国地方公共団体コード, six digits, or empty.
    pub code: String,
    /// Its kind.
    pub kind: MunicipalityKind,
    /// `ja` or `en`, where the file says so.
    pub lang: Option<String>,
    /// Inhabitants, which decide the class of the PIA.
    pub population: Option<u32>,
    /// Source and confidence.
    pub provenance: Provenance,
}

/// What a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeadlineKind {
    /// A target of the government's.
    Policy,
    /// Hardware.
    Hardware,
    /// A contract.
    Contract,
    /// A platform.
    Platform,
    /// 特定移行支援.
    Individual,
}

/// Which ▲ a deadline holds for: met when that ▲ ≤ date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bounds {
    /// `standard.cutover`
    StandardCutover,
    /// `bridge.cutover`
    BridgeCutover,
}

/// A last day.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Its last day.
    pub date: Date,
    /// What it is.
    pub kind: DeadlineKind,
    /// Hard deadlines are worse to miss than soft ones; both may be missed.
    pub hard: bool,
    /// What it bounds.
    pub bounds: Bounds,
    /// For these systems; empty: for every core and common system.
    pub systems: Vec<SystemIx>,
    /// Weight of a late day (soft), default 1.
    pub weight: u32,
    /// Systems with a date of their own (特定移行支援).
    pub exceptions: Vec<DeadlineException>,
    /// Source and confidence.
    pub provenance: Provenance,
    /// Where it is declared.
    pub span: Span,
}

/// A deadline of one system's own.
#[derive(Clone, Debug)]
pub struct DeadlineException {
    /// The system.
    pub system: SystemIx,
    /// Its last day instead.
    pub date: Date,
    /// Reason 1 to 4 (標準化基本方針).
    pub reason: u32,
}

/// Kind of platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlatformKind {
    /// 庁内
    Own,
    /// A vendor's cloud.
    VendorCloud,
    /// ガバメントクラウド
    GovCloud,
}

/// A platform, where its support ends on a known day.
#[derive(Clone, Debug)]
pub struct Platform {
    /// Its id; `own`, `vendor-cloud` and `gov-cloud` always exist.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Its kind.
    pub kind: PlatformKind,
    /// Last day of support.
    pub supported_until: Option<Date>,
    /// Source and confidence.
    pub provenance: Provenance,
    /// Where it is declared.
    pub span: Option<Span>,
}

/// What a system runs on.
#[derive(Clone, Debug)]
pub struct Hardware {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Where it stands.
    pub platform: PlatformIx,
    /// The last day it may be used.
    pub expires: Date,
    /// How it may be re-leased.
    pub extend: Option<Extend>,
    /// Running price.
    pub price: Option<Price>,
    /// Notice.
    pub notice: Option<Notice>,
    /// Yen due when a lease is left before `expires` (中途解約の違約金).
    pub exit_fee: Option<Range<i64>>,
    /// Systems whose present service runs on it.
    pub users: Vec<SystemIx>,
    /// Source and confidence.
    pub provenance: Provenance,
    /// Where it is declared.
    pub span: Span,
}

/// A capacity from a day to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapacityPeriod {
    /// First day; `None`: always before.
    pub from: Option<Date>,
    /// Last day; `None`: always after.
    pub to: Option<Date>,
    /// The capacity.
    pub value: u32,
}

/// A capacity, constant or by periods; empty: no limit. On days of no period there is no limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capacity {
    /// The periods, disjoint, by date.
    pub periods: Vec<CapacityPeriod>,
}

impl Capacity {
    /// The capacity on a day; `None`: no limit.
    pub fn on(&self, date: Date) -> Option<u32> {
        self.periods
            .iter()
            .find(|p| p.from.is_none_or(|f| f <= date) && p.to.is_none_or(|t| date <= t))
            .map(|p| p.value)
    }
}

/// A vendor or a team of the city's: whoever does work.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Whether it is a team (体制) of the city's own.
    pub team: bool,
    /// Work stages running on one day (★ to the day before ▲).
    pub builds: Capacity,
    /// ▲ in one calendar month; the capacity of the day of ▲ counts.
    pub cutovers_per_month: Capacity,
    /// Source and confidence.
    pub provenance: Provenance,
    /// Where it is declared.
    pub span: Span,
}

/// Who provides what until when.
#[derive(Clone, Debug)]
pub struct Contract {
    /// Its id.
    pub id: String,
    /// Shown name (the id where none is given).
    pub name: String,
    /// With whom.
    pub vendor: Option<ProviderIx>,
    /// Last day.
    pub ends: Date,
    /// Running price.
    pub price: Option<Price>,
    /// Notice.
    pub notice: Option<Notice>,
    /// How it may be extended.
    pub extend: Option<Extend>,
    /// Yen due when it is left before `ends`.
    pub exit_fee: Option<Range<i64>>,
    /// Systems whose present service it provides.
    pub users: Vec<SystemIx>,
    /// Source and confidence.
    pub provenance: Provenance,
    /// Where it is declared.
    pub span: Span,
}

/// Row of the roadmap, or common function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A row of the roadmap.
    Core,
    /// 統合宛名, 申請管理 …
    Common,
}

/// What the present service is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Current {
    /// 現行システム
    Existing,
    /// クラウド上のシステム（現行システム）
    Cloud,
    /// クラウド上のシステム（新システム）
    CloudNew,
    /// 市内部サーバ上のシステム
    OwnServer,
}

/// Kind of link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// Must not go live on the standard before the other.
    Hard,
    /// May, with a temporary interface while exactly one end conforms.
    Soft,
    /// Same ▲ day.
    Together,
}

/// A dependency of a system on another.
#[derive(Clone, Debug)]
pub struct Link {
    /// The other system, which goes first.
    pub system: SystemIx,
    /// Kind.
    pub kind: LinkKind,
    /// Price of a temporary interface (soft): set-up, and while exactly one end conforms.
    pub interface: Option<Price>,
    /// Where it is written.
    pub span: Span,
}

/// One installed package, one row of the roadmap.
#[derive(Clone, Debug)]
pub struct System {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Core or common.
    pub group: Group,
    /// Ids of the businesses it serves.
    pub businesses: Vec<String>,
    /// Section that owns it.
    pub owner: Option<String>,
    /// What its present service runs on.
    pub hardware: Option<HardwareIx>,
    /// Who provides its present service.
    pub contract: Option<ContractIx>,
    /// What its present service is.
    pub current: Current,
    /// What must go live before it.
    pub links: Vec<Link>,
    /// The allowed routes: bridges in file order, each with the targets in file order.
    pub routes: Vec<Route>,
    /// Source and confidence.
    pub provenance: Provenance,
    /// Where it is declared.
    pub span: Span,
}

/// A method of contracting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MethodKind {
    /// 一般競争入札
    Open,
    /// 指名競争入札
    Designated,
    /// 公募型プロポーザル
    Proposal,
    /// 随意契約
    Negotiated,
    /// 少額随意契約
    Small,
    /// 職員による実施: no ● ★, no work bar.
    InHouse,
}

/// A method and the ground it stands on.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// Which.
    pub kind: MethodKind,
    /// 地方自治法施行令167条の2第1項第2号 …
    pub ground: Option<String>,
    /// From notice to ★ (the rule's, or the round's own).
    pub lead: Duration,
    /// Whether a public notice (公告) is given.
    pub notice: bool,
}

/// One procurement of one work stage and the service stage after it, or an in-house move.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Its id, e.g. `tax/bridge`.
    pub id: String,
    /// The systems that share it, in file order.
    pub systems: Vec<SystemIx>,
    /// Which work stage.
    pub work_kind: WorkKind,
    /// Who does the work.
    pub provider: Option<ProviderIx>,
    /// How many units of the provider's `builds` it takes (a shared round counts once).
    pub units: u32,
    /// How it is contracted.
    pub method: Method,
    /// What is bought: services, goods, lease or construction.
    pub object: String,
    /// First day the product can be built with: ★ is not before it.
    pub available: Option<Date>,
    /// The same as it is written: the range or the distribution that `available` is the plan's day of.
    pub availability: Option<Range<Date>>,
    /// Length of the service contract from ▲; `None`: no end.
    pub term: Option<Duration>,
    /// ★ to ▲: how long the work takes; a plan uses the upper end.
    pub work: Range<Duration>,
    /// Activities of the work stage in order; at most one has no length and takes what is left.
    pub activities: Arc<[super::ActivityRule]>,
    /// How the service contract may be extended.
    pub extend: Option<Extend>,
    /// Notice for that extension.
    pub notice: Option<Notice>,
    /// Yen due when its service is left before the end of `term`.
    pub exit_fee: Option<Range<i64>>,
    /// Prices.
    pub costs: Vec<Cost>,
    /// Where its money stands.
    pub money: Money,
    /// The cause that allows a supplementary budget (自治法218), or `None`.
    pub supplementary: Option<String>,
    /// Platform of the new service.
    pub platform: Option<PlatformIx>,
    /// Hardware of the new service (own server).
    pub hardware: Option<HardwareIx>,
    /// Whether it is written as `[[procurement]]`, or implied by a route.
    pub written: bool,
    /// Source and confidence.
    pub provenance: Provenance,
    /// Where it is declared (the system's entry where implied).
    pub span: Span,
}

/// How much a fiscal year may cost.
#[derive(Clone, Debug)]
pub struct Ceiling {
    /// Its id.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// Of which year.
    pub fiscal_year: FiscalYear,
    /// The most that it may hold.
    pub yen: i64,
    /// A plan above a hard one is told as one that cannot be carried out.
    pub hard: bool,
    /// Costs of these systems; `None`: of all.
    pub systems: Option<Vec<SystemIx>>,
    /// Kinds of cost; empty: all that anybody pays.
    pub per: Vec<String>,
}

/// A business that no system here serves.
#[derive(Clone, Debug)]
pub struct Outside {
    /// Its id.
    pub business: String,
    /// Why.
    pub reason: String,
}

/// A finding that is waived.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// Code.
    pub code: String,
    /// Path of the fact, or empty for all.
    pub path: String,
    /// Why.
    pub reason: String,
    /// Until when.
    pub until: Option<Date>,
    /// Whether it hid a finding of the check.
    pub used: bool,
    /// Where.
    pub span: Span,
}

impl Round {
    /// Whether the work is done in-house: no ●, no ★, no work bar.
    pub fn in_house(&self) -> bool {
        self.method.kind == MethodKind::InHouse
    }

    /// This round's index among the rounds of `systems` that name it.
    pub fn serves(&self, system: SystemIx) -> bool {
        self.systems.contains(&system)
    }
}

impl System {
    /// The rounds of a route, bridge first.
    pub fn rounds_of(&self, route: &Route) -> impl Iterator<Item = RoundIx> {
        route
            .bridge_round
            .into_iter()
            .chain(std::iter::once(route.target_round))
    }
}
