//! What runs beside the requests: announcing changes, hearing them, the daily refresh, sweeping.

use crate::changes::{Changes, Heard};
use std::time::Duration;
use store::Store;
use store::outbox::{self, Listener};

/// Starts all jobs.
pub fn start(store: &Store) -> Changes {
    let changes = Changes::new();
    tokio::spawn(outbox::announce(store.clone()));
    tokio::spawn(hear(store.clone(), changes.clone()));
    tokio::spawn(keep_house(store.clone()));
    changes
}

/// Listens for ever, and says so when something may have been missed.
async fn hear(store: Store, changes: Changes) {
    loop {
        match Listener::connect(&store).await {
            Ok(mut listener) => {
                changes.tell(Heard::Missed);
                while let Ok(announcement) = listener.next().await {
                    changes.tell(Heard::Announced(announcement));
                }
            }
            Err(error) => tracing::warn!(%error, "cannot listen for changes"),
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// Places entries anew when a CoC's day has ended, removes what has expired, and counts names once a night.
async fn keep_house(store: Store) {
    let mut every = tokio::time::interval(Duration::from_secs(300));
    loop {
        every.tick().await;
        match store::priority::refresh_stale(&store).await {
            Ok(0) => {}
            Ok(entries) => tracing::info!(entries, "placed list entries for the new day"),
            Err(error) => tracing::warn!(%error, "list entries could not be placed"),
        }
        if let Err(error) = sweep(&store).await {
            tracing::warn!(%error, "what has expired could not be removed");
        }
        if let Err(error) = store::client::refresh_frequencies_nightly(&store).await {
            tracing::warn!(%error, "the names of the vocabulary could not be counted");
        }
    }
}

/// Removes what has expired.
async fn sweep(store: &Store) -> store::Result<()> {
    store::draft::sweep(store).await?;
    store::idempotency::sweep(store).await?;
    outbox::sweep(store).await?;
    store::identity::sweep_attempts(store).await?;
    Ok(())
}
