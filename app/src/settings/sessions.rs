//! A table of sessions, in words.

use crate::server::moment;
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use store::identity::{self, EndReason};

/// A session in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// One's own sessions, with what they are.
#[component]
pub(super) fn OwnSessions(sessions: Vec<SessionView>) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="sessions-title">
            <h2 id="sessions-title">"Your sessions"</h2>
            <p class="quiet-text">
                "You are signed in at one place at a time: a new sign-in ends the session before. Something here that was not you? Change your password and tell the helpdesk."
            </p>
            <Sessions sessions=sessions />
        </section>
    }
    .part()
}

/// A table of sessions.
#[component]
pub fn Sessions(sessions: Vec<SessionView>) -> impl IntoView {
    view! {
        <table class="table cards compact" role="table" aria-label="Sessions">
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"Where"</th>
                    <th role="columnheader" scope="col">"Opened"</th>
                    <th role="columnheader" scope="col">"Last used"</th>
                    <th role="columnheader" scope="col">"State"</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {sessions
                    .into_iter()
                    .map(|session| {
                        view! {
                            <tr role="row">
                                <th role="rowheader" scope="row">
                                    {session.where_from}
                                </th>
                                <td role="cell" data-label="Opened">
                                    {session.started}
                                </td>
                                <td role="cell" data-label="Last used">
                                    {session.last_seen}
                                </td>
                                <td role="cell" data-label="State">
                                    {match session.ended {
                                        Some(ended) => {
                                            view! {
                                                <span class="badge">"Ended"</span>
                                                " "
                                                <span class="second">{ended}</span>
                                            }
                                                .part()
                                        }
                                        None => {
                                            let words = if session.this { "This session" } else { "Open" };
                                            view! { <span class="badge done">{words}</span> }.part()
                                        }
                                    }}
                                </td>
                            </tr>
                        }
                    })
                    .collect_view()}
            </tbody>
        </table>
    }
    .part()
}

/// A session in words.
pub fn session_view(
    session: identity::OpenedSession,
    this: Option<domain::ids::SessionId>,
) -> SessionView {
    let ended = session.ended.map(|(at, reason)| {
        let how = match reason {
            EndReason::SignedOut => "by signing out",
            EndReason::TakenOver => "by a sign-in elsewhere",
            EndReason::Expired => "after 12 hours",
            EndReason::Revoked => "from here, by a new password or by an administrator",
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
