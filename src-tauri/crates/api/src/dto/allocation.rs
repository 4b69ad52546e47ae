use super::{Count, HallContact, Language, Means, Names};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct AllocationAsk {
    #[schemars(extend("format" = "date"))]
    pub date: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ToContact {
    pub departments: u32,
}

mirror! {
    /// How a department stands for a day, the worst first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum DutyState = domain::duty::state::State {
        Cannot,
        Unanswered,
        Contradicted,
        TellMore,
        ToTell,
        Short,
        Asked,
        OnCall,
        Confirmed,
        MayStay,
        NotYet,
        Idle,
    }
}

mirror! {
    /// What to do next.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum DutyNext = domain::duty::state::NextAct {
        Settle,
        Ring,
        AskWhatHolds,
        TellMore,
        Tell,
        AskForMore,
        NoteAnswer,
        TellMayStay,
    }
}

mirror! {
    /// What a department said of a half-day.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum Coming = domain::event::Coming {
        Comes,
        OnCall,
        Cannot,
        NotReached,
    }
}

/// Which items somebody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemsRule {
    All,
    Only,
    AllBut,
}

/// The staff allocation of a day.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Allocation {
    pub date: String,
    /// As things stand, by the PC's clock.
    pub at: String,
    pub contact: HallContact,
    pub sum: AllocationSum,
    /// Departments with work, or of which something is on record; the worst first.
    pub departments: Vec<AllocationLine>,
    /// Whom to ring, the first first: departments by number.
    pub ring: Vec<u32>,
    /// Departments with a back office of which the day asks nothing.
    pub idle: Vec<DepartmentName>,
    /// Departments with work that have no back office here.
    pub elsewhere: Vec<OffLine>,
    /// Items with bookings that name no department.
    pub unrouted: Vec<OffLine>,
    pub windows: Windows,
    pub published: Option<PublishedCard>,
    /// From when on departments are asked for this day.
    pub asking_from: String,
    /// Bookings are taken on the day; else nothing is to be asked.
    pub open: bool,
    pub past: bool,
}

mirror! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
    pub struct AllocationSum = hall::AllocationSum {
        /// Cases that hold a seat, and those beside.
        pub cases: Count,
        /// Of those with a seat, how many have somebody confirmed at their time.
        pub covered: u16,
        /// Departments somebody has to contact.
        pub to_contact: u16,
        /// Approvers who come, each half-day by itself: one for both is 2.
        pub coming: u16,
        /// The same if every department with a back office had one for each half-day.
        pub everyone: u16,
    }
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DepartmentName {
    pub department: u32,
    pub name: Names,
    pub short: Names,
}

/// Work that nobody here can be asked for.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct OffLine {
    pub name: Names,
    pub cases: Count,
    pub bookings: Vec<BookingLink>,
}

/// A booking behind a number.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct BookingLink {
    pub booking: String,
    pub number: String,
    pub at: String,
    pub seated: bool,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct AllocationLine {
    pub department: u32,
    pub name: Names,
    pub short: Names,
    pub state: DutyState,
    pub next: Option<DutyNext>,
    pub cutoff: String,
    /// Telephone and whom to ask for, as the hall has noted it; may be empty.
    pub contact: String,
    pub bookings: Count,
    /// Bookings with a seat that wait for its answer.
    pub waiting: u16,
    pub morning: AllocationHalf,
    pub afternoon: AllocationHalf,
    /// The last answer: who said it, how, who wrote it down, when.
    pub answered: Option<NotedCard>,
    pub told: Option<ToldCard>,
    /// It was told before and needs more by now: its notice says only what is new.
    pub has_more: bool,
    /// Answers that stand, to be named as seen by the next one.
    pub seen: Vec<String>,
    pub gaps: Vec<DutyGap>,
    /// How often it was tried and not reached since it last answered.
    pub attempts: u16,
    /// Numbers entered for it; absent: none.
    pub quota: Option<QuotaCard>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct AllocationHalf {
    /// Approvers needed; 0: no work.
    pub need: u16,
    /// Approvers who come and are not missing.
    pub coming: u16,
    pub cases: Count,
    /// First beginning and last end of its work; absent without work.
    pub from: Option<String>,
    pub to: Option<String>,
    pub items: Vec<AllocationItem>,
    /// What stands of its answers: none, one, or several that contradict each other.
    pub answers: Vec<HalfAnswerCard>,
    /// Since it was told: what is more, and what is less. Absent: it was told nothing yet.
    pub more: Option<ToldDifference>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct AllocationItem {
    pub item: u32,
    pub name: Names,
    pub cases: Count,
    pub bookings: Vec<BookingLink>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct HalfAnswerCard {
    pub coming: Coming,
    pub approvers: u16,
    /// Who comes, as told.
    pub names: String,
    pub rule: ItemsRule,
    pub items: Vec<DepartmentItem>,
    pub from: Option<String>,
    pub until: Option<String>,
    pub noted: NotedCard,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DepartmentItem {
    pub item: u32,
    pub name: Names,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct NotedCard {
    pub told_by: String,
    pub means: Option<Means>,
    pub by: String,
    pub at: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ToldCard {
    pub by: String,
    pub at: String,
    pub means: Option<Means>,
    pub times: u32,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct ToldDifference {
    pub approvers: u16,
    pub items: Vec<AllocationItemCount>,
    pub less_approvers: u16,
    pub less_items: Vec<AllocationItemCount>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct AllocationItemCount {
    pub item: u32,
    pub name: Names,
    pub cases: u16,
}

/// Why something is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GapWhy {
    Cannot,
    Missing,
    Items,
    Times,
    NotThatSaturday,
    QuotaItems,
    Quota,
    Fewer,
}

/// What would close a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GapClosing {
    Approvers,
    Qualified,
    Hours,
    OtherHalf,
    AnotherDay,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DutyGap {
    pub morning: bool,
    pub why: GapWhy,
    /// Approvers short.
    pub short: u16,
    pub items: Vec<Names>,
    pub bookings: Vec<BookingLink>,
    /// What would close it.
    pub closes: Vec<GapClosing>,
}

/// What a department can send.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct QuotaCard {
    pub approvers: Option<u16>,
    pub rule: ItemsRule,
    pub items: Vec<DepartmentItem>,
    pub not_saturdays: Vec<u8>,
    pub cases_per_approver: Option<u16>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct Windows {
    /// Clerks at the windows; absent: nobody has said.
    pub clerks: Option<u16>,
    pub walk_ins: u16,
    pub halves: Vec<HalfHour>,
    pub gaps: Vec<WindowRun>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct HalfHour {
    pub from: String,
    pub needed: u16,
}

/// From when to when so many clerks are short, or spare.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct WindowRun {
    pub from: String,
    pub to: String,
    pub short: bool,
    pub by: u16,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct PublishedCard {
    pub number: u16,
    pub by: String,
    pub at: String,
    /// Departments that differ from it now.
    pub changed: Vec<DepartmentName>,
}

/// What was said of a half-day.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct HalfNote {
    pub coming: Coming,
    pub approvers: u16,
    /// Separated by 、 or a comma; may be empty.
    pub names: String,
    pub rule: ItemsRule,
    pub items: Vec<u32>,
    #[schemars(extend("format" = "time-or-empty"))]
    pub from: String,
    #[schemars(extend("format" = "time-or-empty"))]
    pub until: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DutyAnswerNote {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub department: u32,
    /// `AllocationLine.seen` as it was on the screen.
    #[schemars(extend("format" = "record"))]
    pub seen: Vec<String>,
    pub morning: Option<HalfNote>,
    pub afternoon: Option<HalfNote>,
    pub means: Option<Means>,
    /// Who said it; may be empty. Kept in the vault.
    pub told_by: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DutyTell {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub departments: Vec<u32>,
    pub means: Option<Means>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DutyPaste {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    /// Whose reply it is, where it names none.
    pub department: Option<u32>,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct PastedReplies {
    pub replies: Vec<PastedReply>,
    /// Lines that were not understood.
    pub unread: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct PastedReply {
    pub department: u32,
    pub short: Names,
    pub morning: Option<HalfNote>,
    pub afternoon: Option<HalfNote>,
    pub told_by: String,
    /// What it was read from.
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct HallStaff {
    /// Monday is 1.
    pub asks_from: u8,
    pub walk_ins: u16,
    pub departments: Vec<DepartmentStaffRow>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DepartmentStaffRow {
    pub department: u32,
    pub name: Names,
    pub quota: Option<QuotaCard>,
    pub contact: String,
    /// Items it has to do with.
    pub items: Vec<DepartmentItem>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DepartmentStaffSet {
    pub department: u32,
    /// Absent: as many as asked for.
    pub approvers: Option<u16>,
    pub rule: ItemsRule,
    pub items: Vec<u32>,
    /// Saturdays of a month, the first being 1.
    pub not_saturdays: Vec<u8>,
    /// Absent: one approver for all cases of a half-day.
    pub cases_per_approver: Option<u16>,
    pub contact: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct HallStaffSet {
    /// Monday is 1.
    pub asks_from: u8,
    pub walk_ins: u16,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DutyWindowsSet {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub clerks: Option<u16>,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DutyPublish {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    /// The number the person saw as the last; 0: none.
    pub seen: u16,
    /// Codes of warnings the person has read and accepted.
    #[serde(default)]
    pub confirmed: Vec<String>,
}

/// Asks for the published version as a workbook, in the words of the screen.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct DutyExport {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    pub language: Language,
    /// Name of the sheet.
    pub title: String,
    /// Department, half-day, needed, coming, names, from, until, items.
    pub headers: Vec<String>,
    /// What the half-days are called.
    pub morning: String,
    pub afternoon: String,
}

/// A published version.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct DutySheet {
    pub date: String,
    pub contact: HallContact,
    pub number: u16,
    pub by: String,
    pub at: String,
    /// The how-manieth copy of it from this PC.
    pub copy: u32,
    pub windows: Option<u16>,
    pub lines: Vec<SheetLine>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SheetLine {
    pub department: u32,
    pub name: Names,
    pub morning: SheetHalf,
    pub afternoon: SheetHalf,
    /// It is not as in the version before.
    pub changed: bool,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SheetHalf {
    pub need: u16,
    pub coming: u16,
    pub names: String,
    pub from: Option<String>,
    pub until: Option<String>,
    pub items: Vec<AllocationItemCount>,
}
