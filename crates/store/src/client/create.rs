//! Makes a client's record: after a search, in the name of the organization that is chosen.

use super::{contacts, index_clients, seal_ssn};
use crate::{Result, Store, StoreError, audit, idempotency, ids};
use domain::access::{Act, Acting, Actor, Situation, verdict};
use domain::hud::{HudCode, Race};
use domain::ids::{ClientId, OrganizationId};
use domain::new_client::NewClient;
use domain::policy::Policy;
use serde_json::json;
use sqlx::PgConnection;
use thiserror::Error;
use uuid::Uuid;

/// What its keys are kept under.
pub const CREATE: &str = "create_client";

/// Why no record was made.
#[derive(Debug, Error)]
pub enum CreateError {
    /// Another organization is chosen by now than the form was filled in for.
    #[error("another organization is chosen")]
    Switched,
    /// A victim service provider owns no identified client (ruling 13).
    #[error("victim service providers own no identified client")]
    VictimServiceProvider,
    /// The scan card is somebody else's.
    #[error("the scan card is taken")]
    CardTaken,
    /// Anything else.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for CreateError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(constraint) if constraint == contacts::CARD_TAKEN => {
                Self::CardTaken
            }
            error => Self::Store(error),
        }
    }
}

impl From<sqlx::Error> for CreateError {
    fn from(error: sqlx::Error) -> Self {
        StoreError::from(error).into()
    }
}

/// In whose name the actor makes records: the pair chosen in Settings.
///
/// # Errors
/// [`StoreError::Forbidden`] where none is chosen, or its workgroup makes none.
pub fn creates_for(actor: &Actor) -> Result<Acting> {
    let acting = actor
        .chosen
        .and_then(|chosen| actor.acting_on(chosen.organization))
        .filter(|acting| !acting.switched)
        .ok_or(StoreError::Forbidden)?;
    let own = Situation {
        own: true,
        ..Situation::default()
    };
    let verdict = verdict(Act::CreateClient, acting.workgroup, own, &Policy::default());
    if verdict.permits() {
        Ok(acting)
    } else {
        Err(StoreError::Forbidden)
    }
}

/// Whether an organization may own identified clients: victim service providers own none (ruling 13).
///
/// # Errors
/// [`StoreError::NotFound`] for an unknown organization.
pub async fn may_own(store: &Store, organization: OrganizationId) -> Result<bool> {
    let mut connection = store.pool.acquire().await?;
    owns_people(&mut connection, organization).await
}

async fn owns_people(connection: &mut PgConnection, organization: OrganizationId) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select not victim_service_provider as "may!" from organization where organization_id = $1"#,
        organization.0,
    )
    .fetch_one(connection)
    .await?)
}

/// Makes a record. Its owner is the chosen organization, which the form carries too; it is shared with nobody
/// else until the client says so.
///
/// # Errors
/// [`CreateError`]; then nothing was made.
pub async fn create(
    store: &Store,
    actor: &Actor,
    made: &NewClient,
    organization: OrganizationId,
    key: Uuid,
) -> Result<ClientId, CreateError> {
    let acting = creates_for(actor)?;
    let mut tx = store.begin(Some(actor.user)).await?;
    let question = question(store, made, organization)?;
    if let Some(answer) = idempotency::claim(&mut tx, actor.user, key, CREATE, &question).await? {
        return Ok(answer);
    }
    if acting.organization != organization {
        return Err(CreateError::Switched);
    }
    if !owns_people(&mut tx, organization).await? {
        return Err(CreateError::VictimServiceProvider);
    }
    let client: ClientId = ids::new();
    insert(&mut tx, store, client, made, organization).await?;
    for name in &made.other_names {
        contacts::add_name(&mut tx, client, name).await?;
    }
    if let Some(card) = &made.card {
        contacts::add_card(&mut tx, client, card).await?;
    }
    contacts::add(&mut tx, client, &made.contacts).await?;
    index_clients(&mut tx, &[client]).await?;
    audit::Entry::new(CREATE)
        .by(actor.user, Some(acting))
        .on("client", client.0)
        .detail(json!({
            "ssn": made.ssn.is_some(),
            "dob": made.dob.is_some(),
            "other_names": made.other_names.len(),
            "contacts": made.contacts.iter().map(|detail| detail.kind.code()).collect::<Vec<_>>(),
            "card": made.card.is_some(),
        }))
        .write(&mut tx)
        .await?;
    idempotency::keep(&mut tx, actor.user, key, &client).await?;
    tx.commit().await?;
    Ok(client)
}

/// What a repeated submission must repeat. Under a key, since what it is made of could be guessed.
fn question(store: &Store, made: &NewClient, organization: OrganizationId) -> Result<Vec<u8>> {
    let text = serde_json::to_string(&(made, organization))
        .map_err(|_| StoreError::Unreadable("new client"))?;
    Ok(store.keys.lookup_hash(CREATE, &text))
}

async fn insert(
    tx: &mut crate::Tx,
    store: &Store,
    client: ClientId,
    made: &NewClient,
    organization: OrganizationId,
) -> Result<()> {
    let ssn = match &made.ssn {
        Some(digits) => seal_ssn(&store.keys, client, digits)?,
        None => super::SealedSsn::default(),
    };
    // HUD's columns hold 1 or 0 where the question was answered.
    let races = |race| (!made.races.is_empty()).then(|| i32::from(made.races.contains(race)));
    sqlx::query!(
        r#"
        insert into client (client_id, source_id, hmis_id, first_name, middle_name, last_name, name_suffix,
            name_data_quality, ssn_sealed, ssn_hash, ssn_last4_hash, ssn_data_quality, dob, dob_data_quality, sex,
            am_ind_ak_native, asian, black_af_american, hispanic_latinao, mid_east_n_african, native_hi_pacific,
            white, race_none, additional_race_ethnicity, veteran_status, owning_organization_id)
        select $1, source_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
            $21, $22, $23, $24, $25
        from data_source
        where implementation_id = 'threshold'
        "#,
        client.0,
        ids::hmis_id(client.0),
        made.name.first,
        made.name.middle,
        made.name.last,
        made.name.suffix,
        made.name_quality.code(),
        ssn.sealed,
        ssn.hash,
        ssn.last4_hash,
        made.ssn_quality.code(),
        made.dob,
        made.dob_quality.code(),
        made.sex.map(HudCode::code),
        races(Race::AmIndAkNative),
        races(Race::Asian),
        races(Race::BlackAfAmerican),
        races(Race::HispanicLatinao),
        races(Race::MidEastNAfrican),
        races(Race::NativeHiPacific),
        races(Race::White),
        made.race_none.map(HudCode::code),
        made.more_race,
        made.veteran.code(),
        organization.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
