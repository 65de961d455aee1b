//! The page of one policy: what is in force, what was wrong, and the form.

use super::fields::{Problems, groups};
use super::form::PolicyForm;
use super::parts::{element_id, name};
use crate::server::moment;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use crate::ui::summary::Summary;
use domain::calendar;
use domain::policy::PolicyProblem;
use leptos::prelude::*;
use store::policy::{Meanwhile, Recorded, Sheet};

/// What the page shows.
pub(super) struct SheetView {
    /// The policy in force, and what stands around it.
    pub sheet: Sheet,
    /// The form, filled.
    pub form: PolicyForm,
    /// What is wrong with it.
    pub problems: Vec<PolicyProblem>,
    /// The policy was saved just now.
    pub saved: bool,
}

/// The page.
#[component]
pub(super) fn PolicySheet(view: SheetView) -> impl IntoView {
    let SheetView {
        sheet,
        form,
        problems,
        saved,
    } = view;
    let title = format!("Policy of the {} Priority List", sheet.name);
    let lead = sheet.current.recorded.as_ref().map_or_else(
        || "Nothing was recorded yet: the defaults are in force.".to_owned(),
        in_force,
    );
    let history = format!("/policies/{}/history", sheet.list);
    let cancel = format!("/policies/{}", sheet.list);
    let named = problems
        .iter()
        .map(|problem| {
            let words = format!("{}: {}", name(problem.part, &form), problem.message);
            (element_id(problem.part), words)
        })
        .collect();
    let hidden = (form.list.clone(), form.version.clone());
    let groups = groups(form, &Problems(problems));
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{title}</h1>
                <p class="lead">{lead}</p>
            </div>
            <div class="page-actions">
                <a class="button secondary" href=history>
                    "History"
                </a>
            </div>
        </div>
        <Notices sheet=sheet saved=saved />
        <Summary title="The policy is not saved yet" problems=named />
        <form class="policy" method="post" action="/api/policies/check" novalidate>
            <input type="hidden" name="form[list]" value=hidden.0 />
            <input type="hidden" name="form[version]" value=hidden.1 />
            {groups}
            <div class="policy-foot">
                <div class="button-row">
                    <button class="button" type="submit">
                        "See what will change"
                    </button>
                    <a class="button quiet" href=cancel rel="external">
                        "Cancel"
                    </a>
                </div>
                <p class="small quiet-text">"Nothing is saved before you have seen it."</p>
            </div>
        </form>
    }
    .part()
}

/// "In force since November 3, 2026. Recorded Nov 3, 2026, 8:10 am by Dana Lindqvist."
fn in_force(recorded: &Recorded) -> String {
    let by = recorded
        .by
        .as_ref()
        .map(|by| format!(" by {by}"))
        .unwrap_or_default();
    format!(
        "In force since {}. Recorded {}{by}.",
        calendar::words(recorded.valid_from),
        moment(recorded.at)
    )
}

#[component]
fn Notices(sheet: Sheet, saved: bool) -> impl IntoView {
    let switched = sheet.acting.switched.then(|| {
        let words = format!(
            "Here you act as {}. Your Settings do not change.",
            sheet.acting.workgroup.singular()
        );
        view! { <Notice tone=Tone::Info title=words /> }
    });
    let ahead = sheet.taken_over_on.map(|day| {
        let title = format!("Another version takes over on {}", calendar::words(day));
        view! {
            <Notice tone=Tone::Warning title=title>
                <p>"An operator recorded it ahead. What you save holds until that day."</p>
            </Notice>
        }
    });
    view! {
        <div class="page-notices">
            {saved
                .then(|| {
                    view! {
                        <Notice tone=Tone::Success title="Policy saved: it is in force now">
                            <p>"Open lists follow at once, exit pages when they are opened."</p>
                        </Notice>
                    }
                })}
            {sheet.meanwhile.map(|meanwhile| view! { <Overtaken meanwhile=meanwhile /> })}
            {ahead} {switched}
        </div>
    }
    .part()
}

/// Somebody else was faster: who, and what they changed.
#[component]
fn Overtaken(meanwhile: Meanwhile) -> impl IntoView {
    let who = meanwhile.recorded.and_then(|recorded| {
        let at = moment(recorded.at);
        recorded
            .by
            .map(|by| format!("{by} saved another version, {at}:"))
    });
    let who = who.unwrap_or_else(|| "Another version was recorded:".to_owned());
    view! {
        <div class="notice warning" role="alert">
            <Icon name="warning" />
            <div>
                <p class="title">"Not saved yet: the policy changed while you were typing"</p>
                <p>{who}</p>
                <ul>
                    {meanwhile
                        .changes
                        .into_iter()
                        .map(|sentence| view! { <li>{sentence}</li> })
                        .collect_view()}
                </ul>
                <p>
                    "What you typed is below and would replace it. The next page says what will change of the policy as it is now."
                </p>
            </div>
        </div>
    }
    .part()
}
