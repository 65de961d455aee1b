//! Writing the projection: in the transaction of the fact, and once a day.

use super::facts::{self, EntryFacts};
use crate::clock::Clock;
use crate::outbox::{self, Event};
use crate::{Result, Store, Tx, policy};
use chrono::NaiveDate;
use domain::ids::{HouseholdId, ListAuthorityId};
use domain::policy::Policy;
use domain::priority::{Placement, place};
use sqlx::PgConnection;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// How many entries are read, and written with one statement.
pub(super) const AT_ONCE: usize = 500;

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

/// Places many households, in the order of their ids; used after imports. Screens look at the lists
/// concerned again, as a whole. Returns how many were looked at.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn refresh_many(
    tx: &mut Tx,
    clock: Clock,
    households: &BTreeSet<HouseholdId>,
) -> Result<u64> {
    let households: Vec<HouseholdId> = households.iter().copied().collect();
    let mut lists = BTreeSet::new();
    for some in households.chunks(AT_ONCE) {
        lists.extend(place_all(tx, clock, some).await?.into_keys());
    }
    announce(tx, lists).await?;
    Ok(households.len() as u64)
}

/// Places every household that stands or should stand on a list; used by the demo. Screens look at
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
        order by 1
        "#
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut lists = BTreeSet::new();
    for some in households.chunks(AT_ONCE) {
        lists.extend(place_all(tx, clock, &ids(some)).await?.into_keys());
    }
    announce(tx, lists).await?;
    Ok(households.len() as u64)
}

/// Places the entries whose day is over, some at a time so that nobody waits long for a household. Those
/// that somebody else works on are left for the next call. Returns how many.
///
/// # Errors
/// When the database refuses; what was placed by then stays placed.
pub async fn refresh_stale(store: &Store) -> Result<u64> {
    let mut lists = BTreeSet::new();
    let mut after = Uuid::nil();
    let mut count = 0;
    loop {
        let mut tx = store.begin(None).await?;
        let some = stale(&mut tx, store.clock, after).await?;
        let Some(last) = some.last() else {
            break;
        };
        after = *last;
        count += some.len() as u64;
        lists.extend(
            place_all(&mut tx, store.clock, &ids(&some))
                .await?
                .into_keys(),
        );
        tx.commit().await?;
    }
    if !lists.is_empty() {
        let mut tx = store.begin(None).await?;
        announce(&mut tx, lists).await?;
        tx.commit().await?;
    }
    Ok(count)
}

/// The next households whose entry was computed for a day before today, by their ids and locked.
async fn stale(connection: &mut PgConnection, clock: Clock, after: Uuid) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        r#"
        select household_id
        from household
        join list_entry using (household_id)
        join list_authority la using (list_authority_id)
        where household_id > $2 and computed_on < ($1::timestamptz at time zone la.time_zone)::date
        order by household_id
        limit $3
        for no key update of household skip locked
        "#,
        clock.now(),
        after,
        AT_ONCE as i64,
    )
    .fetch_all(connection)
    .await?)
}

fn ids(households: &[Uuid]) -> Vec<HouseholdId> {
    households.iter().copied().map(HouseholdId).collect()
}

/// Tells the screens of each list once to look at everything again.
async fn announce(tx: &mut Tx, lists: BTreeSet<ListAuthorityId>) -> Result<()> {
    for list in lists {
        let households = Vec::new();
        outbox::put(tx, &Event::List { list, households }).await?;
    }
    Ok(())
}

type Touched = BTreeMap<ListAuthorityId, Vec<HouseholdId>>;

/// Takes the households for this transaction: whoever changes or reads what places them waits. Always after
/// locks on enrollments and before those on entries, and by rising ids, so that nobody waits in a circle.
///
/// # Errors
/// When the database refuses.
async fn lock(connection: &mut PgConnection, households: &[HouseholdId]) -> Result<()> {
    let ids = households.iter().map(|id| id.0).collect::<Vec<_>>();
    sqlx::query!(
        r#"
        select household_id
        from household
        where household_id = any($1)
        order by household_id
        for no key update
        "#,
        &ids,
    )
    .fetch_all(connection)
    .await?;
    Ok(())
}

/// Takes the households for this transaction: nobody else changes their stays or their places on the list.
pub(crate) async fn lock_stays(
    connection: &mut PgConnection,
    households: &[HouseholdId],
) -> Result<()> {
    // Enrollments before the household, as everywhere: see [`lock`]. Not `for update`: whoever places
    // the household meanwhile refers to its enrollments, and would wait for us while we wait for them.
    let ids = households.iter().map(|id| id.0).collect::<Vec<_>>();
    sqlx::query!(
        r#"
        select enrollment_id
        from enrollment
        where household_id = any($1)
        order by enrollment_id
        for no key update
        "#,
        &ids,
    )
    .fetch_all(&mut *connection)
    .await?;
    lock(connection, households).await
}

async fn place_all(tx: &mut Tx, clock: Clock, households: &[HouseholdId]) -> Result<Touched> {
    // Facts that were read before somebody's exit must not be written after it.
    lock(tx, households).await?;
    let found = facts::read(tx, households, clock.now(), None).await?;
    let mut touched = remove_gone(tx, households, &found).await?;
    let days = found
        .iter()
        .map(|entry| (entry.list, entry.facts.today))
        .collect::<HashMap<ListAuthorityId, NaiveDate>>();
    let policies = policy::of_lists(tx, &days).await?;
    write(tx, &found, &policies).await?;
    for entry in &found {
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

/// Writes all of them with one statement.
async fn write(
    connection: &mut PgConnection,
    entries: &[EntryFacts],
    policies: &HashMap<ListAuthorityId, Policy>,
) -> Result<()> {
    let placements = entries
        .iter()
        .map(|entry| place(&entry.facts, &policies[&entry.list]))
        .collect::<Vec<_>>();
    let placed = |of: fn(&Placement) -> String| placements.iter().map(of).collect::<Vec<_>>();
    let scores = column(entries, |entry| {
        entry.facts.assessment.and_then(|one| one.score_hundredths)
    });
    let assessed_on = column(entries, |entry| {
        entry.facts.assessment.map(|one| one.assessed_on)
    });
    let last_contact_on = column(entries, |entry| entry.facts.last_contact_on);
    let referrals = column(entries, |entry| entry.referral.map(|id| id.0));
    sqlx::query!(
        r#"
        insert into list_entry
            (household_id, list_authority_id, project_id, head_client_id, head_enrollment_id, size, minors,
            on_list_since, score, assessed_on, last_contact_on, referral_id, referral_status, standing,
            reason, sort_key, computed_on)
        select household_id, list_authority_id, project_id, head_client_id, head_enrollment_id, size, minors,
            on_list_since, trim_scale(score_hundredths / 100.0), assessed_on, last_contact_on, referral_id,
            referral_status, standing, reason, sort_key::bigint[], computed_on
        from unnest(
            $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::integer[], $7::integer[],
            $8::date[], $9::bigint[], $10::date[], $11::date[], $12::uuid[], $13::text[], $14::text[],
            $15::text[], $16::text[], $17::date[])
            as placed (household_id, list_authority_id, project_id, head_client_id, head_enrollment_id, size,
            minors, on_list_since, score_hundredths, assessed_on, last_contact_on, referral_id,
            referral_status, standing, reason, sort_key, computed_on)
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
            computed_on = excluded.computed_on,
            examined = false
        "#,
        &column(entries, |entry| entry.household.0),
        &column(entries, |entry| entry.list.0),
        &column(entries, |entry| entry.project.0),
        &column(entries, |entry| entry.head_client.0),
        &column(entries, |entry| entry.head_enrollment.0),
        &column(entries, |entry| entry.facts.size),
        &column(entries, |entry| entry.facts.minors),
        &column(entries, |entry| entry.facts.on_list_since),
        &scores as &[Option<i64>],
        &assessed_on as &[Option<NaiveDate>],
        &last_contact_on as &[Option<NaiveDate>],
        &referrals as &[Option<Uuid>],
        &placed(|placement| placement.referral.code().to_owned()),
        &placed(|placement| placement.standing.code().to_owned()),
        &placed(|placement| placement.reason.clone()),
        &placed(sort_key),
        &column(entries, |entry| entry.facts.today),
    )
    .execute(connection)
    .await?;
    Ok(())
}

fn column<T>(entries: &[EntryFacts], of: fn(&EntryFacts) -> T) -> Vec<T> {
    entries.iter().map(of).collect()
}

/// The key as PostgreSQL writes an array: arrays of arrays do not unnest by rows.
fn sort_key(placement: &Placement) -> String {
    let numbers = placement.sort_key.iter().map(ToString::to_string);
    format!("{{{}}}", numbers.collect::<Vec<_>>().join(","))
}
