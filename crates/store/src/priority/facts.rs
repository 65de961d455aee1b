//! The facts of entries, for the day of their list.

use crate::Result;
use chrono::{DateTime, NaiveDate, Utc};
use domain::hud::Coded;
use domain::ids::{ClientId, EnrollmentId, EventId, HouseholdId, ListAuthorityId, ProjectId};
use domain::priority::{AssessmentFacts, Facts, ReferralFacts};
use sqlx::PgConnection;
use uuid::Uuid;

/// One household with an open CE enrollment, and what places it.
#[derive(Clone, Debug)]
pub(super) struct EntryFacts {
    pub household: HouseholdId,
    pub list: ListAuthorityId,
    pub project: ProjectId,
    pub head_client: ClientId,
    pub head_enrollment: EnrollmentId,
    pub referral: Option<EventId>,
    pub facts: Facts,
}

/// Reads the facts of those of the households that stand on a list: now, or on a past day as its dates are
/// known now.
///
/// A household's list is what the database's `list_of_household` says. Score, contact and referral are the household's: any member's,
/// including those who left before. A move-in recorded by another agency counts only where the client shares.
/// Now, a stay is open until its exit is recorded, also where an import dates that ahead; on a day, from
/// its entry to the day before its exit.
pub(super) async fn read(
    connection: &mut PgConnection,
    households: &[HouseholdId],
    now: DateTime<Utc>,
    day: Option<NaiveDate>,
) -> Result<Vec<EntryFacts>> {
    let ids = households
        .iter()
        .map(|household| household.0)
        .collect::<Vec<Uuid>>();
    let rows = sqlx::query!(
        r#"
        with member as (
            select e.household_id, e.enrollment_id, e.client_id, e.project_id, e.entry_date,
                e.relationship_to_hoh, c.dob,
                case when $3::date is null then e.exit_on is null
                    else e.entry_date <= $3 and (e.exit_on is null or e.exit_on > $3) end as open
            from enrollment e
            join project p using (project_id)
            join client c using (client_id)
            where e.household_id = any($1) and p.project_type = 14
        ),
        head as (
            select distinct on (household_id) household_id, enrollment_id, client_id, project_id
            from member
            where open
            order by household_id, (relationship_to_hoh = 1) desc nulls last, entry_date, enrollment_id
        ),
        entry as (
            select head.*, la.list_authority_id, la.time_zone,
                coalesce($3, ($2::timestamptz at time zone la.time_zone)::date) as today
            from head
            cross join lateral list_of_household(head.household_id, head.project_id, $3) as list
            join list_authority la using (list_authority_id)
        )
        select
            entry.household_id,
            entry.list_authority_id,
            entry.project_id,
            entry.client_id,
            entry.enrollment_id,
            entry.today as "today!",
            open.size as "size!",
            open.minors as "minors!",
            open.since as "since!",
            consent.in_force as "roi!",
            assessed.assessment_date as "assessed_on?",
            assessed.score_hundredths as "score?",
            assessed.prioritization_status as "prioritization?",
            seen.last_contact_on as "last_contact_on?",
            referred.event_id as "event_id?",
            referred.event_date as "referred_on?",
            case when referred.acknowledged_on <= entry.today then referred.acknowledged_on end
                as "acknowledged_on?",
            case when referred.result_date > entry.today then null else referred.referral_result end
                as "referral_result?",
            referred.referred_to as "referred_to?",
            moved.moved_in_on as "moved_in_on?"
        from entry
        join lateral (
            select count(*)::integer as size, min(member.entry_date) as since,
                (count(*) filter (where member.dob > entry.today - interval '18 years'))::integer as minors
            from member
            where member.household_id = entry.household_id and member.open
        ) open on true
        join lateral (
            select exists (
                select from roi
                where roi.client_id = entry.client_id and starts_on <= entry.today
                    and (ends_on is null or ends_on >= entry.today)
                    and (withdrawn_on is null or withdrawn_on > entry.today)) as in_force
        ) consent on true
        left join lateral (
            select a.assessment_date, round(a.score * 100)::bigint as score_hundredths, a.prioritization_status
            from assessment a
            join member using (enrollment_id)
            where member.household_id = entry.household_id and a.assessment_date <= entry.today
            order by a.assessment_date desc, a.assessment_id desc
            limit 1
        ) assessed on true
        left join lateral (
            select max(s.information_date) as last_contact_on
            from current_living_situation s
            join member using (enrollment_id)
            where member.household_id = entry.household_id and s.information_date <= entry.today
        ) seen on true
        left join lateral (
            select ev.event_id, ev.event_date, ev.referral_result, ev.result_date, r.acknowledged_on, r.project_id,
                coalesce(rp.name, ev.location_crisis_or_ph_housing) as referred_to
            from event ev
            join member using (enrollment_id)
            left join referral r on r.referral_id = ev.event_id
            left join project rp on rp.project_id = r.project_id
            where member.household_id = entry.household_id
                and ev.event in (10, 11, 12, 13, 14, 15, 17, 18) and ev.event_date <= entry.today
            order by ev.event_date desc, ev.event_id desc
            limit 1
        ) referred on true
        left join lateral (
            select max(housed.move_in_date) as moved_in_on
            from enrollment housed
            join member on member.client_id = housed.client_id
            join client hc on hc.client_id = housed.client_id and hc.sharing = 'all' and not hc.protected
            where member.household_id = entry.household_id and housed.project_id = referred.project_id
                and housed.move_in_date >= referred.event_date and housed.move_in_date <= entry.today
        ) moved on true
        order by entry.household_id
        "#,
        &ids,
        now,
        day,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| EntryFacts {
            household: HouseholdId(row.household_id),
            list: ListAuthorityId(row.list_authority_id),
            project: ProjectId(row.project_id),
            head_client: ClientId(row.client_id),
            head_enrollment: EnrollmentId(row.enrollment_id),
            referral: row.event_id.map(EventId),
            facts: Facts {
                today: row.today,
                on_list_since: row.since,
                size: row.size,
                minors: row.minors,
                roi_in_force: row.roi,
                assessment: row.assessed_on.map(|assessed_on| AssessmentFacts {
                    assessed_on,
                    score_hundredths: row.score,
                    prioritization: row.prioritization.map(Coded::from_code),
                }),
                last_contact_on: row.last_contact_on,
                referral: row.referred_on.map(|referred_on: NaiveDate| ReferralFacts {
                    referred_on,
                    acknowledged_on: row.acknowledged_on,
                    result: row.referral_result,
                    to: row.referred_to,
                    moved_in_on: row.moved_in_on,
                }),
            },
        })
        .collect())
}
