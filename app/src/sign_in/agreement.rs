//! The user agreement: to be accepted once a version, to be read at any time.

use crate::texts::{Prose, TextView};
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// The text, and the way on.
#[component]
pub(super) fn Agreement(
    text: TextView,
    /// Where to go on.
    back: String,
    /// It is accepted already.
    accepted: bool,
) -> impl IntoView {
    let version = text.version;
    view! {
        <article class="panel prose">
            <h1 tabindex="-1">"User agreement"</h1>
            <Prose text=text />
            {if accepted {
                view! { <p><a href="/" rel="external">"Back to work"</a></p> }.part()
            } else {
                view! {
                    <form method="post" action="/api/agreement">
                        <input type="hidden" name="version" value=version />
                        <input type="hidden" name="back" value=back />
                        <button class="button" type="submit">
                            "I have read this and accept it"
                        </button>
                    </form>
                    <form method="post" action="/api/sign-out">
                        <button class="button quiet" type="submit">
                            "Sign out"
                        </button>
                    </form>
                }
                    .part()
            }}
        </article>
    }
    .part()
}
