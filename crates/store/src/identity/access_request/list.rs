//! Reading requests: one's own, and those to decide.

use super::{May, managers, managers_grant, may};
use crate::{Result, Store, StoreError};
use chrono::{DateTime, Utc};
use domain::access::Actor;
use domain::ids::{AccessRequestId, OrganizationId, UserId};
use domain::workgroup::Workgroup;
use std::collections::HashMap;
use uuid::Uuid;

/// How far a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for the Priority List Manager, or for an administrator where there is none.
    Asked,
    /// Waits for an administrator.
    Endorsed,
    /// The user holds it now.
    Granted,
    /// Declined, with a reason.
    Declined,
    /// Taken back by the user.
    Withdrawn,
}

impl State {
    pub(super) fn from_code(code: &str) -> Result<Self> {
        match code {
            "asked" => Ok(Self::Asked),
            "endorsed" => Ok(Self::Endorsed),
            "granted" => Ok(Self::Granted),
            "declined" => Ok(Self::Declined),
            "withdrawn" => Ok(Self::Withdrawn),
            _ => Err(StoreError::Unreadable("access request")),
        }
    }

    /// Whether somebody still has to decide.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Endorsed)
    }
}

/// A request, as the actor sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessRequest {
    /// Its id.
    pub id: AccessRequestId,
    /// Who asks.
    pub requester: UserId,
    /// Their name.
    pub requester_name: String,
    /// Where they work.
    pub employer: Option<String>,
    /// In which workgroup.
    pub workgroup: Workgroup,
    /// For which organization.
    pub organization: OrganizationId,
    /// Its name.
    pub organization_name: String,
    /// Why, in their words.
    pub reason: Option<String>,
    /// How far it has come.
    pub state: State,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// Who endorsed it, and when.
    pub endorsed: Option<(String, DateTime<Utc>)>,
    /// Who granted or declined it, and when.
    pub decided: Option<(String, DateTime<Utc>)>,
    /// Why it was declined.
    pub decline_reason: Option<String>,
    /// Who may endorse it: the Priority List Managers; none means that the helpdesk is asked.
    pub managers: Vec<String>,
    /// What the actor may do with it.
    pub may: May,
}

/// The actor's own requests, newest first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn mine(store: &Store, actor: &Actor) -> Result<Vec<AccessRequest>> {
    load(store, actor, Some(actor.user), None, &[]).await
}

/// Open requests that the actor may decide, oldest first: of organizations that they manage; all for an
/// administrator. Their own are not among them.
///
/// # Errors
/// When the database cannot be asked.
pub async fn queue(store: &Store, actor: &Actor) -> Result<Vec<AccessRequest>> {
    let managed = managed(actor);
    let all = actor.holds(Workgroup::Administrator);
    if managed.is_empty() && !all {
        return Ok(Vec::new());
    }
    load(store, actor, None, Some(all), &managed).await
}

/// How many requests wait for the actor's decision; cheap.
///
/// # Errors
/// When the database cannot be asked.
pub async fn waiting(store: &Store, actor: &Actor) -> Result<i64> {
    let managed = managed(actor);
    let all = actor.holds(Workgroup::Administrator);
    if managed.is_empty() && !all {
        return Ok(0);
    }
    // What was endorsed waits for a manager too where the policy lets them grant; managers it never lets.
    let mut connection = store.pool.acquire().await?;
    let mut granting = Vec::new();
    for organization in &managed {
        let id = OrganizationId(*organization);
        if managers_grant(&mut connection, id, store.rights_on()).await? {
            granting.push(*organization);
        }
    }
    Ok(sqlx::query_scalar!(
        r#"
        select count(*) as "count!" from access_request
        where user_id <> $1 and state in ('asked', 'endorsed')
          and ($2
               or (state = 'asked' and organization_id = any($3))
               or (workgroup <> 'priority_list_manager' and organization_id = any($4)))
        "#,
        actor.user.0,
        all,
        &managed,
        &granting,
    )
    .fetch_one(&mut *connection)
    .await?)
}

fn managed(actor: &Actor) -> Vec<Uuid> {
    actor
        .grants
        .iter()
        .filter(|grant| grant.workgroup == Workgroup::PriorityListManager)
        .map(|grant| grant.organization.0)
        .collect()
}

async fn load(
    store: &Store,
    actor: &Actor,
    requester: Option<UserId>,
    open_to_all: Option<bool>,
    managed: &[Uuid],
) -> Result<Vec<AccessRequest>> {
    let rows = sqlx::query!(
        r#"
        select r.access_request_id, r.user_id, u.display_name, u.employer, r.workgroup, r.organization_id,
               o.name as organization_name, r.reason, r.state, r.asked_at, r.endorsed_at, r.decided_at,
               r.decline_reason, e.display_name as "endorsed_by?", d.display_name as "decided_by?"
        from access_request r
        join app_user u on u.user_id = r.user_id
        join organization o on o.organization_id = r.organization_id
        left join app_user e on e.user_id = r.endorsed_by
        left join app_user d on d.user_id = r.decided_by
        where r.user_id = $1
           or ($2::boolean is not null and r.state in ('asked', 'endorsed') and r.user_id <> $4
               and ($2 or r.organization_id = any($3)))
        order by case when $1::uuid is null then r.asked_at end, r.asked_at desc, r.access_request_id desc
        limit 200
        "#,
        requester.map(Uuid::from),
        open_to_all,
        managed,
        actor.user.0,
    )
    .fetch_all(&store.pool)
    .await?;
    let mut connection = store.pool.acquire().await?;
    let today = store.rights_on();
    let mut known = HashMap::new();
    let mut requests = Vec::with_capacity(rows.len());
    for row in rows {
        let organization = OrganizationId(row.organization_id);
        let (managers, managers_grant) = match known.get(&organization) {
            Some(found) => Clone::clone(found),
            None => {
                let names = managers(&mut connection, organization, today)
                    .await?
                    .into_iter()
                    .map(|(_, name)| name)
                    .collect::<Vec<_>>();
                let found = (
                    names,
                    managers_grant(&mut connection, organization, today).await?,
                );
                known.insert(organization, found.clone());
                found
            }
        };
        let state = State::from_code(&row.state)?;
        let workgroup =
            Workgroup::from_code(&row.workgroup).ok_or(StoreError::Unreadable("access request"))?;
        requests.push(AccessRequest {
            id: AccessRequestId(row.access_request_id),
            requester: UserId(row.user_id),
            requester_name: row.display_name,
            employer: row.employer,
            workgroup,
            organization,
            organization_name: row.organization_name,
            reason: row.reason,
            state,
            asked_at: row.asked_at,
            endorsed: row.endorsed_by.zip(row.endorsed_at),
            decided: row.decided_by.zip(row.decided_at),
            decline_reason: row.decline_reason,
            managers,
            may: may(
                actor,
                UserId(row.user_id),
                workgroup,
                organization,
                state,
                managers_grant,
            ),
        });
    }
    Ok(requests)
}
