//! Who may do what: the default policy, with what each list authority may change.

mod act;
mod matrix;
#[cfg(test)]
mod tests;

pub use act::Act;
pub use matrix::verdict;

use crate::ids::{OrganizationId, UserId};
use crate::workgroup::Workgroup;
use serde::{Deserialize, Serialize};

/// A right to act in a workgroup for an organization, in force today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub workgroup: Workgroup,
    /// For whom.
    pub organization: OrganizationId,
}

/// A signed-in user: what was granted, and what was chosen in Settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The account.
    pub user: UserId,
    /// The pair chosen in Settings; always one of the grants.
    pub chosen: Option<Grant>,
    /// All pairs in force today.
    pub grants: Vec<Grant>,
}

/// In whose name an act on a record is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acting {
    /// The role used.
    pub workgroup: Workgroup,
    /// The record's organization.
    pub organization: OrganizationId,
    /// Another pair is chosen in Settings: the page says that it acts for this one.
    pub switched: bool,
}

/// Where roles differ for one organization, the one that may do most is used.
const STRONGEST_FIRST: [Workgroup; 6] = [
    Workgroup::PriorityListManager,
    Workgroup::CeAssessor,
    Workgroup::HmisUser,
    Workgroup::ShelterStaff,
    Workgroup::ShelterReservation,
    Workgroup::Administrator,
];

impl Actor {
    /// The pair in which the actor acts on a record of `organization`: the chosen workgroup where it is
    /// granted there, else the strongest one granted there; a chosen administrator acts anywhere.
    #[must_use]
    pub fn acting_on(&self, organization: OrganizationId) -> Option<Acting> {
        let granted = |workgroup| {
            self.grants.contains(&Grant {
                workgroup,
                organization,
            })
        };
        let acting = |workgroup| Acting {
            workgroup,
            organization,
            switched: self.chosen
                != Some(Grant {
                    workgroup,
                    organization,
                }),
        };
        // A choice outlives its grant in an old session; it counts only while the grant does.
        if let Some(chosen) = self.chosen.filter(|chosen| self.grants.contains(chosen)) {
            if chosen.workgroup == Workgroup::Administrator {
                return Some(Acting {
                    switched: false,
                    ..acting(Workgroup::Administrator)
                });
            }
            if granted(chosen.workgroup) {
                return Some(acting(chosen.workgroup));
            }
        }
        STRONGEST_FIRST
            .into_iter()
            .find(|group| granted(*group))
            .map(acting)
    }

    /// Whether any pair in force is of this workgroup.
    #[must_use]
    pub fn holds(&self, workgroup: Workgroup) -> bool {
        self.grants.iter().any(|grant| grant.workgroup == workgroup)
    }

    /// The workgroup chosen in Settings.
    #[must_use]
    pub fn workgroup(&self) -> Option<Workgroup> {
        self.chosen.map(|grant| grant.workgroup)
    }
}

/// How the actor stands to the record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// The record belongs to an organization that the actor holds in the acting workgroup.
    pub own: bool,
    /// The actor holds the CoC's CE organization in the acting workgroup.
    pub ce: bool,
    /// A household of the actor: assessed by them, or one to which they are assigned.
    pub own_household: bool,
    /// The act to be undone or read was the actor's own.
    pub own_act: bool,
    /// Days since that act.
    pub days_since: i64,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Yes.
    Allowed,
    /// Yes, with a purpose that the audit keeps.
    WithPurpose,
    /// As a suggestion to the Priority List Manager.
    AsSuggestion,
    /// No; to the actor the thing does not exist, or the act is absent.
    Denied,
}

impl Verdict {
    /// In one word, as the access matrix prints it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Allowed => "yes",
            Self::WithPurpose => "purpose",
            Self::AsSuggestion => "suggest",
            Self::Denied => "-",
        }
    }

    /// Whether the act itself may go on.
    #[must_use]
    pub const fn permits(self) -> bool {
        matches!(self, Self::Allowed | Self::WithPurpose)
    }
}

/// How long somebody may undo an exit of their own, in days.
pub const UNDO_DAYS: i64 = 90;
