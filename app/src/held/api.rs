//! The page of a kept form.

use crate::error::AppError;
use crate::parts::Address;
use crate::ui::markup::{Markup, markup};
use leptos::prelude::*;

/// The form that was kept, ready to be sent again.
///
/// # Errors
/// Where it is not this user's, or not kept any more.
pub async fn held_form(address: Address) -> Result<Markup, AppError> {
    let user = crate::server::viewer()?.actor.user;
    let store = crate::server::AppState::current().store;
    let held = super::store::held(&store, user, address.id()?).await?;
    Ok(markup(view! { <super::send_again::SendAgain held=held /> }))
}
