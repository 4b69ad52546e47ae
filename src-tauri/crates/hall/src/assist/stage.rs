//! A case is handed over, rests, goes on, and is closed, opened again or voided.

use super::act::{CaseWritten, when_or_now};
use super::checked::Faults;
use crate::ground::{Desk, LogFault, Look, Refusal, Right};
use domain::assist::deed::Deed;
use domain::assist::moment::When;
use domain::assist::step::{EndReason, Step};
use domain::record::RecordId;

/// What becomes of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseTurn {
    Suspend,
    Resume,
    Complete,
    Terminate(EndReason),
    Reopen,
}

impl Desk {
    /// Somebody else goes on with a case. Who does not have it in hand needs the right to lead.
    ///
    /// # Errors
    /// [`LogFault::Helper`] for somebody who does not work here.
    pub fn hand_over(
        &self,
        request: String,
        case: RecordId,
        to: RecordId,
        at: Option<When>,
    ) -> Result<CaseWritten, Refusal> {
        self.do_with_case(request, case, Deed::HandOver, move |w, case| {
            let actor = w.desk.actor();
            if case.helper() != Some(actor.person) && !actor.may(Right::LeadCases) {
                return Err(Refusal::NotPermitted);
            }
            let mut faults = Faults::default();
            if !w.views().person(to)?.is_some_and(|person| person.active) {
                faults.add("to", LogFault::Helper);
            }
            faults.refuse()?;
            if case.helper() == Some(to) {
                return Ok(Vec::new());
            }
            Ok(vec![Step::HandedOver { to, at: when_or_now(w, at) }.into()])
        })
    }

    /// A case rests, goes on, is closed or opened again. `at`: when, `None` for now.
    ///
    /// # Errors
    /// [`Refusal::Log`] where the case as it stands does not allow it.
    pub fn turn_case(
        &self,
        request: String,
        case: RecordId,
        turn: CaseTurn,
        at: Option<When>,
    ) -> Result<CaseWritten, Refusal> {
        let deed = match turn {
            CaseTurn::Suspend => Deed::Suspend,
            CaseTurn::Resume => Deed::Resume,
            CaseTurn::Complete => Deed::Complete,
            CaseTurn::Terminate(_) => Deed::Terminate,
            CaseTurn::Reopen => Deed::Reopen,
        };
        self.do_with_case(request, case, deed, move |w, _| {
            let at = when_or_now(w, at);
            let step = match turn {
                CaseTurn::Suspend => Step::Suspended { at },
                CaseTurn::Resume => Step::Resumed { at },
                CaseTurn::Complete => Step::Completed { at },
                CaseTurn::Terminate(reason) => Step::Terminated { at, reason },
                CaseTurn::Reopen => Step::Reopened,
            };
            Ok(vec![step.into()])
        })
    }

    /// Says that a case should never have been, or takes that back.
    ///
    /// # Errors
    /// [`Refusal::NotPermitted`] without the right to lead; [`Refusal::Log`] while documents are held.
    pub fn void_case(&self, request: String, case: RecordId, voided: bool) -> Result<CaseWritten, Refusal> {
        self.require(Right::LeadCases)?;
        let (deed, step) = if voided { (Deed::Void, Step::Voided) } else { (Deed::Restore, Step::Restored) };
        self.do_with_case(request, case, deed, move |_, _| Ok(vec![step.into()]))
    }
}
