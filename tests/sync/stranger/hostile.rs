//! Journals that nobody should write: the others of the hall and of the city go on, and have lost nothing.

use super::client::{self, Said, Stranger};
use super::{Item, Scene, TABLES, Told, booking, named, refused};
use domain::event::{DayOpened, Fact};
use domain::seat::PlannedSession;
use domain::time::{BeijingDay, MinuteOfDay};
use journal::{EventId, ParkReason};
use store::ReadTx;

/// So high do numbers count in the hall.
const HIGHEST: u64 = 11;

fn said(kind: u16, lamport: u64, body: Vec<u8>) -> Said {
    Said { kind, lamport, body, ..Said::default() }
}

fn pushes(scene: &Scene, segments: &[Item]) -> Told {
    scene.stranger.pushes(&scene.server, client::pack(segments), Vec::new(), Vec::new())
}

fn parked(scene: &Scene) -> Vec<ParkReason> {
    let parked = scene.beside.hall.store.read(|tx: &ReadTx<'_>| tx.parked_events()).unwrap();
    parked.into_iter().map(|line| line.reason).collect()
}

fn lamport(scene: &Scene, event: EventId) -> u64 {
    scene.beside.hall.store.read(|tx: &ReadTx<'_>| tx.event(event)).unwrap().unwrap().lamport.0
}

#[test]
fn lamport_leaps_are_parked_and_everybody_counts_on() {
    for leap in [1 << 53, (1 << 53) - 1, HIGHEST + (1 << 24) + 9] {
        let mut scene = Scene::new();
        let segment = scene.stranger.writes(&[said(999, leap, Vec::new())]);
        assert_eq!(pushes(&scene, &[segment]).field("parked").number(), 1, "{leap}");
        scene.goes_on();
        assert_eq!(parked(&scene), [ParkReason::Number], "{leap}");
        assert_eq!(lamport(&scene, *scene.beside.made.last().unwrap()), HIGHEST + 1, "{leap}");
    }
    // No further than that, and it counts; one beyond that counts with the next event.
    let mut scene = Scene::new();
    let segment = scene.stranger.writes(&[said(999, HIGHEST + (1 << 24) + 1, Vec::new())]);
    assert_eq!(pushes(&scene, &[segment]).field("parked").number(), 1);
    scene.goes_on();
    assert_eq!(parked(&scene), []);
    let mut scene = Scene::new();
    let segment = scene.stranger.writes(&[said(999, (1 << 24) + 1, Vec::new())]);
    assert_eq!(pushes(&scene, &[segment]).field("parked").number(), 0);
    scene.goes_on();
    assert_eq!(lamport(&scene, *scene.beside.made.last().unwrap()), (1 << 24) + 2);
}

#[test]
fn bodies_that_decode_and_cannot_be_are_parked() {
    let mut scene = Scene::new();
    let mut made = yanshi_tests::sync_lab::bookings(7, 1).unwrap().remove(0);
    made.day = BeijingDay(u32::MAX);
    let session = PlannedSession { from: MinuteOfDay(720), to: MinuteOfDay(540), slot_minutes: 30, seats: 8 };
    let opened = DayOpened { day: BeijingDay(20_785), sessions: vec![session] };
    let facts = [Fact::BookingMade(made), Fact::DayOpened(opened)];
    let told: Vec<Said> = facts.iter().zip(12..).map(|(fact, at)| said(fact.kind(), at, fact.encode())).collect();
    let segment = scene.stranger.writes(&told);
    assert_eq!(pushes(&scene, &[segment]).field("parked").number(), 2);
    scene.goes_on();
    assert_eq!(parked(&scene), [ParkReason::Body; 2]);
}

/// The booking that it is about stays as it is.
#[test]
fn an_unknown_kind_that_must_be_understood_is_parked() {
    let mut scene = Scene::new();
    let entity = Some(named(scene.beside.made[3]));
    let unknown = Said { must_understand: true, entity, ..said(60_000, 12, vec![0xff, 0, 1]) };
    let segment = scene.stranger.writes(&[unknown, said(60_001, 13, vec![0xff])]);
    assert_eq!(pushes(&scene, &[segment]).field("parked").number(), 1, "the other one is kept");
    scene.goes_on();
    assert_eq!(parked(&scene), [ParkReason::Kind]);
}

#[test]
fn overlapping_segments_are_taken_once() {
    let mut scene = Scene::new();
    let begin = scene.stranger.journal.clone();
    let told: Vec<Said> = (12..42).map(|at| said(999, at, vec![1; 40])).collect();
    for count in 1..=told.len() {
        let mut journal = begin.clone();
        let segment = scene.stranger.writes_behind(&mut journal, &told[..count]);
        let answer = pushes(&scene, &[segment.clone(), segment]);
        assert_eq!((answer.field("parked").number(), answer.field("forked").items().len()), (0, 0));
        let have = answer.field("have");
        assert!(have.items().contains(&journal.end()));
        let standing = TABLES.field("Standing", &answer.field("standing"), "events").unwrap();
        assert_eq!(standing.as_bytes(), client::digest_of_events(&have));
    }
    scene.goes_on();
    let end = scene.beside.hall.store.read(|tx: &ReadTx<'_>| tx.journal_ends()).unwrap();
    assert!(end.iter().any(|end| (end.device().0, end.events()) == (begin.device, 30)));
}

/// Frozen for good: it goes on under a new name.
#[test]
fn a_fork_freezes_its_author_alone() {
    let mut scene = Scene::new();
    let mut second = scene.stranger.journal.clone();
    let (kind, body) = booking(70);
    let first = scene.stranger.writes(&[said(kind, 12, body)]);
    pushes(&scene, &[first]);
    let fork = scene.stranger.writes_behind(&mut second, &[said(999, 12, b"otherwise".to_vec())]);
    let told = pushes(&scene, &[fork]);
    assert_eq!(told.field("forked"), Item::array([second.end()]));
    assert!(told.field("have").items().contains(&scene.stranger.journal.end()), "nothing was taken");
    assert_eq!(refused(&scene.stranger.asks(&scene.server, "Snapshot", &[])), "frozen");
    assert_eq!(refused(&scene.stranger.greets(&scene.server)), "frozen");
    let code = scene.server.code(3).unwrap().to_string();
    assert_eq!(scene.stranger.enrols(&scene.server, &code).contents, [Item::Number(4)], "known otherwise");
    let renamed = Stranger::of_hall(&scene.server, 8, 3);
    assert_eq!(renamed.asks(&scene.server, "Snapshot", &[]).name, "Manifest");
    scene.goes_on();
}

/// As somebody could who has recorded it: a session, and none for the true device until it greets again.
#[test]
fn a_greeting_that_is_sent_twice_opens_a_session_and_ends_the_one_before() {
    let mut scene = Scene::new();
    let recorded = scene.stranger.greeting();
    let mut tokens: Vec<Item> = Vec::new();
    for _ in 0..2 {
        let told = client::read("Reply", &scene.server.answer(&recorded).unwrap());
        assert_eq!(told.name, "Welcome");
        tokens.push(told.field("token"));
    }
    assert_ne!(tokens[0], tokens[1]);
    scene.stranger.token = Some(tokens.remove(0));
    assert_eq!(refused(&scene.stranger.asks(&scene.server, "Snapshot", &[])), "greet first");
    let segment = scene.stranger.writes(&[said(999, 12, Vec::new())]);
    assert_eq!(scene.stranger.greets(&scene.server).name, "Welcome");
    pushes(&scene, &[segment]);
    let thief = std::mem::replace(&mut scene.stranger.token, tokens.pop());
    assert_eq!(refused(&scene.stranger.asks(&scene.server, "Snapshot", &[])), "greet first");
    // It tells less than is known by now, and nobody is frozen for it.
    let told = client::read("Reply", &scene.server.answer(&recorded).unwrap());
    assert_eq!(told.name, "Welcome");
    scene.stranger.token = thief;
    assert_eq!(scene.stranger.greets(&scene.server).name, "Welcome");
    scene.goes_on();
}
