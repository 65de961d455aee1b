//! What the program directory shows.

use domain::workgroup::Workgroup;

/// What is looked for; it stands in the address, since programs are nobody's secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// A part of a name.
    pub find: String,
    /// Code of a Continuum of Care.
    pub coc: String,
}

/// A page of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectoryView {
    /// The programs.
    pub programs: Vec<ProgramView>,
    /// Number of the first one, from 1; 0 when there is none.
    pub first: i64,
    /// How many there are in all.
    pub total: i64,
    /// The page, from 1.
    pub page: i64,
    /// How many pages there are.
    pub pages: i64,
    /// Continuums of Care: code and name.
    pub cocs: Vec<(String, String)>,
}

/// A program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramView {
    /// Its name.
    pub name: String,
    /// "Coordinated Entry".
    pub kind: String,
    /// "closed October 1, 2025".
    pub closed: Option<String>,
    /// The owner's id.
    pub organization: String,
    /// The owner's name.
    pub organization_name: String,
    /// "Northwest (MN-506)".
    pub cocs: String,
    /// How the user stands to the owner.
    pub hold: HoldView,
}

/// How the user stands to an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoldView {
    /// Holds it in these workgroups.
    Held(Vec<Workgroup>),
    /// Has asked for it.
    Requested,
    /// May ask for it.
    Ask,
}
