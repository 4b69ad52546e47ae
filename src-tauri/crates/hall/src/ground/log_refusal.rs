//! Why the assisted-handling log does not do what was asked, and what is wrong at its fields.

use domain::assist::clock::TimeFault;
use domain::assist::deed;
use domain::assist::doubt::Doubt;
use domain::assist::number::NumberFault;
use domain::record::RecordId;

/// A refusal of the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogRefusal {
    #[error("no such case")]
    CaseNotFound,
    /// The booking has a case already.
    #[error("the booking has a case")]
    CaseOfBooking { case: RecordId },
    /// What is to be changed was changed meanwhile, field by field with both texts.
    #[error("the case was changed meanwhile")]
    CaseChanged(Vec<Clash>),
    /// The case as it stands does not allow it.
    #[error(transparent)]
    Deed(deed::Refusal),
    #[error("no such work order")]
    OrderNotFound,
    #[error("the work order is settled")]
    OrderEnded,
    /// A work order is settled before its contact is erased: so many are open.
    #[error("{0} work orders are open")]
    OrdersOpen(usize),
    /// This PC has fewer card numbers left.
    #[error("only {left} card numbers are left")]
    TooFewCards { left: u32 },
    /// A card's number is one to be asked about.
    #[error("the card's number is to be asked about: {0:?}")]
    CardUnsure(CardUnsure),
    /// The card was typed in already: of these cases one is meant.
    #[error("the card was typed in already")]
    CardKnown { cases: Vec<RecordId> },
    /// Times that look wrong: asked about, each with the leg it is of, from 0; `None` for the one that is entered.
    #[error("times look wrong")]
    Doubts(Vec<(Option<usize>, Doubt)>),
}

/// A field of which two say different things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    pub field: &'static str,
    /// What it says now.
    pub now: String,
    /// What was typed.
    pub typed: String,
}

/// What a card's number makes somebody be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardUnsure {
    /// Somebody has called it spoilt.
    Spoilt,
    /// It is not known to be printed here.
    NotPrinted,
}

/// What is wrong at a field of the assisted-handling log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFault {
    TooLong {
        max: usize,
    },
    TooMany {
        max: usize,
    },
    Party {
        max: u16,
    },
    /// Nobody of this hall, or somebody who does not work here any more.
    Helper,
    /// Not one of the hall's kinds of legs.
    Kind,
    /// The case has no such leg.
    Leg,
    /// The case has no such document.
    Document,
    Trips {
        max: u8,
    },
    /// Neither rating nor end of the case, nor a booking, gives a reason for a work order.
    NoGround,
    /// A work order for that reason is open.
    OrderKnown,
    /// Not one of the hall's reasons.
    Reason,
    /// Not one of the hall's rules.
    Rule,
    /// Not one of the checks at the entrance that the hall asks for.
    Check,
    /// For how long a check holds.
    Minutes {
        max: u32,
    },
    /// An entry of a list without words, or with those of another one.
    Word,
    /// No time.
    Time(TimeFault),
    /// A day that has not come.
    DayAhead,
    /// No card number.
    Number(NumberFault),
    /// How many cards are printed at once.
    Cards {
        max: u32,
    },
    /// The card was typed in, called spoilt, or is not known here.
    CardSettled,
    /// No box of the card has this key.
    Box {
        key: char,
    },
    /// Not a number, or too great a one.
    Count,
}
