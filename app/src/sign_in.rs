//! The way in: sign-in, unlock, password, agreement.

use leptos::prelude::*;

/// SignInPage.
#[component]
pub fn SignInPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"SignInPage"</h1> }
}

/// UnlockPage.
#[component]
pub fn UnlockPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"UnlockPage"</h1> }
}

/// PasswordPage.
#[component]
pub fn PasswordPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"PasswordPage"</h1> }
}

/// AgreementPage.
#[component]
pub fn AgreementPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"AgreementPage"</h1> }
}
