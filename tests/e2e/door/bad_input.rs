//! Bad input at the form: each is told at its field, nothing is written, and what is good but rare goes in.

use serde_json::json;
use yanshi_tests::harness::{BookingForm, DataFolder, Program, SATURDAY, Start, booking};

fn program() -> (DataFolder, Program) {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    (folder, program)
}

fn bookings(program: &Program) -> u64 {
    program.call("book_day", &json!({ "date": SATURDAY }))["totals"]["bookings"].as_u64().expect("a count")
}

#[test]
fn every_fault_is_told_at_its_field_and_nothing_is_written() {
    let (_folder, program) = program();
    let check = |form: BookingForm, field: &str, code: &str| {
        let refusal = program.refused("booking_make", &form.make());
        assert_eq!(refusal.at(field), Some(code), "{refusal:?}");
        assert_eq!(refusal.status, 422, "{refusal:?}");
    };
    check(booking().with("phone", "1380013800o"), "phone", "booking.phone_characters");
    check(booking().with("phone", "电话没有"), "phone", "booking.phone_characters");
    check(booking().with("phone", "138"), "phone", "booking.phone_length");
    check(booking().with("name", ""), "name", "booking.name_missing");
    check(booking().with("name", "   "), "name", "booking.name_missing");
    check(booking().with("name", "王".repeat(200)), "name", "booking.name_too_long");
    check(booking().with("name", "王\u{0}伟"), "name", "booking.name_characters");
    check(booking().with("name", "12345"), "name", "booking.name_characters");
    check(booking().with("items", json!([])), "items", "booking.item_missing");
    check(booking().with("items", json!([4_000_000])), "items", "booking.item_unknown");
    check(booking().with("party", 0), "party", "booking.party_range");
    check(booking().with("party", 51), "party", "booking.party_range");
    check(booking().with("note", "长".repeat(501)), "note", "booking.text_too_long");
    check(booking().with("channel", "carried_over"), "missing", "booking.missing_required");
    check(booking().at(0, 400), "slot", "booking.slot_unknown");
    check(booking().at(9, 0), "slot", "booking.slot_unknown");
    assert_eq!(bookings(&program), 0);
}

#[test]
fn all_faults_are_told_at_once() {
    let (_folder, program) = program();
    let form = booking().with("items", json!([])).with("name", "").with("phone", "x").with("party", 0);
    let refusal = program.refused("booking_make", &form.make());
    let fields: Vec<&str> = refusal.fields.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["items", "name", "phone", "party"]);
}

#[test]
fn dates_outside_any_sense_are_told_at_their_field() {
    let (_folder, program) = program();
    for (field, date, code) in [
        ("date", "2026-02-30", "day.invalid"),
        ("date", "20266-11-28", "day.invalid"),
        ("date", "0026-11-28", "day.out_of_range"),
        ("date", "9999-12-31", "day.out_of_range"),
        ("earlier_date", "0026-11-27", "day.out_of_range"),
        ("earlier_date", "2026-11-28T00:00", "day.invalid"),
        ("earlier_date", "2026-11-29", "booking.earlier_date"),
    ] {
        let mut input = booking().make();
        input["form"][field] = json!(date);
        let refusal = program.refused("booking_make", &input);
        assert_eq!(refusal.at(field), Some(code), "{field} {date}: {refusal:?}");
    }
    assert_eq!(bookings(&program), 0);
}

#[test]
fn values_outside_their_type_are_told_beside_every_other_fault() {
    let (_folder, program) = program();
    let form = booking().with("party", "2").with("name", "").with("date", "0026-11-28").with("green_channel", 1);
    let refusal = program.refused("booking_make", &form.make());
    assert_eq!((refusal.status, refusal.code.as_str()), (422, "request.invalid"));
    for (field, code) in [
        ("party", "request.not_a_number"),
        ("name", "booking.name_missing"),
        ("date", "day.out_of_range"),
        ("green_channel", "request.wrong_kind"),
    ] {
        assert_eq!(refusal.at(field), Some(code), "{refusal:?}");
    }
    assert_eq!(bookings(&program), 0);
}

#[test]
fn an_excluded_item_says_why() {
    let (_folder, program) = program();
    let arbitration = program.item("劳动人事争议仲裁申请");
    let refusal = program.refused("booking_make", &booking().with("items", json!([arbitration])).make());
    assert_eq!(refusal.at("items"), Some("booking.item_excluded"));
    let ask = json!({ "date": SATURDAY, "items": [arbitration], "booking": null });
    let outlook = program.call("outlook", &ask);
    assert!(outlook["items"][0]["excluded"]["zh_hans"].as_str().is_some_and(|why| !why.is_empty()), "{outlook}");
}

#[test]
fn every_character_a_name_can_have_survives_a_restart() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let names =
        ["𬱖", "䶮", "买买提·艾力", "阿卜杜拉•吐尔逊", "Đặng Thị Hương", "\u{30EDD}\u{30EDD}面", &"长".repeat(60)];
    let make = |(name, slot): (&&str, u16)| {
        let saved = program.call("booking_make", &booking().with("name", *name).at(0, slot).make());
        assert_eq!(saved["slip"]["name"], *name);
        saved["booking"].clone()
    };
    let made: Vec<_> = names.iter().zip((0..6).chain([0])).map(make).collect();
    program.kill();
    let program = Start::plain().browser_mode(&folder);
    for (name, booking) in names.iter().zip(made) {
        let detail = program.call("booking_reveal", &json!({ "booking": booking }));
        assert_eq!(detail["form"]["name"], *name);
    }
}

#[test]
fn white_space_and_full_width_digits_are_the_input_methods_not_the_persons() {
    let (_folder, program) = program();
    let form = booking().with("name", " 王伟　").with("phone", "１３８００１３８０００");
    let saved = program.call("booking_make", &form.make());
    let detail = program.call("booking_reveal", &json!({ "booking": saved["booking"] }));
    assert_eq!(detail["form"]["name"], "王伟");
    assert_eq!(detail["form"]["phone"], "13800138000");
}

#[test]
fn identifiers_nobody_gave_out_are_told_so() {
    let (_folder, program) = program();
    for booking in ["", "not-a-booking", "00000000-0000", "'; DROP TABLE booking; --"] {
        let refusal = program.refused("booking_show", &json!({ "booking": booking }));
        assert_eq!(refusal.code, "booking.not_found", "{booking}");
    }
    let refusal = program.refused("booking_make", &booking().make_as("short"));
    assert_eq!(refusal.at("request"), Some("request.unreadable_id"), "{refusal:?}");
    let cancel = |booking: &str, base: &str| json!({ "booking": booking, "base": base, "reason": "citizen_asked", "remark": "" });
    let made = program.call("booking_make", &booking().make());
    let known = made["booking"].as_str().expect("an id");
    assert_eq!(program.refused("booking_cancel", &cancel(known, "x")).at("base"), Some("request.unreadable_id"));
    assert_eq!(program.refused("undo", &json!({ "token": "x" })).at("token"), Some("request.unreadable_id"));
    program.call("undo", &json!({ "token": made["undo"]["token"] }));
    assert_eq!(bookings(&program), 0);
}
