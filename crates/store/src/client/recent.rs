//! Clients that a user opened of late, from the audit.

use crate::client::sight::Sight;
use crate::name::ShownName;
use crate::{Result, Store};
use chrono::{DateTime, Utc};
use domain::access::Actor;
use domain::calendar;
use domain::ids::ClientId;
use domain::person::Name;

/// Acts looked through, and clients shown.
const LOOKED_AT: i64 = 200;
const SHOWN: i64 = 8;

/// A client opened before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentClient {
    /// Who.
    pub id: ClientId,
    /// Their name.
    pub name: ShownName,
    /// Completed years today.
    pub age: Option<u32>,
    /// PersonalID.
    pub hmis_id: String,
    /// The last time.
    pub opened_at: DateTime<Utc>,
}

/// The clients that this user opened last, newest first; nobody who has been hidden since.
///
/// # Errors
/// [`crate::StoreError::Forbidden`] for a user without any grant.
pub async fn recently_opened(store: &Store, actor: &Actor) -> Result<Vec<RecentClient>> {
    let _sight = Sight::of(store, actor).await?;
    let today = store.clock.office_day();
    let rows = sqlx::query!(
        r#"
        select client_id, client.hmis_id, first_name, last_name, name_suffix, dob, hashed, protected,
            opened.at as "at!"
        from (
            select subject_id, max(at) as at
            from (
                select subject_id, at from audit
                where user_id = $1 and act = 'open_client'
                order by audit_id desc
                limit $2) as acts
            group by subject_id) as opened
        join client on client_id = opened.subject_id
        where nameable(client)
        order by opened.at desc
        limit $3
        "#,
        actor.user.0,
        LOOKED_AT,
        SHOWN,
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let name = Name {
                first: row.first_name,
                middle: None,
                last: row.last_name,
                suffix: row.name_suffix,
            };
            RecentClient {
                id: row.client_id.into(),
                name: ShownName::of(name, row.hashed, row.protected),
                age: row.dob.and_then(|dob| calendar::age(dob, today)),
                hmis_id: row.hmis_id,
                opened_at: row.at,
            }
        })
        .collect())
}
