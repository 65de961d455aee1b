//! The program directory.

mod api;
mod found;
mod model;

pub use api::directory;
