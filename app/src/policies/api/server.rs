//! The server's half: reads and saves through the store, keeps what was typed as a sealed draft.

use super::super::changes::{Changes, ChangesView};
use super::super::form::{Parsed, PolicyForm};
use super::super::history::History;
use super::super::lists::Lists;
use super::super::sheet::{PolicySheet, SheetView};
use crate::error::AppError;
use crate::frame::helpdesk;
use crate::parts::Address;
use crate::server::{AppState, fail, parse, refuse, see_other, viewer};
use crate::ui::markup::{Answer, Markup, markup};
use domain::access::Actor;
use domain::ids::{DraftId, ListAuthorityId};
use leptos::prelude::*;
use store::policy::{self, DRAFT, Outcome, Request, Sheet};
use store::{Store, StoreError, draft};
use uuid::Uuid;

/// The page of all lists whose policy one may edit; where there is one, it leads to its policy.
///
/// # Errors
/// When nobody is signed in, or the database cannot be asked.
pub async fn lists(_: Address) -> Answer {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let lists = policy::editable(&store, &viewer.actor)
        .await
        .map_err(fail)?;
    if let [one] = lists.as_slice() {
        see_other(&format!("/policies/{}", one.list));
        return Ok(Markup::default());
    }
    let helpdesk = helpdesk(&store).await?.email;
    Ok(markup(view! { <Lists lists=lists helpdesk=helpdesk /> }))
}

/// The form of a policy: as it was typed where there is a draft, else as it is in force.
///
/// # Errors
/// [`AppError::NotFound`] where the policy is not the user's to edit.
pub async fn form(address: Address) -> Answer {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let list = address.id()?;
    let saved = address.has("done");
    sheet(&store, &viewer.actor, list, address.get("draft"), saved).await
}

/// All versions of a policy.
///
/// # Errors
/// [`AppError::NotFound`] where the policy is not the user's to edit.
pub async fn history(address: Address) -> Answer {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let list = address.id()?;
    let (name, versions) = policy::history(&store, &viewer.actor, list)
        .await
        .map_err(fail)?;
    Ok(markup(
        view! { <History list=list name=name versions=versions /> },
    ))
}

/// What a kept form will change. One that somebody overtook, or that became wrong, is shown again, and where
/// there is none the policy in force.
///
/// # Errors
/// [`AppError::NotFound`] where the policy is not the user's to edit.
pub async fn changes(address: Address) -> Answer {
    let viewer = viewer()?;
    let (store, actor) = (AppState::current().store, &viewer.actor);
    let list = address.id()?;
    let kept = match address.get("draft") {
        Some(draft) => kept(&store, actor, list, draft)
            .await?
            .map(|form| (draft, form)),
        None => None,
    };
    let Some((draft, form)) = kept else {
        return sheet(&store, actor, list, None, false).await;
    };
    let (parsed, sheet) = match ready(&store, actor, list, draft, &form).await? {
        Ok(ready) => ready,
        Err(path) => {
            see_other(&path);
            return Ok(Markup::default());
        }
    };
    let preview = policy::preview(&store, actor, list, &parsed.policy)
        .await
        .map_err(fail)?;
    let view = ChangesView {
        list,
        name: sheet.name,
        draft,
        key: store::ids::new(),
        preview,
        changed: address.has("done"),
    };
    Ok(markup(view! { <Changes view=view /> }))
}

async fn sheet(
    store: &Store,
    actor: &Actor,
    list: ListAuthorityId,
    draft: Option<DraftId>,
    saved: bool,
) -> Answer {
    let kept = match draft {
        Some(draft) => kept(store, actor, list, draft).await?,
        None => None,
    };
    let typed_over = kept.as_ref().and_then(PolicyForm::typed_over);
    let sheet = policy::sheet(store, actor, list, typed_over)
        .await
        .map_err(fail)?;
    let current = &sheet.current;
    let (form, problems) = match kept {
        Some(kept) => {
            let form = kept.over(&current.policy, current.version);
            let problems = form.parse(&current.policy).problems;
            (form, problems)
        }
        None => (
            PolicyForm::of(list, &current.policy, current.version),
            Vec::new(),
        ),
    };
    let view = SheetView {
        sheet,
        form,
        problems,
        saved,
    };
    Ok(markup(view! { <PolicySheet view=view /> }))
}

/// The draft, if it is still there and of this list; an expired one leaves the policy in force, not an error.
async fn kept(
    store: &Store,
    actor: &Actor,
    list: ListAuthorityId,
    draft: DraftId,
) -> Result<Option<PolicyForm>, AppError> {
    match draft::load::<PolicyForm>(store, actor.user, DRAFT, draft).await {
        Ok(form) => Ok(Some(form).filter(|form| form.list == list.to_string())),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(fail(error)),
    }
}

/// A kept form over the policy in force; the address of the form where it has to be looked at again first.
async fn ready(
    store: &Store,
    actor: &Actor,
    list: ListAuthorityId,
    draft: DraftId,
    form: &PolicyForm,
) -> Result<Result<(Parsed, Sheet), String>, AppError> {
    let sheet = policy::sheet(store, actor, list, None)
        .await
        .map_err(fail)?;
    let parsed = form.parse(&sheet.current.policy);
    if parsed.problems.is_empty() && form.typed_over() == Some(sheet.current.version) {
        Ok(Ok((parsed, sheet)))
    } else {
        Ok(Err(format!("/policies/{list}?draft={draft}")))
    }
}

pub(super) async fn check(form: PolicyForm) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let actor = &viewer.actor;
    let list: ListAuthorityId = parse(&form.list)?;
    // Before anything is kept: who may not edit it, for them it is not there.
    policy::sheet(&store, actor, list, None)
        .await
        .map_err(fail)?;
    let draft = draft::save(&store, actor.user, DRAFT, Some(list.0), &form)
        .await
        .map_err(fail)?;
    Ok(match ready(&store, actor, list, draft, &form).await? {
        Ok(_) => format!("/policies/{list}/changes?draft={draft}"),
        Err(path) => path,
    })
}

pub(super) async fn save(
    list: &str,
    draft: &str,
    digest: &str,
    key: Uuid,
) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let actor = &viewer.actor;
    let list: ListAuthorityId = parse(list)?;
    let draft: DraftId = parse(draft)?;
    let done = format!("/policies/{list}?done=saved");
    let Some(form) = kept(&store, actor, list, draft).await? else {
        // Saved already, and the answer may have been lost on its way. Else another page of this user saved,
        // or the form has expired.
        return match policy::saved(&store, actor, key).await {
            Ok(_) => Ok(done),
            Err(StoreError::NotFound) => Err(refuse(AppError::Conflict)),
            Err(error) => Err(fail(error)),
        };
    };
    let (parsed, sheet) = match ready(&store, actor, list, draft, &form).await? {
        Ok(ready) => ready,
        Err(path) => return Ok(path),
    };
    let request = Request {
        list,
        version: sheet.current.version,
        key,
        policy: &parsed.policy,
        shown: digest,
    };
    match policy::save(&store, actor, request).await {
        Ok(Outcome::Saved(_)) => Ok(done),
        Ok(Outcome::Problems(_)) | Err(StoreError::Conflict) => {
            Ok(format!("/policies/{list}?draft={draft}"))
        }
        Ok(Outcome::EffectsChanged) => Ok(format!(
            "/policies/{list}/changes?draft={draft}&done=changed"
        )),
        Err(error) => Err(fail(error)),
    }
}
