//! The user agreement: to be accepted once a version, to be read at any time.

use super::gate::GatePage;
use crate::frame::use_frame;
use crate::texts::{Prose, TextView, user_agreement};
use crate::ui::loaded::Loaded;
use leptos::prelude::*;
use leptos_meta::Title;

/// The user agreement.
#[component]
pub fn AgreementPage() -> impl IntoView {
    let text = Resource::new(|| (), |()| user_agreement());
    view! {
        <Title text="User agreement \u{b7} Threshold" />
        <GatePage aside=true>
            <Loaded resource=text show=|text| view! { <Agreement text=text /> } />
        </GatePage>
    }
    .into_any()
}

#[component]
fn Agreement(text: TextView) -> impl IntoView {
    let accepted = use_frame().with_untracked(|frame| frame.signed_in);
    let version = text.version;
    view! {
        <article class="panel prose">
            <h1 tabindex="-1">"User agreement"</h1>
            <Prose text=text />
            {if accepted {
                view! { <p><a href="/" rel="external">"Back to work"</a></p> }.into_any()
            } else {
                view! {
                    <form method="post" action="/api/agreement">
                        <input type="hidden" name="version" value=version />
                        <button class="button" type="submit">
                            "I have read this and accept it"
                        </button>
                    </form>
                    <form method="post" action="/api/sign-out">
                        <button class="button quiet" type="submit">
                            "Sign out"
                        </button>
                    </form>
                }
                    .into_any()
            }}
        </article>
    }
    .into_any()
}
