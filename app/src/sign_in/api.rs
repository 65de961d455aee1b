//! Server functions of the way in.

#[cfg(feature = "ssr")]
use super::agreement::Agreement;
#[cfg(feature = "ssr")]
use super::form::{DemoAccountView, SignInForms, SignInView};
#[cfg(feature = "ssr")]
use super::password::Password;
#[cfg(feature = "ssr")]
use super::refusal::Refusal;
#[cfg(feature = "ssr")]
use super::unlock::Unlock;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::parts::Address;
#[cfg(feature = "ssr")]
use crate::server::{AppState, after_post, browser, escape, fail, go_on, viewer_behind_gate};
#[cfg(feature = "ssr")]
use crate::ui::markup::{Markup, markup};
use crate::wire::Wire;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use store::identity::{self, ChangePasswordError, EndReason, Gate, SignInError, TextKind};

/// Loads the sign-in page.
///
/// # Errors
/// When the database cannot be asked.
#[cfg(feature = "ssr")]
pub async fn sign_in_page(address: Address) -> Result<Markup, AppError> {
    let store = AppState::current().store;
    let ended = match browser::token() {
        Some(token) => identity::end_of(&store, &token).await.map_err(fail)?,
        None => None,
    };
    let demo = identity::demo_accounts(&store).await.map_err(fail)?;
    let page = SignInView {
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
    };
    let (back, refusal) = (back(&address), refusal(&address));
    let typed = refusal.and_then(|_| browser::typed_email());
    Ok(markup(
        view! { <SignInForms page=page back=back typed=typed refusal=refusal /> },
    ))
}

#[cfg(feature = "ssr")]
fn refusal(address: &Address) -> Option<Refusal> {
    let problem: Option<String> = address.get("problem");
    problem.as_deref().and_then(Refusal::from_code)
}

/// Where to go on, in the address.
#[cfg(feature = "ssr")]
fn back(address: &Address) -> String {
    address.get("back").unwrap_or_default()
}

/// Loads the page of the idle lock.
///
/// # Errors
/// When nobody is signed in.
#[cfg(feature = "ssr")]
pub async fn unlock_page(address: Address) -> Result<Markup, AppError> {
    let name = viewer_behind_gate()?.display_name;
    let (back, refusal) = (back(&address), refusal(&address));
    Ok(markup(
        view! { <Unlock name=name back=back refusal=refusal /> },
    ))
}

/// Loads the page of a new password.
///
/// # Errors
/// When nobody is signed in.
#[cfg(feature = "ssr")]
pub async fn password_page(address: Address) -> Result<Markup, AppError> {
    let forced = viewer_behind_gate()?.gate != Gate::Open;
    let (back, refusal) = (back(&address), refusal(&address));
    Ok(markup(
        view! { <Password forced=forced back=back refusal=refusal /> },
    ))
}

/// The user agreement; for users, also before they accept it.
///
/// # Errors
/// When nobody is signed in, or the database cannot be asked.
#[cfg(feature = "ssr")]
pub async fn agreement_page(address: Address) -> Result<Markup, AppError> {
    let accepted = viewer_behind_gate()?.gate == Gate::Open;
    let back = back(&address);
    let text = crate::texts::read(TextKind::UserAgreement).await?;
    Ok(markup(
        view! { <Agreement text=text back=back accepted=accepted /> },
    ))
}

/// Signs in.
#[server(endpoint = "sign-in", output = Wire)]
pub async fn sign_in(
    email: String,
    password: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let store = AppState::current().store;
    let address = browser::address();
    let result = identity::sign_in(&store, &email, &password, &address, &browser::agent()).await;
    if result.is_err() {
        browser::keep_typed_email(&email);
    }
    let answer = match result {
        Ok(signed) => {
            browser::remember(&signed.token);
            browser::forget_typed_email();
            Ok(None)
        }
        Err(SignInError::Wrong) => Ok(Some(Refusal::Wrong)),
        Err(SignInError::Throttled { minutes }) => Ok(Some(Refusal::Wait(minutes))),
        Err(SignInError::Store(error)) => Err(fail(error)),
    };
    finish(answer, "/sign-in", &back, "/")
}

/// Opens a locked session again.
#[server(endpoint = "unlock", output = Wire)]
pub async fn unlock(password: String, #[server(default)] back: String) -> Result<(), AppError> {
    let store = AppState::current().store;
    let token = browser::token().unwrap_or_default();
    let answer = match identity::unlock(&store, &token, &password, &browser::address()).await {
        Ok(()) => Ok(None),
        Err(SignInError::Wrong) => Ok(Some(Refusal::Wrong)),
        Err(SignInError::Throttled { minutes }) => Ok(Some(Refusal::Wait(minutes))),
        Err(SignInError::Store(error)) => Err(fail(error)),
    };
    finish(answer, "/unlock", &back, "/")
}

/// Sets one's own password.
#[server(endpoint = "password", output = Wire)]
pub async fn change_password(
    present: String,
    new: String,
    again: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let viewer = after_post(viewer_behind_gate())?;
    let store = AppState::current().store;
    if new != again {
        return finish(Ok(Some(Refusal::Differ)), "/password", &back, "/");
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
        Ok(()) => Ok(None),
        Err(ChangePasswordError::Wrong) => Ok(Some(Refusal::NotPresent)),
        Err(ChangePasswordError::Weak(weak)) => Ok(Some(Refusal::Weak(weak))),
        Err(ChangePasswordError::Throttled { minutes }) => Ok(Some(Refusal::Wait(minutes))),
        Err(ChangePasswordError::Store(error)) => Err(fail(error)),
    };
    // Whoever had to choose one goes to work.
    let usual = match viewer.gate {
        Gate::Open => "/settings?done=password",
        _ => "/",
    };
    finish(answer, "/password", &back, usual)
}

/// Accepts the user agreement.
#[server(endpoint = "agreement", output = Wire)]
pub async fn accept_agreement(
    version: i32,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let accepted = async {
        let viewer = viewer_behind_gate()?;
        identity::accept_agreement(&AppState::current().store, &viewer.actor, version)
            .await
            .map_err(fail)
    }
    .await;
    go_on(accepted.map(|()| onward(&back, "/").to_owned()))
}

/// Ends one's own session.
#[server(endpoint = "sign-out", output = Wire)]
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
    go_on(signed_out.map(|()| "/sign-in".to_owned()))
}

/// Where somebody goes on: to the page they came from, else to the usual one.
#[cfg(feature = "ssr")]
fn onward<'a>(back: &'a str, usual: &'a str) -> &'a str {
    match crate::settings::safe_path(back) {
        "/" => usual,
        back => back,
    }
}

/// Where the browser goes after a post: onward, or to the form with the word of the refusal.
#[cfg(feature = "ssr")]
fn finish(
    answer: Result<Option<Refusal>, AppError>,
    form: &str,
    back: &str,
    usual: &str,
) -> Result<(), AppError> {
    go_on(answer.map(|refusal| match refusal {
        None => onward(back, usual).to_owned(),
        Some(refusal) => format!("{form}?back={}&problem={}", escape(back), refusal.code()),
    }))
}
