//! What is typed and not saved: kept, found again, and told when it is filled in.

use super::DRAFT;
use crate::error::AppError;
use crate::exit::form::ExitForm;
use crate::server::{AppState, fail, refuse, viewer};
use chrono::Duration;
use domain::access::Actor;
use domain::exit::{Facts, Member};
use domain::ids::{DraftId, EnrollmentId, ExitSuggestionId, UserId};
use store::exit::{ExitPage, Unsaved};
use store::{Store, StoreError, draft};
use uuid::Uuid;

/// The largest form that is kept while it is typed, in bytes.
const LARGEST: usize = 64 * 1024;

pub(in crate::exit::api) async fn keep_typed(
    user: UserId,
    age: u32,
    form: &ExitForm,
) -> Result<bool, AppError> {
    let viewer = viewer()?;
    if viewer.actor.user != user {
        return Err(refuse(AppError::NotSignedIn));
    }
    let (page, key) = (page_of(form)?, key_of(form)?);
    if size(form) > LARGEST {
        return Err(refuse(AppError::TooLarge));
    }
    let store = AppState::current().store;
    let age = Duration::milliseconds(i64::from(age));
    store::exit::keep_typed(&store, &viewer.actor, page, key, age, form)
        .await
        .map_err(fail)
}

pub(in crate::exit::api) async fn start_over(
    enrollment: EnrollmentId,
    suggestion: Option<ExitSuggestionId>,
) -> Result<String, AppError> {
    let viewer = viewer()?;
    let page = ExitPage {
        enrollment,
        suggestion,
    };
    store::exit::start_over(&AppState::current().store, viewer.actor.user, page)
        .await
        .map_err(fail)?;
    let suggested = suggestion.map_or_else(String::new, |id| format!("?suggestion={id}"));
    Ok(format!("/enrollments/{enrollment}/exit{suggested}"))
}

/// Keeps a form that was sent and could not be saved.
pub(super) async fn keep_sent(
    store: &Store,
    actor: &Actor,
    form: &ExitForm,
) -> Result<DraftId, AppError> {
    key_of(form)?;
    store::exit::keep_sent(store, actor.user, page_of(form)?, form)
        .await
        .map_err(fail)
}

/// The draft that the address names, if it is still there; an expired one leaves an empty form, not an error.
pub(super) async fn named(
    store: &Store,
    actor: &Actor,
    id: DraftId,
) -> Result<Option<ExitForm>, AppError> {
    match draft::load(store, actor.user, DRAFT, id).await {
        Ok(form) => Ok(Some(form)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(fail(error)),
    }
}

/// What the user typed on a page when they were here before.
pub(super) async fn found(
    store: &Store,
    actor: &Actor,
    page: ExitPage,
) -> Result<Option<Unsaved<ExitForm>>, AppError> {
    store::exit::unsaved(store, actor.user, page)
        .await
        .map_err(fail)
}

/// Whether the household is another one than the form was typed over.
pub(super) fn moved(form: &ExitForm, facts: &Facts) -> bool {
    let open = facts.members.iter().filter(|member| member.is_open());
    let mut now = open
        .map(|member: &Member| (member.enrollment.to_string(), member.version.to_string()))
        .collect::<Vec<_>>();
    let rows = form.members.iter();
    let mut then = rows
        .map(|row| (row.enrollment.clone(), row.version.clone()))
        .collect::<Vec<_>>();
    now.sort_unstable();
    then.sort_unstable();
    now != then
}

fn page_of(form: &ExitForm) -> Result<ExitPage, AppError> {
    let enrollment = form.enrollment.parse();
    Ok(ExitPage {
        enrollment: enrollment.map_err(|_| refuse(AppError::BadRequest))?,
        suggestion: form.suggestion.parse().ok(),
    })
}

/// Without a key it could be kept and never saved.
fn key_of(form: &ExitForm) -> Result<Uuid, AppError> {
    form.key.parse().map_err(|_| refuse(AppError::BadRequest))
}

fn size(form: &ExitForm) -> usize {
    serde_json::to_vec(form).map_or(usize::MAX, |body| body.len())
}
