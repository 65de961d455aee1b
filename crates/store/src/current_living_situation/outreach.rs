//! Whom outreach looks for next: open stays of the actor's organizations, those longest without a contact first.

use super::permits;
use crate::client::Sight;
use crate::name::ShownName;
use crate::{Result, Store, StoreError, audit};
use chrono::NaiveDate;
use domain::access::Actor;
use domain::current_living_situation::{Due, due};
use domain::hud::LivingSituation;
use domain::ids::{ClientId, EnrollmentId, OrganizationId};
use domain::person::Name;
use domain::policy::Policy;
use serde_json::json;
use uuid::Uuid;

/// Of one's own, as many as anybody works with.
const MOST_OWN: i64 = 200;
/// Of others, those longest without a contact.
const MOST_OTHERS: i64 = 50;

/// A household, by its head, or by whoever came first where it has none.
#[derive(Clone, Debug, PartialEq)]
pub struct Sought {
    /// Their enrollment, on which a contact is recorded.
    pub enrollment: EnrollmentId,
    /// Who.
    pub client: ClientId,
    /// Their name.
    pub name: ShownName,
    /// How many are enrolled together.
    pub people: i64,
    /// Where they are enrolled.
    pub project_name: String,
    /// 3.10.
    pub entry_on: NaiveDate,
    /// The last contact with anybody of the household.
    pub last_on: Option<NaiveDate>,
    /// Where they stayed then.
    pub situation: Option<LivingSituation>,
    /// How to find that place.
    pub place: Option<String>,
    /// Whether somebody should look for them.
    pub due: Due,
}

/// What the outreach page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outreach {
    /// Households that are assigned to the actor.
    pub own: Vec<Sought>,
    /// Others of the organizations for which the actor records contacts.
    pub others: Vec<Sought>,
    /// The day of the page.
    pub today: NaiveDate,
}

/// Reads both, and notes in the audit who was shown; people who are hidden are absent and uncounted.
///
/// # Errors
/// [`StoreError::NotFound`] for who records no contacts anywhere.
pub async fn outreach(store: &Store, actor: &Actor) -> Result<Outreach> {
    let sight = Sight::of(store, actor).await?;
    let held = sight.held.iter().copied().filter(|id| {
        let acting = actor.acting_on(OrganizationId(*id));
        acting.is_some_and(permits)
    });
    let held = held.collect::<Vec<Uuid>>();
    if held.is_empty() {
        return Err(StoreError::NotFound);
    }
    let today = sight
        .lists
        .first()
        .map_or_else(|| store.clock.office_day(), |list| list.today);
    let mut found = Outreach {
        today,
        ..Outreach::default()
    };
    for (own, most) in [(true, MOST_OWN), (false, MOST_OTHERS)] {
        let rows = sqlx::query!(
            r#"
            select e.enrollment_id, c.client_id, c.first_name, c.middle_name, c.last_name, c.name_suffix, c.hashed,
                p.name as project_name, e.entry_date, entry.list_authority_id as "list?",
                (select count(*) from enrollment m join client other on other.client_id = m.client_id
                    where m.household_id = e.household_id and m.exit_on is null and nameable(other)) as "people!",
                coalesce(entry.last_contact_on, seen.information_date) as last_on,
                seen.current_living_situation as "situation?", seen.location_details as "place?"
            from enrollment e
            join client c using (client_id)
            join project p using (project_id)
            join organization o using (organization_id)
            left join list_entry entry using (household_id)
            left join lateral (
                select information_date, current_living_situation, location_details
                from enrollment m
                join client other on other.client_id = m.client_id
                join current_living_situation using (enrollment_id)
                where m.household_id = e.household_id and information_date <= $4 and nameable(other)
                order by information_date desc, current_living_situation.recorded_at desc
                limit 1) as seen on true
            where e.exit_on is null and p.organization_id = any($1)
                and not o.victim_service_provider
                and not e.intake_unfinished and nameable(c)
                and e.enrollment_id = (
                    select m.enrollment_id from enrollment m join client other on other.client_id = m.client_id
                    where m.household_id = e.household_id and m.exit_on is null and nameable(other)
                    order by m.relationship_to_hoh = 1 desc nulls last, m.entry_date, m.enrollment_id
                    limit 1)
                and $3 = exists (
                    select from case_assignment a
                    where a.household_id = e.household_id and a.user_id = $2
                        and a.from_on <= $4 and (a.until_on is null or a.until_on >= $4))
            order by coalesce(entry.last_contact_on, seen.information_date) nulls first, e.entry_date, e.enrollment_id
            limit $5
            "#,
            &held,
            actor.user.0,
            own,
            today,
            most,
        )
        .fetch_all(&store.pool)
        .await?;
        let default = Policy::default();
        let sought = rows.into_iter().map(|row| {
            let list = row.list.and_then(|id| sight.list(id));
            let policy = list.map_or(&default, |list| &list.policy);
            let name = Name {
                first: row.first_name,
                middle: row.middle_name,
                last: row.last_name,
                suffix: row.name_suffix,
            };
            Sought {
                enrollment: EnrollmentId(row.enrollment_id),
                client: ClientId(row.client_id),
                name: ShownName::of(name, row.hashed, false),
                people: row.people,
                project_name: row.project_name,
                entry_on: row.entry_date,
                last_on: row.last_on,
                situation: row.situation.and_then(LivingSituation::from_code),
                place: row.place,
                due: due(
                    row.last_on.unwrap_or(row.entry_date),
                    policy.nudge_after_days,
                    today,
                ),
            }
        });
        let sought = sought.collect();
        if own {
            found.own = sought;
        } else {
            found.others = sought;
        }
    }
    let shown = found.own.iter().chain(&found.others).map(|one| one.client);
    let shown = shown.collect::<Vec<_>>();
    let chosen = actor.chosen.map(|chosen| chosen.organization);
    audit::Entry::new("open_outreach")
        .by(
            actor.user,
            chosen.and_then(|organization| actor.acting_on(organization)),
        )
        .detail(json!({ "shown": shown }))
        .write(&mut *store.pool.acquire().await?)
        .await?;
    Ok(found)
}
