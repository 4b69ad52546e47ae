use super::Names;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the first-run wizard offers.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct SetupChoices {
    pub data_dir: String,
    pub halls: Vec<HallChoice>,
}

/// A hall of the shipped directory with the Saturday hours its sources give.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct HallChoice {
    pub hall: u32,
    pub name: Names,
    pub saturday: Vec<SessionTimes>,
    pub source: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct SessionTimes {
    #[schemars(extend("format" = "time"))]
    pub from: String,
    #[schemars(extend("format" = "time"))]
    pub to: String,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct LocationAsk {
    pub dir: String,
}

#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct LocationFound {
    /// A hall's data lies there already; it will be opened, not overwritten.
    pub existing: bool,
}

#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct SetupFinish {
    pub dir: String,
    /// Number in the directory, or absent for a hall that is not in it.
    pub hall: Option<u32>,
    pub name: String,
    pub saturday: Vec<SessionTimes>,
    /// Seats in each slot.
    pub windows: u16,
    pub slot_minutes: u16,
    /// Begin with the shipped catalogue of 35 Beijing items (what its sources leave open is marked 示例).
    pub shipped_catalogue: bool,
    /// Name of the first manager.
    pub manager: String,
    /// Their PIN or password.
    pub secret: String,
}
