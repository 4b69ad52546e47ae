//! Durations measured one by one, and what is said of them.

use std::time::{Duration, Instant};

/// Durations of the same thing done many times.
#[derive(Debug, Clone, Default)]
pub(super) struct Samples(Vec<Duration>);

impl Samples {
    /// Does it once more and keeps how long it took.
    pub(super) fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let done = work();
        self.0.push(began.elapsed());
        done
    }

    /// Keeps a duration that was measured elsewhere.
    pub(super) fn add(&mut self, took: Duration) {
        self.0.push(took);
    }

    /// The middle one, in milliseconds.
    pub(super) fn median_ms(&self) -> f64 {
        self.quantile_ms(50)
    }

    /// The one that 99 of 100 do not exceed, in milliseconds.
    pub(super) fn p99_ms(&self) -> f64 {
        self.quantile_ms(99)
    }

    fn quantile_ms(&self, percent: usize) -> f64 {
        let milliseconds: Vec<f64> = self.0.iter().map(|took| took.as_secs_f64() * 1000.0).collect();
        quantile(&milliseconds, percent)
    }
}

/// The middle one.
pub(super) fn median(numbers: &[f64]) -> f64 {
    quantile(numbers, 50)
}

/// By nearest rank: a number that was really measured, never a mean of two. Of nothing there is none.
fn quantile(numbers: &[f64], percent: usize) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(milliseconds: impl IntoIterator<Item = u64>) -> Samples {
        Samples(milliseconds.into_iter().map(Duration::from_millis).collect())
    }

    #[test]
    fn quantiles_are_taken_by_nearest_rank() {
        let hundred = samples((1..=100).rev());
        assert_eq!((hundred.median_ms(), hundred.p99_ms()), (50.0, 99.0));
        let three = samples([7, 1, 5]);
        assert_eq!((three.median_ms(), three.p99_ms()), (5.0, 7.0));
    }

    #[test]
    fn nothing_measured_is_no_number() {
        assert!(Samples::default().median_ms().is_nan());
    }
}
