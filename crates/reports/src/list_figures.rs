//! The figures above a Priority List. Each is defined once, here, by the rows that it counts.

use chrono::NaiveDate;
use domain::priority::{ReferralStatus, Standing, heard_on};
use serde::{Deserialize, Serialize};

/// Days without contact that a list manager wants to hear of.
pub const QUIET_DAYS: i64 = 60;

/// What a figure is computed from: one entry of the list, on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// How it stands.
    pub standing: Standing,
    /// Its latest referral.
    pub referral: ReferralStatus,
    /// The latest contact.
    pub last_contact_on: Option<NaiveDate>,
    /// The latest assessment: a contact too.
    pub assessed_on: Option<NaiveDate>,
}

/// A group of entries that can be counted and listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Every household on the list.
    All,
    /// Those that take a rank.
    Ranked,
    /// Those with a referral that has no result yet, or is accepted and not moved in.
    Referred,
    /// Those without contact or assessment for [`QUIET_DAYS`] days, or ever.
    Quiet,
    /// Those that are held back.
    HeldBack,
}

impl Group {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::All,
        Self::Ranked,
        Self::Referred,
        Self::Quiet,
        Self::HeldBack,
    ];

    /// The word in an address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Ranked => "ranked",
            Self::Referred => "referred",
            Self::Quiet => "quiet",
            Self::HeldBack => "held_back",
        }
    }

    /// The group of such a word; everything where it is not understood.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|group| group.code() == code)
            .unwrap_or(Self::All)
    }

    /// In words, after a number.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "households on the list",
            Self::Ranked => "ranked",
            Self::Referred => "referral pending",
            Self::Quiet => "no contact for 60 days",
            Self::HeldBack => "held back",
        }
    }

    /// Whether a row belongs to it: the one definition, for figures, filters and badges.
    #[must_use]
    pub fn holds(self, row: &Row, today: NaiveDate) -> bool {
        match self {
            Self::All => true,
            Self::Ranked => row.standing.is_ranked(),
            Self::Referred => matches!(
                row.referral,
                ReferralStatus::Offered | ReferralStatus::Acknowledged | ReferralStatus::Accepted
            ),
            Self::Quiet => heard_on(row.last_contact_on, row.assessed_on)
                .is_none_or(|day| today.signed_duration_since(day).num_days() > QUIET_DAYS),
            Self::HeldBack => row.standing == Standing::HeldBack,
        }
    }
}

/// How many rows each group holds, in the order of [`Group::ALL`].
#[must_use]
pub fn count(rows: &[Row], today: NaiveDate) -> Vec<(Group, i64)> {
    Group::ALL
        .into_iter()
        .map(|group| {
            let held = rows.iter().filter(|row| group.holds(row, today)).count();
            (group, i64::try_from(held).unwrap_or(i64::MAX))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn counts_each_group_by_its_rows() {
        let today = day("2026-11-22");
        let row = |standing, referral, contact: Option<&str>| Row {
            standing,
            referral,
            last_contact_on: contact.map(day),
            assessed_on: None,
        };
        let rows = [
            row(Standing::Ranked, ReferralStatus::None, Some("2026-11-20")),
            row(
                Standing::ReferralPending,
                ReferralStatus::Offered,
                Some("2026-09-23"),
            ),
            row(
                Standing::ReferralPending,
                ReferralStatus::Accepted,
                Some("2026-09-22"),
            ),
            row(Standing::HeldBack, ReferralStatus::Declined, None),
            row(
                Standing::Inactive,
                ReferralStatus::MovedIn,
                Some("2026-01-01"),
            ),
        ];
        let counts = count(&rows, today)
            .into_iter()
            .map(|(_, number)| number)
            .collect::<Vec<_>>();
        // On the list, ranked, referred, quiet (61 days is more than 60), held back.
        assert_eq!(counts, [5, 3, 2, 3, 1]);
    }

    #[test]
    fn an_assessment_breaks_the_silence() {
        let assessed = |on: &str| Row {
            standing: Standing::Ranked,
            referral: ReferralStatus::None,
            last_contact_on: Some(day("2026-01-01")),
            assessed_on: Some(day(on)),
        };
        let today = day("2026-11-22");
        assert!(!Group::Quiet.holds(&assessed("2026-09-23"), today));
        assert!(Group::Quiet.holds(&assessed("2026-09-22"), today));
    }

    #[test]
    fn words_of_addresses_come_back() {
        for group in Group::ALL {
            assert_eq!(Group::from_code(group.code()), group);
        }
        assert_eq!(Group::from_code("nonsense"), Group::All);
    }
}
