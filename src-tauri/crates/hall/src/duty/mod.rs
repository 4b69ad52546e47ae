//! Staff allocation (docs/ALLOCATION.md): what a day asks of each department, what it was told and answered, the sheet that is
//! published. Never a count of its own: what a day asks is counted in `day`; never a choice between two answers.

pub(crate) mod answer;
pub(crate) mod attendance;
pub(crate) mod called;
pub(crate) mod cutoff;
pub(crate) mod day_record;
mod fault;
pub(crate) mod figures;
pub(crate) mod gathered;
pub(crate) mod links;
pub(crate) mod names;
pub(crate) mod own_sheet;
pub(crate) mod paste;
pub(crate) mod publish;
pub(crate) mod staff;
pub(crate) mod tell;
pub(crate) mod view;
