//! Race and ethnicity (3.04): a set, one column of Client.csv for each member.

use serde::{Deserialize, Serialize};

/// One answer of 3.04; several may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Race {
    /// American Indian, Alaska Native, or Indigenous.
    AmIndAkNative,
    /// Asian or Asian American.
    Asian,
    /// Black, African American, or African.
    BlackAfAmerican,
    /// Hispanic/Latina/o.
    HispanicLatinao,
    /// Middle Eastern or North African.
    MidEastNAfrican,
    /// Native Hawaiian or Pacific Islander.
    NativeHiPacific,
    /// White.
    White,
}

impl Race {
    /// Every answer in the order of Client.csv.
    pub const ALL: &'static [Self] = &[
        Self::AmIndAkNative,
        Self::Asian,
        Self::BlackAfAmerican,
        Self::HispanicLatinao,
        Self::MidEastNAfrican,
        Self::NativeHiPacific,
        Self::White,
    ];

    /// HUD's words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::AmIndAkNative => "American Indian, Alaska Native, or Indigenous",
            Self::Asian => "Asian or Asian American",
            Self::BlackAfAmerican => "Black, African American, or African",
            Self::HispanicLatinao => "Hispanic/Latina/o",
            Self::MidEastNAfrican => "Middle Eastern or North African",
            Self::NativeHiPacific => "Native Hawaiian or Pacific Islander",
            Self::White => "White",
        }
    }

    /// The column of Client.csv (FY2026; FY2024 has `HispanicLatinaeo`).
    pub const fn column(self) -> &'static str {
        match self {
            Self::AmIndAkNative => "AmIndAKNative",
            Self::Asian => "Asian",
            Self::BlackAfAmerican => "BlackAfAmerican",
            Self::HispanicLatinao => "HispanicLatinao",
            Self::MidEastNAfrican => "MidEastNAfrican",
            Self::NativeHiPacific => "NativeHIPacific",
            Self::White => "White",
        }
    }
}

/// The answers that a client gave to 3.04, as one byte; bit n is `Race::ALL[n]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RaceSet(u8);

impl RaceSet {
    /// The set without members: `RaceNone` says why.
    pub const EMPTY: Self = Self(0);

    /// Reads the stored byte; bits without a race are dropped.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 0x7f)
    }

    /// The byte to store.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The set with `race` added.
    #[must_use]
    pub const fn with(self, race: Race) -> Self {
        Self(self.0 | 1 << race as u8)
    }

    /// Whether `race` is among the answers.
    pub const fn contains(self, race: Race) -> bool {
        self.0 & 1 << race as u8 != 0
    }

    /// Whether no race was given.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The answers in the order of Client.csv.
    pub fn iter(self) -> impl Iterator<Item = Race> {
        Race::ALL
            .iter()
            .copied()
            .filter(move |race| self.contains(*race))
    }
}

impl FromIterator<Race> for RaceSet {
    fn from_iter<I: IntoIterator<Item = Race>>(races: I) -> Self {
        races.into_iter().fold(Self::EMPTY, Self::with)
    }
}
