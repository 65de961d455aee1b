//! Live changes as server-sent events: what happened to which entries, never any data.

use crate::jobs::Heard;
use app::server::Session;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::ids::UserId;
use futures::{Stream, StreamExt, future};
use std::convert::Infallible;
use store::identity::Gate;
use store::outbox::Event as Change;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;

/// The stream of one browser; shared by its tabs.
pub async fn stream(
    State(changes): State<broadcast::Sender<Heard>>,
    Extension(session): Extension<Session>,
) -> Response {
    let Some(viewer) = session.0.filter(|viewer| viewer.gate == Gate::Open) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let user = viewer.actor.user;
    let heard =
        BroadcastStream::new(changes.subscribe()).map(|heard| heard.unwrap_or(Heard::Missed));
    // The stream ends when the server stops, and after every change of the user's own: whether the
    // session still stands is asked when the browser comes back, which it does by itself.
    let events = heard
        .take_while(|heard| future::ready(!matches!(heard, Heard::Stopping)))
        .scan(false, move |over, heard| {
            let goes_on = !*over;
            *over = concerns(user, &heard);
            future::ready(goes_on.then_some(heard))
        })
        .filter_map(move |heard| future::ready(event(user, &heard)));
    Sse::new(greeted(events))
        .keep_alive(KeepAlive::default())
        .into_response()
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
    let hello = futures::stream::once(async { Ok(Event::default().event("hello").data("{}")) });
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
