//! Where a client's households stand on Priority Lists, and why.

use crate::client::sight::Sight;
use crate::{Result, Store};
use chrono::NaiveDate;
use domain::access::Actor;
use domain::ids::{ClientId, HouseholdId, ListAuthorityId};
use domain::priority::{ReferralStatus, Standing};

/// A place on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPlace {
    /// Whose list.
    pub list: ListAuthorityId,
    /// "Northwest".
    pub list_name: String,
    /// The household that stands there.
    pub household: HouseholdId,
    /// Since when.
    pub since: NaiveDate,
    /// How it stands.
    pub standing: Standing,
    /// The sentence that explains it.
    pub reason: String,
    /// Its place among those who are ranked, from 1.
    pub rank: Option<i64>,
    /// The latest referral.
    pub referral: ReferralStatus,
}

/// Reads the places that the actor may see. `all`: the client shares, or an administrator gave a purpose.
pub(super) async fn load(
    store: &Store,
    sight: &Sight<'_>,
    actor: &Actor,
    client: ClientId,
    all: bool,
) -> Result<Vec<ListPlace>> {
    let rows = sqlx::query!(
        r#"
        select distinct entry.list_authority_id, entry.household_id, entry.on_list_since,
            entry.standing, entry.reason, entry.referral_status,
            case when entry.standing in ('ranked', 'referral_pending') then 1 + (
                select count(*)
                from list_entry better
                where better.list_authority_id = entry.list_authority_id
                    and better.standing in ('ranked', 'referral_pending')
                    and (better.sort_key, better.household_id) < (entry.sort_key, entry.household_id))
            end as rank,
            own_household(entry.household_id, $4, ($5::timestamptz at time zone time_zone)::date) as "own!"
        from enrollment
        join list_entry entry using (household_id)
        join list_authority using (list_authority_id)
        join project on project.project_id = enrollment.project_id
        where client_id = $1 and exit_on is null and ($2 or organization_id = any($3))
        order by entry.on_list_since
        "#,
        client.0,
        all,
        &sight.sees,
        actor.user.0,
        store.clock.now(),
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let list = sight.list(row.list_authority_id)?;
            sight.sees_list(list, row.own).then(|| ListPlace {
                list: list.id,
                list_name: list.name.clone(),
                household: row.household_id.into(),
                since: row.on_list_since,
                standing: Standing::from_code(&row.standing).unwrap_or(Standing::HeldBack),
                reason: row.reason,
                rank: row.rank,
                referral: ReferralStatus::from_code(&row.referral_status),
            })
        })
        .collect())
}
