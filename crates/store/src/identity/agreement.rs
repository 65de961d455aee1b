//! Accepting the user agreement.

use crate::audit::Entry;
use crate::{Result, Store, StoreError};
use domain::access::Actor;
use serde_json::json;

/// Accepts the version in force.
///
/// # Errors
/// [`StoreError::Conflict`] when another version is in force by now: read it first.
pub async fn accept_agreement(store: &Store, actor: &Actor, version: i32) -> Result<()> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let in_force = sqlx::query_scalar!(
        "select max(version) from posted_text where kind = 'user_agreement' and effective_on <= $1",
        store.rights_on(),
    )
    .fetch_one(&mut *tx)
    .await?;
    if in_force != Some(version) {
        return Err(StoreError::Conflict);
    }
    sqlx::query!(
        "update app_user set agreement_version = $2, agreement_accepted_at = $3 where user_id = $1",
        actor.user.0,
        version,
        store.clock.now(),
    )
    .execute(&mut *tx)
    .await?;
    Entry::new("agreement_accept")
        .by(actor.user, None)
        .on("user", actor.user)
        .detail(json!({ "version": version }))
        .write(&mut tx)
        .await?;
    tx.commit().await
}
