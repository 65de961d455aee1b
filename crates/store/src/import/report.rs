//! What an import says of itself: progress while it runs, a report at its end.

use domain::hud::Standard;
use hmis_csv::{FileKind, Rule};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Rows of a file are read.
    Reading {
        /// The file.
        file: FileKind,
        /// Rows of it so far.
        rows: u64,
        /// Bytes of all files so far, unpacked.
        bytes: u64,
        /// Bytes of all files together.
        of_bytes: u64,
    },
    /// Everything is read; rows are compared with those of earlier imports and kept.
    Keeping,
    /// Rows are written into the tables that Threshold works with.
    Typing,
    /// Rules that look at several rows are checked.
    Checking,
    /// The Priority Lists and the search are brought up to date.
    Placing,
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The run.
    pub import: Uuid,
    /// Name of the source.
    pub source: String,
    /// The standard by which the rows were read.
    pub standard: Standard,
    /// Names and SSN came hashed.
    pub hashed: bool,
    /// Every file of the export, in the order of [`FileKind::ALL`].
    pub files: Vec<FileReport>,
    /// New findings by rule, the most frequent first.
    pub findings: Vec<(Rule, u64)>,
    /// Rows that say otherwise than what was written here.
    pub conflicts: u64,
    /// Priority Lists that came to be.
    pub lists: Vec<String>,
    /// Households on the Priority Lists that this source feeds.
    pub on_lists: u64,
    /// Records that were made or changed.
    pub typed: u64,
    /// Client rows of victim service providers whose identifiers were refused.
    pub withheld: u64,
    /// Rows about stays with victim service providers that were kept without person and free text.
    pub withheld_of_stays: u64,
}

/// What became of the rows of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// The file.
    pub file: FileKind,
    /// Rows in the file.
    pub read: u64,
    /// Rows never seen before.
    pub added: u64,
    /// Rows that came before with other values.
    pub changed: u64,
    /// Rows that came before as they are.
    pub unchanged: u64,
    /// New findings about the file.
    pub findings: u64,
    /// Rows that say otherwise than what was written here.
    pub conflicts: u64,
}

impl FileReport {
    pub(super) fn new(file: FileKind) -> Self {
        Self {
            file,
            read: 0,
            added: 0,
            changed: 0,
            unchanged: 0,
            findings: 0,
            conflicts: 0,
        }
    }
}

impl Report {
    /// Rows in all files.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.files.iter().map(|file| file.read).sum()
    }

    /// Whether any row was added or changed.
    #[must_use]
    pub fn brought_anything(&self) -> bool {
        self.files.iter().any(|file| file.added + file.changed > 0)
    }

    /// Whether any row was added or changed, or one that waited can be worked with now.
    #[must_use]
    pub fn changed_anything(&self) -> bool {
        self.brought_anything() || self.typed > 0
    }

    /// New findings by level: high priority, error, warning.
    #[must_use]
    pub fn by_level(&self) -> BTreeMap<hmis_csv::Level, u64> {
        let mut levels = BTreeMap::new();
        for (rule, count) in &self.findings {
            *levels.entry(rule.level()).or_default() += count;
        }
        levels
    }

    /// What the person who imported should know, in sentences.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let mut said = Vec::new();
        if self.brought_anything() {
            said.push(format!(
                "Every one of the {} rows is kept as it came.",
                thousands(self.read())
            ));
        } else if self.typed > 0 {
            said.push(format!(
                "All {} rows were known already. {} to work with that waited before.",
                thousands(self.read()),
                counted(self.typed, "record came in", "records came in"),
            ));
        } else {
            said.push(format!(
                "All {} rows were known already. Nothing has changed.",
                thousands(self.read())
            ));
        }
        if self.hashed {
            said.push(
                "Names and Social Security numbers of this source are hashed: people of it cannot be \
                 searched by name, only by ID and date of birth."
                    .to_owned(),
            );
        }
        if self.withheld > 0 {
            said.push(format!(
                "{} of people whom only victim service providers serve {} kept without name, Social \
                 Security number and date of birth, and no record of them was made.",
                counted(self.withheld, "client row", "client rows"),
                if self.withheld == 1 { "is" } else { "are" },
            ));
        }
        if self.withheld_of_stays > 0 {
            said.push(format!(
                "{} about stays with victim service providers {} kept without PersonalID and free text.",
                counted(self.withheld_of_stays, "row", "rows"),
                if self.withheld_of_stays == 1 { "is" } else { "are" },
            ));
        }
        if self.conflicts > 0 {
            said.push(format!(
                "{} otherwise than what was recorded here. What was recorded here stays until somebody \
                 decides.",
                counted(self.conflicts, "row says", "rows say"),
            ));
        }
        for list in &self.lists {
            said.push(format!("The {list} Priority List came to be."));
        }
        if self.on_lists > 0 {
            said.push(format!(
                "{} on the Priority Lists that this source feeds.",
                counted(self.on_lists, "household stands", "households stand"),
            ));
        }
        if self.changed_anything() {
            said.push(
                "Next: give people the right to work with these records, with `threshold user add`."
                    .to_owned(),
            );
        }
        said
    }
}

/// A number with its noun: "1 row", "1,234 rows".
fn counted(count: u64, one: &str, more: &str) -> String {
    format!(
        "{} {}",
        thousands(count),
        if count == 1 { one } else { more }
    )
}

/// A number as it is written in the United States.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn numbers_are_written_with_commas() {
        let written = [0, 999, 1_000, 77_694, 1_000_000].map(thousands);
        assert_eq!(written, ["0", "999", "1,000", "77,694", "1,000,000"]);
    }
}
