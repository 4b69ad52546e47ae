//! Legs of a case: entered as they happen or afterwards, corrected, struck out. Times that somebody typed are asked about where
//! they look wrong, and kept as they are by whoever has looked.

use super::act::{CaseWritten, now};
use super::checked::Faults;
use super::edit::when;
use super::words::LogWords;
use crate::ground::{Clash, Desk, LogFault, LogRefusal, Look, Refusal, Right, Warning, Writing};
use domain::assist::case::CaseState;
use domain::assist::deed::Deed;
use domain::assist::doubt::{Around, doubts};
use domain::assist::leg::{Leg, LegEntry, LegKind};
use domain::assist::moment::{Stretch, When};
use domain::assist::step::Step;
use domain::record::RecordId;
use domain::reference::directory::HallId;
use domain::reference::hours::Mode;
use domain::time::{BeijingDay, MinuteOfDay};
use store::StoreError;

/// A leg as it is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegWish {
    pub kind: LegKind,
    /// When it was; `None`: it begins now, and its end is not known.
    pub time: Option<Stretch>,
    /// Who went; `None`: who has the case in hand.
    pub helper: Option<RecordId>,
    /// `None`: what a leg of the kind carries here.
    pub trips: Option<u8>,
}

impl Desk {
    /// Enters a leg.
    ///
    /// # Errors
    /// Every fault at its field; [`LogRefusal::Doubts`] of a typed time unless they were accepted.
    pub fn add_leg(
        &self,
        request: String,
        case: RecordId,
        wish: LegWish,
        accepted: &[Warning],
    ) -> Result<CaseWritten, Refusal> {
        let asks = !accepted.contains(&Warning::LogDoubts);
        self.do_with_case(request, case, Deed::AddLeg, move |w, case| {
            let entry = checked(w, case, &wish, None)?;
            if asks && wish.time.is_some() {
                refuse_doubts(w, entry, None)?;
            }
            Ok(vec![Step::Leg(entry).into()])
        })
    }

    /// Says something else of a leg from now on; what it said stays visible. `seen`: the version its author saw.
    ///
    /// # Errors
    /// As for entering one; [`LogRefusal::CaseChanged`] if it was corrected meanwhile; [`Refusal::NotPermitted`] of somebody
    /// else's leg without the right to lead.
    pub fn correct_leg(
        &self,
        request: String,
        case: RecordId,
        leg: RecordId,
        seen: RecordId,
        wish: LegWish,
        accepted: &[Warning],
    ) -> Result<CaseWritten, Refusal> {
        let asks = !accepted.contains(&Warning::LogDoubts);
        self.do_with_case(request, case, Deed::CorrectLeg, move |w, case| {
            let known = own_leg(w, case, leg)?;
            let entry = checked(w, case, &wish, Some(&known))?;
            if entry == known.entry() {
                return Ok(Vec::new());
            }
            if known.now.by != seen {
                return Err(Refusal::Log(LogRefusal::CaseChanged(vec![Clash {
                    field: "leg",
                    now: said(known.entry()),
                    typed: said(entry),
                }])));
            }
            if asks && entry.time != known.entry().time {
                refuse_doubts(w, entry, Some(leg))?;
            }
            Ok(vec![Step::LegCorrected { leg, entry }.into()])
        })
    }

    /// Strikes a leg out: it counts nowhere and stays visible.
    ///
    /// # Errors
    /// [`LogFault::Leg`] if there is none; [`Refusal::NotPermitted`] of somebody else's leg without the right to lead.
    pub fn strike_leg(&self, request: String, case: RecordId, leg: RecordId) -> Result<CaseWritten, Refusal> {
        self.do_with_case(request, case, Deed::CorrectLeg, move |w, case| {
            own_leg(w, case, leg)?;
            Ok(vec![Step::LegStruck { leg }.into()])
        })
    }

    /// Puts the count of trips right by hand, by so many.
    ///
    /// # Errors
    /// [`LogRefusal::Deed`] where there would be fewer than none.
    pub fn correct_trips(&self, request: String, case: RecordId, by: i16) -> Result<CaseWritten, Refusal> {
        self.do_with_case(request, case, Deed::CorrectTrips(by), move |_, _| {
            Ok(if by == 0 { Vec::new() } else { vec![Step::TripsCorrected { by }.into()] })
        })
    }
}

fn checked(w: &Writing<'_, '_>, case: &CaseState, wish: &LegWish, known: Option<&Leg>) -> Result<LegEntry, Refusal> {
    let words = LogWords::read(w)?;
    let mut faults = Faults::default();
    faults.kind(wish.kind, &words, known.map(|leg| leg.entry().kind));
    let helper = match wish.helper.or(known.map(|leg| leg.entry().helper)).or(case.helper()) {
        Some(helper) => faults.helper(w, helper)?,
        None => w.desk.actor().person,
    };
    let trips = wish.trips.unwrap_or_else(|| words.trips_of(wish.kind));
    faults.trips(trips);
    faults.refuse()?;
    let begins_now = || {
        let now = now(w);
        Stretch { from: Some(now.at), ..Stretch::unknown(now.day) }
    };
    let time = wish.time.or(known.map(|leg| leg.entry().time)).unwrap_or_else(begins_now);
    Ok(LegEntry { kind: wish.kind, helper, time, trips })
}

/// A leg that whoever acts may correct: their own, of a case they have in hand, entered by them, or anybody's with the right
/// to lead.
fn own_leg(w: &Writing<'_, '_>, case: &CaseState, leg: RecordId) -> Result<Leg, Refusal> {
    let Some(known) = case.live_legs().find(|known| known.id == leg).cloned() else {
        let mut faults = Faults::default();
        faults.add("leg", LogFault::Leg);
        faults.refuse()?;
        return Err(Refusal::Log(LogRefusal::CaseNotFound));
    };
    let actor = w.desk.actor();
    let entered = w.look_event(known.now.by)?;
    let theirs = [Some(known.entry().helper), case.helper(), entered].contains(&Some(actor.person));
    if theirs || actor.may(Right::LeadCases) { Ok(known) } else { Err(Refusal::NotPermitted) }
}

impl Writing<'_, '_> {
    /// Who wrote an event.
    fn look_event(&self, event: RecordId) -> Result<Option<RecordId>, StoreError> {
        Ok(Look::event(self, event)?.and_then(|event| event.actor).map(store::record_id))
    }
}

/// Whatever is to be asked about a time.
fn refuse_doubts(w: &Writing<'_, '_>, entry: LegEntry, of: Option<RecordId>) -> Result<(), Refusal> {
    let others = others(w, &entry, of)?;
    let sessions = sessions(w, entry.time.day);
    let around = Around { now: now(w), sessions: sessions.as_deref(), others: &others };
    let found = doubts(entry.time, &around);
    if found.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Log(LogRefusal::Doubts(found.into_iter().map(|doubt| (None, doubt)).collect())))
    }
}

/// What else the same helper did on that day.
pub(crate) fn others(
    look: &impl Look,
    entry: &LegEntry,
    of: Option<RecordId>,
) -> Result<Vec<(RecordId, Stretch)>, StoreError> {
    let day = entry.time.day;
    let cases =
        look.views().cases_touching(BeijingDay(day.0.saturating_sub(1))..=BeijingDay(day.0.saturating_add(1)))?;
    let legs = cases.iter().filter(|case| case.is_live()).flat_map(CaseState::live_legs);
    let theirs = legs.filter(|leg| Some(leg.id) != of && leg.entry().helper == entry.helper);
    Ok(theirs.map(|leg| (leg.id, leg.entry().time)).collect())
}

/// The hall's hours of a day, in whatever mode it serves. `None` if they are not known.
pub(crate) fn sessions(look: &impl Look, day: BeijingDay) -> Option<Vec<(MinuteOfDay, MinuteOfDay)>> {
    let reference = look.reference();
    let hall = look.hall().founded.directory.map(HallId)?;
    let date = day.date();
    let mut found: Vec<(MinuteOfDay, MinuteOfDay)> = Vec::new();
    for mode in [Mode::Standard, Mode::Flex, Mode::Noon, Mode::Saturday, Mode::Weekend] {
        let sessions = reference.hours.sessions(hall, date, mode, &reference.calendar);
        found.extend(sessions.iter().map(|session| (session.from.into(), session.to.into())));
    }
    (!found.is_empty()).then_some(found)
}

/// A leg as both texts say it.
fn said(entry: LegEntry) -> String {
    let Stretch { day, from, to, .. } = entry.time;
    let end = to.map(|to| format!("–{:02}:{:02}", to.0 / 60, to.0 % 60)).unwrap_or_default();
    format!("{:?} {}{end} ×{}", entry.kind, when(When { day, at: from }), entry.trips)
}
