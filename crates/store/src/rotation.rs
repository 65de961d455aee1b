//! Another key: everything that is sealed or hashed is made anew with it, while people work.

mod people;
mod sealed;
#[cfg(test)]
mod tests;
mod usage;

use crate::{Result, Store, StoreError, Tx, audit};
use serde_json::json;
use sqlx::PgConnection;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Values that one short transaction takes.
const AT_ONCE: i64 = 500;
/// How often values are looked for that somebody else held.
const PASSES: usize = 3;

/// What holds sealed values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// Social Security numbers, with the hashes that find them.
    Clients,
    /// Earlier versions of them.
    Versions,
    /// What was typed and not saved.
    Drafts,
    /// Rows of Client.csv and User.csv as received.
    RawRows,
    /// Values before and after.
    Audit,
}

impl Holder {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Clients,
        Self::Versions,
        Self::Drafts,
        Self::RawRows,
        Self::Audit,
    ];

    /// In words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Clients => "Social Security numbers",
            Self::Versions => "Earlier versions of them",
            Self::Drafts => "Drafts",
            Self::RawRows => "Imported rows",
            Self::Audit => "Values in the audit",
        }
    }
}

/// How far it is, after each batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is worked at.
    pub holder: Holder,
    /// Values sealed anew.
    pub done: u64,
    /// Of so many that another key sealed.
    pub of: u64,
}

/// What was done with one holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// Which.
    pub holder: Holder,
    /// Values sealed anew.
    pub resealed: u64,
    /// Values that another key still seals: held by other work, or unreadable.
    pub left: u64,
    /// Of those, values that their key does not open. They stay as they are.
    pub unreadable: u64,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// The number of the key that seals.
    pub sealing: u8,
    /// In the order of [`Holder::ALL`].
    pub holders: Vec<Done>,
    /// Keys of the key file that no row needs any more.
    pub unused: Vec<u8>,
}

impl Rotation {
    /// Values that a later run can take: nothing but other work was in the way.
    #[must_use]
    pub fn held(&self) -> u64 {
        let held = |done: &Done| done.left.saturating_sub(done.unreadable);
        self.holders.iter().map(held).sum()
    }
}

/// Seals everything anew with the last key of the key file, and makes the lookup hashes of Social Security
/// numbers with it. In short transactions, each of which locks the rows that it writes and passes over those
/// that others hold; what it did stays done when it is stopped, and a second run goes on. No version of a
/// person comes of it.
///
/// # Errors
/// [`StoreError::Forbidden`] where the login may not write audit and history: only the owner of the database
/// may. [`StoreError::UnknownKey`] where a row needs a key that the key file does not hold; found at the
/// beginning, nothing was done.
pub async fn rotate(store: &Store, mut progress: impl FnMut(Progress)) -> Result<Rotation> {
    owner_only(store).await?;
    let sealing = store.keys.sealing();
    let mut totals = BTreeMap::new();
    for holder in Holder::ALL {
        let usage = usage::of(store, holder).await?;
        if let Some(unknown) = usage.keys().find(|key| !known(store, **key)) {
            return Err(StoreError::UnknownKey(*unknown));
        }
        totals.insert(holder, others(&usage, sealing));
    }
    let mut holders = Vec::new();
    let mut used = BTreeSet::from([sealing]);
    for (holder, of) in totals {
        let mut done = Done {
            holder,
            resealed: 0,
            left: of,
            unreadable: 0,
        };
        for _ in 0..PASSES {
            if done.left <= done.unreadable {
                break;
            }
            let before = done.resealed;
            let mut tell = |batch: u64| {
                progress(Progress {
                    holder,
                    done: before + batch,
                    of,
                });
            };
            let pass = pass(store, holder, &mut tell).await?;
            done.resealed += pass.resealed;
            done.unreadable = pass.unreadable;
            done.left = others(&usage::of(store, holder).await?, sealing);
        }
        holders.push(done);
    }
    for holder in Holder::ALL {
        used.extend(usage::of(store, holder).await?.into_keys());
    }
    let rotation = Rotation {
        sealing,
        holders,
        unused: store
            .keys
            .numbers()
            .filter(|key| !used.contains(key))
            .collect(),
    };
    note(store, &rotation).await?;
    Ok(rotation)
}

async fn owner_only(store: &Store) -> Result<()> {
    let owner = sqlx::query_scalar!(
        r#"
        select current_user <> 'threshold_app' and has_table_privilege('audit', 'update')
            and has_table_privilege('history', 'update') as "owner!"
        "#
    )
    .fetch_one(&store.pool)
    .await?;
    if owner {
        Ok(())
    } else {
        Err(StoreError::Forbidden)
    }
}

fn known(store: &Store, key: u8) -> bool {
    store.keys.numbers().any(|number| number == key)
}

fn others(usage: &BTreeMap<u8, u64>, sealing: u8) -> u64 {
    usage
        .iter()
        .filter(|(key, _)| **key != sealing)
        .map(|(_, rows)| rows)
        .sum()
}

/// What one transaction did, and where the next one goes on.
struct Batch<K> {
    last: K,
    resealed: u64,
    unreadable: u64,
}

#[derive(Default)]
struct Counts {
    resealed: u64,
    unreadable: u64,
}

/// Goes once through a holder.
async fn pass(store: &Store, holder: Holder, tell: &mut impl FnMut(u64)) -> Result<Counts> {
    let keys = &store.keys;
    match holder {
        Holder::Clients => {
            let work = async |tx: &mut Tx, after| people::clients(tx, keys, after, AT_ONCE).await;
            each(store, Uuid::nil(), work, tell).await
        }
        Holder::Versions => {
            let work = async |tx: &mut Tx, after| people::versions(tx, keys, after, AT_ONCE).await;
            each(store, 0, work, tell).await
        }
        Holder::Drafts => {
            let work = async |tx: &mut Tx, after| sealed::drafts(tx, keys, after, AT_ONCE).await;
            each(store, Uuid::nil(), work, tell).await
        }
        Holder::RawRows => {
            let work = async |tx: &mut Tx, after| sealed::raw_rows(tx, keys, after, AT_ONCE).await;
            each(store, 0, work, tell).await
        }
        Holder::Audit => {
            let work = async |tx: &mut Tx, after| sealed::audit(tx, keys, after, AT_ONCE).await;
            each(store, 0, work, tell).await
        }
    }
}

async fn each<K: Copy>(
    store: &Store,
    start: K,
    work: impl AsyncFn(&mut Tx, K) -> Result<Option<Batch<K>>>,
    tell: &mut impl FnMut(u64),
) -> Result<Counts> {
    let mut counts = Counts::default();
    let mut after = start;
    loop {
        let mut tx = store.begin(None).await?;
        mark(&mut tx).await?;
        let Some(batch) = work(&mut tx, after).await? else {
            return Ok(counts);
        };
        tx.commit().await?;
        after = batch.last;
        counts.resealed += batch.resealed;
        counts.unreadable += batch.unreadable;
        tell(counts.resealed);
    }
}

/// Says in a transaction that what it writes is the same as before under another key.
async fn mark(connection: &mut PgConnection) -> Result<()> {
    sqlx::query!("select set_config('threshold.resealing', 'on', true)")
        .fetch_one(connection)
        .await?;
    Ok(())
}

/// The audit's own line.
async fn note(store: &Store, rotation: &Rotation) -> Result<()> {
    let sum = |of: fn(&Done) -> u64| rotation.holders.iter().map(of).sum::<u64>();
    let mut tx = store.begin(None).await?;
    audit::Entry::new("keys_rotated")
        .detail(json!({
            "sealing": rotation.sealing,
            "resealed": sum(|done| done.resealed),
            "left": sum(|done| done.left),
            "unused": rotation.unused,
        }))
        .write(&mut tx)
        .await?;
    tx.commit().await
}
