//! Who may exit a household: a right for each workgroup.

use crate::workgroup::Workgroup;
use serde::{Deserialize, Serialize};

/// Exit authority per workgroup; administrators always repair, audited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExitAuthority {
    /// HMIS Users.
    pub hmis_user: ExitRight,
    /// Emergency Shelter Staff.
    pub shelter_staff: ExitRight,
    /// Shelter Reservation Team.
    pub shelter_reservation: ExitRight,
    /// Coordinated Entry Assessors.
    pub ce_assessor: ExitRight,
    /// Priority List Managers.
    pub priority_list_manager: ExitRight,
}

/// How far a workgroup's authority to exit reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExitRight {
    /// Not at all.
    None,
    /// May suggest an exit to the Priority List Manager.
    Suggest,
    /// Only the user's own households ([`crate::access::Situation::own_household`]) of a CE
    /// organization that the user holds.
    OwnAssessments,
    /// Every household of a CE organization that the user holds.
    All,
}

impl Default for ExitAuthority {
    fn default() -> Self {
        Self {
            hmis_user: ExitRight::All,
            shelter_staff: ExitRight::Suggest,
            shelter_reservation: ExitRight::Suggest,
            ce_assessor: ExitRight::All,
            priority_list_manager: ExitRight::All,
        }
    }
}

impl ExitAuthority {
    /// The right of a workgroup. Administrators repair: theirs is always `All`.
    #[must_use]
    pub const fn of(&self, workgroup: Workgroup) -> ExitRight {
        match workgroup {
            Workgroup::HmisUser => self.hmis_user,
            Workgroup::ShelterStaff => self.shelter_staff,
            Workgroup::ShelterReservation => self.shelter_reservation,
            Workgroup::CeAssessor => self.ce_assessor,
            Workgroup::PriorityListManager => self.priority_list_manager,
            Workgroup::Administrator => ExitRight::All,
        }
    }
}
