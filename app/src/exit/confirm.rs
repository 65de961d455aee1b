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
                {(!plan.warnings.is_empty())
                    .then(|| {
                        view! {
                            <div class="warnings" role="group" aria-labelledby="warnings-title">
                                <h3 id="warnings-title">"Look at this before you save"</h3>
                                <ul>
                                    {plan
                                        .warnings
                                        .into_iter()
                                        .map(|warning| view! { <li>{warning}</li> })
                                        .collect_view()}
                                </ul>
                                <label class="check-label" for="confirmed">
                                    <input
                                        class="check"
                                        type="checkbox"
                                        id="confirmed"
                                        name="confirmed"
                                        value=plan.warnings_key
                                        required
                                    />
                                    " I have looked at it: save all the same"
                                </label>
                            </div>
                        }
                    })}
                <div class="button-row">
                    <button class="button" type="submit">
                        {if plan.suggests { "Suggest exit" } else { "Save exit" }}
                    </button>
                    <a class="button quiet" href=back>
                        "Back to the form"
                    </a>
                </div>
            </form>
        </section>
    }
}
