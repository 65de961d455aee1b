//! Server functions of notices.

#[cfg(feature = "ssr")]
use super::list::Notices;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{AppState, after_post, fail, parse, scriptless, see_other, viewer};
use crate::ui::markup::Markup;
#[cfg(feature = "ssr")]
use crate::ui::markup::markup;
use crate::wire::Wire;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use store::identity::notice;

/// Loads the user's notices.
#[server(endpoint = "notices", output = Wire)]
pub async fn notices() -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let notices = notice::of_actor(&store, &viewer.actor)
        .await
        .map_err(fail)?;
    Ok(markup(view! { <Notices notices=notices /> }))
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
