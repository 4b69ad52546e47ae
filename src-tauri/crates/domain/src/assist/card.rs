//! A leg card: number, beginning, end and ticks make a whole case (PRODUCT rule 32).

use super::leg::{LegEntry, LegKind};
use super::moment::{Stretch, When};
use super::number::CardNumber;
use super::step::{Attorney, Edit, Handling, Opening, Sealed, Step};
use crate::event::ItemSnapshot;
use crate::record::RecordId;
use crate::time::BeijingDay;

/// What a box on the card stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// A leg of a kind with its trips, as often as it is ticked.
    Leg(LegKind, u8),
    /// 代办.
    ByAuthority,
    /// The power of attorney was seen.
    AttorneySeen,
    /// The papers were disinfected.
    Disinfected,
    /// All documents were given back.
    AllBack,
}

/// A box on the card, and the key it is typed by: the sign that is printed beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TickBox {
    /// The key: a digit, or a capital letter.
    pub key: char,
    /// What it stands for.
    pub tick: Tick,
}

/// The boxes of a hall that has set nothing: legs by digits, marks by letters.
pub fn usual_boxes() -> Vec<TickBox> {
    let legs =
        ('1'..).zip(LegKind::SHIPPED).map(|(key, kind)| TickBox { key, tick: Tick::Leg(kind, kind.usual_trips()) });
    let marks = [('D', Tick::ByAuthority), ('W', Tick::AttorneySeen), ('X', Tick::Disinfected), ('H', Tick::AllBack)];
    legs.chain(marks.map(|(key, tick)| TickBox { key, tick })).collect()
}

/// A leg of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardLeg {
    /// What it was for.
    pub kind: LegKind,
    /// Trips it carries.
    pub trips: u8,
    /// When.
    pub time: Stretch,
}

/// A card that reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its number.
    pub number: CardNumber,
    /// Beginning and end.
    pub time: Stretch,
    /// How it was handled.
    pub handling: Handling,
    /// Legs in the order of the card.
    pub legs: Vec<CardLeg>,
    /// How many people it is for.
    pub party: u16,
    /// Documents that were taken.
    pub taken: u16,
    /// All of them were given back.
    pub all_back: bool,
    /// The power of attorney was seen.
    pub attorney: bool,
    /// The papers were disinfected.
    pub disinfected: bool,
}

/// What belongs to a typed card beside what is written on it.
#[derive(Debug, Clone)]
pub struct Beside {
    /// Who helped.
    pub helper: RecordId,
    /// Items.
    pub items: Vec<ItemSnapshot>,
    /// Which sealed values are set.
    pub sealed: Vec<Sealed>,
    /// The booking or walk-in it came from.
    pub booking: Option<RecordId>,
}

impl Card {
    /// When the helping ended.
    pub fn until(&self) -> When {
        let day = BeijingDay(self.time.day.0.saturating_add(u32::from(self.time.past_midnight)));
        When { day, at: self.time.to }
    }

    /// Whether the case is complete with it: no document is still held, and for 代办 the power of attorney was seen. If not, the
    /// case stays open until somebody has seen to that.
    pub fn is_complete(&self) -> bool {
        let back = self.taken == 0 || self.all_back;
        back && (self.handling == Handling::Helping || self.attorney)
    }

    /// The whole case, step by step.
    pub fn steps(&self, beside: &Beside) -> Vec<Step> {
        let began = When { day: self.time.day, at: self.time.from };
        let until = self.until();
        let opening = Opening {
            handling: self.handling,
            began,
            until: Some(until),
            helper: beside.helper,
            party: self.party,
            items: beside.items.clone(),
            sealed: beside.sealed.clone(),
            booking: beside.booking,
            card: Some(self.number),
        };
        let disinfected = Edit { disinfected: Some(true), ..Edit::default() };
        let attorney = Attorney { seen_by: beside.helper, seen: When { at: None, ..began } };
        let leg = |leg: &CardLeg| {
            let CardLeg { kind, trips, time } = *leg;
            Step::Leg(LegEntry { kind, helper: beside.helper, time, trips })
        };
        let taken = Step::Taken { at: When { at: None, ..began }, back: self.all_back.then_some(until) };
        let mut steps = vec![Step::Opened(opening)];
        steps.extend(self.disinfected.then_some(Step::Edited(disinfected)));
        steps.extend(self.attorney.then_some(Step::AttorneySeen(attorney)));
        steps.extend(self.legs.iter().map(leg));
        steps.extend(std::iter::repeat_n(taken, usize::from(self.taken)));
        steps.extend(self.is_complete().then_some(Step::Completed { at: until }));
        steps
    }
}
