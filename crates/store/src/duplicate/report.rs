//! Anybody who may create a client may say that two records are one person's.

use super::{find, records};
use crate::client::vocabulary;
use crate::name::ShownName;
use crate::{Result, Store, StoreError, audit, ids};
use domain::access::{Act, Actor, Situation, Verdict, verdict};
use domain::ids::{ClientId, DuplicatePairId};
use domain::person::Name;
use domain::policy::Policy;
use serde_json::json;
use uuid::Uuid;

/// The client from whose page a pair is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reporting {
    /// Who.
    pub client: ClientId,
    /// Their name.
    pub name: ShownName,
    /// PersonalID.
    pub hmis_id: String,
}

/// Whether the actor may report: as who creates a client.
#[must_use]
pub fn may_report(actor: &Actor) -> bool {
    reports(actor).is_ok()
}

fn reports(actor: &Actor) -> Result<()> {
    let group = actor
        .workgroup()
        .or_else(|| actor.grants.first().map(|grant| grant.workgroup));
    let answer = group.map_or(Verdict::Denied, |group| {
        verdict(
            Act::CreateClient,
            group,
            Situation::default(),
            &Policy::default(),
        )
    });
    if answer == Verdict::Allowed {
        Ok(())
    } else {
        Err(StoreError::NotFound)
    }
}

/// Whose other record is looked for.
///
/// # Errors
/// [`StoreError::NotFound`] where the actor may not report, or the client may not be named.
pub async fn reporting(store: &Store, actor: &Actor, client: ClientId) -> Result<Reporting> {
    reports(actor)?;
    let row = sqlx::query!(
        r#"
        select client_id, hmis_id, first_name, middle_name, last_name, name_suffix, hashed
        from client
        where client_id = $1 and nameable(client)
        "#,
        client.0,
    )
    .fetch_one(&store.pool)
    .await?;
    let name = Name {
        first: row.first_name,
        middle: row.middle_name,
        last: row.last_name,
        suffix: row.name_suffix,
    };
    Ok(Reporting {
        client,
        name: ShownName::of(name, row.hashed, false),
        hmis_id: row.hmis_id,
    })
}

/// Reports a pair: it stands first in the administrators' queue, also where somebody told the two apart before. A pair
/// that waits with a report keeps the first one.
///
/// # Errors
/// [`StoreError::NotFound`] where the actor may not report, or one of the two may not be named;
/// [`StoreError::Refused`] by `duplicate_pair_order` where both are the same record.
pub async fn report(
    store: &Store,
    actor: &Actor,
    clients: [ClientId; 2],
    why: &str,
) -> Result<DuplicatePairId> {
    reports(actor)?;
    let [a, b] = clients.map(|client| client.0);
    if a == b {
        return Err(StoreError::Refused("duplicate_pair_order".to_owned()));
    }
    let (a, b) = (a.min(b), a.max(b));
    let vocabulary = vocabulary(store).await?;
    let mut tx = store.begin(Some(actor.user)).await?;
    let known = sqlx::query_scalar!(
        r#"
        select count(*) as "count!" from client where client_id in ($1, $2) and nameable(client)
        "#,
        a,
        b,
    )
    .fetch_one(&mut *tx)
    .await?;
    if known != 2 {
        return Err(StoreError::NotFound);
    }
    let likeness = records::compare_pair(&mut tx, &store.keys, &vocabulary, (a, b)).await?;
    let reasons = likeness.as_ref().map(find::codes).transpose()?;
    let pair = sqlx::query_scalar!(
        r#"
        insert into duplicate_pair
            (duplicate_pair_id, client_a, client_b, score, certainty, reasons, found_at, reported_at, reported_by,
            reported_why)
        values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)
        on conflict (client_a, client_b) do update set
            score = excluded.score,
            certainty = excluded.certainty,
            reasons = excluded.reasons,
            state = 'waiting',
            reported_at = case when duplicate_pair.state = 'waiting'
                then coalesce(duplicate_pair.reported_at, excluded.reported_at) else excluded.reported_at end,
            reported_by = case when duplicate_pair.state = 'waiting'
                then coalesce(duplicate_pair.reported_by, excluded.reported_by) else excluded.reported_by end,
            reported_why = case when duplicate_pair.state = 'waiting' and duplicate_pair.reported_at is not null
                then duplicate_pair.reported_why else excluded.reported_why end
        returning duplicate_pair_id
        "#,
        ids::new::<Uuid>(),
        a,
        b,
        likeness.as_ref().map(|found| found.score),
        likeness.as_ref().map(|found| found.certainty.code()),
        &reasons.unwrap_or_default(),
        store.clock.now(),
        actor.user.0,
        Some(why.trim()).filter(|why| !why.is_empty()),
    )
    .fetch_one(&mut *tx)
    .await?;
    let chosen = actor.chosen;
    audit::Entry::new("report_duplicate")
        .by(
            actor.user,
            chosen.and_then(|chosen| actor.acting_on(chosen.organization)),
        )
        .on("duplicate_pair", pair)
        .detail(json!({ "clients": [a, b] }))
        .write(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(pair.into())
}
