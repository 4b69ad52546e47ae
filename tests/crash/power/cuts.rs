//! The power goes at every sync, every acknowledged deed and many places between: all that was acknowledged is there.

use crate::disk::{Disk, Entry, Lie};
use crate::media::{Fate, Media};
use crate::scenario::{DEEDS, working_day};
use fastrand::Rng;
use std::sync::Mutex;
use tempfile::TempDir;
use yanshi_tests::crash::{Finding, History, carry_on, inspect, seed};

/// One place in this many between commit points is looked at too.
const PLACES_BETWEEN: usize = 40;
const UNSETTLED: [Fate; 4] = [Fate::Some, Fate::Torn, Fate::Stretched, Fate::Kept];

/// A cut: after so many entries of the log, with that fate of what was not synced.
#[derive(Debug, Clone, Copy)]
struct Cut {
    entries: usize,
    fate: Fate,
    /// Deeds acknowledged before it.
    acknowledged: usize,
    /// For what is left to chance.
    seed: u64,
}

/// A cut, and how many deeds were found after it, or what was wrong.
type Looked = (Cut, Result<usize, Finding>);

/// Whether a look also does the next deed, for which there must be one.
fn look(media: &Media, cut: Cut, history: &History, goes_on: bool) -> Result<usize, Finding> {
    let dir = TempDir::new().expect("a folder");
    media.lay_out(dir.path(), cut.fate, &mut Rng::with_seed(cut.seed));
    let how = if goes_on { carry_on } else { inspect };
    how(dir.path(), history, cut.acknowledged)
}

/// All cuts to look at, in the order of the log. What is durable is looked at once for each change of it and again for
/// each deed acknowledged meanwhile; fates are thrown where there is something unsynced.
fn cuts_of(log: &[Entry], seed: u64) -> Vec<Cut> {
    let mut rng = Rng::with_seed(seed);
    let (mut media, mut acknowledged, mut looked_at) = (Media::default(), 0, None);
    let mut cuts = Vec::new();
    for (before, entry) in log.iter().enumerate() {
        let is_commit_point = matches!(entry, Entry::Synced { .. } | Entry::Deleted { .. });
        if media.is_unsettled() && (is_commit_point || rng.usize(..PLACES_BETWEEN) == 0) {
            let fate = UNSETTLED[rng.usize(..UNSETTLED.len())];
            cuts.push(Cut { entries: before, fate, acknowledged, seed: rng.u64(..) });
        }
        media.apply(entry);
        if let Entry::Acknowledged { deeds } = entry {
            acknowledged = *deeds;
        }
        if looked_at != Some((media.version(), acknowledged)) {
            looked_at = Some((media.version(), acknowledged));
            cuts.push(Cut { entries: before + 1, fate: Fate::Forgotten, acknowledged, seed: 0 });
        }
    }
    cuts
}

/// Looks at cuts of a log, two at a time.
fn look_at(log: &[Entry], cuts: &[Cut], history: &History, goes_on: bool) -> Vec<Looked> {
    let looked = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for lane in 0..2 {
            let looked = &looked;
            scope.spawn(move || {
                let (mut media, mut applied) = (Media::default(), 0);
                for cut in cuts.iter().skip(lane).step_by(2) {
                    log[applied..cut.entries].iter().for_each(|entry| media.apply(entry));
                    applied = cut.entries;
                    let found = look(&media, *cut, history, goes_on);
                    looked.lock().expect("no look panicked").push((*cut, found));
                }
            });
        }
    });
    looked.into_inner().expect("no look panicked")
}

/// What a cut must not leave: fewer deeds than were acknowledged, or more than one beyond them, or a broken folder.
fn is_loss((cut, found): &Looked) -> bool {
    !matches!(found, Ok(held) if *held == cut.acknowledged || *held == cut.acknowledged + 1)
}

fn say((cut, found): &Looked) -> String {
    let Cut { entries, fate, acknowledged, .. } = cut;
    let found = match found {
        Ok(held) => format!("{held} deeds found"),
        Err(finding) => finding.to_string(),
    };
    format!("cut after entry {entries}, unsynced {fate:?}: {acknowledged} deeds acknowledged, {found}")
}

#[test]
fn a_power_cut_at_any_commit_point_loses_nothing_acknowledged() {
    let seed = seed("a_power_cut_at_any_commit_point_loses_nothing_acknowledged");
    let history = History::new(seed, DEEDS + 2);
    let log = working_day(&history, Lie::Nothing).log();
    let syncs = log.iter().filter(|entry| matches!(entry, Entry::Synced { .. })).count();
    let cuts = cuts_of(&log, seed);
    let looked = look_at(&log, &cuts, &history, true);
    let losses: Vec<String> = looked.iter().filter(|looked| is_loss(looked)).map(say).collect();
    let count = looked.len();
    eprintln!("{count} cuts at {syncs} syncs and {DEEDS} acknowledged deeds; {} losses", losses.len());
    assert!(losses.is_empty(), "{} of {count} cuts lose:\n{}", losses.len(), losses.join("\n"));
    assert!(syncs >= DEEDS, "only {syncs} syncs were noted for {DEEDS} commits");
}

/// Losses with a sync removed, out of cuts at which everything unsynced is forgotten.
fn losses_with(lie: Lie) -> (Vec<Looked>, usize) {
    let seed = seed("a removed sync");
    let history = History::new(seed, DEEDS + 2);
    let disk: std::sync::Arc<Disk> = working_day(&history, lie);
    let log = disk.log();
    let mut cuts = cuts_of(&log, seed);
    cuts.retain(|cut| cut.fate == Fate::Forgotten && cut.acknowledged > 1);
    let looked = look_at(&log, &cuts, &history, false);
    let count = looked.len();
    (looked.into_iter().filter(is_loss).collect(), count)
}

#[test]
fn without_the_sync_of_a_commit_this_test_finds_lost_bookings() {
    let (losses, count) = losses_with(Lie::Commit);
    eprintln!("without the sync of a commit {} of {count} cuts lose", losses.len());
    let lost = |looked: &Looked| matches!(looked.1, Ok(held) if held < looked.0.acknowledged);
    assert!(losses.iter().filter(|looked| lost(looked)).count() > DEEDS / 2, "a removed sync goes unnoticed");
}

#[test]
fn without_the_sync_of_a_checkpoint_this_test_finds_losses() {
    let (losses, count) = losses_with(Lie::Checkpoint);
    eprintln!("without the sync of a checkpoint {} of {count} cuts lose", losses.len());
    assert!(losses.len() > DEEDS / 8, "a removed sync goes unnoticed");
}
