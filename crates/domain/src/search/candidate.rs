//! A person to compare with what was typed.

use super::fold;
use chrono::NaiveDate;
use std::fmt;

/// What the store found out about one person. `Debug` shows none of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Tokens of the names.
    pub names: Vec<NameToken>,
    /// 3.03 Date of birth.
    pub dob: Option<NaiveDate>,
    /// How the typed client ID meets this person's.
    pub id: Option<IdMatch>,
    /// The typed phone number is one of theirs.
    pub phone: bool,
    /// How the typed digits meet this person's SSN; `None` where none is recorded.
    pub ssn: Option<SsnMatch>,
}

impl Candidate {
    /// Adds a name field.
    pub fn add_name(&mut self, text: &str, source: NameSource) {
        let tokens = fold::tokens(text).into_iter();
        self.names
            .extend(tokens.map(|text| NameToken { text, source }));
    }
}

impl fmt::Debug for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidate")
            .field("names", &self.names.len())
            .finish_non_exhaustive()
    }
}

/// One folded part of a name.
#[derive(Clone, PartialEq, Eq)]
pub struct NameToken {
    /// The folded part.
    pub text: String,
    /// The field that it comes from.
    pub source: NameSource,
}

impl fmt::Debug for NameToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NameToken")
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

/// Where a part of a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameSource {
    /// First name.
    First,
    /// Middle name.
    Middle,
    /// Last name.
    Last,
    /// Another name of the person.
    Alias,
}

/// A client ID that meets the typed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdMatch {
    /// The ID in use.
    Current,
    /// An ID that a merge retired.
    Retired,
    /// The number of a scan card.
    Card,
}

/// How digits meet a recorded SSN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SsnMatch {
    /// All nine digits.
    Full,
    /// All but one, or two neighbors that changed places.
    DigitOff,
    /// The last four.
    LastFour,
    /// None of it: another SSN is recorded.
    Different,
}
