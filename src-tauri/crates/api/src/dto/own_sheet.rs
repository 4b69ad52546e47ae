//! What somebody of a department sees of the published sheet.

use super::{DepartmentName, DutySheet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Asks for what is published of a department.
#[derive(Debug, Clone, Deserialize, Serialize, Type, JsonSchema)]
pub struct OwnSheetAsk {
    #[schemars(extend("format" = "date"))]
    pub date: String,
    /// Absent: none is chosen yet.
    pub department: Option<u32>,
}

/// The published sheet of a department.
#[derive(Debug, Clone, Serialize, Type, JsonSchema)]
pub struct OwnSheet {
    pub date: String,
    /// Departments with a back office, to choose one's own from.
    pub departments: Vec<DepartmentName>,
    /// With the department's line alone; absent if none is published or no department is chosen.
    pub sheet: Option<DutySheet>,
}
