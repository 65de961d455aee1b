//! Server functions of Settings.

#[cfg(feature = "ssr")]
use super::sessions::{OwnSessions, session_view};
use crate::error::AppError;
use crate::frame::FrameView;
#[cfg(feature = "ssr")]
use crate::server::{AppState, escape, fail, go_on, parse, viewer};
use crate::ui::markup::Markup;
#[cfg(feature = "ssr")]
use crate::ui::markup::markup;
use crate::wire::Wire;
#[cfg(feature = "ssr")]
use domain::ids::LocationId;
#[cfg(feature = "ssr")]
use domain::workgroup::Workgroup;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use store::identity::{self, ContextError};

/// The frame as it is now, for a page that heard of a change. Being asked by the page itself is no use of
/// the session: the path says so to the server's middleware.
#[server(endpoint = "live/frame", output = Wire)]
pub async fn frame_now() -> Result<FrameView, AppError> {
    let viewer = crate::server::anybody();
    Ok(crate::frame::load(&AppState::current(), viewer.as_ref()).await)
}

/// Chooses for whom one acts, and goes back to the page where one was.
#[server(endpoint = "apply", output = Wire)]
pub async fn apply(
    #[server(default)] workgroup: String,
    #[server(default)] organization: String,
    #[server(default)] location: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let applied = choose(&workgroup, &organization, &location).await;
    go_on(applied.map(|problem| match problem {
        None => super::safe_path(&back).to_owned(),
        // Codes and ids are nobody's secret: what was chosen may stand in the address.
        Some(problem) => format!(
            "/settings?problem={problem}&workgroup={}&organization={}&location={}",
            escape(&workgroup),
            escape(&organization),
            escape(&location)
        ),
    }))
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

/// One's own sessions of the last thirty days.
#[server(endpoint = "my-sessions", output = Wire)]
pub async fn my_sessions() -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let sessions = identity::list_sessions(&store, &viewer.actor, viewer.actor.user)
        .await
        .map_err(fail)?;
    let sessions = sessions
        .into_iter()
        .take(20)
        .map(|session| session_view(session, Some(viewer.session)))
        .collect();
    Ok(markup(view! { <OwnSessions sessions=sessions /> }))
}
