//! Clocks that are wrong: they order nothing and block nobody (A5, S8).

use journal::WallTime;
use store::ReadTx;
use sync::Outcome;
use yanshi_tests::sync_lab::{LabHall, LabServer, NOW};

const YEAR_MS: i64 = 365 * 24 * 3_600_000;

/// Actual #7106, Anki: one PC's clock a year ahead, then corrected. The others keep working, and what comes afterwards
/// stands after what came before, whatever the clocks said.
#[test]
fn one_pcs_clock_a_year_ahead_then_corrected_stops_nobody() {
    let (server, wrong, right) = (LabServer::new().unwrap(), LabHall::new(1).unwrap(), LabHall::new(2).unwrap());
    let mut pcs = Vec::new();
    for hall in [&wrong, &right] {
        server.enrol(hall, 3).unwrap();
        pcs.push(hall.child(server.authority, 1).unwrap());
    }
    let ahead = WallTime(NOW.0 + YEAR_MS);
    let mut total = 0;
    // The wrong PC books a year ahead, the other today; then the clock is set right and all go on.
    for (round, wall) in [ahead, ahead, NOW, WallTime(0), NOW].into_iter().enumerate() {
        let first = 1_000 * round as u64;
        wrong.book_at(first, 3, wall).unwrap();
        right.book(first + 500, 2).unwrap();
        total += 5;
        for _ in 0..2 {
            for (child, replica) in &mut pcs {
                let outcome = server.round(child, replica).unwrap();
                assert!(matches!(outcome, Outcome::Synced(_)), "{round}: {outcome:?}");
            }
        }
        for (child, _) in &pcs {
            assert_eq!(child.memory().agreed.map(|agreed| agreed.count), Some(total));
        }
    }
    // What the other wrote counts too: each round's first is above all that both had written before.
    let lamport = |hall: &LabHall, seq: u64| {
        let id = journal::EventId { device: hall.store.device(), seq: journal::Seq(seq) };
        hall.store.read(|tx: &ReadTx<'_>| tx.event(id)).unwrap().unwrap().lamport.0
    };
    for round in 1..5 {
        assert!(lamport(&right, 2 * round + 1) > lamport(&wrong, 3 * round), "{round}");
    }
    // Every later event has a higher Lamport number than all its author had seen, so the order is that of the rounds.
    let device = wrong.store.device();
    let lamports: Vec<u64> = (1..=15)
        .map(|seq| {
            let id = journal::EventId { device, seq: journal::Seq(seq) };
            right.store.read(|tx: &ReadTx<'_>| tx.event(id)).unwrap().unwrap().lamport.0
        })
        .collect();
    assert!(lamports.windows(2).all(|pair| pair[0] < pair[1]), "{lamports:?}");
    assert!(lamports[14] <= 25, "and it counts events, not milliseconds: {lamports:?}");
}

/// What a PC's clock says when it greets is shown and decides nothing.
#[test]
fn a_greeting_is_taken_whatever_its_clock_says() {
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    for (at, clock_ms) in [i64::MIN, -1, 0, NOW.0 + YEAR_MS, i64::MAX, NOW.0].into_iter().enumerate() {
        hall.book(100 * at as u64, 1).unwrap();
        // A new start greets anew.
        let (mut child, mut replica) = hall.child(server.authority, at as u64 + 1).unwrap();
        let mut step = child.begin(&mut replica, [at as u8; 16], clock_ms).unwrap();
        while let sync::Step::Send(envelope) = step {
            step = child.receive(&mut replica, &server.answer(&envelope.encode()).unwrap()).unwrap();
        }
        assert!(matches!(step, sync::Step::Done(Outcome::Synced(agreed)) if agreed.count == at as u64 + 1), "{step:?}");
        assert_eq!(server.storage().devices().unwrap()[0].clock_ms, Some(clock_ms));
    }
}
