//! Who is asking: one look-up a request, and the way to what must be done first.

use super::{answers, held};
use app::error::AppError;
use app::frame;
use app::server::browser::sent_cookie;
use app::server::{AppState, Session, escape, wants_page};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use store::identity::{self, Gate, Viewer};

/// Pages for people who are not signed in.
const PUBLIC: [&str; 3] = ["/sign-in", "/privacy", "/problem"];

/// Server functions for people who are not signed in.
pub(super) const PUBLIC_FUNCTIONS: [&str; 2] = [
    "/api/sign-in",
    // Says whether a session still stands, and nothing else to those who have none.
    "/api/live/frame",
];

/// What an open page asks by itself: it does not keep a session from being locked.
const AT_REST: [&str; 2] = ["/live", "/api/live/"];

/// Loads the session and the frame into the request, and sends people to what they must do first.
pub async fn load(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let viewer = match sent_cookie(request.headers(), state.cookie_name()) {
        None => None,
        Some(token) => match who(&state, request.uri().path(), token).await {
            Ok(viewer) => viewer,
            Err(error) => return unreadable(&error),
        },
    };
    if held::is_form(&request) {
        let token = sent_cookie(request.headers(), state.cookie_name());
        match held::waits(&state, viewer.as_ref(), token).await {
            Ok(None) => {}
            Ok(Some((user, first))) => return held::keep(&state, request, user, first).await,
            Err(error) => return unreadable(&error),
        }
    }
    let page = request.method() == Method::GET && !request.uri().path().starts_with("/live");
    if page && let Some(elsewhere) = must_go(request.uri(), viewer.as_ref()) {
        return Redirect::to(&elsewhere).into_response();
    }
    if viewer.is_none() && needs_sign_in(request.uri().path()) {
        return not_signed_in(&request);
    }
    if page {
        let frame = frame::load(&state, viewer.as_ref()).await;
        request.extensions_mut().insert(frame);
    }
    request.extensions_mut().insert(Session(viewer));
    next.run(request).await
}

/// Whether a server function is for signed-in people: all are, but the named ones. Each asks again for
/// itself; this door is in front of all of them.
fn needs_sign_in(path: &str) -> bool {
    path.starts_with("/api/") && !PUBLIC_FUNCTIONS.contains(&path)
}

/// Plain forms go to the sign-in page, scripts get the error that they understand.
fn not_signed_in(request: &Request) -> Response {
    if wants_page(request.headers()) {
        return Redirect::to("/sign-in").into_response();
    }
    answers::for_scripts(&AppError::NotSignedIn)
}

/// The database did not answer. Scripts are told so in their own words, by [`answers::understood`].
pub(super) fn unreadable(error: &store::StoreError) -> Response {
    tracing::warn!(%error, "the session could not be read");
    (
        StatusCode::SERVICE_UNAVAILABLE,
        "The server is busy or restarting. Try again in a moment.",
    )
        .into_response()
}

async fn who(state: &AppState, path: &str, token: &str) -> store::Result<Option<Viewer>> {
    if AT_REST.iter().any(|at_rest| path.starts_with(at_rest)) {
        identity::viewer_at_rest(&state.store, token).await
    } else {
        identity::viewer(&state.store, token).await
    }
}

fn must_go(address: &Uri, viewer: Option<&Viewer>) -> Option<String> {
    let path = address.path();
    let public = PUBLIC
        .iter()
        .any(|page| path == *page || path.starts_with(&format!("{page}/")));
    let gate = match viewer {
        None => None,
        Some(viewer) if viewer.gate == Gate::Open => {
            return matches!(path, "/sign-in" | "/unlock").then(|| "/".to_owned());
        }
        Some(viewer) => Some(viewer.gate),
    };
    let first = gate.map_or("/sign-in", first_page);
    let there = path == first || path == "/privacy" || (gate.is_none() && public);
    (!there).then(|| match address.path_and_query() {
        // Addresses hold nothing but ids: the page to go on with may stand in one.
        Some(back) if path != "/" && !public => format!("{first}?back={}", escape(back.as_str())),
        _ => first.to_owned(),
    })
}

/// The page of what must be done before anything else.
pub(super) const fn first_page(gate: Gate) -> &'static str {
    match gate {
        Gate::Open => "/",
        Gate::Locked => "/unlock",
        Gate::ChangePassword => "/password",
        Gate::AcceptAgreement => "/agreement",
    }
}
