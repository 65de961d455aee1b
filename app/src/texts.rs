//! Posted texts: the privacy notice for everybody, the user agreement for users.

mod prose;

pub use prose::{Prose, TextView, privacy_page, read};
