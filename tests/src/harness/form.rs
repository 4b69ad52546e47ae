//! Booking forms as the commands take them.

use super::SATURDAY;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};

/// 食品经营许可 in the shipped catalogue.
const FOOD_LICENCE: u32 = 4;

/// A form in the making; starts as a good one.
#[derive(Debug, Clone)]
pub struct BookingForm(Value);

/// 王伟 at the desk, without a number (two bookings under one would be a repeat), for 食品经营许可 at the first time of the Saturday in focus.
pub fn booking() -> BookingForm {
    BookingForm(json!({
        "date": SATURDAY,
        "slot": { "session": 0, "slot": 0 },
        "items": [FOOD_LICENCE],
        "name": "王伟",
        "phone": "",
        "party": 1,
        "channel": "desk",
        "green_channel": false,
        "missing": "",
        "note": "",
        "slip_language": "zh-Hans",
        "identity": "",
    }))
}

impl BookingForm {
    /// With another value in a field.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        assert!(self.0.get(field).is_some(), "a form has no field {field}");
        self.0[field] = value.into();
        self
    }

    /// At another time.
    #[must_use]
    pub fn at(self, session: u8, slot: u16) -> Self {
        self.with("slot", json!({ "session": session, "slot": slot }))
    }

    /// The form alone.
    pub fn form(&self) -> Value {
        self.0.clone()
    }

    /// Input of `draft_keep`: the form as the screen writes it, its time not chosen by hand.
    pub fn draft(&self) -> Value {
        let mut form = self.0.clone();
        form["slot"] = Value::Null;
        form["party"] = form["party"].to_string().into();
        let draft = json!({
            "editing": null, "itemText": "", "slotByHand": false, "agent": false, "others": [], "form": form,
            "date": form["date"],
        });
        json!({ "of": "booking", "text": draft.to_string() })
    }

    /// Input of `booking_make`, never sent before.
    pub fn make(&self) -> Value {
        self.make_as(&request())
    }

    /// Input of `booking_make` with a request of one's own choice.
    pub fn make_as(&self, request: &str) -> Value {
        json!({ "request": request, "form": self.0, "confirmed": [] })
    }

    /// Input of `booking_make` after a warning was read and accepted.
    pub fn make_anyway(&self, warning: &str) -> Value {
        json!({ "request": request(), "form": self.0, "confirmed": [warning] })
    }
}

fn request() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("e2e{:05}request{:08}", std::process::id() % 100_000, NEXT.fetch_add(1, Ordering::Relaxed))
}
