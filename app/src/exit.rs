//! Exit the Enrollment: one page, one save.
//!
//! The page holds one raw [`form::ExitForm`]. It is parsed into `domain::exit::Command` and decided by
//! `domain::exit::decide`, in the browser while typing and on the server when it saves.

mod api;
mod confirm;
mod done;
mod fields;
pub mod form;
mod model;
mod page;
mod refused;
mod side;
mod who;

pub use confirm::ConfirmPage;
pub use done::ExitedPage;
pub use page::ExitPage;
