//! The first-run wizard in the door's types.

use super::read::hm;
use crate::FailureCode as Code;
use crate::refuse::unreadable;
use crate::visit::Visit;
use crate::wire::Wire;
use crate::{
    Failure, FirstManager, FirstManagerMake, HallChoice, LocationAsk, LocationFound, Nothing, SessionTimes,
    SetupChoices, SetupFinish,
};
use domain::names::Names;
use domain::reference::hours::SessionTimes as Times;
use hall::{Founding, Program};
use std::path::{Path, PathBuf};

pub(crate) fn setup_choices(visit: Visit<'_>, _: Nothing) -> Result<SetupChoices, Failure> {
    let program = visit.program();
    let choice = |choice: hall::HallChoice| HallChoice {
        hall: choice.hall,
        name: choice.names.wire(),
        saturday: choice.saturday.iter().map(|times| SessionTimes { from: hm(times.from), to: hm(times.to) }).collect(),
        source: choice.source,
    };
    Ok(SetupChoices {
        data_dir: program.dir().to_string_lossy().into_owned(),
        halls: program.hall_choices()?.into_iter().map(choice).collect(),
    })
}

pub(crate) fn setup_location(visit: Visit<'_>, input: LocationAsk) -> Result<LocationFound, Failure> {
    let found = visit.program().look_at(Path::new(input.dir.trim()))?;
    Ok(LocationFound { existing: found.existing })
}

pub(crate) fn setup_finish(visit: Visit<'_>, input: SetupFinish) -> Result<FirstManager, Failure> {
    let program = visit.program();
    let founding = founding(program, input)?;
    program.found(&founding).map(first).map_err(|refusal| of_manager(refusal.into()))
}

pub(crate) fn first_manager(visit: Visit<'_>, input: FirstManagerMake) -> Result<FirstManager, Failure> {
    let entered = visit.hall()?.enter_first_manager(&input.manager, &input.secret, &input.code);
    entered.map(first).map_err(|refusal| of_manager(refusal.into()))
}

fn first(first: hall::FirstManager) -> FirstManager {
    FirstManager { recovery_code: first.recovery_code, token: first.session }
}

/// The answers as the core takes them.
pub(super) fn founding(program: &Program, input: SetupFinish) -> Result<Founding, Failure> {
    // A session that does not read is told at the sessions; whether they overlap is the core's rule.
    let parse = |times: &SessionTimes| Times::parse(&times.from, &times.to);
    let saturday: Result<Vec<Times>, _> = input.saturday.iter().map(parse).collect();
    let saturday = saturday.map_err(|_| unreadable("saturday", Code::SetupSessionOrder))?;
    let listed = program.hall_choices()?.into_iter().find(|choice| Some(choice.hall) == input.hall);
    let name = listed.map_or_else(|| Names::same(&input.name), |choice| choice.names);
    Ok(Founding {
        dir: PathBuf::from(input.dir.trim()),
        directory: input.hall,
        name,
        demo: false,
        saturday,
        windows: input.windows,
        slot_minutes: input.slot_minutes,
        shipped_catalogue: input.shipped_catalogue,
        manager: input.manager,
        secret: input.secret,
    })
}

/// In the wizard `name` is the hall's; the person's is told at `manager`.
pub(super) fn of_manager(mut failure: Failure) -> Failure {
    for fault in
        failure.fields.iter_mut().filter(|fault| matches!(fault.code, Code::PersonName | Code::PersonNameTooLong))
    {
        "manager".clone_into(&mut fault.field);
    }
    failure
}
