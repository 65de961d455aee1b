//! The page of notices; the server renders what it shows.

use super::api::notices;
use crate::ui::live::{Change, on_change};
use crate::ui::markup::{Shown, asked};
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// What the user should know of.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let page = asked(|| (), |()| notices());
    on_change(move |change| {
        if !matches!(change, Change::List { .. }) {
            page.refetch();
        }
    });
    let query = use_query_map();
    let done = move || {
        query.with(|query| query.get("done").is_some()).then(|| {
            view! {
                <div class="page-notices">
                    <Notice tone=Tone::Success title="Marked as read" />
                </div>
            }
        })
    };
    view! {
        <Title text="Notices \u{b7} Threshold" />
        {done}
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Notices"</h1>
                <p class="lead">
                    "What others did that concerns you. Those that you have read stay here for 30 days."
                </p>
            </div>
        </div>
        <Shown resource=page />
    }
    .part()
}
