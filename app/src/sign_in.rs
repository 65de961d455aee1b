//! The way in: sign-in, unlock, password, agreement.

#[cfg(feature = "ssr")]
mod agreement;
mod api;
#[cfg(feature = "ssr")]
mod form;
mod gate;
#[cfg(feature = "ssr")]
mod password;
#[cfg(feature = "ssr")]
mod password_field;
#[cfg(feature = "ssr")]
mod refusal;
#[cfg(feature = "ssr")]
mod unlock;

#[cfg(feature = "ssr")]
pub use api::{agreement_page, password_page, sign_in_page, unlock_page};
pub use gate::{GatePage, gate_page};
