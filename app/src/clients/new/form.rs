//! The form of a new client as it is sent.

use domain::new_client::Typed;
use serde::{Deserialize, Serialize};

/// What the browser sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(
    not(feature = "ssr"),
    expect(dead_code, reason = "browsers send it as a plain form")
)]
pub struct NewClientForm {
    /// Made with the page: what is sent twice is saved once.
    pub key: String,
    /// For whom the record is made: another tab may have chosen somebody else by now.
    pub organization: String,
    /// What was typed.
    pub typed: Typed,
}
