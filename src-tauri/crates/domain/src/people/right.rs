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
    /// See the assisted-handling log, names masked.
    SeeLog,
    /// Open cases of the log, enter what happens to them, see whose they are; print and type in cards.
    RunCase,
    /// Hand over somebody else's case, correct what others entered, say that a case should never have been.
    LeadCases,
    /// See figures of the log by who helped.
    SeeHelpers,
    /// Set what the log offers.
    SetLog,
    /// Sign that frozen seats may be given again; print a new recovery code.
    AnswerForHall,
}

impl Right {
    /// All rights.
    pub const ALL: [Right; 17] = [
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
        Right::SeeLog,
        Right::RunCase,
        Right::LeadCases,
        Right::SeeHelpers,
        Right::SetLog,
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
            Right::SeeLog => "see_log",
            Right::RunCase => "run_case",
            Right::LeadCases => "lead_cases",
            Right::SeeHelpers => "see_helpers",
            Right::SetLog => "set_log",
            Right::AnswerForHall => "answer_for_hall",
        }
    }
}

/// Whether a role may do it.
pub fn may(role: Role, right: Right) -> bool {
    use Right::{
        ChangeReference, KeepData, LeadCases, ManagePeople, NoteAttendance, ReadAudit, ReadBook, RecordDuty, RunCase,
        SeeFullName, SeeHelpers, SeeLog, SeeOwnSheet, SetLog, WriteBooking,
    };
    match role {
        Role::HallManager => true,
        Role::Consultant => matches!(right, ReadBook | WriteBooking | SeeFullName | RecordDuty | SeeLog | RunCase),
        Role::DutyLeader => matches!(
            right,
            ReadBook | WriteBooking | SeeFullName | RecordDuty | NoteAttendance | SeeLog | RunCase | LeadCases
        ),
        Role::WindowClerk => matches!(right, ReadBook | SeeFullName),
        Role::Runner => matches!(right, ReadBook | SeeLog | RunCase),
        Role::GroupLeader => {
            matches!(right, ReadBook | SeeFullName | SeeLog | RunCase | LeadCases | SeeHelpers | SetLog)
        }
        Role::Supervisor => right == ReadBook,
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
        check(Role::Consultant, "xxxx.......xx....");
        check(Role::WindowClerk, "x.x..............");
        check(Role::Runner, "x..........xx....");
        check(Role::GroupLeader, "x.x........xxxxx.");
        check(Role::DutyLeader, "xxxxx......xxx...");
        check(Role::HallManager, "xxxxxxxxxxxxxxxxx");
        check(Role::Approver, "x....x...........");
        check(Role::Supervisor, "x................");
        check(Role::Administrator, "x.....xxxx.......");
    }
}
