//! What the search sends to the browser.

use domain::ids::ClientId;
use serde::{Deserialize, Serialize};

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
