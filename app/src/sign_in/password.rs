//! Choosing a new password.

use super::password_field::PasswordField;
use super::refusal::Refusal;
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// Where in the form a refusal stands.
fn at(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Weak(_) => "new",
        Refusal::Differ => "again",
        Refusal::Wrong | Refusal::Wait(_) | Refusal::NotPresent => "present",
    }
}

/// The form.
#[component]
pub(super) fn Password(
    /// The current one was set by an administrator.
    forced: bool,
    /// Where to go on.
    back: String,
    /// What was refused just now.
    refusal: Option<Refusal>,
) -> impl IntoView {
    let error = |field: &str| {
        refusal
            .filter(|refusal| at(*refusal) == field)
            .map(Refusal::words)
    };
    view! {
            <section class="panel" aria-labelledby="password-title">
                <h1 id="password-title" tabindex="-1">
                    "Choose a new password"
                </h1>
                {forced
                    .then(|| {
                        view! {
                            <p>
                                "Yours was set by an administrator. Choose one that only you know before you go on."
                            </p>
                        }
                    })}
                <form class="form" method="post" action="/api/password">
                    <input type="hidden" name="back" value=back />
                    <PasswordField
                        id="present"
                        label="Current password"
                        autocomplete="current-password"
                        error=error("present")
                    />
                    <PasswordField
                        id="new"
                        label="New password"
                        autocomplete="new-password"
                        hint="At least 8 characters, with letters and digits, and without your name."
                        error=error("new")
                    />
                    <PasswordField
                        id="again"
                        label="New password again"
                        autocomplete="new-password"
                        error=error("again")
                    />
                    <button class="button wide" type="submit">
                        "Save the password"
                    </button>
                </form>
                {if forced {
                    view! {
                        <form method="post" action="/api/sign-out">
                            <button class="button quiet wide" type="submit">
                                "Sign out"
                            </button>
                        </form>
                    }
                        .part()
                } else {
                    view! { <p><a href="/settings" rel="external">"Cancel"</a></p> }.part()
                }}
            </section>
    }
    .part()
}
