//! The page of one client.

use super::api::open_client;
use super::enrollments::Enrollments;
use super::notices::Notices;
use super::view::{ClientView, HouseholdView, MomentView, PlaceView};
use crate::error::AppError;
use crate::problem::Problem;
use domain::calendar;
use domain::ids::{ClientId, DraftId};
use leptos::html;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// `/clients/<id>`: a living client's id, or one that a merge retired.
#[component]
pub fn ClientPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id").and_then(|id| id.parse::<ClientId>().ok()))
    });
    let query = use_query_map();
    let purpose = Memo::new(move |_| {
        query.with(|query| {
            query
                .get("purpose")
                .and_then(|id| id.parse::<DraftId>().ok())
        })
    });
    let client = Resource::new(
        move || (id.get(), purpose.get()),
        |(id, purpose)| async move {
            match id {
                Some(id) => open_client(id, purpose).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    let shown_before = StoredValue::new(page_is_alive());
    view! {
        <Title text="Client \u{b7} Threshold" />
        <Transition>
            {move || Suspend::new(async move {
                match client.await {
                    Ok(client) => {
                        let navigated = shown_before.get_value();
                        shown_before.set_value(true);
                        view! { <Client client navigated /> }.into_any()
                    }
                    Err(error) => view! { <Problem error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Client(
    client: ClientView,
    /// Somebody came here from another page.
    navigated: bool,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    focus_heading(heading, navigated);
    view! {
        <Notices client=client.clone() />
        <div class="page-head">
            <div class="identity">
                <h1 tabindex="-1" node_ref=heading>
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
        </div>
        {(!client.places.is_empty()).then(|| view! { <Places places=client.places /> })}
        <Enrollments stays=client.stays restricted=client.hidden.is_some() />
        <Households households=client.households />
        {(!client.facts.is_empty()).then(|| view! { <Facts facts=client.facts /> })}
        {(!client.timeline.is_empty()).then(|| view! { <Timeline moments=client.timeline /> })}
    }
}

/// Whether the browser has taken over the page already, so that what comes now is a navigation.
fn page_is_alive() -> bool {
    #[cfg(feature = "hydrate")]
    {
        document()
            .document_element()
            .is_some_and(|root| root.has_attribute("data-hydrated"))
    }
    #[cfg(not(feature = "hydrate"))]
    false
}

/// After a navigation the heading comes with the answer of the server, later than the page: focus follows
/// it. Not while the browser takes over a page that the server sent.
fn focus_heading(heading: NodeRef<html::H1>, navigated: bool) {
    Effect::new(move || {
        if let (true, Some(heading)) = (navigated, heading.get()) {
            // A refusal leaves the focus where it is.
            let _ = heading.focus();
        }
    });
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
                                                    view! { <span class="name">{name}</span> }.into_any()
                                                } else {
                                                    view! {
                                                        <a class="name" href=format!("/clients/{}", member.id)>
                                                            {name}
                                                        </a>
                                                    }
                                                        .into_any()
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
