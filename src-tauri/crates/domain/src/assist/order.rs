//! Work orders 办不成事: from a bad rating, from a case that could not be done, or from a booked item that nobody decides.

use crate::reference::calendar::Calendar;
use chrono::NaiveDate;

/// Working days within which a work order is settled.
pub const WORKING_DAYS: u8 = 5;

/// The day by which a work order opened on a day is to be settled: so many working days later by the calendar.
pub fn due(opened: NaiveDate, calendar: &Calendar) -> NaiveDate {
    (0..WORKING_DAYS).fold(opened, |day, _| calendar.next_working_day(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_working_days_pass_over_weekends_and_holidays() {
        let csv = "date,kind,holiday,notice_year,notice\n2026-12-02,day_off,示例,2026,示例通知\n\
                   2026-12-05,makeup_workday,示例,2026,示例通知\n";
        let calendar = Calendar::from_csv(csv).expect("a calendar");
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a date");
        // Mon 30, Tue 1, Thu 3, Fri 4, and the Saturday that makes up for the day off.
        assert_eq!(due(day(11, 28), &calendar), day(12, 5));
        assert_eq!(due(day(12, 14), &calendar), day(12, 21));
    }
}
