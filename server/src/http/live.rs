//! Live changes as server-sent events: what happened to which entries, never any data.

use super::session::cookie;
use crate::jobs::Heard;
use app::server::{AppState, Session};
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::ids::UserId;
use futures::{Stream, StreamExt, future, stream};
use std::convert::Infallible;
use store::Store;
use store::identity::{self, Gate};
use store::outbox::Event as Change;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;

/// What the stream needs.
#[derive(Clone, Debug)]
pub struct Live {
    /// Where changes are heard.
    pub changes: broadcast::Sender<Heard>,
    /// Where sessions are looked up.
    pub state: AppState,
}

/// The stream of one browser; shared by its tabs.
pub async fn stream(
    State(live): State<Live>,
    Extension(session): Extension<Session>,
    request: Request,
) -> Response {
    let Some(viewer) = session.0.filter(|viewer| viewer.gate == Gate::Open) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let user = viewer.actor.user;
    let token = cookie(&request, live.state.cookie_name())
        .map(str::to_owned)
        .unwrap_or_default();
    let heard = BroadcastStream::new(live.changes.subscribe())
        .map(|heard| heard.unwrap_or(Heard::Missed))
        .take_while(|heard| future::ready(!matches!(heard, Heard::Stopping)));
    // After a change of the user's own the session may be over: then this is the last event.
    let store = live.state.store;
    let events = heard
        .then(move |heard| {
            let (store, token) = (store.clone(), token.clone());
            async move {
                let over = concerns(user, &heard) && !stands(&store, &token).await;
                (over, event(user, &heard))
            }
        })
        .scan(false, |ended, (over, event)| {
            let goes_on = !*ended;
            *ended = over;
            let last = over.then(|| Ok(Event::default().event("over").data("{}")));
            future::ready(goes_on.then(|| stream::iter(event.into_iter().chain(last))))
        })
        .flatten();
    Sse::new(greeted(events))
        .keep_alive(KeepAlive::default())
        .into_response()
}

/// Whether the session still stands; where that cannot be asked, it does until the next change.
async fn stands(store: &Store, token: &str) -> bool {
    identity::viewer_at_rest(store, token)
        .await
        .map_or(true, |viewer| viewer.is_some())
}

/// Whether something of this user's own changed: rights, notices, or the session itself.
fn concerns(user: UserId, heard: &Heard) -> bool {
    matches!(heard, Heard::Announced(announcement)
        if matches!(&announcement.event, Change::User { user: whose } if *whose == user))
}

/// Tells the browser first that the stream stands.
fn greeted(
    events: impl Stream<Item = Result<Event, Infallible>>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let hello = stream::once(async { Ok(Event::default().event("hello").data("{}")) });
    hello.chain(events)
}

fn event(user: UserId, heard: &Heard) -> Option<Result<Event, Infallible>> {
    let event = Event::default().event("change");
    let event = match heard {
        Heard::Stopping => return None,
        Heard::Missed => event.data(r#"{"kind":"resync"}"#),
        Heard::Announced(announcement) => {
            if matches!(&announcement.event, Change::User { user: whose } if *whose != user) {
                return None;
            }
            event
                .id(announcement.number.to_string())
                .json_data(&announcement.event)
                .ok()?
        }
    };
    Some(Ok(event))
}
