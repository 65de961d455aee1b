//! The demo: loads a synthetic Minnesota into an empty database, in one transaction.

mod accounts;
mod clients;
#[cfg(feature = "bench")]
pub mod crowd;
mod facts;
mod places;
mod rules;
mod stays;

pub use accounts::PASSWORD;

use crate::audit::Entry;
use crate::{Result, Store, Tx, client, priority};
use chrono::NaiveDate;
use serde_json::json;
use synthetic::{Case, Plan};

/// Every demo is the same one.
const SEED: u64 = 2026;
/// About how many people it has.
const CLIENTS: usize = 3_000;
/// Households that are held in memory and written together.
const AT_ONCE: usize = 250;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Loaded, with so many people in so many households.
    Loaded {
        /// Rows of `client`.
        clients: usize,
        /// Synthetic households; each has one stay or several.
        households: usize,
    },
    /// Nothing was done: there are organizations, people or accounts already.
    NotEmpty {
        /// They are those of a demo.
        demo: bool,
    },
}

/// Loads the demo as of a day, marks the database as one, and makes its accounts, whose password is
/// public. All of it is there afterwards, or nothing.
///
/// # Errors
/// When the database refuses.
pub async fn load(store: &Store, today: NaiveDate) -> Result<Outcome> {
    let plan = Plan {
        seed: SEED,
        today,
        clients: CLIENTS,
    };
    load_plan(store, &plan).await
}

async fn load_plan(store: &Store, plan: &Plan) -> Result<Outcome> {
    let mut tx = store.begin(None).await?;
    // The lock makes a second loader wait, and find the database full.
    let installation = sqlx::query!(
        r#"
        select demo,
            exists (select from organization) or exists (select from client)
                or exists (select from app_user) as "used!"
        from installation
        for update
        "#
    )
    .fetch_one(&mut *tx)
    .await?;
    if installation.used {
        return Ok(Outcome::NotEmpty {
            demo: installation.demo,
        });
    }
    let population = synthetic::generate(plan);
    let source = sqlx::query_scalar!(
        "select source_id from data_source where implementation_id = 'threshold'"
    )
    .fetch_one(&mut *tx)
    .await?;
    let writing = Writing {
        store,
        source,
        places: &population.places,
    };
    writing.places(&mut tx).await?;
    writing.rules(&mut tx).await?;
    let staff = writing.accounts(&mut tx).await?;

    let mut cases = population.cases();
    let (mut clients, mut households) = (0, 0);
    loop {
        let some = cases.by_ref().take(AT_ONCE).collect::<Vec<_>>();
        if some.is_empty() {
            break;
        }
        clients += some.iter().map(|case| case.clients.len()).sum::<usize>();
        households += some.len();
        writing.cases(&mut tx, &some, staff).await?;
    }
    sqlx::query!("update installation set demo = true")
        .execute(&mut *tx)
        .await?;
    priority::refresh_all(&mut tx, store.clock).await?;
    Entry::new("demo")
        .detail(json!({ "clients": clients, "households": households }))
        .write(&mut tx)
        .await?;
    tx.commit().await?;
    // Weighs rare names higher; a job repeats it, should the process end here.
    client::refresh_frequencies(store).await?;
    Ok(Outcome::Loaded {
        clients,
        households,
    })
}

/// What every part of the loader needs.
#[derive(Clone, Copy)]
struct Writing<'a> {
    store: &'a Store,
    source: i16,
    places: &'a synthetic::Places,
}

impl Writing<'_> {
    async fn cases(&self, tx: &mut Tx, cases: &[Case], staff: accounts::Staff) -> Result<()> {
        self.clients(tx, cases).await?;
        self.stays(tx, cases, staff).await?;
        self.facts(tx, cases, staff).await
    }
}

/// One column of some rows, as `unnest` takes it.
fn column<R, T>(rows: &[R], of: impl FnMut(&R) -> T) -> Vec<T> {
    rows.iter().map(of).collect()
}

#[cfg(test)]
mod tests;
