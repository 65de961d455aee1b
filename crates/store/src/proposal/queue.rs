//! What waits for a manager: the queue, and one proposal of it.

use super::facts::{self, Found};
use crate::exit::{deciding, look};
use crate::{Result, Store, StoreError, policy};
use chrono::{DateTime, Utc};
use domain::access::Actor;
use domain::exit::Command;
use domain::ids::{ClientId, EnrollmentId, HouseholdId, ProposalId};
use domain::policy::Policy;
use domain::proposal::{Kind, Proposal, command, propose};
use sqlx::PgConnection;
use std::collections::{BTreeMap, HashMap};

/// How many proposals one page shows, and are taken at once.
pub(super) const AT_ONCE: usize = 100;
/// How many waiting ones are looked at for a page: what is counted is what this actor may be told of.
const LOOKED_AT: usize = 500;

/// What waits for an actor.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// How many wait of each kind that occurs, among those looked at.
    pub counts: Vec<(Kind, usize)>,
    /// More wait than were looked at.
    pub more: bool,
    /// The first of them, or of the kind that is asked for.
    pub rows: Vec<Proposed>,
}

/// A proposal, as far as this actor may see the facts that it stands on.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// The proposal.
    pub id: ProposalId,
    /// Its exit page.
    pub enrollment: EnrollmentId,
    /// The household.
    pub household: HouseholdId,
    /// Who stands for it: the head, where they may be named.
    pub client: ClientId,
    /// Their name.
    pub name: String,
    /// Members who may be named.
    pub size: usize,
    /// The list.
    pub list_name: String,
    /// What is proposed.
    pub proposal: Proposal,
    /// Why, in words.
    pub why: String,
    /// Since when it waits.
    pub found_at: DateTime<Utc>,
}

/// The proposals that wait for the actor, of one kind or of all: by kind, the oldest facts first. What does not hold
/// any more, for this actor and now, is neither shown nor counted; nor is what somebody takes at this moment.
///
/// # Errors
/// When the database cannot be asked.
pub async fn queue(store: &Store, actor: &Actor, kind: Option<Kind>) -> Result<Queue> {
    let mut connection = store.pool.acquire().await?;
    let kinds = Kind::ALL.map(|kind| kind.code().to_owned());
    let ids = sqlx::query_scalar!(
        r#"
        select proposal_id
        from proposal
        where state = 'waiting' and organization_id = any($1)
        order by array_position($2::text[], kind), facts_on nulls last, proposal_id
        limit $3
        "#,
        &deciding::organizations(actor),
        &kinds,
        LOOKED_AT as i64 + 1,
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut ids = ids.into_iter().map(ProposalId).collect::<Vec<_>>();
    let more = ids.len() > LOOKED_AT;
    ids.truncate(LOOKED_AT);
    let mut rows = of_actor(&mut connection, store, actor, &ids).await?;
    let mut counts = BTreeMap::<Kind, usize>::new();
    for row in &rows {
        *counts.entry(row.proposal.kind()).or_default() += 1;
    }
    rows.retain(|row| kind.is_none_or(|kind| row.proposal.kind() == kind));
    rows.truncate(AT_ONCE);
    Ok(Queue {
        counts: counts.into_iter().collect(),
        more,
        rows,
    })
}

/// The proposals among `ids` that wait for the actor and still hold, in the order of `ids`.
pub(super) async fn of_actor(
    connection: &mut PgConnection,
    store: &Store,
    actor: &Actor,
    ids: &[ProposalId],
) -> Result<Vec<Proposed>> {
    let asked = ids.iter().map(|id| id.0).collect::<Vec<_>>();
    let rows = sqlx::query!(
        r#"
        select proposal.proposal_id, proposal.household_id, proposal.kind, proposal.found_at,
            la.name as list_name
        from unnest($1::uuid[]) with ordinality as asked (proposal_id, place)
        join proposal using (proposal_id)
        join list_authority la using (list_authority_id)
        where proposal.state = 'waiting' and organization_id = any($2)
            and not exists (
                select from exit_batch_item item
                where item.proposal_id = proposal.proposal_id and item.state = 'waiting')
        order by asked.place
        "#,
        &asked,
        &deciding::organizations(actor),
    )
    .fetch_all(&mut *connection)
    .await?;
    let households = rows.iter().map(|row| row.household_id).collect::<Vec<_>>();
    let held = deciding::sight(actor);
    let found = facts::read(connection, &households, store.clock.now(), &held).await?;
    let days = found.iter().map(|one| (one.list, one.facts.today));
    let policies = policy::of_lists(connection, &days.collect()).await?;
    let decided = facts::decided(connection, &households).await?;
    let found = found
        .into_iter()
        .map(|one| (one.household.0, one))
        .collect::<HashMap<_, _>>();
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let one = found.get(&row.household_id)?;
            let decided = decided
                .get(&row.household_id)
                .map_or(&[][..], Vec::as_slice);
            let policy = policies.get(&one.list)?;
            let proposal = held_by(one, policy, decided, Kind::from_code(&row.kind)?)?;
            let head = one.head()?;
            Some(Proposed {
                id: ProposalId(row.proposal_id),
                enrollment: head.enrollment,
                household: one.household,
                client: one.client?,
                name: head.name.clone(),
                size: one.facts.members.len(),
                list_name: format!("{} Priority List", row.list_name),
                why: proposal.why(&one.facts),
                proposal,
                found_at: row.found_at,
            })
        })
        .collect())
}

/// What of a kind this actor's facts propose now; for an exit, whichever exit they do.
fn held_by(found: &Found, policy: &Policy, decided: &[Proposal], kind: Kind) -> Option<Proposal> {
    let proposed = propose(&found.facts, policy, decided);
    proposed
        .into_iter()
        .find(|one| one.kind() == kind || (one.kind().is_exit() && kind.is_exit()))
}

/// One proposal that waits for the actor and still holds.
///
/// # Errors
/// [`StoreError::NotFound`] where it does not.
pub async fn proposed(store: &Store, actor: &Actor, id: ProposalId) -> Result<Proposed> {
    let mut connection = store.pool.acquire().await?;
    let rows = of_actor(&mut connection, store, actor, &[id]).await?;
    rows.into_iter().next().ok_or(StoreError::NotFound)
}

/// The exit that a proposal asks for, for the form in which it is amended.
///
/// # Errors
/// [`StoreError::NotFound`] where it does not wait for this actor, does not hold any more, or proposes no exit.
pub async fn proposed_exit(
    store: &Store,
    actor: &Actor,
    id: ProposalId,
) -> Result<(EnrollmentId, Command)> {
    let one = proposed(store, actor, id).await?;
    let mut connection = store.pool.acquire().await?;
    let looked = look::look(&mut connection, store, actor, one.enrollment).await?;
    let command = looked.and_then(|at| command(&one.proposal, &at.facts, &at.rules));
    Ok((one.enrollment, command.ok_or(StoreError::NotFound)?))
}
