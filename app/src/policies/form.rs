//! The form of a policy as it is sent.

#[cfg(feature = "ssr")]
mod fill;
#[cfg(feature = "ssr")]
mod read;
#[cfg(all(test, feature = "ssr"))]
mod tests;

#[cfg(feature = "ssr")]
pub use read::Parsed;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the browser sends, as it was typed. A blank is an empty text, an unticked box is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(
    not(feature = "ssr"),
    expect(dead_code, reason = "browsers send it as a plain form")
)]
pub struct PolicyForm {
    /// Whose policy.
    pub list: String,
    /// The version over which it was typed.
    pub version: String,
    /// Rights to exit, by the workgroup's code.
    pub exit: BTreeMap<String, String>,
    /// Reasons: those of the policy, then new ones.
    pub reasons: Vec<ReasonForm>,
    /// Numbers of days, by their code.
    pub days: BTreeMap<String, String>,
    /// Declined referrals before a review; blank for never.
    pub refusals: String,
    /// Ticked switches, by their code.
    pub switches: BTreeMap<String, String>,
    /// The guidance's first sentences.
    pub summary: String,
    /// Its paragraphs, apart by blank lines.
    pub details: String,
    /// Its links.
    pub links: Vec<LinkForm>,
    /// Its video.
    pub video: LinkForm,
}

/// A row of reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    /// Its code; blank for a new one.
    pub code: String,
    /// Smaller numbers stand first.
    pub order: String,
    /// What it is called.
    pub label: String,
    /// The outflow class's code.
    pub class: String,
    /// Ticked.
    pub needs_note: String,
    /// Ticked.
    pub offered: String,
}

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    /// What stands there.
    pub title: String,
    /// Where it leads.
    pub href: String,
}
