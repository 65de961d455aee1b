//! Settings as a page, with the list of sessions.

use super::api::{SessionView, my_sessions};
use super::sidebar::Content;
use crate::frame::use_frame;
use crate::ui::loaded::Loaded;
use crate::ui::notice::{Notice, Tone};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let sessions = Resource::new(|| (), |()| my_sessions());
    view! {
        <Title text="Settings \u{b7} Threshold" />
        <Outcome />
        <div class="sidebar page">
            <h1 tabindex="-1">"Settings"</h1>
            <Content />
        </div>
        <section class="section" aria-labelledby="sessions-title">
            <h2 id="sessions-title">"Your sessions"</h2>
            <p class="quiet-text">
                "You are signed in at one place at a time: a new sign-in ends the session before. Something here that was not you? Change your password and tell the helpdesk."
            </p>
            <Loaded resource=sessions show=|sessions| view! { <Sessions sessions=sessions /> } />
        </section>
    }
    .into_any()
}

#[component]
fn Outcome() -> impl IntoView {
    let query = use_query_map();
    let frame = use_frame();
    let acting = move || {
        frame.with(|frame| {
            frame.context.as_ref().map_or_else(String::new, |context| {
                format!(
                    "{} for {}",
                    context.workgroup.singular(),
                    context.organization_name
                )
            })
        })
    };
    move || {
        let problem = query.with(|query| query.get("problem"));
        let done = query.with(|query| query.get("done"));
        let refused = match problem.as_deref() {
            Some("not-granted") => Some(
                "You do not hold this organization in this workgroup. Choose one of those offered under \
                 the workgroup, or ask for access.",
            ),
            Some("other-location") => Some(
                "This location belongs to another organization. Choose one of its own, or none.",
            ),
            Some("nothing-chosen") => Some("Choose a workgroup and an organization."),
            _ => None,
        };
        if let Some(refused) = refused {
            return view! {
                <div class="page-notices">
                    <Notice tone=Tone::Error title="Nothing was changed">
                        <p>{refused}</p>
                    </Notice>
                </div>
            }
            .into_any();
        }
        let title = match done.as_deref() {
            Some("context") => format!("You act as {}", acting()),
            Some("password") => "Your password was changed".to_owned(),
            _ => return ().into_any(),
        };
        view! {
            <div class="page-notices">
                <Notice tone=Tone::Success title=title />
            </div>
        }
        .into_any()
    }
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
                                            view! { <span class="badge">{ended}</span> }.into_any()
                                        }
                                        None => {
                                            let words = if session.this { "This session" } else { "Open" };
                                            view! { <span class="badge done">{words}</span> }.into_any()
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
    .into_any()
}
