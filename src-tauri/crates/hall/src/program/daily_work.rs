//! What is done in the background while the hall works: a verified backup whenever something has come, erasing what has been kept long
//! enough, cleaning what was out of reach when it was erased, taking reference data into use whose day has come, and
//! giving other PCs of the hall the card numbers they lack.

use crate::ground::{Hall, Refusal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// How often it is looked whether something is due.
const LOOK_EVERY: Duration = Duration::from_secs(30 * 60);

/// The first look comes after the first screen: nobody waits for a backup.
const FIRST_LOOK_AFTER: Duration = Duration::from_secs(20);

/// Keeps the watch going; it ends when this is dropped.
pub(crate) struct DailyWork(#[allow(dead_code)] Sender<()>); // Never sent on: its end is the signal.

impl DailyWork {
    /// Watches over a hall.
    pub(crate) fn watch(hall: &Arc<Hall>) -> Option<Self> {
        let (alive, ended) = channel();
        let hall = Arc::downgrade(hall);
        let watch = move || {
            at_start(&hall);
            let mut wait = FIRST_LOOK_AFTER;
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = LOOK_EVERY;
                look(&hall);
            }
        };
        let started = std::thread::Builder::new().name("daily-work".to_owned()).spawn(watch);
        started.inspect_err(|error| tracing::error!(%error, "no daily backups")).ok().map(|_| Self(alive))
    }
}

/// Beside the first screen, which waits for nothing of it.
fn at_start(hall: &Weak<Hall>) {
    let Some(hall) = hall.upgrade() else { return };
    do_step(&hall, ERASURES);
    do_step(&hall, ("values that do not open are counted", count_unopened));
}

fn count_unopened(hall: &Hall) -> Result<(), Refusal> {
    match hall.count_unopened()? {
        0 => {}
        values => tracing::warn!(values, "personal values do not open; a mark stands in their place"),
    }
    Ok(())
}

/// A part of the daily work, and its name in the log.
type Step = (&'static str, fn(&Hall) -> Result<(), Refusal>);

/// In this order: what is erased goes before the backup is made.
const STEPS: [Step; 6] = [
    ("offered reference data is taken into use", |hall| hall.adopt_due().map(drop)),
    ("card numbers are given to the other PCs", |hall| hall.give_blocks()),
    ("what has been kept long enough is erased", erase),
    ERASURES,
    ("what was out of reach is cleaned", clean),
    BACKUP,
];

const ERASURES: Step = ("erasures that came by a sync reach every file", |hall| hall.follow_erasures());

const BACKUP: Step = ("a backup is made", |hall| hall.look_after_backups());

fn look(hall: &Weak<Hall>) {
    let Some(hall) = hall.upgrade() else { return };
    for step in STEPS {
        do_step(&hall, step);
    }
    hall.backup_watch.note_look();
}

/// One step's failure, or panic, is of no other: least of all may it end the backups.
fn do_step(hall: &Hall, (name, work): Step) {
    // Unwind safe: what a step leaves half done in the database is rolled back.
    let done = catch_unwind(AssertUnwindSafe(|| work(hall)));
    match &done {
        Ok(Ok(())) => {}
        Ok(Err(refusal)) => {
            tracing::error!(step = name, %refusal, "a step of the daily work failed; it is tried again");
        }
        Err(_) => tracing::error!(step = name, "a step of the daily work panicked; it is tried again"),
    }
    if name == BACKUP.0 && !matches!(done, Ok(Ok(()))) {
        hall.backup_watch.note_failed();
    }
}

fn erase(hall: &Hall) -> Result<(), Refusal> {
    let bookings = hall.erase_expired()?;
    if bookings > 0 {
        tracing::info!(bookings, "kept long enough and erased");
    }
    Ok(())
}

fn clean(hall: &Hall) -> Result<(), Refusal> {
    let unreached = hall.store.enforce_erasures(&hall.backup_folders()?)?;
    if !unreached.is_empty() {
        tracing::warn!(files = unreached.len(), "files with erased values are out of reach");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::Clock;
    use crate::ground::{Author, record};
    use crate::program::stages::Program;
    use domain::event::{Fact, HallAdjusted};
    use std::path::Path;
    use store::{Store, WriteTx};

    fn at(text: &str) -> chrono::NaiveDateTime {
        chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a moment")
    }

    /// Something comes on record.
    fn work(hall: &Hall) {
        let (author, fact) = (Author::program(hall.clock), Fact::HallAdjusted(HallAdjusted::default()));
        hall.store.write(move |tx: &mut WriteTx<'_>| record(tx, author, &fact, None, None)).expect("written");
    }

    /// A start of the program under a clock that says so; if `works` something comes on record. Answers how many backups
    /// there are after the daily work has looked twice.
    fn backups_after(dir: &Path, now: &str, works: bool) -> usize {
        let program = Program::open(dir.to_owned(), Clock::starting_at(at(now)));
        program.found_demo(0).expect("a demo hall");
        let hall = program.hall().expect("a hall");
        if works {
            work(&hall);
        }
        look(&Arc::downgrade(&hall));
        look(&Arc::downgrade(&hall));
        Store::backups(dir).len()
    }

    #[test]
    fn a_start_makes_a_backup_of_what_has_come() {
        let dir = tempfile::TempDir::new().expect("a folder");
        assert_eq!(backups_after(dir.path(), "2026-11-27T16:50", false), 1);
        assert_eq!(backups_after(dir.path(), "2026-11-28T16:50", false), 1, "nothing has come");
        assert_eq!(backups_after(dir.path(), "2026-11-28T18:00", true), 2);
        assert_eq!(backups_after(dir.path(), "2026-11-29T09:00", true), 3);
    }

    /// A clock that leapt a year ahead and came back, and one that starts every morning at the same moment.
    #[test]
    fn no_clock_ends_the_backups_or_makes_more_of_them() {
        let dir = tempfile::TempDir::new().expect("a folder");
        for (count, now) in
            ["2026-11-27T09:00", "2027-11-27T09:00", "2026-11-28T09:00", "1970-01-02T00:00"].iter().enumerate()
        {
            assert_eq!(backups_after(dir.path(), now, true), count + 1, "{now}");
        }
        for morning in 5..9 {
            assert_eq!(backups_after(dir.path(), "1970-01-02T00:00", true), morning);
        }
        let newest = Store::backups(dir.path())[0].clone();
        assert_eq!(newest.number, 8);
    }

    #[test]
    fn a_panic_ends_no_other_step_and_is_told() {
        let dir = tempfile::TempDir::new().expect("a folder");
        let program = Program::open(dir.path().to_owned(), Clock::starting_at(at("2026-11-27T16:50")));
        program.found_demo(0).expect("a demo hall");
        let hall = program.hall().expect("a hall");
        let frame = program.part_revision(domain::event::Part::Frame);
        do_step(&hall, ("something else", |_| panic!("a step that panics")));
        assert!(!hall.backup_watch.has_failed());
        do_step(&hall, (BACKUP.0, |_| panic!("a backup that panics")));
        assert!(hall.backup_state().expect("told").failed);
        hall.backup_watch.note_look();
        assert!(hall.backup_alarms().expect("told")[0].failed);
        assert_ne!(program.part_revision(domain::event::Part::Frame), frame, "screens ask again");
        look(&Arc::downgrade(&hall));
        assert_eq!((hall.backup_alarms().expect("told"), Store::backups(dir.path()).len()), (Vec::new(), 1));
    }

    #[test]
    fn what_no_backup_of_the_last_days_holds_is_said_in_red() {
        let dir = tempfile::TempDir::new().expect("a folder");
        assert_eq!(backups_after(dir.path(), "2026-11-23T09:00", false), 1);
        let alarms_at = |now: &str, works: bool| {
            let program = Program::open(dir.path().to_owned(), Clock::starting_at(at(now)));
            let hall = program.hall().expect("a hall");
            assert_eq!(hall.backup_alarms().expect("told"), [], "the first look is to come");
            if works {
                work(&hall);
            }
            // As if the look had failed to make one.
            hall.backup_watch.note_look();
            hall.backup_alarms()
                .expect("told")
                .into_iter()
                .map(|alarm| alarm.newest.and_then(|newest| newest.days))
                .collect::<Vec<_>>()
        };
        assert_eq!(alarms_at("2026-12-23T09:00", false), [], "it holds everything, however old");
        assert_eq!(alarms_at("2026-11-25T09:00", true), []);
        assert_eq!(alarms_at("2026-11-26T09:00", false), [Some(3)]);
    }
}
