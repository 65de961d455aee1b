//! Server functions of access requests.

#[cfg(feature = "ssr")]
use super::model::{AskView, Asked, RequestView, RequestsView};
#[cfg(feature = "ssr")]
use super::{ask::Ask, requests::Requests};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::frame::helpdesk;
#[cfg(feature = "ssr")]
use crate::parts::Address;
#[cfg(feature = "ssr")]
use crate::server::{AppState, fail, go_on, moment, parse, refuse, viewer};
#[cfg(feature = "ssr")]
use crate::ui::markup::{Markup, markup};
use crate::wire::Wire;
#[cfg(feature = "ssr")]
use domain::ids::{AccessRequestId, OrganizationId};
#[cfg(feature = "ssr")]
use domain::workgroup::Workgroup;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use store::identity::{
    access_request::{self, ASKABLE, AskError, State},
    notice,
};
#[cfg(feature = "ssr")]
use store::{StoreError, draft};
#[cfg(feature = "ssr")]
use uuid::Uuid;

/// Kind of the draft of a request that was not sent.
#[cfg(feature = "ssr")]
const REQUEST: &str = "access_request";

/// Loads the form of asking.
///
/// # Errors
/// Where there is no such organization.
#[cfg(feature = "ssr")]
pub async fn ask_page(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let organization = address.get("organization");
    let organization: OrganizationId = organization.ok_or_else(|| refuse(AppError::NotFound))?;
    let (problem, typed): (Option<String>, Option<Uuid>) =
        (address.get("problem"), address.get("typed"));
    let store = AppState::current().store;
    let subject = access_request::subject(&store, &viewer.actor, organization)
        .await
        .map_err(fail)?;
    let page = AskView {
        organization: subject.organization.to_string(),
        name: subject.name,
        coordinated_entry: subject.coordinated_entry,
        managers: subject.managers,
        workgroups: ASKABLE
            .into_iter()
            .filter(|group| !subject.held.contains(group))
            .filter(|group| {
                subject.coordinated_entry
                    || !matches!(
                        group,
                        Workgroup::CeAssessor | Workgroup::PriorityListManager
                    )
            })
            .collect(),
        held: subject.held,
    };
    let typed = match typed {
        Some(id) => draft::load(&store, viewer.actor.user, REQUEST, id.into())
            .await
            .unwrap_or_default(),
        None => Asked::default(),
    };
    Ok(markup(
        view! { <Ask page=page problem=problem typed=typed /> },
    ))
}

/// Asks for access.
#[server(endpoint = "access-ask", output = Wire)]
pub async fn ask(
    organization: String,
    workgroup: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let asked = async {
        let viewer = viewer()?;
        let organization_id: OrganizationId = parse(&organization)?;
        let workgroup = Workgroup::from_code(&workgroup).ok_or(AppError::BadRequest)?;
        let store = AppState::current().store;
        // Browsers send two characters for the end of a line that counted as one while it was typed.
        let reason = reason.replace("\r\n", "\n");
        let result = access_request::ask(
            &store,
            &viewer.actor,
            workgroup,
            organization_id,
            Some(&reason),
        )
        .await;
        match result {
            Ok(_) => Ok("/access-requests?done=asked".to_owned()),
            Err(AskError::Store(error)) => Err(fail(error)),
            Err(refused) => {
                let problem = match refused {
                    AskError::Held => "held",
                    AskError::NotAskable => "not-askable",
                    AskError::TooLong | AskError::Store(_) => "too-long",
                };
                let typed = Asked {
                    workgroup: workgroup.code().to_owned(),
                    reason,
                };
                let typed = draft::save(&store, viewer.actor.user, REQUEST, None, &typed)
                    .await
                    .map_err(fail)?;
                Ok(format!(
                    "/access-requests/new?organization={organization_id}&problem={problem}&typed={typed}"
                ))
            }
        }
    }
    .await;
    go_on(asked)
}

/// Loads the page of requests, and marks the notices about requests as read.
///
/// # Errors
/// When nobody is signed in, or the database cannot be asked.
#[cfg(feature = "ssr")]
pub async fn requests_page(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let to_decide = access_request::queue(&store, &viewer.actor)
        .await
        .map_err(fail)?;
    let mine = access_request::mine(&store, &viewer.actor)
        .await
        .map_err(fail)?;
    notice::mark_read(&store, &viewer.actor, "access_request")
        .await
        .map_err(fail)?;
    let page = RequestsView {
        decides: viewer.actor.holds(Workgroup::PriorityListManager)
            || viewer.actor.holds(Workgroup::Administrator),
        to_decide: to_decide.into_iter().map(request_view).collect(),
        mine: mine.into_iter().map(request_view).collect(),
    };
    let email = helpdesk(&store).await?.email;
    let (done, problem) = (address.get("done"), address.get("problem"));
    Ok(markup(
        view! { <Requests page=page email=email done=done problem=problem /> },
    ))
}

#[cfg(feature = "ssr")]
fn request_view(request: access_request::AccessRequest) -> RequestView {
    let by = |what: &str, who: &Option<(String, chrono::DateTime<chrono::Utc>)>| {
        who.as_ref().map_or_else(String::new, |(name, at)| {
            format!("{what} by {name}, {}.", moment(*at))
        })
    };
    let waits_for = if request.managers.is_empty() {
        "Waits for an administrator: nobody manages this organization's Priority List. The helpdesk can \
         tell you more."
            .to_owned()
    } else {
        format!("Waits for {}.", super::managers(&request.managers, " or "))
    };
    let (progress, badge) = match request.state {
        State::Asked => (waits_for, ("Asked", "badge attention")),
        State::Endorsed => (
            format!(
                "{} Waits for an administrator.",
                by("Endorsed", &request.endorsed)
            ),
            ("Endorsed", "badge info"),
        ),
        State::Granted => (by("Granted", &request.decided), ("Granted", "badge done")),
        State::Declined => (
            format!(
                "{} {}",
                by("Declined", &request.decided),
                request.decline_reason.clone().unwrap_or_default()
            ),
            ("Declined", "badge danger"),
        ),
        State::Withdrawn => ("You took it back.".to_owned(), ("Withdrawn", "badge")),
    };
    let employer = request
        .employer
        .map_or_else(String::new, |employer| format!(", works at {employer}"));
    RequestView {
        id: request.id.to_string(),
        what: format!(
            "{} for {}",
            request.workgroup.singular(),
            request.organization_name
        ),
        who: request.requester_name,
        reason: request.reason,
        asked: format!("Asked {}{employer}", moment(request.asked_at)),
        progress,
        badge: (badge.0.to_owned(), badge.1.to_owned()),
        endorse: request.may.endorse,
        grant: request.may.grant,
        decline: request.may.decline,
        withdraw: request.may.withdraw,
    }
}

/// Endorses, grants, declines or takes back a request.
#[server(endpoint = "access-decide", output = Wire)]
pub async fn decide(
    request: String,
    decision: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let decided = async {
        let viewer = viewer()?;
        let store = AppState::current().store;
        let id: AccessRequestId = parse(&request)?;
        let actor = &viewer.actor;
        let (result, done) = match decision.as_str() {
            "endorse" => (access_request::endorse(&store, actor, id).await, "endorsed"),
            "grant" => (access_request::grant(&store, actor, id).await, "granted"),
            "decline" => (
                access_request::decline(&store, actor, id, &reason).await,
                "declined",
            ),
            "withdraw" => (
                access_request::withdraw(&store, actor, id).await,
                "withdrawn",
            ),
            _ => return Err(AppError::BadRequest),
        };
        match result {
            Ok(()) => Ok(format!("/access-requests?done={done}")),
            Err(StoreError::Refused(_)) => Ok("/access-requests?problem=reason".to_owned()),
            Err(StoreError::Conflict) => Ok("/access-requests?problem=decided".to_owned()),
            Err(error) => Err(fail(error)),
        }
    }
    .await;
    go_on(decided)
}
