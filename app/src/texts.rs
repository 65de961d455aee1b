//! Posted texts.

use leptos::prelude::*;

/// PrivacyPage.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"PrivacyPage"</h1> }
}
