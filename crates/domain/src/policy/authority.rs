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

impl ExitRight {
    /// All, from the least to the most.
    pub const ALL: [Self; 4] = [Self::None, Self::Suggest, Self::OwnAssessments, Self::All];

    /// The word under which it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Suggest => "suggest",
            Self::OwnAssessments => "own_assessments",
            Self::All => "all",
        }
    }

    /// The right of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.code() == code)
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "no exits",
            Self::Suggest => "suggests exits",
            Self::OwnAssessments => "exits households of their own",
            Self::All => "exits every household",
        }
    }

    /// Whether a workgroup can have it. Managers decide suggestions, so theirs would reach nobody.
    #[must_use]
    pub fn suits(self, workgroup: Workgroup) -> bool {
        self != Self::Suggest || workgroup != Workgroup::PriorityListManager
    }
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
    /// The workgroups for which an authority chooses a right.
    pub const CHOSEN: [Workgroup; 5] = [
        Workgroup::HmisUser,
        Workgroup::ShelterStaff,
        Workgroup::ShelterReservation,
        Workgroup::CeAssessor,
        Workgroup::PriorityListManager,
    ];

    /// Gives a workgroup a right. That of administrators never changes.
    pub const fn set(&mut self, workgroup: Workgroup, right: ExitRight) {
        match workgroup {
            Workgroup::HmisUser => self.hmis_user = right,
            Workgroup::ShelterStaff => self.shelter_staff = right,
            Workgroup::ShelterReservation => self.shelter_reservation = right,
            Workgroup::CeAssessor => self.ce_assessor = right,
            Workgroup::PriorityListManager => self.priority_list_manager = right,
            Workgroup::Administrator => {}
        }
    }

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

#[cfg(test)]
mod tests {
    use super::{ExitAuthority, ExitRight};
    use crate::variants::{name, variants};
    use crate::workgroup::Workgroup;

    #[test]
    fn rights_are_stored_under_one_word() {
        assert_eq!(variants::<ExitRight>(), ExitRight::ALL.map(name));
        assert_eq!(variants::<ExitRight>(), ExitRight::ALL.map(ExitRight::code));
        for right in ExitRight::ALL {
            assert_eq!(ExitRight::from_code(right.code()), Some(right));
        }
    }

    #[test]
    fn what_is_set_is_the_workgroups_alone() {
        for workgroup in Workgroup::ALL {
            let mut authority = ExitAuthority::default();
            authority.set(workgroup, ExitRight::OwnAssessments);
            for other in Workgroup::ALL {
                let expected = if other == workgroup && ExitAuthority::CHOSEN.contains(&other) {
                    ExitRight::OwnAssessments
                } else {
                    ExitAuthority::default().of(other)
                };
                assert_eq!(authority.of(other), expected, "{workgroup:?}, {other:?}");
            }
        }
    }
}
