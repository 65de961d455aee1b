//! What the exit page shows.

use super::form::ExitForm;
use crate::ui::markup::Markup;
use chrono::NaiveDate;
use domain::exit::{Facts, Problem};
use domain::ids::ActId;
use domain::policy::ExitRules;
use serde::{Deserialize, Serialize};

/// The form, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExitView {
    /// The form.
    Open(Box<SheetView>),
    /// Not this user's, nobody is left to exit, or an administrator says why first.
    Told(Markup),
}

/// Everything on the form's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetView {
    /// What is decided over.
    pub facts: Facts,
    /// What the list's policy says about exits.
    pub rules: ExitRules,
    /// Heading and notices.
    pub top: Markup,
    /// Facts about the household's place on the list.
    pub tiles: Markup,
    /// The CoC's own words.
    pub guidance: Markup,
    /// The user suggests the exit, and does not save it.
    pub suggests: bool,
    /// An administrator gives a purpose.
    pub needs_purpose: bool,
    /// Dates that the facts suggest.
    pub suggested: Vec<SuggestedDate>,
    /// Who will be told, by name.
    pub told: Vec<String>,
    /// What the fields hold.
    pub form: ExitForm,
    /// Why fields are filled in already.
    pub filled_in: FilledIn,
    /// What was wrong with the form when it was sent.
    pub problems: Vec<Problem>,
}

/// Why a field is filled in already; nothing where it is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledIn {
    /// 3.11.
    pub exit_date: Option<String>,
    /// 3.12.
    pub destination: Option<String>,
    /// The reason for leaving the list.
    pub removal_reason: Option<String>,
    /// The referral.
    pub referral: Option<String>,
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
