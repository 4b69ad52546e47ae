//! Booking in a loop, killed at random.

use crate::child::DEEDS;
use crate::killing::{Moment, kill_child};
use fastrand::Rng;
use std::ffi::OsStr;
use tempfile::TempDir;
use yanshi_tests::crash::{History, inspect};

/// Kills, all together.
const KILLS: usize = 220;
/// Two at a time: one waits for the disk while the other works.
const LANES: usize = 2;
/// Deeds after which a new folder is begun: each look at a folder reads all of it.
const DEEDS_A_FOLDER: usize = 150;
/// Lines after which at the latest a child is killed.
const LINES_MAX: usize = 12;

pub(crate) fn a_killed_counter_loses_nothing(seed: u64) {
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES as u64).map(|lane| scope.spawn(move || lane_of_kills(seed ^ lane))).collect();
        lanes.into_iter().map(|lane| lane.join().expect("a lane without a finding")).collect()
    });
    let sum = |of: fn(&Tally) -> usize| tallies.iter().map(of).sum::<usize>();
    let (deeds, opening, unsaid) = (sum(|tally| tally.deeds), sum(|tally| tally.opening), sum(|tally| tally.unsaid));
    println!("{KILLS} kills over {deeds} deeds; {opening} while opening, {unsaid} between a commit and its word");
    assert!(deeds > KILLS * 2, "hardly anything was done between the kills");
    assert!(opening > 0, "no kill fell into an opening");
}

/// What the kills of a lane fell into.
#[derive(Default)]
struct Tally {
    deeds: usize,
    /// Before the child said that the hall is open.
    opening: usize,
    /// After a commit and before the child could say so.
    unsaid: usize,
}

fn lane_of_kills(seed: u64) -> Tally {
    let mut rng = Rng::with_seed(seed);
    let (mut kills, mut tally) = (0, Tally::default());
    while kills < KILLS / LANES {
        let dir = TempDir::new().expect("a folder");
        let seed = rng.u64(..);
        let history = History::new(seed, DEEDS);
        let mut held = 0;
        while held < DEEDS_A_FOLDER && kills < KILLS / LANES {
            let moment = Moment::random(&mut rng, LINES_MAX);
            held = kill_once(&dir, &history, seed, held, moment, &mut tally);
            kills += 1;
        }
        tally.deeds += held;
    }
    tally
}

/// One child on a folder that holds so many deeds; says how many it holds then.
fn kill_once(dir: &TempDir, history: &History, seed: u64, held: usize, moment: Moment, tally: &mut Tally) -> usize {
    let (seed, first) = (seed.to_string(), held.to_string());
    let arguments = [OsStr::new("book"), dir.path().as_os_str(), OsStr::new(&seed), OsStr::new(&first)];
    let lines = kill_child(&arguments, moment);
    let acknowledged = lines.iter().rev().find_map(|line| line.parse().ok()).map_or(held, |last: usize| last + 1);
    // That it said "open" means that there is a hall.
    let acknowledged = acknowledged.max(usize::from(!lines.is_empty()));
    tally.opening += usize::from(lines.is_empty());
    match inspect(dir.path(), history, acknowledged) {
        // At most one deed was on the disk and not yet acknowledged.
        Ok(now) if now == acknowledged || now == acknowledged + 1 => {
            tally.unsaid += now - acknowledged;
            now
        }
        Ok(now) => panic!("{acknowledged} deeds acknowledged, {now} there; killed at {moment:?}"),
        Err(finding) => panic!("{finding}; {acknowledged} deeds acknowledged, killed at {moment:?}"),
    }
}
