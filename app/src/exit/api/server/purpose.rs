//! Why an administrator needs the page.

use crate::error::AppError;
use crate::server::{AppState, fail, see_other, viewer};
use domain::access::Actor;
use domain::ids::{DraftId, EnrollmentId};
use store::exit::PURPOSE;
use store::{Store, StoreError, draft};

/// Longer purposes are cut.
const LONGEST_PURPOSE: usize = 200;

/// What an administrator said of their purpose; nothing where that expired or was about something else.
pub(super) async fn given(
    store: &Store,
    actor: &Actor,
    enrollment: EnrollmentId,
    purpose: DraftId,
) -> Result<Option<String>, AppError> {
    let kept = draft::load::<(EnrollmentId, String)>(store, actor.user, PURPOSE, purpose).await;
    match kept {
        Ok((of, words)) => Ok((of == enrollment).then_some(words)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(fail(error)),
    }
}

pub(in crate::exit::api) async fn keep_purpose(
    enrollment: EnrollmentId,
    draft: Option<DraftId>,
    purpose: &str,
) -> Result<(), AppError> {
    let viewer = viewer()?;
    let waiting = draft.map_or_else(String::new, |draft| format!("draft={draft}&"));
    let page = format!("/enrollments/{enrollment}/exit?{waiting}");
    let words = purpose
        .trim()
        .chars()
        .take(LONGEST_PURPOSE)
        .collect::<String>();
    if words.is_empty() {
        see_other(page.trim_end_matches(['?', '&']));
        return Ok(());
    }
    let store = AppState::current().store;
    let kept = (enrollment, words);
    let id = draft::save(
        &store,
        viewer.actor.user,
        PURPOSE,
        Some(enrollment.0),
        &kept,
    )
    .await
    .map_err(fail)?;
    see_other(&format!("{page}purpose={id}"));
    Ok(())
}
