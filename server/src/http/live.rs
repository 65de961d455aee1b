//! Live changes as server-sent events: what happened to which entries, never any data; and whether the
//! session behind them is open.

use crate::changes::{Changes, Heard};
use app::server::browser::sent_cookie;
use app::server::{AppState, Session};
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::ids::UserId;
use futures::stream::BoxStream;
use futures::{StreamExt, future, stream};
use std::convert::Infallible;
use std::time::Duration;
use store::Store;
use store::identity::{self, Gate, Viewer};
use store::outbox::Event as Change;
use tokio::time::{Instant, interval_at};
use tokio_stream::wrappers::{BroadcastStream, IntervalStream};

/// How often a stream looks whether its session is still open: a lock and an end need no change.
const LOOK_EVERY: Duration = if cfg!(test) {
    Duration::from_millis(20)
} else {
    Duration::from_secs(20)
};

/// What the stream needs.
#[derive(Clone, Debug)]
pub struct Live {
    /// Where changes are heard.
    pub changes: Changes,
    /// Where sessions are looked up.
    pub state: AppState,
}

/// The stream of one browser; shared by its tabs.
pub async fn stream(
    State(live): State<Live>,
    Extension(session): Extension<Session>,
    request: Request,
) -> Response {
    let Some(viewer) = session.0 else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let begins = standing(Some(&viewer));
    if begins == Standing::Over {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let token = sent_cookie(request.headers(), live.state.cookie_name());
    let (heard, quiet) = live.changes.listen();
    let heard =
        BroadcastStream::new(heard).map(|heard| Beat::Heard(heard.unwrap_or(Heard::Missed)));
    let looks = IntervalStream::new(interval_at(Instant::now() + LOOK_EVERY, LOOK_EVERY));
    let beats = stream::select(heard, looks.map(|_| Beat::Look))
        .take_while(|beat| future::ready(!matches!(beat, Beat::Heard(Heard::Stopping))));
    let watch = Watch {
        store: live.state.store,
        token: token.unwrap_or_default().to_owned(),
        user: viewer.actor.user,
        standing: begins,
        beats: beats.boxed(),
    };
    let greeting = watch.told(Some(quiet));
    let greeting = stream::once(async move { greeting });
    let events = stream::unfold(watch, |mut watch| async move {
        let events = watch.next().await?;
        Some((stream::iter(events), watch))
    });
    Sse::new(greeting.chain(events.flatten()).map(Ok::<_, Infallible>))
        .keep_alive(KeepAlive::default())
        .into_response()
}

/// How a session stands, for the screens that show its user's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// In use.
    Open,
    /// Nobody used it for long: the screens are covered until the password is given again.
    Locked,
    /// It ended, or something else must be done first.
    Over,
}

fn standing(viewer: Option<&Viewer>) -> Standing {
    match viewer.map(|viewer| viewer.gate) {
        Some(Gate::Open) => Standing::Open,
        Some(Gate::Locked) => Standing::Locked,
        Some(Gate::ChangePassword | Gate::AcceptAgreement) | None => Standing::Over,
    }
}

/// What moves a stream on.
enum Beat {
    Heard(Heard),
    Look,
}

/// One stream.
struct Watch {
    store: Store,
    token: String,
    user: UserId,
    standing: Standing,
    beats: BoxStream<'static, Beat>,
}

impl Watch {
    /// How the session stands, and whose it is: a page of somebody else's must not take it for its own. At
    /// the stream's beginning also for how long, in milliseconds, no change was told: a page that is older
    /// may have missed one.
    fn told(&self, quiet: Option<Duration>) -> Event {
        let name = match self.standing {
            Standing::Open => "open",
            Standing::Locked => "locked",
            Standing::Over => "over",
        };
        let mut data = serde_json::json!({ "standing": name, "user": self.user });
        if let Some(quiet) = quiet {
            data["quiet"] = serde_json::json!(u64::try_from(quiet.as_millis()).unwrap_or(u64::MAX));
        }
        // Not named "open": that is the browser's own event of a stream.
        Event::default().event("session").data(data.to_string())
    }

    /// What the next beat says; none when the stream has said its last.
    async fn next(&mut self) -> Option<Vec<Event>> {
        if self.standing == Standing::Over {
            return None;
        }
        let beat = self.beats.next().await?;
        let before = self.standing;
        if matches!(&beat, Beat::Look)
            || matches!(&beat, Beat::Heard(heard) if self.concerns(heard))
        {
            self.look().await;
        }
        let turned = (self.standing != before).then(|| self.told(None));
        // What is behind a lock hears nothing; when it opens, it looks at everything again.
        let change = match &beat {
            Beat::Heard(heard) if self.standing == Standing::Open => change(self.user, heard),
            Beat::Heard(_) | Beat::Look => None,
        };
        Some(turned.into_iter().chain(change).collect())
    }

    /// Asks how the session stands; where that cannot be asked, it stands as it stood.
    async fn look(&mut self) {
        if let Ok(viewer) = identity::viewer_at_rest(&self.store, &self.token).await {
            self.standing = standing(viewer.as_ref());
        }
    }

    /// Whether something of this user's own changed: access, notices, or the session itself.
    fn concerns(&self, heard: &Heard) -> bool {
        matches!(heard, Heard::Announced(announcement)
            if matches!(&announcement.event, Change::User { user } if *user == self.user))
    }
}

fn change(user: UserId, heard: &Heard) -> Option<Event> {
    let event = Event::default().event("change");
    match heard {
        Heard::Stopping => None,
        Heard::Missed => Some(event.data(r#"{"kind":"resync"}"#)),
        Heard::Announced(announcement) => {
            if matches!(&announcement.event, Change::User { user: whose } if *whose != user) {
                return None;
            }
            event
                .id(announcement.number.to_string())
                .json_data(&announcement.event)
                .ok()
        }
    }
}
