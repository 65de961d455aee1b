//! The rules of a list, edited by those who keep it: form, what will change, history.

mod api;
#[cfg(feature = "ssr")]
mod changes;
#[cfg(feature = "ssr")]
mod fields;
mod form;
#[cfg(feature = "ssr")]
mod guidance;
#[cfg(feature = "ssr")]
mod history;
#[cfg(feature = "ssr")]
mod lists;
#[cfg(feature = "ssr")]
mod parts;
#[cfg(feature = "ssr")]
mod reasons;
#[cfg(feature = "ssr")]
mod sheet;

#[cfg(feature = "ssr")]
pub use api::{changes, form, history, lists};
