//! Printed cards and who owns their numbers, what the hall has set of its log, and work orders.

use super::column::{Views, device, from_column, order, to_column};
use super::register;
use super::written;
use crate::db::error::StoreError;
use crate::db::sql_int::unsigned;
use domain::assist::blocks::{BlockFact, Blocks};
use domain::assist::number::CardNumber;
use domain::event::{
    AssistSet, BlocksGiven, BlocksTakenOver, CardSpoilt, CardsPrinted, OrderAssigned, OrderEnded, OrderOpened,
};
use domain::record::{Order, RecordId, Stamped};
use journal::{Event, EventId, WallTime};
use rusqlite::Transaction;
use std::collections::BTreeSet;

const ONE: u8 = 1;

/// Cards as they were printed at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PileRow {
    /// Place in the one order.
    pub order: Order,
    /// Which.
    pub body: CardsPrinted,
    /// When, by the printing PC's clock.
    pub wall: WallTime,
}

/// A work order as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    /// Identity: the event that opened it.
    pub id: RecordId,
    /// As it was opened.
    pub opened: OrderOpened,
    /// When, by the writing PC's clock.
    pub wall: WallTime,
    /// Who sees to it.
    pub owner: RecordId,
    /// What it came to, the event that says so, and when. `None` while it is open.
    pub ended: Option<(RecordId, OrderEnded, WallTime)>,
}

pub(super) fn fold_printed(tx: &Transaction<'_>, event: &Event, body: &CardsPrinted) -> Result<(), StoreError> {
    written::put(tx, &register::CARDS_PRINTED, event, &[&ONE], body)
}

pub(super) fn fold_spoilt(tx: &Transaction<'_>, event: &Event, body: &CardSpoilt) -> Result<(), StoreError> {
    register::CARD_SPOILT.put(tx, order(event), &[&body.number.digits()], &[&event.wall.0])
}

pub(super) fn fold_given(tx: &Transaction<'_>, event: &Event, body: &BlocksGiven) -> Result<(), StoreError> {
    register::BLOCKS_GIVEN.put(tx, order(event), &[&ONE], &[&to_column(body)])
}

pub(super) fn fold_taken_over(tx: &Transaction<'_>, event: &Event, body: &BlocksTakenOver) -> Result<(), StoreError> {
    register::BLOCKS_TAKEN_OVER.put(tx, order(event), &[&ONE], &[&to_column(body)])
}

pub(super) fn fold_set(tx: &Transaction<'_>, order: Order, body: &AssistSet) -> Result<(), StoreError> {
    register::ASSIST_SET.put(tx, order, &[&ONE], &[&to_column(body)])
}

pub(super) fn fold_order(tx: &Transaction<'_>, event: &Event, body: &OrderOpened) -> Result<(), StoreError> {
    register::ORDER.put(tx, order(event), &[&key(event.entity)], &[&to_column(body), &event.wall.0])
}

pub(super) fn fold_assigned(tx: &Transaction<'_>, event: &Event, body: &OrderAssigned) -> Result<(), StoreError> {
    register::ORDER_ASSIGNED.put(tx, order(event), &[&key(event.entity)], &[&to_column(body)])
}

pub(super) fn fold_ended(tx: &Transaction<'_>, event: &Event, body: &OrderEnded) -> Result<(), StoreError> {
    register::ORDER_ENDED.put(tx, order(event), &[&key(event.entity)], &[&to_column(body), &event.wall.0])
}

fn key(id: EventId) -> Vec<u8> {
    to_column(&super::record_id(id))
}

/// A row's place in the order, and what else it says.
type Placed = (Order, Vec<u8>);

impl Views<'_> {
    /// What the hall has set of its log, and the event under which the vault has its words. `None` if nothing is set.
    pub fn assist_set(&self) -> Result<Option<(RecordId, AssistSet)>, StoreError> {
        let mut rows = self.placed("SELECT lamport, device, seq, body FROM assist_set")?;
        rows.pop().map(|(order, body)| Ok((order.id, from_column(&body)?))).transpose()
    }

    /// Piles of cards in the order of their printing.
    pub fn piles(&self) -> Result<Vec<PileRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT lamport, device, seq, body, wall FROM cards_printed ORDER BY lamport, device, seq",
        )?;
        type Columns = (i64, Vec<u8>, i64, Vec<u8>, i64);
        let rows = statement
            .query_map([], |row| Ok::<Columns, _>((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?;
        rows.map(|row| {
            let (lamport, by, seq, body, wall) = row?;
            let id = RecordId { device: device(&by)?, seq: unsigned(seq)? };
            let order = Order { lamport: unsigned(lamport)?, id };
            Ok(PileRow { order, body: from_column(&body)?, wall: WallTime(wall) })
        })
        .collect()
    }

    /// Cards that somebody has called spoilt.
    pub fn cards_spoilt(&self) -> Result<BTreeSet<CardNumber>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT number FROM card_spoilt")?;
        let rows = statement.query_map([], |row| row.get::<_, u32>(0))?;
        let mut found = BTreeSet::new();
        for digits in rows {
            found.extend(CardNumber::from_serial(digits? / 10));
        }
        Ok(found)
    }

    /// Who may print which card numbers.
    pub fn card_blocks(&self) -> Result<Blocks, StoreError> {
        let mut facts: Vec<Stamped<BlockFact>> = Vec::new();
        let mut add = |order: Order, fact: BlockFact| facts.push(Stamped { order, wall_ms: 0, fact });
        for (order, _) in self.placed("SELECT lamport, device, seq, body FROM hall")? {
            add(order, BlockFact::Founded);
        }
        for (order, body) in self.placed("SELECT lamport, device, seq, body FROM blocks_given")? {
            let BlocksGiven { to, blocks } = from_column(&body)?;
            add(order, BlockFact::Given { to, blocks: blocks.into_iter().collect() });
        }
        for (order, body) in self.placed("SELECT lamport, device, seq, body FROM blocks_taken_over")? {
            let BlocksTakenOver { from, blocks } = from_column(&body)?;
            add(order, BlockFact::TakenOver { from, blocks: blocks.into_iter().collect() });
        }
        for pile in self.piles()? {
            if let Some(run) = pile.body.new {
                add(pile.order, BlockFact::Printed(run));
            }
        }
        Ok(Blocks::fold(facts))
    }

    /// Work orders in the order of their opening.
    pub fn work_orders(&self) -> Result<Vec<OrderRow>, StoreError> {
        let sql = "SELECT o.work_order, o.body, o.wall, a.body, e.device, e.seq, e.body, e.wall FROM work_order AS o
             LEFT JOIN work_order_assigned AS a ON a.work_order = o.work_order
             LEFT JOIN work_order_ended AS e ON e.work_order = o.work_order
             ORDER BY o.lamport, o.device, o.seq";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut orders = Vec::new();
        while let Some(row) = rows.next()? {
            let opened: OrderOpened = from_column(&row.get::<_, Vec<u8>>(1)?)?;
            let assigned: Option<Vec<u8>> = row.get(3)?;
            let assigned = assigned.map(|body| from_column::<OrderAssigned>(&body)).transpose()?;
            let by: Option<Vec<u8>> = row.get(4)?;
            let ended = match by {
                Some(by) => {
                    let id = RecordId { device: device(&by)?, seq: unsigned(row.get(5)?)? };
                    Some((id, from_column(&row.get::<_, Vec<u8>>(6)?)?, WallTime(row.get(7)?)))
                }
                None => None,
            };
            orders.push(OrderRow {
                id: from_column(&row.get::<_, Vec<u8>>(0)?)?,
                owner: assigned.map_or(opened.owner, |assigned| assigned.owner),
                opened,
                wall: WallTime(row.get(2)?),
                ended,
            });
        }
        Ok(orders)
    }

    fn placed(&self, sql: &str) -> Result<Vec<Placed>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let by: Vec<u8> = row.get(1)?;
            let id = RecordId { device: device(&by)?, seq: unsigned(row.get(2)?)? };
            Ok((Order { lamport: unsigned(row.get(0)?)?, id }, row.get(3)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
