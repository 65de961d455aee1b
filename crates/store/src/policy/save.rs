//! Saving a policy: a new version from today, and the list placed by it.

use super::{preview, read};
use crate::outbox::{self, Event};
use crate::{Result, Store, StoreError, audit, draft, idempotency, ids, priority};
use domain::access::Actor;
use domain::ids::{ListAuthorityId, PolicyId};
use domain::policy::{Policy, PolicyProblem};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

/// What its keys are kept under.
const ACT: &str = "policy";
/// Kind of the drafts of a policy; saving one forgets those of its list.
pub const DRAFT: &str = "policy";

/// What is to be saved.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Whose policy.
    pub list: ListAuthorityId,
    /// The version over which it was edited.
    pub version: PolicyId,
    /// The same key twice is one save.
    pub key: Uuid,
    /// The policy.
    pub policy: &'a Policy,
    /// Digest of what was shown as its effects.
    pub shown: &'a str,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Saved, now or by an earlier submission with the same key.
    Saved(Saved),
    /// Not saved; every problem at once.
    Problems(Vec<PolicyProblem>),
    /// Not saved: its effects are not what was shown any more.
    EffectsChanged,
}

/// What was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The version that is in force now.
    pub version: PolicyId,
}

/// What an earlier submission under a key saved, where the form itself is forgotten.
///
/// # Errors
/// [`StoreError::NotFound`] where the actor saved nothing under it.
pub async fn saved(store: &Store, actor: &Actor, key: Uuid) -> Result<Saved> {
    idempotency::answer(store, actor.user, key, ACT).await
}

/// Saves a policy as a new version, in force from today in the list's calendar. A policy that changes nothing
/// makes no version.
///
/// # Errors
/// [`StoreError::NotFound`] where the policy is not the actor's to edit; [`StoreError::Conflict`] where
/// somebody saved another version since; [`StoreError::KeyReused`]; the database's own. Then nothing has
/// happened.
pub async fn save(store: &Store, actor: &Actor, request: Request<'_>) -> Result<Outcome> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let (list, policy) = (request.list, request.policy);
    let question =
        serde_json::to_vec(&(list, policy)).map_err(|_| StoreError::Unreadable("policy"))?;
    let earlier = idempotency::claim(&mut tx, actor.user, request.key, ACT, &question).await?;
    if let Some(saved) = earlier {
        return Ok(Outcome::Saved(saved));
    }
    lock(&mut tx, list).await?;
    let of = read::authorise(&mut tx, actor, store.clock.now(), list).await?;
    let current = read::current(&mut tx, list, of.today).await?;
    if current.version != request.version {
        return Err(StoreError::Conflict);
    }
    if let Err(problems) = policy.check(&current.policy) {
        return Ok(Outcome::Problems(problems));
    }
    let preview = preview::compare(&mut tx, store.clock, list, &current, policy).await?;
    if preview.digest != request.shown {
        return Ok(Outcome::EffectsChanged);
    }
    let mut saved = Saved {
        version: current.version,
    };
    if !preview.changes.is_empty() {
        saved.version = ids::new();
        sqlx::query!(
            r#"
            insert into policy (policy_id, list_authority_id, valid_from, body, recorded_by)
            values ($1, $2, $3, $4, $5)
            "#,
            saved.version.0,
            list.0,
            of.today,
            Json(policy) as _,
            actor.user.0,
        )
        .execute(&mut *tx)
        .await?;
        let shifted: i64 = preview.shifts.iter().map(|shift| shift.households).sum();
        audit::Entry::new("policy_saved")
            .by(actor.user, Some(of.acting))
            .on("list_authority", list)
            .detail(json!({
                "version": saved.version,
                "fields": fields(&current.policy, policy)?,
                "households": shifted,
            }))
            .write(&mut tx)
            .await?;
        if current.policy.places_like(policy) {
            propose_anew(&mut tx, list).await?;
            let households = Vec::new();
            outbox::put(&mut tx, &Event::List { list, households }).await?;
        } else {
            priority::refresh_list(&mut tx, store.clock, list).await?;
        }
    }
    draft::forget(&mut tx, actor.user, DRAFT, Some(list.0)).await?;
    idempotency::keep(&mut tx, actor.user, request.key, &saved).await?;
    tx.commit().await?;
    Ok(Outcome::Saved(saved))
}

/// Whoever saves this list's policy at the same time waits, and then sees another version. Entries may be
/// written meanwhile; they are placed anew afterwards.
async fn lock(connection: &mut PgConnection, list: ListAuthorityId) -> Result<()> {
    sqlx::query!(
        "select list_authority_id from list_authority where list_authority_id = $1 for no key update",
        list.0,
    )
    .fetch_optional(connection)
    .await?;
    Ok(())
}

/// What the rules propose is looked at again, where nobody is placed anew.
async fn propose_anew(connection: &mut PgConnection, list: ListAuthorityId) -> Result<()> {
    // By rising ids, as everywhere, so that nobody waits in a circle.
    sqlx::query!(
        r#"
        update list_entry
        set examined = false
        where household_id in (
            select household_id from list_entry
            where list_authority_id = $1
            order by household_id
            for no key update)
        "#,
        list.0,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The names of the parts that differ.
fn fields(before: &Policy, after: &Policy) -> Result<Vec<String>> {
    let parts = |policy: &Policy| match serde_json::to_value(policy) {
        Ok(Value::Object(parts)) => Ok(parts),
        _ => Err(StoreError::Unreadable("policy")),
    };
    let before = parts(before)?;
    Ok(parts(after)?
        .into_iter()
        .filter(|(name, value)| before.get(name) != Some(value))
        .map(|(name, _)| name)
        .collect())
}
