//! A row as received, and the header that names its fields.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use csv::StringRecord;
use domain::hud::Standard;

use crate::{FileKind, Finding, Rule};

/// The header of one file: the names as received, found in any letter case and by former names.
#[derive(Debug, PartialEq, Eq)]
pub struct Header {
    file: FileKind,
    line: u64,
    names: Vec<String>,
    positions: HashMap<String, usize>,
    /// Ascending.
    duplicates: Vec<usize>,
}

impl Header {
    /// Reads the names of a header row that stands on physical line `line`.
    pub fn new<'a>(file: FileKind, line: u64, fields: impl IntoIterator<Item = &'a str>) -> Self {
        let names: Vec<String> = fields.into_iter().map(str::to_owned).collect();
        let mut positions = HashMap::with_capacity(names.len());
        let mut duplicates = Vec::new();
        for (at, received) in names.iter().enumerate() {
            let name = match file.column(received.trim()) {
                Some(column) => column.name.to_ascii_lowercase(),
                None => received.trim().to_ascii_lowercase(),
            };
            match positions.entry(name) {
                Entry::Vacant(place) => {
                    place.insert(at);
                }
                Entry::Occupied(_) => duplicates.push(at),
            }
        }
        Self {
            file,
            line,
            names,
            positions,
            duplicates,
        }
    }

    /// The file.
    pub fn file(&self) -> FileKind {
        self.file
    }

    /// The names as received, in the file's own order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Where the column stands: HUD's current name, or that of a column HUD does not know; any letter case.
    pub fn position(&self, name: &str) -> Option<usize> {
        match self.positions.get(name) {
            Some(at) => Some(*at),
            None => self.positions.get(&name.to_ascii_lowercase()).copied(),
        }
    }

    /// What is wrong with the header under `standard`. Its order is free: columns are found by name.
    pub fn findings(&self, standard: Standard) -> Vec<Finding> {
        let finding = |rule| Finding::of_row(rule, self.file, self.line);
        let mut findings = Vec::new();
        for column in self.file.columns() {
            if column.validity.includes(standard) && self.position(column.name).is_none() {
                findings.push(finding(Rule::MissingColumn).in_column(column.name));
            }
        }
        for (at, name) in self.names.iter().enumerate() {
            let known = self.file.column(name.trim());
            // What HUD does not know may be anything, also what belongs into a row: told by its place.
            let told = || match known {
                Some(column) => Cow::Borrowed(column.name),
                None => Cow::Owned(format!("column {}", at + 1)),
            };
            if self.duplicates.binary_search(&at).is_ok() {
                findings.push(finding(Rule::DuplicateColumn).in_column(told()));
            } else if !known.is_some_and(|found| found.validity.includes(standard)) {
                findings.push(finding(Rule::UnknownColumn).in_column(told()));
            }
        }
        findings
    }

    /// Whether these are names, not the values of a first row: the unique id's column is among them, or
    /// at least half of them are HUD's. (One of a person's names may well be that of a column.)
    pub(crate) fn holds_names(&self) -> bool {
        let known = self
            .names
            .iter()
            .filter_map(|name| self.file.column(name.trim()));
        let (mut count, mut key) = (0, false);
        for column in known {
            count += 1;
            key |= column.key;
        }
        key || 2 * count >= self.names.len()
    }
}

/// One row as received: every field's text in the file's own order, also those beyond the header.
#[derive(Clone, Debug)]
pub struct RawRow {
    pub(crate) header: Arc<Header>,
    pub(crate) line: u64,
    pub(crate) fields: StringRecord,
    pub(crate) recoded: bool,
}

impl RawRow {
    /// A row without fields, to be filled by [`crate::Rows::read`].
    pub fn new(header: Arc<Header>) -> Self {
        Self {
            header,
            line: 0,
            fields: StringRecord::new(),
            recoded: false,
        }
    }

    /// The file.
    pub fn file(&self) -> FileKind {
        self.header.file
    }

    /// Physical line on which the row begins, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The header of its file.
    pub fn header(&self) -> &Arc<Header> {
        &self.header
    }

    /// The texts in the file's own order.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.iter()
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The text at a position that [`Header::position`] gave.
    pub fn at(&self, position: usize) -> Option<&str> {
        self.fields.get(position)
    }

    /// The text of a column; `None` where the file lacks the column or the row is too short.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.get(self.header.position(name)?)
    }

    /// The text of a column without blanks around it; `None` also where it is empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)
            .map(str::trim_ascii)
            .filter(|text| !text.is_empty())
    }

    /// Whether the row was not UTF-8 and was read as Windows-1252, or held NUL, which became U+FFFD.
    pub fn recoded(&self) -> bool {
        self.recoded
    }

    /// Whether there are as many fields as names in the header.
    pub fn is_complete(&self) -> bool {
        self.fields.len() == self.header.names.len()
    }
}

/// Whether a text is a hash in hexadecimal digits: SHA-256, or one of the shorter ones that exports
/// call so (SHA-1, MD5). Neither a name nor a number of a person looks like it.
pub fn looks_hashed(text: &str) -> bool {
    matches!(text.len(), 32 | 40 | 64)
        && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a row of Client.csv holds hashes for a name or the SSN, whatever Export.csv says.
pub fn is_hashed_client(row: &RawRow) -> bool {
    ["FirstName", "LastName", "SSN"]
        .into_iter()
        .filter_map(|name| row.get(name))
        .any(looks_hashed)
}
