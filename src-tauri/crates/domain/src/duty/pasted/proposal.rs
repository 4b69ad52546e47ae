//! What a reply is read against, and what comes of it.

use crate::event::{Coming, HalfAnswer, Items};
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::time::MinuteOfDay;
use chrono::NaiveDate;

/// Longest line that is read, in characters; a longer one is no reply.
pub(super) const LINE_CHARACTERS_MAX: usize = 400;

/// A department as a reply may call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownDepartment {
    /// The department.
    pub id: DepartmentId,
    /// Full names, short names and what else it is called. One that several departments bear names none of them.
    pub names: Vec<String>,
}

/// An item as a reply may call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownItem {
    /// The item.
    pub id: ItemId,
    /// What it is called. A name that several items bear means all of them.
    pub names: Vec<String>,
}

/// What a reply is read against.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The day that was asked for. A line that names another is not understood.
    pub day: NaiveDate,
    /// The departments there are.
    pub departments: &'a [KnownDepartment],
    /// The items there are.
    pub items: &'a [KnownItem],
    /// The department whose answer is being noted: a line without a department is its own, as long as the text names no
    /// other. `None` if none is.
    pub in_hand: Option<DepartmentId>,
}

/// Somebody who is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their name as it stood, cleaned.
    pub name: String,
    /// Their number as it stood, cleaned; `None` if none stood beside the name.
    pub phone: Option<String>,
}

/// What is proposed for a half-day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfProposal {
    /// Somebody comes, is on call, or nobody comes.
    pub coming: Coming,
    /// How many, as said or as named. `None` if neither: whoever accepts it says how many. 0 where nobody comes.
    pub approvers: Option<u16>,
    /// What they may do.
    pub items: Items,
    /// From this time on only.
    pub from: Option<MinuteOfDay>,
    /// Until this time only.
    pub until: Option<MinuteOfDay>,
    /// Who; never more than `approvers`.
    pub people: Vec<Person>,
}

impl HalfProposal {
    /// The answer, with the number that whoever accepts it has given where none was said. Somebody who comes is at least
    /// one.
    pub fn answer(&self, approvers: u16) -> HalfAnswer {
        let approvers = match self.coming {
            Coming::Comes | Coming::OnCall => self.approvers.unwrap_or(approvers).max(1),
            Coming::Cannot | Coming::NotReached => 0,
        };
        HalfAnswer {
            coming: self.coming,
            approvers,
            items: self.items.clone(),
            from: self.from,
            until: self.until,
            named: (!self.people.is_empty()).then_some(true),
        }
    }
}

/// A line as it was pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the text, from 1; of a row with line breaks in a cell the first.
    pub number: u32,
    /// Its text.
    pub text: String,
}

/// A proposed answer of a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The department.
    pub department: DepartmentId,
    /// The morning. `None` if nothing is said of it.
    pub morning: Option<HalfProposal>,
    /// The afternoon. `None` if nothing is said of it.
    pub afternoon: Option<HalfProposal>,
    /// The text names a half-day or a time. If not, the same is proposed for both, and whoever accepts it decides.
    pub half_said: bool,
    /// Who said it: the sender in the chat, or whoever is quoted. `None` if that does not stand in the text.
    pub told_by: Option<String>,
    /// Numbers that stand beside no single name.
    pub phones: Vec<String>,
    /// The lines it came from.
    pub lines: Vec<Line>,
}

/// Why a line is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// It answers nothing: "received", a name alone.
    NoAnswer,
    /// It answers, and says for no department that is known.
    NoDepartment,
    /// It may mean several departments.
    SeveralDepartments,
    /// It holds words or numbers that are not known.
    Words,
    /// It asks, doubts, begs, or denies twice.
    Doubtful,
    /// It speaks of another day.
    OtherDay,
    /// It says two things of one half-day.
    TwoAnswers,
    /// It names more people than it says come.
    MoreNames,
    /// A time of day that none of a hall's half-days has, or a time alone.
    Hours,
}

/// A line that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The line.
    pub line: Line,
    /// Why.
    pub why: Unclear,
}

/// What was read of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Proposed answers, in the order of the text. A department stands in several where the text says several things of
    /// it: nobody chooses between them but a person.
    pub proposals: Vec<Proposal>,
    /// Lines that are not understood, in the order of the text. Blank lines are not among them.
    pub unread: Vec<Unread>,
}

impl Pasted {
    /// Departments with several proposals that speak of one half-day.
    pub fn contradicted(&self) -> Vec<DepartmentId> {
        let mut found = Vec::new();
        for (at, later) in self.proposals.iter().enumerate() {
            let clashes = |earlier: &&Proposal| {
                earlier.department == later.department
                    && (earlier.morning.is_some() && later.morning.is_some()
                        || earlier.afternoon.is_some() && later.afternoon.is_some())
            };
            if self.proposals[..at].iter().any(|earlier| clashes(&earlier)) && !found.contains(&later.department) {
                found.push(later.department);
            }
        }
        found
    }
}
