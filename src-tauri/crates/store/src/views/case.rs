//! Cases of the assisted-handling log as they stand: by day, by card, by booking and by item.

use super::column::{Views, device, event_id, from_column, to_column};
use super::told::stamped;
use crate::db::error::StoreError;
use crate::db::sql_int::{to_sql, unsigned};
use domain::assist::case::{CaseState, Stage};
use domain::assist::fold::fold;
use domain::assist::number::CardNumber;
use domain::assist::step::Step;
use domain::assist::{keep, step};
use domain::event::{Fact, Folded};
use domain::record::{RecordId, Stamped};
use domain::reference::catalogue::ItemId;
use domain::time::BeijingDay;
use journal::{Event, EventId, understand};
use rusqlite::{Connection, ToSql, Transaction, params};
use std::ops::RangeInclusive;

pub(super) const SCHEMA: &str = include_str!("case.sql");

/// Which cases of a range of days are wanted; what is `None` does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// About one of these items.
    pub items: Option<Vec<ItemId>>,
    /// Somebody who has helped.
    pub helper: Option<RecordId>,
    /// Where they stand; none: wherever.
    pub stages: Vec<Stage>,
}

/// Folds one case anew from all its events: a late arrival touches nothing else.
pub(super) fn refold(tx: &Transaction<'_>, entity: EventId) -> Result<(), StoreError> {
    let steps = steps_of(tx, entity)?;
    let opened = steps.iter().filter(|step| matches!(step.fact, Step::Opened(_))).map(|step| step.order).min();
    let (Some(opened), Some(case)) = (opened, fold(steps)) else { return Ok(()) };
    write(tx, opened.lamport, &case)
}

fn write(tx: &Transaction<'_>, lamport: u64, case: &CaseState) -> Result<(), StoreError> {
    let (by, seq) = (case.id.device.as_slice(), to_sql(case.id.seq));
    let booking = case.booking;
    tx.prepare_cached(
        "INSERT OR REPLACE INTO assist_case
             (device, seq, lamport, day, last_day, stage, open, held, finished, erased, card, booking_device, booking_seq,
              helpers)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        by,
        seq,
        to_sql(lamport),
        case.began.day.0,
        last_day(case).0,
        stage_number(case.stage()),
        case.is_open(),
        to_sql(u64::try_from(case.held().count()).unwrap_or(u64::MAX)),
        keep::erased_on(case, 0).ok().map(|day| day.0),
        case.erased,
        case.card.map(CardNumber::digits),
        booking.map(|booking| booking.device.to_vec()),
        booking.map(|booking| to_sql(booking.seq)),
        to_column(&case.helpers)
    ])?;
    tx.prepare_cached("INSERT OR REPLACE INTO assist_state (device, seq, state) VALUES (?1, ?2, ?3)")?
        .execute(params![by, seq, to_column(case)])?;
    tx.prepare_cached("DELETE FROM assist_item WHERE device = ?1 AND seq = ?2")?.execute(params![by, seq])?;
    for item in &case.items {
        tx.prepare_cached("INSERT OR IGNORE INTO assist_item (item, day, device, seq) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![item.item.0, case.began.day.0, by, seq])?;
    }
    Ok(())
}

/// The last day on which something of it happened.
fn last_day(case: &CaseState) -> BeijingDay {
    let legs = case.live_legs().map(|leg| leg.entry().time).map(|time| time.end().map_or(time.day, |end| end.day));
    let returns = case.documents.iter().filter_map(|document| document.back).map(|back| back.day);
    let ends = [case.until, case.closing.map(|closing| closing.at)].into_iter().flatten().map(|end| end.day);
    legs.chain(returns).chain(ends).fold(case.began.day, BeijingDay::max)
}

/// A stage in its column. The table is made anew with each version, so the numbers mean nothing elsewhere.
fn stage_number(stage: Stage) -> u8 {
    match stage {
        Stage::Opened => 0,
        Stage::UnderWay => 1,
        Stage::Suspended => 2,
        Stage::Completed => 3,
        Stage::Terminated => 4,
        Stage::Voided => 5,
    }
}

fn steps_of(connection: &Connection, entity: EventId) -> Result<Vec<Stamped<Step>>, StoreError> {
    let events = crate::journal::journal_table::folded_events_of(connection, entity)?;
    Ok(events.iter().filter_map(step).collect())
}

/// A step out of a journal event; `None` for other kinds, kinds not known here, and parked events.
fn step(event: &Event) -> Option<Stamped<step::Step>> {
    match understand(event, Fact::decode).fact()?.folded() {
        Folded::Case(fact) => Some(stamped(event, fact.into())),
        Folded::Booking(_) | Folded::Person(_) | Folded::View(_) | Folded::Noted => None,
    }
}

/// The order of opening, by the day of beginning.
const BY_DAY: &str = "day, lamport, device, seq";

impl Views<'_> {
    /// One case, whatever its stage.
    pub fn case(&self, id: RecordId) -> Result<Option<CaseState>, StoreError> {
        let found = self.cases("device = ?1 AND seq = ?2", BY_DAY, params![id.device.as_slice(), to_sql(id.seq)])?;
        Ok(found.into_iter().next())
    }

    /// Cases that began on these days, those that were voided too, in the order of their opening.
    pub fn cases_between(&self, days: RangeInclusive<BeijingDay>) -> Result<Vec<CaseState>, StoreError> {
        self.cases("day BETWEEN ?1 AND ?2", BY_DAY, params![days.start().0, days.end().0])
    }

    /// Cases of which something happened on these days, those that began before too.
    pub fn cases_touching(&self, days: RangeInclusive<BeijingDay>) -> Result<Vec<CaseState>, StoreError> {
        self.cases("last_day >= ?1 AND day <= ?2", BY_DAY, params![days.start().0, days.end().0])
    }

    /// Cases that somebody has in hand.
    pub fn open_cases(&self) -> Result<Vec<CaseState>, StoreError> {
        self.cases("open", BY_DAY, &[])
    }

    /// Cases of which documents are still held, open or not.
    pub fn cases_with_documents(&self) -> Result<Vec<CaseState>, StoreError> {
        self.cases("held > 0", BY_DAY, &[])
    }

    /// Cases of a card that count; several if it was typed in on two PCs apart.
    pub fn cases_of_card(&self, card: CardNumber) -> Result<Vec<CaseState>, StoreError> {
        let found = self.cases("card = ?1", BY_DAY, params![card.digits()])?;
        Ok(found.into_iter().filter(CaseState::is_live).collect())
    }

    /// Numbers of cards that were typed in, of cases that count.
    pub fn cards_typed(&self) -> Result<Vec<CardNumber>, StoreError> {
        let voided = stage_number(Stage::Voided);
        let mut statement =
            self.connection.prepare_cached("SELECT card FROM assist_case WHERE card IS NOT NULL AND stage <> ?1")?;
        let cards = statement.query_map([voided], |row| row.get::<_, u32>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(cards.into_iter().filter_map(|digits| CardNumber::from_serial(digits / 10)).collect())
    }

    /// Cases that came from a booking, those that were voided too.
    pub fn cases_of_booking(&self, booking: RecordId) -> Result<Vec<CaseState>, StoreError> {
        let values = params![booking.device.as_slice(), to_sql(booking.seq)];
        self.cases("booking_device = ?1 AND booking_seq = ?2", BY_DAY, values)
    }

    /// The last cases about an item that are done: what tells which leg usually follows.
    pub fn done_cases_of_item(&self, item: ItemId, limit: u32) -> Result<Vec<CaseState>, StoreError> {
        let within =
            "(device, seq) IN (SELECT device, seq FROM assist_item WHERE item = ?1 ORDER BY day DESC LIMIT ?2)";
        let done = stage_number(Stage::Completed);
        self.cases(&format!("{within} AND stage = ?3"), BY_DAY, params![item.0, limit, done])
    }

    /// Cases that began on these days and are as wanted: how many there are, and the last of them that were opened, the newest
    /// first.
    pub fn find_cases(
        &self,
        days: RangeInclusive<BeijingDay>,
        filter: &CaseFilter,
        limit: u32,
    ) -> Result<(usize, Vec<CaseState>), StoreError> {
        let helper = filter.helper.map(|helper| to_column(&helper));
        let mut condition = "day BETWEEN ?1 AND ?2".to_owned();
        condition.push_str(if helper.is_some() { " AND instr(helpers, ?3) > 0" } else { " AND ?3 IS NULL" });
        if !filter.stages.is_empty() {
            let stages: Vec<String> = filter.stages.iter().map(|stage| stage_number(*stage).to_string()).collect();
            condition.push_str(&format!(" AND stage IN ({})", stages.join(", ")));
        }
        if let Some(items) = &filter.items {
            let items: Vec<String> = items.iter().map(|item| item.0.to_string()).collect();
            condition.push_str(&format!(
                " AND (device, seq) IN
                 (SELECT device, seq FROM assist_item WHERE item IN ({}) AND day BETWEEN ?1 AND ?2)",
                items.join(", ")
            ));
        }
        let values = params![days.start().0, days.end().0, helper];
        let count: i64 = self
            .connection
            .prepare_cached(&format!("SELECT count(*) FROM assist_case WHERE {condition}"))?
            .query_row(values, |row| row.get(0))?;
        let newest = format!("day DESC, lamport DESC, device DESC, seq DESC LIMIT {limit}");
        let count = usize::try_from(count).map_err(|_| StoreError::Damaged("a count is negative".to_owned()))?;
        Ok((count, self.cases(&condition, &newest, values)?))
    }

    /// Cases whose last leg or return lies before a day and whose values have not been erased.
    pub fn cases_kept_before(&self, day: BeijingDay) -> Result<Vec<RecordId>, StoreError> {
        self.case_ids("finished < ?1 AND NOT erased", params![day.0])
    }

    /// Cases that began before a day and are kept because somebody waits for them.
    pub fn cases_waiting_since(&self, day: BeijingDay) -> Result<Vec<CaseState>, StoreError> {
        self.cases("finished IS NULL AND NOT erased AND day < ?1", BY_DAY, params![day.0])
    }

    /// All that happened to a case, as stored.
    pub fn case_steps(&self, id: RecordId) -> Result<Vec<Stamped<Step>>, StoreError> {
        let mut steps = steps_of(self.connection, event_id(id))?;
        steps.sort_by_key(|step| step.order);
        Ok(steps)
    }

    fn case_ids(&self, condition: &str, values: &[&dyn ToSql]) -> Result<Vec<RecordId>, StoreError> {
        let sql = format!("SELECT device, seq FROM assist_case WHERE {condition}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(values, |row| {
            let bytes: Vec<u8> = row.get(0)?;
            Ok(RecordId { device: device(&bytes)?, seq: unsigned(row.get(1)?)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn cases(&self, condition: &str, order: &str, values: &[&dyn ToSql]) -> Result<Vec<CaseState>, StoreError> {
        // What is wanted is found among the narrow rows first: the wide ones are read for it alone.
        let sql = format!(
            "WITH found AS MATERIALIZED (SELECT device, seq, day, lamport FROM assist_case WHERE {condition} ORDER BY {order})
             SELECT state FROM found JOIN assist_state USING (device, seq) ORDER BY {}",
            order.split(" LIMIT").next().unwrap_or(order)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(values)?;
        let mut cases = Vec::new();
        while let Some(row) = rows.next()? {
            cases.push(from_column(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?);
        }
        Ok(cases)
    }
}
