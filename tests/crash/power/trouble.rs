//! The disk is full, stops halfway, or fails to sync in the middle of a commit: the deed is refused, nothing of it is
//! there, the next works, and the folder is whole after a start and after a power cut at that moment.

use crate::disk::{Disk, Entry, Lie, Trouble};
use crate::media::{Fate, Media};
use crate::vfs;
use fastrand::Rng;
use hall::{Refusal, StoreError};
use std::sync::Arc;
use tempfile::TempDir;
use yanshi_tests::crash::{Counter, Deed, History, inspect, seed};

/// Deeds before the trouble begins.
const BEFORE: usize = 6;
/// More than any commit writes.
const WRITES_MAX: usize = 400;

/// A hall on a watched disk, after some deeds.
struct Hall {
    _dir: TempDir,
    disk: Arc<Disk>,
    history: History,
    counter: Option<Counter>,
    held: usize,
}

impl Hall {
    fn new(test: &str) -> Self {
        let dir = TempDir::new().expect("a folder");
        let disk = Disk::new(dir.path(), Lie::Nothing);
        vfs::watch(&disk);
        let history = History::new(seed(test), BEFORE + 2 * WRITES_MAX);
        let counter = Counter::open_or_found(disk.folder()).expect("a hall");
        disk.note_key();
        let mut hall = Self { _dir: dir, disk, history, counter: Some(counter), held: 1 };
        while hall.held < BEFORE {
            hall.next_works();
        }
        hall
    }

    fn counter(&mut self) -> &mut Counter {
        self.counter.as_mut().expect("it is open")
    }

    fn next(&mut self) -> Result<(), Refusal> {
        let deed = self.history.deed(self.held).clone();
        self.counter().perform(&deed)
    }

    fn next_works(&mut self) {
        self.next().expect("the deed is done");
        self.held += 1;
        self.shows_what_it_holds();
    }

    fn shows_what_it_holds(&mut self) {
        let book = self.history.book_after(self.held);
        let shown = self.counter().book().expect("a book");
        assert!(shown == book, "{}", shown.difference(&book));
    }

    /// Ends the program and looks at the folder as a start does.
    fn is_whole_after_a_start(&mut self) {
        drop(self.counter.take());
        let found = inspect(self.disk.folder(), &self.history, self.held).expect("a whole folder");
        assert_eq!(found, self.held);
        self.counter = Some(Counter::open_or_found(self.disk.folder()).expect("the hall again"));
    }

    /// How many deeds a power cut at this moment leaves.
    fn after_a_cut(&self, fate: Fate) -> usize {
        self.after_a_cut_at(&self.disk.log(), fate)
    }

    /// The same at an earlier moment: while people look, an idle program goes on writing its log back.
    fn after_a_cut_at(&self, log: &[Entry], fate: Fate) -> usize {
        let mut media = Media::default();
        log.iter().for_each(|entry: &Entry| media.apply(entry));
        let dir = TempDir::new().expect("a folder");
        media.lay_out(dir.path(), fate, &mut Rng::new());
        inspect(dir.path(), &self.history, self.held).expect("a whole folder")
    }

    /// The next booking meets the trouble; says whether there was any.
    fn meets(&mut self, trouble: Trouble, expected: fn(&StoreError) -> bool) -> bool {
        while !matches!(self.history.deed(self.held), Deed::Book { .. }) {
            self.next_works();
        }
        self.disk.begin(trouble);
        let done = self.next();
        if !self.disk.end() {
            done.expect("nothing was in the way");
            self.held += 1;
            return false;
        }
        match done {
            Err(Refusal::Store(error)) if expected(&error) => true,
            Err(other) => panic!("{trouble:?}: refused with {other:?}"),
            Ok(()) => panic!("{trouble:?}: acknowledged"),
        }
    }
}

/// Meets a trouble at each write of a commit, one after the other.
fn at_each_write(test: &str, trouble: fn(usize) -> Trouble, expected: fn(&StoreError) -> bool) {
    let mut hall = Hall::new(test);
    let mut refused = 0;
    while hall.meets(trouble(refused), expected) {
        hall.shows_what_it_holds();
        // No part of a commit that was not written to its end counts, whatever of it has reached the disk.
        for fate in [Fate::Forgotten, Fate::Kept] {
            assert_eq!(hall.after_a_cut(fate), hall.held, "{fate:?} after trouble at write {refused}");
        }
        hall.next_works();
        if refused % 5 == 0 {
            hall.is_whole_after_a_start();
        }
        refused += 1;
        assert!(refused < WRITES_MAX, "the trouble never ends");
    }
    hall.is_whole_after_a_start();
    eprintln!("{test}: refused at each of {refused} writes");
    assert!(refused > 5, "a commit has more writes than {refused}");
}

#[test]
fn a_disk_that_is_full_at_any_write_refuses_and_loses_nothing() {
    at_each_write("full at a write", Trouble::FullAt, |error| *error == StoreError::DiskFull);
}

#[test]
fn a_write_that_stops_halfway_refuses_and_loses_nothing() {
    at_each_write("half a write", Trouble::HalfAt, |error| matches!(error, StoreError::Io(_)));
}

#[test]
fn a_failed_sync_refuses_the_deed_and_the_next_works() {
    let mut hall = Hall::new("a failed sync");
    for _ in 0..5 {
        assert!(hall.meets(Trouble::NextSync, |error| matches!(error, StoreError::Io(_))), "no commit without a sync");
        let log = hall.disk.log();
        hall.shows_what_it_holds();
        // The refused deed may be there after a cut, but whole: its writes were all made. Unless the log was copied back
        // meanwhile, as it is in idle moments: the next commit begins it anew, and the sync that fails is that of the log's
        // head, before any write of the deed.
        assert_eq!(hall.after_a_cut_at(&log, Fate::Forgotten), hall.held);
        let kept = hall.after_a_cut_at(&log, Fate::Kept);
        assert!((hall.held..=hall.held + 1).contains(&kept), "{kept} deeds, {} held", hall.held);
        hall.next_works();
        assert_eq!(hall.after_a_cut(Fate::Forgotten), hall.held, "what was acknowledged after it is durable");
    }
    hall.is_whole_after_a_start();
}

#[test]
fn trouble_while_the_log_is_copied_back_loses_nothing() {
    for trouble in [Trouble::FullAt(0), Trouble::FullAt(2), Trouble::HalfAt(1), Trouble::NextSync] {
        let mut hall = Hall::new("trouble at a checkpoint");
        hall.disk.begin(trouble);
        drop(hall.counter.take());
        assert!(hall.disk.end(), "{trouble:?}: ending wrote nothing");
        assert_eq!(hall.after_a_cut(Fate::Forgotten), hall.held, "{trouble:?}");
        hall.counter = Some(Counter::open_or_found(hall.disk.folder()).expect("the hall again"));
        hall.shows_what_it_holds();
        hall.next_works();
        hall.is_whole_after_a_start();
    }
}
