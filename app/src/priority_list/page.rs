//! The page of a list.

use super::api::list_page;
use super::model::ListPageView;
use super::table::ListBody;
use crate::frame::use_frame;
use crate::problem::Problem;
use crate::ui::icon::Icon;
use crate::ui::live::{Change, on_change};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The list named in the address, or the user's own.
#[component]
pub fn PriorityListPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        query.with(|query| {
            let text = |name: &str| query.get(name).unwrap_or_default();
            let offset = text("from").parse().unwrap_or(0);
            (
                query.get("list").and_then(|id| id.parse().ok()),
                text("show"),
                text("sort"),
                offset,
            )
        })
    };
    // Counts what happened to lists: what happens while one is read may not stand in it.
    let heard = StoredValue::new(0_u32);
    let page = Resource::new(asked, move |(list, group, sort, offset)| async move {
        loop {
            let before = heard.try_get_value();
            let page = list_page(list, group.clone(), sort.clone(), offset).await;
            if heard.try_get_value() == before {
                return page;
            }
        }
    });
    on_change(move |change| {
        if !matches!(change, Change::User {}) {
            heard.update_value(|heard| *heard += 1);
        }
    });
    view! {
        <Title text="Priority List \u{b7} Threshold" />
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Err(error) => view! { <Problem error=error /> }.part(),
                    Ok(view) => view! { <ListPage view=view page=page /> }.part(),
                }
            })}
        </Transition>
    }
}

/// What the page asks for again when everything may have changed.
pub(super) type PageResource = Resource<Result<ListPageView, crate::error::AppError>>;

#[component]
fn ListPage(view: ListPageView, page: PageResource) -> impl IntoView {
    let Some(shown) = view.shown else {
        return view! { <NoList /> }.part();
    };
    let current = shown.id;
    let choices = (view.lists.len() > 1).then(|| {
        view! {
            <nav class="chips" aria-label="Lists">
                {view
                    .lists
                    .iter()
                    .map(|list| {
                        view! {
                            <a
                                class="pill"
                                href=format!("/priority-list?list={}", list.id)
                                aria-current=(list.id == current).then_some("true")
                            >
                                {format!("{} ({})", list.name, list.households)}
                            </a>
                        }
                    })
                    .collect_view()}
            </nav>
        }
    });
    view! { <ListBody list=shown page=page choices=choices.map(IntoPart::part) /> }.part()
}

/// No list is the user's to see: why, and what to do.
#[component]
fn NoList() -> impl IntoView {
    let helpdesk = use_frame().with_untracked(|frame| frame.helpdesk.clone());
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Priority List"</h1>
            </div>
        </div>
        <div class="empty">
            <Icon name="list" />
            <h2>"You have no Priority List yet"</h2>
            <p>
                "A Priority List is seen by the Coordinated Entry Assessors and Priority List Managers of its \
                 Coordinated Entry organization. If that is you, choose it in Settings, or ask for access."
            </p>
            <a class="button secondary" href="/programs">
                "Programs and organizations"
            </a>
            <p>
                {helpdesk.name} ": "
                <a href=format!("mailto:{}", helpdesk.email)>{helpdesk.email.clone()}</a>
            </p>
        </div>
    }
}
