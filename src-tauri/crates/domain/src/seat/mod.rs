//! Sessions, slots, seat tokens, and which bookings they support.
//!
//! # The model
//!
//! A **session** runs from one time to another and is cut into whole slots from its beginning; a remainder shorter than a
//! slot is dropped. It has a number within its day, so many seats in each slot, and serves every item or some. Sessions of
//! a day may overlap and need not share their slots.
//!
//! A **token** is (day, session number, slot, seat). Which tokens an installation owns is told from outside ([`Tokens`]);
//! a token the day's plan does not have, because seats or sessions were cut, counts for nothing. Token ids are never
//! reused (invariant A6): a session whose times or slot length change is a new session with a new number.
//!
//! A **booking** promises a start, not a session and not a window. A session *can* support it if it serves all items of
//! the visit, each item is served at that hour, and the visit fits: it then takes one seat in every slot of that session
//! which its minutes touch, from the slot its start lies in. Those slots are consecutive. Seats in one slot are
//! interchangeable, and a visit may change seats from slot to slot: a seat is time. So a set of bookings can be supported
//! exactly if each can be given one of its sessions such that no slot has more bookings than tokens; seat numbers can
//! always be dealt out afterwards.
//!
//! # Who is supported
//!
//! In order: first those that stand (they were supported before the change at hand), then the others, both in the order
//! they were made. A booking is supported if it can be, together with all that come before it in that order. To make room
//! an earlier one may be moved to another session, never to another time, and never out. Hence a later booking costs no
//! earlier one its place; added seats and a cancellation cost nobody theirs; what a cut orphans is first served when seats
//! return.
//!
//! Standing has to be told because no rule without memory can keep all of that once visits take several slots: with seats
//! in slots 2 and 3 only, a visit over 1–2 is orphaned and one over 2–3 is not; when a seat in slot 1 returns, one of them
//! has to go without, and it must not be the one that had its place.
//!
//! **Free for an item** is how many more visits of that kind could be supported at a start, beside all that are.
//!
//! # How it is reckoned
//!
//! Bookings that take the same slots in the same sessions are one group; the unknowns are how many of a group are in
//! which session (`matching`). An answer of "no" comes from Hall's condition wherever it can (`bound`): at one moment, the
//! bookings that can only be in some of the sessions must not be more than the tokens of those. Where all visits take one
//! slot that is the whole truth (Hall 1935). Otherwise a search moves single visits out of overfull slots, shortest repairs
//! first; it is complete, its proof stands in `search`. Finding out is NP-hard in general (assigning fixed intervals to
//! machines that are not alike), so the search stops after a fixed number of steps and then says "full": wrong at most to
//! the safe side, never by overbooking, and the same on every PC because steps and not time are counted.
//!
//! Deliberately not here: who owns a token and how it is given away, the clock, and promises of departments.

mod availability;
mod begin;
mod beside;
mod bound;
mod item;
mod matching;
mod plan;
mod recut;
mod search;
mod session;
mod support;
mod timetable;
mod tokens;
mod visit;

pub use availability::{Availability, StartFree};
pub use begin::NoStart;
pub use item::VisitItem;
pub use plan::{DayPlan, PlanError, SESSIONS_MAX, Serves, SessionPlan};
pub use recut::{Minted, Recut, recut};
pub use session::{Place, PlannedSession};
pub use support::{Addition, Claim, SlotCount, Support, support};
pub use timetable::{DatedPlan, DaySessions, DecidedBy, Timetable};
pub use tokens::{Token, Tokens};
pub use visit::Visit;

#[cfg(test)]
mod tests;
