//! A day's plan: its sessions, and which items each serves.

use super::item::VisitItem;
use super::session::PlannedSession;
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::time::{BeijingDay, MinuteOfDay};
use minicbor::{Decode, Encode};
use std::collections::BTreeSet;

/// Most sessions a day may have.
pub const SESSIONS_MAX: usize = 32;

/// Which items a session serves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub enum Serves {
    /// Every item.
    #[default]
    #[n(0)]
    All,
    /// The items named, and those all of whose departments are named: a case that has to go on to a department which is
    /// not there would not be settled.
    #[n(1)]
    Only {
        /// Items by name.
        #[n(0)]
        items: BTreeSet<ItemId>,
        /// Departments whose items are served.
        #[n(1)]
        departments: BTreeSet<DepartmentId>,
    },
}

impl Serves {
    /// Whether an item is served. One that no department is known for is served only by name or where all are.
    pub fn item(&self, item: ItemId, departments: &[DepartmentId]) -> bool {
        match self {
            Serves::All => true,
            Serves::Only { items, departments: served } => {
                items.contains(&item) || (!departments.is_empty() && departments.iter().all(|id| served.contains(id)))
            }
        }
    }
}

/// A session of a day.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SessionPlan {
    /// Number within the day, the one in [`super::Place`] and in tokens. It stays when other sessions come and go.
    #[n(0)]
    pub number: u8,
    /// Times, slot length and seats.
    #[n(1)]
    pub times: PlannedSession,
    /// Which items.
    #[n(2)]
    pub serves: Serves,
}

impl SessionPlan {
    /// Whether every item of a visit is served. A visit that names none is served everywhere.
    pub(super) fn serves_all(&self, items: &[VisitItem]) -> bool {
        items.iter().all(|item| self.serves.item(item.item, &item.departments))
    }
}

/// What is wrong with a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Two sessions bear one number.
    #[error("session number {0} stands twice")]
    Number(u8),
    /// A session ends before it begins or after midnight.
    #[error("session {0} does not end after its beginning and by midnight")]
    Order(u8),
    /// Not one whole slot fits into a session.
    #[error("no slot fits into session {0}")]
    NoSlot(u8),
    /// More than [`SESSIONS_MAX`].
    #[error("more than {SESSIONS_MAX} sessions")]
    TooMany,
}

/// A day and its sessions, by number. A closed day has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayPlan {
    day: BeijingDay,
    sessions: Vec<SessionPlan>,
}

impl DayPlan {
    /// A checked plan. Sessions may overlap and touch; no seats at all is a plan, too.
    ///
    /// # Errors
    /// [`PlanError`], the first there is.
    pub fn new(day: BeijingDay, mut sessions: Vec<SessionPlan>) -> Result<Self, PlanError> {
        if sessions.len() > SESSIONS_MAX {
            return Err(PlanError::TooMany);
        }
        sessions.sort_by_key(|session| session.number);
        for (at, SessionPlan { number, times, .. }) in sessions.iter().enumerate() {
            if at > 0 && sessions[at - 1].number == *number {
                return Err(PlanError::Number(*number));
            }
            if times.from >= times.to || times.to > MinuteOfDay(1440) {
                return Err(PlanError::Order(*number));
            }
            if times.slots() == 0 {
                return Err(PlanError::NoSlot(*number));
            }
        }
        Ok(Self { day, sessions })
    }

    /// A day whose sessions all serve every item, numbered from 0 in the order given: how days were opened so far.
    ///
    /// # Errors
    /// [`PlanError`], the first there is.
    pub fn serving_all(day: BeijingDay, sessions: &[PlannedSession]) -> Result<Self, PlanError> {
        if sessions.len() > SESSIONS_MAX {
            return Err(PlanError::TooMany);
        }
        let plan = |(number, times): (u8, &PlannedSession)| SessionPlan { number, times: *times, serves: Serves::All };
        Self::new(day, (0..).zip(sessions).map(plan).collect())
    }

    /// The day.
    pub fn day(&self) -> BeijingDay {
        self.day
    }

    /// Sessions by number.
    pub fn sessions(&self) -> &[SessionPlan] {
        &self.sessions
    }

    /// A session by its number.
    pub fn session(&self, number: u8) -> Option<&SessionPlan> {
        self.index(number).map(|at| &self.sessions[at])
    }

    pub(super) fn index(&self, number: u8) -> Option<usize> {
        self.sessions.binary_search_by_key(&number, |session| session.number).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(number: u8, from: u16, to: u16, slot_minutes: u16) -> SessionPlan {
        let times = PlannedSession { from: MinuteOfDay(from), to: MinuteOfDay(to), slot_minutes, seats: 1 };
        SessionPlan { number, times, serves: Serves::All }
    }

    #[test]
    fn a_plan_is_checked() {
        let check = |sessions: &[SessionPlan], expect| {
            assert_eq!(DayPlan::new(BeijingDay(1), sessions.to_vec()).map(|plan| plan.sessions.len()), expect);
        };
        check(&[], Ok(0));
        check(&[session(7, 540, 720, 30), session(0, 600, 780, 45)], Ok(2));
        check(&[session(3, 540, 720, 30), session(3, 800, 860, 30)], Err(PlanError::Number(3)));
        check(&[session(0, 720, 720, 30)], Err(PlanError::Order(0)));
        check(&[session(0, 720, 1441, 30)], Err(PlanError::Order(0)));
        check(&[session(0, 540, 560, 30)], Err(PlanError::NoSlot(0)));
        check(&[session(0, 540, 560, 0)], Err(PlanError::NoSlot(0)));
        check(&vec![session(0, 540, 720, 30); 33], Err(PlanError::TooMany));
    }

    #[test]
    fn an_item_is_served_by_name_or_when_all_its_departments_are() {
        let serves = Serves::Only { items: [ItemId(5)].into(), departments: [DepartmentId(1), DepartmentId(2)].into() };
        let check = |item, departments: &[u32], expect| {
            let departments: Vec<_> = departments.iter().map(|id| DepartmentId(*id)).collect();
            assert_eq!(serves.item(ItemId(item), &departments), expect, "{item} {departments:?}");
            assert!(Serves::All.item(ItemId(item), &departments));
        };
        check(5, &[9], true);
        check(6, &[1], true);
        check(6, &[2, 1], true);
        check(6, &[1, 3], false);
        check(6, &[], false);
    }

    #[test]
    fn a_session_is_stored_and_read_back() {
        let serves = Serves::Only { items: [ItemId(5)].into(), departments: [DepartmentId(1)].into() };
        for session in [session(3, 540, 720, 30), SessionPlan { serves, ..session(4, 540, 720, 30) }] {
            let bytes = minicbor::to_vec(&session).expect("encodes");
            assert_eq!(minicbor::decode::<SessionPlan>(&bytes).expect("decodes"), session);
        }
    }
}
