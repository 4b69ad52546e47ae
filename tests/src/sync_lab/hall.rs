//! A hall: its database, its key, and the child that syncs it.

use super::{NOW, folder};
use crate::Outcome;
use domain::event::{BookingMade, Channel, Fact, ItemSnapshot, Language, PersonEntered, PersonalField};
use domain::people::Role;
use domain::reference::catalogue::Catalogue;
use domain::reference::shipped;
use domain::time::BeijingDay;
use journal::{DeviceId, DeviceKey, EventId, KindCode, KindVersion, Seq, WallTime};
use link::StoreReplica;
use std::path::Path;
use std::sync::Arc;
use store::{HallKey, KeySeal, NewEvent, Seal, SealError, SealLabel, Store, StoreError, Unsealed, VaultField, WriteTx};
use sync::{Child, Identity};
use tempfile::TempDir;

/// Suite 9: what is sealed cannot be read by looking, and is as long as AES-256-GCM makes it.
#[derive(Debug, Clone, Copy)]
pub struct TestSeal;

impl Seal for TestSeal {
    fn suite(&self) -> u8 {
        9
    }

    fn seal(&self, _label: SealLabel<'_>, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        // Nonce and tag of 28 bytes, then the text, flipped.
        let tag = (0..28).map(|at: u8| plain.iter().fold(at, |sum, byte| sum.wrapping_mul(31).wrapping_add(*byte)));
        Ok(tag.chain(plain.iter().map(|byte| byte ^ 0xa5)).collect())
    }

    fn open(&self, _label: SealLabel<'_>, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        Ok(sealed.get(28..).ok_or(SealError::Damaged)?.iter().map(|byte| byte ^ 0xa5).collect())
    }
}

/// A hall's PC.
pub struct LabHall {
    /// Its folder.
    pub dir: TempDir,
    /// Its database.
    pub store: Store,
    /// Its key.
    pub key: Arc<DeviceKey>,
}

impl LabHall {
    /// A new one; the number makes name and key.
    ///
    /// # Errors
    /// When the database cannot be made.
    pub fn new(number: u64) -> Outcome<Self> {
        Self::new_in(folder(), number, true)
    }

    /// A new one in a folder that is there. Without a seal nothing personal leaves it, so that events can be counted alone.
    ///
    /// # Errors
    /// When the database cannot be made.
    pub fn new_in(dir: TempDir, number: u64, is_sealed: bool) -> Outcome<Self> {
        let store = match is_sealed {
            true => Store::create_sealed(dir.path(), device(number), NOW, Arc::new(TestSeal))?,
            false => Store::create_sealed(dir.path(), device(number), NOW, Arc::new(Unsealed))?,
        };
        Ok(Self { dir, store, key: Arc::new(key(number)) })
    }

    /// A new one whose values are sealed as a hall's are, under a key that the PCs of a hall share.
    ///
    /// # Errors
    /// When the database cannot be made.
    pub fn keyed(number: u64, hall_key: &HallKey) -> Outcome<Self> {
        let dir = folder();
        let seal = Arc::new(KeySeal::new(hall_key));
        let store = Store::create_sealed(dir.path(), device(number), NOW, seal)?;
        Ok(Self { dir, store, key: Arc::new(key(number)) })
    }

    /// Enters somebody of a role.
    ///
    /// # Errors
    /// What the database says.
    pub fn enter(&self, role: Role) -> Outcome<EventId> {
        let entered = new_event(Fact::PersonEntered(PersonEntered { roles: vec![role] }));
        let event = NewEvent { actor: None, ..entered };
        Ok(self.store.write(move |tx: &mut WriteTx<'_>| tx.append(event))?)
    }

    /// Says that a booking is erased, by somebody, and takes nothing out.
    ///
    /// # Errors
    /// What the database says.
    pub fn say_erased(&self, booking: EventId, actor: Option<EventId>) -> Outcome<EventId> {
        Ok(self.store.write(move |tx: &mut WriteTx<'_>| tx.append(erased(booking, actor)))?)
    }

    /// What stands in a folder, opened as the PC of this number.
    ///
    /// # Errors
    /// When it does not open.
    pub fn open(dir: TempDir, number: u64) -> Outcome<Self> {
        let store = Store::open_sealed(dir.path(), NOW, Arc::new(TestSeal))?;
        Ok(Self { dir, store, key: Arc::new(key(number)) })
    }

    /// Books, all in one transaction.
    ///
    /// # Errors
    /// What the database says.
    pub fn book(&self, first: u64, count: u64) -> Outcome<Vec<EventId>> {
        self.book_at(first, count, NOW)
    }

    /// The same while this PC's clock says so.
    ///
    /// # Errors
    /// What the database says.
    pub fn book_at(&self, first: u64, count: u64, wall: WallTime) -> Outcome<Vec<EventId>> {
        let bookings = bookings(first, count)?;
        Ok(self.store.write(move |tx: &mut WriteTx<'_>| {
            let mut made = Vec::new();
            for body in bookings {
                let id = tx.append(NewEvent { wall, ..new_event(Fact::BookingMade(body)) })?;
                tx.vault_put(id, VaultField(1), "王小明")?;
                tx.vault_put(id, VaultField(2), "13800138000")?;
                made.push(id);
            }
            Ok::<_, StoreError>(made)
        })?)
    }

    /// Erases bookings, from every file, and says so in an event each.
    ///
    /// # Errors
    /// What the database says.
    pub fn erase(&self, bookings: Vec<EventId>) -> Outcome<()> {
        let made = bookings.clone();
        self.store.erase(bookings, &[], move |tx: &mut WriteTx<'_>| {
            made.iter().try_for_each(|booking| tx.append(erased(*booking, None)).map(|_| ()))
        })?;
        Ok(())
    }

    /// Writes an event of a kind that no version knows.
    ///
    /// # Errors
    /// What the database says.
    pub fn write_unknown(&self, must_understand: bool) -> Outcome<EventId> {
        let event = |usual| NewEvent { kind: KindCode(60_000), must_understand, body: vec![0xff, 0x00, 0x01], ..usual };
        self.write_newer(event)
    }

    /// Writes an event as a newer program might: `change` makes it of a usual one, a cancellation.
    ///
    /// # Errors
    /// What the database says.
    pub fn write_newer(&self, change: impl FnOnce(NewEvent) -> NewEvent) -> Outcome<EventId> {
        let event = change(new_event(cancelled()));
        Ok(self.store.write(move |tx: &mut WriteTx<'_>| tx.append(event))?)
    }

    /// The child that syncs it, started the `incarnation`th time, to the authority.
    ///
    /// # Errors
    /// What the database says.
    pub fn child(&self, authority: journal::Hash, incarnation: u64) -> Outcome<(Child, StoreReplica)> {
        let replica = StoreReplica::new(self.store.clone());
        let identity = Identity {
            device: self.store.device(),
            key: Arc::clone(&self.key),
            authority,
            incarnation,
            program: "lab".to_owned(),
        };
        Ok((Child::new(identity, &replica)?, replica))
    }

    /// A copy of the folder, as of a cloned disk. The database is closed meanwhile.
    ///
    /// # Errors
    /// What the disk says.
    pub fn cloned(self, number: u64) -> Outcome<(Self, TempDir)> {
        let Self { dir, store, .. } = self;
        drop(store);
        let copy = folder();
        copy_files(dir.path(), copy.path())?;
        Ok((Self::open(dir, number)?, copy))
    }
}

fn copy_files(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() && !["yanshi.lock", "incarnation"].iter().any(|left| entry.file_name() == *left)
        {
            std::fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn device(number: u64) -> DeviceId {
    DeviceId((0xd000_0000_0000_0000 + number).to_be_bytes())
}

fn key(number: u64) -> DeviceKey {
    let mut secret = [7; 32];
    secret[..8].copy_from_slice(&number.to_be_bytes());
    DeviceKey::from_bytes(&secret)
}

fn cancelled() -> Fact {
    let reason = domain::event::CancelReason::CitizenAsked;
    Fact::BookingCancelled(domain::event::BookingCancelled { reason, remark: false })
}

/// That a booking is erased, by somebody or by the program.
fn erased(booking: EventId, actor: Option<EventId>) -> NewEvent {
    let reason = domain::event::EraseReason::Asked;
    let fact = Fact::BookingErased(domain::event::BookingErased { reason });
    NewEvent { entity: Some(booking), actor, ..new_event(fact) }
}

/// An event of this PC.
fn new_event(fact: Fact) -> NewEvent {
    NewEvent {
        kind: KindCode(fact.kind()),
        version: KindVersion(fact.version()),
        must_understand: true,
        entity: None,
        base: None,
        actor: Some(EventId { device: device(1), seq: Seq(1) }),
        wall: NOW,
        body: fact.encode(),
    }
}

/// Bookings of the shipped items over Saturdays, different and yet the same in every run.
///
/// # Errors
/// When the shipped catalogue does not parse.
pub fn bookings(first: u64, count: u64) -> Outcome<Vec<BookingMade>> {
    let catalogue = Catalogue::from_csv(shipped::DEPARTMENTS, shipped::ITEMS)?;
    let items: Vec<ItemSnapshot> = catalogue.items().iter().map(ItemSnapshot::of).collect();
    let booking = |number: u64| {
        let mut draw = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995;
        let mut pick = |of: u64| {
            draw ^= draw << 13;
            draw ^= draw >> 7;
            draw ^= draw << 17;
            draw % of
        };
        let item = items[usize::try_from(pick(items.len() as u64)).unwrap_or(0)].clone();
        BookingMade {
            number: 1_000_000_000 + number,
            day: BeijingDay(20_785 + 7 * u32::try_from(pick(8)).unwrap_or(0)),
            session: u8::try_from(pick(2)).unwrap_or(0),
            slot: u16::try_from(pick(6)).unwrap_or(0),
            seats: vec![u16::try_from(number % 60_000).unwrap_or(0) + 1],
            items: vec![item],
            party: 1,
            channel: Channel::Desk,
            green_channel: false,
            slip_language: Language::ZhHans,
            personal: vec![PersonalField::Name, PersonalField::Phone],
            start: None,
            group: None,
            earlier: None,
            denied: None,
            promised: None,
        }
    };
    Ok((first..first + count).map(booking).collect())
}
