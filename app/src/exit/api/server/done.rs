//! What an exit did, and taking it back.

use crate::error::AppError;
use crate::exit::done::Done;
use crate::exit::sheet::Sheet;
use crate::exit::undo::Undo;
use crate::frame::helpdesk;
use crate::server::{AppState, fail, see_other, viewer};
use crate::ui::markup::{Markup, markup};
use domain::ids::ActId;
use leptos::prelude::*;
use store::exit::{Exited, Undone};
use uuid::Uuid;

async fn exited(act: ActId) -> Result<Exited, AppError> {
    let viewer = viewer()?;
    store::exit::act(&AppState::current().store, &viewer.actor, act)
        .await
        .map_err(fail)
}

pub(in crate::exit) async fn done(act: ActId) -> Result<Markup, AppError> {
    let exited = exited(act).await?;
    Ok(markup(view! { <Done exited=exited act=act /> }))
}

pub(in crate::exit) async fn sheet(act: ActId) -> Result<Markup, AppError> {
    let exited = exited(act).await?;
    let helpdesk = helpdesk(&AppState::current().store).await?;
    Ok(markup(
        view! { <Sheet exited=exited act=act helpdesk=helpdesk /> },
    ))
}

pub(in crate::exit) async fn undo_page(act: ActId) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let exited = exited(act).await?;
    let obstacles = store::exit::obstacles(&store, &viewer.actor, act)
        .await
        .map_err(fail)?;
    let key = store::ids::new::<Uuid>();
    Ok(markup(view! {
        <Undo exited=exited act=act obstacles=obstacles key=key />
    }))
}

pub(in crate::exit) async fn undo(act: ActId, key: Uuid, purpose: &str) -> Result<(), AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let undone = store::exit::undo(&store, &viewer.actor, act, key, Some(purpose));
    match undone.await.map_err(fail)? {
        Undone::Done => see_other(&format!("/exits/{act}")),
        // The page says what stands in the way.
        Undone::Blocked(_) => see_other(&format!("/exits/{act}/undo")),
    }
    Ok(())
}
