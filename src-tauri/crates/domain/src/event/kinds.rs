//! The table of event kinds: one row a kind, by number. A new kind is a body, what cannot be of it (`possible`), a row here,
//! the words of the audit, and what its fold makes of it.

use super::declare::{Entity, KindRow, Part, Writer, facts, must_understand};
use minicbor::{Decode, Encode};

/// What a fact changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Folded {
    /// A booking, which is folded anew from all its events.
    Booking(BookingFact),
    /// A person's record, folded likewise.
    Person(PersonFact),
    /// A case of the assisted-handling log, folded likewise.
    Case(CaseFact),
    /// A view that is kept event by event.
    View(ViewFact),
    /// No record: it is on record for the audit.
    Noted,
}

/// A body that is not what its kind and version promise: it does not decode, or says what cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("body of event kind {kind} version {version} cannot be: {detail}")]
pub struct BodyError {
    /// Kind number.
    pub kind: u16,
    /// Version of the kind.
    pub version: u8,
    /// What the decoder said, or what cannot be.
    pub detail: String,
}

facts! {
    1 HallFounded(HallFounded) = "hall.founded" version 1, of Hall, by Hall, must, folds view as HallFounded,
        shows [Frame, Day, Duty, Calls, Service, Settings, Audit];
    2 ReferenceAdopted(ReferenceAdopted) = "reference.adopted" version 1, of Reference, by Hall, may,
        folds view as ReferenceAdopted,
        shows [Frame, Day, Booking, Duty, Calls, Service, Settings, Reference, Sync, Audit];
    3 HallAdjusted(HallAdjusted) = "hall.adjusted" version 1, of Hall, by Hall, may, folds view as HallAdjusted,
        shows [Frame, Duty, Calls, Service, Settings, Audit];
    4 ReferenceOffered(ReferenceOffered) = "reference.offered" version 1, of Reference, by Server, may,
        folds view as ReferenceOffered, shows [Sync, Audit];
    10 DayOpened(DayOpened) = "day.opened" version 1, of Day, by Hall, must, folds view as DayOpened,
        shows [Frame, Day, Booking, Duty, Calls, Service, Settings, Audit];
    11 TimetableSet(TimetableSet) = "timetable.set" version 1, of Timetable, by Hall, must, folds view as TimetableSet,
        shows [Frame, Day, Booking, Duty, Calls, Service, Settings, Audit];
    12 DayExcepted(DayExcepted) = "day.excepted" version 1, of Day, by Hall, must, folds view as DayExcepted,
        shows [Frame, Day, Booking, Duty, Calls, Service, Settings, Audit];
    13 DayPlanned(DayPlanned) = "day.planned" version 1, of Day, by Hall, must, folds view as DayPlanned,
        shows [Frame, Day, Booking, Duty, Calls, Service, Settings, Audit];
    14 DayReplanned(DayReplanned) = "day.replanned" version 1, of Day, by Hall, must, folds view as DayReplanned,
        shows [Frame, Day, Booking, Duty, Calls, Service, Settings, Audit];
    15 BookingSeated(BookingSeated) = "booking.seated" version 1, of Booking, by Hall, must, folds booking as Seated,
        shows [Day, Booking, Duty, Calls, Service, Audit];
    20 BookingMade(BookingMade) = "booking.made" version 1, of Booking, by Hall, must, folds booking as Made,
        shows [Day, Booking, Duty, Calls, Service, Audit];
    21 BookingEdited(BookingEdited) = "booking.edited" version 1, of Booking, by Hall, must, folds booking as Edited,
        shows [Day, Booking, Duty, Calls, Service, Audit];
    22 BookingCancelled(BookingCancelled) = "booking.cancelled" version 1, of Booking, by Hall, must,
        folds booking as Cancelled, shows [Day, Booking, Duty, Calls, Service, Audit];
    23 Retracted(Retracted) = "booking.retracted" version 1, of Booking, by Hall, must, folds booking as Retracted,
        shows [Day, Booking, Duty, Calls, Service, Audit];
    24 BookingErased(BookingErased) = "booking.erased" version 1, of Booking, by Hall, must, folds booking as Erased,
        shows [Day, Booking, Calls, Service, Audit];
    25 BookingRevealed(BookingRevealed) = "booking.revealed" version 1, of Booking, by Hall, may, shows [Audit];
    26 SlipIssued(SlipIssued) = "booking.slip_issued" version 1, of Booking, by Hall, may, shows [Audit];
    27 WalkedIn(WalkedIn) = "booking.walked_in" version 1, of Booking, by Hall, may, folds booking as WalkedIn,
        shows [Booking, Service, Audit];
    28 Arrived(Arrived) = "booking.arrived" version 1, of Booking, by Hall, may, folds booking as Arrived,
        shows [Day, Booking, Calls, Service, Audit];
    /// The same body as of one that has seats; its seats are none.
    29 ProvisionallyMade(BookingMade) = "booking.made_provisionally" version 1, of Booking, by Hall, must,
        folds booking as ProvisionallyMade, shows [Day, Booking, Duty, Calls, Service, Audit];
    30 DutyAnswered(DutyAnswered) = "duty.answered" version 1, of Duty, by Hall, may, folds view as DutyAnswered,
        shows [Day, Booking, Duty, Calls, Service, Audit];
    31 CutoffSet(CutoffSet) = "duty.cutoff_set" version 1, of Duty, by Hall, may, folds view as CutoffSet,
        shows [Day, Booking, Duty, Service, Settings, Audit];
    32 BookingCalledBack(BookingCalledBack) = "booking.called_back" version 1, of Booking, by Hall, may,
        folds view as BookingCalledBack, shows [Calls, Audit];
    33 HalvesAnswered(HalvesAnswered) = "duty.halves_answered" version 1, of Duty, by Hall, may,
        folds view as HalvesAnswered, shows [Day, Booking, Duty, Calls, Service, Audit];
    34 DutyTold(DutyTold) = "duty.told" version 1, of Duty, by Hall, may, folds view as DutyTold,
        shows [Day, Booking, Duty, Service, Audit];
    35 DepartmentStaffed(DepartmentStaffed) = "duty.staffed" version 1, of Duty, by Hall, may,
        folds view as DepartmentStaffed, shows [Day, Booking, Duty, Settings, Audit];
    36 HallStaffed(HallStaffed) = "duty.hall_staffed" version 1, of Duty, by Hall, may, folds view as HallStaffed,
        shows [Day, Duty, Settings, Audit];
    37 DutyPublished(DutyPublished) = "duty.published" version 1, of Duty, by Hall, may, folds view as DutyPublished,
        shows [Booking, Duty, Audit];
    38 DutyAttended(DutyAttended) = "duty.attended" version 1, of Duty, by Hall, may, folds view as DutyAttended,
        shows [Day, Booking, Duty, Calls, Service, Audit];
    39 WindowsSet(WindowsSet) = "duty.windows_set" version 1, of Duty, by Hall, may, folds view as WindowsSet,
        shows [Duty, Audit];
    40 PersonEntered(PersonEntered) = "person.entered" version 1, of Person, by Hall, must, folds person as Entered,
        shows [People, Audit];
    // The name stands wherever it says who did something.
    41 PersonChanged(PersonChanged) = "person.changed" version 1, of Person, by Hall, must, folds person as Changed,
        shows [Frame, Booking, Duty, Assist, Settings, People, Audit];
    42 SecretSet(SecretSet) = "person.secret_set" version 1, of Person, by Hall, must, folds person as SecretSet,
        shows [People, Audit];
    43 SignedIn(SignedIn) = "person.signed_in" version 1, of Person, by Hall, may, shows [Audit];
    44 SignInFailed(SignInFailed) = "person.sign_in_failed" version 1, of Person, by Hall, may, shows [Audit];
    50 HandedOut(HandedOut) = "hall.handed_out" version 1, of Handout, by Hall, may, shows [Audit];
    60 DeviceSucceeded(DeviceSucceeded) = "device.succeeded" version 1, of Device, by Hall, must,
        shows [Frame, Day, Settings, Audit];
    61 SeatsReminted(SeatsReminted) = "seats.reminted" version 1, of Day, by Hall, must, folds view as SeatsReminted,
        shows [Frame, Day, Settings, Audit];
    62 DeviceEnrolled(DeviceEnrolled) = "device.enrolled" version 1, of Device, by Hall, may, shows [Sync, Audit];
    70 Called(Called) = "booking.called" version 1, of Booking, by Hall, must, folds booking as Called,
        shows [Day, Booking, Duty, Calls, Service, Audit];
    71 ListHandedOut(ListHandedOut) = "hall.list_handed_out" version 1, of Handout, by Hall, may, shows [Audit];
    80 CaseOpened(CaseOpened) = "assist.opened" version 1, of Assist, by Hall, may, folds case as Opened,
        shows [Booking, Assist, Audit];
    81 CaseEdited(CaseEdited) = "assist.edited" version 1, of Assist, by Hall, may, folds case as Edited,
        shows [Assist, Audit];
    82 CaseLeg(CaseLeg) = "assist.leg" version 1, of Assist, by Hall, may, folds case as Leg,
        shows [Booking, Assist, Audit];
    83 CaseLegCorrected(CaseLegCorrected) = "assist.leg_corrected" version 1, of Assist, by Hall, may, folds case as LegCorrected,
        shows [Assist, Audit];
    84 CaseLegStruck(CaseLegStruck) = "assist.leg_struck" version 1, of Assist, by Hall, may, folds case as LegStruck,
        shows [Booking, Assist, Audit];
    85 TripsCorrected(TripsCorrected) = "assist.trips_corrected" version 1, of Assist, by Hall, may, folds case as TripsCorrected,
        shows [Assist, Audit];
    86 DocumentTaken(DocumentTaken) = "assist.document_taken" version 1, of Assist, by Hall, may, folds case as Taken,
        shows [Assist, Audit];
    87 DocumentReturned(DocumentReturned) = "assist.document_returned" version 1, of Assist, by Hall, may, folds case as GivenBack,
        shows [Assist, Audit];
    88 CaseHandedOver(CaseHandedOver) = "assist.handed_over" version 1, of Assist, by Hall, may, folds case as HandedOver,
        shows [Assist, Audit];
    89 AttorneySeen(AttorneySeen) = "assist.attorney_seen" version 1, of Assist, by Hall, may, folds case as AttorneySeen,
        shows [Assist, Audit];
    90 EligibilitySeen(EligibilitySeen) = "assist.eligibility_seen" version 1, of Assist, by Hall, may, folds case as EligibilitySeen,
        shows [Assist, Audit];
    91 CaseSuspended(CaseAt) = "assist.suspended" version 1, of Assist, by Hall, may, folds case as Suspended,
        shows [Booking, Assist, Audit];
    92 CaseResumed(CaseAt) = "assist.resumed" version 1, of Assist, by Hall, may, folds case as Resumed,
        shows [Booking, Assist, Audit];
    93 CaseCompleted(CaseAt) = "assist.completed" version 1, of Assist, by Hall, may, folds case as Completed,
        shows [Booking, Assist, Audit];
    94 CaseTerminated(CaseTerminated) = "assist.terminated" version 1, of Assist, by Hall, may, folds case as Terminated,
        shows [Booking, Assist, Audit];
    95 CaseReopened(CaseMarked) = "assist.reopened" version 1, of Assist, by Hall, may, folds case as Reopened,
        shows [Booking, Assist, Audit];
    96 CaseVoided(CaseMarked) = "assist.voided" version 1, of Assist, by Hall, may, folds case as Voided,
        shows [Booking, Assist, Audit];
    97 CaseRestored(CaseMarked) = "assist.restored" version 1, of Assist, by Hall, may, folds case as Restored,
        shows [Booking, Assist, Audit];
    98 CaseRated(CaseRated) = "assist.rated" version 1, of Assist, by Hall, may, folds case as Rated,
        shows [Assist, Audit];
    99 CasePraised(CaseMarked) = "assist.praised" version 1, of Assist, by Hall, may, folds case as Praised,
        shows [Assist, Audit];
    100 CaseRetracted(Retracted) = "assist.retracted" version 1, of Assist, by Hall, may, folds case as Retracted,
        shows [Booking, Assist, Audit];
    101 CaseErased(BookingErased) = "assist.erased" version 1, of Assist, by Hall, may, folds case as Erased,
        shows [Assist, Audit];
    102 CaseRevealed(BookingRevealed) = "assist.revealed" version 1, of Assist, by Hall, may, shows [Audit];
    103 CardsPrinted(CardsPrinted) = "cards.printed" version 1, of Cards, by Hall, may, folds view as CardsPrinted,
        shows [Assist, Audit];
    104 CardSpoilt(CardSpoilt) = "cards.spoilt" version 1, of Cards, by Hall, may, folds view as CardSpoilt,
        shows [Assist, Audit];
    105 BlocksGiven(BlocksGiven) = "cards.blocks_given" version 1, of Cards, by Hall, may, folds view as BlocksGiven,
        shows [Assist, Audit];
    106 BlocksTakenOver(BlocksTakenOver) = "cards.blocks_taken_over" version 1, of Cards, by Hall, may,
        folds view as BlocksTakenOver, shows [Assist, Audit];
    107 AssistSet(AssistSet) = "assist.set" version 1, of Assist, by Hall, may, folds view as AssistSet,
        shows [Assist, Settings, Audit];
    108 EntryChecked(EntryChecked) = "assist.entry_checked" version 1, of Assist, by Hall, may, folds case as EntryChecked,
        shows [Assist, Audit];
    110 OrderOpened(OrderOpened) = "order.opened" version 1, of Order, by Hall, may, folds view as OrderOpened,
        shows [Assist, Audit];
    111 OrderAssigned(OrderAssigned) = "order.assigned" version 1, of Order, by Hall, may, folds view as OrderAssigned,
        shows [Assist, Audit];
    112 OrderEnded(OrderEnded) = "order.ended" version 1, of Order, by Hall, may, folds view as OrderEnded,
        shows [Assist, Audit];
}

/// The row of a kind; `None` for one that a newer version wrote.
pub fn row(kind: u16) -> Option<&'static KindRow> {
    EVENT_KINDS.binary_search_by_key(&kind, |row| row.kind).ok().map(|at| &EVENT_KINDS[at])
}

fn to_cbor<T: Encode<()>>(body: &T) -> Vec<u8> {
    match minicbor::to_vec(body) {
        Ok(bytes) => bytes,
        Err(error) => unreachable!("writing a body into memory cannot fail: {error}"),
    }
}

fn from_cbor<'b, T: Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, minicbor::decode::Error> {
    minicbor::decode(bytes)
}
