//! What every request may use.

use axum::extract::FromRef;
use leptos::prelude::{LeptosOptions, expect_context};
use std::collections::HashMap;
use std::sync::Arc;
use store::Store;

/// Shared by all requests; cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The database.
    pub store: Store,
    /// Names of the built site, for the shell.
    pub options: LeptosOptions,
    /// Hashed names of scripts and fonts.
    pub assets: Assets,
    /// TLS in front: the session cookie is bound to it.
    pub secure: bool,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.options.clone()
    }
}

impl AppState {
    /// Name of the session cookie: bound to this host where TLS is.
    #[must_use]
    pub const fn cookie_name(&self) -> &'static str {
        if self.secure {
            "__Host-threshold"
        } else {
            "threshold"
        }
    }

    /// The state of the request being answered.
    #[must_use]
    pub fn current() -> Self {
        expect_context::<Self>()
    }
}

/// Plain name to hashed name of what lies in the site's `pkg` folder.
#[derive(Clone, Debug, Default)]
pub struct Assets(pub Arc<HashMap<String, String>>);

impl Assets {
    /// The address of an asset; the plain name where the build did not hash it.
    #[must_use]
    pub fn href(&self, name: &str) -> String {
        let hashed = self.0.get(name).map_or(name, String::as_str);
        format!("/pkg/{hashed}")
    }
}
