//! Staff allocation 值班分派 at the desk: departments are told and answer, what is new is told, the sheet is published, and the
//! board, the slips and the list of calls say the same.

use serde_json::{Value, json};
use thirtyfour::Key;
use yanshi_tests::harness::{Chromium, DataFolder, Keyboard as _, Keys, Program, SATURDAY, Start, booking, until};
use yanshi_tests::screens::{Allocator as _, Counter as _};

/// Asking for the Saturday has begun, and the cut-off is two days away.
const WEDNESDAY: &str = "2026-11-25T10:00";
/// 食品经营许可, for which 市场监管局 comes.
const FOOD: u32 = 4;
const MARKET: &str = "1";
/// 烟草证延续, for which 烟草专卖局 comes.
const TOBACCO_LICENCE: u32 = 3;
const TOBACCO: &str = "2";

fn wednesday(folder: &DataFolder) -> Program {
    Start::demo().at(WEDNESDAY).browser_mode(folder)
}

fn desk(program: &Program) -> Chromium {
    let browser = Chromium::open(program);
    browser.see_book();
    browser.watch_the_clipboard();
    browser
}

/// Books an item, and says which booking that is.
fn book(program: &Program, item: u32, (session, slot): (u8, u16), name: &str) -> Value {
    let form = booking().with("items", json!([item])).with("name", name).at(session, slot);
    program.call("booking_make", &form.make())["booking"].clone()
}

fn line_of(program: &Program, department: &str) -> Value {
    let all = program.call("allocation", &json!({ "date": SATURDAY }));
    let lines = all["departments"].as_array().expect("departments").clone();
    let is_asked = |line: &Value| line["department"].as_u64() == department.parse().ok();
    lines.into_iter().find(is_asked).unwrap_or_else(|| panic!("{department} is not on the list"))
}

/// Who is to be called, booking by booking, with the reason.
fn to_call(program: &Program) -> Vec<(Value, Value)> {
    let all = program.call("to_call", &json!({}));
    let bookings = all["tasks"].as_array().into_iter().flatten().flat_map(|task| task["bookings"].as_array());
    bookings.flatten().map(|one| (one["booking"].clone(), one["whys"][0]["reason"].clone())).collect()
}

fn see_promise(browser: &Chromium, department: &str, promise: &str) {
    browser.see(&format!("department-chip[data-department=\"{department}\"][data-promise=\"{promise}\"]"));
}

/// What a booking's slip says of its result.
fn slip_of(browser: &Chromium, booking: &Value, words: &str) {
    browser.click(&format!("seat-booked[data-booking={booking}]"));
    browser.click("detail-slip");
    browser.read("slip-dialog", words);
    browser.press(Key::Escape);
    browser.see_gone("slip-dialog");
    browser.press(Key::Escape);
    browser.see_gone("detail");
}

#[test]
fn a_department_is_told_and_answers_by_three_keys_each_and_every_promise_follows() {
    let folder = DataFolder::empty();
    let program = wednesday(&folder);
    book(&program, FOOD, (0, 0), "王伟");
    let booking = book(&program, TOBACCO_LICENCE, (0, 1), "李娜");
    let browser = desk(&program);
    see_promise(&browser, TOBACCO, "will_be_asked");
    slip_of(&browser, &booking, "部门确认到岗后");
    let by_keys = |key: char, state: &str| {
        let before = browser.presses();
        browser.open_allocation();
        browser.press(Key::Down);
        until("the second department is in hand", || browser.department_in_hand() == TOBACCO);
        browser.press(key);
        browser.see_department(TOBACCO, state);
        browser.presses() - before
    };
    let told = by_keys('c', "asked");
    assert!(told <= 4, "{told} keys to tell a department");
    let copied = browser.copied();
    assert!(copied.contains("烟草证延续") && !copied.contains("李娜"), "{copied}");
    browser.is_accessible("the staff allocation");
    browser.click("rail-book");
    see_promise(&browser, TOBACCO, "asked");
    let answered = by_keys('1', "confirmed");
    assert!(answered <= 4, "{answered} keys to write an answer down");
    println!("keys: {told} to tell, {answered} to write down the answer");
    browser.read("allocation-said", "1 人");
    browser.click("rail-book");
    see_promise(&browser, TOBACCO, "confirmed");
    see_promise(&browser, MARKET, "will_be_asked");
    slip_of(&browser, &booking, "材料齐全，当场可领结果");
}

#[test]
fn a_booking_and_its_cancellation_say_what_they_do_to_the_department_before_they_are_saved() {
    let folder = DataFolder::empty();
    let program = wednesday(&folder);
    let browser = desk(&program);
    browser.choose_item("spjy", "食品经营许可");
    browser.read("form-effect", "市场监管局上午还没问，保存后请去通知");
    browser.is_accessible("the form that says whom it makes the hall ask");
    browser.go_to_name();
    browser.type_text("王伟");
    browser.press(Key::Enter);
    browser.see_bookings(1);
    assert_eq!(line_of(&program, MARKET)["state"], "to_tell", "afterwards it is a task");
    program.call("duty_tell", &json!({ "date": SATURDAY, "departments": [1], "means": "telephone" }));
    browser.click("seat-booked");
    // Before it is offered nobody hears the key.
    browser.see("detail-cancel");
    browser.press(Keys::Letter(Key::Alt, 'c'));
    browser.read("cancel-effect", "取消后市场监管局上午不用来了，请告知");
    browser.is_accessible("the question why a booking is cancelled");
    browser.click("cancel-confirm");
    browser.see_bookings(0);
    assert_eq!(line_of(&program, MARKET)["state"], "may_stay");
}

#[test]
fn of_one_that_comes_in_the_morning_only_the_afternoon_is_called_and_called_again_when_it_comes_after_all() {
    let folder = DataFolder::empty();
    let program = wednesday(&folder);
    book(&program, FOOD, (0, 0), "王伟");
    let afternoon = book(&program, FOOD, (1, 0), "李娜");
    let browser = desk(&program);
    browser.open_allocation();
    browser.press('2');
    browser.read("answer-ask", "下午还有 1 件");
    browser.press(Key::Escape);
    browser.see_gone("answer-ask");
    browser.answer_department('2', "cannot");
    browser.read("day-to-call", "1");
    assert_eq!(to_call(&program), [(afternoon.clone(), json!("comes_in_part"))]);
    // Before anybody was called it comes after all: nobody has to be.
    browser.department_in_hand();
    browser.answer_department('1', "confirmed");
    browser.see_gone("day-to-call");
    assert_eq!(to_call(&program), []);
    browser.department_in_hand();
    browser.answer_department('2', "cannot");
    browser.press(Keys::With(Key::Shift, Key::F4));
    browser.read("task-sentence", "只到 12:00 有人，您预约的是 13:30");
    browser.see("task-panel[data-rests=\"false\"]");
    browser.type_text("1");
    browser.see("to-call-none");
    // Whoever was told that nobody comes is told that somebody does.
    browser.open_allocation();
    browser.answer_department('1', "confirmed");
    browser.read("day-to-call", "1");
    assert_eq!(to_call(&program), [(afternoon, json!("comes_after_all"))]);
}

#[test]
fn one_that_was_told_is_told_only_what_is_new_and_no_citizen() {
    let folder = DataFolder::empty();
    let program = wednesday(&folder);
    book(&program, FOOD, (0, 0), "王伟");
    // 非公司企业法人设立登记, of the same department.
    book(&program, 26, (1, 0), "李娜");
    let browser = desk(&program);
    browser.open_allocation();
    browser.press('c');
    browser.see_department(MARKET, "asked");
    let whole = browser.copied();
    assert!(whole.contains("食品经营许可 1 件") && whole.contains("非公司企业法人设立登记 1 件"), "{whole}");
    let secret = ["欧阳小明", "13911112222", "11010519491231002X"];
    let late = booking().with("name", secret[0]).with("phone", secret[1]).with("identity", secret[2]).at(0, 2);
    program.call("booking_make", &late.make());
    browser.see_department(MARKET, "tell_more");
    browser.read("allocation-more", "上午又约 1 件");
    browser.see("notice-text[data-more=\"true\"]");
    browser.department_in_hand();
    browser.press('c');
    browser.see_department(MARKET, "asked");
    let copied = browser.copied();
    assert!(
        copied.contains("补充通知") && copied.contains("上午又约 食品经营许可 1 件，现共：食品经营许可 2 件"),
        "{copied}"
    );
    assert!(!copied.contains("非公司企业法人设立登记"), "what it knows is not told again: {copied}");
    for notice in [&whole, &copied] {
        let named = ["王伟", "李娜"].iter().chain(&secret).find(|name| notice.contains(**name));
        assert_eq!(named, None, "{notice}");
    }
    // Less is told by nobody but a person.
    let told = line_of(&program, MARKET)["told"]["times"].clone();
    assert_eq!(told, 2);
}

#[test]
fn a_pasted_chat_is_read_line_by_line_and_accepted_by_enter() {
    let folder = DataFolder::empty();
    let program = wednesday(&folder);
    book(&program, FOOD, (0, 0), "王伟");
    book(&program, TOBACCO_LICENCE, (0, 1), "李娜");
    let browser = desk(&program);
    browser.open_allocation();
    browser.press('v');
    browser.see("paste-dialog");
    browser.paste("市场监管局 王芳 全天 13800000000\n烟草专卖局：只上午来1人\n食堂周六几点开门？");
    until("two answers are read", || browser.count("pasted-reply") == 2);
    browser.read("pasted-unread", "食堂周六几点开门？");
    browser.see_focus("pasted-accept");
    browser.is_accessible("the pasted replies");
    assert_eq!(line_of(&program, MARKET)["answered"], json!(null), "nothing is written down unseen");
    for department in [MARKET, TOBACCO] {
        browser.see_focus(&format!(
            "[data-testid=\"pasted-reply\"][data-department=\"{department}\"] [aria-disabled=\"false\"]"
        ));
        browser.press(Key::Enter);
        browser.see_department(department, "confirmed");
    }
    browser.see_gone("paste-dialog");
    assert_eq!(line_of(&program, MARKET)["morning"]["answers"][0]["names"], "王芳 13800000000");
    let afternoon = line_of(&program, TOBACCO)["afternoon"]["answers"][0].clone();
    assert_eq!((&afternoon["coming"], &afternoon["approvers"]), (&json!("cannot"), &json!(0)));
}

#[test]
fn a_sheet_with_a_gap_is_published_once_it_was_read_and_only_what_differs_makes_a_version() {
    let folder = DataFolder::empty();
    let program = wednesday(&folder);
    book(&program, FOOD, (0, 0), "王伟");
    book(&program, TOBACCO_LICENCE, (0, 1), "李娜");
    let browser = desk(&program);
    browser.open_allocation();
    browser.press('1');
    browser.see_department(MARKET, "confirmed");
    let publish = || {
        browser.press(Keys::With(Key::Control, Key::Enter));
        browser.see("publish-dialog");
    };
    publish();
    browser.is_accessible("the sheet before it is published");
    browser.click("publish-confirm");
    browser.see(".failure[data-code=\"duty.gaps\"]");
    assert!(program.refused("duty_sheet", &json!({ "date": SATURDAY })).code == "duty.not_published");
    browser.read("publish-confirm", "知道有缺口");
    browser.click("publish-confirm");
    browser.see("published[data-number=\"1\"]");
    browser.is_accessible("the published sheet");
    browser.press(Key::Escape);
    browser.see_gone("publish-dialog");
    browser.read("allocation-version", "第 1 版");
    // Publishing confirms nothing.
    browser.see_department(TOBACCO, "to_tell");
    publish();
    browser.read("publish-changes", "没有变化");
    browser.click("publish-confirm");
    browser.read(".failure[data-code=\"duty.unchanged\"]", "和上一版一样");
    browser.press(Key::Escape);
    browser.see_gone("publish-dialog");
    browser.take_in_hand(TOBACCO);
    browser.answer_department('1', "confirmed");
    browser.read("allocation-version", "1 个部门有变化");
    publish();
    browser.read("publish-changes", "烟草专卖局");
    browser.read("publish-gaps", "没有缺口");
    browser.click("publish-confirm");
    browser.see("published[data-number=\"2\"]");
    let sheet = program.call("duty_sheet", &json!({ "date": SATURDAY }));
    let lines = sheet["lines"].as_array().expect("lines").iter();
    let changed: Vec<_> = lines.map(|line| (line["department"].to_string(), line["changed"].clone())).collect();
    assert_eq!(changed, [(MARKET.to_owned(), json!(false)), (TOBACCO.to_owned(), json!(true))]);
}

/// Puts a text in the place of what stands in a field of the form.
fn fill(browser: &Chromium, hook: &str, text: &str) {
    browser.click(hook);
    browser.press(Keys::Letter(Key::Control, 'a'));
    browser.press(Key::Backspace);
    browser.type_text(text);
}

#[test]
fn what_is_wrong_with_an_answer_is_said_at_its_field_and_nothing_is_written_down() {
    let folder = DataFolder::empty();
    let program = wednesday(&folder);
    book(&program, FOOD, (0, 0), "王伟");
    let browser = desk(&program);
    browser.open_allocation();
    browser.press(Key::Enter);
    browser.see("answer-form");
    browser.is_accessible("the form of an answer");
    let is_refused = |field: &str, words: &str| {
        browser.press(Key::Enter);
        browser.read(&format!("field-error-morning-{field}"), words);
    };
    fill(&browser, "answer-morning-names", "王芳、李强");
    is_refused("names", "名字比来的人数多");
    fill(&browser, "answer-morning-approvers", "2");
    fill(&browser, "answer-morning-names", "王芳、王芳");
    is_refused("names", "同一个名字写了两次");
    browser.see_focus("answer-morning-names");
    fill(&browser, "answer-morning-names", "王芳、李强");
    fill(&browser, "answer-morning-from", "11:00");
    fill(&browser, "answer-morning-until", "10:00");
    is_refused("until", "“从”要早于“到”");
    fill(&browser, "answer-morning-until", "15:00");
    is_refused("until", "不在这半天里");
    fill(&browser, "answer-morning-from", "九点");
    is_refused("from", "09:00");
    browser.see_focus("answer-morning-from");
    fill(&browser, "answer-morning-from", "");
    fill(&browser, "answer-morning-until", "");
    fill(&browser, "answer-morning-approvers", "0");
    is_refused("approvers", "人数");
    fill(&browser, "answer-morning-approvers", "2");
    browser.choose("answer-morning-rule", "only");
    is_refused("items", "事项");
    browser.is_accessible("the form of an answer with a fault");
    assert_eq!(line_of(&program, MARKET)["answered"], json!(null));
    browser.choose("answer-morning-rule", "all");
    browser.press(Key::Enter);
    browser.see_gone("answer-form");
    browser.see_department(MARKET, "confirmed");
    browser.read("allocation-said", "王芳、李强");
}

#[test]
fn no_answer_is_taken_for_an_item_of_others_a_day_that_is_over_or_a_department_that_is_not_here() {
    let folder = DataFolder::empty();
    let program = wednesday(&folder);
    let note = |date: &str, department: u32, items: Value| {
        let morning = json!({
            "coming": "comes", "approvers": 1, "names": "", "rule": "only", "items": items, "from": "", "until": "",
        });
        json!({
            "date": date, "department": department, "seen": [], "morning": morning, "afternoon": null, "means": null,
            "told_by": "",
        })
    };
    let check = |note: Value, field: &str, code: &str| {
        let refusal = program.refused("duty_answer", &note);
        assert_eq!(refusal.at(field), Some(code), "{refusal:?}");
    };
    check(note(SATURDAY, 1, json!([TOBACCO_LICENCE])), "morning.items", "duty.item_foreign");
    check(note("2026-11-21", 1, json!([FOOD])), "date", "duty.day_over");
    // 医师执业注册 is decided by 市卫生健康委, which has no back office in this hall.
    book(&program, 7, (0, 0), "王伟");
    check(note(SATURDAY, 6, json!([7])), "department", "duty.no_back_office");
    let browser = desk(&program);
    browser.click("rail-duty");
    browser.read("allocation-off[data-kind=\"elsewhere\"]", "卫生健康委");
    assert_eq!(browser.count("allocation-line"), 0, "nobody is asked to come");
    browser.press(Keys::With(Key::Alt, Key::Left));
    browser.see("allocation[data-date=\"2026-11-21\"]");
    browser.see_gone("publish");
    assert!(!browser.shows("answer-act-1") && !browser.shows("notice-copy-all"));
}

#[test]
fn one_on_call_stands_by_and_one_not_reached_is_tried_again() {
    let folder = DataFolder::empty();
    let program = wednesday(&folder);
    book(&program, FOOD, (0, 0), "王伟");
    let browser = desk(&program);
    browser.open_allocation();
    // Whoever was not reached has heard nothing.
    browser.answer_department('6', "to_tell");
    browser.read("allocation-standing", "没联系上 1 次");
    browser.department_in_hand();
    browser.answer_department('7', "on_call");
    browser.read("allocation-said", "待命");
    // By the form with a name.
    browser.department_in_hand();
    browser.press(Key::Enter);
    browser.see("answer-form");
    fill(&browser, "answer-morning-names", "王芳");
    browser.press(Key::Enter);
    browser.see_gone("answer-form");
    browser.read("allocation-said", "王芳");
    browser.click("rail-book");
    see_promise(&browser, MARKET, "asked");
}
