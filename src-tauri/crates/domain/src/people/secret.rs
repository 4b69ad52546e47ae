//! What may be a PIN or a password. A PIN is typed at an open counter dozens of times a day, so six digits are enough
//! where wrong tries are slowed down; what everybody tries first is refused.

use crate::text::clean_secret_marks;

/// Fewest digits of a PIN.
pub const PIN_DIGITS_MIN: usize = 6;
/// Fewest characters of a secret that is not all digits.
pub const PASSWORD_CHARACTERS_MIN: usize = 8;
/// Most characters: hashing more would only cost time.
pub const SECRET_CHARACTERS_MAX: usize = 128;

/// What is wrong with a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretProblem {
    /// Fewer than [`PIN_DIGITS_MIN`] digits or [`PASSWORD_CHARACTERS_MIN`] characters.
    TooShort,
    /// Over [`SECRET_CHARACTERS_MAX`].
    TooLong,
    /// One character repeated, a run up or down, or two digits in turn: what is tried first.
    TooSimple,
}

/// A secret as it counts: in ordinary width, which an input method does not write, and without marks that a paste brings.
pub fn clean_secret(typed: &str) -> String {
    clean_secret_marks(typed)
}

/// Whether a cleaned text may be a secret.
pub fn check_secret(secret: &str) -> Result<(), SecretProblem> {
    let characters: Vec<char> = secret.chars().collect();
    let is_pin = characters.iter().all(char::is_ascii_digit);
    let min = if is_pin { PIN_DIGITS_MIN } else { PASSWORD_CHARACTERS_MIN };
    if characters.len() < min {
        return Err(SecretProblem::TooShort);
    }
    if characters.len() > SECRET_CHARACTERS_MAX {
        return Err(SecretProblem::TooLong);
    }
    if is_simple(&characters) { Err(SecretProblem::TooSimple) } else { Ok(()) }
}

/// Each character follows from the one or two before it.
fn is_simple(characters: &[char]) -> bool {
    let steps: Vec<i64> =
        characters.windows(2).map(|pair| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]))).collect();
    let one_step = steps.windows(2).all(|pair| pair[0] == pair[1]) && steps.first().is_some_and(|step| step.abs() <= 1);
    let in_turn = characters.iter().zip(characters.iter().skip(2)).all(|(a, b)| a == b);
    one_step || in_turn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_first_is_no_secret() {
        let check = |secret: &str, expected| assert_eq!(check_secret(&clean_secret(secret)), expected, "{secret}");
        check("", Err(SecretProblem::TooShort));
        check("13579", Err(SecretProblem::TooShort));
        check("123456", Err(SecretProblem::TooSimple));
        check("987654", Err(SecretProblem::TooSimple));
        check("000000", Err(SecretProblem::TooSimple));
        check("121212", Err(SecretProblem::TooSimple));
        check("abcdefgh", Err(SecretProblem::TooSimple));
        check("246813", Ok(()));
        check("２４６８１３", Ok(()));
        check("\u{202a}246813\u{200b}", Ok(()));
        check("password", Ok(()));
        check("延时办一二三", Err(SecretProblem::TooShort));
        check("延时办的窗口密码", Ok(()));
        check(&"长".repeat(129), Err(SecretProblem::TooLong));
    }
}
