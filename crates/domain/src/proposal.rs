//! What facts propose for a household on the list: an exit, or something that a person should look at. Nothing
//! happens before somebody decides.

mod command;
mod facts;
mod rules;
#[cfg(test)]
mod tests;
mod words;

pub use command::command;
pub use facts::{Facts, Member, Place};
pub use rules::propose;

use crate::ids::EnrollmentId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is proposed, with the facts that it stands on: equal proposals stand on the same facts, so that what was
/// set aside is not proposed again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Proposal {
    /// The exit of members who died elsewhere (destination 24).
    Deceased {
        /// Who, and when.
        members: Vec<(EnrollmentId, NaiveDate)>,
    },
    /// An exit as of a move-in (3.20).
    MovedIn {
        /// Where.
        place: Place,
        /// Who; nobody named where it is the whole household.
        members: Vec<EnrollmentId>,
    },
    /// The exit of a second enrollment on the same list.
    SecondEnrollment {
        /// The one that began earlier, which stays.
        earlier: Place,
        /// Who has both.
        members: Vec<EnrollmentId>,
    },
    /// The exit of a household that nobody has heard of.
    NoContact {
        /// When it was heard of last.
        heard_on: NaiveDate,
        /// How often the policy's days have passed since: it is proposed again each time.
        times: i64,
    },
    /// Moving to a de-identified entry of the same rank date: the consent is over.
    ConsentEnded {
        /// Since when.
        on: NaiveDate,
    },
    /// A case-conference review.
    Refusals {
        /// Referrals that the client declined.
        count: u32,
    },
}

/// The kinds of proposals, in the order of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// [`Proposal::Deceased`].
    Deceased,
    /// [`Proposal::MovedIn`].
    MovedIn,
    /// [`Proposal::SecondEnrollment`].
    SecondEnrollment,
    /// [`Proposal::NoContact`].
    NoContact,
    /// [`Proposal::ConsentEnded`].
    ConsentEnded,
    /// [`Proposal::Refusals`].
    Refusals,
}

impl Kind {
    /// All, in the order of the queue.
    pub const ALL: [Self; 6] = [
        Self::Deceased,
        Self::MovedIn,
        Self::SecondEnrollment,
        Self::NoContact,
        Self::ConsentEnded,
        Self::Refusals,
    ];

    /// The word under which it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Deceased => "deceased",
            Self::MovedIn => "moved_in",
            Self::SecondEnrollment => "second_enrollment",
            Self::NoContact => "no_contact",
            Self::ConsentEnded => "consent_ended",
            Self::Refusals => "refusals",
        }
    }

    /// The kind of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Deceased => "Deceased",
            Self::MovedIn => "Moved in",
            Self::SecondEnrollment => "Second enrollment",
            Self::NoContact => "No contact",
            Self::ConsentEnded => "Consent ended",
            Self::Refusals => "Declined referrals",
        }
    }

    /// Whether it proposes an exit; the others ask for something else.
    #[must_use]
    pub const fn is_exit(self) -> bool {
        !matches!(self, Self::ConsentEnded | Self::Refusals)
    }
}

impl Proposal {
    /// The day of its facts: the queue shows the older ones first.
    #[must_use]
    pub fn since(&self) -> Option<NaiveDate> {
        match self {
            Self::Deceased { members } => members.iter().map(|(_, on)| *on).min(),
            Self::MovedIn { place, .. } | Self::SecondEnrollment { earlier: place, .. } => {
                Some(place.on)
            }
            Self::NoContact { heard_on: on, .. } | Self::ConsentEnded { on } => Some(*on),
            Self::Refusals { .. } => None,
        }
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Deceased { .. } => Kind::Deceased,
            Self::MovedIn { .. } => Kind::MovedIn,
            Self::SecondEnrollment { .. } => Kind::SecondEnrollment,
            Self::NoContact { .. } => Kind::NoContact,
            Self::ConsentEnded { .. } => Kind::ConsentEnded,
            Self::Refusals { .. } => Kind::Refusals,
        }
    }
}
