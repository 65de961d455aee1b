//! Authors of imported rows, and the accounts of the same people.

use super::administrator;
use crate::audit::Entry;
use crate::{Result, Store};
use domain::access::Actor;
use domain::ids::UserId;
use serde_json::json;
use uuid::Uuid;

/// An author of imported rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Its id.
    pub author: Uuid,
    /// First and last name, or the sending system's id.
    pub name: String,
    /// The address that came with it.
    pub email: Option<String>,
    /// The account that is the same person.
    pub linked: Option<UserId>,
}

/// Authors linked with a user, and those not linked whose address or name is the user's.
///
/// # Errors
/// [`crate::StoreError::NotFound`] for everybody but administrators.
pub async fn authors(store: &Store, actor: &Actor, user: UserId) -> Result<Vec<Author>> {
    administrator(actor)?;
    Ok(sqlx::query!(
        r#"
        select a.author_id,
               coalesce(nullif(concat_ws(' ', a.first_name, a.last_name), ''), a.hmis_id) as "name!",
               a.email, a.user_id
        from hmis_author a, app_user u
        where u.user_id = $1
          and (a.user_id = $1
               or (a.user_id is null
                   and (lower(a.email) = lower(u.email)
                        or lower(concat_ws(' ', a.first_name, a.last_name)) = lower(u.display_name))))
        order by 2
        limit 100
        "#,
        user.0,
    )
    .fetch_all(&store.pool)
    .await?
    .into_iter()
    .map(|row| Author {
        author: row.author_id,
        name: row.name,
        email: row.email,
        linked: row.user_id.map(UserId),
    })
    .collect())
}

/// Says that an author is the same person as an account, or takes it back.
///
/// # Errors
/// [`crate::StoreError::NotFound`] for everybody but administrators, and for unknown authors.
pub async fn link_author(
    store: &Store,
    actor: &Actor,
    author: Uuid,
    user: Option<UserId>,
) -> Result<()> {
    let acting = administrator(actor)?;
    let mut tx = store.begin(Some(actor.user)).await?;
    sqlx::query!(
        "update hmis_author set user_id = $2 where author_id = $1 returning author_id",
        author,
        user.map(Uuid::from),
    )
    .fetch_one(&mut *tx)
    .await?;
    Entry::new("author_link")
        .by(actor.user, Some(acting))
        .on("hmis_author", author)
        .detail(json!({ "user": user.map(Uuid::from) }))
        .write(&mut tx)
        .await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, World};
    use domain::workgroup::Workgroup;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[sqlx::test(migrations = "../../migrations")]
    async fn proposes_by_address_and_links(pool: PgPoolOptions, options: PgConnectOptions) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let store = &world.store;
        let admin = world
            .user(&[(Workgroup::Administrator, world.agency)])
            .await
            .unwrap();
        let account = world.account(&[]).await.unwrap();
        let author = Uuid::from_u128(7);
        sqlx::query(
            "insert into hmis_author (author_id, source_id, hmis_id, first_name, last_name, email) \
             values ($1, $2, 'U7', 'Noor', 'Abdi', upper($3))",
        )
        .bind(author)
        .bind(world.source)
        .bind(&account.email)
        .execute(&store.pool)
        .await
        .unwrap();
        let user = account.actor.user;
        let proposed = authors(store, &admin, user).await.unwrap();
        assert_eq!((proposed.len(), proposed[0].linked), (1, None));
        link_author(store, &admin, author, Some(user))
            .await
            .unwrap();
        let linked = authors(store, &admin, user).await.unwrap();
        assert_eq!(
            (linked[0].name.as_str(), linked[0].linked),
            ("Noor Abdi", Some(user))
        );
        assert!(
            link_author(store, &account.actor, author, None)
                .await
                .is_err()
        );
    }
}
