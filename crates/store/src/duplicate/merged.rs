//! Merges that stand, newest first.

use super::merging;
use crate::name::ShownName;
use crate::{Result, Store, StoreError};
use chrono::{DateTime, Utc};
use domain::access::Actor;
use domain::ids::{ClientId, ClientMergeId, DuplicatePairId};
use domain::person::Name;
use uuid::Uuid;

/// Merges that one page shows.
const SHOWN: i64 = 50;

/// A merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Its id.
    pub id: ClientMergeId,
    /// The pair.
    pub pair: DuplicatePairId,
    /// The record that stands for both.
    pub kept: ClientId,
    /// Its name.
    pub name: ShownName,
    /// Its PersonalID.
    pub hmis_id: String,
    /// The name in the retired record.
    pub retired_name: ShownName,
    /// The retired PersonalID.
    pub retired_id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Rows that moved.
    pub rows: i64,
    /// Enrollments that were closed with it.
    pub closed: i64,
    /// A later merge holds one of both, and must be taken back first.
    pub held: bool,
}

/// Merges that stand. Those of people who may be named to nobody are not among them.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody but administrators.
pub async fn merged(store: &Store, actor: &Actor) -> Result<Vec<Merge>> {
    merging(actor)?;
    read(store, None).await
}

/// The merge of a pair that stands.
///
/// # Errors
/// [`StoreError::NotFound`] where there is none for this actor.
pub async fn merge_of_pair(store: &Store, actor: &Actor, pair: DuplicatePairId) -> Result<Merge> {
    merging(actor)?;
    read(store, Some(pair.0))
        .await?
        .pop()
        .ok_or(StoreError::NotFound)
}

async fn read(store: &Store, pair: Option<Uuid>) -> Result<Vec<Merge>> {
    let rows = sqlx::query!(
        r#"
        select merge.client_merge_id, duplicate_pair_id, kept_id, kept.hmis_id, kept.first_name, kept.middle_name,
            kept.last_name, kept.name_suffix, kept.hashed, other.hmis_id as other_hmis_id,
            other.first_name as other_first, other.middle_name as other_middle, other.last_name as other_last,
            other.name_suffix as other_suffix, other.hashed as other_hashed, merged_at, display_name,
            (select count(*) from client_merge_row
                where client_merge_row.client_merge_id = merge.client_merge_id and column_name is not null)
                as "rows!",
            cardinality(acts)::bigint as "closed!",
            exists (
                select from client_merge later
                where later.undone_at is null and later.client_merge_id > merge.client_merge_id
                    and (later.kept_id in (merge.kept_id, merge.other_id)
                        or later.other_id in (merge.kept_id, merge.other_id))) as "held!"
        from client_merge merge
        join client kept on kept.client_id = kept_id
        join client other on other.client_id = other_id
        join app_user on user_id = merged_by
        where undone_at is null and ($1::uuid is null or duplicate_pair_id = $1) and not kept.protected
            and not other.protected
        order by merged_at desc, merge.client_merge_id desc
        limit $2
        "#,
        pair,
        SHOWN,
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let name = Name {
                first: row.first_name,
                middle: row.middle_name,
                last: row.last_name,
                suffix: row.name_suffix,
            };
            let retired = Name {
                first: row.other_first,
                middle: row.other_middle,
                last: row.other_last,
                suffix: row.other_suffix,
            };
            Merge {
                id: row.client_merge_id.into(),
                pair: row.duplicate_pair_id.into(),
                kept: row.kept_id.into(),
                name: ShownName::of(name, row.hashed, false),
                hmis_id: row.hmis_id,
                retired_name: ShownName::of(retired, row.other_hashed, false),
                retired_id: row.other_hmis_id,
                at: row.merged_at,
                by: row.display_name,
                rows: row.rows,
                closed: row.closed,
                held: row.held,
            }
        })
        .collect())
}
