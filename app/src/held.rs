//! Forms that arrived while their session was locked or over: kept, and sent again by their owner.

mod api;
mod page;
#[cfg(feature = "ssr")]
mod send_again;
#[cfg(feature = "ssr")]
mod store;

pub use page::HeldPage;
#[cfg(feature = "ssr")]
pub use store::hold;
