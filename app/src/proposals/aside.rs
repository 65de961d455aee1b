//! Why a proposal is set aside.

use crate::ui::part::IntoPart;
use leptos::prelude::*;
use store::proposal::Proposed;

/// The page.
#[component]
pub(super) fn Aside(
    proposed: Proposed,
    /// The reason was left blank.
    unsaid: bool,
) -> impl IntoView {
    let is_exit = proposed.proposal.kind().is_exit();
    let (title, label, hint) = if is_exit {
        (
            "Set a proposal aside",
            "Why the household stays on the list",
            "It is proposed again only when the facts change, or the silence lasts as long once more.",
        )
    } else {
        (
            "Set it aside as looked at",
            "What was decided",
            "It comes back only when the facts change.",
        )
    };
    let described = if unsaid {
        "reason-error reason-hint"
    } else {
        "reason-hint"
    };
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{title}</h1>
                <p class="lead">{format!("{}, {}. {}", proposed.name, proposed.list_name, proposed.why)}</p>
            </div>
        </div>
        <form class="form" method="post" action="/api/proposals/aside">
            <input type="hidden" name="proposal" value=proposed.id.to_string() />
            <div class="field">
                <label for="reason">{label}</label>
                {unsaid
                    .then(|| {
                        view! {
                            <p class="field-error" id="reason-error">
                                "Say it in a few words: who reads the queue later wants to know."
                            </p>
                        }
                    })}
                <input
                    class="input"
                    id="reason"
                    name="reason"
                    maxlength="500"
                    autocomplete="off"
                    required
                    aria-invalid=unsaid.then_some("true")
                    aria-describedby=described
                />
                <p class="hint" id="reason-hint">
                    {hint}
                </p>
            </div>
            <div class="button-row">
                <button class="button" type="submit">
                    "Set aside"
                </button>
                <a class="button secondary" href="/work-queue">
                    "Cancel"
                </a>
            </div>
        </form>
    }
    .part()
}
