//! Asking to act for an organization.

use super::{ASKABLE, administrators, managers};
use crate::audit::Entry;
use crate::identity::notice::tell;
use crate::{Result, Store, StoreError, ids};
use domain::access::{Actor, Grant};
use domain::ids::{AccessRequestId, OrganizationId};
use domain::workgroup::Workgroup;
use serde_json::json;
use thiserror::Error;
use uuid::Uuid;

/// Longest reason, in characters.
const REASON_CHARACTERS: usize = 500;

/// What the form of asking shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The organization.
    pub organization: OrganizationId,
    /// Its name.
    pub name: String,
    /// It owns a Coordinated Entry program.
    pub coordinated_entry: bool,
    /// Who endorses; none means that the request goes to the helpdesk's administrators.
    pub managers: Vec<String>,
    /// Workgroups that the actor holds there.
    pub held: Vec<Workgroup>,
}

/// The organization that is to be asked for.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn subject(
    store: &Store,
    actor: &Actor,
    organization: OrganizationId,
) -> Result<Subject> {
    let row = sqlx::query!(
        r#"
        select name, exists (select from project p
                             where p.organization_id = organization.organization_id
                               and p.project_type = 14) as "ce!"
        from organization
        where organization_id = $1
        "#,
        organization.0,
    )
    .fetch_one(&store.pool)
    .await?;
    Ok(Subject {
        organization,
        name: row.name,
        coordinated_entry: row.ce,
        managers: super::managers_of(store, organization).await?,
        held: actor
            .grants
            .iter()
            .filter(|grant| grant.organization == organization)
            .map(|grant| grant.workgroup)
            .collect(),
    })
}

/// Why nothing was asked.
#[derive(Debug, Error)]
pub enum AskError {
    /// The pair is granted.
    #[error("You hold this organization in this workgroup already. Choose it in Settings.")]
    Held,
    /// Administration is not asked for here.
    #[error("Administrator access cannot be requested here. Write to the helpdesk.")]
    NotAskable,
    /// Too long a reason.
    #[error("Use at most 500 characters.")]
    TooLong,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks, and tells those who may decide. Asking again for the same pair gives the open request.
///
/// # Errors
/// [`AskError`]; `NotFound` for an unknown organization.
pub async fn ask(
    store: &Store,
    actor: &Actor,
    workgroup: Workgroup,
    organization: OrganizationId,
    reason: Option<&str>,
) -> Result<AccessRequestId, AskError> {
    if !ASKABLE.contains(&workgroup) {
        return Err(AskError::NotAskable);
    }
    let pair = Grant {
        workgroup,
        organization,
    };
    if actor.grants.contains(&pair) {
        return Err(AskError::Held);
    }
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    if reason.is_some_and(|reason| reason.chars().count() > REASON_CHARACTERS) {
        return Err(AskError::TooLong);
    }
    Ok(insert(store, actor, pair, reason).await?)
}

async fn insert(
    store: &Store,
    actor: &Actor,
    pair: Grant,
    reason: Option<&str>,
) -> Result<AccessRequestId> {
    let now = store.clock.now();
    let today = store.rights_on();
    let mut tx = store.begin(Some(actor.user)).await?;
    sqlx::query!(
        "select organization_id from organization where organization_id = $1",
        pair.organization.0
    )
    .fetch_one(&mut *tx)
    .await?;
    let id: AccessRequestId = ids::new();
    let inserted = sqlx::query_scalar!(
        r#"
        insert into access_request
            (access_request_id, user_id, workgroup, organization_id, reason, asked_at, recorded_by)
        values ($1, $2, $3, $4, $5, $6, $2)
        on conflict do nothing
        returning access_request_id
        "#,
        id.0,
        actor.user.0,
        pair.workgroup.code(),
        pair.organization.0,
        reason,
        now,
    )
    .fetch_optional(&mut *tx)
    .await?;
    if inserted.is_none() {
        let open = sqlx::query_scalar!(
            r#"
            select access_request_id from access_request
            where user_id = $1 and workgroup = $2 and organization_id = $3 and state in ('asked', 'endorsed')
            "#,
            actor.user.0,
            pair.workgroup.code(),
            pair.organization.0,
        )
        .fetch_one(&mut *tx)
        .await?;
        return Ok(AccessRequestId(open));
    }
    let mut deciders = managers(&mut tx, pair.organization, today)
        .await?
        .into_iter()
        .map(|(user, _)| user)
        .filter(|user| *user != actor.user)
        .collect::<Vec<_>>();
    if deciders.is_empty() {
        deciders = administrators(&mut tx, today).await?;
    }
    for decider in deciders {
        tell(
            &mut tx,
            decider,
            "access_asked",
            ("access_request", id.0),
            now,
        )
        .await?;
    }
    Entry::new("access_ask")
        .by(actor.user, None)
        .on("access_request", id)
        .detail(json!({
            "workgroup": pair.workgroup.code(),
            "organization": Uuid::from(pair.organization),
        }))
        .write(&mut tx)
        .await?;
    tx.commit().await?;
    Ok(id)
}
