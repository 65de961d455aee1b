//! What stands behind the pages and the forms.

use crate::error::AppError;
use crate::exit::LONGEST_REASON;
use crate::parts::Address;
use crate::proposals::aside::Aside;
use crate::proposals::list::Shown;
use crate::proposals::look::LookPage;
use crate::proposals::taking::Taking;
use crate::server::{AppState, fail, look_again_soon, viewer};
use crate::ui::markup::{Markup, markup};
use domain::access::Actor;
use domain::ids::{DraftId, ExitBatchId, ProposalId};
use domain::proposal::Kind;
use leptos::prelude::*;
use store::proposal::Take;
use store::{Store, StoreError, draft};
use uuid::Uuid;

/// The kind of draft that keeps which proposals were selected.
const DRAFT: &str = "proposals";

/// What waits for the actor, for the work queue.
///
/// # Errors
/// When the store cannot be asked.
pub async fn section(store: &Store, actor: &Actor, kind: Option<Kind>) -> Result<Shown, AppError> {
    Ok(Shown {
        queue: store::proposal::queue(store, actor, kind)
            .await
            .map_err(fail)?,
        kind,
        latest: store::proposal::latest(store, actor).await.map_err(fail)?,
    })
}

pub(super) async fn select(
    mut ids: Vec<ProposalId>,
    kind: &str,
    all: bool,
) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    if all {
        let queue = store::proposal::queue(&store, &viewer.actor, Kind::from_code(kind));
        let rows = queue.await.map_err(fail)?.rows;
        let exits = rows.iter().filter(|row| row.proposal.kind().is_exit());
        ids = exits.map(|row| row.id).collect();
    }
    if ids.is_empty() {
        return Ok("/work-queue?problem=none".to_owned());
    }
    let draft = draft::save(&store, viewer.actor.user, DRAFT, None, &ids)
        .await
        .map_err(fail)?;
    Ok(format!("/work-queue/look?draft={draft}"))
}

/// What taking the selected ones would do.
///
/// # Errors
/// Where the selection is not there for this user.
pub async fn look(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let draft: DraftId = address.get("draft").ok_or(AppError::NotFound)?;
    let ids = selected(&store, &viewer.actor, draft).await.map_err(fail)?;
    let found = store::proposal::select(&store, &viewer.actor, &ids)
        .await
        .map_err(fail)?;
    let missing = ids.len().saturating_sub(found.looks.len());
    let problem = address.get("problem");
    Ok(markup(view! {
        <LookPage draft=draft selected=found missing=missing problem=problem />
    }))
}

async fn selected(store: &Store, actor: &Actor, draft: DraftId) -> store::Result<Vec<ProposalId>> {
    draft::load(store, actor.user, DRAFT, draft).await
}

pub(super) async fn take(
    draft: DraftId,
    key: Uuid,
    digest: &str,
    confirmed: bool,
) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let ids = selected(&store, &viewer.actor, draft).await.map_err(fail)?;
    let taken = store::proposal::take(&store, &viewer.actor, key, &ids, (digest, confirmed)).await;
    Ok(match taken {
        Ok(Take::Started(batch)) => format!("/work-queue/taking/{batch}"),
        Ok(Take::Unconfirmed) => format!("/work-queue/look?draft={draft}&problem=unconfirmed"),
        Ok(Take::Changed) | Err(StoreError::NotFound) => {
            format!("/work-queue/look?draft={draft}&problem=changed")
        }
        Err(error) => return Err(fail(error)),
    })
}

/// How far the exits are that were taken together. The page is asked for again until all are worked off.
///
/// # Errors
/// Where it is not the user's.
pub async fn taking(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let id: ExitBatchId = address.id()?;
    let batch = store::proposal::batch(&store, &viewer.actor, id)
        .await
        .map_err(fail)?;
    if batch.done() < batch.items.len() {
        look_again_soon();
    }
    Ok(markup(view! { <Taking batch=batch /> }))
}

/// Asks why a proposal is set aside.
///
/// # Errors
/// Where it does not wait for this user.
pub async fn aside(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let proposed = store::proposal::proposed(&store, &viewer.actor, address.id()?)
        .await
        .map_err(fail)?;
    let unsaid = address.has("problem");
    Ok(markup(view! { <Aside proposed=proposed unsaid=unsaid /> }))
}

pub(super) async fn set_aside(proposal: ProposalId, reason: &str) -> Result<String, AppError> {
    let viewer = viewer()?;
    let reason = reason.trim();
    let reason = reason.chars().take(LONGEST_REASON).collect::<String>();
    if reason.is_empty() {
        return Ok(format!("/work-queue/aside/{proposal}?problem=reason"));
    }
    let store = AppState::current().store;
    let done = store::proposal::set_aside(&store, &viewer.actor, proposal, &reason)
        .await
        .map_err(fail)?;
    Ok(if done {
        "/work-queue?done=aside".to_owned()
    } else {
        "/work-queue?problem=gone".to_owned()
    })
}
