//! A second client. It knows the text and its tables; the server it asks is only bytes to it.

use super::cbor::Item;
use super::text::{TABLES, Told};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};
use yanshi_tests::sync_lab::LabServer;

pub(crate) type Hash = [u8; 32];

/// "Version 2, which is written, has the raw-content dictionary".
const DICTIONARY: &[u8] = include_bytes!("../../../src-tauri/crates/journal/src/pack_dictionary.bin");

pub(crate) fn sha256(parts: &[&[u8]]) -> Hash {
    Sha256::digest(parts.concat()).into()
}

/// A journal and its end.
#[derive(Debug, Clone)]
pub(crate) struct Journal {
    pub(crate) device: [u8; 8],
    pub(crate) number: u64,
    pub(crate) head: Hash,
}

impl Journal {
    pub(crate) fn begin(device: [u8; 8]) -> Self {
        Self { device, number: 0, head: sha256(&[b"yanshi journal genesis 1\0", &device]) }
    }

    fn append(&mut self, event: &[u8]) {
        self.number += 1;
        self.head = sha256(&[b"yanshi journal link 1\0", &self.head, event]);
    }

    pub(crate) fn end(&self) -> Item {
        Item::array([Item::bytes(self.device), Item::Number(self.number), Item::bytes(self.head)])
    }
}

/// What an event says, but for its place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    pub(crate) lamport: u64,
    pub(crate) kind: u16,
    pub(crate) must_understand: bool,
    /// Of whom; itself where it is left out.
    pub(crate) entity: Option<Item>,
    pub(crate) body: Vec<u8>,
}

pub(crate) fn event_name(device: [u8; 8], number: u64) -> Item {
    Item::array([Item::bytes(device), Item::Number(number)])
}

pub(crate) struct Stranger {
    key: SigningKey,
    authority: Hash,
    pub(crate) journal: Journal,
    pub(crate) token: Option<Item>,
    greetings: u8,
    pub(crate) incarnation: u64,
}

impl Stranger {
    /// It has made itself a name and a key.
    pub(crate) fn new(server: &LabServer, name: u8) -> Self {
        let key = SigningKey::from_bytes(&[name; 32]);
        let journal = Journal::begin([0xe0, 0, 0, 0, 0, 0, 0, name]);
        Self { key, authority: server.authority.0, journal, token: None, greetings: 0, incarnation: 1 }
    }

    /// Enrolled in a hall, and greeted.
    pub(crate) fn of_hall(server: &LabServer, name: u8, hall: u32) -> Self {
        let mut stranger = Self::new(server, name);
        assert_eq!(stranger.enrols(server, &server.code(hall).unwrap().to_string()).name, "Enrolled");
        assert_eq!(stranger.greets(server).name, "Welcome");
        stranger
    }

    /// "Hyphens and spaces are passed over wherever they stand".
    pub(crate) fn enrols(&self, server: &LabServer, typed: &str) -> Told {
        let code = Code::read(typed).unwrap();
        assert!(self.authority.starts_with(&code.authority), "another authority's code");
        let map = |signature: &[u8]| {
            let fields = [
                ("secret", Item::bytes(&code.secret)),
                ("device", Item::bytes(self.journal.device)),
                ("key", Item::bytes(self.key.verifying_key().as_bytes())),
                ("signature", Item::bytes(signature)),
            ];
            TABLES.map("Enrol", &fields).encode()
        };
        let signature = self.signs(&[b"yanshi enrolment 1\0", &map(b"")]);
        read("EnrolReply", &server.answer_enrolment(&map(&signature)).unwrap())
    }

    fn signs(&self, parts: &[&[u8]]) -> Vec<u8> {
        self.key.sign(&parts.concat()).to_bytes().to_vec()
    }

    /// The bytes of a new greeting.
    pub(crate) fn greeting(&mut self) -> Vec<u8> {
        self.greetings += 1;
        let fields = |signature: &[u8]| {
            [
                ("oldest", Item::Number(1)),
                ("newest", Item::Number(1)),
                ("folds", Item::Number(1)),
                ("device", Item::bytes(self.journal.device)),
                ("incarnation", Item::Number(self.incarnation)),
                ("clock", Item::Negative(0)),
                ("program", Item::Text("a second client".to_owned())),
                ("nonce", Item::bytes([self.greetings; 16])),
                ("authority", Item::bytes(self.authority)),
                ("own end", self.journal.end()),
                ("signature", Item::bytes(signature)),
            ]
        };
        let unsigned = TABLES.map("Hello asked", &fields(b"")).encode();
        let signature = self.signs(&[b"yanshi sync hello 1\0", &unsigned]);
        let request = TABLES.request("Hello", &fields(&signature));
        TABLES.map("Envelope", &[("request", request)]).encode()
    }

    pub(crate) fn greets(&mut self, server: &LabServer) -> Told {
        let told = read("Reply", &server.answer(&self.greeting()).unwrap());
        self.token = (told.name == "Welcome").then(|| told.field("token"));
        told
    }

    /// A request with the token.
    pub(crate) fn envelope(&self, name: &str, fields: &[(&str, Item)]) -> Vec<u8> {
        let token = self.token.clone().expect("it has greeted");
        TABLES.map("Envelope", &[("token", token), ("request", TABLES.request(name, fields))]).encode()
    }

    /// Asks; the answer is the one of the table, or a refusal.
    pub(crate) fn asks(&self, server: &LabServer, name: &str, fields: &[(&str, Item)]) -> Told {
        let told = read("Reply", &server.answer(&self.envelope(name, fields)).unwrap());
        assert!([TABLES.answer_of(name).as_str(), "Refused"].contains(&told.name.as_str()), "{name}: {told:?}");
        told
    }

    /// Pushes packed segments, rows and erasures.
    pub(crate) fn pushes(&self, server: &LabServer, segments: Vec<u8>, rows: Vec<Item>, gone: Vec<Item>) -> Told {
        let fields =
            [("segments", Item::Bytes(segments)), ("rows", Item::Array(rows)), ("erasures", Item::Array(gone))];
        self.asks(server, "Push", &fields)
    }

    /// Everything that this PC lacks, by its have-vector.
    pub(crate) fn pulls(&self, server: &LabServer, have: Vec<Item>) -> Told {
        self.asks(server, "Pull", &[("have", Item::Array(have)), ("bytes", Item::Number(1 << 20))])
    }

    /// Writes events behind its journal's end: one segment of them.
    pub(crate) fn writes(&mut self, said: &[Said]) -> Item {
        let mut journal = self.journal.clone();
        let segment = self.writes_behind(&mut journal, said);
        self.journal = journal;
        segment
    }

    /// The same behind any end.
    pub(crate) fn writes_behind(&self, journal: &mut Journal, said: &[Said]) -> Item {
        let before = journal.clone();
        let events: Vec<Vec<u8>> = said
            .iter()
            .map(|said| {
                let bytes = event(journal.device, journal.number + 1, said);
                journal.append(&bytes);
                bytes
            })
            .collect();
        self.seals(&before, journal, &events)
    }

    /// A segment of another name's journal, of which the part from a number on is signed by this one.
    pub(crate) fn vouches(&self, old: &Journal, said: &[Said], from: u64) -> Item {
        let (mut journal, mut before, mut events) = (old.clone(), old.clone(), Vec::new());
        for said in said {
            if journal.number + 1 == from {
                before = journal.clone();
            }
            let bytes = event(journal.device, journal.number + 1, said);
            journal.append(&bytes);
            events.push(Item::Bytes(bytes));
        }
        let signature = self.signs(&[&signed(&before, &journal), &self.journal.device]);
        let fields = [
            ("suite", Item::Number(1)),
            ("device", Item::bytes(old.device)),
            ("first", Item::Number(old.number + 1)),
            ("hash before", Item::bytes(old.head)),
            ("events", Item::Array(events)),
            ("signature", Item::Bytes(signature)),
            ("signed from", Item::Number(from)),
            ("signer", Item::bytes(self.journal.device)),
        ];
        TABLES.map("Segment", &fields)
    }

    fn seals(&self, before: &Journal, after: &Journal, events: &[Vec<u8>]) -> Item {
        let fields = [
            ("suite", Item::Number(1)),
            ("device", Item::bytes(before.device)),
            ("first", Item::Number(before.number + 1)),
            ("hash before", Item::bytes(before.head)),
            ("events", Item::array(events.iter().map(Item::bytes))),
            ("signature", Item::Bytes(self.signs(&[&signed(before, after)]))),
        ];
        TABLES.map("Segment", &fields)
    }
}

/// What a signature is over, of the events between two ends.
fn signed(before: &Journal, after: &Journal) -> Vec<u8> {
    let (first, count) = ((before.number + 1).to_be_bytes(), (after.number - before.number).to_be_bytes());
    let parts: [&[u8]; 7] =
        [b"yanshi journal segment 1\0", &[1], &before.device, &first, &count, &before.head, &after.head];
    parts.concat()
}

/// An event by the table of events.
pub(crate) fn event(device: [u8; 8], number: u64, said: &Said) -> Vec<u8> {
    let mut fields = vec![
        ("device", Item::bytes(device)),
        ("number", Item::Number(number)),
        ("Lamport number", Item::Number(said.lamport)),
        ("wall time", Item::Number(1_795_426_800_000)),
        ("kind", Item::Number(said.kind.into())),
        ("version of the kind", Item::Number(1)),
    ];
    if said.must_understand {
        fields.push(("true", Item::Flag(true)));
    }
    fields.extend(said.entity.iter().map(|entity| ("entity", entity.clone())));
    fields.push(("body", Item::bytes(&said.body)));
    Item::Map(fields.into_iter().map(|(name, item)| (TABLES.event_key(name), item)).collect()).encode()
}

/// An answer: the mark, then one item that the text knows.
pub(crate) fn read(choice: &str, bytes: &[u8]) -> Told {
    let item = bytes.strip_prefix(b"\x59\x53\x01").expect("it begins with the mark");
    let told = Item::decode(item).and_then(|item| TABLES.told(choice, &item));
    told.unwrap_or_else(|error| panic!("{error}"))
}

/// Version 1 of a packet, which has no dictionary.
pub(crate) fn pack(segments: &[Item]) -> Vec<u8> {
    [vec![1], frame(segments)].concat()
}

pub(crate) fn frame(segments: &[Item]) -> Vec<u8> {
    let with_length = |segment: &Item| {
        let bytes = segment.encode();
        [u32::try_from(bytes.len()).unwrap().to_be_bytes().to_vec(), bytes].concat()
    };
    let plain: Vec<u8> = segments.iter().flat_map(with_length).collect();
    zstd::bulk::compress(&plain, 1).unwrap()
}

/// Segments out of a packet of either version.
pub(crate) fn unpack(packed: &[u8]) -> Vec<Item> {
    let dictionary: &[u8] = match packed[0] {
        1 => &[],
        2 => DICTIONARY,
        other => panic!("version {other} of a packet is not in the text"),
    };
    let decompressed = zstd::bulk::Decompressor::with_dictionary(dictionary);
    let plain = decompressed.unwrap().decompress(&packed[1..], 64 << 20).unwrap();
    let (mut rest, mut segments) = (plain.as_slice(), Vec::new());
    while let Some((length, behind)) = rest.split_first_chunk::<4>() {
        let (segment, behind) = behind.split_at(u32::from_be_bytes(*length) as usize);
        let segment = Item::decode(segment).unwrap();
        TABLES.check_map("Segment", &segment).unwrap();
        segments.push(segment);
        rest = behind;
    }
    assert!(rest.is_empty());
    segments
}

/// Follows a segment behind a journal's end: its hashes, and its signature by one of these keys.
pub(crate) fn follows(journal: &mut Journal, segment: &Item, keys: &[Item]) {
    let field = |name| TABLES.field("Segment", segment, name);
    let device = field("device").unwrap();
    assert_eq!(device.as_bytes(), journal.device);
    assert_eq!(field("first").unwrap().number(), journal.number + 1);
    assert_eq!(field("hash before").unwrap().as_bytes(), journal.head);
    let first = field("signed from").map_or(journal.number + 1, |from| from.number());
    let mut before = journal.clone();
    for event in field("events").unwrap().items() {
        if journal.number + 1 == first {
            before = journal.clone();
        }
        journal.append(event.as_bytes());
    }
    let signer = field("signer");
    let mut message = signed(&before, journal);
    message.extend(signer.iter().flat_map(Item::as_bytes));
    let by = signer.as_ref().unwrap_or(&device);
    let key = keys.iter().find(|pinned| pinned.items()[0] == *by).expect("its key is handed down");
    let key = VerifyingKey::from_bytes(key.items()[1].as_bytes().try_into().unwrap()).unwrap();
    let signature = ed25519_dalek::Signature::from_slice(field("signature").unwrap().as_bytes()).unwrap();
    key.verify_strict(&message, &signature).unwrap();
}

/// The digest of journals, by their ends.
pub(crate) fn digest_of_events(ends: &Item) -> Hash {
    let mut ends: Vec<&[Item]> = ends.items().iter().map(Item::items).collect();
    ends.sort_by_key(|end| end[0].as_bytes());
    let told = |end: &&[Item]| [end[0].as_bytes(), &end[1].number().to_be_bytes(), end[2].as_bytes()].concat();
    let told: Vec<u8> = ends.iter().filter(|end| end[1].number() > 0).flat_map(told).collect();
    sha256(&[b"yanshi digest events 1\0", &told])
}

/// The digest of rows that all lie in one bucket of one device, in their order.
pub(crate) fn digest_of_values(rows: &[Item]) -> Hash {
    let told = |row: &Item| {
        let [event, field, suite, sealed] = row.items() else { panic!("no row: {row:?}") };
        let (number, sealed) = (event.items()[1].number(), sealed.as_bytes());
        let field = u16::try_from(field.number()).unwrap();
        let suite = u8::try_from(suite.number()).unwrap();
        let length = (sealed.len() as u64).to_be_bytes();
        [&number.to_be_bytes()[..], &field.to_be_bytes(), &[suite], &length, sealed].concat()
    };
    let bucket = sha256(&[&rows.iter().flat_map(told).collect::<Vec<u8>>()]);
    let device = rows[0].items()[0].items()[0].clone();
    sha256(&[b"yanshi digest values 1\0", device.as_bytes(), &[0; 8], &bucket])
}

/// An enrolment code.
pub(crate) struct Code {
    secret: Vec<u8>,
    authority: Vec<u8>,
}

impl Code {
    /// Reads one as somebody types it.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let clean = typed.to_uppercase().replace(['-', ' '], "").replace('O', "0").replace(['I', 'L'], "1");
        let bits: Option<Vec<usize>> = clean.chars().map(|letter| LETTERS.find(letter)).collect();
        let bits: Vec<usize> = bits?.into_iter().flat_map(|five| (0..5).rev().map(move |at| five >> at & 1)).collect();
        let byte = |bits: &[usize]| bits.iter().fold(0, |byte, bit| byte << 1 | u8::try_from(*bit).unwrap());
        let bytes: Vec<u8> = bits.chunks(8).map(byte).collect();
        let check = bytes.get(..17).map(|seventeen| sha256(&[seventeen])[0] >> 4);
        let is_whole = bits.len() == 28 * 5 && check == bytes.last().copied();
        is_whole.then(|| Self { secret: bytes[..7].to_vec(), authority: bytes[7..17].to_vec() })
    }
}
