//! The second page of the way without scripts: the plan of a draft, and its confirmation.

use super::save::{Failed, SUGGESTED, Sent, overtaken, submit};
use super::{DRAFT, with_versions};
use crate::error::AppError;
use crate::exit::confirm::Confirm;
use crate::exit::form::ExitForm;
use crate::exit::side::told;
use crate::exit::told::ConfirmView;
use crate::server::{AppState, fail, see_other, viewer};
use crate::ui::markup::{Markup, markup};
use domain::exit::{Facts, Member};
use domain::ids::{DraftId, EnrollmentId};
use leptos::prelude::*;
use store::exit::{Outcome, SheetAccess};
use store::{StoreError, draft, secret};
use uuid::Uuid;

pub(in crate::exit) async fn plan(
    enrollment: EnrollmentId,
    draft: DraftId,
    changed: bool,
) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let form: ExitForm = draft::load(&store, viewer.actor.user, DRAFT, draft)
        .await
        .map_err(fail)?;
    let access = store::exit::sheet(&store, &viewer.actor, enrollment, Some(&form.purpose))
        .await
        .map_err(fail)?;
    let SheetAccess::Open(sheet) = access else {
        return Err(fail(StoreError::Forbidden));
    };
    let form = with_versions(form, &sheet.facts);
    let Ok(plan) = form.decide(&sheet.facts, &sheet.policy.exit_rules()) else {
        return Err(fail(StoreError::Conflict));
    };
    let mut sentences = plan.sentences();
    sentences.extend(told(&sheet.surroundings.told));
    let plan = ConfirmView {
        enrollment,
        draft,
        key: form.key,
        changed,
        sentences,
        suggests: sheet.suggests,
        warnings: plan
            .warnings
            .iter()
            .map(|one| one.message.clone())
            .collect(),
        warnings_key: plan.warnings_key(),
        digest: secret::digest_of(&plan),
        household: household(&sheet.facts),
        organization_name: sheet.organization_name,
        list_name: sheet.facts.list_name,
    };
    Ok(markup(view! { <Confirm plan=plan /> }))
}

pub(in crate::exit::api) async fn confirm(
    draft: DraftId,
    digest: &str,
    key: Uuid,
    confirmed: String,
) -> Result<(), AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let mut form: ExitForm = match draft::load(&store, viewer.actor.user, DRAFT, draft).await {
        Ok(form) => form,
        // Saved or suggested already, and the answer may have been lost on its way.
        Err(StoreError::NotFound) => {
            let path = match store::exit::saved(&store, &viewer.actor, key).await {
                Err(StoreError::NotFound) => {
                    store::exit::suggested_before(&store, &viewer.actor, key)
                        .await
                        .map_err(fail)?;
                    SUGGESTED.to_owned()
                }
                saved => format!("/exits/{}", saved.map_err(fail)?.act),
            };
            see_other(&path);
            return Ok(());
        }
        Err(error) => return Err(fail(error)),
    };
    form.confirmed = confirmed;
    let enrollment: EnrollmentId = form.enrollment.parse().map_err(|_| AppError::BadRequest)?;
    let back = |page: &str| format!("/enrollments/{enrollment}/{page}draft={draft}");
    let path = match submit(&store, &viewer.actor, enrollment, &form, Some(digest)).await {
        Ok(Sent::Waits(path)) => path.to_owned(),
        Ok(Sent::Exit(Outcome::Saved(saved))) => format!("/exits/{}", saved.act),
        Ok(Sent::Exit(Outcome::Problems(problems))) if !overtaken(&problems) => back("exit?"),
        Ok(Sent::Exit(Outcome::PlanChanged | Outcome::Unconfirmed(_))) => {
            back("exit/confirm?changed=true&")
        }
        Ok(Sent::Exit(Outcome::Problems(_))) | Err(Failed::Store(StoreError::Conflict)) => {
            back("exit?changed=true&")
        }
        Err(failed) => return Err(failed.into()),
    };
    see_other(&path);
    Ok(())
}

/// "Household of Rosa Martinez".
fn household(facts: &Facts) -> String {
    let head = facts
        .members
        .iter()
        .find(|member| member.is_head())
        .or(facts.members.first());
    head.map_or_else(String::new, |head: &Member| head.name.clone())
}
