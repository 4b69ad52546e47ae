use super::*;
use crate::storage::Storage;
use crate::storage::connection::connect;
use std::sync::Barrier;

fn opened() -> (tempfile::TempDir, Storage) {
    let dir = tempfile::tempdir().unwrap();
    let storage = Storage::open(dir.path(), [1; 16]).unwrap();
    (dir, storage)
}

fn halls(storage: &Storage) -> Vec<u32> {
    storage.halls().unwrap().into_iter().map(|hall| hall.hall).collect()
}

fn add(hall: u32) -> impl Fn(&Transaction<'_>) -> Result<(), CentralError> + Send + 'static {
    move |tx| {
        tx.execute("INSERT INTO hall VALUES (?1, 'x')", [hall])?;
        Ok(())
    }
}

type Answers = Vec<Receiver<Answer<()>>>;

/// Jobs that are committed as one group.
fn jobs(works: Vec<Work<()>>) -> (Vec<Box<dyn Job>>, Answers) {
    let job = |work| {
        let (answer, answered) = sync_channel(1);
        (Box::new(Asked { work, done: None, answer }) as Box<dyn Job>, answered)
    };
    works.into_iter().map(job).unzip()
}

fn answers(answered: Answers) -> Vec<bool> {
    answered.into_iter().map(|answered| answered.recv().unwrap().0.is_ok()).collect()
}

#[test]
fn what_fails_is_taken_back_alone() {
    let (_dir, storage) = opened();
    let half: Work<()> = Box::new(|tx| {
        add(2)(tx)?;
        Err(CentralError::Refused("no".to_owned()))
    });
    let panics: Work<()> = Box::new(|tx| {
        add(3)(tx)?;
        panic!("as it should");
    });
    let (jobs, answered) = jobs(vec![Box::new(add(1)), half, panics, Box::new(add(4))]);
    commit(&storage.file, jobs);
    assert_eq!(answers(answered), [true, false, false, true]);
    assert_eq!(halls(&storage), [1, 4]);
}

/// A full disk takes back the whole transaction: then each is tried alone.
#[test]
fn what_takes_back_everything_stops_nobody_else() {
    let (_dir, storage) = opened();
    let ends_it: Work<()> = Box::new(|tx| {
        tx.execute_batch("ROLLBACK")?;
        Err(CentralError::Refused("no".to_owned()))
    });
    let (jobs, answered) = jobs(vec![Box::new(add(1)), ends_it, Box::new(add(2))]);
    commit(&storage.file, jobs);
    assert_eq!(answers(answered), [true, false, true]);
    assert_eq!(halls(&storage), [1, 2]);
}

#[test]
fn whoever_waits_together_is_committed_together() {
    let (_dir, storage) = opened();
    let gate = Arc::new(Barrier::new(2));
    let first = {
        let gate = Arc::clone(&gate);
        move |_: &Transaction<'_>| {
            gate.wait();
            gate.wait();
            Ok(())
        }
    };
    let path = storage.file.path().to_owned();
    let nothing_is_committed: Work<()> = Box::new(move |_| {
        let seen: i64 = connect(&path)?.query_row("SELECT count(*) FROM hall WHERE hall > 0", [], |row| row.get(0))?;
        if seen == 0 { Ok(()) } else { Err(CentralError::Refused(format!("{seen} are"))) }
    });
    std::thread::scope(|scope| {
        scope.spawn(|| storage.write_together(first).unwrap());
        // The thread is at work; these wait for it.
        gate.wait();
        let mut works: Vec<Work<()>> = (1..=20).map(|hall| Box::new(add(hall)) as Work<()>).collect();
        works.push(nothing_is_committed);
        let (jobs, answered) = jobs(works);
        let sender = lock(storage.group.jobs.as_ref().unwrap());
        jobs.into_iter().for_each(|job| sender.send(job).unwrap());
        assert!(
            answered.iter().all(|answered| answered.try_recv().is_err()),
            "nothing is answered before it is committed"
        );
        gate.wait();
        assert!(answers(answered).into_iter().all(|done| done));
    });
    assert_eq!(halls(&storage).len(), 20);
}

#[test]
fn a_database_that_is_dropped_has_written_everything() {
    let (dir, storage) = opened();
    let gate = Arc::new(Barrier::new(2));
    let waits: Work<()> = {
        let gate = Arc::clone(&gate);
        Box::new(move |_| {
            gate.wait();
            Ok(())
        })
    };
    let works = std::iter::once(waits).chain((1..=9).map(|hall| Box::new(add(hall)) as Work<()>)).collect();
    let (jobs, answered) = jobs(works);
    {
        let sender = lock(storage.group.jobs.as_ref().unwrap());
        jobs.into_iter().for_each(|job| sender.send(job).unwrap());
    }
    // Nobody waits for an answer, and the first is still under way when the database is dropped.
    drop(answered);
    let opens = std::thread::spawn(move || gate.wait());
    drop(storage);
    opens.join().unwrap();
    assert_eq!(halls(&Storage::open(dir.path(), [2; 16]).unwrap()), (1..=9).collect::<Vec<_>>());
}
