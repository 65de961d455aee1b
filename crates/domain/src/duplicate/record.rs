//! What of a client's record is compared.

use crate::search::fold_parts;
use chrono::NaiveDate;
use std::fmt;

/// One record. `Debug` shows nothing of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// Folded parts of the first name.
    pub first: Vec<String>,
    /// Folded parts of the middle name.
    pub middle: Vec<String>,
    /// Folded parts of the last name.
    pub last: Vec<String>,
    /// Folded suffix: "jr".
    pub suffix: Option<String>,
    /// Folded parts of other names.
    pub aliases: Vec<String>,
    /// 3.03 Date of birth.
    pub dob: Option<NaiveDate>,
    /// 3.02, nine characters, `x` for a digit that is not known; none where it is missing or a placeholder.
    pub ssn: Option<String>,
    /// 4.21: 0 or 1; none where it was not told.
    pub sex: Option<i32>,
    /// 3.07; none where it was not told.
    pub veteran: Option<bool>,
    /// Phone numbers, ten digits each.
    pub phones: Vec<String>,
}

impl Record {
    /// Takes names apart and folds them.
    #[must_use]
    pub fn named(
        first: Option<&str>,
        middle: Option<&str>,
        last: Option<&str>,
        suffix: Option<&str>,
    ) -> Self {
        let parts = |text: Option<&str>| text.map(fold_parts).unwrap_or_default();
        Self {
            first: parts(first),
            middle: parts(middle),
            last: parts(last),
            suffix: parts(suffix).into_iter().next(),
            ..Self::default()
        }
    }

    /// Adds another name of the person.
    pub fn add_alias(&mut self, name: &str) {
        self.aliases.extend(fold_parts(name));
    }

    /// Every part of a name, each once: what vocabulary are needed for.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        let fields = [&self.first, &self.middle, &self.last, &self.aliases];
        fields.into_iter().flatten().map(String::as_str)
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").finish_non_exhaustive()
    }
}

/// How two records stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// Both were in one household at the same time: somebody saw two people.
    pub same_household: bool,
}
