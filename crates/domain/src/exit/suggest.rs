//! What the facts suggest for an exit, and why.

use super::{Facts, Housing};
use crate::calendar;
use crate::hud::{LivingSituation, ProjectType, RentalSubsidyType};
use crate::policy::{ExitRules, OutflowClass};
use chrono::NaiveDate;

/// An answer that facts suggest, with the reason in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested<T> {
    /// The answer.
    pub answer: T,
    /// Why: "Filled in from the move-in date, November 14, 2026."
    pub why: String,
}

/// Answers with which the form is filled in, where facts are clear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// 3.11.
    pub exit_on: Option<Suggested<NaiveDate>>,
    /// 3.12.1 with 3.12.A.
    pub destination: Option<Suggested<(LivingSituation, Option<RentalSubsidyType>)>>,
    /// Code of the policy's reason.
    pub removal_reason: Option<Suggested<String>>,
    /// The referral that housed them.
    pub referral: Option<Suggested<super::Referral>>,
}

/// What to fill in: from a move-in (3.20) of a member, the referral that led to it, and the policy's reasons.
/// Where nobody moved in, nothing is clear.
#[must_use]
pub fn suggest(facts: &Facts, rules: &ExitRules) -> Suggestion {
    let moved = |housing: &Housing| housing.moved_in_on.filter(|on| *on <= facts.today);
    let Some((housing, on)) = facts
        .housing
        .iter()
        .find_map(|housing| Some((housing, moved(housing)?)))
    else {
        return Suggestion::default();
    };
    let project = &housing.project_name;
    let referral = facts
        .referrals
        .iter()
        .find(|referral| referral.housed_on.is_some() && referral.to == *project);
    let referred = referral.is_some();
    Suggestion {
        exit_on: Some(Suggested {
            answer: on,
            why: format!("Filled in from the move-in date, {}.", calendar::words(on)),
        }),
        destination: destination_of(housing.project_type).map(|answer| Suggested {
            answer,
            why: format!("Filled in from {project}, which housed them."),
        }),
        removal_reason: housed(rules, referred).map(|answer| Suggested {
            answer,
            why: if referred {
                format!("Filled in from the referral to {project}.")
            } else {
                format!("Filled in from the move-in at {project}.")
            },
        }),
        referral: referral.map(|referral| Suggested {
            answer: referral.clone(),
            why: format!(
                "{project} enrolled them on {}.",
                referral.housed_on.map(calendar::words).unwrap_or_default()
            ),
        }),
    }
}

/// Where people are who moved in with a project of this type.
const fn destination_of(
    project_type: Option<ProjectType>,
) -> Option<(LivingSituation, Option<RentalSubsidyType>)> {
    let subsidy = match project_type {
        Some(ProjectType::PermanentSupportiveHousing) => {
            RentalSubsidyType::PermanentSupportiveHousing
        }
        Some(ProjectType::RapidRehousing) => RentalSubsidyType::RapidRehousing,
        Some(ProjectType::PhHousingOnly | ProjectType::PhHousingWithServices) => {
            RentalSubsidyType::OtherPermanentHousing
        }
        _ => return None,
    };
    Some((LivingSituation::RentalWithSubsidy, Some(subsidy)))
}

/// The policy's reason for who is housed: the one for referrals, or another one.
fn housed(rules: &ExitRules, referred: bool) -> Option<String> {
    let usual = if referred {
        ["housed_referral", "housed_self"]
    } else {
        ["housed_self", "housed_referral"]
    };
    let rank = |code: &str| usual.iter().position(|usual| *usual == code);
    rules
        .reasons
        .iter()
        .filter(|reason| reason.class == OutflowClass::Housed)
        .min_by_key(|reason| rank(&reason.code).unwrap_or(usual.len()))
        .map(|reason| reason.code.clone())
}
