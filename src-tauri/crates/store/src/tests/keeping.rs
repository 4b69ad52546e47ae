//! Days that use-cases keep between writes: true of what is committed, or forgotten.

use super::*;
use crate::db::kept::KeptDay;
use crate::replica::{Arriving, SealedValue};
use crate::vault::seal::VaultField;
use domain::booking::BookingState;
use domain::event::{
    CutoffSet, DayExcepted, DayOpened, DayPlanned, DayReplanned, EVENT_KINDS, Entity, ExceptionReason, Fact,
    HallAdjusted, ReferenceAdopted, ReferenceKind, SeatsReminted, TimetableSet,
};
use domain::reference::catalogue::DepartmentId;
use domain::time::BeijingDay;
use std::collections::BTreeSet;

const DAY: BeijingDay = BeijingDay(20_785);
const NAME: VaultField = VaultField(1);

/// Remembers under which events values were set.
#[derive(Default)]
struct Noting(Vec<EventId>);

impl KeptDay for Noting {
    fn follow(&mut self, _: &BookingState) -> bool {
        true
    }

    fn value_set(&mut self, under: EventId) {
        self.0.push(under);
    }
}

fn write<T: Send + 'static>(
    store: &Store,
    f: impl FnOnce(&mut WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    store.write(f)
}

fn keep(store: &Store) {
    write(store, |tx| {
        tx.keep_day(DAY, Noting::default());
        Ok(())
    })
    .unwrap();
}

fn is_kept(store: &Store) -> bool {
    write(store, |tx| Ok(tx.kept_day::<Noting>(DAY).is_some())).unwrap()
}

#[test]
fn a_day_is_kept_from_one_write_to_the_next_and_told_of_values() {
    let fixture = Fixture::with_events(1);
    keep(&fixture.store);
    fixture.append(b"an event that is not known here").unwrap();
    write(&fixture.store, |tx| tx.vault_put(id(1), NAME, "王小明")).unwrap();
    let told = write(&fixture.store, |tx| Ok(tx.kept_day::<Noting>(DAY).map(|kept| kept.0.clone()))).unwrap();
    assert_eq!(told, Some(vec![id(1)]));
    assert!(!is_kept(&fixture.reopen().store), "another start knows nothing of it");
}

type Change = fn(&mut WriteTx<'_>) -> Result<(), StoreError>;

#[test]
fn whatever_a_day_cannot_follow_makes_it_forgotten() {
    let fixture = Fixture::with_events(1);
    let refused: Change = |_| Err(StoreError::Internal("refused".to_owned()));
    let panics: Change = |_| panic!("on purpose");
    let nothing_new: Change = |tx| tx.take_in(Arriving::read(Vec::new())).map(|_| ());
    let value: Change = |tx| {
        let value = SealedValue { subject: id(1), field: NAME, suite: 0, sealed: Vec::new() };
        tx.take_values(&[value], &[])
    };
    let erased: Change = |tx| tx.vault_erase(id(1));
    let rebuilt: Change = |tx| tx.rebuild_views();
    let unparked: Change = |tx| tx.unpark().map(|_| ());
    let changes = [refused, panics, nothing_new, value, erased, rebuilt, unparked];
    for (at, change) in changes.into_iter().enumerate() {
        keep(&fixture.store);
        assert!(is_kept(&fixture.store));
        let _ = write(&fixture.store, change);
        assert!(!is_kept(&fixture.store), "change {at}");
    }
}

/// For each fact, whether a day is still kept after it.
fn stay_kept(store: &Store, facts: &[Fact]) -> Vec<bool> {
    let kept_after = |fact: &Fact| {
        keep(store);
        let new = NewEvent { kind: KindCode(fact.kind()), ..new_event(&fact.encode()) };
        write(store, |tx| tx.append(new)).unwrap();
        is_kept(store)
    };
    facts.iter().map(kept_after).collect()
}

#[test]
fn what_is_said_of_duty_leaves_the_days_kept() {
    let fixture = Fixture::new();
    let facts = duty::of_each_kind();
    let cutoff = Fact::CutoffSet(CutoffSet { department: DepartmentId(7), weekday: None, at: None });
    let kinds: BTreeSet<u16> = facts.iter().chain([&cutoff]).map(Fact::kind).collect();
    let of_duty = EVENT_KINDS.iter().filter(|row| row.entity == Entity::Duty).map(|row| row.kind);
    assert_eq!(kinds, of_duty.collect());
    assert_eq!(stay_kept(&fixture.store, &facts), vec![true; facts.len()]);
    assert_eq!(stay_kept(&fixture.store, &[cutoff]), [true]);
}

#[test]
fn what_days_and_seats_are_decided_by_makes_them_forgotten() {
    let fixture = Fixture::new();
    let facts = [
        Fact::HallAdjusted(HallAdjusted::default()),
        Fact::ReferenceAdopted(ReferenceAdopted { kind: ReferenceKind::Calendar, hash: [7; 32], shipped: true }),
        Fact::DayOpened(DayOpened { day: DAY, sessions: Vec::new() }),
        Fact::DayPlanned(DayPlanned { day: DAY, sessions: Vec::new() }),
        Fact::DayReplanned(DayReplanned { day: DAY, sessions: Vec::new(), minted: Vec::new(), retired: Vec::new() }),
        Fact::TimetableSet(TimetableSet { usual: Vec::new(), dated: Vec::new() }),
        Fact::DayExcepted(DayExcepted { day: DAY, sessions: None, reason: ExceptionReason::Emergency }),
        Fact::SeatsReminted(SeatsReminted { day: DAY, tokens: Vec::new() }),
    ];
    assert_eq!(stay_kept(&fixture.store, &facts), [false; 8]);
}

#[test]
fn only_so_many_days_are_kept_those_used_last() {
    let fixture = Fixture::new();
    let kept = write(&fixture.store, |tx| {
        for day in 1..=4 {
            tx.keep_day(BeijingDay(day), Noting::default());
        }
        assert!(tx.kept_day::<Noting>(BeijingDay(1)).is_some());
        tx.keep_day(BeijingDay(5), Noting::default());
        Ok(tx.kept_days())
    });
    assert_eq!(kept.unwrap(), [3, 4, 1, 5].map(BeijingDay));
}
