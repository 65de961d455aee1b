//! Why the exit is not this user's to do, and whom to ask.

use super::told::RefusedView;
use crate::frame::Helpdesk;
use crate::ui::icon::Icon;
use leptos::prelude::*;

/// The explanation in the place of the form.
#[component]
pub(super) fn Refused(refused: RefusedView, helpdesk: Helpdesk) -> impl IntoView {
    let organization = refused.organization_name.clone();
    let why = if refused.held {
        format!("Your workgroup may not exit households from {organization}.")
    } else {
        format!(
            "This enrollment belongs to {organization}, which is not among the organizations that you may \
             act for. You may not be authorized to exit this household."
        )
    };
    let whom = match refused.managers.as_slice() {
        [] => "It has no Priority List Manager yet: ask the helpdesk.".to_owned(),
        managers => format!("Its Priority List Manager is {}.", managers.join(", ")),
    };
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{format!("Exit from {organization}")}</h1>
            </div>
        </div>
        <div class="notice warning">
            <Icon name="lock" />
            <div>
                <p class="title">"You may not be authorized"</p>
                <p>{why}</p>
                <p>
                    {whom} " " {helpdesk.name} ": "
                    <a href=format!("mailto:{}", helpdesk.email)>{helpdesk.email.clone()}</a>
                </p>
            </div>
        </div>
        <div class="button-row">
            {(!refused.held)
                .then(|| {
                    view! {
                        <a
                            class="button"
                            href=format!("/access-requests/new?organization={}", refused.organization)
                        >
                            "Ask for access"
                        </a>
                    }
                })}
            <a class="button secondary" href=format!("/clients/{}", refused.client)>
                "Back to the client"
            </a>
        </div>
    }
}
