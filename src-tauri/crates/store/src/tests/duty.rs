//! What departments were told and answered for a day, what they can send, and who came.

use super::*;
use crate::views::{self, Views, Written, event_id, record_id};
use domain::duty::answer::Said;
use domain::event::{
    Coming, DepartmentStaffed, DutyAnswer, DutyAnswered, DutyAttended, DutyPublished, DutyTold, Fact, HalfAnswer,
    HalfTold, HallStaffed, HalvesAnswered, Items, Means, Presence, WindowsSet,
};
use domain::record::RecordId;
use domain::reference::catalogue::DepartmentId;
use domain::time::BeijingDay;
use journal::{Event, Lamport};
use proptest::prelude::*;

const TAX: DepartmentId = DepartmentId(7);
const LAND: DepartmentId = DepartmentId(3);
const DAY: BeijingDay = BeijingDay(20_785);
const WEEK_AFTER: BeijingDay = BeijingDay(20_792);
const ALWAYS: std::ops::RangeInclusive<BeijingDay> = BeijingDay(0)..=BeijingDay(u32::MAX);

fn whole_day(department: DepartmentId, day: BeijingDay, answer: DutyAnswer) -> Fact {
    let (approvers, means, told_by) = (1, Some(Means::Telephone), Some(true));
    Fact::DutyAnswered(DutyAnswered { day, department, answer, approvers, means, told_by, from: None, until: None })
}

fn halves(department: DepartmentId, day: BeijingDay, approvers: u16, seen: Vec<RecordId>) -> Fact {
    let morning =
        Some(HalfAnswer { coming: Coming::Comes, approvers, items: Items::All, from: None, until: None, named: None });
    let (afternoon, means, told_by) = (None, Some(Means::Chat), None);
    Fact::HalvesAnswered(HalvesAnswered { day, department, morning, afternoon, seen, means, told_by })
}

fn told(department: DepartmentId, day: BeijingDay, approvers: u16) -> Fact {
    let morning = HalfTold { approvers, items: Vec::new() };
    Fact::DutyTold(DutyTold { day, department, morning, afternoon: HalfTold::default(), means: None })
}

fn staffed(department: DepartmentId, approvers: u16) -> Fact {
    Fact::DepartmentStaffed(DepartmentStaffed {
        department,
        approvers: Some(approvers),
        items: Items::All,
        not_saturdays: Vec::new(),
        cases_per_approver: None,
        contact: None,
    })
}

fn hall_staffed(walk_ins: u16) -> Fact {
    Fact::HallStaffed(HallStaffed { asks_from: Some(2), walk_ins: Some(walk_ins) })
}

fn published(day: BeijingDay, number: u16) -> Fact {
    Fact::DutyPublished(DutyPublished { day, number, lines: Vec::new(), windows: None })
}

fn attended(day: BeijingDay, morning: bool, place: u16, presence: Presence) -> Fact {
    Fact::DutyAttended(DutyAttended { day, department: TAX, morning, place, presence, named: None })
}

fn windows(day: BeijingDay, clerks: Option<u16>) -> Fact {
    Fact::WindowsSet(WindowsSet { day, clerks })
}

/// Facts of two devices in turn, in the one order; the second device is the first by name.
fn in_order(facts: Vec<Fact>) -> Vec<Event> {
    let event = |(at, fact): (u64, Fact)| {
        let own = event_id(name(at));
        Event {
            device: own.device,
            seq: own.seq,
            lamport: Lamport(at + 1),
            wall: WallTime(NOW.0 - i64::try_from(at).unwrap()),
            kind: KindCode(fact.kind()),
            version: KindVersion(fact.version()),
            must_understand: false,
            entity: own,
            base: None,
            actor: (at == 0).then_some(id(99)),
            body: fact.encode(),
        }
    };
    (0..).zip(facts).map(event).collect()
}

/// The name of such a fact.
fn name(at: u64) -> RecordId {
    let device = if at.is_multiple_of(2) { DEVICE.0 } else { [0; 8] };
    RecordId { device, seq: at / 2 + 1 }
}

/// Looks at what events fold to that arrive like this.
fn after<T>(arrived: &[Event], look: impl FnOnce(Views<'_>) -> Result<T, StoreError>) -> T {
    let mut connection = Connection::open_in_memory().unwrap();
    views::schema().for_each(|sql| connection.execute_batch(&sql).unwrap());
    let tx = connection.transaction().unwrap();
    for event in arrived {
        let fact = Fact::decode(event.kind.0, event.version.0, &event.body).unwrap();
        views::fold(&tx, event, fact).unwrap();
    }
    look(Views::new(&tx)).unwrap()
}

/// What bodies say, with the names of their events.
fn said<T, S>(written: Vec<Written<T>>, say: impl Fn(&T) -> S) -> Vec<(RecordId, S)> {
    written.iter().map(|written| (written.order.id, say(&written.body))).collect()
}

#[test]
fn every_answer_of_a_department_and_day_is_kept() {
    let facts = vec![
        whole_day(TAX, DAY, DutyAnswer::Asked),
        whole_day(LAND, WEEK_AFTER, DutyAnswer::Refused),
        whole_day(TAX, DAY, DutyAnswer::Confirmed),
        halves(TAX, DAY, 2, vec![name(2)]),
        halves(TAX, DAY, 3, vec![name(2)]),
        halves(LAND, DAY, 1, Vec::new()),
    ];
    let events = in_order(facts);
    let answers = |look: fn(Views<'_>) -> Result<Vec<crate::AnswerRow>, StoreError>| {
        let rows = after(&events, look);
        rows.iter().map(|row| (row.day, row.department, row.order.id)).collect::<Vec<_>>()
    };
    let of_day = [(TAX, 0), (TAX, 2), (TAX, 3), (TAX, 4), (LAND, 5)].map(|(who, at)| (DAY, who, name(at))).to_vec();
    let later = vec![(WEEK_AFTER, LAND, name(1))];
    assert_eq!(answers(|views| views.duty_answers(DAY)), of_day);
    assert_eq!(answers(|views| views.duty_answers_from(DAY)), [of_day.clone(), later.clone()].concat());
    assert_eq!(answers(|views| views.duty_answers_from(BeijingDay(DAY.0 + 1))), later);
    assert_eq!(answers(|views| views.answers_between(BeijingDay(0)..=DAY)), of_day);
    assert_eq!(answers(|views| views.answers_between(BeijingDay(0)..=BeijingDay(DAY.0 - 1))), []);

    let rows = after(&events, |views| views.duty_answers(DAY));
    let (old, new) = (&rows[0], &rows[2]);
    assert_eq!((old.actor, old.wall, old.means), (Some(record_id(id(99))), NOW, Some(Means::Telephone)));
    assert_eq!((new.actor, new.wall, new.means), (None, WallTime(NOW.0 - 3), Some(Means::Chat)));
    assert!(old.told_by && !new.told_by);
    assert!(matches!(&old.said, Said::WholeDay(body) if body.answer == DutyAnswer::Asked), "{:?}", old.said);
    assert!(matches!(&new.said, Said::Halves(body) if body.seen == [name(2)]), "{:?}", new.said);
}

#[test]
fn a_department_was_told_what_it_was_told_last() {
    let facts = vec![told(TAX, DAY, 1), told(TAX, DAY, 2), told(LAND, DAY, 1), told(TAX, WEEK_AFTER, 4)];
    let backwards: Vec<Event> = in_order(facts).into_iter().rev().collect();
    let last = after(&backwards, |views| views.told(DAY));
    let last: Vec<_> = last.iter().map(|(who, row)| (*who, row.last.body.morning.approvers, row.times)).collect();
    assert_eq!(last, [(LAND, 1, 1), (TAX, 2, 2)]);
    let every = after(&backwards, |views| views.told_between(DAY..=WEEK_AFTER));
    let every = said(every, |body| (body.department, body.morning.approvers));
    assert_eq!(every, [(name(0), (TAX, 1)), (name(1), (TAX, 2)), (name(2), (LAND, 1)), (name(3), (TAX, 4))]);
}

#[test]
fn what_can_be_sent_is_what_was_set_last() {
    let nothing = after(&[], |views| Ok((views.staffed()?, views.hall_staffed()?, views.windows_set(DAY)?)));
    assert_eq!(nothing, (std::collections::BTreeMap::new(), HallStaffed::default(), None));
    let events = in_order(vec![
        staffed(TAX, 3),
        staffed(TAX, 2),
        staffed(LAND, 1),
        hall_staffed(8),
        hall_staffed(4),
        windows(DAY, Some(6)),
        windows(DAY, Some(5)),
        windows(WEEK_AFTER, Some(9)),
        windows(WEEK_AFTER, None),
    ]);
    let quotas = after(&events, |views| views.staffed());
    assert_eq!(
        quotas.iter().map(|(who, (_, quota))| (*who, quota.approvers)).collect::<Vec<_>>(),
        [(LAND, Some(1)), (TAX, Some(2))]
    );
    assert_eq!(after(&events, |views| views.hall_staffed()).walk_ins, Some(4));
    assert_eq!(after(&events, |views| Ok((views.windows_set(DAY)?, views.windows_set(WEEK_AFTER)?))), (Some(5), None));
}

#[test]
fn every_version_of_a_sheet_is_kept_and_of_each_place_the_last_note() {
    let events = in_order(vec![
        published(DAY, 1),
        published(DAY, 2),
        published(DAY, 2),
        published(WEEK_AFTER, 1),
        attended(DAY, true, 0, Presence::Missing),
        attended(DAY, true, 1, Presence::Came),
        attended(DAY, false, 0, Presence::Came),
        attended(DAY, true, 0, Presence::Substitute),
        attended(WEEK_AFTER, true, 0, Presence::Came),
        attended(WEEK_AFTER, true, 0, Presence::Unknown),
    ]);
    let versions = said(after(&events, |views| views.published(DAY)), |body| body.number);
    assert_eq!(versions, [(name(0), 1), (name(1), 2), (name(2), 2)]);
    assert_eq!(after(&events, |views| views.published_between(DAY..=WEEK_AFTER)).len(), 4);
    let apart = in_order(vec![published(DAY, 1), published(DAY, 2), published(DAY, 1)]);
    let versions = said(after(&apart, |views| views.published(DAY)), |body| body.number);
    assert_eq!(versions, [(name(0), 1), (name(2), 1), (name(1), 2)], "the greatest number is the last");

    let say = |body: &DutyAttended| (body.morning, body.place, body.presence);
    let of_day = [
        (name(5), (true, 1, Presence::Came)),
        (name(6), (false, 0, Presence::Came)),
        (name(7), (true, 0, Presence::Substitute)),
    ];
    let later = (name(9), (true, 0, Presence::Unknown));
    assert_eq!(said(after(&events, |views| views.attended(DAY)), say), of_day);
    assert_eq!(said(after(&events, |views| views.attended_from(WEEK_AFTER)), say), [later]);
    let all = said(after(&events, |views| views.attended_between(DAY..=WEEK_AFTER)), say);
    assert_eq!(all, of_day.into_iter().chain([later]).collect::<Vec<_>>());
}

/// Every kind more than once, about the same.
pub(super) fn of_each_kind() -> Vec<Fact> {
    let twice = |approvers: u16| {
        vec![
            whole_day(TAX, DAY, DutyAnswer::Confirmed),
            halves(TAX, DAY, approvers, vec![name(0)]),
            told(TAX, DAY, approvers),
            staffed(TAX, approvers),
            hall_staffed(approvers),
            published(DAY, approvers),
            attended(DAY, true, 0, if approvers == 1 { Presence::Came } else { Presence::Missing }),
            windows(DAY, Some(approvers)),
        ]
    };
    [twice(1), twice(2), twice(3)].concat()
}

/// All that can be read.
fn everything(views: Views<'_>) -> Result<impl PartialEq + std::fmt::Debug + use<>, StoreError> {
    Ok((
        views.answers_between(ALWAYS)?,
        (views.told_between(ALWAYS)?, views.told(DAY)?, views.staffed()?, views.hall_staffed()?),
        (views.published_between(ALWAYS)?, views.attended_between(ALWAYS)?, views.windows_set(DAY)?),
    ))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_the_order_of_arrival_the_same_is_read(arrived in Just(in_order(of_each_kind())).prop_shuffle()) {
        prop_assert_eq!(after(&arrived, everything), after(&in_order(of_each_kind()), everything));
    }
}

/// The tables as a program had them that kept the last answer only.
const BEFORE: &str = "
    DROP TABLE duty; DROP TABLE duty_halves; DROP TABLE duty_told; DROP TABLE duty_staffed; DROP TABLE duty_hall_staffed;
    DROP TABLE duty_published; DROP TABLE duty_attended; DROP TABLE duty_windows;
    CREATE TABLE duty (day INTEGER NOT NULL, department INTEGER NOT NULL, lamport INTEGER NOT NULL, device BLOB NOT NULL,
        seq INTEGER NOT NULL, body BLOB NOT NULL, wall INTEGER NOT NULL, actor BLOB, PRIMARY KEY (day, department))
        STRICT, WITHOUT ROWID;
    CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'no'); END;
    CREATE TRIGGER journal_never_shrinks BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'no'); END;";

#[test]
fn a_rebuild_and_a_database_of_the_program_before_give_the_same() {
    let fixture = Fixture::new();
    for fact in of_each_kind() {
        let new = NewEvent { kind: KindCode(fact.kind()), ..new_event(&fact.encode()) };
        fixture.store.write(move |tx: &mut WriteTx<'_>| tx.append(new)).unwrap();
    }
    let read = |store: &Store| store.read(|tx| everything(tx.views())).unwrap();
    let folded = read(&fixture.store);
    fixture.store.rebuild_views().unwrap();
    assert_eq!(read(&fixture.store), folded);
    let dir = fixture.close();
    tamper(&dir, BEFORE);
    assert_eq!(read(&open(dir.path()).unwrap()), folded);
}
