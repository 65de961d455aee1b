//! "Send it again".

use super::store::Held;
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// What happened, and the form with everything that was typed.
#[component]
pub(super) fn SendAgain(held: Held) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="held-title">
            <h1 id="held-title" tabindex="-1">
                "What you typed is still here"
            </h1>
            <p>
                "Your session was locked or over when you sent a form. Nothing was saved then, and nothing was lost. \
                 Send it again to go on where you were."
            </p>
            <form method="post" action=held.action>
                {held
                    .fields
                    .into_iter()
                    .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                    .collect_view()}
                <button class="button" type="submit">
                    "Send it again"
                </button>
            </form>
        </section>
    }
    .part()
}
