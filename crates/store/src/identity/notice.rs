//! Notices: what a user should know of. No personal data is stored in them.

use crate::name::ShownName;
use crate::outbox::{self, Event};
use crate::{Result, Store, Tx, ids};
use chrono::{DateTime, Duration, Utc};
use domain::access::Actor;
use domain::ids::{ClientId, UserId};
use domain::person::Name;
use uuid::Uuid;

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: Uuid,
    /// What happened: a word such as "access_granted".
    pub kind: String,
    /// What it is about.
    pub subject_kind: String,
    /// Its id.
    pub subject_id: Uuid,
    /// When it happened.
    pub created_at: DateTime<Utc>,
    /// The user has marked it as read.
    pub read: bool,
    /// Of "household_exited": the household; none where it may not be named, or was taken back since.
    pub exited: Option<Exited>,
}

/// A household that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exited {
    /// Its head among those who left.
    pub client: ClientId,
    /// Their name.
    pub name: ShownName,
    /// Who did it; none where that is not known.
    pub by: Option<String>,
}

/// How long notices that were read stay in sight.
const SHOWN_DAYS: i64 = 30;

/// Tells a user something, and their open screens that there is something to know; in the transaction of
/// the act.
///
/// # Errors
/// When the database refuses.
pub async fn tell(
    connection: &mut sqlx::PgConnection,
    user: UserId,
    kind: &'static str,
    subject: (&'static str, Uuid),
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into notification (notification_id, user_id, kind, subject_kind, subject_id, created_at)
        values ($1, $2, $3, $4, $5, $6)
        "#,
        ids::new::<Uuid>(),
        user.0,
        kind,
        subject.0,
        subject.1,
        now,
    )
    .execute(&mut *connection)
    .await?;
    outbox::put(connection, &Event::User { user }).await
}

/// How many unread notices the actor has; cheap.
///
/// # Errors
/// When the database cannot be asked.
pub async fn count(store: &Store, actor: &Actor) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from notification where user_id = $1 and read_at is null"#,
        actor.user.0,
    )
    .fetch_one(&store.pool)
    .await?)
}

/// The actor's unread notices, and those of the last month that were read; newest first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn of_actor(store: &Store, actor: &Actor) -> Result<Vec<Notice>> {
    let rows = sqlx::query!(
        r#"
        select notification_id, kind, subject_kind, subject_id, created_at, read_at,
            exited.client_id as "client_id?", exited.first_name as "first_name?",
            exited.last_name as "last_name?", exited.name_suffix as "name_suffix?",
            exited.hashed as "hashed?", exited.protected as "protected?", exited.by_name as "by_name?"
        from notification
        left join lateral (
            -- the head of those who left, as on the page about the act
            select client.client_id, first_name, last_name, name_suffix, hashed, protected,
                app_user.display_name as by_name, nameable(client) and $3 as named
            from exit
            join enrollment using (enrollment_id)
            join client using (client_id)
            left join app_user on app_user.user_id = exit.recorded_by
            where subject_kind = 'act' and exit.act_id = subject_id
            order by (relationship_to_hoh = 1) desc nulls last, dob nulls last, enrollment_id
            limit 1) as exited on exited.named
        where notification.user_id = $1 and (read_at is null or created_at > $2)
        order by created_at desc, notification_id desc
        limit 100
        "#,
        actor.user.0,
        store.clock.now() - Duration::days(SHOWN_DAYS),
        // Who holds no right any more learns no name.
        !actor.grants.is_empty(),
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Notice {
            id: row.notification_id,
            kind: row.kind,
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            created_at: row.created_at,
            read: row.read_at.is_some(),
            exited: row.client_id.map(|client| Exited {
                client: client.into(),
                name: ShownName::of(
                    Name {
                        first: row.first_name,
                        middle: None,
                        last: row.last_name,
                        suffix: row.name_suffix,
                    },
                    row.hashed == Some(true),
                    row.protected == Some(true),
                ),
                by: row.by_name,
            }),
        })
        .collect())
}

/// Marks notices of the actor as read: those that a page showed, not those that came since.
///
/// # Errors
/// When the database refuses.
pub async fn mark_shown(store: &Store, actor: &Actor, shown: &[Uuid]) -> Result<()> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let marked = sqlx::query!(
        r#"
        update notification set read_at = $3
        where user_id = $1 and notification_id = any($2) and read_at is null
        "#,
        actor.user.0,
        shown,
        store.clock.now(),
    )
    .execute(&mut *tx)
    .await?;
    finish(tx, actor.user, marked.rows_affected()).await
}

/// Marks all notices about a kind of subject as read, once the actor has opened their page.
///
/// # Errors
/// When the database refuses.
pub async fn mark_read(store: &Store, actor: &Actor, subject_kind: &str) -> Result<()> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let marked = sqlx::query!(
        "update notification set read_at = $3 where user_id = $1 and subject_kind = $2 and read_at is null",
        actor.user.0,
        subject_kind,
        store.clock.now(),
    )
    .execute(&mut *tx)
    .await?;
    finish(tx, actor.user, marked.rows_affected()).await
}

/// The user's other screens count again, where there is something to count.
async fn finish(mut tx: Tx, user: UserId, marked: u64) -> Result<()> {
    if marked > 0 {
        outbox::put(&mut tx, &Event::User { user }).await?;
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::HASHED;
    use crate::testing::{self, Household, Person, World};
    use domain::workgroup::Workgroup;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    /// A household that was exited by one user, of which another was told.
    async fn exited(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> Result<(World, Household, Actor)> {
        let world = World::new(testing::store(pool, options).await?).await?;
        let people = [
            Person::new("Leo", "Lopez", 2, 2015),
            Person::new("Rosa", "Lopez", 1, 1985),
        ];
        let family = world.household(&people, 100).await?;
        let told = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
        let by = world.user(&[(Workgroup::CeAssessor, world.ce)]).await?;
        let act: Uuid = ids::new();
        for enrollment in &family.enrollments {
            let id: Uuid = ids::new();
            sqlx::query(
                "insert into exit (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination, act_id, \
                 recorded_by) values ($1, $2, $3, $4, $5, 410, $6, $7)",
            )
            .bind(id)
            .bind(enrollment.0)
            .bind(world.source)
            .bind(ids::hmis_id(id))
            .bind(world.today)
            .bind(act)
            .bind(by.user.0)
            .execute(&world.store.pool)
            .await?;
        }
        let mut tx = world.store.begin(Some(by.user)).await?;
        let now = world.store.clock.now();
        tell(&mut tx, told.user, "household_exited", ("act", act), now).await?;
        tx.commit().await?;
        Ok((world, family, told))
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn say_who_exited_whom_until_they_are_read(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> Result<()> {
        let (world, family, told) = exited(pool, options).await?;
        let store = &world.store;
        assert_eq!(count(store, &told).await?, 1);
        let [notice] = &of_actor(store, &told).await?[..] else {
            panic!("one notice");
        };
        let said = notice.exited.as_ref().unwrap();
        assert_eq!(said.client, family.clients[1]);
        assert_eq!(said.name.short(), "Rosa Lopez");
        assert_eq!(said.by.as_deref(), Some("Test Person"));
        assert!(!notice.read);

        // Nobody else sees it, or marks it.
        let other = world.user(&[(Workgroup::HmisUser, world.agency)]).await?;
        assert_eq!(of_actor(store, &other).await?, []);
        mark_shown(store, &other, &[notice.id]).await?;
        assert_eq!(count(store, &told).await?, 1);

        world.announced().await?;
        mark_shown(store, &told, &[notice.id]).await?;
        assert_eq!(count(store, &told).await?, 0);
        assert!(of_actor(store, &told).await?[0].read);
        // Other screens hear of it once.
        assert_eq!(world.announced().await?, 1);
        mark_read(store, &told, "act").await?;
        assert_eq!(world.announced().await?, 0);
        Ok(())
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn name_nobody_who_is_protected_or_hashed_and_nobody_to_those_without_a_right(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> Result<()> {
        let (world, family, told) = exited(pool, options).await?;
        let nobody = Actor {
            chosen: None,
            grants: Vec::new(),
            ..told.clone()
        };
        assert_eq!(of_actor(&world.store, &nobody).await?[0].exited, None);
        sqlx::query("update client set hashed = true where client_id = $1")
            .bind(family.clients[1].0)
            .execute(&world.store.pool)
            .await?;
        let said = of_actor(&world.store, &told).await?.remove(0).exited;
        assert_eq!(said.unwrap().name.short(), HASHED);
        sqlx::query("update client set protected = true where client_id = $1")
            .bind(family.clients[1].0)
            .execute(&world.store.pool)
            .await?;
        assert_eq!(of_actor(&world.store, &told).await?[0].exited, None);
        Ok(())
    }
}
