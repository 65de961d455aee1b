//! What the Clients page shows beside its search box and the results.

use super::view::RecentView;
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// A kept search that is gone.
#[component]
pub(super) fn Expired() -> impl IntoView {
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

/// Clients opened of late.
#[component]
pub(super) fn Recent(clients: Vec<RecentView>) -> impl IntoView {
    if clients.is_empty() {
        return view! {
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
        .part();
    }
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
    .part()
}

/// Signed in, and granted nothing yet.
#[component]
pub(super) fn NoGrant() -> impl IntoView {
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
