//! What the exit page shows, or why it does not.

use super::read::{self, Authorised, Stay};
use crate::{Result, Store, audit};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Act, Acting, Actor, Verdict};
use domain::exit::Facts;
use domain::ids::{ClientId, EnrollmentId, OrganizationId};
use domain::policy::Policy;
use sqlx::PgConnection;

/// The page, or the explanation.
#[derive(Clone, Debug)]
pub enum SheetAccess {
    /// The actor may exit the household.
    Open(Box<Sheet>),
    /// The actor may not: whose it is, and whom to ask.
    Refused {
        /// Whose client it is.
        client: ClientId,
        /// The organization that the act needs.
        organization: OrganizationId,
        /// Its name.
        organization_name: String,
        /// Names of its Priority List Managers.
        managers: Vec<String>,
        /// The actor holds the organization, and the workgroup may only suggest exits.
        may_suggest: bool,
        /// The actor holds the organization in some workgroup.
        held: bool,
    },
}

/// Everything on the exit page.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What the rules are decided over.
    pub facts: Facts,
    /// The list's policy.
    pub policy: Policy,
    /// In whose name the exit will be recorded.
    pub acting: Acting,
    /// An administrator repairs with a purpose.
    pub needs_purpose: bool,
    /// The CE organization.
    pub organization_name: String,
    /// Names of its Priority List Managers.
    pub managers: Vec<String>,
    /// Facts at the top of the page.
    pub surroundings: Surroundings,
}

/// What is known around the stay, as far as this actor may see it.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// On the list since.
    pub since: Option<NaiveDate>,
    /// The latest contact.
    pub last_contact_on: Option<NaiveDate>,
    /// The latest housing referral: to where.
    pub referred_to: Option<String>,
    /// When it was made.
    pub referred_on: Option<NaiveDate>,
    /// When it was acknowledged.
    pub acknowledged_on: Option<NaiveDate>,
    /// Its result, 4.20.D.
    pub referral_result: Option<i32>,
    /// The project of an active housing enrollment.
    pub housed_by: Option<String>,
    /// Its move-in date.
    pub moved_in_on: Option<NaiveDate>,
    /// Other open CE enrollments of the members on this list.
    pub other_open: i64,
    /// The release of information in force: since when, and whether for all.
    pub roi_since: Option<NaiveDate>,
    /// Its scope.
    pub roi_shares: bool,
    /// Names of the users who will be told.
    pub told: Vec<String>,
    /// The latest exit of somebody of the household that was recorded here.
    pub exited: Option<Before>,
}

/// An exit that somebody else may have recorded while the page was open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// Name of the user.
    pub by: Option<String>,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// How many people left with it.
    pub people: i64,
}

/// Reads the exit page of an enrollment.
///
/// # Errors
/// [`crate::StoreError::NotFound`] where there is no such CE enrollment for this actor.
pub async fn sheet(store: &Store, actor: &Actor, enrollment: EnrollmentId) -> Result<SheetAccess> {
    let mut connection = store.begin(Some(actor.user)).await?;
    let stay = read::stay(&mut connection, store.clock, enrollment).await?;
    let managers = managers(&mut connection, stay.organization, stay.today).await?;
    let answer = read::authorise(&mut connection, actor, &stay, Act::Exit).await?;
    let (acting, verdict, policy) = match answer {
        Some((acting, verdict, policy)) if verdict.permits() => (acting, verdict, policy),
        refused => {
            let client = sqlx::query_scalar!(
                "select client_id from enrollment where enrollment_id = $1",
                enrollment.0,
            )
            .fetch_one(&mut *connection)
            .await?;
            return Ok(SheetAccess::Refused {
                client: ClientId(client),
                organization: stay.organization,
                organization_name: stay.organization_name,
                managers,
                may_suggest: matches!(refused, Some((_, Verdict::AsSuggestion, _))),
                held: refused.is_some(),
            });
        }
    };
    let facts = read::facts(&mut connection, &stay, false).await?;
    let organization_name = stay.organization_name.clone();
    let authorised = Authorised {
        stay,
        acting,
        verdict,
        policy,
        facts,
    };
    let surroundings = surroundings(&mut connection, actor, &authorised).await?;
    audit::Entry::new("exit_page_opened")
        .by(actor.user, Some(acting))
        .on("enrollment", enrollment)
        .write(&mut connection)
        .await?;
    connection.commit().await?;
    Ok(SheetAccess::Open(Box::new(Sheet {
        surroundings,
        facts: authorised.facts,
        policy: authorised.policy,
        acting,
        needs_purpose: authorised.verdict == Verdict::WithPurpose,
        organization_name,
        managers,
    })))
}

/// Names of the Priority List Managers of an organization.
async fn managers(
    connection: &mut PgConnection,
    organization: OrganizationId,
    day: NaiveDate,
) -> Result<Vec<String>> {
    let names = sqlx::query_scalar!(
        r#"
        select distinct u.display_name
        from user_grant g
        join app_user u using (user_id)
        where g.organization_id = $1 and g.workgroup = 'priority_list_manager' and u.disabled_at is null
            and g.from_on <= $2 and (g.until_on is null or g.until_on > $2)
        order by 1
        "#,
        organization.0,
        day,
    )
    .fetch_all(connection)
    .await?;
    Ok(names)
}

async fn surroundings(
    connection: &mut PgConnection,
    actor: &Actor,
    authorised: &Authorised,
) -> Result<Surroundings> {
    let stay = &authorised.stay;
    let held = actor
        .grants
        .iter()
        .filter(|grant| grant.workgroup == authorised.acting.workgroup)
        .map(|grant| grant.organization.0)
        .collect::<Vec<_>>();
    let row = sqlx::query!(
        r#"
        with member as (
            select e.enrollment_id, e.client_id, e.entry_date, e.exit_on, e.relationship_to_hoh, c.sharing
            from enrollment e
            join client c using (client_id)
            where e.household_id = $1 and e.project_id = $2
        ),
        referred as (
            select ev.event_date, ev.referral_result, r.acknowledged_on,
                coalesce(p.name, ev.location_crisis_or_ph_housing) as referred_to
            from event ev
            join member using (enrollment_id)
            left join referral r on r.referral_id = ev.event_id
            left join project p on p.project_id = r.project_id
            where ev.event in (10, 11, 12, 13, 14, 15, 17, 18)
            order by ev.event_date desc, ev.event_id desc
            limit 1
        ),
        housed as (
            select p.name, e.move_in_date
            from enrollment e
            join member on member.client_id = e.client_id
            join project p on p.project_id = e.project_id
            join organization o using (organization_id)
            where e.exit_on is null and p.project_type in (3, 9, 10, 13)
                and not o.victim_service_provider
                and (member.sharing = 'all' or p.organization_id = any($4))
            order by e.move_in_date desc nulls last, e.entry_date desc
            limit 1
        ),
        consent as (
            select roi.starts_on, roi.scope
            from roi
            join member using (client_id)
            where roi.starts_on <= $3 and (roi.ends_on is null or roi.ends_on >= $3)
                and (roi.withdrawn_on is null or roi.withdrawn_on > $3)
            order by (member.relationship_to_hoh = 1) desc nulls last, roi.starts_on desc
            limit 1
        )
        select
            (select min(entry_date) from member where exit_on is null) as since,
            (select max(s.information_date) from current_living_situation s join member using (enrollment_id)
                where s.information_date <= $3) as last_contact_on,
            (select referred_to from referred) as referred_to,
            (select event_date from referred) as referred_on,
            (select acknowledged_on from referred) as acknowledged_on,
            (select referral_result from referred) as referral_result,
            (select name from housed) as housed_by,
            (select move_in_date from housed) as moved_in_on,
            (select count(distinct e.enrollment_id)
                from enrollment e
                join member on member.client_id = e.client_id
                join list_project lp on lp.project_id = e.project_id
                where e.exit_on is null and lp.list_authority_id = $5 and e.household_id <> $1) as "other_open!",
            (select starts_on from consent) as roi_since,
            (select scope from consent) as roi_scope,
            array(
                select distinct u.display_name
                from case_assignment a
                join app_user u using (user_id)
                where a.household_id = $1 and (a.until_on is null or a.until_on >= $3) and a.user_id <> $6
                order by 1) as "told!"
        "#,
        stay.household.0,
        stay.project.0,
        stay.today,
        &held,
        stay.list.0,
        actor.user.0,
    )
    .fetch_one(&mut *connection)
    .await?;
    Ok(Surroundings {
        since: row.since,
        last_contact_on: row.last_contact_on,
        referred_to: row.referred_to,
        referred_on: row.referred_on,
        acknowledged_on: row.acknowledged_on,
        referral_result: row.referral_result,
        housed_by: row.housed_by,
        moved_in_on: row.moved_in_on,
        other_open: row.other_open,
        roi_since: row.roi_since,
        roi_shares: row.roi_scope.as_deref() == Some("all"),
        told: row.told,
        exited: exited(connection, stay).await?,
    })
}

async fn exited(connection: &mut PgConnection, stay: &Stay) -> Result<Option<Before>> {
    let before = sqlx::query_as!(
        Before,
        r#"
        select min(u.display_name) as by, min(x.recorded_at) as "at!", count(*) as "people!"
        from exit x
        join enrollment e using (enrollment_id)
        left join app_user u on u.user_id = x.recorded_by
        where e.household_id = $1 and e.project_id = $2 and x.act_id is not null
        group by x.act_id
        order by 2 desc
        limit 1
        "#,
        stay.household.0,
        stay.project.0,
    )
    .fetch_optional(connection)
    .await?;
    Ok(before)
}
