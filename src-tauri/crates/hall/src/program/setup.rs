//! The first run: which hall this is, how its Saturdays are cut, where its data lies.

use crate::ground::{Author, FieldRefusal, Refusal, record};
use crate::people::{CheckedManager, check_manager, enter_first};
use domain::event::{Fact, HallFounded, ReferenceAdopted, ReferenceKind};
use domain::limits::{HALL_NAME_CHARACTERS_MAX, SLOT_MINUTES_MAX, SLOT_MINUTES_MIN, WINDOWS_MAX};
use domain::names::Names;
use domain::record::RecordId;
use domain::reference::hours::{SessionError, SessionTimes};
use domain::seat::{PlannedSession, SESSIONS_MAX};
use domain::text::clean_name;
use journal::{DeviceId, WallTime};
use std::path::{Path, PathBuf};
use store::{HallKey, KeyFault, ReadTx, RecoveryCode, Store, StoreError, WriteTx, keys};

/// What is found where the data might lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundLocation {
    pub existing: bool,
}

/// The answers of the wizard.
#[derive(Clone, PartialEq, Eq)]
pub struct Founding {
    pub dir: PathBuf,
    pub directory: Option<u32>,
    pub name: Names,
    pub demo: bool,
    pub saturday: Vec<SessionTimes>,
    pub windows: u16,
    pub slot_minutes: u16,
    pub shipped_catalogue: bool,
    /// Name of the first manager.
    pub manager: String,
    /// Their PIN or password, as typed.
    pub secret: String,
}

impl Founding {
    /// Checks everything; all faults are told at once.
    pub(crate) fn check_all(&self) -> Result<(HallFounded, CheckedManager), Refusal> {
        match (self.check(), check_manager(&self.manager, &self.secret)) {
            (Ok(founded), Ok(manager)) => Ok((founded, manager)),
            (Err(Refusal::Fields(mut faults)), Err(Refusal::Fields(more))) => {
                faults.extend(more);
                Err(Refusal::Fields(faults))
            }
            (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
        }
    }

    /// Checks the answers about the hall and cuts the sessions.
    fn check(&self) -> Result<HallFounded, Refusal> {
        let mut faults = Vec::new();
        let name = clean_names(&self.name).zh_hans;
        if name.is_empty() || name.chars().count() > HALL_NAME_CHARACTERS_MAX {
            faults.push(FieldRefusal::HallName);
        }
        if self.saturday.is_empty() {
            faults.push(FieldRefusal::Sessions);
        }
        if self.saturday.len() > SESSIONS_MAX {
            faults.push(FieldRefusal::TooManySaturdaySessions { max: SESSIONS_MAX });
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
        Ok(HallFounded { directory: self.directory, name: clean_names(&self.name), demo: self.demo, saturday })
    }

    /// What is wrong with the answers.
    pub fn faults(&self) -> Vec<FieldRefusal> {
        Refusal::fields_of(self.check_all())
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
    let written = store::make_folder(dir).and_then(|()| std::fs::write(&probe, b"probe"));
    let removed = written.and_then(|()| std::fs::remove_file(&probe));
    removed.map_err(|_| FieldRefusal::DirectoryNotWritable)?;
    Ok(FoundLocation { existing: Store::exists(dir) })
}

/// A hall that has just been made.
pub(crate) struct Made {
    pub store: Store,
    pub manager: RecordId,
    pub code: RecoveryCode,
}

/// A database in which the hall is to be founded, and the answers, checked.
pub(crate) struct Begun {
    store: Store,
    founded: HallFounded,
    manager: CheckedManager,
}

/// Checks the answers and makes key and database, as yet without a hall. What a founding that was cut short has left is
/// gone on with.
pub(crate) fn begin(founding: &Founding, author: Author) -> Result<Begun, Refusal> {
    let (founded, manager) = founding.check_all()?;
    look_at(&founding.dir)?;
    Ok(Begun { store: empty_store(&founding.dir, author.wall)?, founded, manager })
}

/// Makes the hall: founding event, first manager, and an empty catalogue where that was chosen.
pub(crate) fn found(founding: &Founding, begun: Begun, author: Author) -> Result<Made, Refusal> {
    let Begun { store, founded, manager } = begun;
    let (key, code) = (key_for(&founding.dir)?, RecoveryCode::generate()?);
    let (empty_catalogue, wrapped) = (!founding.shipped_catalogue, code.wrap(&key)?);
    let manager = store.write(move |tx: &mut WriteTx<'_>| -> Result<RecordId, Refusal> {
        tx.recovery_put(&wrapped)?;
        record(tx, author, &Fact::HallFounded(founded), None, None)?;
        if empty_catalogue {
            let hash = crate::reference::keep(tx, "")?;
            let adopted = ReferenceAdopted { kind: ReferenceKind::Items, hash, shipped: false };
            record(tx, author, &Fact::ReferenceAdopted(adopted), None, None)?;
        }
        Ok(enter_first(tx, author, &manager.0)?)
    })?;
    Ok(Made { store, manager, code })
}

/// A database without a hall: the one that is there, where something was cut short, else a new one. Its recovery code is
/// told to nobody yet.
pub(crate) fn empty_store(dir: &Path, wall: WallTime) -> Result<Store, Refusal> {
    let key = key_for(dir)?;
    let store = if Store::exists(dir) {
        Store::open(dir, wall, &key)?
    } else {
        let random = getrandom::u64().map_err(|error| StoreError::Io(error.to_string()))?;
        Store::create(dir, DeviceId(random.to_be_bytes()), wall, &key, &RecoveryCode::generate()?)?
    };
    match store.read(|tx: &ReadTx<'_>| tx.views().hall())? {
        None => Ok(store),
        Some(_) => Err(Refusal::AlreadySetUp),
    }
}

/// The key for a folder: the one that is there, where a founding was cut short, else a new one, on the disk before the
/// database that needs it. Beside sealed data a new key would only hide that the right one is missing.
fn key_for(dir: &Path) -> Result<HallKey, Refusal> {
    match keys::read(dir) {
        Ok(key) => Ok(key),
        Err(KeyFault::Missing) if !Store::exists(dir) || store::key_on_record(dir)?.is_none() => {
            let key = HallKey::generate()?;
            keys::write(dir, &key)?;
            Ok(key)
        }
        Err(fault) => Err(Refusal::Key(fault)),
    }
}

fn clean_names(names: &Names) -> Names {
    Names::new(&clean_name(&names.zh_hans), &clean_name(&names.zh_hant), &clean_name(&names.en))
}
