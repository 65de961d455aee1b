//! What an exit did, for the page after it: while it stands, and after it was taken back.

use super::change::{self, Change, Entity};
use super::read::{self, Stay};
use super::sheet;
use super::undo::{self, UndoRight};
use crate::name::ShownName;
use crate::{Result, Store, StoreError, policy};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Act, Actor, Verdict};
use domain::hud::{Coded, LivingSituation};
use domain::ids::{ActId, ClientId, EnrollmentId, HouseholdId, ListAuthorityId, UserId};
use domain::person::Name;
use serde_json::Value;
use sqlx::PgConnection;

/// One act of exit.
#[derive(Clone, Debug)]
pub struct Exited {
    /// Name of the list.
    pub list_name: String,
    /// The CE organization.
    pub organization_name: String,
    /// Whether the household left the list with it.
    pub left_list: bool,
    /// Who left.
    pub people: Vec<Person>,
    /// Whose other enrollments were closed with it.
    pub closed: Vec<Person>,
    /// Who became head of household.
    pub new_head: Option<String>,
    /// The referral that was called successful: where to, and as of when.
    pub result: Option<(String, NaiveDate)>,
    /// The contact that was recorded, and whether as a note.
    pub contact: Option<(NaiveDate, bool)>,
    /// The reason for leaving the list, in words.
    pub reason: Option<String>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// By whom.
    pub recorded_by: Option<String>,
    /// When it was taken back, and by whom.
    pub undone: Option<(DateTime<Utc>, Option<String>)>,
    /// Whether this actor may take it back.
    pub undo: UndoRight,
    /// Names of the Priority List Managers.
    pub managers: Vec<String>,
}

/// One who left.
#[derive(Clone, Debug)]
pub struct Person {
    /// The person; none where an administrator protects them.
    pub client: Option<ClientId>,
    /// The name.
    pub name: String,
    /// The project of the stay.
    pub project_name: String,
    /// 3.11.
    pub exit_on: NaiveDate,
    /// 3.12.1.
    pub destination: Option<Coded<LivingSituation>>,
}

/// An act before anybody is authorised for it.
pub(super) struct Recorded {
    pub household: HouseholdId,
    pub list: ListAuthorityId,
    pub left_list: bool,
    pub told: Vec<UserId>,
    pub at: DateTime<Utc>,
    pub by: Option<UserId>,
    pub by_name: Option<String>,
    pub undone: Option<(DateTime<Utc>, Option<String>)>,
    pub changes: Vec<Change>,
    pub stay: Stay,
}

impl Recorded {
    /// The stays that the act ended.
    pub(super) fn ended(&self) -> impl Iterator<Item = EnrollmentId> {
        let exits = self.changes.iter().filter(|one| one.entity == Entity::Exit);
        exits.filter_map(|one| one.enrollment)
    }
}

/// Reads an act. `lock`: nobody else takes it back meanwhile.
pub(super) async fn recorded(
    connection: &mut PgConnection,
    store: &Store,
    act: ActId,
    lock: bool,
) -> Result<Recorded> {
    if lock {
        sqlx::query!(
            "select act_id from exit_act where act_id = $1 for update",
            act.0
        )
        .fetch_one(&mut *connection)
        .await?;
    }
    let row = sqlx::query!(
        r#"
        select a.household_id, a.list_authority_id, a.left_list, a.told, a.recorded_at, a.recorded_by,
            a.undone_at, doer.display_name as "by_name?", undoer.display_name as "undone_by_name?"
        from exit_act a
        left join app_user doer on doer.user_id = a.recorded_by
        left join app_user undoer on undoer.user_id = a.undone_by
        where a.act_id = $1
        "#,
        act.0,
    )
    .fetch_one(&mut *connection)
    .await?;
    let changes = change::of_act(connection, act).await?;
    let mut exits = changes.iter().filter(|one| one.entity == Entity::Exit);
    let member = exits
        .find_map(|one| one.enrollment)
        .ok_or(StoreError::NotFound)?;
    let stay = read::stay_of_household(connection, store.clock, member).await?;
    Ok(Recorded {
        household: HouseholdId(row.household_id),
        list: ListAuthorityId(row.list_authority_id),
        left_list: row.left_list,
        told: row.told.into_iter().map(UserId).collect(),
        at: row.recorded_at,
        by: row.recorded_by.map(UserId),
        by_name: row.by_name,
        undone: row.undone_at.map(|at| (at, row.undone_by_name)),
        changes,
        stay,
    })
}

/// Reads an act: for whoever may exit from that organization, and for the one who did it, also where the exit
/// ended their authority.
///
/// # Errors
/// [`StoreError::NotFound`] where there is none, or it is not the actor's to see.
pub async fn act(store: &Store, actor: &Actor, act: ActId) -> Result<Exited> {
    let mut connection = store.pool.acquire().await?;
    let recorded = recorded(&mut connection, store, act, false).await?;
    let undo = undo::right(&mut connection, store, actor, &recorded).await?;
    if recorded.by != Some(actor.user) && undo == UndoRight::No {
        let answer = read::authorise(&mut connection, actor, &recorded.stay, Act::Exit).await?;
        // An administrator repairs with a purpose, and this page asks for none.
        if !matches!(answer, Some((_, Verdict::Allowed, _))) {
            return Err(StoreError::NotFound);
        }
    }
    let rules = policy::in_force(&mut connection, recorded.list, recorded.stay.today).await?;
    let mut exited = Exited {
        list_name: recorded.stay.list_name.clone(),
        organization_name: recorded.stay.organization_name.clone(),
        left_list: recorded.left_list,
        people: Vec::new(),
        closed: Vec::new(),
        new_head: None,
        result: None,
        contact: None,
        reason: None,
        recorded_at: recorded.at,
        recorded_by: recorded.by_name,
        undone: recorded.undone,
        undo,
        managers: sheet::managers(
            &mut connection,
            recorded.stay.organization,
            recorded.stay.today,
        )
        .await?,
    };
    for change in &recorded.changes {
        match change.entity {
            Entity::Exit => {
                let code = change.after["removal_reason"].as_str();
                let reason = code.and_then(|code| rules.removal_reason(code));
                let (household, person) = person(&mut connection, change).await?;
                if household == recorded.household {
                    exited.reason = exited
                        .reason
                        .or_else(|| reason.map(|one| one.label.clone()));
                    exited.people.push(person);
                } else {
                    exited.closed.push(person);
                }
            }
            Entity::Enrollment if change.after["relationship_to_hoh"] == 1 => {
                exited.new_head = Some(person(&mut connection, change).await?.1.name);
            }
            Entity::Event => {
                let to = referred_to(&mut connection, change).await?;
                exited.result = day(&change.after, "result_date").map(|on| (to, on));
            }
            Entity::Contact | Entity::Note => {
                exited.contact = day(&change.after, "information_date")
                    .map(|on| (on, change.entity == Entity::Note));
            }
            Entity::Enrollment | Entity::Referral | Entity::CaseAssignment => {}
        }
    }
    Ok(exited)
}

fn day(values: &Value, column: &str) -> Option<NaiveDate> {
    values[column].as_str()?.parse().ok()
}

async fn person(connection: &mut PgConnection, change: &Change) -> Result<(HouseholdId, Person)> {
    let row = sqlx::query!(
        r#"
        select e.household_id, e.client_id, p.name as project_name, c.first_name, c.middle_name, c.last_name,
            c.name_suffix, c.protected, c.hashed
        from enrollment e
        join client c using (client_id)
        join project p using (project_id)
        where e.enrollment_id = $1
        "#,
        change.enrollment.map(|id| id.0),
    )
    .fetch_one(connection)
    .await?;
    let name = Name {
        first: row.first_name,
        middle: row.middle_name,
        last: row.last_name,
        suffix: row.name_suffix,
    };
    let destination = change.after["destination"].as_i64();
    let person = Person {
        client: (!row.protected).then_some(ClientId(row.client_id)),
        name: ShownName::of(name, row.hashed, row.protected).short(),
        project_name: row.project_name,
        exit_on: day(&change.after, "exit_date").unwrap_or_default(),
        destination: destination
            .and_then(|code| i32::try_from(code).ok())
            .map(Coded::from_code),
    };
    Ok((HouseholdId(row.household_id), person))
}

async fn referred_to(connection: &mut PgConnection, change: &Change) -> Result<String> {
    Ok(sqlx::query_scalar!(
        r#"
        select coalesce(p.name, ev.location_crisis_or_ph_housing, 'housing') as "to!"
        from event ev
        left join referral r on r.referral_id = ev.event_id
        left join project p on p.project_id = r.project_id
        where ev.event_id = $1
        "#,
        change.id,
    )
    .fetch_one(connection)
    .await?)
}
