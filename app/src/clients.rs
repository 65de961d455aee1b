//! Finding a client, and the client's page.

mod api;
#[cfg(feature = "ssr")]
mod client;
#[cfg(feature = "ssr")]
mod describe;
#[cfg(feature = "ssr")]
mod enrollments;
#[cfg(feature = "ssr")]
mod found;
#[cfg(feature = "ssr")]
mod listed;
#[cfg(feature = "ssr")]
mod notices;
mod page;
mod search_box;
mod suggestions;
#[cfg(feature = "ssr")]
mod view;
mod wire;

#[cfg(feature = "ssr")]
pub use api::open_client;
pub use page::ClientsPage;
pub use search_box::HeaderSearch;
