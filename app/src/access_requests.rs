//! Asking to act for an organization, and deciding about it.

mod api;
#[cfg(feature = "ssr")]
mod ask;
#[cfg(feature = "ssr")]
mod model;
#[cfg(feature = "ssr")]
mod requests;

#[cfg(feature = "ssr")]
pub use api::{ask_page, requests_page};

/// "Dana Lindqvist, Priority List Manager", "Dana Lindqvist or Noor Abdi, Priority List Managers".
#[cfg(feature = "ssr")]
fn managers(names: &[String], joined_by: &str) -> String {
    let title = if names.len() == 1 {
        "Priority List Manager"
    } else {
        "Priority List Managers"
    };
    format!("{}, {title}", names.join(joined_by))
}
