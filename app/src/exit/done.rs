//! After the save: what happened, in words, and the way back.

use crate::server::moment_in_words;
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::ids::ActId;
use leptos::prelude::*;
use store::exit::{Exited, Person, UndoRight};

/// What an exit did, and whether it still stands.
#[component]
pub(super) fn Done(exited: Exited, act: ActId) -> impl IntoView {
    let sheet = format!("/exits/{act}/sheet");
    let undone = exited.undone.is_some();
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{if undone { "Exit undone" } else { "Exit saved" }}</h1>
                <p class="lead">{recorded(&exited)}</p>
            </div>
        </div>
        {outcome(&exited)}
        <ul class="steps" role="list">
            {exited.people.iter().map(|one| person(one, "")).collect_view()}
            {exited.closed.iter().map(|one| person(one, "Other enrollment closed: ")).collect_view()}
            {said(&exited).into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
        </ul>
        <div class="button-row">
            <a class="button" href="/priority-list">
                "Priority List"
            </a>
            <a class="button secondary" href="/clients">
                "Find a client"
            </a>
            {(!undone)
                .then(|| {
                    view! {
                        <a class="button secondary" href=sheet>
                            "Sheet for the client"
                        </a>
                    }
                })}
            {(!undone && exited.undo != UndoRight::No)
                .then(|| {
                    view! {
                        <a class="button quiet" href=format!("/exits/{act}/undo")>
                            "Undo"
                        </a>
                    }
                })}
        </div>
    }
}

/// "Recorded by Dana Lindqvist on November 22, 2026 at 3:20 pm."
fn recorded(exited: &Exited) -> String {
    let by = exited.recorded_by.as_deref().unwrap_or("somebody");
    format!(
        "Recorded by {by} on {}.",
        moment_in_words(exited.recorded_at)
    )
}

fn outcome(exited: &Exited) -> AnyView {
    let people = exited.people.len();
    let who = if people == 1 {
        "1 person".to_owned()
    } else {
        format!("{people} people")
    };
    let list = &exited.list_name;
    if let Some((at, by)) = &exited.undone {
        let by = by.as_deref().unwrap_or("Somebody");
        let words = format!("{by} undid it on {}.", moment_in_words(*at));
        return view! {
            <div class="notice">
                <Icon name="info" />
                <div>
                    <p class="title">{words}</p>
                    <p>{format!("{who} of this exit are enrolled again, as before. It had said:")}</p>
                </div>
            </div>
        }
        .part();
    }
    let what = if exited.left_list {
        format!("{who} left. The household is off the {list}.")
    } else {
        format!("{who} left. The household stays on the {list}.")
    };
    view! {
        <div class="notice success" role="status">
            <Icon name="check" />
            <div>
                <p class="title">{what}</p>
                <p>"Everything was saved together."</p>
            </div>
        </div>
    }
    .part()
}

fn person(person: &Person, before: &'static str) -> AnyView {
    let place = person
        .destination
        .map(|place| format!(" Destination: {}.", place.label()))
        .unwrap_or_default();
    let what = format!(" left on {}.{place}", calendar::words(person.exit_on));
    let name = match person.client {
        Some(client) => {
            view! { <a href=format!("/clients/{client}")>{person.name.clone()}</a> }.part()
        }
        None => person.name.clone().part(),
    };
    let before = (!before.is_empty()).then(|| format!("{before}{}, ", person.project_name));
    view! {
        <li>
            {before} {name} {what}
        </li>
    }
    .part()
}

fn said(exited: &Exited) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(head) = &exited.new_head {
        said.push(format!("{head} is the head of household."));
    }
    if let Some(reason) = &exited.reason {
        said.push(format!("Reason for leaving the list: {reason}."));
    }
    if let Some((to, on)) = &exited.result {
        said.push(format!(
            "The referral to {to} is successful as of {}.",
            calendar::words(*on)
        ));
    }
    match exited.contact {
        Some((on, true)) => said.push(format!(
            "The contact on {} was kept as a note.",
            calendar::words(on)
        )),
        Some((on, false)) => {
            said.push(format!(
                "A contact on {} was recorded.",
                calendar::words(on)
            ));
        }
        None => {}
    }
    said
}
