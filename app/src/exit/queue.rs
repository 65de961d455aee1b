//! The work queue: exits that wait for a decision, and what became of one's own suggestions.

use crate::proposals::list::{Proposals, Shown};
use crate::server::moment_in_words;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use store::exit::{Decision, Own, Waiting};
use uuid::Uuid;

/// The page.
#[component]
pub(super) fn Queue(
    waiting: Vec<Waiting>,
    own: Vec<Own>,
    proposals: Shown,
    done: Option<String>,
    problem: Option<String>,
) -> impl IntoView {
    let nothing = waiting.is_empty() && own.is_empty() && proposals.is_empty();
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Work queue"</h1>
                <p class="lead">"Exits that wait for a decision. Nothing happens before somebody decides."</p>
            </div>
        </div>
        <Outcome done=done problem=problem />
        {nothing
            .then(|| {
                view! {
                    <div class="empty">
                        <Icon name="check" />
                        <h2>"Nothing waits for you"</h2>
                        <p>
                            "Suggested exits, and what facts propose, come here for the Priority List Manager; and what became of those that you suggest."
                        </p>
                    </div>
                }
            })}
        {(!waiting.is_empty())
            .then(|| {
                view! {
                    <section class="section" aria-labelledby="waiting-title">
                        <h2 id="waiting-title">"Suggested exits"</h2>
                        <ul class="queue" role="list">
                            {waiting.into_iter().map(|one| view! { <Card one=one /> }).collect_view()}
                        </ul>
                    </section>
                }
            })}
        {(!proposals.is_empty()).then(|| view! { <Proposals shown=proposals /> })}
        {(!own.is_empty())
            .then(|| {
                view! {
                    <section class="section" aria-labelledby="own-title">
                        <h2 id="own-title">"Your suggestions"</h2>
                        <ul class="queue" role="list">
                            {own.into_iter().map(|one| view! { <Mine one=one /> }).collect_view()}
                        </ul>
                    </section>
                }
            })}
    }
}

#[component]
fn Outcome(done: Option<String>, problem: Option<String>) -> impl IntoView {
    let success = match done.as_deref() {
        Some("suggested") => "Your suggestion was sent to the Priority List Manager",
        Some("declined") => "Declined: the person is told why",
        Some("aside") => "Set aside: it comes back only when the facts change",
        _ => "",
    };
    let failure = match problem.as_deref() {
        Some("one-waits") => {
            "Another suggestion for this household waits already: nothing was sent"
        }
        Some("decided") => "Somebody decided this suggestion meanwhile",
        Some("gone") => "This proposal does not wait any more",
        Some("none") => "Tick the households that you want to look at",
        Some("reason") => "Say why you decline: the person who suggested it reads it",
        _ => "",
    };
    let (tone, title) = match (success, failure) {
        ("", "") => return ().part(),
        ("", failure) => (Tone::Error, failure),
        (success, _) => (Tone::Success, success),
    };
    view! {
        <div class="page-notices">
            <Notice tone=tone title=title />
        </div>
    }
    .part()
}

#[component]
fn Card(one: Waiting) -> impl IntoView {
    let of = format!(" the exit of {}", one.household);
    let amend = format!("/enrollments/{}/exit?suggestion={}", one.enrollment, one.id);
    let sent = format!("{} suggested it on {}.", one.by, moment_in_words(one.at));
    let key = store::ids::new::<Uuid>().to_string();
    let (id, digest) = (one.id.to_string(), one.digest);
    let approve = match one.plan {
        Ok(plan) => {
            let warnings_key = plan.warnings_key();
            let confirm_id = format!("confirm-{id}");
            let confirmed_by = confirm_id.clone();
            view! {
                <ul class="steps" role="list">
                    {plan
                        .sentences()
                        .into_iter()
                        .map(|sentence| view! { <li>{sentence}</li> })
                        .collect_view()}
                    {plan.note.clone().map(|note| view! { <li>{format!("Note: {note}")}</li> })}
                </ul>
                <form class="form" method="post" action="/api/exit/approve">
                    <input type="hidden" name="suggestion" value=id.clone() />
                    <input type="hidden" name="key" value=key />
                    <input type="hidden" name="digest" value=digest />
                    {(!plan.warnings.is_empty())
                        .then(|| {
                            view! {
                                <div class="warnings">
                                    <h4>"Look at this before you approve"</h4>
                                    <ul>
                                        {plan
                                            .warnings
                                            .iter()
                                            .map(|warning| view! { <li>{warning.message.clone()}</li> })
                                            .collect_view()}
                                    </ul>
                                    <label class="check-label" for=confirmed_by>
                                        <input
                                            class="check"
                                            type="checkbox"
                                            id=confirm_id
                                            name="confirmed"
                                            value=warnings_key
                                            required
                                        />
                                        " I have looked at it: save all the same"
                                    </label>
                                </div>
                            }
                        })}
                    <div class="button-row">
                        <button class="button" type="submit">
                            "Approve" <span class="visually-hidden">{of.clone()}</span>
                        </button>
                        <a class="button secondary" href=amend>
                            "Amend" <span class="visually-hidden">{of.clone()}</span>
                        </a>
                    </div>
                </form>
            }
            .part()
        }
        Err(problems) => view! {
            <div class="notice warning">
                <Icon name="warning" />
                <div>
                    <p class="title">"It cannot be saved as it was suggested"</p>
                    {problems
                        .into_iter()
                        .map(|problem| view! { <p>{problem.message}</p> })
                        .collect_view()}
                </div>
            </div>
            <div class="button-row">
                <a class="button" href=amend>
                    "Amend" <span class="visually-hidden">{of.clone()}</span>
                </a>
            </div>
        }
        .part(),
    };
    let reason_id = format!("reason-{id}");
    view! {
        <li>
            <h3>{format!("{}, {}", one.household, one.list_name)}</h3>
            <p class="small quiet-text">{sent}</p>
            {approve}
            <details>
                <summary>
                    "Decline" <span class="visually-hidden">{of.clone()}</span> "\u{2026}"
                </summary>
                <form class="form" method="post" action="/api/exit/decline">
                    <input type="hidden" name="suggestion" value=id />
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
                    <button class="button danger" type="submit">
                        "Decline" <span class="visually-hidden">{of}</span>
                    </button>
                </form>
            </details>
        </li>
    }
    .part()
}

#[component]
fn Mine(one: Own) -> impl IntoView {
    let by = one.by.unwrap_or_else(|| "Somebody".to_owned());
    let (badge, class, words) = match &one.decision {
        Decision::Waiting => ("Waits", "badge info", String::new()),
        Decision::Approved(_) => ("Approved", "badge done", format!("{by} approved it.")),
        Decision::Amended(_) => (
            "Amended",
            "badge done",
            format!("{by} saved it with other answers."),
        ),
        Decision::Declined(reason) => (
            "Declined",
            "badge attention",
            format!("{by} declined it: \u{201c}{reason}\u{201d}"),
        ),
        Decision::Overtaken => (
            "Overtaken",
            "badge",
            format!("{by} exited the household meanwhile."),
        ),
    };
    let name = match one.client {
        Some((client, name)) => view! { <a href=format!("/clients/{client}")>{name}</a> }.part(),
        None => "A household".part(),
    };
    view! {
        <li>
            <h3>
                {name} " " <span class=class>{badge}</span>
            </h3>
            <p>{words}</p>
            <p class="small quiet-text">{format!("Suggested on {}.", moment_in_words(one.at))}</p>
        </li>
    }
    .part()
}
