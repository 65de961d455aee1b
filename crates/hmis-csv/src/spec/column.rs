//! The description of one column.

use domain::hud::{ListInfo, Standard, Validity};

use crate::FileKind;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text of at most so many characters.
    Text(usize),
    /// A whole number; a code where the column has a list.
    Integer,
    /// `YYYY-MM-DD`.
    Date,
    /// `YYYY-MM-DD HH:MM:SS`.
    DateTime,
    /// An amount with two decimals.
    Money,
}

/// A condition on another column of the same row: it holds one of the codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The other column.
    pub on: &'static str,
    /// The codes under which the condition holds.
    pub codes: &'static [i32],
}

/// The form of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A CoC code, `AA-999`.
    Coc,
    /// Two letters.
    TwoLetters,
    /// Five digits.
    FiveDigits,
    /// Six digits.
    SixDigits,
    /// Nine digits, `x` for each unknown one.
    Ssn,
}

/// The use that a column makes of the living situations (3.12.1), not all of which it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// 3.917.
    Prior,
    /// 4.12.
    Current,
    /// 3.12.
    Destination,
}

/// One column of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// HUD's name.
    pub name: &'static str,
    /// Its name in FY2024, where that was another.
    pub formerly: Option<&'static str>,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may not be empty.
    pub required: bool,
    /// Whether it is the file's unique id.
    pub key: bool,
    /// The file whose unique id it holds.
    pub refers: Option<FileKind>,
    /// The code list.
    pub list: Option<&'static ListInfo>,
    /// The code list in FY2024, where that was another.
    pub list_fy2024: Option<&'static ListInfo>,
    /// A code list that depends on another column's code; `list` serves for the other codes.
    pub list_by: Option<(&'static str, &'static [(i32, &'static ListInfo)])>,
    /// Empty unless this holds.
    pub only_if: Option<Condition>,
    /// Not empty where this holds.
    pub required_if: Option<Condition>,
    /// The form of the text.
    pub format: Option<Format>,
    /// Which living situations it allows.
    pub usage: Option<Usage>,
    /// Greatest length in FY2024, where that was another.
    pub max_fy2024: Option<usize>,
    /// The standards that have the column.
    pub validity: Validity,
}

impl Column {
    const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            formerly: None,
            kind,
            required: false,
            key: false,
            refers: None,
            list: None,
            list_fy2024: None,
            list_by: None,
            only_if: None,
            required_if: None,
            format: None,
            usage: None,
            max_fy2024: None,
            validity: Validity::ALWAYS,
        }
    }

    /// Whether a header field, in any letter case, names this column.
    pub fn is_named(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
            || self
                .formerly
                .is_some_and(|formerly| formerly.eq_ignore_ascii_case(name))
    }

    /// The code list under `standard`, where it does not depend on another column.
    pub fn list_in(&self, standard: Standard) -> Option<&'static ListInfo> {
        match self.list_fy2024 {
            Some(list) if standard <= Standard::Fy2024 => Some(list),
            _ => self.list,
        }
    }

    /// Greatest length of a text under `standard`.
    pub fn max_in(&self, standard: Standard) -> Option<usize> {
        let Kind::Text(max) = self.kind else {
            return None;
        };
        match self.max_fy2024 {
            Some(former) if standard <= Standard::Fy2024 => Some(former),
            _ => Some(max),
        }
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(super) const fn key(mut self) -> Self {
        self.key = true;
        self
    }

    pub(super) const fn refers(mut self, file: FileKind) -> Self {
        self.refers = Some(file);
        self
    }

    pub(super) const fn list(mut self, list: &'static ListInfo) -> Self {
        self.list = Some(list);
        self
    }

    pub(super) const fn list_fy2024(mut self, list: &'static ListInfo) -> Self {
        self.list_fy2024 = Some(list);
        self
    }

    pub(super) const fn list_by(
        mut self,
        on: &'static str,
        lists: &'static [(i32, &'static ListInfo)],
    ) -> Self {
        self.list_by = Some((on, lists));
        self
    }

    pub(super) const fn only_if(mut self, on: &'static str, codes: &'static [i32]) -> Self {
        self.only_if = Some(Condition { on, codes });
        self
    }

    pub(super) const fn required_if(mut self, on: &'static str, codes: &'static [i32]) -> Self {
        self.required_if = Some(Condition { on, codes });
        self
    }

    pub(super) const fn format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    pub(super) const fn usage(mut self, usage: Usage) -> Self {
        self.usage = Some(usage);
        self
    }

    pub(super) const fn max_fy2024(mut self, max: usize) -> Self {
        self.max_fy2024 = Some(max);
        self
    }

    pub(super) const fn formerly(mut self, name: &'static str) -> Self {
        self.formerly = Some(name);
        self
    }

    pub(super) const fn since(mut self, standard: Standard) -> Self {
        self.validity.since = Some(standard);
        self
    }

    pub(super) const fn until(mut self, standard: Standard) -> Self {
        self.validity.until = Some(standard);
        self
    }
}

pub(super) const fn text(name: &'static str, max: usize) -> Column {
    Column::new(name, Kind::Text(max))
}

pub(super) const fn integer(name: &'static str) -> Column {
    Column::new(name, Kind::Integer)
}

pub(super) const fn date(name: &'static str) -> Column {
    Column::new(name, Kind::Date)
}

pub(super) const fn datetime(name: &'static str) -> Column {
    Column::new(name, Kind::DateTime)
}

pub(super) const fn money(name: &'static str) -> Column {
    Column::new(name, Kind::Money)
}
