//! What the list's page shows.

use domain::ids::{ClientId, EnrollmentId, HouseholdId, ListAuthorityId};
use serde::{Deserialize, Serialize};

/// Rows on one page.
pub const ROWS: i64 = 100;

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPageView {
    /// All lists that the user may see.
    pub lists: Vec<ListChoice>,
    /// The one that is shown; none where there is none to see.
    pub shown: Option<ListView>,
}

/// One list of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListChoice {
    /// Whose.
    pub id: ListAuthorityId,
    /// "Northwest".
    pub name: String,
    /// Households on it.
    pub households: i64,
}

/// One page of one list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    /// Whose.
    pub id: ListAuthorityId,
    /// "Northwest".
    pub name: String,
    /// "Sunday, November 22, 2026".
    pub day: String,
    /// Figures, each with the address of its rows.
    pub figures: Vec<Figure>,
    /// Which group is shown.
    pub group: String,
    /// How the rows are sorted.
    pub sort: String,
    /// Rows passed over.
    pub offset: i64,
    /// Rows that the group holds.
    pub matching: i64,
    /// The rows.
    pub entries: Vec<EntryView>,
}

/// A figure and the group behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The word in the address.
    pub group: String,
    /// What it counts.
    pub label: String,
    /// How many.
    pub households: i64,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    /// The household.
    pub household: HouseholdId,
    /// The head's enrollment; none where the head is protected.
    pub enrollment: Option<EnrollmentId>,
    /// The head; none where protected.
    pub client: Option<ClientId>,
    /// The head's name.
    pub name: String,
    /// The head's age.
    pub age: Option<String>,
    /// Place among the ranked.
    pub rank: Option<i64>,
    /// "4 people"; none for one.
    pub size: Option<String>,
    /// Why it stands where it stands.
    pub reason: String,
    /// Its standing, where it takes no rank.
    pub held: Option<String>,
    /// Days on the list.
    pub days: i64,
    /// Since when, as it is shown.
    pub since: String,
    /// The same day as machines read it: "2026-07-02".
    pub since_on: String,
    /// Latest contact.
    pub contact: String,
    /// How long ago.
    pub contact_ago: Option<String>,
    /// No contact for longer than 60 days.
    pub quiet: bool,
    /// Latest assessment.
    pub assessed: Option<String>,
    /// Latest referral: kind of badge and words.
    pub referral: Option<(String, String)>,
    /// Changed while the page was open.
    #[serde(default)]
    pub changed: u32,
}

/// What a page asks for after a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fresh {
    /// The households that are on the list now.
    pub entries: Vec<EntryView>,
    /// The figures now.
    pub figures: Vec<Figure>,
}
