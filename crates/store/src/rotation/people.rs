//! Social Security numbers: sealed anew, and hashed anew so that they are found.

use super::Batch;
use crate::client::{SealedSsn, seal_ssn};
use crate::secret::Keys;
use crate::{Result, StoreError, Tx};
use domain::ids::ClientId;
use uuid::Uuid;

/// The next clients whose number another key sealed.
pub(super) async fn clients(
    tx: &mut Tx,
    keys: &Keys,
    after: Uuid,
    limit: i64,
) -> Result<Option<Batch<Uuid>>> {
    let rows = sqlx::query!(
        r#"
        select client_id, ssn_sealed as "sealed!"
        from client
        where client_id > $1 and get_byte(ssn_sealed, 0) <> $2
        order by client_id
        limit $3
        for no key update skip locked
        "#,
        after,
        i32::from(keys.sealing()),
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    let Some(last) = rows.last().map(|row| row.client_id) else {
        return Ok(None);
    };
    let mut anew = Anew::default();
    for row in &rows {
        anew.take(keys, row.client_id, row.client_id, &row.sealed)?;
    }
    sqlx::query!(
        r#"
        update client
        set ssn_sealed = n.sealed, ssn_hash = n.hash, ssn_last4_hash = n.last4_hash
        from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[]) as n (id, sealed, hash, last4_hash)
        where client_id = n.id
        "#,
        &anew.ids,
        &anew.sealed as _,
        &anew.hashes as _,
        &anew.last4_hashes as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(Some(anew.batch(last)))
}

/// The next versions of clients whose number another key sealed.
pub(super) async fn versions(
    tx: &mut Tx,
    keys: &Keys,
    after: i64,
    limit: i64,
) -> Result<Option<Batch<i64>>> {
    let rows = sqlx::query!(
        r#"
        select history_id, entity_id, (body ->> 'ssn_sealed')::bytea as "sealed!"
        from history
        where history_id > $1 and entity = 'client' and get_byte((body ->> 'ssn_sealed')::bytea, 0) <> $2
        order by history_id
        limit $3
        for no key update skip locked
        "#,
        after,
        i32::from(keys.sealing()),
        limit,
    )
    .fetch_all(&mut **tx)
    .await?;
    let Some(last) = rows.last().map(|row| row.history_id) else {
        return Ok(None);
    };
    let mut anew = Anew::default();
    for row in &rows {
        anew.take(keys, row.history_id, row.entity_id, &row.sealed)?;
    }
    sqlx::query!(
        r#"
        update history
        set body = body || jsonb_strip_nulls(jsonb_build_object(
            'ssn_sealed', n.sealed, 'ssn_hash', n.hash, 'ssn_last4_hash', n.last4_hash))
        from unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::bytea[]) as n (id, sealed, hash, last4_hash)
        where history_id = n.id
        "#,
        &anew.ids,
        &anew.sealed as _,
        &anew.hashes as _,
        &anew.last4_hashes as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(Some(anew.batch(last)))
}

/// Columns of what is to be written.
struct Anew<K> {
    ids: Vec<K>,
    sealed: Vec<Option<Vec<u8>>>,
    hashes: Vec<Option<Vec<u8>>>,
    last4_hashes: Vec<Option<Vec<u8>>>,
    unreadable: u64,
}

impl<K> Default for Anew<K> {
    fn default() -> Self {
        Self {
            ids: Vec::new(),
            sealed: Vec::new(),
            hashes: Vec::new(),
            last4_hashes: Vec::new(),
            unreadable: 0,
        }
    }
}

impl<K> Anew<K> {
    fn take(&mut self, keys: &Keys, id: K, client: Uuid, sealed: &[u8]) -> Result<()> {
        let SealedSsn {
            sealed,
            hash,
            last4_hash,
        } = match reseal(keys, client, sealed) {
            Err(StoreError::Unreadable(_)) => {
                self.unreadable += 1;
                return Ok(());
            }
            other => other?,
        };
        self.ids.push(id);
        self.sealed.push(sealed);
        self.hashes.push(hash);
        self.last4_hashes.push(last4_hash);
        Ok(())
    }

    fn batch(&self, last: K) -> Batch<K> {
        Batch {
            last,
            resealed: self.ids.len() as u64,
            unreadable: self.unreadable,
        }
    }
}

fn reseal(keys: &Keys, client: Uuid, sealed: &[u8]) -> Result<SealedSsn> {
    let digits = keys.open(client, sealed)?;
    let digits = String::from_utf8(digits).map_err(|_| StoreError::Unreadable("ssn"))?;
    seal_ssn(keys, ClientId(client), &digits)
}
