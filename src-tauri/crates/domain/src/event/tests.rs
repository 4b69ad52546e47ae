use super::*;
use crate::names::Names;
use crate::people::Role;
use crate::record::RecordId;
use crate::reference::catalogue::{DepartmentId, ItemId};
use crate::reference::hours::Days;
use crate::seat::{Place, PlannedSession, Serves, SessionPlan};
use crate::time::{BeijingDay, MinuteOfDay};
use std::collections::BTreeSet;

const DAY: BeijingDay = BeijingDay(20_785);

/// One of each kind.
fn one_of_each() -> Vec<Fact> {
    let session = PlannedSession { from: MinuteOfDay(540), to: MinuteOfDay(720), slot_minutes: 30, seats: 8 };
    let day = DAY;
    let mut all = vec![
        Fact::HallFounded(HallFounded {
            directory: Some(3),
            name: Names::new("朝阳区政务服务中心", "朝陽區政務服務中心", "Chaoyang"),
            demo: true,
            saturday: vec![session],
        }),
        Fact::ReferenceAdopted(ReferenceAdopted { kind: ReferenceKind::Items, hash: [7; 32], shipped: true }),
        Fact::ReferenceOffered(ReferenceOffered { kind: ReferenceKind::Calendar, hash: [8; 32], from: day }),
        Fact::DayOpened(DayOpened { day, sessions: vec![session] }),
        Fact::BookingMade(made()),
        Fact::BookingEdited(BookingEdited {
            place: Some(Place { day, session: 1, slot: 0, seats: vec![1] }),
            party: Some(3),
            personal: vec![PersonalField::Phone],
            ..BookingEdited::default()
        }),
        Fact::BookingCancelled(BookingCancelled { reason: CancelReason::CitizenAsked, remark: false }),
        Fact::Retracted(Retracted { target: RecordId { device: [1; 8], seq: 9 } }),
        Fact::DutyAnswered(DutyAnswered {
            day,
            department: DepartmentId(2),
            answer: DutyAnswer::Confirmed,
            approvers: 2,
            means: Some(Means::Telephone),
            told_by: Some(true),
            from: None,
            until: Some(MinuteOfDay(720)),
        }),
        Fact::CutoffSet(CutoffSet { department: DepartmentId(2), weekday: Some(4), at: Some(MinuteOfDay(990)) }),
        Fact::BookingCalledBack(BookingCalledBack {
            refusal: RecordId { device: [1; 8], seq: 9 },
            outcome: CallBackOutcome::NotReached,
        }),
    ];
    let asked = BookingMade { seats: Vec::new(), start: Some(MinuteOfDay(540)), ..made() };
    all.push(Fact::ProvisionallyMade(asked));
    all.extend(of_people_and_installations(day));
    all.extend(of_plans(day, session));
    all.extend(of_the_service_day(day));
    all.iter().for_each(is_listed);
    all
}

fn made() -> BookingMade {
    let item = ItemSnapshot {
        item: ItemId(4),
        names: Names::new("食品经营许可", "食品經營許可", "Food business licence"),
        departments: vec![DepartmentId(2)],
        needs_approver: true,
        window_minutes: 20,
    };
    BookingMade {
        number: 4_829_130_576,
        day: DAY,
        session: 0,
        slot: 1,
        seats: vec![3, 3],
        items: vec![item],
        party: 2,
        channel: Channel::CarriedOver,
        green_channel: true,
        slip_language: Language::ZhHant,
        personal: vec![PersonalField::Name, PersonalField::Missing],
        start: None,
        group: None,
        earlier: None,
        denied: None,
    }
}

/// A new kind does not compile here until somebody has thought of adding it above.
fn is_listed(fact: &Fact) {
    match fact {
        Fact::HallFounded(_)
        | Fact::ReferenceAdopted(_)
        | Fact::HallAdjusted(_)
        | Fact::ReferenceOffered(_)
        | Fact::DayOpened(_)
        | Fact::TimetableSet(_)
        | Fact::DayExcepted(_)
        | Fact::DayPlanned(_)
        | Fact::DayReplanned(_)
        | Fact::BookingSeated(_)
        | Fact::BookingMade(_)
        | Fact::ProvisionallyMade(_)
        | Fact::BookingEdited(_)
        | Fact::BookingCancelled(_)
        | Fact::Retracted(_)
        | Fact::BookingErased(_)
        | Fact::BookingRevealed(_)
        | Fact::SlipIssued(_)
        | Fact::WalkedIn(_)
        | Fact::Arrived(_)
        | Fact::Called(_)
        | Fact::ListHandedOut(_)
        | Fact::DutyAnswered(_)
        | Fact::CutoffSet(_)
        | Fact::BookingCalledBack(_)
        | Fact::PersonEntered(_)
        | Fact::PersonChanged(_)
        | Fact::SecretSet(_)
        | Fact::SignedIn(_)
        | Fact::SignInFailed(_)
        | Fact::HandedOut(_)
        | Fact::DeviceSucceeded(_)
        | Fact::SeatsReminted(_)
        | Fact::DeviceEnrolled(_) => {}
    }
}

fn of_plans(day: BeijingDay, times: PlannedSession) -> Vec<Fact> {
    let serves = Serves::Only { items: [ItemId(4)].into(), departments: [DepartmentId(2)].into() };
    let sessions = vec![SessionPlan { number: 3, times, serves }];
    let dated = DatedSessions { from: Some(day), to: None, days: Days::OrdinarySaturday, sessions: sessions.clone() };
    let seats = vec![MintedSeats { session: 3, slot: 0, first: 9, count: 2 }];
    let place = Place { day, session: 3, slot: 0, seats: vec![9] };
    vec![
        Fact::TimetableSet(TimetableSet { usual: sessions.clone(), dated: vec![dated] }),
        Fact::DayExcepted(DayExcepted { day, sessions: Some(Vec::new()), reason: ExceptionReason::Emergency }),
        Fact::DayPlanned(DayPlanned { day, sessions: sessions.clone() }),
        Fact::DayReplanned(DayReplanned { day, sessions, minted: seats.clone(), retired: seats }),
        Fact::BookingSeated(BookingSeated {
            of: RecordId { device: [1; 8], seq: 9 },
            place: Some(place),
            start: MinuteOfDay(550),
        }),
    ]
}

fn of_the_service_day(day: BeijingDay) -> Vec<Fact> {
    vec![
        Fact::WalkedIn(WalkedIn {
            number: 4_829_130_577,
            day,
            at: MinuteOfDay(660),
            items: Vec::new(),
            party: 1,
            green_channel: false,
            slip_language: Language::En,
            personal: vec![PersonalField::Name],
            forwarded: Some(BeijingDay(20_788)),
        }),
        Fact::Arrived(Arrived { decided_on: Some(BeijingDay(20_788)) }),
        Fact::ListHandedOut(ListHandedOut { day }),
        Fact::Called(Called {
            outcome: CallOutcome::Coming,
            expected: Some(MinuteOfDay(630)),
            released: false,
            told: None,
        }),
    ]
}

fn of_people_and_installations(day: BeijingDay) -> Vec<Fact> {
    vec![
        Fact::HallAdjusted(HallAdjusted {
            idle_lock_minutes: Some(5),
            erase_after_days: Some(90),
            call_after_minutes: Some(60),
            contact: Some(true),
        }),
        Fact::BookingErased(BookingErased { reason: EraseReason::Asked }),
        Fact::BookingRevealed(BookingRevealed {}),
        Fact::SlipIssued(SlipIssued {}),
        Fact::PersonEntered(PersonEntered { roles: vec![Role::Consultant, Role::HallManager] }),
        Fact::PersonChanged(PersonChanged { roles: Some(vec![Role::Runner]), active: Some(false), name: true }),
        Fact::SecretSet(SecretSet { by: SecretBy::RecoveryCode }),
        Fact::SignedIn(SignedIn {}),
        Fact::SignInFailed(SignInFailed { tries: 3 }),
        Fact::HandedOut(HandedOut { what: Handout::Diagnostics }),
        Fact::DeviceSucceeded(DeviceSucceeded {
            predecessor: [1; 8],
            known_to: 42,
            reason: SuccessionReason::Restored,
        }),
        Fact::SeatsReminted(SeatsReminted {
            day,
            tokens: vec![MintedSeats { session: 0, slot: 3, first: 9, count: 5 }],
        }),
        Fact::DeviceEnrolled(DeviceEnrolled { hall: 3, authority: [9; 32] }),
    ]
}

#[test]
fn the_table_and_the_code_are_the_same() {
    let code: BTreeSet<(u16, u8)> = one_of_each().iter().map(|fact| (fact.kind(), fact.version())).collect();
    let table: BTreeSet<(u16, u8)> = EVENT_KINDS.iter().map(|row| (row.kind, row.version)).collect();
    assert_eq!(code, table);
    assert_eq!(table.len(), EVENT_KINDS.len(), "a kind stands twice");
}

#[test]
fn every_kind_reads_what_it_writes() {
    for fact in one_of_each() {
        let read = Fact::decode(fact.kind(), fact.version(), &fact.encode());
        assert_eq!(read, Ok(Some(fact)));
    }
}

#[test]
fn unknown_kinds_and_versions_are_left_alone_and_garbage_is_named() {
    assert_eq!(Fact::decode(999, 1, b"anything"), Ok(None));
    assert_eq!(Fact::decode(20, 2, b"anything"), Ok(None));
    assert!(Fact::decode(20, 1, b"anything").is_err());
}

/// What was added later: an agent's booking, carried over, says whose and from when.
#[test]
fn a_booking_of_an_agent_reads_what_it_writes() {
    let Some(Fact::BookingMade(body)) = one_of_each().into_iter().find(|fact| fact.kind() == 20) else {
        panic!("a booking")
    };
    let group = Some(RecordId { device: [1; 8], seq: 9 });
    let fact = Fact::BookingMade(BookingMade { group, earlier: Some(BeijingDay(20_784)), ..body });
    assert_eq!(Fact::decode(20, 1, &fact.encode()), Ok(Some(fact)));
}

/// The bytes of a booking stay what they are: older installations must be able to read them for ever.
#[test]
fn golden_bytes_of_a_booking() {
    let booking = one_of_each().into_iter().find(|fact| fact.kind() == 20).expect("a booking");
    let hex: String = booking.encode().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, GOLDEN_BOOKING);
}

/// What was added later changes no byte of what was written before, and older bytes read.
#[test]
fn golden_bytes_of_what_has_grown() {
    let check = |fact: Fact, bytes: &[u8]| {
        assert_eq!(fact.encode(), bytes);
        assert_eq!(Fact::decode(fact.kind(), fact.version(), bytes), Ok(Some(fact)));
    };
    check(Fact::Arrived(Arrived { decided_on: None }), &[0xa0]);
    check(
        Fact::HallAdjusted(HallAdjusted { erase_after_days: Some(90), ..HallAdjusted::default() }),
        &[0xa1, 1, 0x18, 90],
    );
}

const GOLDEN_BOOKING: &str = "ab001b000000011fd6af500119513102000301048203030581a50004018372e9a39fe59381e7bb8fe890a5e8aeb8e58faf72e9a39fe59381e7b693e7879fe8a8b1e58faf75466f6f6420627573696e657373206c6963656e636502810203f504140602070208f509010a820103";
