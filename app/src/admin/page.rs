//! The pages of user administration; the server renders what they show.

use super::api::{user_page, users_page};
use crate::ui::markup::Shown;
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// All accounts.
#[component]
pub fn UsersPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        query.with(|query| {
            let typed = query.get("typed").and_then(|id| id.parse().ok());
            (typed, query.get("problem"))
        })
    };
    let page = Resource::new(asked, |(typed, problem)| users_page(typed, problem));
    view! {
        <Title text="Users \u{b7} Threshold" />
        <Shown resource=page />
    }
    .part()
}

/// One account.
#[component]
pub fn UserPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    let page = Resource::new(id, move |id| {
        let (secret, done) = query.with_untracked(|query| {
            let secret = query.get("secret").and_then(|id| id.parse().ok());
            (secret, query.get("done"))
        });
        user_page(id, secret, done)
    });
    view! {
        <Title text="User \u{b7} Threshold" />
        <Shown resource=page />
    }
    .part()
}
