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
    /// The workgroup may suggest exits.
    pub may_suggest: bool,
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
    /// Digest of the plan behind the sentences.
    pub digest: String,
    /// The household's name for the heading.
    pub household: String,
    /// The CE organization.
    pub organization_name: String,
    /// The name of the list.
    pub list_name: String,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExitedView {
    /// Name of the list.
    pub list_name: String,
    /// The household left it.
    pub left_list: bool,
    /// One sentence a person.
    pub people: Vec<ExitedPerson>,
}

/// One who left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExitedPerson {
    /// The person; none where their page is nobody's to open.
    pub client: Option<ClientId>,
    /// The name.
    pub name: String,
    /// Date and destination in words.
    pub what: String,
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
