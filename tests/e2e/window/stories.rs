//! Whole stories at the counter, in the real window: what the book replaces the notebook for. Each ends with the program
//! closed and opened again, and what was done still there.

use serde_json::{Value, json};
use thirtyfour::Key;
use yanshi_tests::harness::{DataFolder, Keyboard as _, Keys, SATURDAY, Start, Window, until};
use yanshi_tests::screens::{Connection as _, Counter as _};
use yanshi_tests::sync_lab::LabServer;

const DEMO_HALL: u32 = domain::reference::shipped::DEMO_HALL.0;

#[test]
fn refused_on_friday_at_1650_with_the_network_down_and_booked_for_saturday_at_nine() {
    let mut server = LabServer::new().expect("a server");
    server.listen().expect("it listens");
    let folder = DataFolder::empty();
    let friday = Start::demo().at("2026-11-27T16:50");
    let window = Window::open(&friday, &folder);
    window.see_book();
    window.open_sync();
    window.enrol(&server, &server.code(DEMO_HALL).expect("a code"));
    window.see_chip("synced");
    window.close_sync();
    server.stop_listening();

    let before = window.presses();
    window.press(Key::F2);
    window.see_focus("item-input");
    window.choose_item("spjy", "食品经营许可");
    window.go_to_name();
    window.type_text("王小明");
    window.press(Keys::Letter(Key::Alt, 'r'));
    window.see_focus("missing-input");
    window.type_text("授权委托书、平面图");
    window.press(Keys::With(Key::Control, Key::Enter));
    let slip = window.read("slip", "授权委托书、平面图");
    let presses = window.presses() - before;
    println!("keys beyond the text, carried over: {presses}");
    assert!(presses <= 25, "{presses} keys");
    for words in ["2026年11月28日 星期六", "09:00", "2026年11月27日 星期五"] {
        assert!(slip.contains(words), "{words} is not on the slip: {slip}");
    }
    window.see_chip("offline");
    window.kill();

    server.listen().expect("it listens again");
    let window = Window::open(&Start::plain().at("2026-11-27T16:52"), &folder);
    window.see_book();
    window.open_sync();
    window.click("sync-now");
    window.see_chip("synced");
    window.close_sync();
    let detail = window.open_booking("09:00", "授权委托书、平面图");
    assert!(detail.contains("王小明"), "{detail}");
}

#[test]
fn an_agent_books_for_five_companies_and_each_has_its_time_after_a_restart() {
    let folder = DataFolder::empty();
    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    window.choose_item("spjy", "食品经营许可");
    window.go_to_name();
    window.type_text("甲公司");
    window.press(Keys::Letter(Key::Alt, 'a'));
    window.see_focus("agent-name");
    window.type_text("周代办");
    window.press(Key::Tab);
    window.see_focus("agent-phone");
    window.type_text("13900139000");
    window.press(Keys::Letter(Key::Alt, 'n'));
    for (row, company) in ["乙公司", "丙公司", "丁公司", "戊公司"].into_iter().enumerate() {
        window.see_focus(&format!("#field-other-{row}"));
        window.type_text(company);
        if row < 3 {
            window.press(Key::Enter);
        }
    }
    window.press(Keys::With(Key::Control, Key::Enter));
    window.see_bookings(5);
    assert_eq!(window.texts("slip-number").len(), 5, "a slip for each");
    let slip = window.text("slip");
    for words in ["甲公司", "戊公司", "周代办", "11:00"] {
        assert!(slip.contains(words), "{words} is not on the slips: {slip}");
    }
    window.close();

    let program = Start::demo().browser_mode(&folder);
    let day = program.call("book_day", &json!({ "date": SATURDAY }));
    let taken: Vec<_> = (0..6).map(|slot| day["sessions"][0]["slots"][slot]["taken"].as_u64()).collect();
    assert_eq!(taken, [1, 1, 1, 1, 1, 0].map(Some), "one behind the other");
    program.kill();
    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    window.click("slot-row[data-slot=\"10:00\"] [data-testid=\"seat-booked\"]");
    window.read("detail", "同一代办人");
    assert_eq!(window.count("group-member"), 4, "it knows the rest");
}

/// Dragon Boat Festival 2024: Monday, 10 June.
#[test]
fn a_walk_in_for_an_unstaffed_department_before_a_monday_holiday_gets_tuesday() {
    let folder = DataFolder::empty();
    let saturday = Start::demo().at("2024-06-08T11:00");
    let window = Window::open(&saturday, &folder);
    window.see_book();
    window.press(Keys::Letter(Key::Alt, 'w'));
    window.see_focus("walk-in-item-input");
    window.type_text("spjy");
    window.read("walk-in [data-testid=\"item-option\"]:first-child", "食品经营许可");
    window.press(Key::Enter);
    // Told before anything is accepted.
    let told = window.read("walk-in-told", "2024年6月11日 星期二");
    assert!(told.contains("不在岗"), "{told}");
    window.press(Key::Enter);
    window.see_focus("walk-in-name");
    window.type_text("李娜");
    window.press(Key::Enter);
    let receipt = window.read("slip", "李娜");
    for words in ["现场收件回执", "2024年6月11日 星期二"] {
        assert!(receipt.contains(words), "{words} is not on the receipt: {receipt}");
    }
    window.kill();

    let program = Start::plain().at("2024-06-11T09:00").browser_mode(&folder);
    let list = program.call("walk_ins", &json!({ "date": "2024-06-11" }));
    assert_eq!(list["forwarded_here"][0]["name"], "李*", "{list}");
    let monday: Value = program.call("walk_ins", &json!({ "date": "2024-06-10" }));
    assert_eq!(monday["forwarded_here"], json!([]), "the holiday has no list");
}

/// As many as a full Saturday of the city hall had.
const PEOPLE: u16 = 55;

#[test]
fn a_saturday_closes_and_everybody_is_told_their_own_new_time_over_a_kill() {
    let folder = DataFolder::empty();
    let window = Window::open(&Start::demo_with(PEOPLE), &folder);
    window.see_book();
    window.see_bookings(PEOPLE.into());
    window.click("rail-service");
    window.see("move-open");
    window.press(Keys::Letter(Key::Alt, 'm'));
    window.see("move-day");
    // Who would be where is shown before anything happens.
    until("everybody is shown", || window.count("move-line") == usize::from(PEOPLE));
    assert_eq!(window.value("move-to"), "2026-12-05");
    window.press(Keys::With(Key::Control, Key::Enter));
    window.see("day-moved");
    window.see("call-closed");
    // All are to be called. Half are told, one does not answer, and the PC is switched off.
    window.press(Keys::With(Key::Shift, Key::F4));
    window.see_focus("task-line[aria-selected=\"true\"]");
    let people = count_of(&window);
    assert!(people > 40 && people <= usize::from(PEOPLE), "{people} people");
    let mut said = Vec::new();
    while said.len() < people / 2 {
        said.push(tell(&window));
    }
    window.see("task-panel[data-rests=\"false\"]");
    window.type_text("4");
    window.read("task-calls", "无人接听 1 次");
    window.kill();

    let window = Window::open(&Start::plain(), &folder);
    window.see_book();
    assert_eq!(count_of(&window), people - said.len());
    window.press(Key::F4);
    window.see_focus("task-line[aria-selected=\"true\"]");
    while said.len() < people {
        said.push(tell(&window));
    }
    window.see("to-call-none");
    window.kill();

    let program = Start::plain().browser_mode(&folder);
    assert_eq!(program.call("to_call", &json!({}))["tasks"], json!([]));
    let list = program.call("call_list", &json!({ "date": SATURDAY }));
    let lines = list["lines"].as_array().expect("lines");
    assert!(list["open"] == false && lines.len() == usize::from(PEOPLE), "{list}");
    for (booking, sentence) in said {
        let detail = program.call("booking_show", &json!({ "booking": booking }));
        let start = detail["start"].as_str().expect("a time");
        assert!(sentence.contains(&format!("改到了 12月5日 周六 {start}")), "{sentence} {start}");
    }
}

/// How many are to be called, as the rail says on every screen.
fn count_of(window: &Window) -> usize {
    window.see("rail-count-to_call");
    window.text("rail-count-to_call").trim().parse().expect("a number")
}

/// Tells whoever is in hand what stands there; answers the booking and the sentence.
fn tell(window: &Window) -> (String, String) {
    window.see("task-panel[data-rests=\"false\"]");
    let booking = window.attribute("task-panel", "data-booking").expect("somebody in hand");
    let sentence = window.text("task-sentence");
    window.type_text("1");
    window.see_gone(&format!("task-panel[data-booking=\"{booking}\"]"));
    (booking, sentence)
}
