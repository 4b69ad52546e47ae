//! When a visit may begin: asked by the list of times to choose and by the booking itself, so that they cannot disagree.

use super::plan::{DayPlan, SessionPlan};
use super::visit::{Need, Visit};
use crate::reference::hours::SessionTimes;
use crate::time::MinuteOfDay;

/// Why a visit cannot begin at a time, whoever else is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoStart {
    /// It would begin well, and not be over when the session is, or the item's own hours.
    TooShort,
    /// No session that serves it has a slot that begins then, or its items have other hours.
    NotServed,
}

impl DayPlan {
    /// Whether a visit may begin at a time. What is chosen anew is the beginning of a slot of a session that serves it; a
    /// time that was `promised` before may lie within a slot, for the sessions may have changed since.
    ///
    /// # Errors
    /// [`NoStart`] says why not.
    pub fn may_begin(&self, visit: &Visit, at: MinuteOfDay, promised: bool) -> Result<(), NoStart> {
        let need = Need::new(self, visit);
        let begins = |session: &SessionPlan| {
            let running = (session.times.from..session.times.to).contains(&at);
            running && (promised || session.times.begins(at))
        };
        let offered =
            self.sessions().iter().enumerate().any(|(number, session)| need.serving(number) && begins(session));
        if !offered {
            return Err(NoStart::NotServed);
        }
        if !need.runs(self, at).is_empty() {
            return Ok(());
        }
        let open = |times: &SessionTimes| (times.from..times.to).contains(&at.time());
        let within = visit.items.iter().all(|item| item.hours.as_ref().is_none_or(|hours| hours.iter().any(open)));
        Err(if within { NoStart::TooShort } else { NoStart::NotServed })
    }
}
