//! What taking the selected proposals would do: every household in words, all warnings together, one confirmation.

use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use domain::exit::{Plan, Problem};
use domain::ids::DraftId;
use leptos::prelude::*;
use store::proposal::{Look, Selected};
use uuid::Uuid;

/// The page.
#[component]
pub(super) fn LookPage(
    draft: DraftId,
    selected: Selected,
    /// So many of the selected ones do not wait or hold any more.
    missing: usize,
    problem: Option<String>,
) -> impl IntoView {
    let ready = selected.ready().count();
    let warnings = selected
        .ready()
        .enumerate()
        .flat_map(|(place, (look, plan))| {
            let household = title(place, look);
            let says = |message: &String| format!("{household}: {message}");
            let warnings = plan.warnings.iter();
            warnings.map(|one| says(&one.message)).collect::<Vec<_>>()
        })
        .collect::<Vec<_>>();
    let heading = match ready {
        0 => "Nothing can be saved as it is proposed".to_owned(),
        1 => "What will happen: 1 exit".to_owned(),
        many => format!("What will happen: {many} exits"),
    };
    let digest = selected.digest.clone();
    let (can, cannot): (Vec<_>, Vec<_>) = selected
        .looks
        .into_iter()
        .partition(|look| look.plan.is_ok());
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{heading}</h1>
                <p class="lead">
                    "Each household is an exit of its own, and can be undone on its own."
                </p>
            </div>
        </div>
        <div class="page-notices">
            <Problems problem=problem missing=missing />
        </div>
        {(!cannot.is_empty())
            .then(|| {
                view! {
                    <section class="section" aria-labelledby="cannot-title">
                        <h2 id="cannot-title">"These need an answer of yours, and are left out"</h2>
                        <ul class="queue" role="list">
                            {cannot.into_iter().map(|look| view! { <Card look=look place=None /> }).collect_view()}
                        </ul>
                    </section>
                }
            })}
        {if can.is_empty() {
            view! {
                <a class="button secondary" href="/work-queue">
                    "Back to the work queue"
                </a>
            }
                .part()
        } else {
            view! {
                <section class="section" aria-labelledby="can-title">
                    <h2 id="can-title">"These will be saved"</h2>
                    <ul class="queue" role="list">
                        {can
                            .into_iter()
                            .enumerate()
                            .map(|(place, look)| view! { <Card look=look place=Some(place) /> })
                            .collect_view()}
                    </ul>
                </section>
                <TakeForm draft=draft digest=digest ready=ready warnings=warnings />
            }
                .part()
        }}
    }
    .part()
}

#[component]
fn Problems(problem: Option<String>, missing: usize) -> impl IntoView {
    let words = match problem.as_deref() {
        Some("changed") => "Something changed meanwhile: nothing is saved yet. Look again.",
        Some("unconfirmed") => "Nothing is saved yet: confirm that you looked at the warnings.",
        _ => "",
    };
    let gone = match missing {
        0 => String::new(),
        1 => "1 selected proposal does not hold any more.".to_owned(),
        many => format!("{many} selected proposals do not hold any more."),
    };
    view! {
        {(!words.is_empty()).then(|| view! { <Notice tone=Tone::Error title=words /> })}
        {(!gone.is_empty()).then(|| view! { <p class="quiet-text">{gone}</p> })}
    }
    .part()
}

/// "2. Rosa Martinez": two households may have heads of one name.
fn title(place: usize, look: &Look) -> String {
    format!("{}. {}", place + 1, look.proposed.name)
}

#[component]
fn Card(
    look: Look,
    /// Its place among those that will be saved.
    place: Option<usize>,
) -> impl IntoView {
    let head = place.map_or_else(|| look.proposed.name.clone(), |place| title(place, &look));
    let proposed = look.proposed;
    let amend = format!(
        "/enrollments/{}/exit?suggestion={}",
        proposed.enrollment, proposed.id
    );
    let name = proposed.name.clone();
    view! {
        <li>
            <h3>{format!("{head}, {}", proposed.list_name)}</h3>
            <p class="small quiet-text">{proposed.why}</p>
            {match look.plan {
                Ok(plan) => view! { <Steps plan=*plan /> }.part(),
                Err(problems) => view! { <Against problems=problems /> }.part(),
            }}
            <p>
                <a href=amend>
                    "Open the exit form" <span class="visually-hidden">" of " {name}</span>
                </a>
            </p>
        </li>
    }
    .part()
}

#[component]
fn Steps(plan: Plan) -> impl IntoView {
    view! {
        <ul class="steps" role="list">
            {plan.sentences().into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}
        </ul>
    }
}

#[component]
fn Against(problems: Vec<Problem>) -> impl IntoView {
    view! {
        <ul>
            {problems.into_iter().map(|problem| view! { <li>{problem.message}</li> }).collect_view()}
        </ul>
    }
}

#[component]
fn TakeForm(draft: DraftId, digest: String, ready: usize, warnings: Vec<String>) -> impl IntoView {
    let key = store::ids::new::<Uuid>().to_string();
    let save = match ready {
        1 => "Save 1 exit".to_owned(),
        many => format!("Save {many} exits"),
    };
    view! {
        <form class="section form" method="post" action="/api/proposals/take">
            <input type="hidden" name="draft" value=draft.to_string() />
            <input type="hidden" name="key" value=key />
            <input type="hidden" name="digest" value=digest />
            {(!warnings.is_empty())
                .then(|| {
                    view! {
                        <div class="warnings">
                            <h2>"Look at this before you save"</h2>
                            <ul>
                                {warnings
                                    .into_iter()
                                    .map(|warning| view! { <li>{warning}</li> })
                                    .collect_view()}
                            </ul>
                            <label class="check-label" for="confirm-all">
                                <input
                                    class="check"
                                    type="checkbox"
                                    id="confirm-all"
                                    name="confirmed"
                                    value="yes"
                                    required
                                />
                                " I have looked at all of it: save all the same"
                            </label>
                        </div>
                    }
                })}
            <div class="button-row">
                <button class="button" type="submit">
                    {save}
                </button>
                <a class="button secondary" href="/work-queue">
                    "Cancel"
                </a>
            </div>
        </form>
    }
    .part()
}
