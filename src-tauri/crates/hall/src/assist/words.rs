//! What the hall has set of its log: own kinds of legs, trips, reasons, checks at the entrance, eligibility rules. Their words lie
//! in the vault under the event that set them, a line each.

use super::sealed::{WORDS, text};
use crate::ground::Look;
use domain::assist::leg::LegKind;
use domain::event::{AssistSet, EntryCheck};
use store::StoreError;

/// Something of a list that the hall has set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Number, never reused while the list stands.
    pub number: u16,
    pub text: String,
}

/// A kind of leg of the hall's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnKind {
    pub kind: LegKind,
    pub name: String,
}

/// A check at the entrance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub number: u16,
    pub text: String,
    /// Minutes for which it holds once passed; `None`: for the visit.
    pub holds_minutes: Option<u32>,
    /// It or the one before it is enough.
    pub or_before: bool,
}

/// All of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogWords {
    pub own: Vec<OwnKind>,
    /// Trips of kinds for which the hall has set them.
    pub trips: Vec<(LegKind, u8)>,
    pub reasons: Vec<Word>,
    pub checks_on: bool,
    pub checks: Vec<Check>,
    pub rules: Vec<Word>,
    /// Checks that are asked for no more; cases may still have them.
    pub former_checks: Vec<Word>,
}

/// What a line of words is of; the letter it begins with.
pub(crate) const OWN: char = 'K';
pub(crate) const REASON: char = 'R';
pub(crate) const CHECK: char = 'C';
pub(crate) const RULE: char = 'E';

/// A line of words.
pub(crate) fn line(of: char, number: u16, words: &str) -> String {
    format!("{of}{number} {words}\n")
}

/// Of what a line is, and its number. `None` if it is no line of words.
pub(crate) fn head(line: &str) -> Option<(char, u16)> {
    let (head, _) = line.split_once(' ')?;
    let of = head.chars().next()?;
    Some((of, head.strip_prefix(of)?.parse().ok()?))
}

/// Numbers that have words of a kind, those of lists of before too.
pub(crate) fn numbers(of: char, lines: &str) -> impl Iterator<Item = u16> {
    lines.lines().filter_map(head).filter(move |(kind, _)| *kind == of).map(|(_, number)| number)
}

impl LogWords {
    /// As it is set now; nothing where the hall has set nothing.
    pub(crate) fn read(look: &impl Look) -> Result<Self, StoreError> {
        let Some((event, set)) = look.views().assist_set()? else { return Ok(Self::default()) };
        Ok(Self::of(&set, &text(look, event, WORDS)?))
    }

    pub(crate) fn of(set: &AssistSet, lines: &str) -> Self {
        let words = |of: char, number: u16| {
            let head = format!("{of}{number} ");
            lines.lines().find_map(|line| line.strip_prefix(&head)).unwrap_or_default().to_owned()
        };
        let word = |of: char, number: &u16| Word { number: *number, text: words(of, *number) };
        let trips: Vec<(LegKind, u8)> = set.trips.iter().map(|one| (one.kind, one.trips)).collect();
        let former = numbers(CHECK, lines).filter(|number| !set.checks.iter().any(|check| check.number == *number));
        let own = trips.iter().filter_map(|(kind, _)| match kind {
            LegKind::Own(number) => Some(OwnKind { kind: *kind, name: words(OWN, *number) }),
            _ => None,
        });
        Self {
            own: own.collect(),
            reasons: set.reasons.iter().map(|number| word(REASON, number)).collect(),
            checks_on: set.checks_on,
            checks: set
                .checks
                .iter()
                .map(|check| Check {
                    number: check.number,
                    text: words(CHECK, check.number),
                    holds_minutes: check.holds_minutes,
                    or_before: check.or_before,
                })
                .collect(),
            rules: set.rules.iter().map(|number| word(RULE, number)).collect(),
            former_checks: former.map(|number| word(CHECK, &number)).collect(),
            trips,
        }
    }

    /// Trips that a leg of a kind carries.
    pub(crate) fn trips_of(&self, kind: LegKind) -> u8 {
        let set = self.trips.iter().find(|(known, _)| *known == kind);
        set.map_or_else(|| kind.usual_trips(), |(_, trips)| *trips)
    }

    /// Checks at the entrance that are asked for; none where they are switched off.
    pub(crate) fn checks_asked(&self) -> Vec<EntryCheck> {
        let asked = self.checks.iter().filter(|_| self.checks_on);
        asked
            .map(|check| EntryCheck {
                number: check.number,
                holds_minutes: check.holds_minutes,
                or_before: check.or_before,
            })
            .collect()
    }

    /// What a check is called; empty for one that was never set here.
    pub(crate) fn check_text(&self, number: u16) -> String {
        let asked = self.checks.iter().map(|check| (check.number, &check.text));
        let former = self.former_checks.iter().map(|word| (word.number, &word.text));
        asked.chain(former).find(|(known, _)| *known == number).map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// Its own kinds, in their order.
    pub(crate) fn own_kinds(&self) -> Vec<LegKind> {
        self.own.iter().map(|own| own.kind).collect()
    }

    /// Whether a rule's number may be noted: one of the hall's, or any number while the hall has set none.
    pub(crate) fn allows_rule(&self, number: &str) -> bool {
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number && (self.rules.is_empty() || self.rules.iter().any(|rule| rule.number.to_string() == number))
    }
}
