//! One breach of a rule, where it stands, without personal values.

use std::borrow::Cow;
use std::fmt;

use crate::{FileKind, Level, Rule};

/// A breach. Shown, stored and logged: so it holds no value of the row but a code of a coded column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The rule that is broken.
    pub rule: Rule,
    /// The file; `None` for the export as a whole.
    pub file: Option<FileKind>,
    /// Physical line in the file, from 1; the header's line for findings about a column.
    pub line: Option<u64>,
    /// The column's name as HUD writes it, or its place where HUD has no such column.
    pub column: Option<Cow<'static, str>>,
    /// The offending code of a coded column.
    pub code: Option<i32>,
}

impl Finding {
    /// A finding about the export as a whole.
    pub const fn of_export(rule: Rule) -> Self {
        Self {
            rule,
            file: None,
            line: None,
            column: None,
            code: None,
        }
    }

    /// A finding about a file.
    pub const fn of_file(rule: Rule, file: FileKind) -> Self {
        Self {
            rule,
            file: Some(file),
            line: None,
            column: None,
            code: None,
        }
    }

    /// A finding about a row.
    pub const fn of_row(rule: Rule, file: FileKind, line: u64) -> Self {
        Self {
            rule,
            file: Some(file),
            line: Some(line),
            column: None,
            code: None,
        }
    }

    /// The same in a column.
    #[must_use]
    pub fn in_column(mut self, column: impl Into<Cow<'static, str>>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// The same with the offending code. Numbers of five and more digits are left out: no HUD code
    /// has them, but a telephone number in the wrong column does.
    #[must_use]
    pub fn with_code(mut self, code: i32) -> Self {
        self.code = (-9_999..=9_999).contains(&code).then_some(code);
        self
    }

    /// How serious it is.
    pub const fn level(&self) -> Level {
        self.rule.level()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = self.file {
            write!(f, "{file}")?;
            if let Some(line) = self.line {
                write!(f, ", line {line}")?;
            }
            if let Some(column) = &self.column {
                write!(f, ", {column}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(self.rule.sentence())?;
        if let Some(code) = self.code {
            write!(f, " The code is {code}.")?;
        }
        Ok(())
    }
}
