//! Registers: tables of one row a key, of which the last event in the order stands, or the first, or where each event stands
//! for itself. A register is declared here once. That gives its table, what a rebuild empties, how an event is put into it,
//! and the test that no order of arrival makes a difference (invariant A4).

use crate::db::error::StoreError;
use crate::db::sql_int::to_sql;
use domain::record::Order;
use rusqlite::{ToSql, Transaction, params_from_iter};

/// Which of the events about one key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    First,
    Last,
    /// Each of them, in a row of its own.
    Every,
}

/// A table with one row for each key and event that stands: its place in the order (`lamport`, `device`, `seq`), and what it
/// says.
pub(super) struct Register {
    pub(super) table: &'static str,
    stands: Stands,
    /// Columns of the key, as SQL declares them.
    keys: &'static [&'static str],
    /// Columns of what the event says, as SQL declares them.
    values: &'static [&'static str],
}

macro_rules! registers {
    ($($(#[$doc:meta])* $name:ident = $stands:ident $table:literal by [$($key:literal),+] holds [$($value:literal),+];)+) => {
        $($(#[$doc])* pub(super) const $name: Register = Register {
            table: $table,
            stands: Stands::$stands,
            keys: &[$($key),+],
            values: &[$($value),+],
        };)+

        /// All of them.
        const ALL: &[&Register] = &[$(&$name),+];
    };
}

registers! {
    /// The hall as it was founded.
    HALL = First "hall" by ["one INTEGER CHECK (one = 1)"] holds ["body BLOB NOT NULL"];
    /// What the hall has set: for each setting its value.
    SETTING = Last "hall_setting" by ["setting INTEGER"] holds ["value INTEGER NOT NULL"];
    /// Which version of each kind of reference data is in use.
    REFERENCE = Last "reference_in_use" by ["kind INTEGER"] holds ["hash BLOB NOT NULL", "shipped INTEGER NOT NULL"];
    /// Versions of reference data that the central server offers, by the day from which they are in effect.
    OFFER = Last "reference_offer" by ["kind INTEGER", "day INTEGER"] holds ["hash BLOB NOT NULL"];
    /// The hall's timetable.
    TIMETABLE = Last "timetable" by ["one INTEGER CHECK (one = 1)"] holds ["body BLOB NOT NULL"];
    /// What was decided for a single date; no sessions: nothing any more.
    EXCEPTION = Last "day_exception" by ["day INTEGER"] holds ["sessions BLOB", "reason BLOB NOT NULL"];
    /// Days that have been opened, with the sessions of their opening: a second opening mints nothing.
    DAY = First "day" by ["day INTEGER"] holds ["sessions BLOB NOT NULL"];
    /// The plan of an opened day since it was last changed.
    DAY_PLAN = Last "day_plan" by ["day INTEGER"] holds ["sessions BLOB NOT NULL"];
    /// Every session a day ever had: a number means the same times for as long as the day is known.
    DAY_SESSION = First "day_session" by ["day INTEGER", "number INTEGER"] holds ["times BLOB NOT NULL"];
    /// Answers of departments for whole days, as they were given before half-days were. As with every register that holds a
    /// body, a time and an actor: when it was written down (ms since 1970-01-01 UTC, by the writing PC's clock) and by whom,
    /// the event that entered the person.
    DUTY = Every "duty" by ["day INTEGER", "department INTEGER"]
        holds ["body BLOB NOT NULL", "wall INTEGER NOT NULL", "actor BLOB"];
    /// Answers of departments for days, half-day by half-day.
    DUTY_HALVES = Every "duty_halves" by ["day INTEGER", "department INTEGER"]
        holds ["body BLOB NOT NULL", "wall INTEGER NOT NULL", "actor BLOB"];
    /// What departments were told of days.
    TOLD = Every "duty_told" by ["day INTEGER", "department INTEGER"]
        holds ["body BLOB NOT NULL", "wall INTEGER NOT NULL", "actor BLOB"];
    /// What each department can send.
    STAFFED = Last "duty_staffed" by ["department INTEGER"] holds ["body BLOB NOT NULL"];
    /// How the hall asks.
    HALL_STAFFED = Last "duty_hall_staffed" by ["one INTEGER CHECK (one = 1)"] holds ["body BLOB NOT NULL"];
    /// Duty sheets as they were published.
    PUBLISHED = Every "duty_published" by ["day INTEGER"]
        holds ["body BLOB NOT NULL", "wall INTEGER NOT NULL", "actor BLOB"];
    /// Whether each of those who were to come is here, by half-day and place on the list.
    ATTENDED = Last "duty_attended" by ["day INTEGER", "department INTEGER", "morning INTEGER", "place INTEGER"]
        holds ["body BLOB NOT NULL", "wall INTEGER NOT NULL", "actor BLOB"];
    /// Clerks at the windows of each day; none: nobody has said.
    WINDOWS = Last "duty_windows" by ["day INTEGER"] holds ["clerks INTEGER"];
    /// Cut-offs that the hall has set, by department.
    CUTOFF = Last "duty_cutoff" by ["department INTEGER"] holds ["body BLOB NOT NULL"];
    /// What came of calling somebody because a department refused, by booking and refusal.
    CALLED_BACK = Last "called_back" by ["booking_device BLOB", "booking_seq INTEGER", "refusal BLOB"]
        holds ["outcome BLOB NOT NULL", "wall INTEGER NOT NULL"];
    /// Cards of the assisted-handling log as they were printed, each time.
    CARDS_PRINTED = Every "cards_printed" by ["one INTEGER CHECK (one = 1)"]
        holds ["body BLOB NOT NULL", "wall INTEGER NOT NULL", "actor BLOB"];
    /// Cards that somebody has called spoilt, by their number.
    CARD_SPOILT = First "card_spoilt" by ["number INTEGER"] holds ["wall INTEGER NOT NULL"];
    /// Blocks of card numbers that were given on.
    BLOCKS_GIVEN = Every "blocks_given" by ["one INTEGER CHECK (one = 1)"] holds ["body BLOB NOT NULL"];
    /// Blocks of card numbers of names that were left.
    BLOCKS_TAKEN_OVER = Every "blocks_taken_over" by ["one INTEGER CHECK (one = 1)"] holds ["body BLOB NOT NULL"];
    /// What the hall has set of its log.
    ASSIST_SET = Last "assist_set" by ["one INTEGER CHECK (one = 1)"] holds ["body BLOB NOT NULL"];
    /// Work orders, by the event that opened them.
    ORDER = First "work_order" by ["work_order BLOB"] holds ["body BLOB NOT NULL", "wall INTEGER NOT NULL"];
    /// Who sees to each.
    ORDER_ASSIGNED = Last "work_order_assigned" by ["work_order BLOB"] holds ["body BLOB NOT NULL"];
    /// What each came to, as was said first.
    ORDER_ENDED = First "work_order_ended" by ["work_order BLOB"]
        holds ["body BLOB NOT NULL", "wall INTEGER NOT NULL"];
}

/// What makes their tables.
pub(super) fn schema() -> impl Iterator<Item = String> {
    ALL.iter().map(|register| register.create())
}

/// Columns of an event's place in the order.
const PLACE: [&str; 3] = ["lamport", "device", "seq"];

/// Names of columns as SQL declares them.
fn names(declared: &[&'static str]) -> Vec<&'static str> {
    declared.iter().map(|column| column.split(' ').next().unwrap_or(column)).collect()
}

impl Register {
    fn create(&self) -> String {
        let Self { table, stands, keys, values } = self;
        let (columns, mut key) = (values.join(", "), names(keys));
        if *stands == Stands::Every {
            key.extend(PLACE);
        }
        let key = key.join(", ");
        let keys: String = keys.iter().map(|key| format!("{key} NOT NULL, ")).collect();
        format!(
            "CREATE TABLE {table} ({keys}lamport INTEGER NOT NULL, device BLOB NOT NULL, seq INTEGER NOT NULL, {columns},
             PRIMARY KEY ({key})) STRICT, WITHOUT ROWID"
        )
    }

    fn upsert(&self) -> String {
        let table = self.table;
        let key = names(self.keys).join(", ");
        let told: Vec<&str> = PLACE.into_iter().chain(names(self.values)).collect();
        let marks = vec!["?"; self.keys.len() + told.len()].join(", ");
        let sets: Vec<String> = told.iter().map(|column| format!("{column} = excluded.{column}")).collect();
        let (sets, told) = (sets.join(", "), told.join(", "));
        let insert = format!("INSERT INTO {table} ({key}, {told}) VALUES ({marks})");
        let stands = match self.stands {
            Stands::First => "<",
            Stands::Last => ">",
            // What comes again is the same event.
            Stands::Every => return format!("{insert} ON CONFLICT DO NOTHING"),
        };
        format!(
            "{insert} ON CONFLICT ({key}) DO UPDATE SET {sets}
             WHERE (excluded.lamport, excluded.device, excluded.seq) {stands} ({table}.lamport, {table}.device, {table}.seq)"
        )
    }

    /// Puts in what an event says about a key, if that stands.
    pub(super) fn put(
        &self,
        tx: &Transaction<'_>,
        order: Order,
        keys: &[&dyn ToSql],
        values: &[&dyn ToSql],
    ) -> Result<(), StoreError> {
        let (lamport, device, seq) = (to_sql(order.lamport), order.id.device.as_slice(), to_sql(order.id.seq));
        let place: [&dyn ToSql; 3] = [&lamport, &device, &seq];
        let all = keys.iter().chain(&place).chain(values);
        tx.prepare_cached(&self.upsert())?.execute(params_from_iter(all))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::record::RecordId;
    use proptest::prelude::*;
    use rusqlite::Connection;
    use rusqlite::types::Value;

    /// A value for a column, different for each event.
    fn value(declared: &str, at: i64) -> Value {
        if declared.contains("CHECK") {
            Value::Integer(1)
        } else if declared.contains("INTEGER") {
            Value::Integer(at)
        } else {
            Value::Blob(at.to_be_bytes().to_vec())
        }
    }

    fn values(declared: &[&str], at: i64) -> Vec<Value> {
        declared.iter().map(|column| value(column, at)).collect()
    }

    fn dyns(values: &[Value]) -> Vec<&dyn ToSql> {
        values.iter().map(|value| -> &dyn ToSql { value }).collect()
    }

    fn rows(connection: &Connection, register: &Register) -> Vec<Vec<Value>> {
        let columns = [names(register.keys), PLACE.to_vec()].concat().join(", ");
        let sql = format!("SELECT * FROM {} ORDER BY {columns}", register.table);
        let mut statement = connection.prepare(&sql).unwrap();
        let width = statement.column_count();
        let all = statement.query_map([], |row| (0..width).map(|at| row.get(at)).collect::<Result<Vec<_>, _>>());
        all.unwrap().map(Result::unwrap).collect()
    }

    /// What a register holds once events have arrived: each is a key, a place in the order and what it says.
    fn after(register: &Register, arrived: &[(i64, Order, i64)]) -> Vec<Vec<Value>> {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(&register.create()).unwrap();
        let tx = connection.transaction().unwrap();
        for (key, order, says) in arrived {
            let (keys, said) = (values(register.keys, *key), values(register.values, *says));
            register.put(&tx, *order, &dyns(&keys), &dyns(&said)).unwrap();
        }
        rows(&tx, register)
    }

    fn expected(register: &Register, arrived: &[(i64, Order, i64)]) -> Vec<Vec<Value>> {
        let mut keys: Vec<Vec<Value>> = Vec::new();
        let mut sorted = arrived.to_vec();
        sorted.sort_by_key(|(key, ..)| *key);
        for (key, ..) in sorted {
            let key = values(register.keys, key);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let rows = |key: Vec<Value>| {
            let is_of = |(other, ..): &&(i64, Order, i64)| values(register.keys, *other) == key;
            let mut theirs: Vec<_> = arrived.iter().filter(is_of).collect();
            theirs.sort_by_key(|(_, order, _)| *order);
            let standing = match register.stands {
                Stands::First => theirs[..1].to_vec(),
                Stands::Last => theirs[theirs.len() - 1..].to_vec(),
                Stands::Every => theirs,
            };
            let row = |(_, order, says): &(i64, Order, i64)| -> Vec<Value> {
                let place = [
                    Value::Integer(to_sql(order.lamport)),
                    Value::Blob(order.id.device.to_vec()),
                    Value::Integer(to_sql(order.id.seq)),
                ];
                key.iter().cloned().chain(place).chain(values(register.values, *says)).collect()
            };
            standing.into_iter().map(row).collect::<Vec<_>>()
        };
        keys.into_iter().flat_map(rows).collect()
    }

    /// Events of several devices, whose names sort otherwise than their Lamport numbers; each event says something else.
    fn events() -> impl Strategy<Value = Vec<(i64, Order, i64)>> {
        let event = (0i64..3, 1u64..5, 0u8..3, 1u64..4);
        prop::collection::vec(event, 1..10).prop_map(|events| {
            let event = |(at, (key, lamport, device, seq)): (usize, (i64, u64, u8, u64))| {
                let id = RecordId { device: [device; 8], seq };
                (key, Order { lamport, id }, i64::try_from(at).unwrap() + 10)
            };
            let mut events: Vec<_> = events.into_iter().enumerate().map(event).collect();
            // One place in the order, one event.
            events.sort_by_key(|(_, order, _)| *order);
            events.dedup_by_key(|(_, order, _)| *order);
            events
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn whatever_the_order_of_arrival_the_same_event_stands(
            (events, arrived) in events().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle())),
        ) {
            // What comes twice changes nothing either.
            let twice: Vec<_> = arrived.iter().chain(&events).copied().collect();
            for register in ALL {
                let stands = expected(register, &events);
                prop_assert_eq!(&after(register, &arrived), &stands, "{}", register.table);
                prop_assert_eq!(&after(register, &twice), &stands, "{}", register.table);
            }
        }
    }
}
