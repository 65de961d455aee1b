//! Signing in.

use super::password_field::PasswordField;
use super::refusal::Refusal;
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// What the sign-in page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignInView {
    /// Why the session of this browser is over, in a sentence.
    pub ended: Option<String>,
    /// Accounts of a demo.
    pub demo: Vec<DemoAccountView>,
    /// The password of all of them.
    pub demo_password: String,
}

/// A demo account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccountView {
    /// What to type.
    pub email: String,
    /// Who that is.
    pub name: String,
    /// What one can do as them.
    pub note: String,
}

/// The form, and the accounts of a demo.
#[component]
pub(super) fn SignInForms(
    page: SignInView,
    /// Where to go on.
    back: String,
    /// The email address that was refused just now.
    typed: Option<String>,
    /// What was refused just now.
    refusal: Option<Refusal>,
) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="sign-in-title">
            <h1 id="sign-in-title" tabindex="-1">
                "Sign in"
            </h1>
            {page
                .ended
                .map(|ended| {
                    view! {
                        <Notice tone=Tone::Info title="Your session has ended">
                            <p>{ended}</p>
                        </Notice>
                    }
                })}
            {refusal
                .map(|refusal| {
                    view! {
                        <Notice tone=Tone::Error title="Not signed in">
                            <p>{refusal.words()}</p>
                        </Notice>
                    }
                })}
            <form class="form" method="post" action="/api/sign-in">
                <input type="hidden" name="back" value=back.clone() />
                <div class="field">
                    <label for="email">"Email"</label>
                    <input
                        class="input"
                        id="email"
                        name="email"
                        type="email"
                        autocomplete="username"
                        value=typed
                        required
                    />
                </div>
                <PasswordField
                    id="password"
                    label="Password"
                    autocomplete="current-password"
                />
                <button class="button wide" type="submit">
                    "Sign in"
                </button>
            </form>
            <p class="small quiet-text">
                "Forgot your password? An administrator of your agency or the helpdesk sets a new one."
            </p>
        </section>
        {(!page.demo.is_empty())
            .then(|| {
                view! {
                    <section class="panel" aria-labelledby="demo-title">
                        <h2 id="demo-title">"Demo accounts"</h2>
                        <p class="quiet-text">
                            "Invented people only. The password of all is "
                            <code>{page.demo_password.clone()}</code> "."
                        </p>
                        <form method="post" action="/api/sign-in">
                            <input type="hidden" name="back" value=back />
                            <input type="hidden" name="password" value=page.demo_password />
                            <ul class="accounts" role="list">
                                {page
                                    .demo
                                    .into_iter()
                                    .map(|account| {
                                        view! {
                                            <li>
                                                <button type="submit" name="email" value=account.email>
                                                    <strong>{account.name}</strong>
                                                    <span>{account.note}</span>
                                                </button>
                                            </li>
                                        }
                                    })
                                    .collect_view()}
                            </ul>
                        </form>
                    </section>
                }
            })}
    }
    .part()
}
