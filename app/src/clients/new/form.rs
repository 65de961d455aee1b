//! The form of a new client as it is sent.

use domain::new_client::Typed;
use serde::{Deserialize, Serialize};

/// What the browser sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewClientForm {
    /// Made with the page: what is sent twice is saved once.
    pub key: String,
    /// For whom the record is made: another tab may have chosen somebody else by now.
    pub organization: String,
    /// What was typed.
    pub typed: Typed,
}
