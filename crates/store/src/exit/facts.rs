//! What stands around a household and decides over its exit, as far as this actor may see it.

use super::read::{Household, Stay};
use crate::Result;
use domain::access::{Act, Acting, Actor, Situation, verdict};
use domain::exit::{Housing, OtherStay, Recorded, RecordedKind, Referral, Span};
use domain::hud::ProjectType;
use domain::ids::{EnrollmentId, EventId, HouseholdId, OrganizationId};
use domain::policy::Policy;
use sqlx::PgConnection;
use uuid::Uuid;

/// Who looks: what others recorded counts where the client shares, the actor holds the organization, or a
/// purpose was given.
#[derive(Clone, Debug)]
pub(super) struct Sight {
    held: Vec<Uuid>,
    all: bool,
}

impl Sight {
    pub(super) fn of(actor: &Actor, acting: Acting, with_purpose: bool) -> Self {
        Self {
            held: actor
                .grants
                .iter()
                .filter(|grant| grant.workgroup == acting.workgroup)
                .map(|grant| grant.organization.0)
                .collect(),
            all: with_purpose,
        }
    }
}

/// Fills in what [`super::read::household`] left out. The sheet and the save read it alike, so that they decide
/// over the same.
pub(super) async fn complete(
    connection: &mut PgConnection,
    actor: &Actor,
    stay: &Stay,
    policy: &Policy,
    sight: &Sight,
    household: &mut Household,
) -> Result<()> {
    members(connection, stay, sight, household).await?;
    household.facts.last_contact_on = last_contact(connection, stay).await?;
    household.facts.referrals = referrals(connection, stay, sight).await?;
    household.facts.housing = housing(connection, stay, sight).await?;
    household.facts.others = others(connection, actor, stay, policy, sight).await?;
    Ok(())
}

/// Other stays in the project, what was recorded last, and a death that another stay tells of.
async fn members(
    connection: &mut PgConnection,
    stay: &Stay,
    sight: &Sight,
    household: &mut Household,
) -> Result<()> {
    let rows = sqlx::query!(
        r#"
        select e.enrollment_id,
            array(
                select other.entry_date from enrollment other
                where other.client_id = e.client_id and other.project_id = e.project_id
                    and other.enrollment_id <> e.enrollment_id
                order by other.entry_date, other.enrollment_id) as "entries!",
            array(
                select other.exit_on from enrollment other
                where other.client_id = e.client_id and other.project_id = e.project_id
                    and other.enrollment_id <> e.enrollment_id
                order by other.entry_date, other.enrollment_id) as "exits!: Vec<Option<chrono::NaiveDate>>",
            (select max(assessment_date) from assessment a where a.enrollment_id = e.enrollment_id) as assessed_on,
            (select max(event_date) from event ev where ev.enrollment_id = e.enrollment_id) as event_on,
            (select max(x.exit_date)
                from enrollment other
                join exit x using (enrollment_id)
                join project p on p.project_id = other.project_id
                join organization o using (organization_id)
                where other.client_id = e.client_id and other.enrollment_id <> e.enrollment_id
                    and x.destination = 24 and x.exit_date <= $5 and not o.victim_service_provider
                    and ($3 or c.sharing = 'all' or p.organization_id = any($4))) as died_on
        from enrollment e
        join client c using (client_id)
        where e.household_id = $1 and e.project_id = $2 and not c.protected
        "#,
        stay.household.0,
        stay.project.0,
        sight.all,
        &sight.held,
        stay.today,
    )
    .fetch_all(connection)
    .await?;
    for row in rows {
        let id = EnrollmentId(row.enrollment_id);
        let mut members = household.facts.members.iter_mut();
        let Some(member) = members.find(|member| member.enrollment == id) else {
            continue;
        };
        let spans = row.entries.into_iter().zip(row.exits);
        member.stays = spans
            .map(|(entry_on, exit_on)| Span { entry_on, exit_on })
            .collect();
        let recorded = [
            (RecordedKind::Assessment, row.assessed_on),
            (RecordedKind::Event, row.event_on),
        ];
        member.recorded = recorded
            .into_iter()
            .filter_map(|(kind, on)| Some(Recorded { kind, on: on? }))
            .collect();
        member.died_on = row.died_on;
    }
    Ok(())
}

/// The latest contact with anybody of the household, as the list counts it.
async fn last_contact(
    connection: &mut PgConnection,
    stay: &Stay,
) -> Result<Option<chrono::NaiveDate>> {
    Ok(sqlx::query_scalar!(
        r#"
        select max(s.information_date)
        from current_living_situation s
        join enrollment e using (enrollment_id)
        where e.household_id = $1 and e.project_id = $2 and s.information_date <= $3
        "#,
        stay.household.0,
        stay.project.0,
        stay.today,
    )
    .fetch_one(connection)
    .await?)
}

/// Housing referrals without a result, with the enrollment that followed where it may be seen.
async fn referrals(
    connection: &mut PgConnection,
    stay: &Stay,
    sight: &Sight,
) -> Result<Vec<Referral>> {
    let rows = sqlx::query!(
        r#"
        select ev.event_id, ev.version, ev.event_date, o.name as "provider?",
            coalesce(p.name, ev.location_crisis_or_ph_housing, 'housing') as "to!",
            (select min(housed.entry_date)
                from enrollment housed
                join enrollment member on member.client_id = housed.client_id
                join client c on c.client_id = housed.client_id
                where member.household_id = $1 and member.project_id = $2 and housed.project_id = r.project_id
                    and housed.entry_date between ev.event_date and $5 and not c.protected
                    and not o.victim_service_provider
                    and ($3 or c.sharing = 'all' or o.organization_id = any($4))) as housed_on
        from event ev
        join enrollment e using (enrollment_id)
        left join referral r on r.referral_id = ev.event_id
        left join project p on p.project_id = r.project_id
        left join organization o using (organization_id)
        where e.household_id = $1 and e.project_id = $2 and ev.event in (10, 11, 12, 13, 14, 15, 17, 18)
            and ev.referral_result is null
            and coalesce(r.state, 'offered') in ('offered', 'acknowledged', 'in_process', 'accepted')
        order by ev.event_date desc, ev.event_id
        "#,
        stay.household.0,
        stay.project.0,
        sight.all,
        &sight.held,
        stay.today,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Referral {
            event: EventId(row.event_id),
            version: row.version,
            to: row.to,
            provider: row.provider,
            made_on: row.event_date,
            housed_on: row.housed_on,
        })
        .collect())
}

/// Open stays of members in permanent and transitional housing.
async fn housing(
    connection: &mut PgConnection,
    stay: &Stay,
    sight: &Sight,
) -> Result<Vec<Housing>> {
    let rows = sqlx::query!(
        r#"
        select e.enrollment_id as member, p.name, p.project_type, housed.entry_date, housed.move_in_date
        from enrollment e
        join client c using (client_id)
        join enrollment housed on housed.client_id = e.client_id
        join project p on p.project_id = housed.project_id
        join organization o using (organization_id)
        where e.household_id = $1 and e.project_id = $2 and housed.exit_on is null
            and housed.entry_date <= $5 and p.project_type in (2, 3, 9, 10, 13) and not c.protected
            and not o.victim_service_provider
            and ($3 or c.sharing = 'all' or p.organization_id = any($4))
        order by housed.move_in_date desc nulls last, housed.entry_date desc, e.enrollment_id
        "#,
        stay.household.0,
        stay.project.0,
        sight.all,
        &sight.held,
        stay.today,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Housing {
            member: EnrollmentId(row.member),
            project_name: row.name,
            project_type: row.project_type.and_then(ProjectType::from_code),
            entry_on: row.entry_date,
            moved_in_on: row.move_in_date,
        })
        .collect())
}

/// Other open CE enrollments of the members on this list, and whether they can be closed with the exit: by who
/// may exit them, and where nobody else is in that household.
async fn others(
    connection: &mut PgConnection,
    actor: &Actor,
    stay: &Stay,
    policy: &Policy,
    sight: &Sight,
) -> Result<Vec<OtherStay>> {
    let rows = sqlx::query!(
        r#"
        select distinct on (other.enrollment_id)
            other.enrollment_id, other.version, other.household_id, e.enrollment_id as member, other.entry_date,
            p.name, p.organization_id, own_household(other.household_id, $6, $7) as "own!",
            other.intake_unfinished or exists (
                select from enrollment else_one
                where else_one.household_id = other.household_id and else_one.project_id = other.project_id
                    and else_one.exit_on is null
                    and not exists (
                        select from enrollment here
                        join client hc using (client_id)
                        where here.household_id = $1 and here.project_id = $2 and here.exit_on is null
                            and here.client_id = else_one.client_id and not hc.protected)) as "shared!"
        from enrollment e
        join client c using (client_id)
        join enrollment other on other.client_id = e.client_id
        cross join lateral list_of_household(other.household_id, other.project_id, null) as list
        join project p on p.project_id = other.project_id
        join organization o using (organization_id)
        where e.household_id = $1 and e.project_id = $2 and e.exit_on is null
            and other.exit_on is null and other.household_id <> $1 and list.list_authority_id = $5
            and not c.protected and not o.victim_service_provider
            and ($3 or c.sharing = 'all' or p.organization_id = any($4))
        order by other.enrollment_id, e.enrollment_id
        "#,
        stay.household.0,
        stay.project.0,
        sight.all,
        &sight.held,
        stay.list.0,
        actor.user.0,
        stay.today,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let acting = actor.acting_on(OrganizationId(row.organization_id));
            let situation = Situation {
                own: true,
                ce: true,
                own_household: row.own,
                ..Situation::default()
            };
            let may = acting.is_some_and(|acting| {
                verdict(Act::Exit, acting.workgroup, situation, policy).permits()
            });
            OtherStay {
                enrollment: EnrollmentId(row.enrollment_id),
                version: row.version,
                household: HouseholdId(row.household_id),
                member: EnrollmentId(row.member),
                project_name: row.name,
                entry_on: row.entry_date,
                closable: may && !row.shared,
            }
        })
        .collect())
}
