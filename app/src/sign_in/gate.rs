//! The quiet page around everything that comes before the work.

use crate::frame::use_frame;
use crate::parts::{of_kind, title};
use crate::ui::icon::Icon;
use crate::ui::markup::Shown;
use crate::ui::part::{IntoPart, Parts};
use leptos::prelude::*;
use leptos_meta::Title;

/// A page of the way in, which the server renders.
pub fn gate_page(
    kind: &'static str,
    words: &'static str,
) -> impl Fn() -> AnyView + Clone + Send + Sync {
    move || view! { <GatePart kind=kind words=words /> }.part()
}

#[component]
fn GatePart(kind: &'static str, words: &'static str) -> impl IntoView {
    let page = of_kind(kind);
    let demo = use_frame().with_untracked(|frame| frame.demo);
    let aside = match kind {
        "sign-in" => demo,
        "agreement" | "privacy" => true,
        _ => false,
    };
    view! {
        <Title text=title(words) />
        <GatePage aside=aside>
            <Shown resource=page />
        </GatePage>
    }
    .part()
}

/// Product mark, the page, the way to help and to the privacy notice.
#[component]
pub fn GatePage(
    /// Room for something beside the form.
    #[prop(optional)]
    aside: bool,
    /// The page.
    children: Parts,
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
            <main id="main">{children.show()}</main>
            <footer>
                <p>
                    <a href="/privacy" rel="external">
                        "Privacy notice"
                    </a>
                    " \u{b7} "
                    {helpdesk.name.clone()}
                    ": "
                    <a href=format!("mailto:{}", helpdesk.email)>{helpdesk.email.clone()}</a>
                    {helpdesk.phone.map(|phone| format!(", {phone}"))}
                </p>
            </footer>
        </div>
    }
    .part()
}
