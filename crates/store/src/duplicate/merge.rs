//! The merge: one record stands for both from now on, or nothing has happened.

use super::plan::{self, Chosen, Plan};
use super::{as_administrator, merging, write};
use crate::exit::duplicate as exits;
use crate::{Result, Store, StoreError, Tx, audit, client, idempotency, ids, priority, secret};
use domain::access::{Acting, Actor};
use domain::ids::{ActId, ClientId, ClientMergeId, DuplicatePairId, HouseholdId};
use serde_json::json;
use uuid::Uuid;

/// What its keys are kept under.
const ACT: &str = "merge_clients";

/// What is to be merged.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The pair.
    pub pair: DuplicatePairId,
    /// Made with the form: the same key twice is one merge.
    pub key: Uuid,
    /// What was chosen.
    pub chosen: &'a Chosen,
    /// Digest of the plan that was shown.
    pub shown: &'a str,
    /// Why; the audit keeps it.
    pub purpose: &'a str,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Merged, now or by an earlier submission with the same key.
    Merged(ClientMergeId),
    /// Nothing was done: somebody decided over the pair before.
    Decided,
    /// Nothing was done: what would happen is not what was shown any more.
    PlanChanged,
    /// Nothing was done: sentences that say what stands in the way.
    Blocked(Vec<String>),
}

/// Merges the two records of a pair.
///
/// # Errors
/// [`StoreError::NotFound`] where there is no such pair for this actor; [`StoreError::Forbidden`] without a purpose;
/// [`StoreError::Conflict`] where somebody changed one of the two at the same moment; [`StoreError::KeyReused`]; the
/// database's own. Then nothing has happened.
pub async fn merge(store: &Store, actor: &Actor, request: Request<'_>) -> Result<Outcome> {
    let acting = merging(actor)?;
    let purpose = request.purpose.trim();
    if purpose.is_empty() {
        return Err(StoreError::Forbidden);
    }
    let actor = &as_administrator(actor, acting);
    let mut tx = store.begin(Some(actor.user)).await?;
    let question = format!(
        "{} {} {:?}",
        request.pair, request.chosen.kept, request.chosen.fields
    );
    let earlier =
        idempotency::claim(&mut tx, actor.user, request.key, ACT, question.as_bytes()).await?;
    if let Some(merge) = earlier {
        return Ok(Outcome::Merged(merge));
    }
    let pair = sqlx::query!(
        r#"
        select client_a, client_b, state
        from duplicate_pair
        where duplicate_pair_id = $1
        for no key update
        "#,
        request.pair.0,
    )
    .fetch_one(&mut *tx)
    .await?;
    if pair.state != "waiting" {
        return Ok(Outcome::Decided);
    }
    let clients = [pair.client_a, pair.client_b];
    let households = lock(&mut tx, &clients).await?;
    let plan = plan::make(
        store,
        &mut tx,
        actor,
        (request.pair, (pair.client_a, pair.client_b)),
        request.chosen,
    )
    .await?;
    if !plan.blocks.is_empty() {
        return Ok(Outcome::Blocked(plan.blocks));
    }
    if secret::digest_of(&plan) != request.shown {
        return Ok(Outcome::PlanChanged);
    }
    let merge = carry_out(store, &mut tx, (actor, acting), &plan, purpose).await?;
    priority::refresh(&mut tx, store.clock, &households).await?;
    idempotency::keep(&mut tx, actor.user, request.key, &merge).await?;
    tx.commit().await?;
    Ok(Outcome::Merged(merge))
}

/// Takes both records, then all stays of either, then their households: nobody else changes them meanwhile.
pub(super) async fn lock(tx: &mut Tx, clients: &[Uuid]) -> Result<Vec<HouseholdId>> {
    sqlx::query!(
        r#"
        select client_id from client where client_id = any($1) order by client_id for no key update
        "#,
        clients,
    )
    .fetch_all(&mut **tx)
    .await?;
    let households = sqlx::query_scalar!(
        "select distinct household_id from enrollment where client_id = any($1)",
        clients,
    )
    .fetch_all(&mut **tx)
    .await?;
    let households = households.into_iter().map(HouseholdId).collect::<Vec<_>>();
    exits::lock(tx, &households).await?;
    Ok(households)
}

async fn carry_out(
    store: &Store,
    tx: &mut Tx,
    (actor, acting): (&Actor, Acting),
    plan: &Plan,
    purpose: &str,
) -> Result<ClientMergeId> {
    let merge: ClientMergeId = ids::new();
    // While each record still has its own stays, as on any exit page.
    let mut acts: Vec<ActId> = Vec::new();
    for one in &plan.closes {
        let closing = (one.enrollment, &one.command);
        acts.push(exits::close(store, tx, actor, closing, purpose).await?);
    }
    let (before, after) = write::keep_answers(store, tx, plan).await?;
    write::begin(store, tx, (merge, actor.user), plan, (before, after), &acts).await?;
    let moved = write::move_rows(tx, merge, plan).await?;
    write::retire(tx, merge, plan, before).await?;
    write::decide(store, tx, actor.user, plan).await?;
    client::index_clients(tx, &[plan.kept]).await?;
    for (subject, role) in [(plan.kept, "kept"), (plan.other, "retired")] {
        note(
            tx,
            (actor, acting),
            (subject, role),
            (merge, moved),
            plan,
            purpose,
        )
        .await?;
    }
    Ok(merge)
}

async fn note(
    tx: &mut Tx,
    (actor, acting): (&Actor, Acting),
    (subject, role): (ClientId, &str),
    (merge, moved): (ClientMergeId, i32),
    plan: &Plan,
    purpose: &str,
) -> Result<()> {
    audit::Entry::new("merge_clients")
        .by(actor.user, Some(acting))
        .on("client", subject)
        .purpose(Some(purpose.to_owned()))
        .detail(json!({
            "merge": merge, "role": role, "kept": plan.kept, "other": plan.other, "rows": moved,
            "fields": plan.taken, "closed": plan.closes.len(),
        }))
        .write(tx)
        .await
}
