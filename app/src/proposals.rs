//! Proposals from facts: what waits in the work queue, several looked at and taken together, one set aside. All of it
//! is rendered by the server and sent as plain forms.

mod api;
mod aside;
pub mod list;
mod look;
mod taking;

pub use api::{aside, look, section, taking};
