//! The program directory.

mod api;
#[cfg(feature = "ssr")]
mod found;
#[cfg(feature = "ssr")]
mod model;
mod page;

pub use page::ProgramsPage;
