//! The Settings sidebar, and what it shares with the page.

use super::context_form::ContextForm;
use super::follow::Follow;
use crate::frame::{FrameView, use_frame};
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The sidebar: a popover that opens without scripts too. Not on the page of the same content.
#[component]
pub fn Sidebar() -> impl IntoView {
    let frame = use_frame();
    let location = use_location();
    let shown = Memo::new(move |_| {
        frame.with(|frame| frame.signed_in) && location.pathname.with(|path| path != "/settings")
    });
    view! {
        <Follow />
        {move || shown.get().then(|| view! {
            <div
                class="sidebar"
                popover="auto"
                id="settings"
                role="dialog"
                aria-labelledby="settings-title"
            >
                <div class="sidebar-head">
                    <h2 id="settings-title">"Settings"</h2>
                    <button
                        class="button quiet icon-only"
                        type="button"
                        popovertarget="settings"
                        popovertargetaction="hide"
                        aria-label="Close"
                    >
                        <Icon name="close" />
                    </button>
                </div>
                <Content />
            </div>
        })}
    }
    .part()
}

/// Who one is, the choice, help, and the way out. Its links load their page anew: a page that the router
/// brings would come under the open sidebar.
#[component]
pub fn Content() -> impl IntoView {
    let frame = use_frame();
    let helpdesk = move || frame.with(|frame| frame.helpdesk.clone());
    let choices = Memo::new(move |_| frame.with(|frame| !frame.choices.is_empty()));
    view! {
        <div class="person">
            <span class="avatar" aria-hidden="true">
                {move || frame.with(FrameView::initials)}
            </span>
            <p>
                <strong>{move || frame.with(|frame| frame.name.clone())}</strong>
                <br />
                <span class="quiet-text">
                    {move || frame.with(|frame| frame.employer.clone().unwrap_or_default())}
                </span>
            </p>
        </div>
        <p class="small">
            <a href="/notices" rel="external">"Notices"</a>
            " "
            {move || {
                frame
                    .with(|frame| frame.notices > 0)
                    .then(|| {
                        view! {
                            <span class="badge info">{frame.with(FrameView::new_notices)}</span>
                        }
                    })
            }}
        </p>
        <section aria-label="Acting as">
            {move || {
                if choices.get() {
                    view! { <ContextForm /> }.part()
                } else {
                    view! {
                        <p>
                            "You do not act for any organization yet. Look for yours in the program directory and ask for access."
                        </p>
                        <p>
                            <a class="button wide" href="/programs" rel="external">
                                "Programs and organizations"
                            </a>
                        </p>
                    }
                        .part()
                }
            }}
            <p class="small quiet-text">
                "Organization missing? You may not be authorized to act for it. "
                <a href="/programs" rel="external">"Ask for access"</a>
            </p>
        </section>
        <div class="sidebar-foot">
            <section aria-label="Account and help">
                <p class="small">
                    <a href="/settings" rel="external">"Your sessions"</a>
                    " \u{b7} "
                    <a href="/password" rel="external">"Change password"</a>
                    " \u{b7} "
                    <a href="/agreement" rel="external">"User agreement"</a>
                    " \u{b7} "
                    <a href="/privacy" rel="external">"Privacy notice"</a>
                </p>
                <p class="small quiet-text">
                    {move || helpdesk().name}
                    ": "
                    <a href=move || format!("mailto:{}", helpdesk().email)>
                        {move || helpdesk().email}
                    </a>
                    {move || helpdesk().phone.map(|phone| format!(", {phone}"))}
                </p>
            </section>
            <form method="post" action="/api/sign-out">
                <button class="button secondary wide" type="submit">
                    <Icon name="sign-out" />
                    " Sign out"
                </button>
            </form>
        </div>
    }
    .part()
}
