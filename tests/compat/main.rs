//! Databases that older programs have written, each with what it answers: every read of the table of commands, on the
//! Saturday and on the Monday after it. A rebuild that changes an answer fails here and shows where.
//!
//! `README.md` beside this says how a database is added and how answers are written anew.

mod asked;
mod asks;
mod differ;
mod kept;
mod pretty;
mod senseless;

use asked::Answers;
use kept::Kept;
use std::path::{Path, PathBuf};

/// Answers are written instead of compared.
const WRITE: &str = "YANSHI_COMPAT_WRITE";

/// A moment at which everything is asked, and the last day of which the audit is: signing in here adds lines to it.
const MOMENTS: [(&str, &str); 2] = [("2026-11-28T10:40:10", "2026-11-27"), ("2026-11-30T09:15:10", "2026-11-29")];

fn databases() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("compat/databases")
}

#[test]
fn every_kept_database_answers_every_read_as_it_did() {
    let all = kept::all(&databases());
    assert!(all.len() >= 2, "kept databases lie in {}", databases().display());
    let faults: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = all.iter().map(|kept| scope.spawn(move || faults_of(kept))).collect();
        running.into_iter().flat_map(|one| one.join().expect("its answers are given")).collect()
    });
    assert!(faults.is_empty(), "answers have changed:\n{}", faults.join("\n"));
}

fn faults_of(kept: &Kept) -> Vec<String> {
    let mut answers = Answers::default();
    for moment in MOMENTS {
        asked::ask_everything(kept, moment, |_| {}, &mut answers);
    }
    assert!(answers.tell_of_a_person(), "{}: the audit of a person is asked of nobody who did anything", kept.name);
    if std::env::var_os(WRITE).is_some() {
        kept.write(&answers.files());
        return Vec::new();
    }
    differ::differ(kept, &answers.files())
}

/// Whatever does not open is a mark where it stands; nobody is locked out, and no screen shut.
#[test]
fn no_read_is_shut_by_values_that_do_not_open() {
    let spoil = |data: &Path| {
        let file = rusqlite::Connection::open(data.join("yanshi.db")).expect("the database opens");
        // All but secrets, by which everything here is asked, and texts of reference data.
        let changed = file.execute("UPDATE vault SET suite = 77 WHERE field NOT IN (101, 65534, 65535)", []);
        assert!(changed.expect("it is changed") > 100);
    };
    for kept in kept::all(&databases()) {
        let mut answers = Answers::default();
        asked::ask_everything(&kept, MOMENTS[0], spoil, &mut answers);
        let (mut marked, files) = (0, answers.files());
        for (command, text) in &files {
            assert!(!text.contains("store.damaged"), "{} of {} is shut", command, kept.name);
            marked += usize::from(text.contains(store::UNOPENED));
        }
        assert!(marked > 5, "{}: the mark stands in the answers of {marked} reads only", kept.name);
    }
}
