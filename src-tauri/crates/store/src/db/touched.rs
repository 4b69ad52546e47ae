//! When each part of what screens show was last touched. Kept in memory: after an opening everything counts as touched.

use domain::event::{self, Part};
use std::sync::atomic::{AtomicU64, Ordering};

/// Where a personal value may stand.
const OF_VALUES: &[Part] = &[
    Part::Frame,
    Part::Day,
    Part::Booking,
    Part::Duty,
    Part::Calls,
    Part::Service,
    Part::Assist,
    Part::Settings,
    Part::People,
    Part::Audit,
];

/// What one transaction touches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Touched(u16);

impl Touched {
    /// By an event. One of a newer version's kind may show anywhere.
    pub(crate) fn event(&mut self, kind: u16) {
        match event::row(kind) {
            Some(row) => self.parts(row.shows),
            None => self.everything(),
        }
    }

    /// By personal values without an event.
    pub(crate) fn values(&mut self) {
        self.parts(OF_VALUES);
    }

    pub(crate) fn everything(&mut self) {
        self.parts(&Part::ALL);
    }

    fn parts(&mut self, parts: &[Part]) {
        self.0 |= parts.iter().fold(0, |bits, part| bits | 1 << *part as u16);
    }

    fn holds(self, part: Part) -> bool {
        self.0 & 1 << part as u16 != 0
    }
}

/// The revision that last touched each part.
#[derive(Debug)]
pub(crate) struct LastTouched([AtomicU64; Part::ALL.len()]);

impl LastTouched {
    pub(crate) fn at_opening(revision: u64) -> Self {
        Self(std::array::from_fn(|_| AtomicU64::new(revision)))
    }

    pub(crate) fn note(&self, touched: Touched, revision: u64) {
        for part in Part::ALL.into_iter().filter(|part| touched.holds(*part)) {
            self.0[part as usize].store(revision, Ordering::Release);
        }
    }

    pub(crate) fn of(&self, part: Part) -> u64 {
        self.0[part as usize].load(Ordering::Acquire)
    }
}
