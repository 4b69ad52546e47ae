//! CBOR as PROTOCOL.md wants it, and no more of it: maps with ascending integer keys, definite lengths, shortest integers.

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    Number(u64),
    /// −1 − this.
    Negative(u64),
    Bytes(Vec<u8>),
    Text(String),
    Array(Vec<Item>),
    Map(Vec<(u64, Item)>),
    Flag(bool),
}

impl Item {
    pub(crate) fn bytes(bytes: impl AsRef<[u8]>) -> Self {
        Self::Bytes(bytes.as_ref().to_vec())
    }

    pub(crate) fn array(items: impl IntoIterator<Item = Self>) -> Self {
        Self::Array(items.into_iter().collect())
    }

    pub(crate) fn number(&self) -> u64 {
        match self {
            Self::Number(number) => *number,
            other => panic!("no number: {other:?}"),
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            other => panic!("no bytes: {other:?}"),
        }
    }

    pub(crate) fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            other => panic!("no array: {other:?}"),
        }
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Number(number) => head(out, 0, *number),
            Self::Negative(number) => head(out, 1, *number),
            Self::Bytes(bytes) => {
                head(out, 2, bytes.len() as u64);
                out.extend(bytes);
            }
            Self::Text(text) => {
                head(out, 3, text.len() as u64);
                out.extend(text.as_bytes());
            }
            Self::Array(items) => {
                head(out, 4, items.len() as u64);
                items.iter().for_each(|item| item.write(out));
            }
            Self::Map(fields) => {
                head(out, 5, fields.len() as u64);
                for (key, item) in fields {
                    head(out, 0, *key);
                    item.write(out);
                }
            }
            Self::Flag(flag) => out.push(0xf4 + u8::from(*flag)),
        }
    }

    /// Reads one item with nothing behind it, in its one spelling.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, String> {
        let mut rest = bytes;
        let item = read(&mut rest)?;
        if !rest.is_empty() {
            return Err(format!("{} bytes follow", rest.len()));
        }
        if item.encode() == bytes { Ok(item) } else { Err("not in its one spelling".to_owned()) }
    }
}

fn head(out: &mut Vec<u8>, major: u8, number: u64) {
    let major = major << 5;
    let wide = number.to_be_bytes();
    match number {
        0..24 => out.push(major | wide[7]),
        24..0x100 => out.extend([major | 24, wide[7]]),
        0x100..0x1_0000 => out.extend([&[major | 25], &wide[6..]].concat()),
        0x1_0000..0x1_0000_0000 => out.extend([&[major | 26], &wide[4..]].concat()),
        _ => out.extend([&[major | 27], &wide[..]].concat()),
    }
}

fn take<'b>(rest: &mut &'b [u8], count: u64) -> Result<&'b [u8], String> {
    let count = usize::try_from(count).map_err(|error| error.to_string())?;
    let (taken, behind) = rest.split_at_checked(count).ok_or("cut off")?;
    *rest = behind;
    Ok(taken)
}

fn read(rest: &mut &[u8]) -> Result<Item, String> {
    let first = take(rest, 1)?[0];
    let (major, low) = (first >> 5, first & 31);
    let number = match low {
        0..24 => u64::from(low),
        24..28 => take(rest, 1 << (low - 24))?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)),
        _ => return Err(format!("a length that is not definite: {first:#x}")),
    };
    Ok(match major {
        0 => Item::Number(number),
        1 => Item::Negative(number),
        2 => Item::bytes(take(rest, number)?),
        3 => Item::Text(String::from_utf8(take(rest, number)?.to_vec()).map_err(|error| error.to_string())?),
        4 => Item::Array((0..number).map(|_| read(rest)).collect::<Result<_, _>>()?),
        5 => Item::Map((0..number).map(|_| Ok((read(rest)?.number(), read(rest)?))).collect::<Result<_, String>>()?),
        7 if matches!(first, 0xf4 | 0xf5) => Item::Flag(first == 0xf5),
        _ => return Err(format!("no item of this protocol: {first:#x}")),
    })
}
