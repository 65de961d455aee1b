//! Pages for what did not work: what happened, what is safe, where to go.

use crate::error::AppError;
use crate::frame::{Framed, use_frame};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// No such page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <Standalone error=AppError::NotFound /> }
}

/// Where a plain form post ends that could not be done.
#[component]
pub fn ProblemPage() -> impl IntoView {
    let params = use_params_map();
    let error = move || {
        params
            .with(|params| params.get("code"))
            .and_then(|code| AppError::from_code(&code))
            .unwrap_or(AppError::NotFound)
    };
    move || view! { <Standalone error=error() /> }
}

/// Inside the frame for people who are signed in, alone on the page for others.
#[component]
fn Standalone(error: AppError) -> impl IntoView {
    let frame = use_frame();
    if frame.with_untracked(|frame| frame.signed_in) {
        view! { <Framed><Problem error=error.clone() /></Framed> }.part()
    } else {
        view! { <main id="main" class="gate"><Problem error=error.clone() /></main> }.part()
    }
}

/// What went wrong, in the place of the page or of the part that failed.
#[component]
pub fn Problem(error: AppError) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::server::set_status(&error);
    let frame = use_frame();
    let helpdesk = move || frame.with(|frame| frame.helpdesk.clone());
    let sign_in = error == AppError::NotSignedIn;
    let gate = error == AppError::Gate;
    view! {
        <Title text=format!("{} \u{b7} Threshold", error.title()) />
        <div class="error-page">
            <h1 tabindex="-1">{error.title()}</h1>
            <p>{error.to_string()}</p>
            <p class="reference">
                {move || helpdesk().name} ": "
                <a href=move || format!("mailto:{}", helpdesk().email)>{move || helpdesk().email}</a>
                {move || helpdesk().phone.map(|phone| format!(", {phone}"))}
            </p>
            <ul class="ways" role="list">
                {sign_in.then(|| view! { <li><a href="/sign-in" rel="external">"Sign in"</a></li> })}
                {gate.then(|| view! { <li><a href="/unlock" rel="external">"Go on"</a></li> })}
                {move || {
                    frame
                        .with(|frame| frame.list)
                        .then(|| view! { <li><a href="/priority-list">"Go to the Priority List"</a></li> })
                }}
                <li><a href="/clients">"Find a client"</a></li>
                <li><a href="/programs">"Programs and organizations"</a></li>
            </ul>
        </div>
    }
    .part()
}
