//! Who one acts as: the Settings sidebar and its page.

use leptos::prelude::*;

/// SettingsPage.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"SettingsPage"</h1> }
}

/// Sidebar.
#[component]
pub fn Sidebar() -> impl IntoView {
    view! { <h1 tabindex="-1">"Sidebar"</h1> }
}
