//! Signing in, unlocking, switching, signing out, and changing one's own secret.

use super::secret::{Secret, is_secret};
use super::secret_record::{forget_tries, set_secret, standing, tries_name};
use super::session::{Admission, SessionState, SessionToken};
use crate::ground::{Actor, Author, Desk, FieldRefusal, Hall, Refusal, record};
use domain::event::{Fact, SecretBy, SignInFailed, SignedIn};
use domain::people::{Person, SECRET_FIELD};
use domain::record::RecordId;
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use store::{ReadTx, StoreError, VaultField, WriteTx};

impl Hall {
    /// Signs a person in. `before` is the session of the same window, which ends: switching is signing in as another.
    ///
    /// # Errors
    /// [`Refusal::SignInWrong`], [`Refusal::SignInWait`] while wrong tries are slowed down.
    pub fn sign_in(&self, person: RecordId, typed: &str, before: Option<&str>) -> Result<SessionToken, Refusal> {
        self.check_secret_of(person, typed)?;
        let author = Author { actor: Some(person), wall: self.clock.wall() };
        let noted = self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            record(tx, author, &Fact::SignedIn(SignedIn {}), Some(person), None)?;
            Ok(())
        });
        passable(noted)?;
        self.signed_in.begin(person, before).map_err(|error| StoreError::Io(error.to_string()).into())
    }

    /// Checks a secret; a wrong one is counted on record.
    fn check_secret_of(&self, person: RecordId, typed: &str) -> Result<(), Refusal> {
        let _one = self.tries.one.lock().unwrap_or_else(PoisonError::into_inner);
        let (found, hash, wrong) = self.store.read(|tx: &ReadTx<'_>| secret_of(tx, person))?;
        let wrong = self.tries.wrong(person, wrong);
        let wait = self.tries.wait(person, wrong);
        if !wait.is_zero() {
            return Err(Refusal::SignInWait { seconds: u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX) });
        }
        if found.active && is_secret(typed, &hash) {
            self.tries.forget(person);
            if wrong > 0 {
                passable(self.store.write(move |tx: &mut WriteTx<'_>| forget_tries(tx, person)))?;
            }
            return Ok(());
        }
        let (wrong, author) = (wrong.saturating_add(1), Author::program(self.clock));
        self.tries.failed(person, wrong);
        let noted = self.store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            tx.local_put(&tries_name(person), &wrong.to_be_bytes())?;
            record(tx, author, &Fact::SignInFailed(SignInFailed { tries: wrong }), Some(person), None)?;
            Ok(())
        });
        passable(noted)?;
        let wait = self.tries.wait(person, wrong);
        let seconds = if wait.is_zero() { 0 } else { u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX) };
        Err(Refusal::SignInWrong { wait_seconds: seconds })
    }

    /// How long a screen may be left alone.
    pub(crate) fn idle_lock(&self) -> Duration {
        self.idle.get()
    }

    /// Where a window's session stands.
    pub fn session_state(&self, token: Option<&str>) -> SessionState {
        token.map_or(SessionState::None, |token| self.signed_in.state(token, self.idle_lock()))
    }

    /// Somebody is at the screen.
    pub fn touch_session(&self, token: &str) -> SessionState {
        self.signed_in.touch(token, self.idle_lock())
    }

    /// Locks a window's session by hand.
    pub fn lock_session(&self, token: &str) {
        self.signed_in.lock(token);
    }

    /// Ends a window's session.
    pub fn sign_out(&self, token: &str) {
        self.signed_in.end(token);
    }

    /// Who acts through a window's session, with the roles they have now.
    ///
    /// # Errors
    /// [`Refusal::NotSignedIn`], [`Refusal::Locked`].
    pub fn desk(self: &Arc<Self>, token: Option<&str>) -> Result<Desk, Refusal> {
        let person = match self.signed_in.admit(token.ok_or(Refusal::NotSignedIn)?, self.idle_lock()) {
            Admission::Person(person) => person,
            Admission::Locked => return Err(Refusal::Locked),
            Admission::Unknown => return Err(Refusal::NotSignedIn),
        };
        let found = self.store.read(|tx: &ReadTx<'_>| tx.views().person(person))?;
        let found = found.filter(|person| person.active).ok_or(Refusal::NotSignedIn)?;
        Ok(Desk::new(Arc::clone(self), Actor { person, roles: found.roles }))
    }
}

impl Desk {
    /// Changes one's own secret; `token` is the session that goes on, others of the person end.
    ///
    /// # Errors
    /// [`Refusal::SignInWrong`] when the present secret is not the one typed, or what is wrong with the new one.
    pub fn change_own_secret(&self, token: &str, present: &str, typed: &str) -> Result<(), Refusal> {
        let person = self.actor().person;
        let secret = Secret::new(typed)?;
        self.check_secret_of(person, present).map_err(|refusal| match refusal {
            Refusal::SignInWrong { wait_seconds: 0 } => FieldRefusal::PresentSecret.into(),
            other => other,
        })?;
        let hash = secret.hash()?;
        self.write(move |w| -> Result<(), Refusal> {
            let (current, author) = (standing(w, person)?, w.author());
            Ok(set_secret(w, author, person, current.last, &hash, SecretBy::Own)?)
        })?;
        self.signed_in.end_of(person, Some(token));
        Ok(())
    }
}

/// The person, the hash of their secret, and their wrong tries in a row. Somebody without a secret has an empty hash, which
/// nothing typed fits.
fn secret_of(tx: &ReadTx<'_>, person: RecordId) -> Result<(Person, String, u16), Refusal> {
    let found = tx.views().person(person)?.ok_or(Refusal::PersonNotFound)?;
    let hash = match found.secret {
        Some(event) => tx.vault_get(store::event_id(event), VaultField(SECRET_FIELD))?.unwrap_or_default(),
        None => String::new(),
    };
    let wrong = tx.local_get(&tries_name(person))?.and_then(|bytes| <[u8; 2]>::try_from(bytes).ok());
    Ok((found, hash, wrong.map_or(0, u16::from_be_bytes)))
}

/// A disk that takes nothing more must not lock the book away: it can still be read, and whatever is to be put on record
/// before it is done or shown is refused by itself.
fn passable(noted: Result<(), StoreError>) -> Result<(), StoreError> {
    match noted {
        Err(error @ (StoreError::DiskFull | StoreError::ReadOnly | StoreError::Io(_) | StoreError::Busy)) => {
            tracing::warn!(%error, "a sign-in could not be put on record");
            Ok(())
        }
        other => other,
    }
}
