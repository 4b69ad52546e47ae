//! Rows and erasures that nobody should send, and the hall's key spoilt.

use super::{Item, Scene, named, row};
use store::{ReadTx, RecoveryCode, WriteTx, key_on_record};

fn takes(scene: &Scene, rows: Vec<Item>, gone: Vec<Item>) {
    let told = scene.stranger.pushes(&scene.server, Vec::new(), rows, gone);
    assert_eq!(told.name, "Pushed", "{told:?}");
}

/// Of everything that anybody of the hall is shown, and of bookings that are not made yet.
#[test]
fn erasures_without_their_event_take_nothing() {
    let mut scene = Scene::new();
    let (device, rows) = (scene.beside.hall.store.device(), scene.rows());
    let shown = rows.iter().map(|row| Item::array(row.items()[..2].to_vec()));
    let ahead = (12..212).flat_map(|number| {
        [1, 2].map(|field| Item::array([super::client::event_name(device.0, number), Item::Number(field)]))
    });
    takes(&scene, Vec::new(), shown.chain(ahead).collect());
    scene.goes_on();
    let after = scene.rows();
    assert!(rows.iter().all(|row| after.contains(row)), "the server has lost nothing either");
}

/// Under the suite that is known, and under those of nobody or of a newer program; also ahead of their events. Which of two
/// an unknown one is, nobody here can tell: it waits beside the value that stands.
#[test]
fn garbage_rows_and_unknown_suites_spoil_nobodys_values() {
    for suite in [1, 2, 77, 254] {
        let mut scene = Scene::new();
        let device = scene.beside.hall.store.device().0;
        let made = scene.beside.made.iter().map(|event| named(*event));
        let ahead = (12..40).map(|number| super::client::event_name(device, number));
        let absurd = [0, (1 << 53) + 1, u64::MAX].map(|number| super::client::event_name(device, number));
        let rows = made.chain(ahead).chain(absurd).map(|event| row(event, 1, suite, &[0x5a; 40]));
        takes(&scene, rows.collect(), Vec::new());
        scene.those_here_go_on();
        let listed = scene.beside.hall.store.read(|tx: &ReadTx<'_>| tx.parked_values()).unwrap();
        assert_eq!(listed.len(), 10, "suite {suite}: each is listed, and those ahead were left out");
        if suite == 1 {
            scene.goes_on();
        }
    }
}

/// The printed code opens, and a new one can be made.
#[test]
fn a_spoilt_wrapping_of_the_key_changes_nothing() {
    for sealed in [vec![0x5a; 69], vec![1, 2, 3], Vec::new()] {
        let mut scene = Scene::new();
        takes(&scene, vec![row(scene.founding(), 65_535, 255, &sealed)], Vec::new());
        scene.goes_on();
        opens_with(&scene, &scene.code);
        let new = RecoveryCode::generate().unwrap();
        let wrapped = new.wrap(&scene.key).unwrap();
        scene.beside.hall.store.write(move |tx: &mut WriteTx<'_>| tx.recovery_put(&wrapped)).unwrap();
        scene.goes_on();
        opens_with(&scene, &new);
    }
}

fn opens_with(scene: &Scene, code: &RecoveryCode) {
    let own = key_on_record(scene.beside.hall.dir.path()).unwrap().unwrap();
    let shared = scene.beside.hall.store.read(|tx: &ReadTx<'_>| tx.key_shared()).unwrap().unwrap();
    assert!(code.unwrap_key(&own).is_ok() && code.unwrap_key(&shared).is_ok());
    // What is handed to a new PC is the same.
    let rows = scene.rows();
    let handed = rows.iter().find(|row| row.items()[1] == Item::Number(65_535)).unwrap();
    assert_eq!(handed.items()[3].as_bytes(), [&own.key.0[..], &own.wrapped].concat());
}
