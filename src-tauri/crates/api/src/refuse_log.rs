//! Refusals of the assisted-handling log as the doors answer them.

use crate::FailureCode as Code;
use crate::error::{Failure, FieldFailure, at};
use domain::assist::clock::TimeFault;
use domain::assist::deed;
use domain::assist::doubt::Doubt;
use domain::assist::number::NumberFault;
use hall::{CardUnsure, Clash, LogFault, LogRefusal};

/// A refusal as the doors answer it.
pub(crate) fn of_refusal(refusal: LogRefusal) -> Failure {
    match refusal {
        LogRefusal::CaseNotFound => Failure::new(Code::AssistNotFound),
        LogRefusal::CaseOfBooking { case } => Failure::new(Code::AssistBookingHasCase).with("case", case),
        LogRefusal::CaseChanged(clashes) => {
            let fields = clashes.iter().map(clash).collect();
            Failure { fields, ..Failure::new(Code::AssistChangedMeanwhile) }
        }
        LogRefusal::Deed(refusal) => of_deed(refusal),
        LogRefusal::OrderNotFound => Failure::new(Code::AssistOrderNotFound),
        LogRefusal::OrderEnded => Failure::new(Code::AssistOrderEnded),
        LogRefusal::OrdersOpen(count) => Failure::new(Code::AssistOrdersOpen).with("count", count),
        LogRefusal::TooFewCards { left } => Failure::new(Code::AssistTooFewCards).with("left", left).at("count"),
        LogRefusal::CardUnsure(unsure) => {
            let code = match unsure {
                CardUnsure::Spoilt => Code::AssistCardSpoilt,
                CardUnsure::NotPrinted => Code::AssistCardNotPrinted,
            };
            Failure { confirmable: true, ..Failure::new(code).at("number") }
        }
        LogRefusal::CardKnown { cases } => {
            let cases: Vec<String> = cases.iter().map(ToString::to_string).collect();
            Failure::new(Code::AssistCardKnown).with("cases", cases.join(",")).at("number")
        }
        LogRefusal::Doubts(doubts) => {
            let fields = doubts.iter().map(|(leg, doubt)| of_doubt(*leg, *doubt)).collect();
            Failure { fields, confirmable: true, ..Failure::new(Code::AssistDoubts) }
        }
    }
}

/// What somebody else has changed meanwhile, with both texts.
fn clash(clash: &Clash) -> FieldFailure {
    at(clash.field, Code::AssistChangedMeanwhile).with("now", &clash.now).with("typed", &clash.typed)
}

/// Why a case as it stands does not allow something.
fn of_deed(refusal: deed::Refusal) -> Failure {
    use deed::Refusal as Deed;
    match refusal {
        Deed::Voided => Failure::new(Code::AssistVoided),
        Deed::NotVoided => Failure::new(Code::AssistNotVoided),
        Deed::Closed => Failure::new(Code::AssistClosed),
        Deed::Open => Failure::new(Code::AssistOpen),
        Deed::Suspended => Failure::new(Code::AssistSuspended),
        Deed::NotSuspended => Failure::new(Code::AssistNotSuspended),
        Deed::DocumentsHeld(count) => Failure::new(Code::AssistDocumentsHeld).with("count", count),
        Deed::NothingHeld => Failure::new(Code::AssistNothingHeld),
        Deed::AttorneyMissing => Failure::new(Code::AssistAttorneyMissing),
        Deed::NotByAuthority => Failure::new(Code::AssistNotByAuthority),
        Deed::NoLeg => Failure::new(Code::AssistNoLeg),
        Deed::TooFewTrips(count) => Failure::new(Code::AssistTooFewTrips).with("count", count),
    }
}

/// What is to be asked about a time; of a leg of a card by its place.
pub(crate) fn of_doubt(leg: Option<usize>, doubt: Doubt) -> FieldFailure {
    let field = |name: &str| leg.map_or_else(|| name.to_owned(), |place| format!("legs.{place}.{name}"));
    match doubt {
        Doubt::EndBeforeBegin => at(&field("to"), Code::AssistDoubtEndBeforeBegin),
        Doubt::OutsideHours => at(&field("from"), Code::AssistDoubtOutsideHours),
        Doubt::Long { minutes } => at(&field("to"), Code::AssistDoubtLong).with("minutes", minutes),
        Doubt::Future => at(&field("from"), Code::AssistDoubtFuture),
        Doubt::Overlap { with } => at(&field("from"), Code::AssistDoubtOverlap).with("with", with),
    }
}

/// What is wrong at a field of the assisted-handling log.
pub(crate) fn of_log(field: &str, fault: LogFault) -> FieldFailure {
    match fault {
        LogFault::TooLong { max } => at(field, Code::BookingTextTooLong).with("max", max),
        LogFault::TooMany { max } => at(field, Code::AssistTooMany).with("max", max),
        LogFault::Party { max } => at(field, Code::BookingPartyRange).with("min", 1).with("max", max),
        LogFault::Helper => at(field, Code::AssistHelperUnknown),
        LogFault::Kind => at(field, Code::AssistKindUnknown),
        LogFault::Leg => at(field, Code::AssistLegUnknown),
        LogFault::Document => at(field, Code::AssistDocumentUnknown),
        LogFault::Trips { max } => at(field, Code::AssistTripsRange).with("max", max),
        LogFault::NoGround => at(field, Code::AssistNoGround),
        LogFault::OrderKnown => at(field, Code::AssistOrderKnown),
        LogFault::Reason => at(field, Code::AssistReasonUnknown),
        LogFault::Rule => at(field, Code::AssistRuleUnknown),
        LogFault::Check => at(field, Code::AssistCheckUnknown),
        LogFault::Minutes { max } => at(field, Code::AssistMinutesRange).with("max", max),
        LogFault::Word => at(field, Code::AssistWord),
        LogFault::Time(TimeFault::Unreadable) => at(field, Code::AssistTimeUnreadable),
        LogFault::Time(TimeFault::Digits) => at(field, Code::AssistTimeDigits),
        LogFault::Time(TimeFault::NoSuchTime) => at(field, Code::AssistTimeNoSuch),
        LogFault::Cards { max } => at(field, Code::AssistCardsRange).with("max", max),
        LogFault::CardSettled => at(field, Code::AssistCardSettled),
        LogFault::Box { key } => at(field, Code::AssistNoSuchBox).with("key", key),
        LogFault::Count => at(field, Code::AssistCount),
        LogFault::DayAhead => at(field, Code::AssistDayAhead),
        LogFault::Number(NumberFault::Length) => at(field, Code::AssistCardLength),
        LogFault::Number(NumberFault::Check) => at(field, Code::AssistCardCheck),
    }
}
