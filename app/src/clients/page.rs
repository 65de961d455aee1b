//! The Clients page: the search, what it found, and whom one opened of late.

use super::api::{recent_clients, search_results};
use super::found::Found;
use super::search_box::SearchBox;
use crate::error::AppError;
use crate::problem::Problem;
use crate::ui::icon::Icon;
use domain::ids::DraftId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// `/clients`, and `/clients?search=<id of a kept search>`.
#[component]
pub fn ClientsPage() -> impl IntoView {
    let query = use_query_map();
    let search = Memo::new(move |_| {
        query.with(|query| {
            query
                .get("search")
                .and_then(|id| id.parse::<DraftId>().ok())
        })
    });
    let results = Resource::new(
        move || search.get(),
        |search| async move {
            match search {
                Some(id) => search_results(id).await.map(Some),
                None => Ok(None),
            }
        },
    );
    let line = Signal::derive(move || match results.get() {
        Some(Ok(Some(Some(found)))) => found.line,
        _ => String::new(),
    });
    view! {
        <Title text="Clients \u{b7} Threshold" />
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Clients"</h1>
                <p class="lead">
                    "Name, nickname, date of birth, SSN or its last four, or an ID; in any order, and together."
                </p>
            </div>
        </div>
        <Transition>
            <SearchBox large=true value=line />
            {move || Suspend::new(async move {
                match results.await {
                    Ok(Some(Some(found))) => view! { <Found found /> }.into_any(),
                    Ok(Some(None)) => view! { <Expired /> }.into_any(),
                    Ok(None) => view! { <Recent /> }.into_any(),
                    Err(AppError::Forbidden) => view! { <NoGrant /> }.into_any(),
                    Err(error) => view! { <Problem error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// A kept search that is gone.
#[component]
fn Expired() -> impl IntoView {
    view! {
        <section class="section" aria-label="No results">
            <div class="empty">
                <Icon name="search" />
                <h2>"This search is no longer kept"</h2>
                <p>
                    "Searches are kept for seven days, for the person who made them. Type it again to search."
                </p>
            </div>
        </section>
    }
}

/// Signed in, and granted nothing yet.
#[component]
fn NoGrant() -> impl IntoView {
    view! {
        <section class="section" aria-label="Not authorized">
            <div class="empty">
                <Icon name="lock" />
                <h2>"You may not search clients yet"</h2>
                <p>
                    "Nobody has granted you an organization to act for. Look one up and ask for access."
                </p>
                <a class="button secondary" href="/programs">
                    "Programs and organizations"
                </a>
            </div>
        </section>
    }
}

/// Clients opened of late.
#[component]
fn Recent() -> impl IntoView {
    let recent = Resource::new(|| (), |()| recent_clients());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match recent.await {
                    Ok(clients) if clients.is_empty() => {
                        view! {
                            <section class="section" aria-label="Recently opened">
                                <div class="empty">
                                    <Icon name="people" />
                                    <h2>"Nobody opened yet"</h2>
                                    <p>
                                        "Clients whose page you open stand here, so that you find them again."
                                    </p>
                                </div>
                            </section>
                        }
                            .into_any()
                    }
                    Ok(clients) => {
                        view! {
                            <section class="section" aria-labelledby="recent-title">
                                <h2 id="recent-title">"Recently opened"</h2>
                                <ol class="results" role="list">
                                    {clients
                                        .into_iter()
                                        .map(|client| {
                                            view! {
                                                <li class="result">
                                                    <h3>
                                                        <a href=format!("/clients/{}", client.id)>{client.name}</a>
                                                    </h3>
                                                    <p>{client.about}</p>
                                                </li>
                                            }
                                        })
                                        .collect_view()}
                                </ol>
                            </section>
                        }
                            .into_any()
                    }
                    Err(AppError::Forbidden) => view! { <NoGrant /> }.into_any(),
                    Err(error) => view! { <Problem error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}
