//! Exit the Enrollment: the heart.

use leptos::prelude::*;

/// ExitPage.
#[component]
pub fn ExitPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"ExitPage"</h1> }
}

/// ConfirmPage.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"ConfirmPage"</h1> }
}

/// ExitedPage.
#[component]
pub fn ExitedPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"ExitedPage"</h1> }
}
