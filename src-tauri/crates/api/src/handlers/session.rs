//! Who is signed in at a window, in the door's types.

use super::{DONE, read};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{Failure, ManagerRecover, Nothing, SecretChange, Session, SignIn, SignInChoices, SignedIn};
use hall::{Hall, SessionState};
use std::sync::Arc;

pub(crate) fn sign_in_choices(visit: Visit<'_>, _: Nothing) -> Result<SignInChoices, Failure> {
    let hall = visit.hall()?;
    Ok(SignInChoices {
        people: hall.can_sign_in()?.wire(),
        first_manager: !hall.has_manager()?,
        first_manager_code: !hall.has_manager()? && hall.first_manager_needs_code()?,
        demo_secret: hall.founded().demo.then(|| hall::DEMO_SECRET.to_owned()),
    })
}

pub(crate) fn sign_in(visit: Visit<'_>, input: SignIn) -> Result<SignedIn, Failure> {
    let hall = visit.hall()?;
    let token = hall.sign_in(read::record("person", &input.person)?, &input.secret, visit.caller.session.as_deref())?;
    let session = session(&hall, Some(&token));
    Ok(SignedIn { token, session })
}

pub(crate) fn sign_out(visit: Visit<'_>, _: Nothing) -> Result<Nothing, Failure> {
    let hall = visit.hall()?;
    visit.caller.session.iter().for_each(|token| hall.sign_out(token));
    Ok(DONE)
}

pub(crate) fn session_lock(visit: Visit<'_>, _: Nothing) -> Result<Session, Failure> {
    let hall = visit.hall()?;
    visit.caller.session.iter().for_each(|token| hall.lock_session(token));
    Ok(session(&hall, visit.caller.session.as_deref()))
}

pub(crate) fn session_touch(visit: Visit<'_>, _: Nothing) -> Result<Session, Failure> {
    let hall = visit.hall()?;
    let token = visit.caller.session.as_deref();
    let touched = token.map_or(SessionState::None, |token| hall.touch_session(token));
    Ok(state(&hall, token, touched))
}

pub(crate) fn secret_change(visit: Visit<'_>, input: SecretChange) -> Result<Nothing, Failure> {
    let token = visit.caller.session.as_deref().unwrap_or_default();
    visit.desk()?.change_own_secret(token, &input.present, &input.secret)?;
    Ok(DONE)
}

pub(crate) fn manager_recover(visit: Visit<'_>, input: ManagerRecover) -> Result<Nothing, Failure> {
    visit.hall()?.recover_manager(read::record("person", &input.person)?, &input.code, &input.secret)?;
    Ok(DONE)
}

/// Where a window's session stands. Locked ones tell whose they are; open ones too, for the frame.
pub(super) fn session(hall: &Arc<Hall>, token: Option<&str>) -> Session {
    state(hall, token, hall.session_state(token))
}

fn state(hall: &Arc<Hall>, token: Option<&str>, state: SessionState) -> Session {
    match state {
        SessionState::None => Session::None,
        SessionState::Locked { person } => Session::Locked { person: person.to_string() },
        SessionState::Open { locks_in_seconds } => match hall.desk(token) {
            Ok(desk) => Session::Open { person: desk.actor().person.to_string(), locks_in_seconds },
            Err(_) => Session::None,
        },
    }
}
