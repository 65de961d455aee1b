//! Users and their grants.

mod api;
#[cfg(feature = "ssr")]
mod model;
#[cfg(feature = "ssr")]
mod user;
#[cfg(feature = "ssr")]
mod users;

#[cfg(feature = "ssr")]
pub use api::{user_page, users_page};
