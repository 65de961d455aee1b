//! What every HUD code list can do, and codes that HUD does not know.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::Debug;
use std::hash::Hash;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A generation of the HMIS Data Standards, named by the federal fiscal year it begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standard {
    /// In force October 1, 2021 to September 30, 2023.
    Fy2022,
    /// In force October 1, 2023 to September 30, 2025.
    Fy2024,
    /// In force since October 1, 2025.
    Fy2026,
}

/// The standards in which a code may be used. A retired code keeps its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// First standard with the code; `None` for as long as Threshold reads.
    pub since: Option<Standard>,
    /// Last standard with the code; `None` while it is in use.
    pub until: Option<Standard>,
}

impl Validity {
    /// A code of every standard that Threshold reads.
    pub const ALWAYS: Self = Self {
        since: None,
        until: None,
    };

    pub(crate) const fn since(mut self, standard: Standard) -> Self {
        self.since = Some(standard);
        self
    }

    pub(crate) const fn until(mut self, standard: Standard) -> Self {
        self.until = Some(standard);
        self
    }

    /// Whether the code belongs to `standard`.
    pub fn includes(self, standard: Standard) -> bool {
        self.since.is_none_or(|first| first <= standard)
            && self.until.is_none_or(|last| standard <= last)
    }
}

/// One code of a list, for callers that know the list only by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeInfo {
    /// HUD's number.
    pub code: i32,
    /// HUD's words.
    pub label: &'static str,
    /// The standards that know it.
    pub validity: Validity,
}

/// One HUD code list as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListInfo {
    /// HUD's list number, e.g. `3.12.1`.
    pub number: &'static str,
    /// What the list is about.
    pub title: &'static str,
    /// Its codes in HUD's order.
    pub codes: &'static [CodeInfo],
}

impl ListInfo {
    /// The entry of `code`, retired ones included.
    pub fn find(&self, code: i32) -> Option<&'static CodeInfo> {
        self.codes.iter().find(|info| info.code == code)
    }
}

/// A HUD code list as an enum: ordered by code, read and written as the number.
pub trait HudCode: Copy + Eq + Ord + Hash + Debug + Send + Sync + 'static {
    /// Number, title and codes as data.
    const INFO: ListInfo;
    /// Every code in HUD's order, retired ones included.
    const ALL: &'static [Self];
    /// HUD's number.
    fn code(self) -> i32;
    /// The code with this number.
    fn from_code(code: i32) -> Option<Self>;
    /// HUD's words.
    fn label(self) -> &'static str;
    /// The standards that know the code.
    fn validity(self) -> Validity;
}

/// A code as it was received: one that its list knows, or the number alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Coded<T> {
    /// In the list.
    Known(T),
    /// Not in the list; kept as it came. Build with [`Coded::from_code`], never for a known number.
    Unknown(i32),
}

impl<T: HudCode> Coded<T> {
    /// Reads a number.
    pub fn from_code(code: i32) -> Self {
        T::from_code(code).map_or(Self::Unknown(code), Self::Known)
    }

    /// The number as received.
    pub fn code(self) -> i32 {
        match self {
            Self::Known(known) => known.code(),
            Self::Unknown(code) => code,
        }
    }

    /// The enum value, where the list knows the number.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(known) => Some(known),
            Self::Unknown(_) => None,
        }
    }

    /// HUD's words, or "Unknown code 437".
    pub fn label(self) -> Cow<'static, str> {
        match self {
            Self::Known(known) => Cow::Borrowed(known.label()),
            Self::Unknown(code) => Cow::Owned(format!("Unknown code {code}")),
        }
    }

    /// Whether it is this known code.
    pub fn is(self, value: T) -> bool {
        self == Self::Known(value)
    }
}

impl<T: HudCode> From<T> for Coded<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T: HudCode> PartialOrd for Coded<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: HudCode> Ord for Coded<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code().cmp(&other.code())
    }
}

impl<T: HudCode> Serialize for Coded<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(self.code())
    }
}

impl<'de, T: HudCode> Deserialize<'de> for Coded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i32::deserialize(deserializer).map(Self::from_code)
    }
}
