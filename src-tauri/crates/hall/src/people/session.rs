//! Who is signed in on this PC: one session a window. Idle time is measured on the PC's running time, not on its clock, so
//! a clock that is set back unlocks nothing and one that jumps ahead locks nobody out.
//!
//! SignedIn live in memory only: after a restart everybody signs in again.

use domain::record::RecordId;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Names a session: 128 random bits as hexadecimal. Whoever knows it acts as its person.
pub type SessionToken = String;

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionState {
    /// Nobody is signed in.
    None,
    /// Somebody works.
    Open {
        /// Until the screen locks, if nothing is touched.
        locks_in_seconds: u32,
    },
    /// Left alone too long, or locked by hand: the same person unlocks it with their secret.
    Locked {
        /// Whose it is.
        person: RecordId,
    },
}

struct Session {
    person: RecordId,
    touched: Instant,
    locked: bool,
}

/// All sessions of a running program.
#[derive(Default)]
pub(crate) struct SignedIn(Mutex<BTreeMap<SessionToken, Session>>);

/// What a session says of its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Admission {
    Person(RecordId),
    Locked,
    Unknown,
}

impl SignedIn {
    /// Begins a session, and ends the one it takes the place of.
    pub(crate) fn begin(&self, person: RecordId, before: Option<&str>) -> Result<SessionToken, getrandom::Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        let token: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        before.map(|before| sessions.remove(before));
        sessions.insert(token.clone(), Session { person, touched: Instant::now(), locked: false });
        Ok(token)
    }

    /// Who acts through a session.
    pub(crate) fn admit(&self, token: &str, idle: Duration) -> Admission {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(session) = sessions.get_mut(token) else { return Admission::Unknown };
        session.locked |= session.touched.elapsed() >= idle;
        if session.locked { Admission::Locked } else { Admission::Person(session.person) }
    }

    /// Somebody pressed a key or clicked. A locked session stays locked.
    pub(crate) fn touch(&self, token: &str, idle: Duration) -> SessionState {
        let open = matches!(self.admit(token, idle), Admission::Person(_));
        if let Some(session) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get_mut(token).filter(|_| open) {
            session.touched = Instant::now();
        }
        self.state(token, idle)
    }

    /// Where a session stands.
    pub(crate) fn state(&self, token: &str, idle: Duration) -> SessionState {
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(session) = sessions.get(token) else { return SessionState::None };
        let left = idle.saturating_sub(session.touched.elapsed());
        if session.locked || left.is_zero() {
            return SessionState::Locked { person: session.person };
        }
        SessionState::Open { locks_in_seconds: u32::try_from(left.as_secs()).unwrap_or(u32::MAX) }
    }

    /// Locks by hand.
    pub(crate) fn lock(&self, token: &str) {
        if let Some(session) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get_mut(token) {
            session.locked = true;
        }
    }

    /// Ends one session.
    pub(crate) fn end(&self, token: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(token);
    }

    /// Ends every session of a person but one: their secret was set anew, or they have left.
    pub(crate) fn end_of(&self, person: RecordId, but: Option<&str>) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|token, session| session.person != person || Some(token.as_str()) == but);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDLE: Duration = Duration::from_secs(300);
    const PERSON: RecordId = RecordId { device: [1; 8], seq: 7 };

    #[test]
    fn a_session_left_alone_locks_and_is_not_woken_by_touching() {
        let sessions = SignedIn::default();
        let token = sessions.begin(PERSON, None).expect("random bytes");
        assert_eq!(sessions.admit(&token, IDLE), Admission::Person(PERSON));
        assert!(matches!(sessions.touch(&token, IDLE), SessionState::Open { locks_in_seconds: 299..=300 }));
        assert_eq!(sessions.touch(&token, Duration::ZERO), SessionState::Locked { person: PERSON });
        assert_eq!(sessions.admit(&token, IDLE), Admission::Locked, "locked is locked");
        assert_eq!(sessions.touch(&token, IDLE), SessionState::Locked { person: PERSON });
    }

    #[test]
    fn switching_ends_the_session_before_and_only_that() {
        let sessions = SignedIn::default();
        let first = sessions.begin(PERSON, None).expect("random bytes");
        let other = sessions.begin(PERSON, None).expect("random bytes");
        let second = sessions.begin(RecordId { seq: 8, ..PERSON }, Some(&first)).expect("random bytes");
        assert_eq!(sessions.admit(&first, IDLE), Admission::Unknown);
        assert_eq!(sessions.admit(&other, IDLE), Admission::Person(PERSON));
        sessions.end_of(PERSON, None);
        assert_eq!(sessions.admit(&other, IDLE), Admission::Unknown);
        assert_eq!(sessions.state(&other, IDLE), SessionState::None);
        sessions.lock(&second);
        assert!(matches!(sessions.state(&second, IDLE), SessionState::Locked { .. }));
        sessions.end(&second);
        assert_eq!(sessions.state(&second, IDLE), SessionState::None);
    }
}
