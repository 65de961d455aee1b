//! The page of access requests; the server renders what it shows.

use super::api::requests;
use crate::ui::live::{Change, on_change};
use crate::ui::markup::{Shown, asked};
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// Requests to decide, and one's own.
#[component]
pub fn AccessRequestsPage() -> impl IntoView {
    let page = asked(|| (), |()| requests());
    on_change(move |change| {
        // Who is giving a reason keeps what they typed.
        if matches!(change, Change::User {}) && !reason_is_open() {
            page.refetch();
        }
    });
    view! {
        <Title text="Access requests \u{b7} Threshold" />
        <Outcome />
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Access requests"</h1>
                <p class="lead">
                    "A Priority List Manager endorses a request, an administrator grants it."
                </p>
            </div>
            <div class="page-actions">
                <a class="button secondary" href="/programs">
                    "Find an organization"
                </a>
            </div>
        </div>
        <Shown resource=page />
    }
    .part()
}

fn reason_is_open() -> bool {
    #[cfg(feature = "hydrate")]
    {
        let open = document().query_selector("main details[open]");
        open.is_ok_and(|open| open.is_some())
    }
    #[cfg(not(feature = "hydrate"))]
    false
}

#[component]
fn Outcome() -> impl IntoView {
    let query = use_query_map();
    move || {
        let done = query.with(|query| query.get("done"));
        let problem = query.with(|query| query.get("problem"));
        let success = match done.as_deref() {
            Some("asked") => "Your request was sent",
            Some("endorsed") => "Endorsed: an administrator decides now",
            Some("granted") => "Granted: it takes effect now",
            Some("declined") => "Declined: the person is told why",
            Some("withdrawn") => "Your request was taken back",
            _ => "",
        };
        let failure = match problem.as_deref() {
            Some("reason") => "Say why you decline: the person who asked reads it.",
            Some("decided") => "Somebody decided this request meanwhile.",
            _ => "",
        };
        let (tone, title) = match (success, failure) {
            ("", "") => return None,
            ("", failure) => (Tone::Error, failure),
            (success, _) => (Tone::Success, success),
        };
        Some(view! {
            <div class="page-notices">
                <Notice tone=tone title=title />
            </div>
        })
    }
}
