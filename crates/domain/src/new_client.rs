//! Making a client's record: what is typed, HUD's rules over it, and what is to be written.

mod carry;
mod line;
mod parse;
mod problem;
mod similar;
#[cfg(test)]
mod tests;

pub use carry::{Carried, carried, same_name};
pub use line::from_line;
pub use parse::{parse, typed_dob, typed_ssn};
pub use problem::{Field, Problem};
pub use similar::{LIKELY, query};

use crate::contact::ContactDetail;
use crate::hud::{
    DobDataQuality, NameDataQuality, NoYesReasons, RaceNone, RaceSet, Sex, SsnDataQuality,
};
use crate::person::Name;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The form as it was typed. A blank is an empty text, an unticked box is missing. `Debug` shows nothing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// 3.01.1 First name.
    pub first: String,
    /// 3.01.2 Middle name.
    pub middle: String,
    /// 3.01.3 Last name.
    pub last: String,
    /// 3.01.4 Suffix.
    pub suffix: String,
    /// 3.01.5, a code.
    pub name_quality: String,
    /// 3.02.1 SSN; `x` for a digit that is not known.
    pub ssn: String,
    /// 3.02.2, a code.
    pub ssn_quality: String,
    /// 3.03.1 Date of birth.
    pub dob: String,
    /// 3.03.2, a code.
    pub dob_quality: String,
    /// 3.04: ticked boxes by the column of Client.csv.
    pub races: BTreeMap<String, String>,
    /// 3.04: why there is none, a code.
    pub race_none: String,
    /// 3.04: more in words.
    pub more_race: String,
    /// 4.21, a code.
    pub sex: String,
    /// 3.07, a code.
    pub veteran: String,
    /// A phone number.
    pub phone: String,
    /// An email address.
    pub email: String,
    /// A place or a person through whom they are found.
    pub through: String,
    /// Other names, with commas between them.
    pub other_names: String,
    /// The number of a scan card.
    pub card: String,
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Typed").finish_non_exhaustive()
    }
}

/// A record that keeps HUD's rules. `Debug` shows nothing of the person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewClient {
    /// 3.01.
    pub name: Name,
    /// 3.01.5.
    pub name_quality: NameDataQuality,
    /// 3.02.1: nine signs, `x` for a digit that is not known.
    pub ssn: Option<String>,
    /// 3.02.2.
    pub ssn_quality: SsnDataQuality,
    /// 3.03.1.
    pub dob: Option<NaiveDate>,
    /// 3.03.2.
    pub dob_quality: DobDataQuality,
    /// 3.04.
    pub races: RaceSet,
    /// 3.04: why there is none.
    pub race_none: Option<RaceNone>,
    /// 3.04 in words.
    pub more_race: Option<String>,
    /// 4.21; only some funders ask for it.
    pub sex: Option<Sex>,
    /// 3.07; 99 for people under 18.
    pub veteran: NoYesReasons,
    /// Ways to reach the person.
    pub contacts: Vec<ContactDetail>,
    /// Other names.
    pub other_names: Vec<String>,
    /// The number of a scan card: lower case, without spaces and hyphens.
    pub card: Option<String>,
}

impl fmt::Debug for NewClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewClient").finish_non_exhaustive()
    }
}
