//! What the search sends to the browser.

use crate::ui::markup::Markup;
use domain::ids::ClientId;
use serde::{Deserialize, Serialize};

/// The Clients page under its heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientsPart {
    /// What was searched for, for the search box.
    pub line: String,
    /// What was found, or whom one opened of late.
    pub part: Markup,
}

/// One person who may be meant by what is being typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestionView {
    /// Who.
    pub id: ClientId,
    /// Their name.
    pub name: String,
    /// "58, born April 1, 1968 · ID 2001".
    pub about: String,
    /// Why they match, in words.
    pub why: String,
}
