//! Requests to decide, and one's own.

use super::model::{RequestView, RequestsView};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// Both halves of the page.
#[component]
pub(super) fn Requests(
    page: RequestsView,
    /// The helpdesk's address.
    email: String,
    /// What was done just now.
    done: Option<String>,
    /// Why nothing was.
    problem: Option<String>,
) -> impl IntoView {
    let none_to_decide = page.to_decide.is_empty();
    let none_mine = page.mine.is_empty();
    view! {
        <Outcome done=done problem=problem />
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Access requests"</h1>
                <p class="lead">
                    "A Priority List Manager endorses a request, an administrator grants it."
                </p>
            </div>
            <div class="page-actions">
                <a class="button secondary" href="/programs">
                    "Find an organization"
                </a>
            </div>
        </div>
        {page
            .decides
            .then(|| {
                view! {
                    <section class="section" aria-labelledby="queue-title">
                        <h2 id="queue-title">"To decide"</h2>
                        {none_to_decide
                            .then(|| {
                                view! {
                                    <p class="quiet-text">"No request waits for you."</p>
                                }
                            })}
                        <ul class="queue" role="list">
                            {page
                                .to_decide
                                .into_iter()
                                .map(|request| view! { <ToDecide request=request /> })
                                .collect_view()}
                        </ul>
                    </section>
                }
            })}
        <section class="section" aria-labelledby="mine-title">
            <h2 id="mine-title">"Your requests"</h2>
            {none_mine.then(|| view! { <NoneAsked email=email />  })}
            <ul class="queue" role="list">
                {page
                    .mine
                    .into_iter()
                    .map(|request| view! { <Mine request=request /> })
                    .collect_view()}
            </ul>
        </section>
    }
    .part()
}

#[component]
fn Outcome(done: Option<String>, problem: Option<String>) -> impl IntoView {
    let success = match done.as_deref() {
        Some("asked") => Some("Your request was sent"),
        Some("endorsed") => Some("Endorsed: an administrator decides now"),
        Some("granted") => Some("Granted: it takes effect now"),
        Some("declined") => Some("Declined: the person is told why"),
        Some("withdrawn") => Some("Your request was taken back"),
        _ => None,
    };
    let failure = match problem.as_deref() {
        Some("reason") => Some("Say why you decline: the person who asked reads it."),
        Some("decided") => Some("Somebody decided this request meanwhile."),
        _ => None,
    };
    let success = success.map(|words| (Tone::Success, words));
    let outcome = success.or(failure.map(|words| (Tone::Error, words)));
    outcome.map(|(tone, title)| {
        view! {
            <div class="page-notices">
                <Notice tone=tone title=title />
            </div>
        }
    })
}

#[component]
fn NoneAsked(email: String) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="building" />
            <p>
                "You have not asked for access. Look for the organization in the program directory and choose \u{201c}Ask for access\u{201d} beside it. Questions go to the helpdesk: "
                <a href=format!("mailto:{email}")>{email.clone()}</a>
            </p>
        </div>
    }
    .part()
}

#[component]
fn ToDecide(request: RequestView) -> impl IntoView {
    let of = format!(" the request of {}", request.who);
    let reason_id = format!("reason-{}", request.id);
    view! {
        <li>
            <h3>
                {request.who} " " <span class=request.badge.1>{request.badge.0}</span>
            </h3>
            <p>
                {request.what} "."
                {request.reason.map(|reason| format!(" \u{201c}{reason}\u{201d}"))}
            </p>
            <p class="small quiet-text">{format!("{}. {}", request.asked, request.progress)}</p>
            <form class="button-row" method="post" action="/api/access-decide">
                <input type="hidden" name="request" value=request.id.clone() />
                {request
                    .grant
                    .then(|| {
                        view! {
                            <button class="button" name="decision" value="grant">
                                "Grant"
                                <span class="visually-hidden">{of.clone()}</span>
                            </button>
                        }
                    })}
                {request
                    .endorse
                    .then(|| {
                        view! {
                            <button
                                class=if request.grant { "button secondary" } else { "button" }
                                name="decision"
                                value="endorse"
                            >
                                "Endorse"
                                <span class="visually-hidden">{of.clone()}</span>
                            </button>
                        }
                    })}
            </form>
            {request
                .decline
                .then(|| {
                    view! {
                        <details>
                            <summary>
                                "Decline" <span class="visually-hidden">{of.clone()}</span> "\u{2026}"
                            </summary>
                            <form class="form" method="post" action="/api/access-decide">
                                <input type="hidden" name="request" value=request.id />
                                <div class="field">
                                    <label for=reason_id.clone()>"Reason, shown to the person"</label>
                                    <input
                                        class="input"
                                        id=reason_id
                                        name="reason"
                                        maxlength="500"
                                        autocomplete="off"
                                        required
                                    />
                                </div>
                                <button class="button danger" name="decision" value="decline">
                                    "Decline"
                                    <span class="visually-hidden">{of.clone()}</span>
                                </button>
                            </form>
                        </details>
                    }
                })}
        </li>
    }
    .part()
}

#[component]
fn Mine(request: RequestView) -> impl IntoView {
    view! {
        <li>
            <h3>
                {request.what.clone()} " " <span class=request.badge.1>{request.badge.0}</span>
            </h3>
            <p>{request.progress}</p>
            <p class="small quiet-text">{format!("{}.", request.asked)}</p>
            {request
                .withdraw
                .then(|| {
                    view! {
                        <form class="button-row" method="post" action="/api/access-decide">
                            <input type="hidden" name="request" value=request.id />
                            <button
                                class="button quiet"
                                name="decision"
                                value="withdraw"
                            >
                                "Take back"
                                <span class="visually-hidden">
                                    {format!(" the request for {}", request.what)}
                                </span>
                            </button>
                        </form>
                    }
                })}
        </li>
    }
    .part()
}
