//! Who may be meant: beside the form while it is filled in, and once more before a record is made.

use super::super::found::capital;
use super::super::view::HitView;
use crate::ui::part::IntoPart;
use domain::ids::DraftId;
use domain::search::Reason;
use leptos::prelude::*;

/// The people beside the form. The script reads `data-told` aloud.
#[component]
pub(super) fn Beside(hits: Vec<HitView>) -> impl IntoView {
    let told = match hits.len() {
        0 => "Nobody like this is known so far.".to_owned(),
        1 => "1 person may be the same.".to_owned(),
        more => format!("{more} people may be the same."),
    };
    let none = hits.is_empty();
    let aloud = told.clone();
    view! {
        <div data-told=aloud>
            <p class="quiet-text">{told}</p>
            {none
                .then(|| {
                    view! {
                        <p class="hint">
                            "Two parts of a name, a birth date or an SSN are compared with everybody who is known."
                        </p>
                    }
                })}
            {(!none)
                .then(|| {
                    view! {
                        <ol class="results" role="list">
                            {hits
                                .into_iter()
                                .map(|hit| {
                                    let id = hit.id.to_string();
                                    view! {
                                        <Person hit=hit.clone()>
                                            <button
                                                class="button secondary small"
                                                type="submit"
                                                name="client"
                                                value=id
                                                formaction="/api/clients/new/choose"
                                                formnovalidate=true
                                            >
                                                "It is this person"
                                                <span class="visually-hidden">{format!(": {}", hit.name)}</span>
                                            </button>
                                        </Person>
                                    }
                                })
                                .collect_view()}
                        </ol>
                    }
                })}
        </div>
    }
    .part()
}

/// One person, why they may be meant, and a button.
#[component]
fn Person(hit: HitView, children: Children) -> impl IntoView {
    let reasons = hit.reasons.iter().map(Reason::words).collect::<Vec<_>>();
    view! {
        <li class="result candidate">
            <h3>{hit.name}</h3>
            <p>{hit.about}</p>
            {hit.hidden.map(|hidden| view! { <p>{hidden}</p> })}
            <p class="why">
                <strong class="certainty">{capital(hit.certainty.words())}</strong>
                " Matches: "
                {reasons.join(", ")}
            </p>
            {hit.last_contact.map(|words| view! { <p class="standing">{words}</p> })}
            <div class="act">{children()}</div>
        </li>
    }
}

/// The page before a record is made.
#[component]
pub(super) fn OneOfThese(
    hits: Vec<HitView>,
    draft: DraftId,
    /// The form's own.
    key: String,
) -> impl IntoView {
    let draft = draft.to_string();
    let (title, none) = if hits.len() == 1 {
        (
            "Is it this person?",
            "It is somebody else: add a new client",
        )
    } else {
        ("Is it one of these?", "None of these: add a new client")
    };
    let back = format!("/clients/new?draft={draft}");
    let for_person = draft.clone();
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{title}</h1>
                <p class="lead">
                    "Nothing was saved yet. A second record of the same person splits what is known of them: one without a place on the list, the other without a history."
                </p>
            </div>
        </div>
        <ol class="results" role="list">
            {hits
                .into_iter()
                .map(|hit| {
                    let (id, draft) = (hit.id.to_string(), for_person.clone());
                    view! {
                        <Person hit=hit.clone()>
                            <form method="post" action="/api/clients/new/choose">
                                <input type="hidden" name="draft" value=draft />
                                <button class="button" type="submit" name="client" value=id>
                                    "It is this person"
                                    <span class="visually-hidden">{format!(": {}", hit.name)}</span>
                                </button>
                            </form>
                        </Person>
                    }
                })
                .collect_view()}
        </ol>
        <form class="after-results" method="post" action="/api/clients/new/none-of-these">
            <input type="hidden" name="draft" value=draft />
            <input type="hidden" name="key" value=key />
            <div class="button-row">
                <button class="button secondary" type="submit">
                    {none}
                </button>
                <a class="button quiet" href=back>
                    "Back to the form"
                </a>
            </div>
        </form>
    }
    .part()
}
