//! Of the assisted-handling log: cases, cards, work orders.

use super::parts::{Fault, Possible, first, unless};
use crate::assist::blocks::{BLOCK_NUMBERS, Block, Run};
use crate::assist::leg::TRIPS_MAX;
use crate::assist::number::SERIALS;
use crate::event::{
    AssistSet, AttorneySeen, BlocksGiven, BlocksTakenOver, CardSpoilt, CardsPrinted, CaseAt, CaseEdited,
    CaseHandedOver, CaseLegCorrected, CaseLegStruck, CaseMarked, CaseOpened, CaseRated, CaseTerminated,
    DocumentReturned, DocumentTaken, EligibilitySeen, EntryCheck, EntryChecked, KindTrips, OrderAssigned, OrderEnded,
    OrderOpened, TripsCorrected,
};

impl Possible for CaseOpened {
    fn impossible(&self) -> Fault {
        first([self.began.impossible(), self.until.impossible(), self.card.impossible()])
    }
}

impl Possible for CaseEdited {
    fn impossible(&self) -> Fault {
        first([self.began.impossible(), self.until.impossible(), self.card.impossible()])
    }
}

impl Possible for CaseLegCorrected {
    fn impossible(&self) -> Fault {
        self.entry.impossible()
    }
}

impl Possible for CaseLegStruck {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for TripsCorrected {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for DocumentTaken {
    fn impossible(&self) -> Fault {
        first([self.at.impossible(), self.back.impossible()])
    }
}

impl Possible for DocumentReturned {
    fn impossible(&self) -> Fault {
        self.at.impossible()
    }
}

impl Possible for CaseHandedOver {
    fn impossible(&self) -> Fault {
        self.at.impossible()
    }
}

impl Possible for AttorneySeen {
    fn impossible(&self) -> Fault {
        self.seen.impossible()
    }
}

impl Possible for EligibilitySeen {
    fn impossible(&self) -> Fault {
        first([self.seen.impossible(), self.until.impossible()])
    }
}

impl Possible for EntryChecked {
    fn impossible(&self) -> Fault {
        first([self.seen.impossible(), self.until.impossible()])
    }
}

impl Possible for CaseAt {
    fn impossible(&self) -> Fault {
        self.at.impossible()
    }
}

impl Possible for CaseTerminated {
    fn impossible(&self) -> Fault {
        self.at.impossible()
    }
}

impl Possible for CaseMarked {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for CaseRated {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for Run {
    fn impossible(&self) -> Fault {
        let fits = SERIALS.contains(&self.first) && self.count <= BLOCK_NUMBERS;
        unless(fits, "cards that no block has")
    }
}

impl Possible for CardsPrinted {
    fn impossible(&self) -> Fault {
        first([self.new.impossible(), self.again.impossible()])
    }
}

impl Possible for CardSpoilt {
    fn impossible(&self) -> Fault {
        self.number.impossible()
    }
}

impl Possible for Block {
    fn impossible(&self) -> Fault {
        unless((100..=999).contains(&self.digits()), "there is no such block of cards")
    }
}

impl Possible for BlocksGiven {
    fn impossible(&self) -> Fault {
        self.blocks.impossible()
    }
}

impl Possible for BlocksTakenOver {
    fn impossible(&self) -> Fault {
        self.blocks.impossible()
    }
}

impl Possible for KindTrips {
    fn impossible(&self) -> Fault {
        unless(self.trips <= TRIPS_MAX, "a leg has two trips at most")
    }
}

/// A year and a day: a check that holds longer is never asked for again.
const HOLDS_MINUTES_MAX: u32 = 366 * 24 * 60;

impl Possible for EntryCheck {
    fn impossible(&self) -> Fault {
        unless(self.holds_minutes.is_none_or(|minutes| minutes <= HOLDS_MINUTES_MAX), "a check holds a year at most")
    }
}

impl Possible for AssistSet {
    fn impossible(&self) -> Fault {
        first([self.trips.impossible(), self.checks.impossible()])
    }
}

impl Possible for OrderOpened {
    fn impossible(&self) -> Fault {
        self.due.impossible()
    }
}

impl Possible for OrderAssigned {
    fn impossible(&self) -> Fault {
        None
    }
}

impl Possible for OrderEnded {
    fn impossible(&self) -> Fault {
        None
    }
}
