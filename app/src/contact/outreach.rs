//! The outreach page: whom to look for next, each with one button, made for a tablet in one hand.

use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use chrono::NaiveDate;
use domain::calendar;
use domain::current_living_situation::Due;
use leptos::prelude::*;
use store::current_living_situation::{Outreach, Sought};

/// The page.
#[component]
pub(super) fn Sheet(
    found: Outreach,
    /// What was done just now.
    done: Option<String>,
) -> impl IntoView {
    let Outreach { own, others, today } = found;
    let nobody = own.is_empty() && others.is_empty();
    view! {
        <Done done=done />
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Outreach"</h1>
                <p class="lead">
                    "Households of your organizations, those longest without a contact first. Search for whom you do not see."
                </p>
            </div>
        </div>
        {nobody
            .then(|| {
                view! {
                    <div class="empty">
                        <Icon name="people" />
                        <h2>"Nobody is enrolled"</h2>
                        <p>
                            "Households that are enrolled with an organization of yours stand here."
                        </p>
                        <a class="button secondary" href="/clients">
                            "Find a client"
                        </a>
                    </div>
                }
            })}
        <Section id="own" title="Assigned to you" people=own today=today />
        <Section id="others" title="Of your organizations" people=others today=today />
    }
    .part()
}

#[component]
fn Done(done: Option<String>) -> impl IntoView {
    let (title, words) = match done.as_deref() {
        Some("contact") => (
            "Contact recorded",
            "Every screen that shows the last contact knows of it.",
        ),
        Some("contact-before") => (
            "This contact was recorded before",
            "You went back to a form that was saved already: nothing was recorded again.",
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

#[component]
fn Section(
    id: &'static str,
    title: &'static str,
    people: Vec<Sought>,
    today: NaiveDate,
) -> impl IntoView {
    (!people.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <ol class="sought" role="list">
                    {people.into_iter().map(|one| view! { <Row one=one today=today /> }).collect_view()}
                </ol>
            </section>
        }
        .part()
    })
}

#[component]
fn Row(one: Sought, today: NaiveDate) -> impl IntoView {
    let people = match one.people {
        0 | 1 => "1 person".to_owned(),
        more => format!("{more} people"),
    };
    let name = one.name.full();
    let last = match one.last_on {
        Some(on) => format!("Last contact {}", calendar::ago(on, today)),
        None => format!("No contact since {}", calendar::words(one.entry_on)),
    };
    let place = one.situation.map(|situation| situation.label().to_owned());
    let place = place
        .into_iter()
        .chain(one.place)
        .collect::<Vec<_>>()
        .join(": ");
    let due = match one.due {
        Due::Overdue => Some(("badge attention", "Contact overdue")),
        Due::Soon => Some(("badge", "Contact due soon")),
        Due::Later => None,
    };
    view! {
        <li>
            <div>
                <h3>
                    <a href=format!("/clients/{}", one.client)>{name.clone()}</a>
                </h3>
                <p class="second">{people} " \u{b7} " {one.project_name}</p>
                <p>
                    {last} "."
                    {due.map(|(class, words)| view! { " " <span class=class>{words}</span> })}
                </p>
                {(!place.is_empty()).then(|| view! { <p class="second">{place}</p> })}
            </div>
            <a class="button secondary" href=format!("/enrollments/{}/contact?outreach=1", one.enrollment)>
                "Record a contact"
                <span class="visually-hidden">" with " {name}</span>
            </a>
        </li>
    }
    .part()
}
