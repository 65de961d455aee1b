//! What stands around the form and does not change while one types.

use super::form::ExitForm;
use super::told::Tile;
use crate::server::moment_in_words;
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use chrono::{DateTime, Utc};
use domain::calendar;
use domain::hud::LivingSituation;
use domain::policy::Policy;
use leptos::prelude::*;
use store::exit::{Before, ExitPage, Sheet};

/// What the page begins with, from an earlier visit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Earlier {
    /// Somebody changed the household since the form was filled in.
    pub changed: bool,
    /// The form holds what its user typed then and did not save, last at this time.
    pub typed: Option<(ExitPage, DateTime<Utc>)>,
}

/// Breadcrumb, heading, and what to know before anything is typed.
#[component]
pub(super) fn Top(sheet: Sheet, earlier: Earlier) -> impl IntoView {
    let organization = sheet.organization_name.clone();
    let head = sheet
        .facts
        .members
        .iter()
        .find(|member| member.is_head())
        .or(sheet.facts.members.first())
        .cloned();
    let open = sheet
        .facts
        .members
        .iter()
        .filter(|member| member.is_open())
        .count();
    let people = if open == 1 {
        "1 person".to_owned()
    } else {
        format!("{open} people")
    };
    let before = sheet.surroundings.exited.as_ref().map(told_before);
    let lead = head.as_ref().map(|head| {
        format!(
            "Household of {}, {people}. Saving takes all who leave off the {}.",
            head.name, sheet.facts.list_name
        )
    });
    view! {
        {head
            .map(|head| {
                view! {
                    <nav class="breadcrumb" aria-label="Breadcrumb">
                        <ol role="list">
                            <li>
                                {match head.client {
                                    Some(client) => {
                                        view! { <a href=format!("/clients/{client}")>{head.name}</a> }.part()
                                    }
                                    None => head.name.part(),
                                }}
                            </li>
                            <li>"Enrollments"</li>
                        </ol>
                    </nav>
                }
            })}
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{format!("Exit from {organization}")}</h1>
                <p class="lead">{lead}</p>
            </div>
        </div>
        <div class="page-notices">
            {sheet.acting
                .switched
                .then(|| {
                    view! {
                        <div class="notice">
                            <Icon name="info" />
                            <div>
                                <p>
                                    {format!(
                                        "For this household you act as {}, because {organization} owns the \
                                         enrollment. Your Settings do not change.",
                                        sheet.acting.workgroup.singular(),
                                    )}
                                </p>
                            </div>
                        </div>
                    }
                })}
            {sheet.suggests
                .then(|| {
                    let whom = match sheet.managers.as_slice() {
                        [] => "The Priority List Manager".to_owned(),
                        managers => managers.join(" or "),
                    };
                    view! {
                        <div class="notice">
                            <Icon name="info" />
                            <div>
                                <p class="title">"You suggest this exit"</p>
                                <p>
                                    {format!("{whom} decides. You are told what became of it; until then the household stays on the list.")}
                                </p>
                            </div>
                        </div>
                    }
                })}
            {earlier.typed.map(|(page, at)| view! { <Typed page=page at=at /> })}
            {earlier.changed.then(|| {
                view! {
                    <div class="notice warning" role="alert">
                        <Icon name="warning" />
                        <div>
                            <p class="title">"Not saved yet: somebody changed this household"</p>
                            {before.map(|before| view! { <p>{before}</p> })}
                            <p>
                                "What you typed is below, over the household as it is now. Look at it again, then save."
                            </p>
                        </div>
                    </div>
                }
            })}
        </div>
    }
    .part()
}

/// Where the form holds what its user typed before, and how to be rid of it.
#[component]
fn Typed(page: ExitPage, at: DateTime<Utc>) -> impl IntoView {
    view! {
        <div class="notice">
            <Icon name="info" />
            <div>
                <p class="title">"Your draft is filled in"</p>
                <p>
                    {format!("You typed it on {} and did not save it. Only you see it.", moment_in_words(at))}
                </p>
            </div>
            <form method="post" action="/api/exit/start-over">
                <input type="hidden" name="enrollment" value=page.enrollment.to_string() />
                {page
                    .suggestion
                    .map(|suggestion| {
                        view! { <input type="hidden" name="suggestion" value=suggestion.to_string() /> }
                    })}
                <button class="button secondary" type="submit">
                    "Start over"
                </button>
            </form>
        </div>
    }
    .part()
}

/// Instead of the form, where nobody is left to exit: who did it, and who left when; and what was typed meanwhile.
#[component]
pub(super) fn AllLeft(sheet: Sheet, typed: ExitForm) -> impl IntoView {
    let before = sheet.surroundings.exited.as_ref().map(told_before);
    let answers = answers(&typed, &sheet.policy);
    let organization = sheet.organization_name;
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{format!("Exit from {organization}")}</h1>
            </div>
        </div>
        <div class="notice warning" role="alert">
            <Icon name="warning" />
            <div>
                <p class="title">"This household has left already"</p>
                {before.map(|before| view! { <p>{before}</p> })}
                <p>"There is nothing left to save."</p>
            </div>
        </div>
        <ul class="steps" role="list">
            {sheet
                .facts
                .members
                .into_iter()
                .map(|member| {
                    let left = member
                        .exit_on
                        .map(|day| format!(" left on {}.", calendar::words(day)));
                    view! { <li>{member.name} {left}</li> }
                })
                .collect_view()}
        </ul>
        {(!answers.is_empty())
            .then(|| {
                view! {
                    <section class="section" aria-labelledby="typed-title">
                        <h2 id="typed-title">"What you typed"</h2>
                        <p>"It was not saved. Where it says something else, tell whoever exited the household."</p>
                        <dl class="pairs">
                            {answers
                                .into_iter()
                                .map(|(label, answer)| {
                                    view! {
                                        <dt>{label}</dt>
                                        <dd>{answer}</dd>
                                    }
                                })
                                .collect_view()}
                        </dl>
                    </section>
                }
            })}
        <div class="button-row">
            <a class="button" href="/priority-list">
                "Priority List"
            </a>
            <a class="button secondary" href="/clients">
                "Find a client"
            </a>
        </div>
    }
    .part()
}

/// The household's answers in a form, as they were typed or chosen.
fn answers(form: &ExitForm, policy: &Policy) -> Vec<(&'static str, String)> {
    let place = form.destination.parse().ok();
    let place = place.and_then(LivingSituation::from_code);
    let reason = policy.removal_reason(&form.removal_reason);
    let mut answers = vec![
        ("Exit date", form.exit_date.clone()),
        (
            "Destination",
            place.map_or_else(String::new, |place| place.label().to_owned()),
        ),
        (
            "Reason for leaving the list",
            reason.map_or_else(String::new, |reason| reason.label.clone()),
        ),
        ("Note", form.note.clone()),
    ];
    answers.retain(|(_, answer)| !answer.trim().is_empty());
    answers
}

/// Who exited whom before, and when: "Dana Lindqvist exited 4 people on November 22, 2026 at 3:20 pm."
fn told_before(before: &Before) -> String {
    let who = before.by.as_deref().unwrap_or("Somebody");
    let people = match before.people {
        1 => "1 person".to_owned(),
        people => format!("{people} people"),
    };
    format!("{who} exited {people} on {}.", moment_in_words(before.at))
}

/// Facts about the household's place on the list.
#[component]
pub(super) fn Tiles(tiles: Vec<Tile>) -> impl IntoView {
    view! {
        <dl class="facts">
            {tiles
                .into_iter()
                .map(|tile| {
                    view! {
                        <div class="fact">
                            <dt>{tile.label}</dt>
                            <dd>{tile.value}</dd>
                            {tile.more.map(|more| view! { <dd>{more}</dd> })}
                        </div>
                    }
                })
                .collect_view()}
        </dl>
    }
    .part()
}

/// The CoC's own words.
#[component]
pub(super) fn Guidance(
    sheet: Sheet,
    /// The helpdesk's address.
    helpdesk: String,
) -> impl IntoView {
    let (guidance, managers) = (sheet.policy.guidance, sheet.managers);
    let whose = sheet
        .facts
        .list_name
        .trim_end_matches(" Priority List")
        .to_owned();
    view! {
        <section class="section" aria-label="Guidance">
            <details class="guidance" open>
                <summary>
                    <strong>{format!("{whose}\u{2019}s guidance")}</strong>
                    ": who may exit, and when"
                </summary>
                <p>{guidance.summary}</p>
                {(!managers.is_empty())
                    .then(|| view! { <p>{format!("Priority List Manager: {}.", managers.join(", "))}</p> })}
                {(!guidance.details.is_empty())
                    .then(|| {
                        view! {
                            <details>
                                <summary>"More: details"</summary>
                                {guidance
                                    .details
                                    .into_iter()
                                    .map(|paragraph| view! { <p>{paragraph}</p> })
                                    .collect_view()}
                            </details>
                        }
                    })}
                <ul class="ways" role="list">
                    {guidance
                        .video
                        .map(|video| {
                            view! {
                                <li>
                                    <a href=video.href target="_blank" rel="noopener">
                                        {format!("Video: {} (opens in a new tab)", video.title)}
                                    </a>
                                </li>
                            }
                        })}
                    {guidance
                        .links
                        .into_iter()
                        .map(|link| {
                            view! {
                                <li>
                                    <a href=link.href target="_blank" rel="noopener">
                                        {format!("{} (opens in a new tab)", link.title)}
                                    </a>
                                </li>
                            }
                        })
                        .collect_view()}
                    <li>
                        <a href=format!("mailto:{helpdesk}")>"Helpdesk"</a>
                    </li>
                </ul>
            </details>
        </section>
    }
}
