//! What the exit page shows.

use super::form::ExitForm;
use crate::ui::markup::Markup;
use chrono::NaiveDate;
use domain::exit::{Facts, Problem};
use domain::ids::{ActId, EnrollmentId};
use domain::policy::Policy;
use serde::{Deserialize, Serialize};

/// The page, or the explanation why it is not this user's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExitView {
    /// The form.
    Open(Box<SheetView>),
    /// The explanation.
    Refused(Markup),
}

/// Everything on the form's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetView {
    /// The enrollment from which the page was opened.
    pub enrollment: EnrollmentId,
    /// What is decided over.
    pub facts: Facts,
    /// The list's policy.
    pub policy: Policy,
    /// The CE organization in whose name the exit is recorded.
    pub organization_name: String,
    /// The role in which.
    pub acting_as: String,
    /// Another pair is chosen in Settings.
    pub switched: bool,
    /// An administrator gives a purpose.
    pub needs_purpose: bool,
    /// Priority List Managers, by name.
    pub managers: Vec<String>,
    /// Facts at the top.
    pub tiles: Vec<Tile>,
    /// Dates that the facts suggest.
    pub suggested: Vec<SuggestedDate>,
    /// Who will be told, by name.
    pub told: Vec<String>,
    /// What the fields hold.
    pub form: ExitForm,
    /// Why the exit date is filled in already.
    pub filled_in: Option<String>,
    /// What was wrong with the form when it was sent.
    pub problems: Vec<Problem>,
    /// Somebody changed the household since the form was filled in.
    pub changed: bool,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tile {
    /// What it is about.
    pub label: String,
    /// The fact.
    pub value: String,
    /// More about it.
    pub more: Option<String>,
}

/// A date with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestedDate {
    /// "Move-in, Nov 14".
    pub label: String,
    /// The date.
    pub day: NaiveDate,
}

/// The answer to a post of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExitAnswer {
    /// Saved; the browser goes to the page of the act.
    Saved(ActId),
    /// Not saved; beside which fields.
    Problems(Vec<Problem>),
    /// Not saved: look again at this address, where the form waits with what was typed.
    LookAgain(String),
}
