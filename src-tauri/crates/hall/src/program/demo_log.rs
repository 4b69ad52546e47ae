//! A morning of the demo hall's assisted-handling log: cases in hand and closed, one of them handed over, one with evidence that
//! runs out, one with papers out. Invented, and marked 示例 like everything else of the demo.

use crate::Role;
use crate::assist::checked::CaseTexts;
use crate::assist::legs::LegWish;
use crate::assist::open::CaseWish;
use crate::assist::orders::OrderWish;
use crate::assist::seen::EligibilityNote;
use crate::assist::stage::CaseTurn;
use crate::ground::{Desk, Hall, Refusal, Warning};
use crate::people::desk_of_role;
use chrono::{NaiveDate, NaiveDateTime, Timelike};
use domain::assist::leg::LegKind::{self, Confirmation, Consultation, Form, IdentityCheck, Signature, Submission};
use domain::assist::moment::{Moment, Stretch, When};
use domain::assist::step::{EndReason, Rating};
use domain::event::OrderWhy;
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;
use domain::time::{BeijingDay, MinuteOfDay};
use std::sync::Arc;

/// Minutes from midnight at which the morning ends.
const NOON: u16 = 12 * 60;
/// When the first case of it begins.
const FIRST: u16 = 9 * 60;

/// Enters the morning of today, unless there is anything on this day, or today has had no such morning yet.
pub(super) fn fill_log(hall: &Arc<Hall>, now: NaiveDateTime) -> Result<(), Refusal> {
    let minutes = u16::try_from(now.hour() * 60 + now.minute()).unwrap_or(0);
    // Earlier in the day everything has happened so much earlier.
    let earlier = NOON.saturating_sub(minutes);
    // A demo hall of an earlier version has nobody who leads.
    let (Ok(runner), Ok(leader)) = (desk_of_role(hall, Role::Runner), desk_of_role(hall, Role::GroupLeader)) else {
        return Ok(());
    };
    let day = runner.log_day(now.date())?;
    if earlier >= FIRST || !day.counts.cases.is_empty() || !day.open.is_empty() {
        return Ok(());
    }
    let items: Vec<ItemId> =
        hall.reference().catalogue.items().iter().filter(|item| item.excluded.is_none()).map(|item| item.id).collect();
    let morning = Morning { date: now.date(), earlier, items };
    morning.closed(&runner)?;
    morning.handed_over(&runner, &leader)?;
    morning.ended(&runner)?;
    morning.in_hand(&runner)?;
    morning.by_authority(&leader)?;
    morning.running_out(&runner, &leader)
}

/// A day, and how much earlier than usual everything happened.
struct Morning {
    date: NaiveDate,
    earlier: u16,
    items: Vec<ItemId>,
}

impl Morning {
    fn at(&self, hour: u16, minute: u16) -> When {
        let at = (hour * 60 + minute).saturating_sub(self.earlier);
        When { day: BeijingDay::from(self.date), at: Some(MinuteOfDay(at)) }
    }

    fn request(&self, case: u16, step: u16) -> String {
        format!("sample-log-{}-{case}-{step:04}", self.date)
    }

    fn open(&self, desk: &Desk, number: u16, began: (u16, u16), wish: CaseWish) -> Result<RecordId, Refusal> {
        let item = self.items.get(usize::from(number) * 3).copied();
        let (began, items) = (Some(self.at(began.0, began.1)), Some(item.into_iter().collect()));
        Ok(desk.open_case(self.request(number, 0), CaseWish { began, items, ..wish })?.case)
    }

    /// Legs at these times, entered by whoever went.
    fn legs(&self, desk: &Desk, number: u16, case: RecordId, legs: &[(LegKind, u16, u16)]) -> Result<(), Refusal> {
        for (kind, hour, minute) in legs {
            let When { day, at: from } = self.at(*hour, *minute);
            let time = Some(Stretch { from, ..Stretch::unknown(day) });
            let wish = LegWish { kind: *kind, time, helper: Some(desk.actor().person), trips: None };
            let request = self.request(number, 100 + hour * 60 + minute);
            desk.add_leg(request, case, wish, &[Warning::LogDoubts])?;
        }
        Ok(())
    }

    /// Papers back at a time, and done.
    fn done(
        &self,
        desk: &Desk,
        number: u16,
        case: RecordId,
        at: (u16, u16),
        rating: Option<Rating>,
    ) -> Result<(), Refusal> {
        let at = Some(self.at(at.0, at.1));
        desk.return_documents(self.request(number, 1), case, None, at)?;
        desk.turn_case(self.request(number, 2), case, CaseTurn::Complete, at)?;
        if rating.is_some() {
            desk.rate_case(self.request(number, 3), case, rating, "")?;
        }
        Ok(())
    }

    fn closed(&self, runner: &Desk) -> Result<(), Refusal> {
        let case = self.open(runner, 1, (9, 5), wish("王建（示例）", 1, 4))?;
        let legs = [(Form, 9, 8), (Submission, 9, 20), (Consultation, 9, 40)];
        self.legs(runner, 1, case, &legs)?;
        self.done(runner, 1, case, (9, 48), Some(Rating::Satisfied))
    }

    fn handed_over(&self, runner: &Desk, leader: &Desk) -> Result<(), Refusal> {
        let case = self.open(runner, 2, (9, 20), wish("李秀英（示例）", 1, 5))?;
        self.legs(runner, 2, case, &[(Form, 9, 22), (Signature, 9, 30), (Submission, 9, 38)])?;
        runner.hand_over(self.request(2, 9), case, leader.actor().person, Some(self.at(9, 45)))?;
        self.legs(leader, 2, case, &[(IdentityCheck, 9, 50), (Confirmation, 10, 0), (Consultation, 10, 8)])?;
        self.done(leader, 2, case, (10, 15), Some(Rating::VerySatisfied))
    }

    fn ended(&self, runner: &Desk) -> Result<(), Refusal> {
        let case = self.open(runner, 3, (9, 32), wish("张敏（示例）", 1, 0))?;
        self.legs(runner, 3, case, &[(Submission, 9, 35)])?;
        let turn = CaseTurn::Terminate(EndReason::NotPossible);
        runner.turn_case(self.request(3, 2), case, turn, Some(self.at(9, 41)))?;
        let order = OrderWish {
            why: OrderWhy::NotPossible,
            case: Some(case),
            booking: None,
            about: "外省证照系统查不到（示例）".to_owned(),
            owner: None,
        };
        runner.open_order(self.request(3, 4), order)?;
        Ok(())
    }

    fn in_hand(&self, runner: &Desk) -> Result<(), Refusal> {
        let mut party = wish("欧阳明（示例）", 3, 6);
        party.texts.may_not_enter = Some("1 人，东门外（示例）".to_owned());
        party.texts.who_signs = Some("本人".to_owned());
        party.texts.carer = Some("何平（示例）".to_owned());
        let case = self.open(runner, 4, (10, 2), party)?;
        self.legs(runner, 4, case, &[(Form, 10, 2), (Signature, 10, 9), (Submission, 10, 18), (IdentityCheck, 10, 31)])
    }

    fn by_authority(&self, leader: &Desk) -> Result<(), Refusal> {
        let authority = CaseWish { by_authority: true, ..wish("刘强（示例）", 1, 3) };
        let case = self.open(leader, 5, (10, 31), authority)?;
        leader.note_attorney(self.request(5, 5), case, None, Some(self.at(10, 31)))?;
        self.legs(leader, 5, case, &[(Form, 10, 31)])
    }

    fn running_out(&self, runner: &Desk, leader: &Desk) -> Result<(), Refusal> {
        let case = self.open(runner, 6, (9, 23), wish("陈静（示例）", 2, 2))?;
        let until = Moment { day: BeijingDay::from(self.date), at: MinuteOfDay(NOON) };
        let note =
            EligibilityNote { met: true, until: Some(until), at: Some(self.at(9, 23)), ..EligibilityNote::default() };
        runner.note_eligibility(self.request(6, 5), case, note)?;
        self.legs(runner, 6, case, &[(Form, 9, 23), (Signature, 9, 40), (Submission, 10, 5)])?;
        runner.hand_over(self.request(6, 9), case, leader.actor().person, Some(self.at(10, 10)))?;
        Ok(())
    }
}

/// A party with papers.
fn wish(name: &str, party: u16, documents: usize) -> CaseWish {
    let texts = CaseTexts { name: Some(name.to_owned()), ..CaseTexts::default() };
    let documents = ["身份证", "户口本", "申请表", "照片", "证明", "授权书"].iter().take(documents);
    let documents = documents.map(|name| format!("{name}（示例）")).collect();
    CaseWish { party: Some(party), texts, documents, ..CaseWish::default() }
}
