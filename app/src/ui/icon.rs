//! Outlined icons from one sprite, always beside words.

use leptos::prelude::*;

/// An icon of `public/icons.svg`.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}
