//! Asking for access to an organization.

use super::model::{AskView, Asked};
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use domain::workgroup::Workgroup;
use leptos::prelude::*;

/// What was wrong with what was asked.
fn problem_words(problem: &str) -> Option<&'static str> {
    Some(match problem {
        "held" => "You hold this organization in this workgroup already. Choose it in Settings.",
        "not-askable" => "Administrator access cannot be requested here. Write to the helpdesk.",
        "too-long" => "Use at most 500 characters for the reason.",
        _ => return None,
    })
}

/// The page.
#[component]
pub(super) fn Ask(
    page: AskView,
    /// Why nothing was asked just now.
    problem: Option<String>,
    /// What was typed then.
    typed: Asked,
) -> impl IntoView {
    let refused = problem.as_deref().and_then(problem_words).map(|words| {
        view! {
            <div class="page-notices">
                <Notice tone=Tone::Error title="Your request was not sent">
                    <p>{words}</p>
                </Notice>
            </div>
        }
    });
    let way = if page.managers.is_empty() {
        format!(
            "Your request for {} goes to the administrators, who grant it.",
            page.name
        )
    } else {
        let endorse = if page.managers.len() == 1 {
            "endorses"
        } else {
            "endorse"
        };
        format!(
            "Your request goes to {} of {}, who {endorse} it. Then an administrator grants it.",
            super::managers(&page.managers, " and "),
            page.name
        )
    };
    let held = page
        .held
        .iter()
        .map(|group| group.singular())
        .collect::<Vec<_>>()
        .join(", ");
    let first = if page.coordinated_entry {
        Workgroup::CeAssessor
    } else {
        Workgroup::HmisUser
    };
    let chosen = Workgroup::from_code(&typed.workgroup).unwrap_or(first);
    let options = page
        .workgroups
        .iter()
        .map(|group| {
            view! {
                <option value=group.code() selected=*group == chosen>
                    {group.label()}
                </option>
            }
        })
        .collect_view();
    view! {
        {refused}
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Ask for access"</h1>
                <p class="lead">{way}</p>
            </div>
        </div>
        {(!held.is_empty())
            .then(|| {
                view! {
                    <div class="page-notices">
                        <Notice tone=Tone::Info title="You hold this organization">
                            <p>
                                {format!("As {held}. Ask here only for another workgroup.")}
                            </p>
                        </Notice>
                    </div>
                }
            })}
        <form class="form" method="post" action="/api/access-ask">
            <input type="hidden" name="organization" value=page.organization />
            <dl class="pairs">
                <dt>"Organization"</dt>
                <dd>{page.name}</dd>
            </dl>
            <div class="field">
                <label for="ask-workgroup">"As a member of"</label>
                <select class="select" id="ask-workgroup" name="workgroup">
                    {options}
                </select>
            </div>
            <div class="field">
                <label for="ask-reason">
                    "Why you need it " <span class="optional">"(optional)"</span>
                </label>
                <textarea
                    class="textarea"
                    id="ask-reason"
                    name="reason"
                    rows="3"
                    maxlength="500"
                    aria-describedby="ask-reason-hint"
                >
                    {typed.reason}
                </textarea>
                <p class="hint" id="ask-reason-hint">
                    "Please name no client and nothing about one."
                </p>
            </div>
            <div class="button-row">
                <button class="button" type="submit">
                    "Ask for access"
                </button>
                <a class="button quiet" href="/programs">
                    "Cancel"
                </a>
            </div>
        </form>
    }
    .part()
}
