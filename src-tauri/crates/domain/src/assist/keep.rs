//! What is left when the hall closes, and from when a case may be erased: counted from the last leg or return, and never
//! while somebody still waits for it.

use super::case::{CaseState, Stage};
use super::moment::When;
use crate::record::RecordId;
use crate::time::BeijingDay;

/// A case that is not finished with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The case.
    pub id: RecordId,
    /// Where it stands.
    pub stage: Stage,
    /// Who has it in hand, and its documents with it.
    pub helper: Option<RecordId>,
    /// Documents that are still held.
    pub held: Vec<RecordId>,
}

/// Cases that are open, or whose documents are still held, in the order given.
pub fn left_open(cases: &[CaseState]) -> Vec<Left> {
    let left = |case: &CaseState| Left {
        id: case.id,
        stage: case.stage(),
        helper: case.helper(),
        held: case.held().map(|document| document.id).collect(),
    };
    cases.iter().filter(|case| case.is_open() || case.held().next().is_some()).map(left).collect()
}

/// Why a case is listed and not erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Documents are still held.
    DocumentsHeld,
    /// It is open.
    Open,
    /// It rests.
    Suspended,
}

/// The first day on which a case's personal values are erased, `after_days` days after its last leg or return.
///
/// # Errors
/// [`Kept`] if it is not finished with, whatever the day.
pub fn erased_on(case: &CaseState, after_days: u16) -> Result<BeijingDay, Kept> {
    if case.held().next().is_some() {
        return Err(Kept::DocumentsHeld);
    }
    match case.stage() {
        Stage::Suspended => Err(Kept::Suspended),
        Stage::Opened | Stage::UnderWay => Err(Kept::Open),
        Stage::Completed | Stage::Terminated | Stage::Voided => {
            let returns = case.documents.iter().filter_map(|document| document.back);
            let legs = case.legs.iter().map(|leg| {
                let time = leg.entry().time;
                time.end().map_or(time.day, |end| end.day)
            });
            let last = legs.chain(returns.map(|back: When| back.day)).fold(case.began.day, BeijingDay::max);
            Ok(BeijingDay(last.0.saturating_add(u32::from(after_days))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::leg::LegKind;
    use super::super::samples::{DAY, case, helper, id, leg, when};
    use super::super::step::{EndReason, Handling, Step};
    use super::*;

    const LATER: When = When { day: BeijingDay(DAY.0 + 9), at: None };

    fn taken(back: Option<When>) -> Step {
        Step::Taken { at: when(600), back }
    }

    #[test]
    fn what_is_not_finished_with_is_listed_and_kept() {
        let check = |steps: Vec<Step>, expect: Result<u32, Kept>| {
            let case = case(Handling::Helping, steps.clone());
            let expect = expect.map(|days| BeijingDay(DAY.0 + days));
            assert_eq!(erased_on(&case, 90), expect, "{steps:?}");
            assert_eq!(left_open(&[case]).is_empty(), expect.is_ok(), "{steps:?}");
        };
        let done = || Step::Completed { at: when(700) };
        check(vec![], Err(Kept::Open));
        check(vec![leg(LegKind::Form, None)], Err(Kept::Open));
        check(vec![Step::Suspended { at: when(610) }], Err(Kept::Suspended));
        check(vec![taken(None), done()], Err(Kept::DocumentsHeld));
        check(vec![taken(None), Step::Voided], Err(Kept::DocumentsHeld));
        check(vec![done()], Ok(90));
        check(vec![Step::Voided], Ok(90));
        check(vec![Step::Terminated { at: LATER, reason: EndReason::Left }], Ok(90));
        check(vec![leg(LegKind::Form, None), taken(Some(LATER)), done()], Ok(99));
        check(vec![taken(None), done(), Step::GivenBack { document: id(2), at: LATER }], Ok(99));
    }

    #[test]
    fn the_list_says_with_whom_documents_are() {
        let handed = Step::HandedOver { to: helper(2), at: when(650) };
        let case = case(Handling::Helping, [taken(None), taken(Some(when(640))), handed]);
        let expect = Left { id: id(1), stage: Stage::Opened, helper: Some(helper(2)), held: vec![id(2)] };
        assert_eq!(left_open(&[case]), [expect]);
    }
}
