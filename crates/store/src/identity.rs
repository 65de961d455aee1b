//! Who is signed in, what they may act as, and how they come to be.

pub mod access_request;
mod actor;
pub mod administer;
mod agreement;
mod change_password;
mod context;
mod demo;
mod directory;
pub mod notice;
pub mod password;
mod session;
mod sign_in;
mod texts;
mod throttle;
mod typed_email;
mod unlock;
mod viewer;

pub use actor::actor;
pub use agreement::accept_agreement;
pub use change_password::{ChangePasswordError, change_password};
pub use context::{Choice, ContextError, Place, choices, choose_context};
pub use demo::{DemoAccount, demo_accounts};
pub use directory::{Directory, Hold, PAGE_SIZE as DIRECTORY_PAGE, Program, directory};
pub use session::{
    EndReason, OpenedSession, end_of, list_sessions, revoke, sign_out, user_of_ended,
};
pub use sign_in::{SignInError, SignedIn, sign_in};
pub use texts::{PostedText, TextKind, posted_text};
pub use throttle::sweep_attempts;
pub use typed_email::{TYPED_EMAIL_SECONDS, open_typed_email, seal_typed_email};
pub use unlock::unlock;
pub use viewer::{Context, Gate, Viewer, viewer, viewer_at_rest};

use crate::Store;
use chrono::{Duration, NaiveDate};

/// A session that was not used for this long asks for the password again.
pub const IDLE_MINUTES: i64 = 15;
/// A session ends after this long, whatever happens.
pub const SESSION_HOURS: i64 = 12;

impl Store {
    /// The day by which rights begin and end: accounts belong to the installation, not to one CoC.
    fn rights_on(&self) -> NaiveDate {
        self.clock.office_day()
    }
}

fn idle() -> Duration {
    Duration::minutes(IDLE_MINUTES)
}
