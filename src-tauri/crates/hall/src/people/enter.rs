//! Entering people and changing them.

use super::secret::Secret;
use super::secret_record::{set_secret, standing};
use crate::ground::{Author, Desk, FieldRefusal, Hall, Look, Refusal, Right, record};
use domain::booking::{NAME_CHARACTERS_MAX, Problem, name_problem};
use domain::event::{Fact, PersonChanged, PersonEntered, SecretBy};
use domain::people::{NAME_FIELD, Person, Role, SECRET_FIELD};
use domain::record::RecordId;
use domain::text::clean_name;
use store::{StoreError, VaultField, WriteTx};

/// Somebody to be entered.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPerson {
    pub name: String,
    pub roles: Vec<Role>,
    /// PIN or password, as typed.
    pub secret: String,
}

/// What a person's record is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonWish {
    pub name: String,
    pub roles: Vec<Role>,
    pub active: bool,
}

/// A new person without a fault at any field, the secret hashed.
pub(crate) struct CheckedPerson {
    name: String,
    roles: Vec<Role>,
    hash: String,
}

impl NewPerson {
    /// Checks every field; all faults are told at once.
    pub(crate) fn check(&self) -> Result<CheckedPerson, Refusal> {
        let mut faults = faults(&self.name, &self.roles);
        let secret = Secret::new(&self.secret).map_err(|fault| faults.push(fault)).ok();
        match secret.filter(|_| faults.is_empty()) {
            Some(secret) => {
                Ok(CheckedPerson { name: clean_name(&self.name), roles: self.roles.clone(), hash: secret.hash()? })
            }
            None => Err(Refusal::Fields(faults)),
        }
    }
}

pub(crate) fn faults(name: &str, roles: &[Role]) -> Vec<FieldRefusal> {
    let mut faults = Vec::new();
    if let Some(problem) = name_problem(&clean_name(name)) {
        faults.push(match problem {
            Problem::NameTooLong => FieldRefusal::PersonNameTooLong { max: NAME_CHARACTERS_MAX },
            _ => FieldRefusal::PersonName,
        });
    }
    if roles.is_empty() {
        faults.push(FieldRefusal::Roles);
    }
    faults
}

/// Enters somebody within a transaction.
pub(crate) fn enter_first(tx: &mut WriteTx<'_>, author: Author, new: &CheckedPerson) -> Result<RecordId, StoreError> {
    enter(tx, author, new, SecretBy::Own)
}

fn enter(tx: &mut WriteTx<'_>, author: Author, new: &CheckedPerson, by: SecretBy) -> Result<RecordId, StoreError> {
    let entered = Fact::PersonEntered(PersonEntered { roles: new.roles.clone() });
    let person = record(tx, author, &entered, None, None)?;
    tx.vault_put(store::event_id(person), VaultField(NAME_FIELD), &new.name)?;
    set_secret(tx, author, person, person, &new.hash, by)?;
    Ok(person)
}

/// Enters people who all have the secret of the one who is there already: hashing on purpose takes its time, and a demo
/// hall begins with many.
pub(crate) fn enter_alike(hall: &Hall, people: &[(String, Role)]) -> Result<(), Refusal> {
    let (people, author) = (people.to_vec(), Author::program(hall.clock));
    hall.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
        let first = tx.views().people()?.into_iter().next().ok_or(Refusal::PersonNotFound)?;
        let event = first.secret.ok_or(Refusal::PersonNotFound)?;
        let hash = tx.vault_get(store::event_id(event), VaultField(SECRET_FIELD))?.unwrap_or_default();
        for (name, role) in people {
            enter(tx, author, &CheckedPerson { name, roles: vec![role], hash: hash.clone() }, SecretBy::Own)?;
        }
        Ok(())
    })
}

/// A hall without a manager who can sign in could only be opened with its recovery code.
fn keeps_a_manager(tx: &WriteTx<'_>, changed: RecordId) -> Result<(), Refusal> {
    let is_manager = |person: &Person| person.id != changed && person.active && person.is(Role::HallManager);
    if tx.views().people()?.iter().any(is_manager) { Ok(()) } else { Err(Refusal::LastManager) }
}

impl Desk {
    /// Enters a person with a first secret.
    ///
    /// # Errors
    /// Every wrong field; [`Refusal::NotPermitted`] where an administrator would make a manager.
    pub fn enter_person(&self, new: &NewPerson) -> Result<RecordId, Refusal> {
        self.require(Right::ManagePeople)?;
        self.may_give(&new.roles)?;
        let checked = new.check()?;
        self.write(move |w| -> Result<RecordId, Refusal> {
            let author = w.author();
            Ok(enter(w, author, &checked, SecretBy::Manager)?)
        })
    }

    /// Changes name, roles, or whether somebody works here. Whoever has left is signed out everywhere.
    ///
    /// # Errors
    /// Every wrong field; [`Refusal::PersonChanged`] when `base` is no longer the last event;
    /// [`Refusal::LastManager`] where nobody would be left to manage.
    pub fn change_person(&self, person: RecordId, base: RecordId, wish: &PersonWish) -> Result<(), Refusal> {
        self.require(Right::ManagePeople)?;
        let faults = faults(&wish.name, &wish.roles);
        if !faults.is_empty() {
            return Err(Refusal::Fields(faults));
        }
        let wish = wish.clone();
        let changed = self.write(move |w| -> Result<bool, Refusal> {
            let current = standing(w, person)?;
            if current.last != base {
                return Err(Refusal::PersonChanged);
            }
            w.desk.may_change(&current, &wish)?;
            if current.is(Role::HallManager) && !(wish.active && wish.roles.contains(&Role::HallManager)) {
                keeps_a_manager(w, person)?;
            }
            let name = clean_name(&wish.name);
            let kept = w.value(current.name, VaultField(NAME_FIELD))?.unwrap_or_default();
            let mut roles = wish.roles.clone();
            roles.sort_unstable();
            let change = PersonChanged {
                roles: (Role::ALL.into_iter().filter(|role| roles.contains(role)).ne(current.roles.iter().copied()))
                    .then_some(roles),
                active: (wish.active != current.active).then_some(wish.active),
                name: name != kept,
            };
            if change == PersonChanged::default() {
                return Ok(false);
            }
            let event = w.record(&Fact::PersonChanged(change.clone()), Some(person), Some(base))?;
            if change.name {
                w.vault_put(store::event_id(event), VaultField(NAME_FIELD), &name)?;
            }
            Ok(change.active == Some(false))
        })?;
        if changed {
            self.signed_in.end_of(person, None);
        }
        Ok(())
    }

    /// Sets somebody's secret anew because they have lost it. They are signed out everywhere.
    ///
    /// # Errors
    /// What is wrong with the secret.
    pub fn reset_secret(&self, person: RecordId, typed: &str) -> Result<(), Refusal> {
        self.require(Right::ManagePeople)?;
        let hash = Secret::new(typed)?.hash()?;
        self.write(move |w| -> Result<(), Refusal> {
            let (current, author) = (standing(w, person)?, w.author());
            w.desk.may_give(&current.roles)?;
            Ok(set_secret(w, author, person, current.last, &hash, SecretBy::Manager)?)
        })?;
        self.tries.forget(person);
        self.signed_in.end_of(person, None);
        Ok(())
    }

    /// Only a manager makes managers, or takes over one's secret: otherwise whoever looks after the PCs could become one.
    fn may_give(&self, roles: &[Role]) -> Result<(), Refusal> {
        if roles.contains(&Role::HallManager) { self.require(Right::AnswerForHall) } else { Ok(()) }
    }

    fn may_change(&self, current: &Person, wish: &PersonWish) -> Result<(), Refusal> {
        self.may_give(&current.roles)?;
        self.may_give(&wish.roles)
    }

    /// What is wrong with the fields of a person to be entered.
    pub fn person_faults(&self, new: &NewPerson) -> Vec<FieldRefusal> {
        Refusal::fields_of(new.check())
    }

    /// What is wrong with the fields of a person to be changed.
    pub fn change_faults(&self, wish: &PersonWish) -> Vec<FieldRefusal> {
        faults(&wish.name, &wish.roles)
    }
}
