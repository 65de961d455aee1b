//! Who may be meant by a form that is being filled in: the same search, asked by its fields.

use super::{FoundClient, candidates, found, vocabulary, write_audit};
use crate::client::creates_for;
use crate::client::sight::Sight;
use crate::{Result, Store};
use domain::access::Actor;
use domain::new_client::{self, LIKELY, Typed};
use domain::search::Query;
use uuid::Uuid;

/// People who are shown beside the form.
const SHOWN: usize = 5;
/// Below this score, in hundredths of a bit, nobody is shown.
const WORTH_A_LOOK: i32 = 600;

/// People who may be the one whose record is about to be made, the best first; what is shown of each is what a
/// [`super::search()`] shows. `typing`: the key of the form, so that the audit counts its rows as one search.
///
/// # Errors
/// [`crate::StoreError::Forbidden`] for who makes no records.
pub async fn similar(
    store: &Store,
    actor: &Actor,
    typed: &Typed,
    typing: Uuid,
) -> Result<Vec<FoundClient>> {
    creates_for(actor)?;
    let sight = Sight::of(store, actor).await?;
    let today = store.clock.office_day();
    let query = new_client::query(typed, today);
    if !says_enough(&query) {
        return Ok(Vec::new());
    }
    let vocabulary = vocabulary(store).await?;
    let mut scored = candidates::score_all(store, &sight, &query, &vocabulary).await?;
    scored.retain(|one| one.hit.score >= WORTH_A_LOOK);
    let hits = found::describe(store, &sight, actor, scored, today, SHOWN).await?;
    write_audit(store, actor, &query, &hits, typing.into()).await?;
    Ok(hits)
}

/// Whether two records would be of one person, so that somebody is asked before another is made.
#[must_use]
pub fn is_likely(found: &FoundClient) -> bool {
    found.score >= LIKELY
}

/// One name or one birth date alone names too many.
fn says_enough(query: &Query) -> bool {
    let number = !query.dates.is_empty() || query.year.is_some() || query.last4.is_some();
    query.words.len() > 1
        || (!query.words.is_empty() && number)
        || query.ssn.is_some()
        || query.hmis_id.is_some()
}
