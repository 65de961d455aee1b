//! The page of the privacy notice.

use super::api::privacy_notice;
use crate::sign_in::GatePage;
use crate::ui::markup::{Shown, asked};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos_meta::Title;

/// The privacy notice. Everybody may read it.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let text = asked(|| (), |()| privacy_notice());
    view! {
        <Title text="Privacy notice \u{b7} Threshold" />
        <GatePage aside=true>
            <Shown resource=text />
        </GatePage>
    }
    .part()
}
