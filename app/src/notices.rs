//! What the user should know of: exits of households they work with, and what became of requests.

mod api;
#[cfg(feature = "ssr")]
mod list;

#[cfg(feature = "ssr")]
pub use api::notices;
