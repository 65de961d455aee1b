//! Posted texts: the privacy notice for everybody, the user agreement for users.

mod api;
mod page;

pub use api::{TextView, user_agreement};
pub use page::{PrivacyPage, Prose};
