//! The signed-in user of one request.

use chrono::{DateTime, Utc};
use domain::access::Actor;
use domain::ids::{LocationId, OrganizationId, SessionId};
use domain::workgroup::Workgroup;

/// A signed-in user, loaded once a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// What they may do.
    pub actor: Actor,
    /// Their one live session.
    pub session: SessionId,
    /// Shown in Settings and beside what they did.
    pub display_name: String,
    /// Where they work, in words.
    pub employer: Option<String>,
    /// What stands between them and their work.
    pub gate: Gate,
    /// What they chose in Settings, with names.
    pub context: Option<Context>,
    /// When the session ends, whatever happens.
    pub expires_at: DateTime<Utc>,
}

/// The choice of Settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The role.
    pub workgroup: Workgroup,
    /// For whom.
    pub organization: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// Where, if the organization has a place.
    pub location: Option<(LocationId, String)>,
}

/// What must be done before anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Nothing.
    Open,
    /// The session was idle for too long: the password again.
    Locked,
    /// An administrator set the password.
    ChangePassword,
    /// The user agreement has a version that was not accepted.
    AcceptAgreement,
}
