//! Identifiers, one type per thing, so that they cannot be mistaken for each other.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// A person (PersonalID is the text form of one that was made here).
    ClientId;
    /// One stay of people together in one project (HouseholdID).
    HouseholdId;
    /// One person's stay in one project (EnrollmentID).
    EnrollmentId;
    /// The end of a stay (ExitID).
    ExitId;
    /// One save of the exit page: all exits of it are undone together.
    ActId;
    /// A Coordinated Entry event (EventID), referrals among them.
    EventId;
    /// A Coordinated Entry assessment (AssessmentID).
    AssessmentId;
    /// An organization (OrganizationID).
    OrganizationId;
    /// Where an organization works.
    LocationId;
    /// A project, called program by its users (ProjectID).
    ProjectId;
    /// Who keeps a Priority List.
    ListAuthorityId;
    /// A versioned document of a list authority's rules.
    PolicyId;
    /// An account.
    UserId;
    /// A right of a user to act in a workgroup for an organization.
    GrantId;
    /// A signed-in browser.
    SessionId;
    /// A question to be allowed to act for an organization.
    AccessRequestId;
    /// An exit that somebody suggests.
    ExitSuggestionId;
    /// Something that facts propose for a household.
    ProposalId;
    /// Proposed exits that somebody takes together.
    ExitBatchId;
    /// Two records that may be one person's.
    DuplicatePairId;
    /// Spellings of one name.
    NameSpellingId;
    /// Two records made one.
    ClientMergeId;
    /// What a user typed and has not saved.
    DraftId;
    /// One run of an import.
    ImportId;
}
