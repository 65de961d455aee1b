//! Asking to act for an organization, and deciding about it.

use leptos::prelude::*;

/// AccessRequestsPage.
#[component]
pub fn AccessRequestsPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"AccessRequestsPage"</h1> }
}

/// AskPage.
#[component]
pub fn AskPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"AskPage"</h1> }
}
