//! Saves the form, or keeps it and says where to look again.

use super::typed::keep_sent;
use super::with_versions;
use crate::error::AppError;
use crate::exit::form::ExitForm;
use crate::exit::model::ExitAnswer;
use crate::server::{AppState, fail, scriptless, see_other, viewer};
use domain::access::Actor;
use domain::exit::{Command, Problem, Rule};
use domain::ids::EnrollmentId;
use store::exit::{Decides, Outcome, Request, SheetAccess, SuggestOutcome};
use store::{Store, StoreError};
use uuid::Uuid;

/// Where a suggestion that waits is told.
pub(super) const SUGGESTED: &str = "/work-queue?done=suggested";

pub(in crate::exit::api) async fn save(form: ExitForm) -> Result<ExitAnswer, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let enrollment = form.enrollment.parse().map_err(|_| AppError::BadRequest)?;
    if scriptless() {
        let path = first_page(&store, &viewer.actor, enrollment, &form).await?;
        see_other(&path);
        return Ok(ExitAnswer::LookAgain(path));
    }
    match submit(&store, &viewer.actor, enrollment, &form, None).await {
        Ok(Sent::Waits(path)) => Ok(ExitAnswer::LookAgain(path.to_owned())),
        Ok(Sent::Exit(Outcome::Saved(saved))) => {
            see_other(&format!("/exits/{}", saved.act));
            Ok(ExitAnswer::Saved(saved.act))
        }
        Ok(Sent::Exit(Outcome::Problems(problems))) if !overtaken(&problems) => {
            Ok(ExitAnswer::Problems(problems))
        }
        Ok(Sent::Exit(Outcome::Problems(_) | Outcome::PlanChanged | Outcome::Unconfirmed(_)))
        | Err(Failed::Store(StoreError::Conflict)) => {
            let draft = keep_sent(&store, &viewer.actor, &form).await?;
            Ok(ExitAnswer::LookAgain(format!(
                "/enrollments/{enrollment}/exit?draft={draft}&changed=true"
            )))
        }
        Err(failed) => Err(failed.into()),
    }
}

/// Whether somebody else exited a person meanwhile who stands in the form.
pub(super) fn overtaken(problems: &[Problem]) -> bool {
    let mut problems = problems.iter();
    problems.any(|problem| problem.rule == Rule::AlreadyExited)
}

/// Without scripts: the draft, and where the browser goes with it.
async fn first_page(
    store: &Store,
    actor: &Actor,
    enrollment: EnrollmentId,
    form: &ExitForm,
) -> Result<String, AppError> {
    let access = store::exit::sheet(store, actor, enrollment, Some(&form.purpose))
        .await
        .map_err(fail)?;
    let decided = match access {
        SheetAccess::Open(sheet) => with_versions(form.clone(), &sheet.facts)
            .decide(&sheet.facts, &sheet.policy.exit_rules())
            .is_ok(),
        // The first page asks for it.
        SheetAccess::NeedsPurpose => false,
        SheetAccess::Refused { .. } => return Err(fail(StoreError::Forbidden)),
    };
    let draft = keep_sent(store, actor, form).await?;
    Ok(if decided {
        format!("/enrollments/{enrollment}/exit/confirm?draft={draft}")
    } else {
        format!("/enrollments/{enrollment}/exit?draft={draft}")
    })
}

/// What came of a form.
pub(super) enum Sent {
    /// An exit, or why there is none.
    Exit(Outcome),
    /// A suggestion; where it is told.
    Waits(&'static str),
}

/// Why a form could not be submitted.
pub(super) enum Failed {
    NotOurs,
    Store(StoreError),
}

impl From<Failed> for AppError {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::NotOurs => Self::BadRequest,
            Failed::Store(error) => fail(error),
        }
    }
}

pub(super) async fn submit(
    store: &Store,
    actor: &Actor,
    enrollment: EnrollmentId,
    form: &ExitForm,
    shown: Option<&str>,
) -> Result<Sent, Failed> {
    let key: Uuid = form.key.parse().map_err(|_| Failed::NotOurs)?;
    let today = store::exit::day(store, enrollment)
        .await
        .map_err(Failed::Store)?;
    let (command, unread) = form.parse(today).map_err(|_| Failed::NotOurs)?;
    // What could not be read is told before anything else is decided, to whoever may decide.
    if !unread.is_empty() {
        let access = store::exit::sheet(store, actor, enrollment, Some(&form.purpose)).await;
        return match access.map_err(Failed::Store)? {
            SheetAccess::Open(_) => Ok(Sent::Exit(Outcome::Problems(unread))),
            SheetAccess::NeedsPurpose | SheetAccess::Refused { .. } => {
                Err(Failed::Store(StoreError::Forbidden))
            }
        };
    }
    let suggests = store::exit::suggests(store, actor, enrollment)
        .await
        .map_err(Failed::Store)?;
    if suggests {
        return suggest(store, actor, enrollment, key, &command).await;
    }
    let purpose = Some(form.purpose.trim().to_owned()).filter(|purpose| !purpose.is_empty());
    let request = Request {
        enrollment,
        key,
        command: &command,
        purpose,
        shown,
        decides: form.suggestion.parse().ok().map(Decides::Shown),
    };
    store::exit::record(store, actor, request)
        .await
        .map(Sent::Exit)
        .map_err(Failed::Store)
}

async fn suggest(
    store: &Store,
    actor: &Actor,
    enrollment: EnrollmentId,
    key: Uuid,
    command: &Command,
) -> Result<Sent, Failed> {
    let outcome = store::exit::suggest(store, actor, enrollment, key, command)
        .await
        .map_err(Failed::Store)?;
    Ok(match outcome {
        SuggestOutcome::Waits(_) => Sent::Waits(SUGGESTED),
        SuggestOutcome::OneWaits => Sent::Waits("/work-queue?problem=one-waits"),
        SuggestOutcome::Problems(problems) => Sent::Exit(Outcome::Problems(problems)),
        SuggestOutcome::Unconfirmed(warnings) => Sent::Exit(Outcome::Unconfirmed(warnings)),
    })
}
