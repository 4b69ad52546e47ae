//! The columns each table has, in the order in which it is written.

use crate::reference::ReferenceKind;

/// All columns of a kind of table that are read.
pub fn columns(kind: ReferenceKind) -> &'static [&'static str] {
    match kind {
        ReferenceKind::Calendar => &["date", "kind", "holiday", "notice_year", "notice"],
        ReferenceKind::Departments => &[
            "id",
            "zh_hans",
            "zh_hant",
            "en",
            "short_zh_hans",
            "short_zh_hant",
            "short_en",
            "level",
            "present",
            "cutoff_weekday",
            "cutoff_time",
            "sample",
            "source",
        ],
        ReferenceKind::Items => &[
            "id",
            "code",
            "zh_hans",
            "zh_hant",
            "en",
            "aliases",
            "departments",
            "window_minutes",
            "office_minutes",
            "needs_approver",
            "excluded_zh_hans",
            "excluded_zh_hant",
            "excluded_en",
            "materials_zh_hans",
            "materials_zh_hant",
            "materials_en",
            "fee",
            "promised_days",
            "sample",
            "source",
        ],
        ReferenceKind::Hours => {
            &["hall", "scope", "items", "mode", "days", "from", "to", "appointment", "valid_from", "valid_to", "source"]
        }
        ReferenceKind::Directory => &["id", "zh_hans", "zh_hant", "en", "source"],
    }
}
