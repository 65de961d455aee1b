//! The page of a contact: made to be filled in with one hand.

use super::fields;
use super::form::ContactForm;
use crate::ui::part::IntoPart;
use crate::ui::summary::Summary;
use domain::calendar;
use domain::current_living_situation::Problem;
use domain::ids::EnrollmentId;
use leptos::prelude::*;
use store::current_living_situation::Sheet;

/// What the page shows.
pub(super) struct PageView {
    pub(super) enrollment: EnrollmentId,
    pub(super) sheet: Sheet,
    pub(super) form: ContactForm,
    pub(super) problems: Vec<Problem>,
}

/// The page.
#[component]
pub(super) fn Page(view: PageView) -> impl IntoView {
    let PageView {
        enrollment,
        sheet,
        form,
        problems,
    } = view;
    let client = format!("/clients/{}", sheet.client);
    let back = if form.outreach.is_empty() {
        client.clone()
    } else {
        "/outreach".to_owned()
    };
    let name = sheet.name.full();
    let last = match sheet.last {
        Some((on, situation)) => {
            let place = situation.map_or("place not recorded", |situation| situation.label());
            format!(
                "Last contact here {}: {place}.",
                calendar::ago(on, sheet.facts.today)
            )
        }
        None => "No contact is recorded on this enrollment yet.".to_owned(),
    };
    let lead = format!(
        "{}, {}. {last}",
        sheet.project_name, sheet.organization_name
    );
    let named = problems
        .iter()
        .map(|problem| {
            let field = problem.field;
            let words = format!("{}: {}", fields::label(field), problem.words);
            (fields::element_id(field).to_owned(), words)
        })
        .collect();
    view! {
        <p class="breadcrumb">
            <a href=client>{name}</a>
        </p>
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Record a contact"</h1>
                <p class="lead">{lead}</p>
            </div>
        </div>
        <Summary title="The contact was not recorded yet" problems=named />
        <form class="form contact" method="post" action="/api/contacts/record" novalidate autocomplete="off">
            <input type="hidden" name="enrollment" value=enrollment.to_string() />
            <input type="hidden" name="form[key]" value=form.key />
            <input type="hidden" name="form[outreach]" value=form.outreach />
            {fields::situation(&form.typed, &problems)}
            {fields::leaving(&form.typed)}
            {fields::around(&form.typed, &problems, &sheet.facts)}
            <div class="button-row">
                <button class="button" type="submit">
                    "Save contact"
                </button>
                <a class="button quiet" href=back>
                    "Cancel"
                </a>
            </div>
        </form>
    }
    .part()
}
