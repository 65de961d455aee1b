//! Several proposals together: what taking them would do, and the beginning of it.

use super::queue::{self, AT_ONCE, Proposed};
use crate::exit::look;
use crate::outbox::{self, Event};
use crate::{Result, Store, StoreError, audit, idempotency, ids, secret};
use domain::access::Actor;
use domain::exit::{Command, Plan, Problem, decide};
use domain::ids::{ExitBatchId, ProposalId};
use domain::proposal;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

/// What its keys are kept under.
const ACT: &str = "take_proposals";

/// Proposed exits that were selected, as they would be saved now.
#[derive(Clone, Debug, Default)]
pub struct Selected {
    /// Each of them that still waits and holds.
    pub looks: Vec<Look>,
    /// Digest of all plans: another plan is another digest.
    pub digest: String,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct Look {
    /// The proposal.
    pub proposed: Proposed,
    /// What it would do, or what speaks against it.
    pub plan: std::result::Result<Box<Plan>, Vec<Problem>>,
    command: Command,
}

/// What came of taking them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Take {
    /// They are worked off, from now on or since an earlier submission with the same key.
    Started(ExitBatchId),
    /// What would happen is not what was shown any more.
    Changed,
    /// Some warn, and that was not confirmed.
    Unconfirmed,
}

impl Selected {
    /// Those that can be saved.
    pub fn ready(&self) -> impl Iterator<Item = (&Look, &Plan)> {
        self.looks
            .iter()
            .filter_map(|look| Some((look, look.plan.as_deref().ok()?)))
    }
}

/// Looks at what taking the selected ones would do.
///
/// # Errors
/// When the database cannot be asked.
pub async fn select(store: &Store, actor: &Actor, ids: &[ProposalId]) -> Result<Selected> {
    let mut connection = store.pool.acquire().await?;
    look_at(&mut connection, store, actor, ids).await
}

async fn look_at(
    connection: &mut PgConnection,
    store: &Store,
    actor: &Actor,
    ids: &[ProposalId],
) -> Result<Selected> {
    let ids = ids.get(..AT_ONCE).unwrap_or(ids);
    let mut looks = Vec::new();
    for proposed in queue::of_actor(connection, store, actor, ids).await? {
        let Some(at) = look::look(connection, store, actor, proposed.enrollment).await? else {
            continue;
        };
        let Some(command) = proposal::command(&proposed.proposal, &at.facts, &at.rules) else {
            continue;
        };
        looks.push(Look {
            plan: decide(&at.facts, &command, &at.rules).map(Box::new),
            proposed,
            command,
        });
    }
    let plans = looks.iter().map(|look| look.plan.as_ref().ok());
    let digest = secret::digest_of(&plans.collect::<Vec<_>>());
    Ok(Selected { looks, digest })
}

/// Takes the selected ones that can be saved: each becomes an exit of its own, worked off by [`super::work`].
/// `shown`: the digest of what was shown. `confirmed`: the warnings were.
///
/// # Errors
/// [`StoreError::NotFound`] where none can be saved; [`StoreError::KeyReused`]; the database's own.
pub async fn take(
    store: &Store,
    actor: &Actor,
    key: Uuid,
    ids: &[ProposalId],
    (shown, confirmed): (&str, bool),
) -> Result<Take> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let question = serde_json::to_vec(ids).map_err(|_| StoreError::Unreadable("proposals"))?;
    if let Some(id) = idempotency::claim(&mut tx, actor.user, key, ACT, &question).await? {
        return Ok(Take::Started(id));
    }
    let selected = look_at(&mut tx, store, actor, ids).await?;
    if selected.digest != shown {
        return Ok(Take::Changed);
    }
    if !confirmed && selected.ready().any(|(_, plan)| !plan.warnings.is_empty()) {
        return Ok(Take::Unconfirmed);
    }
    let id: ExitBatchId = ids::new();
    sqlx::query!(
        "insert into exit_batch (exit_batch_id, user_id, started_at) values ($1, $2, $3)",
        id.0,
        actor.user.0,
        store.clock.now(),
    )
    .execute(&mut *tx)
    .await?;
    let mut count = 0_i16;
    for (look, plan) in selected.ready() {
        let command = Command {
            confirmed: Some(plan.warnings_key()).filter(|key| !key.is_empty()),
            ..look.command.clone()
        };
        let command =
            serde_json::to_value(command).map_err(|_| StoreError::Unreadable("exit command"))?;
        sqlx::query!(
            r#"
            insert into exit_batch_item
                (item_id, exit_batch_id, position, proposal_id, enrollment_id, command, shown)
            values ($1, $2, $3, $4, $5, $6, $7)
            "#,
            ids::new::<Uuid>(),
            id.0,
            count,
            look.proposed.id.0,
            look.proposed.enrollment.0,
            command,
            secret::digest_of(plan),
        )
        .execute(&mut *tx)
        .await?;
        count += 1;
    }
    if count == 0 {
        return Err(StoreError::NotFound);
    }
    audit::Entry::new("proposals_taken")
        .by(actor.user, None)
        .on("exit_batch", id)
        .detail(json!({ "exits": count }))
        .write(&mut tx)
        .await?;
    idempotency::keep(&mut tx, actor.user, key, &id).await?;
    // Wakes who works them off.
    outbox::put(&mut tx, &Event::User { user: actor.user }).await?;
    tx.commit().await?;
    Ok(Take::Started(id))
}
