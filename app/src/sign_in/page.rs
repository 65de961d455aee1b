//! Signing in.

use super::api::{SignIn, SignInView, sign_in_page};
use super::gate::{GatePage, PasswordField, refused};
use super::refusal::Answer;
use crate::error::AppError;
use crate::frame::use_frame;
use crate::ui::leave::load_page;
use crate::ui::loaded::Loaded;
use crate::ui::notice::{Notice, Tone};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| sign_in_page());
    let demo = use_frame().with_untracked(|frame| frame.demo);
    view! {
        <Title text="Sign in \u{b7} Threshold" />
        <GatePage aside=demo>
            <Loaded resource=page show=|page| view! { <SignInForms page=page /> } />
        </GatePage>
    }
    .into_any()
}

#[component]
fn SignInForms(page: SignInView) -> impl IntoView {
    let action = ServerAction::<SignIn>::new();
    let value = action.value();
    let refusal = refused(move || match value.get() {
        Some(Ok(Answer::Refused(refusal))) => Some(refusal),
        _ => None,
    });
    let failure = move || match value.get() {
        Some(Err(error)) => Some(error),
        _ => None,
    };
    Effect::new(move |_| {
        if let Some(Ok(Answer::Done)) = value.get() {
            load_page("/");
        }
    });
    let none = Signal::derive(|| None::<String>);
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
            {move || {
                refusal
                    .get()
                    .map(|refusal| {
                        view! {
                            <Notice tone=Tone::Error title="Not signed in">
                                <p>{refusal.words()}</p>
                            </Notice>
                        }
                    })
            }}
            {move || failure().map(|error: AppError| view! { <Notice tone=Tone::Error title=error.to_string() /> })}
            <ActionForm action=action attr:class="form">
                <div class="field">
                    <label for="email">"Email"</label>
                    <input
                        class="input"
                        id="email"
                        name="email"
                        type="email"
                        autocomplete="username"
                        required
                    />
                </div>
                <PasswordField
                    id="password"
                    label="Password"
                    autocomplete="current-password"
                    error=none
                />
                <button
                    class="button wide"
                    type="submit"
                    aria-busy=move || action.pending().get().then_some("true")
                >
                    "Sign in"
                </button>
            </ActionForm>
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
    .into_any()
}
