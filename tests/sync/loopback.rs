//! The real server over TLS on loopback, and what can be wrong on the way.

use domain::event::{CallOutcome, Called, Fact, Language, WalkedIn};
use domain::time::{BeijingDay, MinuteOfDay};
use journal::KindCode;
use link::{EnrolError, Line, Patience, ServerAddress, SyncState, Syncer, Trouble, enrol};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::NewEvent;
use sync::{EnrolRefusal, Outcome};
use yanshi_tests::sync_lab::{LabHall, LabServer, NOW};

pub(crate) const PATIENCE: Patience = Patience { connect: Duration::from_secs(2), answer: Duration::from_secs(5) };

pub(crate) fn listening() -> LabServer {
    let mut server = LabServer::new().unwrap();
    server.listen().unwrap();
    server
}

pub(crate) fn round(server: &LabServer, hall: &LabHall, line: &Line) -> Result<Outcome, link::RoundError> {
    let (mut child, mut replica) = hall.child(server.authority, 1).unwrap();
    link::go_round(&mut child, &mut replica, ([9; 16], NOW.0), |request| Ok(line.post("/sync", request)?), |_, _| {})
}

#[test]
fn codes_enrol_once_in_their_time_and_for_their_hall() {
    let server = listening();
    let storage = server.storage();
    let code = |hall: u32, lasts_ms: i64| {
        storage.make_code(hall, "测试大厅", &server.authority, central::random().unwrap(), lasts_ms).unwrap().code
    };
    let try_code = |code: &sync::EnrolCode, number: u64, own: Option<u32>| {
        let hall = LabHall::new(number).unwrap();
        let device = hall.store.device();
        let candidate = link::Candidate { device, key: &hall.key, hall: own, succeeds: Vec::new() };
        enrol(&server.address(), code, candidate, PATIENCE)
    };
    let good = code(3, 3_600_000);
    let enrolled = try_code(&good, 1, Some(3)).unwrap();
    assert_eq!((enrolled.told.hall, enrolled.authority), (3, server.authority));
    // The answer was lost, and the same device asks again.
    assert_eq!(try_code(&good, 1, Some(3)).unwrap(), enrolled);
    let refused = |result: Result<link::Enrolment, EnrolError>| match result {
        Err(EnrolError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(try_code(&good, 2, Some(3))), EnrolRefusal::Used);
    assert_eq!(refused(try_code(&code(3, -1), 3, Some(3))), EnrolRefusal::Expired);
    assert_eq!(refused(try_code(&code(4, 3_600_000), 4, Some(3))), EnrolRefusal::OtherHall);
    let unknown = sync::EnrolCode::new([9; 7], &server.authority);
    assert_eq!(refused(try_code(&unknown, 5, None)), EnrolRefusal::Unknown);
    assert_eq!(refused(try_code(&code(4, 3_600_000), 1, None)), EnrolRefusal::OtherDevice);
    // A code of another server: its secret is told to nobody.
    let foreign = sync::EnrolCode::new(code(3, 3_600_000).secret, &journal::Hash([1; 32]));
    assert_eq!(try_code(&foreign, 6, None), Err(EnrolError::Trouble(Trouble::OtherAuthority)));
    assert_eq!(storage.devices().unwrap().len(), 1);
}

#[test]
fn only_the_pinned_authority_is_spoken_to() {
    let (server, other, hall) = (listening(), listening(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let line = Line::new(&server.address(), &server.authority.0, PATIENCE).unwrap();
    assert!(matches!(round(&server, &hall, &line), Ok(Outcome::Synced(_))));
    let line = Line::new(&other.address(), &server.authority.0, PATIENCE).unwrap();
    assert_eq!(round(&server, &hall, &line), Err(Trouble::OtherAuthority.into()));
    assert!(matches!(Line::new("http://127.0.0.1:1", &[], PATIENCE), Err(Trouble::Address(_))));
    let line = Line::new("https://127.0.0.1:1", &server.authority.0, PATIENCE).unwrap();
    assert!(matches!(round(&server, &hall, &line), Err(link::RoundError::Trouble(Trouble::Unreachable(_)))));
}

/// A server that takes the connection and then says nothing.
#[test]
fn a_slow_server_is_given_up() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    let address = format!("https://{}", listener.local_addr().unwrap());
    let patience = Patience { connect: Duration::from_millis(300), answer: Duration::from_millis(300) };
    let line = Line::new(&address, &server.authority.0, patience).unwrap();
    assert_eq!(round(&server, &hall, &line), Err(Trouble::Slow.into()));
}

/// No TLS at all: a captive portal.
#[test]
fn a_page_in_place_of_the_server_is_trouble_and_nothing_else() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let _ = client.read(&mut [0; 512]);
            let _ = client.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>");
        }
    });
    let (server, hall) = (LabServer::new().unwrap(), LabHall::new(1).unwrap());
    let line = Line::new(&address, &server.authority.0, PATIENCE).unwrap();
    assert!(matches!(round(&server, &hall, &line), Err(link::RoundError::Trouble(Trouble::Unreachable(_)))));
}

fn wait_for(syncer: &Syncer, what: &str, reached: impl Fn(&link::SyncStatus) -> bool) -> link::SyncStatus {
    let began = Instant::now();
    loop {
        let status = syncer.status().unwrap();
        if reached(&status) {
            return status;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{what}: {status:?}");
        syncer.sync_now();
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn start(hall: &LabHall, address: &ServerAddress, time: link::TellTime) -> Syncer {
    Syncer::start(&hall.store, Arc::clone(&hall.key), address, "lab", time, Arc::new(|| {}), PATIENCE).unwrap()
}

/// The story of the issue without its window: server down, book, server up, agreed, read back through the server's door.
#[test]
fn a_hall_works_alone_and_syncs_when_the_server_is_there() {
    let (mut server, hall) = (listening(), LabHall::new(1).unwrap());
    server.enrol(&hall, 3).unwrap();
    let address = ServerAddress { address: server.address(), authority: server.authority };
    server.stop_listening();
    let time: link::TellTime = Arc::new(|| NOW);
    let syncer = start(&hall, &address, time);
    hall.book(1, 3).unwrap();
    let status = wait_for(&syncer, "offline", |status| matches!(status.state, SyncState::Offline(_)));
    assert_eq!((status.to_send, status.agreed, status.complete), (3, None, false));
    drop(syncer);
    server.listen().unwrap();
    let address = ServerAddress { address: server.address(), ..address };
    let time: link::TellTime = Arc::new(|| journal::WallTime(NOW.0 + 365 * 24 * 3_600_000));
    let syncer = start(&hall, &address, time);
    let status = wait_for(&syncer, "synced", |status| status.state == SyncState::Synced);
    assert_eq!((status.to_send, status.agreed.unwrap().count, status.complete), (0, 3, true));
    let booked = hall.book(4, 1).unwrap()[0];
    call_off_and_walk_in(&hall, booked);
    let status = wait_for(&syncer, "synced again", |status| status.agreed.is_some_and(|agreed| agreed.count == 6));
    assert!(status.parked.is_empty() && status.forked.is_empty());
    read_back(&server);
}

/// A booking is cancelled in a call, and somebody walks in.
fn call_off_and_walk_in(hall: &LabHall, booked: journal::EventId) {
    let called = Fact::Called(Called { outcome: CallOutcome::Cancelled, expected: None, released: false, told: None });
    hall.write_newer(|usual| NewEvent {
        kind: KindCode(called.kind()),
        entity: Some(booked),
        body: called.encode(),
        ..usual
    })
    .unwrap();
    let walked_in = Fact::WalkedIn(WalkedIn {
        number: WALKED_IN,
        day: BeijingDay(20_785),
        at: MinuteOfDay(660),
        items: Vec::new(),
        party: 2,
        green_channel: false,
        slip_language: Language::ZhHans,
        personal: Vec::new(),
        forwarded: None,
    });
    let event = |usual| NewEvent { kind: KindCode(walked_in.kind()), entity: None, body: walked_in.encode(), ..usual };
    hall.write_newer(event).unwrap();
}

fn read_back(server: &LabServer) {
    server.storage().set_password(&central::hash_password("一个够长的密码").unwrap()).unwrap();
    let authority = std::fs::read(server.dir.path().join("tls/authority.pem")).unwrap();
    let client = reqwest::blocking::Client::builder()
        .tls_backend_preconfigured(trusting(&authority))
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let url = |path: &str| format!("{}{path}", server.address());
    let booking = "/api/halls/3/bookings/1000000004";
    assert_eq!(client.get(url(booking)).send().unwrap().status(), 401);
    let wrong = client.post(url("/sign-in")).body("password=falsch").header("content-type", FORM).send().unwrap();
    assert_eq!(wrong.status(), 403);
    let password: String = "一个够长的密码".bytes().map(|byte| format!("%{byte:02X}")).collect();
    let signed_in =
        client.post(url("/sign-in")).body(format!("password={password}")).header("content-type", FORM).send().unwrap();
    let cookie = signed_in.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("HttpOnly; Secure; SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let ask = |path: &str| {
        let told = client.get(url(path)).header("cookie", &cookie).send().unwrap().text().unwrap();
        serde_json::from_str::<serde_json::Value>(&told).unwrap()
    };
    let told = ask("/api/halls/3/bookings/1000000003");
    let of = |told: &serde_json::Value| (told[0]["number"].clone(), told[0]["status"].clone());
    assert_eq!(of(&told), (1_000_000_003_u64.into(), "confirmed".into()));
    assert_eq!(of(&ask(booking)), (1_000_000_004_u64.into(), "cancelled".into()), "the server folds as the hall does");
    assert_eq!(of(&ask(&format!("/api/halls/3/bookings/{WALKED_IN}"))), (WALKED_IN.into(), "confirmed".into()));
    assert!(!told.to_string().contains("138"), "no phone number");
    let page = client.get(url("/")).header("cookie", &cookie).send().unwrap();
    assert!(page.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    let page = page.text().unwrap();
    assert!(page.contains("测试大厅") && page.contains("正常"), "{page}");
    let counted = client.get(url("/log")).header("cookie", &cookie).send().unwrap().text().unwrap();
    assert!(counted.contains("帮办台账") && counted.contains("测试大厅"), "{counted}");
    let stranger = client.get(url("/log")).send().unwrap().text().unwrap();
    assert!(!stranger.contains("测试大厅"), "nobody sees it who has not signed in");
    assert_eq!(client.get(url("/healthz")).send().unwrap().text().unwrap(), "ok\n");
    let metrics = client.get(url("/metrics")).send().unwrap().text().unwrap();
    assert!(metrics.contains("yanshi_hall_events{hall=\"3\"} 6"), "{metrics}");
}

const WALKED_IN: u64 = 4_829_130_577;
const FORM: &str = "application/x-www-form-urlencoded";

pub(crate) fn trusting(pem: &[u8]) -> rustls::ClientConfig {
    use rustls::pki_types::pem::PemObject;
    let mut roots = rustls::RootCertStore::empty();
    roots.add(rustls::pki_types::CertificateDer::from_pem_slice(pem).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    builder.with_root_certificates(roots).with_no_client_auth()
}
