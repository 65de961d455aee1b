//! Standing and order of an entry on the Priority List: one pure function over one day's facts.

use crate::calendar;
use crate::hud::{Coded, PrioritizationStatus, ReferralResult};
use crate::policy::Policy;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is known of a household with an open CE enrollment, on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// The day asked about, in the list authority's calendar.
    pub today: NaiveDate,
    /// Earliest entry of the members who are still enrolled.
    pub on_list_since: NaiveDate,
    /// Members with an open stay.
    pub size: i32,
    /// Of them, younger than 18 on the day.
    pub minors: i32,
    /// A release of information of the head of household is in force.
    pub roi_in_force: bool,
    /// The household's latest CE assessment, any member's.
    pub assessment: Option<AssessmentFacts>,
    /// The latest contact (CLS), any member's.
    pub last_contact_on: Option<NaiveDate>,
    /// The latest housing referral, any member's.
    pub referral: Option<ReferralFacts>,
}

/// A CE assessment (4.19).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssessmentFacts {
    /// 4.19.1.
    pub assessed_on: NaiveDate,
    /// The local score, in hundredths.
    pub score_hundredths: Option<i64>,
    /// 4.19.7.
    pub prioritization: Option<Coded<PrioritizationStatus>>,
}

/// A housing referral (4.20, types 10-15, 17, 18).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralFacts {
    /// 4.20.1.
    pub referred_on: NaiveDate,
    /// When the provider acknowledged it.
    pub acknowledged_on: Option<NaiveDate>,
    /// 4.20.D as a number; `None` while there is no result.
    pub result: Option<i32>,
    /// The project referred to, or HUD's text for it.
    pub to: Option<String>,
    /// Move-in date of the housing enrollment that followed.
    pub moved_in_on: Option<NaiveDate>,
}

/// How an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Has a place in the order.
    Ranked,
    /// Has a place, and a referral that has not ended: no result yet, or accepted and not moved in.
    ReferralPending,
    /// No contact for longer than the policy allows.
    Inactive,
    /// On the list and not ranked, for a reason that somebody can mend.
    HeldBack,
}

impl Standing {
    /// All.
    pub const ALL: [Self; 4] = [
        Self::Ranked,
        Self::ReferralPending,
        Self::Inactive,
        Self::HeldBack,
    ];

    /// The word under which it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ranked => "ranked",
            Self::ReferralPending => "referral_pending",
            Self::Inactive => "inactive",
            Self::HeldBack => "held_back",
        }
    }

    /// The standing of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|standing| standing.code() == code)
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ranked => "Ranked",
            Self::ReferralPending => "Referral pending",
            Self::Inactive => "Inactive",
            Self::HeldBack => "Held back",
        }
    }

    /// Whether the entry takes a rank.
    #[must_use]
    pub const fn is_ranked(self) -> bool {
        matches!(self, Self::Ranked | Self::ReferralPending)
    }
}

/// The latest referral in a short word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralStatus {
    /// No referral yet.
    None,
    /// Sent, not acknowledged.
    Offered,
    /// Acknowledged, no result.
    Acknowledged,
    /// Accepted, not moved in.
    Accepted,
    /// Accepted and moved in.
    MovedIn,
    /// Ended without a home.
    Declined,
}

impl ReferralStatus {
    /// The word under which it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Offered => "offered",
            Self::Acknowledged => "acknowledged",
            Self::Accepted => "accepted",
            Self::MovedIn => "moved_in",
            Self::Declined => "declined",
        }
    }

    /// The status of a stored word; `None` where it is not understood.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        [
            Self::Offered,
            Self::Acknowledged,
            Self::Accepted,
            Self::MovedIn,
            Self::Declined,
        ]
        .into_iter()
        .find(|status| status.code() == code)
        .unwrap_or(Self::None)
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Offered => "Referred",
            Self::Acknowledged => "Acknowledged",
            Self::Accepted => "Accepted",
            Self::MovedIn => "Moved in",
            Self::Declined => "Declined",
        }
    }
}

/// Where an entry stands, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// Its standing.
    pub standing: Standing,
    /// The sentence that explains it.
    pub reason: String,
    /// The latest referral.
    pub referral: ReferralStatus,
    /// Compared from left to right, smaller first; ties are broken by the household's id.
    pub sort_key: Vec<i64>,
}

/// Places an entry: ranked ones first, then inactive, then held back; within each by score, the higher
/// first and none last, then by the longer time on the list.
#[must_use]
pub fn place(facts: &Facts, policy: &Policy) -> Placement {
    let referral = referral_status(facts);
    let (standing, reason) = standing(facts, policy, referral);
    let group = match standing {
        Standing::Ranked | Standing::ReferralPending => 0,
        Standing::Inactive => 1,
        Standing::HeldBack => 2,
    };
    let score = facts
        .assessment
        .and_then(|assessment| assessment.score_hundredths);
    let since = facts
        .on_list_since
        .signed_duration_since(NaiveDate::default())
        .num_days();
    Placement {
        standing,
        reason,
        referral,
        sort_key: vec![group, score.map_or(i64::MAX, i64::saturating_neg), since],
    }
}

/// When the household was heard of last: a contact (CLS) or an assessment, whichever is later. All that
/// asks for silence asks here.
#[must_use]
pub fn heard_on(
    last_contact_on: Option<NaiveDate>,
    assessed_on: Option<NaiveDate>,
) -> Option<NaiveDate> {
    last_contact_on.max(assessed_on)
}

/// The first that holds: what keeps an entry back, then what is under way, then silence.
fn standing(facts: &Facts, policy: &Policy, referral: ReferralStatus) -> (Standing, String) {
    if policy.hold_back_without_roi && !facts.roi_in_force {
        return (
            Standing::HeldBack,
            "No release of information in force.".to_owned(),
        );
    }
    let Some(assessment) = facts.assessment else {
        return (Standing::HeldBack, "No assessment yet.".to_owned());
    };
    if assessment.prioritization == Some(Coded::Known(PrioritizationStatus::NotPlaced)) {
        let day = calendar::words(assessment.assessed_on);
        return (
            Standing::HeldBack,
            format!("Assessed on {day} and not placed on the list."),
        );
    }
    let moved_in_on = facts
        .referral
        .as_ref()
        .and_then(|referral| referral.moved_in_on);
    if let (ReferralStatus::MovedIn, Some(day)) = (referral, moved_in_on) {
        let day = calendar::words(day);
        return (
            Standing::HeldBack,
            format!("Moved in on {day} and not exited from the list."),
        );
    }
    if let Some(under_way) = under_way(facts, referral) {
        return (
            Standing::ReferralPending,
            format!("{under_way} {}", order(facts)),
        );
    }
    let heard_on = heard_on(facts.last_contact_on, Some(assessment.assessed_on));
    let silent = heard_on.map_or(0, |day| facts.today.signed_duration_since(day).num_days());
    if silent > policy.inactive_after_days {
        return (
            Standing::Inactive,
            format!("No contact for {}.", days(silent)),
        );
    }
    (Standing::Ranked, order(facts))
}

/// A referral that has not ended, in a sentence.
fn under_way(facts: &Facts, referral: ReferralStatus) -> Option<String> {
    let to = facts
        .referral
        .as_ref()
        .and_then(|referral| referral.to.as_deref());
    let to = to.map(str::trim).filter(|to| !to.is_empty());
    match referral {
        ReferralStatus::Offered => {
            Some(to.map_or_else(|| "Referred.".to_owned(), |to| format!("Referred to {to}.")))
        }
        ReferralStatus::Acknowledged => Some(to.map_or_else(
            || "Referral acknowledged.".to_owned(),
            |to| format!("Referral acknowledged by {to}."),
        )),
        ReferralStatus::Accepted => Some(to.map_or_else(
            || "Accepted, not moved in.".to_owned(),
            |to| format!("Accepted by {to}, not moved in."),
        )),
        ReferralStatus::None | ReferralStatus::MovedIn | ReferralStatus::Declined => None,
    }
}

/// What gives an entry its place in the order.
fn order(facts: &Facts) -> String {
    let mut parts = Vec::new();
    match facts
        .assessment
        .and_then(|assessment| assessment.score_hundredths)
    {
        Some(score) => parts.push(format!("Score {}", decimal(score))),
        None => parts.push("No score".to_owned()),
    }
    if facts.minors > 0 {
        parts.push("minors in household".to_owned());
    }
    let listed = facts
        .today
        .signed_duration_since(facts.on_list_since)
        .num_days();
    parts.push(format!("{} on the list", days(listed.max(0))));
    format!("{}.", parts.join(", "))
}

/// "12", "12.50", "-0.05".
fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (
        hundredths.unsigned_abs() / 100,
        hundredths.unsigned_abs() % 100,
    );
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:02}")
    }
}

fn days(count: i64) -> String {
    format!("{count} {}", if count == 1 { "day" } else { "days" })
}

fn referral_status(facts: &Facts) -> ReferralStatus {
    let Some(referral) = &facts.referral else {
        return ReferralStatus::None;
    };
    match referral.result {
        Some(result) if result == ReferralResult::Accepted.code() => {
            // A move-in date ahead of the day asked about has not come true yet.
            if referral.moved_in_on.is_some_and(|day| day <= facts.today) {
                ReferralStatus::MovedIn
            } else {
                ReferralStatus::Accepted
            }
        }
        Some(_) => ReferralStatus::Declined,
        None if referral.acknowledged_on.is_some() => ReferralStatus::Acknowledged,
        None => ReferralStatus::Offered,
    }
}

#[cfg(test)]
mod tests;
