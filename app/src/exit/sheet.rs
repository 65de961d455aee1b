//! A sheet for the client: what was recorded, what it means, how to come back, whom to ask. To be printed.

use crate::frame::Helpdesk;
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::ids::ActId;
use leptos::prelude::*;
use store::exit::Exited;

/// The sheet, in plain language.
#[component]
pub(super) fn Sheet(exited: Exited, act: ActId, helpdesk: Helpdesk) -> impl IntoView {
    let list = exited.list_name.clone();
    let recorded = exited
        .people
        .iter()
        .map(|person| {
            let place = person
                .destination
                .map(|place| format!(" Where to: {}.", place.label()))
                .unwrap_or_default();
            let on = calendar::words(person.exit_on);
            view! { <li>{format!("{} left the list on {on}.{place}", person.name)}</li> }
        })
        .collect_view();
    let reason = exited.reason.clone();
    let ask = match exited.managers.as_slice() {
        [] => exited.organization_name.clone(),
        managers => format!("{} ({})", managers.join(", "), exited.organization_name),
    };
    let meaning = if exited.left_list {
        "You are not waiting for housing through this list any more. Nobody will call you about a home from it."
    } else {
        "Those who are named here are not waiting on this list any more. The rest of the household still is."
    };
    let undone = exited.undone.is_some();
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{format!("About your place on the {list}")}</h1>
            </div>
            <div class="page-actions">
                <a class="button secondary" href=format!("/exits/{act}")>
                    "Back to the exit"
                </a>
            </div>
        </div>
        {undone.then(|| view! { <p class="notice">"This exit was undone since. Do not hand out this sheet."</p> })}
        <article class="prose">
            <section>
                <h2>"What was recorded"</h2>
                <ul>{recorded}</ul>
                {reason.map(|reason| view! { <p>{format!("Why: {reason}.")}</p> })}
            </section>
            <section>
                <h2>"What it means"</h2>
                <p>{meaning}</p>
                <p>
                    "It does not end your lease, a voucher, shelter, food or health care, and it is not held against you."
                </p>
            </section>
            <section>
                <h2>"If this is wrong, or if you need a home again"</h2>
                <p>
                    "Tell us if something here is not right: it can be corrected, and your place on the list can be given back as it was."
                </p>
                <p>
                    "You can come back at any time. Ask at any place that helps people who have no home, and say that you were on the list before."
                </p>
            </section>
            <section>
                <h2>"Whom to ask"</h2>
                <p>{ask}</p>
                <p>{format!("{}: {}", helpdesk.name, helpdesk.email)} {helpdesk.phone.map(|phone| format!(", {phone}"))}</p>
            </section>
        </article>
        <p class="quiet-text screen-only">"Print this page with your browser, or save it as a PDF."</p>
    }
    .part()
}
