//! Users and their grants.

mod api;
#[cfg(feature = "ssr")]
mod model;
mod page;
#[cfg(feature = "ssr")]
mod user;
#[cfg(feature = "ssr")]
mod users;

pub use page::{UserPage, UsersPage};
