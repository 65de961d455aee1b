//! The statements of a merge, each with what taking it back needs.

use super::plan::Plan;
use crate::{Result, Store, StoreError, Tx, ids};
use domain::duplicate::Field;
use domain::ids::{ActId, ClientMergeId, UserId};
use domain::person::Name;
use uuid::Uuid;

/// Writes what is kept of both into the kept record. Returns its versions before and after: what stood is in history.
pub(super) async fn keep_answers(store: &Store, tx: &mut Tx, plan: &Plan) -> Result<(i32, i32)> {
    let takes = |field| plan.taken.contains(&field);
    let sealed = if takes(Field::Ssn) {
        sqlx::query_scalar!(
            "select ssn_sealed from client where client_id = $1",
            plan.other.0
        )
        .fetch_one(&mut **tx)
        .await?
        // Bound to the record: sealed anew for the one that it goes to.
        .map(|sealed| {
            let digits = store.keys.open(plan.other.0, &sealed)?;
            store.keys.seal(plan.kept.0, &digits)
        })
        .transpose()?
    } else {
        None
    };
    let before = sqlx::query_scalar!(
        "select version from client where client_id = $1",
        plan.kept.0
    )
    .fetch_one(&mut **tx)
    .await?;
    let after = sqlx::query_scalar!(
        r#"
        update client kept
        set first_name = case when $3 then other.first_name else kept.first_name end,
            middle_name = case when $3 then other.middle_name else kept.middle_name end,
            last_name = case when $3 then other.last_name else kept.last_name end,
            name_suffix = case when $3 then other.name_suffix else kept.name_suffix end,
            name_data_quality = case when $3 then other.name_data_quality else kept.name_data_quality end,
            hashed = case when $3 then other.hashed else kept.hashed end,
            dob = case when $4 then other.dob else kept.dob end,
            dob_data_quality = case when $4 then other.dob_data_quality else kept.dob_data_quality end,
            ssn_sealed = case when $5 then $6 else kept.ssn_sealed end,
            ssn_hash = case when $5 then other.ssn_hash else kept.ssn_hash end,
            ssn_last4_hash = case when $5 then other.ssn_last4_hash else kept.ssn_last4_hash end,
            ssn_data_quality = case when $5 then other.ssn_data_quality else kept.ssn_data_quality end,
            sex = case when $7 then other.sex else kept.sex end,
            am_ind_ak_native = case when $8 then other.am_ind_ak_native else kept.am_ind_ak_native end,
            asian = case when $8 then other.asian else kept.asian end,
            black_af_american = case when $8 then other.black_af_american else kept.black_af_american end,
            hispanic_latinao = case when $8 then other.hispanic_latinao else kept.hispanic_latinao end,
            mid_east_n_african = case when $8 then other.mid_east_n_african else kept.mid_east_n_african end,
            native_hi_pacific = case when $8 then other.native_hi_pacific else kept.native_hi_pacific end,
            white = case when $8 then other.white else kept.white end,
            race_none = case when $8 then other.race_none else kept.race_none end,
            additional_race_ethnicity = case when $8
                then other.additional_race_ethnicity else kept.additional_race_ethnicity end,
            veteran_status = case when $9 then other.veteran_status else kept.veteran_status end,
            sharing = $10,
            owning_organization_id = $11,
            ssn_closed = $12,
            -- an import must not take back what was decided here
            written_here = kept.written_here or $13
        from client other
        where kept.client_id = $1 and other.client_id = $2
        returning kept.version
        "#,
        plan.kept.0,
        plan.other.0,
        takes(Field::Name),
        takes(Field::Dob),
        takes(Field::Ssn),
        sealed,
        takes(Field::Sex),
        takes(Field::Race),
        takes(Field::Veteran),
        if plan.joined.shares { "all" } else { "owner_only" },
        plan.joined.owner.map(|owner| owner.0),
        plan.joined.ssn_closed,
        !plan.taken.is_empty(),
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok((before, after))
}

/// The merge itself, to which its rows belong.
pub(super) async fn begin(
    store: &Store,
    tx: &mut Tx,
    (merge, user): (ClientMergeId, UserId),
    plan: &Plan,
    (before, after): (i32, i32),
    acts: &[ActId],
) -> Result<()> {
    let mut taken = Vec::with_capacity(plan.taken.len());
    taken.extend(plan.taken.iter().map(|field| field.code().to_owned()));
    let acts = acts.iter().map(|act| act.0).collect::<Vec<_>>();
    sqlx::query!(
        r#"
        insert into client_merge
            (client_merge_id, kept_id, other_id, duplicate_pair_id, version_before, version_after, taken, acts,
            merged_at, merged_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        "#,
        merge.0,
        plan.kept.0,
        plan.other.0,
        plan.pair.0,
        before,
        after,
        &taken,
        &acts,
        store.clock.now(),
        user.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Moves every row that belongs to the other person. Returns how many.
pub(super) async fn move_rows(tx: &mut Tx, merge: ClientMergeId, plan: &Plan) -> Result<i32> {
    Ok(sqlx::query_scalar!(
        r#"select move_client($1, $2, $3) as "moved!""#,
        merge.0,
        plan.other.0,
        plan.kept.0,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Retires the other record: its ID, and the name that is not kept, find the kept one.
pub(super) async fn retire(
    tx: &mut Tx,
    merge: ClientMergeId,
    plan: &Plan,
    before: i32,
) -> Result<()> {
    let retired = sqlx::query!(
        r#"
        update client set merged_into = $2
        where client_id = $1 and merged_into is null
        returning source_id, hmis_id
        "#,
        plan.other.0,
        plan.kept.0,
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(StoreError::Conflict)?;
    let id: Uuid = ids::new();
    let added = sqlx::query!(
        r#"
        insert into client_alias (client_alias_id, client_id, source_id, hmis_id)
        values ($1, $2, $3, $4)
        on conflict do nothing
        "#,
        id,
        plan.kept.0,
        retired.source_id,
        retired.hmis_id,
    )
    .execute(&mut **tx)
    .await?;
    if added.rows_affected() == 1 {
        write_down(tx, merge, id).await?;
    }
    if let Some(name) = former_name(tx, plan, before).await? {
        let id: Uuid = ids::new();
        sqlx::query!(
            "insert into client_alias (client_alias_id, client_id, name) values ($1, $2, $3)",
            id,
            plan.kept.0,
            name,
        )
        .execute(&mut **tx)
        .await?;
        write_down(tx, merge, id).await?;
    }
    Ok(())
}

/// The name that is not shown any more, where it says something that the kept one does not.
async fn former_name(tx: &mut Tx, plan: &Plan, before: i32) -> Result<Option<String>> {
    let rows = sqlx::query!(
        r#"
        select false as "kept!", first_name, middle_name, last_name, name_suffix, hashed as "hashed!"
        from client where client_id = $2
        union all
        select true, body ->> 'first_name', body ->> 'middle_name', body ->> 'last_name', body ->> 'name_suffix',
            (body ->> 'hashed')::boolean
        from history
        where entity = 'client' and entity_id = $1 and version = $3
        "#,
        plan.kept.0,
        plan.other.0,
        before,
    )
    .fetch_all(&mut **tx)
    .await?;
    let name_of = |kept: bool| {
        let row = rows.iter().find(|row| row.kept == kept && !row.hashed)?;
        let name = Name {
            first: row.first_name.clone(),
            middle: row.middle_name.clone(),
            last: row.last_name.clone(),
            suffix: row.name_suffix.clone(),
        };
        (name != Name::default()).then(|| name.full())
    };
    let takes = plan.taken.contains(&Field::Name);
    let (Some(shown), Some(former)) = (name_of(!takes), name_of(takes)) else {
        return Ok(None);
    };
    if former.is_empty() || former.to_lowercase() == shown.to_lowercase() {
        return Ok(None);
    }
    let known = sqlx::query_scalar!(
        r#"
        select exists (select from client_alias where client_id = $1 and lower(name) = lower($2)) as "known!"
        "#,
        plan.kept.0,
        former,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Some(former).filter(|_| !known))
}

/// A row that the merge added.
async fn write_down(tx: &mut Tx, merge: ClientMergeId, row: Uuid) -> Result<()> {
    sqlx::query!(
        r#"
        insert into client_merge_row (client_merge_id, table_name, row_id) values ($1, 'client_alias', $2)
        "#,
        merge.0,
        row,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The pair does not wait any more, and the kept record is compared anew with others.
pub(super) async fn decide(store: &Store, tx: &mut Tx, user: UserId, plan: &Plan) -> Result<()> {
    sqlx::query!(
        r#"
        update duplicate_pair
        set state = 'merged', decided_at = $2, decided_by = $3, decided_why = null, decided_certainty = certainty
        where duplicate_pair_id = $1
        "#,
        plan.pair.0,
        store.clock.now(),
        user.0,
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into duplicate_unexamined values ($1) on conflict do nothing",
        plan.kept.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
