//! What is done with the bytes.

use domain::event::Fact;
use journal::{DeviceId, DeviceKey, Event, KnownDevices, Segment, understand};
use sync::{Enrol, EnrolCode, EnrolReply, Envelope, Memory, REPLY_MARK, Reply};

/// A decoder under test.
pub struct Target {
    /// For the command line.
    pub name: &'static str,
    /// Must return, whatever the bytes are.
    pub run: fn(&[u8]),
    pub(crate) corpus: &'static [&'static str],
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "event", run: event, corpus: &[include_str!("../corpus/event.hex")] },
    Target { name: "segment", run: segment, corpus: &[include_str!("../corpus/segment.hex")] },
    Target {
        name: "packet",
        run: packet,
        corpus: &[
            include_str!("../corpus/packet.hex"),
            include_str!("../../../src-tauri/crates/journal/src/pack_golden.txt"),
        ],
    },
    Target { name: "segments", run: segments, corpus: &[include_str!("../corpus/segments.hex")] },
    Target { name: "body", run: body, corpus: &[include_str!("../corpus/body.hex")] },
    Target { name: "request", run: request, corpus: &[include_str!("../../compat/requests.hex")] },
    Target {
        name: "reply",
        run: reply,
        corpus: &[include_str!("../../compat/replies.hex"), include_str!("../../compat/declined.hex")],
    },
    Target { name: "enrolment", run: enrolment, corpus: &[include_str!("../../compat/enrolments.hex")] },
    Target { name: "code", run: code, corpus: &[include_str!("../corpus/code.hex")] },
    Target { name: "memory", run: memory, corpus: &[include_str!("../corpus/memory.hex")] },
];

fn event(bytes: &[u8]) {
    if let Ok(event) = Event::decode_any(bytes) {
        assert_eq!(event.encode(), bytes, "one event has one spelling");
        assert_eq!(Event::decode(bytes).is_ok(), event.numbers_fit());
        let fact = understand(&event, Fact::decode).fact();
        assert!(fact.is_none() || event.numbers_fit());
    }
}

fn known() -> KnownDevices {
    [(DeviceId([1; 8]), DeviceKey::from_bytes(&[7; 32]).public())].into_iter().collect()
}

fn segment(bytes: &[u8]) {
    if let Ok(mut segment) = Segment::decode(bytes) {
        assert_eq!(segment.encode(), bytes, "one segment has one spelling");
        let (last, head) = (segment.last(), segment.head());
        if let Ok(events) = segment.open(&known()) {
            assert_eq!(events.last().map(|event| (event.event.seq, event.hash)), Some((last, head)));
        }
        let again = segment.clone();
        let _ = segment.join(again);
    }
}

fn packet(bytes: &[u8]) {
    let each = journal::unpack_each(bytes);
    if let Ok(segments) = journal::unpack(bytes) {
        assert_eq!(each.map(|each| each.len()), Ok(segments.len()));
        let again = journal::pack(&segments).and_then(|packed| journal::unpack(&packed));
        assert_eq!(again, Ok(segments));
    }
}

/// What is in a packet, so that nothing has to be guessed through the compression.
fn segments(bytes: &[u8]) {
    if let Ok(frame) = zstd::bulk::compress(bytes, 1) {
        packet(&[&[1][..], &frame].concat());
    }
}

/// Two bytes of kind, one of version, the body.
fn body(bytes: &[u8]) {
    let [low, high, version, body @ ..] = bytes else { return };
    let kind = u16::from_le_bytes([*low, *high]);
    if let Ok(Some(fact)) = Fact::decode(kind, *version, body) {
        assert_eq!(fact.kind(), kind);
        let again = Fact::decode(fact.kind(), fact.version(), &fact.encode());
        assert_eq!(again, Ok(Some(fact)), "what is read can be written and read again");
    }
}

fn request(bytes: &[u8]) {
    if let Ok(envelope) = Envelope::decode(bytes) {
        assert_eq!(Envelope::decode(&envelope.encode()), Ok(envelope));
    }
}

fn reply(bytes: &[u8]) {
    for bytes in [bytes, &[&REPLY_MARK[..], bytes].concat()] {
        if let Ok(reply) = Reply::decode(bytes) {
            assert!(bytes.starts_with(&REPLY_MARK));
            assert_eq!(Reply::decode(&reply.encode()), Ok(reply));
        }
    }
}

fn enrolment(bytes: &[u8]) {
    if let Ok(enrol) = Enrol::decode(bytes) {
        let _ = enrol.key.check(&enrol.signed(), &enrol.signature);
        assert_eq!(Enrol::decode(&enrol.encode()), Ok(enrol));
    }
    if let Ok(reply) = EnrolReply::decode(bytes) {
        assert_eq!(EnrolReply::decode(&reply.encode()), Ok(reply));
    }
}

fn code(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(code) = text.parse::<EnrolCode>() {
        assert_eq!(code.to_string().parse(), Ok(code));
    }
}

fn memory(bytes: &[u8]) {
    if let Ok(memory) = minicbor::decode::<Memory>(bytes) {
        if let Some(snapshot) = &memory.snapshot {
            let _ = snapshot.progress();
        }
        let written = minicbor::to_vec(&memory).unwrap_or_default();
        assert_eq!(minicbor::decode::<Memory>(&written).ok(), Some(memory));
    }
}
