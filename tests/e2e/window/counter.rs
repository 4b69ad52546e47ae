//! A booking by keyboard alone, and everything of it there after the program has ended, whichever way.

use thirtyfour::Key;
use yanshi_tests::harness::{DataFolder, Keyboard as _, Start, Window};
use yanshi_tests::screens::Counter as _;

/// Keys beyond the text itself, from F2 to the slip. A hand needs them in a few seconds.
const PRESSES_MAX: u32 = 25;

#[test]
fn a_booking_by_keyboard_alone_is_there_after_the_program_was_closed() {
    let folder = DataFolder::empty();
    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    let booked = window.book("spjy", "食品经营许可", "王小明", "13800138000");
    println!("keys beyond the text: {}", booked.presses);
    assert!(booked.presses <= PRESSES_MAX, "{} keys", booked.presses);
    let slip = window.text("slip");
    for words in ["王小明", "2026年11月28日 星期六", "食品经营许可", "营业执照", &booked.number] {
        assert!(slip.contains(words), "{words} is not on the slip: {slip}");
    }
    // The form is empty for the next citizen.
    assert_eq!(window.value("name-input"), "");
    assert!(window.has_focus("item-input"));
    window.see_bookings(1);
    window.close();

    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    window.see_bookings(1);
    let cell = window.text("slot-row[data-slot=\"09:00\"] [data-testid=\"seat-booked\"]");
    assert!(cell.contains("王") && !cell.contains("王小明"), "the board masks names: {cell}");
    let detail = window.open_booking("09:00", "王小明");
    for words in ["13800138000", "食品经营许可", &booked.number] {
        assert!(detail.contains(words), "{words} is not in the detail: {detail}");
    }
}

#[test]
fn a_booking_survives_a_power_cut_the_moment_its_slip_is_shown() {
    let folder = DataFolder::empty();
    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    let booked = window.book("yczxk", "烟草证延续", "𬱖䶮·艾力", "");
    window.kill();

    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    window.see_bookings(1);
    let detail = window.open_booking("09:00", "𬱖䶮·艾力");
    assert!(detail.contains(&booked.number), "{detail}");
    window.press(Key::Escape);
    window.see_gone("detail");
    // The draft of a booking that was saved does not come back.
    assert_eq!((window.value("name-input"), window.count("item-tag")), (String::new(), 0));
}

#[test]
fn undo_takes_the_booking_back_and_puts_it_into_the_form() {
    let folder = DataFolder::empty();
    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    window.book("spjy", "食品经营许可", "王小明", "");
    window.see_bookings(1);
    window.click("undo");
    window.see_bookings(0);
    window.see_gone("slip");
    assert_eq!(window.value("name-input"), "王小明");
    window.read("item-tag", "食品经营许可");
    // Saved again it is one booking, not two and not none.
    window.click("save");
    window.see("slip");
    window.see_bookings(1);
}

#[test]
fn what_was_typed_survives_a_power_cut() {
    let folder = DataFolder::empty();
    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    window.choose_item("yczxk", "烟草证延续");
    window.go_to_name();
    window.type_text("欧阳");
    window.see("draft-state[data-state=\"kept\"]");
    window.kill();

    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    window.read("item-tag", "烟草证延续");
    assert_eq!(window.value("name-input"), "欧阳");
    window.see_bookings(0);
}
