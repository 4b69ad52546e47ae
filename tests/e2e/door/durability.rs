//! What a power cut and a full disk leave behind: everything that was acknowledged, and nothing half-written.

use serde_json::{Value, json};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use yanshi_tests::harness::{DataFolder, Program, SATURDAY, Start, booking, until};

/// Enough that the cut falls into the middle of writing.
const ACKNOWLEDGED_BEFORE_CUT: usize = 40;

fn bookings(program: &Program) -> Value {
    program.call("book_day", &json!({ "date": SATURDAY }))["totals"]["bookings"].clone()
}

#[test]
fn every_acknowledged_booking_survives_a_power_cut() {
    let folder = DataFolder::empty();
    let founded = Start::demo_with(1).browser_mode(&folder);
    founded.kill();
    let program = Start::plain().browser_mode(&folder);
    let (door, id) = (program.clone(), program.id());
    let acknowledged = Mutex::new(Vec::new());
    let count = AtomicUsize::new(0);
    thread::scope(|scope| {
        for desk in 0..3_u32 {
            let (door, acknowledged, count) = (&door, &acknowledged, &count);
            scope.spawn(move || {
                // Saturdays of the coming year, so that no day is ever full.
                for week in 0..u32::MAX {
                    let date = saturday(week % 20);
                    let name = format!("柜台{desk}第{week}位");
                    let form = booking().with("name", name.clone()).with("date", date).at(0, (week % 6) as u16);
                    match door.try_ask("booking_make", &form.make()) {
                        Ok(Ok(saved)) => {
                            acknowledged.lock().unwrap().push((name, saved["booking"].clone()));
                            count.fetch_add(1, Ordering::Relaxed);
                        }
                        Ok(Err(refusal)) if refusal.code == "booking.slot_full" => {}
                        Ok(Err(refusal)) => panic!("{refusal:?}"),
                        Err(_) => return, // The power is off.
                    }
                }
            });
        }
        until("enough bookings are acknowledged", || count.load(Ordering::Relaxed) >= ACKNOWLEDGED_BEFORE_CUT);
        id.kill();
    });
    drop(program);
    let program = Start::plain().browser_mode(&folder);
    assert_eq!(program.call("pulse", &json!({}))["stage"], "ready");
    for (name, booking) in acknowledged.into_inner().unwrap() {
        let detail = program.ask("booking_reveal", &json!({ "booking": booking }));
        let detail = detail.unwrap_or_else(|refusal| panic!("{name} was acknowledged and is lost: {refusal:?}"));
        assert_eq!(detail["form"]["name"], name);
    }
}

/// Ordinary Saturdays from the one in focus on, without those the calendar closes.
fn saturday(week: u32) -> &'static str {
    const OPEN: [&str; 20] = [
        "2026-11-28",
        "2026-12-05",
        "2026-12-12",
        "2026-12-19",
        "2026-12-26",
        "2027-01-02",
        "2027-01-09",
        "2027-01-16",
        "2027-01-23",
        "2027-01-30",
        "2027-02-06",
        "2027-02-13",
        "2027-02-20",
        "2027-02-27",
        "2027-03-06",
        "2027-03-13",
        "2027-03-20",
        "2027-03-27",
        "2027-04-03",
        "2027-04-10",
    ];
    OPEN[week as usize % OPEN.len()]
}

#[test]
fn a_request_sent_twice_makes_one_booking_also_across_a_power_cut() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    let input = booking().make();
    let first = program.call("booking_make", &input);
    let second = program.call("booking_make", &input);
    assert_eq!(first["booking"], second["booking"]);
    program.kill();
    let program = Start::plain().browser_mode(&folder);
    let third = program.call("booking_make", &input);
    assert_eq!((&first["booking"], &first["slip"]["number"]), (&third["booking"], &third["slip"]["number"]));
    assert_eq!(bookings(&program), 1);
}

#[test]
fn a_full_disk_is_told_keeps_the_draft_and_leaves_nothing_half_written() {
    let folder = DataFolder::empty();
    let program = Start::demo().browser_mode(&folder);
    program.call("booking_make", &booking().make());
    let draft = booking().with("name", "欧阳修").draft();
    program.call("draft_keep", &draft);
    program.kill();

    // Room for what is there, and next to none for more.
    let program = Start::plain().files_at_most_kib(folder.largest_file_kib() + 8).browser_mode(&folder);
    let mut acknowledged = 1_u64;
    let refusal = loop {
        let form =
            booking().with("note", "长".repeat(400)).at((acknowledged / 48 % 2) as u8, (acknowledged / 8 % 6) as u16);
        match program.ask("booking_make", &form.make()) {
            Ok(_) => acknowledged += 1,
            Err(refusal) => break refusal,
        }
        assert!(acknowledged < 80, "the disk never was full");
    };
    assert!(["store.disk_full", "store.io"].contains(&refusal.code.as_str()), "{refusal:?}");
    assert_eq!(refusal.status, 503);
    assert_eq!(bookings(&program), acknowledged, "what was refused is not on the board");
    assert_eq!(program.draft("booking")["form"]["name"], "欧阳修");
    program.kill();

    // Somebody made room.
    let program = Start::plain().browser_mode(&folder);
    assert_eq!(program.call("pulse", &json!({}))["stage"], "ready");
    assert_eq!(bookings(&program), acknowledged);
    program.call("booking_make", &booking().with("date", "2026-12-05").make());
}
