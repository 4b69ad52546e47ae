//! Facts about who is on duty on a Saturday, and about the people who were called because somebody is not.

use crate::record::RecordId;
use crate::reference::catalogue::{Cutoff, DepartmentId};
use crate::time::{BeijingDay, MinuteOfDay};
use chrono::Weekday;
use minicbor::{Decode, Encode};

/// What a department said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum DutyAnswer {
    /// It was asked; no answer yet.
    #[n(0)]
    Asked,
    /// Somebody comes.
    #[n(1)]
    Confirmed,
    /// Nobody comes.
    #[n(2)]
    Refused,
}

/// How a department was asked, or answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Means {
    /// By telephone.
    #[n(0)]
    Telephone,
    /// In a chat group.
    #[n(1)]
    Chat,
    /// Face to face.
    #[n(2)]
    InPerson,
    /// On paper.
    #[n(3)]
    Paper,
}

/// A department's answer for one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DutyAnswered {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// The department.
    #[n(1)]
    pub department: DepartmentId,
    /// What it said.
    #[n(2)]
    pub answer: DutyAnswer,
    /// Approvers who come; 0 unless confirmed.
    #[n(3)]
    pub approvers: u16,
    /// How it was told; absent in old answers, or where nobody noted it.
    #[n(4)]
    pub means: Option<Means>,
    /// Who said it is noted: the name is in the vault under this event's id. Absent: no.
    #[n(5)]
    pub told_by: Option<bool>,
    /// Somebody comes only from this time on. Absent: from the beginning.
    #[n(6)]
    pub from: Option<MinuteOfDay>,
    /// Somebody is there only until this time. Absent: to the end.
    #[n(7)]
    pub until: Option<MinuteOfDay>,
}

/// The hall sets a department's cut-off. With neither field the catalogue's holds again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CutoffSet {
    /// The department.
    #[n(0)]
    pub department: DepartmentId,
    /// Weekday, Monday being 1.
    #[n(1)]
    pub weekday: Option<u8>,
    /// Time on it.
    #[n(2)]
    pub at: Option<MinuteOfDay>,
}

impl CutoffSet {
    /// The cut-off; absent where the catalogue's holds, or where the body makes no sense.
    pub fn cutoff(&self) -> Option<Cutoff> {
        let weekday = Weekday::try_from(self.weekday?.checked_sub(1)?).ok()?;
        Some(Cutoff { weekday, time: self.at?.time() })
    }

    /// The fact that sets a cut-off.
    pub fn to(department: DepartmentId, cutoff: Option<Cutoff>) -> Self {
        let number = |weekday: Weekday| u8::try_from(weekday.number_from_monday()).unwrap_or(0);
        Self {
            department,
            weekday: cutoff.map(|cutoff| number(cutoff.weekday)),
            at: cutoff.map(|cutoff| cutoff.time.into()),
        }
    }
}

/// Somebody was called because a department refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BookingCalledBack {
    /// The answer that made the task.
    #[n(0)]
    pub refusal: RecordId,
    /// What came of it.
    #[n(1)]
    pub outcome: CallBackOutcome,
}

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum CallBackOutcome {
    /// They know.
    #[n(0)]
    Reached,
    /// Nobody answered, or the number is wrong.
    #[n(1)]
    NotReached,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveTime;

    #[test]
    fn a_cut_off_reads_what_it_writes() {
        let time = NaiveTime::from_hms_opt(16, 30, 0).expect("a time");
        for weekday in [Weekday::Mon, Weekday::Thu, Weekday::Sun] {
            let cutoff = Some(Cutoff { weekday, time });
            assert_eq!(CutoffSet::to(DepartmentId(2), cutoff).cutoff(), cutoff);
        }
        assert_eq!(CutoffSet::to(DepartmentId(2), None).cutoff(), None);
        let strange = CutoffSet { department: DepartmentId(2), weekday: Some(9), at: Some(MinuteOfDay(900)) };
        assert_eq!(strange.cutoff(), None);
    }
}
