//! The way in: sign-in, unlock, password, agreement.

#[cfg(feature = "ssr")]
mod agreement;
mod api;
#[cfg(feature = "ssr")]
mod form;
mod gate;
mod page;
#[cfg(feature = "ssr")]
mod password;
#[cfg(feature = "ssr")]
mod password_field;
#[cfg(feature = "ssr")]
mod refusal;
#[cfg(feature = "ssr")]
mod unlock;

pub use gate::GatePage;
pub use page::{AgreementPage, PasswordPage, SignInPage, UnlockPage};
