//! The page of a form that was kept.

use super::api::held_form;
use crate::error::AppError;
use crate::ui::markup::Shown;
use crate::ui::part::IntoPart;
use domain::ids::DraftId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// Goes on with what was sent while the session was locked or over.
#[component]
pub fn HeldPage() -> impl IntoView {
    let params = use_params_map();
    let draft = move || {
        params
            .with(|params| params.get("id"))
            .and_then(|id| id.parse().ok())
    };
    let form = Resource::new(draft, |draft: Option<DraftId>| async move {
        match draft {
            Some(draft) => held_form(draft).await,
            None => Err(AppError::NotFound),
        }
    });
    view! {
        <Title text="Send it again \u{b7} Threshold" />
        <Shown resource=form />
    }
    .part()
}
