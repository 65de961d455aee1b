//! Server functions of notices.

#[cfg(feature = "ssr")]
use super::list::Notices;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::parts::Address;
#[cfg(feature = "ssr")]
use crate::server::{AppState, after_post, fail, parse, scriptless, see_other, viewer};
#[cfg(feature = "ssr")]
use crate::ui::markup::{Markup, markup};
use crate::wire::Wire;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use store::identity::notice;

/// Loads the user's notices.
///
/// # Errors
/// When nobody is signed in, or the database cannot be asked.
#[cfg(feature = "ssr")]
pub async fn notices(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let notices = notice::of_actor(&store, &viewer.actor)
        .await
        .map_err(fail)?;
    let read = address.has("done");
    Ok(markup(view! { <Notices notices=notices read=read /> }))
}

/// Marks the notices that a page showed as read.
#[server(endpoint = "notices-read", output = Wire)]
pub async fn mark_read(
    /// Their ids, with commas between them.
    #[server(default)]
    shown: String,
) -> Result<(), AppError> {
    let marked = async {
        let viewer = viewer()?;
        let ids = shown.split(',').filter(|id| !id.is_empty()).map(parse);
        let ids = ids.collect::<Result<Vec<uuid::Uuid>, AppError>>()?;
        notice::mark_shown(&AppState::current().store, &viewer.actor, &ids)
            .await
            .map_err(fail)
    }
    .await;
    if marked.is_ok() && scriptless() {
        see_other("/notices?done=read");
    }
    after_post(marked)
}
