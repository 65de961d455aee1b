//! What stands in the way of taking an exit back.

use crate::calendar;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why an exit cannot be undone. The sentence may hold a name, so it is never logged or put in a URL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Obstacle {
    /// It was undone before.
    AlreadyUndone {
        /// By whom.
        by: Option<String>,
    },
    /// The person entered again since: the stay would overlap.
    EnrolledAgain {
        /// Whose name.
        name: String,
        /// Where.
        project_name: String,
        /// Since when.
        entry_on: NaiveDate,
    },
    /// What the exit wrote was changed since.
    ChangedSince {
        /// What: "referral".
        what: String,
    },
    /// A merge of two records closed it as a duplicate.
    PartOfMerge,
}

impl Obstacle {
    /// The sentence for the user.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::AlreadyUndone { by: Some(by) } => format!("{by} has undone this exit already."),
            Self::AlreadyUndone { by: None } => "This exit was undone already.".to_owned(),
            Self::EnrolledAgain {
                name,
                project_name,
                entry_on,
            } => format!(
                "{name} entered {project_name} again on {}: the two stays would overlap.",
                calendar::words(*entry_on)
            ),
            Self::PartOfMerge => {
                "It was closed when two records of one person were merged. An administrator takes both back together."
                    .to_owned()
            }
            Self::ChangedSince { what } => {
                format!("The {what} was changed since: undoing would overwrite that.")
            }
        }
    }
}
