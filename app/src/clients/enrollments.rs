//! A client's enrollments, each with its menu.

use super::view::{ExitOffer, StayView};
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use chrono::NaiveDate;
use domain::calendar;
use leptos::prelude::*;

/// The table; cards on narrow screens.
#[component]
pub(super) fn Enrollments(
    stays: Vec<StayView>,
    restricted: bool,
    /// The helpdesk's address.
    email: String,
) -> impl IntoView {
    let empty = stays.is_empty();
    view! {
        <section class="section" aria-labelledby="enrollments-title">
            <h2 id="enrollments-title">"Enrollments"</h2>
            {empty
                .then(|| {
                    let words = if restricted {
                        "None that you may see."
                    } else {
                        "No enrollment is recorded yet."
                    };
                    view! { <p class="quiet-text">{words}</p> }
                })}
            {(!empty)
                .then(|| {
                    view! {
                        <table class="table cards" role="table" aria-labelledby="enrollments-title">
                            <thead role="rowgroup">
                                <tr role="row">
                                    <th role="columnheader" scope="col">"Program"</th>
                                    <th role="columnheader" scope="col">"Entry"</th>
                                    <th role="columnheader" scope="col">"Exit"</th>
                                    <th role="columnheader" scope="col">"Household"</th>
                                    <th class="cell-actions" role="columnheader" scope="col">
                                        <span class="visually-hidden">"Actions"</span>
                                    </th>
                                </tr>
                            </thead>
                            <tbody role="rowgroup">
                                {stays.into_iter().map(|stay| view! { <Row stay email=email.clone() /> }).collect_view()}
                            </tbody>
                        </table>
                    }
                })}
        </section>
    }
}

#[component]
fn Row(stay: StayView, email: String) -> impl IntoView {
    let menu = format!("actions-{}", stay.id);
    let target = menu.clone();
    let project = stay.project.clone();
    let contact = format!("/enrollments/{}/contact", stay.id);
    let exit = match stay.exit_on {
        Some(day) => view! {
            <Day day />
            {stay.destination.clone().map(|to| view! { " " <span class="second">{to}</span> })}
        }
        .part(),
        None => view! { <span class="badge info">"Open"</span> }.part(),
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <span class="name">{stay.project.clone()}</span>
                " "
                <span class="second">{stay.organization.clone()} " \u{b7} " {stay.kind.clone()}</span>
            </th>
            <td role="cell" data-label="Entry">
                <Day day=stay.entry_on />
                {stay
                    .moved_in_on
                    .map(|day| {
                        view! {
                            " "
                            <span class="second">"Moved in " {calendar::short(day)}</span>
                        }
                    })}
                {stay
                    .unfinished
                    .then(|| view! { " " <span class="badge attention">"Intake not finished"</span> })}
            </td>
            <td role="cell" data-label="Exit">
                {exit}
            </td>
            <td role="cell" data-label="Household">
                {stay.household.clone()}
            </td>
            <td class="cell-actions" role="cell">
                <button class="menu-button worded" type="button" popovertarget=target>
                    "Actions"
                    <span class="visually-hidden">" for " {project}</span>
                    " "
                    <Icon name="chevron" />
                </button>
                <div class="menu" popover="auto" id=menu>
                    <ul role="list">
                        {stay
                            .records_contacts
                            .then(|| {
                                view! {
                                    <li>
                                        <a href=contact>"Record a contact"</a>
                                    </li>
                                }
                            })}
                        <Choices stay email=email />
                    </ul>
                </div>
            </td>
        </tr>
    }
}

/// What the menu holds: an act, or the sentence that says why there is none.
#[component]
fn Choices(stay: StayView, email: String) -> impl IntoView {
    match stay.exit {
        Some(ExitOffer::Go { acting_for }) => view! {
            <li>
                <a class="primary" href=format!("/enrollments/{}/exit", stay.id)>
                    "Exit the Enrollment"
                </a>
            </li>
            {acting_for
                .map(|owner| {
                    view! {
                        <li class="apart">
                            <p class="reason">"There you act for " {owner} ", which owns this enrollment."</p>
                        </li>
                    }
                })}
        }
        .part(),
        Some(ExitOffer::NoList) => view! {
            <li>
                <div class="reason">
                    <p>
                        <strong>"Exit the Enrollment: not possible yet"</strong>
                    </p>
                    <p>
                        {stay.project}
                        " feeds no Priority List: no CoC with a list is recorded for it. An administrator corrects the project\u{2019}s CoC; then the enrollment can be exited here."
                    </p>
                </div>
            </li>
            <li class="apart">
                <a href=format!("mailto:{email}")>"Helpdesk: " {email.clone()}</a>
            </li>
        }
        .part(),
        Some(ExitOffer::Suggest) => view! {
            <li>
                <a class="primary" href=format!("/enrollments/{}/exit", stay.id)>
                    "Suggest exit"
                </a>
            </li>
            <li class="apart">
                <p class="reason">"The Priority List Manager decides, and you are told."</p>
            </li>
        }
        .part(),
        Some(ExitOffer::Ask {
            why,
            organization,
            organization_name,
        }) => {
            view! {
                <li>
                    <div class="reason">
                        <p>
                            <strong>"Exit the Enrollment: not authorized"</strong>
                        </p>
                        {why.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
                    </div>
                </li>
                <li class="apart">
                    <a href=format!("/access-requests/new?organization={organization}")>
                        "Ask for access"
                        <span class="visually-hidden">" to " {organization_name}</span>
                    </a>
                </li>
                <li>
                    <a href=format!("mailto:{email}")>"Helpdesk: " {email.clone()}</a>
                </li>
            }
            .part()
        }
        None => {
            let words = match stay.exit_on {
                Some(day) => format!("This enrollment ended on {}.", calendar::words(day)),
                None => format!(
                    "This is no Coordinated Entry enrollment. {} keeps it and ends it.",
                    stay.organization
                ),
            };
            view! {
                {stay
                    .ended_by
                    .map(|act| {
                        view! {
                            <li>
                                <a class="primary" href=format!("/exits/{act}")>
                                    "What the exit did"
                                </a>
                            </li>
                        }
                    })}
                <li>
                    <p class="reason">{words}</p>
                </li>
            }
            .part()
        }
    }
}

#[component]
fn Day(day: NaiveDate) -> impl IntoView {
    view! { <time datetime=day.to_string()>{calendar::short(day)}</time> }
}
