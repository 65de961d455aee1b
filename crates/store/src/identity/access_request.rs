//! Requests for access: the user asks, the Priority List Manager endorses, an administrator grants.

mod ask;
mod decide;
mod list;

pub use ask::{AskError, Subject, ask, subject};
pub use decide::{decline, endorse, grant, withdraw};
pub use list::{AccessRequest, State, mine, queue, waiting};

use crate::{Result, Store, policy};
use chrono::NaiveDate;
use domain::access::{Act, Actor, Situation, verdict};
use domain::ids::{ListAuthorityId, OrganizationId, UserId};
use domain::policy::Policy;
use domain::workgroup::Workgroup;

/// What asking may lead to: everything but administration.
pub const ASKABLE: [Workgroup; 5] = [
    Workgroup::HmisUser,
    Workgroup::ShelterStaff,
    Workgroup::ShelterReservation,
    Workgroup::CeAssessor,
    Workgroup::PriorityListManager,
];

/// Names of the Priority List Managers of a CE organization, to be named on pages ("ask Dana Lindqvist").
/// None for an organization without a Coordinated Entry program: then the helpdesk is asked.
///
/// # Errors
/// When the database cannot be asked.
pub async fn managers_of(store: &Store, organization: OrganizationId) -> Result<Vec<String>> {
    let mut connection = store.pool.acquire().await?;
    Ok(managers(&mut connection, organization, store.rights_on())
        .await?
        .into_iter()
        .map(|(_, name)| name)
        .collect())
}

async fn managers(
    connection: &mut sqlx::PgConnection,
    organization: OrganizationId,
    today: NaiveDate,
) -> Result<Vec<(UserId, String)>> {
    Ok(sqlx::query!(
        r#"
        select user_id as "user_id!", display_name as "display_name!"
        from managers_of($1, $2)
        order by display_name, user_id
        "#,
        organization.0,
        today,
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|row| (UserId(row.user_id), row.display_name))
    .collect())
}

async fn administrators(
    connection: &mut sqlx::PgConnection,
    today: NaiveDate,
) -> Result<Vec<UserId>> {
    Ok(sqlx::query_scalar!(
        r#"
        select distinct u.user_id
        from user_grant g join app_user u using (user_id)
        where g.workgroup = 'administrator' and u.disabled_at is null
          and in_force(g, $1)
        "#,
        today,
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(UserId)
    .collect())
}

/// Whether every list that the organization's Coordinated Entry feeds lets its managers grant.
async fn managers_grant(
    connection: &mut sqlx::PgConnection,
    organization: OrganizationId,
    today: NaiveDate,
) -> Result<bool> {
    let lists = sqlx::query_scalar!(
        r#"
        select distinct lp.list_authority_id
        from list_project lp join project p using (project_id)
        where p.organization_id = $1 and p.project_type = 14
        "#,
        organization.0,
    )
    .fetch_all(&mut *connection)
    .await?;
    for list in &lists {
        if !policy::in_force(connection, ListAuthorityId(*list), today)
            .await?
            .managers_grant
        {
            return Ok(false);
        }
    }
    Ok(!lists.is_empty())
}

/// What an actor may do with a request of somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct May {
    /// Endorse it.
    pub endorse: bool,
    /// Grant it.
    pub grant: bool,
    /// Decline it.
    pub decline: bool,
    /// Take it back.
    pub withdraw: bool,
}

/// Nobody decides on their own request. A manager decides for organizations that they manage, grants only
/// where the policy lets them, and never makes another manager.
fn may(
    actor: &Actor,
    requester: UserId,
    workgroup: Workgroup,
    organization: OrganizationId,
    state: State,
    managers_grant: bool,
) -> May {
    let open = matches!(state, State::Asked | State::Endorsed);
    if !open {
        return May::default();
    }
    if actor.user == requester {
        return May {
            withdraw: true,
            ..May::default()
        };
    }
    let policy = Policy {
        managers_grant,
        ..Policy::default()
    };
    let permits = |act| {
        actor.grants.iter().any(|grant| {
            let holds = grant.organization == organization;
            let situation = Situation {
                own: holds,
                ce: holds,
                ..Situation::default()
            };
            verdict(act, grant.workgroup, situation, &policy).permits()
        })
    };
    let administers = permits(Act::AdministerUsers);
    let grant =
        permits(Act::GrantAccess) && (administers || workgroup != Workgroup::PriorityListManager);
    May {
        endorse: state == State::Asked && !administers && permits(Act::EndorseAccess),
        grant,
        decline: permits(Act::EndorseAccess),
        withdraw: false,
    }
}
