//! Users and their grants.

use leptos::prelude::*;

/// UsersPage.
#[component]
pub fn UsersPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"UsersPage"</h1> }
}

/// UserPage.
#[component]
pub fn UserPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"UserPage"</h1> }
}
