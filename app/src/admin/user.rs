//! One account: access, password, sessions.

use super::model::{GrantView, UserDetailView};
use super::users::GrantFields;
use crate::settings::{SessionView, Sessions};
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::{IntoPart, Parts};
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn User(
    page: UserDetailView,
    /// The act that was done just now.
    done: Option<String>,
) -> impl IntoView {
    let done = done.as_deref().and_then(done_words).map(|words| {
        view! {
            <div class="page-notices">
                <Notice tone=Tone::Success title=words />
            </div>
        }
    });
    let id = page.user.id.clone();
    let disabled = page.user.disabled;
    let lead = match page.user.employer {
        Some(employer) => format!("{}, works at {employer}", page.user.email),
        None => page.user.email,
    };
    view! {
        {done}
        <nav class="breadcrumb" aria-label="Breadcrumb">
            <ol role="list">
                <li>
                    <a href="/admin/users">"Users"</a>
                </li>
            </ol>
        </nav>
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{page.user.name}</h1>
                <p class="lead">{lead}</p>
                <p class="badges">
                    {if disabled {
                        view! { <span class="badge danger">"Disabled"</span> }.part()
                    } else {
                        view! { <span class="badge done">"Active"</span> }.part()
                    }}
                    {page
                        .must_change_password
                        .then(|| view! { " " <span class="badge attention">"One-time password"</span> })}
                </p>
            </div>
        </div>
        {page
            .secret
            .map(|secret| {
                view! {
                    <div class="page-notices">
                        <Notice tone=Tone::Warning title="One-time password, shown this once">
                            <p>
                                <code>{secret}</code>
                                ". Tell it to the person by phone or in person, not by email."
                            </p>
                        </Notice>
                    </div>
                }
            })}
        <Rights id=id.clone() grants=page.grants organizations=page.organizations own=page.own />
        <section class="section" aria-labelledby="access-title">
            <h2 id="access-title">"Password and account"</h2>
            {if page.own {
                view! {
                    <p>
                        "This account is yours. "
                        <a href="/password" rel="external">"Change your password"</a>
                    </p>
                }
                    .part()
            } else {
                view! { <Account id=id.clone() disabled=disabled /> }.part()
            }}
        </section>
        <SessionsOf id=id.clone() sessions=page.sessions />
        <Authors id=id authors=page.authors />
    }
    .part()
}

/// What an act did.
fn done_words(act: &str) -> Option<&'static str> {
    Some(match act {
        "grant" => "The access takes effect now",
        "end" => "The access has ended",
        "disable" => "The account is disabled and its session has ended",
        "enable" => "The account is enabled",
        "revoke" => "The session has ended",
        "link" => "The author is linked with this account",
        "unlink" => "The author is not linked any more",
        _ => return None,
    })
}

/// What an administrator does to somebody else's account; what is wide is told before.
#[component]
fn Account(id: String, disabled: bool) -> impl IntoView {
    let reset = id.clone();
    view! {
        <Careful
            summary="Reset the password"
            before="The password stops working and the open session ends. You see a one-time password, once, and tell it to the person."
        >
            <Act id=reset act="reset" label="Reset the password" class="button secondary" />
        </Careful>
        {if disabled {
            view! {
                <Act id=id act="enable" label="Enable the account" class="button secondary" />
            }
                .part()
        } else {
            view! {
                <Careful
                    summary="Disable the account"
                    before="The open session ends, and the person cannot sign in. What they recorded stays, and you can enable the account again."
                >
                    <Act id=id act="disable" label="Disable the account" class="button danger" />
                </Careful>
            }
                .part()
        }}
    }
    .part()
}

/// An act that stands behind a sentence of what it does.
#[component]
fn Careful(summary: &'static str, before: &'static str, children: Parts) -> impl IntoView {
    view! {
        <details class="careful">
            <summary>{summary} "\u{2026}"</summary>
            <p>{before}</p>
            {children.show()}
        </details>
    }
    .part()
}

/// One act as a form of one button.
#[component]
fn Act(
    id: String,
    act: &'static str,
    label: &'static str,
    class: &'static str,
    /// What it is about, where that is not the account.
    #[prop(optional)]
    subject: String,
    /// Words that only screen readers need.
    #[prop(optional)]
    more: String,
) -> impl IntoView {
    view! {
        <form method="post" action="/api/admin-act">
            <input type="hidden" name="user" value=id />
            <input type="hidden" name="act" value=act />
            <input type="hidden" name="subject" value=subject />
            <button class=class type="submit">
                {label}
                <span class="visually-hidden">{more}</span>
            </button>
        </form>
    }
    .part()
}

#[component]
fn Rights(
    id: String,
    grants: Vec<GrantView>,
    organizations: Vec<(String, String, bool)>,
    own: bool,
) -> impl IntoView {
    let none = grants.is_empty();
    let rows = grants
        .into_iter()
        .map(|grant| {
            let more = format!(
                ": {} for {}",
                grant.workgroup.singular(),
                grant.organization_name
            );
            let last = own && grant.workgroup == domain::workgroup::Workgroup::Administrator;
            let end = (grant.in_force && !last).then(|| {
                view! {
                    <Act
                        id=id.clone()
                        act="end"
                        label="End"
                        class="button quiet"
                        subject=grant.id.clone()
                        more=more
                    />
                }
            });
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row">
                        {grant.organization_name}
                    </th>
                    <td role="cell" data-label="Workgroup">
                        {grant.workgroup.label()}
                    </td>
                    <td role="cell" data-label="Period">
                        {grant.period}
                    </td>
                    <td role="cell" data-label="State">
                        {if grant.in_force {
                            view! { <span class="badge done">"Active"</span> }.part()
                        } else {
                            view! { <span class="badge">"Ended"</span> }.part()
                        }}
                    </td>
                    <td role="cell" class="cell-actions">
                        {end}
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="rights-title">
            <h2 id="rights-title">"May act as"</h2>
            {if none {
                view! { <p class="quiet-text">"Nothing yet."</p> }.part()
            } else {
                view! {
                    <table class="table cards compact" role="table" aria-labelledby="rights-title">
                        <thead role="rowgroup">
                            <tr role="row">
                                <th role="columnheader" scope="col">"Organization"</th>
                                <th role="columnheader" scope="col">"Workgroup"</th>
                                <th role="columnheader" scope="col">"Period"</th>
                                <th role="columnheader" scope="col">"State"</th>
                                <th role="columnheader" scope="col" class="cell-actions">
                                    <span class="visually-hidden">"Actions"</span>
                                </th>
                            </tr>
                        </thead>
                        <tbody role="rowgroup">{rows}</tbody>
                    </table>
                }
                    .part()
            }}
            <form class="form" method="post" action="/api/admin-act">
                <input type="hidden" name="user" value=id />
                <input type="hidden" name="act" value="grant" />
                <GrantFields organizations=organizations />
                <button class="button" type="submit">
                    "Give this access"
                </button>
            </form>
        </section>
    }
    .part()
}

#[component]
fn SessionsOf(id: String, sessions: Vec<SessionView>) -> impl IntoView {
    let live = sessions
        .iter()
        .find(|session| session.ended.is_none())
        .map(|session| session.id.clone());
    view! {
        <section class="section" aria-labelledby="sessions-title">
            <h2 id="sessions-title">"Sessions"</h2>
            {if sessions.is_empty() {
                view! { <p class="quiet-text">"None in the last 30 days."</p> }.part()
            } else {
                view! { <Sessions sessions=sessions /> }.part()
            }}
            {live
                .map(|session| {
                    view! {
                        <Careful
                            summary="End the open session"
                            before="The person is signed out at once. What they have typed and not saved stays on their screen until they sign in again."
                        >
                            <Act
                                id=id
                                act="revoke"
                                label="End the open session"
                                class="button secondary"
                                subject=session
                            />
                        </Careful>
                    }
                })}
        </section>
    }
    .part()
}

#[component]
fn Authors(id: String, authors: Vec<(String, String, Option<String>, bool)>) -> impl IntoView {
    (!authors.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="authors-title">
                <h2 id="authors-title">"Authors of imported rows"</h2>
                <p class="quiet-text">
                    "Names in imported files that may be this person. Link those that are."
                </p>
                <ul class="queue" role="list">
                    {authors
                        .into_iter()
                        .map(|(author, name, email, linked)| {
                            let (act, label) = if linked {
                                ("unlink", "Take the link back")
                            } else {
                                ("link", "This is the same person")
                            };
                            view! {
                                <li>
                                    <h3>{name.clone()}</h3>
                                    <p>{email.unwrap_or_default()}</p>
                                    <Act
                                        id=id.clone()
                                        act=act
                                        label=label
                                        class="button secondary"
                                        subject=author
                                        more=format!(": {name}")
                                    />
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </section>
        }
    })
}
