//! Follows what happens to the user elsewhere: another tab chose, access came or went, the session was
//! locked or ended.

use super::api::frame_now;
use crate::frame::{FrameView, use_frame};
use crate::ui::live::{Change, on_change};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The pause before a question that failed is asked again.
#[cfg(feature = "hydrate")]
const AGAIN: std::time::Duration = std::time::Duration::from_secs(3);

/// Keeps the frame as it is on the server; says so when the session is over, and leaves what was typed.
#[component]
pub fn Follow() -> impl IntoView {
    let frame = use_frame();
    let ended = RwSignal::new(false);
    // Counts the questions: an answer to an earlier one may come last, and is not the newest.
    let asked = StoredValue::new(0_u32);
    on_change(move |change| {
        if matches!(change, Change::List { .. }) {
            return;
        }
        asked.update_value(|asked| *asked += 1);
        ask(frame, ended, asked, asked.get_value());
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

/// Asks for the frame as it is now. A question that fails is asked again after a while, unless a later one
/// was asked since.
fn ask(frame: RwSignal<FrameView>, ended: RwSignal<bool>, asked: StoredValue<u32>, number: u32) {
    spawn_local(async move {
        let answer = frame_now().await;
        if asked.try_get_value() != Some(number) {
            return;
        }
        let Ok(now) = answer else {
            #[cfg(feature = "hydrate")]
            set_timeout(move || ask(frame, ended, asked, number), AGAIN);
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
