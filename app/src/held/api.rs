//! Server function of the page of a kept form.

use crate::error::AppError;
use crate::ui::markup::Markup;
use crate::wire::Wire;
use domain::ids::DraftId;
use leptos::prelude::*;

/// The form that was kept, ready to be sent again.
#[server(endpoint = "held-form", output = Wire)]
pub async fn held_form(draft: DraftId) -> Result<Markup, AppError> {
    let user = crate::server::viewer()?.actor.user;
    let store = crate::server::AppState::current().store;
    let held = super::store::held(&store, user, draft).await?;
    Ok(crate::ui::markup::markup(
        view! { <super::send_again::SendAgain held=held /> },
    ))
}
