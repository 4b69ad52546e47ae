//! What comes in by keyboard, paste or scanner is found again by whatever is typed of it, and told as the same person.

mod common;

use common::{DutyNote, RecordDuty, SATURDAY, TestHall, date, request};
use domain::event::DutyAnswer;
use hall::{BookingWish, DayListLine, FoundBooking, ListOf, PersonTyped, Principal, Refusal};

fn wish(test: &TestHall, name: &str, phone: &str, slot: u16) -> BookingWish {
    let mut wish = BookingWish { slot, ..test.wish() };
    (wish.entry.name, wish.entry.phone) = (name.into(), phone.into());
    wish
}

fn found(test: &TestHall, text: &str) -> Vec<FoundBooking> {
    test.hall().find_bookings(text, 9).expect("found").bookings
}

fn hint(test: &TestHall, phone: &str, identity: &str) -> hall::PersonHint {
    let typed = PersonTyped {
        date: date(SATURDAY),
        items: Vec::new(),
        name: String::new(),
        phone: phone.into(),
        identity: identity.into(),
        editing: None,
    };
    test.hall().person_hint(&typed).expect("a hint")
}

#[test]
fn a_number_is_found_by_every_way_to_write_it_also_after_a_restart() {
    let test = TestHall::friday();
    test.book(wish(&test, "甲某", "\u{202a}138\u{2011}0013\u{2011}8000\u{202c}", 0)).expect("booked");
    test.book(wish(&test, "乙某", "010-65090000转8012", 1)).expect("booked");
    let all_are_found = |test: &TestHall| {
        for (name, ways) in [
            (
                "甲*",
                &["+86 138 0013 8000", "8613800138000", "013800138000", "0086-13800138000", "138 0013 8000", "8000"][..],
            ),
            (
                "乙*",
                &[
                    "010-65090000转8012",
                    "010-65090000-8012",
                    "65090000",
                    "010 65090000",
                    "+86 10 6509 0000",
                    "65090000 ext 8012",
                ][..],
            ),
        ] {
            for typed in ways {
                let names: Vec<_> = found(test, typed).into_iter().map(|one| one.masked_name).collect();
                assert_eq!(names, [name], "{typed}");
            }
        }
    };
    all_are_found(&test);
    all_are_found(&test.restart_at(common::FRIDAY));
}

#[test]
fn the_same_line_and_the_same_document_are_the_same_person_however_they_are_written() {
    let test = TestHall::friday();
    let first = test.book(wish(&test, "王伟", "010-65090000转8012", 0)).expect("booked");
    let again = test.book(wish(&test, "王伟", "(010) 6509 0000 分机 8012", 2));
    assert!(matches!(&again, Err(Refusal::Repeat(repeat)) if repeat.booking == first.booking), "{again:?}");
    test.book(wish(&test, "李娜", "010-65090000转8013", 2)).expect("a colleague at the same exchange");
    let mut old = wish(&test, "张三", "", 3);
    old.entry.identity = "11010519491231002X".into();
    let old = test.book(old).expect("booked");
    assert_eq!(found(&test, "110105491231002")[0].booking, old.booking, "by the number of before 1999");
    assert_eq!(found(&test, "\u{202a}110105 19491231\u{2011}002x")[0].booking, old.booking);
}

#[test]
fn a_name_is_found_in_both_scripts_without_accents_and_by_its_sound() {
    let test = TestHall::friday();
    for (slot, name) in (0..).zip(["⽅⼤⽂", "王國強", "Nguyễn Văn An", "WANG WEI", "吕布", "阿卜杜拉·买买提", "𬭼㛃"])
    {
        let mut wish = wish(&test, name, "", slot % 5);
        wish.session = u8::from(slot >= 5);
        test.book(wish).expect("booked");
    }
    for (typed, first, by_sound) in [
        ("方大文", "方", false),
        ("⽅", "方", false),
        ("fdw", "方", true),
        ("王国强", "王", false),
        ("nguyen", "N", false),
        ("An Nguyễn Văn", "N", false),
        ("王伟", "W", true),
        ("LYU BU", "吕", true),
        ("阿卜杜拉•买买提", "阿", false),
        ("㛃", "𬭼", false),
    ] {
        let found = found(&test, typed);
        assert!(found.len() == 1 && found[0].masked_name.starts_with(first), "{typed}: {found:?}");
        assert_eq!(found[0].by_sound, by_sound, "{typed}");
    }
    let slip = |text: &str| test.hall().issue_slip(found(&test, text)[0].booking).expect("a slip").name;
    assert_eq!(slip("方大文"), "方大文", "kept as it was meant");
    assert_eq!(slip("王国强"), "王國強", "kept as it was written");
}

#[test]
fn a_name_with_the_end_of_a_number_finds_one_of_many() {
    let test = TestHall::friday();
    test.book(wish(&test, "张伟", "13800138000", 0)).expect("booked");
    test.book(wish(&test, "张三", "13800139000", 1)).expect("booked");
    let other = test.book(wish(&test, "李娜", "13900138000", 2)).expect("booked");
    for typed in ["张 8000", "张8000", "8000 张", "zw 8000", "ＺＷ　８０００"] {
        let names: Vec<_> = found(&test, typed).into_iter().map(|one| one.masked_phone).collect();
        assert_eq!(names, ["138****8000"], "{typed}");
    }
    let number = found(&test, "李娜")[0].number.to_string();
    for typed in [format!("预约号 {number}"), format!("\u{202d}{}\u{202c}\r\n", number.replace(' ', "\u{2011}"))] {
        assert_eq!(found(&test, &typed).first().map(|one| one.booking), Some(other.booking), "{typed}");
    }
}

/// A company without a telephone, and the agent who acts for it.
fn with_agent(test: &TestHall) -> BookingWish {
    let mut wish = wish(test, "丙公司", "", 0);
    (wish.entry.agent_name, wish.entry.agent_phone) = ("周代办".into(), "13900139000".into());
    wish
}

#[test]
fn an_agent_is_found_hinted_and_called_like_a_principal() {
    let test = TestHall::friday();
    let others = vec![Principal { name: "丁公司".into(), ..Principal::default() }];
    let saved = test.hall().make_bookings(request(), with_agent(&test), others).expect("booked");
    for typed in
        ["周代办", "周代辦", "zdb", "zhoudaiban", "13900139000", "+86 139 0013 9000", "9000", "周 9000", "丙公司 9000"]
    {
        let found = found(&test, typed);
        let expected = if typed.starts_with('丙') { 1 } else { 2 };
        assert_eq!(found.len(), expected, "{typed}: {found:?}");
        assert_eq!((found[0].masked_agent.as_str(), found[0].masked_agent_phone.as_str()), ("周**", "139****9000"));
    }
    let known = hint(&test, "139 0013 9000", "").known.expect("known");
    assert_eq!((known.masked_name.as_str(), known.agent), ("周**", true));
    // Called: masked in the lists of the screen, whole on paper.
    let hall = test.hall();
    let line = hall.call_list(date(SATURDAY)).expect("a list").lines.remove(0);
    assert_eq!((line.masked_phone.as_str(), line.masked_agent.as_str()), ("", "周**"));
    assert_eq!(line.masked_agent_phone, "139****9000");
    let line: DayListLine = hall.day_list(date(SATURDAY), ListOf::Day).expect("a list").lines.remove(0);
    assert_eq!((line.phone.as_str(), line.agent.as_str(), line.agent_phone.as_str()), ("", "周代办", "13900139000"));
    let needed = hall.allocation(date(SATURDAY)).expect("a list").departments;
    let department = needed.iter().find(|line| line.bookings.held > 0).expect("a department").department;
    let refused = DutyNote {
        answer: DutyAnswer::Refused,
        approvers: 0,
        hours: (None, None),
        means: None,
        told_by: String::new(),
    };
    hall.record_duty(date(SATURDAY), department, refused).expect("recorded");
    let task = hall.to_call().expect("a list").tasks.remove(0);
    assert_eq!((task.name.as_str(), task.phone.as_str()), ("周**", "139****9000"));
    assert_eq!((task.agent, task.bookings[0].booking), (true, saved.booking));
    let task = hall.to_call_paper(None).expect("a list").tasks.remove(0);
    assert_eq!((task.name.as_str(), task.phone.as_str()), ("周代办", "13900139000"));
}

#[test]
fn erasing_reaches_the_agent_and_whoever_acts_for_others() {
    let test = TestHall::friday();
    let hall = test.hall();
    let company = test.book(with_agent(&test)).expect("booked");
    let own = BookingWish {
        items: vec![test.item("食品生产许可")], ..wish(&test, "周代办", "+86 139 0013 9000", 3)
    };
    let own = test.book(own).expect("booked");
    let drafts =
        ["{\"agent_name\":\"周代辦\"}", "{\"phone\":\"139 0013 9000\"}", "{\"agent_phone\":\"+86-139-0013-9000\"}"];
    let mut preview: Vec<_> =
        hall.erase_preview(own.booking).expect("a preview").iter().map(|one| one.booking).collect();
    preview.sort_unstable();
    assert_eq!(preview, [company.booking, own.booking], "also where they act for somebody");
    hall.keep_draft(hall::DraftOf::Booking, drafts[0].into()).expect("kept");
    hall.keep_draft(hall::DraftOf::WalkIn, drafts[1].into()).expect("kept");
    let consultant = test.desk(domain::people::Role::Consultant);
    consultant.keep_draft(hall::DraftOf::Booking, drafts[2].into()).expect("kept");
    let escaped = r#"{"agent_name":"\u5468\u4ee3\u8fa6"}"#;
    consultant.keep_draft(hall::DraftOf::WalkIn, escaped.into()).expect("kept");
    hall.erase(vec![company.booking]).expect("erased");
    for draft in [
        hall.draft(hall::DraftOf::Booking),
        hall.draft(hall::DraftOf::WalkIn),
        consultant.draft(hall::DraftOf::Booking),
        consultant.draft(hall::DraftOf::WalkIn),
    ] {
        assert_eq!(draft.expect("read"), None, "a form with the agent in it would bring them back");
    }
    assert_eq!(hint(&test, "13900139000", "").known.map(|known| known.agent), Some(false), "by their own booking");
    hall.erase(vec![own.booking]).expect("erased");
    assert_eq!(hint(&test, "13900139000", "").known, None);
    for typed in ["周代办", "zdb", "9000", "13900139000"] {
        assert!(found(&test, typed).is_empty(), "{typed}");
    }
    let shown = hall.reveal_booking(company.booking).expect("shown");
    assert!(shown.agent_name.is_empty() && shown.agent_phone.is_empty());
}
