//! The HTML document around every page.

use crate::App;
use crate::server::{AppState, anybody};
use http::HeaderValue;
use http::header::CONTENT_SECURITY_POLICY;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::{HashedStylesheet, MetaTags};
use store::identity::{Gate, Viewer};

/// Renders the document; sets the Content-Security-Policy, since only here nonce and answer meet.
pub fn shell(state: AppState) -> impl IntoView {
    let nonce = use_nonce();
    if let (Some(nonce), Some(response)) = (&nonce, use_context::<ResponseOptions>()) {
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
             style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'"
        );
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            response.insert_header(CONTENT_SECURITY_POLICY, policy);
        }
    }
    let live = state.assets.href("live.js");
    let drafts = state.assets.href("drafts.js");
    let similar = state.assets.href("similar.js");
    let viewer = anybody();
    let keys = viewer.as_ref().map(|viewer| device_keys(&state, viewer));
    // By it a page knows whether the browser is still its user's.
    let user = viewer.map(|viewer| viewer.actor.user.to_string());
    view! {
        <!DOCTYPE html>
        <html lang="en" data-user=user data-keys=keys>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <HashedStylesheet options=state.options.clone() />
                <script type="module" src=live nonce=nonce.clone()></script>
                <script type="module" src=drafts nonce=nonce.clone()></script>
                <script type="module" src=similar nonce=nonce></script>
                <HydrationScripts options=state.options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// How the user's browser seals what is typed, for `app/js/drafts.js`: "mark:key", the one that seals first. Where
/// something must be done first, the marks alone: they tell whether something lies there, and open nothing.
fn device_keys(state: &AppState, viewer: &Viewer) -> String {
    let keys = state.store.keys.on_device(viewer.actor.user.0);
    let keys = keys.into_iter().map(|own| match viewer.gate {
        Gate::Open => format!("{}:{}", own.mark, own.key),
        _ => format!("{}:", own.mark),
    });
    keys.collect::<Vec<_>>().join(" ")
}
