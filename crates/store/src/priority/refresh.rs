//! Writing the projection: in the transaction of the fact, and once a day.

use super::facts::{self, EntryFacts};
use crate::clock::Clock;
use crate::outbox::{self, Event};
use crate::{Result, Store, Tx, policy};
use chrono::NaiveDate;
use domain::ids::{HouseholdId, ListAuthorityId};
use domain::priority::place;
use sqlx::PgConnection;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// How many entries are placed with one statement.
const AT_ONCE: usize = 500;

/// Places the households anew, and tells the screens of the lists on which they stood or stand.
///
/// # Errors
/// When the database refuses.
pub async fn refresh(tx: &mut Tx, clock: Clock, households: &[HouseholdId]) -> Result<()> {
    let touched = place_all(tx, clock, households).await?;
    for (list, households) in touched {
        outbox::put(tx, &Event::List { list, households }).await?;
    }
    Ok(())
}

/// Places every household that stands or should stand on a list; used after imports. Screens look at
/// everything again. Returns how many were looked at.
///
/// # Errors
/// When the database refuses.
pub async fn refresh_all(tx: &mut Tx, clock: Clock) -> Result<u64> {
    let households = sqlx::query_scalar!(
        r#"
        select distinct e.household_id as "household_id!"
        from enrollment e
        join list_project using (project_id)
        where e.exit_on is null
        union
        select household_id from list_entry
        "#
    )
    .fetch_all(&mut **tx)
    .await?;
    refresh_quietly(tx, clock, &households).await
}

/// Places the entries whose day is over. Returns how many.
///
/// # Errors
/// When the database refuses.
pub async fn refresh_stale(store: &Store) -> Result<u64> {
    let mut tx = store.begin(None).await?;
    let households = sqlx::query_scalar!(
        r#"
        select household_id
        from list_entry
        join list_authority la using (list_authority_id)
        where computed_on < ($1::timestamptz at time zone la.time_zone)::date
        order by household_id
        for update of list_entry skip locked
        "#,
        store.clock.now(),
    )
    .fetch_all(&mut *tx)
    .await?;
    if households.is_empty() {
        return Ok(0);
    }
    let count = refresh_quietly(&mut tx, store.clock, &households).await?;
    tx.commit().await?;
    Ok(count)
}

/// Places many, and tells each list once.
async fn refresh_quietly(tx: &mut Tx, clock: Clock, households: &[Uuid]) -> Result<u64> {
    let mut lists = BTreeMap::new();
    for some in households.chunks(AT_ONCE) {
        let some = some.iter().copied().map(HouseholdId).collect::<Vec<_>>();
        lists.extend(place_all(tx, clock, &some).await?);
    }
    for list in lists.into_keys() {
        outbox::put(
            tx,
            &Event::List {
                list,
                households: Vec::new(),
            },
        )
        .await?;
    }
    Ok(households.len() as u64)
}

type Touched = BTreeMap<ListAuthorityId, Vec<HouseholdId>>;

async fn place_all(tx: &mut Tx, clock: Clock, households: &[HouseholdId]) -> Result<Touched> {
    let found = facts::read(tx, households, clock.now()).await?;
    let mut touched = remove_gone(tx, households, &found).await?;
    let days = found
        .iter()
        .map(|entry| (entry.list, entry.facts.today))
        .collect::<HashMap<ListAuthorityId, NaiveDate>>();
    let policies = policy::of_lists(tx, &days).await?;
    for entry in &found {
        write(tx, entry, &policies[&entry.list]).await?;
        touched.entry(entry.list).or_default().push(entry.household);
    }
    Ok(touched)
}

/// Takes off the list who is not in `found` any more, or stands on another list now.
async fn remove_gone(
    connection: &mut PgConnection,
    households: &[HouseholdId],
    found: &[EntryFacts],
) -> Result<Touched> {
    let asked = households
        .iter()
        .map(|household| household.0)
        .collect::<Vec<_>>();
    let stay = found
        .iter()
        .map(|entry| entry.household.0)
        .collect::<Vec<_>>();
    let lists = found.iter().map(|entry| entry.list.0).collect::<Vec<_>>();
    let gone = sqlx::query!(
        r#"
        delete from list_entry
        where household_id = any($1)
            and (household_id, list_authority_id) not in (
                select * from unnest($2::uuid[], $3::uuid[]))
        returning household_id, list_authority_id
        "#,
        &asked,
        &stay,
        &lists,
    )
    .fetch_all(connection)
    .await?;
    let mut touched = Touched::new();
    for row in gone {
        touched
            .entry(ListAuthorityId(row.list_authority_id))
            .or_default()
            .push(HouseholdId(row.household_id));
    }
    Ok(touched)
}

async fn write(
    connection: &mut PgConnection,
    entry: &EntryFacts,
    policy: &domain::policy::Policy,
) -> Result<()> {
    let facts = &entry.facts;
    let placement = place(facts, policy);
    sqlx::query!(
        r#"
        insert into list_entry
            (household_id, list_authority_id, project_id, head_client_id, head_enrollment_id, size, minors,
            on_list_since, score, assessed_on, last_contact_on, referral_id, referral_status, standing,
            reason, sort_key, computed_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8, trim_scale($9::bigint / 100.0), $10, $11, $12, $13, $14, $15,
            $16, $17)
        on conflict (household_id) do update set
            list_authority_id = excluded.list_authority_id,
            project_id = excluded.project_id,
            head_client_id = excluded.head_client_id,
            head_enrollment_id = excluded.head_enrollment_id,
            size = excluded.size,
            minors = excluded.minors,
            on_list_since = excluded.on_list_since,
            score = excluded.score,
            assessed_on = excluded.assessed_on,
            last_contact_on = excluded.last_contact_on,
            referral_id = excluded.referral_id,
            referral_status = excluded.referral_status,
            standing = excluded.standing,
            reason = excluded.reason,
            sort_key = excluded.sort_key,
            computed_on = excluded.computed_on
        "#,
        entry.household.0,
        entry.list.0,
        entry.project.0,
        entry.head_client.0,
        entry.head_enrollment.0,
        facts.size,
        facts.minors,
        facts.on_list_since,
        facts.assessment.and_then(|assessment| assessment.score_hundredths),
        facts.assessment.map(|assessment| assessment.assessed_on),
        facts.last_contact_on,
        entry.referral.map(|id| id.0),
        placement.referral.code(),
        placement.standing.code(),
        placement.reason,
        &placement.sort_key,
        facts.today,
    )
    .execute(connection)
    .await?;
    Ok(())
}
