//! What runs beside the requests: announcing changes, hearing them, proposals, duplicates, the daily refresh, sweeping.

use crate::changes::{Changes, Heard};
use std::time::Duration;
use store::Store;
use store::outbox::{self, Listener};
use tokio::time::MissedTickBehavior;

/// How long a job that waits for a change waits at most.
const LOOK_AGAIN: Duration = Duration::from_secs(300);

/// Starts all jobs.
pub fn start(store: &Store) -> Changes {
    let changes = Changes::new();
    tokio::spawn(outbox::announce(store.clone()));
    tokio::spawn(hear(store.clone(), changes.clone()));
    tokio::spawn(keep_house(store.clone()));
    tokio::spawn(find_proposals(store.clone(), changes.clone()));
    tokio::spawn(take_proposals(store.clone(), changes.clone()));
    tokio::spawn(find_duplicates(store.clone()));
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

/// Looks what facts propose: soon after they change, and for every entry that was placed for a new day.
async fn find_proposals(store: Store, changes: Changes) {
    let (mut heard, _) = changes.listen();
    loop {
        match store::proposal::find(&store).await {
            Ok(0) => {}
            Ok(entries) => tracing::info!(entries, "looked what facts propose"),
            Err(error) => tracing::warn!(%error, "what facts propose could not be looked at"),
        }
        // Whether woken or not, it is looked again; several changes are one.
        let _ = tokio::time::timeout(LOOK_AGAIN, heard.recv()).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        heard = heard.resubscribe();
    }
}

/// Compares the records that changed with all others. Nobody waits for it: it looks every half minute.
async fn find_duplicates(store: Store) {
    let mut every = tokio::time::interval(Duration::from_secs(30));
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        match store::duplicate::find(&store).await {
            Ok(0) => {}
            Ok(clients) => tracing::info!(clients, "looked for second records"),
            Err(error) => tracing::warn!(%error, "second records could not be looked for"),
        }
    }
}

/// Saves the exits that somebody took together, one after the other; also those that a server left when it died.
async fn take_proposals(store: Store, changes: Changes) {
    let (mut heard, _) = changes.listen();
    loop {
        let mut wait = LOOK_AGAIN;
        heard = heard.resubscribe();
        match store::proposal::work(&store).await {
            Ok(0) => {}
            Ok(exits) => tracing::info!(exits, "worked off what was taken together"),
            Err(error) => {
                tracing::warn!(%error, "what was taken together has to wait");
                wait = Duration::from_secs(5);
            }
        }
        let _ = tokio::time::timeout(wait, heard.recv()).await;
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
        if let Err(error) = store::client::warm_up(&store).await {
            tracing::warn!(%error, "the vocabulary of names could not be read");
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
