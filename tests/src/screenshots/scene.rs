//! What a picture shows, and how one gets there.

use crate::harness::{DataFolder, Keyboard as _, Keys, Page, SECRET, Start, booking, until};
use crate::screens::Allocator as _;
use crate::sync_lab::LabServer;
use serde_json::json;
use thirtyfour::Key;

/// Furthest Saturday that a picture turns to.
const SATURDAYS_MAX: usize = 12;

/// A screen in a state worth looking at.
#[derive(Clone, Copy)]
pub(super) struct Scene {
    pub(super) name: &'static str,
    pub(super) data: Data,
    /// Getting there leaves something behind (a draft, a booking): the next picture begins with new data.
    pub(super) leaves_traces: bool,
    /// The program's own window cannot get there.
    pub(super) browser_only: bool,
    /// From the program's first screen.
    pub(super) go: fn(&Page),
}

/// What the program finds when it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Data {
    /// The demo hall with so many bookings.
    Demo(u16),
    /// Nothing: the first run.
    Nothing,
    /// A damaged database, with a backup that was verified.
    Damaged,
    /// The demo hall with so many bookings, enrolled with a server that offers a calendar, and in step with it.
    Enrolled(u16),
    /// The same, with the server gone since and bookings that wait.
    Offline(u16),
}

/// How the program is to be started, and the server it speaks to, if there is one.
pub(super) struct Prepared {
    pub(super) start: Start,
    pub(super) server: Option<LabServer>,
}

impl Data {
    /// Puts the data where the program will look for it, and says how the program is to be started.
    pub(super) fn prepare(self, folder: &DataFolder) -> Prepared {
        let start = match self {
            Data::Enrolled(bookings) => return enrolled(folder, bookings, true),
            Data::Offline(bookings) => return enrolled(folder, bookings, false),
            Data::Demo(bookings) => Start::demo_with(bookings),
            Data::Nothing => Start::plain(),
            Data::Damaged => {
                let program = Start::demo_with(33).browser_mode(folder);
                program.call("backup_make", &json!({}));
                program.kill();
                folder.damage();
                Start::plain()
            }
        };
        Prepared { start, server: None }
    }
}

fn enrolled(folder: &DataFolder, bookings: u16, stays: bool) -> Prepared {
    let mut server = LabServer::new().expect("a server");
    server.listen().expect("it listens");
    let start = Start::demo_with(bookings);
    let program = start.browser_mode(folder);
    let code = server.code(domain::reference::shipped::DEMO_HALL.0).expect("a code").to_string();
    program.call("sync_enrol", &json!({ "address": server.address(), "code": code }));
    let closing = format!("{}2026-11-28,day_off,示例假日,2026,示例\n", domain::reference::shipped::CALENDAR);
    let from = chrono::NaiveDate::from_ymd_opt(2026, 11, 28).expect("a date");
    let (key, kind) = (&server.folder.key, domain::event::ReferenceKind::Calendar);
    server.storage().offer(key, kind, closing.as_bytes(), from.into()).expect("offered");
    until("the hall is in step", || {
        program.call("sync_now", &json!({}));
        let offers = program.call("reference_offers", &json!({}));
        offers["offers"][0]["state"] == "coming" && program.call("sync_panel", &json!({}))["chip"]["word"] == "synced"
    });
    if !stays {
        server.stop_listening();
        program.call("booking_make", &booking().at(1, 2).make());
    }
    program.kill();
    Prepared { start, server: Some(server) }
}

/// Every scene, in the order somebody meets them.
pub(super) const SCENES: &[Scene] = &[
    scene("setup-1-hall", Data::Nothing, |page| page.see("setup")),
    scene("setup-2-hours", Data::Nothing, |page| set_up_to(page, &["hours"])),
    scene("setup-3-location", Data::Nothing, |page| set_up_to(page, &["hours", "location"])),
    scene("setup-4-catalogue", Data::Nothing, |page| set_up_to(page, &["hours", "location", "catalogue"])),
    scene("book-000", Data::Demo(0), book),
    BOOK,
    scene("book-096", Data::Demo(96), book),
    scene("book-400", Data::Demo(400), book),
    scene("list-400", Data::Demo(400), |page| {
        page.click("seat-booked");
        page.see("list-booked");
    }),
    traces("search", Data::Demo(33), search),
    FORM,
    traces("green", Data::Demo(33), |page| {
        (FORM.go)(page);
        page.click("green-channel");
        page.click("channel-carried_over");
        page.see("missing-input");
    }),
    traces("agent", Data::Demo(33), agent),
    traces("longest", Data::Demo(33), longest),
    traces("walk-in", Data::Demo(33), |page| {
        book(page);
        page.click("walk-in-open");
        page.see_focus("walk-in-item-input");
        page.type_text("spjy");
        page.see("walk-in [data-testid=\"item-option\"]");
        page.press(Key::Enter);
        page.see("walk-in-told");
    }),
    scene("to-call", Data::Demo(33), |page| {
        page.click("rail-to_call");
        page.see("task-line");
    }),
    browser_only("parts", parts),
    browser_only("parts-dialog", |page| {
        parts(page);
        page.click("parts-dialog");
        page.see("parts-open");
    }),
    browser_only("parts-drawer", |page| {
        parts(page);
        page.click("parts-drawer");
        page.see("parts-open");
    }),
    scene("service", Data::Demo(33), |page| {
        page.click("rail-service");
        page.see("call-line");
    }),
    traces("closing", Data::Demo(33), |page| {
        page.click("rail-service");
        page.see("call-line");
        page.press(Keys::Letter(Key::Alt, 'm'));
        page.see("move-line");
    }),
    scene("attendance", Data::Demo(33), |page| {
        page.click("rail-service");
        page.see("call-line");
        page.press(Keys::Letter(Key::Alt, 'k'));
        page.see("attendance-act-1");
    }),
    scene("figures", Data::Demo(33), |page| {
        page.click("rail-figures");
        page.see("figures");
    }),
    scene("service-400", Data::Demo(400), |page| {
        page.click("rail-service");
        page.see("call-line");
    }),
    scene("detail-board", Data::Demo(33), |page| {
        book(page);
        page.click("seat-booked");
        page.see("detail-edit");
    }),
    traces("sessions-dialog", Data::Demo(33), |page| {
        page.click("rail-settings");
        page.click("sessions-add-exception");
        page.see("session-row");
    }),
    SAVED,
    traces("refused", Data::Demo(33), refused),
    // National Day; the Saturday worked in its place; a year whose notice is not published.
    scene("day-holiday", Data::Demo(33), |page| turn_to(page, "day-previous", "2026-10-03")),
    scene("day-makeup", Data::Demo(33), |page| turn_to(page, "day-previous", "2026-10-10")),
    scene("day-tentative", Data::Demo(33), |page| turn_to(page, "day-next", "2027-01-02")),
    DUTY,
    scene("duty-000", Data::Demo(0), |page| {
        page.click("rail-duty");
        page.see("allocation-none");
    }),
    scene("duty-400", Data::Demo(400), |page| page.open_allocation()),
    scene("duty-form", Data::Demo(33), |page| {
        page.open_allocation();
        page.press(Key::Enter);
        page.see("answer-form");
    }),
    scene("duty-publish", Data::Demo(33), |page| {
        page.open_allocation();
        page.press(Keys::With(Key::Control, Key::Enter));
        page.see("publish-dialog");
    }),
    LOG,
    traces("log-new", Data::Demo(33), |page| {
        (LOG.go)(page);
        page.press(Key::F2);
        page.see_focus("case-item-input");
    }),
    traces("log-cards", Data::Demo(33), |page| {
        (LOG.go)(page);
        page.press(Keys::Letter(Key::Alt, 'n'));
        page.see_focus("card-number");
    }),
    scene("log-case", Data::Demo(33), |page| {
        (LOG.go)(page);
        page.click("case-open");
        page.see("drawer-stage");
    }),
    scene("log-orders", Data::Demo(33), |page| {
        (LOG.go)(page);
        page.press(Keys::Letter(Key::Alt, 'g'));
        page.see("order-panel");
    }),
    scene("log-out", Data::Demo(33), |page| {
        (LOG.go)(page);
        page.press(Keys::Letter(Key::Alt, 'w'));
        page.see("out-row");
    }),
    traces("log-rated", Data::Demo(33), |page| {
        (LOG.go)(page);
        page.click("closed-open");
        page.choose("drawer-rating", "dissatisfied");
        page.click("drawer-rate");
        page.click("order-begin");
        page.see_focus("order-about");
    }),
    scene("log-figures", Data::Demo(33), |page| {
        page.click("rail-figures");
        page.see("log-figures-sum");
    }),
    traces("duty-own", Data::Demo(33), |page| {
        page.open_allocation();
        page.press(Keys::With(Key::Control, Key::Enter));
        page.click("publish-confirm");
        page.see("published");
        page.click("publish-close");
        page.press(Keys::Letter(Key::Control, 'l'));
        page.click("lock-switch");
        page.sign_in("郭勇（示例）", SECRET);
        page.click("rail-own_sheet");
        page.choose("own-department", "1");
        page.see("own-version");
    }),
    scene("detail", Data::Demo(33), detail),
    scene("cancel", Data::Demo(33), |page| {
        detail(page);
        page.click("detail-cancel");
        page.see("cancel-confirm");
    }),
    scene("slip", Data::Demo(33), |page| {
        detail(page);
        page.click("detail-slip");
        page.see("slip-dialog");
    }),
    scene("keys", Data::Demo(33), |page| {
        book(page);
        page.press(Key::F1);
        page.see("shortcut-sheet");
    }),
    scene("settings", Data::Demo(33), |page| {
        page.click("rail-settings");
        page.see("count-days");
    }),
    scene("audit", Data::Demo(33), |page| {
        page.click("rail-audit");
        page.see("audit-row");
    }),
    traces("lock", Data::Demo(33), |page| {
        book(page);
        page.press(Keys::Letter(Key::Control, 'l'));
        page.see("unlock-secret");
    }),
    scene("book-offline", Data::Offline(33), |page| page.see("sync-chip[data-word=\"offline\"]")),
    scene("sync-alone", Data::Demo(33), sync_panel),
    scene("sync-offers", Data::Enrolled(33), |page| {
        sync_panel(page);
        page.see("affected-booking");
    }),
    scene("sync-offline", Data::Offline(33), |page| {
        page.see("sync-chip[data-word=\"offline\"]");
        sync_panel(page);
        page.see("sync-why");
    }),
    scene("join", Data::Nothing, |page| {
        page.click("setup-join");
        page.see("join");
    }),
    scene("trouble", Data::Damaged, |page| page.see("trouble-restore")),
];

/// As many bookings as the city hall had people on an average Saturday.
pub(super) const BOOK: Scene = scene("book-033", Data::Demo(33), book);

/// Departments are asked, and some have answered.
pub(super) const DUTY: Scene = scene("duty", Data::Demo(33), |page| {
    page.open_allocation();
});

/// A morning of the assisted-handling log.
pub(super) const LOG: Scene = scene("log", Data::Demo(33), |page| {
    page.see("rail-assist");
    page.press(Key::F6);
    page.see("closed-line");
});

/// An item is chosen, and the citizen is told what to expect.
pub(super) const FORM: Scene = traces("form", Data::Demo(33), |page| {
    search(page);
    page.press(Key::Enter);
    page.see("outlook");
    page.see("slot-choice");
    page.click("name-input");
    page.type_text("欧阳小明");
    page.see("draft-state[data-state=\"kept\"]");
});

/// A booking was just saved.
pub(super) const SAVED: Scene = traces("saved", Data::Demo(33), |page| {
    (FORM.go)(page);
    page.press(Key::Enter);
    page.see("slip-number");
});

const fn scene(name: &'static str, data: Data, go: fn(&Page)) -> Scene {
    Scene { name, data, leaves_traces: false, browser_only: false, go }
}

const fn browser_only(name: &'static str, go: fn(&Page)) -> Scene {
    Scene { name, data: Data::Demo(0), leaves_traces: true, browser_only: true, go }
}

/// Every part in every state. The page reads its address when it is loaded.
fn parts(page: &Page) {
    page.script("location.hash = 'parts'; location.reload();", &[]);
    page.see("parts");
}

const fn traces(name: &'static str, data: Data, go: fn(&Page)) -> Scene {
    Scene { name, data, leaves_traces: true, browser_only: false, go }
}

fn book(page: &Page) {
    page.see("slot-row");
}

fn set_up_to(page: &Page, steps: &[&str]) {
    page.click("setup-hall-1");
    for step in steps {
        page.click("setup-next");
        page.see(&format!("setup[data-step=\"{step}\"]"));
    }
}

fn search(page: &Page) {
    book(page);
    page.press(Key::F2);
    page.type_text("spjy");
    page.see("item-option");
}

/// Somebody acts for three companies, one of which has been here.
fn agent(page: &Page) {
    (FORM.go)(page);
    page.click("agent-toggle");
    page.see_focus("agent-name");
    page.type_text("周代办");
    for company in ["乙食品有限公司", "丙餐饮管理有限公司"] {
        page.click("principal-add");
        page.type_text(company);
    }
}

/// The longest names there are, two items of them, and a document's number that does not read.
fn longest(page: &Page) {
    book(page);
    for item in ["中外合作职业技能培训机构", "外国律师事务所驻华代表机构执业"] {
        page.press(Key::F2);
        page.type_text(item);
        page.see("item-option");
        page.press(Key::Enter);
    }
    page.see("outlook");
    page.click("name-input");
    page.type_text("买买提·艾力·阿卜杜热西提·吐尔逊");
    page.click("identity-input");
    page.type_text("110105194912310021");
    page.press(Key::Enter);
    page.see("field-error-identity");
}

/// Everything that can be wrong with a form at once.
fn refused(page: &Page) {
    (FORM.go)(page);
    page.click("phone-input");
    page.type_text("1380013800a");
    page.press(Key::Enter);
    page.see("field-error-phone");
}

fn sync_panel(page: &Page) {
    book(page);
    page.click("sync-chip");
    page.see("sync-word");
}

fn detail(page: &Page) {
    page.click("seat-booked");
    page.see("detail-slip");
}

/// Turns the pages of the book until the day is there.
fn turn_to(page: &Page, button: &str, date: &str) {
    book(page);
    for _ in 0..SATURDAYS_MAX {
        let before = page.attribute("day-title", "data-date");
        if before.as_deref() == Some(date) {
            return;
        }
        page.click(button);
        until("the page is turned", || page.attribute("day-title", "data-date") != before);
    }
    panic!("{date} is not among the next {SATURDAYS_MAX} Saturdays");
}

#[cfg(test)]
mod tests {
    use super::SCENES;
    use std::collections::BTreeSet;

    #[test]
    fn each_picture_has_a_name_of_its_own() {
        let names: BTreeSet<&str> = SCENES.iter().map(|scene| scene.name).collect();
        assert_eq!(names.len(), SCENES.len());
    }
}
