//! Who is asking, and how what went wrong becomes an answer.

use super::set_status;
use crate::error::AppError;
use http::request::Parts;
use leptos::prelude::use_context;
use store::StoreError;
use store::identity::{Gate, Viewer};

/// Put into the request's extensions by the server's middleware: one look-up a request.
#[derive(Clone, Debug, Default)]
pub struct Session(pub Option<Viewer>);

/// The signed-in user, with nothing left to do first.
///
/// # Errors
/// [`AppError::NotSignedIn`] or [`AppError::Gate`].
pub fn viewer() -> Result<Viewer, AppError> {
    let viewer = viewer_behind_gate()?;
    if viewer.gate == Gate::Open {
        Ok(viewer)
    } else {
        Err(refuse(AppError::Gate))
    }
}

/// The signed-in user, whatever is left to do: for the pages that do it.
///
/// # Errors
/// [`AppError::NotSignedIn`].
pub fn viewer_behind_gate() -> Result<Viewer, AppError> {
    anybody().ok_or_else(|| refuse(AppError::NotSignedIn))
}

/// The user of the request's session, if it has one: for those who only ask whether it stands.
#[must_use]
pub fn anybody() -> Option<Viewer> {
    use_context::<Parts>()
        .and_then(|parts| parts.extensions.get::<Session>().cloned())
        .and_then(|session| session.0)
}

/// Turns what the store says into what the user is told; causes are logged once, with a number.
pub fn fail(error: StoreError) -> AppError {
    refuse(match error {
        StoreError::NotFound => AppError::NotFound,
        StoreError::Forbidden => AppError::Forbidden,
        StoreError::Conflict => AppError::Conflict,
        StoreError::KeyReused => AppError::BadRequest,
        StoreError::Unavailable(cause) => {
            tracing::warn!(error = %cause, "the database is not reachable");
            AppError::Busy
        }
        other => {
            let number = store::secret::token()[..8].to_owned();
            let cause = std::error::Error::source(&other).map(ToString::to_string);
            tracing::error!(number, error = %other, cause, "a request failed");
            AppError::Internal(number)
        }
    })
}

/// An error as the answer: with its status.
pub fn refuse(error: AppError) -> AppError {
    set_status(&error);
    error
}
