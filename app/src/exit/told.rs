//! What the parts of the exit show that the server renders.

use domain::ids::{ClientId, DraftId, EnrollmentId, OrganizationId};

/// Why the page is not this user's, and whom to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedView {
    /// Whose client it is.
    pub client: ClientId,
    /// The organization that is needed.
    pub organization: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// Its Priority List Managers.
    pub managers: Vec<String>,
    /// The user holds the organization.
    pub held: bool,
}

/// The second page of the way without scripts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmView {
    /// The enrollment.
    pub enrollment: EnrollmentId,
    /// The draft of the form.
    pub draft: DraftId,
    /// The form's key: the same submission twice is one exit.
    pub key: String,
    /// Something else happens than was shown before.
    pub changed: bool,
    /// What will happen.
    pub sentences: Vec<String>,
    /// It is suggested, not saved.
    pub suggests: bool,
    /// What must be confirmed.
    pub warnings: Vec<String>,
    /// Names the warnings as a whole.
    pub warnings_key: String,
    /// Digest of the plan behind the sentences.
    pub digest: String,
    /// The household's name for the heading.
    pub household: String,
    /// The CE organization.
    pub organization_name: String,
    /// The name of the list.
    pub list_name: String,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// What it is about.
    pub label: String,
    /// The fact.
    pub value: String,
    /// More about it.
    pub more: Option<String>,
}
