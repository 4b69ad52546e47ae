//! The service day itself: who has come, who is called because they have not, who walks in, and a day that is moved.
//! Never the one list of everybody to call: that is `to_call`.

pub(crate) mod calls;
pub(crate) mod day_list;
pub(crate) mod moving;
pub(crate) mod walk_in;
