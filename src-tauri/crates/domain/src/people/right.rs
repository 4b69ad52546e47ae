//! What can be done in a hall, and which role may do it (PRODUCT rule 37). The use-cases ask; screens hide only what
//! would be refused anyway.

use super::Role;

/// Something that not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// See the book, names masked, and settings.
    ReadBook,
    /// Make, change, cancel bookings.
    WriteBooking,
    /// See a name or a number unmasked, find people by it, make a slip.
    SeeFullName,
    /// Record what departments answer.
    RecordDuty,
    /// Note who came on the day, and who came instead.
    NoteAttendance,
    /// See what is published of the department one decides in.
    SeeOwnSheet,
    /// Bring in calendar, catalogue, departments.
    ChangeReference,
    /// Make backups, restore them, take diagnostics.
    KeepData,
    /// Enter people, change their roles, set their secrets anew.
    ManagePeople,
    /// See who did what.
    ReadAudit,
    /// Erase a person's values; set how long they are kept and when screens lock.
    ErasePersonal,
    /// Sign that frozen seats may be given again; print a new recovery code.
    AnswerForHall,
}

impl Right {
    /// All rights.
    pub const ALL: [Right; 12] = [
        Right::ReadBook,
        Right::WriteBooking,
        Right::SeeFullName,
        Right::RecordDuty,
        Right::NoteAttendance,
        Right::SeeOwnSheet,
        Right::ChangeReference,
        Right::KeepData,
        Right::ManagePeople,
        Right::ReadAudit,
        Right::ErasePersonal,
        Right::AnswerForHall,
    ];

    /// The right's name outside the program.
    pub fn name(self) -> &'static str {
        match self {
            Right::ReadBook => "read_book",
            Right::WriteBooking => "write_booking",
            Right::SeeFullName => "see_full_name",
            Right::RecordDuty => "record_duty",
            Right::NoteAttendance => "note_attendance",
            Right::SeeOwnSheet => "see_own_sheet",
            Right::ChangeReference => "change_reference",
            Right::KeepData => "keep_data",
            Right::ManagePeople => "manage_people",
            Right::ReadAudit => "read_audit",
            Right::ErasePersonal => "erase_personal",
            Right::AnswerForHall => "answer_for_hall",
        }
    }
}

/// Whether a role may do it.
pub fn may(role: Role, right: Right) -> bool {
    use Right::{
        ChangeReference, KeepData, ManagePeople, NoteAttendance, ReadAudit, ReadBook, RecordDuty, SeeFullName,
        SeeOwnSheet, WriteBooking,
    };
    match role {
        Role::HallManager => true,
        Role::Consultant => matches!(right, ReadBook | WriteBooking | SeeFullName | RecordDuty),
        Role::DutyLeader => matches!(right, ReadBook | WriteBooking | SeeFullName | RecordDuty | NoteAttendance),
        Role::WindowClerk => matches!(right, ReadBook | SeeFullName),
        Role::Runner | Role::Supervisor => right == ReadBook,
        Role::Approver => matches!(right, ReadBook | SeeOwnSheet),
        Role::Administrator => matches!(right, ReadBook | ChangeReference | KeepData | ManagePeople | ReadAudit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_what_its_work_needs() {
        let check = |role: Role, row: &str| {
            let found: String = Right::ALL.iter().map(|right| if may(role, *right) { 'x' } else { '.' }).collect();
            assert_eq!(found, row, "{role:?}");
        };
        check(Role::Consultant, "xxxx........");
        check(Role::WindowClerk, "x.x.........");
        check(Role::Runner, "x...........");
        check(Role::DutyLeader, "xxxxx.......");
        check(Role::HallManager, "xxxxxxxxxxxx");
        check(Role::Approver, "x....x......");
        check(Role::Supervisor, "x...........");
        check(Role::Administrator, "x.....xxxx..");
    }
}
