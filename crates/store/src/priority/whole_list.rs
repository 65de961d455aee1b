//! One list as a whole, when its rules change: who would stand otherwise, and placing everybody anew.

use super::facts;
use super::refresh::{AT_ONCE, refresh_many};
use crate::clock::Clock;
use crate::{Result, Tx};
use domain::ids::{HouseholdId, ListAuthorityId};
use domain::policy::Policy;
use domain::priority::{Standing, place};
use serde::Serialize;
use sqlx::PgConnection;
use std::collections::{BTreeMap, BTreeSet};

/// How many households would go from one standing to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// How they stand.
    pub from: Standing,
    /// How they would stand.
    pub to: Standing,
    /// How many.
    pub households: i64,
}

/// What would become of a list's households if its rules changed from `now` to `then`. Writes nothing.
pub(crate) async fn shifts(
    connection: &mut PgConnection,
    clock: Clock,
    list: ListAuthorityId,
    now: &Policy,
    then: &Policy,
) -> Result<Vec<Shift>> {
    if now.places_like(then) {
        return Ok(Vec::new());
    }
    let households = of_list(connection, list).await?;
    let mut counts = BTreeMap::new();
    for some in households.chunks(AT_ONCE) {
        let found = facts::read(connection, some, clock.now(), None).await?;
        // A project may feed several lists.
        for entry in found.iter().filter(|entry| entry.list == list) {
            let from = place(&entry.facts, now).standing;
            let to = place(&entry.facts, then).standing;
            if from != to {
                *counts.entry((from, to)).or_insert(0) += 1;
            }
        }
    }
    let shift = |((from, to), households)| Shift {
        from,
        to,
        households,
    };
    Ok(counts.into_iter().map(shift).collect())
}

/// Places every household of a list anew; its screens look at all of it again. Returns how many were looked
/// at.
pub(crate) async fn refresh_list(tx: &mut Tx, clock: Clock, list: ListAuthorityId) -> Result<u64> {
    let households = of_list(tx, list).await?;
    let households = households.into_iter().collect::<BTreeSet<_>>();
    refresh_many(tx, clock, &households).await
}

/// Those who stand on the list, or may.
async fn of_list(connection: &mut PgConnection, list: ListAuthorityId) -> Result<Vec<HouseholdId>> {
    let households = sqlx::query_scalar!(
        r#"
        select e.household_id as "household_id!"
        from enrollment e
        join list_project using (project_id)
        where list_authority_id = $1 and e.exit_on is null
        union
        select household_id from list_entry where list_authority_id = $1
        order by 1
        "#,
        list.0,
    )
    .fetch_all(connection)
    .await?;
    Ok(households.into_iter().map(HouseholdId).collect())
}
