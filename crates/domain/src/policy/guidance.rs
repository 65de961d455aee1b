//! The authority's own words about exits, with places to read on.

use serde::{Deserialize, Serialize};

/// What the authority tells its users on the exit page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Guidance {
    /// One or two sentences: who may exit and when.
    pub summary: String,
    /// More, as paragraphs.
    pub details: Vec<String>,
    /// Related articles.
    pub links: Vec<Link>,
    /// A short film, if there is one.
    pub video: Option<Link>,
}

/// A place to read on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What stands there.
    pub title: String,
    /// An address that starts with https:// or /.
    pub href: String,
}

impl Default for Guidance {
    fn default() -> Self {
        Self {
            summary: "Exit a household once its housing program has enrolled it and the move-in date \
                      is recorded, or when it asks to leave the list. Not sure? Ask the Priority List \
                      Manager first."
                .to_owned(),
            details: vec![
                "The exit date is the move-in date for people who are housed, the day they asked for \
                 those who leave on request, and the last contact for those who cannot be reached."
                    .to_owned(),
                "Destination says where people went, never why. The reason for leaving the list is \
                 asked apart from it."
                    .to_owned(),
            ],
            links: Vec::new(),
            video: None,
        }
    }
}
