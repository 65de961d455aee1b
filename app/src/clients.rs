//! Finding a client, and the client's page.

use leptos::prelude::*;

/// ClientsPage.
#[component]
pub fn ClientsPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"ClientsPage"</h1> }
}

/// ClientPage.
#[component]
pub fn ClientPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"ClientPage"</h1> }
}

/// HeaderSearch.
#[component]
pub fn HeaderSearch() -> impl IntoView {
    view! { <h1 tabindex="-1">"HeaderSearch"</h1> }
}
