//! Server functions of the exit.

use super::form::ExitForm;
use super::model::{ExitAnswer, ExitView};
use crate::error::AppError;
use crate::wire::Wire;
use domain::ids::{ActId, DraftId, EnrollmentId, ExitSuggestionId, UserId};
use leptos::prelude::*;
use uuid::Uuid;

/// The exit page of an enrollment; with a draft, as it was left. `purpose`: the draft that keeps why an
/// administrator needs it. `suggestion`: the suggested exit that is looked at.
#[server(endpoint = "exit/page", output = Wire)]
pub async fn exit_page(
    enrollment: EnrollmentId,
    draft: Option<DraftId>,
    purpose: Option<DraftId>,
    suggestion: Option<ExitSuggestionId>,
    changed: bool,
) -> Result<ExitView, AppError> {
    server::page(enrollment, draft, purpose, suggestion, changed).await
}

/// An administrator says why they need the page, and is led to it. The words are kept as a sealed draft,
/// since the address must not hold them. `draft`: the form that waits meanwhile.
#[server(endpoint = "exit/purpose", output = Wire)]
pub async fn give_exit_purpose(
    enrollment: EnrollmentId,
    draft: Option<DraftId>,
    purpose: String,
) -> Result<(), AppError> {
    crate::server::after_post(server::keep_purpose(enrollment, draft, &purpose).await)
}

/// Saves the form. Without scripts it is kept as a draft, and a page says what will happen first.
#[server(endpoint = "exit/save", output = Wire)]
pub async fn save_exit(form: ExitForm) -> Result<ExitAnswer, AppError> {
    crate::server::after_post(server::save(form).await)
}

/// Keeps the form while it is typed, as a draft of its user. `user`: whose page it is, since the browser may be
/// somebody else's by now. `age`: for how long, in milliseconds, nothing was typed. `false` where there is no more use
/// for it: the form was sent, or the household has left.
#[server(endpoint = "exit/draft", output = Wire)]
pub async fn keep_exit_draft(user: UserId, age: u32, form: ExitForm) -> Result<bool, AppError> {
    crate::server::after_post(server::keep_typed(user, age, &form).await)
}

/// Forgets what was typed on a page and not saved.
#[server(endpoint = "exit/start-over", output = Wire)]
pub async fn start_exit_over(
    enrollment: EnrollmentId,
    suggestion: Option<ExitSuggestionId>,
) -> Result<(), AppError> {
    crate::server::go_on(server::start_over(enrollment, suggestion).await)
}

/// Saves a draft whose plan was shown. The same again, when the draft is saved and forgotten, leads to what
/// was saved under the form's key.
#[server(endpoint = "exit/confirm", output = Wire)]
pub async fn confirm_exit(
    draft: DraftId,
    digest: String,
    key: Uuid,
    #[server(default)] confirmed: String,
) -> Result<(), AppError> {
    crate::server::after_post(server::confirm(draft, &digest, key, confirmed).await)
}

/// Takes an exit back. `key`: the same submission twice is one act. `purpose`: why an administrator does it.
#[server(endpoint = "exit/undo", output = Wire)]
pub async fn undo_exit(
    act: ActId,
    key: Uuid,
    #[server(default)] purpose: String,
) -> Result<(), AppError> {
    crate::server::after_post(server::undo(act, key, &purpose).await)
}

/// Approves a suggested exit as it was shown: the exit is saved. Where something changed, or warns, its exit page
/// is shown instead.
#[server(endpoint = "exit/approve", output = Wire)]
pub async fn approve_exit(
    suggestion: ExitSuggestionId,
    key: Uuid,
    digest: String,
    #[server(default)] confirmed: String,
) -> Result<(), AppError> {
    crate::server::after_post(server::approve(suggestion, key, &digest, confirmed).await)
}

/// Declines a suggested exit; who suggested it is told why.
#[server(endpoint = "exit/decline", output = Wire)]
pub async fn decline_exit(suggestion: ExitSuggestionId, reason: String) -> Result<(), AppError> {
    crate::server::after_post(server::decline(suggestion, &reason).await)
}

#[cfg(feature = "ssr")]
pub(super) mod server;
