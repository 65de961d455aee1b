//! The Clients page: the search, what it found, and whom one opened of late.

use super::api::clients_page;
use super::search_box::SearchBox;
use crate::error::AppError;
use crate::problem::Problem;
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
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
    let results = Resource::new(move || search.get(), clients_page);
    let line = Signal::derive(move || {
        results.with(|results| match results {
            Some(Ok(page)) => page.line.clone(),
            _ => String::new(),
        })
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
                    Ok(page) => page.part.show(),
                    Err(AppError::Forbidden) => view! { <NoGrant /> }.part(),
                    Err(error) => view! { <Problem error /> }.part(),
                }
            })}
        </Transition>
    }
    .part()
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
