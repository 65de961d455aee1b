//! The facts of proposals, for several households at once.

use crate::Result;
use crate::name::ShownName;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{ClientId, EnrollmentId, HouseholdId, ListAuthorityId, OrganizationId};
use domain::person::Name;
use domain::priority::heard_on;
use domain::proposal::{Facts, Member, Place, Proposal};
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// A household on a list, with what is proposed from.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub household: HouseholdId,
    /// Who stands for it, the first of the members; none where nobody may be named.
    pub client: Option<ClientId>,
    pub list: ListAuthorityId,
    pub organization: OrganizationId,
    pub facts: Facts,
}

impl Found {
    /// Whose exit page a proposal leads to: the head who may be named, or who stands in.
    pub fn head(&self) -> Option<&Member> {
        self.facts.members.first()
    }
}

/// Reads them for those of the households that stand on a list. What others recorded counts where the client
/// shares, or where the list's own Coordinated Entry organization or one of `held` recorded it. What holds back
/// is read whole.
pub(super) async fn read(
    connection: &mut PgConnection,
    households: &[Uuid],
    now: DateTime<Utc>,
    held: &[Uuid],
) -> Result<Vec<Found>> {
    let mut members = members(connection, households, now, held).await?;
    let rows = sqlx::query!(
        r#"
        select entry.household_id, entry.list_authority_id, p.organization_id, entry.on_list_since,
            entry.last_contact_on, entry.assessed_on, day.today as "today!",
            entry.referral_status in ('offered', 'acknowledged', 'accepted', 'moved_in') or exists (
                select from enrollment e
                join event ev using (enrollment_id)
                left join referral r on r.referral_id = ev.event_id
                where e.household_id = entry.household_id and e.project_id = entry.project_id
                    and ev.event in (10, 11, 12, 13, 14, 15, 17, 18) and ev.referral_result is null
                    and coalesce(r.state, 'offered') in ('offered', 'acknowledged', 'in_process', 'accepted'))
                as "referral_active!",
            (select count(*) from enrollment e
                join event ev using (enrollment_id)
                where e.household_id = entry.household_id and e.project_id = entry.project_id
                    and ev.event in (10, 11, 12, 13, 14, 15, 17, 18) and ev.referral_result = 2
                    and ev.event_date >= entry.on_list_since) as "refusals!",
            (select greatest(max(case when same.listed then other.entry_date
                        else coalesce(other.exit_on, day.today) end), max(seen.last_on), max(asked.last_on))
                from enrollment e
                join enrollment other on other.client_id = e.client_id and other.enrollment_id <> e.enrollment_id
                cross join lateral (
                    -- another stay on this list is no sign of life by itself
                    select exists (
                            select from list_project fed
                            where fed.project_id = other.project_id
                                and fed.list_authority_id = entry.list_authority_id)
                        and (other.exit_on is not null or exists (
                            select from list_entry beside
                            where beside.household_id = other.household_id
                                and beside.list_authority_id = entry.list_authority_id)) as listed) same
                left join lateral (
                    select max(s.information_date) as last_on
                    from current_living_situation s
                    where s.enrollment_id = other.enrollment_id and s.information_date <= day.today) seen on true
                left join lateral (
                    select max(a.assessment_date) as last_on
                    from assessment a
                    where a.enrollment_id = other.enrollment_id and a.assessment_date <= day.today) asked on true
                where e.household_id = entry.household_id and e.project_id = entry.project_id
                    and e.exit_on is null and other.household_id <> entry.household_id
                    and other.entry_date <= day.today) as elsewhere_until,
            (select max(least(roi.ends_on + 1, roi.withdrawn_on))
                from roi
                join client head using (client_id)
                where roi.client_id = entry.head_client_id and not head.protected and roi.starts_on <= day.today
                having bool_and(coalesce(least(roi.ends_on + 1, roi.withdrawn_on), 'infinity') <= day.today))
                as consent_ended_on
        from list_entry entry
        join list_authority la using (list_authority_id)
        join project p using (project_id)
        cross join lateral (select ($2::timestamptz at time zone la.time_zone)::date as today) day
        where entry.household_id = any($1)
        "#,
        households,
        now,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let members = members.remove(&row.household_id).unwrap_or_default();
            let (clients, members) = members.into_iter().unzip::<_, _, Vec<_>, _>();
            Found {
                household: HouseholdId(row.household_id),
                client: clients.first().copied(),
                list: ListAuthorityId(row.list_authority_id),
                organization: OrganizationId(row.organization_id),
                facts: Facts {
                    today: row.today,
                    on_list_since: row.on_list_since,
                    heard_on: heard_on(row.last_contact_on, row.assessed_on),
                    referral_active: row.referral_active,
                    elsewhere_until: row.elsewhere_until,
                    consent_ended_on: row.consent_ended_on,
                    refusals: row.refusals.try_into().unwrap_or_default(),
                    members,
                },
            }
        })
        .collect())
}

/// Members with an open stay who may be named, heads first.
async fn members(
    connection: &mut PgConnection,
    households: &[Uuid],
    now: DateTime<Utc>,
    held: &[Uuid],
) -> Result<HashMap<Uuid, Vec<(ClientId, Member)>>> {
    let rows = sqlx::query!(
        r#"
        select e.household_id, e.enrollment_id, e.client_id, e.relationship_to_hoh, c.first_name, c.middle_name, c.last_name,
            c.name_suffix, c.hashed,
            died.exit_date as "died_on?: NaiveDate",
            housed.name as "housed_in?", housed.move_in_date as "moved_in_on?: NaiveDate",
            earlier.name as "earlier_in?", earlier.entry_date as "earlier_on?: NaiveDate"
        from list_entry entry
        join list_authority la using (list_authority_id)
        join project ce using (project_id)
        join enrollment e on e.household_id = entry.household_id and e.project_id = entry.project_id
        join client c using (client_id)
        cross join lateral (select ($2::timestamptz at time zone la.time_zone)::date as today) day
        left join lateral (
            select max(x.exit_date) as exit_date
            from enrollment other
            join exit x using (enrollment_id)
            join project p on p.project_id = other.project_id
            join organization o using (organization_id)
            where other.client_id = e.client_id and other.enrollment_id <> e.enrollment_id
                and x.destination = 24 and x.exit_date <= day.today and not o.victim_service_provider
                and (c.sharing = 'all' or o.organization_id = any($3::uuid[] || ce.organization_id))
        ) died on true
        left join lateral (
            select p.name, other.move_in_date
            from enrollment other
            join project p on p.project_id = other.project_id
            join organization o using (organization_id)
            where other.client_id = e.client_id and other.exit_on is null and other.move_in_date <= day.today
                and p.project_type in (3, 9, 10, 13) and not o.victim_service_provider
                and (c.sharing = 'all' or o.organization_id = any($3::uuid[] || ce.organization_id))
            order by other.move_in_date desc, p.name
            limit 1
        ) housed on true
        left join lateral (
            -- the household that came onto this list earlier, with any of these people
            select p.name, beside.on_list_since as entry_date
            from enrollment other
            join list_entry beside on beside.household_id = other.household_id
                and beside.project_id = other.project_id
            join project p on p.project_id = other.project_id
            join organization o using (organization_id)
            where other.client_id = e.client_id and other.exit_on is null
                and beside.list_authority_id = entry.list_authority_id
                and (beside.on_list_since, beside.household_id) < (entry.on_list_since, entry.household_id)
                and not o.victim_service_provider
                and (c.sharing = 'all' or o.organization_id = any($3::uuid[] || ce.organization_id))
            order by beside.on_list_since, beside.household_id
            limit 1
        ) earlier on true
        where entry.household_id = any($1) and e.exit_on is null and nameable(c)
        order by e.relationship_to_hoh is not distinct from 1 desc, e.entry_date, e.enrollment_id
        "#,
        households,
        now,
        held,
    )
    .fetch_all(connection)
    .await?;
    let mut members = HashMap::<Uuid, Vec<(ClientId, Member)>>::new();
    for row in rows {
        let name = Name {
            first: row.first_name,
            middle: row.middle_name,
            last: row.last_name,
            suffix: row.name_suffix,
        };
        let place = |project: Option<String>, on: Option<NaiveDate>| {
            Some(Place {
                project: project?,
                on: on?,
            })
        };
        let member = Member {
            enrollment: EnrollmentId(row.enrollment_id),
            name: ShownName::of(name, row.hashed, false).short(),
            is_head: row.relationship_to_hoh == Some(1),
            died_on: row.died_on,
            moved_in: place(row.housed_in, row.moved_in_on),
            earlier: place(row.earlier_in, row.earlier_on),
        };
        let of_household = members.entry(row.household_id).or_default();
        of_household.push((ClientId(row.client_id), member));
    }
    Ok(members)
}

/// What was decided over these households before: on the same facts it is not proposed again.
pub(super) async fn decided(
    connection: &mut PgConnection,
    households: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Proposal>>> {
    let rows = sqlx::query!(
        "select household_id, basis from proposal where household_id = any($1) and state <> 'waiting'",
        households
    )
    .fetch_all(connection)
    .await?;
    let mut decided = HashMap::<Uuid, Vec<Proposal>>::new();
    for row in rows {
        // One that is not understood any more stands on other facts than all that are.
        if let Ok(proposal) = serde_json::from_value(row.basis) {
            decided.entry(row.household_id).or_default().push(proposal);
        }
    }
    Ok(decided)
}
