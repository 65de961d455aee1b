//! What the pages of user administration show.

use crate::settings::SessionView;
use domain::workgroup::Workgroup;
use serde::{Deserialize, Serialize};

/// The page of all accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsersView {
    /// Accounts.
    pub users: Vec<UserView>,
    /// Organizations to give rights for: id, name, whether it is a CE organization.
    pub organizations: Vec<(String, String, bool)>,
    /// What was typed of an account that was not made.
    pub typed: NewUserForm,
}

/// An account in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserView {
    /// Its id.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// Signs in with it.
    pub email: String,
    /// Where they work.
    pub employer: Option<String>,
    /// May not sign in.
    pub disabled: bool,
    /// How many rights are in force.
    pub grants: i64,
    /// When they last signed in.
    pub last_sign_in: Option<String>,
}

/// The form of a new account, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewUserForm {
    /// Email address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Employer.
    pub employer: String,
    /// Workgroup of the first right.
    pub workgroup: String,
    /// Organization of the first right.
    pub organization: String,
}

/// The page of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserDetailView {
    /// The account.
    pub user: UserView,
    /// Waits for a password of the user's own.
    pub must_change_password: bool,
    /// It is the administrator's own.
    pub own: bool,
    /// Rights.
    pub grants: Vec<GrantView>,
    /// Organizations to give rights for.
    pub organizations: Vec<(String, String, bool)>,
    /// Sessions of the last thirty days.
    pub sessions: Vec<SessionView>,
    /// Authors of imported rows: id, name, address, whether linked.
    pub authors: Vec<(String, String, Option<String>, bool)>,
    /// A one-time password, shown this once.
    pub secret: Option<String>,
}

/// A right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantView {
    /// Its id.
    pub id: String,
    /// The role.
    pub workgroup: Workgroup,
    /// For whom.
    pub organization_name: String,
    /// "since July 2, 2026", "until …".
    pub period: String,
    /// Holds today.
    pub in_force: bool,
}
