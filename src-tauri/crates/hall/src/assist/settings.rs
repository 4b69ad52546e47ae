//! What the hall sets of its log, saved as a whole. None of it is shipped.

use super::checked::Faults;
use super::sealed::{WORDS, put, text};
use super::words::{CHECK, Check, LogWords, OWN, REASON, RULE, Word, head, line, numbers};
use crate::ground::{Desk, LogFault, Look, Refusal, Right};
use domain::assist::leg::LegKind;
use domain::booking::TEXT_CHARACTERS_MAX;
use domain::event::{AssistSet, EntryCheck, Fact, KindTrips};
use domain::text::clean_text;
use std::collections::BTreeSet;
use store::StoreError;

/// Most entries of each list; more would fit no screen.
const LIST_MAX: usize = 60;
/// Longest time for which a check at the entrance holds: a week.
const HOLDS_MINUTES_MAX: u32 = 7 * 24 * 60;

/// What the hall is to set of its log, as a whole. What has the number 0 is new.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogWish {
    pub own: Vec<OwnKindWish>,
    /// Trips of kinds that every hall has.
    pub trips: Vec<(LegKind, u8)>,
    pub reasons: Vec<Word>,
    pub checks_on: bool,
    pub checks: Vec<Check>,
    pub rules: Vec<Word>,
}

/// A kind of leg of the hall's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnKindWish {
    pub number: u16,
    pub name: String,
    pub trips: u8,
}

impl Desk {
    /// What the hall has set of its log.
    ///
    /// # Errors
    /// What the store says.
    pub fn log_settings(&self) -> Result<LogWords, Refusal> {
        self.require(Right::SeeLog)?;
        Ok(self.read(|look| LogWords::read(look))?)
    }

    /// Sets it. A number that stands keeps its meaning: what is 0 is new, and gets the next number of its list.
    ///
    /// # Errors
    /// Every fault at its field.
    pub fn set_log(&self, wish: LogWish) -> Result<(), Refusal> {
        self.require(Right::SetLog)?;
        let wish = cleaned(wish);
        check(&wish)?;
        Ok(self.write(move |w| -> Result<(), StoreError> {
            let before = match w.views().assist_set()? {
                Some((event, _)) => text(w, event, WORDS)?,
                None => String::new(),
            };
            let wish = numbered(wish, &before);
            let (set, lines) = (set(&wish), lines(&wish, &before));
            if LogWords::read(w)? == LogWords::of(&set, &lines) {
                return Ok(());
            }
            let event = w.record(&Fact::AssistSet(set), None, None)?;
            put(w, event, WORDS, &lines)
        })?)
    }
}

fn cleaned(wish: LogWish) -> LogWish {
    let line = |text: &str| clean_text(text).replace('\n', " ");
    let word = |word: Word| Word { text: line(&word.text), ..word };
    LogWish {
        own: wish.own.into_iter().map(|own| OwnKindWish { name: line(&own.name), ..own }).collect(),
        reasons: wish.reasons.into_iter().map(word).collect(),
        checks: (0..)
            .zip(wish.checks)
            .map(|(place, check): (usize, Check)| Check {
                text: line(&check.text),
                or_before: check.or_before && place > 0,
                ..check
            })
            .collect(),
        rules: wish.rules.into_iter().map(word).collect(),
        ..wish
    }
}

/// Numbers for whatever is new: behind the greatest its list ever had, so that a case of before never gets other words.
fn numbered(mut wish: LogWish, before: &str) -> LogWish {
    give(OWN, before, wish.own.iter_mut().map(|own| &mut own.number));
    give(REASON, before, wish.reasons.iter_mut().map(|word| &mut word.number));
    give(CHECK, before, wish.checks.iter_mut().map(|check| &mut check.number));
    give(RULE, before, wish.rules.iter_mut().map(|word| &mut word.number));
    wish
}

fn give<'a>(of: char, before: &str, wanted: impl IntoIterator<Item = &'a mut u16>) {
    let wanted: Vec<&mut u16> = wanted.into_iter().collect();
    let mut last = wanted.iter().map(|number| **number).chain(numbers(of, before)).max().unwrap_or(0);
    for number in wanted.into_iter().filter(|number| **number == 0) {
        last = last.saturating_add(1);
        *number = last;
    }
}

fn check(wanted: &LogWish) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    let lists: [(&str, Vec<&str>); 4] = [
        ("own", wanted.own.iter().map(|own| own.name.as_str()).collect()),
        ("reasons", wanted.reasons.iter().map(|word| word.text.as_str()).collect()),
        ("checks", wanted.checks.iter().map(|check| check.text.as_str()).collect()),
        ("rules", wanted.rules.iter().map(|word| word.text.as_str()).collect()),
    ];
    for (field, texts) in lists {
        if texts.len() > LIST_MAX {
            faults.add(field, LogFault::TooMany { max: LIST_MAX });
        }
        for (row, text) in texts.iter().enumerate() {
            if text.chars().count() > TEXT_CHARACTERS_MAX {
                faults.add(format!("{field}.{row}"), LogFault::TooLong { max: TEXT_CHARACTERS_MAX });
            }
            if text.is_empty() || texts[..row].contains(text) {
                faults.add(format!("{field}.{row}"), LogFault::Word);
            }
        }
    }
    for (row, check) in wanted.checks.iter().enumerate() {
        if check.holds_minutes.is_some_and(|minutes| !(1..=HOLDS_MINUTES_MAX).contains(&minutes)) {
            faults.add(format!("checks.{row}.holds_minutes"), LogFault::Minutes { max: HOLDS_MINUTES_MAX });
        }
    }
    for trips in wanted.trips.iter().map(|(_, trips)| *trips).chain(wanted.own.iter().map(|own| own.trips)) {
        faults.trips(trips);
    }
    faults.refuse()
}

fn set(wanted: &LogWish) -> AssistSet {
    let own = wanted.own.iter().map(|own| (LegKind::Own(own.number), own.trips));
    let shipped = wanted.trips.iter().copied().filter(|(kind, _)| LegKind::SHIPPED.contains(kind));
    AssistSet {
        trips: shipped.chain(own).map(|(kind, trips)| KindTrips { kind, trips }).collect(),
        reasons: wanted.reasons.iter().map(|word| word.number).collect(),
        checks_on: wanted.checks_on,
        checks: wanted
            .checks
            .iter()
            .map(|check| EntryCheck {
                number: check.number,
                holds_minutes: check.holds_minutes,
                or_before: check.or_before,
            })
            .collect(),
        rules: wanted.rules.iter().map(|word| word.number).collect(),
    }
}

/// The words, a line each; behind them those of before that no list has any more.
fn lines(wanted: &LogWish, before: &str) -> String {
    let own = wanted.own.iter().map(|own| line(OWN, own.number, &own.name));
    let reasons = wanted.reasons.iter().map(|word| line(REASON, word.number, &word.text));
    let checks = wanted.checks.iter().map(|check| line(CHECK, check.number, &check.text));
    let rules = wanted.rules.iter().map(|word| line(RULE, word.number, &word.text));
    let now: String = own.chain(reasons).chain(checks).chain(rules).collect();
    let stands: BTreeSet<(char, u16)> = now.lines().filter_map(head).collect();
    let former = before.lines().filter(|line| head(line).is_some_and(|head| !stands.contains(&head)));
    former.fold(now, |all, line| all + line + "\n")
}
