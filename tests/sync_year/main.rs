//! A year offline: 200,000 events without a cap go up in pieces, and the memory for it is that of a piece.

#![allow(clippy::unwrap_used, reason = "tests")]

use sync::{Outcome, Step};
use yanshi_tests::sync_lab::{LabHall, LabServer, folder};

const EVENTS: u64 = 200_000;

/// What this process holds, and what it has held at most since the last call; kB. Only Linux tells.
fn memory() -> Option<(u64, u64)> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let field =
        |name: &str| status.lines().find_map(|line| line.strip_prefix(name)?.trim().split(' ').next()?.parse().ok());
    let held = (field("VmRSS:")?, field("VmHWM:")?);
    std::fs::write("/proc/self/clear_refs", "5").ok()?;
    Some(held)
}

#[test]
fn a_year_offline_goes_up_and_comes_down_in_bounded_memory() {
    let server = LabServer::new().unwrap();
    let [hall, other] = [1, 2].map(|number| LabHall::new_in(folder(), number, false).unwrap());
    server.enrol(&hall, 3).unwrap();
    server.enrol(&other, 3).unwrap();
    for first in (0..EVENTS).step_by(5_000) {
        hall.book(first, 5_000).unwrap();
    }
    for hall in [&hall, &other] {
        let before = memory();
        let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
        let (mut step, mut largest) = (child.begin(&mut replica, [3; 16], 0).unwrap(), 0);
        while let Step::Send(envelope) = step {
            let request = envelope.encode();
            let answer = server.answer(&request).unwrap();
            largest = largest.max(request.len()).max(answer.len());
            step = child.receive(&mut replica, &answer).unwrap();
        }
        assert!(matches!(step, Step::Done(Outcome::Synced(agreed)) if agreed.count == EVENTS), "{step:?}");
        assert!(largest < 1 << 20, "the largest message has {largest} bytes");
        if let Some(((held, _), (_, most))) = before.zip(memory()) {
            assert!(most.saturating_sub(held) < 32 << 10, "{held} kB before, {most} kB at most");
        }
    }
}
