//! What may be wrong with a time that somebody typed. It is asked about and never refused: the paper may be right
//! (PRODUCT rule 32).

use super::moment::{Moment, Stretch};
use crate::record::RecordId;
use crate::time::{BeijingDay, MinuteOfDay};

/// A leg that takes longer is asked about.
pub const LONG_MINUTES: u32 = 240;
/// Minutes before and after the hall's sessions that nobody is asked about.
pub const BESIDE_HOURS_MINUTES: u16 = 30;

/// Something to ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// It ends before it begins: a slip, or it ended after midnight.
    EndBeforeBegin,
    /// It lies outside of the hall's hours.
    OutsideHours,
    /// It is longer than [`LONG_MINUTES`].
    Long {
        /// How long.
        minutes: u32,
    },
    /// It has not happened yet by this PC's clock. The clock may be the wrong one.
    Future,
    /// The same helper is elsewhere at that time.
    Overlap {
        /// With which leg.
        with: RecordId,
    },
}

/// What a time is compared with.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// This PC's clock.
    pub now: Moment,
    /// The hall's sessions of that day, beginning and end; none if it is closed. `None` if they are not known.
    pub sessions: Option<&'a [(MinuteOfDay, MinuteOfDay)]>,
    /// What else the same helper did.
    pub others: &'a [(RecordId, Stretch)],
}

/// Everything to ask about a stretch, in the order in which it is asked.
pub fn doubts(stretch: Stretch, around: &Around<'_>) -> Vec<Doubt> {
    let reversed = matches!((stretch.begin(), stretch.end()), (Some(begin), Some(end)) if end < begin);
    let long = stretch.minutes().filter(|minutes| *minutes > LONG_MINUTES);
    let mut found = Vec::new();
    found.extend(reversed.then_some(Doubt::EndBeforeBegin));
    found.extend(is_outside(stretch, around.sessions).then_some(Doubt::OutsideHours));
    found.extend(long.map(|minutes| Doubt::Long { minutes }));
    found.extend(is_to_come(stretch, around.now).then_some(Doubt::Future));
    found.extend(
        around
            .others
            .iter()
            .filter(|(_, other)| stretch.overlaps(*other))
            .map(|(with, _)| Doubt::Overlap { with: *with }),
    );
    found
}

fn is_outside(stretch: Stretch, sessions: Option<&[(MinuteOfDay, MinuteOfDay)]>) -> bool {
    let Some(sessions) = sessions else { return false };
    let inside = |at: MinuteOfDay| {
        let around = |(from, to): &(MinuteOfDay, MinuteOfDay)| {
            at.plus(BESIDE_HOURS_MINUTES) >= *from && at <= to.plus(BESIDE_HOURS_MINUTES)
        };
        sessions.iter().any(around)
    };
    // An end of the day after is late in any case.
    stretch.past_midnight || [stretch.from, stretch.to].into_iter().flatten().any(|at| !inside(at))
}

fn is_to_come(stretch: Stretch, now: Moment) -> bool {
    let later = |moment: Option<Moment>| moment.is_some_and(|moment| moment > now);
    stretch.day > now.day || later(stretch.begin()) || later(stretch.end())
}

/// Places of legs that begin before an earlier one of the same card; legs without a time are passed over. Their order is
/// that of the card and stays so.
pub fn out_of_order(legs: &[Stretch]) -> Vec<usize> {
    let mut latest: Option<Moment> = None;
    let mut found = Vec::new();
    for (place, leg) in legs.iter().enumerate() {
        let Some(begin) = leg.begin().or(leg.end()) else { continue };
        if latest.is_some_and(|latest| begin < latest) {
            found.push(place);
        }
        latest = latest.max(Some(begin));
    }
    found
}

/// The day that a card belongs to if nobody says another: today. A day ahead is never taken by itself.
pub fn usual_day(last_of_batch: Option<BeijingDay>, today: BeijingDay) -> BeijingDay {
    last_of_batch.filter(|day| *day <= today).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::super::samples::{DAY, id, stretch};
    use super::*;
    use proptest::prelude::*;

    const SESSIONS: [(MinuteOfDay, MinuteOfDay); 2] =
        [(MinuteOfDay(540), MinuteOfDay(720)), (MinuteOfDay(810), MinuteOfDay(990))];

    fn around<'a>(others: &'a [(RecordId, Stretch)], now: u16) -> Around<'a> {
        Around { now: Moment { day: DAY, at: MinuteOfDay(now) }, sessions: Some(&SESSIONS), others }
    }

    #[test]
    fn unlikely_times_are_asked_about() {
        let check = |from: Option<u16>, to: Option<u16>, expect: &[Doubt]| {
            assert_eq!(doubts(stretch(from, to), &around(&[], 1000)), expect, "{from:?} {to:?}");
        };
        check(Some(545), Some(588), &[]);
        check(None, None, &[]);
        check(Some(545), None, &[]);
        check(Some(588), Some(545), &[Doubt::EndBeforeBegin]);
        check(Some(509), Some(545), &[Doubt::OutsideHours]);
        check(Some(510), Some(545), &[]);
        check(Some(765), None, &[Doubt::OutsideHours]);
        check(Some(750), Some(780), &[]);
        check(Some(540), Some(780), &[]);
        check(Some(540), Some(781), &[Doubt::Long { minutes: 241 }]);
        check(Some(990), Some(1001), &[Doubt::Future]);
        check(Some(1000), Some(1000), &[]);
        check(Some(1100), Some(545), &[Doubt::EndBeforeBegin, Doubt::OutsideHours, Doubt::Future]);
    }

    #[test]
    fn days_to_come_and_nights_are_asked_about() {
        let tomorrow = Stretch::unknown(BeijingDay(DAY.0 + 1));
        assert_eq!(doubts(tomorrow, &around(&[], 1000)), [Doubt::Future]);
        let yesterday = Stretch { day: BeijingDay(DAY.0 - 1), ..stretch(Some(900), Some(990)) };
        assert_eq!(doubts(yesterday, &around(&[], 600)), []);
        let night =
            Stretch { past_midnight: true, ..Stretch { day: BeijingDay(DAY.0 - 1), ..stretch(Some(980), Some(5)) } };
        assert_eq!(doubts(night, &around(&[], 600)), [Doubt::OutsideHours, Doubt::Long { minutes: 465 }]);
    }

    #[test]
    fn a_closed_day_is_asked_about_and_unknown_hours_are_not() {
        let (now, others) = (Moment { day: DAY, at: MinuteOfDay(1000) }, &[][..]);
        let time = stretch(Some(600), Some(610));
        assert_eq!(doubts(time, &Around { now, sessions: Some(&[]), others }), [Doubt::OutsideHours]);
        assert_eq!(doubts(time, &Around { now, sessions: None, others }), []);
    }

    #[test]
    fn nobody_is_in_two_places_at_once() {
        let others = [
            (id(1), stretch(Some(600), Some(620))),
            (id(2), stretch(Some(640), None)),
            (id(3), stretch(Some(610), Some(650))),
        ];
        let check = |from, to, expect: &[u64]| {
            let found = doubts(stretch(Some(from), Some(to)), &around(&others, 1000));
            let expect: Vec<_> = expect.iter().map(|seq| Doubt::Overlap { with: id(*seq) }).collect();
            assert_eq!(found, expect, "{from} to {to}");
        };
        check(620, 650, &[3]);
        check(590, 611, &[1, 3]);
        check(650, 660, &[]);
    }

    #[test]
    fn the_order_of_the_card_stays() {
        let check = |begins: &[Option<u16>], expect: &[usize]| {
            let legs: Vec<_> = begins.iter().map(|from| stretch(*from, None)).collect();
            assert_eq!(out_of_order(&legs), expect, "{begins:?}");
        };
        check(&[Some(600), Some(610), None, Some(610)], &[]);
        check(&[Some(600), None, Some(590), Some(595), Some(601)], &[2, 3]);
        check(&[], &[]);
    }

    #[test]
    fn a_batch_keeps_its_day_and_never_runs_ahead() {
        for (last, expect) in
            [(None, DAY), (Some(BeijingDay(DAY.0 - 3)), BeijingDay(DAY.0 - 3)), (Some(BeijingDay(DAY.0 + 1)), DAY)]
        {
            assert_eq!(usual_day(last, DAY), expect);
        }
    }

    proptest! {
        #[test]
        fn a_leg_within_the_hours_of_a_past_day_is_never_asked_about(from in 540u16..720, minutes in 0u16..=180) {
            let past = Stretch { day: BeijingDay(DAY.0 - 7), ..stretch(Some(from), Some((from + minutes).min(720))) };
            prop_assert_eq!(doubts(past, &around(&[], 0)), []);
        }
    }
}
