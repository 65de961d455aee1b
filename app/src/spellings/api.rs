//! Pages and forms of spellings. The store refuses everybody but administrators.

use super::form::{One, Problem, Typed};
use super::list::List;
use crate::error::AppError;
use crate::parts::Address;
use crate::server::{AppState, fail, go_on, viewer};
use crate::ui::markup::{Markup, markup};
use crate::wire::Wire;
use domain::ids::{DraftId, NameSpellingId};
use domain::search::read_spellings;
use leptos::prelude::*;
use store::spelling::{self, Wanted};
use store::{StoreError, draft};

/// The kind of draft that keeps a group that was not saved.
const TYPED: &str = "name_spelling";
/// Longer words are cut.
const LONGEST: usize = 80;

/// All groups, and the form of another one.
///
/// # Errors
/// For everybody but administrators.
pub async fn list_page(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let groups = spelling::all(&store, &viewer.actor).await.map_err(fail)?;
    let typed = typed(&address).await?.unwrap_or_default();
    let done = address.get("done");
    Ok(markup(
        view! { <List groups=groups typed=typed done=done /> },
    ))
}

/// The form of a group.
///
/// # Errors
/// For everybody but administrators, and where there is none.
pub async fn one_page(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let group = spelling::one(&store, &viewer.actor, address.id()?)
        .await
        .map_err(fail)?;
    let typed = typed(&address).await?;
    let changed = address.has("changed");
    Ok(markup(
        view! { <One group=group typed=typed changed=changed /> },
    ))
}

/// What was typed of a group that was not saved.
async fn typed(address: &Address) -> Result<Option<Typed>, AppError> {
    let Some(id) = address.get::<DraftId>("typed") else {
        return Ok(None);
    };
    let viewer = viewer()?;
    let store = AppState::current().store;
    Ok(draft::load(&store, viewer.actor.user, TYPED, id).await.ok())
}

/// Adds a group, or changes the one named.
#[server(endpoint = "spellings/save", output = Wire)]
pub async fn save_spelling(
    #[server(default)] group: Option<NameSpellingId>,
    #[server(default)] version: i32,
    language: String,
    names: String,
    #[server(default)] reviewed_by: String,
) -> Result<(), AppError> {
    let cut = |text: String| text.trim().chars().take(LONGEST).collect::<String>();
    let typed = Typed {
        language: cut(language),
        names,
        reviewed_by: cut(reviewed_by),
        problem: None,
    };
    go_on(save(group, version, typed).await)
}

async fn save(
    group: Option<NameSpellingId>,
    version: i32,
    mut typed: Typed,
) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let actor = &viewer.actor;
    let names = if typed.language.is_empty() {
        Err(Problem::NoLanguage)
    } else {
        read_spellings(&typed.names).map_err(Problem::Names)
    };
    let mut changed = "";
    match names {
        Err(problem) => typed.problem = Some(problem),
        Ok(names) => {
            let wanted = Wanted {
                language: &typed.language,
                names: &names,
                reviewed_by: &typed.reviewed_by,
            };
            let saved = match group {
                None => spelling::add(&store, actor, wanted).await.map(drop),
                Some(id) => spelling::change(&store, actor, id, version, wanted).await,
            };
            match saved {
                Ok(()) => return Ok("/admin/spellings?done=saved".to_owned()),
                Err(StoreError::Conflict) => changed = "&changed",
                Err(StoreError::Refused(by)) if by == spelling::ONCE => {
                    typed.problem = Some(Problem::Exists);
                }
                Err(error) => return Err(fail(error)),
            }
        }
    }
    let draft = draft::save(&store, actor.user, TYPED, None, &typed)
        .await
        .map_err(fail)?;
    Ok(again(group, &format!("typed={draft}{changed}")))
}

/// The form again, with what is said there.
fn again(group: Option<NameSpellingId>, query: &str) -> String {
    match group {
        Some(group) => format!("/admin/spellings/{group}?{query}"),
        None => format!("/admin/spellings?{query}#add"),
    }
}

/// Removes a group.
#[server(endpoint = "spellings/remove", output = Wire)]
pub async fn remove_spelling(group: NameSpellingId, version: i32) -> Result<(), AppError> {
    go_on(remove(group, version).await)
}

async fn remove(group: NameSpellingId, version: i32) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    match spelling::remove(&store, &viewer.actor, group, version).await {
        Ok(()) => Ok("/admin/spellings?done=removed".to_owned()),
        Err(StoreError::Conflict) => Ok(again(Some(group), "changed")),
        Err(error) => Err(fail(error)),
    }
}
