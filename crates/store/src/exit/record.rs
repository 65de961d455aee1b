//! The one save: all members, projection, audit and notices together, or nothing.

use super::read;
use crate::audit;
use crate::outbox::{self, Event};
use crate::{Result, Store, StoreError, Tx, draft, idempotency, ids, priority, secret};
use chrono::NaiveDate;
use domain::access::{Act, Acting, Actor, Verdict};
use domain::exit::{Command, Facts, Plan, Problem, decide};
use domain::hud::HudCode;
use domain::ids::{ActId, EnrollmentId, ExitId, HouseholdId, UserId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// What its keys are kept under.
const ACT: &str = "exit";

/// What is to be saved.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The enrollment from which the page was opened.
    pub enrollment: EnrollmentId,
    /// Made by the device: the same key twice is one exit.
    pub key: Uuid,
    /// What the user asks for.
    pub command: &'a Command,
    /// Why, where an administrator repairs.
    pub purpose: Option<String>,
    /// Digest of the plan that the user was shown and confirmed, where there was such a page.
    pub shown: Option<&'a str>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Saved, now or by an earlier submission with the same key.
    Saved(Saved),
    /// Not saved; every problem at once.
    Problems(Vec<Problem>),
    /// Not saved: what would happen is not what was shown any more.
    PlanChanged,
}

/// What was saved, without personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The act: all its exits are undone together.
    pub act: ActId,
    /// Whether the household left the list.
    pub left_list: bool,
    /// How many people left.
    pub people: usize,
}

/// What an earlier submission under a key saved, where the form itself is forgotten.
///
/// # Errors
/// [`StoreError::NotFound`] where the actor saved nothing under it.
pub async fn saved(store: &Store, actor: &Actor, key: Uuid) -> Result<Saved> {
    idempotency::answer(store, actor.user, key, ACT).await
}

/// Saves an exit.
///
/// # Errors
/// [`StoreError::Forbidden`] where the actor may not exit; [`StoreError::Conflict`] where a member's stay
/// was changed since the page was read; [`StoreError::KeyReused`]; the database's own. Then nothing has
/// happened.
pub async fn record(store: &Store, actor: &Actor, request: Request<'_>) -> Result<Outcome> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let stay = read::stay(&mut tx, store.clock, request.enrollment).await?;
    let Some((acting, verdict, policy)) = read::authorise(&mut tx, actor, &stay, Act::Exit).await?
    else {
        return Err(StoreError::Forbidden);
    };
    let purpose = request.purpose.filter(|purpose| !purpose.trim().is_empty());
    if !verdict.permits() || (verdict == Verdict::WithPurpose && purpose.is_none()) {
        return Err(StoreError::Forbidden);
    }
    let question = serde_json::to_vec(&(request.enrollment, request.command))
        .map_err(|_| StoreError::Unreadable("exit command"))?;
    let earlier = idempotency::claim(&mut tx, actor.user, request.key, ACT, &question).await?;
    if let Some(saved) = earlier {
        return Ok(Outcome::Saved(saved));
    }
    let facts = read::facts(&mut tx, &stay, true).await?;
    let plan = match decide(&facts, request.command, &policy) {
        Ok(plan) => plan,
        Err(problems) => return Ok(Outcome::Problems(problems)),
    };
    unchanged(&facts, &plan)?;
    if request
        .shown
        .is_some_and(|shown| shown != secret::digest_of(&plan))
    {
        return Ok(Outcome::PlanChanged);
    }
    let saved = write(store, &mut tx, actor, acting, &plan, purpose).await?;
    end_assignments(&mut tx, actor.user, &plan, saved.act, store).await?;
    draft::forget(&mut tx, actor.user, "exit", Some(request.enrollment.0)).await?;
    priority::refresh(&mut tx, store.clock, &[facts.household]).await?;
    idempotency::keep(&mut tx, actor.user, request.key, &saved).await?;
    tx.commit().await?;
    Ok(Outcome::Saved(saved))
}

/// The optimistic check: every stay that ends is still the one that the user saw.
fn unchanged(facts: &Facts, plan: &Plan) -> Result<()> {
    let same = plan.exits.iter().all(|exit| {
        facts
            .members
            .iter()
            .any(|member| member.enrollment == exit.enrollment && member.version == exit.version)
    });
    if same {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

async fn write(
    store: &Store,
    tx: &mut Tx,
    actor: &Actor,
    acting: Acting,
    plan: &Plan,
    purpose: Option<String>,
) -> Result<Saved> {
    let act: ActId = ids::new();
    for exit in &plan.exits {
        let id: ExitId = ids::new();
        sqlx::query!(
            r#"
            insert into exit
                (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination,
                destination_subsidy_type, other_destination, removal_reason, removal_class, note, act_id)
            values
                ($1, $2, (select source_id from data_source where implementation_id = 'threshold'), $3, $4, $5,
                $6, $7, $8, $9, $10, $11)
            "#,
            id.0,
            exit.enrollment.0,
            ids::hmis_id(id.0),
            exit.exit_on,
            exit.destination.code(),
            exit.subsidy.map(HudCode::code),
            exit.other_destination,
            exit.removal_reason,
            exit.removal_class.map(domain::policy::OutflowClass::code),
            plan.note,
            act.0,
        )
        .execute(&mut **tx)
        .await?;
        let values = serde_json::to_vec(&json!({
            "exit_date": exit.exit_on,
            "destination": exit.destination.code(),
            "destination_subsidy_type": exit.subsidy.map(HudCode::code),
            "other_destination": exit.other_destination,
            "removal_reason": exit.removal_reason,
            "note": plan.note,
        }))
        .map_err(|_| StoreError::Unreadable("audit values"))?;
        audit::Entry::new("exit")
            .by(actor.user, Some(acting))
            .on("enrollment", exit.enrollment)
            .purpose(purpose.clone())
            .detail(json!({
                "act": act,
                "exit": id,
                "household": plan.household,
                "fields": ["exit_date", "destination", "destination_subsidy_type", "other_destination",
                    "removal_reason", "note"],
            }))
            .sealed(store.keys.seal(exit.enrollment.0, &values)?)
            .write(tx)
            .await?;
    }
    Ok(Saved {
        act,
        left_list: plan.leaves_list(),
        people: plan.exits.len(),
    })
}

/// When nobody stays, the case assignments end, and those who had them are told.
async fn end_assignments(
    tx: &mut Tx,
    user: UserId,
    plan: &Plan,
    act: ActId,
    store: &Store,
) -> Result<()> {
    let told = assigned(tx, plan.household, user).await?;
    if plan.leaves_list() {
        let ends: Option<NaiveDate> = plan.exits.iter().map(|exit| exit.exit_on).max();
        sqlx::query!(
            r#"
            update case_assignment set until_on = greatest(from_on, $2)
            where household_id = $1 and until_on is null
            "#,
            plan.household.0,
            ends,
        )
        .execute(&mut **tx)
        .await?;
    }
    for user in told {
        sqlx::query!(
            r#"
            insert into notification (notification_id, user_id, kind, subject_kind, subject_id, created_at)
            values ($1, $2, 'household_exited', 'act', $3, $4)
            "#,
            ids::new::<Uuid>(),
            user.0,
            act.0,
            store.clock.now(),
        )
        .execute(&mut **tx)
        .await?;
        outbox::put(tx, &Event::User { user }).await?;
    }
    Ok(())
}

async fn assigned(tx: &mut Tx, household: HouseholdId, but: UserId) -> Result<Vec<UserId>> {
    let users = sqlx::query_scalar!(
        "select distinct user_id from case_assignment where household_id = $1 and until_on is null and user_id <> $2",
        household.0,
        but.0,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(users.into_iter().map(UserId).collect())
}
