//! The pages after the form; the server renders what they show.

use super::api::{exit_plan, exited};
use crate::error::AppError;
use crate::ui::markup::Shown;
use crate::ui::part::IntoPart;
use domain::ids::{ActId, DraftId, EnrollmentId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Shows the plan of a draft, on the way without scripts.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let asked = move || {
        let enrollment: Option<EnrollmentId> = params
            .with(|params| params.get("id"))
            .and_then(|id| id.parse().ok());
        let draft: Option<DraftId> = query
            .with(|query| query.get("draft"))
            .and_then(|id| id.parse().ok());
        let changed = query.with(|query| query.get("changed").is_some());
        (enrollment.zip(draft), changed)
    };
    let plan = Resource::new(asked, |(asked, changed)| async move {
        let (enrollment, draft) = asked.ok_or(AppError::NotFound)?;
        exit_plan(enrollment, draft, changed).await
    });
    view! {
        <Title text="What will happen \u{b7} Threshold" />
        <Shown resource=plan />
    }
    .part()
}

/// What an exit did.
#[component]
pub fn ExitedPage() -> impl IntoView {
    let params = use_params_map();
    let act = move || {
        params
            .with(|params| params.get("act"))
            .and_then(|id| id.parse::<ActId>().ok())
    };
    let done = Resource::new(act, |act| async move {
        exited(act.ok_or(AppError::NotFound)?).await
    });
    view! {
        <Title text="Exit saved \u{b7} Threshold" />
        <Shown resource=done />
    }
    .part()
}
