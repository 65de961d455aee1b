//! Finding a client, and the client's page.

mod api;
#[cfg(feature = "ssr")]
mod client;
#[cfg(feature = "ssr")]
mod describe;
#[cfg(feature = "ssr")]
mod enrollments;
#[cfg(feature = "ssr")]
mod filters;
#[cfg(feature = "ssr")]
mod found;
#[cfg(feature = "ssr")]
mod listed;
mod new;
#[cfg(feature = "ssr")]
mod notices;
mod page;
mod search_box;
mod suggestions;
#[cfg(feature = "ssr")]
mod view;
mod wire;

#[cfg(feature = "ssr")]
pub use api::{clients_page, open_client};
#[cfg(feature = "ssr")]
pub use new::{carry_page, new_page, similar_page};
pub use page::ClientsPage;
pub use search_box::HeaderSearch;
