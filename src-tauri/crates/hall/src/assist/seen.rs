//! What was seen of a power of attorney, of evidence for a rule and of checks at the entrance, never what it says; ratings and
//! praise.

use super::act::{CaseWritten, Entered, when_or_now};
use super::checked::{CaseTexts, Faults};
use super::sealed::{self, PRAISE};
use super::words::LogWords;
use crate::ground::{Desk, LogFault, Refusal};
use domain::assist::deed::Deed;
use domain::assist::moment::{Moment, When};
use domain::assist::step::{Attorney, Edit, Eligibility, EntryChecked, Rating, Sealed, Step};
use domain::booking::TEXT_CHARACTERS_MAX;
use domain::record::RecordId;
use domain::text::clean_text;

/// What was seen of a rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EligibilityNote {
    pub met: bool,
    /// The rule's number; empty: as it stands.
    pub rule: String,
    /// Until when it holds; `None` if it does not run out.
    pub until: Option<Moment>,
    /// Who has seen it; `None`: whoever enters it.
    pub seen_by: Option<RecordId>,
    /// When; `None`: now.
    pub at: Option<When>,
}

/// What a check at the entrance came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckNote {
    /// Its number in the settings.
    pub check: u16,
    pub passed: bool,
    /// Who made it; `None`: whoever enters it.
    pub seen_by: Option<RecordId>,
    /// When; `None`: now.
    pub at: Option<When>,
}

impl Desk {
    /// Notes that a power of attorney was seen. `seen_by`: `None` for whoever enters it.
    ///
    /// # Errors
    /// [`Refusal::Log`] unless the case is handled by authority.
    pub fn note_attorney(
        &self,
        request: String,
        case: RecordId,
        seen_by: Option<RecordId>,
        at: Option<When>,
    ) -> Result<CaseWritten, Refusal> {
        let seen_by = seen_by.unwrap_or(self.actor().person);
        self.do_with_case(request, case, Deed::NoteAttorney, move |w, _| {
            let mut faults = Faults::default();
            faults.helper(w, seen_by)?;
            faults.refuse()?;
            Ok(vec![Step::AttorneySeen(Attorney { seen_by, seen: when_or_now(w, at) }).into()])
        })
    }

    /// Notes whether a rule is met, and until when.
    ///
    /// # Errors
    /// Every fault at its field.
    pub fn note_eligibility(
        &self,
        request: String,
        case: RecordId,
        note: EligibilityNote,
    ) -> Result<CaseWritten, Refusal> {
        let seen_by = note.seen_by.unwrap_or(self.actor().person);
        self.do_with_case(request, case, Deed::NoteEligibility, move |w, case| {
            let words = LogWords::read(w)?;
            let mut faults = Faults::default();
            faults.helper(w, seen_by)?;
            let kept = sealed::value(w, case, Sealed::Rule)?;
            let typed = CaseTexts { rule: Some(note.rule).filter(|rule| !rule.is_empty()), ..CaseTexts::default() };
            let mut rule = faults.texts(&typed, &words, |_| Some(kept.clone()));
            faults.refuse()?;
            rule.retain(|(_, number)| *number != kept);
            let mut steps = Vec::new();
            if !rule.is_empty() {
                let edit = Edit { sealed: vec![Sealed::Rule], ..Edit::default() };
                steps.push(Entered::with(Step::Edited(edit), rule));
            }
            let seen = when_or_now(w, note.at);
            let eligibility = Eligibility { met: note.met, seen_by, seen, until: note.until };
            steps.push(Step::EligibilitySeen(eligibility).into());
            Ok(steps)
        })
    }

    /// Notes what a check at the entrance came to; until when it holds is reckoned by the settings as they are. Made again, the last
    /// word stands.
    ///
    /// # Errors
    /// Every fault at its field: a check that the hall does not ask for, a helper who is not known.
    pub fn note_check(&self, request: String, case: RecordId, note: CheckNote) -> Result<CaseWritten, Refusal> {
        let seen_by = note.seen_by.unwrap_or(self.actor().person);
        self.do_with_case(request, case, Deed::NoteCheck, move |w, _| {
            let mut faults = Faults::default();
            faults.helper(w, seen_by)?;
            let asked = LogWords::read(w)?.checks_asked();
            let Some(check) = asked.iter().find(|check| check.number == note.check) else {
                faults.add("check", LogFault::Check);
                faults.refuse()?;
                return Ok(Vec::new());
            };
            faults.refuse()?;
            let seen = when_or_now(w, note.at);
            let until = check.holds_minutes.filter(|_| note.passed).zip(seen.moment());
            let until = until.map(|(minutes, seen)| seen.later(minutes));
            let checked = EntryChecked { check: note.check, passed: note.passed, seen_by, seen, until };
            Ok(vec![Step::EntryChecked(checked).into()])
        })
    }

    /// Notes a rating, or takes it back with `None`; and words of praise, if there are any.
    ///
    /// # Errors
    /// A text that is too long, at its field.
    pub fn rate_case(
        &self,
        request: String,
        case: RecordId,
        rating: Option<Rating>,
        praise: &str,
    ) -> Result<CaseWritten, Refusal> {
        let praise = clean_text(praise);
        self.do_with_case(request, case, Deed::Rate, move |_, case| {
            let mut faults = Faults::default();
            if praise.chars().count() > TEXT_CHARACTERS_MAX {
                faults.add("praise", LogFault::TooLong { max: TEXT_CHARACTERS_MAX });
            }
            faults.refuse()?;
            let mut steps: Vec<Entered> = Vec::new();
            if rating != case.rating {
                steps.push(Step::Rated(rating).into());
            }
            if !praise.is_empty() {
                steps.push(Entered { step: Step::Praised, values: vec![(PRAISE, praise)] });
            }
            Ok(steps)
        })
    }
}
