//! The Clients page: the search, what it found, and whom one opened of late.

use super::search_box::SearchBox;
use crate::parts::{of_kind, title};
use crate::ui::markup::Shown;
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos_meta::Title;

/// `/clients`, and `/clients?search=<id of a kept search>`.
#[component]
pub fn ClientsPage() -> impl IntoView {
    let page = of_kind("clients");
    let line = Signal::derive(move || {
        page.with(|page| match page {
            Some(Ok(page)) => page.line(),
            _ => String::new(),
        })
    });
    view! {
        <Title text=title("Clients") />
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Clients"</h1>
                <p class="lead">
                    "Name, nickname, date of birth, SSN or its last four, or an ID; in any order, and together."
                </p>
            </div>
        </div>
        <Transition>
            <SearchBox large=true value=line />
        </Transition>
        <Shown resource=page />
    }
    .part()
}
