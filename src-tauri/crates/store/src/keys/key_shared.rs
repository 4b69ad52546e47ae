//! The hall's key on its way to other PCs of the hall: wrapped by the recovery code, it travels as a sealed value under the
//! event that founded the hall. Whoever carries it, the central server included, cannot open it; a new PC can, with the
//! printed code.
//!
//! Whoever carries it could put something else in its place, too. So beside it, under the next lower field, travels the same
//! wrapping sealed with the hall's key itself, with a number that grows with each new code ([`Vouched`]). Only what is
//! vouched for like that, under a higher number, is followed: an earlier pair sent again is not. Programs of before hand
//! the second row on and do not read it.

use super::key_id::KeyId;
use super::key_record;
use super::recovery::KeyOnRecord;
use crate::db::error::StoreError;
use crate::journal::{incarnation, meta};
use crate::replica::{self, ParkedWhy, SealedValue};
use crate::small::local;
use crate::vault::key_seal;
use crate::vault::seal::{Seal, VaultField, WRAPPED};
use crate::vault::vault_table;
use crate::views;
use journal::EventId;
use rusqlite::{Connection, params};

/// Fields of bookings and people are far below.
const FIELD: VaultField = VaultField(0xffff);
/// 0xfffe is the text of reference data.
const VOUCHED: VaultField = VaultField(0xfffd);

/// Name among the settings of this PC: how many codes have been made, as far as is known here.
const GENERATION: &str = "keys.generation";

/// A wrapping that somebody who has the hall's key vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Vouched {
    /// Grows with each new code.
    pub(super) generation: u64,
    pub(super) record: KeyOnRecord,
}

impl Vouched {
    fn text(&self) -> String {
        let bytes = bytes(&self.record);
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{} {hex}", self.generation)
    }

    fn parse(text: &str) -> Option<Self> {
        let (generation, hex) = text.split_once(' ')?;
        let byte = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        let bytes: Option<Vec<u8>> = (0..hex.len()).step_by(2).map(byte).collect();
        Some(Self { generation: generation.parse().ok()?, record: record(&bytes?)? })
    }

    /// Whether it stands over another: two codes made at once on two PCs come to one everywhere.
    pub(super) fn is_over(&self, other: &Self) -> bool {
        let order = |vouched: &Self| (vouched.generation, vouched.record.wrapped.clone());
        order(self) > order(other)
    }
}

fn bytes(record: &KeyOnRecord) -> Vec<u8> {
    [record.key.0.as_slice(), record.wrapped.as_slice()].concat()
}

fn record(bytes: &[u8]) -> Option<KeyOnRecord> {
    let (id, wrapped) = bytes.split_first_chunk()?;
    Some(KeyOnRecord { key: KeyId(*id), wrapped: wrapped.to_vec() })
}

/// Whether this is where the wrapping stands.
pub(crate) fn is_wrapping(connection: &Connection, subject: EventId, field: VaultField) -> Result<bool, StoreError> {
    Ok(field == FIELD && views::hall_id(connection)? == Some(subject))
}

/// Why an arriving wrapping does not come in the place of the one here; `None` if it does. A PC that joins has no key of the
/// hall to tell by.
pub(crate) fn judge(
    connection: &Connection,
    here: &SealedValue,
    arriving: &SealedValue,
) -> Result<Option<ParkedWhy>, StoreError> {
    let Some(own) = key_record::read(connection)? else { return Ok(None) };
    let is_ours = record(&here.sealed).is_some_and(|here| here.key == own.key);
    if !is_ours && meta::read(connection)?.chain.events() == 0 && incarnation::all(connection)?.len() == 1 {
        return Ok(None);
    }
    if arriving.suite != WRAPPED && arriving.suite != key_seal::SUITE {
        return Ok(Some(ParkedWhy::Suite));
    }
    let found = record(&arriving.sealed).filter(|found| {
        arriving.suite == WRAPPED && found.key == own.key && super::recovery::is_wrapped_key(&found.wrapped)
    });
    Ok(match found {
        None => Some(ParkedWhy::Damaged),
        Some(found) if found == own => None,
        Some(_) => Some(ParkedWhy::Wrapping),
    })
}

/// The wrapping that is shared; `None` where none is, or what stands there is none.
pub(super) fn shared(connection: &Connection) -> Result<Option<KeyOnRecord>, StoreError> {
    Ok(row(connection)?.and_then(|value| record(&value.sealed)))
}

fn row(connection: &Connection) -> Result<Option<SealedValue>, StoreError> {
    let Some(hall) = views::hall_id(connection)? else { return Ok(None) };
    replica::value_at(connection, hall, FIELD)
}

/// The wrapping that is vouched for, if there is one.
pub(super) fn vouched(connection: &Connection, seal: &dyn Seal) -> Result<Option<Vouched>, StoreError> {
    let Some(hall) = views::hall_id(connection)? else { return Ok(None) };
    Ok(vault_table::get(connection, seal, hall, VOUCHED)?.and_then(|text| Vouched::parse(&text)))
}

/// How many codes have been made, as far as is known here; 0 before any was vouched for.
pub(super) fn generation(connection: &Connection) -> Result<u64, StoreError> {
    let bytes = local::get(connection, GENERATION)?.and_then(|bytes| <[u8; 8]>::try_from(bytes).ok());
    Ok(bytes.map_or(0, u64::from_be_bytes))
}

pub(super) fn set_generation(connection: &Connection, generation: u64) -> Result<(), StoreError> {
    local::put(connection, GENERATION, &generation.to_be_bytes())
}

/// Shares a wrapping.
pub(super) fn put(connection: &Connection, hall: EventId, record: &KeyOnRecord) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO vault (subject_device, subject_seq, field, suite, sealed)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![hall.device.0, crate::db::sql_int::to_sql(hall.seq.0), FIELD.0, WRAPPED, bytes(record)])?;
    Ok(())
}

/// Vouches for it.
pub(super) fn vouch(
    connection: &Connection,
    seal: &dyn Seal,
    hall: EventId,
    vouched: &Vouched,
) -> Result<(), StoreError> {
    vault_table::put(connection, seal, hall, VOUCHED, &vouched.text())
}

/// A new code has been made: what is shared follows what is on record, where anything is shared at all.
pub(crate) fn follow_record(connection: &Connection, seal: &dyn Seal) -> Result<(), StoreError> {
    let Some(record) = key_record::read(connection)? else { return Ok(()) };
    let known = vouched(connection, seal)?.map_or(0, |vouched| vouched.generation);
    let generation = generation(connection)?.max(known).saturating_add(1);
    set_generation(connection, generation)?;
    let (Some(hall), Some(_)) = (views::hall_id(connection)?, row(connection)?) else { return Ok(()) };
    put(connection, hall, &record)?;
    vouch(connection, seal, hall, &Vouched { generation, record })
}

/// What is shared is what is on record here: whoever sent something else in its place is answered with it.
pub(super) fn restore(connection: &Connection, seal: &dyn Seal) -> Result<(), StoreError> {
    let (Some(hall), Some(found), Some(own)) =
        (views::hall_id(connection)?, row(connection)?, key_record::read(connection)?)
    else {
        return Ok(());
    };
    if found.suite != WRAPPED || record(&found.sealed).as_ref() != Some(&own) {
        put(connection, hall, &own)?;
    }
    let mine = Vouched { generation: generation(connection)?, record: own };
    if mine.generation > 0 && vouched(connection, seal)?.as_ref() != Some(&mine) {
        vouch(connection, seal, hall, &mine)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vouched(generation: u64, wrapped: &[u8]) -> Vouched {
        Vouched { generation, record: KeyOnRecord { key: KeyId([7; 8]), wrapped: wrapped.to_vec() } }
    }

    #[test]
    fn what_is_vouched_for_reads_as_it_was_written() {
        let one = vouched(3, &[1, 0xab, 0]);
        assert_eq!(one.text(), "3 070707070707070701ab00");
        assert_eq!(Vouched::parse(&one.text()), Some(one));
        for text in ["", "3", "3 07", "x 0707070707070707", "3 070707070707070", "3 07070707070707zz", "3 王王王王"]
        {
            assert_eq!(Vouched::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_later_code_stands_and_of_two_at_once_one() {
        let [first, second, other] = [vouched(1, &[9]), vouched(2, &[1]), vouched(2, &[2])];
        assert!(second.is_over(&first) && !first.is_over(&second));
        assert!(other.is_over(&second) != second.is_over(&other));
        assert!(!first.is_over(&first.clone()));
    }
}
