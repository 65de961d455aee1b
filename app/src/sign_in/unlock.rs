//! Going on after the idle lock.

use super::api::Unlock;
use super::gate::{GatePage, PasswordField, refused};
use super::refusal::{Answer, Refusal};
use crate::frame::use_frame;
use crate::ui::leave::load_page;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// Asks for the password again.
#[component]
pub fn UnlockPage() -> impl IntoView {
    let action = ServerAction::<Unlock>::new();
    let value = action.value();
    let query = use_query_map();
    let back = query.with_untracked(|query| query.get("back").unwrap_or_default());
    let name = use_frame().with_untracked(|frame| frame.name.clone());
    let refusal = refused(move || match value.get() {
        Some(Ok(Answer::Refused(refusal))) => Some(refusal),
        _ => None,
    });
    let error = Signal::derive(move || match (refusal.get(), value.get()) {
        (Some(Refusal::Wrong), _) => Some("This is not your password. Try again.".to_owned()),
        (Some(refusal), _) => Some(refusal.words()),
        (None, Some(Err(error))) => Some(error.to_string()),
        (None, _) => None,
    });
    let onward = crate::settings::safe_path(&back).to_owned();
    Effect::new(move |_| {
        if let Some(Ok(Answer::Done)) = value.get() {
            load_page(&onward);
        }
    });
    view! {
        <Title text="Locked \u{b7} Threshold" />
        <GatePage>
            <section class="panel" aria-labelledby="unlock-title">
                <h1 id="unlock-title" tabindex="-1">
                    "Your session is locked"
                </h1>
                <p>
                    {if name.is_empty() { String::new() } else { format!("Signed in as {name}. ") }}
                    "Nobody used it for 15 minutes. Enter your password to go on where you were."
                </p>
                <ActionForm action=action attr:class="form">
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
                </ActionForm>
                <form method="post" action="/api/sign-out">
                    <button class="button quiet wide" type="submit">
                        "Sign out"
                    </button>
                </form>
            </section>
        </GatePage>
    }
    .into_any()
}
