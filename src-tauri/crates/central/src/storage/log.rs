//! The assisted-handling log of every hall by day: cases, items, trips and people, each by itself, folded by the rules that halls
//! fold by. No name, no helper: a case is looked at for what it counts, and nothing sealed is here to be opened.

use super::counted::counted;
use super::{Storage, from_sql, to_sql};
use crate::error::CentralError;
use domain::assist::case::CaseState;
use domain::assist::figures::counts;
use domain::assist::fold::fold;
use domain::assist::step::Step;
use domain::event::{Fact, Folded};
use domain::record::{Order, RecordId, Stamped};
use domain::time::BeijingDay;
use journal::{DeviceId, Event, EventId, Lamport, Seq, understand_within};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// What a hall's log counts on a day; never added to each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// 单: cases that began.
    pub cases: u64,
    /// 件: their items, without those of cases that were ended.
    pub items: u64,
    /// 趟: trips of legs.
    pub trips: i64,
    /// Trips put right by hand, beside them.
    pub by_hand: i64,
    /// 人: people the cases are for.
    pub people: u64,
}

/// A hall's log over days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HallLog {
    /// Number of the hall.
    pub hall: u32,
    /// Its name.
    pub name: String,
    /// Days on which there was anything.
    pub days: BTreeMap<BeijingDay, DayCounts>,
    /// Up to when everything is known, ms since 1970-01-01 UTC by the server's clock: the moment at which the last of its
    /// PCs was found to hold the same. `None` where one never was, or what is stored is damaged.
    pub known_ms: Option<i64>,
}

impl Storage {
    /// The log of every hall over days, both ends included.
    ///
    /// # Errors
    /// What the database says.
    pub fn logs(&self, days: &RangeInclusive<BeijingDay>) -> Result<Vec<HallLog>, CentralError> {
        let mut logs = Vec::new();
        for hall in self.halls()? {
            self.note_new(hall.hall)?;
            let (cases, known_ms) = self.read(|tx| Ok((cases(tx, hall.hall, days)?, known(tx, hall.hall)?)))?;
            let mut found: BTreeMap<BeijingDay, DayCounts> = BTreeMap::new();
            for (day, counted) in counts(&cases, |_, day| day).into_iter().filter(|(day, _)| days.contains(day)) {
                let of_day = DayCounts {
                    cases: u64::try_from(counted.cases.len()).unwrap_or(u64::MAX),
                    items: counted.items,
                    trips: counted.trips,
                    by_hand: counted.corrected,
                    people: counted.people,
                };
                found.insert(day, of_day);
            }
            let known_ms = known_ms.filter(|_| !hall.damaged);
            logs.push(HallLog { hall: hall.hall, name: hall.name, days: found, known_ms });
        }
        Ok(logs)
    }
}

/// When the last of a hall's PCs in use was found to hold the same.
fn known(tx: &Connection, hall: u32) -> Result<Option<i64>, CentralError> {
    let mut statement = tx.prepare_cached("SELECT agreed_ms FROM device WHERE hall = ?1 AND state = 0")?;
    let agreed: Vec<Option<i64>> = statement.query_map([hall], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(agreed.into_iter().collect::<Option<Vec<i64>>>().and_then(|all| all.into_iter().min()))
}

/// Cases of which something may count on one of these days, folded from all their events. Each segment is read once.
fn cases(tx: &Connection, hall: u32, days: &RangeInclusive<BeijingDay>) -> Result<Vec<CaseState>, CentralError> {
    let (first, last) = (days.start().0, days.end().0);
    let mut statement =
        tx.prepare_cached("SELECT DISTINCT device, seq FROM case_day WHERE hall = ?1 AND day BETWEEN ?2 AND ?3")?;
    let rows = statement.query_map(params![hall, first, last], |row| {
        Ok(EventId { device: DeviceId(row.get(0)?), seq: Seq(from_sql(row.get(1)?)) })
    })?;
    let wanted: BTreeSet<EventId> = rows.collect::<Result<_, _>>()?;
    let mut positions: BTreeSet<i64> = BTreeSet::new();
    let mut statement = tx.prepare_cached(
        "SELECT position FROM entity_event WHERE hall = ?1 AND device = ?2 AND seq = ?3
         UNION SELECT position FROM segment WHERE hall = ?1 AND device = ?2 AND last >= ?3 AND first <= ?3",
    )?;
    for case in &wanted {
        let rows = statement.query_map(params![hall, case.device.0, to_sql(case.seq.0)], |row| row.get(0))?;
        positions.extend(rows.collect::<Result<Vec<i64>, _>>()?);
    }
    let counted = counted(tx, hall)?;
    let mut steps: BTreeMap<EventId, Vec<Stamped<Step>>> = BTreeMap::new();
    let mut statement = tx.prepare_cached("SELECT packed FROM segment WHERE position = ?1")?;
    for position in positions {
        let packed: Vec<u8> = statement.query_row([position], |row| row.get(0))?;
        // Damaged bytes are left out; the digests tell.
        for encoded in journal::unpack(&packed).into_iter().flatten().flat_map(|segment| segment.events) {
            let Ok(event) = Event::decode_any(&encoded) else { continue };
            if wanted.contains(&event.entity) {
                steps.entry(event.entity).or_default().extend(step(&event, counted));
            }
        }
    }
    Ok(steps.into_values().filter_map(fold).collect())
}

fn step(event: &Event, counted: Lamport) -> Option<Stamped<Step>> {
    let Folded::Case(fact) = understand_within(event, counted, Fact::decode).fact()?.folded() else { return None };
    let id = RecordId { device: event.device.0, seq: event.seq.0 };
    Some(Stamped { order: Order { lamport: event.lamport.0, id }, wall_ms: event.wall.0, fact: fact.into() })
}
