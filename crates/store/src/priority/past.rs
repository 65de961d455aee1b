//! The Priority List as of a past day: what is true of that day, as it is known now.

use super::facts;
use super::list::visible;
use super::refresh::AT_ONCE;
use crate::{Result, Store, audit, policy};
use chrono::NaiveDate;
use domain::access::Actor;
use domain::ids::{HouseholdId, ListAuthorityId};
use domain::priority::{Facts, Placement, place};
use serde_json::json;

/// A household that stood on the list on the day.
#[derive(Clone, Debug, PartialEq)]
pub struct PastEntry {
    /// The household.
    pub household: HouseholdId,
    /// What was true of it.
    pub facts: Facts,
    /// How it stood, and why.
    pub placement: Placement,
    /// Its place among the ranked, from 1.
    pub rank: Option<i64>,
}

/// The list on a day, in its order: stays, answers and referrals by their own dates as they are known now,
/// placed by the policy of that day. Corrections that came later are in it; relationships, sharing and which
/// project feeds the list are as now. Audited.
///
/// # Errors
/// [`crate::StoreError::NotFound`] where the list is not the actor's to see.
pub async fn as_of(
    store: &Store,
    actor: &Actor,
    list: ListAuthorityId,
    day: NaiveDate,
) -> Result<Vec<PastEntry>> {
    let view = visible(store, actor, list).await?;
    let mut tx = store.begin(Some(actor.user)).await?;
    let households = sqlx::query_scalar!(
        r#"
        select distinct e.household_id
        from list_project
        join enrollment e using (project_id)
        where list_authority_id = $1 and e.entry_date <= $2 and (e.exit_on is null or e.exit_on > $2)
        "#,
        list.0,
        day,
    )
    .fetch_all(&mut *tx)
    .await?;
    let policy = policy::in_force(&mut tx, list, day).await?;
    let mut entries = Vec::with_capacity(households.len());
    for some in households.chunks(AT_ONCE) {
        let some = some.iter().copied().map(HouseholdId).collect::<Vec<_>>();
        let found = facts::read(&mut tx, &some, store.clock.now(), Some(day)).await?;
        // A project may feed several lists.
        for entry in found.into_iter().filter(|entry| entry.list == list) {
            entries.push(PastEntry {
                household: entry.household,
                placement: place(&entry.facts, &policy),
                facts: entry.facts,
                rank: None,
            });
        }
    }
    rank(&mut entries);
    audit::Entry::new("list opened")
        .by(actor.user, Some(view.acting))
        .on("list_authority", list)
        .detail(json!({ "as_of": day, "rows": entries.len() }))
        .write(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(entries)
}

/// Puts them in order and counts the ranked.
fn rank(entries: &mut [PastEntry]) {
    entries.sort_by(|left, right| {
        let key = |entry: &PastEntry| (entry.placement.sort_key.clone(), entry.household.0);
        key(left).cmp(&key(right))
    });
    let ranked = entries
        .iter_mut()
        .filter(|entry| entry.placement.standing.is_ranked());
    for (place, entry) in (1..).zip(ranked) {
        entry.rank = Some(place);
    }
}
