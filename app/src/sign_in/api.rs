//! Server functions of the way in.

use super::refusal::Answer;
#[cfg(feature = "ssr")]
use super::refusal::Refusal;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{
    AppState, after_post, browser, fail, scriptless, see_other, viewer_behind_gate,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use store::identity::{self, ChangePasswordError, EndReason, SignInError};

/// What the sign-in page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInView {
    /// Why the session of this browser is over, in a sentence.
    pub ended: Option<String>,
    /// Accounts of a demo.
    pub demo: Vec<DemoAccountView>,
    /// The password of all of them.
    pub demo_password: String,
}

/// A demo account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoAccountView {
    /// What to type.
    pub email: String,
    /// Who that is.
    pub name: String,
    /// What one can do as them.
    pub note: String,
}

/// Loads the sign-in page.
#[server(endpoint = "sign-in-page")]
pub async fn sign_in_page() -> Result<SignInView, AppError> {
    let store = AppState::current().store;
    let ended = match browser::token() {
        Some(token) => identity::end_of(&store, &token).await.map_err(fail)?,
        None => None,
    };
    let demo = identity::demo_accounts(&store).await.map_err(fail)?;
    Ok(SignInView {
        demo_password: if demo.is_empty() {
            String::new()
        } else {
            store::demo::PASSWORD.to_owned()
        },
        ended: ended.and_then(|reason| {
            let words = match reason {
                EndReason::TakenOver => {
                    "You signed in on another device or in another browser, so this session ended. \
                     Was that not you? Sign in, change your password, and tell the helpdesk."
                }
                EndReason::Expired => "Your session ended after 12 hours.",
                EndReason::Revoked => {
                    "Your session was ended: by a new password, by you from another place, or by an \
                     administrator."
                }
                EndReason::SignedOut => return None,
            };
            Some(words.to_owned())
        }),
        demo: demo
            .into_iter()
            .map(|account| DemoAccountView {
                email: account.email,
                name: account.display_name,
                // The password stands above the list.
                note: match account.note.split_once(" Password:") {
                    Some((note, _)) => note.trim_end_matches('.').to_owned(),
                    None => account.note,
                },
            })
            .collect(),
    })
}

/// Signs in.
#[server(endpoint = "sign-in")]
pub async fn sign_in(email: String, password: String) -> Result<Answer, AppError> {
    let store = AppState::current().store;
    let address = browser::address();
    let result = identity::sign_in(&store, &email, &password, &address, &browser::agent()).await;
    let answer = match result {
        Ok(signed) => {
            browser::remember(&signed.token);
            Ok(Answer::Done)
        }
        Err(SignInError::Wrong) => Ok(Answer::Refused(Refusal::Wrong)),
        Err(SignInError::Throttled { minutes }) => Ok(Answer::Refused(Refusal::Wait(minutes))),
        Err(SignInError::Store(error)) => Err(fail(error)),
    };
    finish(answer, "/sign-in", "/")
}

/// Opens a locked session again.
#[server(endpoint = "unlock")]
pub async fn unlock(password: String, #[server(default)] back: String) -> Result<Answer, AppError> {
    let store = AppState::current().store;
    let token = browser::token().unwrap_or_default();
    let answer = match identity::unlock(&store, &token, &password, &browser::address()).await {
        Ok(()) => Ok(Answer::Done),
        Err(SignInError::Wrong) => Ok(Answer::Refused(Refusal::Wrong)),
        Err(SignInError::Throttled { minutes }) => Ok(Answer::Refused(Refusal::Wait(minutes))),
        Err(SignInError::Store(error)) => Err(fail(error)),
    };
    finish(answer, "/unlock", crate::settings::safe_path(&back))
}

/// Sets one's own password.
#[server(endpoint = "password")]
pub async fn change_password(
    present: String,
    new: String,
    again: String,
) -> Result<Answer, AppError> {
    let viewer = after_post(viewer_behind_gate())?;
    let store = AppState::current().store;
    if new != again {
        return finish(Ok(Answer::Refused(Refusal::Differ)), "/password", "/");
    }
    let changed = identity::change_password(
        &store,
        &viewer.actor,
        viewer.session,
        &present,
        &new,
        &browser::address(),
    )
    .await;
    let answer = match changed {
        Ok(()) => Ok(Answer::Done),
        Err(ChangePasswordError::Wrong) => Ok(Answer::Refused(Refusal::NotPresent)),
        Err(ChangePasswordError::Weak(weak)) => Ok(Answer::Refused(Refusal::Weak(weak))),
        Err(ChangePasswordError::Throttled { minutes }) => {
            Ok(Answer::Refused(Refusal::Wait(minutes)))
        }
        Err(ChangePasswordError::Store(error)) => Err(fail(error)),
    };
    finish(answer, "/password", "/settings?done=password")
}

/// Accepts the user agreement.
#[server(endpoint = "agreement")]
pub async fn accept_agreement(version: i32) -> Result<(), AppError> {
    let accepted = async {
        let viewer = viewer_behind_gate()?;
        identity::accept_agreement(&AppState::current().store, &viewer.actor, version)
            .await
            .map_err(fail)
    }
    .await;
    if accepted.is_ok() && scriptless() {
        see_other("/");
    }
    after_post(accepted)
}

/// Ends one's own session.
#[server(endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), AppError> {
    let signed_out = async {
        if let Ok(viewer) = viewer_behind_gate() {
            let store = AppState::current().store;
            identity::sign_out(&store, viewer.actor.user, viewer.session)
                .await
                .map_err(fail)?;
        }
        browser::forget();
        Ok(())
    }
    .await;
    if signed_out.is_ok() && scriptless() {
        see_other("/sign-in");
    }
    after_post(signed_out)
}

/// After a plain post the browser goes where the answer stands; scripts show it in place.
#[cfg(feature = "ssr")]
fn finish(answer: Result<Answer, AppError>, form: &str, onward: &str) -> Result<Answer, AppError> {
    if let (Ok(answer), true) = (&answer, scriptless()) {
        match answer {
            Answer::Done => see_other(onward),
            Answer::Refused(refusal) => see_other(&format!("{form}?problem={}", refusal.code())),
        }
    }
    after_post(answer)
}
