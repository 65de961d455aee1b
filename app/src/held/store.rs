//! A form as it arrived, as a draft of the user who sent it.

use crate::error::AppError;
use crate::server::fail;
use domain::ids::{DraftId, UserId};
use serde::{Deserialize, Serialize};
use store::{Store, draft};

const DRAFT: &str = "held";

/// What arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Held {
    /// The server function that was called.
    pub action: String,
    /// Names and values, as typed.
    pub fields: Vec<(String, String)>,
}

/// Keeps a form that cannot be taken now; gives the page where its owner goes on with it.
///
/// # Errors
/// When the database refuses.
pub async fn hold(store: &Store, user: UserId, action: &str, body: &[u8]) -> store::Result<String> {
    let held = Held {
        action: action.to_owned(),
        fields: form_urlencoded::parse(body).into_owned().collect(),
    };
    let draft = draft::save(store, user, DRAFT, None, &held).await?;
    Ok(format!("/held/{draft}"))
}

/// What was kept, for the user who sent it.
pub(super) async fn held(store: &Store, user: UserId, id: DraftId) -> Result<Held, AppError> {
    draft::load(store, user, DRAFT, id).await.map_err(fail)
}
