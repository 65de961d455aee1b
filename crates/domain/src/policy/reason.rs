//! Reasons for leaving the list, each with the outflow class it counts under.

use serde::{Deserialize, Serialize};

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
    /// Not offered any more; the label stays known for exits that carry it.
    #[serde(default)]
    pub retired: bool,
}

impl RemovalReason {
    /// A code for a new reason, made of its label: words of letters and digits, of which no other in `taken`
    /// is made.
    #[must_use]
    pub fn new_code(label: &str, taken: &[String]) -> String {
        let spelled = label
            .to_lowercase()
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join("_");
        let mut base = spelled.chars().take(40).collect::<String>();
        if base.is_empty() {
            "reason".clone_into(&mut base);
        }
        let numbered = (2..).map(|number| format!("{base}_{number}"));
        std::iter::once(base.clone())
            .chain(numbered)
            .find(|code| !taken.contains(code))
            .unwrap_or(base)
    }
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

/// The reasons of an authority that has not chosen its own.
pub(super) fn default_reasons() -> Vec<RemovalReason> {
    let reason = |code: &str, label: &str, class| RemovalReason {
        code: code.to_owned(),
        label: label.to_owned(),
        class,
        needs_note: false,
        retired: false,
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
    use super::{OutflowClass, RemovalReason};
    use crate::policy::Policy;
    use crate::variants::{name, variants};
    use std::collections::BTreeSet;

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

    #[test]
    fn a_new_code_is_made_of_the_label_and_is_new() {
        let taken = ["moved_away".to_owned(), "moved_away_2".to_owned()];
        for (label, code) in [
            ("Moved to Canada", "moved_to_canada"),
            ("  Moved  away! ", "moved_away_3"),
            ("No. 5", "no_5"),
            ("\u{e9}t\u{e9}", "t"),
            ("\u{2026}", "reason"),
        ] {
            assert_eq!(RemovalReason::new_code(label, &taken), code);
        }
        let long = RemovalReason::new_code(&"x".repeat(80), &taken);
        assert_eq!(long, "x".repeat(40));
    }
}
