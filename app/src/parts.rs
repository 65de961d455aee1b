//! Pages that the server renders whole. One server function and one component serve them all, so that another
//! page of this kind costs the browser nothing.

#[cfg(feature = "ssr")]
mod server;

#[cfg(feature = "ssr")]
pub use server::Address;

use crate::ui::live::{Change, on_change};
use crate::ui::markup::{Answer, Shown, asked};
use crate::ui::part::IntoPart;
use crate::wire::Wire;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map};

/// The page of a kind; `id` is what the address is about, `query` what stands behind its question mark.
#[server(endpoint = "part", output = Wire)]
pub async fn part(kind: String, id: String, query: String) -> Answer {
    server::part(&kind, id, &query).await
}

/// A page of a kind, for a route whose only parameter, if it has one, is `:id`.
pub fn page(kind: &'static str, title: &'static str) -> impl Fn() -> AnyView + Clone + Send + Sync {
    move || view! { <PartPage kind=kind title=title live=false /> }.part()
}

/// A page that is asked for again when something of the user's own changed elsewhere.
pub fn live_page(
    kind: &'static str,
    title: &'static str,
) -> impl Fn() -> AnyView + Clone + Send + Sync {
    move || view! { <PartPage kind=kind title=title live=true /> }.part()
}

/// The part of a kind that the address asks for.
#[must_use]
pub fn of_address(kind: &'static str) -> Resource<Answer> {
    let params = use_params_map();
    let search = use_location().search;
    let wanted = move || {
        let id = params.with(|params| params.get("id").unwrap_or_default());
        (id, search.get())
    };
    asked(wanted, move |(id, query)| part(kind.to_owned(), id, query))
}

#[component]
fn PartPage(kind: &'static str, title: &'static str, live: bool) -> impl IntoView {
    let page = of_address(kind);
    if live {
        on_change(move |change| {
            if !matches!(change, Change::List { .. }) && !somebody_types() {
                page.refetch();
            }
        });
    }
    view! {
        <Title text=format!("{title} \u{b7} Threshold") />
        <Shown resource=page />
    }
    .part()
}

/// Whether somebody is giving a reason or fills in a field: what they typed stays.
fn somebody_types() -> bool {
    #[cfg(feature = "hydrate")]
    {
        let typed = "main details[open], main input:focus, main textarea:focus";
        document()
            .query_selector(typed)
            .is_ok_and(|found| found.is_some())
    }
    #[cfg(not(feature = "hydrate"))]
    false
}
