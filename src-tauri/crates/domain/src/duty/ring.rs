//! Whom to ring first: those whose silence or contradiction keeps most citizens waiting (PRODUCT rule 28).

use super::state::State;
use crate::reference::catalogue::DepartmentId;
use chrono::NaiveDateTime;
use std::cmp::Reverse;

/// A department as the order needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub department: DepartmentId,
    /// Where it stands.
    pub state: State,
    /// Bookings that wait for it to answer.
    pub waiting: u16,
    /// When it is no longer asked.
    pub cutoff: NaiveDateTime,
}

/// Those to ring, the first first; who needs no ringing is not among them.
pub fn to_ring(lines: impl IntoIterator<Item = Line>) -> Vec<Line> {
    let mut ranked: Vec<(u8, Line)> =
        lines.into_iter().filter_map(|line| rank(line.state).map(|rank| (rank, line))).collect();
    ranked.sort_by_key(|(rank, line)| (*rank, Reverse(line.waiting), line.cutoff, line.department));
    ranked.into_iter().map(|(_, line)| line).collect()
}

fn rank(state: State) -> Option<u8> {
    match state {
        State::Unanswered => Some(0),
        State::Contradicted => Some(1),
        State::TellMore | State::ToTell => Some(2),
        State::Cannot
        | State::Short
        | State::Asked
        | State::OnCall
        | State::Confirmed
        | State::MayStay
        | State::NotYet
        | State::Idle => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn line(department: u32, state: State, waiting: u16, cutoff_day: u32) -> Line {
        let date = NaiveDate::from_ymd_opt(2026, 11, cutoff_day).expect("a date");
        let cutoff = date.and_hms_opt(15, 0, 0).expect("a moment");
        Line { department: DepartmentId(department), state, waiting, cutoff }
    }

    #[test]
    fn most_waiting_come_first_then_the_earlier_cut_off_then_the_number() {
        let mut lines = vec![
            line(9, State::Unanswered, 1, 27),
            line(8, State::Contradicted, 6, 27),
            line(7, State::TellMore, 4, 26),
            line(6, State::ToTell, 4, 27),
            line(2, State::ToTell, 3, 26),
            line(3, State::TellMore, 3, 26),
            line(1, State::ToTell, 3, 27),
        ];
        let expect: Vec<u32> = lines.iter().map(|line| line.department.0).collect();
        let quiet = [State::Cannot, State::Short, State::Asked, State::OnCall, State::Confirmed, State::MayStay];
        lines.extend(quiet.into_iter().chain([State::NotYet, State::Idle]).map(|state| line(5, state, 9, 21)));
        for turn in 0..lines.len() {
            let mut turned = lines.clone();
            turned.rotate_left(turn);
            assert_eq!(to_ring(turned).iter().map(|line| line.department.0).collect::<Vec<_>>(), expect);
        }
    }
}
