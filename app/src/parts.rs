//! Pages that the server renders whole. One server function and one component serve them all, so that another
//! page of this kind costs the browser nothing.

mod pages;
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
use leptos_router::hooks::use_location;

/// The page of a kind; `id` is what the address is about, `query` what stands behind its question mark.
#[server(endpoint = "part", output = Wire)]
pub async fn part(kind: String, id: String, query: String) -> Answer {
    server::part(&kind, id, &query).await
}

/// The part of a kind that is about nothing but what the address says behind its question mark.
#[must_use]
pub fn of_kind(kind: &'static str) -> Resource<Answer> {
    let search = use_location().search;
    asked(
        move || search.get(),
        move |query| part(kind.to_owned(), String::new(), query),
    )
}

/// Whatever page of the table the address asks for; "not found" for other addresses.
#[component]
pub fn PartPage() -> impl IntoView {
    let location = use_location();
    let (path, search) = (location.pathname, location.search);
    // On the way to a page of another kind the address changes before this one is gone: it stays what it was.
    let wanted = Memo::new(move |before: Option<&(Option<pages::Place>, String)>| {
        let place = path.with(|path| pages::at(path));
        match before {
            Some(before) if place.is_none() => before.clone(),
            _ => (place, search.get()),
        }
    });
    let place = Memo::new(move |_| wanted.with(|(place, _)| place.clone()));
    let page = asked(
        move || wanted.get(),
        |(place, query)| {
            let (kind, id) =
                place.map_or_else(Default::default, |place| (place.page.kind, place.id));
            part(kind.to_owned(), id, query)
        },
    );
    on_change(move |change| {
        let live =
            place.with_untracked(|place| place.as_ref().is_some_and(|place| place.page.live));
        if live && !matches!(change, Change::List { .. }) && !somebody_types() {
            page.refetch();
        }
    });
    let titled = |place: &Option<pages::Place>| {
        title(place.as_ref().map_or("Not found", |place| place.page.title))
    };
    // The server asks for the title once more when the page may be gone already.
    let first = place.with_untracked(titled);
    let title = move || place.try_with(titled).unwrap_or_else(|| first.clone());
    view! {
        <Title text=title />
        <Shown resource=page />
    }
    .part()
}

/// "Client · Threshold".
#[must_use]
pub fn title(words: &str) -> String {
    format!("{words} \u{b7} Threshold")
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
