//! Nobody is in two places at once: whatever gives a booking a time looks at what its agent has to do meanwhile.

use super::personal::personal_value;
use super::wish::CheckedWish;
use crate::StoreError;
use crate::day;
use crate::ground::{Look, Refusal};
use domain::booking::{Agent, BookingNumber, BookingState, Stretch};
use domain::event::PersonalField;
use domain::record::RecordId;
use domain::time::{BeijingDay, MinuteOfDay};

/// What an agent has to do on a day.
pub(crate) struct Errands(Vec<Errand>);

/// A booking that an agent comes for.
pub(crate) struct Errand {
    pub booking: RecordId,
    number: BookingNumber,
    when: Stretch,
}

impl Errand {
    /// That the agent has to be elsewhere.
    pub(crate) fn refusal(&self) -> Refusal {
        Refusal::AgentBusy { row: None, number: self.number, start: self.when.from.time() }
    }
}

impl Errands {
    /// All of the day but one booking; none where nobody acts for them.
    pub(crate) fn of(
        look: &impl Look,
        agent: Option<&Agent>,
        day: BeijingDay,
        but: Option<RecordId>,
    ) -> Result<Self, StoreError> {
        let mut errands = Vec::new();
        let Some(agent) = agent else { return Ok(Self(errands)) };
        for row in look.views().bookings_of_day(day)? {
            if Some(row.id) != but && agent_of(look, &row)?.is_some_and(|other| other.is(agent)) {
                let number = BookingNumber::from_digits(row.number);
                errands.push(Errand { booking: row.id, number, when: when(look, &row)? });
            }
        }
        Ok(Self(errands))
    }

    /// The first that lies across a visit.
    pub(crate) fn meanwhile(&self, when: Stretch) -> Option<&Errand> {
        self.0.iter().find(|errand| errand.when.overlaps(when))
    }
}

/// Who acts for a booking.
pub(crate) fn agent_of(look: &impl Look, row: &BookingState) -> Result<Option<Agent>, StoreError> {
    let value = |field| personal_value(look, &row.personal, field);
    Ok(Agent::of(&value(PersonalField::AgentName)?, &value(PersonalField::AgentPhone)?, row.group))
}

/// From when on a booking takes its agent, and how long.
fn when(look: &impl Look, row: &BookingState) -> Result<Stretch, StoreError> {
    let ever = look.views().day(row.place.day)?.map(|day| day.ever).unwrap_or_default();
    Ok(Stretch { from: day::start(&ever, row), minutes: day::minutes(&row.items) })
}

/// Bookings of the same agent that a booking lies across, as it stands.
pub(crate) fn across(look: &impl Look, booking: RecordId) -> Result<Vec<Errand>, StoreError> {
    let Some(row) = look.views().booking(booking)?.filter(BookingState::claims_seats) else { return Ok(Vec::new()) };
    let errands = Errands::of(look, agent_of(look, &row)?.as_ref(), row.place.day, Some(row.id))?;
    let own = when(look, &row)?;
    Ok(errands.0.into_iter().filter(|errand| errand.when.overlaps(own)).collect())
}

/// Refuses a time at which the agent of a wish has to be elsewhere. `group` are the bookings it is made with. A booking
/// that had this time, no shorter, with this agent has it still: what was made apart can be changed.
///
/// # Errors
/// [`Refusal::AgentBusy`].
pub(super) fn require_free(
    look: &impl Look,
    checked: &CheckedWish,
    group: Option<RecordId>,
    at: MinuteOfDay,
    editing: Option<&BookingState>,
) -> Result<(), Refusal> {
    let entry = &checked.wish.entry;
    let agent = Agent::of(&entry.agent_name, &entry.agent_phone, group);
    let (day, wanted) = (checked.wish.date.into(), Stretch { from: at, minutes: day::minutes(&checked.items) });
    if let Some(row) = editing {
        let had = when(look, row)?;
        let same = row.place.day == day && had.from == at && wanted.minutes <= had.minutes;
        if same && row.claims_seats() && agent_of(look, row)? == agent {
            return Ok(());
        }
    }
    let errands = Errands::of(look, agent.as_ref(), day, editing.map(|row| row.id))?;
    errands.meanwhile(wanted).map_or(Ok(()), |errand| Err(errand.refusal()))
}

/// The same for an edit that leaves the time: it may bring another agent.
///
/// # Errors
/// [`Refusal::AgentBusy`].
pub(super) fn require_free_at_its_time(
    look: &impl Look,
    checked: &CheckedWish,
    row: &BookingState,
) -> Result<(), Refusal> {
    if row.claims_seats() { require_free(look, checked, row.group, when(look, row)?.from, Some(row)) } else { Ok(()) }
}
