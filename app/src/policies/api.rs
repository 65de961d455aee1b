//! Server functions of policies.

use super::form::PolicyForm;
use crate::error::AppError;
use crate::wire::Wire;
use leptos::prelude::*;
use uuid::Uuid;

/// Keeps the form, and goes on to what it will change, or back to it where something is wrong.
#[server(endpoint = "policies/check", output = Wire)]
pub async fn check_policy(form: PolicyForm) -> Result<(), AppError> {
    crate::server::go_on(server::check(form).await)
}

/// Saves a kept form whose effects were shown. The same again, when the form is saved and forgotten, leads to
/// what was saved under the key.
#[server(endpoint = "policies/save", output = Wire)]
pub async fn save_policy(
    list: String,
    draft: String,
    digest: String,
    key: Uuid,
) -> Result<(), AppError> {
    crate::server::go_on(server::save(&list, &draft, &digest, key).await)
}

#[cfg(feature = "ssr")]
mod server;

#[cfg(feature = "ssr")]
pub use server::{changes, form, history, lists};
