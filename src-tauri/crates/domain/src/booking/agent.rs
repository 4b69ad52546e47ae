//! Who acts for somebody, told from other agents, and whether two visits leave time for both: nobody is in two places at
//! once.
//!
//! Deliberately not here: a name alone. Two agents may bear one; it counts only among bookings that were made together.

use crate::record::RecordId;
use crate::text::{name_key, phone_key};
use crate::time::MinuteOfDay;

/// Somebody who acts for somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// As [`name_key`] has it.
    name: String,
    /// As [`phone_key`] has it.
    phone: Option<String>,
    /// The bookings that were made together.
    group: Option<RecordId>,
}

impl Agent {
    /// Out of what was typed, or kept. `None` where nobody acts for them.
    pub fn of(name: &str, phone: &str, group: Option<RecordId>) -> Option<Self> {
        let agent = Self { name: name_key(name), phone: phone_key(phone), group };
        (!agent.name.is_empty() || agent.phone.is_some()).then_some(agent)
    }

    /// The same line; where one of them has none, the same name in bookings that were made together.
    pub fn is(&self, other: &Self) -> bool {
        match (&self.phone, &other.phone) {
            (Some(one), Some(another)) => one == another,
            _ => self.group.is_some() && self.group == other.group && self.name == other.name,
        }
    }
}

/// A stretch of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Its first minute.
    pub from: MinuteOfDay,
    /// How long it is; at least one minute.
    pub minutes: u16,
}

impl Stretch {
    /// Whether they have a minute in common.
    pub fn overlaps(self, other: Self) -> bool {
        let end = |stretch: Self| u32::from(stretch.from.0) + u32::from(stretch.minutes.max(1));
        u32::from(self.from.0) < end(other) && u32::from(other.from.0) < end(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_is_known_by_the_line_and_by_the_name_only_where_booked_together() {
        let group = |seq| Some(RecordId { device: [1; 8], seq });
        let check = |one: (&str, &str, Option<RecordId>), other: (&str, &str, Option<RecordId>), same| {
            let of = |(name, phone, group)| Agent::of(name, phone, group).expect("an agent");
            let (one, other) = (of(one), of(other));
            assert_eq!((one.is(&other), other.is(&one)), (same, same), "{one:?} {other:?}");
        };
        check(("周代办", "13900139000", None), ("周先生", "+86 139 0013 9000", None), true);
        check(("周代办", "13900139000", group(1)), ("周代办", "13800138000", group(1)), false);
        check(("周代办", "", group(1)), ("周代办", "13900139000", group(1)), true);
        check(("周代办", "", group(1)), ("郑代办", "", group(1)), false);
        check(("周代办", "", group(1)), ("周代办", "", group(2)), false);
        check(("周代办", "", None), ("周代办", "", None), false);
        assert_eq!(Agent::of(" ", "", group(1)), None);
    }

    #[test]
    fn visits_that_touch_leave_time_for_both() {
        let check = |one: (u16, u16), other: (u16, u16), overlap| {
            let stretch = |(from, minutes)| Stretch { from: MinuteOfDay(from), minutes };
            assert_eq!(stretch(one).overlaps(stretch(other)), overlap, "{one:?} {other:?}");
            assert_eq!(stretch(other).overlaps(stretch(one)), overlap, "{other:?} {one:?}");
        };
        check((540, 30), (570, 30), false);
        check((540, 31), (570, 30), true);
        check((540, 90), (560, 10), true);
        check((540, 0), (540, 0), true);
        check((1439, u16::MAX), (0, 30), false);
    }
}
