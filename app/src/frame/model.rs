//! What the frame shows.

use domain::ids::{LocationId, OrganizationId};
use domain::workgroup::Workgroup;
use serde::{Deserialize, Serialize};

/// Everything around the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameView {
    /// Nobody is signed in, or something must be done first: the frame stays plain.
    pub signed_in: bool,
    /// The user's name.
    pub name: String,
    /// Where they work.
    pub employer: Option<String>,
    /// What they chose in Settings.
    pub context: Option<ContextView>,
    /// All they may choose.
    pub choices: Vec<Choice>,
    /// Whether the Priority List is theirs to see.
    pub list: bool,
    /// Whether requests for access wait for their decision, and how many.
    pub requests: i64,
    /// How many suggested exits wait for their decision.
    pub queue: i64,
    /// How many notices they have not read.
    pub notices: i64,
    /// Whether they record contacts anywhere.
    pub outreach: bool,
    /// Whether they may edit the policy of a list.
    pub policies: bool,
    /// Whether they administer.
    pub admin: bool,
    /// Whom to ask.
    pub helpdesk: Helpdesk,
    /// The installation holds synthetic people.
    pub demo: bool,
}

/// The choice of Settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextView {
    /// The role.
    pub workgroup: Workgroup,
    /// For whom.
    pub organization: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// Where.
    pub location: Option<Place>,
}

/// A pair that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The role.
    pub workgroup: Workgroup,
    /// For whom.
    pub organization: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// It owns a Coordinated Entry program.
    pub coordinated_entry: bool,
    /// Where it works.
    pub locations: Vec<Place>,
}

/// A place of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its id.
    pub id: LocationId,
    /// Its name.
    pub name: String,
}

/// Whom to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helpdesk {
    /// "Minnesota HMIS Helpdesk".
    pub name: String,
    /// Where to write.
    pub email: String,
    /// Where to call.
    pub phone: Option<String>,
}

impl FrameView {
    /// "3 new notices"; empty where there is none.
    #[must_use]
    pub fn new_notices(&self) -> String {
        match self.notices {
            0 => String::new(),
            1 => "1 new notice".to_owned(),
            many => format!("{many} new notices"),
        }
    }

    /// Initials for the round mark.
    #[must_use]
    pub fn initials(&self) -> String {
        let mut words = self
            .name
            .split_whitespace()
            .filter_map(|word| word.chars().next());
        let first = words.next();
        let last = words.next_back();
        first.into_iter().chain(last).collect()
    }
}
