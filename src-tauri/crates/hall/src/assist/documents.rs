//! Documents of a case: taken, and given back one by one or all at once.

use super::act::{CaseWritten, Entered, when_or_now};
use super::checked::Faults;
use super::open::documents;
use super::sealed::DOCUMENT;
use crate::ground::{Desk, LogFault, Refusal};
use domain::assist::deed::Deed;
use domain::assist::moment::When;
use domain::assist::step::Step;
use domain::record::RecordId;

impl Desk {
    /// Takes documents; a name may be empty. `at`: when, `None` for now.
    ///
    /// # Errors
    /// Every fault at its field.
    pub fn take_documents(
        &self,
        request: String,
        case: RecordId,
        names: Vec<String>,
        at: Option<When>,
    ) -> Result<CaseWritten, Refusal> {
        self.do_with_case(request, case, Deed::Take, move |w, _| {
            let mut faults = Faults::default();
            let names = documents(&mut faults, &names);
            faults.refuse()?;
            let at = when_or_now(w, at);
            let taken = |name| Entered { step: Step::Taken { at, back: None }, values: vec![(DOCUMENT, name)] };
            Ok(names.into_iter().map(taken).collect())
        })
    }

    /// Gives documents back: those that are named by the events that took them, or all that are held. One that was given back
    /// meanwhile is passed over.
    ///
    /// # Errors
    /// [`LogFault::Document`] for one that is not of this case.
    pub fn return_documents(
        &self,
        request: String,
        case: RecordId,
        which: Option<Vec<RecordId>>,
        at: Option<When>,
    ) -> Result<CaseWritten, Refusal> {
        self.do_with_case(request, case, Deed::GiveBack, move |w, case| {
            let mut faults = Faults::default();
            if which.iter().flatten().any(|id| !case.documents.iter().any(|one| one.id == *id)) {
                faults.add("documents", LogFault::Document);
            }
            faults.refuse()?;
            let at = when_or_now(w, at);
            let back = case.held().filter(|one| which.as_ref().is_none_or(|which| which.contains(&one.id)));
            Ok(back.map(|one| Step::GivenBack { document: one.id, at }.into()).collect())
        })
    }
}
