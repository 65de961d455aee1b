//! Exit the Enrollment: one page, one save.
//!
//! The page holds one raw [`form::ExitForm`]. It is parsed into `domain::exit::Command` and decided by
//! `domain::exit::decide`, in the browser while typing and on the server when it saves.

mod after;
mod api;
#[cfg(feature = "ssr")]
mod around;
#[cfg(feature = "ssr")]
mod confirm;
#[cfg(feature = "ssr")]
mod done;
mod fields;
pub mod form;
mod model;
mod page;
#[cfg(feature = "ssr")]
mod purpose;
#[cfg(feature = "ssr")]
mod refused;
mod side;
#[cfg(feature = "ssr")]
mod told;
mod typed;
mod who;

pub use after::{ConfirmPage, ExitedPage};
pub use page::ExitPage;
