//! What a search found, with the reason of each match.

use super::filters::{Filters, FiltersView, told};
use super::view::{HitView, ResultsView};
use crate::ui::icon::Icon;
use domain::search::Reason;
use leptos::prelude::*;

/// The hits, or why there are none.
#[component]
pub(super) fn Found(
    found: ResultsView,
    /// Where the form of a new client is, for who may add one.
    add: Option<String>,
    /// What narrows it.
    filters: FiltersView,
) -> impl IntoView {
    let narrowed = !filters.filter.is_empty();
    let offers = filters.found > 1;
    let fitting = told(&filters);
    let add = add.filter(|_| !found.nothing_asked);
    let words = match (found.hits.len(), found.more) {
        (_, _) if found.nothing_asked => "Nothing to search for".to_owned(),
        (_, _) if narrowed => fitting,
        (0, _) => "Nobody matches".to_owned(),
        (1, _) => "1 person matches".to_owned(),
        (count, true) => format!("The {count} best matches"),
        (count, false) => format!("{count} people match"),
    };
    let hint = if found.nothing_asked {
        Some("Type a part of a name, a date of birth, an SSN or its last four digits, or an ID.")
    } else if found.hits.is_empty() && narrowed {
        Some("The people found do not fit all filters. Only what you may see of them is compared.")
    } else if found.hits.is_empty() {
        Some(
            "Try another spelling, a date of birth, or the last four digits of the SSN. Each may be typed beside a name.",
        )
    } else if found.more {
        Some("There are more. A date of birth or more of the name brings the right person up.")
    } else {
        None
    };
    let none = found.hits.is_empty();
    view! {
        <section class="section" aria-labelledby="results-title">
            {offers.then(|| view! { <Filters view=filters /> })}
            {none
                .then(|| {
                    view! {
                        <div class="empty">
                            <Icon name="people" />
                            <div role="status">
                                <h2 id="results-title">{words.clone()}</h2>
                            </div>
                            <p>{hint}</p>
                            {add
                                .clone()
                                .map(|href| {
                                    view! {
                                        <p>"Nobody is known by this? Then add a record."</p>
                                        <a class="button secondary" href=href>
                                            "Add a new client"
                                        </a>
                                    }
                                })}
                        </div>
                    }
                })}
            {(!none)
                .then(|| {
                    view! {
                        <div role="status">
                            <h2 id="results-title">{words.clone()}</h2>
                        </div>
                        {hint.map(|hint| view! { <p class="quiet-text">{hint}</p> })}
                        <ol class="results" role="list">
                            {found.hits.into_iter().map(|hit| view! { <Hit hit /> }).collect_view()}
                        </ol>
                        {add
                            .map(|href| {
                                view! {
                                    <div class="after-results">
                                        <p>"Is the person not among them?"</p>
                                        <a class="button secondary" href=href>
                                            "Add a new client"
                                        </a>
                                    </div>
                                }
                            })}
                    }
                })}
        </section>
    }
}

#[component]
fn Hit(hit: HitView) -> impl IntoView {
    let standing = !hit.places.is_empty() || hit.last_contact.is_some();
    view! {
        <li class="result">
            <h3>
                <a href=format!("/clients/{}", hit.id)>{hit.name}</a>
            </h3>
            <p>{hit.about}</p>
            {hit.hidden.map(|hidden| view! { <p>{hidden}</p> })}
            <p class="why">
                <strong class="certainty">{capital(hit.certainty.words())}</strong>
                " Matches: "
                {hit
                    .reasons
                    .iter()
                    .enumerate()
                    .map(|(at, reason)| view! { {(at > 0).then_some(", ")} <Why reason=reason.clone() /> })
                    .collect_view()}
            </p>
            {standing
                .then(|| {
                    view! {
                        <p class="standing">
                            {hit
                                .places
                                .into_iter()
                                .map(|place| {
                                    view! { <span class=place.tone.class()>{place.words}</span> }
                                })
                                .collect_view()}
                            {hit.last_contact.map(|words| view! { <span>{words}</span> })}
                        </p>
                    }
                })}
        </li>
    }
}

/// One reason: the kind of match stands out, the rest explains it.
#[component]
fn Why(reason: Reason) -> impl IntoView {
    let words = reason.words();
    let (kind, rest) = match words.split_once(": ") {
        Some((kind, rest)) => (kind.to_owned(), Some(format!(" {rest}"))),
        None => (words, None),
    };
    view! {
        <mark>{kind}</mark>
        {rest}
    }
}

/// As the beginning of a line, with a full stop.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}
