//! Users and their grants.

mod api;
mod user;
mod users;

pub use user::UserPage;
pub use users::UsersPage;
