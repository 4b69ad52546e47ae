//! Whoever answers in the server's place, or passes on half of it: a hall notices, believes nothing, and goes on.

use crate::loopback::round;
use link::{Line, Patience, RoundError, Trouble};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use sync::{Outcome, Reply};
use yanshi_tests::sync_lab::{FalseServer, LabHall, LabServer};

const PATIENCE: Patience = Patience { connect: Duration::from_secs(5), answer: Duration::from_secs(1) };

fn line(server: &LabServer, there: FalseServer) -> Line {
    Line::new(&format!("https://{}", there.address), &server.authority.0, PATIENCE).unwrap()
}

fn with_bookings() -> (LabServer, LabHall) {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    hall.book(1, 20).unwrap();
    (server, hall)
}

/// Nothing of it is remembered, and the real server gets everything.
fn goes_on(server: &LabServer, hall: &LabHall) {
    let (mut child, mut replica) = hall.child(server.authority, 2).unwrap();
    assert_eq!(*child.memory(), sync::Memory::default());
    let outcome = server.round(&mut child, &mut replica).unwrap();
    assert!(matches!(outcome, Outcome::Synced(agreed) if agreed.count == 20), "{outcome:?}");
}

/// Behind a certificate that is good: the field bug is to take any 200 for an answer.
#[test]
fn a_proxy_that_answers_200_with_a_page_is_not_taken_for_the_server() {
    let (server, hall) = with_bookings();
    for page in [&b"<html><body>Login to the city network</body></html>"[..], b"", b"YS", b"YS\x02\x82\x00"] {
        let there = FalseServer::with_page(server.dir.path(), page).unwrap();
        assert_eq!(round(&server, &hall, &line(&server, there)), Err(Trouble::Foreign.into()), "{page:?}");
    }
    goes_on(&server, &hall);
}

#[test]
fn other_statuses_are_not_the_servers_whatever_stands_in_them() {
    let (server, hall) = with_bookings();
    for status in ["302 Found\r\nlocation: https://127.0.0.1:1/", "401 Unauthorized", "502 Bad Gateway"] {
        let there = FalseServer::start(server.dir.path(), move |_, out| {
            let body = Reply::Refused(sync::Refusal::Revoked).encode();
            write!(out, "HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n", body.len())?;
            out.write_all(&body)
        });
        assert_eq!(round(&server, &hall, &line(&server, there.unwrap())), Err(Trouble::Foreign.into()), "{status}");
    }
    goes_on(&server, &hall);
}

/// The mark is right and the rest is not.
#[test]
fn garbage_behind_the_mark_is_no_answer() {
    let (server, hall) = with_bookings();
    for garbage in
        [&b"YS\x01"[..], b"YS\x01\xff\xff\xff", b"YS\x01\x82\x00\xa0", b"YS\x01\x9b\xff\xff\xff\xff\xff\xff\xff\xff"]
    {
        let there = FalseServer::with_page(server.dir.path(), garbage).unwrap();
        let broken = round(&server, &hall, &line(&server, there));
        assert!(matches!(broken, Err(RoundError::Answer(_))), "{garbage:?}: {broken:?}");
    }
    goes_on(&server, &hall);
}

/// The connection breaks in the middle of every answer, later and later: what was pushed stands, and the rounds come to an end.
#[test]
fn an_answer_cut_off_in_the_middle_is_no_answer() {
    let (server, hall) = with_bookings();
    let (server, cut) = (Arc::new(server), Arc::new(AtomicUsize::new(0)));
    let (behind, at) = (Arc::clone(&server), Arc::clone(&cut));
    let there = FalseServer::start(server.dir.path(), move |body, out| {
        let answer = behind.answer(body).map_err(|error| std::io::Error::other(error.to_string()))?;
        write!(out, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", answer.len())?;
        out.write_all(&answer[..at.load(Ordering::SeqCst).min(answer.len())])
    });
    let line = line(&server, there.unwrap());
    let mut broken = 0;
    for bytes in (0..400).step_by(23) {
        cut.store(bytes, Ordering::SeqCst);
        match round(&server, &hall, &line) {
            Err(RoundError::Trouble(Trouble::Unreachable(_))) => broken += 1,
            Ok(Outcome::Synced(agreed)) => assert_eq!(agreed.count, 20),
            other => panic!("{bytes}: {other:?}"),
        }
    }
    assert!(broken > 5, "{broken}");
    let (mut child, mut replica) = hall.child(server.authority, 2).unwrap();
    assert!(matches!(server.round(&mut child, &mut replica).unwrap(), Outcome::Synced(agreed) if agreed.count == 20));
    assert_eq!(server.storage().halls().unwrap()[0].events, 20, "nothing was taken twice");
}

/// A byte now and then keeps a connection alive and a sync from ending: a whole answer has its time.
#[test]
fn an_answer_that_drips_is_given_up() {
    let (server, hall) = with_bookings();
    let there = FalseServer::start(server.dir.path(), |_, out| {
        write!(out, "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")?;
        loop {
            out.write_all(b"Y")?;
            out.flush()?;
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    let given_up = round(&server, &hall, &line(&server, there.unwrap()));
    assert!(matches!(given_up, Err(RoundError::Trouble(Trouble::Slow | Trouble::Unreachable(_)))), "{given_up:?}");
    goes_on(&server, &hall);
}
