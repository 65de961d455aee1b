//! The Priority List.

use leptos::prelude::*;

/// PriorityListPage.
#[component]
pub fn PriorityListPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"PriorityListPage"</h1> }
}
