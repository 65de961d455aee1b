//! What the pages of access requests show.

use domain::workgroup::Workgroup;
use serde::{Deserialize, Serialize};

/// What the form of asking shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskView {
    /// The organization's id.
    pub organization: String,
    /// Its name.
    pub name: String,
    /// It owns a Coordinated Entry program.
    pub coordinated_entry: bool,
    /// Priority List Managers who endorse.
    pub managers: Vec<String>,
    /// Workgroups that may be asked for.
    pub workgroups: Vec<Workgroup>,
    /// Workgroups that the user holds there.
    pub held: Vec<Workgroup>,
}

/// What was typed into a request that was not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The workgroup's code.
    pub workgroup: String,
    /// Why.
    pub reason: String,
}

/// Both halves of the page of requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestsView {
    /// Those that the user may decide.
    pub to_decide: Vec<RequestView>,
    /// The user decides at all.
    pub decides: bool,
    /// The user's own.
    pub mine: Vec<RequestView>,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestView {
    /// Its id.
    pub id: String,
    /// Who asks.
    pub who: String,
    /// "Coordinated Entry Assessor for Northwest CoC Coordinated Entry".
    pub what: String,
    /// Why.
    pub reason: Option<String>,
    /// "Asked Nov 21, 2026, 8:10 am, employed by …".
    pub asked: String,
    /// How far it has come, and who did that.
    pub progress: String,
    /// The badge: words and class.
    pub badge: (String, String),
    /// May be endorsed by the user.
    pub endorse: bool,
    /// May be granted by the user.
    pub grant: bool,
    /// May be declined by the user.
    pub decline: bool,
    /// May be taken back by the user.
    pub withdraw: bool,
}
