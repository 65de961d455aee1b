//! Adding a client after a search: the form, who may be meant, and what is carried over to whom was meant.

mod api;
#[cfg(feature = "ssr")]
mod carry;
#[cfg(feature = "ssr")]
mod fields;
mod form;
#[cfg(feature = "ssr")]
mod send;
#[cfg(feature = "ssr")]
mod sheet;
#[cfg(feature = "ssr")]
mod similar;

#[cfg(feature = "ssr")]
pub use send::{carry_page, new_page, similar_page};
