//! All versions of a policy: who, when, and what changed.

use super::read::{self, Recorded};
use crate::{Result, Store};
use domain::access::Actor;
use domain::ids::{ListAuthorityId, PolicyId};
use domain::policy::Policy;
use sqlx::types::Json;

/// A version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its id.
    pub version: PolicyId,
    /// When and by whom.
    pub recorded: Recorded,
    /// What it changed of the version before it; of the defaults, for the first.
    pub changes: Vec<String>,
}

/// The list's name and all versions of its policy, the latest first.
///
/// # Errors
/// [`crate::StoreError::NotFound`] where the policy is not the actor's to edit.
pub async fn history(
    store: &Store,
    actor: &Actor,
    list: ListAuthorityId,
) -> Result<(String, Vec<Version>)> {
    let mut connection = store.pool.acquire().await?;
    let of = read::authorise(&mut connection, actor, store.clock.now(), list).await?;
    let rows = sqlx::query!(
        r#"
        select policy_id, valid_from, recorded_at, body as "body: Json<Policy>",
            (select display_name from app_user where user_id = policy.recorded_by) as "by?"
        from policy
        where list_authority_id = $1
        order by valid_from, recorded_at, policy_id
        "#,
        list.0,
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut before = Policy::default();
    let mut versions = Vec::with_capacity(rows.len());
    for row in rows {
        let policy = row.body.0;
        versions.push(Version {
            version: PolicyId(row.policy_id),
            recorded: Recorded {
                valid_from: row.valid_from,
                at: row.recorded_at,
                by: row.by,
            },
            changes: policy.changes(&before),
        });
        before = policy;
    }
    versions.reverse();
    Ok((of.name, versions))
}
