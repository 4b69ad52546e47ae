//! A new PC that takes its place in a hall of the server, in the door's types.

use super::DONE;
use super::sync::{of_status, progress, why};
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{Failure, JoinBegin, JoinFinish, JoinState, Joining, Nothing};
use hall::{EnrolWish, JoinWish};
use std::path::PathBuf;

pub(crate) fn join_state(visit: Visit<'_>, _: Nothing) -> Result<Joining, Failure> {
    Ok(Joining { state: visit.program().join_state()?.map(shown) })
}

pub(crate) fn join_begin(visit: Visit<'_>, input: JoinBegin) -> Result<Nothing, Failure> {
    let enrol = EnrolWish { address: input.address, code: input.code };
    visit.program().join(&JoinWish { dir: PathBuf::from(input.dir.trim()), enrol })?;
    Ok(DONE)
}

pub(crate) fn join_sync_now(visit: Visit<'_>, _: Nothing) -> Result<Nothing, Failure> {
    visit.program().join_sync_now()?;
    Ok(DONE)
}

pub(crate) fn join_finish(visit: Visit<'_>, input: JoinFinish) -> Result<Nothing, Failure> {
    visit.program().finish_joining(&input.code)?;
    Ok(DONE)
}

pub(crate) fn join_abandon(visit: Visit<'_>, _: Nothing) -> Result<Nothing, Failure> {
    visit.program().abandon_joining()?;
    Ok(DONE)
}

fn shown(state: hall::JoinState) -> JoinState {
    JoinState {
        name: state.server_name,
        address: state.address,
        hall: state.hall.wire(),
        complete: state.is_complete,
        keyless: state.is_keyless,
        chip: of_status(&state.status),
        progress: state.status.first_sync.map(progress),
        why: why(&state.status.state),
    }
}
