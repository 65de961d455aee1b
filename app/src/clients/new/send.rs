//! The server's half: reads and saves through the store, keeps what was typed as a sealed draft.

use super::super::describe;
use super::carry::{Carry, CarryView};
use super::form::NewClientForm;
use super::sheet::{NoRight, SearchFirst, Sheet, SheetView};
use super::similar::{Beside, OneOfThese};
use crate::clients::api::SEARCH;
use crate::error::AppError;
use crate::parts::Address;
use crate::server::{AppState, fail, parse, refuse, viewer};
use crate::ui::markup::{Answer, Markup, markup};
use domain::access::Actor;
use domain::ids::{ClientId, DraftId, OrganizationId};
use domain::new_client::{self, Problem};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use store::client::{self, CarryError, CreateError, FoundClient};
use store::identity::Viewer;
use store::{Store, StoreError, draft};
use uuid::Uuid;

/// Kind of the draft of a client who was not added yet.
const NEW: &str = "new_client";

/// A form that was sent and not saved.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Kept {
    form: NewClientForm,
    /// The word of what stood in the way; problems of the fields are found again.
    problem: Option<String>,
    /// Who was shown and is not meant.
    asked: Vec<ClientId>,
}

/// The form: as it was typed where there is a draft of it, else filled in from a search.
///
/// # Errors
/// When nobody is signed in, or the database cannot be asked.
pub async fn new_page(address: Address) -> Answer {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let today = store.clock.office_day();
    let acting = match client::creates_for(&viewer.actor) {
        Ok(acting) => acting,
        Err(StoreError::Forbidden) => {
            let chosen = viewer.context.is_some();
            return Ok(markup(view! { <NoRight chosen=chosen victims=false /> }));
        }
        Err(error) => return Err(fail(error)),
    };
    if !client::may_own(&store, acting.organization)
        .await
        .map_err(fail)?
    {
        return Ok(markup(view! { <NoRight chosen=true victims=true /> }));
    }
    let Some(id) = address.get::<DraftId>("draft") else {
        return Ok(markup(view! { <SearchFirst /> }));
    };
    let kept = match loaded(&store, &viewer.actor, id).await? {
        Some(kept) => kept,
        None => match of_search(&store, &viewer.actor, id).await? {
            Some(line) => Kept {
                form: NewClientForm {
                    key: Uuid::now_v7().to_string(),
                    typed: new_client::from_line(&line, today),
                    ..NewClientForm::default()
                },
                ..Kept::default()
            },
            None => return Ok(markup(view! { <SearchFirst /> })),
        },
    };
    let problems = match (&kept.problem, new_client::parse(&kept.form.typed, today)) {
        (Some(word), Err(problems)) if word == "fields" => problems,
        (Some(word), _) if word == "card" => vec![Problem {
            field: new_client::Field::Card,
            words: "This card is recorded for another client. Check the number, or search for it.",
        }],
        _ => Vec::new(),
    };
    let similar = beside(&store, &viewer.actor, &kept.form).await?;
    let view = SheetView {
        organization: acting.organization,
        organization_name: organization_name(&viewer),
        switched: kept.problem.as_deref() == Some("switched"),
        form: kept.form,
        problems,
        today,
    };
    Ok(markup(view! { <Sheet view=view similar=similar /> }))
}

fn organization_name(viewer: &Viewer) -> String {
    let context = viewer.context.as_ref();
    context.map_or_else(String::new, |context| context.organization_name.clone())
}

async fn loaded(store: &Store, actor: &Actor, id: DraftId) -> Result<Option<Kept>, AppError> {
    match draft::load(store, actor.user, NEW, id).await {
        Ok(kept) => Ok(Some(kept)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(fail(error)),
    }
}

async fn of_search(store: &Store, actor: &Actor, id: DraftId) -> Result<Option<String>, AppError> {
    match draft::load(store, actor.user, SEARCH, id).await {
        Ok(line) => Ok(Some(line)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(fail(error)),
    }
}

async fn keep(store: &Store, actor: &Actor, kept: &Kept) -> Result<DraftId, AppError> {
    let key: Uuid = parse(&kept.form.key)?;
    draft::save(store, actor.user, NEW, Some(key), kept)
        .await
        .map_err(fail)
}

async fn found(
    store: &Store,
    actor: &Actor,
    form: &NewClientForm,
) -> Result<Vec<FoundClient>, AppError> {
    let key: Uuid = parse(&form.key)?;
    client::similar(store, actor, &form.typed, key)
        .await
        .map_err(fail)
}

async fn beside(store: &Store, actor: &Actor, form: &NewClientForm) -> Answer {
    let hits = found(store, actor, form).await?;
    let hits = hits.into_iter().map(describe::hit).collect();
    Ok(markup(view! { <Beside hits=hits /> }))
}

/// Who may be meant by what is typed so far.
pub(super) async fn similar(form: NewClientForm) -> Answer {
    let viewer = viewer()?;
    beside(&AppState::current().store, &viewer.actor, &form).await
}

/// Saves, or leads to what is wrong or to who may be meant.
pub(super) async fn add(form: NewClientForm) -> Result<String, AppError> {
    let viewer = viewer()?;
    let kept = Kept {
        form,
        ..Kept::default()
    };
    save(&viewer, kept).await
}

/// Saves a form of which somebody said that nobody who was shown is meant.
pub(super) async fn add_confirmed(draft: &str, key: Uuid) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let id: DraftId = parse(draft)?;
    match loaded(&store, &viewer.actor, id).await? {
        Some(kept) => save(&viewer, kept).await,
        // Saved already, and forgotten: the key leads to what was saved.
        None => {
            let saved = saved(&store, &viewer.actor, key).await?;
            saved.ok_or_else(|| refuse(AppError::NotFound))
        }
    }
}

/// The page of the record that was made under a key.
async fn saved(store: &Store, actor: &Actor, key: Uuid) -> Result<Option<String>, AppError> {
    match store::idempotency::answer::<ClientId>(store, actor.user, key, client::CREATE).await {
        Ok(made) => Ok(Some(format!("/clients/{made}?done=added"))),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(fail(error)),
    }
}

async fn save(viewer: &Viewer, mut kept: Kept) -> Result<String, AppError> {
    let (store, actor) = (AppState::current().store, &viewer.actor);
    let today = store.clock.office_day();
    let key: Uuid = parse(&kept.form.key)?;
    let organization: OrganizationId = parse(&kept.form.organization)?;
    let Ok(made) = new_client::parse(&kept.form.typed, today) else {
        kept.problem = Some("fields".to_owned());
        let draft = keep(&store, actor, &kept).await?;
        return Ok(format!("/clients/new?draft={draft}"));
    };
    let similar = found(&store, actor, &kept.form).await?;
    let likely = similar.iter().filter(|hit| client::is_likely(hit));
    let likely = likely.map(|hit| hit.id).collect::<Vec<_>>();
    // What was saved under the key meanwhile is among them itself.
    if let Some(path) = saved(&store, actor, key).await? {
        return Ok(path);
    }
    if likely.iter().any(|id| !kept.asked.contains(id)) {
        kept.problem = None;
        kept.asked = likely;
        let draft = keep(&store, actor, &kept).await?;
        return Ok(format!("/clients/new/similar?draft={draft}"));
    }
    let problem = match client::create(&store, actor, &made, organization, key).await {
        Ok(client) => {
            let mut tx = store.begin(Some(actor.user)).await.map_err(fail)?;
            draft::forget(&mut tx, actor.user, NEW, Some(key))
                .await
                .map_err(fail)?;
            tx.commit().await.map_err(fail)?;
            return Ok(format!("/clients/{client}?done=added"));
        }
        Err(CreateError::Switched) => "switched",
        Err(CreateError::CardTaken) => "card",
        Err(CreateError::VictimServiceProvider) => "victims",
        Err(CreateError::Store(error)) => return Err(fail(error)),
    };
    kept.problem = Some(problem.to_owned());
    let draft = keep(&store, actor, &kept).await?;
    Ok(format!("/clients/new?draft={draft}"))
}

/// "Is it one of these?", before a record is made.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such draft.
pub async fn similar_page(address: Address) -> Answer {
    let viewer = viewer()?;
    let (store, actor) = (AppState::current().store, &viewer.actor);
    let id = address.get::<DraftId>("draft");
    let id = id.ok_or_else(|| refuse(AppError::NotFound))?;
    let Some(kept) = loaded(&store, actor, id).await? else {
        return Ok(markup(view! { <SearchFirst /> }));
    };
    let key = kept.form.key.clone();
    let hits = found(&store, actor, &kept.form).await?;
    let hits = hits
        .into_iter()
        .filter(|hit| kept.asked.contains(&hit.id))
        .map(describe::hit)
        .collect();
    Ok(markup(view! { <OneOfThese hits=hits draft=id key=key /> }))
}

/// Keeps what was typed and goes on to the record of who is meant.
pub(super) async fn choose(
    client: ClientId,
    draft: &str,
    form: NewClientForm,
) -> Result<String, AppError> {
    let viewer = viewer()?;
    let (store, actor) = (AppState::current().store, &viewer.actor);
    let draft = if draft.is_empty() {
        let kept = Kept {
            form,
            ..Kept::default()
        };
        keep(&store, actor, &kept).await?
    } else {
        parse(draft)?
    };
    Ok(format!("/clients/{client}/carry?draft={draft}"))
}

/// What was typed beside the record of who is meant.
///
/// # Errors
/// [`AppError::NotFound`] for an unknown client and one who is hidden altogether.
pub async fn carry_page(address: Address) -> Answer {
    let viewer = viewer()?;
    let (store, actor) = (AppState::current().store, &viewer.actor);
    let client: ClientId = address.id()?;
    let id = address.get::<DraftId>("draft");
    let id = id.ok_or_else(|| refuse(AppError::NotFound))?;
    let Some(kept) = loaded(&store, actor, id).await? else {
        crate::server::see_other(&format!("/clients/{client}"));
        return Ok(Markup::default());
    };
    let found = client::differences(&store, actor, client, &kept.form.typed)
        .await
        .map_err(fail)?;
    let view = CarryView {
        client,
        draft: id,
        found,
        card_taken: address.has("card"),
        today: store.clock.office_day(),
    };
    Ok(markup(view! { <Carry view=view /> }))
}

/// Adds what was ticked.
pub(super) async fn carry(
    client: ClientId,
    draft: &str,
    key: Uuid,
    take: &[String],
) -> Result<String, AppError> {
    let viewer = viewer()?;
    let (store, actor) = (AppState::current().store, &viewer.actor);
    let id: DraftId = parse(draft)?;
    let Some(kept) = loaded(&store, actor, id).await? else {
        return Ok(format!("/clients/{client}"));
    };
    match client::carry_over(&store, actor, client, &kept.form.typed, take, key).await {
        Ok(0) => Ok(format!("/clients/{client}")),
        Ok(_) => Ok(format!("/clients/{client}?done=carried")),
        Err(CarryError::CardTaken) => Ok(format!("/clients/{client}/carry?draft={id}&card=taken")),
        Err(CarryError::Store(error)) => Err(fail(error)),
    }
}
