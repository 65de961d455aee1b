//! The rules of a list authority, as one versioned document.

use crate::workgroup::Workgroup;
use serde::{Deserialize, Serialize};

/// What a list authority decides for itself. Stored as JSON; a missing part takes its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// Who may exit a household from the list.
    pub exit: ExitAuthority,
    /// Whether a reason for leaving the list must be chosen.
    pub removal_reason_required: bool,
    /// Reasons offered on the exit page, in order.
    pub removal_reasons: Vec<RemovalReason>,
    /// Days without contact after which an entry counts as inactive.
    pub inactive_after_days: i64,
    /// Whether an entry without a recorded release of information is held back.
    pub hold_back_without_roi: bool,
    /// Working days in which a provider acknowledges a referral.
    pub acknowledge_within_days: i64,
    /// Whether CE assessors may reveal a full SSN.
    pub assessors_reveal_ssn: bool,
    /// Whether HMIS Users may do intakes and assessments for the CE organization.
    pub hmis_users_assess: bool,
    /// Whether HMIS Users see their own households on the list.
    pub hmis_users_see_list: bool,
    /// Whether HMIS Users may suggest de-identified entries.
    pub hmis_users_suggest_deidentified: bool,
    /// Whether the Priority List Manager may grant access, not only endorse it.
    pub managers_grant: bool,
    /// The authority's own words about exits.
    pub guidance: Guidance,
}

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

/// A reason for leaving the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovalReason {
    /// Stored with the exit.
    pub code: String,
    /// Shown.
    pub label: String,
    /// The outflow class it counts under.
    pub class: OutflowClass,
    /// Whether a note must say more.
    #[serde(default)]
    pub needs_note: bool,
}

/// Why an entry left, as the figures count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutflowClass {
    /// Has a home.
    Housed,
    /// Could not be reached.
    Inactive,
    /// Does not meet the criteria any more.
    NoLongerEligible,
    /// Joined another household of the list.
    Joined,
    /// Went to another authority's list.
    Transferred,
    /// Died.
    Deceased,
    /// Another reason.
    Other,
    /// Should never have been on the list.
    Correction,
}

impl OutflowClass {
    /// All, in the order of the figures.
    pub const ALL: [Self; 8] = [
        Self::Housed,
        Self::Inactive,
        Self::NoLongerEligible,
        Self::Joined,
        Self::Transferred,
        Self::Deceased,
        Self::Other,
        Self::Correction,
    ];

    /// The word under which it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Housed => "housed",
            Self::Inactive => "inactive",
            Self::NoLongerEligible => "no_longer_eligible",
            Self::Joined => "joined",
            Self::Transferred => "transferred",
            Self::Deceased => "deceased",
            Self::Other => "other",
            Self::Correction => "correction",
        }
    }

    /// The class of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.code() == code)
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Housed => "Housed",
            Self::Inactive => "Inactive",
            Self::NoLongerEligible => "No longer eligible",
            Self::Joined => "Joined another household",
            Self::Transferred => "Transferred",
            Self::Deceased => "Deceased",
            Self::Other => "Other",
            Self::Correction => "Correction",
        }
    }
}

/// What the authority tells its users on the exit page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Guidance {
    /// One or two sentences: who may exit and when.
    pub summary: String,
    /// More, as paragraphs.
    pub details: Vec<String>,
    /// Related articles.
    pub links: Vec<Link>,
    /// A short film, if there is one.
    pub video: Option<Link>,
}

/// A place to read on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What stands there.
    pub title: String,
    /// An address that starts with https:// or /.
    pub href: String,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            exit: ExitAuthority::default(),
            removal_reason_required: true,
            removal_reasons: default_reasons(),
            inactive_after_days: 90,
            hold_back_without_roi: true,
            acknowledge_within_days: 3,
            assessors_reveal_ssn: false,
            hmis_users_assess: false,
            hmis_users_see_list: false,
            hmis_users_suggest_deidentified: false,
            managers_grant: false,
            guidance: Guidance::default(),
        }
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

impl Default for Guidance {
    fn default() -> Self {
        Self {
            summary: "Exit a household once its housing program has enrolled it and the move-in date \
                      is recorded, or when it asks to leave the list. Not sure? Ask the Priority List \
                      Manager first."
                .to_owned(),
            details: vec![
                "The exit date is the move-in date for people who are housed, the day they asked for \
                 those who leave on request, and the last contact for those who cannot be reached."
                    .to_owned(),
                "Destination says where people went, never why. The reason for leaving the list is \
                 asked apart from it."
                    .to_owned(),
            ],
            links: Vec::new(),
            video: None,
        }
    }
}

impl Policy {
    /// The reason with this code, if the policy has it.
    #[must_use]
    pub fn removal_reason(&self, code: &str) -> Option<&RemovalReason> {
        self.removal_reasons
            .iter()
            .find(|reason| reason.code == code)
    }
}

fn default_reasons() -> Vec<RemovalReason> {
    let reason = |code: &str, label: &str, class| RemovalReason {
        code: code.to_owned(),
        label: label.to_owned(),
        class,
        needs_note: false,
    };
    let mut reasons = vec![
        reason(
            "housed_referral",
            "Housed through a Coordinated Entry referral",
            OutflowClass::Housed,
        ),
        reason("housed_self", "Housed on their own", OutflowClass::Housed),
        reason(
            "asked_to_leave",
            "Asked to be taken off the list",
            OutflowClass::Other,
        ),
        reason("no_contact", "Could not be reached", OutflowClass::Inactive),
        reason(
            "not_eligible",
            "No longer eligible",
            OutflowClass::NoLongerEligible,
        ),
        reason(
            "moved_coc",
            "Moved to another Continuum of Care",
            OutflowClass::Transferred,
        ),
        reason(
            "institution",
            "Entered an institution for more than 90 days",
            OutflowClass::NoLongerEligible,
        ),
        reason(
            "consent_ended",
            "Consent withdrawn or expired, and asked to leave",
            OutflowClass::Other,
        ),
        reason(
            "joined",
            "Joined another household on the list",
            OutflowClass::Joined,
        ),
        reason(
            "duplicate",
            "Duplicate enrollment",
            OutflowClass::Correction,
        ),
        reason(
            "entered_in_error",
            "Entered in error",
            OutflowClass::Correction,
        ),
        reason("deceased", "Deceased", OutflowClass::Deceased),
        reason("other", "Another reason", OutflowClass::Other),
    ];
    if let Some(other) = reasons.last_mut() {
        other.needs_note = true;
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::{ExitRight, OutflowClass, Policy};
    use crate::variants::{name, variants};
    use std::collections::BTreeSet;

    #[test]
    fn a_missing_part_takes_its_default() {
        let policy = serde_json::from_str::<Policy>(r#"{"exit": {"hmis_user": "suggest"}}"#);
        let mut expected = Policy::default();
        expected.exit.hmis_user = ExitRight::Suggest;
        assert_eq!(policy.expect("a policy"), expected);
    }

    #[test]
    fn a_stored_policy_comes_back() {
        let json = serde_json::to_value(Policy::default()).expect("serializes");
        let policy = serde_json::from_value::<Policy>(json).expect("a policy");
        assert_eq!(policy, Policy::default());
    }

    #[test]
    fn the_default_reasons_cover_every_class_once_each_code() {
        let reasons = Policy::default().removal_reasons;
        let codes = reasons
            .iter()
            .map(|reason| &reason.code)
            .collect::<BTreeSet<_>>();
        assert_eq!(codes.len(), reasons.len());
        let classes = reasons
            .iter()
            .map(|reason| reason.class)
            .collect::<BTreeSet<_>>();
        assert_eq!(classes, BTreeSet::from(OutflowClass::ALL));
    }

    #[test]
    fn outflow_classes_are_stored_under_one_word() {
        assert_eq!(variants::<OutflowClass>(), OutflowClass::ALL.map(name));
        assert_eq!(
            variants::<OutflowClass>(),
            OutflowClass::ALL.map(OutflowClass::code)
        );
        for class in OutflowClass::ALL {
            assert_eq!(OutflowClass::from_code(class.code()), Some(class));
        }
    }
}
