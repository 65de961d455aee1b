//! Whose policies an actor may edit, and one of them with its version.

use crate::{Result, Store, StoreError};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Act, Acting, Actor, Situation, verdict};
use domain::ids::{ListAuthorityId, OrganizationId, PolicyId};
use domain::policy::Policy;
use domain::workgroup::Workgroup;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

/// A list whose policy the actor may edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editable {
    /// Whose policy.
    pub list: ListAuthorityId,
    /// "Northwest": the list is called "Northwest Priority List".
    pub name: String,
    /// Its day, now.
    pub today: NaiveDate,
    /// In whose name the actor edits it.
    pub acting: Acting,
    /// When the policy in force was recorded; none where the defaults hold.
    pub recorded: Option<Recorded>,
}

/// When and by whom a version was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// In force from this day of the list.
    pub valid_from: NaiveDate,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom; none for imports, jobs and the demo.
    pub by: Option<String>,
}

/// The policy in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current {
    /// Its version; the nil id where the defaults hold.
    pub version: PolicyId,
    /// What it says.
    pub policy: Policy,
    /// Since when; none where the defaults hold.
    pub recorded: Option<Recorded>,
}

/// What somebody else saved while the actor typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanwhile {
    /// When and by whom.
    pub recorded: Option<Recorded>,
    /// What changed since the version over which was typed.
    pub changes: Vec<String>,
}

/// A policy to be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Whose.
    pub list: ListAuthorityId,
    /// "Northwest".
    pub name: String,
    /// The list's day, now.
    pub today: NaiveDate,
    /// In whose name.
    pub acting: Acting,
    /// What is in force.
    pub current: Current,
    /// When a version takes over that is recorded already, by an operator.
    pub taken_over_on: Option<NaiveDate>,
    /// Set where the policy is another than the one over which the actor typed.
    pub meanwhile: Option<Meanwhile>,
}

/// The lists whose policy the actor may edit, by name. None is no error: the page says why.
///
/// # Errors
/// When the database cannot be asked.
pub async fn editable(store: &Store, actor: &Actor) -> Result<Vec<Editable>> {
    let mut connection = store.pool.acquire().await?;
    lists(&mut connection, actor, store.clock.now(), None).await
}

/// A policy to be edited. `typed_over`: the version over which a kept form was typed.
///
/// # Errors
/// [`StoreError::NotFound`] where the policy is not the actor's to edit.
pub async fn sheet(
    store: &Store,
    actor: &Actor,
    list: ListAuthorityId,
    typed_over: Option<PolicyId>,
) -> Result<Sheet> {
    let mut connection = store.pool.acquire().await?;
    let now = store.clock.now();
    let of = authorise(&mut connection, actor, now, list).await?;
    let current = current(&mut connection, list, of.today).await?;
    let meanwhile = match typed_over.filter(|version| *version != current.version) {
        Some(version) => {
            let before = by_version(&mut connection, list, version).await?;
            Some(Meanwhile {
                recorded: current.recorded.clone(),
                changes: current.policy.changes(&before),
            })
        }
        None => None,
    };
    let taken_over_on = sqlx::query_scalar!(
        r#"
        select min(valid_from) as "day"
        from policy
        where list_authority_id = $1 and valid_from > $2
        "#,
        list.0,
        of.today,
    )
    .fetch_one(&mut *connection)
    .await?;
    Ok(Sheet {
        list,
        name: of.name,
        today: of.today,
        acting: of.acting,
        current,
        taken_over_on,
        meanwhile,
    })
}

/// The list, where the actor may edit its policy.
pub(super) async fn authorise(
    connection: &mut PgConnection,
    actor: &Actor,
    now: DateTime<Utc>,
    list: ListAuthorityId,
) -> Result<Editable> {
    lists(connection, actor, now, Some(list))
        .await?
        .pop()
        .ok_or(StoreError::NotFound)
}

async fn lists(
    connection: &mut PgConnection,
    actor: &Actor,
    now: DateTime<Utc>,
    one: Option<ListAuthorityId>,
) -> Result<Vec<Editable>> {
    let rows = sqlx::query!(
        r#"
        select la.list_authority_id, la.name, la_day.today as "today!",
            array(
                select distinct p.organization_id
                from list_project lp join project p using (project_id)
                where lp.list_authority_id = la.list_authority_id and p.project_type = 14) as "organizations!",
            latest.valid_from as "valid_from?", latest.recorded_at as "recorded_at?", u.display_name as "by?"
        from list_authority la
        cross join lateral (select ($1::timestamptz at time zone la.time_zone)::date as today) la_day
        left join lateral (
            select valid_from, recorded_at, recorded_by
            from policy
            where policy.list_authority_id = la.list_authority_id and valid_from <= la_day.today
            order by valid_from desc, recorded_at desc, policy_id desc
            limit 1
        ) latest on true
        left join app_user u on u.user_id = latest.recorded_by
        where $2::uuid is null or la.list_authority_id = $2
        order by la.name
        "#,
        now,
        one.map(Uuid::from),
    )
    .fetch_all(connection)
    .await?;
    let found = rows.into_iter().filter_map(|row| {
        let organizations = row.organizations.into_iter().map(OrganizationId);
        let recorded = row
            .valid_from
            .zip(row.recorded_at)
            .map(|(valid_from, at)| Recorded {
                valid_from,
                at,
                by: row.by,
            });
        Some(Editable {
            list: ListAuthorityId(row.list_authority_id),
            name: row.name,
            today: row.today,
            acting: acting(actor, &organizations.collect::<Vec<_>>())?,
            recorded,
        })
    });
    Ok(found.collect())
}

/// The pair in which the actor edits the policy of a list that these Coordinated Entry organizations feed:
/// the one in which they act there, else any that they hold and that may.
fn acting(actor: &Actor, organizations: &[OrganizationId]) -> Option<Acting> {
    let may = |workgroup, organization| {
        let held = organizations.contains(&organization);
        let situation = Situation {
            own: held,
            ce: held,
            ..Situation::default()
        };
        // Who edits a policy is never decided by the policy.
        verdict(Act::EditPolicy, workgroup, situation, &Policy::default()).permits()
    };
    let chosen = organizations
        .iter()
        .filter_map(|organization| actor.acting_on(*organization))
        .find(|acting| may(acting.workgroup, acting.organization));
    chosen.or_else(|| {
        let mut grants = actor.grants.clone();
        grants.sort_by_key(|grant| grant.workgroup == Workgroup::Administrator);
        grants
            .into_iter()
            .find(|grant| may(grant.workgroup, grant.organization))
            .map(|grant| Acting {
                workgroup: grant.workgroup,
                organization: grant.organization,
                switched: actor.chosen != Some(grant),
            })
    })
}

/// What is in force on a day.
pub(super) async fn current(
    connection: &mut PgConnection,
    list: ListAuthorityId,
    day: NaiveDate,
) -> Result<Current> {
    let row = sqlx::query!(
        r#"
        select policy_id, valid_from, recorded_at, body as "body: Json<Policy>",
            (select display_name from app_user where user_id = policy.recorded_by) as "by?"
        from policy
        where list_authority_id = $1 and valid_from <= $2
        order by valid_from desc, recorded_at desc, policy_id desc
        limit 1
        "#,
        list.0,
        day,
    )
    .fetch_optional(connection)
    .await?;
    Ok(match row {
        Some(row) => Current {
            version: PolicyId(row.policy_id),
            policy: row.body.0,
            recorded: Some(Recorded {
                valid_from: row.valid_from,
                at: row.recorded_at,
                by: row.by,
            }),
        },
        None => Current {
            version: PolicyId(Uuid::nil()),
            policy: Policy::default(),
            recorded: None,
        },
    })
}

/// A version of a list's policy; the defaults for the nil id and for ids of other lists.
async fn by_version(
    connection: &mut PgConnection,
    list: ListAuthorityId,
    version: PolicyId,
) -> Result<Policy> {
    let body = sqlx::query_scalar!(
        r#"select body as "body: Json<Policy>" from policy where policy_id = $1 and list_authority_id = $2"#,
        version.0,
        list.0,
    )
    .fetch_optional(connection)
    .await?;
    Ok(body.map(|body| body.0).unwrap_or_default())
}
