//! Bodies that nobody should send: too large, too deep, without an end, about what there is not.

use super::client;
use super::{Item, Scene};
use crate::loopback::trusting;

/// Whatever was sent is answered with the mark, and then the others go on.
fn answered(scene: &Scene, body: &[u8]) {
    let answer = scene.server.answer(body).unwrap();
    assert!(answer.starts_with(b"\x59\x53\x01"));
}

#[test]
fn lengths_that_are_not_definite_and_deep_nesting_are_refused() {
    let mut scene = Scene::new();
    let good = scene.stranger.envelope("Snapshot", &[]);
    assert_eq!(client::read("Reply", &scene.server.answer(&good).unwrap()).name, "Manifest");
    // The map, the choice, and what stands under a key that nobody knows.
    let [head, rest] = [&good[..1], &good[1..]];
    assert_eq!(head, [0xa2]);
    let with = |unknown: &[u8]| [&[0xa3][..], rest, &[0x18, 99], unknown].concat();
    assert_eq!(client::read("Reply", &scene.server.answer(&with(&[0x81, 0x00])).unwrap()).name, "Manifest");
    let endless = [&[0xbf][..], rest, &[0xff]].concat();
    let bodies = [
        endless,
        with(&[0x9f, 0xff]),
        with(&[0x5f, 0x41, 0x00, 0xff]),
        with(&[[0x81; 1_000].as_slice(), &[0x00]].concat()),
        with(&vec![0x81; 1 << 20]),
        with(&[vec![0x82], vec![0x9f; 4 << 20]].concat()),
        with(&vec![0xd8; 1 << 20]),
    ];
    for body in bodies {
        let told = client::read("Reply", &scene.server.answer(&body).unwrap());
        assert_eq!(super::refused(&told), "malformed", "{:?}", &body[..40]);
        answered(&scene, &body[..body.len() / 2]);
    }
    scene.goes_on();
}

/// Over the real door: it is not read to its end, and whether the answer is still read is the line's luck.
#[test]
fn too_large_a_body_is_not_read() {
    let mut scene = Scene::new();
    scene.server.listen().unwrap();
    let authority = std::fs::read(scene.server.dir.path().join("tls/authority.pem")).unwrap();
    let door = reqwest::blocking::Client::builder().tls_backend_preconfigured(trusting(&authority)).build().unwrap();
    for path in ["/sync", "/enrol"] {
        let url = format!("{}{path}", scene.server.address());
        let sent = door.post(url).body(vec![0; (16 << 20) + 1]).send();
        if let Ok(answer) = sent {
            assert_eq!(answer.status(), 413);
            assert!(!answer.bytes().unwrap_or_default().starts_with(b"\x59\x53\x01"));
        }
    }
    let greeting = scene.stranger.greeting();
    let answer = door.post(format!("{}/sync", scene.server.address())).body(greeting).send().unwrap();
    assert_eq!(client::read("Reply", &answer.bytes().unwrap()).name, "Welcome");
    scene.goes_on();
}

/// Of a device that is not there and of one that is: its real bucket comes, the others hold nothing.
#[test]
fn invented_buckets_are_answered() {
    let mut scene = Scene::new();
    let devices = [[0xee; 8], scene.beside.hall.store.device().0];
    let buckets = |device: [u8; 8]| {
        let bucket = move |number| Item::array([Item::bytes(device), Item::Number(number), Item::bytes([1; 32])]);
        (0..4_000).map(move |number| bucket(u64::MAX - number))
    };
    let fields = [("buckets", Item::array(devices.into_iter().flat_map(buckets))), ("rows", Item::Number(20_000))];
    let told = scene.stranger.asks(&scene.server, "Sealed", &fields);
    assert_eq!(told.field("rows").items(), scene.rows());
    scene.goes_on();
}
