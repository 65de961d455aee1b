//! What is known of a household when something is proposed for it.

use crate::ids::EnrollmentId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A household with an open CE enrollment, as somebody may see it. What nobody may be told only holds back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The day of the list.
    pub today: NaiveDate,
    /// Earliest entry of the members who are still enrolled.
    pub on_list_since: NaiveDate,
    /// The latest contact (CLS) or assessment, any member's.
    pub heard_on: Option<NaiveDate>,
    /// Members with an open stay who may be named.
    pub members: Vec<Member>,
    /// A housing referral has not ended.
    pub referral_active: bool,
    /// The last day on which somebody of the household was enrolled or met elsewhere, whoever may see that. It
    /// holds silence back, and is never told.
    pub elsewhere_until: Option<NaiveDate>,
    /// Since when no release of information of the head of household is in force, where one was.
    pub consent_ended_on: Option<NaiveDate>,
    /// Referrals that the client declined since the household came onto the list.
    pub refusals: u32,
}

/// A member with an open stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The stay.
    pub enrollment: EnrollmentId,
    /// The name, for the words.
    pub name: String,
    /// 3.15 says head of household.
    pub is_head: bool,
    /// An exit elsewhere says that the person died: when.
    pub died_on: Option<NaiveDate>,
    /// The latest move-in (3.20) into housing where the stay is open.
    pub moved_in: Option<Place>,
    /// Another open CE enrollment on this list that began earlier.
    pub earlier: Option<Place>,
}

/// A project, and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its name.
    pub project: String,
    /// Since.
    pub on: NaiveDate,
}
