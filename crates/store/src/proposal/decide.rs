//! Deciding over one proposal: set aside, or taken by an exit.

use crate::exit::deciding::decides;
use crate::{Result, Store, StoreError, Tx, audit};
use chrono::{DateTime, Utc};
use domain::access::Actor;
use domain::ids::{ActId, HouseholdId, ProposalId, UserId};
use serde_json::json;
use uuid::Uuid;

/// Sets a proposal aside, with the reason: on the same facts it is not proposed again. The same person with the same
/// reason again is answered alike. False where it does not wait any more.
///
/// # Errors
/// [`StoreError::NotFound`] where it is not this actor's to decide.
pub async fn set_aside(store: &Store, actor: &Actor, id: ProposalId, reason: &str) -> Result<bool> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let row = sqlx::query!(
        r#"
        select state, organization_id, enrollment_id, kind, decided_by, reason
        from proposal
        where proposal_id = $1
        for update
        "#,
        id.0,
    )
    .fetch_optional(&mut *tx)
    .await?;
    // Its facts may be gone since it was shown.
    let Some(row) = row else {
        return Ok(false);
    };
    let acting = decides(actor, row.organization_id.into()).ok_or(StoreError::NotFound)?;
    if row.state != "waiting" {
        let again = row.decided_by == Some(actor.user.0) && row.reason.as_deref() == Some(reason);
        return Ok(again);
    }
    sqlx::query!(
        r#"
        update proposal
        set state = 'set_aside', decided_at = $2, decided_by = $3, reason = $4
        where proposal_id = $1
        "#,
        id.0,
        store.clock.now(),
        actor.user.0,
        reason,
    )
    .execute(&mut *tx)
    .await?;
    audit::Entry::new("proposal_set_aside")
        .by(actor.user, Some(acting))
        .on("enrollment", row.enrollment_id)
        .detail(json!({ "proposal": id, "kind": row.kind }))
        .write(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// In the transaction of an exit, after its household was placed: the proposal that it decides. False where none waits
/// under that id.
pub(crate) async fn taken(
    tx: &mut Tx,
    household: HouseholdId,
    decides: Option<Uuid>,
    (act, by, now): (ActId, UserId, DateTime<Utc>),
) -> Result<bool> {
    let taken = sqlx::query!(
        r#"
        update proposal
        set state = 'taken', act_id = $3, decided_by = $4, decided_at = $5
        where proposal_id = $2 and household_id = $1 and state = 'waiting'
        "#,
        household.0,
        decides,
        act.0,
        by.0,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(taken.rows_affected() > 0)
}

/// In the transaction of an exit: nothing is proposed any more for households that left the list.
pub(crate) async fn gone(tx: &mut Tx, households: &[HouseholdId]) -> Result<()> {
    let ids = households.iter().map(|id| id.0).collect::<Vec<_>>();
    sqlx::query!(
        "delete from proposal where household_id = any($1) and state = 'waiting'",
        &ids
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
