//! A date as the hall has it: its sessions, its seats, and which bookings they support. Board, outlook and booking all ask
//! here, so that they can never disagree.

use crate::ground::{Look, Refusal, Writing};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};
use domain::booking::BookingState;
use domain::event::{DayPlanned, Fact, ItemSnapshot, MintedSeats};
use domain::record::{Order, RecordId};
use domain::reference::calendar::DayKind;
use domain::seat::{
    Claim, DayPlan, DaySessions, DecidedBy, Minted, Place, PlannedSession, Serves, SessionPlan, Support, Timetable,
    Token, Tokens, Visit, VisitItem, support,
};
use domain::time::{BeijingDay, MinuteOfDay};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use store::{DayRow, StoreError, Views};

/// A booking that is not made yet: after all others in the order.
pub(crate) const NEXT: Order = Order { lamport: u64::MAX, id: RecordId { device: [u8::MAX; 8], seq: u64::MAX } };

/// When this hall takes bookings, as it is set now.
pub(crate) fn timetable(look: &impl Look) -> Result<Timetable, StoreError> {
    let (hall, views) = (look.hall(), look.views());
    let set = views.timetable()?;
    let (usual, dated) = match set {
        Some(set) => (set.usual, set.dated),
        None => (usual_as_founded(&hall.founded.saturday), Vec::new()),
    };
    let exceptions = views.day_exceptions()?.into_iter().map(|row| (row.day, row.sessions)).collect();
    Ok(Timetable { usual, dated: dated.into_iter().map(Into::into).collect(), exceptions })
}

/// Sessions as a hall is founded with them: numbered in their order, serving every item.
pub(crate) fn usual_as_founded(sessions: &[PlannedSession]) -> Vec<SessionPlan> {
    let plan = |(number, times): (u8, &PlannedSession)| SessionPlan { number, times: *times, serves: Serves::All };
    (0..).zip(sessions).map(plan).collect()
}

/// Whether bookings are taken on a date, and if not, why and which Saturday would do.
pub(crate) fn require_open(look: &impl Look, date: NaiveDate) -> Result<DaySessions, Refusal> {
    let calendar = &look.reference().calendar;
    let mut decided = timetable(look)?.on(date, calendar);
    if !decided.sessions.is_empty()
        && let Some(opened) = look.views().day(date.into())?
    {
        decided.sessions = opened.sessions;
    }
    if !decided.sessions.is_empty() {
        return Ok(decided);
    }
    let next = calendar.next_ordinary_saturday(date);
    Err(match (decided.decided_by, calendar.kind(date)) {
        (DecidedBy::Exception, _) => Refusal::Closed { next },
        _ if date.weekday() != Weekday::Sat => Refusal::NotSaturday,
        (_, DayKind::MakeupWorkday) => Refusal::Makeup { next },
        (_, DayKind::Holiday) => {
            Refusal::Holiday { holiday: calendar.holiday_name(date).unwrap_or_default().to_owned(), next }
        }
        (_, DayKind::OrdinarySaturday | DayKind::Workday | DayKind::Weekend) => Refusal::Closed { next },
    })
}

/// The sessions of a date: as it was opened and changed since, else as the hall plans it now.
pub(crate) fn sessions_on(look: &impl Look, date: NaiveDate) -> Result<DayPlan, StoreError> {
    let day = BeijingDay::from(date);
    match look.views().day(day)? {
        Some(row) => checked(day, row.sessions),
        None => planned_now(look, date),
    }
}

/// The sessions of a date that was never opened.
fn planned_now(look: &impl Look, date: NaiveDate) -> Result<DayPlan, StoreError> {
    checked(date.into(), timetable(look)?.on(date, &look.reference().calendar).sessions)
}

/// A day with its seats and the bookings that stand on it.
#[derive(Clone)]
pub(crate) struct DayBook {
    /// Sessions as planned.
    pub plan: DayPlan,
    /// Times of every session it ever had: what a booking's session number means.
    pub ever: BTreeMap<u8, PlannedSession>,
    /// Tokens this installation owns, what is in use, and what was ever given.
    pub minted: Minted,
    /// All that stand, seated or waiting. Whoever is said to sit on a token that is gone for good sits nowhere: they wait.
    pub bookings: Vec<BookingState>,
    /// Those of them that are on record as sitting there.
    pub on_retired: BTreeSet<RecordId>,
    /// The tokens belong to a name that is no longer in use, and nobody has signed for new ones.
    pub frozen: bool,
    /// Its sessions are fixed.
    pub(super) opened: bool,
    /// Which bookings the own tokens support, once somebody has asked.
    pub(super) supported: OnceLock<Support>,
}

impl DayBook {
    /// Reads a day: as it was opened and changed since, else as the hall plans it now.
    pub(crate) fn read(look: &impl Look, date: NaiveDate) -> Result<Self, StoreError> {
        let (day, views, device) = (BeijingDay::from(date), look.views(), look.device());
        let Some(row) = views.day(day)? else {
            let plan = planned_now(look, date)?;
            let minted = Minted { own: Tokens::all(&plan), ..Minted::default() };
            let ever = plan.sessions().iter().map(|session| (session.number, session.times)).collect();
            let (bookings, on_retired) = (Vec::new(), BTreeSet::new());
            let (frozen, opened, supported) = (false, false, OnceLock::new());
            return Ok(Self { plan, ever, minted, bookings, on_retired, frozen, opened, supported });
        };
        let mut bookings = views.bookings_of_day(day)?;
        let minted = minted(views, &row, device, &bookings)?;
        let on_retired = |booking: &&BookingState| booking.seated && on_retired(&minted.retired, &booking.place);
        let on_retired: BTreeSet<RecordId> = bookings.iter().filter(on_retired).map(|booking| booking.id).collect();
        for booking in bookings.iter_mut().filter(|booking| on_retired.contains(&booking.id)) {
            booking.seated = false;
        }
        let frozen = row.owner != device && minted.own.iter().next().is_none();
        let plan = checked(day, row.sessions)?;
        let (ever, opened, supported) = (row.ever, true, OnceLock::new());
        Ok(Self { plan, ever, minted, bookings, on_retired, frozen, opened, supported })
    }

    /// Which bookings the own tokens support. Where one is about to move, its seats are nobody's until it has chosen.
    pub(crate) fn support(&self, moving: Option<RecordId>) -> Cow<'_, Support> {
        let support = self.supported.get_or_init(|| self.support_under(&self.plan, &self.minted.own));
        match self.bookings.iter().find(|booking| Some(booking.id) == moving) {
            Some(booking) => Cow::Owned(support.leaving(booking.made)),
            None => Cow::Borrowed(support),
        }
    }

    /// Which bookings are supported under another plan and other tokens.
    pub(crate) fn support_under(&self, plan: &DayPlan, own: &Tokens) -> Support {
        let claims: Vec<Claim> = self
            .bookings
            .iter()
            .filter(|booking| self.is_claim(plan, booking))
            .map(|booking| self.claim(booking))
            .collect();
        support(&every_seat(plan), own, &claims)
    }

    pub(super) fn claim(&self, booking: &BookingState) -> Claim {
        Claim {
            made: booking.made,
            at: self.start(booking),
            visit: booked_visit(&booking.items),
            standing: booking.seated,
            held: Some(booking.place.clone()),
        }
    }

    /// Whether seats of this installation have to support a booking: it has some of them, or none at all, or those it has
    /// are in a session that is no more. Bookings on seats of others keep them and are never moved.
    fn is_claim(&self, plan: &DayPlan, booking: &BookingState) -> bool {
        let session = booking.place.session;
        let own = || {
            booking.place.tokens().all(|(slot, seat)| self.minted.in_use.contains_key(&Token { session, slot, seat }))
        };
        !booking.seated || plan.session(session).is_none() || own()
    }

    /// Whether a token is of this installation.
    pub(crate) fn owns(&self, token: Token) -> bool {
        self.minted.own.contains(token)
    }

    /// The time a booking was promised.
    pub(crate) fn start(&self, booking: &BookingState) -> MinuteOfDay {
        start(&self.ever, booking)
    }

    /// When a visit may begin, by time: each with a session and its slot.
    pub(crate) fn starts(&self) -> Vec<(MinuteOfDay, u8, u16)> {
        let of = |session: &SessionPlan| {
            let (number, times) = (session.number, session.times);
            (0..times.slots()).map(move |slot| (times.start(slot), number, slot))
        };
        let mut starts: Vec<_> = self.plan.sessions().iter().flat_map(of).collect();
        starts.sort_unstable();
        starts
    }

    /// Free seats of this installation in a slot.
    pub(crate) fn free(support: &Support, session: u8, slot: u16) -> u16 {
        let count = support.slots(session).get(usize::from(slot)).copied().unwrap_or_default();
        u16::try_from(count.free()).unwrap_or(u16::MAX)
    }
}

/// The time a booking was promised: told, or the beginning of its first slot.
pub(crate) fn start(ever: &BTreeMap<u8, PlannedSession>, booking: &BookingState) -> MinuteOfDay {
    let slot = || ever.get(&booking.place.session).map(|session| session.start(booking.place.slot));
    booking.start.or_else(slot).unwrap_or(MinuteOfDay(0))
}

/// What a booking asks of the seats. Its items' own hours were asked when it was made, and no later data takes its place.
pub(crate) fn booked_visit(items: &[ItemSnapshot]) -> Visit {
    let item = |item: &ItemSnapshot| VisitItem { item: item.item, departments: item.departments.clone(), hours: None };
    Visit { minutes: minutes(items), items: items.iter().map(item).collect() }
}

/// What a wish asks of the seats on a date: where an item has hours of its own, only those.
pub(crate) fn wished_visit(look: &impl Look, date: NaiveDate, items: &[ItemSnapshot]) -> Visit {
    let mut visit = booked_visit(items);
    for item in &mut visit.items {
        item.hours = look.reference().own_hours_of_item(&look.hall().founded, item.item, date);
    }
    visit
}

pub(crate) fn minutes(items: &[ItemSnapshot]) -> u16 {
    items.iter().map(|item| item.window_minutes).fold(0, u16::saturating_add)
}

/// Which seats there are is told by the tokens alone: their numbers may lie beyond the plan's.
fn every_seat(plan: &DayPlan) -> DayPlan {
    let wide = |session: &SessionPlan| {
        let mut session = session.clone();
        session.times.seats = u16::MAX;
        session
    };
    let sessions = plan.sessions().iter().map(wide).collect();
    DayPlan::new(plan.day(), sessions).unwrap_or_else(|_| plan.clone())
}

fn checked(day: BeijingDay, sessions: Vec<SessionPlan>) -> Result<DayPlan, StoreError> {
    DayPlan::new(day, sessions).map_err(|error| StoreError::Damaged(format!("sessions of a day: {error}")))
}

/// Whether one of a place's tokens is gone for good.
pub(crate) fn on_retired(retired: &BTreeSet<Token>, place: &Place) -> bool {
    place.tokens().any(|(slot, seat)| retired.contains(&Token { session: place.session, slot, seat }))
}

/// Everything known of an opened day's tokens.
fn minted(views: Views<'_>, row: &DayRow, device: [u8; 8], bookings: &[BookingState]) -> Result<Minted, StoreError> {
    let opening = row.opening.iter().flat_map(|session| {
        let seats = |slot| MintedSeats { session: session.number, slot, first: 1, count: session.times.seats };
        (0..session.times.slots()).map(move |slot| (row.owner, seats(slot))).collect::<Vec<_>>()
    });
    let mut given: Vec<([u8; 8], MintedSeats)> = opening.collect();
    given.extend(views.minted(row.day)?.into_iter().map(|minted| (minted.owner, minted.seats)));
    let mut minted = Minted::default();
    for changed in views.changed_seats(row.day)? {
        if changed.retired {
            minted.retired.extend(changed.seats.tokens());
        } else {
            given.push((changed.by, changed.seats));
        }
    }
    for (owner, seats) in given {
        let highest = minted.highest.entry((seats.session, seats.slot)).or_default();
        *highest = seats.first.saturating_add(seats.count).saturating_sub(1).max(*highest);
        for token in seats.tokens().filter(|token| owner == device && !minted.retired.contains(token)) {
            minted.own.insert(token);
        }
    }
    let own: BTreeSet<Token> = minted.own.iter().collect();
    for booking in bookings.iter().filter(|booking| booking.seated) {
        for (slot, seat) in booking.place.tokens() {
            let token = Token { session: booking.place.session, slot, seat };
            if own.contains(&token) {
                minted.in_use.insert(token, booking.made);
            } else {
                let others = u16::from(!on_retired(&minted.retired, &booking.place));
                *minted.others.entry((token.session, slot)).or_default() += others;
                let highest = minted.highest.entry((token.session, slot)).or_default();
                *highest = seat.max(*highest);
            }
        }
    }
    Ok(minted)
}

/// Opens a day on its first booking: its sessions are fixed and its seat tokens minted.
pub(crate) fn ensure_opened(w: &mut Writing<'_, '_>, plan: &DayPlan) -> Result<(), StoreError> {
    let day = plan.day();
    if w.views().day(day)?.is_none() {
        let planned = Fact::DayPlanned(DayPlanned { day, sessions: plan.sessions().to_vec() });
        w.record(&planned, None, None)?;
    }
    Ok(())
}

/// A time that has come cannot be promised any more, by this PC's clock.
pub(crate) fn is_past(start: MinuteOfDay, date: NaiveDate, now: NaiveDateTime) -> bool {
    start.on(date) <= now
}
