//! Why an administrator needs the exit page: asked before anything of it is shown.

use crate::ui::icon::Icon;
use domain::ids::{DraftId, EnrollmentId};
use leptos::prelude::*;

/// The question in the place of the form.
#[component]
pub(super) fn Purpose(
    enrollment: EnrollmentId,
    /// The form as it was typed, which waits meanwhile.
    draft: Option<DraftId>,
) -> impl IntoView {
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Exit the Enrollment"</h1>
            </div>
        </div>
        <div class="notice">
            <Icon name="lock" />
            <div>
                <p class="title">"Administrators repair exits, and say why"</p>
                <form class="form" method="post" action="/api/exit/purpose">
                    <input type="hidden" name="enrollment" value=enrollment.to_string() />
                    {draft
                        .map(|draft| {
                            view! { <input type="hidden" name="draft" value=draft.to_string() /> }
                        })}
                    <div class="field">
                        <label for="purpose">"Why you repair this enrollment"</label>
                        <input
                            class="input"
                            id="purpose"
                            name="purpose"
                            autocomplete="off"
                            maxlength="200"
                            required
                            aria-describedby="purpose-hint"
                        />
                        <p class="hint" id="purpose-hint">
                            "The audit keeps it. Name no client."
                        </p>
                    </div>
                    <button class="button secondary" type="submit">
                        "Open the exit page"
                    </button>
                </form>
            </div>
        </div>
    }
}
