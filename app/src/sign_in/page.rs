//! The pages of the way in; the server renders what they show.

use super::api::{password_page, sign_in_page, unlock_page, user_agreement};
use super::gate::GatePage;
use crate::frame::use_frame;
use crate::ui::markup::{Shown, asked};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The word of a refusal, in the address after a post.
fn problem() -> impl Fn() -> Option<String> + Copy + Send + Sync + 'static {
    let query = use_query_map();
    move || query.with(|query| query.get("problem"))
}

/// Where to go on, in the address.
fn back() -> String {
    use_query_map().with_untracked(|query| query.get("back").unwrap_or_default())
}

/// Signing in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let back = back();
    let page = asked(problem(), move |problem| {
        sign_in_page(back.clone(), problem)
    });
    let demo = use_frame().with_untracked(|frame| frame.demo);
    view! {
        <Title text="Sign in \u{b7} Threshold" />
        <GatePage aside=demo>
            <Shown resource=page />
        </GatePage>
    }
    .part()
}

/// Going on after the idle lock.
#[component]
pub fn UnlockPage() -> impl IntoView {
    let back = back();
    let page = asked(problem(), move |problem| unlock_page(back.clone(), problem));
    view! {
        <Title text="Locked \u{b7} Threshold" />
        <GatePage>
            <Shown resource=page />
        </GatePage>
    }
    .part()
}

/// Setting one's own password.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let back = back();
    let page = asked(problem(), move |problem| {
        password_page(back.clone(), problem)
    });
    view! {
        <Title text="New password \u{b7} Threshold" />
        <GatePage>
            <Shown resource=page />
        </GatePage>
    }
    .part()
}

/// The user agreement.
#[component]
pub fn AgreementPage() -> impl IntoView {
    let back = back();
    let text = asked(|| (), move |()| user_agreement(back.clone()));
    view! {
        <Title text="User agreement \u{b7} Threshold" />
        <GatePage aside=true>
            <Shown resource=text />
        </GatePage>
    }
    .part()
}
