//! Takes an exit back: the whole act, or nothing of it.

use super::act::{self, Recorded};
use super::change::{Change, Entity};
use crate::identity::notice;
use crate::name::ShownName;
use crate::{Result, Store, StoreError, Tx, audit, duplicate, idempotency, policy, priority};
use domain::access::{Act, Acting, Actor, Situation, Verdict, verdict};
use domain::exit::Obstacle;
use domain::ids::{ActId, HouseholdId, UserId};
use domain::person::Name;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

/// What its keys are kept under.
const ACT: &str = "undo_exit";

/// Whether somebody may take an act back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoRight {
    /// Not theirs, or too long ago.
    No,
    /// Theirs.
    Yes,
    /// An administrator says why.
    WithPurpose,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// Everybody is enrolled as before.
    Done,
    /// Something stands in the way; nothing has happened.
    Blocked(Vec<Obstacle>),
}

pub(super) async fn right(
    connection: &mut PgConnection,
    store: &Store,
    actor: &Actor,
    recorded: &Recorded,
) -> Result<UndoRight> {
    Ok(
        match authorised(connection, store, actor, recorded).await? {
            Some((_, Verdict::Allowed)) => UndoRight::Yes,
            Some((_, Verdict::WithPurpose)) => UndoRight::WithPurpose,
            _ => UndoRight::No,
        },
    )
}

async fn authorised(
    connection: &mut PgConnection,
    store: &Store,
    actor: &Actor,
    recorded: &Recorded,
) -> Result<Option<(Acting, Verdict)>> {
    let stay = &recorded.stay;
    let Some(acting) = actor.acting_on(stay.organization) else {
        return Ok(None);
    };
    let rules = policy::in_force(connection, stay.list, stay.today).await?;
    let situation = Situation {
        own: true,
        ce: true,
        own_act: recorded.by == Some(actor.user),
        days_since: store
            .clock
            .now()
            .signed_duration_since(recorded.at)
            .num_days(),
        ..Situation::default()
    };
    Ok(Some((
        acting,
        verdict(Act::UndoExit, acting.workgroup, situation, &rules),
    )))
}

/// What stands in the way of taking an act back, for the page about it.
///
/// # Errors
/// As [`undo`].
pub async fn obstacles(store: &Store, actor: &Actor, act: ActId) -> Result<Vec<Obstacle>> {
    let mut connection = store.pool.acquire().await?;
    let recorded = act::recorded(&mut connection, store, act, false).await?;
    if right(&mut connection, store, actor, &recorded).await? == UndoRight::No {
        return Err(StoreError::NotFound);
    }
    let mut obstacles = found(&mut connection, &recorded).await?;
    if duplicate::holds(&mut connection, act).await? {
        obstacles.push(Obstacle::PartOfMerge);
    }
    Ok(obstacles)
}

/// Takes an act back: who did it within 90 days, the Priority List Manager and, with a purpose, the
/// administrator at any time. Contacts that were recorded with it stay; who was told is told again.
///
/// # Errors
/// [`StoreError::NotFound`] where there is no such act for this actor; [`StoreError::Forbidden`] where an
/// administrator gives no purpose; [`StoreError::KeyReused`]; the database's own. Then nothing has happened.
pub async fn undo(
    store: &Store,
    actor: &Actor,
    act: ActId,
    key: Uuid,
    purpose: Option<&str>,
) -> Result<Undone> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let question = act.0.as_bytes().as_slice();
    if idempotency::claim::<bool>(&mut tx, actor.user, key, ACT, question)
        .await?
        .is_some()
    {
        return Ok(Undone::Done);
    }
    let done = within(store, &mut tx, actor, act, purpose, Alone::Yes).await?;
    if done == Undone::Done {
        idempotency::keep(&mut tx, actor.user, key, &true).await?;
        tx.commit().await?;
    }
    Ok(done)
}

/// Whether an exit is taken back by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alone {
    /// By itself: not while a merge stands that it is part of.
    Yes,
    /// With the merge that it is part of.
    WithMerge,
}

/// Everything but key and commit: for an undo of its own, and for one that is part of taking a merge back.
pub(super) async fn within(
    store: &Store,
    tx: &mut Tx,
    actor: &Actor,
    act: ActId,
    purpose: Option<&str>,
    alone: Alone,
) -> Result<Undone> {
    let recorded = act::recorded(tx, store, act, true).await?;
    let purpose = purpose.map(str::trim).filter(|purpose| !purpose.is_empty());
    let acting = match authorised(tx, store, actor, &recorded).await? {
        Some((acting, Verdict::Allowed)) => acting,
        Some((acting, Verdict::WithPurpose)) if purpose.is_some() => acting,
        Some((_, Verdict::WithPurpose)) => return Err(StoreError::Forbidden),
        _ => return Err(StoreError::NotFound),
    };
    let households = households(tx, &recorded).await?;
    priority::lock_stays(tx, &households).await?;
    let mut obstacles = found(tx, &recorded).await?;
    if alone == Alone::Yes && duplicate::holds(tx, act).await? {
        obstacles.push(Obstacle::PartOfMerge);
    }
    if !obstacles.is_empty() {
        return Ok(Undone::Blocked(obstacles));
    }
    for change in recorded.changes.iter().rev() {
        put_back(tx, change).await?;
    }
    let now = store.clock.now();
    sqlx::query!(
        "update exit_act set undone_at = $2, undone_by = $3 where act_id = $1",
        act.0,
        now,
        actor.user.0,
    )
    .execute(&mut **tx)
    .await?;
    let mut told = recorded.told.clone();
    told.extend(recorded.by.filter(|by| !told.contains(by)));
    for user in told.into_iter().filter(|user| *user != actor.user) {
        notice::tell(tx, user, "exit_undone", ("act", act.0), now).await?;
    }
    note(tx, (actor.user, acting, purpose), act, &recorded).await?;
    priority::refresh(tx, store.clock, &households).await?;
    Ok(Undone::Done)
}

async fn note(
    tx: &mut Tx,
    (user, acting, purpose): (UserId, Acting, Option<&str>),
    act: ActId,
    recorded: &Recorded,
) -> Result<()> {
    for enrollment in recorded.ended() {
        audit::Entry::new("exit_undone")
            .by(user, Some(acting))
            .on("enrollment", enrollment)
            .purpose(purpose.map(str::to_owned))
            .detail(json!({ "act": act, "rows": recorded.changes.len() }))
            .write(tx)
            .await?;
    }
    Ok(())
}

/// The household of the act, and those whose enrollments it closed too.
async fn households(tx: &mut Tx, recorded: &Recorded) -> Result<Vec<HouseholdId>> {
    let ended = recorded.ended().map(|id| id.0).collect::<Vec<_>>();
    let mut households = sqlx::query_scalar!(
        "select distinct household_id from enrollment where enrollment_id = any($1)",
        &ended,
    )
    .fetch_all(&mut **tx)
    .await?;
    households.push(recorded.household.0);
    households.sort_unstable();
    households.dedup();
    Ok(households.into_iter().map(HouseholdId).collect())
}

async fn found(connection: &mut PgConnection, recorded: &Recorded) -> Result<Vec<Obstacle>> {
    if let Some((_, by)) = &recorded.undone {
        return Ok(vec![Obstacle::AlreadyUndone { by: by.clone() }]);
    }
    let mut obstacles = enrolled_again(connection, recorded).await?;
    for change in &recorded.changes {
        let kept = !matches!(change.entity, Entity::Contact | Entity::Note);
        if kept && !stands(connection, change).await? {
            let what = match change.entity {
                Entity::Exit => "exit",
                Entity::Enrollment => "relationship to the head of household",
                Entity::Event | Entity::Referral => "referral",
                Entity::CaseAssignment | Entity::Contact | Entity::Note => "case assignment",
            };
            let obstacle = Obstacle::ChangedSince {
                what: what.to_owned(),
            };
            if !obstacles.contains(&obstacle) {
                obstacles.push(obstacle);
            }
        }
    }
    Ok(obstacles)
}

/// Who left and came back since: the stay that would be open again overlaps the new one.
async fn enrolled_again(
    connection: &mut PgConnection,
    recorded: &Recorded,
) -> Result<Vec<Obstacle>> {
    let ended = recorded.ended().map(|id| id.0).collect::<Vec<_>>();
    let rows = sqlx::query!(
        r#"
        select distinct on (ended.enrollment_id) c.first_name, c.middle_name, c.last_name, c.name_suffix,
            c.protected, c.hashed, p.name as project_name, again.entry_date
        from enrollment ended
        join client c using (client_id)
        join enrollment again on again.client_id = ended.client_id
        join project p on p.project_id = again.project_id
        where ended.enrollment_id = any($1) and not again.enrollment_id = any($1)
            and (again.entry_date >= ended.exit_on
                -- which the database refuses; a merge of two records may have brought both together
                or again.exit_on is null and again.project_id = ended.project_id
                    and again.written_here and ended.written_here)
            and (again.project_id = ended.project_id or exists (
                select from list_project lp
                where lp.project_id = again.project_id and lp.list_authority_id = $2))
        order by ended.enrollment_id, again.entry_date
        "#,
        &ended,
        recorded.list.0,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let name = Name {
                first: row.first_name,
                middle: row.middle_name,
                last: row.last_name,
                suffix: row.name_suffix,
            };
            Obstacle::EnrolledAgain {
                name: ShownName::of(name, row.hashed, row.protected).short(),
                project_name: row.project_name,
                entry_on: row.entry_date,
            }
        })
        .collect())
}

/// Whether what the act wrote still stands there.
async fn stands(connection: &mut PgConnection, change: &Change) -> Result<bool> {
    let row = match change.entity {
        Entity::Exit => {
            sqlx::query_scalar!(
                r#"select to_jsonb(x) as "row!" from exit x where exit_id = $1"#,
                change.id
            )
            .fetch_optional(connection)
            .await?
        }
        Entity::Enrollment => {
            sqlx::query_scalar!(
                r#"select to_jsonb(e) as "row!" from enrollment e where enrollment_id = $1"#,
                change.id
            )
            .fetch_optional(connection)
            .await?
        }
        Entity::Event => {
            sqlx::query_scalar!(
                r#"select to_jsonb(ev) as "row!" from event ev where event_id = $1"#,
                change.id
            )
            .fetch_optional(connection)
            .await?
        }
        Entity::Referral => {
            sqlx::query_scalar!(
                r#"select to_jsonb(r) as "row!" from referral r where referral_id = $1"#,
                change.id
            )
            .fetch_optional(connection)
            .await?
        }
        Entity::CaseAssignment => sqlx::query_scalar!(
            r#"select to_jsonb(a) as "row!" from case_assignment a where case_assignment_id = $1"#,
            change.id
        )
        .fetch_optional(connection)
        .await?,
        Entity::Contact | Entity::Note => return Ok(true),
    };
    let written = change.after.as_object();
    Ok(row.is_some_and(|row| {
        written.is_none_or(|written| written.iter().all(|(column, value)| row[column] == *value))
    }))
}

/// Puts one row back as it was before the act.
async fn put_back(tx: &mut Tx, change: &Change) -> Result<()> {
    match change.entity {
        Entity::Exit => sqlx::query!("delete from exit where exit_id = $1", change.id),
        Entity::Enrollment => sqlx::query!(
            r#"
            update enrollment
            set relationship_to_hoh = ($2::jsonb ->> 'relationship_to_hoh')::integer,
                written_here = ($2::jsonb ->> 'written_here')::boolean
            where enrollment_id = $1
            "#,
            change.id,
            change.before,
        ),
        Entity::Event => sqlx::query!(
            r#"
            update event
            set referral_result = null, result_date = null, written_here = ($2::jsonb ->> 'written_here')::boolean
            where event_id = $1
            "#,
            change.id,
            change.before,
        ),
        Entity::Referral => sqlx::query!(
            "update referral set state = $2::jsonb ->> 'state' where referral_id = $1",
            change.id,
            change.before,
        ),
        Entity::CaseAssignment => sqlx::query!(
            r#"
            update case_assignment
            set until_on = ($2::jsonb ->> 'until_on')::date
            where case_assignment_id = $1
            "#,
            change.id,
            change.before,
        ),
        // What was said and seen stays said and seen.
        Entity::Contact | Entity::Note => return Ok(()),
    }
    .execute(&mut **tx)
    .await?;
    Ok(())
}
