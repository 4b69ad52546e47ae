//! A target for each decoder of what comes off a line, a USB stick or a disk: whatever the bytes are, it says what they are or
//! that they are none, and what it reads it writes again.
//!
//! `cargo xtask fuzz` runs them under libFuzzer, guided by which code is reached. `cargo test` runs the corpus, and each of its
//! lines damaged a few thousand times, without it.

mod targets;

pub use targets::{TARGETS, Target};

/// The target of a name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Inputs to begin with: a line of hexadecimal digits each.
///
/// # Panics
/// When the corpus is damaged.
pub fn corpus(target: &Target) -> Vec<Vec<u8>> {
    let lines = target.corpus.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#'));
    let digits = |line: &str, at: usize| line.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    let bytes =
        |line: &str| (0..line.len()).step_by(2).map(|at| digits(line, at).expect("hexadecimal digits")).collect();
    lines.map(bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_corpus_is_read_without_harm() {
        for target in TARGETS {
            let corpus = corpus(target);
            assert!(!corpus.is_empty(), "{}", target.name);
            corpus.iter().for_each(|bytes| (target.run)(bytes));
        }
    }

    /// Enough to find what is shallow, the same in every run.
    #[test]
    fn damaged_lines_are_read_without_harm() {
        for target in TARGETS {
            let (corpus, mut dice) = (corpus(target), fastrand::Rng::with_seed(7));
            for _ in 0..3_000 {
                let mut bytes = corpus[dice.usize(..corpus.len())].clone();
                for _ in 0..dice.usize(1..4) {
                    damage(&mut bytes, &mut dice);
                }
                (target.run)(&bytes);
            }
        }
    }

    fn damage(bytes: &mut Vec<u8>, dice: &mut fastrand::Rng) {
        let at = dice.usize(..=bytes.len());
        match (dice.u8(..5), bytes.get_mut(at)) {
            (0, Some(byte)) => *byte ^= 1 << dice.u8(..8),
            (1, Some(byte)) => *byte = [0x00, 0xff, 0x1b, 0x5b, 0x9b, 0xbb, 0x7f][dice.usize(..7)],
            (2, Some(_)) => drop(bytes.remove(at)),
            (3, _) => bytes.insert(at, dice.u8(..)),
            _ => bytes.truncate(at),
        }
    }
}
