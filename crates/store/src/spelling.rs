//! Spellings of one name, which search takes for the same: data that administrators mend with those whose names they
//! are. A group says who of the community has looked at it, or that nobody has yet.

use crate::audit::Entry;
use crate::identity::administer::administrator;
use crate::{Result, Store, StoreError, Tx, ids};
use chrono::NaiveDate;
use domain::access::{Acting, Actor};
use domain::ids::NameSpellingId;
use serde_json::json;

/// The constraint by which a language has a group once.
pub const ONCE: &str = "name_spelling_once";

/// A group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// Its id.
    pub id: NameSpellingId,
    /// Whose names they are: "Hmong".
    pub language: String,
    /// Folded as search folds them.
    pub names: Vec<String>,
    /// Who of the community looked at it.
    pub reviewed_by: Option<String>,
    /// When they did.
    pub reviewed_on: Option<NaiveDate>,
    /// Goes up with each change.
    pub version: i32,
}

/// What a group shall hold.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Whose names they are.
    pub language: &'a str,
    /// As `domain::search::read_spellings` gives them.
    pub names: &'a [String],
    /// Who of the community has looked at the group as it now is; empty for nobody.
    pub reviewed_by: &'a str,
}

/// All groups, by language and first name.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody but administrators.
pub async fn all(store: &Store, actor: &Actor) -> Result<Vec<Spelling>> {
    administrator(actor)?;
    read(store, None).await
}

/// One group.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody but administrators, and where there is none.
pub async fn one(store: &Store, actor: &Actor, id: NameSpellingId) -> Result<Spelling> {
    administrator(actor)?;
    read(store, Some(id))
        .await?
        .pop()
        .ok_or(StoreError::NotFound)
}

async fn read(store: &Store, id: Option<NameSpellingId>) -> Result<Vec<Spelling>> {
    Ok(sqlx::query_as!(
        Spelling,
        r#"
        select name_spelling_id as id, language, names, reviewed_by, reviewed_on, version
        from name_spelling
        where name_spelling_id = $1 or $1 is null
        order by language, names
        "#,
        id.map(|id| id.0),
    )
    .fetch_all(&store.pool)
    .await?)
}

/// Adds a group.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody but administrators; [`StoreError::Refused`] by `name_spelling_once` where
/// the language has this group.
pub async fn add(store: &Store, actor: &Actor, wanted: Wanted<'_>) -> Result<NameSpellingId> {
    let acting = administrator(actor)?;
    let id: NameSpellingId = ids::new();
    let mut tx = store.begin(Some(actor.user)).await?;
    sqlx::query!(
        "insert into name_spelling (name_spelling_id, language, names, reviewed_by, reviewed_on)
        values ($1, $2, $3, nullif($4, ''), case when $4 <> '' then $5::date end)",
        id.0,
        wanted.language,
        wanted.names,
        wanted.reviewed_by,
        store.clock.office_day(),
    )
    .execute(&mut *tx)
    .await?;
    told(tx, actor, acting, "spelling_added", id).await?;
    Ok(id)
}

/// Changes a group that still has this version. A review by the same person stays of its day unless the names changed.
///
/// # Errors
/// [`StoreError::NotFound`] for everybody but administrators, and where there is none;
/// [`StoreError::Conflict`] where somebody changed it meanwhile; [`StoreError::Refused`] by `name_spelling_once` where
/// the language has another such group.
pub async fn change(
    store: &Store,
    actor: &Actor,
    id: NameSpellingId,
    version: i32,
    wanted: Wanted<'_>,
) -> Result<()> {
    let acting = administrator(actor)?;
    let mut tx = store.begin(Some(actor.user)).await?;
    demand(&mut tx, id, version).await?;
    sqlx::query!(
        "update name_spelling
        set language = $2, names = $3, reviewed_by = nullif($4, ''),
            reviewed_on = case
                when $4 = '' then null
                when names = $3 and reviewed_by = $4 then reviewed_on
                else $5::date
            end
        where name_spelling_id = $1",
        id.0,
        wanted.language,
        wanted.names,
        wanted.reviewed_by,
        store.clock.office_day(),
    )
    .execute(&mut *tx)
    .await?;
    told(tx, actor, acting, "spelling_changed", id).await
}

/// Removes a group that still has this version; history keeps it.
///
/// # Errors
/// As [`change`].
pub async fn remove(store: &Store, actor: &Actor, id: NameSpellingId, version: i32) -> Result<()> {
    let acting = administrator(actor)?;
    let mut tx = store.begin(Some(actor.user)).await?;
    demand(&mut tx, id, version).await?;
    sqlx::query!(
        "delete from name_spelling where name_spelling_id = $1",
        id.0
    )
    .execute(&mut *tx)
    .await?;
    told(tx, actor, acting, "spelling_removed", id).await
}

async fn demand(tx: &mut Tx, id: NameSpellingId, version: i32) -> Result<()> {
    let now = sqlx::query_scalar!(
        "select version from name_spelling where name_spelling_id = $1 for update",
        id.0,
    )
    .fetch_one(&mut **tx)
    .await?;
    if now == version {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

/// Every server reads the spellings anew at its next search.
async fn told(
    mut tx: Tx,
    actor: &Actor,
    acting: Acting,
    act: &'static str,
    id: NameSpellingId,
) -> Result<()> {
    sqlx::query!("update installation set names_version = names_version + 1")
        .execute(&mut *tx)
        .await?;
    Entry::new(act)
        .by(actor.user, Some(acting))
        .on("name_spelling", id)
        .detail(json!({}))
        .write(&mut tx)
        .await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::{index_all, search};
    use crate::testing::{self, Person, World};
    use domain::search::Reason;
    use domain::workgroup::Workgroup;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[sqlx::test(migrations = "../../migrations")]
    async fn a_group_finds_from_the_moment_it_is_saved_until_it_is_removed(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> Result<()> {
        let world = World::new(testing::store(pool, options).await?).await?;
        let store = &world.store;
        world
            .household(&[Person::new("Quilla", "Zhaabowe", 1, 1980)], 3)
            .await?;
        index_all(store).await?;
        let admin = world.user(&[(Workgroup::Administrator, world.ce)]).await?;
        let found = async || -> Result<Vec<String>> {
            let hits = search(store, &admin, "quilla mukwendam", None).await?.hits;
            let reasons = hits.iter().flat_map(|hit| &hit.reasons);
            Ok(reasons.map(Reason::words).collect())
        };
        let spelling = "another spelling: Mukwendam = Zhaabowe".to_owned();
        assert!(!found().await?.contains(&spelling));

        let names = ["zhaabowe", "mukwendam"].map(str::to_owned);
        let wanted = Wanted {
            language: "Ojibwe",
            names: &names,
            reviewed_by: "",
        };
        let id = add(store, &admin, wanted).await?;
        assert!(found().await?.contains(&spelling));
        let twice = add(store, &admin, wanted).await;
        assert!(matches!(twice, Err(StoreError::Refused(by)) if by == ONCE));
        let group = one(store, &admin, id).await?;
        assert_eq!((group.reviewed_by, group.reviewed_on), (None, None));

        let reviewed = Wanted {
            reviewed_by: "Elder of the language table",
            ..wanted
        };
        change(store, &admin, id, group.version, reviewed).await?;
        let group = one(store, &admin, id).await?;
        assert_eq!(group.reviewed_on, Some(store.clock.office_day()));
        let late = change(store, &admin, id, group.version - 1, wanted).await;
        assert!(matches!(late, Err(StoreError::Conflict)));

        remove(store, &admin, id, group.version).await?;
        assert!(!found().await?.contains(&spelling));
        let gone = one(store, &admin, id).await;
        assert!(matches!(gone, Err(StoreError::NotFound)));
        Ok(())
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn only_administrators_know_of_it(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) -> Result<()> {
        let world = World::new(testing::store(pool, options).await?).await?;
        let store = &world.store;
        let admin = world.user(&[(Workgroup::Administrator, world.ce)]).await?;
        let group = all(store, &admin).await?.remove(0);
        let names = ["a", "b"].map(str::to_owned);
        let wanted = Wanted {
            language: "English",
            names: &names,
            reviewed_by: "",
        };
        for workgroup in Workgroup::ALL {
            if workgroup == Workgroup::Administrator {
                continue;
            }
            let other = world.user(&[(workgroup, world.ce)]).await?;
            let (id, version) = (group.id, group.version);
            for refused in [
                all(store, &other).await.map(drop),
                one(store, &other, id).await.map(drop),
                add(store, &other, wanted).await.map(drop),
                change(store, &other, id, version, wanted).await,
                remove(store, &other, id, version).await,
            ] {
                assert!(
                    matches!(refused, Err(StoreError::NotFound)),
                    "{workgroup:?}"
                );
            }
        }
        Ok(())
    }
}
