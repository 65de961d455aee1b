//! The second page of the way without scripts: what will happen, then "Save exit".

use super::told::ConfirmView;
use crate::ui::icon::Icon;
use leptos::prelude::*;

/// The plan of a draft.
#[component]
pub(super) fn Confirm(plan: ConfirmView) -> impl IntoView {
    let back = format!("/enrollments/{}/exit?draft={}", plan.enrollment, plan.draft);
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">
                    {format!("Exit from {}", plan.organization_name)}
                </h1>
                <p class="lead">
                    {format!("Household of {}. Nothing is saved yet.", plan.household)}
                </p>
            </div>
        </div>
        {plan.changed
            .then(|| {
                view! {
                    <div class="notice warning" role="alert">
                        <Icon name="warning" />
                        <div>
                            <p class="title">"Something changed meanwhile"</p>
                            <p>"This is what will happen now. Look again before you save."</p>
                        </div>
                    </div>
                }
            })}
        <section class="panel consequences" aria-labelledby="plan-title">
            <h2 id="plan-title">"What will happen"</h2>
            <ul class="steps" role="list">
                {plan
                    .sentences
                    .into_iter()
                    .map(|sentence| view! { <li>{sentence}</li> })
                    .collect_view()}
            </ul>
            <form method="post" action="/api/exit/confirm">
                <input type="hidden" name="draft" value=plan.draft.to_string() />
                <input type="hidden" name="digest" value=plan.digest />
                <input type="hidden" name="key" value=plan.key />
                <div class="button-row">
                    <button class="button" type="submit">
                        "Save exit"
                    </button>
                    <a class="button quiet" href=back>
                        "Back to the form"
                    </a>
                </div>
            </form>
        </section>
    }
}
