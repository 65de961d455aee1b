//! The program directory.

use leptos::prelude::*;

/// ProgramsPage.
#[component]
pub fn ProgramsPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"ProgramsPage"</h1> }
}
