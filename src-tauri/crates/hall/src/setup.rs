//! The first run: which hall this is, how its Saturdays are cut, where its data lies.

use crate::record::record;
use crate::{FieldRefusal, Refusal};
use domain::event::{Fact, HallFounded, ReferenceAdopted, ReferenceKind};
use domain::hours::{SessionError, SessionTimes};
use domain::names::Names;
use domain::seat::PlannedSession;
use journal::{DeviceId, WallTime};
use std::path::{Path, PathBuf};
use store::{HallKey, KeyFault, ReadTx, RecoveryCode, Store, StoreError, WriteTx, keys};

/// Most seats in a slot: more windows than any hall has.
const WINDOWS_MAX: u16 = 99;
const SLOT_MINUTES_MIN: u16 = 5;
const SLOT_MINUTES_MAX: u16 = 240;
const HALL_NAME_CHARACTERS_MAX: usize = 60;

/// A hall of the shipped directory, with the Saturday hours its sources give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HallChoice {
    pub hall: u32,
    pub names: Names,
    pub saturday: Vec<SessionTimes>,
    pub source: String,
}

/// What is found where the data might lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundLocation {
    pub existing: bool,
}

/// The answers of the wizard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founding {
    pub dir: PathBuf,
    pub directory: Option<u32>,
    pub name: Names,
    pub demo: bool,
    pub saturday: Vec<SessionTimes>,
    pub windows: u16,
    pub slot_minutes: u16,
    pub shipped_catalogue: bool,
}

impl Founding {
    /// Checks the answers and cuts the sessions.
    pub(crate) fn check(&self) -> Result<HallFounded, Refusal> {
        let mut faults = Vec::new();
        let name = self.name.zh_hans.trim();
        if name.is_empty() || name.chars().count() > HALL_NAME_CHARACTERS_MAX {
            faults.push(FieldRefusal::HallName);
        }
        if self.saturday.is_empty() {
            faults.push(FieldRefusal::Sessions);
        }
        let mut sessions = self.saturday.clone();
        sessions.sort_unstable();
        match SessionTimes::validate(&sessions) {
            Ok(()) => {}
            Err(SessionError::Order | SessionError::Overlap | SessionError::Time) => {
                faults.push(FieldRefusal::SessionOrder);
            }
        }
        if !(1..=WINDOWS_MAX).contains(&self.windows) {
            faults.push(FieldRefusal::WindowsRange { min: 1, max: WINDOWS_MAX });
        }
        if !(SLOT_MINUTES_MIN..=SLOT_MINUTES_MAX).contains(&self.slot_minutes) {
            faults.push(FieldRefusal::SlotRange { min: SLOT_MINUTES_MIN, max: SLOT_MINUTES_MAX });
        }
        let saturday: Vec<PlannedSession> = sessions
            .iter()
            .map(|times| PlannedSession {
                from: times.from.into(),
                to: times.to.into(),
                slot_minutes: self.slot_minutes,
                seats: self.windows,
            })
            .collect();
        if faults.is_empty() && saturday.iter().any(|session| session.slots() == 0) {
            faults.push(FieldRefusal::Sessions);
        }
        if !faults.is_empty() {
            return Err(Refusal::Fields(faults));
        }
        Ok(HallFounded { directory: self.directory, name: self.name.clone(), demo: self.demo, saturday })
    }
}

/// Looks at a folder before it is chosen: it must be absolute and writable; missing folders are made.
///
/// # Errors
/// [`FieldRefusal`] at the folder's field.
pub(crate) fn look_at(dir: &Path) -> Result<FoundLocation, Refusal> {
    if dir.as_os_str().is_empty() {
        return Err(FieldRefusal::DirectoryMissing.into());
    }
    if !dir.is_absolute() {
        return Err(FieldRefusal::DirectoryNotAbsolute.into());
    }
    let probe = dir.join(".yanshi-probe");
    let written = std::fs::create_dir_all(dir).and_then(|()| std::fs::write(&probe, b"probe"));
    let removed = written.and_then(|()| std::fs::remove_file(&probe));
    removed.map_err(|_| FieldRefusal::DirectoryNotWritable)?;
    Ok(FoundLocation { existing: Store::exists(dir) })
}

/// Makes the hall: database, founding event, and an empty catalogue where that was chosen. A database left over from a
/// founding that was cut short is finished. Returns the recovery code too, which is shown now or never.
pub(crate) fn found(founding: &Founding, wall: WallTime) -> Result<(Store, RecoveryCode), Refusal> {
    let founded = founding.check()?;
    look_at(&founding.dir)?;
    let (key, code) = (own_key(&founding.dir)?, RecoveryCode::generate()?);
    let store = if Store::exists(&founding.dir) {
        Store::open_upgrading(&founding.dir, wall, &key, &code)?
    } else {
        let random = getrandom::u64().map_err(|error| StoreError::Io(error.to_string()))?;
        Store::create(&founding.dir, DeviceId(random.to_be_bytes()), wall, &key, &code)?
    };
    if store.read(|tx: &ReadTx<'_>| tx.views().hall())?.is_some() {
        return Err(Refusal::AlreadySetUp);
    }
    let empty_catalogue = !founding.shipped_catalogue;
    let wrapped = code.wrap(&key)?;
    store.write(move |tx: &mut WriteTx<'_>| -> Result<(), Refusal> {
        // The code of a founding that was cut short has been seen by nobody.
        tx.recovery_put(&wrapped)?;
        record(tx, wall, &Fact::HallFounded(founded), None, None)?;
        if empty_catalogue {
            let hash = crate::reference::keep(tx, "")?;
            let adopted = ReferenceAdopted { kind: ReferenceKind::Items, hash, shipped: false };
            record(tx, wall, &Fact::ReferenceAdopted(adopted), None, None)?;
        }
        Ok(())
    })?;
    Ok((store, code))
}

/// The key in a folder's key file. A new one is made where there is none and nothing is sealed yet, and is on the disk
/// before anything is; beside sealed data a new key would only hide that the right one is missing.
pub(crate) fn own_key(dir: &Path) -> Result<HallKey, Refusal> {
    match keys::read(dir) {
        Err(KeyFault::Missing) if !Store::exists(dir) || store::key_on_record(dir)?.is_none() => {
            let key = HallKey::generate()?;
            keys::write(dir, &key)?;
            Ok(key)
        }
        read => Ok(read?),
    }
}
