//! Names of devices, and of events by device and sequence number.

use crate::event::EventId;
use crate::number::Seq;
use std::fmt;
use std::str::FromStr;

/// Name of an installation. Drawn at random when it is set up; a PC that is enrolled anew gets a new one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub [u8; 8]);

/// A text that is no device or event name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// A device is written as 16 lower-case hexadecimal digits.
    #[error("a device name is 16 hexadecimal digits in lower case")]
    Device,
    /// An event is written as its device, `-`, and its sequence number without leading zeros.
    #[error("an event name is a device name, a dash and a sequence number from 1")]
    Event,
}

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceId({self})")
    }
}

impl FromStr for DeviceId {
    type Err = IdError;

    /// Only the one form that [`fmt::Display`] writes is read, so that equal names are equal texts.
    fn from_str(text: &str) -> Result<Self, IdError> {
        let digits: Vec<u8> = text
            .bytes()
            .map(|c| match c {
                b'0'..=b'9' => Ok(c - b'0'),
                b'a'..=b'f' => Ok(c - b'a' + 10),
                _ => Err(IdError::Device),
            })
            .collect::<Result<_, _>>()?;
        let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
        if digits.len() != 16 {
            return Err(IdError::Device);
        }
        bytes.try_into().map(Self).map_err(|_| IdError::Device)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.device, self.seq)
    }
}

impl FromStr for EventId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let (device, seq) = text.split_once('-').ok_or(IdError::Event)?;
        let number: u64 = seq.parse().map_err(|_| IdError::Event)?;
        if !seq.starts_with(|c: char| ('1'..='9').contains(&c)) {
            return Err(IdError::Event);
        }
        Ok(Self { device: device.parse()?, seq: Seq(number) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEVICE: DeviceId = DeviceId([0x00, 0x1f, 0xa2, 0x03, 0x04, 0x05, 0x06, 0xff]);

    #[test]
    fn names_are_read_as_they_are_written() {
        let id = EventId { device: DEVICE, seq: Seq(42) };
        assert_eq!(id.to_string(), "001fa203040506ff-42");
        assert_eq!("001fa203040506ff-42".parse(), Ok(id));
        assert_eq!("001fa203040506ff".parse(), Ok(DEVICE));
    }

    #[test]
    fn no_second_spelling_is_read() {
        for text in ["", "001FA203040506FF", "001fa203040506f", "001fa203040506ff0", "001fa203040506f办"] {
            assert_eq!(text.parse::<DeviceId>(), Err(IdError::Device), "{text}");
        }
        for seq in ["", "0", "01", "+1", "-1", "1 ", "18446744073709551616"] {
            let text = format!("{DEVICE}-{seq}");
            assert_eq!(text.parse::<EventId>(), Err(IdError::Event), "{text}");
        }
        assert_eq!("42".parse::<EventId>(), Err(IdError::Event));
    }
}
