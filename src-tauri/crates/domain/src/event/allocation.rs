//! Facts about asking departments for a Saturday: what they were told and answered, half-day by half-day, what a department
//! and the hall can send, the sheet as published, and who came. Names of people lie in the vault under the event.

use super::Means;
use crate::record::RecordId;
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::time::{BeijingDay, MinuteOfDay};
use minicbor::{Decode, Encode};

/// What a department said of a half-day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Coming {
    /// Somebody comes.
    #[n(0)]
    Comes,
    /// Nobody sits here, but somebody can be called by telephone.
    #[n(1)]
    OnCall,
    /// Nobody comes.
    #[n(2)]
    Cannot,
    /// The department was tried and not reached: no answer, only an attempt.
    #[n(3)]
    NotReached,
}

/// Which items those who come may do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub enum Items {
    /// All of them.
    #[default]
    #[n(0)]
    All,
    /// These only.
    #[n(1)]
    Only(#[n(0)] Vec<ItemId>),
    /// All but these.
    #[n(2)]
    AllBut(#[n(0)] Vec<ItemId>),
}

/// A department's answer for a half-day.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct HalfAnswer {
    /// What it said.
    #[n(0)]
    pub coming: Coming,
    /// Approvers who come, or can be called; 0 where nobody does.
    #[n(1)]
    pub approvers: u16,
    /// What they may do.
    #[n(2)]
    pub items: Items,
    /// Somebody is there only from this time on. Absent: from the beginning.
    #[n(3)]
    pub from: Option<MinuteOfDay>,
    /// Somebody is there only until this time. Absent: to the end.
    #[n(4)]
    pub until: Option<MinuteOfDay>,
    /// Who comes is noted: the names are in the vault under this event's id. Absent: no.
    #[n(5)]
    pub named: Option<bool>,
}

/// A department's answer for a day, half-day by half-day.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct HalvesAnswered {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// The department.
    #[n(1)]
    pub department: DepartmentId,
    /// What it said of the morning. Absent: nothing yet.
    #[n(2)]
    pub morning: Option<HalfAnswer>,
    /// What it said of the afternoon. Absent: nothing yet.
    #[n(3)]
    pub afternoon: Option<HalfAnswer>,
    /// The answers that its author saw when writing it down: it takes their place.
    #[n(4)]
    pub seen: Vec<RecordId>,
    /// How it was told; absent where nobody noted it.
    #[n(5)]
    pub means: Option<Means>,
    /// Who said it is noted: the name is in the vault under this event's id. Absent: no.
    #[n(6)]
    pub told_by: Option<bool>,
}

/// A number of cases of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ItemCount {
    /// The item.
    #[n(0)]
    pub item: ItemId,
    /// Cases of it.
    #[n(1)]
    pub cases: u16,
}

/// What a department was told of a half-day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct HalfTold {
    /// Approvers it was asked to send.
    #[n(0)]
    pub approvers: u16,
    /// Cases by item, in the order of the items.
    #[n(1)]
    pub items: Vec<ItemCount>,
}

/// A department was told what a day asks of it: all that it knows since, not only what was new.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DutyTold {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// The department.
    #[n(1)]
    pub department: DepartmentId,
    /// The morning.
    #[n(2)]
    pub morning: HalfTold,
    /// The afternoon.
    #[n(3)]
    pub afternoon: HalfTold,
    /// How; absent where nobody noted it.
    #[n(4)]
    pub means: Option<Means>,
}

/// What a department can send, and when a second approver is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DepartmentStaffed {
    /// The department.
    #[n(0)]
    pub department: DepartmentId,
    /// Approvers it can send to a half-day. Absent: as many as asked for.
    #[n(1)]
    pub approvers: Option<u16>,
    /// What they may do.
    #[n(2)]
    pub items: Items,
    /// Saturdays of a month on which it sends nobody, the first being 1.
    #[n(3)]
    pub not_saturdays: Vec<u8>,
    /// Cases of a half-day that one approver is asked for. Absent: one approver for all of them.
    #[n(4)]
    pub cases_per_approver: Option<u16>,
    /// How it is reached is noted: the text is in the vault under this event's id. Absent: no.
    #[n(5)]
    pub contact: Option<bool>,
}

/// How the hall asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct HallStaffed {
    /// Weekday from whose beginning departments are asked for a Saturday, Monday being 1. Absent: Wednesday.
    #[n(0)]
    pub asks_from: Option<u8>,
    /// People without a booking that the hall expects in a half hour. Absent: none.
    #[n(1)]
    pub walk_ins: Option<u16>,
}

/// A half-day of a department on the published sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct PublishedHalf {
    /// Approvers asked for.
    #[n(0)]
    pub need: u16,
    /// Approvers who come.
    #[n(1)]
    pub coming: u16,
    /// Cases by item, in the order of the items.
    #[n(2)]
    pub items: Vec<ItemCount>,
    /// Somebody is there only from this time on.
    #[n(3)]
    pub from: Option<MinuteOfDay>,
    /// Somebody is there only until this time.
    #[n(4)]
    pub until: Option<MinuteOfDay>,
    /// The answer whose names stand on the sheet; absent where nobody is named.
    #[n(5)]
    pub names_of: Option<RecordId>,
}

/// A department on the published sheet.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PublishedLine {
    /// The department.
    #[n(0)]
    pub department: DepartmentId,
    /// The morning.
    #[n(1)]
    pub morning: PublishedHalf,
    /// The afternoon.
    #[n(2)]
    pub afternoon: PublishedHalf,
}

/// The duty sheet of a day is published: what it said then. It confirms nothing.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DutyPublished {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// Its number: one more than the greatest its author knew, the first being 1.
    #[n(1)]
    pub number: u16,
    /// Departments with work or somebody who comes, in the order of their numbers.
    #[n(2)]
    pub lines: Vec<PublishedLine>,
    /// Clerks at the windows; absent where no number was set.
    #[n(3)]
    pub windows: Option<u16>,
}

/// Whether somebody who was to come is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Presence {
    /// They are here.
    #[n(0)]
    Came,
    /// They are not.
    #[n(1)]
    Missing,
    /// Somebody else came in their place, on this day and for this half-day only.
    #[n(2)]
    Substitute,
    /// What was noted is taken back.
    #[n(3)]
    Unknown,
}

/// Whether one of those who were to come for a department and half-day is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DutyAttended {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// The department.
    #[n(1)]
    pub department: DepartmentId,
    /// It is the half-day before noon.
    #[n(2)]
    pub morning: bool,
    /// Which of those who come, the first being 0.
    #[n(3)]
    pub place: u16,
    /// Whether they are here.
    #[n(4)]
    pub presence: Presence,
    /// The substitute is named: in the vault under this event's id. Absent: no.
    #[n(5)]
    pub named: Option<bool>,
}

/// Clerks at the windows of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct WindowsSet {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// Clerks. Absent: nobody has said.
    #[n(1)]
    pub clerks: Option<u16>,
}
