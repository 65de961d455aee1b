//! Posted texts: the privacy notice for everybody, the user agreement for users.

mod api;
mod page;
#[cfg(feature = "ssr")]
mod prose;

pub use page::PrivacyPage;
#[cfg(feature = "ssr")]
pub use prose::{Prose, TextView, read};
