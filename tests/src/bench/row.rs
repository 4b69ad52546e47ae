//! One measured number.

use serde_json::{Value, json};

/// A number of the program beside the same number of the least that could do.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What was measured, as `booking_commit_p99`. Stays the same over the years, so that runs can be compared.
    pub name: &'static str,
    /// The program's number.
    pub value: f64,
    /// Unit of value and baseline.
    pub unit: &'static str,
    /// The baseline's number.
    pub baseline: f64,
    /// What the baseline is, in words.
    pub against: &'static str,
    /// What was promised.
    pub goal: Goal,
}

/// What was promised of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// The number itself is at most this.
    ValueMax(f64),
    /// The number is at most so many times the baseline.
    RatioMax(f64),
    /// That it is said.
    Stated,
}

impl Row {
    /// How many times the baseline.
    pub fn ratio(&self) -> f64 {
        self.value / self.baseline
    }

    /// Whether the promise is kept. A number that could not be had keeps none.
    pub fn met(&self) -> bool {
        match self.goal {
            Goal::ValueMax(limit) => self.value <= limit,
            Goal::RatioMax(limit) => self.ratio() <= limit,
            Goal::Stated => self.value.is_finite(),
        }
    }

    /// The promise in words.
    pub fn goal_in_words(&self) -> String {
        match self.goal {
            Goal::ValueMax(limit) => format!("≤ {limit} {}", self.unit),
            Goal::RatioMax(limit) => format!("≤ {limit} × baseline"),
            Goal::Stated => "stated".to_owned(),
        }
    }

    pub(super) fn json(&self) -> Value {
        json!({
            "name": self.name,
            "value": rounded(self.value),
            "unit": self.unit,
            "baseline": rounded(self.baseline),
            "ratio": rounded(self.ratio()),
            "goal": self.goal_in_words(),
            "met": self.met(),
        })
    }
}

/// To a thousandth: further digits are noise.
fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(value: f64, baseline: f64, goal: Goal) -> Row {
        Row { name: "x", value, unit: "ms", baseline, against: "y", goal }
    }

    #[test]
    fn a_promise_is_kept_up_to_its_limit_and_not_beyond() {
        let check = |value, baseline, goal, met| assert_eq!(row(value, baseline, goal).met(), met, "{value} {goal:?}");
        check(15.0, 1.0, Goal::ValueMax(15.0), true);
        check(15.1, 100.0, Goal::ValueMax(15.0), false);
        check(3.0, 2.0, Goal::RatioMax(1.5), true);
        check(3.1, 2.0, Goal::RatioMax(1.5), false);
        check(f64::NAN, 2.0, Goal::RatioMax(1.5), false);
        check(7.0, 2.0, Goal::Stated, true);
        check(f64::NAN, 2.0, Goal::Stated, false);
    }

    #[test]
    fn as_json_it_has_the_agreed_fields() {
        let expected = json!({
            "name": "x", "value": 1.235, "unit": "ms", "baseline": 2.0, "ratio": 0.617, "goal": "≤ 1.5 × baseline", "met": true,
        });
        assert_eq!(row(1.2345, 2.0, Goal::RatioMax(1.5)).json(), expected);
    }
}
