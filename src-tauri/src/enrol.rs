//! `yanshi enrol`: the window's enrolment, from a terminal, for whoever installs many PCs.

use crate::args::{Args, Enrol};
use crate::console::{ask, say};
use hall::{EnrolWish, SyncState};
use std::time::{Duration, Instant};

/// A first sync of a hall that has worked alone for years takes seconds; the program goes on with it anyway.
const WAIT: Duration = Duration::from_secs(60);

pub(crate) fn run(args: &Args, server: &Enrol) -> Result<(), String> {
    let program = args.program_with_demo()?;
    if let Some(trouble) = program.trouble() {
        return Err(format!("the data does not open: {}", trouble.detail));
    }
    let wish = EnrolWish { address: server.address.clone(), code: ask("one-time code: ")? };
    program.enrol_from_terminal(&wish).map_err(|refusal| refusal.to_string())?;
    let hall = program.hall().map_err(|refusal| refusal.to_string())?;
    let began = Instant::now();
    while began.elapsed() < WAIT {
        let view = hall.sync_view().map_err(|refusal| refusal.to_string())?;
        let Some(status) = view.status else { break };
        if status.state == SyncState::Synced {
            let name = view.enrolment.map(|enrolment| enrolment.name).unwrap_or_default();
            let count = status.agreed.map_or(0, |agreed| agreed.count);
            return say(&format!("enrolled as {name}; both sides hold the same {count} records"));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    say("enrolled; the first sync goes on when the program is started")
}
