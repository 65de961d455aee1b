//! Pages and forms of duplicates. The store refuses everybody but administrators, and for a report those who may not
//! create clients.

use super::compare::Compare;
use super::merged::Merged;
use super::plan::PlanPage;
use super::queue::Waits;
use super::report::{Report, Search};
use crate::error::AppError;
use crate::exit::LONGEST_REASON;
use crate::parts::Address;
use crate::server::{AppState, fail, go_on, viewer};
use crate::ui::markup::{Markup, markup};
use crate::wire::Wire;
use domain::duplicate::{Field, Side};
use domain::ids::{ClientId, ClientMergeId, DraftId, DuplicatePairId};
use leptos::prelude::*;
use std::collections::BTreeMap;
use store::duplicate::{self, Chosen, Outcome, Taken, Told};
use store::{StoreError, draft, secret};
use uuid::Uuid;

/// The kind of draft that keeps what was searched for to report a pair.
const SEARCH: &str = "duplicate_search";
/// The kind of draft that keeps why a merge could not be taken back.
const BLOCKED: &str = "unmerge_blocked";
/// Longer lines are cut: nobody is called that.
const LONGEST_LINE: usize = 200;

/// What waits, and what was merged.
///
/// # Errors
/// For everybody but administrators.
pub async fn queue_page(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let queue = duplicate::queue(&store, &viewer.actor)
        .await
        .map_err(fail)?;
    let merged = duplicate::merged(&store, &viewer.actor)
        .await
        .map_err(fail)?;
    let done = address.get("done");
    Ok(markup(
        view! { <Waits queue=queue merged=merged done=done /> },
    ))
}

/// A pair: both side by side, with `kept` what merging would do, and after the merge the way back.
///
/// # Errors
/// For everybody but administrators, and where the pair was decided otherwise.
pub async fn pair_page(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let pair: DuplicatePairId = address.id()?;
    let looked = match duplicate::look(&store, &viewer.actor, pair).await {
        Ok(looked) => looked,
        Err(StoreError::NotFound) => return merged_page(&address, pair).await,
        Err(error) => return Err(fail(error)),
    };
    let Some(kept) = address.get::<ClientId>("kept") else {
        let unsaid = address.has("problem");
        let key = store::ids::new();
        return Ok(markup(
            view! { <Compare look=looked key=key unsaid=unsaid /> },
        ));
    };
    let chosen = Chosen {
        kept,
        fields: Field::ALL
            .into_iter()
            .filter_map(|field| Some((field, side(address.get(field.code())?, kept))))
            .collect(),
    };
    let plan = duplicate::plan(&store, &viewer.actor, pair, &chosen)
        .await
        .map_err(fail)?;
    let digest = secret::digest_of(&plan);
    let problem = address.get("problem");
    let key = store::ids::new();
    Ok(markup(view! {
        <PlanPage look=looked plan=plan chosen=chosen digest=digest key=key problem=problem />
    }))
}

/// The record that an answer is taken from, as a side.
fn side(of: ClientId, kept: ClientId) -> Side {
    if of == kept { Side::Kept } else { Side::Other }
}

async fn merged_page(address: &Address, pair: DuplicatePairId) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let merge = duplicate::merge_of_pair(&store, &viewer.actor, pair)
        .await
        .map_err(fail)?;
    let blocked = match address.get::<DraftId>("blocked") {
        Some(id) => draft::load(&store, viewer.actor.user, BLOCKED, id)
            .await
            .unwrap_or_default(),
        None => Vec::new(),
    };
    let done = address.get("done");
    let unsaid = address.has("problem");
    let key = store::ids::new();
    Ok(markup(view! {
        <Merged merge=merge key=key blocked=blocked done=done unsaid=unsaid />
    }))
}

/// Merges, as it was shown. `fields`: the record from which each answer is taken, as the address has it.
#[server(endpoint = "duplicates/merge", output = Wire)]
pub async fn merge_clients(
    pair: DuplicatePairId,
    kept: ClientId,
    key: Uuid,
    digest: String,
    purpose: String,
    #[server(default)] fields: String,
) -> Result<(), AppError> {
    go_on(merge(pair, kept, &fields, (key, &digest), &purpose).await)
}

/// The answers that are chosen: `name=<client>&dob=<client>`.
fn answers(fields: &str) -> BTreeMap<Field, ClientId> {
    form_urlencoded::parse(fields.as_bytes())
        .filter_map(|(name, of)| {
            let field = Field::ALL.into_iter().find(|field| field.code() == name)?;
            Some((field, of.parse().ok()?))
        })
        .collect()
}

async fn merge(
    pair: DuplicatePairId,
    kept: ClientId,
    fields: &str,
    (key, digest): (Uuid, &str),
    purpose: &str,
) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let answers = answers(fields);
    let again = |problem: &str| {
        let answers = answers
            .iter()
            .map(|(field, of)| format!("&{}={of}", field.code()))
            .collect::<String>();
        format!("/admin/duplicates/{pair}?kept={kept}{answers}&problem={problem}")
    };
    let purpose = cut(purpose, LONGEST_REASON);
    if purpose.is_empty() {
        return Ok(again("purpose"));
    }
    let sides = answers.iter().map(|(field, of)| (*field, side(*of, kept)));
    let chosen = Chosen {
        kept,
        fields: sides.collect(),
    };
    let request = duplicate::Request {
        pair,
        key,
        chosen: &chosen,
        shown: digest,
        purpose: &purpose,
    };
    Ok(
        match duplicate::merge(&store, &viewer.actor, request).await {
            Ok(Outcome::Merged(_)) => format!("/admin/duplicates/{pair}?done=merged"),
            Ok(Outcome::Decided) => "/admin/duplicates?done=decided".to_owned(),
            Ok(Outcome::PlanChanged | Outcome::Blocked(_)) | Err(StoreError::Conflict) => {
                again("changed")
            }
            Err(error) => return Err(fail(error)),
        },
    )
}

/// Remembers that two records are two people's.
#[server(endpoint = "duplicates/apart", output = Wire)]
pub async fn tell_clients_apart(
    pair: DuplicatePairId,
    key: Uuid,
    why: String,
) -> Result<(), AppError> {
    go_on(apart(pair, key, &why).await)
}

async fn apart(pair: DuplicatePairId, key: Uuid, why: &str) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let why = cut(why, LONGEST_REASON);
    if why.is_empty() {
        return Ok(format!("/admin/duplicates/{pair}?problem=why#why"));
    }
    let told = duplicate::tell_apart(&store, &viewer.actor, pair, key, &why)
        .await
        .map_err(fail)?;
    Ok(match told {
        Told::Apart => "/admin/duplicates?done=apart".to_owned(),
        Told::Decided => "/admin/duplicates?done=decided".to_owned(),
    })
}

/// Takes a merge back.
#[server(endpoint = "duplicates/unmerge", output = Wire)]
pub async fn unmerge_clients(
    pair: DuplicatePairId,
    merge: ClientMergeId,
    key: Uuid,
    purpose: String,
    #[server(default)] people: String,
) -> Result<(), AppError> {
    go_on(unmerge(pair, merge, key, &purpose, people == "two").await)
}

async fn unmerge(
    pair: DuplicatePairId,
    merge: ClientMergeId,
    key: Uuid,
    purpose: &str,
    two_people: bool,
) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let purpose = cut(purpose, LONGEST_REASON);
    if purpose.is_empty() {
        return Ok(format!("/admin/duplicates/{pair}?problem=purpose#purpose"));
    }
    let request = duplicate::TakeBack {
        merge,
        key,
        purpose: &purpose,
        two_people,
    };
    let taken = duplicate::unmerge(&store, &viewer.actor, request)
        .await
        .map_err(fail)?;
    match taken {
        Taken::Back(_) if two_people => Ok("/admin/duplicates?done=back".to_owned()),
        Taken::Back(pair) => Ok(format!("/admin/duplicates/{pair}")),
        Taken::Blocked(why) => {
            // Sentences may hold a name: they stand in no address.
            let id = draft::save(&store, viewer.actor.user, BLOCKED, Some(pair.0), &why)
                .await
                .map_err(fail)?;
            Ok(format!("/admin/duplicates/{pair}?blocked={id}"))
        }
    }
}

/// The page on which anybody says that a client has a second record.
///
/// # Errors
/// Where the client may not be named, or the actor may not report.
pub async fn report_page(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let reporting = duplicate::reporting(&store, &viewer.actor, address.id()?)
        .await
        .map_err(fail)?;
    let search = match address.get::<DraftId>("search") {
        None => None,
        Some(id) => {
            let line = draft::load::<String>(&store, viewer.actor.user, SEARCH, id)
                .await
                .unwrap_or_default();
            let found = store::client::search(&store, &viewer.actor, &line, Some(id.0))
                .await
                .map_err(fail)?;
            let hits = found
                .hits
                .into_iter()
                .filter(|hit| hit.id != reporting.client);
            Some(Search {
                draft: id,
                line,
                hits: hits.collect(),
                more: found.more,
            })
        }
    };
    let (done, problem) = (address.has("done"), address.has("problem"));
    Ok(markup(
        view! { <Report of=reporting search=search done=done problem=problem /> },
    ))
}

/// Looks for the other record: the line is kept as a draft, so that the address holds nothing of it.
#[server(endpoint = "duplicates/find", output = Wire)]
pub async fn find_other_record(client: ClientId, query: String) -> Result<(), AppError> {
    go_on(find(client, &query).await)
}

async fn find(client: ClientId, query: &str) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let line = cut(query, LONGEST_LINE);
    if line.is_empty() {
        return Ok(format!("/clients/{client}/duplicate"));
    }
    let id = draft::save(&store, viewer.actor.user, SEARCH, Some(client.0), &line)
        .await
        .map_err(fail)?;
    Ok(format!("/clients/{client}/duplicate?search={id}"))
}

/// Reports a pair.
#[server(endpoint = "duplicates/report", output = Wire)]
pub async fn report_duplicate(
    client: ClientId,
    #[server(default)] other: Option<ClientId>,
    #[server(default)] search: Option<DraftId>,
    #[server(default)] why: String,
) -> Result<(), AppError> {
    go_on(report(client, other, search, &why).await)
}

async fn report(
    client: ClientId,
    other: Option<ClientId>,
    search: Option<DraftId>,
    why: &str,
) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let page = format!("/clients/{client}/duplicate");
    let Some(other) = other.filter(|other| *other != client) else {
        let search = search.map_or_else(String::new, |id| format!("&search={id}"));
        return Ok(format!("{page}?problem=other{search}"));
    };
    let why = cut(why, LONGEST_REASON);
    duplicate::report(&store, &viewer.actor, [client, other], &why)
        .await
        .map_err(fail)?;
    Ok(format!("{page}?done=reported"))
}

fn cut(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}
