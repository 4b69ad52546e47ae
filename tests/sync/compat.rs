//! Messages as they were once sent, byte for byte: what an older program wrote must stay readable, and what is written must
//! stay readable for it. The golden bytes lie in `tests/compat`, a line for each message.

use journal::{DeviceId, EventId, Hash, PublicKey, Seq};
use sync::{
    AskDigest, AskSealed, Blob, Declined, Digests, Enrol, EnrolRefusal, EnrolReply, Enrolled, Envelope, Epoch, Erased,
    EventBucket, Fetch, Have, Hello, Manifest, Part, PartKind, Pinned, Protocol, Pull, Pulled, Push, Pushed, Refusal,
    Reply, Request, Sealed, SealedRow, Since, Standing, Token, ValueBucket, Welcome,
};

const DEVICE: DeviceId = DeviceId(*b"\x01\x02\x03\x04\x05\x06\x07\x08");
const HAVE: Have = Have { device: DEVICE, seq: Seq(300), head: Hash([7; 32]) };
const STANDING: Standing =
    Standing { epoch: Epoch([9; 8]), position: 70_000, sealed: 5, events: Hash([1; 32]), values: Hash([2; 32]) };
const PINNED: Pinned = Pinned { device: DEVICE, key: PublicKey([3; 32]) };
const SUBJECT: EventId = EventId { device: DEVICE, seq: Seq(24) };

fn hello() -> Hello {
    Hello {
        oldest: Protocol(1),
        newest: Protocol(1),
        fold: 1,
        device: DEVICE,
        incarnation: 12,
        clock_ms: -1,
        program: "0.1.0".to_owned(),
        nonce: [4; 16],
        authority: Hash([5; 32]),
        own: HAVE,
        signature: vec![6; 64],
    }
}

fn row() -> SealedRow {
    SealedRow { subject: SUBJECT, field: 1, suite: 1, sealed: vec![0xaa, 0xbb] }
}

fn erased() -> Erased {
    Erased { subject: SUBJECT, field: 2 }
}

/// One of each.
fn requests() -> Vec<Request> {
    let since = Some(Since { epoch: Epoch([9; 8]), position: 70_000 });
    let bucket = ValueBucket { device: DEVICE, number: 1, digest: Hash([8; 32]) };
    vec![
        Request::Hello(hello()),
        Request::Digest(AskDigest { events: Some(Hash([1; 32])), buckets: None }),
        Request::Digest(AskDigest { events: None, buckets: Some(true) }),
        Request::Push(Push { segments: vec![2, 0], rows: vec![row()], erased: vec![erased()] }),
        Request::Pull(Pull { since, have: Vec::new(), bytes: 524_288 }),
        Request::Pull(Pull { since: None, have: vec![HAVE], bytes: 1 }),
        Request::Snapshot,
        Request::Fetch(Fetch { hash: Hash([7; 32]), offset: 70_000, bytes: 512 }),
        Request::Sealed(AskSealed { since, buckets: None, rows: 5_000, after: None, from: None }),
        Request::Sealed(AskSealed {
            since: None,
            buckets: Some(vec![bucket]),
            rows: 1,
            after: Some((DEVICE, 1)),
            from: None,
        }),
    ]
}

fn replies() -> Vec<Reply> {
    let part = Part { kind: PartKind::Sealed, hash: Hash([7; 32]), bytes: 1_000, records: 9 };
    let event = EventBucket { device: DEVICE, seq: Seq(1_024), hash: Hash([7; 32]) };
    let mut replies = vec![
        Reply::Welcome(Welcome {
            protocol: Protocol(1),
            token: Token([4; 16]),
            have: vec![HAVE],
            standing: STANDING,
            clock_ms: 1_795_426_800_000,
            fold: 1,
            program: "0.1.0".to_owned(),
        }),
        Reply::Digests(Digests { standing: STANDING, have: None, buckets: None }),
        Reply::Digests(Digests { standing: STANDING, have: Some(vec![HAVE]), buckets: Some(vec![event]) }),
        Reply::Pushed(Pushed {
            have: vec![HAVE],
            standing: STANDING,
            forked: vec![HAVE],
            parked: 2,
            declined: None,
            too_large: None,
        }),
        Reply::Pulled(Pulled { segments: vec![2, 0], keys: vec![PINNED], position: 9, standing: STANDING }),
        Reply::Manifest(Manifest { standing: STANDING, parts: vec![part], keys: vec![PINNED] }),
        Reply::Blob(Blob { bytes: vec![1, 2, 3], of: 9 }),
        Reply::Sealed(Sealed {
            rows: vec![row()],
            erased: vec![erased()],
            position: 5,
            more: true,
            buckets: vec![(DEVICE, 1)],
            standing: Some(STANDING),
            until: None,
        }),
    ];
    let refusals = [
        Refusal::Greet,
        Refusal::Unknown,
        Refusal::Revoked,
        Refusal::Frozen,
        Refusal::Version(Protocol(1), Protocol(3)),
        Refusal::Malformed,
        Refusal::Signature,
        Refusal::Gone,
        Refusal::Busy,
        Refusal::Unsealed,
    ];
    replies.extend(refusals.map(Reply::Refused));
    replies
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn check(golden: &str, written: &[Vec<u8>]) {
    let lines: Vec<String> = written.iter().map(|bytes| hex(bytes)).collect();
    assert_eq!(golden.lines().collect::<Vec<_>>(), lines, "\n{}\n", lines.join("\n"));
}

#[test]
fn requests_are_these_bytes() {
    let envelope = |request| Envelope { token: Some(Token([4; 16])), request };
    let written: Vec<Vec<u8>> = requests().into_iter().map(|request| envelope(request).encode()).collect();
    check(include_str!("../compat/requests.hex"), &written);
    for (bytes, request) in written.iter().zip(requests()) {
        assert_eq!(Envelope::decode(bytes), Ok(envelope(request)));
    }
}

#[test]
fn replies_are_these_bytes() {
    let written: Vec<Vec<u8>> = replies().iter().map(Reply::encode).collect();
    check(include_str!("../compat/replies.hex"), &written);
    for (bytes, reply) in written.iter().zip(replies()) {
        assert_eq!(Reply::decode(bytes), Ok(reply));
    }
}

/// Key 4 of an answer to a push came later; without it the bytes are those of before.
#[test]
fn answers_that_name_declined_segments_are_these_bytes() {
    let named = Declined { device: Some(DEVICE), first: Some(Seq(301)), why: Refusal::Signature };
    let unread = Declined { device: None, first: None, why: Refusal::Malformed };
    let reply = Reply::Pushed(Pushed {
        have: vec![HAVE],
        standing: STANDING,
        forked: vec![],
        parked: 0,
        declined: Some(vec![named, unread]),
        too_large: None,
    });
    check(include_str!("../compat/declined.hex"), &[reply.encode()]);
    assert_eq!(Reply::decode(&reply.encode()), Ok(reply));
}

#[test]
fn enrolments_are_these_bytes() {
    let enrol = Enrol {
        secret: vec![1; 7],
        device: DEVICE,
        key: PublicKey([3; 32]),
        hall: Some(3),
        signature: vec![6; 64],
        succeeds: None,
    };
    let enrolled =
        EnrolReply::Enrolled(Enrolled { hall: 3, name: "朝阳区政务服务中心".to_owned(), server: PINNED });
    let refused = EnrolReply::Refused(EnrolRefusal::Expired);
    check(include_str!("../compat/enrolments.hex"), &[enrol.encode(), enrolled.encode(), refused.encode()]);
    assert_eq!(Enrol::decode(&enrol.encode()), Ok(enrol));
    for reply in [enrolled, refused] {
        assert_eq!(EnrolReply::decode(&reply.encode()), Ok(reply));
    }
}

/// A newer program adds a field: an older one reads the rest.
#[test]
fn an_unknown_key_is_passed_over() {
    let blob = Reply::Blob(Blob { bytes: vec![1], of: 9 }).encode();
    let at = blob.len() - 6;
    assert_eq!(blob[at], 0xa2, "the map of two keys");
    let longer = [&blob[..at], &[0xa3], &blob[at + 1..], &[0x18, 0x63, 0x01]].concat();
    assert_eq!(Reply::decode(&longer), Reply::decode(&blob));
}

/// Nothing may follow, and no part is enough.
#[test]
fn every_cut_is_refused() {
    for bytes in replies().iter().map(Reply::encode) {
        assert!((0..bytes.len()).all(|end| Reply::decode(&bytes[..end]).is_err()));
        assert!(Reply::decode(&[&bytes[..], &[0]].concat()).is_err());
    }
}
