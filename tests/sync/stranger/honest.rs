//! Every message once, as the text says it: a test for each.

use super::client::{self, Code, Journal, Said, Stranger};
use super::{Item, Scene, TABLES, Told, booking, refused, row};
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use journal::{DeviceId, EventId, Seq};
use yanshi_tests::sync_lab::LabServer;

/// A standing says the digest of these ends.
fn stands_by(standing: &Item, ends: &Item) {
    let events = TABLES.field("Standing", standing, "events").unwrap();
    assert_eq!(events.as_bytes(), client::digest_of_events(ends));
}

fn end_of<'e>(ends: &'e Item, device: &[u8]) -> Option<&'e [Item]> {
    ends.items().iter().map(Item::items).find(|end| end[0].as_bytes() == device)
}

#[test]
fn it_enrols_with_a_code_as_somebody_types_it() {
    let server = LabServer::new().unwrap();
    let code = server.code(3).unwrap().to_string();
    assert!(Code::read(&code[1..]).is_none());
    let stranger = Stranger::new(&server, 7);
    let typed = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
    let told = stranger.enrols(&server, &typed);
    assert_eq!((told.name.as_str(), told.field("hall").number()), ("Enrolled", 3));
    assert_eq!(told.field("name"), Item::Text("测试大厅".to_owned()));
    assert_eq!(told.field("server").items()[0].as_bytes(), server.storage().device().0);
    // The same again is answered the same; another device has no use of it.
    assert_eq!(stranger.enrols(&server, &code).contents, told.contents);
    let second = Stranger::new(&server, 8).enrols(&server, &code);
    assert_eq!((second.name.as_str(), &second.contents[..]), ("Not enrolled", &[Item::Number(1)][..]));
}

#[test]
fn it_greets_and_is_told_how_the_parent_stands() {
    let mut scene = Scene::new();
    let welcome = scene.stranger.greets(&scene.server);
    assert_eq!((welcome.field("version").number(), welcome.field("folds").number()), (1, 1));
    let have = welcome.field("have");
    assert_eq!(end_of(&have, &scene.beside.hall.store.device().0).unwrap()[1].number(), 11);
    assert!(end_of(&have, &scene.elsewhere.hall.store.device().0).is_none(), "another hall's");
    stands_by(&welcome.field("standing"), &have);
}

#[test]
fn it_pushes_an_event_and_a_sealed_value_that_others_read() {
    let mut scene = Scene::new();
    let (kind, body) = booking(50);
    let segment = scene.stranger.writes(&[Said { lamport: 12, kind, must_understand: true, body, entity: None }]);
    let name = client::event_name(scene.stranger.journal.device, 1);
    let sealed = seal(&scene, &name, 1, "赵六");
    let told =
        scene.stranger.pushes(&scene.server, client::pack(&[segment]), vec![row(name, 1, 1, &sealed)], Vec::new());
    assert_eq!((told.field("parked").number(), told.field("forked").items().len()), (0, 0));
    assert_eq!(told.field_if("declined"), None);
    stands_by(&told.field("standing"), &told.field("have"));
    assert_eq!(
        Item::array(end_of(&told.field("have"), &scene.stranger.journal.device).unwrap().to_vec()),
        scene.stranger.journal.end()
    );
    scene.beside.syncs(&scene.server);
    let event = EventId { device: DeviceId(scene.stranger.journal.device), seq: Seq(1) };
    assert_eq!(scene.beside.name(event).as_deref(), Some("赵六"));
    assert_eq!(scene.server.storage().bookings(3, 1_000_000_050).unwrap().len(), 1);
    scene.goes_on();
}

/// AES-256-GCM under the hall's key; what the value is for goes into the tag.
fn seal(scene: &Scene, event: &Item, field: u16, text: &str) -> Vec<u8> {
    // The key file of a PC: an array whose last item is the key.
    let dir = yanshi_tests::sync_lab::folder();
    store::keys::write(dir.path(), &scene.key).unwrap();
    let file = Item::decode(&std::fs::read(dir.path().join("hall.key")).unwrap()).unwrap();
    let key: [u8; 32] = file.items().last().unwrap().as_bytes().try_into().unwrap();
    let [device, number] = event.items() else { panic!("no name: {event:?}") };
    let parts: [&[u8]; 5] = [&[1], b"value", device.as_bytes(), &number.number().to_be_bytes(), &field.to_be_bytes()];
    let with_length = |part: &&[u8]| [&(part.len() as u64).to_be_bytes()[..], part].concat();
    let aad: Vec<u8> = parts.iter().flat_map(with_length).collect();
    let nonce = [9; 12];
    let cipher = Aes256Gcm::new(&key.into());
    let payload = Payload { msg: text.as_bytes(), aad: &aad };
    [nonce.to_vec(), cipher.encrypt(&Nonce::from(nonce), payload).unwrap()].concat()
}

#[test]
fn it_asks_for_digests_in_short_and_at_length() {
    let scene = Scene::new();
    let asks = |fields: &[(&str, Item)]| scene.stranger.asks(&scene.server, "Digest", fields);
    let differs = asks(&[("events", Item::bytes([0; 32]))]);
    let have = differs.field("have");
    stands_by(&differs.field("standing"), &have);
    assert_eq!(differs.field_if("hashes"), None);
    let agrees = asks(&[("events", Item::bytes(client::digest_of_events(&have)))]);
    assert_eq!((agrees.field_if("have"), agrees.field_if("hashes")), (None, None));
    // Journals of fewer than 1,024 events have a hash at their heads alone.
    let long = asks(&[("buckets", Item::Flag(true))]);
    assert_eq!(long.field("hashes"), have);
}

#[test]
fn it_pulls_what_it_lacks_and_goes_on_from_there() {
    let mut scene = Scene::new();
    let pulled = scene.stranger.pulls(&scene.server, Vec::new());
    let keys = pulled.field("keys");
    let mut journal = Journal::begin(scene.beside.hall.store.device().0);
    for segment in client::unpack(pulled.field("segments").as_bytes()) {
        client::follows(&mut journal, &segment, keys.items());
    }
    stands_by(&pulled.field("standing"), &Item::array([journal.end()]));
    // Everything that it has is nothing to be sent; neither is what came before its position.
    let again = scene.stranger.pulls(&scene.server, vec![journal.end()]);
    assert!(client::unpack(again.field("segments").as_bytes()).is_empty());
    let epoch = TABLES.field("Standing", &pulled.field("standing"), "epoch").unwrap();
    let since = Item::array([epoch, pulled.field("position")]);
    let fields = [("since", since), ("have", Item::array([])), ("bytes", Item::Number(1 << 20))];
    let asks = |scene: &Scene| {
        client::unpack(scene.stranger.asks(&scene.server, "Pull", &fields).field("segments").as_bytes())
    };
    assert!(asks(&scene).is_empty());
    scene.beside.books(60, 1);
    scene.beside.syncs(&scene.server);
    for segment in asks(&scene) {
        client::follows(&mut journal, &segment, keys.items());
    }
    assert_eq!(journal.number, 12);
}

/// A part whole, fetched in stretches.
fn fetched(scene: &Scene, part: &[Item]) -> Vec<u8> {
    let mut whole = Vec::new();
    while (whole.len() as u64) < part[2].number() {
        let fields =
            [("hash", part[1].clone()), ("offset", Item::Number(whole.len() as u64)), ("bytes", Item::Number(200))];
        let blob = scene.stranger.asks(&scene.server, "Fetch", &fields);
        assert_eq!(blob.field("of"), part[2]);
        whole.extend(blob.field("bytes").as_bytes());
    }
    assert_eq!(client::sha256(&[&whole]), part[1].as_bytes());
    whole
}

#[test]
fn it_fetches_a_snapshot_in_parts() {
    let scene = Scene::new();
    let manifest = scene.stranger.asks(&scene.server, "Snapshot", &[]);
    let (parts, keys) = (manifest.field("parts"), manifest.field("keys"));
    let [events, values] = parts.items() else { panic!("{parts:?}") };
    let [events, values] = [events, values].map(Item::items);
    assert_eq!([events[0].number(), values[0].number()], [0, 1]);
    let mut journal = Journal::begin(scene.beside.hall.store.device().0);
    for segment in client::unpack(&fetched(&scene, events)) {
        client::follows(&mut journal, &segment, keys.items());
    }
    assert_eq!((journal.number, events[3].number()), (11, 11));
    stands_by(&manifest.field("standing"), &Item::array([journal.end()]));
    let sealed = Item::decode(&fetched(&scene, values)).unwrap();
    TABLES.check_map("Sealed", &sealed).unwrap();
    let part = Told { name: "Sealed".to_owned(), contents: vec![sealed] };
    assert_eq!((part.field("rows").items().len() as u64, part.field_if("standing")), (values[3].number(), None));
}

#[test]
fn it_asks_for_values_by_position_and_by_bucket() {
    let scene = Scene::new();
    let asks = |fields: &[(&str, Item)]| scene.stranger.asks(&scene.server, "Sealed", fields);
    let all = asks(&[("buckets", Item::array([])), ("rows", Item::Number(5_000))]);
    let (rows, standing) = (all.field("rows"), all.field("standing"));
    assert_eq!((rows.items().len(), all.field("more")), (22, Item::Flag(false)));
    let digest = TABLES.field("Standing", &standing, "values").unwrap();
    assert_eq!(digest.as_bytes(), client::digest_of_values(rows.items()));
    let bucket = Item::array([rows.items()[0].items()[0].items()[0].clone(), Item::Number(0)]);
    assert_eq!(all.field("buckets"), Item::array([bucket.clone()]));
    let behind = asks(&[("buckets", Item::array([])), ("rows", Item::Number(5_000)), ("after", bucket)]);
    assert!(behind.field("rows").items().is_empty());
    let epoch = TABLES.field("Standing", &standing, "epoch").unwrap();
    let since = |position| ("since", Item::array([epoch.clone(), position]));
    let from = asks(&[since(Item::Number(0)), ("rows", Item::Number(5))]);
    assert_eq!(from.field("rows").items().len(), 5);
    let rest = asks(&[since(from.field("position")), ("rows", Item::Number(5_000))]);
    assert_eq!(rest.field("rows").items().len(), 17);
}

#[test]
fn it_is_refused_in_the_words_of_the_text() {
    let mut scene = Scene::new();
    let nobody = Stranger::new(&scene.server, 9).greets(&scene.server);
    assert_eq!(refused(&nobody), "unknown device");
    let push = |rows| scene.stranger.pushes(&scene.server, Vec::new(), rows, Vec::new());
    assert_eq!(refused(&push(vec![row(scene.founding(), 1, 0, b"plain")])), "not sealed");
    let hash = [("hash", Item::bytes([1; 32])), ("offset", Item::Number(0)), ("bytes", Item::Number(9))];
    assert_eq!(refused(&scene.stranger.asks(&scene.server, "Fetch", &hash)), "not here");
    let torn = scene.stranger.pushes(&scene.server, vec![1, 2, 3], Vec::new(), Vec::new());
    assert_eq!(refused(&torn), "malformed");
    scene.stranger.token = Some(Item::bytes([0; 16]));
    assert_eq!(refused(&scene.stranger.asks(&scene.server, "Snapshot", &[])), "greet first");
    assert!(scene.server.storage().revoke(DeviceId(scene.stranger.journal.device)).unwrap());
    assert_eq!(refused(&scene.stranger.greets(&scene.server)), "revoked");
    scene.goes_on();
}

/// One signature for both, and a frame for each.
#[test]
fn segments_that_are_joined_and_frames_behind_each_other_are_taken() {
    let mut scene = Scene::new();
    let said = |lamport| Said { lamport, kind: 999, ..Said::default() };
    let [one, two, three] = [12, 13, 14].map(|lamport| scene.stranger.writes(&[said(lamport)]));
    let field = |segment: &Item, name| TABLES.field("Segment", segment, name).unwrap();
    let events = [&one, &two].map(|segment| field(segment, "events").items()[0].clone());
    let joined = TABLES.map(
        "Segment",
        &[
            ("suite", field(&two, "suite")),
            ("device", field(&one, "device")),
            ("first", field(&one, "first")),
            ("hash before", field(&one, "hash before")),
            ("events", Item::array(events)),
            ("signature", field(&two, "signature")),
            ("signed from", field(&two, "first")),
        ],
    );
    let packed = [vec![1], client::frame(&[joined]), client::frame(&[three])].concat();
    let told = scene.stranger.pushes(&scene.server, packed, Vec::new(), Vec::new());
    assert_eq!(told.field_if("declined"), None);
    assert_eq!(end_of(&told.field("have"), &scene.stranger.journal.device).unwrap()[1].number(), 3);
    scene.goes_on();
}

/// The part from key 6 on is signed, and the message ends with the name under key 7.
#[test]
fn a_new_name_vouches_for_what_an_old_one_wrote() {
    let mut scene = Scene::new();
    let said = |lamport| Said { lamport, kind: 999, ..Said::default() };
    let old = scene.stranger.journal.clone();
    let new = Stranger::of_hall(&scene.server, 8, 3);
    let vouched = new.vouches(&old, &[said(12), said(13)], 2);
    let told = new.pushes(&scene.server, client::pack(std::slice::from_ref(&vouched)), Vec::new(), Vec::new());
    assert!(told.field_if("declined").is_some(), "the old name is in use");
    assert!(scene.server.storage().revoke(DeviceId(old.device)).unwrap());
    let told = new.pushes(&scene.server, client::pack(&[vouched]), Vec::new(), Vec::new());
    assert_eq!(told.field_if("declined"), None, "{told:?}");
    assert_eq!(end_of(&told.field("have"), &old.device).unwrap()[1].number(), 2);
    scene.goes_on();
}
