//! The quiet page around everything that comes before the work.

use super::refusal::Refusal;
use crate::frame::use_frame;
use crate::ui::icon::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Product mark, the page, the way to help and to the privacy notice.
#[component]
pub fn GatePage(
    /// Room for something beside the form.
    #[prop(optional)]
    aside: bool,
    /// The page.
    children: Children,
) -> impl IntoView {
    let frame = use_frame();
    let helpdesk = frame.with_untracked(|frame| frame.helpdesk.clone());
    let class = if aside { "gate with-aside" } else { "gate" };
    view! {
        <div class=class>
            <header>
                <a class="product" href="/" rel="external">
                    <Icon name="doorway" />
                    "Threshold"
                </a>
            </header>
            <main id="main">{children()}</main>
            <footer>
                <p>
                    <a href="/privacy">"Privacy notice"</a>
                    " \u{b7} "
                    {helpdesk.name.clone()}
                    ": "
                    <a href=format!("mailto:{}", helpdesk.email)>{helpdesk.email.clone()}</a>
                    {helpdesk.phone.map(|phone| format!(", {phone}"))}
                </p>
            </footer>
        </div>
    }
    .into_any()
}

/// A password field.
#[component]
pub(super) fn PasswordField(
    /// Its id, and its name in the form.
    id: &'static str,
    /// Its words.
    label: &'static str,
    /// "current-password" or "new-password".
    autocomplete: &'static str,
    /// What helps to fill it.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let described =
        move || crate::ui::field::described_by(id, error.with(Option::is_some), hint.is_some());
    view! {
        <crate::ui::field::Field id=id label=label error=error hint=hint.map(str::to_owned)>
            <input
                class="input"
                id=id
                name=id
                type="password"
                autocomplete=autocomplete
                required
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described
            />
        </crate::ui::field::Field>
    }
    .into_any()
}

/// What was refused: by the action where scripts run, by the address after a plain post.
pub(super) fn refused(
    answer: impl Fn() -> Option<Refusal> + Send + Sync + 'static,
) -> Signal<Option<Refusal>> {
    let query = use_query_map();
    Signal::derive(move || {
        answer().or_else(|| {
            query.with(|query| {
                query
                    .get("problem")
                    .and_then(|code| Refusal::from_code(&code))
            })
        })
    })
}
