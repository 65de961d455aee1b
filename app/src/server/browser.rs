//! The browser behind a request: its session cookie, its address, its name for itself.

use super::AppState;
use axum::extract::ConnectInfo;
use http::HeaderValue;
use http::header::{COOKIE, SET_COOKIE, USER_AGENT};
use http::request::Parts;
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use std::net::SocketAddr;

/// The token in the session cookie, live or not.
#[must_use]
pub fn token() -> Option<String> {
    let name = AppState::current().cookie_name();
    let parts = use_context::<Parts>()?;
    parts
        .headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, token)| token.to_owned())
}

/// The network address that asks. Behind a proxy that speaks TLS for us, the one that the proxy saw.
#[must_use]
pub fn address() -> String {
    let Some(parts) = use_context::<Parts>() else {
        return String::new();
    };
    let forwarded = AppState::current()
        .secure
        .then(|| parts.headers.get("x-forwarded-for"))
        .flatten()
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .map(|value| value.trim().to_owned());
    forwarded
        .or_else(|| {
            let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
            Some(peer.0.ip().to_string())
        })
        .unwrap_or_default()
}

/// What the browser calls itself.
#[must_use]
pub fn agent() -> String {
    use_context::<Parts>()
        .and_then(|parts| {
            let agent = parts.headers.get(USER_AGENT)?;
            Some(agent.to_str().ok()?.to_owned())
        })
        .unwrap_or_default()
}

/// Hands the browser a session token; it forgets it when it is closed.
pub fn remember(token: &str) {
    cookie(token, "");
}

/// Takes the session token away.
pub fn forget() {
    cookie("", "; Max-Age=0");
}

fn cookie(token: &str, more: &str) {
    let state = AppState::current();
    let secure = if state.secure { "; Secure" } else { "" };
    let name = state.cookie_name();
    let cookie = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        expect_context::<ResponseOptions>().append_header(SET_COOKIE, cookie);
    }
}
