//! The program over its whole life: no hall yet, a hall at work, or data that cannot be used as it is.

use super::opening::{self, missing, open_state, ready};
use super::setup::{self, FoundLocation, Founding};
use super::state::{JoiningHall, Stage, State, Trouble};
use crate::ground::{Author, Clock, Hall, Refusal};
use crate::people::{FirstManager, key_by_code};
use crate::reference::choices::HallChoice;
use domain::event::Part;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, TryLockError};
use std::time::{Duration, Instant};
use store::{Store, keys};

/// Where the wizard writes which folder was chosen, when it is not the usual one.
const LOCATION_FILE: &str = "location.txt";

/// The whole program behind its doors.
pub struct Program {
    clock: Clock,
    home: PathBuf,
    state: RwLock<State>,
    /// Counts openings, so that a restored hall never looks like the one before it.
    opened: AtomicU32,
    /// Held by whoever puts another hall in the place of what is here: while one does, the stage says "setup".
    replacing: Mutex<()>,
}

impl Program {
    /// Opens whatever lies at home. Trouble is a stage, not an error: there is always a screen.
    pub fn open(home: PathBuf, clock: Clock) -> Self {
        let program = Self {
            clock,
            home,
            state: RwLock::new(State::Setup),
            opened: AtomicU32::new(0),
            replacing: Mutex::new(()),
        };
        program.reopen();
        program
    }

    pub(crate) fn reopen(&self) {
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

    pub(crate) fn set(&self, state: State) {
        let before = std::mem::replace(&mut *self.state.write().unwrap_or_else(PoisonError::into_inner), state);
        self.opened.fetch_add(1, Ordering::Relaxed);
        drop(before);
    }

    /// Founding, joining, restoring and a new key exclude each other: what each asks of the stage holds until it is done.
    ///
    /// # Errors
    /// [`Refusal::HallBusy`] while another is under way.
    pub(crate) fn alone(&self) -> Result<MutexGuard<'_, ()>, Refusal> {
        match self.replacing.try_lock() {
            Ok(alone) => Ok(alone),
            Err(TryLockError::Poisoned(alone)) => Ok(alone.into_inner()),
            Err(TryLockError::WouldBlock) => Err(Refusal::HallBusy),
        }
    }

    /// Asks the hall that is being joined, if there is one.
    pub(crate) fn with_joining<T>(&self, f: impl FnOnce(&JoiningHall) -> T) -> Option<T> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Joining(joining) => Some(f(joining)),
            State::Setup | State::Ready(..) | State::Trouble(_) => None,
        }
    }

    /// Takes the hall that is being joined out, so that it can be opened or removed.
    pub(crate) fn take_joining(&self) -> Option<JoiningHall> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *state, State::Setup) {
            State::Joining(joining) => Some(joining),
            other => {
                *state = other;
                None
            }
        }
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

    /// One of this PC's own backups, by its name.
    pub fn backup_file(&self, name: &str) -> PathBuf {
        Store::backups_folder(&self.dir()).join(name)
    }

    /// Where the program stands.
    pub fn stage(&self) -> Stage {
        match *self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Setup => Stage::Setup,
            State::Joining(_) => Stage::Joining,
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
            State::Setup | State::Joining(_) | State::Trouble(_) => Err(Refusal::NotReady),
        }
    }

    /// What is wrong, if anything.
    pub fn trouble(&self) -> Option<Trouble> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Trouble(trouble) => Some(trouble.clone()),
            State::Setup | State::Joining(_) | State::Ready(..) => None,
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
        Ok(self.of_this_opening(events))
    }

    /// Differs whenever this part of what screens show may be old.
    pub fn part_revision(&self, part: Part) -> u32 {
        self.of_this_opening(self.hall().map_or(0, |hall| hall.part_revision(part)))
    }

    fn of_this_opening(&self, revision: u64) -> u32 {
        let opened = self.opened.load(Ordering::Relaxed);
        u32::try_from(revision & 0x00ff_ffff).unwrap_or(0) | (opened << 24)
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

    /// Makes the hall with its first manager, and goes to work. Where it lies is remembered before there is a hall: a start
    /// after a power cut finds it, or offers to set it up.
    ///
    /// # Errors
    /// Every wrong answer at its field, [`Refusal::AlreadySetUp`], [`Refusal::HallBusy`], or what the disk says.
    pub fn found(&self, founding: &Founding) -> Result<FirstManager, Refusal> {
        let _alone = self.alone()?;
        if self.stage() != Stage::Setup {
            return Err(Refusal::AlreadySetUp);
        }
        let begun = setup::begin(founding, Author::program(self.clock))?;
        self.remember_location(&founding.dir)?;
        let made = setup::found(founding, begun, Author::program(self.clock))?;
        let hall = opening::take_over(made.store, &founding.dir, self.clock)?;
        let first = hall.first_session(made.manager, made.code)?;
        self.set(ready(hall));
        Ok(first)
    }

    /// Notes where the data lies, if that is not the usual place; on the disk when this returns.
    pub(crate) fn remember_location(&self, dir: &Path) -> Result<(), Refusal> {
        let file = self.home.join(LOCATION_FILE);
        let text = dir.to_string_lossy();
        let chosen = (dir != self.home).then_some(text.as_bytes());
        store::put_small_file(&file, chosen)
            .map_err(|_| Refusal::from(crate::ground::FieldRefusal::DirectoryNotWritable))
    }

    /// Makes a new key file with the recovery code, and goes to work.
    ///
    /// # Errors
    /// What is wrong with the code, at its field; [`Refusal::AlreadySetUp`] when no key is missing.
    pub fn recover_key(&self, code: &str) -> Result<(), Refusal> {
        if !self.trouble().is_some_and(|trouble| trouble.kind.is_of_key()) {
            return Err(Refusal::AlreadySetUp);
        }
        let _alone = self.alone()?;
        let dir = self.dir();
        let record = store::key_on_record(&dir)?.ok_or_else(|| Refusal::Broken("no key is on record".to_owned()))?;
        keys::write(&dir, &key_by_code(&record, code)?)?;
        self.reopen();
        Ok(())
    }

    /// Lets go of the hall, so that its files can be replaced. Commands under way end first; the lock on the folder goes
    /// with the last of them.
    ///
    /// # Errors
    /// [`Refusal::HallBusy`] when they do not end in time; the hall then works on.
    pub(crate) fn close_hall(&self) -> Result<(), Refusal> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        if let State::Ready(hall, _) = &*state {
            hall.stop_syncing();
            let deadline = Instant::now() + CLOSE_WAIT;
            while Arc::strong_count(hall) > 1 {
                if Instant::now() > deadline {
                    hall.start_syncing();
                    return Err(Refusal::HallBusy);
                }
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        *state = State::Setup;
        self.opened.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

impl Drop for Program {
    /// The syncing thread holds the hall for moments; whoever opens the folder next finds it free.
    fn drop(&mut self) {
        if let Ok(hall) = self.hall() {
            hall.stop_syncing();
        }
    }
}

/// Commands take milliseconds; a slow disk some more.
const CLOSE_WAIT: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeping::restore::RestoreWish;
    use crate::program::demo::demo_hall;
    use tempfile::TempDir;

    fn wizard(dir: &Path) -> Founding {
        demo_hall(dir.to_owned(), Clock::system().now().date(), 0).expect("answers")
    }

    /// The power goes after the place was remembered, and before there was a hall.
    #[test]
    fn a_founding_cut_short_goes_on_where_it_was() {
        let (home, data) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
        let open = || Program::open(home.path().to_owned(), Clock::system());
        let program = open();
        let begun = setup::begin(&wizard(data.path()), Author::program(program.clock)).map(drop);
        begun.and_then(|()| program.remember_location(data.path())).expect("begun");
        drop(program);
        let program = open();
        assert_eq!((program.stage(), program.dir()), (Stage::Setup, data.path().to_owned()));
        // Another place is as good, and the usual one is remembered by nothing.
        assert!(program.found(&wizard(home.path())).is_ok());
        drop(program);
        let program = open();
        assert_eq!((program.stage(), program.dir()), (Stage::Ready, home.path().to_owned()));
    }

    #[test]
    fn where_the_place_cannot_be_remembered_there_is_no_hall() {
        let (home, data) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
        std::fs::create_dir(home.path().join(LOCATION_FILE)).expect("in the way");
        let program = Program::open(home.path().to_owned(), Clock::system());
        assert!(program.found(&wizard(data.path())).is_err());
        let there = store::inspect(&Store::database_file(data.path())).expect("a database");
        assert_eq!((program.stage(), there.hall_id), (Stage::Setup, None));
    }

    /// While a restore has the hall closed the stage says "setup": nobody may take that for an empty PC.
    #[test]
    fn nothing_else_replaces_a_hall_that_is_being_replaced() {
        let dir = TempDir::new().expect("a folder");
        let program = Program::open(dir.path().to_owned(), Clock::system());
        program.found_demo(0).expect("a demo hall");
        let file = program.backup_file(&program.hall().expect("a hall").back_up_now().expect("a backup").file);
        let wish = RestoreWish { file, code: String::new(), any_hall: false };
        let alone = program.alone().expect("nobody else");
        program.close_hall().expect("closed");
        assert!(matches!(program.restore_backup(None, &wish), Err(Refusal::HallBusy)));
        assert!(matches!(program.restore_from_terminal(&wish), Err(Refusal::HallBusy)));
        assert!(matches!(program.found(&wizard(dir.path())).map(drop), Err(Refusal::HallBusy)));
        program.reopen();
        drop(alone);
        assert!(matches!(program.restore_backup(None, &wish), Err(Refusal::NotSignedIn)));
        program.restore_from_terminal(&wish).expect("restored");
    }
}
