//! Who acts, and what each role may do. Checked in the core for every use-case that writes or reveals.
//!
//! Signing in comes with its own issue; until then everybody at a PC acts as one person with the rights of the front
//! desk and of the manager, and the screen says so. The table is whole from the first day, so that nothing has to be
//! found and fenced later.

use crate::Refusal;

/// What a person is in the hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    Consultant,
    WindowClerk,
    Runner,
    DutyLeader,
    HallManager,
    Approver,
    Supervisor,
    Administrator,
}

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    ReadBook,
    WriteBooking,
    SeeFullName,
    RecordDuty,
    ChangeReference,
    Backup,
}

/// Someone at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    pub role: Role,
}

impl Role {
    /// Whether the role may do it (PRODUCT rule 37).
    pub fn may(self, action: Action) -> bool {
        use Action::{Backup, ChangeReference, ReadBook, RecordDuty, SeeFullName, WriteBooking};
        match self {
            Role::HallManager => true,
            Role::Consultant | Role::DutyLeader => {
                matches!(action, ReadBook | WriteBooking | SeeFullName | RecordDuty)
            }
            Role::WindowClerk => matches!(action, ReadBook | SeeFullName),
            Role::Runner | Role::Approver | Role::Supervisor => matches!(action, ReadBook),
            Role::Administrator => matches!(action, ReadBook | ChangeReference | Backup),
        }
    }
}

impl Actor {
    /// Who acts until people sign in.
    pub fn unsigned() -> Self {
        Self { role: Role::HallManager }
    }

    /// Lets the action pass or refuses it.
    pub(crate) fn require(self, action: Action) -> Result<(), Refusal> {
        if self.role.may(action) { Ok(()) } else { Err(Refusal::NotPermitted) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_what_its_work_needs() {
        use Action::{Backup, ChangeReference, ReadBook, RecordDuty, SeeFullName, WriteBooking};
        let all = [ReadBook, WriteBooking, SeeFullName, RecordDuty, ChangeReference, Backup];
        let check = |role: Role, row: [bool; 6]| {
            assert_eq!(all.map(|action| role.may(action)), row, "{role:?}");
        };
        check(Role::Consultant, [true, true, true, true, false, false]);
        check(Role::WindowClerk, [true, false, true, false, false, false]);
        check(Role::Runner, [true, false, false, false, false, false]);
        check(Role::DutyLeader, [true, true, true, true, false, false]);
        check(Role::HallManager, [true, true, true, true, true, true]);
        check(Role::Approver, [true, false, false, false, false, false]);
        check(Role::Supervisor, [true, false, false, false, false, false]);
        check(Role::Administrator, [true, false, false, false, true, true]);
    }

    #[test]
    fn a_role_without_the_right_is_refused() {
        let runner = Actor { role: Role::Runner };
        assert!(matches!(runner.require(Action::WriteBooking), Err(Refusal::NotPermitted)));
        assert!(runner.require(Action::ReadBook).is_ok());
    }
}
