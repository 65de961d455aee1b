//! The rules of a list authority, as one versioned document.

mod authority;
mod changes;
mod check;
mod guidance;
mod reason;

pub use authority::{ExitAuthority, ExitRight};
pub use check::{Bounds, PolicyPart, PolicyProblem};
pub use guidance::{Guidance, Link};
pub use reason::{OutflowClass, RemovalReason};

use serde::{Deserialize, Serialize};

/// What a list authority decides for itself. Stored as JSON; a missing part takes its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// Who may exit a household from the list.
    pub exit: ExitAuthority,
    /// Whether a reason for leaving the list must be chosen.
    pub removal_reason_required: bool,
    /// All reasons that the list knows, in the order of the exit page; retired ones among them.
    pub removal_reasons: Vec<RemovalReason>,
    /// An exit date more than so many days back asks for confirmation.
    pub exit_backdate_days: i64,
    /// Days without contact after which an entry counts as inactive.
    pub inactive_after_days: i64,
    /// Whether households without contact for `inactive_after_days` are proposed for exit.
    pub propose_no_contact: bool,
    /// Days without contact after which the assessor is reminded.
    pub nudge_after_days: i64,
    /// After so many referrals that the client declined, a case-conference review is proposed, never
    /// an exit. `None`: never.
    pub review_after_refusals: Option<u32>,
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

impl Default for Policy {
    fn default() -> Self {
        Self {
            exit: ExitAuthority::default(),
            removal_reason_required: true,
            removal_reasons: reason::default_reasons(),
            exit_backdate_days: 30,
            inactive_after_days: 90,
            propose_no_contact: true,
            nudge_after_days: 60,
            review_after_refusals: None,
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

/// What of a policy decides over an exit: the browser gets no more of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExitRules {
    /// Whether a reason for leaving the list must be chosen.
    pub reason_required: bool,
    /// The reasons that are offered, in order.
    pub reasons: Vec<RemovalReason>,
    /// An exit date more than so many days back asks for confirmation.
    pub backdate_days: i64,
}

impl Policy {
    /// What decides over an exit.
    #[must_use]
    pub fn exit_rules(&self) -> ExitRules {
        ExitRules {
            reason_required: self.removal_reason_required,
            reasons: self.offered_reasons().cloned().collect(),
            backdate_days: self.exit_backdate_days,
        }
    }

    /// The reasons that the exit page offers, in order.
    pub fn offered_reasons(&self) -> impl Iterator<Item = &RemovalReason> {
        self.removal_reasons.iter().filter(|reason| !reason.retired)
    }

    /// Whether both policies place every household alike. Other parts decide what people may do.
    #[must_use]
    pub fn places_like(&self, other: &Self) -> bool {
        // Named one by one, so that a new part does not compile until somebody has thought about whether
        // `priority::place` reads it.
        let Self {
            inactive_after_days,
            hold_back_without_roi,
            exit: _,
            removal_reason_required: _,
            removal_reasons: _,
            exit_backdate_days: _,
            propose_no_contact: _,
            nudge_after_days: _,
            review_after_refusals: _,
            acknowledge_within_days: _,
            assessors_reveal_ssn: _,
            hmis_users_assess: _,
            hmis_users_see_list: _,
            hmis_users_suggest_deidentified: _,
            managers_grant: _,
            guidance: _,
        } = other;
        self.inactive_after_days == *inactive_after_days
            && self.hold_back_without_roi == *hold_back_without_roi
    }

    /// The reason with this code, retired or not, if the policy has it.
    #[must_use]
    pub fn removal_reason(&self, code: &str) -> Option<&RemovalReason> {
        self.removal_reasons
            .iter()
            .find(|reason| reason.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::{ExitRight, Policy};

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
    fn a_retired_reason_is_known_and_not_offered() {
        let mut policy = Policy::default();
        policy.removal_reasons[0].retired = true;
        let code = policy.removal_reasons[0].code.clone();
        assert!(policy.removal_reason(&code).is_some());
        assert!(policy.offered_reasons().all(|reason| reason.code != code));
        assert_eq!(
            policy.offered_reasons().count(),
            policy.removal_reasons.len() - 1
        );
    }
}
