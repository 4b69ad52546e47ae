//! People as screens show them.

use crate::ground::{Desk, Hall, Refusal, Right};
use domain::people::{NAME_FIELD, Person, Role};
use domain::record::RecordId;
use std::collections::BTreeMap;
use store::{ReadTx, StoreError, VaultField};

/// Somebody who works, or worked, in the hall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCard {
    pub person: RecordId,
    /// Last event of the record, for a change to name.
    pub base: RecordId,
    pub name: String,
    pub roles: Vec<Role>,
    pub active: bool,
}

impl Hall {
    /// Those who can sign in here, by name: what the sign-in screen offers. Names of staff, as on the badges they wear.
    ///
    /// # Errors
    /// What the store says.
    pub fn can_sign_in(&self) -> Result<Vec<PersonCard>, Refusal> {
        let mut people = self.people_now()?;
        people.retain(|person| person.active);
        Ok(people)
    }

    /// Names of everybody who ever worked here, for lists of what was done.
    pub(crate) fn names_of_people(&self) -> Result<BTreeMap<RecordId, String>, Refusal> {
        Ok(self.people_now()?.into_iter().map(|person| (person.person, person.name)).collect())
    }

    fn people_now(&self) -> Result<Vec<PersonCard>, Refusal> {
        let mut people = self.store.read(|tx: &ReadTx<'_>| -> Result<Vec<PersonCard>, StoreError> {
            tx.views().people()?.into_iter().map(|person| card(tx, person)).collect()
        })?;
        people.sort_by(|a, b| (&a.name, a.person).cmp(&(&b.name, b.person)));
        Ok(people)
    }
}

impl Desk {
    /// Everybody, also those who have left.
    ///
    /// # Errors
    /// What the store says.
    pub fn people(&self) -> Result<Vec<PersonCard>, Refusal> {
        self.require(Right::ManagePeople)?;
        self.people_now()
    }

    /// Whoever acts.
    ///
    /// # Errors
    /// What the store says.
    pub fn own_card(&self) -> Result<PersonCard, Refusal> {
        let id = self.actor().person;
        let found = self.people_now()?.into_iter().find(|card| card.person == id);
        found.ok_or(Refusal::PersonNotFound)
    }
}

fn card(tx: &ReadTx<'_>, person: Person) -> Result<PersonCard, StoreError> {
    let name = person_name(tx, &person)?;
    Ok(PersonCard { person: person.id, base: person.last, name, roles: person.roles, active: person.active })
}

fn person_name(tx: &ReadTx<'_>, person: &Person) -> Result<String, StoreError> {
    Ok(tx.vault_shown(store::event_id(person.name), VaultField(NAME_FIELD))?.unwrap_or_default())
}
