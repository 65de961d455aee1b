//! What people see, and the server functions behind it.
//!
//! One folder a feature: `page.rs`, `form.rs`, `api.rs`, small components beside them. Compiled twice:
//! with `ssr` for the server, with `hydrate` for the browser.
#![recursion_limit = "512"]

pub mod access_requests;
pub mod admin;
pub mod clients;
pub mod contact;
#[cfg(feature = "ssr")]
pub mod duplicates;
pub mod error;
pub mod exit;
pub mod frame;
#[cfg(feature = "ssr")]
pub mod held;
pub mod notices;
pub mod parts;
pub mod policies;
pub mod priority_list;
pub mod problem;
#[cfg(feature = "ssr")]
pub mod programs;
#[cfg(feature = "ssr")]
pub mod proposals;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod server;
pub mod settings;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod sign_in;
#[cfg(feature = "ssr")]
pub mod spellings;
#[cfg(feature = "ssr")]
pub mod texts;
pub mod ui;
pub mod wire;

pub use routes::App;

/// Takes over the page that the server sent.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    ui::crash::report_to_page();
    leptos::mount::hydrate_body(App);
}
