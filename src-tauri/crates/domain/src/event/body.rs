//! The bodies of the facts. Keys are integers and never change their meaning; a field that is dropped leaves its number
//! unused. Days are counted from 1970-01-01, times of day in minutes from midnight, both Beijing wall time.

use crate::names::Names;
use crate::record::RecordId;
use crate::reference::ReferenceKind;
use crate::reference::catalogue::{DepartmentId, Item, ItemId};
use crate::seat::{Place, PlannedSession};
use crate::time::{BeijingDay, MinuteOfDay};
use minicbor::{Decode, Encode};

/// A hall begins: who it is and how its Saturdays are cut until someone changes it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct HallFounded {
    /// Number in the hall directory; absent for a hall that is not in it.
    #[n(0)]
    pub directory: Option<u32>,
    /// Name.
    #[n(1)]
    pub name: Names,
    /// Set for the demo hall: sample values are shown as such.
    #[n(2)]
    pub demo: bool,
    /// Sessions of an ordinary Saturday.
    #[n(3)]
    pub saturday: Vec<PlannedSession>,
}

/// A whole version of reference data comes into use. The data itself is stored under its hash.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ReferenceAdopted {
    /// Which data.
    #[n(0)]
    pub kind: ReferenceKind,
    /// SHA-256 of the version's bytes.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub hash: [u8; 32],
    /// Came with the program, rather than from an import. A shipped version never replaces an imported one.
    #[n(2)]
    pub shipped: bool,
}

/// The central server offers a whole version from a day on. A hall takes it into use on that day and is told what it
/// changes; until then the version before it stands.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ReferenceOffered {
    /// Which data.
    #[n(0)]
    pub kind: ReferenceKind,
    /// SHA-256 of the version's bytes.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub hash: [u8; 32],
    /// First day on which it is in effect.
    #[n(2)]
    pub from: BeijingDay,
}

/// The host opens a day: its sessions are fixed, and one seat token is minted for each seat of each slot.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DayOpened {
    /// The day.
    #[n(0)]
    pub day: BeijingDay,
    /// Its sessions.
    #[n(1)]
    pub sessions: Vec<PlannedSession>,
}

/// How a booking came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Channel {
    /// At the enquiry desk.
    #[n(0)]
    Desk,
    /// By telephone.
    #[n(1)]
    Phone,
    /// Refused on a working day for missing materials, and booked for Saturday.
    #[n(2)]
    CarriedOver,
    /// Booked by another hall.
    #[n(3)]
    OtherHall,
}

/// Language of slips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Language {
    /// Simplified Chinese.
    #[n(0)]
    ZhHans,
    /// Traditional Chinese.
    #[n(1)]
    ZhHant,
    /// English.
    #[n(2)]
    En,
}

/// An item as it was called and routed when it was booked: renaming it later changes no booking.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ItemSnapshot {
    /// Identity in the catalogue.
    #[n(0)]
    pub item: ItemId,
    /// Names then.
    #[n(1)]
    pub names: Names,
    /// Departments then, in the order a case visits them.
    #[n(2)]
    pub departments: Vec<DepartmentId>,
    /// Whether a department has to approve.
    #[n(3)]
    pub needs_approver: bool,
    /// Minutes at the window.
    #[n(4)]
    pub window_minutes: u16,
}

impl ItemSnapshot {
    /// The item as the catalogue has it now.
    pub fn of(item: &Item) -> Self {
        Self {
            item: item.id,
            names: item.names.clone(),
            departments: item.departments().collect(),
            needs_approver: item.needs_approver,
            window_minutes: item.window_minutes,
        }
    }
}

/// What a visit was promised of its result when it was booked or changed, as the slip said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Promised {
    /// It can be had on the spot.
    #[n(0)]
    OnTheSpot,
    /// It can be had on the spot once the department confirms.
    #[n(1)]
    OnceConfirmed,
    /// It is forwarded, and comes on a working day.
    #[n(2)]
    Forwarded,
    /// Nothing: no department was known.
    #[n(3)]
    Unknown,
}

/// A booking is made. Name, phone and texts are in the vault under this event's id.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BookingMade {
    /// Opaque number on the slip.
    #[n(0)]
    pub number: u64,
    /// The day.
    #[n(1)]
    pub day: BeijingDay,
    /// Session of the day, from 0.
    #[n(2)]
    pub session: u8,
    /// First slot of the session, from 0.
    #[n(3)]
    pub slot: u16,
    /// Seat token held in each consecutive slot, from seat 1.
    #[n(4)]
    pub seats: Vec<u16>,
    /// Items, at least one.
    #[n(5)]
    pub items: Vec<ItemSnapshot>,
    /// People who come.
    #[n(6)]
    pub party: u16,
    /// How it came in.
    #[n(7)]
    pub channel: Channel,
    /// Green channel: yes or no, never why.
    #[n(8)]
    pub green_channel: bool,
    /// Language of the slip.
    #[n(9)]
    pub slip_language: Language,
    /// Personal fields that have a value in the vault.
    #[n(10)]
    pub personal: Vec<PersonalField>,
    /// The time promised. Absent in old bookings: the beginning of the first slot.
    #[n(20)]
    pub start: Option<MinuteOfDay>,
    /// Bookings that one agent made together bear the id of the first of them.
    #[n(11)]
    pub group: Option<RecordId>,
    /// The day of the earlier visit that was refused, for a booking carried over.
    #[n(12)]
    pub earlier: Option<BeijingDay>,
    /// Departments of which the person was told that they do not come. Absent in old bookings: none.
    #[n(13)]
    pub denied: Option<Vec<DepartmentId>>,
    /// What was promised of the result. Absent in old bookings: not on record.
    #[n(14)]
    pub promised: Option<Promised>,
}

macro_rules! personal_fields {
    ($($(#[$doc:meta])* $number:literal $name:ident),+ $(,)?) => {
        /// Personal fields and free texts of a booking. A value is in the vault under the event that set it, so a change keeps
        /// the earlier value until the booking is erased, and taking a change back needs no copy.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
        #[cbor(index_only)]
        pub enum PersonalField {
            $($(#[$doc])* #[n($number)] $name,)+
        }

        impl PersonalField {
            /// All fields, for erasing and for search.
            pub const ALL: [PersonalField; [$($number),+].len()] = [$(Self::$name),+];

            /// Number of the field in events and in the vault; never reused.
            pub fn number(self) -> u16 {
                match self {
                    $(Self::$name => $number,)+
                }
            }
        }
    };
}

personal_fields! {
    /// Name or surname.
    1 Name,
    /// Callable number.
    2 Phone,
    /// What was missing at an earlier visit.
    3 Missing,
    /// Note.
    4 Note,
    /// Remark to a cancellation.
    5 CancelRemark,
    /// Name of whoever acts for the person.
    6 AgentName,
    /// Number of whoever acts for the person.
    7 AgentPhone,
    /// Number of the earlier visit, as the hall wrote it.
    8 EarlierNumber,
    /// Number of the person's document.
    9 Identity,
}

/// Fields of a booking that changed. Absent means unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BookingEdited {
    /// New day, session, slot and seats: always all together.
    #[n(0)]
    pub place: Option<Place>,
    /// New items.
    #[n(1)]
    pub items: Option<Vec<ItemSnapshot>>,
    /// New party size.
    #[n(2)]
    pub party: Option<u16>,
    /// New channel.
    #[n(3)]
    pub channel: Option<Channel>,
    /// Green channel.
    #[n(4)]
    pub green_channel: Option<bool>,
    /// Language of the slip.
    #[n(5)]
    pub slip_language: Option<Language>,
    /// Personal fields that this event set; the values are in the vault under its id.
    #[n(6)]
    pub personal: Vec<PersonalField>,
    /// With a new place: the time promised. Absent in old bookings: the beginning of the first slot.
    #[n(20)]
    pub start: Option<MinuteOfDay>,
    /// Another day of the earlier visit.
    #[n(7)]
    pub earlier: Option<BeijingDay>,
    /// The hall moved it because this day was closed; its person is to be called.
    #[n(8)]
    pub moved_from: Option<BeijingDay>,
    /// Departments of which the person was told that they do not come. Absent: of none anything new.
    #[n(9)]
    pub denied: Option<Vec<DepartmentId>>,
    /// What was promised of the result with this change. Absent: nothing anew.
    #[n(10)]
    pub promised: Option<Promised>,
}

/// Why a booking was cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum CancelReason {
    /// The citizen asked.
    #[n(0)]
    CitizenAsked,
    /// Entered by mistake.
    #[n(1)]
    WrongEntry,
    /// The same person and item stand twice.
    #[n(2)]
    Duplicate,
    /// The hall closes that day.
    #[n(3)]
    HallClosed,
    /// Another reason, told in the vault.
    #[n(4)]
    Other,
    /// It was provisional, and no seat could be had.
    #[n(5)]
    NoSeat,
}

/// A booking is cancelled; its seats are free again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BookingCancelled {
    /// Why.
    #[n(0)]
    pub reason: CancelReason,
    /// A remark is in the vault under this event's id.
    #[n(1)]
    pub remark: bool,
}

/// An earlier event of the same booking is taken back: the fold passes it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Retracted {
    /// The event that is taken back.
    #[n(0)]
    pub target: RecordId,
}

/// Settings of the hall that differ from hall to hall. Absent means unchanged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct HallAdjusted {
    /// Minutes without a key or a click after which a screen locks.
    #[n(0)]
    pub idle_lock_minutes: Option<u16>,
    /// Days after the service date after which personal values are erased.
    #[n(1)]
    pub erase_after_days: Option<u16>,
    /// Minutes after opening from which those who have not come are called.
    #[n(7)]
    pub call_after_minutes: Option<u16>,
    /// The hall's name, address and telephone were set; they are in the vault under this event's id.
    #[n(8)]
    pub contact: Option<bool>,
}

/// A booking's personal values are erased, for good: counts stay, and no later event brings a value back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BookingErased {
    /// Why.
    #[n(0)]
    pub reason: EraseReason,
}

/// Why personal values were erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum EraseReason {
    /// The person asked for it.
    #[n(0)]
    Asked,
    /// The days the hall keeps them are over.
    #[n(1)]
    Expired,
}

/// Somebody was shown what is masked otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BookingRevealed {}

/// A slip was made for a booking after it had been saved: shown to be printed, with the name on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SlipIssued {}
