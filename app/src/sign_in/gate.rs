//! The quiet page around everything that comes before the work.

use crate::frame::use_frame;
use crate::ui::icon::Icon;
use crate::ui::part::{IntoPart, Parts};
use leptos::prelude::*;

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
    .part()
}
