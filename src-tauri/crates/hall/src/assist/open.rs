//! A case is opened: by hand, or from a booking or walk-in, whose person and items come along.

use super::act::{CaseWritten, Entered, done_before, when_or_now, written};
use super::checked::{CaseTexts, Faults};
use super::sealed::{self, DOCUMENT};
use super::words::LogWords;
use crate::book::draft::DraftOf;
use crate::booking::personal_value;
use crate::ground::{Desk, LogFault, LogRefusal, Look, Refusal, Right, Writing};
use domain::assist::moment::When;
use domain::assist::step::{Handling, Opening, Sealed, Step};
use domain::booking::{Act, BookingState, NAME_CHARACTERS_MAX};
use domain::event::{Fact, ItemSnapshot, PersonalField};
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;
use domain::text::clean_text;
use store::StoreError;

/// Most documents taken in one press.
const DOCUMENTS_AT_ONCE_MAX: usize = 99;

/// A case as it is to be opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseWish {
    /// By authority; else helping.
    pub by_authority: bool,
    /// When it began; `None`: now.
    pub began: Option<When>,
    /// Who helps; `None`: whoever enters it.
    pub helper: Option<RecordId>,
    /// How many people; `None`: those of the booking, or one.
    pub party: Option<u16>,
    /// Items; `None`: those of the booking.
    pub items: Option<Vec<ItemId>>,
    pub booking: Option<RecordId>,
    pub texts: CaseTexts,
    /// What documents are taken at once.
    pub documents: Vec<String>,
}

impl Desk {
    /// Opens a case. `request` is chosen by the screen: sent twice, it opens one.
    ///
    /// # Errors
    /// Every fault at its field; [`LogRefusal::CaseOfBooking`] where the booking has a case already.
    pub fn open_case(&self, request: String, wish: CaseWish) -> Result<CaseWritten, Refusal> {
        self.require(Right::RunCase)?;
        let actor = self.actor().person;
        self.write(move |w| -> Result<CaseWritten, Refusal> {
            if let Some(event) = w.request(&request)? {
                let case = store::record_id(event);
                return match done_before(w, &request, case)? {
                    Some(before) => Ok(before),
                    None => Err(Refusal::Log(LogRefusal::CaseNotFound)),
                };
            }
            // From a booking it is one key, whatever lies half typed in the form.
            let is_typed = wish.booking.is_none();
            let case = write(w, wish, actor)?;
            if is_typed {
                w.drop_draft(DraftOf::Case)?;
            }
            w.note_request(&request, store::event_id(case))?;
            written(w, case, Some(case))
        })
    }
}

fn write(w: &mut Writing<'_, '_>, wish: CaseWish, actor: RecordId) -> Result<RecordId, Refusal> {
    let booking = wish.booking.map(|id| of_booking(w, id)).transpose()?;
    let words = LogWords::read(w)?;
    let mut faults = Faults::default();
    let helper = faults.helper(w, wish.helper.unwrap_or(actor))?;
    let party = faults.party(wish.party.or(booking.as_ref().map(|booking| booking.party)).unwrap_or(1));
    let booked: &[ItemSnapshot] = booking.as_ref().map_or(&[], |booking| &booking.items);
    let items = match &wish.items {
        Some(items) => faults.items(w.reference, items, booked),
        None => booked.to_vec(),
    };
    let typed = with_person(w, wish.texts, booking.as_ref())?;
    let mut values = faults.texts(&typed, &words, |_| None);
    values.retain(|(_, value)| !value.is_empty());
    let documents = documents(&mut faults, &wish.documents);
    faults.refuse()?;
    let began = when_or_now(w, wish.began);
    let opening = Opening {
        handling: if wish.by_authority { Handling::ByAuthority } else { Handling::Helping },
        began,
        until: None,
        helper,
        party,
        items,
        sealed: values.iter().map(|(sealed, _)| *sealed).collect(),
        booking: wish.booking,
        card: None,
    };
    let Entered { step, values } = Entered::with(Step::Opened(opening), values);
    let case = w.record(&Fact::from(step), None, None)?;
    for (field, value) in values {
        sealed::put(w, case, field, &value)?;
    }
    for document in documents {
        let taken = w.record(&Fact::from(Step::Taken { at: began, back: None }), Some(case), Some(case))?;
        sealed::put(w, taken, DOCUMENT, &document)?;
    }
    Ok(case)
}

fn of_booking(w: &Writing<'_, '_>, id: RecordId) -> Result<BookingState, Refusal> {
    let booking = w.views().booking(id)?.filter(|found| found.can(Act::Assist)).ok_or(Refusal::BookingNotFound)?;
    match w.views().cases_of_booking(id)?.iter().find(|case| case.is_live()) {
        Some(case) => Err(Refusal::Log(LogRefusal::CaseOfBooking { case: case.id })),
        None => Ok(booking),
    }
}

/// Name and number of the booking's person, where nobody typed others.
fn with_person(look: &impl Look, typed: CaseTexts, booking: Option<&BookingState>) -> Result<CaseTexts, StoreError> {
    let Some(booking) = booking else { return Ok(typed) };
    let value = |field| personal_value(look, &booking.personal, field).map(Some);
    let name = typed.of(Sealed::Name).cloned().map_or_else(|| value(PersonalField::Name), |name| Ok(Some(name)))?;
    let phone =
        typed.of(Sealed::Phone).cloned().map_or_else(|| value(PersonalField::Phone), |phone| Ok(Some(phone)))?;
    Ok(CaseTexts { name, phone, ..typed })
}

/// Names of documents, cleaned; one without a name is a document all the same.
pub(crate) fn documents(faults: &mut Faults, typed: &[String]) -> Vec<String> {
    if typed.len() > DOCUMENTS_AT_ONCE_MAX {
        faults.add("documents", LogFault::TooMany { max: DOCUMENTS_AT_ONCE_MAX });
    }
    let cleaned: Vec<String> = typed.iter().map(|name| clean_text(name)).collect();
    if cleaned.iter().any(|name| name.chars().count() > NAME_CHARACTERS_MAX) {
        faults.add("documents", LogFault::TooLong { max: NAME_CHARACTERS_MAX });
    }
    cleaned
}
