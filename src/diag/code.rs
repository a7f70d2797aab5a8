//! The stable codes of findings. Each has a heading in `docs/diagnostics.md`, a sentence in both
//! languages and a fixture in `tests/invalid/`; tests hold all four together.

use super::Severity;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $doc:literal;)*) => {
        /// Which problem a finding is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $doc] $variant,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The stable name: `unknown-key`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// What it is about, in English.
            pub fn about(self) -> &'static str {
                match self { $(Code::$variant => $doc,)* }
            }

            /// How bad it is unless the caller says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    Syntax "syntax" Error "The file is not valid TOML.";
    TooLarge "too-large" Error "The file is too large, or nests too deeply.";
    UnknownKey "unknown-key" Error "A key that nothing reads.";
    MissingKey "missing-key" Error "A key that must be written is not.";
    ExclusiveKeys "exclusive-keys" Error "Two keys of which only one may be written.";
    WrongType "wrong-type" Error "A value of another type than the key takes.";
    UnknownWord "unknown-word" Error "A word that the key does not know.";
    EmptyText "empty-text" Error "A text with nothing in it.";
    EmptyList "empty-list" Error "A list that must name something names nothing.";
    TooLong "too-long" Error "A text that is too long for a name.";
    ControlCharacter "control-character" Error "A text with a character that cannot be seen.";
    BadDate "bad-date" Error "A date that does not exist or cannot be read.";
    BadDuration "bad-duration" Error "A length of time that cannot be read.";
    BadAmount "bad-amount" Error "An amount of yen that cannot be.";
    BadNumber "bad-number" Error "A number outside its bounds.";
    BadCode "bad-code" Error "A municipality code that cannot be.";
    ReversedRange "reversed-range" Error "The end lies before the beginning.";
    ImpossibleDistribution "impossible-distribution" Error "A distribution that no value can follow.";
    OverlappingPeriods "overlapping-periods" Error "Two periods that share a day.";
    UnknownId "unknown-id" Error "A reference to something that is nowhere declared.";
    DuplicateId "duplicate-id" Error "Two things of one kind with the same id.";
    NamedTwice "named-twice" Error "A list that names the same thing twice.";
    UnusedId "unused-id" Warning "Something declared that nothing refers to.";
    NoEffect "no-effect" Warning "A key that changes nothing where it is written.";
    LinkCycle "link-cycle" Error "Hard links that lead back to where they began.";
    UnknownBusiness "unknown-business" Error "A business that the catalogue does not have.";
    BusinessNotInForce "business-not-in-force" Warning "A business not to be standardised here, or not yet.";
    BusinessServedTwice "business-served-twice" Error "Two systems serve the same business.";
    BusinessUnserved "business-unserved" Warning "No system serves a statutory business.";
    BusinessOutsideServed "business-outside-served" Warning "A business is declared outside, and served.";
    DuplicateProcurement "duplicate-procurement" Error "Two procurements for one stage of a system.";
    UnusedProcurement "unused-procurement" Warning "A procurement that no allowed route needs.";
    UnpricedProcurement "unpriced-procurement" Warning "A procurement without a price beside priced ones.";
    UnitsAboveCapacity "units-above-capacity" Warning "A procurement that takes more units than its vendor ever has.";
    ActivitiesTooLong "activities-too-long" Error "Activities that do not fit into the work.";
    MissingGround "missing-ground" Warning "A method that needs a ground names none.";
    SmallContractTooLarge "small-contract-too-large" Warning "A small contract above its limit.";
    CouncilVoteNeeded "council-vote-needed" Warning "A contract that the council itself must vote.";
    NoticeTooShort "notice-too-short" Warning "Less time between notice and contract than the rules ask for.";
    UnknownGround "unknown-ground" Warning "A ground that names no article of the cabinet order.";
    InstrumentTooShort "instrument-too-short" Warning "Voted money that is to pay in years which its instrument does not reach.";
    InstrumentUnstated "instrument-unstated" Warning "A contract across 31 March of which nothing says under which instrument it was signed.";
    CarryOverNeeded "carry-over-needed" Warning "A contract of one year's money whose work runs past 31 March.";
    LongTermForWork "long-term-for-work" Warning "Work paid by a long-term contract.";
    TermBeyondOrdinance "term-beyond-ordinance" Warning "A term longer than the ordinance on long-term contracts allows.";
    AmountTooSmall "amount-too-small" Warning "An amount that is probably written in thousands of yen.";
    SubsidyBeyondCost "subsidy-beyond-cost" Warning "Subsidies that together pay more than the costs.";
    CarryOverWithoutReason "carry-over-without-reason" Warning "A carry-over without its reason and session.";
    CeilingExceeded "ceiling-exceeded" Warning "A ceiling below what is fixed already.";
    PointlessCeiling "pointless-ceiling" Warning "A ceiling on a year in which nothing is paid.";
    MoneyLapsed "money-lapsed" Warning "Money that was voted and not signed in its year.";
    FutureActual "future-actual" Warning "Something said to have happened after the as-of date.";
    ContradictingActuals "contradicting-actuals" Error "Actuals that cannot all be true.";
    UndatedConfirmation "undated-confirmation" Warning "A confirmation of which nothing says by whom, or when.";
    UnlikelyActual "unlikely-actual" Warning "Something said to have happened that hardly did so.";
    BadPath "bad-path" Error "A path of a what-if that cannot be read.";
    UnknownPath "unknown-path" Error "A what-if about something that is not there.";
    WrongTarget "wrong-target" Error "A what-if that cannot be made of this value.";
    Unchanged "unchanged" Warning "A what-if that changes nothing.";
    ScenarioCycle "scenario-cycle" Error "Scenarios that go on from each other.";
    OutsideHorizon "outside-horizon" Warning "A date that leaves nothing to plan.";
    MissingGlyph "missing-glyph" Warning "A character that the embedded font lacks.";
    UnknownCode "unknown-code" Error "A waiver of a code that does not exist.";
    UnusedWaiver "unused-waiver" Warning "A waiver that hides nothing.";
    NoCover "no-cover" Warning "Days without a system before the next one goes live.";
    DeadlineEndangered "deadline-endangered" Warning "A deadline that the plan does not keep, or a gate that has passed.";
    NoticeRunningOut "notice-running-out" Warning "Notice that is due soon and not recorded.";
    ExtensionUsedUp "extension-used-up" Note "Something that ends soon and cannot be extended any more.";
    ProductTooLate "product-too-late" Warning "A product with which no route keeps a deadline.";
    EndsInClosedDays "ends-in-closed-days" Note "A contract, hardware or platform that ends among closed days.";
    CutoverInBlackout "cutover-in-blackout" Warning "A cutover inside a soft blackout.";
    CutoversCloseTogether "cutovers-close-together" Warning "Two cutovers of one vendor within a week.";
    LawInFreeze "law-in-freeze" Warning "A change of law between rehearsal and cutover.";
    SpecificationLate "specification-late" Warning "A change of law whose specification comes less than a year before.";
    ConfirmationOld "confirmation-old" Note "A confirmation older than a year.";
    Unconfirmed "unconfirmed" Note "A fact that is assumed and that nobody confirmed.";
    EmptySeason "empty-season" Warning "A request season without an open day.";
    NeverOpen "never-open" Error "A calendar without an open day.";
}

impl Code {
    /// Whether it takes a plan to find it.
    pub fn needs_plan(self) -> bool {
        matches!(
            self,
            Code::NoCover
                | Code::DeadlineEndangered
                | Code::CutoverInBlackout
                | Code::CutoversCloseTogether
                | Code::LawInFreeze
        )
    }
}
