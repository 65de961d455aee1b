//! The form of a contact as it is sent.

use domain::current_living_situation::Typed;
use serde::{Deserialize, Serialize};

/// What the browser sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(
    not(feature = "ssr"),
    expect(dead_code, reason = "browsers send it as a plain form")
)]
pub struct ContactForm {
    /// Made with the page: what is sent twice is saved once.
    pub key: String,
    /// Opened from the outreach page, to which it goes back: not empty.
    pub outreach: String,
    /// What was typed.
    pub typed: Typed,
}
