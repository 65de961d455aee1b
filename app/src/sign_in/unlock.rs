//! Going on after the idle lock.

use super::password_field::PasswordField;
use super::refusal::Refusal;
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// Asks for the password again.
#[component]
pub(super) fn Unlock(
    /// Who is signed in.
    name: String,
    /// Where to go on.
    back: String,
    /// What was refused just now.
    refusal: Option<Refusal>,
) -> impl IntoView {
    let error = refusal.map(|refusal| match refusal {
        Refusal::Wrong => "This is not your password. Try again.".to_owned(),
        refusal => refusal.words(),
    });
    view! {
            <section class="panel" aria-labelledby="unlock-title">
                <h1 id="unlock-title" tabindex="-1">
                    "Your session is locked"
                </h1>
                <p>
                    {if name.is_empty() { String::new() } else { format!("Signed in as {name}. ") }}
                    "Nobody used it for 15 minutes. Enter your password to go on where you were."
                </p>
                <form class="form" method="post" action="/api/unlock">
                    <input type="hidden" name="back" value=back />
                    <PasswordField
                        id="password"
                        label="Password"
                        autocomplete="current-password"
                        error=error
                    />
                    <button class="button wide" type="submit">
                        "Unlock"
                    </button>
                </form>
                <form method="post" action="/api/sign-out">
                    <button class="button quiet wide" type="submit">
                        "Sign out"
                    </button>
                </form>
            </section>
    }
    .part()
}
