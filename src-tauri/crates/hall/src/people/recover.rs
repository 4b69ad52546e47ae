//! Ways back in that need no session: the hall's first manager, and the recovery code.

use super::enter::{CheckedPerson, NewPerson, enter_first};
use super::secret::Secret;
use super::secret_record::{set_secret, standing};
use super::session::SessionToken;
use crate::ground::{Author, Desk, FieldRefusal, Hall, Refusal, Right};
use domain::event::{Fact, HandedOut, Handout, SecretBy};
use domain::people::{Person, Role};
use domain::record::RecordId;
use std::sync::Arc;
use store::{KeyOnRecord, ReadTx, RecoveryCode, RecoveryFault, StoreError, WriteTx};

/// A hall has its first manager.
#[derive(Clone, PartialEq, Eq)]
pub struct FirstManager {
    /// To be printed and locked away: shown this once, kept nowhere.
    pub recovery_code: String,
    /// The manager, signed in.
    pub session: SessionToken,
}

/// What the wizard asks of the first manager, checked.
pub(crate) struct CheckedManager(pub(crate) CheckedPerson);

/// Reads the wizard's answers: the first person is the manager, and books too until there are others.
pub(crate) fn check_manager(name: &str, secret: &str) -> Result<CheckedManager, Refusal> {
    let roles = vec![Role::HallManager, Role::Consultant];
    let checked = NewPerson { name: name.to_owned(), roles, secret: secret.to_owned() }.check();
    checked.map(CheckedManager)
}

impl Hall {
    /// Whether somebody can sign in. A hall of before people signed in has nobody yet.
    ///
    /// # Errors
    /// What the store says.
    pub fn has_manager(&self) -> Result<bool, Refusal> {
        let people = self.store.read(|tx: &ReadTx<'_>| tx.views().people())?;
        Ok(people.iter().any(is_manager))
    }

    /// Whether a manager can only be entered with the recovery code: there have been people here, so the hall has one. Else
    /// whoever comes by would be the manager of a hall whose last one was put out of service.
    ///
    /// # Errors
    /// What the store says.
    pub fn first_manager_needs_code(&self) -> Result<bool, Refusal> {
        Ok(!self.store.read(|tx: &ReadTx<'_>| tx.views().people())?.is_empty())
    }

    /// Enters the first manager of a hall that has none, with a new recovery code. The present one is asked for where people
    /// have worked here before.
    ///
    /// # Errors
    /// Every wrong field; [`Refusal::AlreadySetUp`] when there is a manager.
    pub fn enter_first_manager(&self, name: &str, secret: &str, code: &str) -> Result<FirstManager, Refusal> {
        let checked = check_manager(name, secret)?;
        if self.has_manager()? {
            return Err(Refusal::AlreadySetUp);
        }
        let had_people = self.first_manager_needs_code()?;
        if had_people {
            self.check_code(code)?;
        }
        let (code, wrapped) = self.new_code()?;
        let author = Author::program(self.clock);
        let person = self.store.write(move |tx: &mut WriteTx<'_>| -> Result<RecordId, Refusal> {
            let people = tx.views().people()?;
            // Somebody was quicker, here or by a sync.
            if people.iter().any(is_manager) || people.is_empty() == had_people {
                return Err(Refusal::AlreadySetUp);
            }
            tx.recovery_put(&wrapped)?;
            Ok(enter_first(tx, author, &checked.0)?)
        })?;
        self.first_session(person, code)
    }

    pub(crate) fn first_session(&self, person: RecordId, code: RecoveryCode) -> Result<FirstManager, Refusal> {
        let session = self.signed_in.begin(person, None).map_err(|error| StoreError::Io(error.to_string()))?;
        Ok(FirstManager { recovery_code: code.text().to_string(), session })
    }

    /// Sets a manager's secret anew with the recovery code: for the last manager, whom nobody else could help.
    ///
    /// # Errors
    /// What is wrong with code or secret, at its field; [`Refusal::NotPermitted`] for somebody who is no manager.
    pub fn recover_manager(&self, person: RecordId, code: &str, typed: &str) -> Result<(), Refusal> {
        let hash = Secret::new(typed)?.hash()?;
        self.check_code(code)?;
        let author = Author { actor: Some(person), wall: self.clock.wall() };
        self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
            let current = standing(tx, person)?;
            if !(current.active && current.is(Role::HallManager)) {
                return Err(Refusal::NotPermitted);
            }
            Ok(set_secret(tx, author, person, current.last, &hash, SecretBy::RecoveryCode)?)
        })?;
        self.tries.forget(person);
        self.signed_in.end_of(person, None);
        Ok(())
    }

    /// Whether a text is the hall's recovery code.
    pub(crate) fn check_code(&self, typed: &str) -> Result<(), Refusal> {
        let code = RecoveryCode::parse(typed).map_err(FieldRefusal::RecoveryCode)?;
        let record = self.store.read(|tx: &ReadTx<'_>| tx.key_on_record())?;
        let record = record.ok_or_else(|| Refusal::Broken("the hall has no key on record".to_owned()))?;
        code.unwrap_key(&record).map(|_| ()).map_err(|fault| FieldRefusal::RecoveryCode(fault).into())
    }

    /// A new code with the hall's key wrapped by it.
    fn new_code(&self) -> Result<(RecoveryCode, KeyOnRecord), Refusal> {
        let key = store::keys::read(&self.dir).map_err(Refusal::Key)?;
        let code = RecoveryCode::generate()?;
        let wrapped = code.wrap(&key)?;
        Ok((code, wrapped))
    }
}

impl Desk {
    /// Makes a new recovery code; the one before opens nothing any more, but for backups made until now.
    ///
    /// # Errors
    /// What the disk says.
    pub fn renew_recovery_code(&self) -> Result<String, Refusal> {
        self.require(Right::AnswerForHall)?;
        let (code, wrapped) = self.new_code()?;
        self.write(move |w| -> Result<(), StoreError> {
            w.recovery_put(&wrapped)?;
            w.record(&Fact::HandedOut(HandedOut { what: Handout::RecoveryCode }), None, None)?;
            Ok(())
        })?;
        Ok(code.text().to_string())
    }
}

fn is_manager(person: &Person) -> bool {
    person.active && person.is(Role::HallManager)
}

/// The key of a database or backup, by its recovery code.
pub(crate) fn key_by_code(record: &KeyOnRecord, typed: &str) -> Result<store::HallKey, Refusal> {
    let code = RecoveryCode::parse(typed).map_err(FieldRefusal::RecoveryCode)?;
    code.unwrap_key(record).map_err(|fault: RecoveryFault| FieldRefusal::RecoveryCode(fault).into())
}

/// The same hall, opened: what the demo needs to act as somebody.
/// Whoever is just of this role at their desk: the demo's own work.
///
/// # Errors
/// [`Refusal::PersonNotFound`].
pub(crate) fn desk_of_role(hall: &Arc<Hall>, role: Role) -> Result<Desk, Refusal> {
    let people = hall.can_sign_in()?;
    let found = people.iter().find(|card| card.roles == [role]).ok_or(Refusal::PersonNotFound)?;
    Ok(desk_of(hall, found.person, vec![role]))
}

fn desk_of(hall: &Arc<Hall>, person: RecordId, roles: Vec<Role>) -> Desk {
    Desk::new(Arc::clone(hall), crate::ground::Actor { person, roles })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::{Clock, record};
    use crate::program::stages::Program;
    use domain::event::PersonChanged;

    /// Two managers put each other out of service on two PCs, and then both PCs sync.
    #[test]
    fn whoever_comes_by_is_no_manager_of_a_hall_that_has_lost_its_last() {
        let dir = tempfile::TempDir::new().expect("a folder");
        let program = Program::open(dir.path().to_owned(), Clock::system());
        program.found_demo(0).expect("a demo hall");
        let hall = program.hall().expect("a hall");
        assert!(matches!(hall.enter_first_manager("王芳", "135790", ""), Err(Refusal::AlreadySetUp)));
        let author = Author::program(hall.clock);
        let out_of_service = move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            for person in tx.views().people()?.iter().filter(|person| is_manager(person)) {
                let fact = Fact::PersonChanged(PersonChanged { active: Some(false), ..PersonChanged::default() });
                record(tx, author, &fact, Some(person.id), Some(person.last))?;
            }
            Ok(())
        };
        hall.store.write(out_of_service).expect("written");
        assert!(!hall.has_manager().expect("told") && hall.first_manager_needs_code().expect("told"));
        let wrong = RecoveryCode::generate().expect("a code").text().to_string();
        for code in ["", "no code", &wrong] {
            let refused = hall.enter_first_manager("王芳", "135790", code).map(drop);
            let faults = Refusal::fields_of(refused);
            assert!(matches!(faults[..], [FieldRefusal::RecoveryCode(_)]), "{code}: {faults:?}");
        }
        // The printed one of this hall, made anew as the test has none.
        let (code, wrapped) = hall.new_code().expect("a code");
        hall.store.write(move |tx: &mut WriteTx<'_>| tx.recovery_put(&wrapped)).expect("written");
        assert!(hall.enter_first_manager("王芳", "135790", &code.text()).is_ok());
        assert!(hall.has_manager().expect("told"));
    }
}
