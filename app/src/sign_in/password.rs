//! Choosing a new password.

use super::api::ChangePassword;
use super::gate::{GatePage, PasswordField, refused};
use super::refusal::{Answer, Refusal};
use crate::frame::use_frame;
use crate::ui::leave::load_page;
use crate::ui::notice::{Notice, Tone};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where in the form a refusal stands.
fn at(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Weak(_) => "new",
        Refusal::Differ => "again",
        Refusal::Wrong | Refusal::Wait(_) | Refusal::NotPresent => "present",
    }
}

/// Sets one's own password.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let action = ServerAction::<ChangePassword>::new();
    let value = action.value();
    let forced = !use_frame().with_untracked(|frame| frame.signed_in);
    let refusal = refused(move || match value.get() {
        Some(Ok(Answer::Refused(refusal))) => Some(refusal),
        _ => None,
    });
    let error = move |field: &'static str| {
        Signal::derive(move || {
            refusal
                .get()
                .filter(|refusal| at(*refusal) == field)
                .map(Refusal::words)
        })
    };
    Effect::new(move |_| {
        if let Some(Ok(Answer::Done)) = value.get() {
            load_page("/settings?done=password");
        }
    });
    view! {
        <Title text="New password \u{b7} Threshold" />
        <GatePage>
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
                {move || match value.get() {
                    Some(Err(error)) => {
                        Some(view! { <Notice tone=Tone::Error title=error.to_string() /> })
                    }
                    _ => None,
                }}
                <ActionForm action=action attr:class="form">
                    <PasswordField
                        id="present"
                        label="Present password"
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
                </ActionForm>
                {if forced {
                    view! {
                        <form method="post" action="/api/sign-out">
                            <button class="button quiet wide" type="submit">
                                "Sign out"
                            </button>
                        </form>
                    }
                        .into_any()
                } else {
                    view! { <p><a href="/settings" rel="external">"Cancel"</a></p> }.into_any()
                }}
            </section>
        </GatePage>
    }
    .into_any()
}
