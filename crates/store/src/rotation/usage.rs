//! Which keys are needed, and by how many rows.

use super::Holder;
use crate::{Result, Store};
use std::collections::BTreeMap;

/// Rows by the number of the key that sealed them.
pub(super) async fn of(store: &Store, holder: Holder) -> Result<BTreeMap<u8, u64>> {
    let counts: Vec<(i32, i64)> = match holder {
        Holder::Clients => sqlx::query!(
            r#"
            select get_byte(ssn_sealed, 0) as "key!", count(*) as "rows!"
            from client where ssn_sealed is not null group by 1
            "#
        )
        .fetch_all(&store.pool)
        .await?
        .into_iter()
        .map(|row| (row.key, row.rows))
        .collect(),
        Holder::Versions => sqlx::query!(
            r#"
            select get_byte((body ->> 'ssn_sealed')::bytea, 0) as "key!", count(*) as "rows!"
            from history where entity = 'client' and body ? 'ssn_sealed' group by 1
            "#
        )
        .fetch_all(&store.pool)
        .await?
        .into_iter()
        .map(|row| (row.key, row.rows))
        .collect(),
        Holder::Drafts => sqlx::query!(
            r#"select get_byte(sealed, 0) as "key!", count(*) as "rows!" from draft group by 1"#
        )
        .fetch_all(&store.pool)
        .await?
        .into_iter()
        .map(|row| (row.key, row.rows))
        .collect(),
        Holder::RawRows => sqlx::query!(
            r#"
            select get_byte(sealed, 0) as "key!", count(*) as "rows!"
            from raw_row where sealed is not null group by 1
            "#
        )
        .fetch_all(&store.pool)
        .await?
        .into_iter()
        .map(|row| (row.key, row.rows))
        .collect(),
        Holder::Audit => sqlx::query!(
            r#"
            select get_byte(sealed, 0) as "key!", count(*) as "rows!"
            from audit where sealed is not null group by 1
            "#
        )
        .fetch_all(&store.pool)
        .await?
        .into_iter()
        .map(|row| (row.key, row.rows))
        .collect(),
    };
    Ok(counts
        .into_iter()
        .map(|(key, rows)| {
            (
                u8::try_from(key).unwrap_or(0),
                u64::try_from(rows).unwrap_or(0),
            )
        })
        .collect())
}
