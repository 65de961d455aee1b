//! The page of one client; the server renders what it shows.

use super::api::open_client;
use crate::error::AppError;
use crate::ui::markup::Shown;
use crate::ui::part::IntoPart;
use domain::ids::{ClientId, DraftId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// `/clients/<id>`: a living client's id, or one that a merge retired.
#[component]
pub fn ClientPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id").and_then(|id| id.parse::<ClientId>().ok()))
    });
    let query = use_query_map();
    let purpose = Memo::new(move |_| {
        query.with(|query| {
            query
                .get("purpose")
                .and_then(|id| id.parse::<DraftId>().ok())
        })
    });
    let client = Resource::new(
        move || (id.get(), purpose.get()),
        |(id, purpose)| async move {
            match id {
                Some(id) => open_client(id, purpose).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    view! {
        <Title text="Client \u{b7} Threshold" />
        <Shown resource=client />
    }
    .part()
}
