//! Two dates of a hall, what is done to them, and what it may cost whom.

use super::count::{self, Date, Standing};
use super::{Act, TestHall, request};
use chrono::{NaiveDate, NaiveTime};
use domain::booking::Status;
use domain::event::{CallOutcome, CancelReason, ExceptionReason};
use domain::record::RecordId;
use hall::{
    BookingWish, DayMove, Desk, Principal, Refusal, Saved, SessionWish, SessionsChange, SlotState, UndoOffer, Warning,
};
use proptest::prelude::*;
use proptest::sample::Index;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Who may have lost a seat by what was done.
type MayLose = BTreeSet<RecordId>;

/// One of the bookings that it makes sense for, if there is one, else any.
fn chosen(all: &[Standing], which: &Index, fit: fn(&Standing) -> bool) -> Option<Standing> {
    let fitting: Vec<&Standing> = all.iter().filter(|one| fit(one)).collect();
    let among = if fitting.is_empty() { all.iter().collect() } else { fitting };
    (!among.is_empty()).then(|| (*which.get(&among)).clone())
}

/// Two dates of a hall, and what is known of them from outside.
pub(crate) struct Two<'a> {
    hall: &'a TestHall,
    pub(crate) desk: Desk,
    pub(crate) names: [NaiveDate; 2],
    dates: BTreeMap<NaiveDate, Date>,
    made: Vec<RecordId>,
    /// All that were made, as they stand.
    now: Vec<Standing>,
    /// What can be taken back, and whether each of it had a seat before it was done.
    offers: Vec<(UndoOffer, BTreeMap<RecordId, bool>)>,
    /// Dates that were closed, by the offer to take that back, and their sessions before.
    closed: BTreeMap<RecordId, (NaiveDate, Vec<SessionWish>)>,
    /// Who had a seat before the act at hand.
    sat: BTreeSet<RecordId>,
    tally: &'a Tally,
}

/// How often what came about: a run in which nothing happens shows nothing.
#[derive(Default)]
pub(crate) struct Tally(pub(crate) RefCell<BTreeMap<&'static str, u32>>);

impl Tally {
    fn note(&self, what: &'static str) {
        *self.0.borrow_mut().entry(what).or_default() += 1;
    }
}

impl<'a> Two<'a> {
    pub(crate) fn new(hall: &'a TestHall, tally: &'a Tally, names: [NaiveDate; 2]) -> Self {
        let dates = names.map(|name| (name, Date::default())).into();
        let mut two = Self {
            hall,
            desk: hall.hall(),
            names,
            dates,
            made: Vec::new(),
            now: Vec::new(),
            offers: Vec::new(),
            closed: BTreeMap::new(),
            sat: BTreeSet::new(),
            tally,
        };
        for day in 0..2 {
            two.set(day, 0);
        }
        two
    }

    fn items(&self, kind: usize) -> Vec<domain::reference::catalogue::ItemId> {
        let [short, long] = ["食品经营许可", "小客车过户手续"].map(|name| self.hall.item(name));
        [vec![short], vec![long], vec![short, long]][kind].clone()
    }

    fn plan(&self, plan: usize) -> Vec<SessionWish> {
        let time = |minute: u32| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).expect("a time");
        let session = |from: u32, to: u32, slot_minutes, seats, serves: &[usize]| SessionWish {
            from: time(from),
            to: time(to),
            slot_minutes,
            seats,
            items: serves.iter().flat_map(|kind| self.items(*kind)).map(|item| item.0).collect(),
            departments: Vec::new(),
        };
        match plan {
            0 | 1 => vec![session(540, 630, 30, 1, &[])],
            2 => vec![session(540, 630, 30, 2, &[])],
            3 => vec![session(540, 630, 30, 1, &[]), session(540, 660, 20, 1, &[0])],
            4 => vec![session(570, 660, 30, 1, &[])],
            5 => vec![session(540, 600, 60, 2, &[0]), session(570, 630, 30, 1, &[1])],
            6 => vec![session(540, 660, 60, 1, &[])],
            _ => Vec::new(),
        }
    }

    fn all(&self) -> Vec<Standing> {
        self.made.iter().map(|booking| count::read(&self.desk, *booking)).collect()
    }

    /// Session and slot of a time of a date; any will do where it has none.
    fn slot(&self, day: usize, time: &Index) -> (u8, u16, Option<NaiveTime>) {
        let view = self.desk.book_day(self.names[day]).expect("a day");
        let of = |session: &hall::SessionBoard| {
            let number = session.session;
            (0..)
                .zip(session.slots.clone())
                .map(move |(slot, board)| (number, slot, Some(board.start)))
                .collect::<Vec<_>>()
        };
        let slots: Vec<_> = view.sessions.iter().flat_map(of).collect();
        if slots.is_empty() { (0, 0, None) } else { *time.get(&slots) }
    }

    fn wish(&self, kind: usize, day: usize, (session, slot): (u8, u16), agent: Option<usize>) -> BookingWish {
        let mut wish = self.hall.wish();
        (wish.date, wish.session, wish.slot, wish.items) = (self.names[day], session, slot, self.items(kind));
        wish.accepted = vec![Warning::Provisional];
        if let Some(agent) = agent {
            wish.entry.agent_name = "周代办".into();
            wish.entry.agent_phone = ["13900139000", "13900139001"][agent].into();
        }
        wish
    }

    fn set(&mut self, day: usize, plan: usize) {
        let (date, sessions) = (self.names[day], self.plan(plan));
        let change = SessionsChange::Exception { date, reason: ExceptionReason::Staffing, sessions: sessions.clone() };
        let orphaned = self.desk.preview_sessions(&change).expect("a preview").orphaned;
        let seen = orphaned.into_iter().map(|(_, card)| card.booking).collect();
        let base = self.desk.sessions().expect("sessions").base;
        self.desk.change_sessions(base, change, seen).expect("changed");
        self.dates.get_mut(&date).expect("a date").set = sessions;
    }

    fn note(&mut self, saved: &Saved) {
        self.note_offer(&saved.undo, std::iter::once(saved.booking).chain(saved.others.iter().copied()));
    }

    fn note_offer(&mut self, undo: &UndoOffer, bookings: impl IntoIterator<Item = RecordId>) {
        // Where nothing was changed the offer is the one there was, with all it was for.
        if self.offers.iter().any(|(offer, _)| offer.token == undo.token) {
            return;
        }
        let deed = bookings.into_iter().map(|booking| (booking, self.sat.contains(&booking))).collect();
        self.offers.push((undo.clone(), deed));
    }

    /// What the list of times says of one: its state, and whether the day takes provisional bookings.
    fn told(
        &self,
        wish: &BookingWish,
        start: Option<NaiveTime>,
        editing: Option<RecordId>,
    ) -> Option<(SlotState, bool)> {
        let outlook = self.desk.outlook(wish.date, &wish.items, editing).expect("an outlook");
        let named = |choice: &&hall::SlotChoice| (choice.session, choice.slot) == (wish.session, wish.slot);
        let at = outlook.slots.iter().find(named).or(outlook.slots.iter().find(|choice| Some(choice.start) == start));
        at.map(|choice| (choice.state, outlook.provisional))
    }

    fn make(
        &mut self,
        wish: BookingWish,
        start: Option<NaiveTime>,
        others: Vec<Principal>,
    ) -> Result<(), TestCaseError> {
        let told = self.told(&wish, start, None);
        let alone = others.is_empty();
        let made = self.desk.make_bookings(request(), wish, others);
        if let Ok(saved) = &made {
            self.made.push(saved.booking);
            self.made.extend(&saved.others);
            self.note(saved);
        }
        let seated = made.as_ref().map(|saved| count::read(&self.desk, saved.booking).booking.seated);
        self.tally.note(match &seated {
            Ok(true) if alone => "made",
            Ok(true) => "made with others",
            Ok(false) => "made provisionally",
            Err(Refusal::AgentBusy { .. }) => "refused for the agent",
            Err(_) => "not made",
        });
        match (told, seated) {
            (_, Err(Refusal::AgentBusy { .. } | Refusal::PrincipalNoSeat { .. })) => {}
            (Some((SlotState::Free, _)), Ok(true)) => {}
            (Some((SlotState::Full, true)), Ok(false)) => prop_assert!(alone),
            (_, Err(_)) if !alone => {}
            (Some((SlotState::Full, false)), Err(Refusal::SlotFull { .. })) => {}
            (Some((SlotState::TooShort, _)), Err(Refusal::SlotTooShort)) => {}
            (Some((SlotState::NotServed, _)), Err(Refusal::NotServed)) => {}
            (None, Err(Refusal::Closed { .. } | Refusal::SlotUnknown)) => {}
            (told, seated) => prop_assert!(false, "told {told:?}, and made {seated:?}"),
        }
        Ok(())
    }

    fn edit(&mut self, one: &Standing, wish: BookingWish, start: Option<NaiveTime>) -> Result<(), TestCaseError> {
        let told = self.told(&wish, start, Some(one.booking.id));
        let place = &one.booking.place;
        let same_time = (place.day.date(), place.session, place.slot) == (wish.date, wish.session, wish.slot);
        let same_items = one.booking.items.iter().map(|item| item.item).collect::<Vec<_>>() == wish.items;
        let edited = self.desk.edit_booking(one.booking.id, one.booking.last, wish);
        if let Ok(saved) = &edited {
            self.note(saved);
        }
        let seated = edited.as_ref().map(|saved| count::read(&self.desk, saved.booking).sits());
        self.tally.note(match &seated {
            Ok(true) if same_time && !same_items => "other items at the same time",
            Ok(true) if !one.sits() => "confirmed at another time",
            Ok(true) => "edited",
            Ok(false) => "edited while it waits",
            Err(Refusal::AgentBusy { .. }) => "edit refused for the agent",
            Err(_) => "not edited",
        });
        match (told, seated) {
            _ if one.booking.status != Status::Confirmed => prop_assert!(edited.is_err(), "it is no more"),
            (_, Err(Refusal::AgentBusy { .. })) => {}
            (_, Ok(_)) if same_time && (same_items || !one.sits()) => {}
            (Some((SlotState::Free, _)), Ok(true)) => {}
            (Some((SlotState::Full, _)), Err(Refusal::SlotFull { .. })) => {}
            (Some((SlotState::TooShort, _)), Err(Refusal::SlotTooShort)) => {}
            (Some((SlotState::NotServed, _)), Err(Refusal::NotServed)) => {}
            (None, Ok(true)) if same_time => {}
            (None, Err(_)) => {}
            (told, seated) => prop_assert!(false, "told {told:?}, and edited {seated:?}"),
        }
        Ok(())
    }

    fn undo(&mut self, which: &Index, warned: bool, before: &[Standing]) -> Result<(), TestCaseError> {
        if self.offers.is_empty() {
            return Ok(());
        }
        // Mostly what was done last: it has seldom been changed since.
        let lately = self.offers.len().min(5);
        let at = self.offers.len() - lately + which.index(lately);
        let (offer, deed) = self.offers[at].clone();
        let accepted = if warned { vec![Warning::UndoWaits] } else { Vec::new() };
        let undone = self.desk.undo_accepting(offer.token, &accepted);
        let after = self.all();
        self.tally.note(match &undone {
            Ok(())
                if deed.keys().any(|id| after.iter().any(|one| one.booking.id == *id && one.asks() && !one.sits())) =>
            {
                "undone, and waits"
            }
            Ok(()) => "undone",
            Err(Refusal::Confirm(_)) => "warned that it would wait",
            Err(Refusal::AgentBusy { .. }) => "undo refused for the agent",
            Err(_) => "not undone",
        });
        if undone.is_err() {
            prop_assert_eq!(before, after.as_slice(), "what is refused changes nothing");
        }
        match undone {
            Ok(()) => {
                self.offers.remove(at);
                if let Some((date, set)) = self.closed.remove(&offer.token) {
                    self.dates.get_mut(&date).expect("a date").set = set;
                }
                for (one, was) in after.iter().zip(before) {
                    let ours = deed.contains_key(&one.booking.id);
                    prop_assert!(ours || one.sits() || !was.sits(), "it costs somebody else a seat: {was:?}");
                    let sat = deed.get(&one.booking.id) == Some(&true);
                    let lost = sat && (was.sits() || !was.asks()) && one.asks() && !one.sits();
                    prop_assert!(!lost || warned, "without a warning: {was:?}, {one:?}");
                }
            }
            Err(Refusal::Confirm(Warning::UndoWaits)) => prop_assert!(!warned),
            Err(Refusal::UndoChanged | Refusal::UndoTooLate | Refusal::AgentBusy { .. }) => {}
            Err(other) => prop_assert!(false, "{other}"),
        }
        Ok(())
    }

    pub(crate) fn do_act(&mut self, act: &Act) -> Result<(), TestCaseError> {
        let before = std::mem::take(&mut self.now);
        self.sat = before.iter().filter(|one| one.sits()).map(|one| one.booking.id).collect();
        let may_lose = match act {
            Act::Make(..) => self.make_act(act)?,
            Act::Edit(which, ..) => self.edit_act(act, chosen(&before, which, Standing::asks))?,
            Act::Cancel(which) | Act::Decline(which) | Act::Arrive(which) | Act::Call(which, _) => {
                self.booking_act(act, chosen(&before, which, Standing::asks))
            }
            Act::Return(which) => self.come_back(chosen(&before, which, |one| one.booking.released))?,
            Act::MoveDay(..) | Act::Sessions(..) => self.day_act(act, &before)?,
            Act::Undo(which, warned) => {
                self.undo(which, *warned, &before)?;
                self.made.iter().copied().collect()
            }
        };
        self.now = self.all();
        let lost = self.now.iter().zip(&before).any(|(one, was)| was.sits() && one.asks() && !one.sits());
        self.tally.note(if lost { "somebody lost a seat" } else { "nobody lost a seat" });
        for (one, was) in self.now.iter().zip(&before) {
            let kept = one.sits() || !was.sits() || may_lose.contains(&one.booking.id);
            prop_assert!(kept, "it costs somebody a seat: {was:?}");
        }
        Ok(())
    }

    fn make_act(&mut self, act: &Act) -> Result<MayLose, TestCaseError> {
        let Act::Make(kind, day, time, agent, others) = act else { return Ok(MayLose::new()) };
        let (session, slot, start) = self.slot(*day, time);
        let chosen = |time: &Index| (self.slot(*day, time).0, self.slot(*day, time).1);
        let other = |place: &Option<Index>| Principal {
            name: "乙公司".into(),
            place: place.as_ref().map(chosen),
            ..Principal::default()
        };
        let others = if agent.is_some() { others.iter().map(other).collect() } else { Vec::new() };
        self.make(self.wish(*kind, *day, (session, slot), *agent), start, others)?;
        Ok(MayLose::new())
    }

    fn edit_act(&mut self, act: &Act, one: Option<Standing>) -> Result<MayLose, TestCaseError> {
        let (Act::Edit(_, kind, to, agent), Some(one)) = (act, one) else { return Ok(MayLose::new()) };
        let own = usize::from(one.date() == self.names[1]);
        let place = &one.booking.place;
        let (day, (session, slot, start)) = match to {
            Some((day, time)) => (*day, self.slot(*day, time)),
            None => (own, (place.session, place.slot, None)),
        };
        self.edit(&one, self.wish(*kind, day, (session, slot), *agent), start)?;
        Ok([one.booking.id].into())
    }

    /// What is done to one booking as it stands. Refused or not, it costs nobody else anything.
    fn booking_act(&mut self, act: &Act, one: Option<Standing>) -> MayLose {
        let Some(Standing { booking, .. }) = one else { return MayLose::new() };
        let (id, last) = (booking.id, booking.last);
        let cancel = |reason| self.desk.cancel_booking(id, last, reason, "").map(|saved| saved.undo);
        let done = match act {
            Act::Cancel(_) => cancel(CancelReason::CitizenAsked),
            Act::Decline(_) => cancel(CancelReason::NoSeat),
            Act::Call(_, release) => {
                let called = self.desk.record_call(id, last, CallOutcome::NoAnswer, None, *release);
                called.map(|noted| noted.undo)
            }
            _ => self.desk.mark_arrived(id, last, &[Warning::NotToday]).map(|noted| noted.undo),
        };
        let Ok(undo) = done else { return MayLose::new() };
        self.note_offer(&undo, [id]);
        if matches!(act, Act::Arrive(_)) { MayLose::new() } else { [id].into() }
    }

    fn come_back(&mut self, one: Option<Standing>) -> Result<MayLose, TestCaseError> {
        let Some(Standing { booking, .. }) = one else { return Ok(MayLose::new()) };
        if let Ok(noted) = self.desk.seat_again(booking.id, booking.last) {
            self.note_offer(&noted.undo, [booking.id]);
            self.tally.note("seated again");
            prop_assert!(count::read(&self.desk, booking.id).sits(), "whoever comes back sits");
        }
        Ok(MayLose::new())
    }

    fn day_act(&mut self, act: &Act, before: &[Standing]) -> Result<MayLose, TestCaseError> {
        let all: MayLose = self.made.iter().copied().collect();
        let Act::MoveDay(day, to, close) = act else {
            if let Act::Sessions(day, plan) = act {
                self.set(*day, *plan);
                self.tally.note("sessions changed");
            }
            return Ok(all);
        };
        let (from, other) = (self.names[*day], self.names[1 - *day]);
        let wish = DayMove { from, to: to.then_some(other), close: close.then_some(ExceptionReason::Notice) };
        match self.desk.move_day(wish, None) {
            Ok(moved) => {
                self.tally.note(if moved.moved > 0 { "a day moved" } else { "a day left" });
                let here = before.iter().filter(|one| one.date() == from);
                let deed = here.map(|one| (one.booking.id, one.sits())).collect();
                if *close {
                    let set = std::mem::take(&mut self.dates.get_mut(&from).expect("a date").set);
                    // A date that was closed already is not closed by this.
                    let offer = moved.undo.as_ref().filter(|_| !set.is_empty());
                    self.closed.extend(offer.map(|undo| (undo.token, (from, set))));
                }
                self.offers.extend(moved.undo.map(|undo| (undo, deed)));
                if *close {
                    return Ok(all);
                }
            }
            Err(Refusal::Closed { .. }) => {}
            Err(other) => prop_assert!(false, "{other}"),
        }
        Ok(MayLose::new())
    }

    pub(crate) fn check(&mut self) -> Result<(), TestCaseError> {
        prop_assert!(
            self.desk.kept_days().expect("days").is_some(),
            "a day that is kept is not the day that would be read"
        );
        count::check(self.hall, &mut self.dates, &self.now)
    }
}
