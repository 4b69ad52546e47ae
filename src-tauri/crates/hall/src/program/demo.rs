//! The demo hall: 朝阳区政务服务中心 with its real hours and the shipped items, and bookings of invented people. Made
//! through the same use-cases as everything else, and marked 示例 on every screen.

use super::demo_log::fill_log;
use super::setup::Founding;
use super::stages::Program;
use super::state::Stage;
use crate::Role;
use crate::booking::BookingWish;
use crate::duty::answer::{AnswerNote, HalfNote};
use crate::ground::{Desk, FieldRefusal, Hall, Refusal};
use crate::people::{desk_of_role, enter_alike};
use chrono::NaiveDate;
use domain::booking::Entry;
use domain::event::{Channel, Coming, Items, Language, Means};
use domain::reference::catalogue::{Item, ItemId};
use domain::reference::shipped;
use std::path::PathBuf;
use std::sync::Arc;

/// Seats a slot in the demo hall: the city hall's 8 windows on Saturdays, as the sources count them.
const WINDOWS: u16 = 8;
const SLOT_MINUTES: u16 = 30;
/// Most sample bookings; more than any hall has on one day.
pub const SAMPLE_BOOKINGS_MAX: u16 = 400;

/// The PIN of everybody in the demo hall; the sign-in screen shows it.
pub const DEMO_SECRET: &str = "246810";

/// Invented people, one for each role and a second consultant to switch to. The first is the manager.
const PEOPLE: [(&str, Role); 10] = [
    ("吴建国（示例）", Role::HallManager),
    ("周敏（示例）", Role::Consultant),
    ("陈洋（示例）", Role::Consultant),
    ("孙磊（示例）", Role::WindowClerk),
    ("胡艳（示例）", Role::Runner),
    ("郑静（示例）", Role::GroupLeader),
    ("马志远（示例）", Role::DutyLeader),
    ("郭勇（示例）", Role::Approver),
    ("朱丽娟（示例）", Role::Supervisor),
    ("黄涛（示例）", Role::Administrator),
];

const SURNAMES: &[&str] =
    &["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "欧阳", "孙", "马", "朱", "胡", "郭"];
const GIVEN: &[&str] =
    &["伟", "秀英", "敏", "静", "建国", "丽娟", "强", "磊", "洋", "艳", "勇", "志远", "杰", "雨桐", "涛", "明"];

impl Program {
    /// Makes the demo hall if there is no hall yet, and books samples for the Saturday in focus if it has none.
    ///
    /// # Errors
    /// What founding or booking refuses.
    pub fn found_demo(&self, samples: u16) -> Result<(), Refusal> {
        if self.stage() == Stage::Setup {
            self.found(&demo_hall(self.dir(), self.clock().now().date(), samples)?)?;
            enter_people(&self.hall()?)?;
        }
        let hall = self.hall()?;
        let focus = hall.focus()?;
        if samples > 0 && hall.founded().demo {
            let desk = desk_of_role(&hall, Role::Consultant)?;
            if desk.book_day(focus)?.totals.bookings == 0 {
                fill(&desk, focus, samples.min(SAMPLE_BOOKINGS_MAX))?;
                fill_log(&hall, self.clock().now())?;
            }
        }
        Ok(())
    }
}

/// Enters everybody but the manager, who came with the founding.
fn enter_people(hall: &Arc<Hall>) -> Result<(), Refusal> {
    let others: Vec<(String, Role)> = PEOPLE[1..].iter().map(|(name, role)| ((*name).to_owned(), *role)).collect();
    enter_alike(hall, &others)
}

pub(super) fn demo_hall(dir: PathBuf, date: NaiveDate, samples: u16) -> Result<Founding, Refusal> {
    let choices = crate::reference::hall_choices(date)?;
    let chosen = choices.into_iter().find(|choice| choice.hall == shipped::DEMO_HALL.0);
    let chosen = chosen.ok_or_else(|| Refusal::Broken("the demo hall is not in the directory".to_owned()))?;
    Ok(Founding {
        dir,
        directory: Some(chosen.hall),
        name: chosen.names,
        demo: true,
        saturday: chosen.saturday,
        windows: WINDOWS.max(samples / 10),
        slot_minutes: SLOT_MINUTES,
        shipped_catalogue: true,
        manager: PEOPLE[0].0.to_owned(),
        secret: DEMO_SECRET.to_owned(),
    })
}

/// Books until enough stand or the day is full; the order of things is fixed, so two demo halls are alike.
fn fill(hall: &Desk, date: NaiveDate, samples: u16) -> Result<(), Refusal> {
    let reference = hall.reference();
    let present = |id| reference.catalogue.department(id).is_some_and(|department| department.present);
    let served = reference.catalogue.items().iter().filter(|item| item.excluded.is_none());
    // Mostly what this hall decides itself; every fifth booking is for a department without a back office here.
    let (own, foreign): (Vec<&Item>, Vec<&Item>) = served.partition(|item| item.departments().all(present));
    let places: Vec<(u8, u16)> = (0..)
        .zip(&hall.founded().saturday)
        .flat_map(|(number, session)| (0..session.slots()).map(move |slot| (number, slot)))
        .collect();
    if own.is_empty() || foreign.is_empty() || places.is_empty() {
        return Err(FieldRefusal::ItemMissing.into());
    }
    let mut made = 0_u16;
    for attempt in 0..usize::from(samples) * 4 {
        if made == samples {
            break;
        }
        // Earlier times fill first, as they do in a hall.
        let place = places[spread(attempt, 7) % places.len().min(2 + attempt / 3).max(1)];
        let items = if attempt % 5 == 2 { &foreign } else { &own };
        let item = items[spread(attempt, 31) % items.len()];
        let wish = sample(attempt, date, place, item.id);
        match hall.make_booking(format!("sample-{date}-{attempt:08}"), wish) {
            Ok(_) => made += 1,
            Err(Refusal::SlotFull { .. } | Refusal::SlotTooShort | Refusal::NotServed | Refusal::Repeat(_)) => {}
            Err(other) => return Err(other),
        }
    }
    answer(hall, date)
}

fn sample(attempt: usize, date: NaiveDate, (session, slot): (u8, u16), item: ItemId) -> BookingWish {
    let surname = SURNAMES[spread(attempt, 13) % SURNAMES.len()];
    let given = GIVEN[spread(attempt, 17) % GIVEN.len()];
    let carried_over = attempt % 9 == 4;
    BookingWish {
        date,
        session,
        slot,
        items: vec![item],
        entry: Entry {
            name: format!("{surname}{given}"),
            phone: if attempt.is_multiple_of(4) {
                String::new()
            } else {
                format!("1380000{:04}", spread(attempt, 97) % 10_000)
            },
            party: if attempt % 7 == 3 { 2 } else { 1 },
            missing: if carried_over { "授权委托书（示例）".to_owned() } else { String::new() },
            note: String::new(),
            carried_over,
            ..Entry::default()
        },
        channel: match attempt % 9 {
            4 => Channel::CarriedOver,
            1 | 6 => Channel::Phone,
            _ => Channel::Desk,
        },
        green_channel: attempt % 11 == 5,
        slip_language: Language::ZhHans,
        earlier: None,
        accepted: vec![crate::ground::Warning::SlotPast],
    }
}

/// Every kind of answer once, and departments that are not asked yet: one comes with names, one for the morning only, one was
/// told and is silent, one cannot come, one can be called, one was not reached, one comes but not for its first item.
fn answer(hall: &Desk, date: NaiveDate) -> Result<(), Refusal> {
    let lines = hall.allocation(date)?.departments;
    let busy = lines.iter().filter(|line| line.bookings.held > 0);
    let mut busy: Vec<_> = busy.map(|line| (std::cmp::Reverse(line.bookings.held), line.department)).collect();
    busy.sort_unstable();
    let first_item = |id| {
        let line = lines.iter().find(|line| line.department == id)?;
        line.halves.iter().flat_map(|(_, half)| &half.items).next().map(|item| item.item)
    };
    let means = Some(Means::Telephone);
    // The last one is left to be told.
    let told = busy.len().saturating_sub(1);
    for ((_, id), kind) in busy.into_iter().take(told).zip(0..7) {
        let plain = |coming, approvers| Some(HalfNote::plain(coming, approvers));
        let (morning, afternoon) = match kind {
            0 => {
                let mut both = HalfNote::plain(Coming::Comes, 2);
                both.names = "许静（示例）、郭勇（示例）".to_owned();
                (Some(both.clone()), Some(both))
            }
            1 => (plain(Coming::Comes, 1), plain(Coming::Cannot, 0)),
            2 => {
                hall.tell_departments(date, vec![id], means)?;
                continue;
            }
            3 => (plain(Coming::Cannot, 0), plain(Coming::Cannot, 0)),
            4 => (plain(Coming::OnCall, 1), plain(Coming::OnCall, 1)),
            6 => (plain(Coming::NotReached, 0), plain(Coming::NotReached, 0)),
            _ => {
                let mut some = HalfNote::plain(Coming::Comes, 1);
                some.answer.items = first_item(id).map_or(Items::All, |item| Items::AllBut(vec![item]));
                (Some(some.clone()), Some(some))
            }
        };
        let note =
            AnswerNote { morning, afternoon, means, told_by: "钱科长（示例）".to_owned(), seen: Vec::new() };
        hall.note_answer(date, id, note)?;
    }
    Ok(())
}

/// Spreads neighbouring numbers; no randomness, so that demo halls are alike.
fn spread(number: usize, stride: usize) -> usize {
    (number * stride) ^ ((number * stride) >> 3)
}
