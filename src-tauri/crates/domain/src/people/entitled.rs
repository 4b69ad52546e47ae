//! What somebody was ever entitled to.

use super::{Right, may};
use crate::event::PersonFact;

/// Whether a fact of a person's record gives them a role that has the right. Asked of what an event says that was written by
/// them: whoever had the right once may have lost it on another PC at the same time, and what they did stands.
pub fn entitles(fact: &PersonFact, right: Right) -> bool {
    let roles = match fact {
        PersonFact::Entered(entered) => Some(&entered.roles),
        PersonFact::Changed(changed) => changed.roles.as_ref(),
        PersonFact::SecretSet(_) => None,
    };
    roles.into_iter().flatten().any(|role| may(*role, right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{PersonChanged, PersonEntered};
    use crate::people::Role;

    #[test]
    fn a_role_entitles_whenever_it_was_given() {
        let entered = |role| PersonFact::Entered(PersonEntered { roles: vec![role] });
        assert!(entitles(&entered(Role::HallManager), Right::ErasePersonal));
        assert!(!entitles(&entered(Role::Consultant), Right::ErasePersonal));
        let changed = PersonChanged { roles: Some(vec![Role::HallManager]), ..PersonChanged::default() };
        assert!(entitles(&PersonFact::Changed(changed), Right::ErasePersonal));
        assert!(!entitles(&PersonFact::Changed(PersonChanged::default()), Right::ErasePersonal));
    }
}
