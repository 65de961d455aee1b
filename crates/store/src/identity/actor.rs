//! A user as they act when nobody sits before the screen: work that they began and left.

use crate::{Result, Store};
use domain::access::{Actor, Grant};
use domain::ids::{OrganizationId, UserId};
use domain::workgroup::Workgroup;

/// The user with the grants in force today, and nothing chosen; none where the account is disabled.
///
/// # Errors
/// When the database cannot be asked.
pub async fn actor(store: &Store, user: UserId) -> Result<Option<Actor>> {
    let rows = sqlx::query!(
        r#"
        select g.workgroup as "workgroup?", g.organization_id as "organization_id?"
        from app_user u
        left join user_grant g on g.user_id = u.user_id and in_force(g, $2)
        where u.user_id = $1 and u.disabled_at is null
        order by g.from_on, g.user_grant_id
        "#,
        user.0,
        store.rights_on(),
    )
    .fetch_all(&store.pool)
    .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let grants = rows
        .into_iter()
        .filter_map(|row| {
            Some(Grant {
                workgroup: Workgroup::from_code(&row.workgroup?)?,
                organization: OrganizationId(row.organization_id?),
            })
        })
        .collect();
    Ok(Some(Actor {
        user,
        chosen: None,
        grants,
    }))
}
