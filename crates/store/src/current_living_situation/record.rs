//! Recording a contact: the row, the note and the place on the list together, once however often it is sent.

use super::{LivingSituationRow, living_situation, note, stay};
use crate::{Result, Store, StoreError, audit, draft, idempotency, ids, priority};
use domain::access::Actor;
use domain::current_living_situation::{Problem, Typed, parse};
use domain::ids::{ClientId, EnrollmentId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// What its keys are kept under, and the drafts of its form.
const ACT: &str = "record_contact";

/// What is to be saved.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Whose stay.
    pub enrollment: EnrollmentId,
    /// Made by the device: the same key twice is one contact.
    pub key: Uuid,
    /// The form.
    pub typed: &'a Typed,
}

/// What was saved, without personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Whose page to go on to.
    pub client: ClientId,
}

/// What an earlier submission under a key saved.
///
/// # Errors
/// [`StoreError::NotFound`] where the actor saved nothing under it.
pub async fn recorded(store: &Store, actor: &Actor, key: Uuid) -> Result<Recorded> {
    idempotency::answer(store, actor.user, key, ACT).await
}

/// Records a contact, with its note, on one enrollment; the household's place on its list follows. `Ok(Err)`: the form
/// breaks rules, and nothing was saved.
///
/// # Errors
/// [`StoreError::NotFound`] where the actor may not; [`StoreError::KeyReused`] for a key that saved something else.
pub async fn record(
    store: &Store,
    actor: &Actor,
    request: Request<'_>,
) -> Result<std::result::Result<Recorded, Vec<Problem>>> {
    let mut tx = store.begin(Some(actor.user)).await?;
    let question = serde_json::to_vec(&(request.enrollment, request.typed))
        .map_err(|_| StoreError::Unreadable("contact"))?;
    let earlier = idempotency::claim(&mut tx, actor.user, request.key, ACT, &question).await?;
    if let Some(recorded) = earlier {
        return Ok(Ok(recorded));
    }
    let (seen, _) = stay(&mut tx, store.clock, actor, request.enrollment).await?;
    // As an exit does: a stay that ends meanwhile has ended for this contact too.
    priority::lock_stays(&mut tx, &[seen.household]).await?;
    let (stay, acting) = stay(&mut tx, store.clock, actor, request.enrollment).await?;
    let contact = match parse(request.typed, &stay.facts) {
        Ok(contact) => contact,
        Err(problems) => return Ok(Err(problems)),
    };
    let row = LivingSituationRow {
        enrollment: request.enrollment,
        on: contact.on,
        situation: contact.situation,
        subsidy: contact.subsidy,
        verified_by: contact.verified_by.as_deref(),
        leaving: contact.leaving,
        place: contact.place.as_deref(),
    };
    let id: Uuid = ids::new();
    living_situation(&mut tx, id, &row, actor.user).await?;
    if let Some(words) = &contact.note {
        note(
            &mut tx,
            ids::new(),
            (request.enrollment, contact.on),
            words,
            actor.user,
        )
        .await?;
    }
    let sealed = serde_json::to_vec(&contact).map_err(|_| StoreError::Unreadable("contact"))?;
    audit::Entry::new("contact_recorded")
        .by(actor.user, Some(acting))
        .on("enrollment", request.enrollment)
        .detail(
            json!({ "contact": id, "household": stay.household, "note": contact.note.is_some() }),
        )
        .sealed(store.keys.seal(request.enrollment.0, &sealed)?)
        .write(&mut tx)
        .await?;
    draft::forget(&mut tx, actor.user, ACT, Some(request.key)).await?;
    if stay.facts.coordinated_entry {
        priority::refresh(&mut tx, store.clock, &[stay.household]).await?;
    }
    let recorded = Recorded {
        client: stay.client,
    };
    idempotency::keep(&mut tx, actor.user, request.key, &recorded).await?;
    tx.commit().await?;
    Ok(Ok(recorded))
}
