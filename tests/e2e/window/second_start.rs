//! A second start on the same data is the same program: the first window comes forward, the newcomer ends.

use yanshi_tests::harness::{DataFolder, Start, Window, processes_of};
use yanshi_tests::screens::Counter as _;

#[test]
fn a_second_start_leaves_one_program_with_its_work() {
    let folder = DataFolder::empty();
    let window = Window::open(&Start::demo(), &folder);
    window.see_book();
    window.choose_item("spjy", "食品经营许可");
    window.start_again(&Start::demo(), &folder);
    assert_eq!(processes_of(&folder.path()), [window.id()], "the first one, and nobody else");
    // It still works, and what was typed is there.
    window.read("item-tag", "食品经营许可");
    let booked = window.book("yczxk", "烟草证延续", "王小明", "");
    assert_eq!(booked.number.len(), 12, "{}", booked.number);
    window.see_bookings(1);
}
