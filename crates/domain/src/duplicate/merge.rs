//! What a merge makes of two records: which answer is kept, who may see the result, which enrollments end.

use crate::ids::{EnrollmentId, HouseholdId, ListAuthorityId, OrganizationId, ProjectId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One of the two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The one whose ID stays in front.
    Kept,
    /// The one whose ID becomes another ID of the first.
    Other,
}

/// What is chosen as a whole where two records differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 3.01, with its data quality.
    Name,
    /// 3.02, with its data quality.
    Ssn,
    /// 3.03, with its data quality.
    Dob,
    /// 4.21.
    Sex,
    /// 3.04, all of it.
    Race,
    /// 3.07.
    Veteran,
}

impl Field {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Name,
        Self::Dob,
        Self::Ssn,
        Self::Sex,
        Self::Race,
        Self::Veteran,
    ];

    /// As forms name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Ssn => "ssn",
            Self::Dob => "dob",
            Self::Sex => "sex",
            Self::Race => "race",
            Self::Veteran => "veteran",
        }
    }

    /// As pages name it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Ssn => "SSN",
            Self::Dob => "Birth date",
            Self::Sex => "Sex",
            Self::Race => "Race and ethnicity",
            Self::Veteran => "Veteran status",
        }
    }
}

/// Which answer is taken where nobody chose: the one of better data quality, of equal ones the newer. Qualities are
/// HUD's: 1 whole, 2 partial, 8 and 9 not told, 99 not collected.
#[must_use]
pub fn prefers(kept_quality: i32, other_quality: i32, other_is_newer: bool) -> Side {
    match other_quality.cmp(&kept_quality) {
        std::cmp::Ordering::Less => Side::Other,
        std::cmp::Ordering::Equal if other_is_newer && kept_quality == 1 => Side::Other,
        _ => Side::Kept,
    }
}

/// What decides who sees a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The client shares with all organizations.
    pub shares: bool,
    /// Who made the record.
    pub owner: Option<OrganizationId>,
}

/// Who sees the merged record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The client shares with all organizations.
    pub shares: bool,
    /// Who sees what the client does not share.
    pub owner: Option<OrganizationId>,
    /// The last four digits are an administrator's until the number is recorded anew.
    pub ssn_closed: bool,
}

/// Never more than before, for anybody: the stricter sharing, the owner of the record that was not shared, and nobody
/// where neither was and the owners differ. Where both do not have the same number, or none, whoever worked with the
/// one person did not know the number of the other.
#[must_use]
pub fn access_after(kept: Access, other: Access, same_number: bool) -> Joined {
    let owner = match (kept.shares, other.shares) {
        (true, false) => other.owner,
        (false, false) if kept.owner != other.owner => None,
        (true, true) | (false, _) => kept.owner,
    };
    Joined {
        shares: kept.shares && other.shares,
        owner,
        ssn_closed: !same_number,
    }
}

/// An open stay of one of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenStay {
    /// Which.
    pub enrollment: EnrollmentId,
    /// Whose.
    pub of: Side,
    /// With whom.
    pub household: HouseholdId,
    /// Where.
    pub project: ProjectId,
    /// Its name.
    pub project_name: String,
    /// The list on which it stands, for Coordinated Entry.
    pub list: Option<ListAuthorityId>,
    /// 3.10.
    pub entry_on: NaiveDate,
    /// Nobody else is enrolled in that household, and its intake was finished: it can be closed as a duplicate.
    pub closable: bool,
    /// Somebody suggested its exit, and nobody has decided.
    pub suggested: bool,
    /// Written here: the database holds it to one open stay in a project.
    pub written_here: bool,
}

/// Why two records cannot be merged now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Both are enrolled in one household.
    OneHousehold {
        /// Where.
        project: String,
    },
    /// Both are enrolled in one project, and neither stay can be closed here.
    SameProject {
        /// Where.
        project: String,
    },
    /// A suggested exit waits for the enrollment that would be closed.
    Suggested {
        /// Where.
        project: String,
    },
}

impl Block {
    /// The sentence for the administrator.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::OneHousehold { project } => format!(
                "Both are enrolled in one household in {project}: whoever recorded it saw two people. If it is one \
                 person, exit one of the two there first."
            ),
            Self::SameProject { project } => format!(
                "Both have an open enrollment in {project}, and which one is right cannot be decided here. Exit one of \
                 the two first."
            ),
            Self::Suggested { project } => format!(
                "Somebody suggested an exit from {project}, and the Priority List Manager has not decided yet."
            ),
        }
    }
}

/// What becomes of overlapping enrollments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// Enrollments that are exited as duplicates.
    pub close: Vec<EnrollmentId>,
    /// Enrollments that stay open beside another one on the list, since others are in their household.
    pub left_open: Vec<EnrollmentId>,
    /// What stands in the way.
    pub blocks: Vec<Block>,
}

/// Resolves open enrollments that overlap once both records are one. On each list the enrollment that began first
/// stays, so that nobody loses the days that they waited.
#[must_use]
pub fn resolve(stays: &[OpenStay]) -> Resolution {
    let mut found = Resolution::default();
    let sides = || {
        let kept = stays.iter().filter(|stay| stay.of == Side::Kept);
        kept.flat_map(|kept| {
            let others = stays.iter().filter(|stay| stay.of == Side::Other);
            others.map(move |other| (kept, other))
        })
    };
    for (kept, other) in sides() {
        if kept.household == other.household {
            found.blocks.push(Block::OneHousehold {
                project: kept.project_name.clone(),
            });
        } else if kept.list.is_some() && kept.list == other.list {
            later(stays, kept, other, &mut found);
        }
    }
    for (kept, other) in sides() {
        let closed = |stay: &OpenStay| found.close.contains(&stay.enrollment);
        let clash = kept.project == other.project && kept.written_here && other.written_here;
        if clash && kept.household != other.household && !closed(kept) && !closed(other) {
            found.blocks.push(Block::SameProject {
                project: kept.project_name.clone(),
            });
        }
    }
    found.close.sort_unstable();
    found.close.dedup();
    found.left_open.sort_unstable();
    found.left_open.dedup();
    found.blocks.sort_unstable();
    found.blocks.dedup();
    found
}

/// Of two on one list, the side whose first enrollment began later gives way.
fn later(stays: &[OpenStay], kept: &OpenStay, other: &OpenStay, found: &mut Resolution) {
    let began = |side: Side| {
        stays
            .iter()
            .filter(|stay| stay.of == side && stay.list == kept.list)
            .map(|stay| stay.entry_on)
            .min()
    };
    let gives_way = if began(Side::Other) < began(Side::Kept) {
        kept
    } else {
        other
    };
    if !gives_way.closable {
        found.left_open.push(gives_way.enrollment);
    } else if gives_way.suggested {
        found.blocks.push(Block::Suggested {
            project: gives_way.project_name.clone(),
        });
    } else {
        found.close.push(gives_way.enrollment);
    }
}
