//! The real window and the real server over loopback: the network goes, the counter goes on, and what the chip says is true.

use yanshi_tests::harness::{DataFolder, Start, Window, until};
use yanshi_tests::screens::{Connection as _, Counter as _};
use yanshi_tests::sync_lab::{LabServer, Reader};

const DEMO_HALL: u32 = domain::reference::shipped::DEMO_HALL.0;

#[test]
fn booked_while_the_server_is_down_it_is_there_when_the_chip_is_green_and_an_altered_byte_turns_it() {
    let mut server = LabServer::new().expect("a server");
    server.listen().expect("it listens");
    let folder = DataFolder::empty();
    let window = Window::open(&Start::demo_with(5), &folder);
    window.see_book();
    window.see_chip("alone");
    window.open_sync();
    window.enrol(&server, &server.code(DEMO_HALL).expect("a code"));
    window.see_chip("synced");
    window.close_sync();

    server.stop_listening();
    let booked = window.book("spjy", "食品经营许可", "王小明", "13800138000");
    window.see_chip("offline");
    until("the chip counts what waits", || window.text("sync-chip").contains("条待传"));

    server.listen().expect("it listens again");
    window.open_sync();
    window.click("sync-now");
    window.see_chip("synced");
    let reader = Reader::signed_in(&server).expect("signed in");
    let number: String = booked.number.chars().filter(char::is_ascii_digit).collect();
    let told = reader.get(&format!("/api/halls/{DEMO_HALL}/bookings/{number}")).expect("an answer");
    assert_eq!(told.status(), 200);
    let told = told.text().expect("text");
    assert!(told.contains("confirmed") && !told.contains("138") && !told.contains("王"), "{told}");

    alter_one_byte(&server);
    window.click("sync-now");
    window.see_chip("mismatch");
    let why = window.text("sync-why");
    assert!(why.contains("两边的数据都没有改动"), "{why}");
    window.close_sync();
    // It stops nobody, and a restart does not forget it.
    window.see_bookings(6);
    window.close();
    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    window.see_chip("mismatch");
    window.book("yczxk", "烟草证延续", "李四", "");
    window.see_bookings(7);
}

fn alter_one_byte(server: &LabServer) {
    let database = rusqlite::Connection::open(server.dir.path().join("central.db")).expect("the database");
    let (row, mut packed): (i64, Vec<u8>) = database
        .query_row("SELECT rowid, packed FROM segment ORDER BY rowid LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("a segment");
    let middle = packed.len() / 2;
    packed[middle] ^= 1;
    let changed = database.execute("UPDATE segment SET packed = ?1 WHERE rowid = ?2", rusqlite::params![packed, row]);
    assert_eq!(changed, Ok(1));
}
