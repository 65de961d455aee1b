//! Takes a merge back: both records as they were, or nothing of it.

use super::{as_administrator, merge, merging};
use crate::exit::duplicate as exits;
use crate::{Result, Store, StoreError, Tx, audit, client, idempotency, priority};
use domain::access::{Acting, Actor};
use domain::ids::{ActId, ClientId, ClientMergeId, DuplicatePairId, HouseholdId};
use serde_json::json;
use uuid::Uuid;

/// What its keys are kept under.
const ACT: &str = "unmerge_clients";

/// What is to be taken back.
#[derive(Clone, Debug)]
pub struct TakeBack<'a> {
    /// The merge.
    pub merge: ClientMergeId,
    /// Made with the form.
    pub key: Uuid,
    /// Why; the audit keeps it.
    pub purpose: &'a str,
    /// They are two people: remembered. Otherwise the pair waits again.
    pub two_people: bool,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Both stand as before; the pair.
    Back(DuplicatePairId),
    /// Nothing was done: sentences that say what stands in the way.
    Blocked(Vec<String>),
}

struct Recorded {
    kept: ClientId,
    other: ClientId,
    pair: DuplicatePairId,
    before: i32,
    after: i32,
    acts: Vec<ActId>,
}

/// Takes a merge back. What was recorded since stays with the kept record, or goes with the enrollment that it was
/// recorded on; an answer of the kept record that was changed since stays changed.
///
/// # Errors
/// [`StoreError::NotFound`] where there is no such merge for this actor; [`StoreError::Forbidden`] without a purpose;
/// [`StoreError::KeyReused`]; the database's own. Then nothing has happened.
pub async fn unmerge(store: &Store, actor: &Actor, request: TakeBack<'_>) -> Result<Taken> {
    let acting = merging(actor)?;
    let purpose = request.purpose.trim();
    if purpose.is_empty() {
        return Err(StoreError::Forbidden);
    }
    let actor = &as_administrator(actor, acting);
    let mut tx = store.begin(Some(actor.user)).await?;
    let question = format!("{} {}", request.merge, request.two_people);
    let earlier =
        idempotency::claim(&mut tx, actor.user, request.key, ACT, question.as_bytes()).await?;
    if let Some(pair) = earlier {
        return Ok(Taken::Back(pair));
    }
    let recorded = match recorded(&mut tx, request.merge).await? {
        Ok(recorded) => recorded,
        Err(by) => {
            return Ok(Taken::Blocked(vec![format!(
                "{by} took this merge back already."
            )]));
        }
    };
    merge::lock(&mut tx, &[recorded.kept.0, recorded.other.0]).await?;
    if held(&mut tx, request.merge, &recorded).await? {
        let why = "A later merge holds one of these records. Take that one back first.";
        return Ok(Taken::Blocked(vec![why.to_owned()]));
    }
    let moved = put_back(&mut tx, request.merge, &recorded).await?;
    let mut obstacles = Vec::new();
    for act in &recorded.acts {
        obstacles.extend(exits::reopen(store, &mut tx, actor, *act, purpose).await?);
    }
    if !obstacles.is_empty() {
        let why = obstacles.iter().map(domain::exit::Obstacle::message);
        return Ok(Taken::Blocked(why.collect()));
    }
    finish(store, &mut tx, actor, &request, &recorded).await?;
    client::index_clients(&mut tx, &[recorded.kept, recorded.other]).await?;
    let households = households(&mut tx, &recorded).await?;
    priority::refresh(&mut tx, store.clock, &households).await?;
    note(&mut tx, (actor, acting), &request, &recorded, moved).await?;
    idempotency::keep(&mut tx, actor.user, request.key, &recorded.pair).await?;
    tx.commit().await?;
    Ok(Taken::Back(recorded.pair))
}

/// The merge, taken for this transaction; or who took it back.
async fn recorded(
    tx: &mut Tx,
    merge: ClientMergeId,
) -> Result<std::result::Result<Recorded, String>> {
    let row = sqlx::query!(
        r#"
        select kept_id, other_id, duplicate_pair_id, version_before, version_after, acts,
            (select display_name from app_user where user_id = undone_by) as "undone_by?"
        from client_merge merge
        join client kept on kept.client_id = kept_id
        join client other on other.client_id = other_id
        where client_merge_id = $1 and not kept.protected and not other.protected
        for no key update of merge
        "#,
        merge.0,
    )
    .fetch_one(&mut **tx)
    .await?;
    if let Some(by) = row.undone_by {
        return Ok(Err(by));
    }
    Ok(Ok(Recorded {
        kept: row.kept_id.into(),
        other: row.other_id.into(),
        pair: row.duplicate_pair_id.into(),
        before: row.version_before,
        after: row.version_after,
        acts: row.acts.into_iter().map(ActId).collect(),
    }))
}

/// Whether a later merge stands that joined one of both with somebody else.
async fn held(tx: &mut Tx, merge: ClientMergeId, recorded: &Recorded) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"
        select exists (
            select from client_merge later
            where later.undone_at is null and later.client_merge_id > $1
                and (later.kept_id in ($2, $3) or later.other_id in ($2, $3))) as "held!"
        "#,
        merge.0,
        recorded.kept.0,
        recorded.other.0,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Moves the rows back, takes away the aliases that the merge added, and gives both records back what stood.
async fn put_back(tx: &mut Tx, merge: ClientMergeId, recorded: &Recorded) -> Result<i32> {
    let moved = sqlx::query_scalar!(
        r#"select move_client_back($1, $2, $3) as "moved!""#,
        merge.0,
        recorded.kept.0,
        recorded.other.0,
    )
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query!(
        r#"
        delete from client_alias
        where client_alias_id in (
            select row_id from client_merge_row
            where client_merge_id = $1 and table_name = 'client_alias' and column_name is null)
        "#,
        merge.0,
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "update client set merged_into = null where client_id = $1",
        recorded.other.0,
    )
    .execute(&mut **tx)
    .await?;
    answers(tx, recorded).await?;
    Ok(moved)
}

/// Each answer that still is what the merge wrote is again what stood before; a later correction stays.
async fn answers(tx: &mut Tx, recorded: &Recorded) -> Result<()> {
    sqlx::query!(
        r#"
        with before as (
            select was.*
            from history cross join lateral jsonb_populate_record(null::client, body) was
            where entity = 'client' and entity_id = $1 and history.version = $2
            order by history_id desc limit 1
        ), after as (
            select was.*
            from history cross join lateral jsonb_populate_record(null::client, body) was
            where entity = 'client' and entity_id = $1 and history.version = $3
            order by history_id desc limit 1
        ), same as (
            select
                (now.first_name, now.middle_name, now.last_name, now.name_suffix, now.name_data_quality, now.hashed)
                    is not distinct from (after.first_name, after.middle_name, after.last_name, after.name_suffix,
                        after.name_data_quality, after.hashed) as name,
                (now.dob, now.dob_data_quality) is not distinct from (after.dob, after.dob_data_quality) as dob,
                (now.ssn_hash, now.ssn_last4_hash, now.ssn_data_quality, now.ssn_sealed is null)
                    is not distinct from (after.ssn_hash, after.ssn_last4_hash, after.ssn_data_quality,
                        after.ssn_sealed is null) as ssn,
                now.sex is not distinct from after.sex as sex,
                (now.am_ind_ak_native, now.asian, now.black_af_american, now.hispanic_latinao, now.mid_east_n_african,
                    now.native_hi_pacific, now.white, now.race_none, now.additional_race_ethnicity)
                    is not distinct from (after.am_ind_ak_native, after.asian, after.black_af_american,
                        after.hispanic_latinao, after.mid_east_n_african, after.native_hi_pacific, after.white,
                        after.race_none, after.additional_race_ethnicity) as race,
                now.veteran_status is not distinct from after.veteran_status as veteran,
                (now.sharing, now.owning_organization_id)
                    is not distinct from (after.sharing, after.owning_organization_id) as sharing,
                now.ssn_closed is not distinct from after.ssn_closed as ssn_closed,
                now.version = after.version as untouched
            from client now, after
            where now.client_id = $1
        )
        update client
        set first_name = case when same.name then before.first_name else client.first_name end,
            middle_name = case when same.name then before.middle_name else client.middle_name end,
            last_name = case when same.name then before.last_name else client.last_name end,
            name_suffix = case when same.name then before.name_suffix else client.name_suffix end,
            name_data_quality = case when same.name then before.name_data_quality else client.name_data_quality end,
            hashed = case when same.name then before.hashed else client.hashed end,
            dob = case when same.dob then before.dob else client.dob end,
            dob_data_quality = case when same.dob then before.dob_data_quality else client.dob_data_quality end,
            ssn_sealed = case when same.ssn then before.ssn_sealed else client.ssn_sealed end,
            ssn_hash = case when same.ssn then before.ssn_hash else client.ssn_hash end,
            ssn_last4_hash = case when same.ssn then before.ssn_last4_hash else client.ssn_last4_hash end,
            ssn_data_quality = case when same.ssn then before.ssn_data_quality else client.ssn_data_quality end,
            sex = case when same.sex then before.sex else client.sex end,
            am_ind_ak_native = case when same.race then before.am_ind_ak_native else client.am_ind_ak_native end,
            asian = case when same.race then before.asian else client.asian end,
            black_af_american = case when same.race then before.black_af_american else client.black_af_american end,
            hispanic_latinao = case when same.race then before.hispanic_latinao else client.hispanic_latinao end,
            mid_east_n_african = case when same.race then before.mid_east_n_african else client.mid_east_n_african end,
            native_hi_pacific = case when same.race then before.native_hi_pacific else client.native_hi_pacific end,
            white = case when same.race then before.white else client.white end,
            race_none = case when same.race then before.race_none else client.race_none end,
            additional_race_ethnicity = case when same.race
                then before.additional_race_ethnicity else client.additional_race_ethnicity end,
            veteran_status = case when same.veteran then before.veteran_status else client.veteran_status end,
            sharing = case when same.sharing then before.sharing else client.sharing end,
            owning_organization_id = case when same.sharing
                then before.owning_organization_id else client.owning_organization_id end,
            ssn_closed = case when same.ssn_closed then before.ssn_closed else client.ssn_closed end,
            written_here = case when same.untouched then before.written_here else client.written_here end
        from before, same
        where client.client_id = $1
        "#,
        recorded.kept.0,
        recorded.before,
        recorded.after,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The merge is over; the pair waits again, or is remembered as two people.
async fn finish(
    store: &Store,
    tx: &mut Tx,
    actor: &Actor,
    request: &TakeBack<'_>,
    recorded: &Recorded,
) -> Result<()> {
    let now = store.clock.now();
    sqlx::query!(
        "update client_merge set undone_at = $2, undone_by = $3 where client_merge_id = $1",
        request.merge.0,
        now,
        actor.user.0,
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        r#"
        update duplicate_pair
        set state = case when $2 then 'not_same' else 'waiting' end,
            decided_at = case when $2 then $3::timestamptz end,
            decided_by = case when $2 then $4::uuid end,
            decided_why = case when $2 then $5 end,
            decided_certainty = case when $2 then certainty end
        where duplicate_pair_id = $1
        "#,
        recorded.pair.0,
        request.two_people,
        now,
        actor.user.0,
        request.purpose.trim(),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn households(tx: &mut Tx, recorded: &Recorded) -> Result<Vec<HouseholdId>> {
    let rows = sqlx::query_scalar!(
        "select distinct household_id from enrollment where client_id in ($1, $2)",
        recorded.kept.0,
        recorded.other.0,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(HouseholdId).collect())
}

async fn note(
    tx: &mut Tx,
    (actor, acting): (&Actor, Acting),
    request: &TakeBack<'_>,
    recorded: &Recorded,
    moved: i32,
) -> Result<()> {
    for subject in [recorded.kept, recorded.other] {
        audit::Entry::new("unmerge_clients")
            .by(actor.user, Some(acting))
            .on("client", subject)
            .purpose(Some(request.purpose.trim().to_owned()))
            .detail(json!({
                "merge": request.merge, "kept": recorded.kept, "other": recorded.other, "rows": moved,
                "two_people": request.two_people,
            }))
            .write(tx)
            .await?;
    }
    Ok(())
}
