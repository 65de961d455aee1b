//! How far the exits are that were taken together, and what came of each.

use crate::server::moment_in_words;
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use store::proposal::{Batch, Done, Failure, Item};

/// The page.
#[component]
pub(super) fn Taking(batch: Batch) -> impl IntoView {
    let (done, all) = (batch.done(), batch.items.len());
    let failed = batch
        .items
        .iter()
        .filter(|item| matches!(item.done, Done::Failed(_)))
        .count();
    let progress = match (done == all, failed) {
        (false, _) => {
            format!("{done} of {all} are worked off. You can leave this page; it goes on.")
        }
        (true, 0) => format!("All {all} are saved."),
        (true, failed) => format!("{} of {all} are saved, {failed} not.", all - failed),
    };
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Exits that you took together"</h1>
                <p class="lead">{format!("Begun on {}.", moment_in_words(batch.started_at))}</p>
            </div>
            <div class="page-actions">
                {(done < all)
                    .then(|| {
                        view! {
                            <a class="button secondary" href="" rel="external">
                                "Look again"
                            </a>
                        }
                    })}
                <a class="button secondary" href="/work-queue">
                    "Work queue"
                </a>
            </div>
        </div>
        <div class="progress">
            <p role="status">{progress}</p>
            <progress max=all.to_string() value=done.to_string() aria-label="Exits worked off"></progress>
        </div>
        <table class="table cards" role="table" aria-label="Exits">
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"Household"</th>
                    <th role="columnheader" scope="col">"What came of it"</th>
                    <th role="columnheader" scope="col">
                        <span class="visually-hidden">"What to do"</span>
                    </th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {batch.items.into_iter().map(|item| view! { <Row item=item /> }).collect_view()}
            </tbody>
        </table>
    }
    .part()
}

#[component]
fn Row(item: Item) -> impl IntoView {
    let name = item.name.unwrap_or_else(|| "A household".to_owned());
    let of = format!(" the exit of {name}");
    let (badge, class, words) = match item.done {
        Done::Waits => ("Waits", "badge info", ""),
        Done::Saved(_) => ("Saved", "badge done", ""),
        Done::Undone(_) => ("Undone", "badge", ""),
        Done::Failed(failure) => ("Not saved", "badge attention", why(failure)),
    };
    let next = match item.done {
        Done::Waits => ().part(),
        Done::Saved(act) => view! {
            <a href=format!("/exits/{act}")>"What it did"</a>
            " \u{b7} "
            <a href=format!("/exits/{act}/undo")>
                "Undo" <span class="visually-hidden">{of}</span>
            </a>
        }
        .part(),
        Done::Undone(act) => view! { <a href=format!("/exits/{act}")>"What it did"</a> }.part(),
        Done::Failed(_) => view! {
            <a href=format!("/enrollments/{}/exit", item.enrollment)>
                "Open the exit form" <span class="visually-hidden">" of " {name.clone()}</span>
            </a>
        }
        .part(),
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <span class="name">{name}</span>
            </th>
            <td role="cell" data-label="What came of it">
                <span class=class>{badge}</span>
                " "
                {words}
            </td>
            <td role="cell">{next}</td>
        </tr>
    }
    .part()
}

const fn why(failure: Failure) -> &'static str {
    match failure {
        Failure::Changed => "The household changed since you looked at it.",
        Failure::NotAllowed => "You may not exit this household any more.",
        Failure::Error => "Something went wrong. Try it from the exit form.",
    }
}
