//! The job: looks what the facts propose, for every entry that was placed since it was looked at last.

use super::facts::{self, Found};
use crate::{Result, Store, StoreError, Tx, ids, policy};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::ProposalId;
use domain::proposal::{Proposal, propose};
use uuid::Uuid;

/// How many households are looked at with one reading.
const AT_ONCE: i64 = 500;

/// Looks at all entries that were placed anew since the last time: those whose facts changed, and all of them once
/// a day. Safe on any number of servers. Returns how many were looked at.
///
/// # Errors
/// When the database refuses.
pub async fn find(store: &Store) -> Result<usize> {
    let mut looked_at = 0;
    loop {
        let mut tx = store.begin(None).await?;
        // After the household, as everywhere: nobody holds its entry and waits for a proposal.
        let some = sqlx::query_scalar!(
            r#"
            select household_id
            from list_entry
            where not examined
            order by household_id
            limit $1
            for no key update skip locked
            "#,
            AT_ONCE,
        )
        .fetch_all(&mut *tx)
        .await?;
        if some.is_empty() {
            break;
        }
        looked_at += some.len();
        look(&mut tx, store.clock.now(), &some).await?;
        tx.commit().await?;
    }
    if looked_at == 0 {
        return Ok(0);
    }
    // Whoever left the list by another way than an exit here.
    sqlx::query!(
        r#"
        delete from proposal
        where state = 'waiting'
            and not exists (select from list_entry where list_entry.household_id = proposal.household_id)
        "#
    )
    .execute(&store.pool)
    .await?;
    Ok(looked_at)
}

async fn look(tx: &mut Tx, now: DateTime<Utc>, households: &[Uuid]) -> Result<()> {
    // As far as the Coordinated Entry organization of the list may see: what more a manager sees through other
    // grants is not stored, since other managers read the same row.
    let found = facts::read(tx, households, now, &[]).await?;
    let days = found.iter().map(|one| (one.list, one.facts.today));
    let policies = policy::of_lists(tx, &days.collect()).await?;
    let decided = facts::decided(tx, households).await?;
    let new = found
        .iter()
        .flat_map(|one| {
            let decided = decided.get(&one.household.0).map_or(&[][..], Vec::as_slice);
            let proposed = propose(&one.facts, &policies[&one.list], decided);
            proposed.into_iter().map(move |proposal| (one, proposal))
        })
        .collect::<Vec<_>>();
    forget(tx, households, &new).await?;
    keep(tx, now, &new).await?;
    sqlx::query!(
        "update list_entry set examined = true where household_id = any($1)",
        households
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes back what waits and does not hold any more.
async fn forget(tx: &mut Tx, households: &[Uuid], new: &[(&Found, Proposal)]) -> Result<()> {
    let (stay, kinds): (Vec<Uuid>, Vec<String>) = new
        .iter()
        .map(|(one, proposal)| (one.household.0, proposal.kind().code().to_owned()))
        .unzip();
    sqlx::query!(
        r#"
        delete from proposal
        where state = 'waiting' and household_id = any($1)
            and (household_id, kind) not in (select * from unnest($2::uuid[], $3::text[]))
        "#,
        households,
        &stay,
        &kinds,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes what is proposed; a waiting row of the same kind stands on the new facts from now on.
async fn keep(tx: &mut Tx, now: DateTime<Utc>, new: &[(&Found, Proposal)]) -> Result<()> {
    let rows = new
        .iter()
        .filter_map(|(one, proposal)| Some((*one, one.head()?.enrollment, proposal)))
        .collect::<Vec<_>>();
    let mut bases = Vec::with_capacity(rows.len());
    for (_, _, proposal) in &rows {
        bases.push(serde_json::to_value(proposal).map_err(|_| StoreError::Unreadable("proposal"))?);
    }
    let new_ids = rows.iter().map(|_| ids::new::<ProposalId>().0);
    sqlx::query!(
        r#"
        insert into proposal
            (proposal_id, household_id, enrollment_id, list_authority_id, organization_id, kind, basis, facts_on,
            found_at)
        select found.*, $9
        from unnest(
            $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::jsonb[], $8::date[]) as found
        on conflict (household_id, kind) where state = 'waiting' do update set
            enrollment_id = excluded.enrollment_id,
            list_authority_id = excluded.list_authority_id,
            organization_id = excluded.organization_id,
            basis = excluded.basis,
            facts_on = excluded.facts_on
        "#,
        &new_ids.collect::<Vec<_>>(),
        &rows.iter().map(|(one, _, _)| one.household.0).collect::<Vec<_>>(),
        &rows.iter().map(|(_, of, _)| of.0).collect::<Vec<_>>(),
        &rows.iter().map(|(one, _, _)| one.list.0).collect::<Vec<_>>(),
        &rows.iter().map(|(one, _, _)| one.organization.0).collect::<Vec<_>>(),
        &rows.iter().map(|(_, _, of)| of.kind().code().to_owned()).collect::<Vec<_>>(),
        &bases,
        &rows.iter().map(|(_, _, of)| of.since()).collect::<Vec<_>>() as &[Option<NaiveDate>],
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
