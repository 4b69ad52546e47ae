//! The server counts the assisted-handling log by hall and day as halls do, out of events alone.

use domain::assist::leg::{LegEntry, LegKind};
use domain::assist::moment::{Stretch, When};
use domain::assist::step::{EndReason, Handling, Opening, Sealed, Step};
use domain::event::{Fact, ItemSnapshot};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::catalogue::ItemId;
use domain::time::BeijingDay;
use journal::{EventId, KindCode, KindVersion};
use store::NewEvent;
use yanshi_tests::sync_lab::{LabHall, LabServer};

const DAY: BeijingDay = BeijingDay(20_785);
const NEXT: BeijingDay = BeijingDay(20_786);
const HELPER: RecordId = RecordId { device: [9; 8], seq: 1 };

fn opened(day: BeijingDay, party: u16, items: u32) -> Step {
    let item = |id| ItemSnapshot {
        item: ItemId(id),
        names: Names::same("事项"),
        departments: Vec::new(),
        needs_approver: false,
        window_minutes: 20,
    };
    Step::Opened(Opening {
        handling: Handling::Helping,
        began: When { day, at: None },
        until: None,
        helper: HELPER,
        party,
        items: (1..=items).map(item).collect(),
        sealed: vec![Sealed::Name],
        booking: None,
        card: None,
    })
}

fn leg(day: BeijingDay, trips: u8) -> Step {
    Step::Leg(LegEntry { kind: LegKind::Submission, helper: HELPER, time: Stretch::unknown(day), trips })
}

/// Writes steps of one case; the first opens it where `case` is `None`.
fn write(hall: &LabHall, case: Option<EventId>, steps: Vec<Step>) -> EventId {
    steps
        .into_iter()
        .fold(case, |entity, step| {
            let fact = Fact::from(step);
            let (kind, version) = (KindCode(fact.kind()), KindVersion(fact.version()));
            let body = fact.encode();
            let written = hall.write_newer(|usual| NewEvent { kind, version, entity, body, ..usual }).unwrap();
            entity.or(Some(written))
        })
        .unwrap()
}

fn day(server: &LabServer, day: BeijingDay) -> Option<[i64; 5]> {
    let log = server.storage().logs(&(day..=day)).unwrap().remove(0);
    let counts = log.days.get(&day)?;
    let wide = |count: u64| i64::try_from(count).unwrap();
    Some([wide(counts.cases), wide(counts.items), counts.trips, counts.by_hand, wide(counts.people)])
}

#[test]
fn cases_items_trips_and_people_are_counted_by_day_as_they_arrive() {
    let server = LabServer::new().unwrap();
    let hall = LabHall::new(1).unwrap();
    server.enrol(&hall, 3).unwrap();
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    assert_eq!(server.storage().logs(&(DAY..=DAY)).unwrap()[0].known_ms, None, "never heard");
    let case = write(&hall, None, vec![opened(DAY, 3, 2), leg(DAY, 2), leg(NEXT, 1), Step::TripsCorrected { by: 1 }]);
    let ended = Step::Terminated { at: When { day: DAY, at: None }, reason: EndReason::NotPossible };
    write(&hall, None, vec![opened(DAY, 1, 1), ended]);
    let gone = write(&hall, None, vec![opened(DAY, 5, 1), leg(DAY, 2), Step::Voided]);
    server.round(&mut child, &mut replica).unwrap();
    assert_eq!(day(&server, DAY), Some([2, 2, 2, 1, 4]), "what was ended counts as a case and not by its items");
    assert_eq!(day(&server, NEXT), Some([0, 0, 1, 0, 0]), "a trip counts on its own day");
    // Later events of cases that were counted before.
    write(&hall, Some(case), vec![leg(DAY, 1), leg(NEXT, 2)]);
    write(&hall, Some(gone), vec![Step::Restored]);
    server.round(&mut child, &mut replica).unwrap();
    assert_eq!(day(&server, DAY), Some([3, 3, 5, 1, 9]));
    assert_eq!(day(&server, NEXT), Some([0, 0, 3, 0, 0]));
    assert_eq!(day(&server, BeijingDay(20_790)), None);
    // Found to hold the same: up to then everything is known.
    server.round(&mut child, &mut replica).unwrap();
    assert!(server.storage().logs(&(DAY..=DAY)).unwrap()[0].known_ms.is_some());
    // Another PC of the hall that was not heard of yet may hold more.
    let other = LabHall::new(2).unwrap();
    server.enrol(&other, 3).unwrap();
    assert_eq!(server.storage().logs(&(DAY..=DAY)).unwrap()[0].known_ms, None);
}
