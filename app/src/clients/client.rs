//! What the page of one client shows.

use super::enrollments::Enrollments;
use super::notices::Notices;
use super::view::{ClientView, HouseholdView, MomentView, PlaceView};
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::contact::{ContactDetail, ContactKind};
use leptos::prelude::*;

/// Everything about one client.
#[component]
pub(super) fn Client(
    client: ClientView,
    /// The helpdesk's address.
    email: String,
    /// What was done just now.
    done: Option<String>,
    /// The user may say that there is a second record.
    reports: bool,
) -> impl IntoView {
    let reached = !client.contacts.is_empty() || !client.cards.is_empty();
    let second = format!("/clients/{}/duplicate", client.id);
    // Of several, the Coordinated Entry enrollment: its list looks at contacts.
    let mut open = client.stays.iter().filter(|stay| stay.records_contacts);
    let first = open.clone().next();
    let contact = open
        .find(|stay| stay.exit.is_some())
        .or(first)
        .map(|stay| stay.id);
    view! {
        <Done done=done owner=client.owner.clone() />
        <Notices client=client.clone() />
        <div class="page-head">
            <div class="identity">
                <h1 tabindex="-1">
                    {client.name}
                </h1>
                <p class="lead">{client.about}</p>
                <p class="badges">
                    {client
                        .badges
                        .into_iter()
                        .map(|badge| view! { <span class=badge.tone.class()>{badge.words}</span> " " })
                        .collect_view()}
                </p>
            </div>
            <div class="page-actions">
                {contact
                    .map(|enrollment| {
                        view! {
                            <a class="button" href=format!("/enrollments/{enrollment}/contact")>
                                "Record a contact"
                            </a>
                        }
                    })}
                {reports
                    .then(|| {
                        view! {
                            <a class="button secondary" href=second>
                                "Report a second record"
                            </a>
                        }
                    })}
            </div>
        </div>
        {(!client.places.is_empty()).then(|| view! { <Places places=client.places /> })}
        <Enrollments stays=client.stays restricted=client.hidden.is_some() email=email />
        <Households households=client.households />
        {reached.then(|| view! { <Reached contacts=client.contacts cards=client.cards /> })}
        {(!client.facts.is_empty()).then(|| view! { <Facts facts=client.facts /> })}
        {(!client.timeline.is_empty()).then(|| view! { <Timeline moments=client.timeline /> })}
    }
}

/// What was done, and what comes next.
#[component]
fn Done(done: Option<String>, owner: Option<String>) -> impl IntoView {
    let (title, words) = match done.as_deref() {
        Some("added") => {
            let owner = owner.unwrap_or_else(|| "your organization".to_owned());
            let words = format!(
                "The record belongs to {owner}. Until the person agrees to share it, others see who this is and no more. Next: their release of information, and their enrollment."
            );
            ("Added", words)
        }
        Some("carried") => (
            "Added to this client",
            "What you ticked stands in this record now. No second record was made.".to_owned(),
        ),
        Some("contact") => (
            "Contact recorded",
            "It stands in the timeline, and every screen that shows the last contact knows of it.".to_owned(),
        ),
        Some("contact-before") => (
            "This contact was recorded before",
            "You went back to a form that was saved already: nothing was recorded again. Open the form anew for another contact.".to_owned(),
        ),
        _ => return None,
    };
    Some(view! {
        <div class="page-notices">
            <Notice tone=Tone::Success title=title>
                <p>{words}</p>
            </Notice>
        </div>
    })
}

/// Ways to reach the person.
#[component]
fn Reached(contacts: Vec<ContactDetail>, cards: Vec<String>) -> impl IntoView {
    let contacts = contacts.into_iter().map(|detail| {
        let href = match (detail.kind, &detail.digits) {
            (ContactKind::Phone, Some(digits)) => Some(format!("tel:+1{digits}")),
            (ContactKind::Email, _) => Some(format!("mailto:{}", detail.value)),
            _ => None,
        };
        let value = match href {
            Some(href) => view! { <a href=href rel="external">{detail.value}</a> }.part(),
            None => detail.value.part(),
        };
        view! {
            <dt>{detail.kind.label()}</dt>
            <dd>{value}</dd>
        }
    });
    let cards = cards.into_iter().map(|card| {
        view! {
            <dt>"Scan card"</dt>
            <dd>{card}</dd>
        }
    });
    view! {
        <section class="section" aria-labelledby="reached-title">
            <h2 id="reached-title">"How to reach them"</h2>
            <dl class="pairs">{contacts.collect_view()} {cards.collect_view()}</dl>
        </section>
    }
}

#[component]
fn Places(places: Vec<PlaceView>) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="places-title">
            <h2 id="places-title">"On the list"</h2>
            <dl class="facts">
                {places
                    .into_iter()
                    .map(|place| {
                        view! {
                            <div class="fact">
                                <dt>{place.list}</dt>
                                <dd>
                                    <span class=place.standing.tone.class()>{place.standing.words}</span>
                                </dd>
                                <dd>{place.since} ". " {place.reason}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
        </section>
    }
}

#[component]
fn Households(households: Vec<HouseholdView>) -> impl IntoView {
    households
        .into_iter()
        .enumerate()
        .map(|(at, household)| {
            let title = format!("household-title-{at}");
            let (section, heading) = (title.clone(), title.clone());
            view! {
                <section class="section" aria-labelledby=section>
                    <h2 id=heading>"Household"</h2>
                    <p class="quiet-text">"Together in " {household.projects}</p>
                    <table class="table cards" role="table" aria-labelledby=title>
                        <thead role="rowgroup">
                            <tr role="row">
                                <th role="columnheader" scope="col">"Name"</th>
                                <th role="columnheader" scope="col">"Relationship"</th>
                                <th role="columnheader" scope="col">"Age"</th>
                            </tr>
                        </thead>
                        <tbody role="rowgroup">
                            {household
                                .members
                                .into_iter()
                                .map(|member| {
                                    let name = member.name;
                                    view! {
                                        <tr role="row">
                                            <th role="rowheader" scope="row">
                                                {if member.this {
                                                    view! { <span class="name">{name}</span> }.part()
                                                } else {
                                                    view! {
                                                        <a class="name" href=format!("/clients/{}", member.id)>
                                                            {name}
                                                        </a>
                                                    }
                                                        .part()
                                                }}
                                                {member
                                                    .left
                                                    .then(|| view! { " " <span class="badge">"Has left"</span> })}
                                            </th>
                                            <td role="cell" data-label="Relationship">
                                                {member.relationship}
                                            </td>
                                            <td role="cell" data-label="Age">
                                                {member.age}
                                            </td>
                                        </tr>
                                    }
                                })
                                .collect_view()}
                        </tbody>
                    </table>
                </section>
            }
        })
        .collect_view()
}

#[component]
fn Facts(facts: Vec<(String, String)>) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="details-title">
            <h2 id="details-title">"Identity and consent"</h2>
            <dl class="pairs">
                {facts
                    .into_iter()
                    .map(|(term, known)| {
                        view! {
                            <dt>{term}</dt>
                            <dd>{known}</dd>
                        }
                    })
                    .collect_view()}
            </dl>
        </section>
    }
}

#[component]
fn Timeline(moments: Vec<MomentView>) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="timeline-title">
            <h2 id="timeline-title">"Timeline"</h2>
            <ol class="timeline" role="list">
                {moments
                    .into_iter()
                    .map(|moment| {
                        view! {
                            <li class=moment.milestone.then_some("milestone")>
                                <time datetime=moment.on.to_string()>{calendar::short(moment.on)}</time>
                                <div>
                                    <strong>{moment.title}</strong>
                                    {moment.second.map(|second| view! { <p class="second">{second}</p> })}
                                </div>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
}
