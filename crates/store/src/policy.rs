//! The rules of list authorities: as they are in force on a day, and how they are edited.

mod history;
mod preview;
mod read;
mod save;
#[cfg(test)]
mod tests;

pub use history::{Version, history};
pub use preview::{Preview, preview};
pub use read::{Current, Editable, Meanwhile, Recorded, Sheet, editable, sheet};
pub use save::{DRAFT, Outcome, Request, Saved, save, saved};

use crate::Result;
use chrono::NaiveDate;
use domain::ids::ListAuthorityId;
use domain::policy::Policy;
use sqlx::PgConnection;
use sqlx::types::Json;
use std::collections::HashMap;

/// The policy in force on a day; the default where the authority has recorded none.
///
/// # Errors
/// When the database cannot be asked.
pub async fn in_force(
    connection: &mut PgConnection,
    list: ListAuthorityId,
    day: NaiveDate,
) -> Result<Policy> {
    let body = sqlx::query_scalar!(
        r#"select policy_in_force($1, $2) as "body: Json<Policy>""#,
        list.0,
        day,
    )
    .fetch_one(connection)
    .await?;
    Ok(body.map(|body| body.0).unwrap_or_default())
}

/// The policies of several lists, each on its own day.
pub(crate) async fn of_lists(
    connection: &mut PgConnection,
    lists: &HashMap<ListAuthorityId, NaiveDate>,
) -> Result<HashMap<ListAuthorityId, Policy>> {
    let mut policies = HashMap::with_capacity(lists.len());
    for (list, day) in lists {
        policies.insert(*list, in_force(connection, *list, *day).await?);
    }
    Ok(policies)
}
