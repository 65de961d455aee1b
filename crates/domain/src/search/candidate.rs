//! A person to compare with what was typed, and how common names are.

use super::fold;
use chrono::NaiveDate;
use std::collections::HashMap;
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
}

/// How digits meet a recorded SSN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SsnMatch {
    /// All nine digits.
    Full,
    /// The last four.
    LastFour,
    /// None of it: another SSN is recorded.
    Different,
}

/// How many people carry a name: agreement on a rare one says more. `Debug` names none.
#[derive(Clone, Default)]
pub struct Frequencies {
    people: u32,
    carriers: HashMap<String, u32>,
}

impl fmt::Debug for Frequencies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frequencies")
            .field("people", &self.people)
            .field("carriers", &self.carriers.len())
            .finish()
    }
}

/// Without counts every name says as much as one that a thousandth of the people carry.
const UNKNOWN: i32 = 1_000;

impl Frequencies {
    /// From the number of all people, and of those who carry each token that matters here.
    #[must_use]
    pub fn new(people: u32, carriers: HashMap<String, u32>) -> Self {
        Self { people, carriers }
    }

    /// What agreement on a token is worth: log2(people / carriers), in hundredths of a bit.
    pub(super) fn worth(&self, token: &str) -> i32 {
        if self.people == 0 {
            return UNKNOWN;
        }
        let carriers = self.carriers.get(token).copied().unwrap_or(1).max(1);
        let bits = (f64::from(self.people) / f64::from(carriers)).log2();
        // Even a name of everybody's says a little: it was typed, and it is there.
        #[expect(clippy::cast_possible_truncation, reason = "at most 3,200")]
        let hundredths = (bits.max(0.5) * 100.0).round() as i32;
        hundredths
    }
}
