//! What a person can be in a hall (PRODUCT rule 37). A person may be several: in a small hall the manager sits at the desk.

use minicbor::{Decode, Encode};
use std::str::FromStr;

/// A role. Numbers are never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Role {
    /// 咨询员: books Saturday appointments at the front desk.
    #[n(0)]
    Consultant,
    /// 综窗人员: staff of the general window.
    #[n(1)]
    WindowClerk,
    /// 帮办员: carries a case inside for the applicant.
    #[n(2)]
    Runner,
    /// 值班班长: runs the Saturday shift.
    #[n(3)]
    DutyLeader,
    /// 大厅负责人: answers for the hall.
    #[n(4)]
    HallManager,
    /// 审批人员: decides in a department's back office.
    #[n(5)]
    Approver,
    /// City supervisor: looks, and changes nothing.
    #[n(6)]
    Supervisor,
    /// Looks after PCs, data and reference data.
    #[n(7)]
    Administrator,
    /// 综窗组长: leads the general window and its runners.
    #[n(8)]
    GroupLeader,
}

/// Text that names no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such role")]
pub struct RoleUnknown;

impl Role {
    /// All roles, in the order in which they are offered.
    pub const ALL: [Role; 9] = [
        Role::Consultant,
        Role::WindowClerk,
        Role::Runner,
        Role::GroupLeader,
        Role::DutyLeader,
        Role::HallManager,
        Role::Approver,
        Role::Supervisor,
        Role::Administrator,
    ];

    /// The role's name outside the program; its words are in the text catalogues.
    pub fn name(self) -> &'static str {
        match self {
            Role::Consultant => "consultant",
            Role::WindowClerk => "window_clerk",
            Role::Runner => "runner",
            Role::GroupLeader => "group_leader",
            Role::DutyLeader => "duty_leader",
            Role::HallManager => "hall_manager",
            Role::Approver => "approver",
            Role::Supervisor => "supervisor",
            Role::Administrator => "administrator",
        }
    }
}

impl FromStr for Role {
    type Err = RoleUnknown;

    fn from_str(text: &str) -> Result<Self, RoleUnknown> {
        Role::ALL.into_iter().find(|role| role.name() == text).ok_or(RoleUnknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_read_by_the_name_it_writes() {
        for role in Role::ALL {
            assert_eq!(role.name().parse(), Ok(role));
        }
        assert_eq!("mayor".parse::<Role>(), Err(RoleUnknown));
    }
}
