//! Server functions of Settings.

use crate::error::AppError;
use crate::frame::FrameView;
#[cfg(feature = "ssr")]
use crate::server::{
    AppState, after_post, fail, moment, parse, scriptless, see_other, viewer, viewer_behind_gate,
};
#[cfg(feature = "ssr")]
use domain::ids::LocationId;
#[cfg(feature = "ssr")]
use domain::workgroup::Workgroup;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use store::identity::{self, ContextError, EndReason};

/// The frame as it is now, for a page that heard of a change. Being asked by the page itself is no use of
/// the session: the path says so to the server's middleware.
#[server(endpoint = "live/frame")]
pub async fn frame_now() -> Result<FrameView, AppError> {
    let viewer = viewer_behind_gate()?;
    Ok(crate::frame::load(&AppState::current(), Some(&viewer)).await)
}

/// Chooses for whom one acts, and goes back to the page where one was.
#[server(endpoint = "apply")]
pub async fn apply(
    #[server(default)] workgroup: String,
    #[server(default)] organization: String,
    #[server(default)] location: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let applied = choose(&workgroup, &organization, &location).await;
    let onward = match &applied {
        Ok(None) => Some(super::safe_path(&back).to_owned()),
        Ok(Some(problem)) => Some(format!("/settings?problem={problem}")),
        Err(_) => None,
    };
    if let (Some(onward), true) = (onward, scriptless()) {
        see_other(&onward);
    }
    after_post(applied.map(|_| ()))
}

/// The word of what was wrong with the choice, if anything.
#[cfg(feature = "ssr")]
async fn choose(
    workgroup: &str,
    organization: &str,
    location: &str,
) -> Result<Option<&'static str>, AppError> {
    let viewer = viewer()?;
    let Some(workgroup) = Workgroup::from_code(workgroup) else {
        return Ok(Some("nothing-chosen"));
    };
    if organization.is_empty() {
        return Ok(Some("nothing-chosen"));
    }
    let organization = parse(organization)?;
    let location = match location {
        "" => None,
        id => Some(parse::<LocationId>(id)?),
    };
    // Without scripts the place of the former organization is still chosen: it counts as blank.
    let location = location.filter(|location| {
        viewer.context.as_ref().is_none_or(|context| {
            context.organization == organization
                || context.location.as_ref().map(|(id, _)| id) != Some(location)
        })
    });
    let chosen = identity::choose_context(
        &AppState::current().store,
        &viewer.actor,
        viewer.session,
        workgroup,
        organization,
        location,
    )
    .await;
    match chosen {
        Ok(_) => Ok(None),
        Err(ContextError::NotGranted) => Ok(Some("not-granted")),
        Err(ContextError::OtherLocation) => Ok(Some("other-location")),
        Err(ContextError::Store(error)) => Err(fail(error)),
    }
}

/// A session in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Its id.
    pub id: String,
    /// The browser's own name for itself, and its address.
    pub where_from: String,
    /// When it was opened.
    pub started: String,
    /// When it was last used.
    pub last_seen: String,
    /// How it ended; none while it lives.
    pub ended: Option<String>,
    /// It is the one that asks.
    pub this: bool,
}

/// One's own sessions of the last thirty days.
#[server(endpoint = "my-sessions")]
pub async fn my_sessions() -> Result<Vec<SessionView>, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let sessions = identity::list_sessions(&store, &viewer.actor, viewer.actor.user)
        .await
        .map_err(fail)?;
    Ok(sessions
        .into_iter()
        .take(20)
        .map(|session| session_view(session, Some(viewer.session)))
        .collect())
}

/// A session in words.
#[cfg(feature = "ssr")]
pub fn session_view(
    session: identity::OpenedSession,
    this: Option<domain::ids::SessionId>,
) -> SessionView {
    let ended = session.ended.map(|(at, reason)| {
        let how = match reason {
            EndReason::SignedOut => "signed out",
            EndReason::TakenOver => "ended by a sign-in elsewhere",
            EndReason::Expired => "ended after 12 hours",
            EndReason::Revoked => "ended from here, by a new password or by an administrator",
        };
        format!("{how}, {}", moment(at))
    });
    SessionView {
        id: session.session.to_string(),
        where_from: match (session.agent.as_deref(), session.address.as_deref()) {
            (Some(agent), Some(address)) if !agent.is_empty() => {
                format!("{} at {address}", browser_name(agent))
            }
            (_, Some(address)) => address.to_owned(),
            _ => "unknown".to_owned(),
        },
        started: moment(session.started_at),
        last_seen: moment(session.last_seen_at),
        ended,
        this: this == Some(session.session),
    }
}

/// A browser's name out of what it says of itself, which is long and misleading.
#[cfg(feature = "ssr")]
fn browser_name(agent: &str) -> String {
    let browser = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]
    .into_iter()
    .find(|(mark, _)| agent.contains(mark))
    .map_or("A browser", |(_, name)| name);
    let system = [
        ("Windows", "Windows"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]
    .into_iter()
    .find(|(mark, _)| agent.contains(mark))
    .map(|(_, name)| name);
    match system {
        Some(system) => format!("{browser} on {system}"),
        None => browser.to_owned(),
    }
}
