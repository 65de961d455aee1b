//! The page of adding a client.

use super::fields::{Problems, background, element_id, identity, label};
use super::form::NewClientForm;
use crate::ui::icon::Icon;
use crate::ui::markup::Markup;
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use crate::ui::summary::Summary;
use chrono::NaiveDate;
use domain::ids::OrganizationId;
use domain::new_client::Problem;
use leptos::prelude::*;

/// What the page shows.
pub(super) struct SheetView {
    /// Whose record it will be.
    pub organization: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// Another organization is chosen by now than when the form was filled in.
    pub switched: bool,
    /// What was typed.
    pub form: NewClientForm,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// The day of the page.
    pub today: NaiveDate,
}

/// The page.
#[component]
pub(super) fn Sheet(
    view: SheetView,
    /// Who may be meant by what is typed already.
    similar: Markup,
) -> impl IntoView {
    let SheetView {
        organization,
        organization_name,
        switched,
        form,
        problems,
        today,
    } = view;
    let lead = format!(
        "The record will belong to {organization_name}, and is shared with nobody else until the person agrees to it."
    );
    let notice = format!("You act for {organization_name} by now");
    let errors = Problems(problems.clone());
    let identity = identity(&form.typed, &errors, today);
    let background = background(&form.typed, &errors);
    let named = problems.iter().map(|problem| {
        let words = format!("{}: {}", label(problem.field), problem.words);
        (element_id(problem.field).to_string(), words)
    });
    let named = named.collect::<Vec<_>>();
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Add a client"</h1>
                <p class="lead">{lead}</p>
            </div>
        </div>
        {switched
            .then(|| {
                view! {
                    <div class="page-notices">
                        <Notice tone=Tone::Warning title=notice>
                            <p>
                                "Another page chose it while you filled in this one. Nothing was saved yet: save again to make the record for this organization, or choose the other one in Settings first."
                            </p>
                        </Notice>
                    </div>
                }
            })}
        <Summary title="The client was not added yet" problems=named />
        <form
            class="new-client"
            method="post"
            action="/api/clients/new"
            novalidate
            autocomplete="off"
            data-similar="/api/clients/new/similar"
        >
            // Enter saves: the first button of a form answers it, and those beside are none of it.
            <button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">
                "Add the client"
            </button>
            <input type="hidden" name="form[key]" value=form.key />
            <input type="hidden" name="form[organization]" value=organization.to_string() />
            <div class="who">{identity}</div>
            <section class="beside" aria-labelledby="similar-title">
                <h2 id="similar-title" tabindex="-1">"May be the same person"</h2>
                <p class="visually-hidden" role="status" data-similar-told></p>
                <div data-similar-people>{similar.show()}</div>
            </section>
            <div class="more">
                {background} <div class="button-row">
                    <button class="button" type="submit">
                        "Add the client"
                    </button>
                    <a class="button quiet" href="/clients">
                        "Cancel"
                    </a>
                </div>
            </div>
        </form>
    }
    .part()
}

/// Who comes without a search, or after it is forgotten.
#[component]
pub(super) fn SearchFirst() -> impl IntoView {
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Add a client"</h1>
            </div>
        </div>
        <div class="empty">
            <Icon name="search" />
            <h2>"Search first"</h2>
            <p>
                "Most people who come are known somewhere already. Search for them; below the results you add somebody who is not among them. What was typed is kept for seven days, for the person who typed it."
            </p>
            <a class="button secondary" href="/clients">
                "Find a client"
            </a>
        </div>
    }
    .part()
}

/// Who may not add clients, and why.
#[component]
pub(super) fn NoRight(
    /// They act for an organization.
    chosen: bool,
    /// It is a victim service provider.
    victims: bool,
) -> impl IntoView {
    let (title, words) = if victims {
        (
            "Not for a victim service provider",
            "A victim service provider owns no client record with a name. A survivor stands on the Priority List as an entry without identity: ask the Priority List Manager.",
        )
    } else if chosen {
        (
            "You may not add clients",
            "Your workgroup does not add clients. Choose another one in Settings, or ask for access.",
        )
    } else {
        (
            "Choose for whom you act",
            "A new record belongs to an organization. Choose yours in Settings, then come back to your search.",
        )
    };
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Add a client"</h1>
            </div>
        </div>
        <div class="empty">
            <Icon name="lock" />
            <h2>{title}</h2>
            <p>{words}</p>
            <a class="button secondary" href="/settings">
                "Open Settings"
            </a>
        </div>
    }
    .part()
}
