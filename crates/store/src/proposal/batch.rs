//! Working off what was taken together: one exit after the other, each of its own, also after a crash.

use crate::exit::{self, Decides, Outcome, Request, deciding};
use crate::name::ShownName;
use crate::outbox::{self, Event};
use crate::{Result, Store, StoreError, identity};
use chrono::{DateTime, Utc};
use domain::access::Actor;
use domain::exit::Command;
use domain::ids::{ActId, EnrollmentId, ExitBatchId, ProposalId, UserId};
use domain::person::Name;

/// What one person took at once.
#[derive(Clone, Debug)]
pub struct Batch {
    /// When.
    pub started_at: DateTime<Utc>,
    /// The exits, in the order in which they are worked off.
    pub items: Vec<Item>,
}

impl Batch {
    /// How many are worked off.
    #[must_use]
    pub fn done(&self) -> usize {
        let waits = |item: &&Item| item.done != Done::Waits;
        self.items.iter().filter(waits).count()
    }
}

/// One of its exits.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its exit page.
    pub enrollment: EnrollmentId,
    /// Who stands for the household; none where they may not be named any more.
    pub name: Option<String>,
    /// What came of it.
    pub done: Done,
}

/// What came of an exit that was taken with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// Nothing yet.
    Waits,
    /// It is saved.
    Saved(ActId),
    /// It was saved, and taken back since.
    Undone(ActId),
    /// It was not saved; the others are not concerned.
    Failed(Failure),
}

/// Why one was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The household changed since it was shown.
    Changed,
    /// The one who took it may not exit it any more.
    NotAllowed,
    /// Something went wrong.
    Error,
}

impl Failure {
    const ALL: [Self; 3] = [Self::Changed, Self::NotAllowed, Self::Error];

    const fn code(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::NotAllowed => "not_allowed",
            Self::Error => "error",
        }
    }

    fn from_code(code: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|one| one.code() == code).unwrap_or(Self::Error)
    }
}

/// Works off everything that waits, and returns how many exits that were. Safe on any number of servers: one
/// exit is in the hands of one of them, and its key makes it one exit whatever happens in between.
///
/// # Errors
/// When the database cannot be reached: what is left waits.
pub async fn work(store: &Store) -> Result<usize> {
    let mut worked = 0;
    while one(store).await? {
        worked += 1;
    }
    Ok(worked)
}

/// Works off the next one; false where none waits.
async fn one(store: &Store) -> Result<bool> {
    let mut tx = store.begin(None).await?;
    let item = sqlx::query!(
        r#"
        select item_id, proposal_id, enrollment_id, command, shown, user_id
        from exit_batch_item
        join exit_batch using (exit_batch_id)
        where state = 'waiting'
        order by started_at, exit_batch_id, position
        limit 1
        for no key update of exit_batch_item skip locked
        "#
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(item) = item else {
        return Ok(false);
    };
    let user = UserId(item.user_id);
    let command = serde_json::from_value::<Command>(item.command);
    let saved = match (identity::actor(store, user).await?, command) {
        (None, _) => Err(Failure::NotAllowed),
        (_, Err(_)) => Err(Failure::Error),
        (Some(actor), Ok(command)) => {
            let request = Request {
                enrollment: EnrollmentId(item.enrollment_id),
                key: item.item_id,
                command: &command,
                purpose: None,
                shown: Some(&item.shown),
                decides: Some(Decides::Waiting(ProposalId(item.proposal_id))),
            };
            save(store, &actor, request).await?
        }
    };
    let (state, act, failure) = match saved {
        Ok(act) => ("saved", Some(act.0), None),
        Err(failure) => ("failed", None, Some(failure.code())),
    };
    sqlx::query!(
        "update exit_batch_item set state = $2, act_id = $3, failure = $4 where item_id = $1",
        item.item_id,
        state,
        act,
        failure,
    )
    .execute(&mut *tx)
    .await?;
    outbox::put(&mut tx, &Event::User { user }).await?;
    tx.commit().await?;
    Ok(true)
}

/// One exit; a database that cannot be reached is no failure of it.
async fn save(
    store: &Store,
    actor: &Actor,
    request: Request<'_>,
) -> Result<std::result::Result<ActId, Failure>> {
    Ok(match exit::record(store, actor, request).await {
        Ok(Outcome::Saved(saved)) => Ok(saved.act),
        Ok(Outcome::Problems(_) | Outcome::PlanChanged | Outcome::Unconfirmed(_))
        | Err(StoreError::Conflict) => Err(Failure::Changed),
        Err(StoreError::NotFound | StoreError::Forbidden) => Err(Failure::NotAllowed),
        Err(error @ StoreError::Unavailable(_)) => return Err(error),
        Err(error) => {
            tracing::error!(%error, "an exit of several could not be saved");
            Err(Failure::Error)
        }
    })
}

/// What the actor took at once.
///
/// # Errors
/// [`StoreError::NotFound`] where it is not the actor's.
pub async fn batch(store: &Store, actor: &Actor, id: ExitBatchId) -> Result<Batch> {
    let mut connection = store.pool.acquire().await?;
    let started_at = sqlx::query_scalar!(
        "select started_at from exit_batch where exit_batch_id = $1 and user_id = $2",
        id.0,
        actor.user.0,
    )
    .fetch_one(&mut *connection)
    .await?;
    let rows = sqlx::query!(
        r#"
        select item.enrollment_id, item.state, item.act_id, item.failure, act.undone_at as "undone_at?",
            c.first_name, c.middle_name, c.last_name, c.name_suffix, c.hashed,
            nameable(c) and p.organization_id = any($2) as "nameable!"
        from exit_batch_item item
        join enrollment e using (enrollment_id)
        join project p using (project_id)
        join client c using (client_id)
        left join exit_act act on act.act_id = item.act_id
        where item.exit_batch_id = $1
        order by item.position
        "#,
        id.0,
        &deciding::organizations(actor),
    )
    .fetch_all(&mut *connection)
    .await?;
    let items = rows
        .into_iter()
        .map(|row| {
            let name = Name {
                first: row.first_name,
                middle: row.middle_name,
                last: row.last_name,
                suffix: row.name_suffix,
            };
            let name = ShownName::of(name, row.hashed, false).short();
            let done = match (row.act_id.map(ActId), row.failure) {
                (Some(act), _) if row.undone_at.is_some() => Done::Undone(act),
                (Some(act), _) => Done::Saved(act),
                (None, Some(failure)) => Done::Failed(Failure::from_code(&failure)),
                (None, None) => Done::Waits,
            };
            Item {
                enrollment: EnrollmentId(row.enrollment_id),
                name: row.nameable.then_some(name),
                done,
            }
        })
        .collect();
    Ok(Batch { started_at, items })
}

/// The last one that the actor began in the last day.
///
/// # Errors
/// When the database cannot be asked.
pub async fn latest(store: &Store, actor: &Actor) -> Result<Option<ExitBatchId>> {
    Ok(sqlx::query_scalar!(
        r#"
        select exit_batch_id
        from exit_batch
        where user_id = $1 and started_at > $2
        order by started_at desc
        limit 1
        "#,
        actor.user.0,
        store.clock.now() - chrono::Duration::days(1),
    )
    .fetch_optional(&store.pool)
    .await?
    .map(ExitBatchId))
}
