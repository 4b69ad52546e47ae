//! What comes out of the printer: the papers as the browser lays them out.

use serde_json::json;
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Start, booking};
use yanshi_tests::screens::{Allocator as _, Counter as _};

/// Sizes in points (a seventy-second of an inch) of the pages the browser would print, width and height rounded.
fn pages(browser: &Chromium) -> Vec<(i64, i64)> {
    let pdf = browser.devtools("Page.printToPDF", &json!({ "preferCSSPageSize": true, "printBackground": true }));
    let script = "return [...atob(arguments[0]).matchAll(/MediaBox \\[0 0 ([\\d.]+) ([\\d.]+)\\]/g)]
        .map((found) => [Math.round(found[1]), Math.round(found[2])]);";
    let sizes = browser.script(script, &[pdf["data"].clone()]);
    let side = |value: &serde_json::Value| value.as_i64().expect("a length");
    sizes.as_array().into_iter().flatten().map(|size| (side(&size[0]), side(&size[1]))).collect()
}

const A5: (i64, i64) = (420, 595);

#[test]
fn an_agents_slips_come_a_page_each_on_a5_or_on_the_roll() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    // Paper is not printed here; what lies on it is looked at.
    browser.script("window.print = () => undefined", &[]);
    browser.choose_item("spjy", "食品经营许可");
    browser.go_to_name();
    browser.type_text("甲公司");
    browser.press(Keys::Letter(Key::Alt, 'a'));
    browser.see_focus("agent-name");
    browser.type_text("周代办");
    for company in ["乙公司", "丙公司"] {
        browser.press(Keys::Letter(Key::Alt, 'n'));
        browser.type_text(company);
    }
    browser.press(Keys::With(Key::Control, Key::Enter));
    browser.see_bookings(3);
    assert_eq!(pages(&browser), [A5; 3]);
    browser.choose("slip-paper", "mm80");
    let roll = pages(&browser);
    assert_eq!(roll.len(), 3, "{roll:?}");
    assert!(roll.iter().all(|(width, _)| *width == 227), "80 mm are 227 points: {roll:?}");
    assert!(roll.iter().all(|(_, height)| *height < 680), "as long as the slip, not 240 mm: {roll:?}");
    browser.choose("slip-paper", "a5");
    assert_eq!(pages(&browser), [A5; 3], "the sheet is what it was");
}

#[test]
fn each_slip_of_the_roll_is_as_long_as_it_is() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.script("window.print = () => undefined", &[]);
    let length_with = |missing: &str| {
        let fields = if missing.is_empty() {
            booking().with("channel", "desk")
        } else {
            booking().with("channel", "carried_over")
        };
        let slot = u16::from(!missing.is_empty());
        let made = program.call("booking_make", &fields.at(0, slot).with("missing", missing).with("phone", "").make());
        let (booking, number) = (made["booking"].as_str().expect("an id"), made["slip"]["number"].clone());
        browser.click(&format!("seat-booked[data-booking=\"{booking}\"]"));
        browser.click("detail-slip");
        browser.choose("slip-paper", "mm80");
        browser.see("slip-dialog-print");
        browser.script("document.querySelector('[data-testid=slip-dialog-print]').click()", &[]);
        let lies = "return document.querySelector('#print-root').textContent.includes(arguments[0])";
        yanshi_tests::harness::until("the slip lies on the paper", || {
            browser.script(lies, std::slice::from_ref(&number)) == json!(true)
        });
        let page = match pages(&browser).as_slice() {
            [(227, height)] => *height,
            other => panic!("one page of the roll: {other:?}"),
        };
        browser.press(Key::Escape);
        browser.see_gone("slip-dialog");
        page
    };
    let (short, long) = (length_with(""), length_with(&"缺少法定代表人身份证明原件及复印件。".repeat(12)));
    assert!(short + 60 < long, "a longer slip takes more paper: {short} and {long}");
}

#[test]
fn the_notice_to_the_departments_is_copied_and_printed_without_a_citizens_name() {
    let folder = DataFolder::empty();
    let program = Start::demo().at("2026-11-26T10:00").browser_mode(&folder);
    program.call("booking_make", &booking().with("name", "欧阳小明").make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.watch_the_clipboard();
    browser
        .script("window.print = () => { window.printed = document.querySelector('.list-paper').textContent; };", &[]);
    browser.open_allocation();
    browser.press(Keys::Letter(Key::Alt, 'n'));
    browser.see("notice-copied");
    let copied = browser.copied();
    for words in ["2026年11月28日 星期六延时服务", "上午 09:00–09:30 食品经营许可 1 件（09:00）"]
    {
        assert!(copied.contains(words), "{words} is not in the notice: {copied}");
    }
    browser.press(Keys::Letter(Key::Alt, 'j'));
    let printed = yanshi_tests::harness::until_some("the notice is printed", || {
        browser.script("return window.printed ?? null", &[]).as_str().map(str::to_owned)
    });
    assert!(printed.contains("部门值班通知") && printed.contains("食品经营许可"), "{printed}");
    assert!(!copied.contains("欧阳") && !printed.contains("欧阳"), "no citizen is named");
    // Where the clipboard is refused both ways, the text stands there to be copied by hand.
    browser.script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); document.execCommand = () => false;",
        &[],
    );
    browser.department_in_hand();
    browser.press('c');
    browser.see_focus("notice-by-hand");
}

#[test]
fn the_slip_of_a_cancelled_booking_says_so_and_asks_nobody_to_come() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let made = program.call("booking_make", &booking().make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.click("seat-booked");
    browser.see("detail");
    let booking = &made["booking"];
    program.call(
        "booking_cancel",
        &json!({ "booking": booking, "base": booking, "reason": "citizen_asked", "remark": "" }),
    );
    browser.read("detail", "原因：本人要求");
    browser.click("detail-slip");
    let slip = browser.read("slip-dialog", "此预约已取消");
    for words in ["请按时到大厅", "需带材料", "补打"] {
        assert!(!slip.contains(words), "{words} is on a cancelled slip: {slip}");
    }
}

#[test]
fn the_days_list_is_printed_with_whole_names_and_exported() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().with("name", "𬱖䶮").with("phone", "13800138000").make());
    program.call("booking_make", &booking().at(0, 1).make());
    let browser = Chromium::open(&program);
    browser.see_book();
    browser.click("rail-service");
    browser.see("call-line");
    // The paper lies there only while it is printed.
    let printer = "window.print = () => {
        window.printed = document.querySelector('.list-paper').textContent;
        dispatchEvent(new Event('afterprint'));
    }";
    browser.script(printer, &[]);
    browser.press(Keys::Letter(Key::Control, 'p'));
    let printed = yanshi_tests::harness::until_some("the list is printed", || {
        browser.script("return window.printed ?? null", &[]).as_str().map(str::to_owned)
    });
    for words in ["𬱖䶮", "13800138000", "王伟", "2026年11月28日 星期六"] {
        assert!(printed.contains(words), "{words} is not on the list: {printed}");
    }
    yanshi_tests::harness::until("nothing is left of it", || {
        browser.script("return document.querySelectorAll('.list-paper').length", &[]) == json!(0)
    });
    // Twenty-five people with all that is known of them stand on one page, and no time is broken in two lines.
    for at in 2..25_u16 {
        let name = format!("欧阳{}", ["春兰", "建国", "小明", "丽华"][usize::from(at % 4)]);
        let (session, slot) = (u8::try_from(at % 2).expect("few"), (at / 2) % 6);
        let made = booking()
            .with("name", name)
            .with("phone", format!("138001380{at:02}"))
            .with("note", "腿脚不便")
            .at(session, slot);
        program.call("booking_make", &made.make());
    }
    browser.script(
        "window.print = () => {
             document.body.append(document.querySelector('.list-paper').cloneNode(true));
             window.dispatchEvent(new Event('afterprint'));
         };",
        &[],
    );
    browser.press(Keys::Letter(Key::Control, 'p'));
    yanshi_tests::harness::until("the list lies there", || {
        browser.script("return document.querySelectorAll('.list-paper tbody tr').length", &[]) == json!(25)
    });
    assert_eq!(pages(&browser), [(842, 595)], "one page of A4");
    browser.script("document.querySelector('.list-paper').remove()", &[]);
    browser.press(Keys::Letter(Key::Alt, 'x'));
    let told = browser.text("list-file");
    assert!(told.contains(".xlsx"), "{told}");
}
