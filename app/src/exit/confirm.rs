//! The second page of the way without scripts: what will happen, then "Save exit".

use super::api::{ConfirmExit, exit_plan};
use crate::error::AppError;
use crate::problem::Problem;
use crate::ui::icon::Icon;
use domain::ids::{DraftId, EnrollmentId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Shows the plan of a draft.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let asked = move || {
        let enrollment: Option<EnrollmentId> = params
            .with(|params| params.get("id"))
            .and_then(|id| id.parse().ok());
        let draft: Option<DraftId> = query
            .with(|query| query.get("draft"))
            .and_then(|id| id.parse().ok());
        enrollment.zip(draft)
    };
    let changed = move || query.with(|query| query.get("changed").is_some());
    let plan = Resource::new(asked, |asked| async move {
        let (enrollment, draft) = asked.ok_or(AppError::NotFound)?;
        exit_plan(enrollment, draft).await.map(|plan| (plan, draft))
    });
    let confirm = ServerAction::<ConfirmExit>::new();
    view! {
        <Title text="What will happen \u{b7} Threshold" />
        <Suspense>
            {move || Suspend::new(async move {
                match plan.await {
                    Err(error) => view! { <Problem error=error /> }.into_any(),
                    Ok((plan, draft)) => {
                        let back = format!("/enrollments/{}/exit?draft={draft}", plan.enrollment);
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
                            {changed()
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
                                <ActionForm action=confirm>
                                    <input type="hidden" name="draft" value=draft.to_string() />
                                    <input type="hidden" name="digest" value=plan.digest />
                                    <div class="button-row">
                                        <button class="button" type="submit">
                                            "Save exit"
                                        </button>
                                        <a class="button quiet" href=back>
                                            "Back to the form"
                                        </a>
                                    </div>
                                </ActionForm>
                            </section>
                        }
                            .into_any()
                    }
                }
            })}
        </Suspense>
    }
}
