//! Asking to act for an organization, and deciding about it.

mod api;
mod ask;
mod page;

pub use ask::AskPage;
pub use page::AccessRequestsPage;
