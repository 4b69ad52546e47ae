//! Work orders 办不成事.

use super::{LogHelper, Names};
use crate::wire::mirror;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

mirror! {
    /// Why there is a work order.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum OrderWhy = domain::event::OrderWhy { BadRating, NotPossible, Booked }
}

mirror! {
    /// What a work order came to.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    pub enum OrderOutcome = domain::event::OrderOutcome { Done, Explained, PassedOn, Dropped }
}

mirror! {
    /// Work orders 办不成事: those that are open first, by the day they are due.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct Orders = hall::WorkOrders {
        pub orders: Vec<OrderCard>,
        /// Who can be given one.
        pub owners: Vec<LogHelper>,
    }
}

mirror! {
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct OrderCard = hall::OrderCard {
        pub order: String,
        pub why: OrderWhy,
        pub case: Option<String>,
        pub booking: Option<String>,
        /// Of the case or booking, as they were called.
        pub items: Vec<Names>,
        pub masked_name: String,
        pub opened: String,
        pub due: String,
        /// Open, and its day is over.
        pub overdue: bool,
        /// Working days since that day; 0 on the days off right after it.
        pub days_over: u32,
        pub owner: LogHelper,
        /// Empty for those who may not run cases.
        pub about: String,
        /// Absent while it is open.
        pub outcome: Option<OrderOutcome>,
        pub ended: Option<String>,
        /// What it came to in words.
        pub words: String,
        /// Whoever looks may give it to somebody else and settle it.
        pub can_settle: bool,
    }
}

mirror! {
    /// Work orders of a case or booking.
    #[derive(Debug, Clone, Serialize, Type, JsonSchema)]
    pub struct OrdersOf = hall::OrdersOf {
        pub orders: Vec<OrderCard>,
        /// For which reasons whoever looks can open another.
        pub can_open: Vec<OrderWhy>,
    }
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct OrderOpen {
    #[schemars(extend("format" = "request"))]
    pub request: String,
    pub why: OrderWhy,
    #[schemars(extend("format" = "record"))]
    pub case: Option<String>,
    #[schemars(extend("format" = "record"))]
    pub booking: Option<String>,
    /// Kept in the vault.
    pub about: String,
    /// Absent: whoever opens it.
    #[schemars(extend("format" = "record"))]
    pub owner: Option<String>,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct OrderOpened {
    pub order: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct OrderAssign {
    #[schemars(extend("format" = "record"))]
    pub order: String,
    #[schemars(extend("format" = "record"))]
    pub owner: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct OrderEnd {
    #[schemars(extend("format" = "record"))]
    pub order: String,
    pub outcome: OrderOutcome,
    /// Kept in the vault.
    pub words: String,
}
