//! Workgroups: the roles in which people act.

use serde::{Deserialize, Serialize};

/// A role. What each may do stands in [`crate::access`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Workgroup {
    /// HMIS Users: staff of housing and service agencies.
    HmisUser,
    /// Emergency Shelter Staff.
    ShelterStaff,
    /// Shelter Reservation Team.
    ShelterReservation,
    /// Coordinated Entry Assessors.
    CeAssessor,
    /// Priority List Managers.
    PriorityListManager,
    /// System Administrators of the HMIS lead agency.
    Administrator,
}

impl Workgroup {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::HmisUser,
        Self::ShelterStaff,
        Self::ShelterReservation,
        Self::CeAssessor,
        Self::PriorityListManager,
        Self::Administrator,
    ];

    /// The word under which it is stored and sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::HmisUser => "hmis_user",
            Self::ShelterStaff => "shelter_staff",
            Self::ShelterReservation => "shelter_reservation",
            Self::CeAssessor => "ce_assessor",
            Self::PriorityListManager => "priority_list_manager",
            Self::Administrator => "administrator",
        }
    }

    /// The workgroup of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }

    /// The group's name, as the sidebar lists it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::HmisUser => "HMIS Users",
            Self::ShelterStaff => "Emergency Shelter Staff",
            Self::ShelterReservation => "Shelter Reservation Team",
            Self::CeAssessor => "Coordinated Entry Assessors",
            Self::PriorityListManager => "Priority List Managers",
            Self::Administrator => "System Administrators",
        }
    }

    /// One member of it, as the header's chip says: "Priority List Manager for ...".
    #[must_use]
    pub const fn singular(self) -> &'static str {
        match self {
            Self::HmisUser => "HMIS User",
            Self::ShelterStaff => "Emergency Shelter Staff",
            Self::ShelterReservation => "Shelter Reservation Team",
            Self::CeAssessor => "Coordinated Entry Assessor",
            Self::PriorityListManager => "Priority List Manager",
            Self::Administrator => "System Administrator",
        }
    }
}
