//! Party, items and the rest of a case are changed. Whoever changes it names the last event they had seen: where the same field
//! was changed meanwhile, it is refused with both texts, and nothing typed is lost.

use super::act::{CaseWritten, Entered};
use super::checked::{CaseTexts, Faults, field_name};
use super::sealed;
use super::words::LogWords;
use crate::ground::{Clash, Desk, LogRefusal, Look, Refusal, Writing};
use domain::assist::case::CaseState;
use domain::assist::deed::Deed;
use domain::assist::fold::fold;
use domain::assist::moment::When;
use domain::assist::step::{Edit, Handling, Sealed, Step};
use domain::event::ItemSnapshot;
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;

/// What is to be different; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseChange {
    pub by_authority: Option<bool>,
    pub began: Option<When>,
    pub party: Option<u16>,
    pub items: Option<Vec<ItemId>>,
    pub disinfected: Option<bool>,
    pub texts: CaseTexts,
}

impl Desk {
    /// Changes a case. What is the same is not written.
    ///
    /// # Errors
    /// Every fault at its field; [`LogRefusal::CaseChanged`] where the same field was changed since `base`.
    pub fn edit_case(
        &self,
        request: String,
        case: RecordId,
        base: RecordId,
        change: CaseChange,
    ) -> Result<CaseWritten, Refusal> {
        self.do_with_case(request, case, Deed::Edit, move |w, case| {
            let words = LogWords::read(w)?;
            let mut faults = Faults::default();
            let kept = |sealed| sealed::value(w, case, sealed).ok();
            let values = faults.texts(&change.texts, &words, kept);
            let party = change.party.map(|party| faults.party(party));
            let items = change.items.as_ref().map(|items| faults.items(w.reference, items, &case.items));
            faults.refuse()?;
            let handling = change.by_authority.map(|by| if by { Handling::ByAuthority } else { Handling::Helping });
            let mut edit = Edit {
                handling: handling.filter(|handling| *handling != case.handling),
                began: change.began.filter(|began| *began != case.began),
                until: None,
                party: party.filter(|party| *party != case.party),
                items: items.filter(|items| *items != case.items),
                disinfected: change.disinfected.filter(|done| *done != case.disinfected),
                card: None,
                sealed: Vec::new(),
            };
            let mut changed = Vec::new();
            for (sealed, value) in values {
                if sealed::value(w, case, sealed)? != value {
                    changed.push((sealed, value));
                }
            }
            refuse_clashes(w, case, base, &edit, &changed)?;
            edit.sealed = changed.iter().map(|(sealed, _)| *sealed).collect();
            if edit == Edit::default() {
                return Ok(Vec::new());
            }
            Ok(vec![Entered::with(Step::Edited(edit), changed)])
        })
    }
}

/// Fields that somebody else has changed since this author looked, and that are to be changed again.
fn refuse_clashes(
    w: &Writing<'_, '_>,
    case: &CaseState,
    base: RecordId,
    edit: &Edit,
    changed: &[(Sealed, String)],
) -> Result<(), Refusal> {
    if base == case.last {
        return Ok(());
    }
    let mut steps = w.views().case_steps(case.id)?;
    let seen =
        steps.iter().position(|step| step.order.id == base).ok_or(Refusal::Log(LogRefusal::CaseChanged(Vec::new())))?;
    steps.truncate(seen + 1);
    let before = fold(steps).ok_or(Refusal::Log(LogRefusal::CaseNotFound))?;
    let mut clashes = Vec::new();
    let mut clash = |field: &'static str, now: String, typed: Option<String>, moved: bool| {
        clashes.extend(typed.filter(|_| moved).map(|typed| Clash { field, now, typed }));
    };
    let handling = |handling: Handling| match handling {
        Handling::Helping => "helping".to_owned(),
        Handling::ByAuthority => "by_authority".to_owned(),
    };
    clash("handling", handling(case.handling), edit.handling.map(handling), before.handling != case.handling);
    clash("began", when(case.began), edit.began.map(when), before.began != case.began);
    clash("party", case.party.to_string(), edit.party.map(|party| party.to_string()), before.party != case.party);
    clash("items", names(&case.items), edit.items.as_deref().map(names), before.items != case.items);
    let disinfected = edit.disinfected.map(|done| done.to_string());
    clash("disinfected", case.disinfected.to_string(), disinfected, before.disinfected != case.disinfected);
    for (sealed, typed) in changed {
        let moved = before.sealed.get(sealed) != case.sealed.get(sealed);
        clash(field_name(*sealed), sealed::value(w, case, *sealed)?, Some(typed.clone()), moved);
    }
    if clashes.is_empty() { Ok(()) } else { Err(Refusal::Log(LogRefusal::CaseChanged(clashes))) }
}

fn names(items: &[ItemSnapshot]) -> String {
    items.iter().map(|item| item.names.zh_hans.as_str()).collect::<Vec<_>>().join("、")
}

/// A time as both texts say it.
pub(crate) fn when(at: When) -> String {
    match at.at {
        Some(time) => format!("{} {:02}:{:02}", at.day.date(), time.0 / 60, time.0 % 60),
        None => at.day.date().to_string(),
    }
}
