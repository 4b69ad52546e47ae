//! What bytes look like before anything is read of them. Keys that are not known are passed over, whatever stands under
//! them; without a bound a few megabytes of brackets under one of them would cost many times as much memory to pass over.
//!
//! Deliberately not here: what the items mean, and whether they are in their shortest spelling.

/// Arrays and maps that may stand in each other. Messages of version 1 have eight at most.
const DEPTH_MAX: usize = 16;

/// Whether bytes begin with one item of definite lengths that is not too deep; else what is wrong.
pub(super) fn check(bytes: &[u8]) -> Result<(), &'static str> {
    let mut rest = bytes;
    // Of each array and map that is open: items still to come.
    let mut open = vec![1_u64];
    while let Some(left) = open.last_mut() {
        let Some(after) = left.checked_sub(1) else {
            open.pop();
            continue;
        };
        *left = after;
        let inside = item(&mut rest).ok_or("a length is not definite, or more than there is")?;
        if inside > 0 && open.len() > DEPTH_MAX {
            return Err("it is too deep");
        }
        open.push(inside);
    }
    Ok(())
}

/// Reads up to the end of an item, or to the first of those in it: how many there are.
fn item(rest: &mut &[u8]) -> Option<u64> {
    let first = *take(rest, 1)?.first()?;
    let number = match first & 31 {
        small @ 0..24 => u64::from(small),
        wide @ 24..28 => {
            let bytes = take(rest, 1 << (wide - 24))?;
            bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
        }
        _ => return None,
    };
    match first >> 5 {
        // Bytes and texts.
        2 | 3 => take(rest, number).map(|_| 0),
        // Arrays, maps, and what a tag is for.
        4 => Some(number),
        5 => number.checked_mul(2),
        6 => Some(1),
        _ => Some(0),
    }
}

fn take<'b>(rest: &mut &'b [u8], count: u64) -> Option<&'b [u8]> {
    let (taken, behind) = rest.split_at_checked(usize::try_from(count).ok()?)?;
    *rest = behind;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_definite_lengths_and_so_much_depth_are_read() {
        let nested = |depth: usize| [vec![0x81; depth], vec![0x00]].concat();
        let good: [&[u8]; 7] =
            [&[0x00], &[0x80], &[0xa0], &[0xa1, 0x00, 0xf6], &[0x42, 1, 2], &[0xf9, 1, 2], &nested(16)];
        for bytes in good {
            assert_eq!(check(bytes), Ok(()), "{bytes:02x?}");
        }
        let bad: [&[u8]; 11] = [
            &[],
            &[0x81],
            &[0x43, 1, 2],
            &[0x19, 1],
            &[0x9f, 0xff],
            &[0xbf, 0xff],
            &[0x5f, 0xff],
            &[0x7f, 0xff],
            &[0x1c],
            &[0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &nested(17),
        ];
        for bytes in bad {
            assert!(check(bytes).is_err(), "{bytes:02x?}");
        }
    }
}
