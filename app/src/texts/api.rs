//! The server function of the privacy notice.

use crate::error::AppError;
use crate::ui::markup::Markup;
use crate::wire::Wire;
use leptos::prelude::*;

/// The privacy notice; public.
#[server(endpoint = "privacy-notice", output = Wire)]
pub async fn privacy_notice() -> Result<Markup, AppError> {
    use super::prose::{Privacy, read};
    let text = read(store::identity::TextKind::PrivacyNotice).await?;
    Ok(crate::ui::markup::markup(view! { <Privacy text=text /> }))
}
