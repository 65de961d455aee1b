//! What saving a policy would change, told before it is saved.

use super::read::{self, Current};
use crate::clock::Clock;
use crate::priority::{self, Shift};
use crate::{Result, Store, secret};
use domain::access::Actor;
use domain::ids::ListAuthorityId;
use domain::policy::Policy;
use sqlx::PgConnection;

/// What would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// In sentences; none where the policy is the one in force.
    pub changes: Vec<String>,
    /// Households whose standing would change.
    pub shifts: Vec<Shift>,
    /// Stands for all of this: saving asks for it, so that nothing is saved that was not shown.
    pub digest: String,
}

/// What saving `policy` would change. Writes nothing.
///
/// # Errors
/// [`crate::StoreError::NotFound`] where the policy is not the actor's to edit.
pub async fn preview(
    store: &Store,
    actor: &Actor,
    list: ListAuthorityId,
    policy: &Policy,
) -> Result<Preview> {
    let mut connection = store.pool.acquire().await?;
    let of = read::authorise(&mut connection, actor, store.clock.now(), list).await?;
    let current = read::current(&mut connection, list, of.today).await?;
    compare(&mut connection, store.clock, list, &current, policy).await
}

pub(super) async fn compare(
    connection: &mut PgConnection,
    clock: Clock,
    list: ListAuthorityId,
    current: &Current,
    policy: &Policy,
) -> Result<Preview> {
    let changes = policy.changes(&current.policy);
    let shifts = priority::shifts(connection, clock, list, &current.policy, policy).await?;
    let digest = secret::digest_of(&(current.version, policy, &shifts));
    Ok(Preview {
        changes,
        shifts,
        digest,
    })
}
