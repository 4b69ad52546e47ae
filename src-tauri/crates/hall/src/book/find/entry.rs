//! A booking in the index: its people in the forms they are compared in.

use super::sought::SoughtNumber;
use chrono::NaiveDate;
use domain::booking::{BookingNumber, Citizen, mask_name, mask_phone};
use domain::event::PersonalField;
use domain::names::Names;
use domain::record::RecordId;
use domain::search::NameIndex;
use domain::text::{Phone, identity_key};
use std::collections::BTreeSet;
use std::sync::OnceLock;
use store::PersonalRow;

/// A booking that was found, masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundBooking {
    pub booking: RecordId,
    pub number: BookingNumber,
    pub date: NaiveDate,
    /// Neither cancelled nor taken back.
    pub stands: bool,
    pub masked_name: String,
    pub masked_phone: String,
    /// Whoever acts for the person, and their number; empty where there is none.
    pub masked_agent: String,
    pub masked_agent_phone: String,
    /// The item it was found by; nothing where it was found by its person or number.
    pub item: Option<Names>,
    /// The name does not stand there as it was typed: it only sounds like it.
    pub by_sound: bool,
}

/// A person whose number is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The last booking with the number.
    pub booking: RecordId,
    pub masked_name: String,
    /// It is the number of the booking's agent, and the name is theirs.
    pub agent: bool,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundBookings {
    pub bookings: Vec<FoundBooking>,
    /// Values in the vault that do not open: they are damaged, and nobody can be found by them.
    pub unreadable: u32,
}

pub(super) struct Entry {
    pub booking: RecordId,
    pub number: u64,
    pub date: NaiveDate,
    pub stands: bool,
    pub who: Who,
    /// The number of a document, as it is compared.
    pub identity: String,
    /// Whoever acts for the person.
    pub agent: Option<Box<Who>>,
}

/// A name and a line.
#[derive(Default)]
pub(super) struct Who {
    pub name: String,
    pub phone: String,
    pub line: Phone,
}

impl Who {
    pub(super) fn new(name: String, phone: String) -> Self {
        Self { line: Phone::new(&phone), name, phone }
    }
}

/// The fields of which an entry is made.
pub(super) const FIELDS: [PersonalField; 5] = [
    PersonalField::Name,
    PersonalField::Phone,
    PersonalField::Identity,
    PersonalField::AgentName,
    PersonalField::AgentPhone,
];

impl Entry {
    /// Out of a booking's values; nothing where there is no name, as after erasing.
    pub(super) fn new<E>(
        row: &PersonalRow,
        mut value: impl FnMut(PersonalField) -> Result<Option<String>, E>,
    ) -> Result<Option<Self>, E> {
        let [name, phone, identity, agent, agent_phone] = FIELDS.map(&mut value);
        let (phone, identity) = (phone?.unwrap_or_default(), identity?.unwrap_or_default());
        let (agent, agent_phone) = (agent?.unwrap_or_default(), agent_phone?.unwrap_or_default());
        let has_agent = !agent.is_empty() || !agent_phone.is_empty();
        Ok(name?.map(|name| Self {
            booking: row.id,
            number: row.number,
            date: row.day.date(),
            stands: row.stands,
            who: Who::new(name, phone),
            identity: identity_key(&identity),
            agent: has_agent.then(|| Box::new(Who::new(agent, agent_phone))),
        }))
    }

    pub(super) fn person(&self) -> Citizen {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Citizen { phone: some(self.who.line.digits()), identity: some(&self.identity) }
    }

    /// Whether it can be of a person at all: asked of all of them, so nothing is copied for it.
    pub(super) fn touches(&self, person: &Citizen) -> bool {
        let same = |known: &Option<String>, own: &str| known.as_deref().is_some_and(|known| known == own);
        same(&person.phone, self.who.line.digits()) || same(&person.identity, &self.identity)
    }

    /// Whether its agent has the person's number.
    pub(super) fn is_agent(&self, person: &Citizen) -> bool {
        let line = self.agent.as_ref().map(|agent| agent.line.digits()).filter(|line| !line.is_empty());
        line.is_some() && line == person.phone.as_deref()
    }

    /// By the line of the person or of the agent, or the end of the document.
    fn ends(&self, sought: &SoughtNumber) -> bool {
        self.who.line.answers(&sought.phone)
            || self.agent.as_ref().is_some_and(|agent| agent.line.answers(&sought.phone))
            || self.identity.ends_with(&sought.document)
    }

    pub(super) fn masked(&self, by_sound: bool) -> FoundBooking {
        let agent = self.agent.as_deref();
        FoundBooking {
            booking: self.booking,
            number: BookingNumber::from_digits(self.number),
            date: self.date,
            stands: self.stands,
            masked_name: mask_name(&self.who.name),
            masked_phone: mask_phone(&self.who.phone),
            masked_agent: agent.map(|agent| mask_name(&agent.name)).unwrap_or_default(),
            masked_agent_phone: agent.map(|agent| mask_phone(&agent.phone)).unwrap_or_default(),
            item: None,
            by_sound,
        }
    }

    pub(super) fn known(&self, agent: bool) -> Known {
        let who = self.agent.as_deref().filter(|_| agent).unwrap_or(&self.who);
        Known { booking: self.booking, masked_name: mask_name(&who.name), agent }
    }
}

/// Bookings with the index of their names.
pub(super) struct Part {
    pub entries: Vec<Entry>,
    /// Made when somebody is sought: a booking does not wait for it.
    index: OnceLock<Index>,
}

/// The names of all persons, then those of the agents.
struct Index {
    names: NameIndex,
    /// Whose agents they are, by place in the list.
    agents: Vec<usize>,
}

impl Part {
    /// The newest day first, so that of equally good names the one to come is on top.
    pub(super) fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by_key(|entry| (std::cmp::Reverse(entry.date), entry.booking));
        Self { entries, index: OnceLock::new() }
    }

    /// The same, with its index made at once: of many it takes a while.
    pub(super) fn indexed(entries: Vec<Entry>) -> Self {
        let part = Self::new(entries);
        part.index();
        part
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.entries.iter().collect::<Vec<_>>()))
    }

    pub(super) fn by_name(&self, text: &str, limit: usize, alike: bool) -> impl Iterator<Item = (&Entry, bool)> {
        let index = self.index();
        let found = if alike { index.names.search_alike(text, limit) } else { index.names.search(text, limit) };
        let entry = |place| self.entries.get(index.entry_at(place, self.entries.len())?);
        found.into_iter().filter_map(move |hit| Some((entry(hit.place)?, hit.by_sound)))
    }

    pub(super) fn by_number<'a>(&'a self, sought: &'a SoughtNumber) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(|entry| entry.ends(sought) || sought.begins(entry.number))
    }

    /// By the end of a document's number that has letters.
    pub(super) fn by_document<'a>(&'a self, tail: Option<&'a str>) -> impl Iterator<Item = &'a Entry> {
        tail.into_iter().flat_map(|tail| self.entries.iter().filter(move |entry| entry.identity.ends_with(tail)))
    }

    /// By a name and the end of a number: few have the number, so the names of those are looked through.
    pub(super) fn by_both<'a>(&'a self, name: &str, sought: &SoughtNumber) -> Vec<(&'a Entry, bool)> {
        let numbered = |entry: &&Entry| entry.ends(sought) || sought.begins(entry.number) || sought.ends(entry.number);
        let few: Vec<&Entry> = self.entries.iter().filter(numbered).collect();
        let index = Index::of(&few);
        let mut seen = BTreeSet::new();
        let found = index.names.search(name, usize::MAX).into_iter();
        found
            .filter_map(|hit| Some((*few.get(index.entry_at(hit.place, few.len())?)?, hit.by_sound)))
            .filter(|(entry, _)| seen.insert(entry.booking))
            .collect()
    }
}

impl Index {
    fn of(entries: &[&Entry]) -> Self {
        let agent = |(place, entry): (usize, &&Entry)| entry.agent.is_some().then_some(place);
        let agents: Vec<usize> = entries.iter().enumerate().filter_map(agent).collect();
        let of_agents =
            agents.iter().filter_map(|place| entries[*place].agent.as_ref()).map(|agent| agent.name.as_str());
        let names = NameIndex::new(entries.iter().map(|entry| entry.who.name.as_str()).chain(of_agents));
        Self { names, agents }
    }

    /// Whose name stands at a place: a person's own, or behind all of the `persons` an agent's.
    fn entry_at(&self, place: u32, persons: usize) -> Option<usize> {
        let place = usize::try_from(place).ok()?;
        place.checked_sub(persons).map_or(Some(place), |agent| self.agents.get(agent).copied())
    }
}
