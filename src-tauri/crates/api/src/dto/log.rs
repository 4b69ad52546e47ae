//! The assisted-handling log as screens show it: a day, a case.

use super::{Names, OrdersOf};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// When something was, as far as somebody knows: the time is absent if nobody wrote it, and never made up.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogWhen {
    pub date: String,
    /// `10:02`, to `24:00`.
    pub time: Option<String>,
}

/// From when to when.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogStretch {
    pub date: String,
    pub from: Option<String>,
    pub to: Option<String>,
    /// It ends on the day after.
    pub past_midnight: bool,
}

/// What a leg was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LegKindName {
    Form,
    Signature,
    Submission,
    IdentityCheck,
    Confirmation,
    Consultation,
    /// The hall's own kind: `own` is its number in the settings.
    Own,
}

/// A kind of leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct LegKind {
    pub kind: LegKindName,
    /// Of an own kind its number, else 0.
    #[serde(default)]
    pub own: u16,
}

mirror! {
    /// 帮办 helping, or 代办 by authority.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Handling = domain::assist::step::Handling { Helping, ByAuthority }
}

mirror! {
    /// Where a case stands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum CaseStage = domain::assist::case::Stage { Opened, UnderWay, Suspended, Completed, Terminated, Voided }
}

mirror! {
    /// What does not go together; somebody has to look at it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum CaseFlag = domain::assist::case::Flag {
        ClosedWithDocuments,
        CompletedWithoutAttorney,
        WrittenAfterClosing,
    }
}

mirror! {
    /// Why a case ended without being completed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum CaseEndReason = domain::assist::step::EndReason {
        Withdrawn,
        PapersMissing,
        NotEligible,
        /// May become a work order.
        NotPossible,
        Left,
        Other,
    }
}

mirror! {
    /// How content the applicant is; the last two are bad.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum CaseRating = domain::assist::step::Rating {
        VeryDissatisfied,
        Dissatisfied,
        BasicallySatisfied,
        Satisfied,
        VerySatisfied,
    }
}

mirror! {
    /// Texts of a case that lie in the vault.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum CaseText = domain::assist::step::Sealed {
        Name,
        Phone,
        Reason,
        Rule,
        MayNotEnter,
        WhoSigns,
        Carer,
        Note,
    }
}

/// Something that can be done with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaseDeed {
    AddLeg,
    CorrectLeg,
    CorrectTrips,
    Take,
    GiveBack,
    HandOver,
    NoteAttorney,
    NoteEligibility,
    NoteCheck,
    Edit,
    Suspend,
    Resume,
    Complete,
    Terminate,
    Reopen,
    Void,
    Restore,
    Rate,
}

/// What is to be said of the evidence for a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EligibilityWarningKind {
    NotMet,
    RanOutBefore,
    RanOutDuring,
    RunsOutSoon,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct EligibilityWarning {
    pub kind: EligibilityWarningKind,
    /// When it runs out, or ran out; absent if the rule is not met.
    pub until: Option<LogWhen>,
}

/// How a check at the entrance stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckStanding {
    NotChecked,
    /// Another one is enough and holds.
    NotNeeded,
    Passed,
    Failed,
    RanOut,
}

/// A check at the entrance in a case.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CheckCard {
    /// Its number in the settings.
    pub check: u16,
    /// Empty for one that was never set here.
    pub text: String,
    /// It or the one before it is enough.
    pub or_before: bool,
    pub standing: CheckStanding,
    /// Who made it, and when; absent: nobody.
    pub seen_by: Option<LogHelper>,
    pub seen: Option<LogWhen>,
    /// Until when it holds; absent: it does not run out.
    pub until: Option<LogWhen>,
    /// It holds, or one that is enough in its place: nothing is to be done.
    pub settled: bool,
    /// It is the one to be made next.
    pub next: bool,
    /// The hall asks for it: it can be made.
    pub asked: bool,
}

mirror! {
    /// Somebody who helps.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct LogHelper = hall::Helper {
        pub person: String,
        pub name: String,
    }
}

/// An item of a case.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogItem {
    pub item: u32,
    pub name: Names,
}

/// A kind of leg with what it carries here.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LegKindRow {
    pub kind: LegKind,
    /// Of the hall's own kinds; empty for those that every hall has.
    pub name: String,
    pub trips: u8,
}

/// Cases 单, items 件, trips 趟 and people 人, each counted by itself and never added to each other.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogCounts {
    pub cases: u32,
    /// Those of them that were ended without being done.
    pub terminated: u32,
    pub items: u32,
    pub people: u32,
    /// Trips of legs.
    pub trips: i32,
    /// Trips that were put right by hand, shown beside.
    pub trips_by_hand: i32,
    /// Minutes of the cases whose time is known.
    pub minutes: u32,
    pub known: u32,
    /// Cases done whose time nobody knows: no zeros.
    pub unknown: u32,
    /// Minutes of one, of those known.
    pub mean: Option<u32>,
}

/// A day of the log.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LogDay {
    pub date: String,
    pub counts: LogCounts,
    /// In hand, of this day and of days before.
    pub open: Vec<CaseCard>,
    pub closed: Vec<CaseLine>,
    /// Closed cases of any day of which papers are still held.
    pub papers_out: Vec<CaseLine>,
    /// Of this day, that should never have been.
    pub voided: Vec<CaseLine>,
    /// Who can be given a case.
    pub helpers: Vec<LogHelper>,
    pub kinds: Vec<LegKindRow>,
}

/// A leg.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LegCard {
    pub leg: String,
    /// The version that stands, for a correction to name.
    pub seen: String,
    pub kind: LegKind,
    pub time: LogStretch,
    pub trips: u8,
    pub helper: LogHelper,
    /// It said something else before.
    pub corrected: bool,
    /// It counts nowhere.
    pub struck: bool,
}

/// A case in hand.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CaseCard {
    pub case: String,
    /// Its last event, for an edit to name.
    pub base: String,
    pub stage: CaseStage,
    pub handling: Handling,
    pub began: LogWhen,
    /// Minutes since, rests apart; absent if a time is unknown.
    pub minutes: Option<u32>,
    pub rests_since: Option<LogWhen>,
    pub party: u16,
    pub items: Vec<LogItem>,
    /// Everybody who has helped, in turn; the last has it in hand.
    pub helpers: Vec<LogHelper>,
    pub masked_name: String,
    /// Empty for those who may not run cases.
    pub may_not_enter: String,
    pub who_signs: String,
    pub masked_carer: String,
    pub legs: Vec<LegCard>,
    pub trips: i32,
    pub trips_by_hand: i32,
    /// Documents still held, and taken in all.
    pub held: u32,
    pub taken: u32,
    /// When the power of attorney was seen.
    pub attorney: Option<LogWhen>,
    pub warning: Option<EligibilityWarning>,
    /// Checks at the entrance in their order; none where the hall does not ask for them.
    pub checks: Vec<CheckCard>,
    pub flags: Vec<CaseFlag>,
    /// What can be done with it by whoever looks at it.
    pub can: Vec<CaseDeed>,
    /// Kinds of legs, the likeliest first; every kind is there once.
    pub next: Vec<LegKind>,
    pub booking: Option<String>,
    /// `482 9136`.
    pub card: Option<String>,
    pub disinfected: bool,
}

/// A case in a list.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CaseLine {
    pub case: String,
    pub stage: CaseStage,
    pub handling: Handling,
    pub began: LogWhen,
    pub ended: Option<LogWhen>,
    /// Why it was not completed.
    pub reason: Option<CaseEndReason>,
    pub items: Vec<LogItem>,
    pub party: u16,
    pub helpers: Vec<LogHelper>,
    pub trips: i32,
    /// Absent: nobody knows.
    pub minutes: Option<u32>,
    /// Documents given back, of those taken.
    pub returned: u32,
    pub taken: u32,
    pub rating: Option<CaseRating>,
    pub praised: bool,
    pub flags: Vec<CaseFlag>,
    /// Somebody has to look at it although it is closed.
    pub needs_look: bool,
    pub card: Option<String>,
}

/// A case with everything about it.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CaseDetail {
    pub card: CaseCard,
    pub line: CaseLine,
    /// Name and number are masked, and the other texts left out.
    pub masked: bool,
    pub name: String,
    pub phone: String,
    pub reason: String,
    pub rule: String,
    pub may_not_enter: String,
    pub who_signs: String,
    pub carer: String,
    pub note: String,
    /// Which of these texts are set, whether they are shown or not.
    pub set: Vec<CaseText>,
    pub eligibility: Option<EligibilitySeen>,
    pub attorney_by: Option<LogHelper>,
    pub documents: Vec<DocumentCard>,
    pub praise: Vec<String>,
    pub history: Vec<CaseStep>,
    pub orders: OrdersOf,
    pub erased: bool,
}

/// What was seen of a rule.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct EligibilitySeen {
    pub met: bool,
    pub seen_by: LogHelper,
    pub seen: LogWhen,
    pub until: Option<LogWhen>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DocumentCard {
    pub document: String,
    /// Empty where it is masked, or nobody wrote it.
    pub name: String,
    pub taken: LogWhen,
    /// Absent while it is held.
    pub back: Option<LogWhen>,
}

/// One line of a case's history.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CaseStep {
    pub event: String,
    /// Dotted name of the kind of event, as in the audit.
    pub what: String,
    /// When it was entered.
    pub entered: String,
    pub by: String,
    /// When it happened.
    pub happened: Option<LogWhen>,
    /// What a leg said then.
    pub leg: Option<LegSaid>,
    /// To whom it was handed over.
    pub to: Option<LogHelper>,
    /// What a check at the entrance came to.
    pub check: Option<CheckSaid>,
}

/// What a check at the entrance came to, as it was entered.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct CheckSaid {
    pub check: u16,
    /// Empty for one that was never set here.
    pub text: String,
    pub passed: bool,
    pub until: Option<LogWhen>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LegSaid {
    pub kind: LegKind,
    pub time: LogStretch,
    pub trips: u8,
}
