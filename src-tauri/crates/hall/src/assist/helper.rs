//! Who helps, and who can be given a case.

use crate::ground::{Desk, Refusal};
use domain::people::Role;
use domain::record::RecordId;
use std::collections::BTreeMap;

/// Somebody who helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper {
    pub person: RecordId,
    /// Empty for somebody whose record is not here yet.
    pub name: String,
}

impl Desk {
    /// Those who can be given a case: runners and group leaders who work here, by name.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) fn helpers(&self) -> Result<Vec<Helper>, Refusal> {
        let people = self.can_sign_in()?;
        let helps = |role: &Role| matches!(role, Role::Runner | Role::GroupLeader);
        let found = people.into_iter().filter(|card| card.roles.iter().any(helps));
        Ok(found.map(|card| Helper { person: card.person, name: card.name }).collect())
    }
}

/// Somebody by the names of those who work or have worked here.
pub(crate) fn named(person: RecordId, people: &BTreeMap<RecordId, String>) -> Helper {
    Helper { person, name: people.get(&person).cloned().unwrap_or_default() }
}
