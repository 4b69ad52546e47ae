//! A date as the hall has it: sessions, seats, bookings, promises, and what the day asks of departments. Every screen asks here,
//! so that no two count the same day differently. Never a use-case that a person starts.

pub(crate) mod day_book;
pub(crate) mod demand;
pub(crate) mod effects;
pub(crate) mod focus;
pub(crate) mod follow;
pub(crate) mod forwarded;
pub(crate) mod kept;
pub(crate) mod promises;
pub(crate) mod seating;
pub(crate) mod times;
pub(crate) mod verdict;
pub(crate) mod waiting;

pub(crate) use day_book::{
    DayBook, booked_visit, ensure_opened, is_past, minutes, require_open, sessions_on, start, timetable,
    usual_as_founded, wished_visit,
};
pub(crate) use promises::Promises;
pub(crate) use seating::Seating;
pub(crate) use times::{promised, times};
