//! Project types (2.02.6): groups and short names.

use super::ProjectType;

/// What a project gives to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProjectGroup {
    /// Shelter, safe haven and transitional housing.
    Lodging,
    /// Permanent housing.
    Permanent,
    /// Street outreach.
    Outreach,
    /// Services without lodging.
    Services,
    /// Homelessness prevention.
    Prevention,
    /// Coordinated Entry.
    CoordinatedEntry,
    /// Anything else.
    Other,
}

impl ProjectType {
    /// The short name people use, such as "PSH".
    pub const fn short(self) -> &'static str {
        match self {
            Self::EmergencyShelterEntryExit | Self::EmergencyShelterNightByNight => "ES",
            Self::TransitionalHousing => "TH",
            Self::PermanentSupportiveHousing => "PSH",
            Self::StreetOutreach => "SO",
            Self::ServicesOnly => "SSO",
            Self::Other => "Other",
            Self::SafeHaven => "SH",
            Self::PhHousingOnly => "PH-HO",
            Self::PhHousingWithServices => "PH-HS",
            Self::DayShelter => "DS",
            Self::HomelessnessPrevention => "HP",
            Self::RapidRehousing => "RRH",
            Self::CoordinatedEntry => "CE",
        }
    }

    /// Whether people stay the night there.
    pub const fn is_residential(self) -> bool {
        matches!(
            self.group(),
            ProjectGroup::Lodging | ProjectGroup::Permanent
        )
    }

    /// Whether it is permanent housing (3, 9, 10, 13), where a move-in date (3.20) counts.
    pub const fn is_permanent_housing(self) -> bool {
        matches!(self.group(), ProjectGroup::Permanent)
    }
}
