//! The program directory: which organization owns which program, and whether one may act for it.

use super::api::programs;
use crate::frame::use_frame;
use crate::ui::markup::{Shown, asked};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn ProgramsPage() -> impl IntoView {
    let query = use_query_map();
    let frame = use_frame();
    let search = move || {
        query.with(|query| {
            (
                query.get("find").unwrap_or_default(),
                query.get("coc").unwrap_or_default(),
                query
                    .get("page")
                    .and_then(|page| page.parse().ok())
                    .unwrap_or(1),
            )
        })
    };
    // A right that comes or goes changes what stands in the last column.
    let held = Memo::new(move |_| frame.with(|frame| frame.choices.len()));
    let found = asked(
        move || (search(), held.get()),
        |((find, coc, page), _)| programs(find, coc, page),
    );
    view! {
        <Title text="Programs and organizations \u{b7} Threshold" />
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Programs and organizations"</h1>
                <p class="lead">
                    "Which organization owns which program, and whether you may act for it."
                </p>
            </div>
        </div>
        <Shown resource=found />
    }
    .part()
}
