//! Enrolling at the counter, what goes wrong there, and a new PC that joins its hall.

use domain::event::ReferenceKind;
use domain::time::BeijingDay;
use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, SECRET, Screen, Start, until};
use yanshi_tests::screens::{Connection as _, Counter as _};
use yanshi_tests::sync_lab::{LabHall, LabServer};

const DEMO_HALL: u32 = domain::reference::shipped::DEMO_HALL.0;

fn listening() -> LabServer {
    let mut server = LabServer::new().expect("a server");
    server.listen().expect("it listens");
    server
}

#[test]
fn a_wrong_code_is_told_at_its_field_and_the_right_one_enrols() {
    let server = listening();
    let folder = DataFolder::empty();
    let program = Start::demo_with(5).browser_mode(&folder);
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    browser.open_sync();
    browser.is_accessible("the panel of a hall on its own");
    browser.click("enrol-now");
    browser.see("field-error-address");
    browser.see("field-error-enrol-code");
    browser.is_accessible("the panel with faults");
    browser.enrol(&server, &sync::EnrolCode::new([7; 7], &server.authority));
    browser.read("field-error-enrol-code", "没有发过");
    // What was typed stays; only the code is typed anew.
    browser.click("enrol-code");
    browser.script("document.querySelector('[data-testid=\"enrol-code\"]').select()", &[]);
    browser.type_text(&server.code(DEMO_HALL).expect("a code").to_string());
    browser.press(Key::Enter);
    browser.see_chip("synced");
    browser.read("sync-agreed", "条记录");
    browser.is_accessible("the panel of an enrolled hall");
    browser.close_sync();
    // A booking goes up by itself, long before the next look at the clock.
    let events = || server.storage().halls().expect("halls")[0].events;
    let before = events();
    browser.book("spjy", "食品经营许可", "王小明", "");
    until("the booking has gone up", || events() > before);
    browser.see_chip("synced");
}

/// Another PC with a newer program wrote something this one cannot understand: it is kept, passed on, and shown.
#[test]
fn what_a_newer_program_wrote_is_kept_and_shown() {
    let server = listening();
    let newer = LabHall::new(2).expect("a PC");
    server.enrol(&newer, DEMO_HALL).expect("enrolled");
    newer.write_unknown(true).expect("written");
    let (mut child, mut replica) = newer.child(server.authority, 1).expect("a child");
    server.round(&mut child, &mut replica).expect("a round");
    let folder = DataFolder::empty();
    let program = Start::demo_with(5).browser_mode(&folder);
    let code = server.code(DEMO_HALL).expect("a code").to_string();
    program.call("sync_enrol", &json!({ "address": server.address(), "code": code }));
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    browser.see_chip("synced");
    browser.open_sync();
    browser.read("sync-parked", "来自新版本的程序");
    browser.is_accessible("the panel with a parked event");
    // It stops nobody.
    browser.close_sync();
    browser.book("spjy", "食品经营许可", "王小明", "");
    browser.see_bookings(6);
}

/// The city closes a Saturday: every booking of it is listed, and one press leads to it.
#[test]
fn what_the_server_offers_is_listed_with_the_bookings_it_changes() {
    let server = listening();
    let folder = DataFolder::empty();
    let program = Start::demo_with(5).browser_mode(&folder);
    program.call(
        "sync_enrol",
        &json!({ "address": server.address(), "code": server.code(DEMO_HALL).expect("a code").to_string() }),
    );
    let closing = format!("{}2026-11-28,day_off,测试假日,2026,测试\n", domain::reference::shipped::CALENDAR);
    let from = BeijingDay::from(chrono::NaiveDate::from_ymd_opt(2026, 11, 28).expect("a date"));
    let key = &server.folder.key;
    server.storage().offer(key, ReferenceKind::Calendar, closing.as_bytes(), from).expect("offered");
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.see_book();
    browser.open_sync();
    browser.click("sync-now");
    browser.read("offers", "启用后有 5 个预约受影响");
    browser.read("offers", "法定假日");
    browser.is_accessible("the panel with an offer");
    browser.click("affected-booking");
    browser.see_gone("sync-panel");
    browser.see("detail");
}

#[test]
fn a_new_pc_joins_its_hall_by_code_and_reads_names_with_the_recovery_code() {
    let server = listening();
    let (old, new) = (DataFolder::empty(), DataFolder::empty());
    let recovery = {
        let program = Start::demo_with(33).browser_mode(&old);
        let code = server.code(DEMO_HALL).expect("a code").to_string();
        program.call("sync_enrol", &json!({ "address": server.address(), "code": code }));
        let recovery = program.call("recovery_renew", &json!({}))["recovery_code"].as_str().expect("a code").to_owned();
        until("the old PC has synced", || {
            program.call("sync_now", &json!({}));
            program.call("sync_panel", &json!({}))["chip"]["word"] == "synced"
        });
        recovery
    };
    let program = Start::plain().browser_mode(&new);
    let browser = Chromium::open_at(&program, Screen::SMALL);
    browser.click("setup-join");
    browser.see("join");
    browser.enrol(&server, &server.code(DEMO_HALL).expect("a code"));
    browser.see("join-complete");
    browser.is_accessible("a new PC that has everything but the code");
    browser.see_focus("recovery-code");
    browser.type_text("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA");
    browser.press(Key::Enter);
    browser.see("field-error-join-code");
    browser.script("document.querySelector('[data-testid=\"recovery-code\"]').select()", &[]);
    browser.type_text(&recovery);
    browser.press(Key::Enter);
    browser.see("sign-in");
    browser.sign_in("吴建国（示例）", SECRET);
    browser.see_book();
    browser.see_bookings(33);
    // The seats of the PC that is gone are frozen until the manager signs.
    browser.see("frozen-chip");
    browser.see_chip("synced");
}
