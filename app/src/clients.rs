//! Finding a client, and the client's page.

mod api;
mod client_page;
#[cfg(feature = "ssr")]
mod describe;
mod enrollments;
mod found;
mod notices;
mod page;
mod search_box;
mod suggestions;
mod view;

pub use client_page::ClientPage;
pub use page::ClientsPage;
pub use search_box::HeaderSearch;
