//! Follows what happens to the user elsewhere: another tab chose, a right came or went, the session ended.

use super::api::frame_now;
use crate::frame::use_frame;
use crate::ui::live::{Change, on_change};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Keeps the frame as it is on the server; says so when the session is over, and leaves what was typed.
#[component]
pub fn Follow() -> impl IntoView {
    let frame = use_frame();
    let ended = RwSignal::new(false);
    on_change(move |change| {
        if matches!(change, Change::List { .. }) {
            return;
        }
        spawn_local(async move {
            match frame_now().await {
                Ok(now) if now.signed_in => {
                    ended.set(false);
                    if frame.with_untracked(|frame| *frame != now) {
                        frame.set(now);
                    }
                }
                // Nobody at all: the session is over.
                Ok(now) if now.name.is_empty() => ended.set(true),
                // Locked, or not reachable: the next act says so.
                Ok(_) | Err(_) => {}
            }
        });
    });
    view! {
        {move || {
            ended
                .get()
                .then(|| {
                    view! {
                        <div class="reload-bar" role="alert">
                            <p>
                                <strong>"Your session has ended."</strong>
                                " You signed in elsewhere, signed out, or it was ended. What you typed is still here."
                            </p>
                            <a class="button" href="/sign-in" rel="external">
                                "Sign in"
                            </a>
                        </div>
                    }
                })
        }}
    }
    .part()
}
