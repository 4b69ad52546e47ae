//! What a department has answered for a day, half-day by half-day. Each answer says which others its author had seen, so that
//! two PCs that were apart are found out, in whatever order their answers arrive; nothing is chosen between them
//! (PRODUCT rule 28).

use super::half::{Half, Halves};
use crate::event::{Coming, DutyAnswer, DutyAnswered, HalfAnswer, HalvesAnswered, Items};
use crate::record::{Order, RecordId};
use crate::reference::catalogue::ItemId;
use crate::time::MinuteOfDay;

/// An answer on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its place in the one order.
    pub order: Order,
    /// What it says.
    pub said: Said,
}

/// What an answer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Of the whole day: an old one. Its author had seen every answer before it in the order.
    WholeDay(DutyAnswered),
    /// Of each half-day, with the answers its author had seen.
    Halves(HalvesAnswered),
}

/// What was answered of a half-day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tip {
    /// The answer: the names of who comes and who said it are in the vault under its id.
    pub order: Order,
    /// What it says of the half-day. Never "not reached".
    pub answer: HalfAnswer,
}

/// What stands of a half-day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Stands {
    /// Nothing was answered.
    #[default]
    None,
    /// This.
    One(Tip),
    /// Two or more whose authors did not know of each other and that say different things, in the order; of those that say
    /// the same, the last.
    Contradicting(Vec<Tip>),
}

impl Stands {
    /// The answer that stands; `None` where nothing was answered, or answers contradict each other.
    pub fn one(&self) -> Option<&HalfAnswer> {
        match self {
            Self::One(tip) => Some(&tip.answer),
            Self::None | Self::Contradicting(_) => None,
        }
    }
}

/// What is on record of a half-day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HalfAnswers {
    /// What stands.
    pub stands: Stands,
    /// An old answer says that it was asked, and nothing has been answered since.
    pub asked: bool,
    /// How often it was tried and not reached since it last answered.
    pub attempts: u16,
}

/// What a department has answered for a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// Half-day by half-day.
    pub halves: Halves<HalfAnswers>,
    /// Answers that no other has seen, in the order: an answer that names them settles whatever they said.
    pub tips: Vec<RecordId>,
}

/// What an answer says of a half-day.
enum Word {
    Nothing,
    NotReached,
    Asked,
    Says(HalfAnswer),
}

/// What stands of a department's answers for a day. They may come in any order, and more than once.
pub fn of_day(answers: &[Answer]) -> Answers {
    of_day_since(answers, &Halves::default())
}

/// The same where the department was told, half-day by half-day, that nobody has to come (`told::takes_back`): that somebody
/// comes, said before that, stands no more. That it cannot does.
pub fn of_day_since(answers: &[Answer], taken_back: &Halves<Option<Order>>) -> Answers {
    let mut sorted: Vec<&Answer> = answers.iter().collect();
    sorted.sort_by_key(|answer| answer.order);
    sorted.dedup_by_key(|answer| answer.order);
    let seen = seen(&sorted);
    let is_tip = |at: usize| seen.iter().all(|theirs| !theirs[at]);
    Answers {
        halves: Halves::each(|half| of_half(&sorted, &seen, half, *taken_back.of(half))),
        tips: sorted.iter().enumerate().filter(|(at, _)| is_tip(*at)).map(|(_, answer)| answer.order.id).collect(),
    }
}

/// For each answer, which others it has seen, those that they have seen included. Nobody has seen what stands later in the
/// order than their own, whatever they say.
fn seen(sorted: &[&Answer]) -> Vec<Vec<bool>> {
    let mut all: Vec<Vec<bool>> = Vec::with_capacity(sorted.len());
    for (at, answer) in sorted.iter().enumerate() {
        let mut own = vec![false; sorted.len()];
        for (place, (other, theirs)) in sorted[..at].iter().zip(&all).enumerate() {
            if answer.said.names(other.order.id) {
                own[place] = true;
                own.iter_mut().zip(theirs).for_each(|(own, theirs)| *own |= theirs);
            }
        }
        all.push(own);
    }
    all
}

/// An answer that says nothing of the half-day, or that it was not reached, leaves what was said of it.
fn of_half(sorted: &[&Answer], seen: &[Vec<bool>], half: Half, taken_back: Option<Order>) -> HalfAnswers {
    let words: Vec<Word> = sorted.iter().map(|answer| answer.said.of_half(half)).collect();
    let holds = |order: Order| taken_back.is_none_or(|taken_back| order > taken_back);
    let after =
        |at: usize, counts: fn(&Word) -> bool| words.iter().zip(seen).any(|(word, theirs)| theirs[at] && counts(word));
    let said_something = |word: &Word| matches!(word, Word::Asked | Word::Says(_));
    let mut found = HalfAnswers::default();
    let mut tips: Vec<Tip> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match word {
            Word::Nothing => {}
            Word::NotReached => {
                let tried = !after(at, |word| matches!(word, Word::Says(_)));
                found.attempts = found.attempts.saturating_add(u16::from(tried));
            }
            Word::Asked => found.asked |= holds(sorted[at].order) && !after(at, said_something),
            Word::Says(answer) if !after(at, said_something) => {
                tips.retain(|tip| !says_the_same(&tip.answer, answer, half));
                tips.push(Tip { order: sorted[at].order, answer: answer.clone() });
            }
            Word::Says(_) => {}
        }
    }
    tips.retain(|tip| tip.answer.coming == Coming::Cannot || holds(tip.order));
    found.asked &= tips.is_empty();
    found.stands = match tips.len() {
        0 => Stands::None,
        1 => tips.pop().map_or(Stands::None, Stands::One),
        _ => Stands::Contradicting(tips),
    };
    found
}

impl Said {
    /// Whether it says anything of a half-day: that somebody was asked, or not reached, is no answer.
    pub fn is_answer(&self) -> bool {
        Half::BOTH.into_iter().any(|half| matches!(self.of_half(half), Word::Says(_)))
    }

    /// Whether its author had seen an answer that stands before it in the order.
    fn names(&self, earlier: RecordId) -> bool {
        match self {
            Self::WholeDay(_) => true,
            Self::Halves(body) => body.seen.contains(&earlier),
        }
    }

    fn of_half(&self, half: Half) -> Word {
        let body = match self {
            Self::WholeDay(body) => return of_whole_day(body, half),
            Self::Halves(body) => body,
        };
        let said = match half {
            Half::Morning => &body.morning,
            Half::Afternoon => &body.afternoon,
        };
        match said {
            None => Word::Nothing,
            Some(HalfAnswer { coming: Coming::NotReached, .. }) => Word::NotReached,
            Some(answer) => Word::Says(answer.clone()),
        }
    }
}

/// What an old answer says of a half-day: one whose hours leave nothing of it says that nobody comes for it.
fn of_whole_day(body: &DutyAnswered, half: Half) -> Word {
    let says = |coming, approvers, from, until| {
        Word::Says(HalfAnswer { coming, approvers, items: Items::All, from, until, named: None })
    };
    match body.answer {
        DutyAnswer::Asked => Word::Asked,
        DutyAnswer::Refused => says(Coming::Cannot, 0, None, None),
        DutyAnswer::Confirmed => match hours_within(half, body.from, body.until) {
            Some((from, until)) => says(Coming::Comes, body.approvers, from, until),
            None => says(Coming::Cannot, 0, None, None),
        },
    }
}

/// Hours as a half-day has them: a bound that the half-day keeps by itself is none. `None` where nothing of it is left.
fn hours_within(
    half: Half,
    from: Option<MinuteOfDay>,
    until: Option<MinuteOfDay>,
) -> Option<(Option<MinuteOfDay>, Option<MinuteOfDay>)> {
    let (first, end) = half.bounds();
    let is_over = from.is_some_and(|from| from >= end) || until.is_some_and(|until| until <= first);
    (!is_over).then_some((from.filter(|from| *from > first), until.filter(|until| *until < end)))
}

/// Whether two answers say the same of a half-day, whoever said it and however it is written down.
fn says_the_same(one: &HalfAnswer, other: &HalfAnswer, half: Half) -> bool {
    let is_nobody = |answer: &HalfAnswer| answer.coming == Coming::Cannot;
    let hours = |answer: &HalfAnswer| hours_within(half, answer.from, answer.until);
    one.coming == other.coming
        && (is_nobody(one)
            || (one.approvers == other.approvers
                && hours(one) == hours(other)
                && meaning(&one.items) == meaning(&other.items)))
}

/// Items whatever order they are named in: whether those named are the only ones, and which they are.
fn meaning(items: &Items) -> (bool, Vec<ItemId>) {
    let (only, mut named) = match items {
        Items::All => (false, Vec::new()),
        Items::AllBut(items) => (false, items.clone()),
        Items::Only(items) => (true, items.clone()),
    };
    named.sort_unstable();
    named.dedup();
    (only, named)
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
