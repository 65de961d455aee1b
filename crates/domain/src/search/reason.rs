//! Why a person was found, in words.

use super::fold::capital;
use serde::{Deserialize, Serialize};

/// One reason. Holds nothing but what was typed and the first and last name, which a hit shows anyway:
/// what stands in an alias or a middle name is never said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The client ID.
    ClientId,
    /// An ID that a merge retired.
    RetiredClientId,
    /// The number of a scan card.
    ScanCard,
    /// All nine digits.
    Ssn,
    /// Nine digits but for one, or two that changed places.
    SsnDigitOff,
    /// The last four digits.
    SsnLastFour,
    /// A phone number.
    Phone,
    /// A part of the name, letter by letter.
    SameName,
    /// One is short for the other, or both for a third.
    Nickname {
        /// Typed.
        typed: String,
        /// The person's.
        name: String,
    },
    /// The same name, written another way.
    OtherSpelling {
        /// Typed.
        typed: String,
        /// The person's.
        name: String,
    },
    /// One or two letters apart.
    NearlySame {
        /// Typed.
        typed: String,
        /// The person's.
        name: String,
    },
    /// Alike in the ear.
    SoundsLike {
        /// Typed.
        typed: String,
        /// The person's.
        name: String,
    },
    /// The beginning of a part.
    StartsWith {
        /// Typed.
        typed: String,
    },
    /// Agrees with a middle name.
    MiddleName,
    /// Agrees with another name of the person.
    OtherName,
    /// The date of birth.
    BirthDate,
    /// Month and day changed places.
    BirthDateSwapped,
    /// One digit is another.
    BirthDateDigitOff,
    /// Day and month, and a year or two beside.
    BirthDateYearOff,
    /// Day and year, in another month.
    BirthDateMonthOff,
    /// The year of birth.
    BirthYear,
}

impl Reason {
    /// In words, as a hit shows it.
    #[must_use]
    pub fn words(&self) -> String {
        let words = match self {
            Self::ClientId => "client ID",
            Self::RetiredClientId => "retired client ID",
            Self::ScanCard => "scan card",
            Self::Ssn => "SSN",
            Self::SsnDigitOff => "SSN one digit off, or two exchanged",
            Self::SsnLastFour => "last four of the SSN",
            Self::Phone => "phone number",
            Self::SameName => "same name",
            Self::Nickname { typed, name } => {
                return format!("nickname: {} = {}", capital(typed), capital(name));
            }
            Self::NearlySame { typed, name } => {
                let (typed, name) = (capital(typed), capital(name));
                return format!("spelled nearly the same: {typed} = {name}");
            }
            Self::OtherSpelling { typed, name } => {
                return format!("another spelling: {} = {}", capital(typed), capital(name));
            }
            Self::SoundsLike { typed, name } => {
                return format!("sounds like: {} = {}", capital(typed), capital(name));
            }
            Self::StartsWith { typed } => return format!("name starts with {}", capital(typed)),
            Self::MiddleName => "middle name",
            Self::OtherName => "another name of this person",
            Self::BirthDate => "birth date",
            Self::BirthDateSwapped => "birth day and month swapped",
            Self::BirthDateDigitOff => "birth date one digit off",
            Self::BirthDateYearOff => "birth day and month, another year",
            Self::BirthDateMonthOff => "birth day and year, another month",
            Self::BirthYear => "birth year",
        };
        words.to_owned()
    }
}
