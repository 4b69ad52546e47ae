//! The one place where the server reads its clock. What it says is evidence: it is shown, it lets codes expire, and it
//! orders nothing (invariant A5).

use chrono::Utc;

/// Milliseconds since 1970-01-01 UTC.
pub(crate) fn now_ms() -> i64 {
    Utc::now().timestamp_millis()
}
