//! The staff allocation over a week, in the real window and by keyboard alone: asked on Wednesday, answered on Thursday, published
//! on Friday, asked for more by the last booking, and on Saturday somebody does not come. The PC is switched off in between every
//! time, and everything stands.

use serde_json::{Value, json};
use thirtyfour::Key;
use yanshi_tests::harness::{DataFolder, Keyboard as _, Keys, SATURDAY, Start, Window, booking, until};
use yanshi_tests::screens::{Allocator as _, Counter as _};

/// 市场监管局, with a booking in the morning and one in the afternoon.
const MARKET: &str = "1";
/// 经信局 and 税务局, which both approve 手持无线电对讲机年检缴费业务; 税务局 sends somebody for each case.
const ECONOMY: &str = "4";
const TAX: &str = "5";
const FOOD: u32 = 4;
const RADIO: u32 = 2;
/// All that is pressed in the week but for the text of a booking: hardly more than that is needed.
const PRESSES_MAX: u32 = 60;

fn seed(folder: &DataFolder) {
    let program = Start::demo().at("2026-11-25T10:00").browser_mode(folder);
    let staffed = json!({
        "department": 5, "approvers": null, "rule": "all", "items": [], "not_saturdays": [], "cases_per_approver": 1,
        "contact": "010-65090000 转 8012 钱科长",
    });
    program.call("duty_staff", &staffed);
    for (item, session, slot, name) in [(FOOD, 0, 0, "王伟"), (FOOD, 1, 0, "李娜"), (RADIO, 0, 1, "张三")] {
        let form = booking().with("items", json!([item])).with("name", name).at(session, slot);
        program.call("booking_make", &form.make());
    }
    program.kill();
}

/// The window on the data as the PC was switched off, with the allocation open.
fn allocation_at(folder: &DataFolder, now: &str) -> Window {
    let window = Window::open(&Start::plain().at(now), folder);
    window.see_book();
    window.watch_the_clipboard();
    window.open_allocation();
    window
}

/// Switches the PC off, and says how many keys were pressed on it.
fn off(window: Window) -> u32 {
    let presses = window.presses();
    window.kill();
    presses
}

fn publish(window: &Window, version: u32) {
    window.department_in_hand();
    window.press(Keys::With(Key::Control, Key::Enter));
    window.see("publish-dialog");
    // 市场监管局 does not come in the afternoon.
    window.read("publish-gaps", "下午不能来");
    window.press(Keys::With(Key::Control, Key::Enter));
    window.see(&format!("published[data-number=\"{version}\"]"));
    window.press(Key::Escape);
    window.see_gone("publish-dialog");
}

#[test]
fn asked_on_wednesday_answered_on_thursday_published_on_friday_asked_for_more_at_1650_and_one_is_missing() {
    let folder = DataFolder::empty();
    seed(&folder);

    let mut keys = 0;
    let window = allocation_at(&folder, "2026-11-25T10:05");
    for department in [MARKET, ECONOMY, TAX] {
        window.see_department(department, "to_tell");
    }
    window.press(Keys::Letter(Key::Alt, 'n'));
    for department in [MARKET, ECONOMY, TAX] {
        window.see_department(department, "asked");
    }
    let copied = window.copied();
    assert!(copied.contains("食品经营许可 1 件") && copied.contains("手持无线电对讲机年检缴费业务 1 件"), "{copied}");
    keys += off(window);

    let window = allocation_at(&folder, "2026-11-26T15:00");
    window.take_in_hand(MARKET);
    window.see_department(MARKET, "asked");
    window.answer_department('2', "cannot");
    window.read("day-to-call", "1");
    window.take_in_hand(ECONOMY);
    window.answer_department('1', "confirmed");
    window.take_in_hand(TAX);
    window.read("allocation-contact", "8012 钱科长");
    window.answer_department('1', "confirmed");
    keys += off(window);

    let window = allocation_at(&folder, "2026-11-27T15:00");
    window.see_department(MARKET, "cannot");
    publish(&window, 1);
    keys += off(window);

    let window = Window::open(&Start::plain().at("2026-11-27T16:50"), &folder);
    window.see_book();
    let booked = window.book("对讲机", "手持无线电对讲机年检缴费业务", "王小明", "13800138000");
    // Those who come take it as well: it is promised on the spot.
    window.read("slip", "当场可领结果");
    keys += off(window);

    let window = allocation_at(&folder, "2026-11-27T16:52");
    for department in [ECONOMY, TAX] {
        window.see_department(department, "tell_more");
    }
    window.read("allocation-version", "2 个部门有变化");
    window.press(Keys::Letter(Key::Alt, 'n'));
    window.see_department(ECONOMY, "confirmed");
    window.see_department(TAX, "short");
    let copied = window.copied();
    assert!(copied.contains("补充通知") && copied.contains("请再增派 1 人，共 2 人"), "{copied}");
    assert!(!copied.contains("王小明") && !copied.contains("食品经营许可"), "{copied}");
    keys += off(window);

    let window = allocation_at(&folder, "2026-11-27T16:55");
    window.see_department(TAX, "short");
    window.take_in_hand(TAX);
    window.answer_department('1', "confirmed");
    publish(&window, 2);
    window.see_department(MARKET, "cannot");
    keys += off(window);

    stands_on_the_sheet(&folder);

    keys += one_is_missing(&folder);
    println!("keys of the week: {keys}, of them {} for the booking", booked.presses);
    assert!(keys <= PRESSES_MAX, "{keys} keys");
}

/// Saturday at eight: nobody of 经信局 is there. Says how many keys were pressed.
fn one_is_missing(folder: &DataFolder) -> u32 {
    let window = Window::open(&Start::plain().at("2026-11-28T08:00"), folder);
    window.see_book();
    window.press(Key::F8);
    window.see_focus("call-line[aria-selected=\"true\"]");
    window.press(Keys::Letter(Key::Alt, 'k'));
    window.see_focus("attendance-line[aria-selected=\"true\"]");
    let economy = format!("attendance-line[data-department=\"{ECONOMY}\"]");
    let in_hand = format!("{economy}[aria-selected=\"true\"]");
    for _ in 0..PRESSES_MAX {
        if window.shows(&in_hand) {
            break;
        }
        window.press(Key::Down);
    }
    window.see(&in_hand);
    window.press('2');
    until("that nobody would be left was asked", || {
        if window.shows("attendance-ask") {
            window.press(Key::Enter);
        }
        window.shows(&format!("{economy}[data-presence=\"missing\"]"))
    });
    window.see(&format!("absent-line[data-department=\"{ECONOMY}\"][data-to-ring=\"2\"]"));
    window.press(Key::F4);
    // Both who come with a radio set, and the afternoon of 市场监管局.
    until("they are to be called", || window.count("task-line") == 3);
    off(window)
}

/// What was published last is what is so, and the afternoon is still to be called.
fn stands_on_the_sheet(folder: &DataFolder) {
    let program = Start::plain().at("2026-11-27T17:00").browser_mode(folder);
    let sheet = program.call("duty_sheet", &json!({ "date": SATURDAY }));
    assert_eq!(sheet["number"], 2);
    let brief = |line: &Value| {
        let half = |half: &str| (line[half]["need"].as_u64(), line[half]["coming"].as_u64());
        (line["department"].to_string(), half("morning"), half("afternoon"), line["changed"] == true)
    };
    let lines: Vec<_> = sheet["lines"].as_array().into_iter().flatten().map(brief).collect();
    let (none, one, two) = ((Some(0), Some(0)), (Some(1), Some(1)), (Some(2), Some(2)));
    let expected = [
        (MARKET.to_owned(), one, (Some(1), Some(0)), false),
        (ECONOMY.to_owned(), one, none, true),
        (TAX.to_owned(), two, none, true),
    ];
    assert_eq!(lines, expected);
    let all = program.call("allocation", &json!({ "date": SATURDAY }));
    assert_eq!(all["published"]["changed"], json!([]), "{all}");
    let called = program.call("to_call", &json!({}));
    assert_eq!(called["tasks"].as_array().map(Vec::len), Some(1), "the afternoon is still to be called: {called}");
}
