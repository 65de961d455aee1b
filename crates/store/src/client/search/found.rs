//! What is shown of the people who were found: no more than the actor may see of each.

use super::candidates::Scored;
use crate::client::sight::Sight;
use crate::name::ShownName;
use crate::{Result, Store};
use chrono::NaiveDate;
use domain::access::Actor;
use domain::calendar;
use domain::ids::{ClientId, ListAuthorityId};
use domain::person::Name;
use domain::priority::Standing;
use domain::search::{Certainty, Reason};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Beyond those that are shown, so many that are as good as the last are looked at.
const EQUALS: usize = 60;

/// One hit.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundClient {
    /// Who.
    pub id: ClientId,
    /// Their name.
    pub name: ShownName,
    /// Birth date.
    pub dob: Option<NaiveDate>,
    /// Completed years today.
    pub age: Option<u32>,
    /// PersonalID.
    pub hmis_id: String,
    /// The last contact (CLS) that the actor may see.
    pub last_contact_on: Option<NaiveDate>,
    /// Places on lists that the actor may see.
    pub places: Vec<FoundPlace>,
    /// Why it matched, best reason first.
    pub reasons: Vec<Reason>,
    /// The client does not share: see [`domain::person::RECORDS_HIDDEN`].
    pub restricted: bool,
    /// How sure it is that this is whom one looked for.
    pub certainty: Certainty,
    /// Higher fits better; comparable within one search only.
    pub score: i32,
}

/// A place on a list, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPlace {
    /// Whose list.
    pub list: ListAuthorityId,
    /// "Northwest".
    pub list_name: String,
    /// How the household stands there.
    pub standing: Standing,
}

/// Describes the best hits, at most so many, in the order of their scores; of equal ones first those with whom the actor's organizations
/// work or who stand on a list that the actor sees, then those who were seen or written of last.
pub(super) async fn describe(
    store: &Store,
    sight: &Sight<'_>,
    actor: &Actor,
    scored: Vec<Scored>,
    today: NaiveDate,
    most: usize,
) -> Result<Vec<FoundClient>> {
    let scored = ahead(scored, most);
    let ids = scored.iter().map(|hit| hit.client).collect::<Vec<_>>();
    let mut places = places(store, sight, actor, &ids).await?;
    let rows = sqlx::query!(
        r#"
        select client_id, hmis_id, first_name, middle_name, last_name, name_suffix, dob, hashed, protected,
            sharing, owning_organization_id, recorded_at, works_with($4, client) as "works_with!",
            (select max(information_date)
                from enrollment
                join current_living_situation using (enrollment_id)
                join project using (project_id)
                join organization using (organization_id)
                where enrollment.client_id = client.client_id and not victim_service_provider
                    and information_date <= $3
                    and (sharing = 'all' or organization_id = any($2))) as last_contact_on
        from client
        where client_id = any($1)
        "#,
        &ids,
        &sight.sees,
        today,
        &sight.held,
    )
    .fetch_all(&store.pool)
    .await?;
    let mut by_id = rows
        .into_iter()
        .map(|row| (row.client_id, row))
        .collect::<BTreeMap<_, _>>();
    let mut found = scored
        .into_iter()
        .filter_map(|hit| {
            let row = by_id.remove(&hit.client)?;
            let name = Name {
                first: row.first_name,
                middle: row.middle_name,
                last: row.last_name,
                suffix: row.name_suffix,
            };
            let places = places.remove(&row.client_id).unwrap_or_default();
            let ours = row.works_with || !places.is_empty();
            let recent = row.last_contact_on.max(Some(row.recorded_at.date_naive()));
            let order = (Reverse(hit.hit.score), !ours, Reverse(recent));
            let found = FoundClient {
                id: row.client_id.into(),
                name: ShownName::of(name, row.hashed, row.protected),
                dob: row.dob,
                age: row.dob.and_then(|dob| calendar::age(dob, today)),
                hmis_id: row.hmis_id,
                last_contact_on: row.last_contact_on,
                places,
                reasons: hit.hit.reasons,
                restricted: sight.restricts(&row.sharing, row.owning_organization_id),
                certainty: hit.certainty,
                score: hit.hit.score,
            };
            Some((order, found))
        })
        .collect::<Vec<_>>();
    found.sort_by_key(|(order, _)| *order);
    Ok(found
        .into_iter()
        .take(most)
        .map(|(_, found)| found)
        .collect())
}

/// The first of a list in order, and those after them that are as good as the last: which of equal ones come
/// first is decided by what is known of them.
fn ahead(mut scored: Vec<Scored>, most: usize) -> Vec<Scored> {
    let last = most.checked_sub(1).and_then(|at| scored.get(at));
    if let Some(last) = last.map(|last| last.hit.score) {
        let as_good = scored.partition_point(|one| one.hit.score >= last);
        scored.truncate(as_good.min(most + EQUALS));
    }
    scored
}

/// Places on lists by client, of records and lists that the actor may see.
pub(super) async fn places(
    store: &Store,
    sight: &Sight<'_>,
    actor: &Actor,
    clients: &[Uuid],
) -> Result<BTreeMap<Uuid, Vec<FoundPlace>>> {
    let rows = sqlx::query!(
        r#"
        select distinct enrollment.client_id, entry.list_authority_id, entry.standing,
            own_household(entry.household_id, $3, ($4::timestamptz at time zone time_zone)::date) as "own!"
        from enrollment
        join client using (client_id)
        join list_entry entry using (household_id)
        join list_authority using (list_authority_id)
        join project on project.project_id = enrollment.project_id
        where enrollment.client_id = any($1) and exit_on is null
            and (sharing = 'all' or organization_id = any($2))
        "#,
        clients,
        &sight.sees,
        actor.user.0,
        store.clock.now(),
    )
    .fetch_all(&store.pool)
    .await?;
    let mut found: BTreeMap<Uuid, Vec<FoundPlace>> = BTreeMap::new();
    for row in rows {
        let Some(list) = sight.list(row.list_authority_id) else {
            continue;
        };
        if sight.sees_list(list, row.own) {
            found.entry(row.client_id).or_default().push(FoundPlace {
                list: list.id,
                list_name: list.name.clone(),
                standing: Standing::from_code(&row.standing).unwrap_or(Standing::HeldBack),
            });
        }
    }
    Ok(found)
}
