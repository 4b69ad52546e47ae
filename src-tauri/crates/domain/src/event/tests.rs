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

/// Facts whose bodies have something in every field, or nothing: each kind of the first version, for its golden bytes.
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
    all.extend(of_asking(day));
    all.extend(of_a_published_day(day));
    all.extend(super::samples::of_the_log());
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
        promised: None,
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

fn of_asking(day: BeijingDay) -> Vec<Fact> {
    let department = DepartmentId(2);
    let comes = HalfAnswer {
        coming: Coming::Comes,
        approvers: 2,
        items: Items::AllBut(vec![ItemId(4)]),
        from: Some(MinuteOfDay(570)),
        until: Some(MinuteOfDay(690)),
        named: Some(true),
    };
    let cannot =
        HalfAnswer { coming: Coming::Cannot, approvers: 0, items: Items::All, from: None, until: None, named: None };
    vec![
        Fact::HalvesAnswered(HalvesAnswered {
            day,
            department,
            morning: Some(comes),
            afternoon: Some(cannot),
            seen: vec![RecordId { device: [1; 8], seq: 9 }],
            means: Some(Means::Chat),
            told_by: Some(true),
        }),
        Fact::DutyTold(DutyTold {
            day,
            department,
            morning: HalfTold { approvers: 2, items: vec![ItemCount { item: ItemId(4), cases: 6 }] },
            afternoon: HalfTold::default(),
            means: Some(Means::Telephone),
        }),
        Fact::DepartmentStaffed(DepartmentStaffed {
            department,
            approvers: Some(3),
            items: Items::Only(vec![ItemId(4)]),
            not_saturdays: vec![2],
            cases_per_approver: Some(8),
            contact: Some(true),
        }),
        Fact::HallStaffed(HallStaffed { asks_from: Some(2), walk_ins: Some(4) }),
    ]
}

fn of_a_published_day(day: BeijingDay) -> Vec<Fact> {
    let department = DepartmentId(2);
    let morning = PublishedHalf {
        need: 2,
        coming: 1,
        items: vec![ItemCount { item: ItemId(4), cases: 6 }],
        from: Some(MinuteOfDay(570)),
        until: Some(MinuteOfDay(690)),
        names_of: Some(RecordId { device: [1; 8], seq: 9 }),
    };
    let lines = vec![PublishedLine { department, morning, afternoon: PublishedHalf::default() }];
    vec![
        Fact::DutyPublished(DutyPublished { day, number: 1, lines, windows: Some(8) }),
        Fact::DutyAttended(DutyAttended {
            day,
            department,
            morning: true,
            place: 1,
            presence: Presence::Substitute,
            named: Some(true),
        }),
        Fact::WindowsSet(WindowsSet { day, clerks: Some(6) }),
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

/// What a kind is on the wire, and what it said when it was once written, is as it was: a new kind is a new row, and no
/// line of the file changes.
#[test]
fn golden_kinds_and_bytes() {
    let facts = one_of_each();
    let mut lines = 0;
    for line in include_str!("golden.txt").lines() {
        let [kind, version, name, must, body] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let row = row(kind.parse().unwrap()).unwrap_or_else(|| panic!("{line}: no row"));
        assert_eq!((row.version.to_string().as_str(), row.name), (version, name));
        assert_eq!(row.must_understand, must == "must", "{name}");
        let fact = facts.iter().find(|fact| fact.kind() == row.kind).unwrap_or_else(|| panic!("{name}: no sample"));
        let hex: String = fact.encode().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, body, "{name}");
        lines += 1;
    }
    assert_eq!(lines, facts.len());
}

#[test]
fn rows_stand_by_number_and_each_name_once() {
    assert!(EVENT_KINDS.is_sorted_by(|a, b| a.kind < b.kind), "a number stands twice or out of order");
    let names: BTreeSet<&str> = EVENT_KINDS.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), EVENT_KINDS.len(), "a name stands twice");
    assert!(EVENT_KINDS.iter().all(|kind| row(kind.kind) == Some(kind)));
}

/// The audit lists the whole journal; what changes a record is seen somewhere else as well.
#[test]
fn every_kind_says_what_it_shows() {
    for row in EVENT_KINDS {
        assert_eq!(row.shows.last(), Some(&Part::Audit), "{}", row.name);
        assert!(row.shows.is_sorted_by(|a, b| a < b), "{}: a part stands twice or out of order", row.name);
    }
    for fact in one_of_each() {
        let row = row(fact.kind()).unwrap();
        let shows = |part| row.shows.contains(&part);
        match fact.folded() {
            Folded::Booking(_) => assert!(shows(Part::Booking) && row.entity == Entity::Booking, "{}", row.name),
            Folded::Person(_) => assert!(shows(Part::People) && row.entity == Entity::Person, "{}", row.name),
            Folded::View(_) => assert!(row.shows.len() > 1, "{}", row.name),
            Folded::Case(_) => assert!(shows(Part::Assist) && row.entity == Entity::Assist, "{}", row.name),
            Folded::Noted => {}
        }
    }
}

/// A booking is found by its number under the event that made it, and only there.
#[test]
fn a_fact_that_makes_a_booking_has_its_number() {
    for fact in one_of_each() {
        let Folded::Booking(fact) = fact.folded() else { continue };
        let number = fact.number();
        let id = RecordId { device: [1; 8], seq: 9 };
        let order = crate::record::Order { lamport: 9, id };
        let made = crate::booking::fold(vec![crate::record::Stamped { order, wall_ms: 0, fact }]);
        assert_eq!(made.is_some(), number.is_some());
    }
}

/// The texts name kinds as the table does.
#[test]
fn the_documents_name_kinds_that_there_are() {
    let architecture = include_str!("../../../../docs/ARCHITECTURE.md");
    let of_a_kind = |word: &&str| {
        let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte == b'.');
        let subject = |name: &str| name.split('.').next().map(str::to_owned);
        // `hall.key` is a file.
        is_plain && *word != "hall.key" && EVENT_KINDS.iter().any(|row| subject(row.name) == subject(word))
    };
    let named: BTreeSet<&str> =
        architecture.split('`').skip(1).step_by(2).filter(|word| word.contains('.')).filter(of_a_kind).collect();
    assert!(named.contains("booking.made"));
    for name in named {
        assert!(EVENT_KINDS.iter().any(|row| row.name == name), "{name}");
    }
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

/// What was added later: a booking and a change say what was promised.
#[test]
fn a_promise_on_record_reads_what_it_writes() {
    for promised in [Promised::OnTheSpot, Promised::OnceConfirmed, Promised::Forwarded, Promised::Unknown] {
        let promised = Some(promised);
        let made = Fact::BookingMade(BookingMade { promised, ..made() });
        let edited = Fact::BookingEdited(BookingEdited { promised, ..BookingEdited::default() });
        for fact in [made, edited] {
            assert_eq!(Fact::decode(fact.kind(), fact.version(), &fact.encode()), Ok(Some(fact)));
        }
    }
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
    let promised = Some(Promised::Forwarded);
    check(Fact::BookingEdited(BookingEdited { promised, ..BookingEdited::default() }), &[0xa2, 6, 0x80, 10, 2]);
    check(
        Fact::HallAdjusted(HallAdjusted { erase_after_days: Some(90), ..HallAdjusted::default() }),
        &[0xa1, 1, 0x18, 90],
    );
}

const GOLDEN_BOOKING: &str = "ab001b000000011fd6af500119513102000301048203030581a50004018372e9a39fe59381e7bb8fe890a5e8aeb8e58faf72e9a39fe59381e7b693e7879fe8a8b1e58faf75466f6f6420627573696e657373206c6963656e636502810203f504140602070208f509010a820103";
