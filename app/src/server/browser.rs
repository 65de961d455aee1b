//! The browser behind a request: its session cookie, its address, its name for itself.

use super::AppState;
use axum::extract::ConnectInfo;
use http::header::{COOKIE, SET_COOKIE, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use std::net::{IpAddr, SocketAddr};
use store::identity;

/// Name of the cookie with the address of a refused sign-in; only the page of signing in is sent it.
const TYPED_EMAIL: &str = "threshold-typed";

/// The token in the session cookie, live or not.
#[must_use]
pub fn token() -> Option<String> {
    let name = AppState::current().cookie_name();
    let parts = use_context::<Parts>()?;
    sent_cookie(&parts.headers, name).map(str::to_owned)
}

/// The value of a cookie that a request brings.
#[must_use]
pub fn sent_cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// The network address that asks. Behind a proxy that speaks TLS for us, the one that the proxy saw.
#[must_use]
pub fn address() -> String {
    let Some(parts) = use_context::<Parts>() else {
        return String::new();
    };
    let forwarded = AppState::current()
        .secure
        .then(|| forwarded_for(&parts.headers))
        .flatten();
    forwarded
        .or_else(|| {
            let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
            Some(peer.0.ip())
        })
        .map(|address| address.to_string())
        .unwrap_or_default()
}

/// The address that the nearest proxy added: the last one of the last line. What stands before it, anybody
/// may have sent.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
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

/// Keeps the email address of a refused sign-in in the browser that typed it, sealed and for some minutes: not
/// in an address, nor in a log.
pub fn keep_typed_email(typed: &str) {
    let store = AppState::current().store;
    if let Ok(Some(sealed)) = identity::seal_typed_email(&store, typed) {
        typed_email_cookie(&sealed, identity::TYPED_EMAIL_SECONDS);
    }
}

/// The email address that this browser typed when a sign-in was refused of late.
#[must_use]
pub fn typed_email() -> Option<String> {
    let parts = use_context::<Parts>()?;
    let sealed = sent_cookie(&parts.headers, TYPED_EMAIL)?;
    identity::open_typed_email(&AppState::current().store, sealed)
}

/// Takes the typed address away: it was the right one.
pub fn forget_typed_email() {
    typed_email_cookie("", 0);
}

fn typed_email_cookie(sealed: &str, seconds: i64) {
    let secure = if AppState::current().secure {
        "; Secure"
    } else {
        ""
    };
    set_cookie(&format!(
        "{TYPED_EMAIL}={sealed}; Path=/sign-in; HttpOnly; SameSite=Strict{secure}; Max-Age={seconds}"
    ));
}

fn cookie(token: &str, more: &str) {
    let state = AppState::current();
    let secure = if state.secure { "; Secure" } else { "" };
    let name = state.cookie_name();
    let cookie = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
    set_cookie(&cookie);
}

fn set_cookie(cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        expect_context::<ResponseOptions>().append_header(SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(lines: &[&'static str]) -> Option<IpAddr> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", HeaderValue::from_static(line));
        }
        forwarded_for(&headers)
    }

    #[test]
    fn only_what_the_nearest_proxy_added_is_believed() {
        let proxy = "192.0.2.7".parse().ok();
        assert_eq!(forwarded(&["192.0.2.7"]), proxy);
        assert_eq!(forwarded(&["198.51.100.1, 192.0.2.7"]), proxy);
        assert_eq!(forwarded(&["198.51.100.1", "192.0.2.7"]), proxy);
        assert_eq!(forwarded(&["2001:db8::1"]), "2001:db8::1".parse().ok());
        assert_eq!(forwarded(&["192.0.2.7, somebody"]), None);
        assert_eq!(forwarded(&[]), None);
    }

    #[test]
    fn a_cookie_is_found_among_others_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("other=1; threshold=abc"));
        headers.append(COOKIE, HeaderValue::from_static("last=2"));
        assert_eq!(sent_cookie(&headers, "threshold"), Some("abc"));
        assert_eq!(sent_cookie(&headers, "last"), Some("2"));
        assert_eq!(sent_cookie(&headers, "thresh"), None);
    }
}
