//! Finding a client by one typed line: vocabulary first, people second, score last.
//!
//! 1. `domain::search::parse` takes the line apart: words, dates, four digits, nine digits, an id.
//! 2. Each word meets the vocabulary, which is small where people are many and stands in memory: the same
//!    token, its nicknames and other spellings, one or two letters off, alike in the ear, a beginning; at
//!    most 40 each.
//! 3. People are taken by index only: two words' tokens together, or a word's tokens with a year or a
//!    month and day (`client.search_keys`, GIN); birth date and its swapped form (b-tree); keyed hashes of
//!    SSN and last four; ids and retired ids. At most 200 each way. First with the closest tokens; with
//!    all of them where nobody fits as well as what was typed should.
//! 4. `domain::search::Scorer` compares and says why. Whom the actor may not know of is never read.

mod candidates;
mod filter;
mod found;
mod similar;
mod vocabulary;

pub use filter::{AgeBand, Filter, LastContact, ListStatus, Narrowed, search_within};
pub use found::{FoundClient, FoundPlace};
pub use similar::{is_likely, similar};
pub(crate) use vocabulary::{Names, current as vocabulary};

use crate::client::sight::Sight;
use crate::{Result, Store, audit};
use domain::access::Actor;
use domain::search::{self, Query};
use serde_json::json;
use uuid::Uuid;

/// Hits that are shown.
const SHOWN: usize = 25;
/// Hits that are suggested while somebody types.
const SUGGESTED: usize = 7;

/// What a search found, the best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResults {
    /// The people.
    pub hits: Vec<FoundClient>,
    /// There are more than are shown: type more of the name, or a birth date.
    pub more: bool,
    /// The line held nothing that can be searched for.
    pub nothing_asked: bool,
}

/// Finds clients by names in any order, nicknames, misspellings, a date of birth, SSN or its last four
/// digits, an id or a retired id, and combinations. The audit keeps the kinds of evidence and whom was
/// shown, never the terms. `typing`: made by the browser when somebody begins to type; all rows of the
/// audit that carry it are one search.
///
/// # Errors
/// [`crate::StoreError::Forbidden`] for a user without any grant.
pub async fn search(
    store: &Store,
    actor: &Actor,
    line: &str,
    typing: Option<Uuid>,
) -> Result<SearchResults> {
    best(store, actor, line, typing, SHOWN).await
}

/// The few best hits of a [`search()`], while somebody types.
///
/// # Errors
/// [`crate::StoreError::Forbidden`] for a user without any grant.
pub async fn suggest(
    store: &Store,
    actor: &Actor,
    line: &str,
    typing: Uuid,
) -> Result<SearchResults> {
    best(store, actor, line, Some(typing), SUGGESTED).await
}

async fn best(
    store: &Store,
    actor: &Actor,
    line: &str,
    typing: Option<Uuid>,
    most: usize,
) -> Result<SearchResults> {
    let sight = Sight::of(store, actor).await?;
    let today = store.clock.office_day();
    let query = search::parse(line, today);
    if query.is_empty() {
        return Ok(SearchResults {
            nothing_asked: true,
            ..SearchResults::default()
        });
    }
    let vocabulary = vocabulary(store).await?;
    let scored = candidates::score_all(store, &sight, &query, &vocabulary).await?;
    let more = scored.len() > most;
    let hits = found::describe(store, &sight, actor, scored, today, most).await?;
    write_audit(store, actor, &query, &hits, typing).await?;
    Ok(SearchResults {
        hits,
        more,
        nothing_asked: false,
    })
}

/// Reads the vocabulary before anybody searches.
///
/// # Errors
/// When the database cannot be asked.
pub async fn warm_up(store: &Store) -> Result<()> {
    vocabulary(store).await.map(drop)
}

async fn write_audit(
    store: &Store,
    actor: &Actor,
    query: &Query,
    hits: &[FoundClient],
    typing: Option<Uuid>,
) -> Result<()> {
    let shown = hits.iter().map(|hit| hit.id).collect::<Vec<_>>();
    let mut entry = audit::Entry::new("search_clients");
    if let Some(typing) = typing {
        entry = entry.on("search", typing);
    }
    entry
        .by(
            actor.user,
            actor
                .chosen
                .and_then(|chosen| actor.acting_on(chosen.organization)),
        )
        .detail(json!({ "evidence": query.kinds(), "shown": shown }))
        .write(&mut *store.pool.acquire().await?)
        .await
}

#[cfg(test)]
mod tests;
