//! The one way to write to a case: a request that was sent before writes nothing, and what cannot be done with the case as it
//! stands is refused with its reason.

use super::sealed;
use crate::ground::{Desk, LogRefusal, Look, Refusal, Right, Writing};
use chrono::NaiveDateTime;
use domain::assist::case::CaseState;
use domain::assist::deed::Deed;
use domain::assist::moment::{Moment, When};
use domain::assist::step::{Sealed, Step};
use domain::event::Fact;
use domain::record::RecordId;
use domain::time::{BeijingDay, MinuteOfDay};
use store::VaultField;

/// A case is on disk as it stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseWritten {
    pub case: RecordId,
    /// Its last event, for an edit to name.
    pub base: RecordId,
    /// The first event that was written. `None` if there was nothing to write.
    pub event: Option<RecordId>,
}

/// A step to be put on record, and what it sets in the vault.
pub(crate) struct Entered {
    pub(crate) step: Step,
    pub(crate) values: Vec<(VaultField, String)>,
}

impl From<Step> for Entered {
    fn from(step: Step) -> Self {
        Self { step, values: Vec::new() }
    }
}

impl Entered {
    /// A step that sets sealed values.
    pub(crate) fn with(step: Step, values: impl IntoIterator<Item = (Sealed, String)>) -> Self {
        Self { step, values: values.into_iter().map(|(sealed, value)| (sealed::field(sealed), value)).collect() }
    }
}

/// The clock as a case notes it.
pub(crate) fn now(look: &impl Look) -> Moment {
    moment(look.now())
}

pub(crate) fn moment(at: NaiveDateTime) -> Moment {
    Moment { day: BeijingDay::from(at.date()), at: MinuteOfDay::from(at.time()) }
}

/// A time that somebody said, or else the clock's.
pub(crate) fn when_or_now(look: &impl Look, said: Option<When>) -> When {
    let Moment { day, at } = now(look);
    said.unwrap_or(When { day, at: Some(at) })
}

/// Whether something can still be done with a case of which the values are erased: papers are given back, and it is closed.
pub(crate) fn may_finish(deed: Deed) -> bool {
    matches!(deed, Deed::GiveBack | Deed::Resume | Deed::Complete | Deed::Terminate | Deed::HandOver)
}

/// The case, as far as this may still be done with it.
pub(crate) fn find(look: &impl Look, id: RecordId, deed: Deed) -> Result<CaseState, Refusal> {
    let case = look.views().case(id)?.ok_or(Refusal::Log(LogRefusal::CaseNotFound))?;
    if case.erased && !may_finish(deed) { Err(Refusal::Erased) } else { Ok(case) }
}

/// Puts steps on record; says the first event.
pub(crate) fn enter(
    w: &mut Writing<'_, '_>,
    case: &CaseState,
    steps: impl IntoIterator<Item = Entered>,
) -> Result<Option<RecordId>, Refusal> {
    let (mut base, mut first) = (case.last, None);
    for Entered { step, values } in steps {
        let event = w.record(&Fact::from(step), Some(case.id), Some(base))?;
        for (field, value) in values {
            sealed::put(w, event, field, &value)?;
        }
        first = first.or(Some(event));
        base = event;
    }
    Ok(first)
}

/// What this request has led to, if it was sent before.
pub(crate) fn done_before(w: &Writing<'_, '_>, request: &str, case: RecordId) -> Result<Option<CaseWritten>, Refusal> {
    let Some(event) = w.request(request)? else { return Ok(None) };
    written(w, case, Some(store::record_id(event))).map(Some)
}

/// How a case stands after a write.
pub(crate) fn written(look: &impl Look, case: RecordId, event: Option<RecordId>) -> Result<CaseWritten, Refusal> {
    let base = look.views().case(case)?.ok_or(Refusal::Log(LogRefusal::CaseNotFound))?.last;
    Ok(CaseWritten { case, base, event })
}

impl Desk {
    /// Does something with a case: `make` says which steps that is.
    pub(crate) fn do_with_case(
        &self,
        request: String,
        id: RecordId,
        deed: Deed,
        make: impl FnOnce(&mut Writing<'_, '_>, &CaseState) -> Result<Vec<Entered>, Refusal> + Send + 'static,
    ) -> Result<CaseWritten, Refusal> {
        self.require(Right::RunCase)?;
        self.write(move |w| -> Result<CaseWritten, Refusal> {
            if let Some(before) = done_before(w, &request, id)? {
                return Ok(before);
            }
            let case = find(w, id, deed)?;
            if let Some(refusal) = case.refusal(deed) {
                return Err(Refusal::Log(LogRefusal::Deed(refusal)));
            }
            let steps = make(w, &case)?;
            let event = enter(w, &case, steps)?;
            if let Some(event) = event {
                w.note_request(&request, store::event_id(event))?;
            }
            written(w, id, event)
        })
    }
}
