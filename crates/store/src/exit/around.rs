//! What stands around a household's stay, for the top of the exit page.

use super::read::Stay;
use super::told;
use crate::Result;
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Actor;
use sqlx::PgConnection;

/// What is known around the stay, as far as this actor may see it.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// On the list since.
    pub since: Option<NaiveDate>,
    /// The latest housing referral: to where.
    pub referred_to: Option<String>,
    /// When it was made.
    pub referred_on: Option<NaiveDate>,
    /// When it was acknowledged.
    pub acknowledged_on: Option<NaiveDate>,
    /// Its result, 4.20.D.
    pub referral_result: Option<i32>,
    /// When it got it, 4.20.E.
    pub result_on: Option<NaiveDate>,
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

/// Reads them.
pub(super) async fn surroundings(
    connection: &mut PgConnection,
    actor: &Actor,
    stay: &Stay,
) -> Result<Surroundings> {
    let row = sqlx::query!(
        r#"
        with member as (
            select e.enrollment_id, e.client_id, e.entry_date, e.exit_on, e.relationship_to_hoh, c.protected
            from enrollment e
            join client c using (client_id)
            where e.household_id = $1 and e.project_id = $2
        ),
        referred as (
            select ev.event_date, ev.referral_result, ev.result_date, r.acknowledged_on,
                coalesce(p.name, ev.location_crisis_or_ph_housing) as referred_to
            from event ev
            join member using (enrollment_id)
            left join referral r on r.referral_id = ev.event_id
            left join project p on p.project_id = r.project_id
            where ev.event in (10, 11, 12, 13, 14, 15, 17, 18)
            order by ev.event_date desc, ev.event_id desc
            limit 1
        ),
        consent as (
            select roi.starts_on, roi.scope
            from roi
            join member using (client_id)
            where not member.protected and roi.starts_on <= $3 and (roi.ends_on is null or roi.ends_on >= $3)
                and (roi.withdrawn_on is null or roi.withdrawn_on > $3)
            order by (member.relationship_to_hoh = 1) desc nulls last, roi.starts_on desc
            limit 1
        )
        select
            (select min(entry_date) from member where exit_on is null) as since,
            (select referred_to from referred) as referred_to,
            (select event_date from referred) as referred_on,
            (select acknowledged_on from referred) as acknowledged_on,
            (select referral_result from referred) as referral_result,
            (select result_date from referred) as result_on,
            (select starts_on from consent) as roi_since,
            (select scope from consent) as roi_scope
        "#,
        stay.household.0,
        stay.project.0,
        stay.today,
    )
    .fetch_one(&mut *connection)
    .await?;
    let told = told::told(connection, &[stay.household], stay.today, actor.user).await?;
    Ok(Surroundings {
        since: row.since,
        referred_to: row.referred_to,
        referred_on: row.referred_on,
        acknowledged_on: row.acknowledged_on,
        referral_result: row.referral_result,
        result_on: row.result_on,
        roi_since: row.roi_since,
        roi_shares: row.roi_scope.as_deref() == Some("all"),
        told: told.into_iter().map(|one| one.name).collect(),
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
