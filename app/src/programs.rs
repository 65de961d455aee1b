//! The program directory.

mod api;
mod page;

pub use page::ProgramsPage;
