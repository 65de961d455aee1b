//! What is sealed and found by other things than itself: drafts, imported rows, values in the audit.

use super::Batch;
use crate::import::{raw_row_binding, raw_row_file};
use crate::secret::Keys;
use crate::{Result, StoreError, Tx};
use uuid::Uuid;

/// The next drafts that another key sealed.
pub(super) async fn drafts(
    tx: &mut Tx,
    keys: &Keys,
    after: Uuid,
    limit: i64,
) -> Result<Option<Batch<Uuid>>> {
    let rows = sqlx::query!(
        r#"
        select draft_id, sealed
        from draft
        where draft_id > $1 and get_byte(sealed, 0) <> $2
        order by draft_id
        limit $3
        for no key update skip locked
        "#,
        after,
        i32::from(keys.sealing()),
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    let values = rows
        .into_iter()
        .map(|row| (row.draft_id, Some(row.draft_id), row.sealed));
    let Some(anew) = Anew::of(keys, values)? else {
        return Ok(None);
    };
    sqlx::query!(
        r#"
        update draft set sealed = n.sealed
        from unnest($1::uuid[], $2::bytea[]) as n (id, sealed)
        where draft_id = n.id
        "#,
        &anew.ids,
        &anew.sealed,
    )
    .execute(&mut **tx)
    .await?;
    Ok(Some(anew.batch))
}

/// The next imported rows that another key sealed.
pub(super) async fn raw_rows(
    tx: &mut Tx,
    keys: &Keys,
    after: i64,
    limit: i64,
) -> Result<Option<Batch<i64>>> {
    let rows = sqlx::query!(
        r#"
        select raw_row_id, implementation_id, file_number, hmis_id, sealed as "sealed!"
        from raw_row
        join data_source using (source_id)
        where raw_row_id > $1 and get_byte(sealed, 0) <> $2
        order by raw_row_id
        limit $3
        for no key update of raw_row skip locked
        "#,
        after,
        i32::from(keys.sealing()),
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    let values = rows.into_iter().map(|row| {
        let bound = raw_row_file(row.file_number)
            .map(|file| raw_row_binding(&row.implementation_id, file, &row.hmis_id));
        (row.raw_row_id, bound, row.sealed)
    });
    let Some(anew) = Anew::of(keys, values)? else {
        return Ok(None);
    };
    sqlx::query!(
        r#"
        update raw_row set sealed = n.sealed
        from unnest($1::bigint[], $2::bytea[]) as n (id, sealed)
        where raw_row_id = n.id
        "#,
        &anew.ids,
        &anew.sealed,
    )
    .execute(&mut **tx)
    .await?;
    Ok(Some(anew.batch))
}

/// The next lines of the audit whose values another key sealed.
pub(super) async fn audit(
    tx: &mut Tx,
    keys: &Keys,
    after: i64,
    limit: i64,
) -> Result<Option<Batch<i64>>> {
    let rows = sqlx::query!(
        r#"
        select audit_id, subject_id, sealed as "sealed!"
        from audit
        where audit_id > $1 and get_byte(sealed, 0) <> $2
        order by audit_id
        limit $3
        for no key update skip locked
        "#,
        after,
        i32::from(keys.sealing()),
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    let values = rows
        .into_iter()
        .map(|row| (row.audit_id, row.subject_id, row.sealed));
    let Some(anew) = Anew::of(keys, values)? else {
        return Ok(None);
    };
    sqlx::query!(
        r#"
        update audit set sealed = n.sealed
        from unnest($1::bigint[], $2::bytea[]) as n (id, sealed)
        where audit_id = n.id
        "#,
        &anew.ids,
        &anew.sealed,
    )
    .execute(&mut **tx)
    .await?;
    Ok(Some(anew.batch))
}

/// Columns of what is to be written.
struct Anew<K> {
    ids: Vec<K>,
    sealed: Vec<Vec<u8>>,
    batch: Batch<K>,
}

impl<K: Copy> Anew<K> {
    /// Seals values anew: row, the record to which its value is bound, value. None where there are none.
    fn of(
        keys: &Keys,
        values: impl Iterator<Item = (K, Option<Uuid>, Vec<u8>)>,
    ) -> Result<Option<Self>> {
        let (mut ids, mut sealed, mut unreadable, mut last) = (Vec::new(), Vec::new(), 0, None);
        for (id, record, value) in values {
            last = Some(id);
            match reseal(keys, record, &value) {
                Ok(value) => {
                    ids.push(id);
                    sealed.push(value);
                }
                Err(StoreError::Unreadable(_)) => unreadable += 1,
                Err(other) => return Err(other),
            }
        }
        Ok(last.map(|last| Self {
            batch: Batch {
                last,
                resealed: ids.len() as u64,
                unreadable,
            },
            ids,
            sealed,
        }))
    }
}

fn reseal(keys: &Keys, record: Option<Uuid>, sealed: &[u8]) -> Result<Vec<u8>> {
    let record = record.ok_or(StoreError::Unreadable("bound to no record"))?;
    keys.seal(record, &keys.open(record, sealed)?)
}
