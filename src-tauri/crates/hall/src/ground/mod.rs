//! What every room stands on: the open hall, who acts in it, what they may do, the clock, how a fact is put on record,
//! why something is refused. Never anything of one screen or one use-case.

pub(crate) mod clock;
pub(crate) mod copies;
pub(crate) mod desk;
pub(crate) mod field_refusal;
pub(crate) mod hall;
pub(crate) mod log_refusal;
pub(crate) mod look;
pub(crate) mod offered;
pub(crate) mod record;
pub(crate) mod refusal;

pub use clock::{Clock, ClockDoubt, wall_to_beijing};
pub use desk::{Actor, Desk};
pub use domain::people::{Right, may};
pub use field_refusal::{DutyRefusal, FieldRefusal, SessionFault};
pub use hall::Hall;
pub use log_refusal::{CardUnsure, Clash, LogFault, LogRefusal};
pub use refusal::{ReferenceTaking, Refusal, Repeat, Warning};

pub(crate) use look::{Look, Reading, Under, Writing};
pub(crate) use record::{Author, record};
