//! The program over its whole life: no hall yet, a hall at work, or data that cannot be used as it is.

use crate::daily_backup::DailyBackup;
use crate::setup::{self, FoundLocation, Founding, HallChoice};
use crate::{Backup, Clock, Hall, Refusal};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use store::{OpenError, ReadTx, RecoveryCode, Store};

/// Where the wizard writes which folder was chosen, when it is not the usual one.
const LOCATION_FILE: &str = "location.txt";

/// The whole program behind its doors.
pub struct Program {
    clock: Clock,
    home: PathBuf,
    state: RwLock<State>,
    /// Counts openings, so that a restored hall never looks like the one before it.
    opened: AtomicU32,
}

enum State {
    Setup,
    Ready(Arc<Hall>, #[allow(dead_code)] Option<DailyBackup>), // Held while the hall is open.
    Trouble(Trouble),
}

/// Where the program stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Setup,
    Ready,
    Trouble,
}

/// Why the data cannot be used, and what may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    pub kind: TroubleKind,
    /// For the technician; no personal values.
    pub detail: String,
    /// The newest verified backup, where restoring it would help.
    pub backup: Option<Backup>,
}

/// Kinds of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TroubleKind {
    NewerDatabase,
    Corrupt,
    ReadOnly,
    InUse,
    Disk,
    /// The key file is missing or cannot be read.
    KeyMissing,
    /// The data is sealed with another key.
    KeyForeign,
}

impl Program {
    /// Opens whatever lies at home. Trouble is a stage, not an error: there is always a screen.
    pub fn open(home: PathBuf, clock: Clock) -> Self {
        let program = Self { clock, home, state: RwLock::new(State::Setup), opened: AtomicU32::new(0) };
        program.reopen();
        program
    }

    fn reopen(&self) {
        let dir = self.dir();
        let state = if Store::exists(&dir) {
            open_state(&dir, self.clock)
        } else if dir == self.home && Store::backups(&dir).is_empty() {
            State::Setup
        } else {
            // The drive chosen in the wizard is not there, or the database was deleted beside its backups: to offer a
            // new hall now would hide the real one.
            State::Trouble(missing(&dir))
        };
        self.set(state);
    }

    fn set(&self, state: State) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
        self.opened.fetch_add(1, Ordering::Relaxed);
    }

    /// The clock all screens show.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Where the data lies or would lie.
    pub fn dir(&self) -> PathBuf {
        let chosen = std::fs::read_to_string(self.home.join(LOCATION_FILE)).ok();
        chosen.map(|text| PathBuf::from(text.trim())).filter(|dir| dir.is_absolute()).unwrap_or(self.home.clone())
    }

    /// Where the program stands.
    pub fn stage(&self) -> Stage {
        match *self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Setup => Stage::Setup,
            State::Ready(..) => Stage::Ready,
            State::Trouble(_) => Stage::Trouble,
        }
    }

    /// The hall at work.
    ///
    /// # Errors
    /// [`Refusal::NotReady`] before set-up and in trouble.
    pub fn hall(&self) -> Result<Arc<Hall>, Refusal> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Ready(hall, _) => Ok(Arc::clone(hall)),
            State::Setup | State::Trouble(_) => Err(Refusal::NotReady),
        }
    }

    /// What is wrong, if anything.
    pub fn trouble(&self) -> Option<Trouble> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Trouble(trouble) => Some(trouble.clone()),
            State::Setup | State::Ready(..) => None,
        }
    }

    /// Differs whenever anything on screen may be old.
    ///
    /// # Errors
    /// What the store says.
    pub fn revision(&self) -> Result<u32, Refusal> {
        let events = match self.hall() {
            Ok(hall) => hall.revision()?,
            Err(_) => 0, // Before set-up and in trouble only an opening changes anything.
        };
        let opened = self.opened.load(Ordering::Relaxed);
        Ok(u32::try_from(events & 0x00ff_ffff).unwrap_or(0) | (opened << 24))
    }

    /// What the wizard offers.
    ///
    /// # Errors
    /// [`Refusal::Broken`] if the shipped data does not read, which its tests exclude.
    pub fn hall_choices(&self) -> Result<Vec<HallChoice>, Refusal> {
        crate::reference::hall_choices(self.clock.now().date())
    }

    /// Looks at a folder for the data.
    ///
    /// # Errors
    /// What is wrong with it, at its field.
    pub fn look_at(&self, dir: &Path) -> Result<FoundLocation, Refusal> {
        setup::look_at(dir)
    }

    /// Makes the hall and goes to work. The recovery code is to be shown now: nothing can show it again.
    ///
    /// # Errors
    /// Every wrong answer at its field, [`Refusal::AlreadySetUp`], or what the disk says.
    pub fn found(&self, founding: &Founding) -> Result<RecoveryCode, Refusal> {
        if self.stage() != Stage::Setup {
            return Err(Refusal::AlreadySetUp);
        }
        let (store, code) = setup::found(founding, self.clock.wall())?;
        if founding.dir != self.home {
            remember_location(&self.home, &founding.dir)?;
        }
        let hall = Hall::take_over(store, self.clock)?;
        self.set(ready(hall, &founding.dir));
        Ok(code)
    }

    /// Puts a verified backup in the place of damaged data and goes to work.
    ///
    /// # Errors
    /// [`Refusal::BackupNotFound`], or what the disk says.
    pub fn restore(&self, file: &str) -> Result<(), Refusal> {
        if self.stage() != Stage::Trouble {
            return Err(Refusal::AlreadySetUp);
        }
        let dir = self.dir();
        if !Store::backups(&dir).iter().any(|backup| backup.verified && backup.file == file) {
            return Err(Refusal::BackupNotFound);
        }
        Store::restore(&dir, file, self.clock.wall())?;
        self.reopen();
        Ok(())
    }
}

fn ready(hall: Hall, dir: &Path) -> State {
    let hall = Arc::new(hall);
    let backups = DailyBackup::watch(&hall, dir.to_owned());
    State::Ready(hall, backups)
}

fn open_state(dir: &Path, clock: Clock) -> State {
    let opened = open_store(dir, clock).and_then(|store| {
        if store.read(|tx: &ReadTx<'_>| tx.views().hall())?.is_none() {
            return Ok(State::Setup);
        }
        Ok(ready(Hall::take_over(store, clock)?, dir))
    });
    opened.unwrap_or_else(|refusal| State::Trouble(trouble(dir, &refusal)))
}

/// Opens with the key of this PC. Data from before values were sealed is put under one; nobody has seen that recovery
/// code, so the first that is printed takes its place.
fn open_store(dir: &Path, clock: Clock) -> Result<Store, Refusal> {
    let key = setup::own_key(dir)?;
    match Store::open(dir, clock.wall(), &key) {
        Err(OpenError::ForeignKey { on_record: None, .. }) => {
            Ok(Store::open_upgrading(dir, clock.wall(), &key, &RecoveryCode::generate()?)?)
        }
        opened => Ok(opened?),
    }
}

fn missing(dir: &Path) -> Trouble {
    let backup = newest_backup(dir);
    let kind = if backup.is_some() { TroubleKind::Corrupt } else { TroubleKind::Disk };
    Trouble { kind, detail: format!("no data in {}", dir.display()), backup }
}

fn trouble(dir: &Path, refusal: &Refusal) -> Trouble {
    let kind = match refusal {
        Refusal::Open(OpenError::NewerDatabase { .. }) => TroubleKind::NewerDatabase,
        Refusal::Open(OpenError::Corrupt { .. }) | Refusal::Broken(_) => TroubleKind::Corrupt,
        Refusal::Open(OpenError::ReadOnly) => TroubleKind::ReadOnly,
        Refusal::Open(OpenError::InUse) => TroubleKind::InUse,
        Refusal::Open(OpenError::ForeignKey { .. }) => TroubleKind::KeyForeign,
        Refusal::Key(_) => TroubleKind::KeyMissing,
        _ => TroubleKind::Disk,
    };
    let backup = if kind == TroubleKind::Corrupt { newest_backup(dir) } else { None };
    Trouble { kind, detail: refusal.to_string(), backup }
}

fn newest_backup(dir: &Path) -> Option<Backup> {
    Store::backups(dir).into_iter().find(|backup| backup.verified).map(Backup::from)
}

fn remember_location(home: &Path, dir: &Path) -> Result<(), Refusal> {
    let written = std::fs::create_dir_all(home)
        .and_then(|()| std::fs::write(home.join(LOCATION_FILE), dir.to_string_lossy().as_bytes()));
    written.map_err(|_| Refusal::from(crate::FieldRefusal::DirectoryNotWritable))
}
