//! Server functions of search and client page.

use super::wire::SuggestionView;
use crate::error::AppError;
use crate::wire::Wire;
use domain::ids::ClientId;
#[cfg(feature = "ssr")]
use domain::ids::DraftId;
use leptos::prelude::*;
use uuid::Uuid;

#[cfg(feature = "ssr")]
use super::client::Client;
#[cfg(feature = "ssr")]
use super::describe;
#[cfg(feature = "ssr")]
use super::filters::{FiltersView, filter};
#[cfg(feature = "ssr")]
use super::found::Found;
#[cfg(feature = "ssr")]
use super::listed::{Expired, NoGrant, Recent};
#[cfg(feature = "ssr")]
use crate::frame::helpdesk;
#[cfg(feature = "ssr")]
use crate::parts::Address;
#[cfg(feature = "ssr")]
use crate::server::{AppState, after_post, fail, see_other, viewer};
#[cfg(feature = "ssr")]
use crate::ui::markup::{Markup, markup};
#[cfg(feature = "ssr")]
use store::client::Filter;

/// The kind of draft that keeps what was searched for.
#[cfg(feature = "ssr")]
pub(super) const SEARCH: &str = "search";
/// The kind of draft that keeps why restricted records are needed.
#[cfg(feature = "ssr")]
const PURPOSE: &str = "purpose";
/// Longer lines are cut: nobody is called that.
#[cfg(feature = "ssr")]
const LONGEST_LINE: usize = 200;

/// Keeps the line as a sealed draft of the user's and leads to its results: the address holds nothing but
/// the draft's id. The same with and without scripts.
///
/// # Errors
/// When nobody is signed in, or the database cannot be asked.
#[server(KeepSearch, prefix = "/api", endpoint = "clients/search", output = Wire)]
pub async fn keep_search(query: String) -> Result<(), AppError> {
    after_post(keep(query).await)
}

#[cfg(feature = "ssr")]
async fn keep(query: String) -> Result<(), AppError> {
    let viewer = viewer()?;
    let line = cut(&query);
    if line.is_empty() {
        see_other("/clients");
        return Ok(());
    }
    let store = AppState::current().store;
    let id = store::draft::save(&store, viewer.actor.user, SEARCH, None, &line)
        .await
        .map_err(fail)?;
    see_other(&format!("/clients?search={id}"));
    Ok(())
}

/// The Clients page under its heading: what the line of a draft finds, or without one the clients that the
/// user opened last.
///
/// # Errors
/// When nobody is signed in, or the database cannot be asked.
#[cfg(feature = "ssr")]
pub async fn clients_page(address: Address) -> Result<Markup, AppError> {
    let page = match address.get("search") {
        Some(id) => results(id, filter(&address)).await,
        None => recent_clients().await,
    };
    match page {
        Err(AppError::Forbidden) => Ok(markup(view! { <NoGrant /> })),
        page => page,
    }
}

/// Searches for the line of a draft, which may have expired or be somebody else's.
#[cfg(feature = "ssr")]
async fn results(id: DraftId, filter: Filter) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let line: String = match store::draft::load(&store, viewer.actor.user, SEARCH, id).await {
        Ok(line) => line,
        Err(store::StoreError::NotFound) => {
            return Ok(markup(view! { <Expired /> }));
        }
        Err(error) => return Err(fail(error)),
    };
    let typing = Some(id.0);
    let narrowed = store::client::search_within(&store, &viewer.actor, &line, typing, &filter)
        .await
        .map_err(fail)?;
    let filters = FiltersView {
        search: id,
        filter,
        fitting: narrowed.fitting,
        found: narrowed.found,
        cocs: narrowed
            .cocs
            .into_iter()
            .map(|(code, name)| (code.clone(), format!("{name} ({code})")))
            .collect(),
        organizations: narrowed
            .organizations
            .into_iter()
            .map(|(id, name)| (id.to_string(), name))
            .collect(),
    };
    let found = describe::results(narrowed.results);
    let adds = store::client::creates_for(&viewer.actor).is_ok();
    let add = adds.then(|| format!("/clients/new?draft={id}"));
    Ok(markup(view! { <Found found add filters /> }).for_line(line))
}

/// The clients that the user opened last.
#[cfg(feature = "ssr")]
async fn recent_clients() -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let recent = store::client::recently_opened(&AppState::current().store, &viewer.actor)
        .await
        .map_err(fail)?;
    let clients = recent.iter().map(describe::recent).collect();
    Ok(markup(view! { <Recent clients /> }))
}

/// The best hits for what is being typed. `typing` is made by the browser when typing begins: the audit
/// counts its rows as one search.
///
/// # Errors
/// When nobody is signed in, they may not search, or the database cannot be asked.
#[server(Suggest, prefix = "/api", endpoint = "clients/suggest", output = Wire)]
pub async fn suggest(query: String, typing: Uuid) -> Result<Vec<SuggestionView>, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let line = cut(&query);
    let found = store::client::suggest(&store, &viewer.actor, &line, typing)
        .await
        .map_err(fail)?;
    Ok(describe::suggestions(found))
}

/// A client's page. Opening it is audited, with the purpose of the draft where there is one.
///
/// # Errors
/// [`AppError::NotFound`] for an unknown client, and for one who is hidden altogether.
#[cfg(feature = "ssr")]
pub async fn open_client(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let id: ClientId = address.id()?;
    let store = AppState::current().store;
    let purpose: Option<String> = match address.get::<DraftId>("purpose") {
        None => None,
        Some(draft) => match store::draft::load::<(ClientId, String)>(
            &store,
            viewer.actor.user,
            PURPOSE,
            draft,
        )
        .await
        {
            Ok((client, words)) if client == id => Some(words),
            Ok(_) | Err(store::StoreError::NotFound) => None,
            Err(error) => return Err(fail(error)),
        },
    };
    let page = store::client::page(&store, &viewer.actor, id, purpose.as_deref())
        .await
        .map_err(fail)?;
    let moved = page.id != id;
    if moved {
        see_other(&format!("/clients/{}?retired", page.id));
    }
    let asked = if address.has("retired") {
        None
    } else {
        Some(id)
    };
    let client = describe::client(page, asked);
    let email = helpdesk(&store).await?.email;
    let done = address.get("done");
    let reports = store::duplicate::may_report(&viewer.actor);
    Ok(markup(view! { <Client client email done reports /> }))
}

/// An administrator says why restricted records are needed, and is led to them. The words are kept as a
/// sealed draft, since the address must not hold them.
///
/// # Errors
/// When nobody is signed in, or the database cannot be asked.
#[server(GivePurpose, prefix = "/api", endpoint = "clients/purpose", output = Wire)]
pub async fn give_purpose(client: ClientId, purpose: String) -> Result<(), AppError> {
    after_post(keep_purpose(client, &purpose).await)
}

#[cfg(feature = "ssr")]
async fn keep_purpose(client: ClientId, purpose: &str) -> Result<(), AppError> {
    let viewer = viewer()?;
    let words = cut(purpose);
    if words.is_empty() {
        see_other(&format!("/clients/{client}"));
        return Ok(());
    }
    let store = AppState::current().store;
    let kept = (client, words);
    let id = store::draft::save(&store, viewer.actor.user, PURPOSE, Some(client.0), &kept)
        .await
        .map_err(fail)?;
    see_other(&format!("/clients/{client}?purpose={id}"));
    Ok(())
}

#[cfg(feature = "ssr")]
fn cut(line: &str) -> String {
    line.trim().chars().take(LONGEST_LINE).collect()
}
