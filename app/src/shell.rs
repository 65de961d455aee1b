//! The HTML document around every page.

use crate::App;
use crate::server::{AppState, anybody};
use http::HeaderValue;
use http::header::CONTENT_SECURITY_POLICY;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::{HashedStylesheet, MetaTags};

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
    // By it a page knows whether the browser is still its user's.
    let user = anybody().map(|viewer| viewer.actor.user.to_string());
    view! {
        <!DOCTYPE html>
        <html lang="en" data-user=user>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <HashedStylesheet options=state.options.clone() />
                <script type="module" src=live nonce=nonce></script>
                <HydrationScripts options=state.options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
