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
use std::path::PathBuf;

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
    for (moment, audited) in MOMENTS {
        asked::ask_everything(kept, moment, audited, &mut answers);
    }
    assert!(answers.tell_of_a_person(), "{}: the audit of a person is asked of nobody who did anything", kept.name);
    if std::env::var_os(WRITE).is_some() {
        kept.write(&answers.files());
        return Vec::new();
    }
    differ::differ(kept, &answers.files())
}
