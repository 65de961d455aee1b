//! Exit the Enrollment: one page, one save.
//!
//! The page holds one raw [`form::ExitForm`]. It is parsed into `domain::exit::Command` and decided by
//! `domain::exit::decide`, in the browser while typing and on the server when it saves.

mod api;
#[cfg(feature = "ssr")]
mod around;
#[cfg(feature = "ssr")]
mod confirm;
#[cfg(feature = "ssr")]
mod done;
mod fields;
pub mod form;
mod household;
mod model;
mod page;
#[cfg(feature = "ssr")]
pub mod parts;
#[cfg(feature = "ssr")]
mod purpose;
#[cfg(feature = "ssr")]
mod queue;
#[cfg(feature = "ssr")]
mod refused;
#[cfg(feature = "ssr")]
mod sheet;
mod side;
mod slot;
#[cfg(feature = "ssr")]
mod told;
mod typed;
#[cfg(feature = "ssr")]
mod undo;
mod who;

pub use page::ExitPage;

/// Longer reasons, of whoever declines or sets aside, are cut.
#[cfg(feature = "ssr")]
pub const LONGEST_REASON: usize = 500;
