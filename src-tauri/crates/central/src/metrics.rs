//! Numbers for Prometheus, in its text format.

use crate::storage::HallLine;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counted since the start.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    pub(crate) requests: AtomicU64,
    pub(crate) refusals: AtomicU64,
    pub(crate) failures: AtomicU64,
    pub(crate) bytes_in: AtomicU64,
    pub(crate) bytes_out: AtomicU64,
}

impl Metrics {
    pub(crate) fn text(&self, halls: &[HallLine]) -> String {
        let mut text = String::new();
        let counters = [
            ("yanshi_sync_requests_total", &self.requests),
            ("yanshi_sync_refusals_total", &self.refusals),
            ("yanshi_sync_failures_total", &self.failures),
            ("yanshi_sync_bytes_in_total", &self.bytes_in),
            ("yanshi_sync_bytes_out_total", &self.bytes_out),
        ];
        for (name, counter) in counters {
            let _ = writeln!(text, "# TYPE {name} counter\n{name} {}", counter.load(Ordering::Relaxed));
        }
        let _ = writeln!(text, "# TYPE yanshi_hall_events gauge");
        for hall in halls {
            let _ = writeln!(text, "yanshi_hall_events{{hall=\"{}\"}} {}", hall.hall, hall.events);
        }
        let _ = writeln!(text, "# TYPE yanshi_hall_parked gauge");
        for hall in halls {
            let _ = writeln!(text, "yanshi_hall_parked{{hall=\"{}\"}} {}", hall.hall, hall.parked);
        }
        // A hall that was never heard has no line: silence is not a number.
        let _ = writeln!(text, "# TYPE yanshi_hall_heard_timestamp_seconds gauge");
        for (hall, heard) in halls.iter().filter_map(|hall| Some((hall.hall, hall.heard_ms?))) {
            let _ = writeln!(text, "yanshi_hall_heard_timestamp_seconds{{hall=\"{hall}\"}} {}", heard / 1000);
        }
        text
    }
}
