//! Forms that arrive while their session is locked or over are kept for their user.

use super::{BODY_LIMIT, session};
use app::server::{AppState, escape, wants_page};
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::UserId;
use store::identity::{self, Gate, Viewer};

/// What is kept: forms that somebody fills in with care, and none that decides about others or holds a
/// password. Their owner sees what they do before it is done.
const KEPT: [&str; 10] = [
    "/api/exit/save",
    "/api/exit/purpose",
    "/api/exit/confirm",
    "/api/exit/undo",
    "/api/clients/search",
    "/api/clients/purpose",
    "/api/clients/new",
    "/api/contacts/record",
    "/api/access-ask",
    "/api/policies/check",
];

/// Whether this is a plain form of somebody's work.
pub(super) fn is_form(request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == Method::POST && KEPT.contains(&path) && wants_page(request.headers())
}

/// The user whose form cannot be taken now, and the page that stands in between.
pub(super) async fn waits(
    state: &AppState,
    viewer: Option<&Viewer>,
    token: Option<&str>,
) -> store::Result<Option<(UserId, &'static str)>> {
    match (viewer, token) {
        (Some(viewer), _) => Ok((viewer.gate != Gate::Open)
            .then(|| (viewer.actor.user, session::first_page(viewer.gate)))),
        (None, Some(token)) => Ok(identity::user_of_ended(&state.store, token)
            .await?
            .map(|user| (user, "/sign-in"))),
        (None, None) => Ok(None),
    }
}

/// Keeps the form and sends the browser to that page, from which it comes back.
pub(super) async fn keep(
    state: &AppState,
    request: Request,
    user: UserId,
    first: &str,
) -> Response {
    let action = request.uri().path().to_owned();
    let Ok(body) = to_bytes(request.into_body(), BODY_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    match app::held::hold(&state.store, user, &action, &body).await {
        Ok(page) => Redirect::to(&format!("{first}?back={}", escape(&page))).into_response(),
        Err(error) => session::unreadable(&error),
    }
}
