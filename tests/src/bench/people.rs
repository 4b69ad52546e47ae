//! People in the vault: unlocking a hall that knows 100,000 of them, finding one, erasing one with two weeks of backups,
//! what sealing adds to a write; and folding a hall's year anew from its journal.

use super::samples::Samples;
use super::{Goal, Row};
use crate::Outcome;
use crate::harness::FRIDAY;
use chrono::NaiveDateTime;
use domain::event::{BookingEdited, BookingMade, Channel, Fact, ItemSnapshot, Language, PersonalField};
use domain::names::Names;
use domain::reference::catalogue::{DepartmentId, ItemId};
use domain::time::BeijingDay;
use hall::{Clock, Desk, Founding, Program};
use journal::{DeviceId, EventId, KindCode, KindVersion, WallTime};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use store::{HallKey, NewEvent, RecoveryCode, Store, StoreError, Unsealed, VaultField, WriteTx, keys};
use tempfile::TempDir;

const PEOPLE: u32 = 100_000;
const SEARCHES: usize = 300;
const OPENINGS: usize = 3;
const ERASURES: u32 = 7;
const BACKUPS: usize = 14;
const SEALED_WRITES: usize = 400;
/// A hall's busiest year: bookings, and two changes for every three of them.
const YEAR_BOOKINGS: u32 = 45_000;
const YEAR_CHANGES: u32 = 30_000;
const FIRST_DAY: u32 = 20_000;
const PER_DAY: u32 = 100;

const SURNAMES: &str =
    "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈";
const GIVEN: &str = "伟秀英敏静建国丽娟强磊洋艳勇志远杰雨桐涛明芳娜军平刚桂兰玉梅鑫波斌宇浩凯健俊帆雪琳晨阳倩婷";

pub(super) fn measure(disk: &Path) -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    let dir = TempDir::with_prefix_in("yanshi-bench-", disk)?;
    found(dir.path())?;
    fill(dir.path(), PEOPLE, 0)?;
    rows.push(unlock(dir.path())?);
    let program = open(dir.path())?;
    rows.push(search(&desk(&program)?)?);
    rows.push(search_on_day(&desk(&program)?)?);
    rows.push(erase(&desk(&program)?)?);
    drop(program);
    rows.push(sealing(disk)?);
    rows.extend(refold(disk)?);
    Ok(rows)
}

fn open(dir: &Path) -> Outcome<Program> {
    let now = NaiveDateTime::parse_from_str(FRIDAY, "%Y-%m-%dT%H:%M")?;
    let program = Program::open(dir.to_owned(), Clock::starting_at(now));
    program.trouble().map_or(Ok(program), |trouble| Err(format!("the hall does not open: {}", trouble.detail).into()))
}

fn found(dir: &Path) -> Outcome<()> {
    let times = |from, to| domain::reference::hours::SessionTimes::parse(from, to).map_err(|_| "no times");
    open(dir)?.found(&Founding {
        dir: dir.to_owned(),
        directory: None,
        name: Names::same("测试政务服务中心"),
        demo: false,
        saturday: vec![times("09:00", "12:00")?],
        windows: 99,
        slot_minutes: 30,
        shipped_catalogue: true,
        manager: "吴建国".to_owned(),
        secret: "246810".to_owned(),
    })?;
    Ok(())
}

fn desk(program: &Program) -> Outcome<Desk> {
    let hall = program.hall()?;
    let person = hall.can_sign_in()?.first().ok_or("nobody is there")?.person;
    let token = hall.sign_in(person, "246810", None)?;
    Ok(hall.desk(Some(&token))?)
}

fn name(number: u32) -> String {
    let pick = |text: &str, at: u32| text.chars().nth(at as usize % text.chars().count()).unwrap_or('王');
    let given: String = (0..1 + number % 2).map(|part| pick(GIVEN, number / 7 + part * 13)).collect();
    format!("{}{given}", pick(SURNAMES, number))
}

fn phone(number: u32) -> String {
    format!("13{:09}", u64::from(number) * 7_919 % 1_000_000_000)
}

/// Bookings and changes written straight into the store, many to a commit: what is timed comes afterwards.
fn fill(dir: &Path, bookings: u32, changes: u32) -> Outcome<()> {
    let store = Store::open(dir, WallTime(0), &keys::read(dir)?)?;
    let mut made: Vec<EventId> = Vec::new();
    for lot in (0..bookings).collect::<Vec<_>>().chunks(2_000) {
        let lot = lot.to_vec();
        made.extend(store.write(move |tx: &mut WriteTx<'_>| -> Result<Vec<EventId>, StoreError> {
            lot.into_iter().map(|number| book(tx, number)).collect()
        })?);
    }
    for lot in made.iter().take(changes as usize).copied().collect::<Vec<_>>().chunks(2_000) {
        let lot = lot.to_vec();
        store.write(move |tx: &mut WriteTx<'_>| -> Result<(), StoreError> {
            for booking in lot {
                let edited = Fact::BookingEdited(BookingEdited { party: Some(2), ..BookingEdited::default() });
                append(tx, &edited, Some(booking))?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn append(tx: &mut WriteTx<'_>, fact: &Fact, entity: Option<EventId>) -> Result<EventId, StoreError> {
    tx.append(NewEvent {
        kind: KindCode(fact.kind()),
        version: KindVersion(fact.version()),
        must_understand: true,
        entity,
        base: entity,
        actor: None,
        wall: WallTime(1_795_426_800_000),
        body: fact.encode(),
    })
}

fn book(tx: &mut WriteTx<'_>, number: u32) -> Result<EventId, StoreError> {
    let (day, place) = (number / PER_DAY, number % PER_DAY);
    let made = Fact::BookingMade(BookingMade {
        number: 1_000_000_000 + u64::from(number),
        day: BeijingDay(FIRST_DAY + day * 7),
        session: 0,
        slot: u16::try_from(place % 6).unwrap_or(0),
        seats: vec![u16::try_from(place / 6 + 1).unwrap_or(1)],
        items: vec![ItemSnapshot {
            item: ItemId(4),
            names: Names::new("食品经营许可", "食品經營許可", "Food business licence"),
            departments: vec![DepartmentId(2)],
            needs_approver: true,
            window_minutes: 20,
        }],
        party: 1,
        channel: Channel::Desk,
        green_channel: false,
        slip_language: Language::ZhHans,
        personal: vec![PersonalField::Name, PersonalField::Phone],
        start: None,
        group: None,
        earlier: None,
        denied: None,
        promised: None,
    });
    let booking = append(tx, &made, None)?;
    tx.vault_put(booking, VaultField(PersonalField::Name.number()), &name(number))?;
    tx.vault_put(booking, VaultField(PersonalField::Phone.number()), &phone(number))?;
    Ok(booking)
}

/// From the closed data to a hall in which people are found; beside it the store alone, which checks the whole journal.
fn unlock(dir: &Path) -> Outcome<Row> {
    let (mut halls, mut stores) = (Samples::default(), Samples::default());
    let key = keys::read(dir)?;
    for _ in 0..OPENINGS {
        drop(stores.time(|| Store::open(dir, WallTime(0), &key))?);
        drop(halls.time(|| open(dir))?);
    }
    Ok(Row {
        name: "unlock_100000_people",
        value: halls.median_ms(),
        unit: "ms",
        baseline: stores.median_ms(),
        against: "opening the store with its whole check, no name read",
        goal: Goal::ValueMax(1000.0),
    })
}

/// The same within one day, as the filter over a board asks letter by letter: everybody's names are searched, and those of
/// the day kept; beside it the search over all.
fn search_on_day(desk: &Desk) -> Outcome<Row> {
    let day = BeijingDay(FIRST_DAY + PEOPLE / PER_DAY / 2 * 7).date();
    let (mut here, mut all) = (Samples::default(), Samples::default());
    for at in 0..SEARCHES {
        let typed = ["w", "wm", "zhang", "王", "李", "8000", "137", "spjy", "食品"][at % 9];
        here.time(|| desk.find_on_day(typed, day))?;
        all.time(|| desk.find_bookings(typed, 50))?;
    }
    Ok(Row {
        name: "people_search_on_day_p99",
        value: here.p99_ms(),
        unit: "ms",
        baseline: all.p99_ms(),
        against: "the first 50 of all of them, by the same words",
        goal: Goal::ValueMax(50.0),
    })
}

/// Names in full, initials, surnames alone, tails of phones, numbers, items; beside it LIKE over as many plain names.
fn search(desk: &Desk) -> Outcome<Row> {
    let plain = Connection::open_in_memory()?;
    plain.execute_batch("CREATE TABLE person (name TEXT, phone TEXT); BEGIN")?;
    for number in 0..PEOPLE {
        plain.prepare_cached("INSERT INTO person VALUES (?1, ?2)")?.execute([name(number), phone(number)])?;
    }
    plain.execute_batch("COMMIT")?;
    let (mut found, mut likes) = (Samples::default(), Samples::default());
    for at in 0..SEARCHES {
        let number = u32::try_from(at)? * 331 % PEOPLE;
        let (full, tail) = (name(number), phone(number).split_off(7));
        let typed = match at % 7 {
            0 => full.clone(),
            1 => full.chars().take(1).collect(),
            2 => ["w", "z", "l"][at % 3].to_owned(),
            3 => ["wm", "zhang", "liy", "wxy"][at % 4].to_owned(),
            4 => tail,
            // By item: one that everybody booked, and one that nobody did.
            5 => ["spjy", "食品经营", "烟草"][at % 3].to_owned(),
            _ => (1_000_000_000 + u64::from(number)).to_string(),
        };
        let hits = found.time(|| desk.find_bookings(&typed, 50))?;
        if at % 7 == 0 && hits.bookings.is_empty() {
            return Err(format!("{full} is there and was not found").into());
        }
        let pattern = format!("%{typed}%");
        likes.time(|| -> Outcome<i64> {
            let sql = "SELECT count(*) FROM person WHERE name LIKE ?1 OR phone LIKE ?1";
            Ok(plain.prepare_cached(sql)?.query_row([&pattern], |row| row.get(0))?)
        })?;
    }
    Ok(Row {
        name: "people_search_p99",
        value: found.p99_ms(),
        unit: "ms",
        baseline: likes.p99_ms(),
        against: "LIKE over the same names and phones, unsealed, in one table in memory",
        goal: Goal::ValueMax(50.0),
    })
}

/// One person, gone from the database, its log and fourteen backups; beside it one backup of that database.
fn erase(desk: &Desk) -> Outcome<Row> {
    let (mut backups, mut erasures) = (Samples::default(), Samples::default());
    for _ in 0..BACKUPS {
        backups.time(|| desk.back_up())?;
    }
    for number in 0..ERASURES {
        let found = desk.find_bookings(&phone(number * 97), 10)?.bookings;
        let booking = found.first().ok_or("nobody to erase")?.booking;
        let erased = erasures.time(|| desk.erase(vec![booking]))?;
        if !erased.unreached.is_empty() {
            return Err(format!("not reached: {:?}", erased.unreached).into());
        }
    }
    Ok(Row {
        name: "erase_one_person_14_backups",
        value: erasures.median_ms(),
        unit: "ms",
        baseline: backups.median_ms(),
        against: "making one backup of the same database",
        goal: Goal::ValueMax(1000.0),
    })
}

/// The same write with the vault sealed and unsealed, in turn.
fn sealing(disk: &Path) -> Outcome<Row> {
    let (sealed_dir, plain_dir) = (TempDir::new_in(disk)?, TempDir::new_in(disk)?);
    let device = DeviceId(*b"benchdev");
    let (key, code) = (HallKey::generate()?, RecoveryCode::generate()?);
    let sealed = Store::create(sealed_dir.path(), device, WallTime(0), &key, &code)?;
    let plain = Store::create_sealed(plain_dir.path(), device, WallTime(0), Arc::new(Unsealed))?;
    let (mut with, mut without) = (Samples::default(), Samples::default());
    for number in 0..u32::try_from(SEALED_WRITES)? {
        with.time(|| sealed.write(move |tx: &mut WriteTx<'_>| book(tx, number)))?;
        without.time(|| plain.write(move |tx: &mut WriteTx<'_>| book(tx, number)))?;
    }
    Ok(Row {
        name: "booking_sealing_adds_median",
        value: with.median_ms() - without.median_ms(),
        unit: "ms",
        baseline: without.median_ms(),
        against: "the same booking written with the vault unsealed",
        goal: Goal::ValueMax(0.2),
    })
}

/// A year's views thrown away and folded anew; beside it reading every event once.
fn refold(disk: &Path) -> Outcome<Vec<Row>> {
    let dir = TempDir::with_prefix_in("yanshi-bench-", disk)?;
    found(dir.path())?;
    fill(dir.path(), YEAR_BOOKINGS, YEAR_CHANGES)?;
    let store = Store::open(dir.path(), WallTime(0), &keys::read(dir.path())?)?;
    let (mut folds, mut reads) = (Samples::default(), Samples::default());
    let before = peak_mib()?;
    for _ in 0..OPENINGS {
        folds.time(|| store.rebuild_views())?;
    }
    let after = peak_mib()?;
    let began = Instant::now();
    store.check()?;
    reads.add(began.elapsed());
    let row = |name, value, unit, baseline, against, limit| Row {
        name,
        value,
        unit,
        baseline,
        against,
        goal: Goal::ValueMax(limit),
    };
    let whole = "checking the same journal, event by event";
    Ok(vec![
        row("refold_75000_events", folds.median_ms(), "ms", reads.median_ms(), whole, 3000.0),
        row("refold_75000_peak", after, "MiB", before, "the same process at rest, before the refold", 150.0),
    ])
}

/// The most memory this process has held since the last call.
fn peak_mib() -> Outcome<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no peak is told")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").trim().parse()?;
    // From here on the peak counts anew.
    std::fs::write("/proc/self/clear_refs", "5")?;
    Ok(kib / 1024.0)
}
