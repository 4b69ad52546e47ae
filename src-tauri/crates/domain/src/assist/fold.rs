//! A case as the fold of its steps: any order of arrival and any duplicate gives the same case (invariant A4). A fold refuses
//! nothing: what two PCs did apart is all kept, and what does not go together is flagged.

use super::case::{CaseState, Closing, Document, Rest};
use super::leg::{Leg, Version};
use super::moment::When;
use super::step::{Edit, Opening, Step};
use crate::record::{RecordId, Stamped};
use std::collections::{BTreeMap, BTreeSet};

/// Folds a case from its steps in any order. `None` if the one that opened it is not among them yet.
pub fn fold(mut steps: Vec<Stamped<Step>>) -> Option<CaseState> {
    steps.sort_by_key(|step| step.order);
    steps.dedup_by_key(|step| step.order);
    let retracted: BTreeSet<RecordId> =
        steps.iter().filter_map(|step| if let Step::Retracted { of } = step.fact { Some(of) } else { None }).collect();
    let (id, opening) = steps.iter().find_map(|step| match &step.fact {
        Step::Opened(opening) => Some((step.order.id, opening)),
        _ => None,
    })?;
    let mut case = open(id, opening);
    case.voided = retracted.contains(&id);
    for step in &steps {
        case.last = step.order.id;
        if !retracted.contains(&step.order.id) {
            case.follow(step);
        }
    }
    // Whatever came before or after it, seen or not: what is erased does not come back.
    if case.erased {
        case.sealed.clear();
    }
    Some(case)
}

fn open(id: RecordId, opening: &Opening) -> CaseState {
    CaseState {
        id,
        last: id,
        handling: opening.handling,
        began: opening.began,
        until: opening.until,
        party: opening.party,
        items: opening.items.clone(),
        booking: opening.booking,
        card: opening.card,
        disinfected: false,
        helpers: vec![opening.helper],
        legs: Vec::new(),
        corrected: 0,
        documents: Vec::new(),
        attorney: None,
        eligibility: None,
        rests: Vec::new(),
        closing: None,
        after_closing: Vec::new(),
        voided: false,
        rating: None,
        praised: false,
        sealed: opening.sealed.iter().map(|field| (*field, id)).collect(),
        erased: false,
        checks: BTreeMap::new(),
    }
}

impl CaseState {
    fn follow(&mut self, step: &Stamped<Step>) {
        let id = step.order.id;
        if self.closing.is_some() && belongs_to_open(&step.fact) {
            self.after_closing.push(id);
        }
        match &step.fact {
            Step::Opened(_) | Step::Retracted { .. } => {}
            Step::Edited(edit) => self.edit(id, edit),
            Step::Leg(entry) => {
                let now = Version { by: id, entered_ms: step.wall_ms, entry: *entry };
                self.legs.push(Leg { id, now, before: Vec::new(), struck: false });
            }
            Step::LegCorrected { leg, entry } => {
                let now = Version { by: id, entered_ms: step.wall_ms, entry: *entry };
                if let Some(leg) = self.leg_mut(*leg) {
                    leg.before.push(std::mem::replace(&mut leg.now, now));
                }
            }
            Step::LegStruck { leg } => {
                if let Some(leg) = self.leg_mut(*leg) {
                    leg.struck = true;
                }
            }
            Step::TripsCorrected { by } => self.corrected += i64::from(*by),
            Step::Taken { at, back } => self.documents.push(Document { id, taken: *at, back: *back }),
            Step::GivenBack { document, at } => {
                if let Some(held) = self.documents.iter_mut().find(|one| one.id == *document) {
                    held.back = held.back.or(Some(*at));
                }
            }
            Step::HandedOver { to, .. } => {
                if self.helper() != Some(*to) {
                    self.helpers.push(*to);
                }
            }
            Step::AttorneySeen(attorney) => self.attorney = Some(*attorney),
            Step::EligibilitySeen(eligibility) => self.eligibility = Some(*eligibility),
            Step::EntryChecked(checked) => {
                self.checks.insert(checked.check, *checked);
            }
            Step::Suspended { at } => self.rest(*at),
            Step::Resumed { at } => self.go_on(*at),
            Step::Completed { at } => self.close(Closing { by: id, at: *at, reason: None }),
            Step::Terminated { at, reason } => self.close(Closing { by: id, at: *at, reason: Some(*reason) }),
            Step::Reopened => {
                self.closing = None;
                self.after_closing.clear();
            }
            Step::Voided => self.voided = true,
            Step::Restored => self.voided = false,
            Step::Rated(rating) => self.rating = *rating,
            Step::Praised => self.praised = true,
            Step::Erased(_) => self.erased = true,
        }
    }

    fn leg_mut(&mut self, id: RecordId) -> Option<&mut Leg> {
        self.legs.iter_mut().find(|leg| leg.id == id)
    }

    fn edit(&mut self, by: RecordId, edit: &Edit) {
        self.handling = edit.handling.unwrap_or(self.handling);
        self.began = edit.began.unwrap_or(self.began);
        self.until = edit.until.or(self.until);
        self.party = edit.party.unwrap_or(self.party);
        self.disinfected = edit.disinfected.unwrap_or(self.disinfected);
        self.card = edit.card.or(self.card);
        if let Some(items) = &edit.items {
            self.items.clone_from(items);
        }
        self.sealed.extend(edit.sealed.iter().map(|field| (*field, by)));
    }

    /// Two that suspended it apart: it rests since the first.
    fn rest(&mut self, from: When) {
        if self.closing.is_none() && self.rests.last().is_none_or(|rest| rest.to.is_some()) {
            self.rests.push(Rest { from, to: None });
        }
    }

    fn go_on(&mut self, to: When) {
        if let Some(rest) = self.rests.last_mut().filter(|rest| rest.to.is_none()) {
            rest.to = Some(to);
        }
    }

    /// Two that closed it apart: the first stands.
    fn close(&mut self, closing: Closing) {
        self.closing = self.closing.or(Some(closing));
    }
}

/// Whether a step is one of an open case, so that after a closing somebody has to look.
fn belongs_to_open(step: &Step) -> bool {
    match step {
        Step::Leg(_)
        | Step::Taken { .. }
        | Step::HandedOver { .. }
        | Step::Suspended { .. }
        | Step::Resumed { .. }
        | Step::Completed { .. }
        | Step::Terminated { .. } => true,
        Step::Opened(_)
        | Step::Edited(_)
        | Step::LegCorrected { .. }
        | Step::LegStruck { .. }
        | Step::TripsCorrected { .. }
        | Step::GivenBack { .. }
        | Step::AttorneySeen(_)
        | Step::EligibilitySeen(_)
        | Step::EntryChecked(_)
        | Step::Reopened
        | Step::Voided
        | Step::Restored
        | Step::Rated(_)
        | Step::Praised
        | Step::Erased(_)
        | Step::Retracted { .. } => false,
    }
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
