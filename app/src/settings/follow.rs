//! Follows what happens to the user elsewhere: another tab chose, access came or went, the session was
//! locked or ended.

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
            let Ok(now) = frame_now().await else {
                // Not reachable: the next act says so.
                return;
            };
            let same = frame.with_untracked(|frame| frame.name == now.name);
            if now.signed_in && same {
                ended.set(false);
                if frame.with_untracked(|frame| *frame != now) {
                    frame.set(now);
                }
            } else if !same {
                // Nobody at all, or somebody else: the session of this page is over.
                ended.set(true);
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
                                " You signed in elsewhere, signed out, or it was ended. What you typed is still here: sign in in a new tab, then save."
                            </p>
                            <a class="button" href="/sign-in" target="_blank" rel="noopener external">
                                "Sign in in a new tab"
                            </a>
                        </div>
                    }
                })
        }}
        <Cover />
    }
    .part()
}

/// What stands over the page while its session is locked, or when it is over for long; `app/js/live.js` opens and closes it.
#[component]
fn Cover() -> impl IntoView {
    view! {
        <dialog class="cover" id="cover" aria-labelledby="cover-title">
            <h2 id="cover-title">"Your session is locked or over"</h2>
            <p>"Nobody used it for 15 minutes, or it ended elsewhere. What you typed is still here, below."</p>
            <a class="button" href="/unlock" target="_blank" rel="noopener external">
                "Go on in a new tab"
            </a>
        </dialog>
    }
    .part()
}
