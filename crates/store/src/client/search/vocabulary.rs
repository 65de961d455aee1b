//! The vocabulary of names as this server holds it: read once, then only what joined since.
//!
//! It is no store of record: `name_token` and `name_spelling` are. What joined is told by the transaction
//! that wrote it: everything not below the oldest transaction that was under way at the last look.

use crate::{Result, Store, StoreError};
use domain::search::{Name, Table, Vocabulary};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Mutex;

/// What a server holds of the vocabulary. Clones of a store share it.
#[derive(Debug, Default)]
pub(crate) struct Names {
    held: RwLock<Option<Held>>,
    /// Taken by the one task that reads all of it.
    reading: Mutex<()>,
}

#[derive(Clone, Debug)]
struct Held {
    vocabulary: Arc<Vocabulary>,
    /// `installation.names_version` that it was read at.
    version: i64,
    /// Transactions below this number had ended when it was read.
    horizon: i64,
}

impl Names {
    fn held(&self) -> Option<Held> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.clone()
    }

    fn hold(&self, held: Held) {
        let mut place = self.held.write().unwrap_or_else(PoisonError::into_inner);
        *place = Some(held);
    }
}

/// The vocabulary with all that was committed before this call.
///
/// # Errors
/// When the database cannot be asked.
pub(crate) async fn current(store: &Store) -> Result<Arc<Vocabulary>> {
    let Some(held) = store.names.held() else {
        return read(store, None).await;
    };
    let rows = sqlx::query!(
        r#"
        select names_version as "version!",
            pg_snapshot_xmin(pg_current_snapshot())::text::bigint as "horizon!",
            token_id as "token_id?", token as "token?", people as "people?"
        from installation
        left join name_token on added_in >= $1::bigint::text::xid8
        "#,
        held.horizon,
    )
    .fetch_all(&store.pool)
    .await?;
    let Some(first) = rows.first() else {
        return Ok(held.vocabulary);
    };
    let (version, horizon) = (first.version, first.horizon);
    if version != held.version {
        return read(store, Some(held.version)).await;
    }
    let joined = rows
        .into_iter()
        .filter_map(|row| Some((row.token_id?, row.token?, row.people?)))
        .filter(|(_, token, _)| held.vocabulary.find(token).is_none())
        .map(|(id, token, people)| Name::new(id, &token, u32::try_from(people).unwrap_or(0)))
        .collect::<Vec<_>>();
    if joined.is_empty() && horizon == held.horizon {
        return Ok(held.vocabulary);
    }
    let vocabulary = if joined.is_empty() {
        held.vocabulary
    } else {
        Arc::new(held.vocabulary.joined_by(joined))
    };
    store.names.hold(Held {
        vocabulary: Arc::clone(&vocabulary),
        version,
        horizon,
    });
    Ok(vocabulary)
}

/// Reads all of it, unless another task did while this one waited for it. `outdated`: the version that is
/// not to be used any more.
async fn read(store: &Store, outdated: Option<i64>) -> Result<Arc<Vocabulary>> {
    let _one_at_a_time = store.names.reading.lock().await;
    if let Some(held) = store.names.held()
        && Some(held.version) != outdated
    {
        return Ok(held.vocabulary);
    }
    // The horizon first: what is read after it holds at least all that lies below.
    let installation = sqlx::query!(
        r#"
        select names_version, pg_snapshot_xmin(pg_current_snapshot())::text::bigint as "horizon!",
            -- the planner's estimate: no count over a million rows for a weight
            (select greatest(reltuples, 1000)::bigint from pg_class where oid = 'client'::regclass)
                as "people!"
        from installation
        "#
    )
    .fetch_one(&store.pool)
    .await?;
    let names = sqlx::query!("select token_id, token, people from name_token")
        .fetch_all(&store.pool)
        .await?;
    let spellings = sqlx::query_scalar!("select names from name_spelling")
        .fetch_all(&store.pool)
        .await?;
    let people = u32::try_from(installation.people).unwrap_or(u32::MAX);
    // Some seconds of computing at a million people, away from the tasks that answer.
    let vocabulary = tokio::task::spawn_blocking(move || {
        let names = names.into_iter().map(|row| {
            Name::new(
                row.token_id,
                &row.token,
                u32::try_from(row.people).unwrap_or(0),
            )
        });
        Vocabulary::new(people, names.collect(), Table::new(spellings))
    })
    .await
    .map_err(|_| StoreError::Unreadable("the vocabulary of names"))?;
    let vocabulary = Arc::new(vocabulary);
    store.names.hold(Held {
        vocabulary: Arc::clone(&vocabulary),
        version: installation.names_version,
        horizon: installation.horizon,
    });
    Ok(vocabulary)
}
