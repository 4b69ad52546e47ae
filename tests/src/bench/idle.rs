//! What a window costs while nobody touches it: the board with an ordinary Saturday's bookings, signed in, and nothing done.
//! Beside it an empty Tauri window.
//!
//! Time of the processor, of the program and all it has started, as a share of one core. How the machine draws matters: on a
//! screen without a graphics card a caret that repaints the whole page costs a third of a core.

use super::memory::tree_of;
use super::window::bare_window;
use super::{Goal, Row};
use crate::Outcome;
use crate::harness::{DataFolder, Start, Window};
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// As many people as the city hall received on an average Saturday.
const BOOKINGS: u16 = 33;
/// Until what the start set off has been done.
const SETTLED: Duration = Duration::from_secs(3);
/// How long nobody touches it: five pulses.
const WATCHED: Duration = Duration::from_secs(10);
/// What the system counts in, whatever its kernel counts in itself.
const TICKS_PER_SECOND: f64 = 100.0;
/// Of one core, in hundredths: what is left of a battery and of a counter's old PC is somebody else's.
const SHARE_MAX: f64 = 5.0;

pub(super) fn measure(disk: &Path) -> Outcome<Vec<Row>> {
    let dir = TempDir::with_prefix_in("yanshi-bench-", disk)?;
    let bare = {
        let running = bare_window(dir.path())?;
        share_of(running.id())?
    };
    let folder = DataFolder::empty();
    let window = Window::open(&Start::demo_with(BOOKINGS), &folder);
    window.see("slot-row");
    window.see(&format!("totals[data-bookings=\"{BOOKINGS}\"]"));
    let own = share_of(window.id().0)?;
    Ok(vec![Row {
        name: "window_idle_cpu",
        value: own,
        unit: "% of a core",
        baseline: bare,
        against: "an empty Tauri window that nobody touches (one tick at least)",
        goal: Goal::ValueMax(SHARE_MAX),
    }])
}

/// The share of one core that a process and its children use, in hundredths; at least the least that can be told.
fn share_of(root: u32) -> Outcome<f64> {
    sleep(SETTLED);
    let (began, before) = (Instant::now(), ticks(root)?);
    sleep(WATCHED);
    let used = ticks(root)?.saturating_sub(before).max(1);
    #[allow(clippy::cast_precision_loss)] // Some thousand ticks.
    Ok(used as f64 / TICKS_PER_SECOND / began.elapsed().as_secs_f64() * 100.0)
}

/// What a process and its children have used since they began, those they have waited for included.
fn ticks(root: u32) -> Outcome<u64> {
    let used = |id: u32| fs::read_to_string(format!("/proc/{id}/stat")).ok().as_deref().and_then(ticks_in);
    let own = used(root).ok_or("the system does not tell what time the program has used")?;
    Ok(own + tree_of(root).into_iter().skip(1).filter_map(used).sum::<u64>())
}

/// User and system time, its own and that of children that have ended: fields 14 to 17. The name may hold anything.
fn ticks_in(stat: &str) -> Option<u64> {
    let fields = stat.rsplit_once(") ")?.1.split(' ').skip(11).take(4).map(str::parse);
    let fields: Vec<u64> = fields.collect::<Result<_, _>>().ok()?;
    (fields.len() == 4).then(|| fields.iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_the_four_fields_of_that_place_whatever_the_name() {
        let stat = "42 (a) R) b) S 7 42 42 0 -1 4194560 100 200 3 4 11 22 33 44 20 0 1 0 5 6 7";
        assert_eq!(ticks_in(stat), Some(11 + 22 + 33 + 44));
        assert_eq!(ticks_in("42 (short) S 7 42"), None);
        assert_eq!(ticks_in("nonsense"), None);
    }

    #[test]
    fn this_test_has_used_time_that_only_grows() {
        let before = ticks(std::process::id()).expect("this process is told of");
        assert!(ticks(std::process::id()).expect("and again") >= before);
    }
}
