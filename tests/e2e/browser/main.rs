//! Browser mode in Chromium: what a window cannot show (requests, policies, the input method, two screens at once), and
//! that everything on screen can be reached and read.

mod accessibility;
mod agents;
mod allocation;
mod assist;
mod assist_checks;
mod attendance;
mod booking;
mod central;
mod changes;
mod crowd;
mod duty;
mod figures;
mod identity;
mod input_method;
mod keys;
mod own_sheet;
mod papers;
mod people;
mod provisional;
mod reference;
mod repeats;
mod scanning;
mod seclusion;
mod service_day;
mod sessions;
mod setup;
mod slips_of_the_finger;
mod to_call;
mod trouble;
mod walk_ins;
mod work_orders;
